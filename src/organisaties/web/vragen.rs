//! What waits for an answer of an organisatie, on its page.

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::beeld::Link,
    stukken::model::Kop,
    taal,
    vraagpunten::{
        model::{Stand, Welke},
        service::{self, Filter, Regel},
    },
};

/// Questions that the page names; the list of questions has them all.
const GENOEMD: u64 = 5;

/// What waits for an answer of an organisatie.
#[derive(Debug)]
pub struct Openstaand {
    /// How many there are, in a sentence.
    pub zin: String,
    /// Those that wait longest past their day first.
    pub regels: Vec<Vraagregel>,
    /// The list of all of them; none when they are all here.
    pub meer: Option<Link>,
}

/// A question that waits.
#[derive(Debug)]
pub struct Vraagregel {
    /// What is asked.
    pub vraag: String,
    /// Its page.
    pub url: String,
    /// What it is about.
    pub over: Link,
    /// The last day to answer.
    pub uiterlijk: String,
    /// How long the time is over; empty when it is not.
    pub te_laat: String,
}

impl Openstaand {
    /// What waits for an answer of this organisatie, as far as the reader may know.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn van(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        let filter = Filter {
            aan: Some(kop.id),
            welke: Some(Welke::Open),
        };
        let open = service::overzicht(ctx, app.db.read(), filter, (0, GENOEMD)).await?;
        let aantal = taal::aantal(open.totaal, "vraag", "vragen");
        let werkwoord = if open.totaal == 1 { "wacht" } else { "wachten" };
        let meer = (open.totaal > GENOEMD).then(|| Link {
            url: format!("/vraagpunten?aan={}&stand={}", kop.slug, Welke::Open),
            tekst: format!("Bekijk alle {aantal}"),
            bij: String::new(),
        });
        Ok(Self {
            zin: format!("{aantal} {werkwoord} op een antwoord van {}.", kop.titel),
            regels: open
                .regels
                .iter()
                .map(|regel| regel_van(ctx, regel))
                .collect(),
            meer,
        })
    }
}

fn regel_van(ctx: &Ctx, regel: &Regel) -> Vraagregel {
    let Regel { punt, kop, .. } = regel;
    Vraagregel {
        vraag: punt.vraag.clone(),
        url: format!("/vraagpunten/{}", punt.id),
        over: Link::naar(kop),
        uiterlijk: taal::dag(punt.laatste_dag()),
        te_laat: match punt.stand(ctx.vandaag()) {
            Stand::TeLaat { dagen } => {
                let dagen = taal::aantal(dagen.unsigned_abs(), "dag", "dagen");
                format!("{dagen} te laat")
            }
            Stand::Open { .. } | Stand::Beantwoord { .. } => String::new(),
        },
    }
}
