//! What visitors ask, and what they ask in vain. The journal holds words and counts per day, nothing of
//! who asked.

use askama::Template;
use axum::{extract::State, response::Response};
use chrono::NaiveDate;

use super::{Redactie, ZOEKVRAGEN, getal, uitleg_van, woord_van};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Bladen},
        csv,
        error::PageError,
        extract::Parameters,
        render::{Kader, antwoord},
    },
    kennisvragen::service::wensen,
    taal,
    zoeken::{
        model::{
            Vraag, adres,
            vragen::{Gesteld, Telling},
        },
        service::{self, vragen},
    },
};

/// Periods to choose from, in days; the first one is that of who chooses none. The journal goes no
/// further back than the longest.
const PERIODES: [u32; 3] = [30, 14, 7];
/// Questions on a page. Each is asked once more, to see what it finds now.
const PER_PAGINA: u64 = 20;
/// Questions in the file.
const IN_BESTAND: u64 = 20_000;
/// The size of the picture, in units of its own.
const BREED: u32 = 600;
const HOOG: u32 = 100;

/// What is asked of the journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Keuze {
    dagen: u32,
    vergeefs: bool,
    pagina: u64,
}

impl Keuze {
    fn lees(parameters: &Parameters) -> Self {
        let dagen = getal(parameters.een("dagen")).filter(|n| PERIODES.contains(n));
        Self {
            dagen: dagen.unwrap_or(PERIODES[0]),
            vergeefs: parameters.een("toon") == "vergeefs",
            pagina: getal(parameters.een("pagina"))
                .filter(|n| *n > 0)
                .unwrap_or(1),
        }
    }

    fn adres(self, pad: &str) -> String {
        let mut paren = Vec::new();
        if self.vergeefs {
            paren.push(("toon", "vergeefs".to_owned()));
        }
        if self.dagen != PERIODES[0] {
            paren.push(("dagen", self.dagen.to_string()));
        }
        if self.pagina > 1 {
            paren.push(("pagina", self.pagina.to_string()));
        }
        adres(pad, &paren)
    }

    fn url(self) -> String {
        self.adres(ZOEKVRAGEN)
    }
}

