//! Asking whether personal data in a form is meant. What was found is never repeated: a message
//! says what it is and where it stands.

use super::{Soort, vind};
use crate::error::Fouten;

/// The field by which somebody says that they looked, and that it may be there. Its value is `ja`.
pub const AKKOORD: &str = "persoonsgegevens-akkoord";

/// The code of a mistake of this kind, by which a form knows to show the box.
pub const CODE: &str = "persoonsgegevens";

/// A field with free text.
#[derive(Debug, Clone, Copy)]
pub struct Veld<'a> {
    /// Its name in the form.
    pub naam: &'a str,
    /// What people call it.
    pub label: &'a str,
    /// What was typed.
    pub tekst: &'a str,
}

/// What the remedy says of the box below a form.
pub const VINKJE: &str = "vink onderaan aan dat u hebt gekeken";

/// Notes for every field which kinds of personal data seem to be in it, unless its writer has looked
/// already.
pub fn keur(velden: &[Veld<'_>], akkoord: bool, fouten: &mut Fouten) {
    if akkoord {
        return;
    }
    for veld in velden {
        let mut gezien: Vec<(Soort, usize)> = Vec::new();
        for vondst in vind(veld.tekst) {
            let ervoor = veld.tekst.get(..vondst.plek.start).unwrap_or_default();
            let regel = ervoor.matches('\n').count() + 1;
            if !gezien.contains(&(vondst.soort, regel)) {
                gezien.push((vondst.soort, regel));
            }
        }
        let regels = veld.tekst.lines().count();
        for (soort, regel) in gezien {
            let waar = if regels > 1 {
                format!("In regel {regel} van “{}”", veld.label)
            } else {
                format!("In “{}”", veld.label)
            };
            let melding = format!(
                "{waar} lijkt een {} te staan. Haal het weg, of {VINKJE}.",
                soort.label().to_lowercase()
            );
            fouten.meld(veld.naam, CODE, melding);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meldingen(tekst: &str, akkoord: bool) -> Vec<String> {
        let veld = Veld {
            naam: "veranderd",
            label: "Wat is veranderd",
            tekst,
        };
        let mut fouten = Fouten::new();
        keur(&[veld], akkoord, &mut fouten);
        assert!(
            fouten
                .iter()
                .all(|f| f.veld == "veranderd" && f.code == CODE)
        );
        fouten.iter().map(|f| f.melding.clone()).collect()
    }

    #[test]
    fn a_message_says_what_and_where_and_never_the_value() {
        for (tekst, waar, soort) in [
            (
                "Mail els@gemeente.example.",
                "In “Wat is veranderd”",
                "e-mailadres",
            ),
            (
                "Eerst dit.\nBel 06-12345678.",
                "In regel 2 van “Wat is veranderd”",
                "telefoonnummer",
            ),
        ] {
            let alle = meldingen(tekst, false);
            assert_eq!(alle.len(), 1, "{alle:?}");
            assert!(
                alle[0].starts_with(waar) && alle[0].contains(soort),
                "{alle:?}"
            );
            assert!(
                !alle[0].contains("els") && !alle[0].contains("1234"),
                "{alle:?}"
            );
            assert!(meldingen(tekst, true).is_empty(), "its writer has looked");
        }
    }

    #[test]
    fn the_same_twice_on_a_line_is_told_once() {
        let alle = meldingen("a@b.example en c@d.example\ne@f.example", false);
        assert_eq!(alle.len(), 2, "{alle:?}");
        assert!(meldingen("Drie gezinnen.", false).is_empty());
    }
}
