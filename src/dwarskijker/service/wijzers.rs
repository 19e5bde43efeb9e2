//! Where a bevinding points, as its writer names it: organisaties, a thema, laws and knelpunten.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::model::{Aanbeveling, Aanbevolen, Bevinding, Ingevuld, SECTIES, regels};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::{Error, Fouten, Result},
    ids::{Slug, kort},
    organisaties::model::Organisatie,
    regelingen::service as regelingen,
    stukken::{
        Kind as _,
        model::{
            Kop, Soort, Verbandsoort,
            voorstel::{Staat, Wijzer},
        },
        service as stukken,
    },
    vraagpunten::policy::is_adressaat,
};

/// The most names in one field.
const HOOGSTENS: usize = 100;

/// A state as its form shows it, for who may read what it points at.
///
/// # Errors
/// The database can't be read.
pub async fn ingevuld(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    staat: &Staat<Bevinding>,
) -> Result<Ingevuld> {
    let Staat { basis, inhoud, .. } = staat;
    let bekend = Bekend::van(ctx, conn, staat).await?;
    let onder = |kop: &str| {
        let sectie = inhoud.secties.iter().find(|sectie| sectie.naam == kop);
        sectie
            .map(|sectie| sectie.tekst.clone())
            .unwrap_or_default()
    };
    let aanbevolen = |wat: &Aanbeveling| Aanbevolen {
        aan: bekend.titel(wat.aan),
        tekst: wat.tekst.clone(),
    };
    Ok(Ingevuld {
        titel: basis.titel.clone(),
        samenvatting: basis.samenvatting.clone(),
        tekst: inhoud.tekst.clone(),
        secties: SECTIES.iter().map(|kop| onder(kop)).collect(),
        aanbevelingen: inhoud.aanbevelingen.iter().map(aanbevolen).collect(),
        thema: inhoud
            .thema
            .and_then(|id| bekend.koppen.get(&id))
            .map(|kop| kop.slug.to_string())
            .unwrap_or_default(),
        regelingen: bekend.namen(VELD_REGELINGEN),
        knelpunten: bekend.namen(VELD_KNELPUNTEN),
        leefdomeinen: basis.leefdomeinen.iter().map(ToString::to_string).collect(),
    })
}

const VELD_REGELINGEN: &str = "regelingen";
const VELD_KNELPUNTEN: &str = "knelpunten";

/// Where a state points now, as its form names it.
struct Bekend {
    koppen: HashMap<Uuid, Kop>,
    /// Field, name and verband.
    namen: Vec<(&'static str, String, Wijzer)>,
    /// What no field of the form can say, or not to this reader: it stays.
    vast: Vec<Wijzer>,
}

impl Bekend {
    async fn van(ctx: &Ctx, conn: &impl ConnectionTrait, staat: &Staat<Bevinding>) -> Result<Self> {
        let wijzers = staat.verbanden.as_deref().unwrap_or_default();
        let inhoud = &staat.inhoud;
        let aan = inhoud.aanbevelingen.iter().map(|wat| wat.aan);
        let ids = wijzers.iter().map(|w| w.1).chain(aan).chain(inhoud.thema);
        let ids: Vec<Uuid> = ids.collect();
        let koppen = stukken::koppen(ctx, conn, &ids).await?;
        let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
        let (mut namen, mut vast) = (Vec::new(), Vec::new());
        for wijzer in wijzers {
            let (verband, naar, plaats) = wijzer;
            let gezegd = koppen.get(naar).and_then(|kop| match (verband, kop.soort) {
                (Verbandsoort::BetreftRegeling, Soort::Regeling) if plaats.is_empty() => {
                    Some((VELD_REGELINGEN, kop.titel.clone()))
                }
                (Verbandsoort::BetreftRegeling, Soort::Regeling) => {
                    Some((VELD_REGELINGEN, format!("{}, {plaats}", kop.titel)))
                }
                (Verbandsoort::Onderbouwt, Soort::Knelpunt) => Some((VELD_KNELPUNTEN, nummer(kop))),
                _ => None,
            });
            // The thema has a field of its own.
            let is_thema = *verband == Verbandsoort::HoortBij && inhoud.thema == Some(*naar);
            match gezegd {
                Some((veld, woorden)) => namen.push((veld, woorden, wijzer.clone())),
                None if is_thema => {}
                None => vast.push(wijzer.clone()),
            }
        }
        Ok(Self {
            koppen,
            namen,
            vast,
        })
    }

