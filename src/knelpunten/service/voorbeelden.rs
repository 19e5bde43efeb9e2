//! Knelpunten in every state, to try the platform with: one on its way up the ladder, one that was solved, one
//! that was rejected, and one that needs another rule. All invented. For the demo only.

use super::{
    bijval,
    maken::{Nieuw, maak},
    overgangen::{Stap, zet},
    treden::{self, Gezegd},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    knelpunten::model::{Actie, Oorzaak},
    stukken::{
        model::{Kop, Leefdomein, Soort},
        service as stukken,
    },
};

/// The thema of the duo of the demo.
const THEMA: &str = "schulden";
/// The praktijk of the demo that solved one of them.
const OPLOSSING: &str = "geldcoach-op-school";

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// One side of the duo of the thema.
    pub duo: &'a Ctx,
    /// A member of a gemeente.
    pub lid: &'a Ctx,
    /// A member of another gemeente.
    pub buur: &'a Ctx,
}

/// Takes up a knelpunt that was made of signalen (`gemeld`; one that is made now when there is none), walks
/// some of its treden, and has two gemeenten say that it plays there as well. Makes three more: one that is
/// solved, one that is rejected, and one that is scaled up.
///
/// # Errors
/// The demo lacks the thema or the praktijk, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>, gemeld: Option<&Kop>) -> Result<()> {
    let Wie { duo, lid, buur } = wie;
    let kop = match gemeld {
        Some(kop) => kop.clone(),
        None => begin(db, duo, DELEN).await?,
    };
    let kop = stap(db, duo, &kop, Actie::Oppakken, VEEL_GEMELD).await?;
    loop_treden(db, duo, &kop, 3).await?;
    for (ctx, toelichting) in [(lid, ""), (buur, BIJ_ONS)] {
        let verzoek = bijval::Verzoek {
            toelichting: toelichting.to_owned(),
            ..bijval::Verzoek::default()
        };
        bijval::zeg(db, ctx, kop.slug.as_str(), &verzoek).await?;
    }

    let kop = begin(db, duo, VOET).await?;
    let kop = stap(db, duo, &kop, Actie::Oppakken, VEEL_GEMELD).await?;
    let kop = loop_treden(db, duo, &kop, 5).await?;
    stap(db, duo, &kop, Actie::Opschalen, REGEL_NODIG).await?;

    let kop = begin(db, duo, KLAS).await?;
    let kop = stap(db, duo, &kop, Actie::Oppakken, VEEL_GEMELD).await?;
    stap(db, duo, &kop, Actie::Oplossen, OPGELOST).await?;

    let kop = begin(db, duo, LOKET).await?;
    let kop = stap(db, duo, &kop, Actie::Oppakken, VEEL_GEMELD).await?;
    stap(db, duo, &kop, Actie::Afwijzen, MAG_AL).await?;
    Ok(())
}

