//! Beginning a bevinding, writing it, and beginning one that corrects another.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bevinding, Ingevuld, Status, sleutels},
        store,
    },
    wijzers,
    zaak::{self, Zaak, eis},
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    stukken::{
        Kind as _,
        geschiedenis::gelezen,
        model::{
            Basis, Doel, Eigenaar, Kop, Leefdomein, Soort, Verbandsoort,
            voorstel::{Staat, Wijzer},
        },
        service::{self as stukken, Nieuw, Wijziging, links, overgangen::inmiddels_gewijzigd},
        store as spil,
    },
};

/// Who looks after a bevinding, as a function.
const FUNCTIE: &str = "dwarskijker";

/// What there is before anything was written.
fn niets() -> Staat<Bevinding> {
    Staat {
        basis: Basis {
            soort: Soort::Bevinding,
            titel: String::new(),
            samenvatting: String::new(),
            sorteernaam: None,
            datum: None,
            officieel_id: None,
            bron: None,
            leefdomeinen: Vec::new(),
            doelgroepen: Vec::new(),
        },
        inhoud: Bevinding::default(),
        verbanden: Some(Vec::new()),
    }
}

/// Begins a bevinding with what was typed: a title will do. Answers the head.
///
/// # Errors
/// All that does not fit; as [`eis`]; the database refuses.
pub async fn begin(db: &Db, ctx: &Ctx, ingevuld: &Ingevuld, akkoord: bool) -> Result<Kop> {
    eis(ctx)?;
    let write = db.begin_write().await?;
    let was = niets();
    let wordt = keur(ctx, write.conn(), ingevuld, akkoord, &was).await?;
    let (id, gebeurd) = maak(&write, ctx, wordt).await?;
    let kop = stukken::kop_voor_taak(write.conn(), id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// Makes a concept. Its address is its kenmerk, so that it tells nothing.
async fn maak(
    write: &Write,
    ctx: &Ctx,
    staat: Staat<Bevinding>,
) -> Result<(Uuid, Vec<Gebeurtenis>)> {
    let conn = write.conn();
    let kenmerk = spil::volgend_kenmerk(conn, Soort::Bevinding, ctx.jaar()).await?;
    let kenmerk = kenmerk.ok_or_else(|| anyhow::anyhow!("a bevinding has no kenmerk"))?;
    let naam = kenmerk.to_string();
    let slug = stukken::vrije_slug(conn, Soort::Bevinding, &naam, None).await?;
    let Staat {
        basis,
        inhoud,
        verbanden,
    } = staat;
    let nieuw = Nieuw {
        basis,
        kenmerk: Some(kenmerk),
        slug: Some(slug),
        extern_id: None,
        status: Status::Concept.to_string(),
        sleutels: sleutels(Status::Concept, Uuid::nil()),
        eigenaar: Eigenaar {
            organisatie: None,
            functie: FUNCTIE.into(),
        },
        auteurs: Vec::new(),
        herkomst: String::new(),
    };
    let (id, gebeurd) = stukken::maak(write, ctx, nieuw, &inhoud).await?;
    inhoud.bewaar(conn, id).await?;
    let mut alles = vec![gebeurd];
    alles.extend(stukken::verbind(write, id, &verbanden.unwrap_or_default()).await?);
    Ok((id, alles))
}

/// The state that a form makes of another.
async fn keur(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ingevuld: &Ingevuld,
    akkoord: bool,
    was: &Staat<Bevinding>,
) -> Result<Staat<Bevinding>> {
    let mut fouten = Fouten::new();
    let netjes = ingevuld.keur(akkoord, &mut fouten);
    let gevonden = wijzers::vind(ctx, conn, &netjes, was, &mut fouten).await?;
    let mut leefdomeinen: Vec<Leefdomein> = netjes
        .leefdomeinen
        .iter()
        .filter_map(|waarde| waarde.parse().ok())
        .collect();
    leefdomeinen.sort();
    leefdomeinen.dedup();
    let secties = netjes.als_secties();
    Ok(fouten.of(Staat {
        basis: Basis {
            titel: netjes.titel,
            samenvatting: netjes.samenvatting,
            leefdomeinen,
            ..was.basis.clone()
        },
        inhoud: Bevinding {
            tekst: netjes.tekst,
            secties,
            aanbevelingen: gevonden.aanbevelingen,
            thema: gevonden.thema,
            ..was.inhoud.clone()
        },
        verbanden: Some(gevonden.wijzers),
    })?)
}

/// Saves what was written in a concept, as its writer saw it (`versie`): a revisie as every change. Answers
/// the head as it became; the same text again changes nothing.
///
/// # Errors
/// All that does not fit; [`Error::Conflict`] when it is no concept any more, or somebody else was first;
/// as [`zaak::open`]; the database refuses.
pub async fn bewaar(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    (ingevuld, akkoord): (&Ingevuld, bool),
) -> Result<Kop> {
    eis(ctx)?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let Zaak { kop, staat, status } = zaak::op_id(ctx, conn, id).await?;
    zaak::eis_concept(status)?;
    let wordt = keur(ctx, conn, ingevuld, akkoord, &staat).await?;
    if wordt == geordend(&staat) {
        return Ok(kop);
    }
    if kop.versie != versie {
        return Err(inmiddels_gewijzigd());
    }
    let Staat {
        basis,
        inhoud,
        verbanden,
    } = wordt;
    let wijziging = Wijziging {
        basis,
        slug: None,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let mut gebeurd = vec![stukken::wijzig(&write, ctx, &kop, wijziging, &inhoud).await?];
    inhoud.bewaar(conn, id).await?;
    gebeurd.extend(stukken::verbind(&write, id, &verbanden.unwrap_or_default()).await?);
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// A state in the order in which a form makes it.
fn geordend(staat: &Staat<Bevinding>) -> Staat<Bevinding> {
    let mut staat = staat.clone();
    staat.basis.leefdomeinen.sort();
    let mut verbanden: Vec<Wijzer> = staat.verbanden.take().unwrap_or_default();
    verbanden.sort();
    staat.verbanden = Some(verbanden);
    staat
}

/// Begins a bevinding that corrects an established one, with its text: that stays as it is, and points to
/// the new one once that is established. Answers the head of the new one.
///
/// # Errors
/// [`Error::Conflict`] when it is not established, is corrected already, or somebody is at it; as
/// [`zaak::open`]; the database refuses.
pub async fn verbeter(db: &Db, ctx: &Ctx, naam: &str) -> Result<Kop> {
    let oud = zaak::open(ctx, db.read(), naam).await?.kop.id;
    let write = db.begin_write().await?;
    links::houd(&write, oud).await?;
    let conn = write.conn();
    let Zaak { staat, status, .. } = zaak::op_id(ctx, conn, oud).await?;
    if status != Status::Vastgesteld {
        return Err(Error::Conflict(
            "Dit kan pas als de bevinding is vastgesteld. Tot die tijd past u de tekst zelf aan."
                .into(),
        ));
    }
    if let Some(ander) = verbetering_van(ctx, conn, oud).await? {
        let nummer = ander.kenmerk.as_ref().map(ToString::to_string);
        return Err(Error::Conflict(format!(
            "Er is al een verbetering: {}. Ga daarmee verder.",
            nummer.unwrap_or_default()
        )));
    }
    let inhoud = Bevinding {
        verbetert: Some(oud),
        ronde: 0,
        hash: String::new(),
        vastgesteld_op: None,
        ..staat.inhoud
    };
    let basis = Basis {
        datum: None,
        ..staat.basis
    };
    // Which one it takes the place of is said when it does.
    let verbanden = staat.verbanden.unwrap_or_default().into_iter();
    let verbanden = verbanden.filter(|w| w.0 != Verbandsoort::Vervangt);
    let wordt = Staat {
        basis,
        inhoud,
        verbanden: Some(verbanden.collect()),
    };
    let (id, gebeurd) = maak(&write, ctx, wordt).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// The bevinding that corrects one, for who may read that; none when there is none.
///
/// # Errors
/// The database can't be read.
pub async fn verbetering_van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Option<Kop>> {
    let ids = store::verbeteringen(conn, id).await?;
    Ok(stukken::koppen(ctx, conn, &ids).await?.pop())
}

/// Notes that the actor reads a bevinding that is not established. What it says may be shown only when this
/// is done.
///
/// # Errors
/// [`Error::NotFound`] when they may not read it; the database fails.
pub async fn noteer_lezing(db: &Db, ctx: &Ctx, id: Uuid) -> Result<()> {
    gelezen(db, ctx, id, Doel::Onderzoeken).await
}
