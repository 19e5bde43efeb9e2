//! The people of organisaties: who comes in, who leaves, what moves with a herindeling, and what the
//! beheerder of the platform does with accounts.

use dwarsverband::gebruikers::service::aanmelden::WACHTENDEN;
use dwarsverband::{
    actor::{Rol, Sleutel},
    db::tables::{
        aanmelding, gebruiker, geschiedenis, herstelcode, leesrecht, maildomein, sessie, stuk,
    },
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    sea_query::Expr,
};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    inlog::met_koek,
    mensen::{
        Plek, account, bij, doe, domein, id_van, in_, landelijk, mail, mens, met_mail, plek, post,
        rollen_van, status, sterk, verteld,
    },
    op_beide,
};

pub const MENSEN: &str = "/organisaties/voorbeeldstad/mensen";

/// The beheerder of Voorbeeldstad in a browser.
pub async fn baas(app: &TestApp, stad: Uuid) -> (Uuid, String) {
    let rollen = [bij(Rol::Lid, stad), bij(Rol::Organisatiebeheerder, stad)];
    let id = mens(app, "Baas", &rollen).await;
    (id, in_(app, id, false).await)
}

pub async fn nodig_uit(app: &TestApp, koek: &str, wie: &str, vinkjes: &[&str]) -> Antwoord {
    let mut velden = vec![
        ("actie", "uitnodigen"),
        ("naam", "Jan Voorbeeld"),
        ("mail", wie),
    ];
    velden.extend(vinkjes.iter().map(|vinkje| (*vinkje, "ja")));
    doe(app, koek, MENSEN, &velden).await
}

#[track_caller]
pub fn naar(antwoord: &Antwoord, waar: &str) {
    assert_eq!(antwoord.status.as_u16(), 303, "{}", antwoord.tekst);
    assert_eq!(antwoord.kop("location"), waar);
}

async fn zet_status(app: &TestApp, id: Uuid, status: &str) {
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Status, Expr::value(status))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(app.app.db.read())
        .await
        .expect("a status");
}

