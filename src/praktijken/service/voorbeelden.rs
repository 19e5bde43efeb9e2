//! Praktijken on their way, to try the platform with: a draft, one that waits for the redactie, and a
//! change that waits. All invented. For the demo only.

use super::super::model::{
    Effect, Fase, Kosten, Praktijk,
    sjabloon::{NOG_NIETS, ONBEKEND, SJABLOON},
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    schrijven::{
        model::Actie,
        service::{
            beginnen::{self, Begin},
            overgangen::{self, Stap},
            schrijven, voorstellen,
        },
    },
    stukken::{
        model::{Kop, Sectie, voorstel::Staat, voorstel::Voorstelactie},
        service as stukken,
    },
};

const FUNCTIE: &str = "beleidsmedewerker schulden";

/// Puts them there: written by somebody of a gemeente, one published by somebody of the redactie.
///
/// # Errors
/// The database refuses.
pub async fn vul(db: &Db, (lid, redactie): (&Ctx, &Ctx)) -> Result<()> {
    let concept = begin(
        db,
        lid,
        "Formulieren invullen in de bibliotheek (verzonnen)",
    )
    .await?;
    schrijf(db, lid, &concept, false).await?;
    let wacht = begin(db, lid, "Eén brief in plaats van vijf (verzonnen)").await?;
    let wacht = schrijf(db, lid, &wacht, true).await?;
    zet(db, lid, &wacht, Actie::Aanbieden).await?;
    let klaar = begin(db, lid, "Huisbezoek bij de eerste achterstand (verzonnen)").await?;
    let klaar = schrijf(db, lid, &klaar, true).await?;
    let klaar = zet(db, lid, &klaar, Actie::Aanbieden).await?;
    let klaar = zet(db, redactie, &klaar, Actie::Publiceren).await?;
    stel_voor(db, lid, &klaar).await
}

async fn begin(db: &Db, ctx: &Ctx, titel: &str) -> Result<Kop> {
    let (organisaties, _) = beginnen::namens(ctx)?;
    let eigenaar = organisaties.first().map(ToString::to_string);
    let begin = Begin {
        titel: titel.into(),
        samenvatting: "Verzonnen voor de demo: zo ziet een praktijk eruit die nog onderweg is."
            .into(),
        eigenaar: eigenaar.unwrap_or_default(),
        functie: FUNCTIE.into(),
    };
    beginnen::begin::<Praktijk>(db, ctx, &begin).await
}

/// Fills in the examples of the template: all, or the first two.
async fn schrijf(db: &Db, ctx: &Ctx, kop: &Kop, heel: bool) -> Result<Kop> {
    let was: Staat<Praktijk> = stukken::staat_van(db.read(), kop).await?;
    let hoeveel = if heel { SJABLOON.len() } else { 2 };
    let secties = SJABLOON.iter().take(hoeveel).map(|vak| Sectie {
        naam: vak.kop.to_owned(),
        tekst: match vak.standaard {
            Some(ONBEKEND) if heel => ONBEKEND.to_owned(),
            Some(NOG_NIETS) if heel => NOG_NIETS.to_owned(),
            _ => vak.voorbeeld.to_owned(),
        },
    });
    let inhoud = Praktijk {
        secties: secties.collect(),
        fase: Fase::Loopt,
        kosten: Kosten::Laag,
        effect: Effect::Enig,
        ..was.inhoud.clone()
    };
    let staat = Staat { inhoud, ..was };
    schrijven::bewaar(db, ctx, kop.id, kop.versie, staat).await
}

async fn zet(db: &Db, ctx: &Ctx, kop: &Kop, actie: Actie) -> Result<Kop> {
    let stap = Stap {
        versie: kop.versie,
        ..Stap::default()
    };
    Ok(overgangen::zet::<Praktijk>(db, ctx, kop.id, actie, &stap)
        .await?
        .0)
}

async fn stel_voor(db: &Db, ctx: &Ctx, kop: &Kop) -> Result<()> {
    let mut staat: Staat<Praktijk> = stukken::staat_van(db.read(), kop).await?;
    staat.inhoud.fase = Fase::Opgeschaald;
    let wat = (staat, "Wij doen dit nu in de hele stad (verzonnen).");
    let id = voorstellen::begin(db, ctx, kop.id, kop.versie, wat).await?;
    let plek = (kop.id, id);
    let stap = Stap {
        versie: 1,
        ..Stap::default()
    };
    voorstellen::zet::<Praktijk>(db, ctx, plek, Voorstelactie::Aanbieden, &stap).await?;
    Ok(())
}
