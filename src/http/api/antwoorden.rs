//! What all kinds look like in JSON.

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde::Serialize;
use utoipa::ToSchema;

use super::Uitleg;
use crate::{
    stukken::model::{Bron, Buur, Kop, Leefdomein, Sectie, Stuk, bijlage::Bijlage},
    zoeken::model::Treffer,
};

/// Een stuk zoals het in een lijst staat.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Resultaat {
    /// Vast nummer binnen dit platform.
    pub id: String,
    /// De naam waarmee mensen het stuk aanhalen. Niet elke soort heeft er een.
    pub kenmerk: Option<String>,
    /// Het nummer dat het stuk had waar het vandaan komt.
    pub extern_id: Option<String>,
    /// De soort.
    pub soort: String,
    /// De titel.
    pub titel: String,
    /// Een of twee zinnen.
    pub samenvatting: String,
    /// De plek waar de woorden staan: HTML met alleen `<mark>`.
    pub fragment: String,
    /// Het adres van de pagina.
    pub url: String,
    /// Hoe goed het past; alleen te vergelijken binnen één antwoord.
    pub score: f32,
    /// De slugs van de thema's.
    pub themas: Vec<String>,
    /// De codes van de gemeenten.
    pub gemeenten: Vec<String>,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
    /// Waarom het hier staat; alleen met `uitleg=true`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uitleg: Option<Uitleg>,
}

/// A moment as the API writes it: UTC, with `Z`.
pub fn moment(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::Millis, true)
}

impl Resultaat {
    /// A hit under the address of this site.
    pub fn van(treffer: Treffer, basis_url: &str) -> Self {
        let Treffer {
            kop,
            fragment,
            score,
            themas,
            gemeenten,
            feiten: _,
            uitleg,
        } = treffer;
        Self {
            url: format!("{basis_url}{}", kop.pad()),
            id: kop.id.to_string(),
            kenmerk: kop.kenmerk.map(|k| k.to_string()),
            extern_id: kop.extern_id,
            soort: kop.soort.to_string(),
            titel: kop.titel,
            samenvatting: kop.samenvatting,
            fragment: fragment.to_string(),
            score,
            themas: themas.into_iter().map(|t| t.slug).collect(),
            gemeenten: gemeenten
                .into_iter()
                .filter_map(|g| g.officieel_id)
                .collect(),
            gewijzigd_op: moment(kop.gewijzigd_op),
            uitleg: uitleg.map(Uitleg::from),
        }
    }
}

/// Een bladzijde van een lijst.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LijstAntwoord {
    /// Hoeveel er zijn.
    pub totaal: u64,
    /// De bladzijde, vanaf 1.
    pub pagina: u64,
    /// Hoeveel er op een bladzijde staan.
    pub per_pagina: u64,
    /// Bij een lijst altijd leeg.
    pub bedoelde: Option<String>,
    /// De stukken op deze bladzijde.
    pub resultaten: Vec<Resultaat>,
}

/// De bron waaruit een stuk is verteld.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Bron)]
pub struct BronAntwoord {
    /// De naam van het document.
    pub naam: String,
    /// Waar het te lezen is.
    pub url: Option<String>,
    /// De plaats in het document.
    pub plaats: Option<String>,
}

/// Een stuk aan de andere kant van een verband.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Verband)]
pub struct VerbandAntwoord {
    /// Hoe de twee samenhangen.
    pub soort: String,
    /// `uit`: dit stuk wijst; `in`: naar dit stuk wordt gewezen.
    pub richting: String,
    /// De plaats in het doel, zoals een artikel.
    pub plaats: Option<String>,
    /// De soort van het andere stuk.
    pub naar_soort: String,
    /// De titel van het andere stuk.
    pub titel: String,
    /// Het adres van het andere stuk.
    pub url: String,
}

/// Een kop met de tekst eronder (Markdown).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Sectie)]
pub struct SectieAntwoord {
    /// De kop.
    pub naam: String,
    /// De tekst, in Markdown.
    pub tekst: String,
}

impl SectieAntwoord {
    /// The sections of a stuk.
    pub fn alle(secties: Vec<Sectie>) -> Vec<Self> {
        secties
            .into_iter()
            .map(|Sectie { naam, tekst }| Self { naam, tekst })
            .collect()
    }
}

