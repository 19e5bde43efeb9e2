//! What becomes of the open questions of a bevinding that is corrected.

use dwarsverband::{
    ctx::Ctx,
    db::tables::{geschiedenis, vraagherinnering, vraagpunt, vraagvervolg},
    vraagpunten::service::herinner,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use super::{leg_voor, over, reageer, rij, schrijf, stel_vast, tekst, wereld};
use crate::support::{
    TestApp,
    mensen::{doe, mail},
    op_beide,
};

/// The questions of a bevinding, the first first.
async fn punten(app: &TestApp, stuk: Uuid) -> Vec<vraagpunt::Model> {
    let punten = vraagpunt::Entity::find()
        .filter(vraagpunt::Column::StukId.eq(stuk))
        .order_by_asc(vraagpunt::Column::Nummer)
        .all(app.app.db.read());
    punten.await.expect("questions")
}

#[tokio::test]
async fn a_question_that_is_asked_otherwise_says_so_and_is_reminded_of_once() {
    op_beide(async |app: TestApp| {
        let mut wereld = wereld(&app).await;
        let oud = wereld.vastgesteld(&app, "Een titel").await;
        let koek = &wereld.dwars.1;
        let begonnen = doe(&app, koek, &format!("{oud}/verbeteren"), &[]).await;
        let naar = begonnen.met_status(303).kop("location").to_owned();
        let pad = naar.strip_suffix("/schrijven").expect("the page to write");
        let mut anders = tekst("Een titel");
        // Of Voorbeeldstad the same is asked, of the ministerie something else.
        anders.retain(|(naam, _)| *naam != "aanbeveling-2");
        anders.push(("aanbeveling-2", "Geef een korte termijn."));
        schrijf(&app, koek, pad, &anders).await.met_status(303);
        let aan = [("Voorbeeldstad", mail("Els")), ("Ministerie", mail("Jan"))];
        leg_voor(&app, koek, pad, &over(&app, 10), &aan)
            .await
            .met_status(303);
        for koek in [&wereld.els.1, &wereld.jan.1] {
            reageer(&app, koek, pad, "Zo klopt het.")
                .await
                .met_status(303);
        }
        // Before it is established nothing is said of it.
        assert!(!app.get(&oud).await.tekst.contains("vraagt opnieuw"));
        let nieuw = stel_vast(&app, koek, pad).await;

        let van_oud = punten(&app, rij(&app, &oud).await.0.id).await;
        let [stad, rijk] = van_oud.as_slice() else {
            panic!("{van_oud:?}");
        };
        let nieuwe_kop = rij(&app, &nieuw).await.0;
        let van_nieuw = punten(&app, nieuwe_kop.id).await;
        let vervolg = vraagvervolg::Entity::find().all(app.app.db.read()).await;
        let vervolg = vervolg.expect("rows").into_iter();
        let vervolg: Vec<_> = vervolg.map(|rij| (rij.vraagpunt_id, rij.stuk_id)).collect();
        assert_eq!(vervolg, [(rijk.id, nieuwe_kop.id)]);
        let verteld = geschiedenis::Entity::find()
            .filter(geschiedenis::Column::StukId.eq(rijk.stuk_id))
            .filter(geschiedenis::Column::Actie.eq("vraagpunt-opnieuw"))
            .all(app.app.db.read());
        assert_eq!(verteld.await.expect("rows").len(), 1);

        let pagina = app.get(&oud).await.met_status(200).tekst;
        assert!(pagina.contains("vraagt opnieuw wat hier nog open staat"));
        assert!(pagina.contains(&format!("/vraagpunten/{}", rijk.id)));
        for (punt, zegt) in [(stad, false), (rijk, true), (&van_nieuw[0], false)] {
            let pagina = app.get(&format!("/vraagpunten/{}", punt.id)).await;
            let pagina = pagina.met_status(200).tekst;
            let zin = "Een nieuwe versie vraagt dit opnieuw.";
            assert_eq!(pagina.contains(zin), zegt, "{}", punt.vraag);
            assert_eq!(
                pagina.contains(&nieuw),
                zegt || punt.stuk_id == nieuwe_kop.id
            );
        }

        // Both stay open; of each addressee one is reminded of.
        app.later(36 * 86_400);
        let ctx = Ctx::systeem("nachtwerk", &app.app.clock);
        herinner(&app.app.db, &ctx, ctx.vandaag())
            .await
            .expect("the database works");
        let gezegd = vraagherinnering::Entity::find().all(app.app.db.read());
        let mut gezegd: Vec<Uuid> = gezegd
            .await
            .expect("rows")
            .into_iter()
            .map(|rij| rij.vraagpunt_id)
            .collect();
        gezegd.sort_unstable();
        let mut verwacht = vec![stad.id, van_nieuw[0].id];
        verwacht.sort_unstable();
        assert_eq!(gezegd, verwacht);
        let later = punten(&app, rijk.stuk_id).await;
        assert!(later.iter().all(|punt| punt.uitkomst.is_none()));
    })
    .await;
}
