use chrono::{DateTime, NaiveDate, Utc};

use super::*;

fn dag(tekst: &str) -> NaiveDate {
    tekst.parse().unwrap()
}

fn moment(tekst: &str) -> DateTime<Utc> {
    format!("{tekst}T12:00:00Z").parse().unwrap()
}

fn wacht(url: &str, uiterlijk: Option<&str>, sinds: Option<&str>) -> Wacht {
    Wacht {
        aard: Aard::Actie,
        titel: url.to_uppercase(),
        url: url.to_owned(),
        bij: String::new(),
        uiterlijk: uiterlijk.map(dag),
        sinds: sinds.map(moment),
    }
}

fn urls(wacht: &[Wacht]) -> Vec<&str> {
    wacht.iter().map(|wacht| wacht.url.as_str()).collect()
}

#[test]
fn what_has_a_day_comes_first_and_then_what_waits_longest() {
    let mut alle = [
        wacht("g", None, None),
        wacht("e", None, Some("2026-11-01")),
        wacht("f", None, Some("2026-11-20")),
        wacht("d", Some("2026-12-24"), None),
        wacht("c", Some("2026-11-21"), Some("2026-11-20")),
        wacht("b", Some("2026-11-21"), Some("2026-11-01")),
        wacht("a", Some("2026-01-01"), None),
    ];
    op_volgorde(&mut alle);
    assert_eq!(urls(&alle), ["a", "b", "c", "d", "e", "f", "g"]);
}

#[test]
fn what_does_not_fit_is_told_and_led_to() {
    let drie = || {
        vec![
            wacht("c", None, None),
            wacht("b", Some("2026-12-01"), None),
            wacht("a", Some("2026-11-01"), None),
        ]
    };
    assert_eq!(hoogstens(drie(), 3, "/alles"), drie());
    let twee = hoogstens(drie(), 2, "/alles");
    assert_eq!(urls(&twee), ["a", "b", "/alles"]);
    assert_eq!(twee[2].aard, Aard::Meer);
    assert_eq!(twee[2].titel, "Nog 1 keer: Actie");
    assert!(hoogstens(Vec::new(), 0, "/alles").is_empty());
}

#[test]
fn a_day_is_said_as_people_do() {
    for (op, woorden) in [
        ("2026-11-09", "12 dagen te laat"),
        ("2026-11-20", "1 dag te laat"),
        ("2026-11-21", "vandaag"),
        ("2026-11-22", "morgen"),
        ("2026-12-01", "over 10 dagen"),
    ] {
        let nabij = Nabij::van(dag(op), dag("2026-11-21"));
        assert_eq!(nabij.woorden(), woorden, "{op}");
        let te_laat = matches!(nabij, Nabij::TeLaat(_));
        assert_eq!(te_laat, op < "2026-11-21", "{op}");
    }
}

#[test]
fn only_what_is_ahead_has_a_day_ahead() {
    let vandaag = dag("2026-11-21");
    let alle = [
        wacht("laat", Some("2026-11-20"), None),
        wacht("nu", Some("2026-11-21"), None),
        wacht("zonder", None, None),
        wacht("later", Some("2026-12-24"), None),
    ];
    let bijeenkomst = |dag_op| Termijn {
        dag: dag(dag_op),
        aard: Aard::Bijeenkomst,
        titel: "Overleg".into(),
        url: "/bijeenkomsten/overleg".into(),
    };
    let andere = vec![
        bijeenkomst("2026-12-01"),
        bijeenkomst("2026-12-01"),
        bijeenkomst("2026-11-01"),
    ];
    let termijnen = termijnen(&alle, andere, vandaag);
    let urls: Vec<&str> = termijnen.iter().map(|t| t.url.as_str()).collect();
    assert_eq!(urls, ["nu", "/bijeenkomsten/overleg", "later"]);
}

#[test]
fn the_line_runs_from_today_for_eight_weeks() {
    let vandaag = dag("2026-11-21");
    let balk = |dagen: &[&str]| {
        let dagen: Vec<NaiveDate> = dagen.iter().map(|tekst| dag(tekst)).collect();
        Tijdbalk::van(&dagen, vandaag)
    };
    let (nu, einde) = (Tijdbalk::nu(), Tijdbalk::einde());
    let uitersten = balk(&["2026-11-21", "2027-01-16", "2027-01-17", "2028-01-01"]);
    assert_eq!(uitersten.punten, [nu, einde]);
    assert_eq!(uitersten.verder, 2);
    assert_eq!(uitersten.weken.len(), 9);
    assert_eq!(uitersten.weken.first(), Some(&nu.x));
    assert_eq!(uitersten.weken.last(), Some(&einde.x));
    // One above the other, as far as there is room.
    let samen = balk(&["2026-12-01"; 5]);
    assert_eq!(samen.punten.len(), 3);
    assert!(samen.punten.iter().all(|punt| punt.x == samen.punten[0].x));
    let hoogten: Vec<u64> = samen.punten.iter().map(|punt| punt.y).collect();
    assert!(hoogten.is_sorted_by(|a, b| a > b));
    assert!(hoogten.iter().all(|y| *y > 0 && *y < HOOGTE));
    assert!(balk(&[]).punten.is_empty());
}
