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
    /// Whether it waits for a besluit.
    pub open: bool,
    /// The besluit that was taken, for who reads it.
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
        let open = escalatie.open;
        let thema = escalatie.thema.as_ref();
        let duo = thema.is_some_and(|thema| wie(ctx, thema.id).mag_voorleggen().is_ok());
        Regel {
            wie: format!("{naam}, op {}", taal::dag_van(escalatie.op)),
            agenda: agenda(&escalatie),
            open,
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
    match (escalatie.open, dag) {
        (true, Some(dag)) => format!("Op de agenda van {dag}"),
        (true, None) => "Nog niet gepland".to_owned(),
        (false, Some(dag)) => format!("Besloten in de vergadering van {dag}"),
        (false, None) => "Besloten buiten een vergadering".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn what_was_decided_is_said_also_to_who_may_not_read_the_besluit() {
        let dag: chrono::NaiveDate = "2026-10-29".parse().expect("a day");
        for (open, dag, woorden) in [
            (true, Some(dag), "Op de agenda van 29 oktober 2026"),
            (true, None, "Nog niet gepland"),
            (
                false,
                Some(dag),
                "Besloten in de vergadering van 29 oktober 2026",
            ),
            (false, None, "Besloten buiten een vergadering"),
        ] {
            let escalatie = Escalatie {
                id: Uuid::nil(),
                stuk_id: Uuid::nil(),
                thema: None,
                vraag: String::new(),
                door: String::new(),
                op: DateTime::UNIX_EPOCH,
                open,
                vergadering: dag.map(|dag| (Uuid::nil(), dag)),
                besluit: None,
            };
            assert_eq!(agenda(&escalatie), woorden);
        }
    }
}
