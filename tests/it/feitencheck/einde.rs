//! How a link ends, and what stays of it.

use dwarsverband::{
    ctx::Ctx,
    db::tables::{leesrecht, linkreactie, toegangslink},
    nachtwerk::nachtwerk,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};

use super::{Wereld, open, zeg};
use crate::{
    praktijken::{stap, tekstvak},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, in_, mail},
        op_beide,
    },
};

const DAG: i64 = 86_400;
const KLOPT: [(&str, &str); 2] = [("oordeel", "klopt"), ("toelichting", "Goed beschreven.")];

/// What is said of a link that does not work, without what differs each time.
async fn dood(app: &TestApp, koek: &str, pad: &str) -> String {
    let tonen = met_koek(app, pad, koek).await.met_status(404).tekst;
    let doen = doe(app, koek, pad, &KLOPT).await.met_status(404).tekst;
    assert!(tonen.contains("Deze link werkt niet meer"), "{tonen}");
    // Who said something gets their words back, to copy. Nothing else differs.
    let (doen, gezegd) = zonder_woorden(&doen);
    assert_eq!(gezegd.contains("Goed beschreven."), pad == "/meelezen");
    let gelijk = tonen.split_whitespace().eq(doen.split_whitespace());
    assert!(gelijk, "{pad}: {tonen} {doen}");
    tonen
}

/// A page without what its reader wrote, and that.
fn zonder_woorden(pagina: &str) -> (String, String) {
    let begin = "<section class=\"dv-stroom\" aria-labelledby=\"geschreven\">";
    let Some((voor, rest)) = pagina.split_once(begin) else {
        return (pagina.to_owned(), String::new());
    };
    let (gezegd, na) = rest.split_once("</section>").expect("its end");
    (format!("{voor}{na}"), gezegd.to_owned())
}

async fn sleutels(app: &TestApp) -> u64 {
    let met_link = leesrecht::Entity::find()
        .filter(leesrecht::Column::Sleutel.starts_with("link:"))
        .count(app.app.db.read());
    met_link.await.expect("the database works")
}

#[tokio::test]
async fn every_link_that_does_not_work_says_the_same() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let Wereld { wie, pad, .. } = &wereld;
        let els = &wie.els.1;
        let onbekend = dood(&app, "", &format!("/meelezen/{}", "A".repeat(43))).await;
        assert_eq!(dood(&app, "", "/meelezen/kort").await, onbekend);
        assert_eq!(dood(&app, "", "/meelezen").await, onbekend);
        // Who is logged in holds no link by that.
        assert_eq!(dood(&app, els, "/meelezen").await, onbekend);

        // Revoked: closed at once, and acknowledged when search has it too.
        let link = wereld.link(&app).await;
        let noor = open(&app, &link).await;
        let rij = toegangslink::Entity::find().one(app.app.db.read()).await;
        let id = rij.expect("the database works").expect("a link").id;
        let intrekken = [("actie", "intrekken"), ("link", &*id.to_string())];
        for (koek, status) in [("", 303), (&*wie.jan.1, 404)] {
            let antwoord = doe(&app, koek, &wereld.pagina(), &intrekken).await;
            assert_eq!(antwoord.status.as_u16(), status);
        }
        met_koek(&app, "/meelezen", &noor).await.met_status(200);
        let weg = doe(&app, els, &wereld.pagina(), &intrekken).await;
        let naar = weg.met_status(303).kop("location").to_owned();
        assert!(naar.ends_with("?gelukt=ingetrokken"), "{naar}");
        assert_eq!(dood(&app, &noor, "/meelezen").await, onbekend);
        assert_eq!(dood(&app, "", &link).await, onbekend);
        assert_eq!(sleutels(&app).await, 0);
        // Once more changes nothing.
        let weer = doe(&app, els, &wereld.pagina(), &intrekken).await;
        weer.met_status(303);
        let vreemd = [("actie", "intrekken"), ("link", "x")];
        let vreemd = doe(&app, els, &wereld.pagina(), &vreemd).await;
        vreemd.met_status(404);

        // Expired.
        let link = wereld.link(&app).await;
        let noor = open(&app, &link).await;
        app.later(14 * DAG - 60);
        met_koek(&app, "/meelezen", &noor).await.met_status(200);
        app.later(60);
        assert_eq!(dood(&app, &noor, "/meelezen").await, onbekend);
        assert_eq!(dood(&app, "", &link).await, onbekend);

        // Published: it is no draft any more.
        let els = &in_(&app, wie.els.0, true).await;
        let roos = &in_(&app, wie.redactie[0].0, true).await;
        let velden = [
            ("actie", "uitnodigen"),
            ("naam", "Noor"),
            ("mail", super::MAIL),
        ];
        doe(&app, els, &wereld.pagina(), &velden)
            .await
            .met_status(303);
        wereld.bezorg(&app).await;
        let link = wereld.server.een().link(super::LINK);
        let link = link.trim_start_matches("https://dwarsverband.example");
        let noor = open(&app, link).await;
        zeg(&app, &noor, &KLOPT).await.met_status(303);
        stap(&app, els, pad, "aanbieden", &[]).await.met_status(303);
        met_koek(&app, "/meelezen", &noor).await.met_status(200);
        stap(&app, roos, pad, "publiceren", &[])
            .await
            .met_status(303);
        assert_eq!(dood(&app, &noor, "/meelezen").await, onbekend);
        assert_eq!(dood(&app, "", link).await, onbekend);
        app.get(pad).await.met_status(200);
        // What was said stays for who wrote it, and nobody is invited to what everyone reads.
        let pagina = met_koek(&app, &wereld.pagina(), els).await.met_status(200);
        assert!(
            pagina.tekst.contains("Goed beschreven.") && pagina.tekst.contains("geen concept meer")
        );
        doe(&app, els, &wereld.pagina(), &velden)
            .await
            .met_status(409);
    })
    .await;
}

