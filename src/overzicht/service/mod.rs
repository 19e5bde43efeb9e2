//! Use cases of the overview: everything is read under the leesrecht of who asks, so that what they may not
//! read counts in no number.

mod gedeeld;
mod gemeenten;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

pub use gedeeld::{Gedeeld, gedeeld};

use self::gemeenten::Gemeenten;
use super::model::Rij;
use crate::{
    ctx::{Ctx, datum_van},
    error::Result,
    knelpunten::service::lezen::{self, Rij as Knelpuntrij},
    organisaties::model::Provincie,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
};

/// Something that knelpunten belong to: a thema, a regeling or a gemeente.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doel {
    /// What it is called.
    pub titel: String,
    /// The address of its page, from the root of the site.
    pub pad: String,
    /// What search calls it: the code of a gemeente, the slug of the others.
    pub waarde: String,
    /// The province of a gemeente.
    pub provincie: Option<Provincie>,
}

/// The knelpunten that somebody may read, with what they belong to.
#[derive(Debug, Clone, Default)]
pub struct Overzicht {
    /// A row for each, the newest first.
    pub rijen: Vec<Rij>,
    /// The thema's, regelingen and gemeenten that the rows name.
    pub doelen: HashMap<Uuid, Doel>,
}

/// Everything that the overview says of knelpunten, for who asks.
///
/// # Errors
/// The database can't be read.
pub async fn overzicht(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Overzicht> {
    let rijen = lezen::rijen(ctx, conn).await?;
    let verbonden = Verbonden::van(ctx, conn, &rijen).await?;
    let rijen = rijen.into_iter().map(|rij| verbonden.rij(rij)).collect();
    Ok(Overzicht {
        rijen,
        doelen: verbonden.doelen(),
    })
}

/// What knelpunten point at.
struct Verbonden {
    koppen: BTreeMap<Uuid, Kop>,
    gemeenten: Gemeenten,
}

impl Verbonden {
    async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, rijen: &[Knelpuntrij]) -> Result<Self> {
        let mut koppen: BTreeMap<Uuid, Kop> = BTreeMap::new();
        for doel in rijen.iter().flat_map(|rij| &rij.doelen) {
            koppen.entry(doel.id).or_insert_with(|| doel.clone());
        }
        let organisaties = koppen
            .values()
            .filter(|kop| kop.soort == Soort::Organisatie);
        let organisaties: Vec<Uuid> = organisaties.map(|kop| kop.id).collect();
        let gemeenten = Gemeenten::laad(conn, &organisaties, ctx.vandaag()).await?;
        // What came after one that ended is named by no knelpunt itself.
        let opvolgers = gemeenten
            .feiten
            .keys()
            .filter(|id| !koppen.contains_key(*id));
        let opvolgers: Vec<Uuid> = opvolgers.copied().collect();
        for kop in stukken::koppen(ctx, conn, &opvolgers).await? {
            koppen.insert(kop.id, kop);
        }
        Ok(Self { koppen, gemeenten })
    }

    /// The row of a knelpunt.
    fn rij(&self, rij: Knelpuntrij) -> Rij {
        let Knelpuntrij {
            kop,
            status,
            inhoud,
            telling,
            doelen,
        } = rij;
        let (mut themas, mut regelingen) = (BTreeSet::new(), BTreeSet::new());
        let mut gemeenten = BTreeSet::new();
        for doel in doelen {
            match doel.soort {
                Soort::Thema => {
                    themas.insert(doel.id);
                }
                Soort::Regeling => {
                    regelingen.insert(doel.id);
                }
                Soort::Organisatie => {
                    let nu = self.gemeenten.van(doel.id).into_iter();
                    gemeenten.extend(nu.filter(|id| self.koppen.contains_key(id)));
                }
                _ => {}
            }
        }
        let kenmerk = kop.kenmerk.as_ref().map(ToString::to_string);
        Rij {
            id: kop.id,
            kenmerk: kenmerk.unwrap_or_default(),
            pad: kop.pad(),
            titel: kop.titel,
            status,
            oorzaak: inhoud.oorzaak,
            trede: inhoud.treden.tot(),
            themas,
            regelingen,
            gemeenten,
            signalen: telling.signalen,
            gemeld: datum_van(kop.aangemaakt_op),
            gesloten: inhoud.gesloten_op.map(datum_van),
            keer_gesloten: usize::try_from(inhoud.gesloten).unwrap_or_default(),
            heropend: usize::try_from(inhoud.heropend).unwrap_or_default(),
        }
    }

    /// The thema's, regelingen and gemeenten.
    fn doelen(self) -> HashMap<Uuid, Doel> {
        let feiten = self.gemeenten.feiten;
        let doel = |(id, kop): (Uuid, Kop)| {
            let gemeente = feiten.get(&id);
            let telt = matches!(kop.soort, Soort::Thema | Soort::Regeling) || gemeente.is_some();
            let code = kop.officieel_id.clone().filter(|_| gemeente.is_some());
            let doel = Doel {
                pad: kop.pad(),
                waarde: code.unwrap_or_else(|| kop.slug.to_string()),
                titel: kop.titel,
                provincie: gemeente.and_then(|organisatie| organisatie.provincie),
            };
            telt.then_some((id, doel))
        };
        self.koppen.into_iter().filter_map(doel).collect()
    }
}
