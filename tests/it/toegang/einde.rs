//! Logins that a beheerder ends (ASVS 5.0, 7.4.2 and 7.4.5).

use axum::http::Method;
use dwarsverband::actor::Rol;

use super::wie::{Plek, Stand, Wie};
use crate::support::{
    inlog::{WACHTWOORD, koek, log_in, maak, met_koek},
    op_beide,
};

const JAN: &str = "jan@gemeente.example";

#[tokio::test]
async fn who_is_blocked_or_logged_out_by_a_beheerder_is_out() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        wie.wordt(&app, Stand::Sterk, &[(Rol::Beheerder, Plek::Hier)])
            .await;
        let jan = maak(&app, Rol::Dwarskijker, JAN).await.expect("an account");
        let pad = format!("/beheer/mensen/{jan}");
        let doe = async |actie: &str| {
            let velden = [("actie", actie)];
            let antwoord = wie.vraagt(&app, &Method::POST, &pad, &velden).await;
            antwoord.met_status(303);
        };
        let mut oud = Vec::new();
        for actie in ["uitloggen", "blokkeren"] {
            for _ in 0..2 {
                oud.push(koek(
                    &log_in(&app, "", JAN, WACHTWOORD).await.met_status(303),
                ));
            }
            let nieuw = oud.last().expect("a login");
            met_koek(&app, "/account", nieuw).await.met_status(200);
            doe(actie).await;
            for koek in &oud {
                met_koek(&app, "/account", koek).await.met_status(303);
            }
        }
        let geweigerd = log_in(&app, "", JAN, WACHTWOORD).await;
        assert_eq!(geweigerd.status.as_u16(), 400, "{}", geweigerd.tekst);
        doe("deblokkeren").await;
        for koek in &oud {
            met_koek(&app, "/account", koek).await.met_status(303);
        }
        log_in(&app, "", JAN, WACHTWOORD).await.met_status(303);
    })
    .await;
}
