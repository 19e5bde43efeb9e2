//! `kill -9` of server and importer at random moments: nothing acknowledged is missing, the index
//! equals the tables, and importing again completes it.
//!
//! A few kills in the regular run, 20 of them during 5,000 records in the long one.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fmt::Write as _,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use dwarsverband::{
    db::{
        Db, hoogste,
        tables::{geschiedenis, inlezing, stuk, verband},
    },
    stukken::geschiedenis::controleer,
    zoeken::woorden::taal,
};
use sea_orm::{
    ColumnTrait as _, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _,
    QueryFilter as _, Statement,
};
use search_index::SearchIndex;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    opdrachten::{Huis, Proces, Server, doe, wacht_op},
    support::lang,
};

/// What all randomness of a run comes from; another number is another run.
const ZAAD: u64 = 3_447_716;
/// Records 0 to 4 are themas, the rest hangs under them.
const THEMAS: u64 = 5;
/// Gemeenten of the content, which the server has taken in before the first record.
const GEMEENTEN: [&str; 3] = ["GM0363", "GM0014", "GM0034"];

/// Who is killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slachtoffer {
    Beide,
    Importer,
    Server,
}

/// Each kind of kill leaves something else to the next start, so they take turns.
const BEURTEN: [Slachtoffer; 3] = [
    Slachtoffer::Beide,
    Slachtoffer::Importer,
    Slachtoffer::Server,
];

#[tokio::test]
async fn sqlite_loses_nothing_when_processes_are_killed() {
    Proef::nieuw(Huis::sqlite(), ZAAD).doe(0).await;
}

#[tokio::test]
async fn postgres_loses_nothing_when_processes_are_killed() {
    // Starts at the last of the turns, so that the short run has seen all three.
    Proef::nieuw(Huis::postgres().await, ZAAD + 1).doe(2).await;
}

/// The very first start makes the tables. Killed at that, it must not leave half a schema that
/// no later start can do anything with.
#[tokio::test]
async fn a_first_start_that_is_killed_can_be_done_again() {
    let migrate = |huis: &Huis| huis.opdracht(&["migrate"]);
    let begin = Instant::now();
    doe(migrate(&Huis::sqlite())).met_code(0);
    let duur = u64::try_from(begin.elapsed().as_micros()).unwrap();
    let mut toeval = Toeval(ZAAD);
    for ronde in 0..if lang() { 100 } else { 10 } {
        for huis in [Huis::sqlite(), Huis::lege_postgres().await] {
            let mut proces = Proces::start(migrate(&huis));
            // The random moment is the test: nobody can know which table is being made now.
            let moment = Duration::from_micros(toeval.tot(duur));
            tokio::time::sleep(moment).await;
            proces.kill();
            println!("seed {ZAAD}, round {ronde}: killed after {moment:?} of {duur} µs");
            doe(migrate(&huis)).met_code(0);
        }
    }
}

/// Numbers that look random and are the same each time (splitmix64).
struct Toeval(u64);

impl Toeval {
    /// A number below `grens`.
    fn tot(&mut self, grens: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % grens
    }

    /// One of these.
    fn kies<'a>(&mut self, uit: &[&'a str]) -> &'a str {
        let plaats = usize::try_from(self.tot(uit.len() as u64));
        uit[plaats.expect("it is below a usize")]
    }
}

//------------------------------------------------------------------------------------------------
// The records

/// A link as names: from, how, to.
type Verband = (String, String, String);

fn extern_id(nummer: u64) -> String {
    format!("kill-{nummer:05}")
}