/// Wat elk stuk heeft, van welke soort ook.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct StukAntwoord {
    /// Vast nummer binnen dit platform.
    pub id: String,
    /// De naam waarmee mensen het stuk aanhalen.
    pub kenmerk: Option<String>,
    /// Het nummer dat het stuk had waar het vandaan komt.
    pub extern_id: Option<String>,
    /// Het nummer in een officieel register.
    pub officieel_id: Option<String>,
    /// De soort.
    pub soort: String,
    /// Het laatste deel van het adres.
    pub slug: String,
    /// De titel.
    pub titel: String,
    /// Een of twee zinnen.
    pub samenvatting: String,
    /// De staat waarin het stuk is.
    pub status: String,
    /// Telt de wijzigingen.
    pub versie: i64,
    /// De dag die het stuk beschrijft, of waarop het is gemaakt.
    #[schema(format = Date, value_type = Option<String>)]
    pub datum: Option<NaiveDate>,
    /// De bron waaruit het stuk is verteld.
    pub bron: Option<BronAntwoord>,
    /// Leefdomeinen.
    pub leefdomeinen: Vec<String>,
    /// Doelgroepen.
    pub doelgroepen: Vec<String>,
    /// Waar het stuk mee samenhangt.
    pub verbanden: Vec<VerbandAntwoord>,
    /// Of er meer verbanden zijn dan de duizend nieuwste, die hier staan.
    pub meer_verbanden: bool,
    /// De bestanden die erbij horen.
    pub bijlagen: Vec<BijlageAntwoord>,
    /// Het adres van de pagina.
    pub url: String,
    /// Het moment van de laatste wijziging.
    #[schema(format = DateTime, value_type = String)]
    pub gewijzigd_op: String,
}

/// Een bestand dat bij een stuk hoort.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Bijlage)]
pub struct BijlageAntwoord {
    /// Hoe de bijlage heet.
    pub titel: String,
    /// Wat erin staat.
    pub omschrijving: String,
    /// De naam van het bestand.
    pub bestandsnaam: String,
    /// Wat voor bestand het is.
    #[schema(example = "application/pdf")]
    pub mediatype: String,
    /// Hoe groot het is, in bytes.
    pub grootte: u64,
    /// De SHA-256 van het bestand.
    pub sha256: String,
    /// Of het bestand is gescand op virussen: `schoon` of `niet-gescand`.
    pub scan: String,
    /// Waar het te halen is.
    pub url: String,
    /// Het moment waarop het is toegevoegd.
    #[schema(format = DateTime, value_type = String)]
    pub toegevoegd_op: String,
}

fn bijlage(bijlage: Bijlage, basis_url: &str) -> BijlageAntwoord {
    BijlageAntwoord {
        url: format!("{basis_url}{}", bijlage.pad()),
        titel: bijlage.titel,
        omschrijving: bijlage.omschrijving,
        bestandsnaam: bijlage.bestandsnaam,
        mediatype: bijlage.soort.mediatype().to_owned(),
        grootte: bijlage.grootte,
        sha256: bijlage.sha256,
        scan: bijlage.scan.to_string(),
        toegevoegd_op: moment(bijlage.op),
    }
}

impl StukAntwoord {
    /// The common part of a stuk under the address of this site; the rest is its kind's.
    pub fn van<T>(stuk: Stuk<T>, basis_url: &str) -> (Self, T) {
        let Stuk {
            kop,
            inhoud,
            leefdomeinen,
            doelgroepen,
            buren,
            meer_buren,
            bijlagen,
            mag_bijlagen: _,
            tijdlijn: _,
        } = stuk;
        let url = format!("{basis_url}{}", kop.pad());
        let Kop {
            id,
            soort,
            kenmerk,
            slug,
            titel,
            samenvatting,
            status,
            versie,
            datum,
            officieel_id,
            extern_id,
            bron,
            aangemaakt_op: _,
            gewijzigd_op,
            gepubliceerd_op: _,
            eigenaar: _,
            herzien_voor: _,
        } = kop;
        let bron = bron.map(|Bron { naam, url, plaats }| BronAntwoord { naam, url, plaats });
        let antwoord = Self {
            id: id.to_string(),
            kenmerk: kenmerk.map(|k| k.to_string()),
            extern_id,
            officieel_id,
            soort: soort.to_string(),
            slug: slug.to_string(),
            titel,
            samenvatting,
            status,
            versie,
            datum,
            bron,
            leefdomeinen: leefdomeinen.iter().map(Leefdomein::to_string).collect(),
            doelgroepen,
            verbanden: buren.into_iter().map(|b| verband(b, basis_url)).collect(),
            meer_verbanden: meer_buren,
            bijlagen: bijlagen
                .into_iter()
                .map(|b| bijlage(b, basis_url))
                .collect(),
            url,
            gewijzigd_op: moment(gewijzigd_op),
        };
        (antwoord, inhoud)
    }
}

fn verband(buur: Buur, basis_url: &str) -> VerbandAntwoord {
    let Buur {
        verband,
        richting,
        plaats,
        kop,
    } = buur;
    let richting = match richting {
        crate::stukken::model::Richting::Uit => "uit",
        crate::stukken::model::Richting::In => "in",
    };
    VerbandAntwoord {
        soort: verband.to_string(),
        richting: richting.to_owned(),
        plaats: (!plaats.is_empty()).then_some(plaats),
        naar_soort: kop.soort.to_string(),
        url: format!("{basis_url}{}", kop.pad()),
        titel: kop.titel,
    }
}
