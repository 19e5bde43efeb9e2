//! Analysers for answering queries, kept between queries.
//!
//! What takes time is to stem a word and to take it apart, and texts and queries share their words:
//! an analyser that has seen some thousands of them answers from memory. Each remembers some
//! megabytes, so there are no more than the machine has cores; a query that finds none waits for
//! one, as it would have waited for a core.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::available_parallelism;

use super::Language;
use super::readings::Readings;
use crate::analysis::{Splitter, Stemmer};

/// What one query at a time works with.
pub(crate) struct Analysers {
    pub stemmer: Stemmer,
    pub splitter: Splitter,
    pub readings: Readings,
}

/// More than this many are not kept, however many cores there are.
const MOST: usize = 16;

pub(super) struct Pool {
    most: usize,
    state: Mutex<State>,
    returned: Condvar,
}

#[derive(Default)]
struct State {
    /// Those that nobody works with.
    free: Vec<Analysers>,
    /// How many are worked with.
    lent: usize,
}

impl Language {
    /// Works with analysers, as soon as there are any. The work must not ask for others.
    pub(crate) fn with_analysers<T>(&self, work: impl FnOnce(&mut Analysers) -> T) -> T {
        let mut place = self.pool().place();
        let fresh = || Analysers {
            stemmer: Stemmer::new(self.stemming()),
            splitter: self.splitter(),
            readings: Readings::default(),
        };
        let analysers = place.analysers.get_or_insert_with(fresh);
        let done = work(analysers);
        place.whole = true;
        done
    }
}

impl Pool {
    fn place(&self) -> Place<'_> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let mut state = self
            .returned
            .wait_while(state, |state| state.lent >= self.most)
            .unwrap_or_else(PoisonError::into_inner);
        state.lent += 1;
        Place {
            pool: self,
            analysers: state.free.pop(),
            whole: false,
        }
    }
}

/// One of the places at work, free again when it is dropped.
struct Place<'a> {
    pool: &'a Pool,
    analysers: Option<Analysers>,
    /// Whether the work was done: those of work that panicked are not used again.
    whole: bool,
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let analysers = self.analysers.take().filter(|_| self.whole);
        let mut state = self
            .pool
            .state
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        state.lent -= 1;
        state.free.extend(analysers);
        drop(state);
        self.pool.returned.notify_one();
    }
}

impl Default for Pool {
    fn default() -> Self {
        let cores = available_parallelism().map_or(1, usize::from);
        Self {
            most: cores.min(MOST),
            state: Mutex::default(),
            returned: Condvar::new(),
        }
    }
}

impl std::fmt::Debug for Pool {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pool").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::mpsc;
    use std::thread;
    use std::time::Duration;

    use super::Language;

    #[test]
    fn work_waits_when_all_cores_have_some() {
        /// Long enough for work that does not wait.
        const PATIENCE: Duration = Duration::from_millis(100);
        let language = Language::default();
        let mut places: Vec<_> = (0..language.pool().most)
            .map(|_| language.pool().place())
            .collect();
        let (entered, heard) = mpsc::channel();
        thread::scope(|threads| {
            threads.spawn(|| language.with_analysers(|_| entered.send(()).is_ok()));
            assert!(heard.recv_timeout(PATIENCE).is_err(), "it did not wait");
            places.pop();
            assert!(heard.recv().is_ok());
        });
        drop(places);
        let state = language.pool().state.lock().unwrap();
        assert_eq!((state.lent, state.free.len()), (0, 1));
    }

    #[test]
    fn work_that_panics_leaves_its_place_and_not_its_analysers() {
        let language = Language::default();
        for _ in 0..2 * language.pool().most {
            let panicked = catch_unwind(AssertUnwindSafe(|| {
                language.with_analysers(|_| panic!("as planned"));
            }));
            assert!(panicked.is_err());
        }
        let state = language.pool().state.lock().unwrap();
        assert_eq!((state.lent, state.free.len()), (0, 0));
    }
}
