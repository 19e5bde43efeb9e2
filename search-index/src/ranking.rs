//! What everything counts for, in one place, so that it can be measured what each part brings.

use crate::analysis::Stemming;

/// The weights of the ranking. The default is what the product uses; each was chosen by measuring
/// (`docs/zoekkwaliteit.md`), and another one is for measuring only.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranking {
    /// What decides how documents are stored; another one means another index.
    pub indexing: Indexing,
    /// The very form that was typed, on top of its stem: a little before its kin.
    pub exact: f32,
    /// What an occurrence inside a compound counts for, against one of the word by itself.
    pub inside: f32,
    /// A part of a compound that was typed.
    pub part: f32,
    /// A word made of two neighbours, against words that stand as typed.
    pub joined: f32,
    /// A word that begins as the last one typed.
    pub completed: f32,
    /// A synonym; one of several words shares it among them.
    pub synonym: f32,
    /// Two words that stand next to each other in a title, a summary or a lead as they were typed.
    pub pair: f32,
    /// A word that asks or joins and does not say about what, such as `wanneer`.
    pub weak: f32,
    /// Having the number and the law of an article in the title, against the same as plain words.
    pub article: f32,
    /// How much of a score depends on how much of the query a document covers: sums alone prefer
    /// a text that is full of one word to one that has them all.
    pub coverage: f32,
    /// By how much a title that has the whole query raises a document: a long text says every word
    /// less often than a short one about something else.
    pub named: f32,
    /// What reference records keep of their text score.
    pub low: f32,
    /// What a document keeps of its text score that had to be looked at again and was not.
    pub overdue: f32,
    /// What it keeps when who answers for it took it back.
    pub withdrawn: f32,
    /// By how much it raises a document that many others do what it describes; a few raise it half
    /// as much.
    pub adopted: f32,
    /// How soon more occurrences of a word stop counting (BM25's k1).
    pub saturation: f32,
    /// How far a document's length counts against it (BM25's b).
    pub length: f32,
    /// Whether a word that no document has is read as one that looks like it.
    pub fuzzy: bool,
}

/// How texts become terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Indexing {
    /// How often the title stands in the ranked fields.
    pub title_times: usize,
    /// With how many words the body begins that count a second time: a text says first what it is
    /// about.
    pub lead_words: usize,
    /// How forms of a word are brought together.
    pub stemming: Stemming,
}

impl Default for Ranking {
    fn default() -> Self {
        Self {
            indexing: Indexing::default(),
            exact: 0.2,
            inside: 0.5,
            part: 0.5,
            joined: 0.7,
            completed: 0.8,
            synonym: 1.0,
            pair: 0.1,
            weak: 0.2,
            article: 2.0,
            coverage: 0.5,
            named: 1.4,
            low: 0.5,
            overdue: 0.85,
            withdrawn: 0.5,
            adopted: 1.1,
            saturation: 1.2,
            length: 0.75,
            fuzzy: true,
        }
    }
}

impl Default for Indexing {
    fn default() -> Self {
        Self {
            title_times: 3,
            lead_words: 25,
            stemming: Stemming::default(),
        }
    }
}
