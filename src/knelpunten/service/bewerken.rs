//! Writing what a knelpunt says: its texts, its cause, the thema's that treat it and the laws it is about.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::lezen::{Werk, behandeld, themas_onder};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Fouten, Result},
    knelpunten::model::{Geschreven, Ingevuld, Knelpunt, SECTIES, sleutels},
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    regelingen::service as regelingen,
    regietafel::service::met_regietafel,
    schrijven::model::DOELGROEPEN,
    stukken::{
        Kind as _,
        model::{Basis, Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service::{self as stukken, Wijziging, links, overgangen::inmiddels_gewijzigd},
    },
};

/// The most laws that one names.
const HOOGSTENS: usize = 100;
/// What the geschiedenis calls it when another thema leads from now on.
const OVERDRAGEN: &str = "trekker-wijzigen";

/// What a knelpunt says now, as the form shows it.
///
/// # Errors
/// The database can't be read.
pub async fn ingevuld(ctx: &Ctx, conn: &impl ConnectionTrait, werk: &Werk) -> Result<Ingevuld> {
    let (basis, inhoud) = (&werk.staat.basis, &werk.staat.inhoud);
    let themas = themas_onder(ctx, conn, werk.wijzers()).await?;
    let themas = stukken::koppen(ctx, conn, &themas).await?;
    let trekker = inhoud.trekker;
    let volgt = themas.iter().filter(|kop| Some(kop.id) != trekker);
    let trekker = themas.iter().find(|kop| Some(kop.id) == trekker);
    let wetten = genoemde_wetten(ctx, conn, werk.wijzers()).await?;
    let wetten: Vec<String> = wetten.into_iter().map(|(naam, _)| naam).collect();
    Ok(Ingevuld {
        titel: basis.titel.clone(),
        samenvatting: basis.samenvatting.clone(),
        tekst: inhoud.tekst.clone(),
        secties: SECTIES.map(|naam| inhoud.sectie(naam).unwrap_or_default().to_owned()),
        oorzaak: inhoud.oorzaak.map(|o| o.to_string()).unwrap_or_default(),
        trekker: trekker.map(|kop| kop.slug.to_string()).unwrap_or_default(),
        themas: volgt.map(|kop| kop.slug.to_string()).collect(),
        regelingen: wetten.join("\n"),
        leefdomeinen: basis.leefdomeinen.iter().map(ToString::to_string).collect(),
        doelgroepen: basis.doelgroepen.clone(),
    })
}

/// The laws that a knelpunt is about, as the form names them.
async fn genoemde_wetten(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    wijzers: &[Wijzer],
) -> Result<Vec<(String, Wijzer)>> {
    let wetten = wijzers
        .iter()
        .filter(|wijzer| wijzer.0 == Verbandsoort::BetreftRegeling);
    let ids: Vec<Uuid> = wetten.clone().map(|wijzer| wijzer.1).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let koppen: HashMap<Uuid, Kop> = koppen.map(|kop| (kop.id, kop)).collect();
    let naam = |wijzer: &Wijzer| {
        let titel = &koppen.get(&wijzer.1)?.titel;
        let naam = if wijzer.2.is_empty() {
            titel.clone()
        } else {
            format!("{titel}, {}", wijzer.2)
        };
        Some((naam, wijzer.clone()))
    };
    Ok(wetten.filter_map(naam).collect())
}

/// What a knelpunt becomes.
struct Wordt {
    basis: Basis,
    inhoud: Knelpunt,
    wijzers: Vec<Wijzer>,
    themas: Vec<Uuid>,
}

