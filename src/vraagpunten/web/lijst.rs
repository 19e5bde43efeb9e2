//! All questions, with what became of them per addressee; and the same as a file.

use askama::Template;
use axum::{extract::State, response::Response};

use super::super::{
    model::{Aandeel, Stand, Welke},
    service::{self, Bladzijde, Overzicht, Regel},
};
use crate::{
    app::App,
    ctx::{Ctx, datum_van},
    error::{Fouten, Result},
    http::{
        beeld::{self, Bladen},
        csv,
        error::PageError,
        extract::{Parameters, ReqCtx},
        render::{Kader, antwoord},
        velden::Optie,
        vraagpunt::Punt,
    },
    ids::vouw,
    stukken::model::Kop,
    taal,
    zoeken::model::{adres, lees_bladzijde},
};

/// The address of the list.
const PAD: &str = "/vraagpunten";
/// Questions on a page.
const PER_PAGINA: u64 = 20;
/// The furthest that one can page.
const DIEPSTE: u64 = 10_000 / PER_PAGINA;
/// Questions in the file: all of them.
const IN_BESTAND: u64 = u64::MAX;

/// What is asked of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Keuze {
    aan: String,
    welke: Option<Welke>,
    pagina: u64,
}

impl Keuze {
    /// Reads it. What this page does not know is not asked.
    fn lees(parameters: &Parameters) -> Result<Self, Fouten> {
        let (mut pagina, mut vast) = (1, PER_PAGINA);
        let mut fouten = Fouten::new();
        for (naam, waarde) in parameters.0.iter().filter(|(naam, _)| naam == "pagina") {
            lees_bladzijde(&mut fouten, naam, waarde, (&mut pagina, &mut vast));
        }
        fouten.of(Self {
            aan: parameters.heel("aan").trim().to_owned(),
            welke: parameters.een("stand").parse().ok(),
            pagina,
        })
    }

    fn adres(&self, pad: &str) -> String {
        let mut paren = Vec::new();
        if !self.aan.is_empty() {
            paren.push(("aan", self.aan.clone()));
        }
        if let Some(welke) = self.welke {
            paren.push(("stand", welke.to_string()));
        }
        if self.pagina > 1 {
            paren.push(("pagina", self.pagina.to_string()));
        }
        adres(pad, &paren)
    }
}

/// All questions, or those that stand so.
#[derive(Debug)]
struct Tab {
    url: String,
    tekst: &'static str,
    aantal: String,
    nu: bool,
}

/// What became of the questions to one addressee: a bar as long as there are questions, and the numbers.
#[derive(Debug)]
struct Staaf {
    naam: String,
    url: String,
    van: usize,
    beantwoord: usize,
    open: usize,
    /// Where those begin that are late.
    laat_x: usize,
    laat: usize,
    zin: String,
    gevraagd: String,
    zonder: String,
    te_laat: String,
    verlengd: String,
    aandeel: String,
}

#[derive(Debug, Template)]
#[template(path = "vraagpunten/lijst.html")]
struct Pagina {
    kader: Kader,
    aantal: String,
    peildatum: String,
    bestand: String,
    /// How many wait of all that was asked, in a sentence.
    samen: String,
    staven: Vec<Staaf>,
    /// How those stand that are asked for; empty for all.
    stand: &'static str,
    adressaten: Vec<Optie>,
    tabs: Vec<Tab>,
    /// That nobody is called as was asked; else empty.
    onbekend: String,
    /// The first page, when this one lies past the last.
    voorbij: Option<String>,
    punten: Vec<Punt>,
    bladen: Option<Bladen>,
}

fn getal(aantal: usize) -> String {
    taal::getal(i64::try_from(aantal).unwrap_or(i64::MAX))
}

