//! Decisions that wait for somebody.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;

use super::zaak::{beslisser, manier_van};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    error::Result,
    proefprojecten::{
        model::Voorgesteld,
        store::besluiten::{self as store, Kring},
    },
    stukken::{Leesrecht, model::Kop, service as stukken},
};

/// Whose proposals the actor could agree with: of their organisaties, of the thema's where they sit on
/// a seat or stand in, and all for the redactie.
fn kring(ctx: &Ctx) -> Kring {
    let mut kring = Kring::default();
    for wat in ctx.rollen() {
        match (wat.rol, wat.bereik) {
            (Rol::Redactie, Bereik::Landelijk) => kring.alle = true,
            (Rol::Lid, Bereik::Organisatie(id)) => {
                kring.organisaties.insert(id);
            }
            (Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer, Bereik::Thema(id)) => {
                kring.themas.insert(id);
            }
            _ => {}
        }
    }
    kring
}

/// The proposals that the actor can agree with, each with its pilot, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn op_mij(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<(Kop, Voorgesteld)>> {
    let kring = kring(ctx);
    if !kring.alle && kring.organisaties.is_empty() && kring.themas.is_empty() {
        return Ok(Vec::new());
    }
    let open = store::openstaand(conn, &kring).await?;
    let ids: Vec<_> = open.iter().map(|(stuk_id, _)| *stuk_id).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let mut koppen: HashMap<_, Kop> = koppen.map(|kop| (kop.id, kop)).collect();
    let leesrecht = Leesrecht::van(&ctx.actor);
    let mut wachtend = Vec::new();
    for (stuk_id, besluit) in open {
        let Some(kop) = koppen.remove(&stuk_id) else {
            continue;
        };
        if !leesrecht.leest_deel(conn, besluit.id, stuk_id).await? {
            continue;
        }
        let manier = manier_van(conn, &besluit).await?;
        let wie = beslisser(ctx, conn, &kop, besluit.thema_id).await?;
        let kan = wie.kan_instemmen(manier, &besluit.door, &besluit.stemmen);
        if kan.is_ok() {
            wachtend.push((kop, besluit));
        }
    }
    Ok(wachtend)
}
