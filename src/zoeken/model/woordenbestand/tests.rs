use super::*;
use crate::{
    content::{self, ZOEKWOORDEN},
    zoeken::model::woorden::{Richting, Woordsoort},
};

fn woord(soort: Woordsoort, van: &str, naar: &str, richting: Richting) -> Woord {
    Woord {
        soort,
        van: van.to_owned(),
        naar: naar.to_owned(),
        richting,
    }
}

/// The faults of a file, as line and field.
fn fouten(tekst: &[u8]) -> Vec<(u64, &'static str)> {
    let fouten = lees(tekst).expect_err("there are faults");
    for fout in &fouten {
        assert!(
            fout.melding.len() > 10 && fout.melding.ends_with('.'),
            "a remedy: {fout}"
        );
    }
    fouten.iter().map(|f| (f.regel, f.veld)).collect()
}

#[test]
fn the_list_of_the_product_is_in_order_and_survives_a_round_trip() {
    let tekst = content::tekst(ZOEKWOORDEN);
    let lijst = lees(tekst.as_bytes()).unwrap_or_else(|fouten| panic!("{fouten:#?}"));
    assert_eq!(
        lijst.len(),
        tekst.lines().count() - 1,
        "every row is a pair"
    );
    let geschreven = schrijf(&lijst).expect("there is memory");
    assert!(geschreven.starts_with("soort,van,naar,richting\nafkorting,"));
    assert_eq!(lees(geschreven.as_bytes()), Ok(lijst));
}

#[test]
fn a_file_is_read_as_spreadsheets_write_it() {
    let verwacht = Woordenlijst::from([
        woord(
            Woordsoort::Afkorting,
            "vws",
            "welzijn, zorg en sport",
            Richting::Heen,
        ),
        woord(Woordsoort::Oud, "wob", "woo", Richting::Beide),
    ]);
    for tekst in [
        "soort,van,naar,richting\nafkorting,vws,\"welzijn, zorg en sport\",heen\noud,wob,woo,\n",
        "soort,van,naar,richting\noud,wob,woo\nafkorting, vws ,\"welzijn,  zorg en sport\",heen",
        "\u{feff}Soort;Van;Naar;Richting\r\nAfkorting;vws;welzijn, zorg en sport;Heen\r\n\r\noud;wob;woo;beide\r\n",
        "naar,richting,van,soort\n\"welzijn, zorg en sport\",heen,vws,afkorting\nwoo,,wob,oud\n",
    ] {
        assert_eq!(lees(tekst.as_bytes()), Ok(verwacht.clone()), "{tekst}");
    }
    let zonder = lees(b"soort,van,naar\noud,wob,woo\n").expect("in order");
    assert_eq!(zonder.first().map(|w| w.richting), Some(Richting::Beide));
    assert_eq!(lees(b"soort,van,naar,richting\n"), Ok(Woordenlijst::new()));
}

#[test]
fn all_faults_are_told_at_once_with_their_line() {
    let lang = "a".repeat(201);
    let veel = "een twee ".repeat(7);
    let tekst = format!(
        "soort,van,naar,richting\n\
         oud,wob,woo,beide\n\
         nieuw,wvg,,terug\n\
         \n\
         oud,wob,woo,heen,nog iets\n\
         oud,Wob,WOO,beide\n\
         oud,woo,wob,heen\n\
         synoniem,zelfde,Zelfde,beide\n\
         synoniem,{lang},{veel},beide\n\
         synoniem,--,de het,beide\n\
         ,x,y,heen\n\
         synoniem,iets,de het een,heen\n\
         synoniem,x\u{7}y,z,heen\n"
    );
    assert_eq!(
        fouten(tekst.as_bytes()),
        [
            (3, "soort"),
            (3, "richting"),
            (3, "naar"),
            (5, "regel"),
            (6, "naar"),
            (7, "naar"),
            (8, "naar"),
            (9, "van"),
            (9, "naar"),
            (10, "van"),
            (11, "soort"),
            (12, "naar"),
            (13, "van"),
        ]
    );
}

#[test]
fn a_file_that_is_something_else_is_told() {
    for (tekst, verwacht) in [
        (&b""[..], vec![(1, "kop"), (1, "kop"), (1, "kop")]),
        (b"van,naar\na,b\n", vec![(1, "kop")]),
        (b"soort,van,naar,van,kleur\n", vec![(1, "kop"), (1, "kop")]),
        (b"soort,van,naar\noud,w\xe9b,woo\n", vec![(2, "bestand")]),
        (
            b"soort,van,naar\noud,\"wob,woo\noud,a,b\n",
            vec![(2, "van"), (2, "naar")],
        ),
    ] {
        assert_eq!(
            fouten(tekst),
            verwacht,
            "{}",
            String::from_utf8_lossy(tekst)
        );
    }
}

#[test]
fn two_ways_may_be_two_rows() {
    let tekst = b"soort,van,naar,richting\nsynoniem,a1,b1,heen\nsynoniem,b1,a1,heen\n";
    assert_eq!(lees(tekst).expect("in order").len(), 2);
}

/// What a cell begins with decides whether a spreadsheet shows it or runs it, and no list that is
/// taken in has such a cell. So a list that goes out has none either.
#[test]
fn no_term_is_a_formula() {
    let tekst = "soort,van,naar\nsynoniem,=1+1,a\nsynoniem,b,+31\nsynoniem,-c,@d\nsynoniem,kwartel-huis,snavel+club\n";
    assert_eq!(
        fouten(tekst.as_bytes()),
        [(2, "van"), (3, "naar"), (4, "van"), (4, "naar")]
    );
}
