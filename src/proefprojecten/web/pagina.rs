//! The page of one proefproject: what it asks, how it stands, what was decided and what was learned.

use askama::Template;
use chrono::NaiveDate;

use super::{
    super::model::{Balk, LES, Proefproject, SECTIES, Stand, is_vervolg, leidde_tot},
    verder::Verder,
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self, Alinea, Herkomst, Link, Stap},
        regietafel::{Voorgelegd, voorgelegd},
        render::Kader,
        sjabloon,
        slot::Slot,
        stand::{Stand as Gang, met_oude},
        verbanden::{self, Verbanden},
    },
    markdown::{self, SafeHtml},
    schrijven::model::Status,
    stukken::model::{Buur, Kop, Soort, Stuk},
    taal, zoeken,
};

/// The page of one proefproject.
#[derive(Debug, Template)]
#[template(path = "proefprojecten/proefproject.html")]
pub struct ProefprojectPagina {
    kader: Kader,
    /// What was just done; empty when nothing was.
    pub gelukt: &'static str,
    /// How far its publication is, and what the reader can do.
    gang: Gang,
    /// What the reader can do with the pilot itself.
    verder: Verder,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    stand: &'static str,
    standkleur: &'static str,
    melding: Melding,
    keten: Vec<Ketenstap>,
    balk: Option<Beeld>,
    inleiding: SafeHtml,
    /// The lesson, before all else; only of a pilot that was decided on.
    les: Option<Alinea>,
    alineas: Vec<Alinea>,
    /// What of it lies at the regietafel.
    voorgelegd: Voorgelegd,
    stappen: Vec<Stap>,
    periode: String,
    besluit: String,
    /// The praktijken that it led to, also those that only some read yet.
    vervolg: Vec<Link>,
    /// Those of them that everybody reads.
    leest_ieder: Vec<Link>,
    uit_bron: bool,
    situatie_van: String,
    herkomst: Option<Herkomst>,
    themas: Vec<Link>,
    plaatsen: Vec<Link>,
    regelingen: Vec<Link>,
    verbanden: Verbanden,
    lijkt_op: Vec<Link>,
    leefdomeinen: String,
    doelgroepen: String,
    slot: Slot,
    json: String,
}

/// The banner under the title: how the pilot stands, in a sentence.
#[derive(Debug)]
struct Melding {
    /// `let-op` or `neutraal`.
    soort: &'static str,
    icoon: &'static str,
    /// The words that carry it.
    kern: String,
    /// What follows from it; often empty.
    verder: &'static str,
    /// Whether the lesson is on the page.
    naar_les: bool,
    /// Whether it names the praktijken that it led to.
    met_vervolg: bool,
}

/// A step of the chain: idee, under way, decision.
#[derive(Debug)]
struct Ketenstap {
    staat: &'static str,
    naam: &'static str,
    wat: String,
}

/// The period as a bar, with places in the drawing.
#[derive(Debug)]
struct Beeld {
    /// Where the part that has passed ends.
    tot: u32,
    /// Whether that is today.
    is_nu: bool,
    begin: String,
    einde: String,
    /// The same in words.
    zin: String,
}

/// Where the bar begins in the drawing, and how long it is.
const BALK: (u32, u32) = (16, 568);

impl ProefprojectPagina {
    /// Puts the page together.
    ///
    /// # Errors
    /// Database or index fail.
    pub async fn maak(
        app: &App,
        ctx: &Ctx,
        stuk: Stuk<Proefproject>,
        (gang, verder): (Gang, Verder),
    ) -> Result<Self> {
        let pad = stuk.kop.pad();
        let vandaag = ctx.vandaag();
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&stuk.kop.titel);
        let lead = markdown::regel(&stuk.kop.samenvatting, &mut uitleg);
        let inleiding = markdown::html(&stuk.inhoud.tekst, &mut uitleg);
        let Proefproject { stand, .. } = stuk.inhoud;
        // Of a pilot that ended people want the lesson first.
        let (eerst, dan): (&[&str], &[&str]) = if stand.is_besloten() {
            (&[LES], &SECTIES[..SECTIES.len() - 1])
        } else {
            (&[], &SECTIES)
        };
        let mut alineas = |namen: &[&str]| {
            let met_bron = stuk.kop.bron.is_some();
            sjabloon::alineas(&stuk.inhoud.secties, namen, met_bron, &mut uitleg)
        };
        let les = alineas(eerst).pop();
        let alineas = alineas(dan);
        let (leefdomeinen, doelgroepen) = beeld::woorden(&stuk);
        let lijkt_op = zoeken::service::lijkt_op(ctx, &app.db, &app.index, stuk.kop.id).await?;
        let vervolg = leidde_tot(&stuk.buren);
        let leest_ieder: Vec<Link> = vervolg
            .iter()
            .filter(|kop| onderweg(kop).is_empty())
            .map(|kop| Link::naar(kop))
            .collect();
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, &stuk.kop),
            gelukt: "",
            gang,
            verder,
            titel: stuk.kop.titel.clone(),
            lead,
            nummer: beeld::nummer(&stuk.kop),
            stand: stand.label(),
            standkleur: kleur(stand),
            melding: melding(&stuk.inhoud, vandaag, !leest_ieder.is_empty()),
            keten: keten(&stuk.inhoud),
            balk: balk(&stuk.inhoud, vandaag),
            inleiding,
            les,
            alineas,
            voorgelegd: voorgelegd(app, ctx, &stuk.kop).await?,
            stappen: beeld::tijdlijn(&stuk.tijdlijn),
            periode: stuk.inhoud.periode.in_woorden().unwrap_or_default(),
            besluit: besluit(&stuk.inhoud),
            vervolg: vervolg.into_iter().map(met_stand).collect(),
            leest_ieder,
            uit_bron: stuk.inhoud.uit_bron,
            situatie_van: stuk.kop.datum.map(taal::dag).unwrap_or_default(),
            herkomst: beeld::herkomst(&stuk),
            themas: beeld::links(&stuk, Soort::Thema),
            plaatsen: beeld::links(&stuk, Soort::Organisatie),
            regelingen: beeld::links(&stuk, Soort::Regeling),
            verbanden: met_oude(verbanden::verbanden_buiten(&stuk, elders), &stuk),
            lijkt_op: lijkt_op.iter().map(Link::naar).collect(),
            leefdomeinen,
            doelgroepen,
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }
}

