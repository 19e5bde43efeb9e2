use super::*;

fn boek(begrippen: &[&str]) -> Woordenboek {
    let begrip = |b: &&str| Begrip {
        begrip: (*b).to_owned(),
        voluit: String::new(),
        uitleg: "Een uitleg.".to_owned(),
    };
    Woordenboek::nieuw(begrippen.iter().map(begrip).collect())
}

/// The text with the first use of each begrip between brackets.
fn knip(uitleg: &mut Uitleg<'_>, tekst: &str) -> String {
    let deel = |d: Deel<'_>| match d {
        Deel::Tekst(t) => t.to_owned(),
        Deel::Woord { tekst, .. } => format!("[{tekst}]"),
    };
    uitleg.knip(tekst).into_iter().map(deel).collect()
}

#[test]
fn a_begrip_is_found_as_a_whole_word() {
    let boek = boek(&[
        "Wmo",
        "Wmo 2015",
        "WSM",
        "SoJ",
        "Wet maatschappelijke ondersteuning",
        "knelpunt",
        "bijzondere bijstand",
        "indicatie",
        "pgb",
        "zzp’er",
    ]);
    for (tekst, verwacht) in [
        ("De Wmo helpt.", "De [Wmo] helpt."),
        ("(Wmo)", "([Wmo])"),
        ("Wmo", "[Wmo]"),
        // An abbreviation only as it is written.
        ("De WMO, wmo en wsm.", "De WMO, wmo en wsm."),
        ("SOJ of SoJ", "SOJ of [SoJ]"),
        // Not in another word or an address, but in a compound with a hyphen.
        ("Wmoë, xWmo, Wmo2", "Wmoë, xWmo, Wmo2"),
        (
            "www.Wmo.nl en a@Wmo en Wmo_x",
            "www.Wmo.nl en a@Wmo en Wmo_x",
        ),
        ("een Wmo-consulent", "een [Wmo]-consulent"),
        ("Jeugdwet/Wmo", "Jeugdwet/[Wmo]"),
        ("140% WSM.", "140% [WSM]."),
        // The longest first, and nothing inside it.
        ("De Wmo 2015 en de Wmo.", "De [Wmo 2015] en de [Wmo]."),
        ("Wmo 20155", "[Wmo] 20155"),
        // A plain word with a capital, and in a plural.
        ("Knelpunt na knelpunt", "[Knelpunt] na knelpunt"),
        ("Knelpunten hier", "[Knelpunten] hier"),
        ("knelpuntig", "knelpuntig"),
        ("knelpuntenlijst", "knelpuntenlijst"),
        ("indicaties", "[indicaties]"),
        ("indicatieen", "indicatieen"),
        ("Bijzondere\n  bijstand", "[Bijzondere\n  bijstand]"),
        ("bijzonderebijstand", "bijzonderebijstand"),
        ("een PGB, pgb’s", "een [PGB], pgb’s"),
        ("zzp'ers", "[zzp'ers]"),
        ("Wmos", "Wmos"),
        ("é Wmo ü", "é [Wmo] ü"),
        ("", ""),
    ] {
        assert_eq!(
            knip(&mut Uitleg::nieuw(&boek), tekst),
            verwacht,
            "{tekst:?}"
        );
    }
}

#[test]
fn a_page_links_a_begrip_once_and_lists_what_it_used() {
    let boek = boek(&["WSM", "knelpunt", "Wmo", "duo"]);
    let mut uitleg = Uitleg::nieuw(&boek);
    uitleg.noteer("Een kop over een duo");
    assert_eq!(knip(&mut uitleg, "WSM en WSM"), "[WSM] en WSM");
    assert_eq!(knip(&mut uitleg, "WSM en de Wmo"), "WSM en de [Wmo]");
    let gebruikt: Vec<&str> = uitleg.gebruikt().map(|b| b.begrip.as_str()).collect();
    assert_eq!(gebruikt, ["duo", "Wmo", "WSM"]);
    assert_eq!(
        knip(&mut uitleg, "Het duo"),
        "Het [duo]",
        "a heading is no link"
    );
    let anker = |d: &Deel<'_>| match d {
        Deel::Woord { anker, .. } => anker.clone(),
        Deel::Tekst(_) => String::new(),
    };
    assert_eq!(anker(&Uitleg::nieuw(&boek).knip("WSM")[0]), "woord-wsm");
}

#[test]
fn the_list_is_alphabetical_and_has_every_word_once() {
    let boek = boek(&["zorg", "Éénloket", "Awb", "zorg", " "]);
    let woorden: Vec<&str> = boek.begrippen().iter().map(|b| b.begrip.as_str()).collect();
    assert_eq!(woorden, ["Awb", "Éénloket", "zorg"]);
}
