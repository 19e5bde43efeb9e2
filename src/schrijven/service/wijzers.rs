//! Where something points, as its writers name it: thema's, gemeenten, laws and other stukken.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::model::Woorden;
use crate::{
    ctx::Ctx,
    error::{Error, Fouten, Result},
    ids::Slug,
    regelingen::service as regelingen,
    stukken::{
        model::{Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service as stukken,
    },
};

/// What is named in a form, a line each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Genoemd {
    /// Slugs of thema's.
    pub themas: Vec<String>,
    /// Gemeenten and samenwerkingsverbanden where it is done.
    pub gemeenten: Vec<String>,
    /// Other organisaties that take part.
    pub organisaties: Vec<String>,
    /// Laws, with or without an article.
    pub regelingen: Vec<String>,
    /// Other stukken, by kenmerk or address.
    pub stukken: Vec<String>,
}

/// The most names in one field.
const HOOGSTENS: usize = 100;

/// The lines of a field that say something, each once.
pub fn regels(tekst: &str) -> Vec<String> {
    let mut regels: Vec<String> = Vec::new();
    for regel in tekst.lines().map(str::trim).filter(|r| !r.is_empty()) {
        if !regels.iter().any(|er_is| er_is == regel) {
            regels.push(regel.to_owned());
        }
    }
    regels
}

impl Genoemd {
    /// What a state points at, in names, for who may read what it points at; and what no field of the
    /// form can say, which stays as it is.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn van(
        ctx: &Ctx,
        conn: &impl ConnectionTrait,
        wijzers: &[Wijzer],
    ) -> Result<(Self, Vec<Wijzer>)> {
        let (bekend, vast) = bekend(ctx, conn, wijzers).await?;
        let mut genoemd = Self::default();
        for Bekend { veld, naam, .. } in bekend {
            let namen = match veld {
                "themas" => &mut genoemd.themas,
                "gemeenten" => &mut genoemd.gemeenten,
                "organisaties" => &mut genoemd.organisaties,
                "regelingen" => &mut genoemd.regelingen,
                _ => &mut genoemd.stukken,
            };
            namen.push(naam);
        }
        Ok((genoemd, vast))
    }

    /// Where these names point, in the order of a state, and which of them point nowhere. `nu` is where
    /// the state points now: a name that stays leads where it led, and what no field can say stays.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn wijzers(
        &self,
        ctx: &Ctx,
        conn: &impl ConnectionTrait,
        nu: &[Wijzer],
        (eigen, woorden): (Uuid, &Woorden),
    ) -> Result<(Vec<Wijzer>, Fouten)> {
        let (bekend, mut wijzers) = bekend(ctx, conn, nu).await?;
        let blijft = |veld: &str, naam: &str| {
            let mut bekend = bekend.iter();
            let gevonden = bekend.find(|b| b.veld == veld && b.naam == naam);
            gevonden.map(|b| b.wijzer.clone())
        };
        let mut fouten = Fouten::new();
        for (veld, namen) in [
            ("themas", &self.themas),
            ("gemeenten", &self.gemeenten),
            ("organisaties", &self.organisaties),
            ("regelingen", &self.regelingen),
            ("stukken", &self.stukken),
        ] {
            if namen.len() > HOOGSTENS {
                let melding = format!("Noem er hoogstens {HOOGSTENS}.");
                fouten.meld(veld, "te-veel", melding);
                continue;
            }
            for naam in namen {
                let wijzer = match blijft(veld, naam) {
                    Some(wijzer) => Some(wijzer),
                    None => vind(ctx, conn, veld, naam).await?,
                };
                match wijzer {
                    Some((_, naar, _)) if naar == eigen => {
                        let melding = format!(
                            "“{naam}” is {} zelf. Haal {} weg.",
                            woorden.deze, woorden.die
                        );
                        fouten.meld(veld, "zichzelf", melding);
                    }
                    Some(wijzer) => wijzers.push(wijzer),
                    None => fouten.meld(veld, "onbekend", onbekend(veld, naam)),
                }
            }
        }
        wijzers.sort();
        wijzers.dedup();
        Ok((wijzers, fouten))
    }
}

/// Where a state points, as the form says it.
struct Bekend {
    veld: &'static str,
    naam: String,
    wijzer: Wijzer,
}

