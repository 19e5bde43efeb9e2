//! What somebody waits for an answer to: what they searched, in the one form that the search journal gives it.

use crate::{
    error::Fouten,
    zoeken::model::{Vraag, vragen::Opname},
};

/// The most that one account waits for at the same time.
pub const MAX_WENSEN: u64 = 50;

/// The form in which a question is kept, with what is wrong noted; none when nothing of it can be.
pub fn wens(q: &str, fouten: &mut Fouten) -> Option<String> {
    match Opname::van(&Vraag::default().met_woorden(q)) {
        Opname::Telt(woorden) => Some(woorden),
        Opname::Geen => {
            let melding = "Schrijf op waar u een antwoord op zoekt.";
            fouten.meld("gezocht", "verplicht", melding);
            None
        }
        Opname::Persoonsgegevens => {
            let melding = "Hier lijken persoonsgegevens in te staan, en die bewaren wij niet. Haal ze weg en \
                           stuur het opnieuw.";
            fouten.meld("gezocht", "persoonsgegevens", melding);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wish_has_the_form_of_the_journal() {
        for (q, verwacht, code) in [
            ("  Cliënten  in BEWIND ", Some("clienten in bewind"), None),
            (" ", None, Some("verplicht")),
            ("bel 06-12345678", None, Some("persoonsgegevens")),
        ] {
            let mut fouten = Fouten::new();
            assert_eq!(wens(q, &mut fouten).as_deref(), verwacht, "{q}");
            let gezien = fouten.iter().map(|fout| (fout.veld.as_str(), fout.code));
            let gezien: Vec<_> = gezien.collect();
            assert_eq!(gezien, code.map(|code| ("gezocht", code)).as_slice(), "{q}");
        }
    }
}