#[tokio::test]
async fn a_link_is_opened_by_one_browser_and_not_endlessly() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let link = wereld.link(&app).await;
        let eerste = open(&app, &link).await;
        let tweede = open(&app, &link).await;
        dood(&app, &eerste, "/meelezen").await;
        met_koek(&app, "/meelezen", &tweede).await.met_status(200);
        for _ in 2..10 {
            open(&app, &link).await;
        }
        let te_vaak = doe(&app, "", &link, &[]).await.met_status(429);
        assert!(!te_vaak.kop("retry-after").is_empty());
        app.later(3_600);
        let weer = open(&app, &link).await;
        for _ in 0..20 {
            zeg(&app, &weer, &KLOPT).await.met_status(303);
        }
        let genoeg = zeg(&app, &weer, &KLOPT).await.met_status(409);
        assert!(genoeg.tekst.contains("al 20 keer gereageerd"));
        assert_eq!(tekstvak(&genoeg, "toelichting"), "Goed beschreven.");
    })
    .await;
}

#[tokio::test]
async fn a_month_after_its_end_nothing_is_left_of_who_read() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let noor = open(&app, &wereld.link(&app).await).await;
        zeg(&app, &noor, &KLOPT).await.met_status(303);
        assert_eq!(sleutels(&app).await, 2, "of the draft and of what was said");
        let aantal = async || {
            let conn = app.app.db.read();
            let links = toegangslink::Entity::find().count(conn).await;
            let reacties = linkreactie::Entity::find().count(conn).await;
            (links.expect("links"), reacties.expect("reactions"))
        };
        let nacht = async || {
            let ctx = Ctx::systeem("test", &app.app.clock);
            let gedaan = nachtwerk(&app.app.db, &ctx, ctx.vandaag()).await;
            gedaan.expect("the database works");
        };
        app.later(44 * DAG - 3_600);
        nacht().await;
        assert_eq!(aantal().await, (1, 1));
        app.later(3_600);
        nacht().await;
        assert_eq!(aantal().await, (0, 0));
        assert_eq!(sleutels(&app).await, 0);
        let els = in_(&app, wereld.wie.els.0, true).await;
        let pagina = met_koek(&app, &wereld.pagina(), &els).await;
        let pagina = pagina.met_status(200).tekst;
        assert!(!pagina.contains("Noor") && !pagina.contains("Goed beschreven."));
    })
    .await;
}

/// What ends a link is not only its time: the month runs from the moment that everyone reads the text.
#[tokio::test]
async fn a_month_after_it_is_published_nothing_is_left_either() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let Wereld { wie, pad, .. } = &wereld;
        let noor = open(&app, &wereld.link(&app).await).await;
        zeg(&app, &noor, &KLOPT).await.met_status(303);
        stap(&app, &wie.els.1, pad, "aanbieden", &[])
            .await
            .met_status(303);
        stap(&app, &wie.redactie[0].1, pad, "publiceren", &[])
            .await
            .met_status(303);
        let over = async || {
            let ctx = Ctx::systeem("test", &app.app.clock);
            let gedaan = nachtwerk(&app.app.db, &ctx, ctx.vandaag()).await;
            gedaan.expect("the database works");
            let links = toegangslink::Entity::find().count(app.app.db.read()).await;
            links.expect("links")
        };
        app.later(30 * DAG - 3_600);
        assert_eq!(over().await, 1);
        app.later(7_200);
        assert_eq!(over().await, 0);
        assert_eq!(sleutels(&app).await, 0);
    })
    .await;
}

/// Two that change who reads the draft at the same moment: what was revoked does not come back.
#[tokio::test]
async fn a_link_that_is_revoked_while_somebody_begins_to_write_stays_revoked() {
    op_beide(async |app| {
        let wereld = Wereld::nieuw(&app).await;
        let els = &wereld.wie.els.1;
        wereld.link(&app).await;
        let rij = toegangslink::Entity::find().one(app.app.db.read()).await;
        let id = rij.expect("the database works").expect("a link").id;
        let id = id.to_string();
        let intrekken = [("actie", "intrekken"), ("link", id.as_str())];
        let jan = mail("Jan");
        let erbij = [("actie", "erbij"), ("mail", jan.as_str())];
        let (pagina, schrijvers) = (wereld.pagina(), format!("{}/schrijvers", wereld.pad));
        let (weg, erbij) = tokio::join!(
            doe(&app, els, &pagina, &intrekken),
            doe(&app, els, &schrijvers, &erbij),
        );
        weg.met_status(303);
        erbij.met_status(303);
        assert_eq!(sleutels(&app).await, 0);
        let van_jan = met_koek(&app, &pagina, &wereld.wie.jan.1).await;
        van_jan.met_status(200);
    })
    .await;
}
