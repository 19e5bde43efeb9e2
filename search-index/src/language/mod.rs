//! What is known of Dutch beyond rules: which words make compounds, and which stand for others.

mod lexicon;
mod no_parts;
mod split;
mod synonyms;

use std::sync::Arc;

use arc_swap::ArcSwap;

pub use lexicon::Lexicon;
pub(crate) use split::split;
pub(crate) use synonyms::Replacement;
pub use synonyms::{Synonym, Synonyms};

/// The words that an index splits compounds by and answers queries with. Cheap to clone, and
/// clones share the synonyms.
///
/// The lexicon decides what an index holds: another one means another index. Synonyms decide
/// about queries only, and can be replaced while the index is in use. Neither tells a reader that
/// a word exists: what is looked for is always what the documents have that the reader may read.
#[derive(Debug, Clone)]
pub struct Language {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    lexicon: Lexicon,
    fingerprint: u64,
    synonyms: ArcSwap<Synonyms>,
}

impl Language {
    /// Puts a lexicon and synonyms together.
    pub fn new(lexicon: Lexicon, synonyms: Synonyms) -> Self {
        let fingerprint = lexicon.fingerprint();
        Self {
            inner: Arc::new(Inner {
                lexicon,
                fingerprint,
                synonyms: ArcSwap::from_pointee(synonyms),
            }),
        }
    }

    /// Answers from now on with other synonyms; a query under way keeps those it began with.
    pub fn set_synonyms(&self, synonyms: Synonyms) {
        self.inner.synonyms.store(Arc::new(synonyms));
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.inner.lexicon
    }

    pub(crate) fn synonyms(&self) -> Arc<Synonyms> {
        self.inner.synonyms.load_full()
    }

    /// Everything of the language that decides what an index holds.
    pub(crate) fn fingerprint(&self) -> String {
        format!("{:016x}", self.inner.fingerprint)
    }
}

impl Default for Language {
    /// A language without compounds and synonyms.
    fn default() -> Self {
        Self::new(Lexicon::new(""), Synonyms::default())
    }
}
