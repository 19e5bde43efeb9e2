//! A pilot and what somebody is to it; letting it begin.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::zetels,
    proefprojecten::model::{
        Beslisser, Bezwaar, Manier, Proefproject, Stand, Stap, Voorgesteld, overgang,
    },
    schrijven::{
        model::Status,
        service::schrijven::{betrokken, schrijver, status},
    },
    stukken::{
        Kind as _,
        model::{
            Kop, Soort, Verbandsoort,
            voorstel::{Handen, Staat},
        },
        service::{self as stukken, Wijziging, overgangen},
    },
};

/// A pilot that is started or decided on, and what the actor is to it.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The head, as it stands.
    pub kop: Kop,
    /// The state, as it stands.
    pub staat: Staat<Proefproject>,
    /// The thema whose duo decides; none when there is no duo.
    pub thema: Option<Kop>,
    /// Who has to agree.
    pub manier: Manier,
    /// What the actor is to it.
    pub wie: Beslisser,
}

/// A pilot, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; nobody is logged in; the database can't be read.
pub async fn open(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    let kop = stukken::vind(ctx, conn, Soort::Proefproject, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    schrijver(ctx)?;
    van(ctx, conn, kop?).await
}

pub(super) async fn op_id(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let kop = stukken::koppen(ctx, conn, &[id]).await?.pop();
    schrijver(ctx)?;
    let kop = kop.filter(|kop| kop.soort == Soort::Proefproject);
    van(ctx, conn, kop.ok_or(Error::NotFound)?).await
}

/// A pilot that the actor may read.
///
/// # Errors
/// The database can't be read.
pub async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, kop: Kop) -> Result<Zaak> {
    let staat: Staat<Proefproject> = stukken::staat_van(conn, &kop).await?;
    let (thema, manier) = manier(ctx, conn, &staat).await?;
    let wie = beslisser(ctx, conn, &kop, thema.as_ref().map(|t| t.id)).await?;
    Ok(Zaak {
        kop,
        staat,
        thema,
        manier,
        wie,
    })
}

/// Who has to agree: the duo of the first of its thema's that has one, in the order of their titles.
async fn manier(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    staat: &Staat<Proefproject>,
) -> Result<(Option<Kop>, Manier)> {
    let wijzers = staat.verbanden.iter().flatten();
    let hoort_bij = wijzers.filter(|w| w.0 == Verbandsoort::HoortBij);
    let ids: Vec<Uuid> = hoort_bij.map(|w| w.1).collect();
    let mut themas = stukken::koppen(ctx, conn, &ids).await?;
    themas.retain(|kop| kop.soort == Soort::Thema);
    themas.sort_by_cached_key(|kop| (crate::ids::vouw(&kop.titel), kop.id));
    for thema in themas {
        let (rijk, gemeente) = zetels::bezet(conn, thema.id).await?;
        if rijk || gemeente {
            return Ok((Some(thema), Manier::Duo { rijk, gemeente }));
        }
    }
    Ok((None, Manier::Samen))
}

/// Who has to agree with what was proposed: the duo that it was proposed to.
///
/// # Errors
/// The database can't be read.
pub async fn manier_van(conn: &impl ConnectionTrait, besluit: &Voorgesteld) -> Result<Manier> {
    let Some(thema_id) = besluit.thema_id else {
        return Ok(Manier::Samen);
    };
    let (rijk, gemeente) = zetels::bezet(conn, thema_id).await?;
    Ok(Manier::Duo { rijk, gemeente })
}

/// What the actor is to a pilot, and to the thema whose duo decides.
///
/// # Errors
/// The database can't be read.
pub async fn beslisser(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    thema: Option<Uuid>,
) -> Result<Beslisser> {
    let heeft = |rol| thema.is_some_and(|id| ctx.heeft(rol, Bereik::Thema(id)));
    let bij_stuk = betrokken(ctx, conn, kop, &Handen::default()).await?;
    Ok(Beslisser {
        wie: ctx.actor.to_string(),
        zetel_rijk: heeft(Rol::DuoRijk),
        zetel_gemeente: heeft(Rol::DuoGemeente),
        waarnemer: heeft(Rol::Waarnemer),
        redactie: bij_stuk.redactie,
        lid_van_eigenaar: bij_stuk.lid_van_eigenaar,
        auteur: bij_stuk.auteur,
    })
}

/// The answer to who may not do something.
pub fn mag_niet(bezwaar: Bezwaar) -> Error {
    Error::MagNiet(bezwaar.melding().into())
}

/// The stand after a step of a pilot that is published.
///
/// # Errors
/// [`Error::Conflict`] when it is not published, or its stand does not allow the step.
pub fn kan(kop: &Kop, stand: Stand, stap: Stap) -> Result<Stand> {
    if status(kop)? != Status::Gepubliceerd {
        return Err(Error::Conflict(
            "Dit kan pas als het proefproject is gepubliceerd. Bied het eerst aan.".into(),
        ));
    }
    overgang(stand, stap).ok_or_else(|| {
        let nu = match stand {
            Stand::Idee => "de proef is nog niet gestart. Start de proef eerst.",
            Stand::Loopt => "de proef loopt al.",
            Stand::Opgeschaald => "de proef is al opgeschaald.",
            Stand::Gestopt => "de proef is al gestopt.",
        };
        Error::Conflict(format!("Dit kan niet: {nu}"))
    })
}

/// Lets a pilot begin, as the actor saw it (`versie`). Its first day is today when it has none, or one
/// that has still to come.
///
/// # Errors
/// Its last day has passed; [`Error::Conflict`] when it is not published or does not wait to begin, or
/// somebody else was first; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not
/// read it; the database refuses.
pub async fn starten(db: &Db, ctx: &Ctx, id: Uuid, versie: i64) -> Result<Kop> {
    let write = db.begin_write().await?;
    write.als_enige(super::SLOT).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    let Zaak {
        kop, staat, wie, ..
    } = &zaak;
    let naar = kan(kop, staat.inhoud.stand, Stap::Starten)?;
    wie.mag_starten().map_err(mag_niet)?;
    if kop.versie != versie {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let vandaag = ctx.vandaag();
    let mut inhoud = staat.inhoud.clone();
    inhoud.stand = naar;
    inhoud.periode.begin = inhoud.periode.begin.filter(|dag| *dag <= vandaag);
    inhoud.periode.begin.get_or_insert(vandaag);
    let mut fouten = Fouten::new();
    if inhoud.periode.is_voorbij(vandaag) {
        let melding = "De laatste dag van de proef is al geweest. Stel eerst een wijziging voor met een \
                       andere dag.";
        fouten.meld("einde", "voorbij", melding);
    }
    fouten.of(())?;
    let gebeurd = bewaar(&write, ctx, (kop, staat), inhoud, "starten").await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Writes a pilot with another stand: a revisie as every change, with the name of the step.
pub(super) async fn bewaar(
    write: &Write,
    ctx: &Ctx,
    (kop, staat): (&Kop, &Staat<Proefproject>),
    inhoud: Proefproject,
    actie: &str,
) -> Result<Gebeurtenis> {
    let wijziging = Wijziging {
        basis: staat.basis.clone(),
        slug: None,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let gebeurd = stukken::wijzig(write, ctx, kop, wijziging, &inhoud).await?;
    inhoud.bewaar(write.conn(), kop.id).await?;
    Ok(Gebeurtenis {
        actie: actie.to_owned(),
        ..gebeurd
    })
}

pub(super) fn gebeurtenis(kop: &Kop, actie: &str) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: actie.into(),
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}