/// One record and the links that must come of it.
fn record(nummer: u64, alle: u64, toeval: &mut Toeval) -> (Value, Vec<Verband>) {
    const WOORDEN: [&str; 8] = [
        "schulden",
        "jeugdhulp",
        "wijkteam",
        "inkoop",
        "regie",
        "mantelzorg",
        "wonen",
        "toeslag",
    ];
    let eigen = extern_id(nummer);
    let mut tekst = String::new();
    for _ in 0..40 + toeval.tot(80) {
        let woord = toeval.kies(&WOORDEN);
        let _ = write!(tekst, "{woord} ");
    }
    let mut record = json!({
        "externId": eigen, "soort": "praktijk", "titel": format!("Proef {nummer}"), "tekst": tekst,
    });
    if nummer < THEMAS {
        record["soort"] = json!("thema");
        record["slug"] = json!(format!("proefthema-{nummer}"));
        return (record, Vec::new());
    }
    if nummer.is_multiple_of(3) {
        record["soort"] = json!("publicatie");
    } else if nummer.is_multiple_of(7) {
        record["soort"] = json!("proefproject");
        record["fase"] = json!("gestopt");
        record["secties"] = json!({ "Vraag": "Helpt regie?", "Les": "Begin klein." });
    } else {
        record["fase"] = json!("loopt");
        record["secties"] = json!({ "Aanleiding": "Het liep vast.", "Aanpak": "Met regie." });
    }
    record["leefdomeinen"] = json!(["jeugd", "schulden"]);
    record["doelgroepen"] = json!(["gezinnen"]);
    let (thema, gemeente) = (nummer % THEMAS, toeval.kies(&GEMEENTEN));
    record["themas"] = json!([format!("proefthema-{thema}")]);
    record["gemeenten"] = json!([gemeente]);
    let mut verbanden = vec![("hoort-bij", extern_id(thema))];
    verbanden.push(("speelt-ook-in", gemeente.to_owned()));
    // One record before, and one anywhere: often it still has to come.
    let ander = THEMAS + (nummer * 7 + 3) % (alle - THEMAS);
    for (soort, naar) in [("lost-op", nummer - 1), ("onderbouwt", ander)] {
        if naar >= THEMAS && naar != nummer {
            verbanden.push((soort, extern_id(naar)));
        }
    }
    let genoemd = verbanden[2..].iter();
    record["verbanden"] = genoemd
        .map(|(s, n)| json!({ "soort": s, "naar": n }))
        .collect();
    let heel = verbanden.into_iter();
    let heel = heel.map(|(soort, naar)| (eigen.clone(), soort.to_owned(), naar));
    (record, heel.collect())
}

//------------------------------------------------------------------------------------------------
// The trial

/// What has been committed, as anybody could see it at some moment.
#[derive(Default)]
struct Stand {
    inlezingen: BTreeMap<String, inlezing::Model>,
    verbanden: u64,
    geschiedenis: u64,
    hoogste: i64,
}

impl Stand {
    async fn lees(db: &Db) -> Self {
        let conn = db.read();
        let inlezingen = inlezing::Entity::find()
            .filter(inlezing::Column::Sleutel.starts_with("extern:kill-"))
            .all(conn)
            .await
            .expect("the table can be read");
        let verbanden = verband::Entity::find().count(conn).await;
        let geschiedenis = geschiedenis::Entity::find().count(conn).await;
        Self {
            inlezingen: inlezingen
                .into_iter()
                .map(|i| (i.sleutel.clone(), i))
                .collect(),
            verbanden: verbanden.expect("the table can be read"),
            geschiedenis: geschiedenis.expect("the table can be read"),
            hoogste: hoogste(conn).await.expect("the log can be read"),
        }
    }

    /// Demands that everything of an earlier moment is still there.
    #[track_caller]
    fn bevat(&self, eerder: &Self) {
        for (sleutel, was) in &eerder.inlezingen {
            let Some(is) = self.inlezingen.get(sleutel) else {
                panic!("{sleutel} was acknowledged and is gone");
            };
            assert_eq!(
                (is.stuk_id, &is.hash),
                (was.stuk_id, &was.hash),
                "{sleutel}"
            );
            if !was.verbanden_hash.is_empty() {
                assert_eq!(is.verbanden_hash, was.verbanden_hash, "links of {sleutel}");
            }
        }
        let tellingen = |stand: &Self| (stand.verbanden, stand.geschiedenis, stand.hoogste);
        let (is, was) = (tellingen(self), tellingen(eerder));
        assert!(
            is.0 >= was.0 && is.1 >= was.1 && is.2 >= was.2,
            "{is:?} after {was:?}"
        );
    }
}

