//! Whose a praktijk is and whether the reader can make it theirs, for its page.

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::beeld::Link,
    overnames::service::{self, Kan},
    stukken::{model::Kop, service as stukken},
    taal,
    waarden::opsomming,
};

/// What the page of a praktijk says of its owner.
#[derive(Debug, Default)]
pub struct Overnameblok {
    /// The organisatie that owns it, with the function there; none for the redactie.
    pub eigenaar: Option<Link>,
    /// Where the reader asks for it; empty for who can't.
    pub vragen: String,
    /// The organisaties that they can ask it for.
    pub voor: String,
    /// That it was asked already; empty when it was not.
    pub loopt: String,
    /// Where that stands; empty when a colleague asked.
    pub zaak: String,
}

impl Overnameblok {
    /// Of a praktijk, for who reads it.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn van(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        let conn = app.db.read();
        let eigenaar = kop.eigenaar.organisatie.as_slice();
        let eigenaar = stukken::koppen(ctx, conn, eigenaar).await?.pop();
        let mut blok = Self {
            eigenaar: eigenaar.map(|organisatie| Link {
                bij: kop.eigenaar.functie.clone(),
                ..Link::naar(&organisatie)
            }),
            ..Self::default()
        };
        match service::kan(ctx, conn, kop).await? {
            Kan::Niets => {}
            Kan::Vragen(organisaties) => {
                blok.voor = opsomming(organisaties.iter().map(String::as_str));
                blok.vragen = format!("{}/overnemen", kop.pad());
            }
            Kan::Loopt {
                organisatie,
                op,
                eigen,
            } => {
                let op = taal::dag_van(op);
                blok.loopt = format!("{organisatie} vroeg op {op} om deze praktijk over te nemen.");
                blok.zaak = eigen.map_or_else(String::new, |id| format!("/overnames/{id}"));
            }
        }
        Ok(blok)
    }
}
