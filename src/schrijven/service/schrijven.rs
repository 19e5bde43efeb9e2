//! Saving what is written, and what stands in the way.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    Schrijfbaar,
    model::{Status, een_regel, keur_diepte, keur_lengte},
    policy::{Betrokken, Weigering},
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        model::{
            Basis, Kop,
            voorstel::{Handen, Staat},
        },
        service::{self as stukken, Wijziging, overgangen},
    },
};

/// The most characters of a title.
pub const MAX_TITEL: usize = 200;
/// The most characters of a summary.
pub const MAX_SAMENVATTING: usize = 600;
/// The most characters of one section, or of the text at the beginning.
pub const MAX_SECTIE: usize = 20_000;

/// The account that acts.
///
/// # Errors
/// As [`Ctx::schrijver`].
pub fn schrijver(ctx: &Ctx) -> Result<Uuid> {
    ctx.schrijver()
}

/// What the actor is to a stuk; `handen` are those who had a hand in what waits.
///
/// # Errors
/// The database can't be read.
pub async fn betrokken(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    handen: &Handen,
) -> Result<Betrokken> {
    let Ok(ik) = schrijver(ctx) else {
        return Ok(Betrokken::default());
    };
    let eigenaar = kop.eigenaar.organisatie;
    Ok(Betrokken {
        auteur: stukken::auteurs(conn, kop.id).await?.contains(&ik),
        lid_van_eigenaar: eigenaar.is_some_and(|id| ctx.heeft(Rol::Lid, Bereik::Organisatie(id))),
        redactie: ctx.heeft(Rol::Redactie, Bereik::Landelijk),
        bezwaar: handen.bezwaar(&ctx.actor.to_string()),
    })
}

/// The state of what is written.
///
/// # Errors
/// The table holds one that this version does not know.
pub fn status(kop: &Kop) -> Result<Status> {
    let onbekend = |()| anyhow::anyhow!("stuk {} has an unknown status", kop.id);
    Ok(kop.status.parse().map_err(onbekend)?)
}

pub(super) fn regel(fouten: &mut Fouten, veld: &str, tekst: &str, max: usize) -> String {
    let tekst = een_regel(tekst);
    keur_lengte(veld, &tekst, max, fouten);
    tekst
}

/// Tidies what was written and says what does not fit, whatever the state: a draft may have gaps, and
/// no state may have more than fits.
///
/// # Errors
/// All that does not fit, each with the name of its field in the form.
pub fn netjes<K: Schrijfbaar>(mut staat: Staat<K>) -> Result<Staat<K>, Fouten> {
    let mut fouten = Fouten::new();
    let basis = &mut staat.basis;
    basis.titel = regel(&mut fouten, "titel", &basis.titel, MAX_TITEL);
    if basis.titel.is_empty() {
        let melding = format!("Geef {} een titel.", K::WOORDEN.de);
        fouten.meld("titel", "verplicht", melding);
    }
    basis.samenvatting = regel(
        &mut fouten,
        "samenvatting",
        &basis.samenvatting,
        MAX_SAMENVATTING,
    );
    let inhoud = &mut staat.inhoud;
    let tekst = inhoud.tekst().trim().to_owned();
    let mut secties = inhoud.secties().to_vec();
    keur_lengte("tekst", &tekst, MAX_SECTIE, &mut fouten);
    for sectie in &mut secties {
        sectie.tekst = sectie.tekst.trim().to_owned();
        let veld = format!("sectie-{}", crate::ids::Slug::van_titel(&sectie.naam));
        keur_lengte(&veld, &sectie.tekst, MAX_SECTIE, &mut fouten);
        keur_diepte(&veld, &sectie.tekst, &mut fouten);
    }
    keur_diepte("tekst", &tekst, &mut fouten);
    secties.retain(|sectie| !sectie.tekst.is_empty());
    inhoud.schrijf(tekst, secties);
    inhoud.controleer(&mut fouten);
    fouten.of(staat)
}

/// What looks like personal data in a state, each with its field, unless its writer has looked at it
/// already. It says what it is and where, never the data themselves.
pub fn persoonsgegevens<K: Schrijfbaar>(staat: &Staat<K>, akkoord: bool) -> Fouten {
    let Staat { basis, inhoud, .. } = staat;
    let vast = [
        ("titel".to_owned(), "Titel", basis.titel.as_str()),
        (
            "samenvatting".to_owned(),
            "Samenvatting",
            &basis.samenvatting,
        ),
        ("tekst".to_owned(), "Inleiding", inhoud.tekst()),
    ];
    let secties = K::SJABLOON.iter();
    let secties = secties.map(|vak| (vak.veld(), vak.kop, inhoud.onder(vak.kop)));
    let mut fouten = Fouten::new();
    for (naam, label, tekst) in vast.into_iter().chain(secties) {
        let veld = Veld {
            naam: &naam,
            label,
            tekst,
        };
        keur(&[veld], akkoord, &mut fouten);
    }
    fouten
}

