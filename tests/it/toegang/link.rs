//! Who holds a toegangslink: a kind of actor of its own, on one page only.

use axum::http::{Method, Request, header};
use dwarsverband::{
    actor::Sleutel, db::tables::toegangslink, gebruikers::service::code::Code, ids::new_id,
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use uuid::Uuid;

use super::{
    routes::{ROUTES, VORMEN, adres},
    wie::{Stand, Wie, letter, stuk},
};
use crate::support::{Antwoord, TestApp, op_beide};

/// A link to a stuk that is hidden from everybody else; answers the cookie of who opened it.
async fn geopend(app: &TestApp, wie: &Wie, stuk_id: Uuid) -> String {
    let (id, sessie) = (new_id(), Code::nieuw().expect("random numbers"));
    let nu = app.app.clock.now();
    let rij = toegangslink::ActiveModel {
        id: Set(id),
        stuk_id: Set(stuk_id),
        gebruiker_id: Set(wie.id),
        naam: Set("Noor Voorbeeld".into()),
        mail: Set("noor@wijkteam.example".into()),
        code_hash: Set(None),
        sessie_hash: Set(Some(sessie.hash())),
        gemaakt: Set(nu),
        verloopt: Set(nu + chrono::Duration::days(14)),
        ingetrokken: Set(None),
        geopend: Set(Some(nu)),
    };
    let gemaakt = toegangslink::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gemaakt.await.expect("a link");
    app.verberg("proef", Sleutel::Link(id)).await;
    format!("__Host-dwarsverband-meelezen={}", sessie.geheim())
}

async fn vraagt(
    app: &TestApp,
    koek: &str,
    (methode, adres): (&Method, &str),
    velden: &[(&str, &str)],
) -> Antwoord {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(velden)
        .finish();
    let verzoek = Request::builder()
        .method(methode)
        .uri(adres)
        .header(header::COOKIE, koek)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin");
    app.stuur(verzoek.body(body.into()).expect("a request"))
        .await
}

/// Everywhere but on the one page a link is worth nothing: every route answers as a visitor hears, also
/// beside the login of somebody else.
#[tokio::test]
async fn a_link_opens_one_page_and_no_other() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let koek = geopend(&app, &wie, stuk(&app, "proef").await).await;
        wie.wordt(&app, Stand::Niet, &[]).await;
        let mut opent = Vec::new();
        for (methoden, pad, deel) in ROUTES {
            let adres = adres(&wie.adressen, pad, deel);
            let vorm = VORMEN.iter().find(|(van, _)| van == pad);
            let velden = vorm.map_or(&[][..], |(_, velden)| velden);
            for methode in methoden.to_uppercase().split(' ') {
                let naam = format!("{methode} {pad}");
                let methode: Method = methode.parse().expect("a method");
                let met = vraagt(&app, &koek, (&methode, &adres), velden).await;
                let zonder = vraagt(&app, "", (&methode, &adres), velden).await;
                if letter(&met) != letter(&zonder) {
                    opent.push(naam);
                }
            }
        }
        assert_eq!(opent, ["GET /meelezen", "POST /meelezen"]);
        app.get("/praktijken/proef").await.met_status(404);
        let beide = format!("{koek}; {}", wie.koek);
        let blad = vraagt(&app, &beide, (&Method::GET, "/meelezen"), &[]).await;
        assert!(blad.met_status(200).tekst.contains("Een proef"));
        let elders = vraagt(&app, &beide, (&Method::GET, "/praktijken/proef"), &[]).await;
        elders.met_status(404);
    })
    .await;
}
