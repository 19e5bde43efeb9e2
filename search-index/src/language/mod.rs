//! What is known of Dutch beyond rules: which words make compounds, and which stand for others.

mod analysers;
mod lexicon;
mod no_parts;
mod readings;
mod split;
mod synonyms;

use std::sync::Arc;

use arc_swap::ArcSwap;

use crate::analysis::{Splitter, Stemming};
use crate::ranking::Ranking;

pub(crate) use analysers::Analysers;
use analysers::Pool;
pub use lexicon::Lexicon;
pub(crate) use readings::{Reading, WordHash, pieces};
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
    lexicon: Arc<Lexicon>,
    fingerprint: u64,
    synonyms: ArcSwap<Synonyms>,
    ranking: Ranking,
    pool: Pool,
}

impl Language {
    /// Puts a lexicon and synonyms together.
    pub fn new(lexicon: Lexicon, synonyms: Synonyms) -> Self {
        Self::with_ranking(lexicon, synonyms, Ranking::default())
    }

    /// As [`new`](Self::new), with other weights than those of the product: to measure them.
    pub fn with_ranking(lexicon: Lexicon, synonyms: Synonyms, ranking: Ranking) -> Self {
        let fingerprint = lexicon.fingerprint();
        Self {
            inner: Arc::new(Inner {
                lexicon: Arc::new(lexicon),
                fingerprint,
                synonyms: ArcSwap::from_pointee(synonyms),
                ranking,
                pool: Pool::default(),
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

    /// Takes compounds apart by this lexicon.
    pub(crate) fn splitter(&self) -> Splitter {
        Splitter::new(Arc::clone(&self.inner.lexicon), self.stemming())
    }

    fn pool(&self) -> &Pool {
        &self.inner.pool
    }

    pub(crate) fn ranking(&self) -> &Ranking {
        &self.inner.ranking
    }

    pub(crate) fn stemming(&self) -> Stemming {
        self.inner.ranking.indexing.stemming
    }

    pub(crate) fn synonyms(&self) -> Arc<Synonyms> {
        self.inner.synonyms.load_full()
    }

    /// Everything of the language that decides what an index holds.
    pub(crate) fn fingerprint(&self) -> String {
        format!(
            "{:016x} {:?}",
            self.inner.fingerprint, self.inner.ranking.indexing
        )
    }
}

impl Default for Language {
    /// A language without compounds and synonyms.
    fn default() -> Self {
        Self::new(Lexicon::new(""), Synonyms::default())
    }
}