/// A draft, or what is offered, with what the actor is to it.
#[derive(Debug, Clone)]
pub struct Werk<K> {
    /// The head, as it stands.
    pub kop: Kop,
    /// The state, as it stands.
    pub staat: Staat<K>,
    /// What the actor is to it.
    pub betrokken: Betrokken,
    /// The state of its life.
    pub status: Status,
}

/// Something to work on, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; nobody is logged in; the database can't be read.
pub async fn open<K: Schrijfbaar>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
) -> Result<Werk<K>> {
    let kop = stukken::vind(ctx, conn, K::SOORT, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    schrijver(ctx)?;
    let kop = kop?;
    let handen = overgangen::handen(conn, kop.id).await?;
    Ok(Werk {
        betrokken: betrokken(ctx, conn, &kop, &handen).await?,
        staat: stukken::staat_van(conn, &kop).await?,
        status: status(&kop)?,
        kop,
    })
}

/// Saves what was written in a draft or in what is offered, as its writer saw it (`versie`). Answers
/// the head as it became; the same text again changes nothing.
///
/// # Errors
/// All that does not fit; [`Error::Conflict`] when somebody else was first; [`Error::MagNiet`] with
/// who may write; [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn bewaar<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    staat: Staat<K>,
) -> Result<Kop> {
    let staat = netjes(staat)?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let kop = leesbaar::<K>(ctx, conn, id).await?;
    let status = status(&kop)?;
    let betrokken = betrokken(ctx, conn, &kop, &Handen::default()).await?;
    betrokken.mag_schrijven(status).map_err(mag_niet::<K>)?;
    if status == Status::Gepubliceerd {
        let woorden = K::WOORDEN;
        return Err(Error::Conflict(format!(
            "{} is gepubliceerd. Doe een voorstel om {} te veranderen.",
            woorden.hoofd_deze, woorden.haar
        )));
    }
    let was: Staat<K> = stukken::staat_van(conn, &kop).await?;
    if gelijk(&was, &staat) {
        return Ok(kop);
    }
    if kop.versie != versie {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let slug = nieuwe_slug(conn, &kop, &staat.basis.titel).await?;
    let Staat {
        basis,
        inhoud,
        verbanden,
    } = met_eigen(staat, &was);
    let wijziging = Wijziging {
        basis,
        slug,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let mut gebeurd = vec![stukken::wijzig(&write, ctx, &kop, wijziging, &inhoud).await?];
    inhoud.bewaar(conn, kop.id).await?;
    if let Some(verbanden) = verbanden {
        gebeurd.extend(stukken::verbind(&write, kop.id, &verbanden).await?);
    }
    let kop = stukken::kop_voor_taak(conn, kop.id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// What no writer decides stays as it is: what is the kind's own, where it was told from and what is
/// kept of it elsewhere.
pub(super) fn met_eigen<K: Schrijfbaar>(staat: Staat<K>, was: &Staat<K>) -> Staat<K> {
    let basis = Basis {
        soort: K::SOORT,
        sorteernaam: was.basis.sorteernaam.clone(),
        officieel_id: was.basis.officieel_id.clone(),
        bron: was.basis.bron.clone(),
        ..staat.basis
    };
    Staat {
        basis,
        inhoud: staat.inhoud.met_eigen(&was.inhoud),
        verbanden: staat.verbanden,
    }
}

/// Whether two states say the same, as far as a writer decides.
pub fn gelijk<K: Schrijfbaar>(een: &Staat<K>, ander: &Staat<K>) -> bool {
    let ander = met_eigen(ander.clone(), een);
    let geordend = |basis: &Basis| {
        let mut basis = basis.clone();
        basis.leefdomeinen.sort();
        basis.doelgroepen.sort();
        basis
    };
    geordend(&een.basis) == geordend(&ander.basis)
        && een.inhoud == ander.inhoud
        && (ander.verbanden.is_none() || een.verbanden == ander.verbanden)
}

/// A draft that nobody linked to yet follows its title.
async fn nieuwe_slug(
    conn: &impl ConnectionTrait,
    kop: &Kop,
    titel: &str,
) -> Result<Option<crate::ids::Slug>> {
    if kop.gepubliceerd_op.is_some() || kop.titel == titel {
        return Ok(None);
    }
    Ok(Some(
        stukken::vrije_slug(conn, kop.soort, titel, Some(kop.id)).await?,
    ))
}

/// The head of a stuk that the actor may read, as it stands inside this write.
pub(super) async fn leesbaar<K: Schrijfbaar>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
) -> Result<Kop> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    let kop = kop.filter(|kop| kop.soort == K::SOORT);
    schrijver(ctx)?;
    kop.ok_or(Error::NotFound)
}

/// The answer to who may not do something.
pub fn mag_niet<K: Schrijfbaar>(waarom: Weigering) -> Error {
    Error::MagNiet(waarom.melding(K::WOORDEN))
}
