//! What others say of a stuk, for its page: who does the same, who judged it, and whether it was
//! looked at again.

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::beeld::Link,
    oordelen::service as oordelen,
    praktijken::model::Onderbouwing,
    stukken::model::Kop,
    taal,
    toepassingen::{
        model::{Telling, Toepassing, Toepassingsoort},
        service as toepassingen,
    },
    versheid::{
        model::{hoe_lang, is_te_oud},
        service as versheid,
    },
};

/// Everything that others say of a praktijk.
#[derive(Debug)]
pub struct Anderen {
    /// Who does the same.
    pub toegepast: Toegepast,
    /// Who judged it.
    pub beoordeeld: Beoordeeld,
    /// Whether it was looked at again.
    pub versheid: Versheid,
    /// Where a question about it is asked; empty when it is not published.
    pub vraag: String,
}

impl Anderen {
    /// What others say of a praktijk that stands on this rung, for who asks.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn van(app: &App, ctx: &Ctx, kop: &Kop, trede: Onderbouwing) -> Result<Self> {
        let (toegepast, beoordeeld, versheid) = tokio::try_join!(
            Toegepast::van(app, ctx, kop),
            Beoordeeld::van(app, ctx, kop, trede),
            Versheid::van(app, ctx, kop),
        )?;
        Ok(Self {
            toegepast,
            beoordeeld,
            versheid,
            vraag: naast(kop, "vraag"),
        })
    }
}

/// The address of a page beside that of a published stuk; empty when it is not published.
fn naast(kop: &Kop, pagina: &str) -> String {
    if kop.is_gepubliceerd() {
        format!("{}/{pagina}", kop.pad())
    } else {
        String::new()
    }
}

/// Who does the same.
#[derive(Debug)]
pub struct Toegepast {
    /// How many, in a sentence; empty when nobody says anything.
    pub zin: String,
    /// Each of them, the newest first.
    pub regels: Vec<Toepassingsregel>,
    /// Where somebody says that they do the same; empty for who can't.
    pub melden: String,
}

/// What one of them says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toepassingsregel {
    /// Who, or which praktijk.
    pub wie: Link,
    /// What they do: `doet het aangepast`.
    pub wat: &'static str,
    /// What they changed; often empty.
    pub veranderd: String,
    /// What stands before what it brought, or before why they stopped.
    pub opgebracht_kop: &'static str,
    /// What it brought, or why they stopped; often empty.
    pub opgebracht: String,
    /// How they deviate from regional policy; empty when they don't.
    pub afwijking: &'static str,
    /// What that costs.
    pub meerkosten: String,
    /// The day.
    pub dag: String,
}

impl Toepassingsregel {
    /// The line of a toepassing beside this stuk: who does it, or what they do.
    pub fn van(kop: &Kop, toepassing: &Toepassing) -> Self {
        let inhoud = &toepassing.inhoud;
        let bedrag = inhoud
            .bedrag
            .map(|b| format!("€ {} per jaar", taal::getal(b)));
        let delen = [Some(inhoud.meerkosten.clone()), bedrag];
        let delen: Vec<String> = delen
            .into_iter()
            .flatten()
            .filter(|d| !d.is_empty())
            .collect();
        Self {
            wie: Link::naar(kop),
            wat: inhoud.soort.over_hen(),
            veranderd: inhoud.veranderd.clone(),
            opgebracht_kop: match inhoud.soort {
                Toepassingsoort::Gestopt => "Waarom gestopt",
                _ => "Wat het bracht",
            },
            opgebracht: inhoud.opgebracht.clone(),
            afwijking: inhoud.afwijking.map_or("", |a| a.label()),
            meerkosten: delen.join("; "),
            dag: taal::dag_van(toepassing.gewijzigd),
        }
    }
}

impl Toegepast {
    async fn van(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        let conn = app.db.read();
        let alle = toepassingen::bij_stuk(ctx, conn, kop.id).await?;
        let telling = toepassingen::tellingen(conn, &[kop.id])
            .await?
            .remove(&kop.id);
        let kan = toepassingen::kan(ctx, conn, kop).await?;
        Ok(Self {
            zin: telling.map(zin).unwrap_or_default(),
            regels: alle
                .iter()
                .map(|(wie, t)| Toepassingsregel::van(wie, t))
                .collect(),
            melden: if kan {
                naast(kop, "toepassing")
            } else {
                String::new()
            },
        })
    }
}

