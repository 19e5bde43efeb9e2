//! Which gemeenten somebody names, which are their own, and of which somebody of there said so.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::Teksten,
    error::{Fouten, Result},
    ids::{Slug, kort},
    knelpunten::{
        policy::{Spreekt, spreekt},
        service::{bijval, gemeenten::gemeenten_van},
    },
    organisaties::model::Organisatie,
    signalen::model::Signaal,
    stukken::{
        Kind as _,
        model::{Kop, Soort, Verbandsoort},
        service as stukken, store as spil,
    },
};

/// The most gemeenten that one signaal names.
const HOOGSTENS: usize = 50;

/// The names in a field, each once.
fn namen(getypt: &str) -> Vec<String> {
    let mut namen: Vec<String> = Vec::new();
    let delen = getypt.split(['\n', ',', ';']).map(str::trim);
    for naam in delen.filter(|naam| !naam.is_empty()) {
        if !namen.iter().any(|er_is| er_is == naam) {
            namen.push(naam.to_owned());
        }
    }
    namen
}

/// The same name as the register has it: people write what it is before it.
fn kaal(naam: &str) -> &str {
    let rest = naam
        .split_once(' ')
        .filter(|(eerste, _)| eerste.eq_ignore_ascii_case("gemeente"));
    rest.map_or(naam, |(_, rest)| rest.trim())
}

/// The gemeenten that are named, in a fixed order; what is wrong with the names is noted.
///
/// # Errors
/// The database can't be read.
pub(super) async fn lees(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    getypt: &str,
    fouten: &mut Fouten,
) -> Result<Vec<Uuid>> {
    let namen = namen(getypt);
    if namen.len() > HOOGSTENS {
        let melding = format!("Noem er hoogstens {HOOGSTENS}, die waar u het zelf zag.");
        fouten.meld(VELD, "te-veel", melding);
        return Ok(Vec::new());
    }
    let koppen = zoek(ctx, conn, &namen).await?;
    let ids: Vec<Uuid> = koppen.values().map(|kop| kop.id).collect();
    let organisaties = Organisatie::laad(conn, &ids, Teksten::Weg).await?;
    let mut gemeenten = Vec::new();
    for naam in &namen {
        let kop = koppen.get(naam);
        let organisatie = kop.and_then(|kop| organisaties.get(&kop.id));
        let wat = match (kop, organisatie) {
            (Some(kop), Some(o)) if o.is_gemeente() && o.bestaat_op(ctx.vandaag()) => {
                gemeenten.push(kop.id);
                continue;
            }
            (_, Some(o)) if o.is_gemeente() => {
                "bestaat niet meer. Noem de gemeente waar zij in opging."
            }
            (_, Some(_)) => "is geen gemeente. Noem de gemeenten waar dit speelt.",
            (_, None) => {
                "is geen gemeente die wij kennen. Schrijf de naam of de code (zoals GM0106), één per \
                 regel."
            }
        };
        fouten.meld(VELD, "onbekend", format!("“{}” {wat}", kort(naam)));
    }
    gemeenten.sort_unstable();
    gemeenten.dedup();
    Ok(gemeenten)
}

/// The field in which they are named.
const VELD: &str = "gemeenten";

/// The organisaties of these names: code, slug or title.
async fn zoek(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    namen: &[String],
) -> Result<HashMap<String, Kop>> {
    let als_slug = |naam: &str| Slug::van_titel(kaal(naam)).to_string();
    let alle: Vec<String> = namen
        .iter()
        .flat_map(|naam| [naam.clone(), als_slug(naam)])
        .collect();
    let gevonden = stukken::vind_alle(ctx, conn, Soort::Organisatie, &alle).await?;
    let mut koppen = HashMap::new();
    for naam in namen {
        let kop = match gevonden.get(naam).or_else(|| gevonden.get(&als_slug(naam))) {
            Some(kop) => Some(kop.clone()),
            // A slug may be shorter than the title, or older.
            None => stukken::met_titel(ctx, conn, Soort::Organisatie, kaal(naam)).await?,
        };
        koppen.extend(kop.map(|kop| (naam.clone(), kop)));
    }
    Ok(koppen)
}

