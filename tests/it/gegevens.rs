//! Somebody's own data: seeing, taking along, correcting and removing it.

use dwarsverband::{
    actor::{Rol, Sleutel},
    ctx::Ctx,
    db::tables::{gebruiker, sessie, stuk, toegangscode, toekenning},
    gebruikers::{
        model::bericht::{Bericht, Lading},
        service::berichten::{Inhoud, Zending, bereid},
    },
};
use sea_orm::{
    ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _, sea_query::Expr,
};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{
    TestApp,
    inlog::{MAIL, WACHTWOORD, koek, log_in, maak, met_koek},
    mensen::{
        Plek, account, bij, doe, id_van, in_, landelijk, mail, mens, met_mail, plek, post, sterk,
        verteld,
    },
    op_beide,
};

const GEGEVENS: &str = "/account/gegevens";

/// What the job sends that is to reach the new address.
async fn bericht(app: &TestApp, account: Uuid) -> Option<Zending> {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let bericht = Bericht::NieuwMailadres;
    let wat = Lading { account, bericht };
    let klaar = bereid(&app.app.db, &ctx, wat, ctx.now).await;
    klaar.expect("the database works")
}

#[tokio::test]
async fn a_name_is_corrected() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let id = mens(&app, "Els", &[bij(Rol::Lid, stad)]).await;
        let koek = in_(&app, id, false).await;
        let leeg = doe(&app, &koek, "/account/naam", &[("naam", " ")]).await;
        assert!(leeg.met_status(400).tekst.contains("Vul een naam in."));
        let goed = doe(
            &app,
            &koek,
            "/account/naam",
            &[("naam", " Els  de Voorbeeld ")],
        )
        .await;
        assert_eq!(
            goed.met_status(303).kop("location"),
            "/account/gegevens?gelukt=naam"
        );
        assert_eq!(account(&app, id).await.naam, "Els de Voorbeeld");
        assert_eq!(verteld(&app, id).await, ["naam-wijzigen"]);
        let pagina = met_koek(&app, GEGEVENS, &koek).await.met_status(200).tekst;
        assert!(pagina.contains("Els de Voorbeeld") && pagina.contains("Voorbeeldstad"));
        let bezoeker = app.get(GEGEVENS).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen"));
    })
    .await;
}

