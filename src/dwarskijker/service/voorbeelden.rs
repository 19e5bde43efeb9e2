//! Bevindingen to try the platform with: one that is established, one that is out for a reply and one that
//! is being written. All invented. For the demo only.

use chrono::TimeDelta;

use super::{
    super::model::{Aanbevolen, Ingevuld, gewone_termijn},
    dossiers, reageren, schrijven, stappen,
    stappen::Vaststelling,
    voorleggen::{self, Gevraagde, Voorlegging},
};
use crate::{
    actor::{Actor, Sleutel},
    ctx::{Aanmelding, Ctx},
    db::Db,
    error::{Error, Result},
    stukken::model::Kop,
};

/// The thema of the demo in whose dossier they are.
const THEMA: &str = "schulden";
/// Who is asked: organisatie and mail address of a member, of the accounts of the demo.
const LID: (&str, &str) = ("voorbeeldstad", "lid@demo.example");
const BUUR: (&str, &str) = ("schijndorp", "lid2@demo.example");

/// Fills the platform with what a dwarskijker did, with the accounts of the dwarskijker and of a member of
/// the gemeente that replies.
///
/// # Errors
/// The demo lacks an organisatie or the thema, or the database refuses.
pub async fn vul(db: &Db, dwarskijker: &Ctx, lid: &Ctx) -> Result<()> {
    let dwarskijker = sterk(dwarskijker)?;
    let geleden = |dagen| op(&dwarskijker, dagen);

    let kop = schrijven::begin(db, &geleden(70), &vastgestelde(), true).await?;
    let kop = voorleggen::leg_voor(
        db,
        &geleden(60),
        kop.id,
        &voorlegging(&geleden(60), &kop, &[LID, BUUR]),
    )
    .await?;
    let lezer = met_sleutel(&op(lid, 45), Sleutel::Wederhoor(kop.id))?;
    let gevraagd = reageren::open(db, &lezer, kop.slug.as_str())
        .await?
        .gevraagd;
    let vraag = gevraagd.first().ok_or(Error::NotFound)?.vraag.id;
    let antwoord = reageren::Antwoord {
        vraag,
        tekst: "Wij herkennen dit. Sinds dit voorjaar staat in onze brief aan de raad een tabel met alle \
                aanbevelingen, ook die aan anderen (verzonnen)."
            .into(),
        gezien: String::new(),
        akkoord: true,
    };
    let kop = reageren::reageer(db, &lezer, kop.slug.as_str(), &antwoord).await?;
    let vast = Vaststelling {
        versie: kop.versie,
        onherroepelijk: true,
        akkoord: true,
    };
    stappen::stel_vast(db, &geleden(20), kop.id, vast).await?;

    let kop = schrijven::begin(db, &geleden(25), &in_wederhoor(), true).await?;
    voorleggen::leg_voor(
        db,
        &geleden(10),
        kop.id,
        &voorlegging(&geleden(10), &kop, &[LID]),
    )
    .await?;

    schrijven::begin(db, &geleden(3), &concept(), true).await?;
    let notitie = "Drie gesprekken over wachten op een besluit. Steeds dezelfde vraag: wie mag ja zeggen? \
                   (verzonnen)";
    dossiers::noteer(db, &geleden(2), THEMA, notitie, true).await?;
    Ok(())
}

/// The same somebody, so many days ago.
fn op(ctx: &Ctx, dagen: i64) -> Ctx {
    Ctx {
        now: ctx.now - TimeDelta::days(dagen),
        ..ctx.clone()
    }
}

/// The same somebody, logged in with a second factor.
fn sterk(ctx: &Ctx) -> Result<Ctx> {
    let ctx = met_sleutel(ctx, Sleutel::Dwarskijker)?;
    let aanmelding = ctx.aanmelding.clone().map(|aanmelding| Aanmelding {
        sterk: true,
        ..aanmelding
    });
    Ok(Ctx { aanmelding, ..ctx })
}

