//! Bijeenkomsten that are coming, held and called off, to try the platform with. All invented. For the demo only.

use chrono::{DateTime, Days, NaiveTime, Utc};

use super::{
    super::model::{Antwoord, Gekeurd, moment},
    afgelasten::{Gezegd, gelast_af},
    antwoorden::antwoord,
    lezen::{Welke, van_thema},
    schrijven::zet_neer,
    verslag::{Ingevuld, bewaar},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    stukken::model::Kop,
    werkruimte::{model::Niveau, service::werkplek},
};

/// The thema of the duo of the demo.
const THEMA: &str = "schulden";

/// Who acts in the demo.
#[derive(Debug, Clone, Copy)]
pub struct Wie<'a> {
    /// The seat of the Rijk.
    pub rijk: &'a Ctx,
    /// The seat of the gemeenten.
    pub gemeente: &'a Ctx,
    /// Somebody of the netwerk.
    pub netwerk: &'a Ctx,
}

/// What is said of one: its title, where it is, what it is about, who reads it, and in how many days it is.
struct Verhaal {
    titel: &'static str,
    plek: &'static str,
    link: &'static str,
    agenda: &'static str,
    niveau: Niveau,
    dagen: i64,
}

const OVERLEG: Verhaal = Verhaal {
    titel: "Overleg over de eerste brief",
    plek: "Stadhuis Voorbeeldstad, kamer 3 (verzonnen)",
    link: "https://overleg.example/schulden",
    agenda: "- Wat drie gemeenten nu schrijven\n- Wat ervaringsdeskundigen ervan vinden\n- Wie maakt een voorbeeld?",
    niveau: Niveau::Besloten,
    dagen: 12,
};

const OPEN: Verhaal = Verhaal {
    titel: "Open middag: schulden en wonen",
    plek: "Buurthuis De Verzonnen Hoek",
    link: "",
    agenda: "Iedereen is welkom. Wij vertellen wat wij dit jaar uitzoeken, en horen graag wat er misgaat.",
    niveau: Niveau::Openbaar,
    dagen: 33,
};

const WERKBEZOEK: Verhaal = Verhaal {
    titel: "Werkbezoek aan een wijkteam",
    plek: "Wijkteam Noord (verzonnen)",
    link: "",
    agenda: "Meekijken bij drie gesprekken, met toestemming van de inwoners (verzonnen).",
    niveau: Niveau::Besloten,
    dagen: -10,
};

const KOSTEN: Verhaal = Verhaal {
    titel: "Met zijn tweeën over de kosten",
    plek: "",
    link: "https://overleg.example/twee",
    agenda: "Wat vragen wij aan de regietafel? (verzonnen)",
    niveau: Niveau::Vertrouwelijk,
    dagen: 5,
};

const VERSLAG: &str = "Wij spraken met het wijkteam over **de eerste brief**.\n\n- Inwoners lezen haar niet: zij is \
                       te lang.\n- Het team belt liever, maar heeft het nummer vaak niet.\n\nAfspraak: drie gemeenten \
                       sturen hun brief op (verzonnen).";

/// Plans them, has people answer, tells what was said at one and calls one off. When there are bijeenkomsten in the
/// thema already it changes nothing.
///
/// # Errors
/// The demo lacks the thema, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    let thema = werkplek(wie.rijk, db.read(), THEMA).await?.thema.id;
    let er_al = van_thema(wie.rijk, db.read(), thema, (Welke::Komend, (0, 1))).await?;
    if er_al.totaal > 0 {
        return Ok(());
    }
    let Wie {
        rijk,
        gemeente,
        netwerk,
    } = wie;
    let allen = [rijk, gemeente, netwerk];
    let overleg = maak(db, rijk, &allen, &OVERLEG).await?;
    antwoord(db, gemeente, overleg.id, Antwoord::Ja.waarde()).await?;
    antwoord(db, netwerk, overleg.id, Antwoord::Misschien.waarde()).await?;
    maak(db, rijk, &[rijk, gemeente], &KOSTEN).await?;
    let bezoek = maak(db, gemeente, &allen, &WERKBEZOEK).await?;
    let verslag = Ingevuld {
        verslag: VERSLAG.to_owned(),
        aanwezig: vec![
            gemeente.schrijver()?.to_string(),
            netwerk.schrijver()?.to_string(),
        ],
        gezien: String::new(),
        versie: bezoek.versie,
        akkoord: false,
    };
    bewaar(db, gemeente, bezoek.id, &verslag).await?;
    let open = maak(db, gemeente, &allen, &OPEN).await?;
    let gezegd = Gezegd {
        reden: "Het buurthuis wordt verbouwd. Wij plannen een nieuwe middag in het voorjaar (verzonnen).".into(),
        versie: open.versie,
        akkoord: false,
    };
    gelast_af(db, gemeente, open.id, &gezegd).await?;
    Ok(())
}

/// An hour of a day as so many days from now, or the moment itself on a day on which the clock changes.
fn op(ctx: &Ctx, dagen: i64, uur: u32) -> DateTime<Utc> {
    let ver = Days::new(dagen.unsigned_abs());
    let vandaag = ctx.vandaag();
    let dag = if dagen < 0 {
        vandaag - ver
    } else {
        vandaag + ver
    };
    let tijd = NaiveTime::from_hms_opt(uur, 0, 0).unwrap_or_default();
    moment(dag, tijd).unwrap_or(ctx.now)
}

async fn maak(db: &Db, van: &Ctx, aan: &[&Ctx], verhaal: &Verhaal) -> Result<Kop> {
    let write = db.begin_write().await?;
    let thema = werkplek(van, write.conn(), THEMA).await?.thema.id;
    let mut genodigden = Vec::new();
    for wie in aan {
        genodigden.push(wie.schrijver()?);
    }
    genodigden.sort_unstable();
    let goed = Gekeurd {
        titel: verhaal.titel.to_owned(),
        begin: op(van, verhaal.dagen, 10),
        einde: op(van, verhaal.dagen, 12),
        plek: verhaal.plek.to_owned(),
        link: verhaal.link.to_owned(),
        agenda: verhaal.agenda.to_owned(),
        genodigden,
        niveau: verhaal.niveau,
    };
    let (kop, gebeurd) = zet_neer(&write, van, thema, goed).await?;
    write.commit(van, &[gebeurd]).await?;
    Ok(kop)
}
