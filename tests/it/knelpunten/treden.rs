//! The five steps: written together, skipped with a reason, and the last one only when the others are there.

use dwarsverband::knelpunten::model::Status;

use super::{PAD, TITEL, fout_in, gebeurd, knelpunt, rij, stuur, toneel, van_api, zetel};
use crate::{
    anderen::lid,
    praktijken::{tekstvak, veld},
    support::{TestApp, inlog::met_koek, mensen::doe, op_beide},
};

const TREDEN: (&str, &str) = (PAD, "treden");
const BLAD: &str = "/knelpunten/delen-mag-niet/treden";
const INVULLEN: &str = "treden-invullen";

#[tokio::test]
async fn the_last_step_is_shut_until_the_others_are_filled_or_skipped() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let id = knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 0)).await;
        let duo = toneel.duo.as_str();
        let form = met_koek(&app, BLAD, duo).await.met_status(200).tekst;
        assert!(form.contains("Nog dicht.") && form.contains("trede 1 (Wat heeft de inwoner"));
        assert_eq!(form.matches(" disabled>").count(), 1, "{form}");

        // All that is wrong at once, and what was typed there stays.
        let velden = [
            ("trede-1", "Bel 06-12345678."),
            ("trede-2", " "),
            ("trede-2-overslaan", "ja"),
            ("trede-3", "Zes gemeenten spraken af te delen."),
            ("trede-5", "De wet moet anders."),
        ];
        let fout = stuur(&app, duo, TREDEN, &velden).await.met_status(400);
        fout_in(&fout, &["trede-1", "trede-2", "trede-5"]);
        for (veld, tekst) in [velden[0], velden[3], velden[4]] {
            assert_eq!(tekstvak(&fout, veld), tekst, "{veld}");
        }
        assert!(
            fout.tekst
                .contains("Schrijf op waarom u deze trede overslaat.")
        );
        assert!(fout.tekst.contains("<title>Fout: "), "{}", fout.tekst);
        let treden = &van_api(&app, PAD).await["treden"];
        assert!(
            (0..5_usize).all(|plek| treden[plek]["tekst"].is_null()),
            "{treden}"
        );

        let velden = [
            ("trede-1", "Eén vaste **begeleider**."),
            ("trede-2", "Er is geen ruimte: de wet noemt één doel."),
            ("trede-2-overslaan", "ja"),
        ];
        let klaar = stuur(&app, duo, TREDEN, &velden).await.met_status(303);
        assert_eq!(klaar.kop("location"), format!("{PAD}?gelukt=treden#treden"));
        let treden = &van_api(&app, PAD).await["treden"];
        assert_eq!(treden[0]["tekst"], "Eén vaste **begeleider**.");
        assert_eq!(treden[1]["overgeslagen"], true);
        assert!(treden[2]["tekst"].is_null());
        let pagina = app.get(PAD).await.met_status(200).tekst;
        for woord in [
            "Eén vaste <strong>begeleider</strong>.",
            "2. Wat kan binnen de bestaande ruimte: waarom overgeslagen",
            "de wet noemt één doel.",
            "Overgeslagen, met een reden",
            "Aan de beurt",
            "Nog dicht: eerst trede 3, 4",
        ] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }

        // The same once more is nothing new.
        let was = rij(&app, PAD).await.versie;
        stuur(&app, duo, TREDEN, &velden).await.met_status(303);
        assert_eq!(rij(&app, PAD).await.versie, was);
        assert_eq!(gebeurd(&app, id, &[INVULLEN]).await, [INVULLEN]);

        // With four of them it opens, and then the others can't go away under it.
        let vol = ["trede-1", "trede-2", "trede-3", "trede-4"].map(|veld| (veld, "Gedaan."));
        stuur(&app, duo, TREDEN, &vol).await.met_status(303);
        let form = met_koek(&app, BLAD, duo).await.met_status(200).tekst;
        assert!(!form.contains(" disabled>") && !form.contains("Nog dicht."));
        let vijf = [&vol[..], &[("trede-5", "De wet moet anders.")]].concat();
        stuur(&app, duo, TREDEN, &vijf).await.met_status(303);
        let zonder = &vijf[1..];
        let fout = stuur(&app, duo, TREDEN, zonder).await.met_status(400);
        fout_in(&fout, &["trede-5"]);
        let over = [&vijf[..], &[("trede-5-overslaan", "ja")]].concat();
        fout_in(
            &stuur(&app, duo, TREDEN, &over).await.met_status(400),
            &["trede-5"],
        );
    })
    .await;
}

