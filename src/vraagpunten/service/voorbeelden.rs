//! Questions to two ministeries about knelpunten, to try the platform with. All invented. For the demo
//! only.

use anyhow::Context as _;
use chrono::{Days, TimeDelta};
use uuid::Uuid;

use super::{
    super::model::{Ingevuld, Uitkomst, Uitstel, Vraagregel},
    Antwoordverzoek, Uitstelverzoek, Verzoek, beantwoorden, bereid_vragen, stel, verlengen,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
};

/// The ministeries that are asked something.
const VWS: &str = "ministerie-vws";
const SZW: &str = "ministerie-szw";
/// What the questions are about: the first ones and the second. Others do as well, when these can't be
/// asked about.
const OVER: [&str; 2] = [
    "privacy-tegen-integraal-werken",
    "lokale-netwerken-weinig-benut",
];
/// Knelpunten looked at to ask about.
const KNELPUNTEN: u64 = 50;

/// Asks two ministeries some questions about two knelpunten, as whoever treats these: `wie` are accounts
/// that may. One question is late and one got more time; one is answered in part when `vws` is a member of
/// that ministerie.
///
/// # Errors
/// The demo lacks a knelpunt or a ministerie, or the database refuses.
pub async fn vul(db: &Db, wie: &[&Ctx], vws: Option<&Ctx>) -> Result<()> {
    let mut te_vragen = Vec::new();
    for ctx in wie {
        let bereik = (0, KNELPUNTEN);
        let lijst = stukken::lijst(ctx, db.read(), Soort::Knelpunt, None, bereik).await?;
        for kop in lijst.koppen {
            let al = te_vragen
                .iter()
                .any(|(_, er): &(&Ctx, Kop)| er.id == kop.id);
            if !al && kan(db, ctx, &kop).await? {
                te_vragen.push((*ctx, kop));
            }
        }
    }
    te_vragen.sort_by_key(|(_, kop)| {
        let plek = OVER.iter().position(|slug| *slug == kop.slug.as_str());
        plek.unwrap_or(OVER.len())
    });
    let mut te_vragen = te_vragen.into_iter();
    let eerste = te_vragen.next();
    let (wie, kop) = eerste.context("the demo has no knelpunt to ask about")?;
    let vraag = "Mag een wijkteam gegevens over schulden delen met de Wmo-consulent, als de inwoner dat \
                 zelf vraagt (verzonnen)?";
    // Nobody answers this one.
    vraag_aan(db, &eerder(wie, 60), &kop, (VWS, vraag)).await?;
    let vraag = "Komt er één uitleg over het delen van gegevens voor alle wetten in het sociaal domein \
                 (verzonnen)?";
    let beantwoord = vraag_aan(db, &eerder(wie, 40), &kop, (VWS, vraag)).await?;
    if let Some(vws) = vws {
        let antwoord = Antwoordverzoek {
            ingevuld: Ingevuld {
                uitkomst: Uitkomst::Deels.to_string(),
                tekst: "Voor de Wmo en de Jeugdwet maken wij die uitleg dit jaar. Over de andere wetten \
                        gaan andere ministeries (verzonnen)."
                    .into(),
            },
            akkoord: false,
        };
        beantwoorden(db, &eerder(vws, 5), beantwoord, &antwoord).await?;
    }
    let (wie, kop) = te_vragen.next().unwrap_or((wie, kop));
    let vraag = "Welke ruimte geeft de Participatiewet om een traject over twee jaren te betalen \
                 (verzonnen)?";
    let meer_tijd = vraag_aan(db, &eerder(wie, 50), &kop, (SZW, vraag)).await?;
    let uitstel = Uitstelverzoek {
        ingevuld: Uitstel {
            tot: (wie.vandaag() + Days::new(30)).to_string(),
            reden: "Het antwoord hangt af van een uitspraak die nog komt (verzonnen).".into(),
        },
        akkoord: false,
    };
    verlengen(db, &eerder(wie, 20), meer_tijd, &uitstel).await?;
    Ok(())
}

/// Whether an account can ask about a knelpunt.
async fn kan(db: &Db, ctx: &Ctx, kop: &Kop) -> Result<bool> {
    match bereid_vragen(ctx, db.read(), kop.soort, kop.slug.as_str()).await {
        Ok(_) => Ok(true),
        Err(Error::MagNiet(_) | Error::Conflict(_)) => Ok(false),
        Err(fout) => Err(fout),
    }
}

/// The same account, so many days ago.
fn eerder(ctx: &Ctx, dagen: i64) -> Ctx {
    Ctx {
        now: ctx.now - TimeDelta::days(dagen),
        ..ctx.clone()
    }
}

/// Asks one question; answers its number in the tables.
async fn vraag_aan(db: &Db, ctx: &Ctx, kop: &Kop, (aan, vraag): (&str, &str)) -> Result<Uuid> {
    let verzoek = Verzoek {
        regels: vec![Vraagregel {
            vraag: vraag.to_owned(),
            aan: aan.to_owned(),
            uiterlijk: String::new(),
        }],
        akkoord: false,
    };
    let ids = stel(db, ctx, kop, &verzoek).await?;
    Ok(ids.first().copied().context("nothing was asked")?)
}