/// The names of the gemeenten that the actor belongs to, and of those in a samenwerkingsverband of theirs, by title.
///
/// # Errors
/// The database can't be read.
pub async fn eigen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<String>> {
    let eigen = gemeenten_van(ctx, conn).await?;
    // Who belongs to so many, names those where they saw it.
    if eigen.len() > HOOGSTENS {
        return Ok(Vec::new());
    }
    Ok(eigen.into_iter().map(|kop| kop.titel).collect())
}

/// Of the gemeenten that these signalen name, those that take part in each samenwerkingsverband on whose behalf one
/// of them was sent.
///
/// # Errors
/// The database can't be read.
pub async fn deelnemers(
    conn: &impl ConnectionTrait,
    signalen: &[&Signaal],
) -> Result<BTreeMap<Uuid, BTreeSet<Uuid>>> {
    let namens: BTreeSet<Uuid> = signalen.iter().filter_map(|s| s.namens).collect();
    let namens: Vec<Uuid> = namens.into_iter().collect();
    let organisaties = Organisatie::laad(conn, &namens, Teksten::Weg).await?;
    let mut deelnemers: BTreeMap<Uuid, BTreeSet<Uuid>> = BTreeMap::new();
    for (id, organisatie) in organisaties {
        if spreekt(organisatie.organisatiesoort) == Spreekt::VoorDeelnemers {
            let wijzers = spil::wijzers(conn, id).await?.into_iter();
            let wijst = wijzers.filter(|w| w.0 == Verbandsoort::HoortBij);
            deelnemers.insert(id, wijst.map(|w| w.1).collect());
        }
    }
    let via_ander = signalen.iter().filter(|signaal| {
        let namens = signaal.namens;
        namens.is_some_and(|id| deelnemers.contains_key(&id))
    });
    let gemeenten: BTreeSet<Uuid> = via_ander
        .flat_map(|signaal| signaal.gemeenten.iter().copied())
        .collect();
    for gemeente in gemeenten {
        for wijzer in spil::wijzers(conn, gemeente).await? {
            if wijzer.0 == Verbandsoort::HoortBij
                && let Some(alle) = deelnemers.get_mut(&wijzer.1)
            {
                alle.insert(gemeente);
            }
        }
    }
    Ok(deelnemers)
}

/// The gemeenten of those that a signaal names of which somebody of there said so: its melder, or who said at its
/// knelpunt that it plays there as well.
///
/// # Errors
/// The database can't be read.
pub async fn bevestigd(conn: &impl ConnectionTrait, signaal: &Signaal) -> Result<BTreeSet<Uuid>> {
    let deelnemers = deelnemers(conn, &[signaal]).await?;
    let mut bevestigd: BTreeSet<Uuid> = signaal.bevestigd(&deelnemers).into_iter().collect();
    let gezegd = bijval::van(conn, signaal.knelpunt.as_slice()).await?;
    bevestigd.extend(gezegd.into_values().flatten().map(|b| b.gemeente));
    Ok(bevestigd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_on_lines_or_between_commas() {
        assert_eq!(
            namen(" Assen \r\nOmmen, Emmen;GM0106\n\nAssen,"),
            ["Assen", "Ommen", "Emmen", "GM0106"]
        );
        assert!(namen(" \n , ").is_empty());
    }

    #[test]
    fn what_it_is_may_stand_before_a_name() {
        for (naam, verwacht) in [
            ("Gemeente Assen", "Assen"),
            ("gemeente  Den Haag", "Den Haag"),
            ("Aa en Hunze", "Aa en Hunze"),
            ("Gemeente", "Gemeente"),
        ] {
            assert_eq!(kaal(naam), verwacht);
        }
    }
}