/// Where a state points, for who may read that; and what no field of the form can say.
async fn bekend(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    wijzers: &[Wijzer],
) -> Result<(Vec<Bekend>, Vec<Wijzer>)> {
    let ids: Vec<Uuid> = wijzers.iter().map(|w| w.1).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    let (mut bekend, mut vast) = (Vec::new(), Vec::new());
    for wijzer in wijzers {
        let (verband, naar, plaats) = wijzer;
        let gezegd = koppen.get(naar).and_then(|kop| match (verband, kop.soort) {
            (Verbandsoort::HoortBij, Soort::Thema) => Some(("themas", kop.slug.to_string())),
            (Verbandsoort::SpeeltOokIn, Soort::Organisatie) => {
                Some(("gemeenten", kop.titel.clone()))
            }
            (Verbandsoort::HoortBij, Soort::Organisatie) => {
                Some(("organisaties", kop.titel.clone()))
            }
            (Verbandsoort::BetreftRegeling, Soort::Regeling) if plaats.is_empty() => {
                Some(("regelingen", kop.titel.clone()))
            }
            (Verbandsoort::BetreftRegeling, Soort::Regeling) => {
                Some(("regelingen", format!("{}, {plaats}", kop.titel)))
            }
            (Verbandsoort::HoortBij, _) => Some(("stukken", naam(kop))),
            _ => None,
        });
        let wijzer = wijzer.clone();
        match gezegd {
            Some((veld, heet)) => bekend.push(Bekend {
                veld,
                naam: heet,
                wijzer,
            }),
            None => vast.push(wijzer),
        }
    }
    Ok((bekend, vast))
}

fn naam(kop: &Kop) -> String {
    kop.kenmerk
        .as_ref()
        .map_or_else(|| kop.pad(), ToString::to_string)
}

async fn vind(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    veld: &str,
    naam: &str,
) -> Result<Option<Wijzer>> {
    let heel = String::new;
    let wijzer = match veld {
        "themas" => {
            let kop = van_soort(ctx, conn, Soort::Thema, naam).await?;
            kop.map(|kop| (Verbandsoort::HoortBij, kop.id, heel()))
        }
        "gemeenten" => {
            let kop = van_soort(ctx, conn, Soort::Organisatie, naam).await?;
            kop.map(|kop| (Verbandsoort::SpeeltOokIn, kop.id, heel()))
        }
        "organisaties" => {
            let kop = van_soort(ctx, conn, Soort::Organisatie, naam).await?;
            kop.map(|kop| (Verbandsoort::HoortBij, kop.id, heel()))
        }
        "regelingen" => {
            let wet = regelingen::genoemd(ctx, conn, naam).await?;
            wet.map(|(kop, plaats)| (Verbandsoort::BetreftRegeling, kop.id, plaats))
        }
        _ => {
            let kop = ander(ctx, conn, naam).await?;
            kop.map(|kop| (Verbandsoort::HoortBij, kop.id, heel()))
        }
    };
    Ok(wijzer)
}

/// A stuk of a kind by number, slug or title.
async fn van_soort(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    naam: &str,
) -> Result<Option<Kop>> {
    let slug = Slug::van_titel(naam);
    for naam in [naam, slug.as_str()] {
        match stukken::vind(ctx, conn, soort, naam).await {
            Ok(kop) => return Ok(Some(kop)),
            Err(Error::NotFound) => {}
            Err(fout) => return Err(fout),
        }
    }
    // A slug may be shorter than the title, or older.
    stukken::met_titel(ctx, conn, soort, naam.trim()).await
}

/// A stuk of any kind by its number, or by its address on the platform.
async fn ander(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    if let Some(kop) = stukken::op_nummer(ctx, conn, naam).await? {
        return Ok(Some(kop));
    }
    let mut delen = naam.trim_end_matches('/').rsplit('/');
    let (Some(slug), Some(meervoud)) = (delen.next(), delen.next()) else {
        return Ok(None);
    };
    let soort = Soort::ALLE.iter().find(|s| s.meervoud() == meervoud);
    match soort {
        Some(soort) => van_soort(ctx, conn, *soort, slug).await,
        None => Ok(None),
    }
}

/// What to do about a name that points nowhere.
fn onbekend(veld: &str, naam: &str) -> String {
    let naam = crate::ids::kort(naam);
    match veld {
        "themas" => format!("Het thema “{naam}” bestaat niet. Kies een ander."),
        "gemeenten" | "organisaties" => format!(
            "“{naam}” is geen organisatie die wij kennen. Schrijf de naam zoals op de pagina \
             Gemeenten en organisaties, één per regel."
        ),
        "regelingen" => format!(
            "“{naam}” is geen regeling die wij kennen. Schrijf bijvoorbeeld “Wmo 2015” of “Wmo \
             2015, art. 2.3.5”, één per regel."
        ),
        _ => format!(
            "“{naam}” kennen wij niet. Plak het kenmerk (zoals PRK-2026-0014) of het adres van de \
             pagina, één per regel."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_read_line_by_line() {
        assert_eq!(regels(" Assen \n\nOmmen\r\nAssen\n"), ["Assen", "Ommen"]);
        assert!(regels(" \n ").is_empty());
    }
}
