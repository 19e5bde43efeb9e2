//! Making a knelpunt in the write of who sorts signalen.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Actor, Rol, Toekenning},
    ctx::{Aanmelding, Ctx},
    error::Error,
    ids::new_id,
    knelpunten::{
        model::Oorzaak,
        service::maken::{Nieuw, keur, maak},
    },
    stukken::{
        model::{Kop, Leefdomein},
        service as stukken,
    },
};
use serde_json::json;
use uuid::Uuid;

use super::{TITEL, bij_thema, sleutels_van, thema, verbanden};
use crate::support::{
    TestApp,
    mensen::{id_van, verteld},
    op_beide,
};

/// Somebody on a seat of a thema, without a browser.
fn duo(app: &TestApp, thema: Uuid) -> Ctx {
    let id = Uuid::from_u128(77);
    let toekenningen = vec![bij_thema(Rol::DuoRijk, thema)];
    let sleutels = toekenningen
        .iter()
        .copied()
        .flat_map(Toekenning::sleutels)
        .collect();
    Ctx {
        actor: Actor::Account { id, sleutels },
        aanmelding: Some(Aanmelding {
            sessie_id: new_id(),
            naam: "Dora Voorbeeld".into(),
            toekenningen,
            sterk: true,
        }),
        ..Ctx::systeem("test", &app.app.clock)
    }
}

fn nieuw(thema: Option<Uuid>, regelingen: Vec<Uuid>) -> Nieuw {
    Nieuw {
        titel: format!("  {TITEL} "),
        samenvatting: "Teams delen niets.".into(),
        tekst: "Niemand durft.".into(),
        oorzaak: Some(Oorzaak::Uitleg),
        trekker: thema,
        regelingen,
        leefdomeinen: vec![Leefdomein::Zorg],
        doelgroepen: vec!["gezinnen".into()],
    }
}

async fn doe(app: &TestApp, ctx: &Ctx, wat: Nieuw) -> Result<Kop, Error> {
    let write = app.app.db.begin_write().await?;
    let (id, gebeurd) = maak(&write, ctx, wat).await?;
    let kop = stukken::kop_voor_taak(write.conn(), id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

#[tokio::test]
async fn it_begins_as_gemeld_for_government_and_its_thema() {
    op_beide(async |app: TestApp| {
        let zorg = thema(&app, "zorg").await;
        let wet = json!({
            "externId": "wet", "slug": "wet", "soort": "regeling", "titel": "Een wet", "tekst": "x",
        });
        assert_eq!(app.lees(&[wet]).await.geweigerd, []);
        let wet = id_van(&app, "wet").await;
        let ctx = duo(&app, zorg);
        let kop = doe(&app, &ctx, nieuw(Some(zorg), vec![wet, wet]))
            .await
            .unwrap();
        assert_eq!((kop.titel.as_str(), kop.status.as_str()), (TITEL, "gemeld"));
        assert!(kop.kenmerk.is_some() && kop.gepubliceerd_op.is_none());
        assert_eq!(kop.eigenaar.functie, "redactie");
        let keys = [
            format!("thema:{zorg}"),
            "overheid".to_owned(),
            "redactie".to_owned(),
        ];
        assert_eq!(sleutels_van(&app, kop.id).await, BTreeSet::from(keys));
        let wijst = [("hoort-bij", zorg), ("betreft-regeling", wet)];
        let wijst = wijst.map(|(soort, naar)| (soort.to_owned(), naar, String::new()));
        assert_eq!(verbanden(&app, kop.id).await, BTreeSet::from(wijst));
        assert_eq!(verteld(&app, kop.id).await, ["aanmaken", "verbinden"]);

        // A second one with the same title has an address of its own; without a thema it has no verband.
        let kop = doe(&app, &ctx, nieuw(None, Vec::new())).await.unwrap();
        assert_eq!(kop.slug.as_str(), "delen-mag-niet-2");
        let overheid = BTreeSet::from(["overheid", "redactie"].map(str::to_owned));
        assert_eq!(sleutels_van(&app, kop.id).await, overheid);
        assert_eq!(verbanden(&app, kop.id).await, BTreeSet::new());
    })
    .await;
}

#[tokio::test]
async fn what_is_missing_is_refused_and_nobody_makes_one_without_a_name() {
    op_beide(async |app: TestApp| {
        let zorg = thema(&app, "zorg").await;
        let ctx = duo(&app, zorg);
        let leeg = Nieuw {
            titel: " ".into(),
            samenvatting: String::new(),
            ..nieuw(Some(zorg), Vec::new())
        };
        let Err(Error::Invalid(fouten)) = doe(&app, &ctx, leeg).await else {
            panic!("it has no title");
        };
        let velden: Vec<String> = fouten.iter().map(|fout| fout.veld.clone()).collect();
        assert_eq!(velden, ["titel", "samenvatting"]);
        let bezoeker = Ctx {
            actor: Actor::Bezoeker,
            aanmelding: None,
            ..ctx
        };
        let niemand = doe(&app, &bezoeker, nieuw(Some(zorg), Vec::new())).await;
        assert!(matches!(niemand, Err(Error::NietIngelogd)));

        let bel = Nieuw {
            tekst: "Bel 06-12345678.".into(),
            ..nieuw(Some(zorg), Vec::new())
        };
        assert!(
            !keur(&bel, false).is_empty(),
            "somebody has to look at that"
        );
        assert!(keur(&bel, true).is_empty());
    })
    .await;
}
