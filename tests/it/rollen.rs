//! Roles: who gives and takes them, alone or by two, and what stays.

use dwarsverband::{
    actor::{Rol, Toekenning},
    ctx::Ctx,
    db::tables::{aanvraag, duozetel, gebruiker},
    error::Error,
    gebruikers::service::accounts::neem_op_machine,
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, sea_query::Expr,
};
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    inlog::{MAIL, maak, met_koek},
    lang,
    mensen::{
        Plek, bij, doe, in_, krijgt, landelijk, mail, mens, plek, rollen_van, status, sterk,
        verliest, verteld,
    },
    op_beide,
};

const REDEN: &str = "Zij neemt het werk over.";

/// Asks on the page of roles to give or take one.
async fn vraag(
    app: &TestApp,
    koek: &str,
    actie: &str,
    wie: &str,
    wat: (Rol, &str),
    reden: &str,
) -> Antwoord {
    let velden = [
        ("actie", actie),
        ("mail", &mail(wie)),
        ("rol", wat.0.waarde()),
        ("thema", wat.1),
        ("reden", reden),
    ];
    doe(app, koek, "/rollen", &velden).await
}

async fn open(app: &TestApp) -> Vec<aanvraag::Model> {
    let alle = aanvraag::Entity::find()
        .filter(aanvraag::Column::Uitkomst.eq(""))
        .order_by_asc(aanvraag::Column::Op);
    alle.all(app.app.db.read()).await.expect("requests")
}

/// Answers the oldest open request.
async fn beslis(app: &TestApp, koek: &str, actie: &str) -> Antwoord {
    let eerste = open(app).await.first().expect("a request").id.to_string();
    let velden = [("actie", actie), ("aanvraag", eerste.as_str())];
    doe(app, koek, "/rollen", &velden).await
}

#[track_caller]
fn gelukt(antwoord: &Antwoord, hoe: &str) {
    assert_eq!(antwoord.status.as_u16(), 303, "{}", antwoord.tekst);
    assert_eq!(antwoord.kop("location"), format!("/rollen?gelukt={hoe}"));
}

