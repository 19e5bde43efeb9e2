//! What the reader of a pilot can do with the pilot itself, beside its publication.

use super::{
    super::{
        model::{Keuze, Manier, Plek, Proefproject, Stap, Voorgesteld},
        service::{
            besluiten,
            vervolg::{self, Kan},
            zaak,
        },
    },
    besluit::pad_van,
};
use crate::{app::App, ctx::Ctx, error::Result, http::beeld::Link, stukken::model::Stuk};

/// A decision that waits to be agreed with.
#[derive(Debug)]
pub struct Ligt {
    /// Where it is read.
    pub url: String,
    /// What is proposed.
    pub keuze: &'static str,
    /// Who has still to agree, a sentence.
    pub wacht: String,
}

/// What the page of a pilot offers its reader.
#[derive(Debug, Default)]
pub struct Verder {
    /// Steps of the pilot itself.
    pub stappen: Vec<Link>,
    /// What was proposed, for who may read that.
    pub besluit: Option<Ligt>,
    /// Where a form goes that begins the praktijk it led to; empty when there is none.
    pub praktijk: String,
    /// That a colleague writes that praktijk already; empty when that is not so, and for who reads it.
    pub onderweg: &'static str,
}

impl Verder {
    /// Of a pilot, for who reads it.
    pub async fn van(app: &App, ctx: &Ctx, stuk: &Stuk<Proefproject>) -> Result<Self> {
        let (conn, kop) = (app.db.read(), &stuk.kop);
        let mut verder = Self::default();
        if ctx.aanmelding.is_none() {
            return Ok(verder);
        }
        let zaak = zaak::van(ctx, conn, kop.clone()).await?;
        let pad = kop.pad();
        let kan = |stap| zaak::kan(kop, stuk.inhoud.stand, stap).is_ok();
        if kan(Stap::Starten) && zaak.wie.mag_starten().is_ok() {
            verder.stappen.push(link(&pad, "starten", "Proef starten"));
        }
        if kan(Stap::Besluiten(Keuze::Stoppen)) {
            match besluiten::openstaand(ctx, conn, kop.id).await? {
                Some(besluit) => {
                    let manier = zaak::manier_van(conn, &besluit).await?;
                    verder.besluit = Some(Ligt {
                        url: pad_van(kop, besluit.id),
                        keuze: besluit.keuze.label(),
                        wacht: wacht(manier, &besluit),
                    });
                }
                None if zaak.wie.mag_voorstellen(zaak.manier).is_ok() => {
                    let stap = link(&pad, "besluiten", "Besluit voorstellen");
                    verder.stappen.push(stap);
                }
                None => {}
            }
        }
        match vervolg::kan(ctx, conn, &zaak).await? {
            Kan::Beginnen => verder.praktijk = format!("{pad}/vervolg"),
            Kan::Onderweg => verder.onderweg = vervolg::ONDERWEG,
            Kan::Niets | Kan::Lezen(_) => {}
        }
        Ok(verder)
    }
}

/// Who has still to agree, in a sentence.
fn wacht(manier: Manier, besluit: &Voorgesteld) -> String {
    if manier == Manier::Samen {
        return "Wacht op een tweede persoon.".to_owned();
    }
    let kant = |plek: Plek| match (plek, manier.is_bezet(plek)) {
        (Plek::Rijk, true) => "het Rijk",
        (Plek::Rijk, false) => "de redactie, want de zetel van het Rijk is leeg",
        (_, true) => "de gemeenten",
        (_, false) => "de redactie, want de zetel van de gemeenten is leeg",
    };
    let kanten: Vec<&str> = manier.open(&besluit.stemmen).map(kant).collect();
    format!("Wacht op duo-partner: {}.", kanten.join(" en "))
}

fn link(pad: &str, onder: &str, tekst: &str) -> Link {
    Link {
        url: format!("{pad}/{onder}"),
        tekst: tekst.to_owned(),
        bij: String::new(),
    }
}
