//! Planned failures: every operation on the disk fails once, and nothing is lost.

mod failing;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use crate::disk::Disk;
use crate::document::{Change, Document, Standing, Weight};
use crate::keys::Keys;
use crate::language::Language;
use crate::query::Query;
use crate::{Result, SearchIndex};
use failing::{Failing, Fault, Plan};

/// What a caller does with an index, again when it fails.
enum Step {
    Apply(Vec<Change>, i64),
    /// Builds anew from what is there, takes in one more and swaps.
    Rebuild(Change, i64),
    /// Closes and opens.
    Reopen,
}

fn document(id: &str, version: i64) -> Document {
    Document {
        id: id.to_owned(),
        version,
        keys: vec!["openbaar".to_owned()],
        title: format!("Schulden {id}"),
        summary: String::new(),
        body: "Het wijkteam helpt gezinnen met schulden.".to_owned(),
        around: String::new(),
        identifiers: Vec::new(),
        facets: BTreeMap::new(),
        changed_at: 0,
        weight: Weight::Normal,
        standing: Standing::default(),
    }
}

fn put(id: &str, version: i64) -> Change {
    Change::Put(Box::new(document(id, version)))
}

fn short() -> Vec<Step> {
    vec![
        Step::Apply(vec![put("a", 1), put("b", 1)], 1),
        Step::Apply(vec![put("a", 2), Change::Delete("b".to_owned())], 2),
        Step::Reopen,
        Step::Apply(vec![put("c", 1)], 3),
        Step::Rebuild(put("d", 1), 4),
        Step::Apply(vec![put("c", 2), put("e", 1)], 5),
    ]
}

/// So many commits that the engine merges beside them.
fn merging() -> Vec<Step> {
    (1..=12)
        .map(|n| Step::Apply(vec![put(&format!("m{}", n % 7), n)], n))
        .collect()
}

type Live = BTreeMap<String, Document>;

fn note(live: &mut Live, changes: &[Change]) {
    for change in changes {
        match change {
            Change::Put(document) => live.insert(document.id.clone(), (**document).clone()),
            Change::Delete(id) => live.remove(id),
        };
    }
}

/// In memory where there is such a place: a walk syncs thousands of files.
fn directory() -> TempDir {
    let memory = Path::new("/dev/shm");
    let made = if memory.is_dir() {
        tempfile::tempdir_in(memory)
    } else {
        tempfile::tempdir()
    };
    made.expect("a directory")
}

struct Trial {
    root: TempDir,
    plan: Arc<Plan>,
    index: Option<SearchIndex>,
    live: Live,
    position: i64,
}

impl Trial {
    fn new(fault: Fault, at: i64) -> Self {
        Self {
            root: directory(),
            plan: Arc::new(Plan::new(fault, at)),
            index: None,
            live: Live::new(),
            position: 0,
        }
    }

    fn run(mut self, steps: &[Step]) -> bool {
        for step in steps {
            let first = self.take(step);
            if let Err(error) = first {
                assert!(self.plan.hit(), "failed without a failure: {error:?}");
                self.plan.cure();
                self.compare("after the failure");
                self.take(step).expect("works again in the same process");
            }
            self.note(step);
            self.compare("after the step");
        }
        self.plan.cure();
        let index = self.index.take().expect("it is open");
        index.check(true).expect("the files are sound");
        drop(index);
        let sound = SearchIndex::open(self.root.path(), Language::default());
        self.index = Some(sound.expect("opens"));
        self.compare("opened again");
        self.plan.hit()
    }

    fn open(root: &Path, plan: &Arc<Plan>) -> Result<SearchIndex> {
        let plan = Arc::clone(plan);
        let disk = Disk::new(move |path| Ok(Box::new(Failing::open(path, Arc::clone(&plan))?)));
        SearchIndex::open_on(disk, root, Language::default())
    }

    fn index(&mut self) -> Result<SearchIndex> {
        if self.index.is_none() {
            self.index = Some(Self::open(self.root.path(), &self.plan)?);
        }
        Ok(self.index.clone().expect("it was opened"))
    }

    fn take(&mut self, step: &Step) -> Result<()> {
        match step {
            Step::Reopen => {
                self.index = None;
                self.index().map(|_| ())
            }
            Step::Apply(changes, position) => self.index()?.apply(changes.clone(), *position),
            Step::Rebuild(change, position) => {
                let mut rebuild = self.index()?.rebuild()?;
                rebuild.add(self.live.values().cloned().collect())?;
                rebuild.save()?;
                rebuild.follow(vec![change.clone()])?;
                rebuild.finish(*position)
            }
        }
    }

    fn note(&mut self, step: &Step) {
        let (changes, position) = match step {
            Step::Reopen => return,
            Step::Apply(changes, position) => (changes.clone(), *position),
            Step::Rebuild(change, position) => (vec![change.clone()], *position),
        };
        note(&mut self.live, &changes);
        self.position = position;
    }

    /// What is found is what was acknowledged, and the position says so.
    fn compare(&mut self, when: &str) {
        let index = self.index().expect("opens when nothing fails");
        let is = index.entries().expect("lists");
        let is: Vec<_> = is
            .into_iter()
            .map(|e| (e.id, e.version, e.fingerprint))
            .collect();
        let expected: Vec<_> = self
            .live
            .values()
            .map(|d| (d.id.clone(), d.version, d.fingerprint()))
            .collect();
        assert_eq!(is, expected, "{when}");
        assert_eq!(index.position(), self.position, "{when}");
        let query = Query {
            text: "schuld".to_owned(),
            readable: Keys::new(["openbaar"]),
            limit: 50,
            ..Query::default()
        };
        let found = index.search(&query).expect("searches");
        let mut found: Vec<_> = found.hits.into_iter().map(|hit| hit.id).collect();
        found.sort_unstable();
        assert_eq!(
            found,
            self.live.keys().cloned().collect::<Vec<_>>(),
            "{when}"
        );
    }
}

/// Lets the n-th operation fail, for every n until there are not so many.
fn walk(steps: &[Step], fault: Fault, stride: usize) {
    for (walked, at) in (1..).step_by(stride).enumerate() {
        if !Trial::new(fault, at).run(steps) {
            assert!(walked > 5, "only {walked} operations could fail");
            return;
        }
    }
}

/// All of them in the long run, a tenth otherwise.
fn stride() -> usize {
    let long = std::env::var("DWARSVERBAND_PROEF").is_ok_and(|value| value == "lang");
    if long { 1 } else { 10 }
}

#[test]
fn a_disk_that_fills_up_loses_nothing() {
    walk(&short(), Fault::Full, stride());
}

#[test]
fn an_operation_that_gives_an_error_loses_nothing() {
    walk(&short(), Fault::Error, stride());
}

#[test]
fn an_error_beside_a_merge_loses_nothing() {
    walk(&merging(), Fault::Error, 3 * stride());
}

#[test]
fn a_thread_that_panics_loses_nothing() {
    walk(&short(), Fault::Panic, stride().div_ceil(2));
}