/// What is said in one: title, summary, text and cause.
type Verhaal = (&'static str, &'static str, &'static str, Oorzaak);

const DELEN: Verhaal = (
    "Het wijkteam weet niet wie er schulden heeft (verzonnen)",
    "Wie over schulden gaat, mag de collega van het wijkteam niets vertellen. Of denkt dat. Hulp begint daardoor te laat.",
    "Sommige teams delen niets. Andere delen alles en lopen risico. Ieder ministerie legt zijn eigen wet uit.",
    Oorzaak::Uitleg,
);

const VOET: Verhaal = (
    "De beslagvrije voet loopt maanden achter (verzonnen)",
    "Wie van baan wisselt, houdt te weinig over om van te leven. De berekening kent alleen het oude inkomen.",
    "De gegevens komen eens per maand, en de correctie telt niet terug.",
    Oorzaak::Regelgeving,
);

const KLAS: Verhaal = (
    "Jongeren met schulden komen pas in beeld als zij zakken (verzonnen)",
    "School ziet dat iemand wegblijft, en weet niet dat er een deurwaarder aan de deur staat.",
    "Niemand op school had tijd en kennis om ernaar te vragen.",
    Oorzaak::Kennis,
);

const LOKET: Verhaal = (
    "Inwoners moeten voor elke regeling een nieuw bewijs halen (verzonnen)",
    "Voor de bijzondere bijstand is een ander uittreksel nodig dan voor de schuldhulp.",
    "Twee gemeenten meldden dit. In de andere kan het al met één bewijs.",
    Oorzaak::Kennis,
);

const VEEL_GEMELD: &str =
    "Dit speelt in meer gemeenten en raakt mensen direct. Wij zoeken uit wat er kan (verzonnen).";
const BIJ_ONS: &str =
    "Bij ons vraagt het team eerst schriftelijk toestemming. Dat duurt twee weken (verzonnen).";
const REGEL_NODIG: &str = "De proef liet zien dat het technisch kan. De wet schrijft nu een peildatum voor die niet \
                           mag verschuiven (verzonnen).";
const OPGELOST: &str = "Een geldcoach op school ziet jongeren nu eerder. In twee gemeenten daalde het aantal \
                        meldingen binnen een half jaar (verzonnen).";
const MAG_AL: &str = "De regels laten dit al toe. Wat nodig is, is uitleg aan het loket: die staat nu in de praktijken \
                      bij dit thema (verzonnen).";

/// What was found on the steps, in their order.
const GEVONDEN: [(&str, bool); 5] = [
    (
        "Inwoners willen hun verhaal één keer vertellen. Professionals willen zeker weten wat zij mogen vragen \
         (verzonnen).",
        false,
    ),
    (
        "Met toestemming mag veel al. Dat is niet overal bekend (verzonnen).",
        false,
    ),
    (
        "Een convenant geeft geen grondslag. Zes gemeenten hadden er een, en dat hielp niet (verzonnen).",
        true,
    ),
    (
        "Drie gemeenten werken een jaar met één formulier. De functionaris gegevensbescherming kijkt mee (verzonnen).",
        false,
    ),
    (
        "De peildatum in de wet moet kunnen verschuiven als het inkomen verandert (verzonnen).",
        false,
    ),
];

async fn begin(db: &Db, duo: &Ctx, verhaal: Verhaal) -> Result<Kop> {
    let (titel, samenvatting, tekst, oorzaak) = verhaal;
    let thema = stukken::vind(duo, db.read(), Soort::Thema, THEMA).await?;
    let nieuw = Nieuw {
        titel: titel.to_owned(),
        samenvatting: samenvatting.to_owned(),
        tekst: tekst.to_owned(),
        oorzaak: Some(oorzaak),
        trekker: Some(thema.id),
        leefdomeinen: vec![Leefdomein::Schulden],
        ..Nieuw::default()
    };
    let write = db.begin_write().await?;
    let (id, gebeurd) = maak(&write, duo, nieuw).await?;
    let kop = stukken::kop_voor_taak(write.conn(), id).await?;
    write.commit(duo, &gebeurd).await?;
    Ok(kop)
}

async fn stap(db: &Db, duo: &Ctx, kop: &Kop, actie: Actie, reden: &str) -> Result<Kop> {
    let stap = Stap {
        actie,
        reden,
        versie: kop.versie,
        akkoord: false,
        oplossing: if actie == Actie::Oplossen {
            OPLOSSING
        } else {
            ""
        },
        op_verzoek: false,
    };
    Ok(zet(db, duo, kop.id, &stap).await?.0)
}

/// Fills in the first so many steps.
async fn loop_treden(db: &Db, duo: &Ctx, kop: &Kop, hoeveel: usize) -> Result<Kop> {
    let mut gezegd = Gezegd::default();
    for (plek, (tekst, overgeslagen)) in gezegd.iter_mut().zip(GEVONDEN).take(hoeveel) {
        *plek = (tekst.to_owned(), overgeslagen);
    }
    treden::bewaar(db, duo, kop.id, kop.versie, (&gezegd, false)).await
}
