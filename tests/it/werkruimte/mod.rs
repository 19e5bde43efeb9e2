//! The werkruimte of a thema: who takes part, what they see there, what happened, what is found, and the thema's that
//! hang together.

mod bijlagen;
mod overzicht;
mod tijdlijn;
mod verbonden;

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::stuk,
    stukken::model::Soort,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    knelpunten::zetel,
    support::{
        TestApp,
        mensen::{bij, doe, landelijk, plek, sterk},
    },
};

/// The werkruimte of the thema of [`toneel`].
pub const PAD: &str = "/themas/wonen/werkruimte";

/// A thema with who takes part in it and who does not; each the cookie of a browser.
pub struct Toneel {
    pub thema: Uuid,
    pub rijk: String,
    pub gemeente: String,
    pub waarnemer: String,
    pub netwerk: String,
    /// Another of the netwerk.
    pub ander: String,
    /// Somebody of the netwerk of another thema.
    pub elders: String,
    pub lid: String,
    pub redactie: String,
    pub regietafel: String,
}

const fn bij_thema(rol: Rol, thema: Uuid) -> Toekenning {
    let bereik = Bereik::Thema(thema);
    Toekenning { rol, bereik }
}

pub async fn toneel(app: &TestApp) -> Toneel {
    // What fewer people read is done when search has it.
    tokio::spawn(app.app.volger.clone().volg(CancellationToken::new()));
    let plek = plek(app).await;
    let thema = plek.thema;
    let elders = crate::knelpunten::thema(app, "vervoer").await;
    let met = async |naam: &str, rol: Toekenning| sterk(app, naam, &[rol]).await.1;
    Toneel {
        rijk: zetel(app, "Rina", "rijk", thema).await,
        gemeente: zetel(app, "Gerda", "gemeente", thema).await,
        waarnemer: met("Wim", bij_thema(Rol::Waarnemer, thema)).await,
        netwerk: met("Nora", bij_thema(Rol::Netwerklid, thema)).await,
        ander: met("Noud", bij_thema(Rol::Netwerklid, thema)).await,
        elders: met("Eva", bij_thema(Rol::Netwerklid, elders)).await,
        lid: met("Lia", bij(Rol::Lid, plek.stad)).await,
        redactie: met("Roos", landelijk(Rol::Redactie)).await,
        regietafel: met("Tom", landelijk(Rol::Regietafellid)).await,
        thema,
    }
}

/// Writes a notitie at a level; answers the address of its page.
pub async fn notitie(app: &TestApp, koek: &str, titel: &str, niveau: &str) -> String {
    let velden = [
        ("titel", titel),
        ("samenvatting", ""),
        ("tekst", "Dit **spraken** wij af."),
        ("niveau", niveau),
    ];
    let gemaakt = doe(app, koek, &format!("{PAD}/notities/nieuw"), &velden).await;
    let gemaakt = gemaakt.met_status(303);
    app.indexeer().await;
    let pad = gemaakt.kop("location").split('?').next();
    pad.expect("an address").to_owned()
}

/// The row of a notitie, by the address of its page.
pub async fn rij(app: &TestApp, pad: &str) -> stuk::Model {
    let slug = pad.rsplit('/').next().expect("an address");
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Notitie.waarde()))
        .filter(stuk::Column::Slug.eq(slug));
    let rij = rij.one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there")
}