/// The same somebody with one more key.
fn met_sleutel(ctx: &Ctx, sleutel: Sleutel) -> Result<Ctx> {
    let Actor::Account { id, sleutels } = &ctx.actor else {
        return Err(Error::NietIngelogd);
    };
    let mut sleutels = sleutels.clone();
    sleutels.insert(sleutel);
    Ok(Ctx {
        actor: Actor::Account { id: *id, sleutels },
        ..ctx.clone()
    })
}

fn voorlegging(ctx: &Ctx, kop: &Kop, aan: &[(&str, &str)]) -> Voorlegging {
    let gevraagde = |(organisatie, mail): &(&str, &str)| Gevraagde {
        organisatie: (*organisatie).to_owned(),
        contacten: (*mail).to_owned(),
    };
    Voorlegging {
        uiterlijk: gewone_termijn(ctx.vandaag()).to_string(),
        gevraagd: aan.iter().map(gevraagde).collect(),
        versie: kop.versie,
        akkoord: true,
    }
}

fn geschreven(titel: &str, samenvatting: &str, tekst: &str, secties: [&str; 3]) -> Ingevuld {
    Ingevuld {
        titel: titel.into(),
        samenvatting: samenvatting.into(),
        tekst: tekst.into(),
        secties: secties.map(str::to_owned).to_vec(),
        thema: THEMA.into(),
        leefdomeinen: vec!["schulden".into(), "werk-en-inkomen".into()],
        ..Ingevuld::default()
    }
}

fn vastgestelde() -> Ingevuld {
    Ingevuld {
        aanbevelingen: vec![
            Aanbevolen {
                aan: LID.0.into(),
                tekst: "Nummer alle aanbevelingen uit een onderzoek door, en noem bij elk nummer wie \
                        antwoord geeft."
                    .into(),
            },
            Aanbevolen {
                aan: BUUR.0.into(),
                tekst: "Stuur aanbevelingen die voor een ander zijn door, en laat de raad weten aan wie."
                    .into(),
            },
        ],
        ..geschreven(
            "Aanbevelingen aan “iemand anders” raken zoek",
            "Onderzoekers doen aanbevelingen aan veel partijen. Alleen wie zich aangesproken voelt, antwoordt.",
            "Gemeenten laten hun schuldhulp onderzoeken. Dat is goed. Maar wat niet aan het college is gericht, \
             krijgt vaak geen antwoord (verzonnen).",
            [
                "In negen van de elf rapporten die ik las, bleef minstens één aanbeveling zonder antwoord. \
                 Bijna altijd was die gericht aan een ander dan het college.",
                "Elf rapporten van rekenkamers, en gesprekken met raadsleden en griffiers in twee gemeenten.",
                "Een goed advies verdwijnt als niemand zich eigenaar voelt. Daardoor vindt het volgende \
                 onderzoek hetzelfde.",
            ],
        )
    }
}

fn in_wederhoor() -> Ingevuld {
    Ingevuld {
        aanbevelingen: vec![Aanbevolen {
            aan: LID.0.into(),
            tekst: "Vertel binnen de termijn dat het langer duurt, met een nieuwe datum.".into(),
        }],
        ..geschreven(
            "Wie te laat antwoordt, laat een gezin wachten",
            "Uitstel wordt zelden verteld aan wie erop wacht.",
            "Een besluit dat blijft liggen, is voor een gezin een brief die niet komt (verzonnen).",
            [
                "Vragen van wijkteams bleven gemiddeld zes weken liggen. Niemand zei dat het langer duurde.",
                "Zeven dossiers die mij zijn verteld, zonder namen, en gesprekken met drie wijkteams.",
                "Wachten zonder te weten hoe lang is erger dan lang wachten.",
            ],
        )
    }
}

fn concept() -> Ingevuld {
    geschreven(
        "De stem van cliënten komt te laat aan tafel",
        "",
        "Nog uit te zoeken: bij welke thema’s was de aanpak al gekozen? (verzonnen)",
        ["", "", ""],
    )
}
