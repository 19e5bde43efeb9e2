//! A fact check by somebody without an account: inviting, opening, reading, reacting, ending.

mod einde;
mod lezers;
mod verkeerd;

use dwarsverband::app::App;
use uuid::Uuid;

use crate::{
    praktijken::{Spelers, begin, ingevuld, spelers, veld, versie},
    support::{
        Antwoord, TestApp,
        inlog::{koek, met_koek},
        mensen::doe,
        smtp::Mailserver,
    },
};

/// The beginning of a link.
const LINK: &str = "https://dwarsverband.example/meelezen/";
/// The address of who is invited.
pub const MAIL: &str = "noor@wijkteam.example";

/// A draft of Els that she wants checked, and a mail server.
pub struct Wereld {
    pub wie: Spelers,
    pub pad: String,
    pub server: Mailserver,
}

impl Wereld {
    pub async fn nieuw(app: &TestApp) -> Self {
        let wie = spelers(app).await;
        let pad = begin(app, &wie.els.1, wie.stad, "Een goed idee").await;
        let schrijven = format!("{pad}/schrijven");
        let pagina = met_koek(app, &schrijven, &wie.els.1).await.met_status(200);
        let versie = versie(&pagina);
        let velden = ingevuld(&versie, "Een goed idee", "Wij bellen na de kwibus.");
        doe(app, &wie.els.1, &schrijven, &velden)
            .await
            .met_status(303);
        Self {
            wie,
            pad,
            server: Mailserver::start().await,
        }
    }

    /// The page on which somebody is invited.
    pub fn pagina(&self) -> String {
        format!("{}/feitencheck", self.pad)
    }

    /// Has somebody invited by who holds this cookie.
    pub async fn nodig_uit(&self, app: &TestApp, koek: &str, naam: &str, mail: &str) -> Antwoord {
        let velden = [("actie", "uitnodigen"), ("naam", naam), ("mail", mail)];
        doe(app, koek, &self.pagina(), &velden).await
    }

    /// Sends the mail that waits.
    pub async fn bezorg(&self, app: &TestApp) {
        let app = App {
            postbode: self.server.postbode(),
            ..app.app.clone()
        };
        let gedaan = app.werkplaats().doe_alle().await;
        gedaan.expect("the database works");
    }

    /// Invites somebody, and answers the address in the mail, from the root of the site.
    pub async fn link(&self, app: &TestApp) -> String {
        let gevraagd = self.nodig_uit(app, &self.wie.els.1, "Noor Voorbeeld", MAIL);
        gevraagd.await.met_status(303);
        self.bezorg(app).await;
        let mail = self.server.een();
        assert_eq!(mail.aan, [MAIL]);
        let link = mail.link(LINK);
        let pad = link.strip_prefix("https://dwarsverband.example");
        pad.expect("a link to the platform").to_owned()
    }
}

/// Opens a link; answers the cookie of the browser.
pub async fn open(app: &TestApp, link: &str) -> String {
    let geopend = doe(app, "", link, &[]).await.met_status(303);
    assert_eq!(geopend.kop("location"), "/meelezen");
    let gezet = geopend.kop("set-cookie");
    assert!(
        gezet.starts_with("__Host-dwarsverband-meelezen=")
            && gezet.ends_with("; Path=/; Secure; HttpOnly; SameSite=Lax"),
        "{gezet}"
    );
    koek(&geopend)
}

/// Says something by a link, as its page sends it.
pub async fn zeg(app: &TestApp, koek: &str, velden: &[(&str, &str)]) -> Antwoord {
    let blad = met_koek(app, "/meelezen", koek).await.met_status(200);
    let link = veld(&blad, "link");
    let mut alle = velden.to_vec();
    alle.push(("link", link.as_str()));
    doe(app, koek, "/meelezen", &alle).await
}

/// The number of the stuk at an address.
pub async fn stuk(app: &TestApp, pad: &str) -> Uuid {
    use dwarsverband::db::tables::stuk;
    use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
    let slug = pad.rsplit('/').next().unwrap_or_default();
    let rij = stuk::Entity::find().filter(stuk::Column::Slug.eq(slug));
    let rij = rij.one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there").id
}
