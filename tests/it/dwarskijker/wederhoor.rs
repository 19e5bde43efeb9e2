//! Sending a bevinding for a reply: to whom, who reads it then, what they say and who sees that.

use dwarsverband::{
    actor::Rol,
    db::tables::{geschiedenis, taak, toekenning},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};

use super::{leg_voor, over, reageer, rij, stel_vast, tekst, wederhoor, wereld};
use crate::{
    praktijken::{tekstvak, veld},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{bij, doe, in_, mail, mens, verliest},
        op_beide,
    },
};

#[tokio::test]
async fn a_bevinding_is_sent_to_accounts_of_who_it_is_about() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let koek = &wereld.dwars.1;
        let pad = super::begin(&app, koek, "Nog leeg").await;
        let niets = leg_voor(&app, koek, &pad, "", &[("", String::new())])
            .await
            .met_status(400);
        for woord in [
            "Er is nog geen samenvatting.",
            "“Wat ik zag” is nog leeg.",
            "Vul de laatste dag in",
            "Noem minstens één organisatie",
        ] {
            assert!(niets.tekst.contains(woord), "{woord}");
        }
        let pad = wereld.concept(&app, "Een titel").await;
        let vreemd = [
            (
                "Voorbeeldstad",
                format!("{}\nniemand@elders.example", mail("Jan")),
            ),
            ("Nergenshuizen", mail("Els")),
            ("Ministerie", String::new()),
            ("Voorbeeldstad", mail("Els")),
        ];
        let fout = leg_voor(&app, koek, &pad, &over(&app, 6), &vreemd)
            .await
            .met_status(400);
        for woord in [
            "Geef minstens 7 dagen",
            "“jan@voorbeeldstad.example” is geen account van Voorbeeldstad",
            "“niemand@elders.example” is geen account",
            "“Nergenshuizen” is geen organisatie",
            "Noem minstens één contactpersoon van Ministerie",
            "Deze organisatie staat er al.",
        ] {
            assert!(fout.tekst.contains(woord), "{woord}");
        }
        assert!(tekstvak(&fout, "contacten-1").contains("niemand@elders.example"));
        assert_eq!(veld(&fout, "organisatie-2"), "Nergenshuizen");
        assert_eq!(rij(&app, &pad).await.0.status, "concept");
        met_koek(&app, &wederhoor(&pad), &wereld.els.1)
            .await
            .met_status(404);

        // Who gets a recommendation can't be left out.
        let aan = [("Voorbeeldstad", mail("Els")), ("Ministerie", mail("Jan"))];
        let zonder = leg_voor(&app, koek, &pad, &over(&app, 7), &aan[..1])
            .await
            .met_status(400);
        let melding = "Ministerie krijgt een aanbeveling: vraag ook Ministerie om een reactie.";
        assert!(zonder.tekst.contains(melding));
        assert_eq!(
            veld(&zonder, "organisatie-2"),
            "",
            "a row to name them stands there"
        );
        assert_eq!(rij(&app, &pad).await.0.status, "concept");
        let klaar = leg_voor(&app, koek, &pad, &over(&app, 7), &aan)
            .await
            .met_status(303);
        assert_eq!(klaar.kop("location"), format!("{pad}?gelukt=voorgelegd"));
        assert_eq!(rij(&app, &pad).await.0.status, "wederhoor");
        // The text is fixed: there is no form, and what is sent all the same is not taken.
        let schrijven = format!("{pad}/schrijven");
        met_koek(&app, &schrijven, koek).await.met_status(303);
        let mut velden = tekst("Anders");
        velden.push(("versie", "3"));
        let geweigerd = doe(&app, koek, &schrijven, &velden).await.met_status(409);
        assert!(geweigerd.tekst.contains("ligt voor wederhoor"));
        assert!(
            !geweigerd.tekst.contains("Bewaart u opnieuw"),
            "that would not help"
        );
        assert!(
            !geweigerd.tekst.contains("<title>Fout: Een titel"),
            "the window tells a number"
        );
        let (kop, _) = rij(&app, &pad).await;
        assert_eq!(kop.titel, "Een titel");

        // A job names an account, and no bevinding; and neither names the other anywhere else.
        let taken = taak::Entity::find()
            .all(app.app.db.read())
            .await
            .expect("jobs");
        let taken = format!("{taken:?}");
        assert!(taken.contains(&wereld.els.0.to_string()));
        for geheim in [&kop.id.to_string(), "Een titel", "BEV-"] {
            assert!(!taken.contains(geheim), "{geheim}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_contact_reads_replies_and_changes_that_and_sees_nobody_else() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        let (kop, _) = rij(&app, &pad).await;
        let blad = wederhoor(&pad);
        app.get(&blad).await.met_status(303);
        for koek in [&wereld.eva.1, &wereld.dwars.1, &wereld.bureau.1] {
            met_koek(&app, &blad, koek).await.met_status(404);
        }
        // The ordinary address leads who may reply to theirs.
        let hier = met_koek(&app, &pad, &wereld.els.1).await.met_status(303);
        assert_eq!(hier.kop("location"), blad);
        met_koek(&app, &pad, &wereld.eva.1).await.met_status(404);
        let lijst = met_koek(&app, "/wederhoor", &wereld.els.1)
            .await
            .met_status(200)
            .tekst;
        assert!(lijst.contains(&blad) && lijst.contains("Wacht op u"));
        assert!(!lijst.contains("Een titel"), "a list tells a number");
        let leeg = met_koek(&app, "/wederhoor", &wereld.eva.1)
            .await
            .met_status(200)
            .tekst;
        assert!(leeg.contains("Er wacht niets op u"));
        // Without the mail they find it all the same.
        for (koek, weet) in [(&wereld.els.1, true), (&wereld.eva.1, false)] {
            for van in ["/account", "/dwarskijker"] {
                let pagina = met_koek(&app, van, koek).await.met_status(200).tekst;
                assert_eq!(pagina.contains("href=\"/wederhoor\""), weet, "{van}");
                assert!(!pagina.contains("/dwarskijker/werk"), "{van}");
            }
        }
        let account = met_koek(&app, "/account", &wereld.dwars.1).await;
        assert!(account.met_status(200).tekst.contains("/dwarskijker/werk"));

        let pagina = met_koek(&app, &blad, &wereld.els.1)
            .await
            .met_status(200)
            .tekst;
        for woord in [
            "Een titel",
            "Ik zag dat vragen bleven liggen.",
            "Geef een vaste termijn.",
        ] {
            assert!(pagina.contains(woord), "{woord}");
        }
        assert!(!pagina.contains("Wie dit las") && !pagina.contains("Dwars Voorbeeld"));
        let gelezen = lezingen(&app, kop.id).await;
        let van_els = format!("account:{}", wereld.els.0);
        assert!(
            gelezen
                .iter()
                .any(|(actor, velden)| *actor == van_els && velden.contains("doel:wederhoor")),
            "{gelezen:?}"
        );

        let fout = reageer(&app, &wereld.els.1, &pad, "Bel 06-12345678.")
            .await
            .met_status(400);
        assert_eq!(tekstvak(&fout, "reactie"), "Bel 06-12345678.");
        reageer(&app, &wereld.els.1, &pad, " ")
            .await
            .met_status(400);
        reageer(&app, &wereld.els.1, &pad, "Wij herkennen dit.")
            .await
            .met_status(303);
        reageer(&app, &wereld.jan.1, &pad, "Het ministerie niet.")
            .await
            .met_status(303);
        let weer = met_koek(&app, &blad, &wereld.els.1).await.met_status(200);
        assert_eq!(tekstvak(&weer, "reactie"), "Wij herkennen dit.");
        assert!(
            !weer.tekst.contains("Het ministerie niet."),
            "not before it is established"
        );
        let gezien = veld(&weer, "gezien");
        reageer(&app, &wereld.els.1, &pad, "Wij herkennen dit niet.")
            .await
            .met_status(303);
        // A colleague who saw the first reply does not write over the second.
        let vraag = veld(&weer, "vraag");
        let oud = [
            ("vraag", vraag.as_str()),
            ("gezien", &gezien),
            ("reactie", "Toch wel."),
        ];
        let botst = doe(&app, &wereld.els.1, &blad, &oud).await.met_status(409);
        assert!(
            botst.tekst.contains("Toch wel."),
            "what was typed is given back"
        );
        let fout = [
            ("vraag", vraag.as_str()),
            ("gezien", &gezien),
            ("reactie", "Bel 06-12345678."),
        ];
        let fout = doe(&app, &wereld.els.1, &blad, &fout).await.met_status(400);
        let nog = veld(&fout, "gezien");
        assert_eq!(nog, gezien, "mending a word hides no reply");
        // The question of another organisatie is not theirs to answer.
        let van_jan = veld(&met_koek(&app, &blad, &wereld.jan.1).await, "vraag");
        let vreemd = [
            ("vraag", van_jan.as_str()),
            ("gezien", ""),
            ("reactie", "Namens jullie."),
        ];
        doe(&app, &wereld.els.1, &blad, &vreemd)
            .await
            .met_status(404);

        let werkblad = met_koek(&app, &pad, &wereld.dwars.1)
            .await
            .met_status(200)
            .tekst;
        for woord in [
            "Wij herkennen dit niet.",
            "Wij herkennen dit.",
            "Het ministerie niet.",
            "Els Voorbeeld",
            "2 van 2 hebben gereageerd.",
            "Vaststellen",
        ] {
            assert!(werkblad.contains(woord), "{woord}");
        }
        let vast = stel_vast(&app, &wereld.dwars.1, &pad).await;
        let openbaar = app.get(&vast).await.met_status(200).tekst;
        assert!(
            openbaar.contains("Wij herkennen dit niet.")
                && openbaar.contains("Het ministerie niet.")
        );
        assert!(
            !openbaar.contains("Wij herkennen dit.<"),
            "what was said before is not public"
        );
        let daarna = met_koek(&app, &blad, &wereld.els.1).await;
        assert!(matches!(daarna.status.as_u16(), 303 | 404));
        let mijn = met_koek(&app, "/wederhoor", &wereld.els.1)
            .await
            .met_status(200)
            .tekst;
        assert!(mijn.contains(&vast));
    })
    .await;
}

