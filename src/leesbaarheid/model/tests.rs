use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::begrippen::model::{Begrip, Woordenboek};

fn lijst() -> Woordenlijst {
    let moeilijk = |(woord, vormen, liever): (&str, &str, &str)| MoeilijkWoord {
        woord: woord.into(),
        vormen: vormen.into(),
        liever: liever.into(),
    };
    let begrip = |(begrip, voluit, uitleg): (&str, &str, &str)| Begrip {
        begrip: begrip.into(),
        voluit: voluit.into(),
        uitleg: uitleg.into(),
    };
    Woordenlijst::nieuw(
        [
            ("middels", "", "met"),
            ("ten behoeve van", "t.b.v.", "voor"),
            ("ten", "", "te"),
            ("realiseren", "realiseert; gerealiseerd", "maken"),
        ]
        .map(moeilijk)
        .into(),
        Woordenboek::nieuw(
            [
                (
                    "Wmo",
                    "Wet maatschappelijke ondersteuning",
                    "Een wet over hulp.",
                ),
                ("triage", "", "Bepalen wie eerst gaat."),
                ("sociaal domein", "", "Zorg, jeugd en werk."),
            ]
            .map(begrip)
            .into(),
        ),
    )
}

/// The hints of one kind, as the text they point at.
fn plekken(tekst: &str, soort: Hintsoort) -> Vec<&str> {
    let alle = hints(tekst, &lijst());
    let van_soort = alle.into_iter().filter(|h| h.soort == soort);
    van_soort.map(|h| &tekst[h.plek]).collect()
}

#[test]
fn the_lijdende_vorm_is_found_and_little_else() {
    let lijdend = [
        ("De brief wordt verstuurd.", "wordt verstuurd"),
        (
            "De brief wordt morgen door de gemeente verstuurd.",
            "wordt morgen door de gemeente verstuurd",
        ),
        ("Er werd lang over gesproken.", "werd lang over gesproken"),
        ("Inwoners worden geholpen met hun geld.", "worden geholpen"),
        ("Ik word gebeld door het wijkteam.", "word gebeld"),
        (
            "Wij zeggen dat de brief verstuurd wordt.",
            "verstuurd wordt",
        ),
        ("Het is goed dat dit geregeld werd.", "geregeld werd"),
        ("De aanvraag moet worden ingevuld.", "worden ingevuld"),
        ("De aanvraag moet ingevuld worden.", "ingevuld worden"),
        (
            "Omdat het formulier nog getekend moet worden, wachten wij.",
            "getekend moet worden",
        ),
        ("Zij vragen om geholpen te worden.", "geholpen te worden"),
        (
            "Als de huur betaald zou kunnen worden, was er geen probleem.",
            "betaald zou kunnen worden",
        ),
        ("De regeling is vastgesteld door de raad.", "is vastgesteld"),
        (
            "De regels zijn in 2020 aangepast.",
            "zijn in 2020 aangepast",
        ),
        (
            "Het plan was door het college goedgekeurd.",
            "was door het college goedgekeurd",
        ),
        ("De kosten waren vergeten.", "waren vergeten"),
        ("De kosten die vergoed zijn, staan hier.", "vergoed zijn"),
        ("Er is afgesproken dat wij bellen.", "is afgesproken"),
        ("Alle dossiers zijn bekeken.", "zijn bekeken"),
        (
            "Er zijn veel gesprekken gevoerd.",
            "zijn veel gesprekken gevoerd",
        ),
        ("Gevraagd wordt om een bewijs.", "Gevraagd wordt"),
        (
            "Daarna worden een plan, een begroting en een verslag gemaakt.",
            "worden een plan, een begroting en een verslag gemaakt",
        ),
        (
            "Het geld wordt uitbetaald aan de inwoner.",
            "wordt uitbetaald",
        ),
        ("De zorg wordt geleverd en gecontroleerd.", "wordt geleverd"),
        (
            "Wie heeft gewerkt wordt daarvoor betaald.",
            "wordt daarvoor betaald",
        ),
        (
            "De jongere wordt doorverwezen naar de huisarts.",
            "wordt doorverwezen",
        ),
        ("- wordt *samen* ingevuld", "wordt *samen* ingevuld"),
        (
            "Een brief wordt een keer gestuurd.",
            "wordt een keer gestuurd",
        ),
        (
            "De inwoner werd gevraagd naar zijn wensen.",
            "werd gevraagd",
        ),
        ("De afspraak is gisteren verzet.", "is gisteren verzet"),
    ];
    for (tekst, verwacht) in lijdend {
        assert_eq!(plekken(tekst, Hintsoort::Lijdend), [verwacht], "{tekst:?}");
    }
    let niet = [
        "De gemeente verstuurt de brief.",
        "De gemeente heeft de brief verstuurd.",
        "Wij hebben in 2020 de regels aangepast.",
        "De inwoner heeft zijn aanvraag ingediend.",
        "De inwoner krijgt zijn geld uitbetaald.",
        "Het wordt kouder.",
        "Zij wordt wethouder van deze gemeente.",
        "De problemen worden groter.",
        "Dat is bekend in het gebied.",
        "Dit wordt het beleid van de gemeente.",
        "De wet is ingewikkeld.",
        "De inwoner is verplicht om mee te doen.",
        "De aanpak is gericht op jongeren.",
        "Het bedrag is bedoeld voor gezinnen.",
        "De school is bij het plan betrokken.",
        "Het project is in 2020 begonnen.",
        "De vraag is sindsdien gegroeid.",
        "Twee gezinnen zijn verhuisd.",
        "De consulent is langs gekomen.",
        "Er is veel veranderd.",
        "Het aantal is toegenomen.",
        "Het is gelukt.",
        "Dat is een gesloten deur.",
        "Dit wordt een breed gedragen plan.",
        "Het is een bijzonder gericht aanbod.",
        "Het budget is zeer beperkt.",
        "Het is belangrijk dat de gemeente heeft betaald.",
        "Het is belangrijk om fouten te voorkomen.",
        "Het wordt tijd om het systeem te vervangen.",
        "Het kind wordt ouder en verandert.",
        "Als het kind ouder wordt verandert de zorg.",
        "De zorg wordt duurder, gemeenten betalen meer.",
        "Wat wordt het besluit over dit gebied?",
        "De gegevens zijn van de inwoner.",
        "Zijn gezin is groot.",
        "Er zijn veel gezinnen met gesprekken.",
        "De gemeente gebruikt het geld voor hulp.",
        "Wij zijn met acht gemeenten.",
        "Dat is betaald werk.",
        "Hij is getrouwd geweest.",
        "# De brief wordt verstuurd",
        "`wordt verstuurd`",
    ];
    for tekst in niet {
        assert_eq!(plekken(tekst, Hintsoort::Lijdend), [""; 0], "{tekst:?}");
    }
}