struct Proef {
    huis: Huis,
    zaad: u64,
    toeval: Toeval,
    alle: u64,
    bestand: PathBuf,
    verbanden: BTreeSet<Verband>,
    server: Option<Server>,
    importer: Option<Proces>,
    /// What was seen last.
    stand: Stand,
    /// The furthest that a server said its index was.
    positie: i64,
}

impl Proef {
    fn nieuw(huis: Huis, zaad: u64) -> Self {
        let alle = if lang() { 5_000 } else { 500 };
        let mut toeval = Toeval(zaad);
        let mut regels = String::new();
        let mut verbanden = BTreeSet::new();
        for nummer in 0..alle {
            let (record, van_record) = record(nummer, alle, &mut toeval);
            let _ = writeln!(regels, "{record}");
            verbanden.extend(van_record);
        }
        let bestand = huis.schrijf("records.jsonl", &regels);
        Self {
            huis,
            zaad,
            toeval,
            alle,
            bestand,
            verbanden,
            server: None,
            importer: None,
            stand: Stand::default(),
            positie: 0,
        }
    }

    /// The whole trial. `eerste` is whose turn comes first.
    async fn doe(mut self, eerste: usize) {
        let kills = if lang() { 20 } else { 2 };
        // With the content in, so that the records can point at its gemeenten.
        let mut server = self.huis.serve();
        server.draait().await;
        self.server = Some(server);
        let beurten = BEURTEN.iter().cycle().skip(eerste);
        for (ronde, slachtoffer) in (0..kills).zip(beurten) {
            self.start(*slachtoffer).await;
            // Each record is written twice: itself, and its links at the end. The kills are
            // spread over all of that.
            let stap = 2 * self.alle / kills;
            let doel = ronde * stap + self.toeval.tot(stap);
            let gedaan = self.volg(doel).await;
            // The random moment is the test: nobody can know what is being written now.
            let nog = Duration::from_micros(self.toeval.tot(20_000));
            tokio::time::sleep(nog).await;
            self.kill(*slachtoffer);
            let zaad = self.zaad;
            println!("seed {zaad}, kill {ronde}: {slachtoffer:?} at {gedaan} + {nog:?}");
        }
        self.maak_af().await;
    }

    /// Sees to it that both run. When both are going to be killed, the server need not be ready:
    /// so some kills hit it while it starts.
    async fn start(&mut self, slachtoffer: Slachtoffer) {
        let huis = &self.huis;
        let server = self.server.get_or_insert_with(|| huis.serve());
        if slachtoffer != Slachtoffer::Beide {
            server.draait().await;
            let positie = server.positie().expect("it serves");
            let eerder = self.positie;
            assert!(
                positie >= eerder,
                "the index went back from {eerder} to {positie}"
            );
        }
        if let Some(afloop) = self.importer.as_mut().and_then(Proces::afloop) {
            let regels = self.importer.take().map(|i| i.regels());
            assert!(afloop.success(), "the importer gave up: {regels:?}");
        }
        let import = || Proces::start(huis.import(&[&self.bestand]));
        self.importer.get_or_insert_with(import);
    }

    /// Waits until so much has been written, and notes what has been acknowledged by then.
    async fn volg(&mut self, doel: u64) -> i64 {
        // No connection of ours is open while they are killed: it would hold the files of SQLite
        // in a state that the next start then need not repair.
        let db = self.huis.db().await;
        let gedaan = wacht_op("the importer to get on", async || {
            let gedaan = gedaan(&db).await;
            let klaar = self.importer.as_mut().and_then(Proces::afloop).is_some();
            (klaar || gedaan.cast_unsigned() >= doel).then_some(gedaan)
        })
        .await;
        let stand = Stand::lees(&db).await;
        stand.bevat(&self.stand);
        self.stand = stand;
        assert_eq!(halve(&db).await, 0, "stukken that are half there");
        db.close().await.expect("the connections close");
        let positie = self.server.as_mut().and_then(Server::positie);
        self.positie = positie.unwrap_or_default().max(self.positie);
        gedaan
    }

