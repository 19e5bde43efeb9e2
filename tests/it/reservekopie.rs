//! Backup and restore, as the real binary: made while others write, put back elsewhere, and everything
//! that is refused.

use std::{
    collections::BTreeMap,
    fs,
    io::Read as _,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use dwarsverband::{
    ctx::{Clock, Ctx},
    db::Db,
    logboek::service::zegels::verzegel,
};
use sea_orm::{ConnectionTrait as _, DbBackend, Statement};
use serde_json::Value;

use crate::opdrachten::{Huis, Proces, doe, goede_map, publicatie};

/// Runs a test with a filled platform, and an empty one of the same kind to restore into.
async fn op_beide(test: impl AsyncFn(Huis, Huis)) {
    test(Huis::sqlite(), Huis::sqlite()).await;
    test(Huis::postgres().await, Huis::lege_postgres().await).await;
}

fn vul(huis: &Huis) {
    doe(huis.import(&[&goede_map(huis)])).met_code(0);
    let bijlage = huis.data().join("bijlagen/ab/cd.pdf");
    fs::create_dir_all(bijlage.parent().unwrap()).unwrap();
    fs::write(bijlage, b"een bijlage").unwrap();
}

fn backup(huis: &Huis, naam: &str) -> PathBuf {
    let pad = huis.schrijf("kopie/hier", "").with_file_name(naam);
    doe(huis.opdracht(&["backup", pad.to_str().unwrap()]))
        .met_code(0)
        .zegt("De reservekopie staat in");
    pad
}

/// All rows of all tables, as text.
async fn alles(huis: &Huis) -> BTreeMap<String, Vec<String>> {
    let db = huis.db().await;
    let is_sqlite = db.backend() == DbBackend::Sqlite;
    let tabellen = if is_sqlite {
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    } else {
        "SELECT table_name::text FROM information_schema.tables WHERE table_schema = 'public'"
    };
    let mut alles = BTreeMap::new();
    for tabel in rijen(&db, tabellen).await {
        let rij = if is_sqlite {
            let sql = format!("SELECT name FROM pragma_table_info('{tabel}')");
            let kolommen = rijen(&db, &sql).await;
            let kolommen = kolommen.iter().map(|k| format!("quote(\"{k}\")"));
            kolommen.collect::<Vec<_>>().join(" || '|' || ")
        } else {
            "t::text".to_owned()
        };
        let sql = format!("SELECT {rij} FROM \"{tabel}\" t ORDER BY 1");
        alles.insert(tabel, rijen(&db, &sql).await);
    }
    db.close().await.unwrap();
    alles
}

async fn rijen(db: &Db, sql: &str) -> Vec<String> {
    let vraag = Statement::from_string(db.backend(), sql);
    let rijen = db.read().query_all_raw(vraag).await;
    let rijen = rijen.unwrap_or_else(|e| panic!("{sql}: {e}"));
    rijen.iter().map(|r| r.try_get_by(0).unwrap()).collect()
}

#[tokio::test]
async fn what_is_put_back_elsewhere_is_the_same() {
    op_beide(async |huis, elders| {
        vul(&huis);
        let db = huis.db().await;
        let ctx = Ctx::systeem("test", &Clock::system());
        let morgen = ctx.vandaag().succ_opt().unwrap();
        let zegel = verzegel(&db, &ctx, morgen).await.unwrap().expect("a seal");
        db.close().await.unwrap();
        let kopie = backup(&huis, "kopie.tar.zst");
        let rechten = fs::metadata(&kopie).unwrap().permissions().mode();
        assert_eq!(rechten & 0o777, 0o600);
        let wat = fs::read_dir(kopie.parent().unwrap()).unwrap().count();
        assert_eq!(wat, 2, "nothing is left of the making");
        // Never over another.
        let tweede = huis.opdracht(&["backup", kopie.to_str().unwrap()]);
        doe(tweede).met_code(2).zegt("bestaat al");

        let hier = alles(&huis).await;
        assert!(
            hier.len() > 20 && hier["geschiedenis"].len() == 5,
            "{hier:?}"
        );
        doe(elders.opdracht(&["herstel", kopie.to_str().unwrap()]))
            .met_code(0)
            .zegt("Hersteld: 2 bestanden");
        assert_eq!(alles(&elders).await, hier);
        let bijlage = fs::read(elders.data().join("bijlagen/ab/cd.pdf")).unwrap();
        assert_eq!(bijlage, b"een bijlage");
        let dag = zegel.dag.to_string();
        doe(elders.opdracht(&["beheer", "controleer-logboek", "--zegel", &dag, &zegel.hash]))
            .met_code(0)
            .zegt("4 ketens met 5 regels gecontroleerd, 0 met een breuk.")
            .zegt("1 zegel gecontroleerd, 0 afwijkingen.");
        // A second time there is something already.
        doe(elders.opdracht(&["herstel", kopie.to_str().unwrap()]))
            .met_code(2)
            .zegt("staat al iets");
        let mut server = elders.serve();
        server.draait().await;
        server.bij().await;
        assert!(server.gevonden("kwartels").unwrap() > 0);
        server.stop().await;
    })
    .await;
}

#[tokio::test]
async fn a_backup_is_made_while_others_write() {
    op_beide(async |huis, elders| {
        vul(&huis);
        let mut server = huis.serve();
        server.draait().await;
        let regels: Vec<String> = (100..600).map(publicatie).collect();
        let veel = huis.schrijf("veel/veel.jsonl", &regels.join("\n"));
        let mut import = Proces::start(huis.import(&[&veel]));
        let kopie = backup(&huis, "onder-het-schrijven.tar.zst");
        assert!(import.einde().await.success());
        server.stop().await;
        doe(elders.opdracht(&["herstel", kopie.to_str().unwrap()])).met_code(0);
        doe(elders.opdracht(&["beheer", "controleer-logboek"])).met_code(0);
        // Of one moment: whatever is there has all that belongs to it.
        let db = elders.db().await;
        let los = "SELECT CAST(COUNT(*) AS TEXT) FROM stuk WHERE id NOT IN \
                   (SELECT stuk_id FROM geschiedenis) OR id NOT IN (SELECT stuk_id FROM wijziging) \
                   OR id NOT IN (SELECT stuk_id FROM leesrecht)";
        assert_eq!(rijen(&db, los).await, ["0"]);
        db.close().await.unwrap();
    })
    .await;
}

//------------------------------------------------------------------------------------------------
// What is refused

/// The files of a backup.
fn uitgepakt(kopie: &Path) -> Vec<(String, Vec<u8>)> {
    let zstd = zstd::Decoder::new(fs::File::open(kopie).unwrap()).unwrap();
    let mut tar = tar::Archive::new(zstd);
    let bestanden = tar.entries().unwrap().map(|wat| {
        let mut wat = wat.unwrap();
        let naam = wat.path().unwrap().to_str().unwrap().to_owned();
        let mut inhoud = Vec::new();
        wat.read_to_end(&mut inhoud).unwrap();
        (naam, inhoud)
    });
    bestanden.collect()
}

/// A backup of these files, whatever their names.
fn ingepakt(bestanden: &[(String, Vec<u8>)], soort: tar::EntryType) -> Vec<u8> {
    let mut tar = tar::Builder::new(zstd::Encoder::new(Vec::new(), 1).unwrap());
    for (naam, inhoud) in bestanden {
        let mut kop = tar::Header::new_gnu();
        kop.as_old_mut().name[..naam.len()].copy_from_slice(naam.as_bytes());
        let gewoon = naam == "manifest.json" || naam == "database";
        kop.set_entry_type(if gewoon {
            tar::EntryType::Regular
        } else {
            soort
        });
        if !gewoon && soort == tar::EntryType::Symlink {
            kop.set_link_name("/etc").unwrap();
        }
        kop.set_size(inhoud.len() as u64);
        kop.set_mode(0o600);
        kop.set_cksum();
        tar.append(&kop, inhoud.as_slice()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

fn met_manifest(kopie: &Path, anders: impl Fn(&mut Value)) -> Vec<u8> {
    let mut bestanden = uitgepakt(kopie);
    let (_, manifest) = bestanden.last_mut().unwrap();
    let mut json: Value = serde_json::from_slice(manifest).unwrap();
    anders(&mut json);
    *manifest = serde_json::to_vec(&json).unwrap();
    ingepakt(&bestanden, tar::EntryType::Regular)
}

/// With one more file.
fn met_bestand(kopie: &Path, naam: &str, soort: tar::EntryType) -> Vec<u8> {
    let mut bestanden = uitgepakt(kopie);
    bestanden.insert(0, (naam.into(), Vec::new()));
    ingepakt(&bestanden, soort)
}

#[tokio::test]
async fn what_is_no_good_backup_is_refused_and_leaves_nothing() {
    op_beide(async |huis, elders| {
        vul(&huis);
        let kopie = backup(&huis, "kopie.tar.zst");
        let heel = fs::read(&kopie).unwrap();
        let midden = heel.len() / 2;
        let mut vervalst = uitgepakt(&kopie);
        vervalst[0].1[100] ^= 1;
        let mut omgekeerd = heel.clone();
        omgekeerd[midden] ^= 0x55;
        let gewoon = tar::EntryType::Regular;
        let slecht = [
            ("a byte was changed", omgekeerd, "beschadigd"),
            ("cut off", heel[..midden].to_vec(), "beschadigd"),
            (
                "the end cut off",
                heel[..heel.len() - 5].to_vec(),
                "beschadigd",
            ),
            (
                "no backup at all",
                b"zomaar een bestand".to_vec(),
                "beschadigd",
            ),
            ("nothing", Vec::new(), "beschadigd"),
            (
                "another database in it",
                ingepakt(&vervalst, gewoon),
                "niet zoals het was",
            ),
            (
                "another form",
                met_manifest(&kopie, |m| m["vorm"] = 2.into()),
                "vorm 2",
            ),
            (
                "a newer version",
                met_manifest(&kopie, |m| m["schema"] = "m2099".into()),
                "nieuwer is dan deze",
            ),
            (
                "of the other database",
                met_manifest(&kopie, |m| {
                    let anders = if m["database"] == "sqlite" {
                        "postgresql"
                    } else {
                        "sqlite"
                    };
                    m["database"] = anders.into();
                }),
                "Kies dezelfde soort",
            ),
            (
                "out of the folder",
                met_bestand(&kopie, "../weg", gewoon),
                "beschadigd",
            ),
            (
                "from the root",
                met_bestand(&kopie, "/tmp/weg", gewoon),
                "beschadigd",
            ),
            (
                "not in the manifest",
                met_bestand(&kopie, "bijlagen/x", gewoon),
                "niet in horen",
            ),
            (
                "a link",
                met_bestand(&kopie, "bijlagen/x", tar::EntryType::Symlink),
                "beschadigd",
            ),
        ];
        for (wat, inhoud, melding) in slecht {
            let pad = kopie.with_file_name("slecht.tar.zst");
            fs::write(&pad, inhoud).unwrap();
            let afloop = doe(elders.opdracht(&["herstel", pad.to_str().unwrap()]));
            assert!(afloop.tekst.contains(melding), "{wat}: {}", afloop.tekst);
            afloop.met_code(2);
            assert!(!elders.data().try_exists().unwrap(), "{wat} leaves nothing");
        }
        // After all of that a good one still goes in.
        doe(elders.opdracht(&["herstel", kopie.to_str().unwrap()])).met_code(0);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_restored_over_what_is_there() {
    op_beide(async |huis, elders| {
        vul(&huis);
        let kopie = backup(&huis, "kopie.tar.zst");
        fs::create_dir_all(elders.data()).unwrap();
        fs::write(elders.data().join("iets"), "van mij").unwrap();
        let afloop = doe(elders.opdracht(&["herstel", kopie.to_str().unwrap()])).met_code(2);
        assert!(afloop.tekst.contains("staat al iets"), "{}", afloop.tekst);
        assert_eq!(fs::read_dir(elders.data()).unwrap().count(), 1);
        assert_eq!(
            fs::read_to_string(elders.data().join("iets")).unwrap(),
            "van mij"
        );
    })
    .await;
    // A database that is in use, with a folder that is not.
    let huis = Huis::postgres().await;
    vul(&huis);
    let kopie = backup(&huis, "kopie.tar.zst");
    let buur = huis.buur();
    doe(buur.opdracht(&["herstel", kopie.to_str().unwrap()]))
        .met_code(2)
        .zegt("staat al iets in de database");
    assert!(!buur.data().try_exists().unwrap());
}

#[tokio::test]
async fn there_is_no_backup_of_nothing() {
    let huis = Huis::sqlite();
    let pad = huis
        .schrijf("kopie/hier", "")
        .with_file_name("kopie.tar.zst");
    doe(huis.opdracht(&["backup", pad.to_str().unwrap()]))
        .met_code(2)
        .zegt("er is nog geen database");
    assert!(!pad.try_exists().unwrap() && !huis.data().try_exists().unwrap());
}
