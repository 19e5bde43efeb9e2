//! What a knelpunt says: its texts, its cause, the thema's that treat it and the laws it is about.

use std::collections::BTreeSet;

use dwarsverband::{actor::Rol, knelpunten::model::Status, stukken::geschiedenis::controleer};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    PAD, TITEL, bij_thema, fout_in, gebeurd, knelpunt, rij, sleutels_van, stuur, thema, toneel,
    van_api, zet, zetel,
};
use crate::{
    anderen::lid,
    praktijken::{tekstvak, veld},
    support::{
        TestApp,
        inlog::met_koek,
        mensen::{doe, sterk},
        op_beide,
    },
};

const BEWERKEN: (&str, &str) = (PAD, "bewerken");

/// What is mandatory, for the thema of these tests.
const HEEL: [(&str, &str); 3] = [
    ("titel", TITEL),
    ("samenvatting", "Teams delen niets."),
    ("trekker", "wonen"),
];

#[tokio::test]
async fn who_treats_it_writes_all_that_it_says() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wonen = toneel.wereld.plek.thema;
        thema(&app, "zorg").await;
        let wet = json!({
            "externId": "wet", "slug": "wet", "soort": "regeling", "titel": "Een wet", "tekst": "x",
        });
        assert_eq!(app.lees(&[wet]).await.geweigerd, []);
        let id = knelpunt(&app, TITEL, (Status::InBehandeling, Some(wonen), 1)).await;
        let velden = [
            ("titel", " Delen durft \n niemand "),
            ("samenvatting", "Teams delen niets, ook niet wat mag."),
            ("tekst", "Een **inleiding**."),
            ("sectie-wat-er-gebeurt", "Ieder bewaart zijn eigen lijst."),
            ("sectie-wie-er-last-van-heeft", "Gezinnen."),
            ("oorzaak", "uitleg-van-de-wet"),
            ("trekker", "wonen"),
            ("themas", "zorg"),
            ("regelingen", "Een wet\r\n\r\n"),
            ("leefdomeinen", "zorg"),
            ("doelgroepen", "gezinnen"),
        ];
        let klaar = stuur(&app, &toneel.duo, BEWERKEN, &velden)
            .await
            .met_status(303);
        // Everybody could link to it, so its address stays.
        assert_eq!(klaar.kop("location"), format!("{PAD}?gelukt=bewaard"));
        app.indexeer().await;
        let json = van_api(&app, PAD).await;
        assert_eq!(json["titel"], "Delen durft niemand");
        assert_eq!(json["oorzaak"], "uitleg-van-de-wet");
        assert_eq!(json["secties"][1]["naam"], "Wie er last van heeft");
        assert_eq!(
            json["treden"][0]["tekst"], "Dit vonden wij.",
            "the steps stay"
        );
        assert_eq!(json["trekker"], "wonen");
        let pagina = app.get(PAD).await.met_status(200).tekst;
        for woord in [
            "Een <strong>inleiding</strong>.",
            "Ieder bewaart zijn eigen lijst.",
            "De wet laat meer toe dan men denkt",
            "href=\"/themas/zorg\"",
            "href=\"/regelingen/wet\"",
            "Volgt mee",
        ] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }
        let gezocht = app
            .get("/api/v1/zoeken?soort=knelpunt&thema=zorg")
            .await
            .json();
        assert_eq!(gezocht["resultaten"][0]["id"], id.to_string());

        // The form shows it all again, and the same once more is nothing new.
        let form = met_koek(&app, &format!("{PAD}/bewerken"), &toneel.duo)
            .await
            .met_status(200);
        assert_eq!(veld(&form, "titel"), "Delen durft niemand");
        assert_eq!(tekstvak(&form, "regelingen"), "Een wet");
        for gekozen in ["value=\"zorg\" checked", "value=\"wonen\" selected"] {
            assert!(form.tekst.contains(gekozen), "{gekozen}: {}", form.tekst);
        }
        let was = rij(&app, PAD).await.versie;
        stuur(&app, &toneel.duo, BEWERKEN, &velden)
            .await
            .met_status(303);
        assert_eq!(rij(&app, PAD).await.versie, was);
        assert_eq!(gebeurd(&app, id, &["wijzigen"]).await, ["wijzigen"]);
    })
    .await;
}

