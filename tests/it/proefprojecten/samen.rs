//! Several people at the same moment, or after one another in any order: what one sees, another has
//! changed.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{auteur, besluit, instemming, stuk},
};
use futures_util::future::join_all;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{
    begin,
    besluiten::{lopend, stand, stel_voor, stem_in, zetel},
    ingevuld,
};
use crate::{
    paginas::kies,
    praktijken::{Spelers, spelers, versie},
    support::{
        TestApp,
        inlog::met_koek,
        lang,
        mensen::{doe, id_van, mail, sterk},
        op_beide,
    },
};

/// A waarnemer of the thema of these tests.
async fn waarnemer(app: &TestApp, naam: &str) -> String {
    let in_thema = Toekenning {
        rol: Rol::Waarnemer,
        bereik: Bereik::Thema(id_van(app, "thema").await),
    };
    sterk(app, naam, &[in_thema]).await.1
}

async fn id_op(app: &TestApp, pad: &str) -> Uuid {
    let api = met_koek(app, &format!("/api/v1{pad}"), "").await.json();
    api["id"].as_str().expect("an id").parse().expect("an id")
}

async fn besluiten_van(app: &TestApp, id: Uuid) -> Vec<besluit::Model> {
    let rijen = besluit::Entity::find().filter(besluit::Column::StukId.eq(id));
    rijen.all(app.app.db.read()).await.expect("proposals")
}

#[tokio::test]
async fn the_praktijk_that_follows_is_begun_once() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (els, jan) = (&wie.els.1, &wie.jan.1);
        let pad = lopend(&app, &wie, "Huisbezoek", &["wonen"]).await;
        let velden = [("keuze", "opschalen"), ("nog-te-schrijven", "ja")];
        let naar = doe(&app, els, &format!("{pad}/besluiten"), &velden).await;
        let naar = naar.met_status(303).kop("location").to_owned();
        let besluit = naar.split('?').next().expect("an address").to_owned();
        stem_in(&app, jan, &besluit, &[]).await.met_status(303);
        let vervolg = format!("{pad}/vervolg");
        let kliks = (0..4).map(|_| doe(&app, els, &vervolg, &[]));
        for antwoord in join_all(kliks).await {
            let naar = antwoord.met_status(303).kop("location").to_owned();
            assert_eq!(naar, "/praktijken/huisbezoek/schrijven");
        }
        // A colleague who may not read the draft begins no second one.
        let ander = doe(&app, jan, &vervolg, &[]).await.met_status(409);
        assert!(ander.tekst.contains("schrijft de praktijk"));
        // They read that in the place of the button, and not which draft it is.
        let leest = met_koek(&app, &pad, jan).await.tekst;
        assert!(leest.contains("schrijft de praktijk die hieruit volgt al."));
        for woord in ["Schrijf de praktijk", "/praktijken/huisbezoek"] {
            assert!(!leest.contains(woord), "{woord}");
        }
        for koek in ["", els] {
            let leest = met_koek(&app, &pad, koek).await.tekst;
            assert!(!leest.contains("die hieruit volgt al."), "{koek:?}");
        }
        let praktijken = stuk::Entity::find().filter(stuk::Column::Soort.eq("praktijk"));
        let praktijken = praktijken.all(app.app.db.read()).await.expect("praktijken");
        assert_eq!(praktijken.len(), 1);
        assert_eq!(praktijken[0].versie, 1, "whole in one write");
        // Who writes it sees that it is a draft; nobody is told that it is there.
        let leest = met_koek(&app, &pad, els).await.tekst;
        let leidde_tot = kies(&leest, "section[aria-labelledby='leidde-tot'] li").concat();
        assert!(leidde_tot.contains("(concept)"), "{leidde_tot}");
        assert!(!kies(&leest, ".dv-strook").concat().contains("leidde tot"));
    })
    .await;
}

