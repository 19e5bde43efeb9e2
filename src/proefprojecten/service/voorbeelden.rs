//! Proefprojecten on their way, to try the platform with: a draft, and one whose decision waits for the
//! other seat of the duo. All invented. For the demo only.

use super::{
    besluiten::{self, Ingevuld},
    zaak,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    proefprojecten::model::{Keuze, Proefproject, sjabloon::SJABLOON},
    schrijven::{
        model::Actie,
        service::{
            beginnen::{self, Begin},
            overgangen::{self, Stap},
            schrijven,
        },
    },
    stukken::{
        model::{Kop, Sectie, Soort, Verbandsoort, voorstel::Staat},
        service as stukken,
    },
};

const FUNCTIE: &str = "projectleider geldzorgen";
/// The thema of the duo of the demo.
const THEMA: &str = "schulden";

/// Puts them there: written by somebody of a gemeente, published by somebody of the redactie, and
/// proposed to end by one side of the duo.
///
/// # Errors
/// The database refuses.
pub async fn vul(db: &Db, (lid, redactie, duo): (&Ctx, &Ctx, &Ctx)) -> Result<()> {
    let concept = begin(db, lid, "Geldspel in de brugklas (verzonnen)").await?;
    schrijf(db, lid, &concept, 2).await?;
    let proef = begin(db, lid, "Geldcoach in de kantine (verzonnen)").await?;
    // The lesson comes with the decision.
    let proef = schrijf(db, lid, &proef, SJABLOON.len() - 1).await?;
    let proef = zet(db, lid, &proef, Actie::Aanbieden).await?;
    let proef = zet(db, redactie, &proef, Actie::Publiceren).await?;
    let proef = zaak::starten(db, lid, proef.id, proef.versie).await?;
    let besluit = Ingevuld {
        keuze: Keuze::Opschalen.to_string(),
        les: "Begin bij de werkgever en niet bij de jongere (verzonnen).".into(),
        nog_te_schrijven: true,
        ..Ingevuld::default()
    };
    besluiten::stel_voor(db, duo, proef.id, &besluit).await?;
    Ok(())
}

async fn begin(db: &Db, ctx: &Ctx, titel: &str) -> Result<Kop> {
    let (organisaties, _) = beginnen::namens(ctx)?;
    let eigenaar = organisaties.first().map(ToString::to_string);
    let begin = Begin {
        titel: titel.into(),
        samenvatting: "Verzonnen voor de demo: zo ziet een proefproject eruit dat onderweg is."
            .into(),
        eigenaar: eigenaar.unwrap_or_default(),
        functie: FUNCTIE.into(),
    };
    beginnen::begin::<Proefproject>(db, ctx, &begin).await
}

/// Fills in the first examples of the template, and the thema of the duo.
async fn schrijf(db: &Db, ctx: &Ctx, kop: &Kop, hoeveel: usize) -> Result<Kop> {
    let was: Staat<Proefproject> = stukken::staat_van(db.read(), kop).await?;
    let secties = SJABLOON.iter().take(hoeveel).map(|vak| Sectie {
        naam: vak.kop.to_owned(),
        tekst: vak.voorbeeld.to_owned(),
    });
    let inhoud = Proefproject {
        secties: secties.collect(),
        ..was.inhoud.clone()
    };
    let thema = stukken::vind(ctx, db.read(), Soort::Thema, THEMA).await?;
    let staat = Staat {
        inhoud,
        verbanden: Some(vec![(Verbandsoort::HoortBij, thema.id, String::new())]),
        ..was
    };
    schrijven::bewaar(db, ctx, kop.id, kop.versie, staat).await
}

async fn zet(db: &Db, ctx: &Ctx, kop: &Kop, actie: Actie) -> Result<Kop> {
    let stap = Stap {
        versie: kop.versie,
        ..Stap::default()
    };
    let gezet = overgangen::zet::<Proefproject>(db, ctx, kop.id, actie, &stap).await?;
    Ok(gezet.0)
}
