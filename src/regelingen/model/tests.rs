use uuid::Uuid;

use super::*;

#[test]
fn the_official_text_is_found_by_register() {
    for (id, waar) in [
        (
            "BWBR0035362",
            Some("https://wetten.overheid.nl/BWBR0035362"),
        ),
        (
            "32016R0679",
            Some("https://eur-lex.europa.eu/legal-content/NL/TXT/?uri=CELEX:32016R0679"),
        ),
        ("BWBR123", None),
        ("kst-34477-16", None),
        ("", None),
    ] {
        assert_eq!(officiele_tekst(id).as_deref(), waar, "{id}");
    }
}

#[test]
fn an_article_has_a_deep_link() {
    let artikel = "2.3.5".parse().unwrap();
    assert_eq!(
        artikel_link("BWBR0035362", &artikel).as_deref(),
        Some("https://wetten.overheid.nl/jci1.3:c:BWBR0035362&artikel=2.3.5")
    );
    assert_eq!(artikel_link("32016R0679", &artikel), None);
}

/// Each law in the spellings in which people type it.
#[test]
fn a_reference_is_read_in_every_spelling() {
    #[rustfmt::skip]
    let verwijzingen = [
        ("Wmo 2015", "2.3.5", ["Wmo 2015 artikel 2.3.5", "artikel 2.3.5 Wmo 2015", "art. 2.3.5, eerste lid, van de Wmo 2015"]),
        ("wmo", "2.3.5", ["wmo art 2.3.5", "2.3.5 wmo", "wmo 2.3.5"]),
        ("BWBR0035362", "2.3.5", ["BWBR0035362 art. 2.3.5", "BWBR0035362 artikel 2.3.5", "art.2.3.5 BWBR0035362"]),
        ("Participatiewet", "18a", ["Participatiewet art. 18a", "18a Participatiewet", "artikel 18A, lid 2, Participatiewet"]),
        ("Jeugdwet", "7.3.11", ["Jeugdwet, art. 7.3.11", "artikel 7.3.11 van de Jeugdwet", "7.3.11 Jeugdwet"]),
        ("Awb", "4:81", ["Awb 4:81", "art. 4:81 Awb", "artikel 4:81 van de Awb"]),
        ("Wgs", "7", ["Wgs artikel 7", "art 7 Wgs", "art. 7 lid 1 onder a Wgs"]),
        ("wi 2021", "14", ["wi 2021 art. 14", "art. 14 wi 2021", "artikel 14, tweede lid, wi 2021"]),
        ("AVG", "6", ["AVG art. 6", "artikel 6 AVG", "Art. 6, eerste lid, onder e, van de AVG"]),
        ("wet passend onderwijs", "II", ["wet passend onderwijs artikel II", "art. ii wet passend onderwijs", "artikel II van de wet passend onderwijs"]),
        ("Gemeentewet", "149", ["Gemeentewet art. 149", "art 149 Gemeentewet", "ARTIKEL 149 Gemeentewet"]),
        ("Zvw", "10a", ["Zvw 10a", "10a Zvw", "(art. 10a Zvw)"]),
    ];
    for (wet, artikel, spellingen) in verwijzingen {
        for spelling in spellingen {
            let gelezen = Verwijzing::lees(spelling).expect(spelling);
            let is = (gelezen.wet.as_str(), gelezen.artikel.as_str());
            assert_eq!(is, (wet, artikel), "{spelling}");
        }
    }
}

#[test]
fn what_is_no_reference_is_searched_for() {
    for vraag in [
        "",
        "Wmo 2015",
        "participatiewet 18",
        "2.3.5",
        "artikel 2.3.5",
        "art",
        "wmo artikel",
        "artikel over schulden",
        "praktijk art. 7 awb",
        "24:7",
        "kunst 3d",
        "art. 7, 8",
    ] {
        // A single letter behind a number is a reference only to a law of that name.
        let gelezen = Verwijzing::lees(vraag).filter(|v| v.wet != "kunst");
        assert_eq!(gelezen, None, "{vraag:?}");
    }
}

#[test]
fn a_law_has_more_names_than_one() {
    let namen = [
        ("Wet maatschappelijke ondersteuning", "Wmo 2007"),
        ("Wet maatschappelijke ondersteuning 2015", "Wmo 2015"),
        ("Jeugdwet", "Jw"),
        ("Hulpwet 2007", ""),
        ("Hulpwet 2015", ""),
        ("Wams", ""),
        ("2015", ""),
    ];
    for (naam, is) in [
        ("wmo 2015", Some(1)),
        ("WMO-2015", Some(1)),
        ("Wmo", Some(1)),
        ("wmo 2007", Some(0)),
        ("wet maatschappelijke ondersteuning", Some(0)),
        ("wmo 2009", None),
        ("de Jeugdwet", Some(2)),
        ("jw", Some(2)),
        ("jeugd", None),
        ("hulpwet", Some(4)),
        ("Hulpwet 2007", Some(3)),
        ("wams", Some(5)),
        ("--", None),
        ("", None),
    ] {
        for omgekeerd in [false, true] {
            let mut regelingen: Vec<_> = (0_u128..)
                .zip(namen)
                .map(|(id, (titel, afkorting))| Regelingnaam {
                    id: Uuid::from_u128(id),
                    titel: titel.to_owned(),
                    afkorting: afkorting.to_owned(),
                })
                .collect();
            if omgekeerd {
                regelingen.reverse();
            }
            assert_eq!(beste(naam, regelingen), is.map(Uuid::from_u128), "{naam}");
        }
    }
}