fn staaf((kop, aandeel): &(Kop, Aandeel)) -> Staaf {
    let Aandeel {
        gevraagd,
        open,
        te_laat,
        verlengd,
    } = *aandeel;
    let zin = match (open, te_laat) {
        (0, _) => format!("alle {} beantwoord", getal(gevraagd)),
        (_, 0) => format!("{} van {} open", getal(open), getal(gevraagd)),
        _ => format!(
            "{} van {} open, {} te laat",
            getal(open),
            getal(gevraagd),
            getal(te_laat)
        ),
    };
    Staaf {
        naam: kop.titel.clone(),
        url: format!("{PAD}?aan={}", kop.slug),
        van: gevraagd,
        beantwoord: gevraagd - open,
        open: open - te_laat,
        laat_x: gevraagd - te_laat,
        laat: te_laat,
        zin,
        gevraagd: getal(gevraagd),
        zonder: getal(open),
        te_laat: getal(te_laat),
        verlengd: getal(verlengd),
        aandeel: format!("{}%", aandeel.procent_open()),
    }
}

fn samen(aandelen: &[(Kop, Aandeel)]) -> String {
    let som = aandelen
        .iter()
        .fold(Aandeel::default(), |som, (_, een)| Aandeel {
            gevraagd: som.gevraagd + een.gevraagd,
            open: som.open + een.open,
            te_laat: som.te_laat + een.te_laat,
            verlengd: som.verlengd + een.verlengd,
        });
    format!(
        "Van {} {} er {} nog geen antwoord: {}%. Daarvan {} {} te laat. Uitstel vóór de laatste dag telt \
         niet als te laat. Uitstel daarna maakt te laat niet ongedaan.",
        taal::aantal(som.gevraagd as u64, "vraag", "vragen"),
        if som.open == 1 { "heeft" } else { "hebben" },
        getal(som.open),
        som.procent_open(),
        if som.te_laat == 1 { "is" } else { "zijn" },
        getal(som.te_laat)
    )
}

fn tabs(keuze: &Keuze, overzicht: Option<&Overzicht>) -> Vec<Tab> {
    let tab = |welke: Option<Welke>, tekst, aantal: u64| Tab {
        url: Keuze {
            welke,
            pagina: 1,
            ..keuze.clone()
        }
        .adres(PAD),
        tekst,
        aantal: taal::getal(aantal.cast_signed()),
        nu: keuze.welke == welke,
    };
    let alle = overzicht.map_or(0, |overzicht| overzicht.alle);
    let per_stand = overzicht.map_or(&[][..], |o| o.per_stand.as_slice());
    let per_stand = per_stand.iter();
    let per_stand = per_stand.map(|(welke, aantal)| tab(Some(*welke), welke.label(), *aantal));
    [tab(None, "Alle", alle)]
        .into_iter()
        .chain(per_stand)
        .collect()
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let keuze = Keuze::lees(&parameters)?;
    let conn = app.db.read();
    let bereik = ((keuze.pagina - 1) * PER_PAGINA, PER_PAGINA);
    let filter = service::filter_van(&ctx, conn, &keuze.aan, keuze.welke).await?;
    let Bladzijde {
        aandelen,
        overzicht,
    } = service::bladzijde(&ctx, conn, filter, bereik).await?;
    let totaal = overzicht.as_ref().map_or(0, |overzicht| overzicht.totaal);
    let op_blad = |pagina| {
        let keuze = Keuze {
            pagina,
            ..keuze.clone()
        };
        keuze.adres(PAD)
    };
    let punt =
        |regel: &Regel| Punt::van(&regel.punt, regel.aan.as_ref(), ctx.vandaag()).bij(&regel.kop);
    let regels = overzicht.as_ref();
    let regels = regels.map_or(&[][..], |o| o.regels.as_slice());
    let punten: Vec<Punt> = regels.iter().map(punt).collect();
    let optie = |(kop, _): &(Kop, Aandeel)| {
        let slug = kop.slug.as_str();
        Optie::nieuw(slug, &kop.titel, slug == keuze.aan)
    };
    let mut op_naam: Vec<&(Kop, Aandeel)> = aandelen.iter().collect();
    op_naam.sort_by_cached_key(|(kop, _)| (vouw(&kop.titel), kop.id));
    let iedereen = Optie::nieuw("", "Iedereen", keuze.aan.is_empty());
    let mut adressaten = vec![iedereen];
    adressaten.extend(op_naam.into_iter().map(optie));
    Ok(antwoord(&Pagina {
        kader: Kader::nieuw(&app, &ctx, None)
            .op(&keuze.adres(PAD))
            .over("Wat is gevraagd over knelpunten en bevindingen, en wie er antwoordde."),
        aantal: taal::aantal(totaal, "vraag", "vragen"),
        peildatum: taal::dag(ctx.vandaag()),
        bestand: Keuze {
            pagina: 1,
            ..keuze.clone()
        }
        .adres("/vraagpunten.csv"),
        samen: samen(&aandelen),
        staven: aandelen.iter().map(staaf).collect(),
        stand: keuze.welke.map_or("", Welke::waarde),
        adressaten: if aandelen.is_empty() {
            Vec::new()
        } else {
            adressaten
        },
        tabs: tabs(&keuze, overzicht.as_ref()),
        onbekend: if overzicht.is_none() {
            "Deze organisatie kennen wij niet.".to_owned()
        } else {
            String::new()
        },
        voorbij: (punten.is_empty() && totaal > 0).then(|| op_blad(1)),
        bladen: beeld::bladen((keuze.pagina, PER_PAGINA, totaal), DIEPSTE, op_blad),
        punten,
    }))
}