#[tokio::test]
async fn the_first_in_charge_is_invited_by_the_beheerder_and_the_others_by_the_first() {
    op_beide(async |app| {
        plek(&app).await;
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let gewoon = nodig_uit(&app, &beheerder, &mail("Lid"), &[]).await;
        assert!(gewoon.met_status(403).tekst.contains("alleen de eerste"));
        let eerste = nodig_uit(&app, &beheerder, &mail("Baas"), &["beheerder"]).await;
        naar(&eerste, &format!("{MENSEN}?gelukt=uitgenodigd"));
        let baas = met_mail(&app, &mail("Baas")).await.expect("an account");
        assert_eq!(
            rollen_van(&app, baas.id).await,
            ["lid", "organisatiebeheerder"]
        );
        assert_eq!(
            verteld(&app, baas.id).await,
            ["account-maken", "rol-geven", "rol-geven"]
        );
        let bericht = json!({ "account": baas.id, "bericht": "uitnodiging" });
        assert_eq!(post(&app).await, [bericht]);
        // From here on the organisatie goes about its own people.
        nodig_uit(&app, &beheerder, &mail("Twee"), &["beheerder"])
            .await
            .met_status(403);
        let koek = in_(&app, baas.id, false).await;
        let lid = nodig_uit(&app, &koek, &mail("Lid"), &["vrijgever"]).await;
        naar(&lid, &format!("{MENSEN}?gelukt=uitgenodigd"));
        let lid = met_mail(&app, &mail("Lid")).await.expect("an account");
        assert_eq!(rollen_van(&app, lid.id).await, ["lid", "vrijgever"]);
        assert_eq!(post(&app).await.len(), 2);
        let pagina = met_koek(&app, MENSEN, &koek).await.met_status(200).tekst;
        for wat in [
            "Jan Voorbeeld",
            "Vrijgever van casussen",
            "Opnieuw uitnodigen",
        ] {
            assert!(pagina.contains(wat), "{wat}");
        }
        let wie = lid.id.to_string();
        naar(
            &doe(&app, &koek, MENSEN, &[("actie", "opnieuw"), ("wie", &wie)]).await,
            &format!("{MENSEN}?gelukt=opnieuw"),
        );
        assert_eq!(post(&app).await.len(), 3);
        // A member sees none of it, nor does the beheerder of another organisatie.
        let elders = [bij(Rol::Organisatiebeheerder, Uuid::from_u128(9))];
        let elders = sterk(&app, "Elders", &elders).await.1;
        for koek in [in_(&app, lid.id, true).await, elders] {
            met_koek(&app, MENSEN, &koek).await.met_status(404);
            nodig_uit(&app, &koek, &mail("Drie"), &[])
                .await
                .met_status(404);
        }
        assert_eq!(rollen_van(&app, baas.id).await.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn only_who_can_be_invited_is() {
    op_beide(async |app| {
        let Plek {
            stad, ministerie, ..
        } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let elders = nodig_uit(&app, &koek, "jan@elders.example", &[]).await;
        let elders = elders.met_status(400).tekst;
        assert!(
            elders.contains("eindigt op voorbeeldstad.example"),
            "{elders}"
        );
        assert!(
            elders.contains("value=\"jan@elders.example\""),
            "what was typed stays"
        );
        let leeg = doe(&app, &koek, MENSEN, &[("actie", "uitnodigen")]).await;
        let leeg = leeg.met_status(400).tekst;
        assert!(leeg.contains("Vul een naam in.") && leeg.contains("Vul een mailadres in"));

        // Who works elsewhere too keeps that.
        let ook = mens(&app, "Ook", &[bij(Rol::Lid, ministerie)]).await;
        nodig_uit(&app, &koek, &mail("Ook"), &[])
            .await
            .met_status(303);
        assert_eq!(rollen_van(&app, ook).await, ["lid", "lid"]);
        assert_eq!(verteld(&app, ook).await, ["rol-geven"]);
        let weer = nodig_uit(&app, &koek, &mail("Ook"), &[]).await;
        assert!(
            weer.met_status(400)
                .tekst
                .contains("al bij deze organisatie hoort")
        );

        let dicht = mens(&app, "Dicht", &[]).await;
        zet_status(&app, dicht, "geblokkeerd").await;
        let geweigerd = nodig_uit(&app, &koek, &mail("Dicht"), &[]).await;
        assert!(geweigerd.met_status(409).tekst.contains("geblokkeerd"));
        assert_eq!(rollen_van(&app, dicht).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn the_roles_of_colleagues_are_given_on_their_own_page() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (baas_id, koek) = baas(&app, stad).await;
        let lid = mens(&app, "Lid", &[bij(Rol::Lid, stad)]).await;
        let vreemd = mens(&app, "Vreemd", &[]).await;
        let zet = async |actie: &str, wie: Uuid, rol: &str| {
            let wie = wie.to_string();
            let velden = [("actie", actie), ("wie", &*wie), ("rol", rol)];
            doe(&app, &koek, MENSEN, &velden).await
        };
        naar(
            &zet("rol-geven", lid, "vrijgever").await,
            &format!("{MENSEN}?gelukt=rol"),
        );
        zet("rol-geven", lid, "vrijgever").await.met_status(409);
        zet("rol-geven", vreemd, "vrijgever").await.met_status(409);
        zet("rol-geven", lid, "beheerder").await.met_status(403);
        let laatste = zet("rol-nemen", baas_id, "organisatiebeheerder").await;
        assert!(
            laatste
                .met_status(409)
                .tekst
                .contains("de enige met de rol")
        );
        naar(
            &zet("rol-geven", lid, "organisatiebeheerder").await,
            &format!("{MENSEN}?gelukt=rol"),
        );
        zet("rol-nemen", baas_id, "organisatiebeheerder")
            .await
            .met_status(303);
        assert_eq!(rollen_van(&app, baas_id).await, ["lid"]);
        assert_eq!(verteld(&app, lid).await, ["rol-geven", "rol-geven"]);
        met_koek(&app, MENSEN, &koek).await.met_status(404);
    })
    .await;
}

/// A praktijk of Voorbeeldstad that only one account reads.
pub async fn eigen_stuk(app: &TestApp, stad: Uuid, van: Uuid) -> Uuid {
    app.lees(&[json!({
        "externId": "eigen", "slug": "eigen", "soort": "praktijk", "titel": "Kwibusplan", "tekst": "x",
    })])
    .await;
    let id = id_van(app, "eigen").await;
    eigenaar(app, id, stad).await;
    app.verberg("eigen", Sleutel::Persoon(van)).await;
    id
}

pub async fn eigenaar(app: &TestApp, stuk_id: Uuid, organisatie_id: Uuid) {
    stuk::Entity::update_many()
        .col_expr(stuk::Column::EigenaarId, Expr::value(organisatie_id))
        .filter(stuk::Column::Id.eq(stuk_id))
        .exec(app.app.db.read())
        .await
        .expect("an owner");
}

async fn vindt(app: &TestApp, koek: &str) -> bool {
    let pagina = met_koek(app, "/zoeken?q=kwibusplan", koek).await;
    pagina.met_status(200).tekst.contains("/praktijken/eigen")
}

#[tokio::test]
async fn who_leaves_hands_over_and_reads_nothing_any_more() {
    op_beide(async |app| {
        let Plek {
            stad, ministerie, ..
        } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let rollen = [
            bij(Rol::Lid, stad),
            bij(Rol::Vrijgever, stad),
            bij(Rol::Lid, ministerie),
        ];
        let (weg, van_weg) = sterk(&app, "Weg", &rollen).await;
        let (erft, van_erft) = sterk(&app, "Erft", &[bij(Rol::Lid, stad)]).await;
        let stuk_id = eigen_stuk(&app, stad, weg).await;
        assert!(vindt(&app, &van_weg).await && !vindt(&app, &van_erft).await);

        let stop = CancellationToken::new();
        let volgt = tokio::spawn(app.app.volger.clone().volg(stop.clone()));
        let haal_weg = async |opvolger: &str| {
            let wie = weg.to_string();
            let velden = [("actie", "weg"), ("wie", &*wie), ("opvolger", opvolger)];
            doe(&app, &koek, MENSEN, &velden).await
        };
        let vraag = met_koek(&app, &format!("{MENSEN}?weg={weg}"), &koek).await;
        assert!(
            vraag
                .met_status(200)
                .tekst
                .contains("Wie neemt het werk over?")
        );
        let ministerie_id = mens(&app, "Ander", &[bij(Rol::Lid, ministerie)])
            .await
            .to_string();
        for niemand in ["", &weg.to_string(), &ministerie_id] {
            let zonder = haal_weg(niemand).await.met_status(400).tekst;
            assert!(zonder.contains("Er is 1 stuk dat alleen deze persoon kan lezen"));
        }
        naar(
            &haal_weg(&erft.to_string()).await,
            &format!("{MENSEN}?gelukt=weg"),
        );
        // Also in search, as soon as the answer is there.
        assert!(!vindt(&app, &van_weg).await && vindt(&app, &van_erft).await);
        met_koek(&app, "/praktijken/eigen", &van_weg)
            .await
            .met_status(404);
        met_koek(&app, "/praktijken/eigen", &van_erft)
            .await
            .met_status(200);
        let sleutels = leesrecht::Entity::find().filter(leesrecht::Column::StukId.eq(stuk_id));
        let sleutels = sleutels.all(app.app.db.read()).await.expect("keys");
        let sleutels: Vec<String> = sleutels.into_iter().map(|rij| rij.sleutel).collect();
        assert_eq!(sleutels, [format!("persoon:{erft}")]);
        // Who still works elsewhere stays.
        assert_eq!(status(&app, weg).await, "actief");
        assert_eq!(rollen_van(&app, weg).await, ["lid"]);
        assert_eq!(verteld(&app, weg).await, ["rol-nemen", "rol-nemen"]);
        assert!(
            verteld(&app, stuk_id)
                .await
                .contains(&"overdragen".to_owned())
        );
        haal_weg("").await.met_status(404);
        stop.cancel();
        volgt.await.expect("the follower stops");
    })
    .await;
}

#[tokio::test]
async fn an_account_without_roles_is_closed_and_logged_out() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (baas_id, koek) = baas(&app, stad).await;
        let (weg, van_weg) = sterk(&app, "Weg", &[bij(Rol::Lid, stad)]).await;
        let haal_weg = async |koek: &str, wie: Uuid| {
            let velden = [("actie", "weg"), ("wie", &*wie.to_string())];
            doe(&app, koek, MENSEN, &velden).await
        };
        naar(&haal_weg(&koek, weg).await, &format!("{MENSEN}?gelukt=weg"));
        assert_eq!(status(&app, weg).await, "vertrokken");
        assert_eq!(verteld(&app, weg).await, ["rol-nemen", "account-sluiten"]);
        met_koek(&app, "/account", &van_weg).await.met_status(303);
        let laatste = haal_weg(&koek, baas_id).await.met_status(409);
        assert!(laatste.tekst.contains("de enige organisatiebeheerder"));
    })
    .await;
}

#[tokio::test]
async fn who_wants_to_leaves() {
    op_beide(async |app| {
        let Plek {
            stad, ministerie, ..
        } = plek(&app).await;
        let (baas_id, _) = baas(&app, stad).await;
        let (ik, koek) = sterk(
            &app,
            "Ik",
            &[bij(Rol::Lid, stad), bij(Rol::Lid, ministerie)],
        )
        .await;
        let (ander, _) = sterk(&app, "Ander", &[bij(Rol::Lid, stad)]).await;
        let weg = async |koek: &str, wie: Uuid| {
            let velden = [("actie", "weg"), ("wie", &*wie.to_string())];
            doe(&app, koek, MENSEN, &velden).await
        };
        weg(&koek, ander).await.met_status(404);
        naar(&weg(&koek, ik).await, "/account?gelukt=vertrokken");
        assert_eq!(rollen_van(&app, ik).await, ["lid"]);
        // Nor does the beheerder of the platform decide who leaves.
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        weg(&beheerder, baas_id).await.met_status(403);
        weg(&beheerder, ander).await.met_status(403);
    })
    .await;
}

async fn meld_aan(app: &TestApp, wie: &str) -> Antwoord {
    let velden = [("naam", "Kim Voorbeeld"), ("mail", wie)];
    doe(app, "", "/meedoen", &velden).await
}

#[tokio::test]
async fn who_asks_to_join_waits_for_the_beheerder() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let onbekend = meld_aan(&app, "kim@elders.example").await.met_status(400);
        assert!(onbekend.tekst.contains("kennen wij nog geen organisatie"));
        // Who has an account gets the same answer, and does not wait.
        for wie in [
            mail("Baas"),
            mail("Kim"),
            mail("Kim"),
            "bo@zorg.voorbeeldstad.example".into(),
        ] {
            naar(&meld_aan(&app, &wie).await, "/meedoen?verstuurd=ja");
        }
        let wachten = aanmelding::Entity::find().all(app.app.db.read()).await;
        let mut wachten = wachten.expect("requests");
        wachten.sort_by(|a, b| b.mail.cmp(&a.mail));
        assert_eq!(wachten.len(), 2, "{wachten:?}");
        let pagina = met_koek(&app, MENSEN, &koek).await.met_status(200).tekst;
        assert!(pagina.contains("Willen meedoen") && pagina.contains("Kim Voorbeeld"));
        let beslis = async |koek: &str, actie: &str, wie: Uuid| {
            let velden = [("actie", actie), ("wie", &*wie.to_string())];
            doe(&app, koek, MENSEN, &velden).await
        };
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        beslis(&beheerder, "toelaten", wachten[0].id)
            .await
            .met_status(403);
        naar(
            &beslis(&koek, "toelaten", wachten[0].id).await,
            &format!("{MENSEN}?gelukt=toegelaten"),
        );
        naar(
            &beslis(&koek, "afwijzen", wachten[1].id).await,
            &format!("{MENSEN}?gelukt=afgewezen"),
        );
        beslis(&koek, "toelaten", wachten[1].id)
            .await
            .met_status(404);
        let geweigerd = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::Actie.eq("toetreding-afwijzen"))
            .count(app.app.db.read())
            .await;
        assert_eq!(geweigerd.expect("the database works"), 1);
        let kim = met_mail(&app, &mail("Kim")).await.expect("an account");
        assert_eq!(rollen_van(&app, kim.id).await, ["lid"]);
        assert_eq!(
            post(&app).await,
            [json!({ "account": kim.id, "bericht": "uitnodiging" })]
        );
        assert!(
            met_mail(&app, "bo@zorg.voorbeeldstad.example")
                .await
                .is_none()
        );
        let over = aanmelding::Entity::find().count(app.app.db.read()).await;
        assert_eq!(over.expect("requests"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_herindeling_takes_people_work_and_domains_along() {
    op_beide(async |app| {
        let Plek { stad, oud, ministerie, .. } = plek(&app).await;
        domein(&app, "oudestad.example", oud).await;
        meld_aan(&app, "kim@oudestad.example").await.met_status(303);
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let (_, van_stad) = sterk(&app, "Stad", &[bij(Rol::Lid, stad)]).await;
        let oude = mens(&app, "Oude", &[bij(Rol::Lid, oud), bij(Rol::Organisatiebeheerder, oud)]).await;
        let beide = mens(&app, "Beide", &[bij(Rol::Lid, oud), bij(Rol::Lid, stad)]).await;
        app.lees(&[json!({
            "externId": "eigen", "slug": "eigen", "soort": "praktijk", "titel": "Kwibusplan", "tekst": "x",
        })])
        .await;
        let stuk_id = id_van(&app, "eigen").await;
        eigenaar(&app, stuk_id, oud).await;
        app.verberg("eigen", Sleutel::Organisatie(oud)).await;
        // The successor reads it before anything moves: it took the place of the other.
        met_koek(&app, "/praktijken/eigen", &van_stad).await.met_status(200);
        assert!(vindt(&app, &van_stad).await);
        let (_, vreemd) = sterk(&app, "Vreemd", &[bij(Rol::Lid, ministerie)]).await;
        met_koek(&app, "/praktijken/eigen", &vreemd).await.met_status(404);

        let pad = "/beheer/organisaties/oudestad";
        let pagina = met_koek(&app, pad, &beheerder).await.met_status(200).tekst;
        assert!(pagina.contains("3 rollen en 1 stuk"), "{pagina}");
        let verhuis = async |naar: Uuid| {
            let velden = [("actie", "herindelen"), ("naar", &*naar.to_string())];
            doe(&app, &beheerder, pad, &velden).await
        };
        verhuis(ministerie).await.met_status(409);
        naar(&verhuis(stad).await, &format!("{pad}?gelukt=verhuisd"));
        assert_eq!(rollen_van(&app, oude).await, ["lid", "organisatiebeheerder"]);
        assert_eq!(rollen_van(&app, beide).await, ["lid"]);
        assert_eq!(verteld(&app, beide).await, ["rol-nemen"]);
        let van_oude = in_(&app, oude, false).await;
        // Who waited, waits there.
        let pagina = met_koek(&app, MENSEN, &van_oude).await.met_status(200);
        assert!(pagina.tekst.contains("kim@oudestad.example"), "{}", pagina.tekst);
        met_koek(&app, "/organisaties/oudestad/mensen", &van_oude).await.met_status(404);
        let rij = stuk::Entity::find_by_id(stuk_id).one(app.app.db.read()).await;
        assert_eq!(rij.expect("the database works").expect("it is there").eigenaar_id, Some(stad));
        let domeinen = maildomein::Entity::find().all(app.app.db.read()).await;
        assert!(domeinen.expect("domains").iter().all(|d| d.organisatie_id == stad));
        for id in [stuk_id, oud] {
            assert_eq!(verteld(&app, id).await.last().expect("a row"), "herindelen");
        }
    })
    .await;
}

#[tokio::test]
async fn mail_domains_belong_to_one_organisatie() {
    op_beide(async |app| {
        plek(&app).await;
        let (_, koek) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let pad = "/beheer/organisaties/ministerie";
        let zet = async |actie: &str, veld: &str, domein: &str| {
            doe(&app, &koek, pad, &[("actie", actie), (veld, domein)]).await
        };
        for (domein, melding) in [
            ("voorbeeldstad.example", "hoort al bij een andere"),
            ("gmail.com", "kan iedereen een adres krijgen"),
            ("ministerie", "Vul het deel achter de @ in"),
        ] {
            let fout = zet("toevoegen", "domein", domein).await.met_status(400);
            assert!(fout.tekst.contains(melding), "{domein}");
        }
        naar(
            &zet("toevoegen", "domein", "@Rijk.example").await,
            &format!("{pad}?gelukt=toegevoegd"),
        );
        let lijst = met_koek(&app, "/beheer/organisaties", &koek)
            .await
            .met_status(200)
            .tekst;
        assert!(lijst.contains("Niemand beheert deze organisatie"));
        zet("weghalen", "welk", "voorbeeldstad.example")
            .await
            .met_status(404);
        naar(
            &zet("weghalen", "welk", "rijk.example").await,
            &format!("{pad}?gelukt=weggehaald"),
        );
        let ministerie = id_van(&app, "min").await;
        let verteld = verteld(&app, ministerie).await;
        assert!(verteld.ends_with(&["maildomein-toevoegen".into(), "maildomein-weghalen".into()]));
    })
    .await;
}

pub async fn beheer(app: &TestApp, koek: &str, wie: Uuid, actie: &str, reden: &str) -> Antwoord {
    let velden = [("actie", actie), ("reden", reden)];
    doe(app, koek, &format!("/beheer/mensen/{wie}"), &velden).await
}

#[tokio::test]
async fn a_blocked_account_is_out_at_once() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let beheer_rol = [landelijk(Rol::Beheerder)];
        let (ik, koek) = sterk(&app, "Beheerder", &beheer_rol).await;
        let (wie, van_wie) = sterk(&app, "Wie", &[bij(Rol::Lid, stad)]).await;
        met_koek(&app, "/account", &van_wie).await.met_status(200);
        let lijst = met_koek(&app, "/beheer/mensen?q=WIE", &koek)
            .await
            .met_status(200)
            .tekst;
        assert!(lijst.contains(&mail("Wie")) && !lijst.contains(&mail("Beheerder")));
        let pagina = met_koek(&app, &format!("/beheer/mensen/{wie}"), &koek).await;
        let pagina = pagina.met_status(200).tekst;
        assert!(pagina.contains(&format!("dv-code\">{wie}<")), "its number");
        naar(
            &beheer(&app, &koek, wie, "blokkeren", "").await,
            &format!("/beheer/mensen/{wie}?gelukt=geblokkeerd"),
        );
        met_koek(&app, "/account", &van_wie).await.met_status(303);
        beheer(&app, &koek, wie, "blokkeren", "")
            .await
            .met_status(409);
        naar(
            &beheer(&app, &koek, wie, "deblokkeren", "").await,
            &format!("/beheer/mensen/{wie}?gelukt=gedeblokkeerd"),
        );
        assert_eq!(status(&app, wie).await, "actief");
        assert_eq!(rollen_van(&app, wie).await, ["lid"], "roles stay");
        met_koek(&app, "/account", &van_wie).await.met_status(303);
        let weer = in_(&app, wie, false).await;
        beheer(&app, &koek, wie, "uitloggen", "")
            .await
            .met_status(303);
        met_koek(&app, "/account", &weer).await.met_status(303);
        assert_eq!(
            verteld(&app, wie).await,
            [
                "account-blokkeren",
                "account-deblokkeren",
                "uitloggen-overal"
            ]
        );
        beheer(&app, &koek, ik, "blokkeren", "")
            .await
            .met_status(403);
        let redactie = mens(&app, "Redactie", &[landelijk(Rol::Redactie)]).await;
        let laatste = beheer(&app, &koek, redactie, "blokkeren", "").await;
        assert!(
            laatste
                .met_status(409)
                .tekst
                .contains("de enige met de rol redactie")
        );
    })
    .await;
}

