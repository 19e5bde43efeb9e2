//! The kinds of file that may come in.

use crate::waarden::waarden;

waarden! {
    /// A kind of file that may come in: nothing that a browser runs.
    Bestandssoort {
        Pdf = "pdf", "pdf";
        Docx = "docx", "Word-document";
        Xlsx = "xlsx", "Excel-bestand";
        Pptx = "pptx", "PowerPoint-presentatie";
        Odt = "odt", "OpenDocument-tekst";
        Ods = "ods", "OpenDocument-rekenblad";
        Odp = "odp", "OpenDocument-presentatie";
        Png = "png", "png-afbeelding";
        Jpeg = "jpeg", "jpeg-afbeelding";
        Webp = "webp", "webp-afbeelding";
        Csv = "csv", "csv-tabel";
        Tekst = "txt", "tekstbestand";
    }
}

impl Bestandssoort {
    /// How it is served.
    pub const fn mediatype(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Png => "image/png",
            Self::Jpeg => "image/jpeg",
            Self::Webp => "image/webp",
            Self::Csv => "text/csv; charset=utf-8",
            Self::Tekst => "text/plain; charset=utf-8",
        }
    }

    /// The last parts of names that go with it.
    pub const fn extensies(self) -> &'static [&'static str] {
        match self {
            Self::Jpeg => &["jpg", "jpeg"],
            Self::Pdf => &["pdf"],
            Self::Docx => &["docx"],
            Self::Xlsx => &["xlsx"],
            Self::Pptx => &["pptx"],
            Self::Odt => &["odt"],
            Self::Ods => &["ods"],
            Self::Odp => &["odp"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
            Self::Csv => &["csv"],
            Self::Tekst => &["txt"],
        }
    }

    /// The kind that the last part of a name promises.
    pub fn van_extensie(extensie: &str) -> Option<Self> {
        let soort = Self::ALLE
            .iter()
            .find(|s| s.extensies().contains(&extensie))?;
        Some(*soort)
    }
}
