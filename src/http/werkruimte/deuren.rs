//! From a form of a werkruimte to what is kept, for every kind in the same way: everything that is wrong at once, what
//! somebody else saved meanwhile beside what was typed, and what was typed to copy when there is no form any more.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use sea_orm::DatabaseConnection;
use uuid::Uuid;

use super::vorm::{Vorm, Woorden};
use crate::{
    app::App,
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    http::{
        beeld::Link,
        botsing::{botsingen, wie_bewaarde},
        error::{NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
    },
    stukken::{
        model::{Kop, verschil::Veld},
        service as stukken,
    },
};

/// How long to wait until search no longer shows what somebody may not read any more.
const GEDULD: Duration = Duration::from_secs(10);

/// What comes with a form beside its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bij {
    /// The version that its writer saw.
    pub versie: i64,
    /// Whether its writer looked at what seems personal data.
    pub akkoord: bool,
}

/// A kind of a werkruimte as it is filled in to change one.
pub trait Wijzigbaar: Clone + Send + Sync + 'static {
    /// What its form is called.
    const WOORDEN: Woorden;
    /// One that the actor may change, with what its form needs to know.
    type Zaak: Send + Sync;
    /// The page of the form.
    type Pagina: Template;

    /// What was sent.
    fn lees(formulier: &Formulier) -> Self;

    /// One that the actor may change.
    ///
    /// # Errors
    /// [`Error::Conflict`] when nobody can any more; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they
    /// may not read it; the database can't be read.
    fn zaak(
        ctx: &Ctx,
        conn: &DatabaseConnection,
        id: Uuid,
    ) -> impl Future<Output = Result<Self::Zaak>> + Send;

    /// Its head, as it stands.
    fn kop(zaak: &Self::Zaak) -> &Kop;

    /// It as it stands, as its form shows it.
    ///
    /// # Errors
    /// The database can't be read.
    fn van(
        ctx: &Ctx,
        conn: &DatabaseConnection,
        zaak: &Self::Zaak,
    ) -> impl Future<Output = Result<Self>> + Send;

    /// Every field in the order of the form, in the words of people; without one that they may change, only what
    /// was written.
    fn velden(&self, zaak: Option<&Self::Zaak>) -> Vec<Veld>;

    /// Keeps it. Answers its head as it became, and the number that search must reach when others read it now.
    ///
    /// # Errors
    /// Everything that is wrong with it; as [`Self::zaak`]; [`Error::Conflict`] when somebody else was first; the
    /// database refuses.
    fn bewaar(
        &self,
        db: &Db,
        ctx: &Ctx,
        id: Uuid,
        bij: Bij,
    ) -> impl Future<Output = Result<(Kop, Option<i64>)>> + Send;

    /// The page of its form.
    fn pagina(self, kader: Kader, vorm: Vorm, zaak: &Self::Zaak) -> Self::Pagina;
}

/// The same, to make one in the werkruimte of a thema.
pub trait Maakbaar: Wijzigbaar {
    /// Where it is made, with what its form needs to know.
    type Plek: Send + Sync;

    /// Where it is made.
    ///
    /// # Errors
    /// [`Error::MagNiet`] with who may; [`Error::NotFound`] when there is no such thema; nobody is logged in; the
    /// database can't be read.
    fn bereid(
        ctx: &Ctx,
        conn: &DatabaseConnection,
        thema: &str,
    ) -> impl Future<Output = Result<Self::Plek>> + Send;

    /// The thema.
    fn thema(plek: &Self::Plek) -> &Kop;

    /// As the form begins.
    fn leeg(plek: &Self::Plek) -> Self;

    /// Makes it.
    ///
    /// # Errors
    /// Everything that is wrong with it; as [`Self::bereid`]; the database refuses.
    fn maak(
        &self,
        db: &Db,
        ctx: &Ctx,
        thema: &str,
        akkoord: bool,
    ) -> impl Future<Output = Result<Kop>> + Send;

    /// The page of the form of a new one.
    fn nieuwe_pagina(self, kader: Kader, vorm: Vorm, plek: &Self::Plek) -> Self::Pagina;
}

/// The form of a new one.
///
/// # Errors
/// As [`Maakbaar::bereid`].
pub async fn nieuw<T: Maakbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
) -> Result<Response, PageError> {
    let plek = T::bereid(&ctx, app.db.read(), &thema).await?;
    let vorm = Vorm::in_werkruimte(T::WOORDEN, T::thema(&plek));
    let pagina = T::leeg(&plek).nieuwe_pagina(kader::<T>(&app, &ctx), vorm, &plek);
    Ok(antwoord(&pagina))
}

