//! The stukken that somebody names as what a besluit is about, and the one that it replaces.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::model::{Besluit, Ingevuld, MAX_OVER, Orgaan, Status, adres, kan_over, regels},
    status,
};
use crate::{
    ctx::Ctx,
    db::Teksten,
    error::{Error, Fouten, Result},
    ids::kort,
    stukken::{
        Kind as _,
        model::{Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service as stukken,
    },
};

/// Where a besluit points by what was filled in, beside its thema. Every name that leads to nothing is noted.
/// `zelf` is the besluit that is changed; none for a new one.
pub(super) async fn wijzers(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (ingevuld, thema, zelf): (&Ingevuld, Uuid, Option<Uuid>),
    fouten: &mut Fouten,
) -> Result<Vec<Wijzer>> {
    let mut wijzers: Vec<Wijzer> = Vec::new();
    let namen = regels(&ingevuld.over);
    if namen.len() > MAX_OVER {
        let melding = format!("Noem er hoogstens {MAX_OVER}.");
        fouten.meld("over", "te-veel", melding);
    }
    for naam in namen.iter().take(MAX_OVER) {
        match genoemd(ctx, conn, naam).await? {
            Some(kop) if Some(kop.id) != zelf => {
                wijzers.push((Verbandsoort::KomtVoortUit, kop.id, String::new()));
            }
            _ => fouten.meld("over", "onbekend", onbekend(naam)),
        }
    }
    let vervangt = ingevuld.vervangt.trim();
    if !vervangt.is_empty() {
        let ander = genoemd(ctx, conn, vervangt).await?;
        match ander.filter(|kop| kop.soort == Soort::Besluit && Some(kop.id) != zelf) {
            None => fouten.meld("vervangt", "onbekend", onbekend(vervangt)),
            Some(kop) => {
                keur_vervangen(conn, &kop, thema, fouten).await?;
                wijzers.push((Verbandsoort::Vervangt, kop.id, String::new()));
            }
        }
    }
    wijzers.sort();
    wijzers.dedup();
    Ok(wijzers)
}

fn onbekend(naam: &str) -> String {
    format!(
        "“{}” kennen wij niet, of u mag het niet lezen. Plak het kenmerk (zoals KNP-2026-0014) of het adres van de \
         pagina.",
        kort(naam)
    )
}

/// A besluit is replaced when it was taken, by the same duo.
async fn keur_vervangen(
    conn: &impl ConnectionTrait,
    kop: &Kop,
    thema: Uuid,
    fouten: &mut Fouten,
) -> Result<()> {
    let inhouden = Besluit::laad(conn, &[kop.id], Teksten::Weg).await?;
    let van_ons = inhouden.get(&kop.id);
    let van_ons = van_ons.is_some_and(|b| b.plaats.thema == thema && b.door == Orgaan::Duo);
    if !van_ons || status(kop)? != Status::Genomen {
        let melding = "Alleen een besluit dat het duo van dit thema nam, kan worden vervangen. Noem een ander, of laat \
                       dit leeg.";
        fouten.meld("vervangt", "niet-toegestaan", melding);
    }
    Ok(())
}

/// The stuk that somebody names by its number or by the address of its page.
async fn genoemd(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    if let Some(kop) = stukken::op_nummer(ctx, conn, naam).await? {
        return Ok(Some(kop).filter(|kop| kan_over(kop.soort)));
    }
    let Some((soort, slug)) = adres(naam) else {
        return Ok(None);
    };
    match stukken::vind(ctx, conn, soort, slug).await {
        Ok(kop) => Ok(Some(kop)),
        Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

/// The names of where a besluit points, as its form shows them: what it is about, a line each, and what it
/// replaces. What the actor may not read is not named; it stays.
pub(super) async fn namen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    wijzers: &[Wijzer],
) -> Result<(String, String)> {
    let van = async |soort: Verbandsoort| -> Result<String> {
        let ids = wijzers.iter().filter(|w| w.0 == soort).map(|w| w.1);
        let koppen = stukken::koppen(ctx, conn, &ids.collect::<Vec<_>>()).await?;
        let naam = |kop: &Kop| {
            let kenmerk = kop.kenmerk.as_ref().map(ToString::to_string);
            kenmerk.unwrap_or_else(|| kop.pad())
        };
        let namen: Vec<String> = koppen.iter().map(naam).collect();
        Ok(namen.join("\n"))
    };
    Ok((
        van(Verbandsoort::KomtVoortUit).await?,
        van(Verbandsoort::Vervangt).await?,
    ))
}