#[tokio::test]
async fn only_who_treats_it_writes_the_steps_and_of_two_nobody_loses_a_word() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        knelpunt(&app, TITEL, (Status::InBehandeling, Some(thema), 0)).await;
        let (_, els) = lid(&app, "Els", toneel.wereld.elders).await;
        for (koek, status) in [("", 303), (&*els, 403), (&*toneel.redactie, 403)] {
            met_koek(&app, BLAD, koek).await.met_status(status);
            stuur(&app, koek, TREDEN, &[("trede-1", "x")])
                .await
                .met_status(status);
        }
        let gijs = zetel(&app, "Gijs", "gemeente", thema).await;
        let versie = rij(&app, PAD).await.versie.to_string();
        let van = |tekst| [("versie", versie.as_str()), ("trede-1", tekst)];
        doe(&app, &gijs, BLAD, &van("Een vaste begeleider."))
            .await
            .met_status(303);
        // Who mends a typo goes on with the version that they saw.
        let tikfout = [
            &van("Een vast gezicht.")[..],
            &[("trede-2-overslaan", "ja")],
        ]
        .concat();
        let fout = doe(&app, &toneel.duo, BLAD, &tikfout).await.met_status(400);
        fout_in(&fout, &["trede-2"]);
        assert_eq!(veld(&fout, "versie"), versie);
        let laat = doe(&app, &toneel.duo, BLAD, &van("Een vast gezicht.")).await;
        let laat = laat.met_status(409);
        for woord in [
            "bewaarde Gijs Voorbeeld een nieuwere versie",
            "Een vaste begeleider.",
            "href=\"#trede-1\"",
        ] {
            assert!(laat.tekst.contains(woord), "{woord}: {}", laat.tekst);
        }
        assert_eq!(tekstvak(&laat, "trede-1"), "Een vast gezicht.");
        let eerst = &van_api(&app, PAD).await["treden"][0]["tekst"];
        assert_eq!(eerst, "Een vaste begeleider.");
        // Saving once more is a choice.
        let keuze = [("trede-1", "Een vast gezicht.")];
        stuur(&app, &toneel.duo, TREDEN, &keuze)
            .await
            .met_status(303);
        let nu = &van_api(&app, PAD).await["treden"][0]["tekst"];
        assert_eq!(nu, "Een vast gezicht.");
    })
    .await;
}

#[tokio::test]
async fn what_was_scaled_up_keeps_all_its_steps() {
    op_beide(async |app: TestApp| {
        let toneel = toneel(&app).await;
        let thema = toneel.wereld.plek.thema;
        let nodig = (Status::RegelwijzigingNodig, Some(thema), 5);
        knelpunt(&app, TITEL, nodig).await;
        let vier = ["trede-1", "trede-2", "trede-3", "trede-4"].map(|veld| (veld, "Gedaan."));
        let fout = stuur(&app, &toneel.duo, TREDEN, &vier)
            .await
            .met_status(400);
        fout_in(&fout, &["trede-5"]);
        assert!(fout.tekst.contains("Dat steunt op alle vijf de treden"));
        let vijf = [&vier[..], &[("trede-5", "Een ander doel in de wet.")]].concat();
        stuur(&app, &toneel.duo, TREDEN, &vijf)
            .await
            .met_status(303);
    })
    .await;
}
