//! Kennisvragen in every state, to try the platform with, with who follows them and who waits for an answer to a search
//! in vain. All invented. For the demo only.

use super::{
    schrijven::{Waar, maak},
    stappen::{Stap, zet},
    volgen, wensen,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    kennisvragen::model::{Actie, Ingevuld},
    stukken::model::Kop,
};

/// The thema of the duo of the demo, and the one that the redactie asks for.
const THEMA: &str = "schulden";
const ANDER: &str = "vervoer";
/// The praktijk of the demo in which an answer stands.
const BRON: &str = "/praktijken/geldcoach-op-school";
/// What somebody searched in vain.
const GEZOCHT: &str = "borg voor een huurwoning na bewind";

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// One side of the duo of the thema.
    pub duo: &'a Ctx,
    /// Somebody of the redactie.
    pub redactie: &'a Ctx,
    /// Somebody who follows, and waits.
    pub lid: &'a Ctx,
}

/// What is asked in one: the question, summary, why, areas of life and level.
type Verhaal = (
    &'static str,
    &'static str,
    &'static str,
    &'static [&'static str],
    &'static str,
);

const DELEN: Verhaal = (
    "Wanneer mag het wijkteam weten dat iemand schulden heeft?",
    "Teams twijfelen, en wachten dan (verzonnen).",
    "De ene gemeente deelt met toestemming, de andere deelt niets. Wij willen weten wat mag, en wat mensen met schulden \
     er zelf van vinden.",
    &["schulden", "zorg"],
    "openbaar",
);

const LATER: Verhaal = (
    "Wat kost het als schuldhulp een half jaar te laat begint?",
    "Niemand telt op wat uitstel kost (verzonnen).",
    "Huisuitzetting, stress en verzuim komen uit verschillende potten. Daarom ziet niemand het hele bedrag.",
    &["schulden", "werk-en-inkomen"],
    "openbaar",
);

const SCHOOL: Verhaal = (
    "Helpt een geldcoach op school om schulden van jongeren klein te houden?",
    "Drie scholen doen het al (verzonnen).",
    "Scholen vragen of het werkt voordat zij eraan beginnen.",
    &["schulden", "onderwijs", "jeugd"],
    "openbaar",
);

const APP: Verhaal = (
    "Moet er één landelijke app komen voor schuldhulp?",
    "Een vraag die wij niet verder uitzoeken (verzonnen).",
    "",
    &["schulden"],
    "openbaar",
);

const NETWERK: Verhaal = (
    "Wie uit het netwerk kan ervaringsdeskundigen betalen?",
    "Alleen voor het netwerk (verzonnen).",
    "Wij willen dit weten voordat wij mensen uitnodigen.",
    &["schulden"],
    "besloten",
);

const BUS: Verhaal = (
    "Wie betaalt het vervoer als dagbesteding in een andere gemeente is?",
    "Gevraagd door de redactie, omdat velen ernaar zochten (verzonnen).",
    "",
    &["mobiliteit", "zorg"],
    "openbaar",
);

const ANTWOORD: &str = "**Ja, als de coach elke week op school is.** Op drie scholen vroegen leerlingen eerder om hulp, en bleven \
                        de schulden lager. Hoe dat na het examen gaat, weten wij nog niet.";

fn ingevuld((titel, samenvatting, toelichting, domeinen, niveau): Verhaal) -> Ingevuld {
    Ingevuld {
        titel: titel.into(),
        samenvatting: samenvatting.into(),
        toelichting: toelichting.into(),
        leefdomeinen: domeinen.iter().map(|&domein| domein.to_owned()).collect(),
        niveau: niveau.into(),
        ..Ingevuld::default()
    }
}

async fn vraag(db: &Db, duo: &Ctx, verhaal: Verhaal) -> Result<Kop> {
    let waar = Waar::Werkruimte(THEMA);
    maak(db, duo, waar, &ingevuld(verhaal), false).await
}

async fn stap(db: &Db, duo: &Ctx, kop: &Kop, actie: Actie, reden: &str) -> Result<Kop> {
    let stap = Stap {
        actie,
        reden,
        antwoord: "",
        stukken: "",
        versie: kop.versie,
        akkoord: false,
    };
    zet(db, duo, kop.id, &stap).await
}

/// Asks them, takes some of them further, and lets somebody follow two and wait for an answer.
///
/// # Errors
/// The demo lacks a thema or the praktijk, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    let Wie { duo, redactie, lid } = wie;
    let delen = vraag(db, duo, DELEN).await?;
    volgen::volg(db, lid, delen.slug.as_str()).await?;

    let later = vraag(db, duo, LATER).await?;
    let wij =
        "Twee gemeenten en een hogeschool tellen dit voorjaar de kosten van twintig gezinnen op.";
    stap(db, duo, &later, Actie::Onderzoeken, wij).await?;

    let school = vraag(db, duo, SCHOOL).await?;
    volgen::volg(db, lid, school.slug.as_str()).await?;
    let wij = "De drie scholen houden een schooljaar lang bij wie om hulp vraagt.";
    let school = stap(db, duo, &school, Actie::Onderzoeken, wij).await?;
    let klaar = Stap {
        actie: Actie::Beantwoorden,
        reden: "",
        antwoord: ANTWOORD,
        stukken: BRON,
        versie: school.versie,
        akkoord: false,
    };
    zet(db, duo, school.id, &klaar).await?;

    let app = vraag(db, duo, APP).await?;
    let niet = "Dit is geen vraag die onderzoek beantwoordt. Er moet over worden besloten.";
    stap(db, duo, &app, Actie::Vervallen, niet).await?;

    vraag(db, duo, NETWERK).await?;
    let bus = Ingevuld {
        thema: ANDER.into(),
        ..ingevuld(BUS)
    };
    maak(db, redactie, Waar::Gekozen, &bus, false).await?;
    wensen::wacht(db, lid, GEZOCHT).await
}