/// Makes one.
///
/// # Errors
/// As [`Maakbaar::bereid`]; the database refuses.
pub async fn maken<T: Maakbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(thema): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let plek = T::bereid(&ctx, app.db.read(), &thema).await?;
    let (getypt, akkoord) = (T::lees(&formulier), Akkoord::van(&formulier));
    match getypt.maak(&app.db, &ctx, &thema, akkoord.aan).await {
        Ok(kop) => Ok(gemaakt(&kop)),
        Err(Error::Invalid(fouten)) => {
            let vorm = Vorm::in_werkruimte(T::WOORDEN, T::thema(&plek));
            let vorm = vorm.met_fouten(akkoord, &fouten);
            let pagina = getypt.nieuwe_pagina(kader::<T>(&app, &ctx), vorm, &plek);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Err(fout.into()),
    }
}

/// The answer to who made one: its page, that says so.
pub fn gemaakt(kop: &Kop) -> Response {
    doorverwijzing(&format!("{}?gelukt=gemaakt", kop.pad()))
}

/// The form of one that is there.
///
/// # Errors
/// As [`Wijzigbaar::zaak`]; nobody is logged in.
pub async fn tonen<T: Wijzigbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    let conn = app.db.read();
    let kop = stukken::vind(&ctx, conn, T::WOORDEN.soort, &naam).await?;
    let zaak = match T::zaak(&ctx, conn, kop.id).await {
        // It was settled meanwhile: its own page says so.
        Err(Error::Conflict(_)) => return Ok(doorverwijzing(&kop.pad())),
        zaak => zaak?,
    };
    let nu = T::van(&ctx, conn, &zaak).await?;
    let vorm = Vorm::van(T::WOORDEN, T::kop(&zaak));
    let pagina = nu.pagina(kader::<T>(&app, &ctx), vorm, &zaak);
    Ok(antwoord(&pagina))
}

/// Changes one.
///
/// # Errors
/// As [`Wijzigbaar::zaak`]; nobody is logged in; the database refuses.
pub async fn bewaren<T: Wijzigbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ctx.schrijver()?;
    let conn = app.db.read();
    let kop = stukken::vind(&ctx, conn, T::WOORDEN.soort, &naam).await?;
    let (getypt, akkoord) = (T::lees(&formulier), Akkoord::van(&formulier));
    let bij = Bij {
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: akkoord.aan,
    };
    match getypt.bewaar(&app.db, &ctx, kop.id, bij).await {
        Ok((kop, anderen)) => {
            if let Some(nummer) = anderen {
                app.volger.wacht_op(nummer, GEDULD).await?;
            }
            Ok(doorverwijzing(&format!("{}?gelukt=bewaard", kop.pad())))
        }
        Err(Error::Invalid(fouten)) => {
            let zaak = T::zaak(&ctx, conn, kop.id).await?;
            // The version that they saw stays: mending a field must not hide that somebody saved.
            let vorm = Vorm {
                versie: Some(bij.versie),
                ..Vorm::van(T::WOORDEN, T::kop(&zaak))
            };
            let vorm = vorm.met_fouten(akkoord, &fouten);
            let pagina = getypt.pagina(kader::<T>(&app, &ctx), vorm, &zaak);
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(niet_bewaard(&app, &ctx, kop, (getypt, akkoord), fout).await?),
    }
}

/// It was not saved though no field is wrong. Somebody else saved meanwhile: the form with what was typed here beside
/// what they saved, and saving once more is a choice. Or there is no form any more: then what was typed, to copy.
async fn niet_bewaard<T: Wijzigbaar>(
    app: &App,
    ctx: &Ctx,
    kop: Kop,
    (getypt, akkoord): (T, Akkoord),
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::ook_zonder_recht(fout)?;
    let conn = app.db.read();
    let zaak = match T::zaak(ctx, conn, kop.id).await {
        Err(Error::Conflict(_) | Error::MagNiet(_)) => {
            let velden = getypt.velden(None);
            let velden = velden.iter().map(|v| (v.label.as_str(), v.waarde.as_str()));
            let alles = geschreven(velden);
            let kader = kader::<T>(app, ctx);
            return Ok(waarom.zonder_formulier(kader, Link::naar(&kop), alles));
        }
        zaak => zaak?,
    };
    let hun = T::van(ctx, conn, &zaak).await?.velden(Some(&zaak));
    let naast = hun.into_iter().zip(getypt.velden(Some(&zaak)));
    let naast = naast.map(|(hun, mijn)| (hun.naam, hun.label, hun.waarde, mijn.waarde));
    let vorm = Vorm {
        intussen: wie_bewaarde(app, kop.id).await?,
        botsingen: botsingen(naast),
        akkoord,
        ..Vorm::van(T::WOORDEN, T::kop(&zaak))
    };
    Ok(waarom.antwoord(&getypt.pagina(kader::<T>(app, ctx), vorm, &zaak)))
}

fn kader<T: Wijzigbaar>(app: &App, ctx: &Ctx) -> Kader {
    super::kader(app, ctx, T::WOORDEN.soort)
}
