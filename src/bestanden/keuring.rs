//! Whether a file may come in: by its content, never by what its sender says of it.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, SeekFrom},
};

use img_parts::Bytes;

use super::{Bestandssoort, metagegevens, naam, zip};

/// The most pixels of a picture: what a page shows has a fiftieth of it.
const PIXELS: u64 = 50_000_000;
/// Where it is decided what a file is, in bytes from its beginning and its end.
const KOP: u64 = 1024;
const STAART: u64 = 1024;
/// What a browser takes for a page, or a part of one, when it looks for itself.
const OPMAAK: [&str; 7] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<script",
    "<svg",
    "<iframe",
];

/// A file that may come in.
#[derive(Debug)]
pub struct Gekeurd {
    /// What it is.
    pub soort: Bestandssoort,
    /// What of it is kept, where that is not all.
    pub inhoud: Option<Vec<u8>>,
}

/// Why a file may not come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Afkeuring {
    /// There is nothing in it.
    Leeg,
    /// Its kind is not one of those that may.
    Soort,
    /// Its content is not what its name says.
    AndereInhoud(Bestandssoort),
    /// It is no text in UTF-8, or one that a browser takes for a page.
    GeenTekst,
    /// It is two things at once.
    Dubbel,
    /// It is not whole.
    Kapot(Bestandssoort),
    /// A picture with too many pixels.
    Pixels,
    /// It unpacks to too much.
    Uitpakken,
    /// A password is needed to open it.
    Wachtwoord,
    /// It has a program in it.
    Macro,
}

impl Afkeuring {
    /// The word for programs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Leeg => "leeg",
            Self::Soort => "soort",
            Self::AndereInhoud(_) => "andere-inhoud",
            Self::GeenTekst => "geen-tekst",
            Self::Dubbel => "dubbel",
            Self::Kapot(_) => "kapot",
            Self::Pixels => "te-veel-pixels",
            Self::Uitpakken => "te-veel-inhoud",
            Self::Wachtwoord => "wachtwoord",
            Self::Macro => "macro",
        }
    }

    /// What is wrong, and what to do about it.
    pub fn melding(self) -> String {
        match self {
            Self::Leeg => "Dit bestand is leeg. Kies een ander bestand.".into(),
            Self::Soort => format!(
                "Dit soort bestand kan niet. Kies een van deze: {}.",
                soorten()
            ),
            Self::AndereInhoud(soort) => format!(
                "De naam zegt dat dit een {0} is, maar de inhoud is iets anders. Open het bestand en \
                 sla het op als {0}.",
                soort.label()
            ),
            Self::GeenTekst => {
                "Dit is geen gewone tekst in UTF-8, of het is een webpagina. Kies bij het opslaan \
                 voor UTF-8; in Excel heet dat “CSV UTF-8”."
                    .into()
            }
            Self::Dubbel => {
                "Dit bestand is meer dan één soort tegelijk. Open het en sla het opnieuw \
                             op."
                .into()
            }
            Self::Kapot(soort) => format!(
                "Dit bestand is niet heel. Open het en sla het opnieuw op als {}.",
                soort.label()
            ),
            Self::Pixels => {
                "Deze afbeelding is te groot: hoogstens 50 miljoen pixels. Maak haar kleiner."
                    .into()
            }
            Self::Uitpakken => "Uitgepakt is dit bestand veel te groot. Haal er delen uit.".into(),
            Self::Wachtwoord => {
                "Dit bestand is beveiligd met een wachtwoord. Sla het op zonder wachtwoord.".into()
            }
            Self::Macro => {
                "In dit bestand zit een programma (een macro). Sla het op zonder macro’s.".into()
            }
        }
    }
}

/// The names that may come in, as part of a sentence.
pub fn soorten() -> String {
    let alle = Bestandssoort::ALLE.iter().flat_map(|s| s.extensies());
    crate::waarden::opsomming(alle.copied())
}

/// Why a file can't be judged well.
#[derive(Debug)]
pub enum Fout {
    /// It may not come in.
    Afgekeurd(Afkeuring),
    /// The disk.
    Lezen(io::Error),
}

impl From<io::Error> for Fout {
    fn from(fout: io::Error) -> Self {
        Self::Lezen(fout)
    }
}

impl From<Afkeuring> for Fout {
    fn from(waarom: Afkeuring) -> Self {
        Self::Afgekeurd(waarom)
    }
}

/// Judges a file with the name that its sender gave it.
pub fn keur(bestand: &mut File, bestandsnaam: &str) -> Result<Gekeurd, Fout> {
    let grootte = bestand.seek(SeekFrom::End(0))?;
    if grootte == 0 {
        return Err(Afkeuring::Leeg.into());
    }
    let beloofd = Bestandssoort::van_extensie(&naam::extensie(bestandsnaam));
    let beloofd = beloofd.ok_or(Afkeuring::Soort)?;
    let kop = stuk(bestand, 0, KOP)?;
    let anders = Afkeuring::AndereInhoud(beloofd);
    let mediatype = infer::get(&kop).map(|soort| soort.mime_type());
    let soort = match mediatype {
        Some("application/pdf") => Bestandssoort::Pdf,
        Some("image/png") => Bestandssoort::Png,
        Some("image/jpeg") => Bestandssoort::Jpeg,
        Some("image/webp") => Bestandssoort::Webp,
        _ if kop.starts_with(b"PK\x03\x04") => kantoor(bestand, beloofd)?,
        // What has no fixed beginning is what its name says, if it is text.
        None | Some("text/html" | "text/xml" | "text/x-shellscript") if is_los(beloofd) => {
            tekst(bestand)?;
            beloofd
        }
        // A text can begin like something else does.
        Some(_) if is_los(beloofd) && tekst(bestand).is_ok() => beloofd,
        _ => return Err(anders.into()),
    };
    if soort != beloofd {
        return Err(anders.into());
    }
    let inhoud = match soort {
        Bestandssoort::Png | Bestandssoort::Jpeg | Bestandssoort::Webp => {
            Some(plaat(heel(bestand)?, soort)?)
        }
        Bestandssoort::Pdf => {
            pdf(bestand, &kop, grootte)?;
            None
        }
        _ => None,
    };
    Ok(Gekeurd { soort, inhoud })
}