/// `3 gemeenten doen dit ook: 2 op dezelfde manier en 1 aangepast. 1 is gestopt.`
fn zin(telling: Telling) -> String {
    let Telling {
        ook,
        aangepast,
        gestopt,
        ..
    } = telling;
    let werkwoord = |n: u64, een, meer| if n == 1 { een } else { meer };
    let mut zinnen = Vec::new();
    if telling.doen() > 0 {
        let hoe = match (ook, aangepast) {
            (_, 0) => String::new(),
            (0, _) => ", aangepast".to_owned(),
            (ook, aangepast) => format!(": {ook} op dezelfde manier en {aangepast} aangepast"),
        };
        let doen = werkwoord(telling.doen(), "doet", "doen");
        zinnen.push(format!("{} {doen} dit ook{hoe}.", telling.wie()));
    }
    if gestopt > 0 {
        let is = werkwoord(gestopt, "is", "zijn");
        let wie = if telling.doen() > 0 {
            taal::getal(i64::try_from(gestopt).unwrap_or(i64::MAX))
        } else {
            taal::aantal(gestopt, "organisatie", "organisaties")
        };
        zinnen.push(format!("{wie} {is} gestopt."));
    }
    zinnen.join(" ")
}

/// Who judged it.
#[derive(Debug)]
pub struct Beoordeeld {
    /// Each time, the newest first.
    pub regels: Vec<Oordeelregel>,
    /// Where somebody judges; empty for who can't.
    pub oordelen: String,
}

/// What was judged once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oordeelregel {
    /// The rung.
    pub trede: &'static str,
    /// Blocks of the picture.
    pub vol: u8,
    /// On behalf of whom.
    pub wie: String,
    /// The day.
    pub dag: String,
    /// Why.
    pub reden: String,
}

impl Beoordeeld {
    async fn van(app: &App, ctx: &Ctx, kop: &Kop, trede: Onderbouwing) -> Result<Self> {
        let conn = app.db.read();
        let alle = oordelen::bij_stuk(ctx, conn, kop.id).await?;
        let kan = oordelen::kan(ctx, conn, kop, trede).await?;
        let regels = alle.into_iter().map(|(oordeel, organisatie)| Oordeelregel {
            trede: oordeel.onderbouwing.label(),
            vol: oordeel.onderbouwing.trede(),
            wie: match (organisatie, oordeel.organisatie_id) {
                (Some(kop), _) => kop.titel,
                (None, Some(_)) => "een andere organisatie".to_owned(),
                (None, None) => "de redactie".to_owned(),
            },
            dag: taal::dag_van(oordeel.op),
            reden: oordeel.reden,
        });
        Ok(Self {
            regels: regels.collect(),
            oordelen: if kan {
                naast(kop, "oordeel")
            } else {
                String::new()
            },
        })
    }

    /// Who gave the rung that it stands on, and when, for under the triad; empty when nobody did.
    pub fn laatste(&self) -> String {
        let laatste = self.regels.first();
        laatste.map_or(String::new(), |r| {
            format!("Beoordeeld door {} op {}.", r.wie, r.dag)
        })
    }
}

/// Whether it was looked at again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Versheid {
    /// How long ago it had to be looked at: `7 maanden`. Empty when it had not.
    pub te_laat: String,
    /// The day before which it has to be looked at; empty when nobody has to.
    pub voor: String,
    /// Who last said that it still holds, in a sentence; empty when nobody did.
    pub nagekeken: String,
    /// Where the reader says that it still holds; empty for who does not look after it.
    pub klopt_nog: String,
}

impl Versheid {
    async fn van(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        // Nobody looks at what was withdrawn.
        let Some(voor) = kop.herzien_voor.filter(|_| kop.is_gepubliceerd()) else {
            return Ok(Self::default());
        };
        let nagekeken = versheid::laatst_nagekeken(ctx, &app.db, kop.id).await?;
        let kijkt_na = versheid::kijkt_na(ctx, app.db.read(), kop).await?;
        let te_laat = is_te_oud(kop, ctx.vandaag()).then(|| hoe_lang(voor, ctx.vandaag()));
        Ok(Self {
            te_laat: te_laat.unwrap_or_default(),
            voor: taal::dag(voor),
            nagekeken: nagekeken.map_or(String::new(), |n| {
                let van = if n.organisatie.is_empty() {
                    String::new()
                } else {
                    format!(" ({})", n.organisatie)
                };
                format!("Klopt nog, zei {}{van} op {}.", n.wie, taal::dag_van(n.op))
            }),
            klopt_nog: if kijkt_na {
                naast(kop, "klopt-nog")
            } else {
                String::new()
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_how_many_do_what() {
        for ((ook, aangepast, gestopt, verbanden), tekst) in [
            ((0, 0, 0, 0), ""),
            ((1, 0, 0, 0), "1 gemeente doet dit ook."),
            ((0, 2, 0, 0), "2 gemeenten doen dit ook, aangepast."),
            (
                (2, 1, 1, 0),
                "3 gemeenten doen dit ook: 2 op dezelfde manier en 1 aangepast. 1 is gestopt.",
            ),
            ((1, 0, 2, 1), "1 organisatie doet dit ook. 2 zijn gestopt."),
            ((0, 0, 1, 0), "1 organisatie is gestopt."),
        ] {
            let telling = Telling {
                ook,
                aangepast,
                gestopt,
                verbanden,
            };
            assert_eq!(zin(telling), tekst);
        }
    }
}