/// Saves what was written of a knelpunt, as its writer saw it (`versie`). Answers the head as it became, and
/// the number that the search index must reach when fewer people read it from now on. The same once more
/// changes nothing.
///
/// # Errors
/// All that is wrong with it; [`crate::error::Error::Conflict`] when somebody else was first;
/// [`crate::error::Error::MagNiet`] with who may; [`crate::error::Error::NotFound`] when they may not read it;
/// nobody is logged in; the database refuses.
pub async fn bewaar(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    (ingevuld, akkoord): (&Ingevuld, bool),
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let werk = behandeld(ctx, conn, id).await?;
    let wordt = keur_alles(ctx, conn, &werk, (ingevuld, akkoord)).await?;
    if gelijk(&werk, &wordt) {
        return Ok((werk.kop, None));
    }
    if werk.kop.versie != versie {
        return Err(inmiddels_gewijzigd());
    }
    let sleutels_waren = sleutels(werk.status, &themas_onder(ctx, conn, werk.wijzers()).await?);
    let sleutels_zijn = sleutels(werk.status, &wordt.themas);
    let mut gebeurd = vec![schrijf(&write, ctx, &werk, &wordt).await?];
    gebeurd.extend(stukken::verbind(&write, id, &wordt.wijzers).await?);
    let smaller = sleutels_waren.iter().any(|s| !sleutels_zijn.contains(s));
    if sleutels_waren != sleutels_zijn {
        let sleutels = met_regietafel(conn, id, sleutels_zijn).await?;
        gebeurd.push(stukken::zet_sleutels(&write, &werk.kop, &sleutels).await?);
    }
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer.filter(|_| smaller)))
}

/// Writes it as a revisie.
async fn schrijf(write: &Write, ctx: &Ctx, werk: &Werk, wordt: &Wordt) -> Result<Gebeurtenis> {
    let (conn, kop) = (write.conn(), &werk.kop);
    // As long as it is not public nobody linked to it: its address follows its title.
    let slug = if kop.gepubliceerd_op.is_none() && kop.titel != wordt.basis.titel {
        Some(stukken::vrije_slug(conn, kop.soort, &wordt.basis.titel, Some(kop.id)).await?)
    } else {
        None
    };
    let wijziging = Wijziging {
        basis: wordt.basis.clone(),
        slug,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let gewijzigd = stukken::wijzig(write, ctx, kop, wijziging, &wordt.inhoud).await?;
    wordt.inhoud.bewaar(conn, kop.id).await?;
    let zelfde_trekker = wordt.inhoud.trekker == werk.staat.inhoud.trekker;
    Ok(if zelfde_trekker {
        gewijzigd
    } else {
        Gebeurtenis {
            actie: OVERDRAGEN.into(),
            ..gewijzigd
        }
    })
}

/// Whether what was written changes nothing.
fn gelijk(werk: &Werk, wordt: &Wordt) -> bool {
    let geordend = |basis: &Basis| {
        let mut basis = basis.clone();
        basis.leefdomeinen.sort();
        basis.doelgroepen.sort();
        basis
    };
    geordend(&werk.staat.basis) == geordend(&wordt.basis)
        && werk.staat.inhoud == wordt.inhoud
        && werk.wijzers() == wordt.wijzers
}

/// Everything that was written, with what no field says as it was.
async fn keur_alles(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    werk: &Werk,
    (ingevuld, akkoord): (&Ingevuld, bool),
) -> Result<Wordt> {
    let mut fouten = Fouten::new();
    let was = &werk.staat.basis.doelgroepen;
    let bekend = DOELGROEPEN.iter().map(|d| (*d).to_owned());
    let bekend: Vec<String> = bekend.chain(was.iter().cloned()).collect();
    let geschreven = ingevuld.keur(&bekend, &mut fouten);
    for (naam, label, tekst) in ingevuld.vrije_teksten() {
        let naam = naam.as_str();
        keur_gegevens(&[Veld { naam, label, tekst }], akkoord, &mut fouten);
    }
    let (trekker, themas) = themas_van(ctx, conn, ingevuld, &mut fouten).await?;
    let wetten = wetten_van(ctx, conn, (werk, ingevuld), &mut fouten).await?;
    fouten.of(())?;
    let Geschreven {
        titel,
        samenvatting,
        tekst,
        secties,
        oorzaak,
        leefdomeinen,
        doelgroepen,
    } = geschreven;
    let staan_er = themas_onder(ctx, conn, werk.wijzers()).await?;
    let is_thema =
        |wijzer: &Wijzer| wijzer.0 == Verbandsoort::HoortBij && staan_er.contains(&wijzer.1);
    let is_wet = |wijzer: &Wijzer| wijzer.0 == Verbandsoort::BetreftRegeling;
    let blijft = werk.wijzers().iter().filter(|w| !is_thema(w) && !is_wet(w));
    let bij_themas = themas
        .iter()
        .map(|id| (Verbandsoort::HoortBij, *id, String::new()));
    let mut wijzers: Vec<Wijzer> = blijft.cloned().chain(bij_themas).chain(wetten).collect();
    wijzers.sort();
    wijzers.dedup();
    Ok(Wordt {
        basis: Basis {
            titel,
            samenvatting,
            leefdomeinen,
            doelgroepen,
            ..werk.staat.basis.clone()
        },
        inhoud: Knelpunt {
            tekst,
            secties,
            oorzaak,
            trekker,
            ..werk.staat.inhoud.clone()
        },
        wijzers,
        themas,
    })
}

/// The thema that leads, and all that it belongs to.
async fn themas_van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    ingevuld: &Ingevuld,
    fouten: &mut Fouten,
) -> Result<(Option<Uuid>, Vec<Uuid>)> {
    let trekker = Some(&ingevuld.trekker).filter(|slug| !slug.is_empty());
    let slugs: Vec<String> = trekker
        .into_iter()
        .chain(&ingevuld.themas)
        .cloned()
        .collect();
    let gevonden = stukken::vind_alle(ctx, conn, Soort::Thema, &slugs).await?;
    let mut themas = Vec::new();
    for slug in &slugs {
        if let Some(kop) = gevonden.get(slug) {
            themas.push(kop.id);
            continue;
        }
        let veld = if Some(slug) == trekker {
            "trekker"
        } else {
            "themas"
        };
        let naam = crate::ids::kort(slug);
        let melding = format!("Het thema “{naam}” bestaat niet. Kies een ander.");
        fouten.meld(veld, "onbekend", melding);
    }
    themas.sort_unstable();
    themas.dedup();
    let trekker = trekker.and_then(|slug| gevonden.get(slug));
    Ok((trekker.map(|kop| kop.id), themas))
}