#[tokio::test]
async fn an_address_changes_once_its_owner_says_so() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (id, koek) = sterk(&app, "Els", &[bij(Rol::Lid, stad)]).await;
        let vraag =
            async |mail: &str| doe(&app, &koek, "/account/mailadres", &[("mail", mail)]).await;
        for (fout, melding) in [
            ("els@elders.example", "eindigt op voorbeeldstad.example"),
            ("els", "Vul een mailadres in"),
            ("Els@voorbeeldstad.example", "het adres dat u al hebt"),
        ] {
            let antwoord = vraag(fout).await.met_status(400);
            assert!(
                antwoord.tekst.contains(melding),
                "{fout}: {}",
                antwoord.tekst
            );
        }
        assert_eq!(post(&app).await, [json!(null); 0]);
        let nieuw = "els.nieuw@voorbeeldstad.example";
        vraag(nieuw).await.met_status(303);
        let berichten: Vec<_> = post(&app)
            .await
            .iter()
            .map(|b| b["bericht"].clone())
            .collect();
        assert_eq!(berichten.len(), 2);
        assert!(
            berichten.contains(&json!("mailadres-gevraagd")),
            "{berichten:?}"
        );

        let zending = bericht(&app, id).await.expect("a message");
        assert_eq!(zending.aan.als_tekst(), nieuw);
        let Inhoud::NieuwMailadres { code, .. } = zending.inhoud else {
            panic!("a link");
        };
        let pad = format!("/mailadres-bevestigen/{}", code.geheim());
        // It opens no account.
        let wachtwoord = format!("/wachtwoord-instellen/{}", code.geheim());
        app.get(&wachtwoord).await.met_status(404);
        let keuze = [("wachtwoord", WACHTWOORD), ("nogmaals", WACHTWOORD)];
        doe(&app, "", &wachtwoord, &keuze).await.met_status(404);
        assert_eq!(account(&app, id).await.wachtwoord, None);
        // Looking at the link changes nothing.
        let pagina = app.get(&pad).await.met_status(200);
        assert!(pagina.tekst.contains(nieuw));
        assert_eq!(account(&app, id).await.mail, mail("Els"));
        let gedaan = doe(&app, "", &pad, &[]).await.met_status(303);
        assert_eq!(gedaan.kop("location"), "/inloggen?gelukt=mailadres");
        assert_eq!(account(&app, id).await.mail, nieuw);
        doe(&app, "", &pad, &[]).await.met_status(404);
        app.get(&pad).await.met_status(404);
        assert_eq!(
            verteld(&app, id).await,
            ["mailadres-vragen", "code-sturen", "mailadres-wijzigen"]
        );
        // Nobody gets the address of somebody else, nor a link to it.
        mens(&app, "Jan", &[bij(Rol::Lid, stad)]).await;
        vraag(&mail("Jan")).await.met_status(303);
        assert_eq!(bericht(&app, id).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_worth_nothing_after_a_day_or_a_new_password() {
    op_beide(async |app| {
        for rest in [true, false] {
            let mail = if rest { MAIL } else { "jan@gemeente.example" };
            let id = maak(&app, Rol::Redactie, mail).await.expect("an account");
            let koek = koek(&log_in(&app, "", mail, WACHTWOORD).await);
            let nieuw = format!("nieuw.{mail}");
            let velden = [("mail", nieuw.as_str()), ("wachtwoord", WACHTWOORD)];
            doe(&app, &koek, "/account/mailadres", &velden)
                .await
                .met_status(303);
            let zending = bericht(&app, id).await.expect("a message");
            let Inhoud::NieuwMailadres { code, .. } = zending.inhoud else {
                panic!("a link");
            };
            let pad = format!("/mailadres-bevestigen/{}", code.geheim());
            app.get(&pad).await.met_status(200);
            if rest {
                app.later(24 * 60 * 60);
            } else {
                let anders = "groen trap zondag vlieger";
                let velden = [
                    ("huidig", WACHTWOORD),
                    ("wachtwoord", anders),
                    ("nogmaals", anders),
                ];
                doe(&app, &koek, "/account/wachtwoord", &velden)
                    .await
                    .met_status(303);
            }
            doe(&app, "", &pad, &[]).await.met_status(404);
            assert_eq!(account(&app, id).await.mail, mail);
        }
    })
    .await;
}

#[tokio::test]
async fn all_of_it_is_taken_along() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (id, koek) = sterk(
            &app,
            "Els",
            &[bij(Rol::Lid, stad), landelijk(Rol::Secretaris)],
        )
        .await;
        mens(&app, "Jan", &[bij(Rol::Lid, stad)]).await;
        doe(&app, &koek, "/account/naam", &[("naam", "Els V")])
            .await
            .met_status(303);
        let bestand = met_koek(&app, "/account/gegevens.json", &koek)
            .await
            .met_status(200);
        assert_eq!(bestand.kop("content-type"), "application/json");
        assert!(bestand.kop("content-disposition").starts_with("attachment"));
        let alles = bestand.json();
        assert_eq!(alles["account"]["nummer"], json!(id));
        assert_eq!(alles["account"]["mail"], json!(mail("Els")));
        let rollen: Vec<_> = alles["rollen"].as_array().expect("roles").iter().collect();
        assert!(
            rollen
                .iter()
                .any(|r| r["rol"] == "lid" && r["naam"] == "Voorbeeldstad")
        );
        assert_eq!(rollen.len(), 2);
        assert_eq!(alles["aanmeldingen"].as_array().map(Vec::len), Some(1));
        assert_eq!(alles["logboek"][0]["actie"], "naam-wijzigen");
        assert_eq!(alles["logboek"][0]["door"], "u");
        assert!(!bestand.tekst.contains("jan@"), "of nobody else");
        app.get("/account/gegevens.json").await.met_status(303);
    })
    .await;
}

async fn rijen(app: &TestApp, id: Uuid) -> [u64; 3] {
    let conn = app.app.db.read();
    let rollen = toekenning::Entity::find().filter(toekenning::Column::GebruikerId.eq(id));
    let sessies = sessie::Entity::find().filter(sessie::Column::GebruikerId.eq(id));
    let codes = toegangscode::Entity::find().filter(toegangscode::Column::GebruikerId.eq(id));
    [
        rollen.count(conn).await.expect("roles"),
        sessies.count(conn).await.expect("logins"),
        codes.count(conn).await.expect("codes"),
    ]
}