#[tokio::test]
async fn everything_that_is_wrong_is_told_at_once_and_comes_back() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let wonen = toneel.wereld.plek.thema;
        knelpunt(&app, TITEL, (Status::InBehandeling, Some(wonen), 0)).await;
        let (_, els) = lid(&app, "Els", toneel.wereld.elders).await;
        for (koek, status) in [("", 303), (&*els, 403), (&*toneel.redactie, 403)] {
            met_koek(&app, &format!("{PAD}/bewerken"), koek)
                .await
                .met_status(status);
            stuur(&app, koek, BEWERKEN, &HEEL).await.met_status(status);
        }
        let velden = [
            ("titel", " "),
            ("samenvatting", ""),
            ("tekst", "Mail els.de.vries@elders.example."),
            ("oorzaak", "pech"),
            ("trekker", "bestaat-niet"),
            ("regelingen", "Een wet die niemand kent"),
        ];
        let fout = stuur(&app, &toneel.duo, BEWERKEN, &velden)
            .await
            .met_status(400);
        fout_in(
            &fout,
            &[
                "titel",
                "samenvatting",
                "tekst",
                "oorzaak",
                "trekker",
                "regelingen",
            ],
        );
        assert_eq!(tekstvak(&fout, "tekst"), velden[2].1);
        assert_eq!(tekstvak(&fout, "regelingen"), velden[5].1);
        let json = van_api(&app, PAD).await;
        assert_eq!(json["titel"], TITEL, "nothing was saved");

        // Of two who write at the same moment nobody loses a word.
        let gijs = zetel(&app, "Gijs", "gemeente", wonen).await;
        let versie = rij(&app, PAD).await.versie.to_string();
        let van = |tekst| {
            let erbij = [("versie", versie.as_str()), ("tekst", tekst)];
            [&HEEL[..], &erbij[..]].concat()
        };
        let adres = format!("{PAD}/bewerken");
        let hun = [
            &van("Niemand durft het.")[..],
            &[("oorzaak", "complexiteit")],
        ]
        .concat();
        doe(&app, &gijs, &adres, &hun).await.met_status(303);
        // Who mends a typo goes on with the version that they saw.
        let laatste = van("Niemand mag het.");
        let fout = doe(&app, &toneel.duo, &adres, &laatste[1..])
            .await
            .met_status(400);
        fout_in(&fout, &["titel"]);
        assert_eq!(veld(&fout, "versie"), versie);
        let laat = doe(&app, &toneel.duo, &adres, &laatste)
            .await
            .met_status(409);
        assert!(
            laat.tekst
                .contains("bewaarde Gijs Voorbeeld een nieuwere versie")
        );
        for woord in ["Niemand durft het.", "href=\"#oorzaak\""] {
            assert!(laat.tekst.contains(woord), "{woord}: {}", laat.tekst);
        }
        assert_eq!(tekstvak(&laat, "tekst"), "Niemand mag het.");
        assert_eq!(van_api(&app, PAD).await["tekst"], "Niemand durft het.");
    })
    .await;
}

