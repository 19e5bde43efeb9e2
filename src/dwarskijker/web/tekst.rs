//! The text of a bevinding, as every page of it shows it.

use std::collections::HashMap;

use uuid::Uuid;

use super::super::{
    model::{Bevinding, SECTIES},
    service::wederhoor::Gevraagd,
};
use crate::{
    app::App,
    begrippen::model::Uitleg,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{Alinea, Link},
        sjabloon,
    },
    markdown::{self, SafeHtml},
    stukken::{
        model::{Kop, Stuk},
        service as stukken,
    },
    taal,
};

/// The text of a bevinding.
#[derive(Debug)]
pub(super) struct Tekst {
    /// The summary; none as long as there is none.
    pub(super) lead: Option<SafeHtml>,
    /// What was found in a few sentences.
    pub(super) inleiding: SafeHtml,
    /// The sections under their headings.
    pub(super) alineas: Vec<Alinea>,
    /// What is recommended to whom.
    pub(super) aanbevelingen: Vec<Aanbeveling>,
}

/// A recommendation.
#[derive(Debug)]
pub(super) struct Aanbeveling {
    /// Which one, from 1.
    pub(super) nummer: usize,
    /// To whom.
    pub(super) aan: Link,
    /// What they should do.
    pub(super) tekst: SafeHtml,
}

impl Tekst {
    /// Of a bevinding that the actor reads.
    pub(super) async fn van(
        app: &App,
        ctx: &Ctx,
        stuk: &Stuk<Bevinding>,
        uitleg: &mut Uitleg<'_>,
    ) -> Result<Self> {
        let Stuk { kop, inhoud, .. } = stuk;
        let ids: Vec<Uuid> = inhoud.aanbevelingen.iter().map(|wat| wat.aan).collect();
        let koppen = stukken::koppen(ctx, app.db.read(), &ids).await?;
        let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
        uitleg.noteer(&kop.titel);
        let lead =
            (!kop.samenvatting.is_empty()).then(|| markdown::regel(&kop.samenvatting, uitleg));
        let inleiding = markdown::html(&inhoud.tekst, uitleg);
        let alineas = sjabloon::alineas(&inhoud.secties, &SECTIES, false, uitleg);
        let mut aanbevelingen = Vec::new();
        for (plek, wat) in inhoud.aanbevelingen.iter().enumerate() {
            aanbevelingen.push(Aanbeveling {
                nummer: plek + 1,
                aan: naar(koppen.get(&wat.aan)),
                tekst: markdown::html(&wat.tekst, uitleg),
            });
        }
        Ok(Self {
            lead,
            inleiding,
            alineas,
            aanbevelingen,
        })
    }
}

/// A link to an organisatie, or words for one that is no longer there.
fn naar(kop: Option<&Kop>) -> Link {
    kop.map_or_else(
        || Link {
            url: String::new(),
            tekst: "een organisatie die hier niet meer staat".into(),
            bij: String::new(),
        },
        Link::naar,
    )
}

/// A link with these words.
pub(super) fn link(url: String, tekst: &str) -> Link {
    Link {
        url,
        tekst: tekst.to_owned(),
        bij: String::new(),
    }
}

/// What one organisatie replied, beside the text.
#[derive(Debug)]
pub(super) struct Reactie {
    /// Who.
    pub(super) organisatie: Link,
    /// Their words; none when they said nothing.
    pub(super) tekst: Option<SafeHtml>,
    /// When they said that, or until when they could.
    pub(super) wanneer: String,
}

impl Reactie {
    /// Of an organisatie that was asked.
    pub(super) fn van(gevraagd: &Gevraagd, uitleg: &mut Uitleg<'_>) -> Self {
        let Gevraagd { vraag, organisatie } = gevraagd;
        Self {
            organisatie: Link::naar(organisatie),
            tekst: vraag
                .reactie
                .as_ref()
                .map(|reactie| markdown::html(&reactie.tekst, uitleg)),
            wanneer: match &vraag.reactie {
                Some(reactie) => taal::dag_van(reactie.op),
                None => format!("kon reageren tot en met {}", taal::dag(vraag.uiterlijk)),
            },
        }
    }
}
