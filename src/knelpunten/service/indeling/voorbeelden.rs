//! Knelpunten that were made of signalen, to try the platform with. All invented. For the demo only.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Doel, behandelaar, koppel, verplaats};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::Result,
    knelpunten::{
        model::Status,
        service::{lezen::rijen, maken::Nieuw},
    },
    signalen::model::Signaal,
    stukken::{Kind as _, model::Kop},
};

/// Lays two signalen that wait for the duo at a new knelpunt and splits one of them off again, and lays one
/// that waits for the redactie at a knelpunt of its thema that was told from a bron. The others go on waiting.
/// Answers the two knelpunten, each with a signaal; none when the demo has no two signalen for the duo.
///
/// # Errors
/// The database refuses.
pub async fn vul(
    db: &Db,
    (duo, redactie): (&Ctx, &Ctx),
    wachten: &[Kop],
) -> Result<Option<(Kop, Kop)>> {
    let conn = db.read();
    let ids: Vec<Uuid> = wachten.iter().map(|kop| kop.id).collect();
    let inhouden = Signaal::laad(conn, &ids, Teksten::Weg).await?;
    let (mut van_duo, mut van_redactie) = (Vec::new(), Vec::new());
    for id in ids {
        let thema = inhouden.get(&id).and_then(|inhoud| inhoud.thema);
        if behandelaar(duo, conn, thema).await?.mag().is_ok() {
            van_duo.push((id, thema));
        } else if behandelaar(redactie, conn, thema).await?.mag().is_ok() {
            van_redactie.push((id, thema));
        }
    }
    if let Some((signaal, Some(thema))) = van_redactie.first().copied()
        && let Some(knelpunt) = van_thema(redactie, conn, thema).await?
    {
        let waarom = "Dit is wat dit knelpunt beschrijft (verzonnen).";
        koppel(db, redactie, signaal, Doel::Bestaand(knelpunt), waarom).await?;
    }
    let [(eerste, thema), (tweede, _), ..] = van_duo[..] else {
        return Ok(None);
    };
    let samen = nieuw(
        "Hulp bij schulden komt te laat op gang (verzonnen)",
        "Wie schulden heeft, is al bekend bij iemand die het niet deelt, of krijgt de rekening op het verkeerde \
         moment.",
        thema,
    );
    let waarom = "Het gaat hier steeds om hulp die te laat komt (verzonnen).";
    let (samen, _) = koppel(db, duo, eerste, samen, waarom).await?;
    koppel(db, duo, tweede, Doel::Bestaand(samen.id), waarom).await?;
    let apart = nieuw(
        "Na bewind begint iemand met een schuld (verzonnen)",
        "De kosten van het bewind worden teruggevraagd in de maand waarin iemand het weer zelf moet doen.",
        thema,
    );
    let waarom = "Dit gaat over één regeling en is anders op te lossen dan de rest (verzonnen).";
    let (apart, _) = verplaats(db, duo, samen.id, &[tweede], &[], apart, waarom).await?;
    Ok(Some((samen, apart)))
}

fn nieuw(titel: &str, samenvatting: &str, trekker: Option<Uuid>) -> Doel {
    Doel::Nieuw(Nieuw {
        titel: titel.to_owned(),
        samenvatting: samenvatting.to_owned(),
        trekker,
        ..Nieuw::default()
    })
}

/// A knelpunt of a thema that is treated.
async fn van_thema(ctx: &Ctx, conn: &impl ConnectionTrait, thema: Uuid) -> Result<Option<Uuid>> {
    let rijen = rijen(ctx, conn).await?;
    let gevonden = rijen.iter().find(|rij| {
        rij.status == Status::InBehandeling && rij.doelen.iter().any(|kop| kop.id == thema)
    });
    Ok(gevonden.map(|rij| rij.kop.id))
}