/// Whoever manages an organisatie and never came, or must not any more, is replaced.
#[tokio::test]
async fn an_organisatie_never_stands_still() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        nodig_uit(&app, &beheerder, &mail("Tikfout"), &["beheerder"])
            .await
            .met_status(303);
        let tikfout = met_mail(&app, &mail("Tikfout")).await.expect("an account");
        let wie = tikfout.id.to_string();
        let opnieuw = [("actie", "opnieuw"), ("wie", &*wie)];
        let pagina = met_koek(&app, MENSEN, &beheerder).await.met_status(200);
        assert!(pagina.tekst.contains("Opnieuw uitnodigen"));
        naar(
            &doe(&app, &beheerder, MENSEN, &opnieuw).await,
            &format!("{MENSEN}?gelukt=opnieuw"),
        );
        assert_eq!(post(&app).await.len(), 2);
        let een = nodig_uit(&app, &beheerder, &mail("Ander"), &["beheerder"]).await;
        assert!(een.met_status(403).tekst.contains("Blokkeer dan eerst"));
        naar(
            &beheer(&app, &beheerder, tikfout.id, "blokkeren", "").await,
            &format!("/beheer/mensen/{wie}?gelukt=geblokkeerd"),
        );
        nodig_uit(&app, &beheerder, &mail("Ander"), &["beheerder"])
            .await
            .met_status(303);
        let ander = met_mail(&app, &mail("Ander")).await.expect("an account");
        assert_eq!(
            rollen_van(&app, ander.id).await,
            ["lid", "organisatiebeheerder"]
        );
        // Once somebody was logged in the organisatie goes about its own people.
        gebruiker::Entity::update_many()
            .col_expr(
                gebruiker::Column::Ingelogd,
                Expr::value(app.app.clock.now()),
            )
            .filter(gebruiker::Column::Id.eq(ander.id))
            .exec(app.app.db.read())
            .await
            .expect("a login");
        let lid = mens(&app, "Lid", &[bij(Rol::Lid, stad)]).await.to_string();
        let velden = [("actie", "opnieuw"), ("wie", &*lid)];
        doe(&app, &beheerder, MENSEN, &velden).await.met_status(403);
        let pagina = met_koek(&app, MENSEN, &beheerder).await.met_status(200);
        assert!(!pagina.tekst.contains("Opnieuw uitnodigen"));
    })
    .await;
}