#[derive(Debug, Template)]
#[template(path = "redactie/vragen.html")]
struct Vragenpagina {
    kader: Kader,
    vergeefs: bool,
    periodes: Vec<Periode>,
    periode: String,
    getallen: Vec<(&'static str, String)>,
    beeld: Beeld,
    tabs: Vec<Tab>,
    vragen: Vec<Rij>,
    bladen: Option<Bladen>,
    bestand: String,
    leeg: bool,
}

/// A choice of how far back.
#[derive(Debug)]
struct Periode {
    url: String,
    tekst: String,
    nu: bool,
}

/// All questions, or only those in vain.
#[derive(Debug)]
struct Tab {
    url: String,
    tekst: &'static str,
    aantal: String,
    nu: bool,
}

/// A question, with what can be done about it.
#[derive(Debug)]
struct Rij {
    vraag: String,
    keren: String,
    vergeefs: String,
    /// What a visitor finds with it now.
    nu: String,
    niets: bool,
    uitleg: String,
    woord: String,
    /// The form of a kennisvraag that begins with it.
    kennisvraag: String,
    /// How many wait for an answer; empty when nobody does.
    wachten: String,
}

/// The picture of the days, and the same as a table.
#[derive(Debug)]
struct Beeld {
    staven: Vec<Staaf>,
    eerste: String,
    laatste: String,
    drukste: String,
    dagen: Vec<Dagregel>,
}

/// A day in the picture: what was asked, and in front of it what was asked in vain.
#[derive(Debug, PartialEq, Eq)]
struct Staaf {
    x: u32,
    breed: u32,
    alles_y: u32,
    alles_hoog: u32,
    vergeefs_y: u32,
    vergeefs_hoog: u32,
}

#[derive(Debug)]
struct Dagregel {
    dag: String,
    keren: String,
    vergeefs: String,
}

pub async fn tonen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let keuze = Keuze::lees(&parameters);
    let bereik = ((keuze.pagina - 1).saturating_mul(PER_PAGINA), PER_PAGINA);
    let alles = vragen::gesteld(&ctx, &app.db, keuze.dagen, false, 0)
        .await?
        .totaal;
    let vergeefs = vragen::gesteld(&ctx, &app.db, keuze.dagen, true, 0)
        .await?
        .totaal;
    let gesteld = vragen::bladzijde(&ctx, &app.db, keuze.dagen, keuze.vergeefs, bereik).await?;
    let dagen = vragen::per_dag(&ctx, &app.db, keuze.dagen).await?;
    let mut samen = Telling::default();
    for (_, telling) in &dagen {
        samen += *telling;
    }
    let tab = |is_vergeefs: bool, tekst, aantal: u64| Tab {
        url: Keuze {
            vergeefs: is_vergeefs,
            pagina: 1,
            ..keuze
        }
        .url(),
        tekst,
        aantal: taal::getal(aantal.cast_signed()),
        nu: keuze.vergeefs == is_vergeefs,
    };
    let pagina = Vragenpagina {
        kader: Kader::nieuw(&app, &ctx, None),
        vergeefs: keuze.vergeefs,
        periodes: PERIODES
            .iter()
            .map(|dagen| Periode {
                url: Keuze {
                    dagen: *dagen,
                    pagina: 1,
                    ..keuze
                }
                .url(),
                tekst: format!("{dagen} dagen"),
                nu: *dagen == keuze.dagen,
            })
            .collect(),
        periode: format!("{} dagen", keuze.dagen),
        getallen: vec![
            ("keer gezocht", taal::getal(samen.keren)),
            ("keer niets gevonden", taal::getal(samen.zonder_resultaat)),
            ("verschillende vragen", taal::getal(alles.cast_signed())),
            (
                "vragen die wel eens niets vonden",
                taal::getal(vergeefs.cast_signed()),
            ),
        ],
        beeld: beeld(&dagen),
        tabs: vec![
            tab(false, "Meest gevraagd", alles),
            tab(true, "Zonder resultaat", vergeefs),
        ],
        leeg: gesteld.vragen.is_empty(),
        vragen: rijen(&app, &ctx, gesteld.vragen).await?,
        bladen: beeld::bladen((keuze.pagina, PER_PAGINA, gesteld.totaal), u64::MAX, |n| {
            Keuze { pagina: n, ..keuze }.url()
        }),
        bestand: Keuze { pagina: 1, ..keuze }.adres("/redactie/zoekvragen.csv"),
    };
    Ok(antwoord(&pagina))
}

/// The questions as a file.
pub async fn ophalen(
    State(app): State<App>,
    Redactie(ctx): Redactie,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let Keuze {
        dagen, vergeefs, ..
    } = Keuze::lees(&parameters);
    let gesteld = vragen::gesteld(&ctx, &app.db, dagen, vergeefs, IN_BESTAND).await?;
    let rijen = gesteld.vragen.into_iter().map(|gesteld| {
        let Telling {
            keren,
            zonder_resultaat,
        } = gesteld.telling;
        vec![
            gesteld.vraag,
            keren.to_string(),
            zonder_resultaat.to_string(),
        ]
    });
    let naam = format!("zoekvragen-{dagen}-dagen-{}.csv", ctx.vandaag());
    Ok(csv::tabel(
        &naam,
        &["vraag", "keren", "zonderResultaat"],
        rijen,
    )?)
}

