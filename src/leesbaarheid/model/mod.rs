//! What makes a text hard to read, and where. Pure, and linear in the length of the text.

mod lijdend;
mod lijsten;
mod proza;
#[cfg(test)]
mod tests;
mod voltooid;
mod woorden;
mod zinnen;

use std::ops::Range;

pub use self::woorden::{MoeilijkWoord, Woordenlijst};
use self::{proza::Blok, zinnen::Zin};
use crate::waarden::waarden;

/// A sentence of more words than this is long. Who writes for everyone stays under 15 words on
/// average and now and then needs 20.
pub const LANG: usize = 20;
/// A sentence of more words than this is too long: a reader loses its beginning before its end.
pub const TE_LANG: usize = 30;

waarden! {
    /// What a hint is about.
    Hintsoort {
        TeLang = "te-lange-zin", "Te lange zin";
        Lang = "lange-zin", "Lange zin";
        Lijdend = "lijdende-vorm", "Lijdende vorm";
        Moeilijk = "moeilijk-woord", "Moeilijk woord";
        Begrip = "begrip", "Woord met uitleg";
    }
}

/// A place in a text that may read easier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// What it is about.
    pub soort: Hintsoort,
    /// Where it stands, in bytes of the text; never empty.
    pub plek: Range<usize>,
    /// What can be done about it, for the writer.
    pub melding: String,
}

/// A text in a few numbers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meting {
    /// Sentences. Items of a list are sentences; headings, tables and code are none.
    pub zinnen: usize,
    /// Words in those sentences.
    pub woorden: usize,
    /// Sentences of more than [`LANG`] words, those of more than [`TE_LANG`] among them.
    pub lange_zinnen: usize,
    /// Sentences in the lijdende vorm.
    pub lijdend: usize,
    /// Difficult words, each time they are used.
    pub moeilijke_woorden: usize,
}

impl Meting {
    /// Words in a sentence on average, to one decimal; 0 without sentences.
    pub fn gemiddelde_lengte(&self) -> f32 {
        let tienden = (self.woorden * 10 + self.zinnen / 2).checked_div(self.zinnen);
        let tienden = u16::try_from(tienden.unwrap_or_default()).unwrap_or(u16::MAX);
        f32::from(tienden) / 10.0
    }
}

/// A text with what may read easier in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leesbaarheid {
    /// The places, from the beginning to the end.
    pub hints: Vec<Hint>,
    /// The numbers.
    pub meting: Meting,
}

/// Reads a Markdown text: the hints and the numbers.
pub fn beoordeel(tekst: &str, woorden: &Woordenlijst) -> Leesbaarheid {
    let mut lezer = Lezer {
        woorden,
        uit: Leesbaarheid::default(),
    };
    let blokken = proza::blokken(tekst);
    for blok in &blokken {
        lezer.lees(blok);
    }
    let mut uit = lezer.uit;
    let begrippen = woorden.onverklaard(&blokken);
    uit.hints
        .extend(begrippen.into_iter().map(|(plek, melding)| Hint {
            soort: Hintsoort::Begrip,
            plek,
            melding,
        }));
    uit.hints.sort_by_key(|h| (h.plek.start, h.soort));
    uit
}

/// What may read easier in a Markdown text, from the beginning to the end.
pub fn hints(tekst: &str, woorden: &Woordenlijst) -> Vec<Hint> {
    beoordeel(tekst, woorden).hints
}

struct Lezer<'w> {
    woorden: &'w Woordenlijst,
    uit: Leesbaarheid,
}

impl Lezer<'_> {
    fn lees(&mut self, blok: &Blok) {
        let woorden = zinnen::woorden(&blok.tekst);
        for gevonden in self.woorden.moeilijke(&blok.tekst, &woorden) {
            self.uit.meting.moeilijke_woorden += 1;
            self.hint(blok, Hintsoort::Moeilijk, &gevonden.0, gevonden.1);
        }
        if blok.is_kop {
            return;
        }
        for zin in zinnen::zinnen(&woorden) {
            self.zin(blok, &zin);
        }
    }

    fn zin(&mut self, blok: &Blok, zin: &Zin<'_>) {
        let aantal = zin.aantal();
        let meting = &mut self.uit.meting;
        meting.zinnen += 1;
        meting.woorden += aantal;
        if aantal > TE_LANG {
            let melding = format!(
                "Deze zin heeft {aantal} woorden. Dat is te veel om in één keer te lezen: maak er twee of drie zinnen van."
            );
            self.hint(blok, Hintsoort::TeLang, &zin.plek(), melding);
        } else if aantal > LANG {
            let melding = format!(
                "Deze zin heeft {aantal} woorden. Knip hem in tweeën, of laat weg wat niet nodig is."
            );
            self.hint(blok, Hintsoort::Lang, &zin.plek(), melding);
        }
        if aantal > LANG {
            self.uit.meting.lange_zinnen += 1;
        }
        let gevonden = lijdend::vind(zin.woorden);
        if !gevonden.is_empty() {
            self.uit.meting.lijdend += 1;
        }
        for (hulp, deelwoord) in gevonden {
            let (eerste, laatste) = if hulp.start < deelwoord.start {
                (hulp, deelwoord)
            } else {
                (deelwoord, hulp)
            };
            let (a, b) = (&blok.tekst[eerste.clone()], &blok.tekst[laatste.clone()]);
            let tussen = &blok.tekst[eerste.end..laatste.start];
            let beletsel = if tussen.trim().is_empty() {
                " "
            } else {
                " … "
            };
            let melding = format!(
                "“{a}{beletsel}{b}” is de lijdende vorm: de lezer ziet niet wie het doet. Begin met wie het doet, zoals in “De gemeente beslist”."
            );
            self.hint(
                blok,
                Hintsoort::Lijdend,
                &(eerste.start..laatste.end),
                melding,
            );
        }
    }

    fn hint(&mut self, blok: &Blok, soort: Hintsoort, plek: &Range<usize>, melding: String) {
        let plek = blok.vanaf + plek.start..blok.vanaf + plek.end;
        self.uit.hints.push(Hint {
            soort,
            plek,
            melding,
        });
    }
}