    fn kill(&mut self, slachtoffer: Slachtoffer) {
        if slachtoffer != Slachtoffer::Server
            && let Some(mut importer) = self.importer.take()
        {
            importer.kill();
        }
        if slachtoffer != Slachtoffer::Importer
            && let Some(mut server) = self.server.take()
        {
            server.kill();
            self.bekijk_index();
        }
    }

    /// What a server said about its index is on disk, whole. Looks at a copy: opening an index
    /// tidies it, and that is for the next start to do.
    fn bekijk_index(&self) {
        let map = tempfile::tempdir().expect("a temporary folder");
        kopieer(&indexmap(&self.huis.data()), map.path());
        let index =
            SearchIndex::open(map.path(), taal().expect("the words")).expect("the index opens");
        let (eerder, positie) = (self.positie, index.position());
        assert!(positie >= eerder, "said {eerder}, on disk is {positie}");
        let ids = index.ids().expect("the index can be read");
        let een: BTreeSet<_> = ids.iter().map(|(id, _)| id).collect();
        assert_eq!(een.len(), ids.len(), "each stuk once");
    }

    /// Completes the import, and compares everything with what it must be.
    async fn maak_af(mut self) {
        if let Some(mut importer) = self.importer.take() {
            importer.kill();
        }
        let import = || self.huis.import(&[&self.bestand]);
        doe(import()).met_code(0).zegt(" 0 geweigerd");
        let mut server = match self.server.take() {
            Some(server) => server,
            None => self.huis.serve(),
        };
        server.draait().await;
        let gereed = server.bij().await;
        assert!(gereed["positie"].as_i64() >= Some(self.positie), "{gereed}");

        let db = self.huis.db().await;
        let stand = Stand::lees(&db).await;
        stand.bevat(&self.stand);
        assert_eq!(stand.inlezingen.len() as u64, self.alle);
        // The first ones point at nothing.
        let klaar = 2 * self.alle - THEMAS;
        assert_eq!(gedaan(&db).await.cast_unsigned(), klaar);
        assert_eq!(halve(&db).await, 0, "stukken that are half there");

        let logboek = self.huis.logboek().await;
        doe(import())
            .met_code(0)
            .zegt(&format!("0 nieuw, 0 gewijzigd, {} ongewijzigd", self.alle));
        assert_eq!(
            self.huis.logboek().await,
            logboek,
            "a second run writes nothing"
        );

        let stukken = stuk::Entity::find()
            .all(db.read())
            .await
            .expect("the stukken");
        assert_eq!(gereed["documenten"], stukken.len());
        self.vergelijk_stukken(&stukken);
        self.vergelijk_verbanden(&db, &stukken).await;
        let controle = controleer(db.read()).await.expect("the chains can be read");
        assert_eq!(controle.breuken, []);
        assert_eq!(controle.ketens, stukken.len());
        db.close().await.expect("the connections close");

        server.stop().await;
        self.vergelijk_index(&stukken);
    }

    /// Every record became one stuk, and nothing else came along.
    fn vergelijk_stukken(&self, stukken: &[stuk::Model]) {
        let van_ons = stukken.iter().filter_map(|s| {
            let extern_id = s.extern_id.as_deref()?;
            extern_id
                .starts_with("kill-")
                .then(|| (extern_id.to_owned(), s.titel.clone()))
        });
        let mut van_ons: Vec<_> = van_ons.collect();
        van_ons.sort();
        let verwacht = (0..self.alle).map(|nummer| (extern_id(nummer), format!("Proef {nummer}")));
        assert_eq!(van_ons, verwacht.collect::<Vec<_>>());
    }

    async fn vergelijk_verbanden(&self, db: &Db, stukken: &[stuk::Model]) {
        let naam = |s: &stuk::Model| s.extern_id.clone().or_else(|| s.officieel_id.clone());
        let namen: HashMap<Uuid, String> = stukken
            .iter()
            .filter_map(|s| Some((s.id, naam(s)?)))
            .collect();
        let rijen = verband::Entity::find()
            .all(db.read())
            .await
            .expect("the verbanden");
        let van_ons = rijen.iter().filter_map(|v| {
            let van = namen.get(&v.van).filter(|van| van.starts_with("kill-"))?;
            Some((van.clone(), v.soort.clone(), namen[&v.naar].clone()))
        });
        let van_ons: BTreeSet<Verband> = van_ons.collect();
        let los: Vec<_> = van_ons.symmetric_difference(&self.verbanden).collect();
        assert!(
            los.is_empty(),
            "links that are missing or too many: {los:?}"
        );
    }

