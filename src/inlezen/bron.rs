//! Where records come from: folders of Markdown and `.jsonl` files, read one record at a time.

use std::{
    fs::{self, File},
    io::{self, BufRead as _, BufReader, Read as _},
    path::{Path, PathBuf},
};

use super::{
    frontmatter,
    model::{Plek, Ruw},
};
use crate::{error::Fouten, ids::kort, velden::Groep};

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
            ..Plek::default()
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
        let pad = vermelding.path();
        // A folder that can't be opened is told when it is read as a record; a link to a folder is
        // not followed, because it may lead round in a circle.
        if vermelding.file_type()?.is_dir() {
            if zoek(&pad, &eigen, gevonden).is_err() {
                gevonden.push(Bestand { pad, binnen: eigen });
            }
        } else if is_record(&naam) || pad.is_dir() {
            gevonden.push(Bestand { pad, binnen: eigen });
        }
    }
    Ok(())
}

fn is_record(naam: &str) -> bool {
    let extensie = Path::new(naam).extension().unwrap_or_default();
    (extensie.eq_ignore_ascii_case("md") || extensie.eq_ignore_ascii_case("jsonl"))
        && !naam.eq_ignore_ascii_case("readme.md")
}

/// The records of a file, one at a time.
pub fn records(bestand: &Bestand) -> Box<dyn Iterator<Item = Gelezen> + Send> {
    let naam = bestand.pad.display().to_string();
    let is_jsonl = bestand
        .pad
        .extension()
        .is_some_and(|e| e.eq_ignore_ascii_case("jsonl"));
    let niet_te_lezen = |naam: &str, e: io::Error| {
        een_fout(
            naam,
            1,
            "onleesbaar",
            format!("Het bestand is niet te lezen: {}.", waarom(&e)),
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
            op: false,
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
    let (velden, regels) = frontmatter::lees(tekst).map_err(|fouten| weigering(naam, 1, fouten))?;
    Ok(Ruw {
        plek: Plek {
            bestand: naam.to_owned(),
            regel: 1,
            velden: regels,
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
    /// Set when the file can't be read further.
    op: bool,
}

impl Iterator for Regels {
    type Item = Gelezen;

    fn next(&mut self) -> Option<Gelezen> {
        while !self.op {
            self.regel += 1;
            match self.lees_regel() {
                Ok(None) => return None,
                Ok(Some(Regel::TeLang)) => return Some(Err(te_groot(&self.naam, self.regel))),
                Ok(Some(Regel::Bytes(bytes))) if bytes.trim_ascii().is_empty() => {}
                Ok(Some(Regel::Bytes(bytes))) => return Some(self.record(&bytes)),
                Err(fout) => {
                    self.op = true;
                    let melding =
                        format!("Het bestand is niet verder te lezen: {}.", waarom(&fout));
                    return Some(Err(een_fout(&self.naam, self.regel, "onleesbaar", melding)));
                }
            }
        }
        None
    }
}

/// One line.
enum Regel {
    /// What it holds, without the end of the line.
    Bytes(Vec<u8>),
    /// It is longer than a record may be, and passed over.
    TeLang,
}

impl Regels {
    /// The next line, none at the end of the file.
    fn lees_regel(&mut self) -> io::Result<Option<Regel>> {
        let mut bytes = Vec::new();
        // One more for the end of the line, and one more to see that a line is too long.
        let mut begin = self.lezer.by_ref().take(MAX_RECORD as u64 + 2);
        if begin.read_until(b'\n', &mut bytes)? == 0 {
            return Ok(None);
        }
        let heel = bytes.ends_with(b"\n");
        if heel {
            bytes.pop();
        }
        if bytes.len() <= MAX_RECORD {
            return Ok(Some(Regel::Bytes(bytes)));
        }
        if !heel {
            self.lezer.skip_until(b'\n')?;
        }
        Ok(Some(Regel::TeLang))
    }

    fn record(&self, bytes: &[u8]) -> Gelezen {
        let fout = |code, melding| Err(een_fout(&self.naam, self.regel, code, melding));
        let Ok(tekst) = std::str::from_utf8(bytes) else {
            return Err(geen_utf8(&self.naam, self.regel));
        };
        match serde_json::from_str::<Groep>(tekst.trim_start_matches('\u{feff}')) {
            Ok(Groep {
                dubbel: Some(veld), ..
            }) => {
                let melding = format!("Het veld “{}” staat er twee keer.", kort(&veld));
                fout("dubbel-veld", melding)
            }
            Ok(Groep { velden, .. }) => Ok(Ruw {
                plek: Plek {
                    bestand: self.naam.clone(),
                    regel: self.regel,
                    ..Plek::default()
                },
                pad: None,
                ingebouwd: false,
                velden,
            }),
            Err(e) if e.is_data() => fout(
                "geen-record",
                "Zet op elke regel één groep velden: {\"soort\": …}.".into(),
            ),
            Err(e) => {
                let melding = format!(
                    "De regel is geen geldige JSON: kijk bij teken {}.",
                    e.column()
                );
                fout("geen-json", melding)
            }
        }
    }
}

/// Why a file can't be read, for people.
pub fn waarom(fout: &io::Error) -> String {
    match fout.kind() {
        io::ErrorKind::NotFound => "het bestaat niet".to_owned(),
        io::ErrorKind::PermissionDenied => "u mag het niet openen".to_owned(),
        io::ErrorKind::IsADirectory => "het is een map achter een koppeling".to_owned(),
        _ => fout.to_string(),
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
    fn a_line_at_the_limit_does_not_swallow_the_next() {
        let map = tempfile::tempdir().unwrap();
        for te_veel in [0, 1, 2] {
            let kop = "{\"titel\":\"";
            let lang = "x".repeat(MAX_RECORD + te_veel - kop.len() - 2);
            let pad = map.path().join(format!("{te_veel}.jsonl"));
            fs::write(
                &pad,
                format!("{kop}{lang}\"}}\n{{\"titel\":\"volgende\"}}\n"),
            )
            .unwrap();
            let uit: Vec<Gelezen> = records(&bestanden(&pad).unwrap()[0]).collect();
            assert_eq!(uit.len(), 2);
            assert_eq!(uit[0].is_ok(), te_veel == 0);
            let volgende = uit[1].as_ref().unwrap();
            assert_eq!(
                (volgende.plek.regel, &volgende.velden["titel"]),
                (2, &"volgende".into())
            );
        }
    }

    #[test]
    fn what_can_not_be_read_is_told_once() {
        let map = tempfile::tempdir().unwrap();
        let pad = map.path().join("map.jsonl");
        fs::create_dir(&pad).unwrap();
        let bestand = Bestand {
            pad,
            binnen: "map.jsonl".into(),
        };
        assert_eq!(records(&bestand).take(5).count(), 1);
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
