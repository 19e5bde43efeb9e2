//! Replying to a bevinding, for the contacts of who was asked.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bevinding, MAX_REACTIE, Reactie, Status, keur_tekst},
        store::wederhoor as store,
    },
    wederhoor::{Gevraagd, REAGEREN, deel, hoort_bij, met_organisatie, vragen_aan, vragen_van},
    zaak::status,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    feitencheck::service as feitencheck,
    gebruikers::service::{functie::lid_van, sessies::ingelogd},
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        geschiedenis::gelezen,
        model::{Doel, Kop, Soort, Stuk},
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, inmiddels_gewijzigd, reden},
        },
    },
};

/// Something that the actor was asked to reply to, as their list names it: by its number and never by its
/// title.
#[derive(Debug, Clone)]
pub struct Mijn {
    /// The bevinding.
    pub kop: Kop,
    /// How it stands.
    pub status: Status,
    /// For which organisatie.
    pub organisatie: Kop,
    /// The last day to reply.
    pub uiterlijk: NaiveDate,
    /// When they replied; none as long as they did not.
    pub gereageerd: Option<DateTime<Utc>>,
}

/// What the actor was asked to reply to and still reads, the newest first.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn mijn(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Mijn>> {
    let (ik, _) = ingelogd(ctx)?;
    let vragen = vragen_aan(conn, ik).await?;
    let over: HashMap<Uuid, Uuid> = vragen.iter().map(|(id, vraag)| (vraag.id, *id)).collect();
    let ids: Vec<Uuid> = over.values().copied().collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    let vragen = vragen.into_iter().map(|(_, vraag)| vraag).collect();
    let mut alle = Vec::new();
    for Gevraagd { vraag, organisatie } in met_organisatie(ctx, conn, vragen).await? {
        let Some(kop) = over.get(&vraag.id).and_then(|id| koppen.get(id)) else {
            continue;
        };
        // What was taken back is nobody's to reply to, also when the actor reads it for another reason.
        let status = status(kop)?;
        if status == Status::Concept {
            continue;
        }
        alle.push(Mijn {
            kop: kop.clone(),
            status,
            organisatie,
            uiterlijk: vraag.uiterlijk,
            gereageerd: vraag.reactie.map(|reactie| reactie.op),
        });
    }
    alle.reverse();
    Ok(alle)
}

/// A bevinding for who may reply to it.
#[derive(Debug, Clone)]
pub struct Geopend {
    /// The text, as it was sent.
    pub stuk: Stuk<Bevinding>,
    /// How it stands.
    pub status: Status,
    /// What the actor may reply to: for one organisatie, or for more.
    pub gevraagd: Vec<Gevraagd>,
}

/// A bevinding for who may reply to it. That they read it is noted; what could not be noted is not shown.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] for who is not asked; the database fails.
pub async fn open(db: &Db, ctx: &Ctx, naam: &str) -> Result<Geopend> {
    let conn = db.read();
    // Who is not logged in is asked to, whatever the name is.
    vragen_van(ctx, conn).await?;
    let stuk = stukken::tonen::<Bevinding>(ctx, conn, naam).await?;
    let status = status(&stuk.kop)?;
    let gevraagd = van_mij(ctx, conn, stuk.kop.id).await?;
    if gevraagd.is_empty() || status == Status::Concept {
        return Err(Error::NotFound);
    }
    if status == Status::Wederhoor {
        gelezen(db, ctx, stuk.kop.id, Doel::Wederhoor).await?;
    }
    Ok(Geopend {
        stuk,
        status,
        gevraagd,
    })
}

/// What the holder of a link may reply to, and until when the link opens. That they read it is noted.
///
/// # Errors
/// [`Error::NotFound`] when the actor has no link that opens, or it leads to something else; the database
/// fails.
pub async fn open_met_link(db: &Db, ctx: &Ctx) -> Result<(Geopend, DateTime<Utc>)> {
    let (kop, tot) = van_link(ctx, db.read()).await?;
    Ok((open(db, ctx, kop.slug.as_str()).await?, tot))
}

/// Replies as the holder of a link, as [`reageer`] does.
///
/// # Errors
/// As [`open_met_link`] and [`reageer`]; nothing is kept of what was written about another text.
pub async fn reageer_met_link(db: &Db, ctx: &Ctx, wat: &Antwoord) -> Result<()> {
    let (kop, _) = van_link(ctx, db.read()).await?;
    reageer(db, ctx, kop.slug.as_str(), wat).await?;
    Ok(())
}