/// Whatever is asked, the answer is the same: with an account or without, on a full list or not.
#[tokio::test]
async fn asking_to_join_tells_nothing_of_who_is_there() {
    op_beide(async |app| {
        let Plek {
            stad, ministerie, ..
        } = plek(&app).await;
        let (_, koek) = baas(&app, stad).await;
        let gelijk = async |wie: &str| {
            naar(&meld_aan(&app, wie).await, "/meedoen?verstuurd=ja");
        };
        // Who has an account elsewhere waits like anybody else, and gets the role with that account.
        let ook = mens(&app, "Ook", &[bij(Rol::Lid, ministerie)]).await;
        gelijk(&mail("Ook")).await;
        let wacht = aanmelding::Entity::find().one(app.app.db.read()).await;
        let wacht = wacht.expect("the database works").expect("a request");
        let velden = [("actie", "toelaten"), ("wie", &*wacht.id.to_string())];
        doe(&app, &koek, MENSEN, &velden).await.met_status(303);
        assert_eq!(rollen_van(&app, ook).await, ["lid", "lid"]);
        // A request that stands with another organisatie comes to the one of the address.
        gelijk(&mail("Kim")).await;
        aanmelding::Entity::update_many()
            .col_expr(aanmelding::Column::OrganisatieId, Expr::value(ministerie))
            .exec(app.app.db.read())
            .await
            .expect("a request");
        gelijk(&mail("Kim")).await;
        let rij = aanmelding::Entity::find().one(app.app.db.read()).await;
        let rij = rij.expect("the database works").expect("a request");
        assert_eq!(rij.organisatie_id, stad);

        for nummer in 1..WACHTENDEN {
            gelijk(&mail(&format!("n{nummer}"))).await;
        }
        gelijk(&mail("Te.veel")).await;
        gelijk(&mail("Baas")).await;
        let wachten = aanmelding::Entity::find().count(app.app.db.read()).await;
        assert_eq!(wachten.expect("requests"), WACHTENDEN as u64);
        let pagina = met_koek(&app, MENSEN, &koek).await.met_status(200);
        assert!(pagina.tekst.contains("De lijst is vol"));
    })
    .await;
}

