//! The list of what is in a zip file, read without unpacking anything: by it an office document is
//! known, and a file that would unpack to more than anybody's disk.
//!
//! Stricter than programs that unpack: what one program reads from the front and another from the back
//! has two meanings, and is refused.

use std::{
    collections::HashSet,
    io::{self, Read, Seek, SeekFrom},
};

/// The end of the list has this many bytes, and a remark of at most 64 KiB behind it.
const EINDE: usize = 22;
const STAART: u64 = EINDE as u64 + 0xFFFF;
/// The first bytes of the end of the list, of an item of the list, and of an item itself.
const EINDE_TEKEN: [u8; 4] = *b"PK\x05\x06";
const REGEL_TEKEN: [u8; 4] = *b"PK\x01\x02";
const INGANG_TEKEN: [u8; 4] = *b"PK\x03\x04";
/// The fixed part of an item of the list, and of an item itself.
const REGEL: usize = 46;
const INGANG: usize = 30;
/// Files in an office document: more is no document.
const HOOGSTENS: u16 = 10_000;
/// The largest list, in bytes.
const LANGSTE_LIJST: u64 = 4 * 1024 * 1024;
/// What all files together may become, in bytes.
const UITGEPAKT: u64 = 400 * 1024 * 1024;
/// From here on it matters how many times larger they become.
const VANAF: u64 = 20 * 1024 * 1024;
const KEER: u64 = 100;

/// Why a zip file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gebrek {
    /// It has no list, or one that is not right.
    Kapot,
    /// It unpacks to too much.
    TeVeel,
    /// A password is needed to unpack it, so nobody can look into it.
    Wachtwoord,
}

/// Why a zip file can't be read.
#[derive(Debug)]
pub enum Fout {
    /// What is wrong with it.
    Gebrek(Gebrek),
    /// The disk.
    Lezen(io::Error),
}

impl From<io::Error> for Fout {
    fn from(fout: io::Error) -> Self {
        Self::Lezen(fout)
    }
}

/// What is in a zip file.
#[derive(Debug)]
pub struct Lijst {
    /// The names, as they stand there.
    pub namen: HashSet<String>,
    /// What the first file says, when it is called `mimetype` and is not packed.
    pub mimetype: Option<String>,
}

/// One item of the list.
#[derive(Debug)]
struct Regel {
    naam: String,
    ingepakt: u64,
    uitgepakt: u64,
    plek: u64,
    los: bool,
}

/// Whether a file ends as a zip file does.
pub fn eindigt_als_zip(bron: &mut (impl Read + Seek)) -> io::Result<bool> {
    Ok(einde(bron)?.is_some())
}

/// Reads the list of a zip file and judges it.
pub fn lees(bron: &mut (impl Read + Seek)) -> Result<Lijst, Fout> {
    let kapot = || Fout::Gebrek(Gebrek::Kapot);
    let (plek, staart) = einde(bron)?.ok_or_else(kapot)?;
    let (hier, alle) = (u16_op(&staart, 8), u16_op(&staart, 10));
    let (lengte, begin) = (u32_op(&staart, 12), u32_op(&staart, 16));
    // A list over several disks, one that is larger than this form can say, or one with something
    // between it and its end.
    let (lengte, begin) = (u64::from(lengte), u64::from(begin));
    if hier != alle || alle == 0 || begin + lengte != plek || lengte > LANGSTE_LIJST {
        return Err(kapot());
    }
    if alle > HOOGSTENS {
        return Err(Fout::Gebrek(Gebrek::TeVeel));
    }
    bron.seek(SeekFrom::Start(begin))?;
    let mut tabel = vec![0; usize::try_from(lengte).map_err(|_| kapot())?];
    bron.read_exact(&mut tabel)?;
    let regels = regels(&tabel, alle)?;
    keur(&regels, begin)?;
    let eerste = regels.iter().find(|r| r.plek == 0).ok_or_else(kapot)?;
    let mimetype = if eerste.naam == "mimetype" && eerste.los {
        Some(inhoud(bron, eerste)?)
    } else {
        None
    };
    let aantal = regels.len();
    let namen: HashSet<String> = regels.into_iter().map(|r| r.naam).collect();
    if namen.len() != aantal {
        return Err(kapot());
    }
    Ok(Lijst { namen, mimetype })
}