/// Changes the lesson on the page of a pilot that runs: Jan proposes it, Rik takes it over.
async fn verander_les(app: &TestApp, wie: &Spelers, pad: &str, titel: &str, les: &str) {
    let (jan, rik) = (&wie.jan.1, &wie.redactie[1].1);
    let schrijven = format!("{pad}/schrijven");
    let v = versie(&met_koek(app, &schrijven, jan).await.met_status(200));
    let vandaag = app.app.clock.now().date_naive().to_string();
    let mut velden = ingevuld(&v, titel, "Wij gaan langs op het werk.");
    velden.extend([("begin", vandaag.as_str()), ("sectie-les", les)]);
    let naar = doe(app, jan, &schrijven, &velden).await.met_status(303);
    let voorstel = naar.kop("location").split('?').next();
    let voorstel = voorstel.expect("an address").to_owned();
    for (koek, actie) in [(jan, "voorstel-aanbieden"), (rik, "voorstel-overnemen")] {
        let v = versie(&met_koek(app, &voorstel, koek).await.met_status(200));
        let velden = [("actie", actie), ("versie", v.as_str())];
        doe(app, koek, &voorstel, &velden).await.met_status(303);
    }
}

#[tokio::test]
async fn a_decision_does_not_write_over_a_newer_lesson() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (els, jan) = (&wie.els.1, &wie.jan.1);
        let pad = lopend(&app, &wie, "Geldcheck", &[]).await;
        let besluit = stel_voor(&app, els, &pad).await;
        let nieuw = "Begin bij de buren.";
        verander_les(&app, &wie, &pad, "Geldcheck", nieuw).await;
        let anders = "De les op de pagina is intussen veranderd";
        let leest = met_koek(&app, &besluit, jan).await.tekst;
        assert!(leest.contains(anders) && leest.contains("<ins>") && leest.contains("<del>"));
        assert!(!leest.contains("value=\"instemmen\""), "nobody can agree");
        let laat = stem_in(&app, jan, &besluit, &[]).await.met_status(409);
        assert!(laat.tekst.contains(anders) && laat.tekst.contains("Dit is niet gedaan"));
        assert_eq!(stand(&app, &pad).await, "loopt");
        let stemmen = instemming::Entity::find().all(app.app.db.read()).await;
        assert!(stemmen.expect("votes").is_empty(), "nothing of it stays");
        let terug = [("actie", "terugnemen")];
        doe(&app, els, &besluit, &terug).await.met_status(303);
        // Who fills in the form while the lesson changes looks again.
        let adres = format!("{pad}/besluiten");
        let oud = [("keuze", "stoppen"), ("les", "Oud."), ("les-gezien", "oud")];
        let pagina = doe(&app, els, &adres, &oud).await.met_status(400);
        assert!(pagina.tekst.contains("<li><a href=\"#les\">"));
        // Proposed anew, with the newer one in sight, it is written over.
        let besluit = stel_voor(&app, els, &pad).await;
        let leest = met_koek(&app, &besluit, jan).await.tekst;
        assert!(!leest.contains(anders) && leest.contains("<del>"));
        stem_in(&app, jan, &besluit, &[]).await.met_status(303);
        let leest = met_koek(&app, &pad, "").await.tekst;
        assert!(leest.contains("Begin bij de werkgever.") && !leest.contains(nieuw));
    })
    .await;
}

#[tokio::test]
async fn two_at_the_same_moment_are_one_after_the_other() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (rijk, gemeente) = (
            zetel(&app, "Rina", "rijk").await,
            zetel(&app, "Gijs", "gemeente").await,
        );
        for titel in ["Geldcheck", "Huisbezoek", "Geldspel"] {
            let pad = lopend(&app, &wie, titel, &["wonen"]).await;
            let adres = format!("{pad}/besluiten");
            let velden = [("keuze", "stoppen"), ("les", "Begin bij de werkgever.")];
            let (een, twee) = tokio::join!(
                doe(&app, &wie.els.1, &adres, &velden),
                doe(&app, &wie.jan.1, &adres, &velden),
            );
            let mut gelukt = [een.status.as_u16(), twee.status.as_u16()];
            gelukt.sort_unstable();
            assert_eq!(gelukt, [303, 409], "{titel}: one waits at a time");
            let id = id_op(&app, &pad).await;
            let voorgesteld = besluiten_van(&app, id).await;
            assert_eq!(voorgesteld.len(), 1, "{titel}");
            let besluit = format!("{adres}/{}", voorgesteld[0].id);
            let (een, twee) = tokio::join!(
                stem_in(&app, &rijk, &besluit, &[]),
                stem_in(&app, &gemeente, &besluit, &[]),
            );
            een.met_status(303);
            twee.met_status(303);
            assert_eq!(stand(&app, &pad).await, "gestopt", "{titel}");
        }
    })
    .await;
}

