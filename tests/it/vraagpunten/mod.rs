//! Questions to a ministerie, a gemeente or somebody else that has to answer.

mod antwoorden;
mod api;
mod herinneren;
mod lezen;
mod stellen;

use dwarsverband::{
    actor::{Rol, Sleutel},
    db::tables::{duozetel, knelpunt, vraagpunt},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::Expr,
};
use serde_json::json;
use uuid::Uuid;

use crate::{
    anderen::{Wereld, wereld},
    support::{
        Antwoord, TestApp,
        mensen::{bij, doe, id_van, in_, landelijk, mens},
    },
};

pub const KNELPUNT: &str = "/knelpunten/gegevens-delen";
pub const STELLEN: &str = "/knelpunten/gegevens-delen/vraagpunten/nieuw";
pub const DAG: i64 = 86_400;
/// What is asked, unless a test asks something else.
pub const VRAAG: &str = "Mag een team gegevens delen?";

/// A knelpunt of no duo, and who has to do with it.
pub struct Toneel {
    pub wereld: Wereld,
    pub knelpunt: Uuid,
    /// Treats the knelpunt.
    pub redactie: Uuid,
    /// A member of the ministerie.
    pub lid: Uuid,
}

pub async fn toneel(app: &TestApp) -> Toneel {
    let wereld = wereld(app).await;
    let verslag = app
        .lees(&[json!({
            "externId": "delen", "slug": "gegevens-delen", "soort": "knelpunt",
            "titel": "Gegevens delen", "samenvatting": "Teams delen niets.", "tekst": "Niemand durft.",
            "themas": ["wonen"], "bron": { "naam": "Een rapport" },
        })])
        .await;
    assert_eq!(verslag.geweigerd, []);
    Toneel {
        knelpunt: id_van(app, "delen").await,
        redactie: mens(app, "Roos", &[landelijk(Rol::Redactie)]).await,
        lid: mens(app, "Min", &[bij(Rol::Lid, wereld.plek.ministerie)]).await,
        wereld,
    }
}

impl Toneel {
    /// The browser of who treats the knelpunt, logged in now.
    pub async fn van_redactie(&self, app: &TestApp) -> String {
        in_(app, self.redactie, false).await
    }

    /// The browser of the member of the ministerie, logged in now.
    pub async fn van_lid(&self, app: &TestApp) -> String {
        in_(app, self.lid, false).await
    }

    /// Asks something of an organisatie; answers the page of the question.
    pub async fn vraag(&self, app: &TestApp, aan: &str, vraag: &str) -> String {
        let velden = [("vraag-1", vraag), ("aan-1", aan)];
        let koek = self.van_redactie(app).await;
        doe(app, &koek, STELLEN, &velden).await.met_status(303);
        let rij = rijen(app).await.pop().expect("a question");
        assert_eq!(rij.vraag, vraag);
        format!("/vraagpunten/{}", rij.id)
    }

    /// Gives the knelpunt a duo of one seat; answers who sits there.
    pub async fn duo(&self, app: &TestApp) -> Uuid {
        let thema = self.wereld.plek.thema;
        let id = mens(app, "Duo", &[]).await;
        let zetel = duozetel::ActiveModel {
            thema_id: Set(thema),
            kant: Set("gemeente".into()),
            gebruiker_id: Set(id),
            op: Set(app.app.clock.now()),
        };
        let conn = app.app.db.read();
        let zit = duozetel::Entity::insert(zetel).exec_without_returning(conn);
        zit.await.expect("a seat");
        let trekt = knelpunt::Entity::update_many()
            .col_expr(knelpunt::Column::TrekkerId, Expr::value(thema))
            .filter(knelpunt::Column::StukId.eq(self.knelpunt))
            .exec(conn);
        assert_eq!(trekt.await.expect("a thema").rows_affected, 1);
        id
    }

    /// Lets nobody but one account read the knelpunt.
    pub async fn verberg(&self, app: &TestApp) {
        let niemand = Sleutel::Persoon(Uuid::from_u128(99));
        app.verberg("delen", niemand).await;
    }
}

/// The questions, in the order in which they were asked.
pub async fn rijen(app: &TestApp) -> Vec<vraagpunt::Model> {
    let alle = vraagpunt::Entity::find()
        .order_by_asc(vraagpunt::Column::StukId)
        .order_by_asc(vraagpunt::Column::Nummer);
    alle.all(app.app.db.read()).await.expect("questions")
}

/// Answers a question by its page.
pub async fn antwoord(
    app: &TestApp,
    koek: &str,
    pad: &str,
    (uitkomst, tekst): (&str, &str),
) -> Antwoord {
    let velden = [
        ("actie", "beantwoorden"),
        ("uitkomst", uitkomst),
        ("tekst", tekst),
    ];
    doe(app, koek, pad, &velden).await
}

/// Gives more time for a question by its page.
pub async fn verleng(app: &TestApp, koek: &str, pad: &str, (tot, reden): (&str, &str)) -> Antwoord {
    let velden = [("actie", "verlengen"), ("tot", tot), ("reden", reden)];
    doe(app, koek, pad, &velden).await
}
