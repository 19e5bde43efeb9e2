//! Files to send: good ones, and the tricks that are tried with them.

use axum::{
    body::Body,
    http::{Request, header},
};
use img_parts::png::PngChunk;

use crate::support::{Antwoord, TestApp, login::van_ons};

/// What stands in a picture and must not come out.
pub const GEHEIM: &str = "52.3702N 4.8952E Els";

/// A form with a file, as it is filled in.
#[derive(Debug, Clone)]
pub struct Formulier<'a> {
    pub stuk: &'a str,
    pub titel: &'a str,
    pub omschrijving: &'a str,
    pub lezers: &'a str,
    pub naam: &'a str,
    pub inhoud: &'a [u8],
}

impl Formulier<'_> {
    /// The form of a small pdf.
    pub fn bij(stuk: &str) -> Formulier<'_> {
        Formulier {
            stuk,
            titel: "Verslag van de evaluatie",
            omschrijving: "",
            lezers: "stuk",
            naam: "verslag.pdf",
            inhoud: PDF,
        }
    }

    /// Sends it.
    pub async fn stuur(&self, app: &TestApp, koek: &str) -> Antwoord {
        let grens = "--------grens";
        let mut body = Vec::new();
        for (naam, waarde) in [
            ("stuk", self.stuk),
            ("titel", self.titel),
            ("omschrijving", self.omschrijving),
            ("lezers", self.lezers),
        ] {
            let kop =
                format!("--{grens}\r\nContent-Disposition: form-data; name=\"{naam}\"\r\n\r\n");
            body.extend(kop.into_bytes());
            body.extend(waarde.bytes());
            body.extend(b"\r\n");
        }
        let kop = format!(
            "--{grens}\r\nContent-Disposition: form-data; name=\"bestand\"; filename=\"{}\"\r\n\
             Content-Type: text/html\r\n\r\n",
            self.naam
        );
        body.extend(kop.into_bytes());
        body.extend(self.inhoud);
        body.extend(format!("\r\n--{grens}--\r\n").into_bytes());
        let soort = format!("multipart/form-data; boundary={grens}");
        stuur_ruw(app, koek, &soort, body).await
    }
}

/// Sends any body to where files come in.
pub async fn stuur_ruw(app: &TestApp, koek: &str, soort: &str, body: Vec<u8>) -> Antwoord {
    let verzoek = van_ons(Request::post("/bijlagen/nieuw"), koek)
        .header(header::CONTENT_TYPE, soort)
        .header(header::CONTENT_LENGTH, body.len())
        .body(Body::from(body));
    app.stuur(verzoek.expect("a request")).await
}

/// A pdf as far as anybody looks.
pub const PDF: &[u8] = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n";

/// A file in a zip: its name, what is in it, and what the list says of its size and its flags.
pub struct InZip<'a> {
    pub naam: &'a str,
    pub inhoud: &'a [u8],
    pub uitgepakt: Option<u32>,
    pub vlaggen: u16,
}