    /// The index has every stuk in its version, and nothing else.
    fn vergelijk_index(&self, stukken: &[stuk::Model]) {
        let index = SearchIndex::open(&indexmap(&self.huis.data()), taal().expect("the words"));
        let is = index
            .and_then(|index| index.ids())
            .expect("the index opens");
        assert_eq!(is.len(), stukken.len(), "each stuk once");
        let is: BTreeSet<_> = is.into_iter().collect();
        let verwacht = stukken.iter().map(|s| (s.id.to_string(), s.versie));
        let verwacht: BTreeSet<_> = verwacht.collect();
        let anders: Vec<_> = is.symmetric_difference(&verwacht).collect();
        assert!(anders.is_empty(), "index and tables differ in {anders:?}");
    }
}

/// How much of the import has been committed: a point for each record, and one for its links.
async fn gedaan(db: &Db) -> i64 {
    let sql = "SELECT COUNT(*) + COUNT(NULLIF(verbanden_hash, ''))
               FROM inlezing WHERE sleutel LIKE 'extern:kill-%'";
    getal(db, sql).await
}

/// How many stukken miss something that is written together with them. One statement, so that it
/// sees one moment, whatever is written meanwhile.
async fn halve(db: &Db) -> i64 {
    let sql = "SELECT COUNT(*) FROM stuk s WHERE
        (SELECT COUNT(*) FROM praktijk WHERE stuk_id = s.id)
        + (SELECT COUNT(*) FROM proefproject WHERE stuk_id = s.id)
        + (SELECT COUNT(*) FROM knelpunt WHERE stuk_id = s.id)
        + (SELECT COUNT(*) FROM publicatie WHERE stuk_id = s.id)
        + (SELECT COUNT(*) FROM regeling WHERE stuk_id = s.id)
        + (SELECT COUNT(*) FROM organisatie WHERE stuk_id = s.id)
        + (SELECT COUNT(*) FROM thema WHERE stuk_id = s.id) <> 1
        OR id NOT IN (SELECT deel_id FROM leesrecht)
        OR id NOT IN (SELECT stuk_id FROM revisie)
        OR id NOT IN (SELECT stuk_id FROM geschiedenis)
        OR id NOT IN (SELECT stuk_id FROM wijziging)
        OR id NOT IN (SELECT stuk_id FROM inlezing)";
    getal(db, sql).await
}

async fn getal(db: &Db, sql: &str) -> i64 {
    let vraag = Statement::from_string(db.backend(), sql);
    let rij = db
        .read()
        .query_one_raw(vraag)
        .await
        .expect("the tables can be read");
    let rij = rij.expect("a count is one row");
    rij.try_get_by_index(0).expect("a count is a number")
}

/// Copies a folder with everything in it.
pub fn kopieer(van: &Path, naar: &Path) {
    for vermelding in std::fs::read_dir(van).expect("the folder can be listed") {
        let pad = vermelding.expect("the folder can be listed").path();
        let doel = naar.join(pad.file_name().expect("it has a name"));
        if pad.is_dir() {
            std::fs::create_dir(&doel).expect("make the folder");
            kopieer(&pad, &doel);
        } else {
            std::fs::copy(&pad, &doel).expect("copy the file");
        }
    }
}

/// The index of the one database that this data folder has known.
pub fn indexmap(data: &Path) -> PathBuf {
    let mappen = std::fs::read_dir(data.join("zoekindex")).expect("the folder of the index");
    let mut mappen: Vec<PathBuf> = mappen.map(|m| m.expect("an entry").path()).collect();
    assert_eq!(mappen.len(), 1, "{mappen:?}");
    mappen.remove(0)
}
