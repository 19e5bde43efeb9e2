//! Which words are a voltooid deelwoord. Dutch makes most of them by rule; the lists hold what the
//! rules can't know. In doubt a word is none: a hint that is wrong costs more than one that is
//! missing.

use super::lijsten::{EIGENSCHAP, GEEN, STERK, VANZELF, VOORVOEGSELS, ZWAK};

/// What a word is to a sentence with a form of *worden* or *zijn*.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deelwoord {
    /// No voltooid deelwoord.
    Geen,
    /// Something that is done to somebody: with *zijn* as well a lijdende vorm.
    Gedaan,
    /// With *zijn* a property (“is verplicht”); only with *worden* a lijdende vorm.
    Eigenschap,
    /// Something that happens of itself (“is begonnen”); only with *worden* a lijdende vorm.
    Vanzelf,
}

/// What this word is, in lower case.
pub(super) fn deelwoord(woord: &str) -> Deelwoord {
    if GEEN.contains(woord) || is_naam_van_iets(woord) {
        return Deelwoord::Geen;
    }
    let kern = zonder_voorvoegsel(woord);
    if VANZELF.contains(woord) || VANZELF.contains(kern) {
        return Deelwoord::Vanzelf;
    }
    if EIGENSCHAP.contains(woord) {
        return Deelwoord::Eigenschap;
    }
    let sterk = STERK.contains(woord) || STERK.contains(kern);
    let zwak = ZWAK.contains(woord) || ZWAK.contains(kern);
    if sterk || zwak || (is_zwak(kern) && !GEEN.contains(kern)) {
        Deelwoord::Gedaan
    } else {
        Deelwoord::Geen
    }
}

/// Whether it is a compound of a noun, such as `gemeenteraad`.
fn is_naam_van_iets(woord: &str) -> bool {
    let begin = [
        "gemeente",
        "gezins",
        "gebieds",
        "gesprek",
        "gebruikers",
        "gezondheids",
        "geld",
    ];
    let einde = [
        "heid", "teit", "beleid", "raad", "gebied", "verband", "budget", "bestand",
    ];
    begin.iter().any(|b| woord.starts_with(b)) || einde.iter().any(|e| woord.ends_with(e))
}

/// The verb behind a part that lets go of it: `ingevuld` becomes `gevuld`.
fn zonder_voorvoegsel(woord: &str) -> &str {
    let langste = VOORVOEGSELS
        .split_whitespace()
        .filter_map(|v| woord.strip_prefix(v))
        .filter(|kern| begint_als_deelwoord(kern))
        .min_by_key(|kern| kern.len());
    langste.unwrap_or(woord)
}

fn begint_als_deelwoord(kern: &str) -> bool {
    kern.len() >= 5
        && ["ge", "be", "ver", "ont", "her"]
            .iter()
            .any(|v| kern.starts_with(v))
}

/// Whether a weak verb makes this form: `ge…d`, `ge…t`, or `be…d` and the like, which have no `ge`.
fn is_zwak(kern: &str) -> bool {
    if kern.chars().any(|c| !(c.is_alphabetic() || c == '-')) {
        return false;
    }
    if let Some(stam) = kern.strip_prefix("ge") {
        let lang_genoeg = stam.chars().count() >= 3;
        // `getekend`, but not `genietend`, which goes on.
        let gaat_door = stam
            .strip_suffix("end")
            .is_some_and(|s| s.chars().count() > 3);
        return lang_genoeg && stam.ends_with(['d', 't']) && !gaat_door;
    }
    let Some(stam) = ["be", "ver", "ont", "her"]
        .iter()
        .find_map(|v| kern.strip_prefix(v))
    else {
        return false;
    };
    // `behorend` and `bestaand` go on; the few that end alike and are done are in the list.
    let gaat_door = stam.ends_with("end") || stam.ends_with("aand");
    if stam.chars().count() < 4 || gaat_door {
        return false;
    }
    if stam.ends_with('d') {
        return true;
    }
    // With a `t` it is only a voltooid deelwoord behind a voiceless sound: `beperkt`, not `betaalt`.
    let Some(rest) = stam.strip_suffix('t') else {
        return false;
    };
    rest.ends_with(['k', 'f', 's', 'p', 'x']) || rest.ends_with("ch")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        use Deelwoord::{Eigenschap, Gedaan, Geen, Vanzelf};
        for (woorden, verwacht) in [
            (
                "betaald gevraagd gemaakt ingevuld aangevraagd uitgevoerd vastgesteld verstuurd \
                 gegeven meegenomen afgesproken opgesteld toegekend geopend verleend berekend \
                 doorverwezen terugbetaald uitbetaald onderzocht besproken goedgekeurd gezet \
                 gebruikt verstrekt verwacht bekendgemaakt georganiseerd geïnformeerd gefinancierd \
                 ontwikkeld beoordeeld herkend gedaan gezien teruggegeven samengevoegd geplaatst \
                 ondersteund afgerekend getekend beschreven gestuurd opgezet gepland gekend",
                Gedaan,
            ),
            (
                "gemeente gemeenten gegevens gebied beleid besluit bericht gezin gezinnen gesprek \
                 gesprekken overheid verbod geld betaalt verandert gebeurt belangrijk bekend \
                 voorbeeld overzicht opdracht behorend volgend bestaand verschil beter best bent \
                 omgevingen aangelegenheden uitgeven aangeven gebouwen getal zoekt gezond \
                 gemeenteraad onderwerp verantwoordelijkheid bestaat 2015 vertrouwen verzoek wordt",
                Geen,
            ),
            ("verplicht gericht bedoeld betrokken beperkt", Eigenschap),
            (
                "begonnen gekomen teruggekomen overgegaan gestopt veranderd ontstaan toegenomen \
                 overleden gebleven meegevallen overgestapt",
                Vanzelf,
            ),
        ] {
            for woord in woorden.split_whitespace() {
                assert_eq!(deelwoord(woord), verwacht, "{woord}");
            }
        }
    }
}