/// That a praktijk is not published yet; empty when it was.
fn onderweg(kop: &Kop) -> &'static str {
    match kop.status.parse() {
        Ok(Status::Concept) => "(concept)",
        Ok(Status::Aangeboden) => "(aangeboden)",
        Ok(Status::Gepubliceerd | Status::Ingetrokken) | Err(()) => "",
    }
}

fn met_stand(kop: &Kop) -> Link {
    Link {
        bij: onderweg(kop).to_owned(),
        ..Link::naar(kop)
    }
}

/// Whether a neighbour stands elsewhere on the page than under the verbanden.
fn elders(buur: &Buur) -> bool {
    let soorten = [Soort::Thema, Soort::Organisatie, Soort::Regeling];
    soorten.contains(&buur.kop.soort) || is_vervolg(buur)
}

const fn kleur(stand: Stand) -> &'static str {
    match stand {
        Stand::Idee | Stand::Loopt => "neutral",
        Stand::Opgeschaald => "safe",
        Stand::Gestopt => "inactive",
    }
}

/// `Opgeschaald op 1 maart 2026`; empty when nothing has been decided.
fn besluit(proef: &Proefproject) -> String {
    match (proef.stand.is_besloten(), proef.besloten_op) {
        (false, _) => String::new(),
        (true, None) => proef.stand.label().to_owned(),
        (true, Some(op)) => format!("{} op {}", proef.stand.label(), taal::dag(op)),
    }
}

fn melding(proef: &Proefproject, vandaag: NaiveDate, met_vervolg: bool) -> Melding {
    let gewoon = Melding {
        soort: "neutraal",
        icoon: "info",
        kern: String::new(),
        verder: "",
        naar_les: false,
        met_vervolg: false,
    };
    match proef.stand {
        Stand::Idee => Melding {
            kern: "Dit is een idee.".into(),
            verder: "De proef is nog niet begonnen.",
            ..gewoon
        },
        Stand::Loopt if proef.periode.is_voorbij(vandaag) => Melding {
            soort: "let-op",
            icoon: "klok",
            kern: "De tijd van deze proef is om.".into(),
            verder: "Er is nog niet besloten of zij opschaalt of stopt.",
            ..gewoon
        },
        Stand::Loopt => Melding {
            icoon: "klok",
            kern: "De proef loopt.".into(),
            verder: "Daarna volgt een besluit: opschalen of stoppen.",
            ..gewoon
        },
        Stand::Opgeschaald => Melding {
            icoon: "vink",
            kern: format!("{}.", besluit(proef)),
            verder: if met_vervolg {
                ""
            } else {
                "De praktijk die hieruit volgt, is hier nog niet beschreven."
            },
            naar_les: true,
            met_vervolg,
            ..gewoon
        },
        Stand::Gestopt => Melding {
            icoon: "kruis",
            kern: format!("{}.", besluit(proef)),
            verder: "Wat ervan te leren is, blijft hier staan.",
            naar_les: true,
            ..gewoon
        },
    }
}

fn keten(proef: &Proefproject) -> Vec<Ketenstap> {
    let plek = match proef.stand {
        Stand::Idee => 0,
        Stand::Loopt => 1,
        Stand::Opgeschaald | Stand::Gestopt => 2,
    };
    let periode = proef.periode.in_woorden();
    let besluit = Some(besluit(proef)).filter(|tekst| !tekst.is_empty());
    let stappen = [
        ("Idee", "wat we willen weten".to_owned()),
        (
            "Proef",
            periode.unwrap_or_else(|| "uitproberen en meten".into()),
        ),
        (
            "Besluit",
            besluit.unwrap_or_else(|| "opschalen of stoppen".into()),
        ),
    ];
    let stap = |(nummer, (naam, wat)): (usize, (&'static str, String))| Ketenstap {
        staat: match nummer.cmp(&plek) {
            std::cmp::Ordering::Less => "klaar",
            std::cmp::Ordering::Equal => "hier",
            std::cmp::Ordering::Greater => "open",
        },
        naam,
        wat,
    };
    stappen.into_iter().enumerate().map(stap).collect()
}

/// The period of a pilot that is under way, when it can be drawn. Of one that ended the calendar does
/// not tell how far it came.
fn balk(proef: &Proefproject, vandaag: NaiveDate) -> Option<Beeld> {
    if proef.stand != Stand::Loopt {
        return None;
    }
    let (begin, einde) = (proef.periode.begin?, proef.periode.einde?);
    let Balk { voorbij, is_nu } = proef.periode.balk(vandaag)?;
    let zin = if is_nu {
        format!("{}% van de tijd is voorbij.", voorbij / 10)
    } else if voorbij == 0 {
        "De proef moet nog beginnen.".to_owned()
    } else {
        "De hele tijd is voorbij.".to_owned()
    };
    Some(Beeld {
        tot: BALK.0 + BALK.1 * voorbij / 1_000,
        is_nu,
        begin: taal::dag(begin),
        einde: taal::dag(einde),
        zin,
    })
}