#[tokio::test]
async fn who_removes_the_account_is_gone() {
    op_beide(async |app| {
        let id = maak(&app, Rol::Redactie, MAIL).await.expect("an account");
        let koek = koek(&log_in(&app, "", MAIL, WACHTWOORD).await);
        let weg = async |wachtwoord: &str| {
            doe(
                &app,
                &koek,
                "/account/verwijderen",
                &[("wachtwoord", wachtwoord)],
            )
            .await
        };
        let pagina = met_koek(&app, "/account/verwijderen", &koek)
            .await
            .met_status(200)
            .tekst;
        assert!(
            pagina.contains("Dit moet eerst") && pagina.contains("de enige met de rol redactie")
        );
        weg(WACHTWOORD).await.met_status(409);
        mens(&app, "Ander", &[landelijk(Rol::Redactie)]).await;
        let velden = [("mail", "els@elders.example"), ("wachtwoord", WACHTWOORD)];
        doe(&app, &koek, "/account/mailadres", &velden)
            .await
            .met_status(303);
        let fout = weg("iets heel anders").await.met_status(400);
        assert!(fout.tekst.contains("niet het wachtwoord waarmee"));
        assert_eq!(rijen(&app, id).await, [1, 1, 1]);
        let gedaan = weg(WACHTWOORD).await.met_status(303);
        assert_eq!(gedaan.kop("location"), "/inloggen?gelukt=verwijderd");
        assert_eq!(rijen(&app, id).await, [0, 0, 0]);
        let rij = account(&app, id).await;
        assert_eq!((rij.status.as_str(), rij.wachtwoord), ("vertrokken", None));
        assert_eq!(rij.naam, "Vertrokken medewerker");
        assert_eq!(met_mail(&app, MAIL).await, None);
        met_koek(&app, "/account", &koek).await.met_status(303);
        log_in(&app, "", MAIL, WACHTWOORD).await.met_status(400);
        let verteld = verteld(&app, id).await;
        assert_eq!(
            &verteld[verteld.len() - 2..],
            ["rol-nemen", "account-verwijderen"]
        );
        // The address can begin anew.
        maak(&app, Rol::Beheerder, MAIL).await.expect("an account");
    })
    .await;
}

#[tokio::test]
async fn a_second_factor_is_asked_before_an_account_goes() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let id = mens(&app, "Els", &[bij(Rol::Lid, stad)]).await;
        gebruiker::Entity::update_many()
            .col_expr(gebruiker::Column::Totp, Expr::value("x"))
            .filter(gebruiker::Column::Id.eq(id))
            .exec(app.app.db.read())
            .await
            .expect("a factor");
        let zwak = in_(&app, id, false).await;
        let antwoord = met_koek(&app, "/account/verwijderen", &zwak)
            .await
            .met_status(303);
        assert!(antwoord.kop("location").starts_with("/account/bevestigen"));
        doe(&app, &zwak, "/account/verwijderen", &[])
            .await
            .met_status(303);
        assert_eq!(account(&app, id).await.status, "actief");
        let sterk = in_(&app, id, true).await;
        let pagina = met_koek(&app, "/account/verwijderen", &sterk)
            .await
            .met_status(200)
            .tekst;
        assert!(
            pagina.contains("Medewerker van Voorbeeldstad") && !pagina.contains("Uw wachtwoord<")
        );
        doe(&app, &sterk, "/account/verwijderen", &[])
            .await
            .met_status(303);
        let rij = account(&app, id).await;
        assert_eq!(rij.naam, "Medewerker van Voorbeeldstad");
        assert_eq!(
            (rij.totp, rij.mail),
            (None, format!("{id}@vertrokken.invalid"))
        );
    })
    .await;
}

#[tokio::test]
async fn a_member_leaves_and_hands_the_work_over() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (id, koek) = sterk(&app, "Els", &[bij(Rol::Lid, stad)]).await;
        let (erft, _) = sterk(&app, "Erft", &[bij(Rol::Lid, stad)]).await;
        app.lees(&[json!({
            "externId": "eigen", "slug": "eigen", "soort": "praktijk", "titel": "Plan", "tekst": "x",
        })])
        .await;
        stuk::Entity::update_many()
            .col_expr(stuk::Column::EigenaarId, Expr::value(stad))
            .filter(stuk::Column::Id.eq(id_van(&app, "eigen").await))
            .exec(app.app.db.read())
            .await
            .expect("an owner");
        app.verberg("eigen", Sleutel::Persoon(id)).await;
        let eerst = met_koek(&app, "/account/verwijderen", &koek).await.met_status(200).tekst;
        assert!(eerst.contains("Er zijn stukken die alleen u kunt lezen"), "{eerst}");

        let stop = CancellationToken::new();
        let volgt = tokio::spawn(app.app.volger.clone().volg(stop.clone()));
        let pad = "/organisaties/voorbeeldstad/verlaten";
        let pagina = met_koek(&app, pad, &koek).await.met_status(200).tekst;
        assert!(pagina.contains("Erft Voorbeeld") && pagina.contains("account wordt daarom gesloten"));
        let zonder = doe(&app, &koek, pad, &[("opvolger", "")]).await.met_status(400);
        assert!(zonder.tekst.contains("Kies wie het overneemt"));
        let weg = doe(&app, &koek, pad, &[("opvolger", &erft.to_string())]).await;
        assert_eq!(weg.met_status(303).kop("location"), "/inloggen?gelukt=vertrokken");
        assert_eq!(account(&app, id).await.status, "vertrokken");
        let van_erft = in_(&app, erft, false).await;
        met_koek(&app, "/praktijken/eigen", &van_erft).await.met_status(200);
        met_koek(&app, "/organisaties/ministerie/verlaten", &van_erft).await.met_status(404);
        stop.cancel();
        volgt.await.expect("the follower stops");
    })
    .await;
}
