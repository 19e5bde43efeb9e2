//! What a password must be (ASVS 5.0, 6.2): long and hard to guess, and no other demands, because
//! those make people write them down.

use crate::error::Fouten;

/// The least number of characters.
pub const MINSTENS: usize = 12;
/// The most: more is no password but an attempt to keep the server busy.
pub const HOOGSTENS: usize = 128;
/// How hard it must be to guess, of 0 to 4: more than 10^8 guesses.
const STERKTE: zxcvbn::Score = zxcvbn::Score::Three;
/// The estimate looks at this many characters; more can only make it harder.
const BEKEKEN: usize = 72;

/// Judges a new password; `bekend` are the words that others know of its owner: name, mail address,
/// organisatie, the name of the platform.
pub fn keur(veld: &str, wachtwoord: &str, bekend: &[&str], fouten: &mut Fouten) {
    let lengte = wachtwoord.chars().count();
    if lengte < MINSTENS {
        let melding = format!(
            "Kies een wachtwoord van minstens {MINSTENS} tekens. Een zin van een paar woorden mag ook."
        );
        fouten.meld(veld, "te-kort", melding);
    } else if lengte > HOOGSTENS {
        let melding = format!("Kies een wachtwoord van hoogstens {HOOGSTENS} tekens.");
        fouten.meld(veld, "te-lang", melding);
    } else if is_te_raden(wachtwoord, bekend) {
        let melding = "Dit wachtwoord is te makkelijk te raden. Neem iets dat niet in een \
                       woordenboek staat en niets over u zegt, zoals vier losse woorden.";
        fouten.meld(veld, "te-zwak", melding);
    }
}

fn is_te_raden(wachtwoord: &str, bekend: &[&str]) -> bool {
    let bekeken: String = wachtwoord.chars().take(BEKEKEN).collect();
    let los = |c: char| !c.is_alphanumeric();
    let delen = bekend.iter().flat_map(|woorden| woorden.split(los));
    let aaneen = bekend.iter().map(|woorden| woorden.replace(los, ""));
    let bekend: Vec<String> = delen.map(ToOwned::to_owned).chain(aaneen).collect();
    let bekend: Vec<&str> = bekend.iter().map(String::as_str).collect();
    zxcvbn::zxcvbn(&bekeken, &bekend).score() < STERKTE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_unguessable_is_all_it_takes() {
        let bekend = [
            "Els Vermeer",
            "els.vermeer@gemeente.example",
            "dwarsverband",
        ];
        let lang = "lamp fiets ".repeat(12);
        for (wachtwoord, code) in [
            ("Kort1!", Some("te-kort")),
            ("wachtwoord", Some("te-kort")),
            ("password1234", Some("te-zwak")),
            ("aaaaaaaaaaaa", Some("te-zwak")),
            ("123456789012", Some("te-zwak")),
            ("elsvermeer12", Some("te-zwak")),
            ("dwarsverband", Some("te-zwak")),
            (lang.as_str(), Some("te-lang")),
            ("paars lepel tafelkleed wolk", None),
            ("q7$kPz!v9Lm2", None),
            ("ëen wóndere zeehondenstoet", None),
        ] {
            let mut fouten = Fouten::new();
            keur("wachtwoord", wachtwoord, &bekend, &mut fouten);
            let gevonden = fouten.iter().next().map(|fout| fout.code);
            assert_eq!(gevonden, code, "{wachtwoord}");
        }
    }
}