    fn titel(&self, id: Uuid) -> String {
        let kop = self.koppen.get(&id);
        kop.map(|kop| kop.titel.clone()).unwrap_or_default()
    }

    fn namen(&self, veld: &str) -> String {
        let namen = self.namen.iter().filter(|(van, ..)| *van == veld);
        let namen: Vec<&str> = namen.map(|(_, naam, _)| naam.as_str()).collect();
        namen.join("\n")
    }
}

fn nummer(kop: &Kop) -> String {
    kop.kenmerk
        .as_ref()
        .map_or_else(|| kop.pad(), ToString::to_string)
}

/// What the names in a form lead to.
#[derive(Debug, Clone, Default)]
pub(super) struct Gevonden {
    pub(super) thema: Option<Uuid>,
    pub(super) aanbevelingen: Vec<Aanbeveling>,
    pub(super) wijzers: Vec<Wijzer>,
}

/// Finds what the names in a form lead to; each that leads nowhere is noted with its field. A name that
/// stays leads where it led.
pub(super) async fn vind(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ingevuld: &Ingevuld,
    was: &Staat<Bevinding>,
    fouten: &mut Fouten,
) -> Result<Gevonden> {
    let bekend = Bekend::van(ctx, conn, was).await?;
    let mut gevonden = Gevonden {
        wijzers: bekend.vast.clone(),
        ..Gevonden::default()
    };
    if !ingevuld.thema.is_empty() {
        match een(ctx, conn, Soort::Thema, &ingevuld.thema).await? {
            Some(thema) => {
                gevonden.thema = Some(thema.id);
                let wijzer = (Verbandsoort::HoortBij, thema.id, String::new());
                gevonden.wijzers.push(wijzer);
            }
            None => fouten.meld(
                "thema",
                "onbekend",
                "Dit thema bestaat niet. Kies een ander.",
            ),
        }
    }
    for (plek, wat) in ingevuld.aanbevelingen.iter().enumerate() {
        if wat.aan.is_empty() || wat.tekst.is_empty() {
            continue;
        }
        let mut nu = was.inhoud.aanbevelingen.iter().map(|a| a.aan);
        let aan = match nu.find(|id| bekend.titel(*id) == wat.aan) {
            Some(id) => Some(id),
            None => organisatie(ctx, conn, &wat.aan).await?.map(|kop| kop.id),
        };
        let kan = match aan {
            Some(id) => antwoordt(ctx, conn, id).await?,
            None => false,
        };
        let veld = format!("aanbeveling-{}-aan", plek + 1);
        match aan {
            Some(aan) if kan => gevonden.aanbevelingen.push(Aanbeveling {
                aan,
                tekst: wat.tekst.clone(),
            }),
            Some(_) => fouten.meld(veld, "geen-adressaat", GEEN_ADRESSAAT),
            None => fouten.meld(veld, "onbekend", onbekende_organisatie(&wat.aan)),
        }
    }
    for (veld, namen) in [
        (VELD_REGELINGEN, regels(&ingevuld.regelingen)),
        (VELD_KNELPUNTEN, regels(&ingevuld.knelpunten)),
    ] {
        if namen.len() > HOOGSTENS {
            fouten.meld(veld, "te-veel", format!("Noem er hoogstens {HOOGSTENS}."));
            continue;
        }
        for naam in namen {
            let blijft = bekend
                .namen
                .iter()
                .find(|(v, n, _)| *v == veld && *n == naam);
            let wijzer = match blijft {
                Some((.., wijzer)) => Some(wijzer.clone()),
                None => nieuw(ctx, conn, veld, &naam).await?,
            };
            match wijzer {
                Some(wijzer) => gevonden.wijzers.push(wijzer),
                None => fouten.meld(veld, "onbekend", onbekend(veld, &naam)),
            }
        }
    }
    gevonden.wijzers.sort();
    gevonden.wijzers.dedup();
    Ok(gevonden)
}

/// Whether an organisatie can be asked for an answer: one that decides about rules or carries them out, and
/// exists today.
async fn antwoordt(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<bool> {
    let organisaties = Organisatie::laad(conn, &[id], Teksten::Weg).await?;
    let organisatie = organisaties.get(&id);
    Ok(
        organisatie
            .is_some_and(|o| is_adressaat(o.organisatiesoort) && o.bestaat_op(ctx.vandaag())),
    )
}

/// What to do about an organisatie that can't be asked for an answer.
const GEEN_ADRESSAAT: &str = "Deze organisatie kan hier geen antwoord geven. Kies een ministerie, provincie, gemeente, \
     uitvoeringsorganisatie, samenwerkingsverband of koepel die nu bestaat.";

async fn nieuw(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    veld: &str,
    naam: &str,
) -> Result<Option<Wijzer>> {
    if veld == VELD_REGELINGEN {
        let wet = regelingen::genoemd(ctx, conn, naam).await?;
        return Ok(wet.map(|(kop, plaats)| (Verbandsoort::BetreftRegeling, kop.id, plaats)));
    }
    let op_nummer = stukken::op_nummer(ctx, conn, naam).await?;
    let op_nummer = op_nummer.filter(|kop| kop.soort == Soort::Knelpunt);
    let kop = if op_nummer.is_some() {
        op_nummer
    } else {
        let slug = naam.trim_end_matches('/').rsplit('/').next();
        een(ctx, conn, Soort::Knelpunt, slug.unwrap_or(naam)).await?
    };
    Ok(kop.map(|kop| (Verbandsoort::Onderbouwt, kop.id, String::new())))
}

/// A stuk of a kind by number or slug; none when there is none that the actor may read.
async fn een(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    naam: &str,
) -> Result<Option<Kop>> {
    match stukken::vind(ctx, conn, soort, naam).await {
        Ok(kop) => Ok(Some(kop)),
        Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

/// An organisatie by official id, slug or title.
pub(super) async fn organisatie(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
) -> Result<Option<Kop>> {
    let slug = Slug::van_titel(naam);
    for naam in [naam, slug.as_str()] {
        if let Some(kop) = een(ctx, conn, Soort::Organisatie, naam).await? {
            return Ok(Some(kop));
        }
    }
    // A slug may be shorter than the title, or older.
    stukken::met_titel(ctx, conn, Soort::Organisatie, naam.trim()).await
}

/// What to do about a name that is no organisatie here.
pub(super) fn onbekende_organisatie(naam: &str) -> String {
    format!(
        "“{}” is geen organisatie die wij kennen. Schrijf de naam zoals op de pagina Gemeenten en \
         organisaties.",
        kort(naam)
    )
}

fn onbekend(veld: &str, naam: &str) -> String {
    let naam = kort(naam);
    if veld == VELD_REGELINGEN {
        format!(
            "“{naam}” is geen regeling die wij kennen. Schrijf bijvoorbeeld “Wmo 2015” of “Wmo 2015, \
             art. 2.3.5”, één per regel."
        )
    } else {
        format!(
            "“{naam}” is geen knelpunt dat wij kennen. Plak het kenmerk (zoals KNP-2026-0114) of het \
             adres van de pagina, één per regel."
        )
    }
}
