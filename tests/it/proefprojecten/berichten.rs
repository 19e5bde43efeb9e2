//! Who sits on a seat and has still to agree hears that by mail, as long as there is something to agree with.

use dwarsverband::{
    actor::Sleutel,
    db::tables::{duozetel, leesrecht},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::besluiten::{lopend, stel_voor, stem_in, zetel};
use crate::{
    anderen::bezorg,
    praktijken::{Spelers, spelers},
    support::{
        TestApp,
        mensen::{doe, id_van, mail},
        op_beide,
        smtp::Mailserver,
    },
};

/// Who was asked to agree, since the last time.
async fn gevraagd(app: &TestApp, server: &Mailserver) -> Vec<String> {
    bezorg(app, server).await;
    let brieven = server.haal().into_iter();
    let gevraagd = brieven.filter(|brief| brief.kop("Subject").contains("wacht een besluit"));
    let mut wie: Vec<String> = gevraagd.flat_map(|brief| brief.aan).collect();
    wie.sort();
    wie
}

async fn proef(app: &TestApp, wie: &Spelers, titel: &str) -> String {
    lopend(app, wie, titel, &["wonen"]).await
}

#[tokio::test]
async fn who_sits_on_a_seat_is_asked_to_agree() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let rijk = zetel(&app, "Rina", "rijk").await;
        zetel(&app, "Gijs", "gemeente").await;
        let server = Mailserver::start().await;
        let pad = proef(&app, &wie, "Geldcheck").await;
        gevraagd(&app, &server).await;
        let besluit = stel_voor(&app, &wie.els.1, &pad).await;
        bezorg(&app, &server).await;
        let brieven = server.haal();
        assert_eq!(brieven.len(), 2);
        for (naam, namens) in [("Rina", "het Rijk"), ("Gijs", "de gemeenten")] {
            let brief = brieven.iter().find(|brief| brief.aan == [mail(naam)]);
            let tekst = brief.expect("mail").deel("text/plain");
            assert!(
                tekst.contains(&besluit) && tekst.contains(namens),
                "{tekst}"
            );
            assert!(tekst.contains("Geldcheck"), "{tekst}");
            // What is proposed is not everybody's.
            for geheim in ["werkgever", "toppen", "Els"] {
                assert!(!tekst.contains(geheim), "{geheim}: {tekst}");
            }
        }
        // Who proposes it on their seat agrees by that, and is not asked.
        let pad = proef(&app, &wie, "Huisbezoek").await;
        stel_voor(&app, &rijk, &pad).await;
        assert_eq!(gevraagd(&app, &server).await, [mail("Gijs")]);
        // Without a duo a second person can be anybody.
        let pad = lopend(&app, &wie, "Geldspel", &[]).await;
        stel_voor(&app, &wie.els.1, &pad).await;
        assert_eq!(gevraagd(&app, &server).await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn who_has_nothing_to_agree_with_any_more_is_not_asked() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let rijk = zetel(&app, "Rina", "rijk").await;
        zetel(&app, "Gijs", "gemeente").await;
        let server = Mailserver::start().await;
        // Agreed before the mail went.
        let pad = proef(&app, &wie, "Geldcheck").await;
        gevraagd(&app, &server).await;
        let besluit = stel_voor(&app, &wie.els.1, &pad).await;
        stem_in(&app, &rijk, &besluit, &[]).await.met_status(303);
        assert_eq!(gevraagd(&app, &server).await, [mail("Gijs")]);
        // Taken back.
        let pad = proef(&app, &wie, "Huisbezoek").await;
        let besluit = stel_voor(&app, &wie.els.1, &pad).await;
        let terug = [("actie", "terugnemen")];
        doe(&app, &wie.els.1, &besluit, &terug)
            .await
            .met_status(303);
        assert_eq!(gevraagd(&app, &server).await, [""; 0]);
        // They may not read what is proposed any more, and one of them left the seat.
        stel_voor(&app, &wie.els.1, &pad).await;
        let thema = id_van(&app, "thema").await;
        let duo = Sleutel::Duo(thema).to_string();
        leesrecht::Entity::delete_many()
            .filter(leesrecht::Column::Sleutel.eq(duo))
            .exec(app.app.db.read())
            .await
            .expect("the database works");
        assert_eq!(gevraagd(&app, &server).await, [""; 0]);
        let pad = proef(&app, &wie, "Geldspel").await;
        stel_voor(&app, &wie.els.1, &pad).await;
        duozetel::Entity::delete_many()
            .filter(duozetel::Column::Kant.eq("rijk"))
            .exec(app.app.db.read())
            .await
            .expect("the database works");
        assert_eq!(gevraagd(&app, &server).await, [mail("Gijs")]);
    })
    .await;
}