#[tokio::test]
async fn heavy_roles_are_given_by_two() {
    op_beide(async |app| {
        for (gever, rollen) in [
            (
                Rol::Beheerder,
                &[
                    Rol::Auditor,
                    Rol::Beheerder,
                    Rol::Regietafellid,
                    Rol::Secretaris,
                ][..],
            ),
            (Rol::Redactie, &[Rol::Redactie][..]),
        ] {
            let (_, een) = sterk(&app, &format!("een-{gever}"), &[landelijk(gever)]).await;
            let (_, twee) = sterk(&app, &format!("twee-{gever}"), &[landelijk(gever)]).await;
            for rol in rollen {
                let naam = format!("krijgt-{gever}-{rol}");
                let wie = mens(&app, &naam, &[]).await;
                let zonder = vraag(&app, &een, "geven", &naam, (*rol, ""), "").await;
                let zonder = zonder.met_status(400).tekst;
                assert!(zonder.contains("Schrijf op waarom"), "{rol}");
                let gevraagd = vraag(&app, &een, "geven", &naam, (*rol, ""), REDEN).await;
                gelukt(&gevraagd, "wacht");
                assert_eq!(rollen_van(&app, wie).await, [""; 0], "{rol} waits");
                vraag(&app, &een, "geven", &naam, (*rol, ""), REDEN)
                    .await
                    .met_status(409);
                let zelf = beslis(&app, &een, "bevestigen").await.met_status(403);
                assert!(zelf.tekst.contains("Een ander beslist"), "{}", zelf.tekst);
                let pagina = met_koek(&app, "/rollen", &twee).await.met_status(200);
                assert!(pagina.tekst.contains(REDEN) && pagina.tekst.contains("Instemmen"));
                gelukt(&beslis(&app, &twee, "bevestigen").await, "bevestigd");
                assert_eq!(rollen_van(&app, wie).await, [rol.waarde()]);
                assert_eq!(
                    verteld(&app, wie).await,
                    ["aanvragen", "aanvraag-bevestigen", "rol-geven"]
                );
                // Taking it away takes two as well.
                let nemen = vraag(&app, &twee, "nemen", &naam, (*rol, ""), REDEN).await;
                gelukt(&nemen, "wacht");
                gelukt(&beslis(&app, &een, "bevestigen").await, "bevestigd");
                assert_eq!(rollen_van(&app, wie).await, [""; 0]);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_about_themselves() {
    op_beide(async |app| {
        let beheer = [landelijk(Rol::Beheerder)];
        let (_, een) = sterk(&app, "Een", &beheer).await;
        let (twee_id, twee) = sterk(&app, "Twee", &beheer).await;
        vraag(&app, &een, "geven", "Een", (Rol::Auditor, ""), REDEN)
            .await
            .met_status(403);
        gelukt(
            &vraag(&app, &een, "geven", "Twee", (Rol::Auditor, ""), REDEN).await,
            "wacht",
        );
        beslis(&app, &twee, "bevestigen").await.met_status(403);
        beslis(&app, &twee, "afwijzen").await.met_status(403);
        assert_eq!(rollen_van(&app, twee_id).await, ["beheerder"]);
        // Taken back by who asked, and by nobody else.
        beslis(&app, &twee, "intrekken").await.met_status(404);
        gelukt(&beslis(&app, &een, "intrekken").await, "ingetrokken");
        assert!(open(&app).await.is_empty());
        assert_eq!(
            verteld(&app, twee_id).await,
            ["aanvragen", "aanvraag-intrekken"]
        );
    })
    .await;
}

/// Anybody gives themselves a name: who decides sees the address that the platform knows.
#[tokio::test]
async fn who_decides_sees_whom_it_is_about() {
    op_beide(async |app| {
        let beheer = [landelijk(Rol::Beheerder)];
        let (_, een) = sterk(&app, "Een", &beheer).await;
        let (_, twee) = sterk(&app, "Twee", &beheer).await;
        let (_, wie) = sterk(&app, "Wie", &[]).await;
        // What nobody sees is no part of a name, so that none looks like another.
        for (naam, wordt) in [
            ("Els\u{202e}reheheeB", "ElsreheheeB"),
            ("Els\u{200b}Voorbeeld", "ElsVoorbeeld"),
            ("Els\u{7}Beheer", "ElsBeheer"),
        ] {
            doe(&app, &wie, "/account/naam", &[("naam", naam)])
                .await
                .met_status(303);
            let pagina = met_koek(&app, "/account", &wie).await.met_status(200).tekst;
            assert!(pagina.contains(wordt), "{naam:?}");
        }
        doe(&app, &wie, "/account/naam", &[("naam", "Een Voorbeeld")])
            .await
            .met_status(303);
        vraag(&app, &een, "geven", "Wie", (Rol::Auditor, ""), REDEN)
            .await
            .met_status(303);
        let pagina = met_koek(&app, "/rollen", &twee).await.met_status(200).tekst;
        for wat in [
            format!("Een Voorbeeld ({}) krijgt de rol Auditor", mail("Wie")),
            format!("Gevraagd door Een Voorbeeld ({})", mail("Een")),
            // Who has the role already.
            format!("Twee Voorbeeld ({})", mail("Twee")),
        ] {
            assert!(pagina.contains(&wat), "{wat}");
        }
    })
    .await;
}

/// Also not a role that one account gives alone.
#[tokio::test]
async fn nobody_gives_themselves_a_role() {
    op_beide(async |app| {
        let p = plek(&app).await;
        let (ik, koek) = sterk(
            &app,
            "Secretaris",
            &[
                landelijk(Rol::Secretaris),
                landelijk(Rol::Redactie),
                bij(Rol::Lid, p.ministerie),
                bij(Rol::Lid, p.stad),
                bij(Rol::Organisatiebeheerder, p.stad),
            ],
        )
        .await;
        let heeft = rollen_van(&app, ik).await;
        for (rol, thema) in [
            (Rol::DuoRijk, "wonen"),
            (Rol::Waarnemer, "wonen"),
            (Rol::Accountmanager, ""),
        ] {
            let zelf = vraag(&app, &koek, "geven", "Secretaris", (rol, thema), "").await;
            let zelf = zelf.met_status(403).tekst;
            assert!(zelf.contains("uzelf geen rol geven"), "{rol}");
        }
        let pad = "/organisaties/voorbeeldstad/mensen";
        let wie = ik.to_string();
        let velden = [("actie", "rol-geven"), ("rol", "vrijgever"), ("wie", &*wie)];
        doe(&app, &koek, pad, &velden).await.met_status(403);
        let pagina = met_koek(&app, pad, &koek).await.met_status(200).tekst;
        assert!(!pagina.contains("Maak vrijgever"), "nor is it offered");
        assert_eq!(rollen_van(&app, ik).await, heeft);
    })
    .await;
}

/// Who gives no role does not learn which addresses have an account.
#[tokio::test]
async fn the_form_of_roles_tells_nothing_to_others() {
    op_beide(async |app| {
        let stad = plek(&app).await.stad;
        let (_, koek) = sterk(&app, "Lid", &[bij(Rol::Lid, stad)]).await;
        mens(&app, "Wie", &[]).await;
        for (wie, rol) in [
            ("Wie", Rol::Auditor),
            ("Onbekend", Rol::Auditor),
            ("Wie", Rol::Accountmanager),
        ] {
            let antwoord = vraag(&app, &koek, "geven", wie, (rol, ""), REDEN).await;
            antwoord.met_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn a_role_is_given_up_after_a_question() {
    op_beide(async |app| {
        let stad = plek(&app).await.stad;
        let rollen = [
            bij(Rol::Lid, stad),
            bij(Rol::Organisatiebeheerder, stad),
            landelijk(Rol::Redactie),
        ];
        let id = mens(&app, "Ik", &rollen).await;
        let koek = in_(&app, id, false).await;
        mens(&app, "Ander", &[landelijk(Rol::Redactie)]).await;
        let pad = "/account/rollen";
        let mensen = "/organisaties/voorbeeldstad/mensen";
        let pagina = met_koek(&app, mensen, &koek).await.met_status(200).tekst;
        let vraag = format!("{pad}?rol=organisatiebeheerder&#38;bereik=organisatie%3A{stad}");
        assert!(pagina.contains(&vraag), "{pagina}");
        let vraag = vraag.replace("&#38;", "&");
        let pagina = met_koek(&app, &vraag, &koek).await.met_status(200).tekst;
        assert!(pagina.contains("Deze rol neerleggen?"));
        assert!(pagina.contains("Organisatiebeheerder: Voorbeeldstad"));
        let leg_neer = async |rol: &str, bereik: &str| {
            let velden = [("rol", rol), ("bereik", bereik)];
            doe(&app, &koek, pad, &velden).await
        };
        let hier = format!("organisatie:{stad}");
        let laatste = leg_neer("organisatiebeheerder", &hier)
            .await
            .met_status(409);
        assert!(laatste.tekst.contains("de enige met de rol"));
        mens(&app, "Baas", &[bij(Rol::Organisatiebeheerder, stad)]).await;
        for (rol, bereik) in [("organisatiebeheerder", &*hier), ("redactie", "landelijk")] {
            let gedaan = leg_neer(rol, bereik).await.met_status(303);
            assert_eq!(gedaan.kop("location"), format!("{pad}?gelukt=neergelegd"));
        }
        assert_eq!(rollen_van(&app, id).await, ["lid"]);
        assert_eq!(verteld(&app, id).await, ["rol-nemen", "rol-nemen"]);
        leg_neer("redactie", "landelijk").await.met_status(409);
        leg_neer("lid", &hier).await.met_status(409);
        let leeg = leg_neer("", "").await.met_status(400).tekst;
        assert!(leeg.contains("Kies hieronder welke rol"));
        let niets = met_koek(&app, &format!("{pad}?rol=auditor&bereik=landelijk"), &koek).await;
        assert!(!niets.met_status(200).tekst.contains("Deze rol neerleggen?"));
    })
    .await;
}

/// The dwarskijker is appointed and dismissed on the machine, and everybody can read of both.
#[tokio::test]
async fn what_is_given_on_the_machine_is_taken_there() {
    op_beide(async |app| {
        let ctx = Ctx::systeem("test", &app.app.clock);
        let id = maak(&app, Rol::Dwarskijker, MAIL)
            .await
            .expect("an account");
        let neem = async |rol: Rol, mail: &str| neem_op_machine(&app.app.db, &ctx, rol, mail).await;
        for (rol, mail) in [
            (Rol::Dwarskijker, "niemand@gemeente.example"),
            (Rol::Dwarskijker, "geen adres"),
            (Rol::Beheerder, MAIL),
            (Rol::Redactie, MAIL),
        ] {
            let fout = neem(rol, mail).await.expect_err("it is not taken");
            assert!(matches!(fout, Error::Conflict(_)), "{rol} {mail}: {fout}");
        }
        assert_eq!(neem(Rol::Dwarskijker, MAIL).await.expect("it is taken"), id);
        assert_eq!(rollen_van(&app, id).await, [""; 0]);
        assert_eq!(
            verteld(&app, id).await,
            ["account-maken", "rol-geven", "rol-nemen"]
        );
        let logboek = app.get("/logboek").await.met_status(200).tekst;
        let weg = "een account heeft de rol dwarskijker niet meer";
        assert!(logboek.contains(weg), "{logboek}");
        neem(Rol::Dwarskijker, MAIL).await.expect_err("it has gone");
    })
    .await;
}

#[tokio::test]
async fn who_lost_the_role_asked_nothing() {
    op_beide(async |app| {
        let beheer = landelijk(Rol::Beheerder);
        let (een_id, een) = sterk(&app, "Een", &[beheer]).await;
        let (_, twee) = sterk(&app, "Twee", &[beheer]).await;
        let wie = mens(&app, "Wie", &[]).await;
        let geef = async || vraag(&app, &een, "geven", "Wie", (Rol::Auditor, ""), REDEN).await;
        gelukt(&geef().await, "wacht");
        verliest(&app, een_id, beheer).await;
        let te_laat = beslis(&app, &twee, "bevestigen").await.met_status(409);
        assert!(te_laat.tekst.contains("mag dat zelf niet meer"));
        assert_eq!(rollen_van(&app, wie).await, [""; 0]);
        gelukt(&beslis(&app, &twee, "afwijzen").await, "afgewezen");
        // Nor what somebody asked whose account was blocked.
        krijgt(&app, een_id, beheer).await;
        gelukt(&geef().await, "wacht");
        gebruiker::Entity::update_many()
            .col_expr(gebruiker::Column::Status, Expr::value("geblokkeerd"))
            .filter(gebruiker::Column::Id.eq(een_id))
            .exec(app.app.db.read())
            .await
            .expect("the account is blocked");
        beslis(&app, &twee, "bevestigen").await.met_status(409);
        assert_eq!(rollen_van(&app, wie).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_weak_login_is_asked_for_the_second_step() {
    op_beide(async |app| {
        let Plek { stad, .. } = plek(&app).await;
        let beheerder = mens(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let koek = in_(&app, beheerder, false).await;
        let wie = mens(&app, "Wie", &[]).await;
        for pad in [
            "/rollen",
            "/beheer/mensen",
            "/beheer/organisaties",
            "/beheer/organisaties/voorbeeldstad",
            "/organisaties/voorbeeldstad/mensen",
            &format!("/beheer/mensen/{wie}"),
        ] {
            let antwoord = met_koek(&app, pad, &koek).await.met_status(303);
            let naar = antwoord.kop("location");
            assert!(
                naar.starts_with("/account/bevestigen?naar="),
                "{pad}: {naar}"
            );
        }
        for (pad, velden) in [
            (
                "/rollen",
                vec![
                    ("actie", "geven"),
                    ("rol", "auditor"),
                    ("reden", REDEN),
                    ("mail", "wie@voorbeeldstad.example"),
                ],
            ),
            (
                &*format!("/beheer/mensen/{wie}"),
                vec![("actie", "blokkeren")],
            ),
        ] {
            let antwoord = doe(&app, &koek, pad, &velden).await.met_status(303);
            let naar = antwoord.kop("location");
            assert!(naar.starts_with("/account/bevestigen"), "{pad}: {naar}");
        }
        assert_eq!(status(&app, wie).await, "actief");
        assert!(open(&app).await.is_empty());
        // A role that needs no strong login works without one; who has none finds nothing.
        let lid = mens(&app, "Lid", &[bij(Rol::Lid, stad)]).await;
        let lid = in_(&app, lid, false).await;
        for pad in [
            "/rollen",
            "/beheer/mensen",
            "/organisaties/voorbeeldstad/mensen",
        ] {
            met_koek(&app, pad, &lid).await.met_status(404);
        }
        let secretaris = mens(&app, "Secretaris", &[landelijk(Rol::Secretaris)]).await;
        let secretaris = in_(&app, secretaris, false).await;
        met_koek(&app, "/rollen", &secretaris).await.met_status(200);
    })
    .await;
}

#[tokio::test]
async fn a_duo_has_one_seat_on_each_side() {
    op_beide(async |app| {
        let p = plek(&app).await;
        let (_, koek) = sterk(&app, "Secretaris", &[landelijk(Rol::Secretaris)]).await;
        let rijk = mens(&app, "Rijk", &[bij(Rol::Lid, p.ministerie)]).await;
        let stad = mens(&app, "Stad", &[bij(Rol::Lid, p.stad)]).await;
        let ook = mens(&app, "Ook", &[bij(Rol::Lid, p.stad)]).await;
        let zet =
            async |wie: &str, rol: Rol| vraag(&app, &koek, "geven", wie, (rol, "wonen"), "").await;
        for (wie, rol) in [("Rijk", Rol::DuoGemeente), ("Stad", Rol::DuoRijk)] {
            let fout = zet(wie, rol).await.met_status(409);
            assert!(fout.tekst.contains("Dit account is daar geen lid van"));
        }
        gelukt(&zet("Rijk", Rol::DuoRijk).await, "gedaan");
        gelukt(&zet("Stad", Rol::DuoGemeente).await, "gedaan");
        let vol = zet("Ook", Rol::DuoGemeente).await.met_status(409);
        let wie = format!("Stad Voorbeeld ({})", mail("Stad"));
        assert!(vol.tekst.contains(&wie), "{}", vol.tekst);
        let pagina = met_koek(&app, "/rollen", &koek).await.met_status(200);
        assert!(pagina.tekst.contains(&format!("{wie}, thema Wonen")));
        assert_eq!(rollen_van(&app, rijk).await, ["duo-rijk", "lid"]);
        assert_eq!(rollen_van(&app, ook).await, ["lid"]);
        // The table itself has no room for a second.
        let tweede = duozetel::ActiveModel {
            thema_id: Set(p.thema),
            kant: Set("gemeente".into()),
            gebruiker_id: Set(ook),
            op: Set(app.app.clock.now()),
        };
        let tweede = duozetel::Entity::insert(tweede).exec_without_returning(app.app.db.read());
        tweede.await.expect_err("one seat on a side");
        // A thema is asked for, and freed for another.
        let zonder = vraag(&app, &koek, "geven", "Ook", (Rol::DuoGemeente, ""), "").await;
        assert!(
            zonder
                .met_status(400)
                .tekst
                .contains("Kies bij deze rol een thema")
        );
        let vrij = vraag(
            &app,
            &koek,
            "nemen",
            "Stad",
            (Rol::DuoGemeente, "wonen"),
            "",
        )
        .await;
        gelukt(&vrij, "gedaan");
        gelukt(&zet("Ook", Rol::DuoGemeente).await, "gedaan");
        assert_eq!(verteld(&app, stad).await, ["rol-geven", "rol-nemen"]);
    })
    .await;
}

#[tokio::test]
async fn the_last_one_stays() {
    op_beide(async |app| {
        for rol in [Rol::Beheerder, Rol::Redactie] {
            let (naam, tweede) = (format!("een-{rol}"), format!("twee-{rol}"));
            let (een_id, een) = sterk(&app, &naam, &[landelijk(rol)]).await;
            let weg = vraag(&app, &een, "nemen", &naam, (rol, ""), REDEN).await;
            assert!(
                weg.met_status(409).tekst.contains("de enige met de rol"),
                "{rol}"
            );
            // With two of them there are two who agree that one goes, and then one is left.
            let (_, twee) = sterk(&app, &tweede, &[landelijk(rol)]).await;
            let (_, drie) = sterk(&app, &format!("drie-{rol}"), &[landelijk(rol)]).await;
            gelukt(
                &vraag(&app, &twee, "nemen", &naam, (rol, ""), REDEN).await,
                "wacht",
            );
            gelukt(&beslis(&app, &drie, "bevestigen").await, "bevestigd");
            assert_eq!(rollen_van(&app, een_id).await, [""; 0]);
            met_koek(&app, "/rollen", &een).await.met_status(404);
        }
    })
    .await;
}

#[tokio::test]
async fn all_that_is_missing_in_the_form_is_told_at_once() {
    op_beide(async |app| {
        let (_, koek) = sterk(&app, "Een", &[landelijk(Rol::Beheerder)]).await;
        let leeg = doe(&app, &koek, "/rollen", &[("actie", "geven")]).await;
        let leeg = leeg.met_status(400).tekst;
        assert!(leeg.contains("Er is geen account met dit mailadres"));
        assert!(leeg.contains("Kies een rol."));
        mens(&app, "Wie", &[]).await;
        let elders = vraag(&app, &koek, "geven", "Wie", (Rol::Lid, ""), REDEN).await;
        assert!(elders.met_status(400).tekst.contains("op de pagina van de"));
        vraag(&app, &koek, "geven", "Wie", (Rol::Dwarskijker, ""), REDEN)
            .await
            .met_status(403);
        vraag(&app, &koek, "geven", "Wie", (Rol::Redactie, ""), REDEN)
            .await
            .met_status(403);
    })
    .await;
}

/// Something that somebody tries: who, about whom, which role, and whether it is given or taken.
#[derive(Debug, Clone)]
struct Zet {
    wie: usize,
    over: usize,
    rol: Rol,
    geven: bool,
}

const MENSEN: usize = 6;

fn zetten() -> impl Strategy<Value = Vec<Zet>> {
    let rol = prop_oneof![
        Just(Rol::DuoRijk),
        Just(Rol::DuoGemeente),
        Just(Rol::Organisatiebeheerder),
        Just(Rol::Vrijgever),
        Just(Rol::Netwerklid),
        Just(Rol::Beheerder),
        Just(Rol::Regietafellid),
    ];
    let zet = (0..MENSEN, 0..MENSEN, rol, any::<bool>()).prop_map(|(wie, over, rol, geven)| Zet {
        wie,
        over,
        rol,
        geven,
    });
    vec(zet, 1..25)
}

/// Whatever is asked, by whoever, in whatever order: a duo has no two on one side, and what was
/// managed stays managed.
#[tokio::test]
async fn no_order_of_gifts_breaks_a_duo_or_leaves_nobody_in_charge() {
    op_beide(async |app| {
        let p = plek(&app).await;
        let mut runner = TestRunner::new(Config::default());
        let rondes = if lang() { 40 } else { 6 };
        for ronde in 0..rondes {
            let zetten = zetten().new_tree(&mut runner).expect("moves").current();
            speel(&app, p, ronde, &zetten).await;
        }
    })
    .await;
}

async fn speel(app: &TestApp, p: Plek, ronde: usize, zetten: &[Zet]) {
    let lid = |rol: Rol| {
        if rol == Rol::DuoRijk {
            p.ministerie
        } else {
            p.stad
        }
    };
    let begin: [&[Toekenning]; MENSEN] = [
        &[landelijk(Rol::Beheerder), bij(Rol::Lid, p.stad)],
        &[landelijk(Rol::Beheerder), landelijk(Rol::Secretaris)],
        &[
            bij(Rol::Lid, p.stad),
            bij(Rol::Organisatiebeheerder, p.stad),
        ],
        &[bij(Rol::Lid, p.stad), landelijk(Rol::Regietafellid)],
        &[bij(Rol::Lid, p.ministerie)],
        &[bij(Rol::Lid, lid(Rol::DuoRijk))],
    ];
    leeg(app, p).await;
    let mut mensen: Vec<(Uuid, String, String)> = Vec::new();
    for (n, rollen) in begin.iter().enumerate() {
        let naam = format!("r{ronde}n{n}");
        let (id, koek) = sterk(app, &naam, rollen).await;
        mensen.push((id, naam, koek));
    }
    for zet in zetten {
        let (over, naam, _) = &mensen[zet.over];
        let koek = &mensen[zet.wie].2;
        let antwoord = match zet.rol {
            Rol::Organisatiebeheerder | Rol::Vrijgever => {
                let actie = if zet.geven { "rol-geven" } else { "rol-nemen" };
                let wie = over.to_string();
                let velden = [("actie", actie), ("rol", zet.rol.waarde()), ("wie", &*wie)];
                doe(app, koek, "/organisaties/voorbeeldstad/mensen", &velden).await
            }
            rol => {
                let actie = if zet.geven { "geven" } else { "nemen" };
                vraag(app, koek, actie, naam, (rol, "wonen"), REDEN).await
            }
        };
        assert!(
            !antwoord.status.is_server_error(),
            "{zet:?}: {}",
            antwoord.tekst
        );
        // Whoever may, agrees with all that waits.
        for aanvraag in open(app).await {
            let id = aanvraag.id.to_string();
            let velden = [("actie", "bevestigen"), ("aanvraag", id.as_str())];
            for (.., koek) in &mensen {
                let antwoord = doe(app, koek, "/rollen", &velden).await;
                assert!(!antwoord.status.is_server_error(), "{}", antwoord.tekst);
            }
        }
        for kant in ["rijk", "gemeente"] {
            let zetels = duozetel::Entity::find()
                .filter(duozetel::Column::ThemaId.eq(p.thema))
                .filter(duozetel::Column::Kant.eq(kant));
            let aantal = zetels.count(app.app.db.read()).await.expect("seats");
            assert!(
                aantal <= 1,
                "{aantal} on the side of {kant} after {zet:?} of {zetten:?}"
            );
        }
        let mut in_beheer = [0, 0];
        for (id, ..) in &mensen {
            let rollen = rollen_van(app, *id).await;
            for (n, rol) in ["organisatiebeheerder", "beheerder"].iter().enumerate() {
                in_beheer[n] += usize::from(rollen.iter().any(|r| r == rol));
            }
        }
        assert!(
            in_beheer.iter().all(|n| *n > 0),
            "{in_beheer:?} after {zet:?} of {zetten:?}"
        );
    }
}

/// Takes all roles of who played before.
async fn leeg(app: &TestApp, p: Plek) {
    use dwarsverband::db::tables::{toekenning, zetelverloop};
    let conn = app.app.db.read();
    toekenning::Entity::delete_many()
        .exec(conn)
        .await
        .expect("no roles");
    duozetel::Entity::delete_many()
        .filter(duozetel::Column::ThemaId.eq(p.thema))
        .exec(conn)
        .await
        .expect("no seats");
    zetelverloop::Entity::delete_many()
        .exec(conn)
        .await
        .expect("no history");
    aanvraag::Entity::delete_many()
        .exec(conn)
        .await
        .expect("no requests");
}
