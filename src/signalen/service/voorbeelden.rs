//! Signalen to try the platform with: of several thema's and gemeenten, one of them in confidence. All invented.
//! For the demo only.

use super::{
    super::model::{Formulier, JA, NEE, Stap},
    behandelen::{self, Ingevuld},
    indienen::{Verzoek, dien_in},
};
use crate::{
    ctx::Ctx, db::Db, error::Result, stukken::model::Kop, toepassingen::service::leden_van,
};

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// A member of a gemeente.
    pub lid: &'a Ctx,
    /// A member of another gemeente.
    pub buur: &'a Ctx,
    /// Somebody of the redactie.
    pub redactie: &'a Ctx,
    /// The dwarskijker, with a strong login.
    pub dwarskijker: &'a Ctx,
}

/// What is said in one: title, text, whom it concerns, the rule, what was tried, and the thema.
struct Verhaal {
    titel: &'static str,
    tekst: &'static str,
    voor_wie: &'static str,
    regel: &'static str,
    geprobeerd: &'static str,
    gemeenten: &'static str,
    thema: &'static str,
}

const SCHULDEN: Verhaal = Verhaal {
    titel: "Het wijkteam hoort te laat dat iemand schulden heeft",
    tekst: "De collega van de schuldhulp weet het al maanden. Hij mag het niet vertellen, of denkt dat. Tegen de \
            tijd dat wij langskomen, is de stroom afgesloten (verzonnen).",
    voor_wie: "Gezinnen met een betalingsachterstand, en het wijkteam.",
    regel: "Wgs",
    geprobeerd: "Wij vragen iedereen om toestemming. Wie in paniek is, zegt nee.",
    gemeenten: "voorbeeldstad",
    thema: "schulden",
};

const BEWINDVOERDER: Verhaal = Verhaal {
    titel: "Wie uit bewind komt, begint met een schuld bij ons",
    tekst: "De kosten van het bewind vorderen wij terug over de maand waarin het stopt. Net dan moet iemand het \
            zelf gaan doen (verzonnen).",
    voor_wie: "Inwoners van wie het bewind eindigt.",
    regel: "Participatiewet",
    geprobeerd: "Nog niets. Wij zagen het pas toen drie mensen belden.",
    gemeenten: "voorbeeldstad",
    thema: "schulden",
};

const VERVOER: Verhaal = Verhaal {
    titel: "Drie busjes rijden achter elkaar naar dezelfde school",
    tekst: "Leerlingen, jongeren van de jeugdhulp en mensen van de dagbesteding gaan dezelfde kant op. Elk contract \
            heeft een eigen vervoerder (verzonnen).",
    voor_wie: "Kinderen die lang onderweg zijn, en de gemeente die drie keer betaalt.",
    regel: "Lopende contracten voor vervoer",
    geprobeerd: "Wij vroegen de vervoerders om samen te rijden. De contracten lopen nog drie jaar.",
    gemeenten: "schijndorp\nvoorbeeldstad",
    thema: "vervoer",
};

const DETENTIE: Verhaal = Verhaal {
    titel: "Na detentie wacht iemand weken op een uitkering",
    tekst: "De aanvraag kan pas na de vrijlating. Tot het eerste geld er is, leent hij bij wie hij juist niet meer \
            wil zien (verzonnen).",
    voor_wie: "Mensen die uit detentie komen.",
    regel: "Participatiewet",
    geprobeerd: "Een voorschot in de eerste week. Dat lukt alleen als het adres al klopt.",
    gemeenten: "schijndorp",
    thema: "terug-na-detentie",
};

const ONBEKEND: Verhaal = Verhaal {
    titel: "Een inwoner vraagt om een parkeervergunning bij de deur",
    tekst: "Zij loopt slecht en woont aan een plein zonder parkeerplaats. Het loket zegt dat de verordening geen \
            uitzondering kent (verzonnen).",
    voor_wie: "Eén inwoner.",
    regel: "",
    geprobeerd: "Een bezwaar. Dat is afgewezen.",
    gemeenten: "schijndorp",
    thema: "",
};

const VERTROUWELIJK: Verhaal = Verhaal {
    titel: "Wij schrijven in het dossier wat de controle wil lezen",
    tekst: "De vraag van de inwoner past in geen product. Om haar toch te helpen, noemen wij het anders. Iedereen op \
            de afdeling weet het (verzonnen).",
    voor_wie: "Inwoners die maatwerk nodig hebben, en collega’s die daarvoor liegen.",
    regel: "",
    geprobeerd: "Het is besproken met de leiding. Er veranderde niets.",
    gemeenten: "",
    thema: "verantwoorden-zonder-last",
};

/// Sends them. One is sent on to where it belongs, one is in confidence and has words that were released, the
/// others wait. Answers those that wait: two of the thema schulden, one of vervoer, one of terug na detentie.
///
/// # Errors
/// The demo lacks a gemeente or a thema, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<Vec<Kop>> {
    let mut wachten = Vec::new();
    for (ctx, verhaal) in [
        (wie.lid, SCHULDEN),
        (wie.lid, BEWINDVOERDER),
        (wie.buur, VERVOER),
        (wie.buur, DETENTIE),
    ] {
        wachten.push(stuur(db, ctx, &verhaal, NEE).await?);
    }
    let elders = stuur(db, wie.buur, &ONBEKEND, NEE).await?;
    let verwijzing = Ingevuld {
        naar: "de cliëntondersteuning van de gemeente".into(),
        reden: "Dit gaat over één inwoner. Een onafhankelijke cliëntondersteuner denkt gratis met haar mee \
                (verzonnen)."
            .into(),
        ..bij(&elders)
    };
    zet(db, wie.redactie, &elders, Stap::Doorverwijzen, &verwijzing).await?;
    let geheim = stuur(db, wie.lid, &VERTROUWELIJK, JA).await?;
    let vrij = Ingevuld {
        naar: "Medewerkers herkennen dat verantwoording en maatwerk elkaar in de weg zitten (verzonnen).".into(),
        ..bij(&geheim)
    };
    zet(db, wie.dwarskijker, &geheim, Stap::Verwoorden, &vrij).await?;
    Ok(wachten)
}

fn bij(kop: &Kop) -> Ingevuld {
    Ingevuld {
        versie: kop.versie,
        ..Ingevuld::default()
    }
}

async fn zet(db: &Db, ctx: &Ctx, kop: &Kop, stap: Stap, wat: &Ingevuld) -> Result<()> {
    behandelen::zet(db, ctx, kop.slug.as_str(), stap, wat).await?;
    Ok(())
}

async fn stuur(db: &Db, ctx: &Ctx, verhaal: &Verhaal, vertrouwelijk: &str) -> Result<Kop> {
    // Who speaks for a gemeente says so: only then it counts there.
    let leden = if vertrouwelijk == NEE {
        leden_van(ctx, db.read()).await?
    } else {
        Vec::new()
    };
    let namens = leden.first().map(|lid| lid.kop.slug.to_string());
    let verzoek = Verzoek {
        formulier: Formulier {
            titel: verhaal.titel.into(),
            tekst: verhaal.tekst.into(),
            voor_wie: verhaal.voor_wie.into(),
            regel: verhaal.regel.into(),
            geprobeerd: verhaal.geprobeerd.into(),
            gemeenten: verhaal.gemeenten.into(),
            namens: namens.unwrap_or_default(),
            thema: verhaal.thema.into(),
            vertrouwelijk: vertrouwelijk.into(),
        },
        akkoord: false,
    };
    dien_in(db, ctx, &verzoek).await
}
