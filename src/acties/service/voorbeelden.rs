//! Acties in every state, to try the platform with: one is late, one is done, one lapsed. All invented. For the
//! demo only.

use chrono::Days;

use super::{
    super::model::{Gekeurd, Stap, Status},
    lezen::{Staat, van_thema},
    schrijven::zet_neer,
    stappen::{Gezegd, zet},
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

/// What is said in one: what, with what explanation, who may read it, and in how many days it has to be done.
struct Verhaal {
    titel: &'static str,
    toelichting: &'static str,
    niveau: Niveau,
    dagen: i64,
}

const BELLEN: Verhaal = Verhaal {
    titel: "Drie gemeenten bellen over de eerste brief",
    toelichting: "Vraag wat er in hun eerste brief staat, en wie hem schreef (verzonnen).",
    niveau: Niveau::Besloten,
    dagen: -6,
};

const TOETSEN: Verhaal = Verhaal {
    titel: "De folder laten lezen door ervaringsdeskundigen",
    toelichting: "Twee mensen uit de cliëntenraad lezen mee (verzonnen).",
    niveau: Niveau::Besloten,
    dagen: 2,
};

const CIJFERS: Verhaal = Verhaal {
    titel: "Cijfers over betalingsachterstanden ophalen",
    toelichting: "Per kwartaal, voor de gemeenten die meedoen aan de proef (verzonnen).",
    niveau: Niveau::Openbaar,
    dagen: 21,
};

const GESPREK: Verhaal = Verhaal {
    titel: "Gesprek met de inkoper voorbereiden",
    toelichting: "Alleen voor ons: wat willen wij wel en niet zeggen over de kosten (verzonnen).",
    niveau: Niveau::Vertrouwelijk,
    dagen: 9,
};

const VERSLAG: Verhaal = Verhaal {
    titel: "Verslag van het werkbezoek rondsturen",
    toelichting: "",
    niveau: Niveau::Besloten,
    dagen: 1,
};

const ENQUETE: Verhaal = Verhaal {
    titel: "Vragenlijst maken voor wijkteams",
    toelichting: "Hoogstens tien vragen (verzonnen).",
    niveau: Niveau::Besloten,
    dagen: 30,
};

/// Makes them. When there are acties in the thema already it changes nothing.
///
/// # Errors
/// The demo lacks the thema, or the database refuses.
pub async fn vul(db: &Db, wie: Wie<'_>) -> Result<()> {
    let thema = werkplek(wie.rijk, db.read(), THEMA).await?.thema.id;
    let staat = Staat::Met(Status::Open);
    let er_al = van_thema(wie.rijk, db.read(), thema, (staat, (0, 1))).await?;
    if er_al.totaal > 0 {
        return Ok(());
    }
    let Wie {
        rijk,
        gemeente,
        netwerk,
    } = wie;
    for (van, aan, verhaal) in [
        (rijk, gemeente, BELLEN),
        (gemeente, netwerk, TOETSEN),
        (rijk, rijk, CIJFERS),
        (gemeente, rijk, GESPREK),
    ] {
        maak(db, (van, aan), &verhaal).await?;
    }
    let klaar = maak(db, (gemeente, netwerk), &VERSLAG).await?;
    let gedaan = gezegd(
        &klaar,
        "Het verslag is rondgestuurd. Iedereen heeft het (verzonnen).",
    );
    zet(db, netwerk, klaar.id, Stap::Afronden, &gedaan).await?;
    let weg = maak(db, (rijk, gemeente), &ENQUETE).await?;
    let vervallen = gezegd(
        &weg,
        "Een ander onderzoek vraagt dit al. Wij gebruiken hun antwoorden (verzonnen).",
    );
    zet(db, rijk, weg.id, Stap::Vervallen, &vervallen).await?;
    Ok(())
}

fn gezegd(kop: &Kop, reden: &str) -> Gezegd {
    Gezegd {
        reden: reden.to_owned(),
        versie: kop.versie,
        akkoord: false,
    }
}

async fn maak(db: &Db, (van, aan): (&Ctx, &Ctx), verhaal: &Verhaal) -> Result<Kop> {
    let write = db.begin_write().await?;
    let thema = werkplek(van, write.conn(), THEMA).await?.thema.id;
    let vandaag = van.vandaag();
    let dagen = Days::new(verhaal.dagen.unsigned_abs());
    let goed = Gekeurd {
        titel: verhaal.titel.to_owned(),
        toelichting: verhaal.toelichting.to_owned(),
        houder: aan.schrijver()?,
        voor: if verhaal.dagen < 0 {
            vandaag - dagen
        } else {
            vandaag + dagen
        },
        niveau: verhaal.niveau,
    };
    let (kop, gebeurd) = zet_neer(&write, van, thema, goed).await?;
    write.commit(van, &[gebeurd]).await?;
    Ok(kop)
}
