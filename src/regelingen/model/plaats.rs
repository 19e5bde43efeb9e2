//! A place in a law as a stuk names it, and the articles it is about. Pure.

use super::Artikelnummer;

/// Words before the number of an article, the longest first.
const ARTIKEL: [&str; 4] = ["artikelen", "artikel", "art.", "art"];
/// What stands between two articles.
const TUSSEN: [&str; 4] = [",", ";", "en ", "of "];

/// The articles that a place in a law names, each with what stands behind it: `art. 2.3.5, eerste
/// lid` is article 2.3.5 with `eerste lid`, and `art. 2.3.5 en 2.3.6` is two articles. None for a
/// place of another sort, such as a chapter.
pub fn artikelen_in(plaats: &str) -> Vec<(Artikelnummer, &str)> {
    let mut artikelen = Vec::new();
    let mut hier = na_woord(plaats.trim()).and_then(nummer_aan_begin);
    while let Some((nummer, rest)) = hier {
        let volgend = volgend(rest);
        let deel = volgend.as_ref().map_or(rest, |(einde, _)| &rest[..*einde]);
        artikelen.push((nummer, netjes(deel)));
        hier = volgend.map(|(_, artikel)| artikel);
    }
    artikelen
}

/// The next article in what stands behind another one, and where the part of the first ends.
fn volgend(rest: &str) -> Option<(usize, (Artikelnummer, &str))> {
    let plekken = rest.char_indices().map(|(plek, _)| plek);
    plekken
        .filter(|plek| is_begin(rest, *plek))
        .find_map(|plek| {
            let woord = TUSSEN
                .iter()
                .find_map(|woord| rest[plek..].strip_prefix(woord))?;
            let na = woord.trim_start();
            // "lid 2 en 3" are parts, so behind a part only a number that no part has is an article.
            let heel = netjes(&rest[..plek]).is_empty();
            let artikel = match na_woord(na) {
                Some(nummer) => nummer_aan_begin(nummer),
                None => nummer_aan_begin(na).filter(|artikel| {
                    let getal =
                        na.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase());
                    getal && is_artikel(artikel, heel)
                }),
            };
            Some((plek, artikel?))
        })
}

/// Whether a word can begin here.
fn is_begin(tekst: &str, plek: usize) -> bool {
    let mut voor = tekst[..plek].chars();
    voor.next_back()
        .is_none_or(|teken| !teken.is_alphanumeric())
        || tekst[plek..].starts_with([',', ';'])
}

/// Whether a number without the word "artikel" before it is one: with a point or a colon always,
/// without only directly behind another article. `1e en 2e lid` are parts.
fn is_artikel((nummer, na): &(Artikelnummer, &str), heel: bool) -> bool {
    let nummer = nummer.as_str();
    let cijfer = |c: char| c.is_ascii_digit();
    let rang = ["e", "de", "ste"].contains(&nummer.trim_start_matches(cijfer));
    let noemt_lid = na
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| ["lid", "leden"].contains(&w));
    (heel && !(rang && noemt_lid)) || nummer.contains(['.', ':'])
}

/// The number with which a text begins, and what stands behind it.
fn nummer_aan_begin(tekst: &str) -> Option<(Artikelnummer, &str)> {
    let tekst = tekst.trim_start();
    let einde = tekst
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '('))
        .unwrap_or(tekst.len());
    let (nummer, rest) = tekst.split_at(einde);
    Some((nummer.trim_end_matches(['.', ':']).parse().ok()?, rest))
}

/// The part of an article, without what only separates.
fn netjes(deel: &str) -> &str {
    deel.trim_matches([',', ';', ' '])
}

/// The text behind the word "artikel", in any case.
fn na_woord(tekst: &str) -> Option<&str> {
    ARTIKEL.iter().find_map(|woord| {
        let begin = tekst.get(..woord.len())?;
        begin
            .eq_ignore_ascii_case(woord)
            .then(|| &tekst[woord.len()..])
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_names_articles() {
        #[rustfmt::skip]
        let gevallen: [(&str, &[(&str, &str)]); 27] = [
            ("art. 2.3.5", &[("2.3.5", "")]),
            ("Artikel 18a", &[("18a", "")]),
            ("art 4:81", &[("4:81", "")]),
            ("art. 2.3.5, eerste lid", &[("2.3.5", "eerste lid")]),
            ("art. 7 lid 2", &[("7", "lid 2")]),
            ("art.7", &[("7", "")]),
            ("artikel II", &[("II", "")]),
            ("art. 7 (nieuw)", &[("7", "(nieuw)")]),
            ("hoofdstuk 2", &[]),
            ("art. 1\"><x", &[]),
            ("artikelen", &[]),
            ("", &[]),
            ("art. 2.3.5 en 2.3.6", &[("2.3.5", ""), ("2.3.6", "")]),
            ("artikelen 7, 8 en 10a", &[("7", ""), ("8", ""), ("10a", "")]),
            ("art. 7, 8, en 9", &[("7", ""), ("8", ""), ("9", "")]),
            ("art. 7 of art. 8", &[("7", ""), ("8", "")]),
            ("art. 7, eerste lid, en artikel 8, lid 2", &[("7", "eerste lid"), ("8", "lid 2")]),
            ("art. 2.3.5, eerste lid, en 2.3.6", &[("2.3.5", "eerste lid"), ("2.3.6", "")]),
            ("art. 7 en 8 lid 2", &[("7", ""), ("8", "lid 2")]),
            ("art. 7, lid 2 en 3", &[("7", "lid 2 en 3")]),
            ("art. 7, eerste en tweede lid", &[("7", "eerste en tweede lid")]),
            ("art. 7, 1e en 2e lid", &[("7", "1e en 2e lid")]),
            ("art. 6, onder c en e", &[("6", "onder c en e")]),
            ("art. 7, onderdelen 2 en 3", &[("7", "onderdelen 2 en 3")]),
            ("art. 4:81 en 4:82 é", &[("4:81", ""), ("4:82", "é")]),
            ("art. II en III", &[("II", ""), ("III", "")]),
            ("art. 7 en", &[("7", "en")]),
        ];
        for (plaats, is) in gevallen {
            let gevonden = artikelen_in(plaats);
            let gevonden: Vec<_> = gevonden.iter().map(|(n, d)| (n.as_str(), *d)).collect();
            assert_eq!(gevonden, is, "{plaats}");
        }
    }
}
