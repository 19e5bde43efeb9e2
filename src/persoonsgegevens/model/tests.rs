//! Invented numbers only: burgerservicenummers of the 9999 range, which is never given out, and
//! domains and telephone numbers that are kept for examples.

use proptest::prelude::*;

use super::{Soort, heeft, vind};

/// What is found in a text, as kind and words.
fn gevonden(tekst: &str) -> Vec<(Soort, &str)> {
    let vondsten = vind(tekst);
    assert_eq!(heeft(tekst), !vondsten.is_empty(), "{tekst}");
    vondsten
        .into_iter()
        .map(|v| (v.soort, &tekst[v.plek]))
        .collect()
}

#[test]
fn personal_data_is_found_in_every_spelling() {
    use Soort::{Adres, Bsn, Iban, Mail, Telefoon};
    #[rustfmt::skip]
    let gevallen = [
        (Bsn, "999990019", "bsn 999990019"),
        (Bsn, "999990019", "BSN999990019"),
        (Bsn, "999990019", "(999990019)"),
        (Bsn, "9999.90.019", "nr. 9999.90.019."),
        (Bsn, "9999 90 019", "burger 9999 90 019 belt"),
        (Bsn, "999 990 019", "999 990 019"),
        (Bsn, "999.990.019", "bsn: 999.990.019, man"),
        (Bsn, "999-990-019", "999-990-019"),
        (Bsn, "99 99 90 019", "99 99 90 019"),
        (Bsn, "9 9 9 9 9 0 0 1 9", "9 9 9 9 9 0 0 1 9"),
        (Bsn, "999\u{a0}990\u{a0}019", "999\u{a0}990\u{a0}019"),
        (Bsn, "999990019", "in 2015 999990019 aangevraagd"),
        (Bsn, "99990015", "99990015"),
        (Bsn, "99 990 015", "99 990 015"),
        (Bsn, "099990015", "099990015"),
        (Mail, "j.jansen@voorbeeld.example", "mail j.jansen@voorbeeld.example."),
        (Mail, "J_Jansen+werk@post.voorbeeld.example", "<J_Jansen+werk@post.voorbeeld.example>"),
        (Mail, "zoë@gemeente.example", "van zoë@gemeente.example, gisteren"),
        (Mail, "a@b-c.example", "mailto:a@b-c.example?subject=x"),
        (Telefoon, "0612345678", "bel 0612345678"),
        (Telefoon, "06-12345678", "06-12345678"),
        (Telefoon, "06 12 34 56 78", "bel 06 12 34 56 78 morgen"),
        (Telefoon, "06 - 1234 5678", "06 - 1234 5678"),
        (Telefoon, "06.12.34.56.78", "06.12.34.56.78"),
        (Telefoon, "+31612345678", "+31612345678"),
        (Telefoon, "+31 6 12345678", "+31 6 12345678"),
        (Telefoon, "+31 (0)6 1234 5678", "tel.+31 (0)6 1234 5678"),
        (Telefoon, "+31(0)20-1234567", "+31(0)20-1234567"),
        (Telefoon, "0031 6 12 34 56 78", "0031 6 12 34 56 78"),
        (Telefoon, "020-1234567", "020-1234567"),
        (Telefoon, "(020) 123 45 67", "(020) 123 45 67"),
        (Telefoon, "020/1234567", "020/1234567"),
        (Telefoon, "0111-123456", "0111-123456"),
        (Iban, "NL91ABNA0417164300", "rekening NL91ABNA0417164300"),
        (Iban, "NL91 ABNA 0417 1643 00", "NL91 ABNA 0417 1643 00 ten name van"),
        (Iban, "nl91 abna 0417164300", "op nl91 abna 0417164300 graag"),
        (Iban, "NL 91 ABNA 0417 1643 00", "NL 91 ABNA 0417 1643 00"),
        (Iban, "NL91.ABNA.0417.1643.00", "NL91.ABNA.0417.1643.00"),
        (Iban, "DE89370400440532013000", "DE89370400440532013000"),
        (Iban, "BE68 5390 0754 7034", "BE68 5390 0754 7034"),
        (Iban, "GB82 WEST 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        (Iban, "MT84MALT011000012345MTLCAST001S", "MT84MALT011000012345MTLCAST001S"),
        (Adres, "1234 AB 12a", "1234 AB 12a"),
        (Adres, "1234AB 12", "woont op 1234AB 12"),
        (Adres, "1234ab12", "1234ab12"),
        (Adres, "1234 ab, 12", "1234 ab, 12"),
        (Adres, "1234 AB huisnummer 12", "1234 AB huisnummer 12"),
        (Adres, "1234 AB nr. 12-bis", "1234 AB nr. 12-bis"),
        (Adres, "1234 AB 12-3", "1234 AB 12-3 Utrecht"),
        (Adres, "2015 EN 12", "2015 EN 12"),
        (Adres, "Dorpsstraat 12a, 1234 AB", "Dorpsstraat 12a, 1234 AB Ergens"),
    ];
    for (soort, woorden, tekst) in gevallen {
        assert_eq!(gevonden(tekst), [(soort, woorden)], "{tekst}");
    }
}

#[test]
fn what_officials_search_is_no_personal_data() {
    for tekst in [
        "",
        "hulp bij schulden",
        "artikel 2.3.5 Wmo 2015",
        "artikelen 2.3.1, 2.3.2 en 2.3.5 lid 3",
        "art. 4:84 Awb",
        "7:658 BW",
        "artikel 15, 1401 BW",
        "BWBR0035362",
        "bwbr0035362 artikel 2.3.5",
        "32016R0679",
        "36 200 XV nr. 12",
        "Kamerstuk 36 200 XV nr. 12",
        "kst-34477-16",
        "34 477 nr. 16",
        "36200-XV-12",
        "Kamerstukken II 2015/16, 34 477, nr. 2",
        "2015 XV 12",
        "PRK-2026-0014",
        "PUB-2026-0001 en PUB-2026-0002",
        "stcrt-2016-12345",
        "Stb. 2014 nr 280",
        "gmb-2021-123456",
        "ECLI:NL:CRVB:2016:1402",
        "ECLI:NL:RBMNE:2019:12345",
        "2015 2016",
        "2015 en 2016",
        "2015-2016",
        "van 2015 tot 2020",
        "06-02-2026 12:30",
        "06-02-2026 1200 uur",
        "21-11-2026",
        "2026-11-21",
        "GM0363 GM1681",
        "gemeente 0363",
        "€ 1.250.000",
        "€ 123.456.782",
        "123456782 euro",
        "12.345.000",
        "1.234.567.890",
        "€ 123.456.782,50",
        "1234 AB",
        "postcode 1234",
        "3500 inwoners in 2015",
        "14 030",
        "0800-1234",
        "18 jaar of 21 jaar en ouder",
        "@gemeente",
        "gemeente@",
        "a@b",
        "versie 1.2.3.4",
        "00000000",
        "000000000",
        "000 000 000",
        "1, 2, 3, 4, 5, 6, 7, 8, 9",
        "1 2 3 4 5 6 7 8 9 10 11 12",
        "ISO 27001 NEN 7510",
        "NL91ABNA0417164301",
        "0012345678901234",
        "https://wetten.overheid.nl/BWBR0035362/2026-01-01",
    ] {
        assert_eq!(gevonden(tekst), [], "{tekst}");
    }
}

#[test]
fn finds_stand_in_order_and_apart() {
    use Soort::{Adres, Bsn, Iban, Mail, Telefoon};
    let tekst = "Jan (bsn 999990019, 06-12345678) van 1234 AB 12, NL91 ABNA 0417 1643 00, \
                 jan@voorbeeld.example en 999990020";
    let soorten: Vec<Soort> = gevonden(tekst).into_iter().map(|(s, _)| s).collect();
    assert_eq!(soorten, [Bsn, Telefoon, Adres, Iban, Mail, Bsn]);
}

/// Texts that make a careless search read the same characters over and over.
#[test]
fn long_texts_take_no_long_time() {
    for stuk in [
        "a-",
        "a.",
        "@",
        "a@",
        "0 ",
        "1",
        "1.",
        "06 ",
        "NL91 ",
        "nl ",
        "1234 AB 12, ",
        "a 1 ",
    ] {
        let tekst = stuk.repeat(100_000 / stuk.len());
        let begin = std::time::Instant::now();
        vind(&tekst);
        let duur = begin.elapsed();
        assert!(duur.as_secs() < 20, "{stuk:?} took {duur:?}");
    }
}

/// The last digit that makes a burgerservicenummer of the others; none when there is no such.
fn controlecijfer(voor: &str) -> Option<u32> {
    let som: u32 = voor
        .chars()
        .rev()
        .zip(2..)
        .map(|(cijfer, gewicht)| cijfer.to_digit(10).unwrap_or_default() * gewicht)
        .sum();
    Some(som % 11).filter(|rest| *rest < 10)
}

/// Cuts digits in groups of these lengths.
fn gegroepeerd(cijfers: &str, groepen: &[usize], teken: &str) -> String {
    let mut rest = cijfers;
    let mut delen = Vec::new();
    for lengte in groepen {
        let (deel, verder) = rest.split_at(*lengte);
        delen.push(deel);
        rest = verder;
    }
    delen.join(teken)
}

/// The two check digits of an account number.
fn controlegetal(land: &str, rest: &str) -> u32 {
    let waarde = |c: char| c.to_digit(36).unwrap_or_default();
    let modulo = format!("{rest}{land}00")
        .chars()
        .map(waarde)
        .fold(0, |m, w| {
            let plaatsen = if w < 10 { 10 } else { 100 };
            (m * plaatsen + w) % 97
        });
    98 - modulo
}

/// Words around a find.
const OMGEVING: &str = "(van |bij de |bsn: |\\(|wie heeft |)";

proptest! {
    #[test]
    fn every_burgerservicenummer_is_found(
        rest in "[0-9]{4}",
        vorm in 0..5_usize,
        voor in OMGEVING,
    ) {
        let begin = format!("9999{rest}");
        let Some(controle) = controlecijfer(&begin) else { return Ok(()) };
        let cijfers = format!("{begin}{controle}");
        // With points and three noughts at the end it looks like an amount.
        if vorm == 1 && cijfers.ends_with("000") {
            return Ok(());
        }
        let nummer = match vorm {
            0 => cijfers,
            1 => gegroepeerd(&cijfers, &[4, 2, 3], "."),
            2 => gegroepeerd(&cijfers, &[3, 3, 3], " "),
            3 => gegroepeerd(&cijfers, &[3, 3, 3], "-"),
            _ => gegroepeerd(&cijfers, &[2, 2, 2, 3], " "),
        };
        let tekst = format!("{voor}{nummer}) en verder");
        prop_assert_eq!(gevonden(&tekst), [(Soort::Bsn, nummer.as_str())]);
    }

    #[test]
    fn a_burgerservicenummer_with_a_wrong_digit_is_not_found(rest in "[0-9]{4}", naast in 1..10_u32) {
        let begin = format!("9999{rest}");
        let goed = controlecijfer(&begin);
        let fout = (goed.unwrap_or(0) + naast) % 10;
        if goed.is_none() || goed == Some(fout) { return Ok(()) }
        for teken in ["", ".", " "] {
            let nummer = gegroepeerd(&format!("{begin}{fout}"), &[4, 2, 3], teken);
            let tekst = format!("bsn {nummer} van");
            prop_assert_eq!(gevonden(&tekst), []);
        }
    }

    #[test]
    fn every_account_number_is_found(
        (land, rest) in prop_oneof![
            ("NL", "[A-Z]{4}[0-9]{10}"),
            ("DE", "[0-9]{18}"),
            ("GB", "[A-Z]{4}[0-9]{14}"),
            ("NO", "[0-9]{11}"),
        ],
        gespatieerd: bool,
        naast in 1..97_u32,
        voor in OMGEVING,
    ) {
        let goed = controlegetal(&land, &rest);
        let schrijf = |controle: u32| {
            let nummer = format!("{land}{controle:02}{rest}");
            if !gespatieerd { return nummer; }
            let groepen = nummer.as_bytes().chunks(4).map(|g| String::from_utf8_lossy(g));
            groepen.collect::<Vec<_>>().join(" ")
        };
        let nummer = schrijf(goed);
        let tekst = format!("{voor}{nummer}, en verder");
        prop_assert_eq!(gevonden(&tekst), [(Soort::Iban, nummer.as_str())]);
        // Between 02 and 98 there is one right number.
        let fout = schrijf((goed - 2 + naast) % 97 + 2);
        let tekst = format!("{voor}{fout}, en verder");
        let ibans = gevonden(&tekst).iter().filter(|(s, _)| *s == Soort::Iban).count();
        prop_assert_eq!(ibans, 0, "{}", fout);
    }

    #[test]
    fn every_telephone_number_is_found(
        begin in "(06|\\+31 6|0031 6|\\+31\\(0\\)6)",
        teken in "(-| |\\.| - |)",
        cijfers in "[0-9]{8}",
        paren: bool,
        voor in OMGEVING,
    ) {
        let rest = if paren { gegroepeerd(&cijfers, &[2, 2, 2, 2], " ") } else { cijfers };
        let nummer = format!("{begin}{teken}{rest}");
        let tekst = format!("{}{nummer}, en verder", voor.trim_end_matches('('));
        prop_assert_eq!(gevonden(&tekst), [(Soort::Telefoon, nummer.as_str())]);
    }

    #[test]
    fn every_postcode_with_a_house_number_is_found(
        cijfers in "[1-9][0-9]{3}",
        letters in "[A-Z]{2}",
        tussen in "( |)",
        nummer in "[1-9][0-9]{0,2}[a-d]?",
        voor in OMGEVING,
    ) {
        prop_assume!(!["SA", "SD", "SS"].contains(&letters.as_str()));
        prop_assume!(!letters.chars().all(|c| "IVX".contains(c)));
        let adres = format!("{cijfers}{tussen}{letters} {nummer}");
        let tekst = format!("{voor}{adres}, en");
        prop_assert_eq!(gevonden(&tekst), [(Soort::Adres, adres.as_str())]);
        let tekst = format!("{voor}{cijfers}{tussen}{letters}, en");
        prop_assert_eq!(gevonden(&tekst), []);
    }

    #[test]
    fn every_mail_address_is_found(
        naam in "[a-z][a-z0-9._+-]{0,20}[a-z0-9]",
        domein in "[a-z][a-z0-9]{0,10}(-[a-z0-9]{1,5})?",
        voor in OMGEVING,
    ) {
        let adres = format!("{naam}@{domein}.example");
        let tekst = format!("{voor}{adres}. En");
        prop_assert_eq!(gevonden(&tekst), [(Soort::Mail, adres.as_str())]);
    }

    #[test]
    fn any_text_can_be_searched(tekst in "\\PC{0,80}") {
        for vondst in vind(&tekst) {
            prop_assert!(tekst.get(vondst.plek).is_some());
        }
    }
}