#[test]
fn a_long_sentence_is_told_by_its_number_of_words() {
    let zin = |n: usize| format!("{}.", vec!["woord"; n].join(" "));
    for (aantal, lang, te_lang) in [(20, 0, 0), (21, 1, 0), (30, 1, 0), (31, 0, 1), (80, 0, 1)] {
        let tekst = zin(aantal);
        assert_eq!(plekken(&tekst, Hintsoort::Lang).len(), lang, "{aantal}");
        assert_eq!(
            plekken(&tekst, Hintsoort::TeLang).len(),
            te_lang,
            "{aantal}"
        );
        if let [hint] = &hints(&tekst, &lijst())[..] {
            assert!(
                hint.melding
                    .starts_with(&format!("Deze zin heeft {aantal} woorden."))
            );
            assert_eq!(hint.plek, 0..tekst.len() - 1);
        }
    }
    // A heading, code, a table and addresses are not counted; items of a list stand alone.
    let lang = vec!["woord"; 25].join(" ");
    for tekst in [
        format!("# {lang}"),
        format!("```\n{lang}\n```"),
        format!("| a |\n|---|\n| {lang} |"),
        format!("- {}\n- {}", &lang[..60], &lang[..60]),
        format!("[kort](https://example.org/{})", lang.replace(' ', "-")),
        "https://example.org/a ".repeat(30),
    ] {
        assert_eq!(hints(&tekst, &lijst()), [], "{tekst}");
    }
}