/// The bevinding that the link of the actor leads to, and until when it opens.
async fn van_link(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<(Kop, DateTime<Utc>)> {
    let link = feitencheck::van_actor(ctx, conn).await?;
    let kop = stukken::koppen(ctx, conn, &[link.stuk_id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == Soort::Bevinding);
    Ok((kop.ok_or(Error::NotFound)?, link.verloopt))
}

async fn van_mij(ctx: &Ctx, conn: &impl ConnectionTrait, bevinding: Uuid) -> Result<Vec<Gevraagd>> {
    let mut vragen = vragen_van(ctx, conn).await?;
    vragen.retain(|(id, _)| *id == bevinding);
    let vragen = vragen.into_iter().map(|(_, vraag)| vraag).collect();
    met_organisatie(ctx, conn, vragen).await
}

/// What somebody replies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Antwoord {
    /// The number of what was asked.
    pub vraag: Uuid,
    /// The words, as Markdown.
    pub tekst: String,
    /// Which reply of their organisatie they saw, as [`gezien`] says it.
    pub gezien: String,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

/// How a form names the reply that its writer saw; empty for none.
pub fn gezien(reactie: Option<&Reactie>) -> String {
    let op = reactie.map(|reactie| reactie.op.timestamp_micros());
    op.map(|op| op.to_string()).unwrap_or_default()
}

/// Replies for an organisatie, or changes what it replied; what it said before is kept for the dwarskijker.
/// That is possible until the bevinding is established.
///
/// # Errors
/// What is wrong with the words; [`Error::Conflict`] when it is established, or a colleague was first;
/// [`Error::NotFound`] for who is not asked; nobody is logged in; the database refuses.
pub async fn reageer(db: &Db, ctx: &Ctx, naam: &str, wat: &Antwoord) -> Result<Kop> {
    vragen_van(ctx, db.read()).await?;
    let id = stukken::vind(ctx, db.read(), Soort::Bevinding, naam)
        .await?
        .id;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    let gevraagd = van_mij(ctx, conn, id).await?;
    let mut gevraagd = gevraagd.into_iter().map(|g| g.vraag);
    let vraag = gevraagd.find(|vraag| vraag.id == wat.vraag);
    let vraag = vraag.ok_or(Error::NotFound)?;
    match status(&kop)? {
        Status::Wederhoor => {}
        Status::Concept => return Err(Error::NotFound),
        Status::Vastgesteld => {
            return Err(Error::Conflict(
                "De bevinding is net vastgesteld. Uw reactie kan niet meer veranderen.".into(),
            ));
        }
    }
    let tekst = keur_reactie(wat)?;
    if vraag.reactie.as_ref().is_some_and(|al| al.tekst == tekst) {
        return Ok(kop);
    }
    if gezien(vraag.reactie.as_ref()) != wat.gezien {
        return Err(inmiddels_gewijzigd());
    }
    let versie = Reden {
        tekst: &tekst,
        lezers: &[Sleutel::Dwarskijker],
    };
    let versie = bewaar_reden(conn, ctx, id, REAGEREN, versie).await?;
    let reactie = Reactie {
        tekst,
        door: ctx.actor.to_string(),
        op: ctx.now,
    };
    store::zet_reactie(conn, vraag.id, &reactie).await?;
    let gebeurd = Gebeurtenis {
        stuk_id: id,
        actie: REAGEREN.into(),
        velden: vec![deel(vraag.id), reden(versie)],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Why somebody who was asked to reply can do so no more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voorbij {
    /// The bevinding was taken back.
    Teruggenomen,
    /// They are a contact no more.
    AnderContact,
}

/// Why the actor can't reply any more to what they were asked; none when that is not so, and for who was never
/// asked. Nobody else hears that, and nothing of what it is about.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn voorbij(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    vraag: Uuid,
) -> Result<Option<Voorbij>> {
    let (ik, _) = ingelogd(ctx)?;
    let Some(ooit) = store::gevraagd_aan(conn, vraag, ik).await? else {
        return Ok(None);
    };
    if ooit.weg {
        return Ok(Some(Voorbij::AnderContact));
    }
    if !hoort_bij(conn, &lid_van(conn, ik).await?, ooit.vraag.organisatie).await? {
        return Ok(None);
    }
    // What is out again or established was taken back all the same when they were asked before that.
    let kop = stukken::kop_voor_taak(conn, ooit.bevinding).await?;
    let terug = !ooit.laatste || status(&kop)? == Status::Concept;
    Ok(terug.then_some(Voorbij::Teruggenomen))
}

/// The name of the field of a reply.
pub const VELD: &str = "reactie";

fn keur_reactie(wat: &Antwoord) -> Result<String, Fouten> {
    let mut fouten = Fouten::new();
    let tekst = keur_tekst(VELD, &wat.tekst, MAX_REACTIE, &mut fouten);
    if tekst.is_empty() {
        let melding = "Schrijf uw reactie op. Hebt u niets te zeggen? Dan komt erbij te staan: geen \
                       reactie.";
        fouten.meld(VELD, "verplicht", melding);
    }
    let veld = Veld {
        naam: VELD,
        label: "Uw reactie",
        tekst: &tekst,
    };
    keur(&[veld], wat.akkoord, &mut fouten);
    fouten.of(tekst)
}

/// What an account replied, as far as everybody reads it by now. Of what is not established nothing goes in
/// a file that is kept elsewhere.
///
/// # Errors
/// The database can't be read.
pub async fn teksten(
    conn: &impl ConnectionTrait,
    account: Uuid,
) -> Result<Vec<(String, DateTime<Utc>)>> {
    store::geschreven(conn, &format!("account:{account}")).await
}
