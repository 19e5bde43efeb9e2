//! What is part of a knelpunt, for who can move it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{bijval, lezen};
use crate::{
    ctx::Ctx,
    error::Result,
    hash::hash_tekst,
    ids::vouw,
    signalen::model::Signaal,
    stukken::{model::Kop, service as stukken},
};

/// A signaal in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signaalregel {
    /// How the form names it. It tells nothing, not even when it was sent.
    pub code: String,
    /// The signaal; none for one that the actor may not read, as one in confidence.
    pub kop: Option<Kop>,
    /// Whether it is in confidence: then nothing more is told of it.
    pub vertrouwelijk: bool,
    /// The gemeenten that it plays in, by name; empty when it may not be read.
    pub gemeenten: Vec<String>,
}

/// What somebody said for a gemeente, in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bijvalregel {
    /// How the form names it.
    pub code: String,
    /// The gemeente, by name.
    pub gemeente: String,
    /// How it plays there; often empty.
    pub toelichting: String,
    /// When it was said.
    pub op: DateTime<Utc>,
}

/// Everything that is part of a knelpunt.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inhoud {
    /// The signalen: those that may be read first, by when they were sent.
    pub signalen: Vec<Signaalregel>,
    /// What was said for gemeenten, by their names.
    pub bijval: Vec<Bijvalregel>,
}

/// How the form names a part of a knelpunt: numbers of signalen tell when they were sent.
fn code(knelpunt: Uuid, deel: Uuid) -> String {
    let hash = hash_tekst(&format!("{knelpunt} {deel}"));
    hash.chars().take(20).collect()
}

/// What is part of a knelpunt. The caller judged that the actor treats it.
///
/// # Errors
/// The database can't be read.
pub async fn inhoud(ctx: &Ctx, conn: &impl ConnectionTrait, knelpunt: Uuid) -> Result<Inhoud> {
    let mut signalen = lezen::bij_knelpunten(conn, &[knelpunt]).await?;
    let signalen = signalen.remove(&knelpunt).unwrap_or_default();
    let mut bijval = bijval::van(conn, &[knelpunt]).await?;
    let bijval = bijval.remove(&knelpunt).unwrap_or_default();
    let ids: Vec<Uuid> = signalen.iter().map(|(id, _)| *id).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?;
    let mut koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|kop| (kop.id, kop)).collect();
    // Of a signaal that the actor may read elsewhere, as who sent it or as the dwarskijker, this list
    // tells no more than of another one in confidence.
    for (id, signaal) in &signalen {
        if signaal.vertrouwelijk {
            koppen.remove(id);
        }
    }
    let leesbaar = signalen.iter().filter(|(id, _)| koppen.contains_key(id));
    let plekken = leesbaar.flat_map(|(_, signaal)| signaal.gemeenten.iter().copied());
    let plekken = plekken.chain(bijval.iter().map(|b| b.gemeente));
    let namen = namen(ctx, conn, plekken.collect()).await?;
    let naam = |id: &Uuid| namen.get(id).cloned();
    let signaal = |(id, signaal): (Uuid, Signaal)| {
        let kop = koppen.remove(&id);
        let mut gemeenten: Vec<String> = match kop {
            Some(_) => signaal.gemeenten.iter().filter_map(naam).collect(),
            None => Vec::new(),
        };
        gemeenten.sort_by_cached_key(|naam| vouw(naam));
        Signaalregel {
            code: code(knelpunt, id),
            kop,
            vertrouwelijk: signaal.vertrouwelijk,
            gemeenten,
        }
    };
    let mut signalen: Vec<Signaalregel> = signalen.into_iter().map(signaal).collect();
    signalen.sort_by_cached_key(|regel| {
        let sinds = regel.kop.as_ref().map(|kop| (kop.aangemaakt_op, kop.id));
        (
            sinds.is_none(),
            sinds,
            regel.vertrouwelijk,
            regel.code.clone(),
        )
    });
    let bijval = bijval.into_iter().map(|b| Bijvalregel {
        code: code(knelpunt, b.id),
        gemeente: naam(&b.gemeente).unwrap_or_default(),
        toelichting: b.toelichting,
        op: b.op,
    });
    let mut bijval: Vec<Bijvalregel> = bijval.collect();
    bijval.sort_by_cached_key(|regel| (vouw(&regel.gemeente), regel.op));
    Ok(Inhoud { signalen, bijval })
}

/// The names of organisaties.
async fn namen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ids: BTreeSet<Uuid>,
) -> Result<BTreeMap<Uuid, String>> {
    let ids: Vec<Uuid> = ids.into_iter().collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    Ok(koppen.map(|kop| (kop.id, kop.titel)).collect())
}

/// The numbers of the parts that a form names: signalen, and what was said beside them; none when one of
/// them is not there any more.
///
/// # Errors
/// The database can't be read.
pub(super) async fn gekozen(
    conn: &impl ConnectionTrait,
    knelpunt: Uuid,
    codes: &BTreeSet<String>,
) -> Result<Option<(Vec<Uuid>, Vec<Uuid>)>> {
    let is_gekozen = |id: &Uuid| codes.contains(&code(knelpunt, *id));
    let signalen = lezen::bij_knelpunten(conn, &[knelpunt]).await?;
    let signalen = signalen.into_values().flatten().map(|(id, _)| id);
    let signalen: Vec<Uuid> = signalen.filter(is_gekozen).collect();
    let bijval = bijval::van(conn, &[knelpunt]).await?;
    let bijval = bijval.into_values().flatten().map(|b| b.id);
    let bijval: Vec<Uuid> = bijval.filter(is_gekozen).collect();
    let alle = signalen.len() + bijval.len() == codes.len();
    Ok(alle.then_some((signalen, bijval)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_of_one_knelpunt_and_hides_the_number() {
        let [een, ander, deel] = [1, 2, 3].map(Uuid::from_u128);
        let hier = code(een, deel);
        assert_eq!(hier, code(een, deel));
        assert_ne!(hier, code(ander, deel));
        assert_eq!(hier.len(), 20);
        assert!(!deel.simple().to_string().contains(&hier));
    }
}
