//! Taking the link with an organisation away.

use dwarsverband::{
    actor::Rol,
    db::tables::{gebruiker, identiteit},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, sea_query::Expr};

use super::{Browser, MAIL, WACHTWOORD, aanbieder::els, aantallen, met_aanbieder};
use crate::support::{
    TestApp,
    mensen::{doe, in_, landelijk, met_mail, sterk, verteld},
    op_beide,
};

async fn koppeling(app: &TestApp) -> identiteit::Model {
    let rij = identiteit::Entity::find().one(app.app.db.read()).await;
    rij.expect("the database works").expect("a link")
}

#[tokio::test]
async fn the_owner_takes_a_link_away_when_there_is_another_way_in() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        let id = met_mail(&app, MAIL).await.expect("an account").id;
        let pagina = browser.get(&app, "/account").await.met_status(200).tekst;
        assert!(pagina.contains("Koppeling weghalen"), "{pagina}");
        let weg = koppeling(&app).await.id.to_string();
        let velden = [("koppeling", weg.as_str())];
        let pad = "/account/koppelingen";
        let leeg = browser.post(&app, pad, &[]).await.met_status(400);
        assert!(leeg.tekst.contains("Kies hieronder welke koppeling"));
        // Nobody takes away what is somebody else's.
        let (_, ander) = sterk(&app, "Ander", &[landelijk(Rol::Redactie)]).await;
        doe(&app, &ander, pad, &velden).await.met_status(404);

        let wachtwoord = met_mail(&app, MAIL).await.expect("an account").wachtwoord;
        zet_wachtwoord(&app, None).await;
        let enige = browser.post(&app, pad, &velden).await.met_status(409);
        assert!(enige.tekst.contains("enige manier"), "{}", enige.tekst);
        zet_wachtwoord(&app, wachtwoord).await;
        let elders = in_(&app, id, false).await;
        let gedaan = browser.post(&app, pad, &velden).await.met_status(303);
        assert_eq!(gedaan.kop("location"), "/account?gelukt=ontkoppeld");
        assert_eq!(aantallen(&app).await, (2, 0), "and elsewhere logged out");
        doe(&app, &elders, pad, &velden).await.met_status(303);
        browser.get(&app, "/account").await.met_status(200);
        let verteld = verteld(&app, id).await;
        assert!(verteld.ends_with(&["organisatie-ontkoppelen".into()]));
        let velden = [("mail", MAIL), ("wachtwoord", WACHTWOORD)];
        Browser::default()
            .post(&app, "/inloggen", &velden)
            .await
            .met_status(303);
    })
    .await;
}

async fn zet_wachtwoord(app: &TestApp, wachtwoord: Option<String>) {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Wachtwoord, Expr::value(wachtwoord))
        .filter(gebruiker::Column::Mail.eq(MAIL))
        .exec(app.app.db.read())
        .await
        .expect("an account");
}

#[tokio::test]
async fn a_beheerder_takes_a_link_away_for_somebody() {
    op_beide(async |app| {
        let (app, aanbieder) = met_aanbieder(app, "").await;
        let mut browser = Browser::default();
        browser
            .log_in(&app, &aanbieder, &els())
            .await
            .met_status(303);
        let id = met_mail(&app, MAIL).await.expect("an account").id;
        zet_wachtwoord(&app, None).await;
        let weg = koppeling(&app).await.id.to_string();
        let velden = [("actie", "ontkoppelen"), ("koppeling", weg.as_str())];
        let pad = format!("/beheer/mensen/{id}");
        let (_, auditor) = sterk(&app, "Auditor", &[landelijk(Rol::Auditor)]).await;
        doe(&app, &auditor, &pad, &velden).await.met_status(404);
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let gedaan = doe(&app, &beheerder, &pad, &velden).await.met_status(303);
        assert_eq!(gedaan.kop("location"), format!("{pad}?gelukt=ontkoppeld"));
        assert_eq!(aantallen(&app).await.1, 0);
        browser.get(&app, "/account").await.met_status(303);
        let verteld = verteld(&app, id).await;
        assert!(verteld.ends_with(&["organisatie-ontkoppelen".into()]));
        doe(&app, &beheerder, &pad, &velden).await.met_status(404);
    })
    .await;
}