/// The end of the list and where it stands.
fn einde(bron: &mut (impl Read + Seek)) -> io::Result<Option<(u64, Vec<u8>)>> {
    let grootte = bron.seek(SeekFrom::End(0))?;
    let van = grootte.saturating_sub(STAART);
    bron.seek(SeekFrom::Start(van))?;
    let mut staart = Vec::new();
    bron.take(STAART).read_to_end(&mut staart)?;
    let gevonden = (0..staart.len().saturating_sub(EINDE - 1)).rev().find(|i| {
        let rest = &staart[*i..];
        rest.starts_with(&EINDE_TEKEN) && EINDE + usize::from(u16_op(rest, 20)) == rest.len()
    });
    Ok(gevonden.map(|i| (van + i as u64, staart.split_off(i))))
}

fn regels(tabel: &[u8], aantal: u16) -> Result<Vec<Regel>, Fout> {
    let kapot = || Fout::Gebrek(Gebrek::Kapot);
    let mut rest = tabel;
    let mut regels = Vec::with_capacity(aantal.into());
    for _ in 0..aantal {
        if rest.len() < REGEL || !rest.starts_with(&REGEL_TEKEN) {
            return Err(kapot());
        }
        let [naam, extra, opmerking] = [28, 30, 32].map(|op| usize::from(u16_op(rest, op)));
        let (ingepakt, uitgepakt, plek) = (u32_op(rest, 20), u32_op(rest, 24), u32_op(rest, 42));
        if [ingepakt, uitgepakt, plek].contains(&u32::MAX) {
            return Err(Fout::Gebrek(Gebrek::TeVeel));
        }
        // The lowest bit of the flags.
        if u16_op(rest, 8) & 1 == 1 {
            return Err(Fout::Gebrek(Gebrek::Wachtwoord));
        }
        let tekst = rest.get(REGEL..REGEL + naam).ok_or_else(kapot)?;
        regels.push(Regel {
            naam: String::from_utf8_lossy(tekst).into_owned(),
            ingepakt: ingepakt.into(),
            uitgepakt: uitgepakt.into(),
            plek: plek.into(),
            los: u16_op(rest, 10) == 0,
        });
        rest = rest
            .get(REGEL + naam + extra + opmerking..)
            .ok_or_else(kapot)?;
    }
    if rest.is_empty() {
        Ok(regels)
    } else {
        Err(kapot())
    }
}

fn keur(regels: &[Regel], begin_lijst: u64) -> Result<(), Fout> {
    let buiten = |naam: &str| {
        naam.starts_with('/')
            || naam.contains(['\\', '\0', ':'])
            || naam.split('/').any(|deel| deel == "..")
    };
    if regels.iter().any(|r| buiten(&r.naam)) {
        return Err(Fout::Gebrek(Gebrek::Kapot));
    }
    let ingepakt: u64 = regels.iter().map(|r| r.ingepakt).sum();
    let uitgepakt: u64 = regels.iter().map(|r| r.uitgepakt).sum();
    // Files that lie over each other are packed once and unpacked many times.
    let over_elkaar = ingepakt > begin_lijst;
    let keer = uitgepakt / ingepakt.max(1);
    if over_elkaar || uitgepakt > UITGEPAKT || (uitgepakt > VANAF && keer > KEER) {
        return Err(Fout::Gebrek(Gebrek::TeVeel));
    }
    Ok(())
}

/// What a file that is not packed says, when it is short.
fn inhoud(bron: &mut (impl Read + Seek), regel: &Regel) -> Result<String, Fout> {
    let kapot = || Fout::Gebrek(Gebrek::Kapot);
    bron.seek(SeekFrom::Start(regel.plek))?;
    let mut kop = [0; INGANG];
    bron.read_exact(&mut kop)?;
    if !kop.starts_with(&INGANG_TEKEN) || regel.uitgepakt > 100 {
        return Err(kapot());
    }
    let over = i64::from(u16_op(&kop, 26)) + i64::from(u16_op(&kop, 28));
    bron.seek(SeekFrom::Current(over))?;
    let mut tekst = String::new();
    let gelezen = bron.take(regel.uitgepakt).read_to_string(&mut tekst);
    gelezen.map_err(|_| kapot())?;
    Ok(tekst)
}

fn u16_op(bytes: &[u8], op: usize) -> u16 {
    let deel = bytes.get(op..op + 2).and_then(|d| d.try_into().ok());
    deel.map_or(0, u16::from_le_bytes)
}

fn u32_op(bytes: &[u8], op: usize) -> u32 {
    let deel = bytes.get(op..op + 4).and_then(|d| d.try_into().ok());
    deel.map_or(0, u32::from_le_bytes)
}