/// A part of a domain that belongs to another organisatie is not one's own.
#[tokio::test]
async fn the_narrowest_domain_says_whose_an_address_is() {
    op_beide(async |app| {
        let Plek {
            stad, ministerie, ..
        } = plek(&app).await;
        domein(&app, "zorg.voorbeeldstad.example", ministerie).await;
        let (_, koek) = baas(&app, stad).await;
        let elders = nodig_uit(&app, &koek, "bo@zorg.voorbeeldstad.example", &[]).await;
        assert!(
            elders
                .met_status(400)
                .tekst
                .contains("niet van deze organisatie")
        );
        nodig_uit(&app, &koek, "bo@jeugd.voorbeeldstad.example", &[])
            .await
            .met_status(303);
        meld_aan(&app, "kim@team.zorg.voorbeeldstad.example")
            .await
            .met_status(303);
        let wacht = aanmelding::Entity::find().one(app.app.db.read()).await;
        let wacht = wacht.expect("the database works").expect("a request");
        assert_eq!(wacht.organisatie_id, ministerie);
    })
    .await;
}

/// One beheerder does not become a member by themselves, whatever domain they enter.
#[tokio::test]
async fn nobody_brings_themselves_in() {
    op_beide(async |app| {
        plek(&app).await;
        let (ik, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let zelf = nodig_uit(&app, &beheerder, &mail("Beheerder"), &["beheerder"]).await;
        assert!(zelf.met_status(403).tekst.contains("uzelf niet uitnodigen"));
        assert_eq!(rollen_van(&app, ik).await, ["beheerder"]);
        let (_, tweede) = sterk(&app, "Tweede", &[landelijk(Rol::Beheerder)]).await;
        nodig_uit(&app, &tweede, &mail("Beheerder"), &["beheerder"])
            .await
            .met_status(303);
    })
    .await;
}

#[tokio::test]
async fn people_are_found_however_their_name_is_written() {
    op_beide(async |app| {
        let (_, koek) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let wie = mens(&app, "Wie", &[]).await;
        let van_wie = in_(&app, wie, false).await;
        doe(
            &app,
            &van_wie,
            "/account/naam",
            &[("naam", "Ödegaard Súdwest")],
        )
        .await
        .met_status(303);
        for (q, gevonden) in [
            ("%C3%96degaard", true),
            ("%C3%B6degaard", true),
            ("ODEGAARD", true),
            ("sudwest", true),
            ("WIE%40", true),
            ("odegard", false),
        ] {
            let pad = format!("/beheer/mensen?q={q}");
            let lijst = met_koek(&app, &pad, &koek).await.met_status(200).tekst;
            assert_eq!(lijst.contains(&mail("Wie")), gevonden, "{q}");
        }
        let lang = format!("/beheer/mensen?q={}&pagina=0", "x".repeat(60_000));
        let fout = met_koek(&app, &lang, &koek).await.met_status(400).tekst;
        assert!(fout.contains("hoogstens 254 tekens") && fout.contains("Kies een bladzijde"));
    })
    .await;
}

/// Gives an account a second factor and a code on paper that work for nobody.
pub async fn factor(app: &TestApp, id: Uuid) {
    let conn = app.app.db.read();
    gebruiker::Entity::update_many()
        .col_expr(gebruiker::Column::Totp, Expr::value("x"))
        .filter(gebruiker::Column::Id.eq(id))
        .exec(conn)
        .await
        .expect("a factor");
    let code = herstelcode::ActiveModel {
        gebruiker_id: Set(id),
        hash: Set("x".into()),
    };
    let code = herstelcode::Entity::insert(code).exec_without_returning(conn);
    code.await.expect("a code");
}

pub async fn heeft_factor(app: &TestApp, id: Uuid) -> (bool, u64, u64) {
    let conn = app.app.db.read();
    let codes = herstelcode::Entity::find().filter(herstelcode::Column::GebruikerId.eq(id));
    let sessies = sessie::Entity::find().filter(sessie::Column::GebruikerId.eq(id));
    (
        account(app, id).await.totp.is_some(),
        codes.count(conn).await.expect("codes"),
        sessies.count(conn).await.expect("logins"),
    )
}

#[tokio::test]
async fn a_second_factor_is_reset_alone_or_by_two() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let beheer_rol = [landelijk(Rol::Beheerder)];
        let (_, een) = sterk(&app, "Een", &beheer_rol).await;
        let (_, twee) = sterk(&app, "Twee", &beheer_rol).await;
        let (lid, _) = sterk(&app, "Lid", &[bij(Rol::Lid, stad)]).await;
        beheer(&app, &een, lid, "factor-wissen", "")
            .await
            .met_status(409);
        factor(&app, lid).await;
        naar(
            &beheer(&app, &een, lid, "factor-wissen", "").await,
            &format!("/beheer/mensen/{lid}?gelukt=gewist"),
        );
        assert_eq!(
            heeft_factor(&app, lid).await,
            (false, 0, 0),
            "and logged out"
        );
        assert_eq!(verteld(&app, lid).await, ["factor-wissen"]);

        for rol in [
            Rol::Redactie,
            Rol::Dwarskijker,
            Rol::Auditor,
            Rol::Beheerder,
        ] {
            let (wie, zelf) = sterk(&app, &format!("van-{rol}"), &[landelijk(rol)]).await;
            factor(&app, wie).await;
            let zonder = beheer(&app, &een, wie, "factor-wissen", "")
                .await
                .met_status(400);
            assert!(zonder.tekst.contains("Schrijf op waarom"), "{rol}");
            naar(
                &beheer(&app, &een, wie, "factor-wissen", "Telefoon kwijt.").await,
                &format!("/beheer/mensen/{wie}?gelukt=wacht"),
            );
            assert!(
                heeft_factor(&app, wie).await.0,
                "{rol}: nothing changes yet"
            );
            let pagina = met_koek(&app, "/rollen", &twee).await.met_status(200).tekst;
            let id = pagina.split("name=\"aanvraag\" value=\"").nth(1);
            let id = id.and_then(|rest| rest.get(..36)).expect("a request");
            let velden = [("actie", "bevestigen"), ("aanvraag", id)];
            assert!(
                doe(&app, &zelf, "/rollen", &velden)
                    .await
                    .status
                    .is_client_error(),
                "{rol}"
            );
            doe(&app, &een, "/rollen", &velden).await.met_status(403);
            naar(
                &doe(&app, &twee, "/rollen", &velden).await,
                "/rollen?gelukt=bevestigd",
            );
            assert_eq!(heeft_factor(&app, wie).await, (false, 0, 0), "{rol}");
        }
    })
    .await;
}
