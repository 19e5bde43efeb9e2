//! What becomes of an open question when a later version of its stuk is there. The question itself stays: it
//! ends with an answer only (design section 5).

use uuid::Uuid;

use super::Vraagpunt;

/// What the geschiedenis calls it when a later version asks the addressee of an open question again.
pub const OPNIEUW: &str = "vraagpunt-opnieuw";

/// What a later version asks of an organisatie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nieuwe {
    /// Of whom.
    pub aan: Uuid,
    /// In which words.
    pub vraag: String,
    /// Whether it became a question of its own: in the same words as an earlier one it does not.
    pub gesteld: bool,
}

/// What becomes of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Vervolg {
    /// It was answered: nothing more becomes of it.
    Beantwoord,
    /// The later version asks the same in the same words: the answer comes here, and is reminded of here.
    Hier,
    /// The later version asks its addressee something else instead: both stay, each says so, and is reminded of
    /// the new one only.
    Opnieuw,
    /// The later version asks its addressee nothing new: it stays as it was.
    Blijft,
}

/// What becomes of a question when a later version asks this.
pub fn vervolg(oud: &Vraagpunt, nieuwe: &[Nieuwe]) -> Vervolg {
    let van_hen = || nieuwe.iter().filter(|nieuw| nieuw.aan == oud.aan);
    if oud.antwoord.is_some() {
        Vervolg::Beantwoord
    } else if van_hen().any(|nieuw| nieuw.vraag == oud.vraag) {
        Vervolg::Hier
    } else if van_hen().any(|nieuw| nieuw.gesteld) {
        Vervolg::Opnieuw
    } else {
        Vervolg::Blijft
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::{
        super::{Antwoord, Uitkomst},
        *,
    };

    #[test]
    fn only_who_is_asked_something_new_is_reminded_of_that_instead() {
        let (stad, rijk) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let open = Vraagpunt {
            id: Uuid::from_u128(3),
            stuk_id: Uuid::nil(),
            nummer: 1,
            vraag: "Vertel het.".into(),
            aan: stad,
            uiterlijk: "2026-06-01".parse().unwrap(),
            gesteld_op: DateTime::UNIX_EPOCH,
            door: String::new(),
            verlengingen: Vec::new(),
            antwoord: None,
        };
        let klaar = Vraagpunt {
            antwoord: Some(Antwoord {
                uitkomst: Uitkomst::Overgenomen,
                tekst: String::new(),
                op: DateTime::UNIX_EPOCH,
                door: String::new(),
            }),
            ..open.clone()
        };
        let nieuw = |aan, vraag: &str, gesteld| Nieuwe {
            aan,
            vraag: vraag.into(),
            gesteld,
        };
        let zelfde = nieuw(stad, "Vertel het.", false);
        let anders = nieuw(stad, "Vertel het op tijd.", true);
        // In the words of yet another question of before: that one is where it is asked.
        let al_ergens = nieuw(stad, "Doe ook dit.", false);
        let aan_ander = nieuw(rijk, "Vertel het.", true);
        for (oud, nieuwe, verwacht) in [
            (&open, vec![], Vervolg::Blijft),
            (&open, vec![zelfde.clone()], Vervolg::Hier),
            (&open, vec![anders.clone()], Vervolg::Opnieuw),
            (&open, vec![anders.clone(), zelfde.clone()], Vervolg::Hier),
            (&open, vec![al_ergens.clone()], Vervolg::Blijft),
            (&open, vec![al_ergens, anders.clone()], Vervolg::Opnieuw),
            (&open, vec![aan_ander.clone()], Vervolg::Blijft),
            (&open, vec![aan_ander, anders.clone()], Vervolg::Opnieuw),
            (&klaar, vec![], Vervolg::Beantwoord),
            (&klaar, vec![zelfde], Vervolg::Beantwoord),
            (&klaar, vec![anders], Vervolg::Beantwoord),
        ] {
            assert_eq!(vervolg(oud, &nieuwe), verwacht, "{nieuwe:?}");
        }
    }
}