#[tokio::test]
async fn until_it_is_taken_up_its_themas_say_who_reads_it() {
    op_beide(async |app: TestApp| {
        // Fewer readers: it is done when search has it.
        tokio::spawn(app.app.volger.clone().volg(CancellationToken::new()));
        let toneel = toneel(&app).await;
        let wonen = toneel.wereld.plek.thema;
        let zorg = thema(&app, "zorg").await;
        let netwerk = sterk(&app, "Net", &[bij_thema(Rol::Netwerklid, zorg)])
            .await
            .1;
        let ad = zetel(&app, "Ad", "rijk", zorg).await;
        let id = knelpunt(&app, TITEL, (Status::Gemeld, Some(wonen), 0)).await;
        met_koek(&app, PAD, &netwerk).await.met_status(404);
        let keys = |themas: &[Uuid]| -> BTreeSet<String> {
            let themas = themas.iter().map(|id| format!("thema:{id}"));
            themas
                .chain(["overheid", "redactie"].map(str::to_owned))
                .collect()
        };

        // As long as nobody linked to it, its address follows its title.
        let anders = [&HEEL[1..], &[("titel", "Niemand deelt")]].concat();
        let met_zorg = [&anders[..], &[("themas", "zorg")]].concat();
        let klaar = stuur(&app, &toneel.duo, BEWERKEN, &met_zorg)
            .await
            .met_status(303);
        let pad = "/knelpunten/niemand-deelt";
        assert_eq!(klaar.kop("location"), format!("{pad}?gelukt=bewaard"));
        met_koek(&app, pad, &netwerk).await.met_status(200);
        assert_eq!(sleutels_van(&app, id).await, keys(&[wonen, zorg]));

        stuur(&app, &toneel.duo, (pad, "bewerken"), &anders)
            .await
            .met_status(303);
        met_koek(&app, pad, &netwerk).await.met_status(404);
        assert_eq!(sleutels_van(&app, id).await, keys(&[wonen]));
        let zoekt = met_koek(&app, "/zoeken?q=deelt", &netwerk)
            .await
            .met_status(200);
        assert!(!zoekt.tekst.contains(pad), "search has it");

        // Handed over to another thema it is theirs, and who did that reads it no more.
        let over = [
            ("titel", "Niemand deelt"),
            ("samenvatting", "Kort."),
            ("trekker", "zorg"),
        ];
        let klaar = stuur(&app, &toneel.duo, (pad, "bewerken"), &over)
            .await
            .met_status(303);
        assert_eq!(klaar.kop("location"), "/knelpunten");
        met_koek(&app, pad, &toneel.duo).await.met_status(404);
        let van_ad = met_koek(&app, pad, &ad).await.met_status(200).tekst;
        assert!(van_ad.contains(&format!("{pad}/stap/oppakken")), "{van_ad}");
        assert_eq!(sleutels_van(&app, id).await, keys(&[zorg]));
        assert_eq!(
            gebeurd(&app, id, &["wijzigen", "trekker-wijzigen"]).await,
            ["wijzigen", "wijzigen", "trekker-wijzigen"]
        );
        let ketens = controleer(app.app.db.read()).await.expect("the chains");
        assert_eq!(ketens.breuken, []);
    })
    .await;
}

#[tokio::test]
async fn who_can_not_take_a_step_any_more_keeps_what_they_wrote() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 0)).await;
        let reden = [("reden", "Niet nodig, zeggen zes gemeenten.")];
        let afwijzen = (PAD, "afwijzen");
        // The redactie treated it until there was a duo.
        let mag_niet = zet(&app, &toneel.redactie, afwijzen, &reden).await;
        let mag_niet = mag_niet.met_status(403).tekst;
        zet(
            &app,
            &toneel.duo,
            (PAD, "oplossen"),
            &[("reden", "Het mag al.")],
        )
        .await
        .met_status(303);
        let te_laat = zet(&app, &toneel.duo, afwijzen, &reden).await;
        let te_laat = te_laat.met_status(409).tekst;
        for (pagina, waarom) in [
            (mag_niet, "Dit doet het duo van het thema"),
            (te_laat, "Dit kan niet: het knelpunt is al opgelost."),
        ] {
            for woord in ["Dit is niet gedaan", waarom, "Dit schreef u", reden[0].1] {
                assert!(pagina.contains(woord), "{woord}: {pagina}");
            }
            assert!(
                !pagina.contains("name=\"reden\""),
                "there is no step to take"
            );
        }
    })
    .await;
}
