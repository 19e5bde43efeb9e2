//! What is accepted of a form, and what is said of the rest.

use super::*;

const ELS: Uuid = Uuid::from_u128(1);
const NET: Uuid = Uuid::from_u128(2);

fn goed() -> Ingevuld {
    Ingevuld {
        titel: " Overleg\n over de brief ".into(),
        dag: "2026-12-03".into(),
        begin: "10:00".into(),
        einde: "11.30".into(),
        plek: "Stadhuis, kamer 3".into(),
        link: " https://overleg.example/a?b=c ".into(),
        agenda: "- Welkom\r\n- De brief\r\n".into(),
        genodigden: vec![NET.to_string(), ELS.to_string(), ELS.to_string()],
        niveau: "besloten".into(),
        ..Ingevuld::default()
    }
}

fn moment_van(tekst: &str) -> DateTime<Utc> {
    tekst.parse().expect("a moment")
}

/// What is wrong at a moment for somebody of the duo, or of the netwerk.
fn keur_op(van: &Ingevuld, nu: &str, was: Option<&str>, duo: bool) -> Result<Gekeurd, String> {
    let kader = Kader {
        nu: moment_van(nu),
        was: was.map(moment_van),
        kan_komen: &|wie, niveau| match wie {
            ELS => true,
            NET => niveau != Niveau::Vertrouwelijk,
            _ => false,
        },
        bezwaar: &|niveau| (!duo && niveau != Niveau::Besloten).then_some("Alleen het duo."),
    };
    van.keur(&kader).map_err(|fouten| {
        let kort = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(kort).collect::<Vec<_>>().join(", ")
    })
}

const NU: &str = "2026-11-21T12:00:00Z";

#[test]
fn what_is_right_is_made_tidy() {
    let gekeurd = keur_op(&goed(), NU, None, false).expect("it is right");
    assert_eq!(gekeurd.titel, "Overleg over de brief");
    assert_eq!(gekeurd.begin, moment_van("2026-12-03T09:00:00Z"));
    assert_eq!(gekeurd.einde, moment_van("2026-12-03T10:30:00Z"));
    assert_eq!(gekeurd.link, "https://overleg.example/a?b=c");
    assert_eq!(gekeurd.agenda, "- Welkom\n- De brief");
    assert_eq!(
        gekeurd.genodigden,
        [ELS, NET],
        "each once, in a fixed order"
    );
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let leeg = keur_op(&Ingevuld::default(), NU, None, true);
    assert_eq!(
        leeg.expect_err("it is empty"),
        "titel verplicht, dag verplicht, begin verplicht, einde verplicht, plek verplicht, niveau verplicht, \
         genodigden verplicht"
    );
    let alles = Ingevuld {
        titel: "x".repeat(MAX_TITEL + 1),
        dag: "3-12-2026".into(),
        begin: "tien uur".into(),
        einde: "25:00".into(),
        link: "http://overleg.example".into(),
        agenda: "Bel 06-12345678.".into(),
        genodigden: vec![Uuid::from_u128(9).to_string()],
        niveau: "openbaar".into(),
        ..goed()
    };
    let fout = keur_op(&alles, NU, None, false);
    assert_eq!(
        fout.expect_err("all is wrong"),
        "titel te-lang, dag ongeldige-datum, begin ongeldige-tijd, einde ongeldige-tijd, link ongeldig-adres, \
         niveau mag-niet, genodigden onbekend, agenda persoonsgegevens"
    );
}

#[test]
fn a_time_that_the_clock_skips_or_shows_twice_is_refused() {
    let op = |dag: &str, begin: &str, einde: &str| {
        let van = Ingevuld {
            dag: dag.into(),
            begin: begin.into(),
            einde: einde.into(),
            ..goed()
        };
        keur_op(&van, NU, None, true)
    };
    let lente = op("2027-03-28", "02:30", "02:45").expect_err("it is skipped");
    assert_eq!(lente, "begin geen-moment, einde geen-moment");
    let herfst = op("2027-10-31", "01:30", "02:30").expect_err("it comes twice");
    assert_eq!(herfst, "einde geen-moment");
    let over = op("2027-10-31", "01:30", "03:30").expect("both come once");
    assert_eq!((over.einde - over.begin).num_hours(), 3, "an hour more");
}

#[test]
fn an_end_comes_after_a_beginning_that_is_still_to_come() {
    let met = |begin: &str, einde: &str| Ingevuld {
        begin: begin.into(),
        einde: einde.into(),
        ..goed()
    };
    for (begin, einde) in [("10:00", "10:00"), ("23:00", "01:00")] {
        let fout = keur_op(&met(begin, einde), NU, None, true);
        assert_eq!(fout.expect_err("it ends too soon"), "einde voor-begin");
    }
    let laat = "2026-12-03T09:00:00Z";
    let fout = keur_op(&goed(), laat, None, true);
    assert_eq!(fout.expect_err("it is over"), "dag voorbij");
    assert!(keur_op(&goed(), laat, Some("2026-12-02T09:00:00Z"), true).is_err());
    assert!(
        keur_op(&goed(), laat, Some(laat), true).is_ok(),
        "nobody moved it"
    );
}

#[test]
fn who_is_invited_reads_it() {
    let geheim = Ingevuld {
        niveau: "vertrouwelijk".into(),
        ..goed()
    };
    let fout = keur_op(&geheim, NU, None, true);
    assert_eq!(fout.expect_err("one can't"), "genodigden leest-niet");
    let met_duo = Ingevuld {
        genodigden: vec![ELS.to_string()],
        ..geheim
    };
    assert!(keur_op(&met_duo, NU, None, true).is_ok());
}

#[test]
fn an_address_can_be_opened_and_ends_no_line() {
    for (link, goed) in [
        ("https://overleg.example/a", true),
        ("https://", false),
        ("javascript:alert(1)", false),
        ("https://a.example/\nX: ja", false),
        ("https://a.example/\"x", false),
    ] {
        assert_eq!(is_adres(link), goed, "{link:?}");
    }
}

#[test]
fn what_was_said_is_never_empty() {
    let codes = |tekst: &str, akkoord| {
        let mut fouten = Fouten::new();
        keur_verslag(tekst, akkoord, &mut fouten);
        let code = |f: &crate::error::Fout| f.code;
        fouten.iter().map(code).collect::<Vec<_>>()
    };
    assert_eq!(codes(" \n", false), ["verplicht"]);
    assert_eq!(codes("Wij spraken af.", false), [""; 0]);
    assert_eq!(codes("Bel 06-12345678.", false), ["persoonsgegevens"]);
    assert_eq!(codes("Bel 06-12345678.", true), [""; 0]);
}
