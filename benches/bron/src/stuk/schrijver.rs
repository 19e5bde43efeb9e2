//! The texts of an invented stuk.

use crate::{dobbel::Dobbel, woorden::Woordenschat};

/// Writes sentences about what a title says.
pub struct Schrijver<'a> {
    pub dobbel: &'a mut Dobbel,
    woorden: &'a Woordenschat,
    /// The words that this text keeps coming back to.
    eigen: Vec<String>,
}

impl<'a> Schrijver<'a> {
    pub fn nieuw(dobbel: &'a mut Dobbel, woorden: &'a Woordenschat, titel: &str) -> Self {
        let van_titel = titel.split(|letter: char| !letter.is_alphanumeric());
        let mut eigen: Vec<String> = van_titel
            .filter(|woord| woord.len() > 3)
            .map(str::to_lowercase)
            .collect();
        for _ in 0..6 {
            eigen.push(woorden.inhoudswoord(dobbel).to_owned());
            eigen.push(woorden.samenstelling(dobbel).to_owned());
        }
        Self {
            dobbel,
            woorden,
            eigen,
        }
    }

    /// Sentences in paragraphs, about this many words.
    pub fn tekst(&mut self, woorden: usize) -> String {
        let mut tekst = String::new();
        let (mut geschreven, mut zinnen) = (0, 0);
        while geschreven < woorden {
            if zinnen > 0 {
                tekst.push_str(if zinnen % 5 == 0 { "\n\n" } else { " " });
            }
            let zin = self.zin();
            geschreven += zin.split(' ').count();
            zinnen += 1;
            tekst.push_str(&zin);
        }
        tekst
    }

    pub fn zin(&mut self) -> String {
        let aantal = self.dobbel.tussen(7, 18);
        let mut zin = String::new();
        for plaats in 0..aantal {
            if plaats > 0 {
                zin.push_str(if self.dobbel.kans(6) { ", " } else { " " });
            }
            if self.dobbel.kans(12) {
                zin.push_str(self.dobbel.tekst(&self.eigen));
            } else {
                zin.push_str(self.woorden.woord(self.dobbel));
            }
        }
        zin.push('.');
        met_hoofdletter(&zin)
    }
}

pub fn met_hoofdletter(tekst: &str) -> String {
    let mut letters = tekst.chars();
    let eerste = letters.next().into_iter().flat_map(char::to_uppercase);
    eerste.chain(letters).collect()
}
