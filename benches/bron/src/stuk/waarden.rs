//! What the fields of an invented stuk are filled with.

pub const LEEFDOMEINEN: [&str; 9] = [
    "werk-en-inkomen",
    "gezondheid",
    "zorg",
    "jeugd",
    "schulden",
    "veiligheid",
    "wonen",
    "onderwijs",
    "mobiliteit",
];
pub const FASEN: [&str; 6] = [
    "loopt",
    "proef",
    "niet-bekend",
    "opgeschaald",
    "idee",
    "gestopt",
];
pub const ONDERBOUWINGEN: [&str; 7] = [
    "beschreven",
    "bevestigd",
    "goed-onderbouwd",
    "eerste-aanwijzingen",
    "goede-aanwijzingen",
    "sterke-aanwijzingen",
    "niet-erkend",
];
pub const KOSTEN: [&str; 4] = ["onbekend", "laag", "gemiddeld", "hoog"];
pub const PUBLICATIESOORTEN: [(&str, &str); 7] = [
    ("document", "Document"),
    ("artikel", "Artikel"),
    ("handreiking", "Handreiking"),
    ("evaluatie", "Evaluatie"),
    ("advies", "Advies"),
    ("kamerbrief", "Kamerbrief"),
    ("verantwoording", "Verantwoording"),
];
pub const KAMERBRIEF: &str = "kamerbrief";
pub const SECTIES: [&str; 5] = [
    "Aanleiding",
    "Aanpak",
    "Kosten",
    "Opbrengst",
    "Wat ging mis",
];
pub const MAANDEN: [&str; 12] = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
];