/// The columns of the file.
const KOLOMMEN: [&str; 15] = [
    "stuk",
    "titel",
    "nummer",
    "vraag",
    "aan",
    "gesteldOp",
    "uiterlijk",
    "laatsteDag",
    "verlengingen",
    "stand",
    "wasTeLaat",
    "uitkomst",
    "beantwoordOp",
    "antwoord",
    "url",
];

fn rij(app: &App, ctx: &Ctx, regel: &Regel) -> Vec<String> {
    let Regel { punt, kop, aan } = regel;
    let stand = match punt.stand(ctx.vandaag()) {
        Stand::Open { .. } => Welke::Open,
        Stand::TeLaat { .. } => Welke::TeLaat,
        Stand::Beantwoord { .. } => Welke::Beantwoord,
    };
    let te_laat = punt.was_te_laat() || stand == Welke::TeLaat;
    let antwoord = punt.antwoord.as_ref();
    vec![
        beeld::nummer(kop),
        kop.titel.clone(),
        punt.nummer.to_string(),
        punt.vraag.clone(),
        aan.as_ref()
            .map_or_else(String::new, |aan| aan.titel.clone()),
        datum_van(punt.gesteld_op).to_string(),
        punt.uiterlijk.to_string(),
        punt.laatste_dag().to_string(),
        punt.verlengingen.len().to_string(),
        stand.to_string(),
        if te_laat { "ja" } else { "nee" }.to_owned(),
        antwoord.map_or_else(String::new, |a| a.uitkomst.to_string()),
        antwoord.map_or_else(String::new, |a| datum_van(a.op).to_string()),
        antwoord.map_or_else(String::new, |a| a.tekst.clone()),
        format!("{}{PAD}/{}", app.basis_url, punt.id),
    ]
}

/// The same questions as a file.
pub async fn ophalen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let keuze = Keuze::lees(&parameters)?;
    let conn = app.db.read();
    let regels = match service::filter_van(&ctx, conn, &keuze.aan, keuze.welke).await? {
        Some(filter) => {
            let alle = (0, IN_BESTAND);
            let overzicht = service::overzicht(&ctx, conn, filter, alle).await?;
            overzicht.regels
        }
        None => Vec::new(),
    };
    let rijen = regels.iter().map(|regel| rij(&app, &ctx, regel));
    let naam = format!("vraagpunten-{}.csv", ctx.vandaag());
    Ok(csv::tabel(&naam, &KOLOMMEN, rijen)?)
}