/// The laws that are named, a line each. A name that stays leads where it led.
async fn wetten_van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (werk, ingevuld): (&Werk, &Ingevuld),
    fouten: &mut Fouten,
) -> Result<Vec<Wijzer>> {
    let staan_er = genoemde_wetten(ctx, conn, werk.wijzers()).await?;
    let regels = ingevuld.regelingen.lines().map(str::trim);
    let regels: Vec<&str> = regels.filter(|regel| !regel.is_empty()).collect();
    if regels.len() > HOOGSTENS {
        let melding = format!("Noem er hoogstens {HOOGSTENS}.");
        fouten.meld("regelingen", "te-veel", melding);
        return Ok(Vec::new());
    }
    let mut wijzers = Vec::new();
    for regel in regels {
        if let Some((_, wijzer)) = staan_er.iter().find(|(naam, _)| naam == regel) {
            wijzers.push(wijzer.clone());
            continue;
        }
        if let Some((kop, plaats)) = regelingen::genoemd(ctx, conn, regel).await? {
            wijzers.push((Verbandsoort::BetreftRegeling, kop.id, plaats));
        } else {
            let melding = format!(
                "“{}” is geen regeling die wij kennen. Schrijf bijvoorbeeld “Wmo 2015” of “Wmo 2015, \
                 art. 2.3.5”, één per regel.",
                crate::ids::kort(regel)
            );
            fouten.meld("regelingen", "onbekend", melding);
        }
    }
    Ok(wijzers)
}