/// Whether a kind has no fixed beginning.
const fn is_los(soort: Bestandssoort) -> bool {
    matches!(soort, Bestandssoort::Csv | Bestandssoort::Tekst)
}

fn stuk(bestand: &mut File, van: u64, hoeveel: u64) -> io::Result<Vec<u8>> {
    bestand.seek(SeekFrom::Start(van))?;
    let mut bytes = Vec::new();
    bestand.take(hoeveel).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn heel(bestand: &mut File) -> io::Result<Vec<u8>> {
    stuk(bestand, 0, u64::MAX)
}

fn pdf(bestand: &mut File, kop: &[u8], grootte: u64) -> Result<(), Fout> {
    let staart = stuk(bestand, grootte.saturating_sub(STAART), STAART)?;
    if !kop.starts_with(b"%PDF-") || !staart.windows(5).any(|w| w == b"%%EOF") {
        return Err(Afkeuring::Kapot(Bestandssoort::Pdf).into());
    }
    if heeft_opmaak(kop) || heeft_opmaak(&staart) || zip::eindigt_als_zip(bestand)? {
        return Err(Afkeuring::Dubbel.into());
    }
    Ok(())
}

fn heeft_opmaak(bytes: &[u8]) -> bool {
    let tekst = String::from_utf8_lossy(bytes).to_lowercase();
    OPMAAK.iter().any(|begin| tekst.contains(begin))
}

fn tekst(bestand: &mut File) -> Result<(), Fout> {
    if is_tekst(&heel(bestand)?) {
        Ok(())
    } else {
        Err(Afkeuring::GeenTekst.into())
    }
}

/// Whether this is text in UTF-8, and nothing that a browser takes for a page or a drawing.
fn is_tekst(bytes: &[u8]) -> bool {
    let Ok(tekst) = std::str::from_utf8(bytes) else {
        return false;
    };
    let vreemd = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let tekst = tekst.trim_start_matches('\u{feff}');
    let begin = tekst.trim_start();
    let element = begin.strip_prefix('<').is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || "!?".contains(c))
    });
    let kop = tekst.as_bytes().get(..1024).unwrap_or(tekst.as_bytes());
    !tekst.chars().any(vreemd) && !element && !begin.starts_with("#!") && !heeft_opmaak(kop)
}

/// Which office document a zip file is, by what is in it.
fn kantoor(bestand: &mut File, beloofd: Bestandssoort) -> Result<Bestandssoort, Fout> {
    let lijst = match zip::lees(bestand) {
        Ok(lijst) => lijst,
        Err(zip::Fout::Lezen(fout)) => return Err(fout.into()),
        Err(zip::Fout::Gebrek(gebrek)) => {
            return Err(match gebrek {
                zip::Gebrek::Kapot => Afkeuring::Kapot(beloofd),
                zip::Gebrek::TeVeel => Afkeuring::Uitpakken,
                zip::Gebrek::Wachtwoord => Afkeuring::Wachtwoord,
            }
            .into());
        }
    };
    let macro_in = |naam: &String| {
        let naam = naam.to_lowercase();
        naam.ends_with("vbaproject.bin")
            || naam.starts_with("basic/")
            || naam.starts_with("scripts/")
    };
    if lijst.namen.iter().any(macro_in) {
        return Err(Afkeuring::Macro.into());
    }
    let open = [Bestandssoort::Odt, Bestandssoort::Ods, Bestandssoort::Odp];
    if let Some(mimetype) = &lijst.mimetype {
        let soort = open.iter().find(|s| s.mediatype() == mimetype.trim());
        return soort.copied().ok_or_else(|| Afkeuring::Soort.into());
    }
    if !lijst.namen.contains("[Content_Types].xml") {
        return Err(Afkeuring::AndereInhoud(beloofd).into());
    }
    let delen = [
        ("word/document.xml", Bestandssoort::Docx),
        ("xl/workbook.xml", Bestandssoort::Xlsx),
        ("ppt/presentation.xml", Bestandssoort::Pptx),
    ];
    let mut gevonden = delen.iter().filter(|(deel, _)| lijst.namen.contains(*deel));
    match (gevonden.next(), gevonden.next()) {
        (Some((_, soort)), None) => Ok(*soort),
        (Some(_), Some(_)) => Err(Afkeuring::Dubbel.into()),
        (None, _) => Err(Afkeuring::AndereInhoud(beloofd).into()),
    }
}

/// A picture without what nobody needs to know to see it.
fn plaat(bytes: Vec<u8>, soort: Bestandssoort) -> Result<Vec<u8>, Fout> {
    let kapot = Afkeuring::Kapot(soort);
    // Before anything else is done with it: the head says how large it will be.
    let maat = imagesize::blob_size(&bytes).map_err(|_| kapot)?;
    let pixels = (maat.width as u64).checked_mul(maat.height as u64);
    if pixels.is_none_or(|p| p > PIXELS) {
        return Err(Afkeuring::Pixels.into());
    }
    let bytes = Bytes::from(bytes);
    let schoon = match soort {
        Bestandssoort::Png => metagegevens::png(bytes),
        Bestandssoort::Jpeg => metagegevens::jpeg(bytes),
        _ => metagegevens::webp(bytes),
    };
    Ok(schoon.ok_or(kapot)?)
}