#[test]
fn a_difficult_word_comes_with_a_plain_one() {
    let tekst = "Middels een brief, t.b.v. u.\n\n# Ten **behoeve** van\n\nWij realiseren ten eerste `middels`.";
    let gevonden: Vec<(&str, String)> = hints(tekst, &lijst())
        .into_iter()
        .map(|h| (&tekst[h.plek], h.melding))
        .collect();
    let melding =
        |woord: &str, liever: &str| format!("“{woord}” kan eenvoudiger. Schrijf liever: {liever}.");
    assert_eq!(
        gevonden,
        [
            ("Middels", melding("Middels", "met")),
            ("t.b.v", melding("t.b.v", "voor")),
            ("Ten **behoeve** van", melding("Ten behoeve van", "voor")),
            ("realiseren", melding("realiseren", "maken")),
            ("ten", melding("ten", "te")),
        ]
    );
}

#[test]
fn a_begrip_without_explanation_gets_one() {
    let geen: [&str; 0] = [];
    for (tekst, verwacht) in [
        ("De Wmo en de Wmo.", &["Wmo"][..]),
        (
            "Met triage.\n\nIn het **sociaal** domein.",
            &["triage", "sociaal** domein"],
        ),
        (
            "De Wet maatschappelijke ondersteuning (Wmo). De Wmo is er.",
            &geen,
        ),
        ("De Wmo.\n\n- wet maatschappelijke\n  ondersteuning", &geen),
        ("De triage (wie eerst gaat) begint.", &geen),
        ("Eerst de triage. Triage betekent: wie gaat eerst.", &geen),
        ("Bepalen wie eerst gaat heet “triage”.", &geen),
        ("Een geheet triage.", &["triage"]),
        ("`Wmo` en wmo", &geen),
    ] {
        assert_eq!(plekken(tekst, Hintsoort::Begrip), verwacht, "{tekst:?}");
    }
    let hint = &hints("De Wmo.", &lijst())[0];
    assert_eq!(
        hint.melding,
        "Niet iedereen kent “Wmo”. Schrijf de eerste keer: Wet maatschappelijke ondersteuning (Wmo). Onder de pagina komt te staan: Een wet over hulp."
    );
}

#[test]
fn a_text_is_measured() {
    let lang = vec!["woord"; 22].join(" ");
    let tekst =
        format!("# Een kop\n\nKort. Middels dit wordt het geregeld.\n\n- {lang}\n- Middels ten.");
    let meting = beoordeel(&tekst, &lijst()).meting;
    assert_eq!(
        meting,
        Meting {
            zinnen: 4,
            woorden: 30,
            lange_zinnen: 1,
            lijdend: 1,
            moeilijke_woorden: 3,
        }
    );
    assert!((meting.gemiddelde_lengte() - 7.5).abs() < 0.01);
    assert!(Meting::default().gemiddelde_lengte() < 0.01);
}

#[test]
fn long_texts_are_read_in_time() {
    let zin = "De Wmo wordt, t.b.v. het sociaal domein, door ons gebruikt. ";
    for (naam, tekst) in [
        ("prose", zin.repeat(4_000)),
        ("one sentence", "wordt en ".repeat(25_000)),
        ("no verb", "gevraagd ".repeat(25_000)),
        ("one word", "a".repeat(200_000)),
        ("signs", ".".repeat(200_000)),
        ("spaces", "sociaal          ".repeat(12_000)),
        ("markup", "**a** [b](c) ".repeat(15_000)),
    ] {
        let begin = Instant::now();
        beoordeel(&tekst, &lijst());
        let duur = begin.elapsed();
        assert!(duur < Duration::from_secs(10), "{naam}: {duur:?}");
    }
}

proptest! {
    #[test]
    fn any_text_can_be_read(
        tekst in "(\\PC|[ \n.,*_#>`|\\[\\]()!?’'-]|wordt |is |zijn |gemaakt |Wmo |ten |é|\u{300}|&amp;|https://){0,120}",
    ) {
        let gelezen = beoordeel(&tekst, &lijst());
        let mut vorige = 0;
        for hint in &gelezen.hints {
            // Cutting there would stop on a place inside a character.
            prop_assert!(!tekst[hint.plek.clone()].trim().is_empty());
            prop_assert!(hint.plek.start >= vorige);
            prop_assert!(hint.melding.ends_with(['.', '!', '?']));
            vorige = hint.plek.start;
        }
        prop_assert!(gelezen.meting.zinnen <= gelezen.meting.woorden);
    }
}