async fn lezingen(app: &TestApp, id: uuid::Uuid) -> Vec<(String, String)> {
    let rijen = geschiedenis::Entity::find()
        .filter(geschiedenis::Column::StukId.eq(id))
        .filter(geschiedenis::Column::Actie.eq("lezen"))
        .all(app.app.db.read())
        .await
        .expect("the geschiedenis");
    rijen
        .into_iter()
        .map(|rij| (rij.actor, rij.velden))
        .collect()
}

#[tokio::test]
async fn who_leaves_the_organisatie_reads_it_no_more() {
    op_beide(async |app: TestApp| {
        let wereld = wereld(&app).await;
        let pad = wereld
            .in_wederhoor(&app, "Een titel", &over(&app, 28))
            .await;
        met_koek(&app, &wederhoor(&pad), &wereld.els.1)
            .await
            .met_status(200);
        verliest(&app, wereld.els.0, bij(Rol::Lid, wereld.plek.stad)).await;
        met_koek(&app, &wederhoor(&pad), &wereld.els.1)
            .await
            .met_status(404);
        // Somebody who works at what took the place of who was asked still does.
        let oud = mens(&app, "Otto", &[bij(Rol::Lid, wereld.plek.stad)]).await;
        let otto = in_(&app, oud, false).await;
        let pad = wereld.concept(&app, "Nog een").await;
        let aan = [
            ("Oudestad", mail("Otto")),
            ("Voorbeeldstad", mail("Eva")),
            ("Ministerie", mail("Jan")),
        ];
        leg_voor(&app, &wereld.dwars.1, &pad, &over(&app, 10), &aan)
            .await
            .met_status(303);
        met_koek(&app, &wederhoor(&pad), &otto)
            .await
            .met_status(200);
        let rollen = toekenning::Entity::find()
            .all(app.app.db.read())
            .await
            .expect("roles");
        assert!(
            rollen
                .iter()
                .all(|rij| rij.bereik != format!("organisatie:{}", wereld.plek.oud))
        );
    })
    .await;
}