/// A zip with these files, not packed.
pub fn zip_met(bestanden: &[InZip<'_>]) -> Vec<u8> {
    let (mut zip, mut lijst) = (Vec::new(), Vec::new());
    for b in bestanden {
        let plek = u32::try_from(zip.len()).expect("a small file");
        let lengte = u32::try_from(b.inhoud.len()).expect("a small file");
        let naam = u16::try_from(b.naam.len()).expect("a short name");
        let mut delen = Vec::new();
        delen.extend(20_u16.to_le_bytes());
        delen.extend(b.vlaggen.to_le_bytes());
        // How it is packed, time, date, and a checksum that nobody looks at.
        delen.extend([0; 10]);
        delen.extend(lengte.to_le_bytes());
        delen.extend(b.uitgepakt.unwrap_or(lengte).to_le_bytes());
        delen.extend(naam.to_le_bytes());
        delen.extend(0_u16.to_le_bytes());
        zip.extend(b"PK\x03\x04");
        zip.extend(&delen);
        zip.extend(b.naam.bytes());
        zip.extend(b.inhoud);
        lijst.extend(b"PK\x01\x02\x14\0");
        lijst.extend(&delen);
        lijst.extend([0; 10]);
        lijst.extend(plek.to_le_bytes());
        lijst.extend(b.naam.bytes());
    }
    let begin = u32::try_from(zip.len()).expect("a small file");
    let lengte = u32::try_from(lijst.len()).expect("a small list");
    let aantal = u16::try_from(bestanden.len()).expect("few files");
    zip.extend(lijst);
    zip.extend(b"PK\x05\x06\0\0\0\0");
    zip.extend(aantal.to_le_bytes());
    zip.extend(aantal.to_le_bytes());
    zip.extend(lengte.to_le_bytes());
    zip.extend(begin.to_le_bytes());
    zip.extend([0, 0]);
    zip
}

/// A zip with files of these names.
pub fn zip(namen: &[&str]) -> Vec<u8> {
    let bestanden: Vec<_> = namen.iter().map(|naam| in_zip(naam, b"<x/>")).collect();
    zip_met(&bestanden)
}

/// A plain file in a zip.
pub fn in_zip<'a>(naam: &'a str, inhoud: &'a [u8]) -> InZip<'a> {
    InZip {
        naam,
        inhoud,
        uitgepakt: None,
        vlaggen: 0,
    }
}

/// A Word document as far as anybody looks.
pub fn docx() -> Vec<u8> {
    zip(&["[Content_Types].xml", "word/document.xml"])
}

/// An `OpenDocument` text as far as anybody looks.
pub fn odt() -> Vec<u8> {
    let soort = b"application/vnd.oasis.opendocument.text";
    zip_met(&[in_zip("mimetype", soort), in_zip("content.xml", b"<x/>")])
}

/// EXIF data that say which way up, and where.
fn exif(stand: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([stand, 0, 0, 0, 0, 0, 0]);
    exif.extend(GEHEIM.bytes());
    exif
}

/// A jpeg with everything in it that a telephone writes, and something behind its end.
pub fn jpeg(stand: u8) -> Vec<u8> {
    let mut jpeg = b"\xff\xd8".to_vec();
    let mut deel = |merk: u8, inhoud: &[u8]| {
        let lengte = u16::try_from(inhoud.len() + 2).expect("a short part");
        jpeg.extend([0xff, merk]);
        jpeg.extend(lengte.to_be_bytes());
        jpeg.extend(inhoud);
    };
    deel(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01GEH");
    deel(0xe1, &[b"Exif\0\0".as_slice(), &exif(stand)].concat());
    let xmp = format!("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>{GEHEIM}");
    deel(0xe1, xmp.as_bytes());
    deel(0xe2, b"ICC_PROFILE\0\x01\x01kleuren");
    deel(0xed, format!("Photoshop 3.0\0{GEHEIM}").as_bytes());
    deel(0xfe, GEHEIM.as_bytes());
    deel(0xdb, &[1; 65]);
    deel(0xc0, &[8, 0, 8, 0, 8, 1, 1, 0x11, 0]);
    deel(0xc4, &[0; 17]);
    deel(0xda, &[1, 1, 0, 0, 63, 0]);
    jpeg.extend(b"beeld\xff\0nog\xff\xd9");
    jpeg.extend(GEHEIM.bytes());
    jpeg
}

/// A png of this size, by its head.
pub fn png(breed: u32, hoog: u32) -> Vec<u8> {
    let mut maat = Vec::new();
    maat.extend(breed.to_be_bytes());
    maat.extend(hoog.to_be_bytes());
    maat.extend([8, 2, 0, 0, 0]);
    let tekst = format!("Comment\0{GEHEIM}").into_bytes();
    let chunks = [
        (*b"IHDR", maat),
        (*b"tEXt", tekst),
        (*b"eXIf", exif(3)),
        (*b"IDAT", b"beeld".to_vec()),
        (*b"IEND", vec![]),
    ];
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (soort, inhoud) in chunks {
        png.extend(PngChunk::new(soort, inhoud.into()).encoder().bytes());
    }
    png.extend(GEHEIM.bytes());
    png
}

/// A webp with EXIF and XMP.
pub fn webp() -> Vec<u8> {
    let mut delen = b"WEBP".to_vec();
    let mut deel = |soort: &[u8; 4], inhoud: &[u8]| {
        delen.extend(soort);
        let lengte = u32::try_from(inhoud.len()).expect("a short part");
        delen.extend(lengte.to_le_bytes());
        delen.extend(inhoud);
        if inhoud.len() % 2 == 1 {
            delen.push(0);
        }
    };
    deel(b"VP8X", &[0b0000_1100, 0, 0, 0, 7, 0, 0, 7, 0, 0]);
    deel(b"VP8L", b"\x2f\x07\xc0\x01\0beeld");
    deel(b"EXIF", &exif(8));
    deel(b"XMP ", GEHEIM.as_bytes());
    let lengte = u32::try_from(delen.len()).expect("a small file");
    let mut webp = b"RIFF".to_vec();
    webp.extend(lengte.to_le_bytes());
    webp.extend(delen);
    webp.extend(GEHEIM.bytes());
    webp
}
