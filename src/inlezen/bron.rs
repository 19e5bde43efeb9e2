//! Where records come from: folders of Markdown and `.jsonl` files, read one record at a time.

use std::{
    fs::{self, File},
    io::{self, BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
};

use serde_json::Value;

use super::{
    frontmatter,
    model::{Plek, Ruw},
};
use crate::{error::Fouten, ids::kort};

/// The longest record, in bytes. A whole law is about 1 MB.
const MAX_RECORD: usize = 4_000_000;

/// A record that is not taken in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Weigering {
    /// Where it stands.
    pub plek: Plek,
    /// Everything that is wrong with it.
    pub fouten: Fouten,
}

/// A record as it was read, or why it could not be.
pub type Gelezen = Result<Ruw, Weigering>;

/// A refusal with its place.
pub fn weigering(bestand: &str, regel: usize, fouten: Fouten) -> Weigering {
    Weigering {
        plek: Plek {
            bestand: bestand.to_owned(),
            regel,
        },
        fouten,
    }
}

fn een_fout(bestand: &str, regel: usize, code: &'static str, melding: String) -> Weigering {
    let mut fouten = Fouten::new();
    fouten.meld("record", code, melding);
    weigering(bestand, regel, fouten)
}

/// A file to read, and its path within the folder that was named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bestand {
    /// Where it is.
    pub pad: PathBuf,
    /// Its path within the folder, with `/`: the identity of a Markdown record.
    pub binnen: String,
}

/// The `.md` and `.jsonl` files under a path, in a fixed order. Hidden files and READMEs are not
/// records.
///
/// # Errors
/// The path does not exist or can't be read.
pub fn bestanden(pad: &Path) -> io::Result<Vec<Bestand>> {
    if fs::metadata(pad)?.is_file() {
        let binnen = pad
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        return Ok(vec![Bestand {
            pad: pad.to_owned(),
            binnen,
        }]);
    }
    let mut gevonden = Vec::new();
    zoek(pad, "", &mut gevonden)?;
    gevonden.sort_by(|a, b| a.binnen.cmp(&b.binnen));
    Ok(gevonden)
}

fn zoek(map: &Path, binnen: &str, gevonden: &mut Vec<Bestand>) -> io::Result<()> {
    for vermelding in fs::read_dir(map)? {
        let vermelding = vermelding?;
        let naam = vermelding.file_name().to_string_lossy().into_owned();
        if naam.starts_with('.') {
            continue;
        }
        let eigen = if binnen.is_empty() {
            naam.clone()
        } else {
            format!("{binnen}/{naam}")
        };
        if vermelding.file_type()?.is_dir() {
            zoek(&vermelding.path(), &eigen, gevonden)?;
        } else if is_record(&naam) {
            gevonden.push(Bestand {
                pad: vermelding.path(),
                binnen: eigen,
            });
        }
    }
    Ok(())
}

fn is_record(naam: &str) -> bool {
    let extensie = Path::new(naam).extension().unwrap_or_default();
    (extensie == "md" || extensie == "jsonl") && !naam.eq_ignore_ascii_case("readme.md")
}

/// The records of a file, one at a time.
pub fn records(bestand: &Bestand) -> Box<dyn Iterator<Item = Gelezen> + Send> {
    let naam = bestand.pad.display().to_string();
    let is_jsonl = bestand.pad.extension().is_some_and(|e| e == "jsonl");
    let niet_te_lezen = |naam: &str, e: io::Error| {
        een_fout(
            naam,
            1,
            "onleesbaar",
            format!("Het bestand is niet te lezen: {e}."),
        )
    };
    let open = match File::open(&bestand.pad) {
        Ok(open) => open,
        Err(e) => return Box::new(std::iter::once(Err(niet_te_lezen(&naam, e)))),
    };
    if is_jsonl {
        return Box::new(Regels {
            naam,
            lezer: BufReader::new(open),
            regel: 0,
        });
    }
    let mut bytes = Vec::new();
    let gelezen = match open.take(MAX_RECORD as u64 + 1).read_to_end(&mut bytes) {
        Err(e) => Err(niet_te_lezen(&naam, e)),
        Ok(_) if bytes.len() > MAX_RECORD => Err(te_groot(&naam, 1)),
        Ok(_) => match std::str::from_utf8(&bytes) {
            Ok(tekst) => markdown(&naam, &bestand.binnen, tekst),
            Err(_) => Err(geen_utf8(&naam, regel_van_fout(&bytes))),
        },
    };
    Box::new(std::iter::once(gelezen))
}

/// One Markdown file as a record.
pub fn markdown(naam: &str, binnen: &str, tekst: &str) -> Gelezen {
    let velden = frontmatter::lees(tekst).map_err(|fouten| weigering(naam, 1, fouten))?;
    Ok(Ruw {
        plek: Plek {
            bestand: naam.to_owned(),
            regel: 1,
        },
        pad: Some(binnen.to_owned()),
        ingebouwd: false,
        velden,
    })
}

