//! The block of a page that says what of it lies at the regietafel, and what was decided there.

use super::beeld::Link;
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    gebruikers::service::namen::namen,
    regietafel::service::{Escalatie, bij_stuk, voorleggen, wie},
    stukken::model::Kop,
    taal,
};

/// What of a stuk lies at the regietafel, for who reads it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voorgelegd {
    /// What was put, the newest first.
    pub regels: Vec<Regel>,
    /// Where the reader puts a question; empty when they can't.
    pub voorleggen: String,
}

/// A question that was put.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regel {
    /// What is asked.
    pub vraag: String,
    /// Who put it, and when.
    pub wie: String,
    /// On which meeting it is, or was decided in.
    pub agenda: String,
    /// The besluit that was taken.
    pub besluit: Option<Link>,
    /// Where the reader withdraws it; empty when they can't.
    pub intrekken: String,
}

impl Voorgelegd {
    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.regels.is_empty() && self.voorleggen.is_empty()
    }
}

/// The block for the page of a stuk that the reader may read.
///
/// # Errors
/// The database can't be read.
pub async fn voorgelegd(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Voorgelegd> {
    let conn = app.db.read();
    let escalaties = bij_stuk(ctx, conn, kop.id).await?;
    let bekend = namen(&app.db, escalaties.iter().map(|e| e.door.as_str())).await?;
    let regel = |escalatie: Escalatie| {
        let naam = bekend.get(&escalatie.door).cloned().unwrap_or_default();
        let open = escalatie.besluit.is_none();
        let thema = escalatie.thema.as_ref();
        let duo = thema.is_some_and(|thema| wie(ctx, thema.id).mag_voorleggen().is_ok());
        Regel {
            wie: format!("{naam}, op {}", taal::dag_van(escalatie.op)),
            agenda: agenda(&escalatie),
            besluit: escalatie.besluit.as_ref().map(Link::naar),
            intrekken: if open && duo && ctx.schrijver().is_ok() {
                format!("/regietafel/escalaties/{}/intrekken", escalatie.id)
            } else {
                String::new()
            },
            vraag: escalatie.vraag,
        }
    };
    let kan = voorleggen::kan(ctx, conn, kop).await?;
    Ok(Voorgelegd {
        regels: escalaties.into_iter().map(regel).collect(),
        voorleggen: if kan {
            format!("/regietafel/voorleggen/{}/{}", kop.soort, kop.slug)
        } else {
            String::new()
        },
    })
}

/// On which meeting something is, in words.
pub fn agenda(escalatie: &Escalatie) -> String {
    let dag = escalatie.vergadering.map(|(_, dag)| taal::dag(dag));
    match (&escalatie.besluit, dag) {
        (None, Some(dag)) => format!("Op de agenda van {dag}"),
        (None, None) => "Nog niet gepland".to_owned(),
        (Some(_), Some(dag)) => format!("Besloten in de vergadering van {dag}"),
        (Some(_), None) => "Besloten buiten een vergadering".to_owned(),
    }
}