#[tokio::test]
async fn two_who_take_each_other_off_leave_one() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (els, jan) = (&wie.els, &wie.jan);
        for titel in ["Geldcheck", "Huisbezoek", "Geldspel"] {
            let pad = begin(&app, &els.1, wie.stad, titel).await;
            let schrijvers = format!("{pad}/schrijvers");
            let erbij = [("actie", "erbij"), ("mail", &*mail("Jan"))];
            doe(&app, &els.1, &schrijvers, &erbij).await.met_status(303);
            let (els_id, jan_id) = (els.0.to_string(), jan.0.to_string());
            let (els_weg, jan_weg) = (
                [("actie", "weg"), ("wie", els_id.as_str())],
                [("actie", "weg"), ("wie", jan_id.as_str())],
            );
            tokio::join!(
                doe(&app, &els.1, &schrijvers, &jan_weg),
                doe(&app, &jan.1, &schrijvers, &els_weg),
            );
            let slug = pad.rsplit('/').next().expect("a slug");
            let rij = stuk::Entity::find().filter(stuk::Column::Slug.eq(slug));
            let rij = rij
                .one(app.app.db.read())
                .await
                .expect("the database works");
            let over = auteur::Entity::find()
                .filter(auteur::Column::StukId.eq(rij.expect("a draft").id))
                .all(app.app.db.read());
            assert_eq!(over.await.expect("writers").len(), 1, "{titel}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_seat_that_the_waarnemer_filled_is_told_so() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let rijk = zetel(&app, "Rina", "rijk").await;
        zetel(&app, "Gijs", "gemeente").await;
        let wim = waarnemer(&app, "Wim").await;
        let pad = lopend(&app, &wie, "Geldcheck", &["wonen"]).await;
        let besluit = stel_voor(&app, &wie.els.1, &pad).await;
        let leest = met_koek(&app, &besluit, &wie.jan.1).await.tekst;
        assert!(leest.contains("Hierboven staat wie dat is."));
        let plek = [("plek", "rijk")];
        stem_in(&app, &wim, &besluit, &plek).await.met_status(303);
        let leest = met_koek(&app, &besluit, &rijk).await.tekst;
        assert!(leest.contains("De waarnemer stemde al in namens het Rijk."));
        assert!(!leest.contains("Op de pagina van het besluit"));
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_among_the_work_of_who_can_agree() {
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let (_, ank) = sterk(&app, "Ank", &[]).await;
        let een = lopend(&app, &wie, "Geldcheck", &[]).await;
        let een = stel_voor(&app, &wie.els.1, &een).await;
        // Of a thema with a duo it waits for the duo, also when the pilot is of one's own organisatie.
        zetel(&app, "Rina", "rijk").await;
        let gijs = zetel(&app, "Gijs", "gemeente").await;
        let twee = lopend(&app, &wie, "Huisbezoek", &["wonen"]).await;
        let twee = stel_voor(&app, &wie.els.1, &twee).await;
        let gevallen = [
            (&wie.els.1, false, false),
            (&wie.jan.1, true, false),
            (&wie.redactie[0].1, true, false),
            (&gijs, false, true),
            (&ank, false, false),
        ];
        for (nummer, (koek, eerste, tweede)) in gevallen.into_iter().enumerate() {
            let mijn = met_koek(&app, "/account/praktijken", koek).await.tekst;
            let staat_er = (mijn.contains(&een), mijn.contains(&twee));
            assert_eq!(staat_er, (eerste, tweede), "{nummer}");
        }
    })
    .await;
}

