//! The spellings of a number that somebody typed or pasted. Pure.

use crate::{ids::zoeknummer, stukken::Kenmerk};

/// Words around the number of a Kamerstuk.
const KAMERWOORDEN: [&str; 20] = [
    "dossier",
    "eerste",
    "ek",
    "generaal",
    "i",
    "ii",
    "kamer",
    "kamerstuk",
    "kamerstukken",
    "kamerstuknummer",
    "kst",
    "no",
    "nr",
    "nrs",
    "nummer",
    "staten",
    "tk",
    "tweede",
    "vergaderjaar",
    "der",
];
/// Sites of registers, whose addresses end in the number.
const REGISTERS: [&str; 2] = ["overheid.nl/", "officielebekendmakingen.nl/"];

/// The forms under which a number may be stored ([`zoeknummer`]), likeliest first: as it stands,
/// from the address of a register, as a Kamerstuk, and as a kenmerk.
pub fn vormen(tekst: &str) -> Vec<String> {
    let laag = tekst.to_lowercase();
    let mut vormen = vec![zoeknummer(tekst)];
    vormen.extend(uit_adres(&laag));
    vormen.extend(kamerstuk(&laag));
    vormen.extend(kenmerk(&laag));
    vormen.extend(vormen[0].strip_prefix("celex").map(ToOwned::to_owned));
    let mut gezien = std::collections::HashSet::new();
    vormen.retain(|v| !v.is_empty() && gezien.insert(v.clone()));
    vormen
}

/// The parts of an address such as `https://identifier.overheid.nl/tooi/id/gemeente/gm1681`, last
/// first.
fn uit_adres(laag: &str) -> Vec<String> {
    let Some(pad) = REGISTERS.iter().find_map(|r| Some(laag.split_once(r)?.1)) else {
        return Vec::new();
    };
    let pad = pad.split(['?', '#']).next().unwrap_or_default();
    let zonder_soort = |deel: &str| zoeknummer(deel.split(".html").next().unwrap_or(deel));
    pad.rsplit('/').map(zonder_soort).collect()
}

/// `Kamerstukken II 2016/17, 34 477, nr. 16` and all that is shorter, as `kst3447716`.
fn kamerstuk(laag: &str) -> Option<String> {
    const DOSSIER: usize = 5;
    let zonder_jaar = laag
        .split_whitespace()
        .filter(|woord| !is_vergaderjaar(woord.trim_matches(',')));
    let mut nummer = String::new();
    for woord in zonder_jaar.flat_map(|w| w.split(|c: char| !c.is_ascii_alphanumeric())) {
        if !KAMERWOORDEN.contains(&woord) {
            nummer.push_str(woord);
        }
    }
    let cijfers = nummer.bytes().take_while(u8::is_ascii_digit).count();
    let past = cijfers >= DOSSIER && nummer.len() > DOSSIER;
    past.then(|| format!("kst{nummer}"))
}

/// `2016/17`, `2016-2017`.
fn is_vergaderjaar(woord: &str) -> bool {
    let cijfers = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    let delen = woord
        .split_once(['/', '-', '–'])
        .filter(|(begin, einde)| cijfers(begin) && cijfers(einde));
    delen.is_some_and(|(begin, einde)| begin.len() == 4 && matches!(einde.len(), 2 | 4))
}

/// `prk 2026 1` as the kenmerk is printed: with four digits.
fn kenmerk(laag: &str) -> Option<String> {
    let (letters, rest) = laag.trim().split_at_checked(3)?;
    if rest.contains(char::is_alphabetic) {
        return None;
    }
    let mut delen = rest
        .split(|c: char| !c.is_ascii_digit())
        .filter(|deel| !deel.is_empty());
    let (jaar, nummer) = (delen.next()?, delen.next()?);
    let nummer: u64 = nummer.parse().ok().filter(|_| delen.next().is_none())?;
    let kenmerk = format!("{}-{jaar}-{nummer:04}", letters.to_ascii_uppercase());
    kenmerk.parse::<Kenmerk>().ok()?;
    Some(zoeknummer(&kenmerk))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_known_in_every_spelling() {
        for (is, spellingen) in [
            (
                "kst3447716",
                &[
                    "kst-34477-16",
                    "KST 34477 16",
                    "34 477 nr. 16",
                    "34477-16",
                    "34 477, nr. 16",
                    "Kamerstuk 34477-16",
                    "Kamerstukken II 2016/17, 34 477, nr. 16",
                    "https://zoek.officielebekendmakingen.nl/kst-34477-16.html",
                ][..],
            ),
            (
                "bwbr0035362",
                &[
                    "BWBR0035362",
                    "bwbr 0035362",
                    "https://wetten.overheid.nl/BWBR0035362/2026-01-01",
                    "wetten.overheid.nl/BWBR0035362#Hoofdstuk2",
                ],
            ),
            (
                "prk20260001",
                &["PRK-2026-0001", "prk 2026 0001", "PRK 2026-1", "prk2026/1"],
            ),
            (
                "gm1681",
                &[
                    "GM1681",
                    "gm 1681",
                    "https://identifier.overheid.nl/tooi/id/gemeente/gm1681",
                    "identifier.overheid.nl/tooi/id/gemeente/gm1681/",
                ],
            ),
            ("32016r0679", &["32016R0679", "CELEX:32016R0679"]),
            (
                "mnre1034",
                &[
                    "mnre1034",
                    "MNRE-1034",
                    "https://identifier.overheid.nl/tooi/id/ministerie/mnre1034",
                ],
            ),
        ] {
            for spelling in spellingen {
                let vormen = vormen(spelling);
                assert!(vormen.iter().any(|v| v == is), "{spelling}: {vormen:?}");
            }
        }
        assert_eq!(vormen("wijkteam"), ["wijkteam"]);
        assert_eq!(vormen(" -- "), [""; 0]);
        assert_eq!(vormen("jeugd 2026"), ["jeugd2026"]);
        assert_eq!(vormen("PRK-2026-1 artsen"), ["prk20261artsen"]);
        assert_eq!(vormen("GM1681 artikelen"), ["gm1681artikelen"]);
    }
}