fn te_groot(naam: &str, regel: usize) -> Weigering {
    let melding = "Het record is groter dan 4 MB. Splits het in meer stukken.";
    een_fout(naam, regel, "te-groot", melding.into())
}

fn geen_utf8(naam: &str, regel: usize) -> Weigering {
    een_fout(
        naam,
        regel,
        "geen-utf8",
        "De tekst is geen UTF-8. Bewaar het bestand als UTF-8.".into(),
    )
}

fn regel_van_fout(bytes: &[u8]) -> usize {
    let tot = std::str::from_utf8(bytes).map_or_else(|e| e.valid_up_to(), str::len);
    1 + bytes[..tot]
        .split(|b| *b == b'\n')
        .count()
        .saturating_sub(1)
}

/// The lines of a `.jsonl` file. A line that is too long is never held in memory.
struct Regels {
    naam: String,
    lezer: BufReader<File>,
    regel: usize,
}

impl Iterator for Regels {
    type Item = Gelezen;

    fn next(&mut self) -> Option<Gelezen> {
        loop {
            let mut bytes = Vec::new();
            self.regel += 1;
            let mut stuk = self.lezer.by_ref().take(MAX_RECORD as u64 + 1);
            match stuk.read_until(b'\n', &mut bytes) {
                Err(e) => {
                    let melding = format!("Het bestand is niet verder te lezen: {e}.");
                    // Nothing after this can be read: point past the end so that reading stops.
                    let _ = self.lezer.get_mut().read_to_end(&mut Vec::new());
                    return Some(Err(een_fout(&self.naam, self.regel, "onleesbaar", melding)));
                }
                Ok(0) => return None,
                Ok(_) => {}
            }
            if bytes.len() > MAX_RECORD {
                // The rest of the line is passed over without keeping it.
                let _ = self.lezer.skip_until(b'\n');
                return Some(Err(te_groot(&self.naam, self.regel)));
            }
            if !bytes.trim_ascii().is_empty() {
                return Some(self.record(&bytes));
            }
        }
    }
}

impl Regels {
    fn record(&self, bytes: &[u8]) -> Gelezen {
        let fout = |code, melding| Err(een_fout(&self.naam, self.regel, code, melding));
        let Ok(tekst) = std::str::from_utf8(bytes) else {
            return Err(geen_utf8(&self.naam, self.regel));
        };
        match serde_json::from_str(tekst.trim_start_matches('\u{feff}')) {
            Ok(Value::Object(velden)) => Ok(Ruw {
                plek: Plek {
                    bestand: self.naam.clone(),
                    regel: self.regel,
                },
                pad: None,
                ingebouwd: false,
                velden,
            }),
            Ok(_) => fout(
                "geen-record",
                "Zet op elke regel één groep velden: {\"soort\": …}.".into(),
            ),
            Err(e) => {
                let uitleg = kort(&e.to_string());
                fout(
                    "geen-json",
                    format!("De regel is geen geldige JSON: {uitleg}."),
                )
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_found_in_a_fixed_order_without_readmes() {
        let map = tempfile::tempdir().unwrap();
        for naam in [
            "b/twee.md",
            "a.md",
            "README.md",
            ".verborgen.md",
            "c.jsonl",
            "plaat.png",
        ] {
            let pad = map.path().join(naam);
            fs::create_dir_all(pad.parent().unwrap()).unwrap();
            fs::write(pad, "x").unwrap();
        }
        let namen: Vec<String> = bestanden(map.path())
            .unwrap()
            .into_iter()
            .map(|b| b.binnen)
            .collect();
        assert_eq!(namen, ["a.md", "b/twee.md", "c.jsonl"]);
        assert!(bestanden(&map.path().join("niets")).is_err());
    }

    #[test]
    fn bad_lines_are_told_by_line_and_the_rest_is_read() {
        let map = tempfile::tempdir().unwrap();
        let pad = map.path().join("x.jsonl");
        let mut inhoud =
            b"{\"titel\":\"een\"}\n\n{kapot\n[1]\n{\"titel\":\"\xff\"}\n{\"titel\":\"".to_vec();
        inhoud.extend(std::iter::repeat_n(b'x', 10_000_000));
        inhoud.extend(b"\"}\n{\"titel\":\"laatste\"}");
        fs::write(&pad, inhoud).unwrap();
        let uit: Vec<(usize, String)> = records(&bestanden(&pad).unwrap()[0])
            .map(|g| match g {
                Ok(ruw) => (ruw.plek.regel, ruw.velden["titel"].to_string()),
                Err(w) => (
                    w.plek.regel,
                    w.fouten.iter().next().unwrap().code.to_owned(),
                ),
            })
            .collect();
        let verwacht = [
            (1, "\"een\""),
            (3, "geen-json"),
            (4, "geen-record"),
            (5, "geen-utf8"),
            (6, "te-groot"),
            (7, "\"laatste\""),
        ];
        assert_eq!(uit, verwacht.map(|(regel, wat)| (regel, wat.to_owned())));
    }
}
