//! What a program may send, for the description of the API. The bodies themselves are read field by
//! field (`invoer`), so that every mistake is told at once.

#![expect(dead_code, reason = "these types only describe")]

use serde::Deserialize;
use utoipa::ToSchema;

/// Wat u van een stuk schrijft. Wat u weglaat, is leeg.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = StukInvoer)]
pub struct StukInvoer {
    /// De titel, hoogstens 200 tekens.
    titel: String,
    /// Een of twee zinnen, hoogstens 600 tekens.
    samenvatting: Option<String>,
    /// De inleiding, in Markdown.
    tekst: Option<String>,
    /// De tekst per kop van het sjabloon.
    secties: Option<Vec<SectieInvoer>>,
    /// Leefdomeinen.
    leefdomeinen: Option<Vec<String>>,
    /// Doelgroepen.
    doelgroepen: Option<Vec<String>>,
    /// De slugs van de thema's.
    themas: Option<Vec<String>>,
    /// De gemeenten waar dit gebeurt: naam, slug of code.
    gemeenten: Option<Vec<String>>,
    /// De andere organisaties die meedoen: naam, slug of code.
    organisaties: Option<Vec<String>>,
    /// De regels die meespelen, met of zonder artikel: `Wmo 2015, art. 2.3.5`.
    regelingen: Option<Vec<String>>,
    /// Andere stukken die erbij horen: kenmerk of adres.
    stukken: Option<Vec<String>>,
}

/// De tekst onder een kop.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SectieInvoer)]
pub struct SectieInvoer {
    /// De kop, zoals in het sjabloon.
    naam: String,
    /// De tekst, in Markdown.
    tekst: String,
}

/// Van wie een nieuw stuk is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = EigenaarInvoer)]
pub struct EigenaarInvoer {
    /// Slug of code van uw organisatie, of `redactie`.
    eigenaar: String,
    /// Welke functie het stuk daar beheert. Verplicht bij een organisatie.
    functie: Option<String>,
}

/// De versie die u zag.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VersieInvoer)]
pub struct VersieInvoer {
    /// De versie die u zag.
    versie: i64,
}

/// Wat er bij een voorstel hoort.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VoorstelInvoer)]
pub struct VoorstelInvoer {
    /// Wat u verandert en waarom, hoogstens 600 tekens.
    notitie: Option<String>,
    /// De versie die u zag: van het stuk bij een nieuw voorstel, anders van het voorstel.
    versie: i64,
    /// Bij een voorstel dat er al is: de versie van het stuk waarmee u het hebt vergeleken.
    bijgewerkt: Option<i64>,
}

/// Een stap in het leven van een stuk.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Overgang)]
pub struct OvergangInvoer {
    /// `aanbieden`, `terugsturen`, `publiceren`, `spoedpubliceren` of `intrekken`.
    actie: String,
    /// Waarom. Verplicht bij `terugsturen`, `spoedpubliceren` en `intrekken`.
    reden: Option<String>,
    /// De versie die u zag.
    versie: i64,
    /// Bij `aanbieden`: of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
    /// Bij `intrekken`: `fout`, `opgegaan-in` of `niet-meer-actueel`.
    waarom: Option<String>,
    /// Bij `opgegaan-in`: kenmerk of adres van het andere stuk.
    opgegaan_in: Option<String>,
}

/// Een stap in het leven van een proefproject, of van de proef zelf.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = ProefprojectOvergang)]
pub struct ProefOvergangInvoer {
    /// `aanbieden`, `terugsturen`, `publiceren`, `spoedpubliceren` of `intrekken`. Van de proef zelf: `starten`;
    /// `besluiten`, waarmee u een besluit voorstelt; en wat een ander daarna doet: `besluit-instemmen`,
    /// `besluit-afwijzen`, of van u `besluit-terugnemen`.
    actie: String,
    /// Waarom. Verplicht bij `terugsturen`, `spoedpubliceren`, `intrekken` en `besluit-afwijzen`, en als de
    /// redactie instemt voor een lege zetel.
    reden: Option<String>,
    /// De versie die u zag.
    versie: i64,
    /// Of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
    /// Bij `intrekken`: `fout`, `opgegaan-in` of `niet-meer-actueel`.
    waarom: Option<String>,
    /// Bij `opgegaan-in`: kenmerk of adres van het andere stuk.
    opgegaan_in: Option<String>,
    /// Bij `besluiten`: `opschalen` of `stoppen`.
    keuze: Option<String>,
    /// Bij `besluiten`: wat anderen ervan leren, in Markdown. Verplicht bij `stoppen`.
    les: Option<String>,
    /// Bij `opschalen`: kenmerk of adres van de praktijk waar de proef toe leidt.
    praktijk: Option<String>,
    /// Bij `opschalen`: of die praktijk nog geschreven moet worden.
    #[schema(default = false)]
    nog_te_schrijven: Option<bool>,
    /// Bij `besluit-instemmen`, `besluit-afwijzen` en `besluit-terugnemen`: het nummer van het besluit.
    besluit: Option<String>,
    /// Bij `besluit-instemmen`: `rijk`, `gemeente` of `tweede`. Alleen nodig als u uit meer kunt kiezen.
    plek: Option<String>,
}

/// Een stap in het leven van een voorstel.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = VoorstelOvergang)]
pub struct VoorstelOvergangInvoer {
    /// `voorstel-aanbieden`, `voorstel-overnemen`, `voorstel-spoedovernemen` of `voorstel-afwijzen`.
    actie: String,
    /// Waarom. Verplicht bij `voorstel-spoedovernemen` en `voorstel-afwijzen`.
    reden: Option<String>,
    /// De versie van het voorstel die u zag.
    versie: i64,
    /// Bij `voorstel-aanbieden`: of u hebt nagekeken dat er geen persoonsgegevens in staan.
    #[schema(default = false)]
    akkoord: Option<bool>,
}