/// A row of choices that is the same each time.
struct Kiezer(u64);

impl Kiezer {
    fn uit<'a, T>(&mut self, keuzes: &'a [T]) -> &'a T {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let aantal = u64::try_from(keuzes.len()).expect("a length");
        let plek = usize::try_from((self.0 >> 33) % aantal).expect("a place");
        &keuzes[plek]
    }
}

/// Whatever several people do in whatever order, and sometimes two at once: a pilot ends by one
/// decision, that at least two people stand behind, and in a thema with a duo both of its sides.
#[tokio::test]
async fn no_order_of_steps_lets_one_person_or_one_side_decide() {
    let rondes = if lang() { 60 } else { 4 };
    op_beide(async |app: TestApp| {
        let wie = spelers(&app).await;
        let koeken = [
            wie.els.1.clone(),
            wie.jan.1.clone(),
            wie.redactie[0].1.clone(),
            zetel(&app, "Rina", "rijk").await,
            zetel(&app, "Gijs", "gemeente").await,
            waarnemer(&app, "Wim").await,
            sterk(&app, "Ank", &[]).await.1,
        ];
        let mut kiezer = Kiezer(2026);
        for ronde in 0..rondes {
            let met_duo = ronde % 2 == 0;
            let themas: &[&str] = if met_duo { &["wonen"] } else { &[] };
            let pad = lopend(&app, &wie, &format!("Proef {ronde}"), themas).await;
            let id = id_op(&app, &pad).await;
            for _ in 0..12 {
                let (een, twee) = (kiezer.uit(&koeken), kiezer.uit(&koeken));
                let daad = *kiezer.uit(&["instemmen", "instemmen", "afwijzen", "terugnemen"]);
                let plek = *kiezer.uit(&["", "rijk", "gemeente", "tweede"]);
                let open = besluiten_van(&app, id).await;
                let open = open.iter().find(|rij| rij.status == "open");
                let adres = format!("{pad}/besluiten");
                let (adres, velden) = match open {
                    None => (adres, vec![("keuze", "stoppen"), ("les", "Begin eerder.")]),
                    Some(rij) => (
                        format!("{adres}/{}", rij.id),
                        vec![
                            ("actie", daad),
                            ("plek", plek),
                            ("reden", "Het kan niet wachten."),
                            ("waarom-niet", "Wij telden nog niet."),
                        ],
                    ),
                };
                let (een, twee) = tokio::join!(
                    doe(&app, een, &adres, &velden),
                    doe(&app, twee, &adres, &velden),
                );
                for antwoord in [een, twee] {
                    assert!(antwoord.status.as_u16() < 500, "{}", antwoord.tekst);
                }
                als_het_hoort(&app, (pad.as_str(), id), met_duo).await;
            }
        }
    })
    .await;
}

async fn als_het_hoort(app: &TestApp, (pad, id): (&str, Uuid), met_duo: bool) {
    let alle = besluiten_van(app, id).await;
    let van = |status: &str| alle.iter().filter(|rij| rij.status == status).count();
    let genomen = van("genomen");
    assert!(van("open") + genomen <= 1, "{alle:?}");
    let stand = stand(app, pad).await;
    assert_eq!(stand == "gestopt", genomen == 1, "{stand}: {alle:?}");
    for rij in alle.iter().filter(|rij| rij.status == "genomen") {
        let stemmen = instemming::Entity::find()
            .filter(instemming::Column::BesluitId.eq(rij.id))
            .all(app.app.db.read());
        let stemmen = stemmen.await.expect("votes");
        let mut mensen: BTreeSet<&str> = stemmen.iter().map(|stem| stem.door.as_str()).collect();
        let plekken: BTreeSet<&str> = stemmen.iter().map(|stem| stem.plek.as_str()).collect();
        if met_duo {
            assert_eq!(plekken, BTreeSet::from(["gemeente", "rijk"]), "{stemmen:?}");
        } else {
            mensen.insert(&rij.door);
        }
        assert!(mensen.len() >= 2, "{stemmen:?}");
    }
}
