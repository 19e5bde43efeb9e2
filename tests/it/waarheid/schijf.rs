//! The disk of the index is full, or can't be written: a real one, small, that only the server sees.
//!
//! The server runs in a mount namespace of its own with a file system in memory where its index
//! is. Where that is not allowed the test fails: there is no other way to fill a disk for real.

use std::{
    fs::{self, File, Permissions},
    io::Write as _,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};

use serde_json::{Value, json};

use crate::{
    opdrachten::{Huis, Server, doe, wacht_op},
    support::lang,
};

struct Schijf {
    huis: Huis,
    map: PathBuf,
    server: Server,
}

fn is_root() -> bool {
    let id = Command::new("id").arg("-u").output().expect("id runs");
    id.stdout == b"0\n"
}

/// The same command, as somebody without special rights, with a small disk in the place of this folder.
fn met_schijf(opdracht: &Command, map: &Path, zonder_rechten: bool) -> Command {
    fs::create_dir_all(map).unwrap();
    let mut buiten = Command::new("unshare");
    buiten.arg(if is_root() { "-m" } else { "-rm" });
    let script = "mount -t tmpfs -o size=24m tmpfs \"$0\" && exec \"$@\"";
    buiten.args(["sh", "-c", script]).arg(map);
    if zonder_rechten {
        // Without capabilities permissions count, also for root.
        buiten.args(["setpriv", "--inh-caps=-all", "--bounding-set=-all"]);
    }
    buiten.arg(opdracht.get_program()).args(opdracht.get_args());
    for (naam, waarde) in opdracht.get_envs() {
        match waarde {
            Some(waarde) => buiten.env(naam, waarde),
            None => buiten.env_remove(naam),
        };
    }
    if let Some(hier) = opdracht.get_current_dir() {
        buiten.current_dir(hier);
    }
    buiten
}

impl Schijf {
    async fn nieuw(huis: Huis, zonder_rechten: bool) -> Self {
        let map = huis.data().join("zoekindex");
        let opdracht = huis.opdracht(&["serve", "--luister", "127.0.0.1:0"]);
        let mut server = Server::start(met_schijf(&opdracht, &map, zonder_rechten));
        server.draait().await;
        Self { huis, map, server }
    }

    /// Where the server sees its folder.
    fn bij_de_server(&self) -> PathBuf {
        let binnen = self.map.strip_prefix("/").expect("it is absolute");
        let wortel = format!("/proc/{}/root", self.server.pid());
        Path::new(&wortel).join(binnen)
    }

    /// Takes all room that is left; answers the file that has it.
    fn vul(&self) -> PathBuf {
        let pad = self.bij_de_server().join("vulling");
        let mut vulling = File::create(&pad).unwrap();
        for portie in [1 << 16, 1 << 12, 1] {
            while vulling.write_all(&vec![0; portie]).is_ok() {}
        }
        pad
    }

    /// Gives every folder of the index these permissions.
    fn rechten(&self, rechten: u32) {
        let van_de_database = fs::read_dir(self.bij_de_server()).unwrap();
        for map in van_de_database.map(|m| m.unwrap().path()) {
            let bouw = fs::read_dir(&map).unwrap().map(|m| m.unwrap().path());
            for map in bouw.filter(|m| m.is_dir()).chain([map.clone()]) {
                fs::set_permissions(map, Permissions::from_mode(rechten)).unwrap();
            }
        }
    }

    /// Writes to the tables, which are elsewhere.
    fn schrijf(&self, naam: &str) {
        let aantal = if lang() { 200 } else { 20 };
        let regels: Vec<String> = (0..aantal)
            .map(|n| {
                let titel = format!("{naam} nummer {n}");
                json!({ "soort": "praktijk", "externId": titel, "titel": titel, "tekst": "x" })
                    .to_string()
            })
            .collect();
        let bestand = self
            .huis
            .schrijf(&format!("{naam}.jsonl"), &regels.join("\n"));
        doe(self.huis.import(&[&bestand])).met_code(0);
    }

    /// Waits until the service says why it is not ready.
    async fn meldt(&mut self, reden: &str, remedie: &str) {
        let gereed = wacht_op(reden, async || {
            let gereed = self.server.json("/gereed")?;
            (gereed["reden"] == reden).then_some(gereed)
        })
        .await;
        let uitleg = gereed["uitleg"].as_str().unwrap();
        assert!(uitleg.contains(remedie), "{gereed}");
    }

    /// Everything of before is found, and nothing of what came after.
    fn vindt(&mut self, woord: &str) -> u64 {
        let json: Value = self
            .server
            .json(&format!("/api/v1/zoeken?q={woord}"))
            .expect("it answers");
        json["totaal"].as_u64().unwrap_or_else(|| panic!("{json}"))
    }
}

#[tokio::test]
async fn a_full_or_read_only_disk_is_told_and_caught_up_with() {
    // PostgreSQL runs under another account here, whose folder only root with its rights can
    // enter: there the disk is filled, and the permissions are tried with the embedded database.
    for (huis, zonder_rechten) in [(Huis::sqlite(), true), (Huis::postgres().await, false)] {
        let mut schijf = Schijf::nieuw(huis, zonder_rechten).await;
        let eerst = schijf.server.bij().await;
        let eerder = schijf.vindt("gemeente");
        assert!(eerder > 0);

        let vulling = schijf.vul();
        schijf.schrijf("appelmoes");
        schijf
            .meldt("zoekindex-schijf-vol", "Maak ruimte vrij")
            .await;
        assert_eq!(schijf.vindt("gemeente"), eerder, "searches go on");
        assert_eq!(schijf.vindt("appelmoes"), 0);
        fs::remove_file(vulling).unwrap();
        schijf.server.bij().await;
        assert!(schijf.vindt("appelmoes") >= 20);
        if !zonder_rechten {
            schijf.server.stop().await;
            continue;
        }

        schijf.rechten(0o555);
        schijf.schrijf("perencompote");
        schijf.meldt("zoekindex-alleen-lezen", "schrijfrecht").await;
        assert_eq!(schijf.vindt("gemeente"), eerder, "searches go on");
        schijf.rechten(0o755);
        let dan = schijf.server.bij().await;
        assert!(schijf.vindt("perencompote") >= 20);
        let erbij = if lang() { 400 } else { 40 };
        let documenten = eerst["documenten"].as_u64().unwrap() + erbij;
        assert_eq!(dan["documenten"], documenten);
        schijf.server.stop().await;
    }
}