/// The questions with what a visitor finds with them now: after a word was made it may be something.
async fn rijen(app: &App, ctx: &Ctx, gesteld: Vec<Gesteld>) -> Result<Vec<Rij>> {
    let bezoeker = ctx.als_bezoeker();
    let mut rijen = Vec::with_capacity(gesteld.len());
    let woorden: Vec<String> = gesteld
        .iter()
        .map(|gesteld| gesteld.vraag.clone())
        .collect();
    let wachten = wensen::aantallen(app.db.read(), &woorden).await?;
    for Gesteld { vraag, telling } in gesteld {
        let nu = Vraag::default().met_woorden(&vraag);
        let totaal = service::tel(&bezoeker, &app.index, &nu, &[]).await?.totaal;
        rijen.push(Rij {
            keren: taal::getal(telling.keren),
            vergeefs: taal::getal(telling.zonder_resultaat),
            nu: match totaal {
                0 => "niets".to_owned(),
                n => taal::aantal(n, "resultaat", "resultaten"),
            },
            niets: totaal == 0,
            uitleg: uitleg_van(&vraag),
            woord: woord_van(&vraag),
            kennisvraag: adres("/kennisagenda/nieuw", &[("zoekvraag", vraag.clone())]),
            wachten: wachten.get(&vraag).map_or_else(String::new, |aantal| {
                taal::aantal(*aantal, "mens wacht", "mensen wachten")
            }),
            vraag,
        });
    }
    Ok(rijen)
}

fn beeld(dagen: &[(NaiveDate, Telling)]) -> Beeld {
    let drukste = dagen
        .iter()
        .max_by_key(|(dag, telling)| (telling.keren, *dag));
    let meeste = drukste.map_or(0, |(_, telling)| telling.keren);
    let dag = |paar: Option<&(NaiveDate, Telling)>| paar.map_or(String::new(), |p| taal::dag(p.0));
    Beeld {
        staven: staven(dagen, meeste),
        eerste: dag(dagen.first()),
        laatste: dag(dagen.last()),
        drukste: match drukste {
            Some((dag, telling)) if telling.keren > 0 => format!(
                "De drukste dag was {}: toen werd er {} gezocht.",
                taal::dag(*dag),
                taal::aantal(telling.keren.unsigned_abs(), "keer", "keer")
            ),
            _ => String::new(),
        },
        dagen: dagen
            .iter()
            .rev()
            .map(|(dag, telling)| Dagregel {
                dag: taal::dag(*dag),
                keren: taal::getal(telling.keren),
                vergeefs: taal::getal(telling.zonder_resultaat),
            })
            .collect(),
    }
}

fn staven(dagen: &[(NaiveDate, Telling)], meeste: i64) -> Vec<Staaf> {
    let aantal = u32::try_from(dagen.len()).unwrap_or(u32::MAX).max(1);
    let vak = BREED / aantal;
    // What is there is seen, also when there is very little of it.
    let hoog = |keren: i64| match u32::try_from(keren * i64::from(HOOG) / meeste.max(1)) {
        Ok(0) if keren > 0 => 1,
        Ok(hoog) => hoog,
        Err(_) => 0,
    };
    (0..)
        .zip(dagen)
        .map(|(plek, (_, telling))| {
            let (alles, vergeefs) = (hoog(telling.keren), hoog(telling.zonder_resultaat));
            Staaf {
                x: plek * vak,
                breed: vak - vak / 4,
                alles_y: HOOG - alles,
                alles_hoog: alles,
                vergeefs_y: HOOG - vergeefs,
                vergeefs_hoog: vergeefs,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_busiest_day_fills_the_picture_and_the_quietest_is_seen() {
        let dag = |n: u32, keren, zonder_resultaat| {
            let dag = NaiveDate::from_ymd_opt(2026, 11, n).expect("a day");
            let telling = Telling {
                keren,
                zonder_resultaat,
            };
            (dag, telling)
        };
        let staven = staven(&[dag(1, 400, 200), dag(2, 1, 1), dag(3, 0, 0)], 400);
        let hoogten: Vec<_> = staven
            .iter()
            .map(|s| (s.alles_hoog, s.vergeefs_hoog))
            .collect();
        assert_eq!(hoogten, [(HOOG, HOOG / 2), (1, 1), (0, 0)]);
        for staaf in &staven {
            assert_eq!(
                staaf.alles_y + staaf.alles_hoog,
                HOOG,
                "it stands on the line"
            );
            assert!(staaf.x + staaf.breed <= BREED);
        }
        // A month without anything is no picture to divide by nothing for.
        let leeg = [dag(1, 0, 0)];
        assert_eq!(super::staven(&leeg, 0)[0].alles_hoog, 0);
    }
}
