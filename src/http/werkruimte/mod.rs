//! What the pages of everything of a werkruimte have in common: at the top of which thema it is and who reads it
//! (here), and the forms in which it is made and changed (`vorm` and `deuren`).

pub mod deuren;
pub mod vorm;

use uuid::Uuid;

use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::render::Kader,
    regietafel::service::is_geescaleerd,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    werkruimte::{
        model::{Niveau, Plaats},
        service::{self as werkruimte, deelname},
    },
};

/// The top of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Werkkop {
    /// The title of the thema.
    pub thema: String,
    /// The page of the thema.
    pub thema_url: String,
    /// The werkruimte of the thema; empty for who takes no part in it.
    pub werkruimte_url: String,
    /// The level, in a word.
    pub niveau: &'static str,
    /// Whether it is vertrouwelijk.
    pub is_vertrouwelijk: bool,
    /// Who reads it, in a sentence.
    pub niveau_uitleg: &'static str,
    /// What the reader is in the thema, or why they read it all the same; empty for who reads what everybody does.
    pub deelname_zin: String,
}

/// The top of the page of a stuk that stands at this place, for who reads it. It says so when the regietafel reads it
/// as well.
///
/// # Errors
/// [`Error::NotFound`] when its thema is gone; the database can't be read.
pub async fn werkkop(app: &App, ctx: &Ctx, stuk_id: Uuid, plaats: Plaats) -> Result<Werkkop> {
    let geescaleerd = is_geescaleerd(app.db.read(), stuk_id).await?;
    let thema = stukken::koppen(ctx, app.db.read(), &[plaats.thema]).await?;
    let thema = thema.into_iter().next().ok_or(Error::NotFound)?;
    let deelname = deelname(ctx, thema.id);
    let zin = match deelname.zin() {
        "" if plaats.niveau != Niveau::Openbaar => {
            "U leest dit mee, omdat het is voorgelegd aan de regietafel."
        }
        zin => zin,
    };
    Ok(Werkkop {
        werkruimte_url: if deelname.doet_mee() {
            werkruimte::pad(&thema)
        } else {
            String::new()
        },
        thema_url: thema.pad(),
        thema: thema.titel,
        niveau: plaats.niveau.label(),
        is_vertrouwelijk: plaats.niveau == Niveau::Vertrouwelijk,
        niveau_uitleg: plaats.niveau.uitleg_voor(geescaleerd),
        deelname_zin: zin.to_owned(),
    })
}

/// The frame of a page of this kind: the kennisagenda is there for everybody, the others belong to a thema.
pub fn kader(app: &App, ctx: &Ctx, soort: Soort) -> Kader {
    let nav = match soort {
        Soort::Kennisvraag => soort,
        _ => Soort::Thema,
    };
    Kader::nieuw(app, ctx, Some(nav.meervoud()))
}

/// The frame of the page of one of these: what everybody reads can be found and shared.
pub fn kader_van(app: &App, ctx: &Ctx, kop: &Kop, niveau: Niveau) -> Kader {
    let kader = kader(app, ctx, kop.soort);
    if niveau == Niveau::Openbaar {
        Kader {
            nav: kader.nav,
            ..Kader::van_stuk(app, ctx, kop)
        }
    } else {
        kader
    }
}
