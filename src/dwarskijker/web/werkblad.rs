//! A bevinding that is not established, for who writes it: the text, what can be done now, who was asked and
//! what they said, and who read it.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;

use super::{
    super::{
        model::{Actie, Bevinding, Status, Wederhoor, mag_vaststellen, overgang},
        service::{
            wederhoor::{self, Gevraagd, Verloop},
            zaak,
        },
    },
    NAV,
    tekst::{Tekst, link},
};
use crate::{
    app::App,
    begrippen::{
        self,
        model::{Uitleg, Woordenboek},
    },
    ctx::Ctx,
    error::Result,
    gebruikers::service::namen::namen,
    http::{
        beeld::{self, Link},
        render::{Kader, antwoord},
        slot::Slot,
    },
    markdown::{self, SafeHtml},
    stukken::{
        geschiedenis::{gelezen, lezingen},
        model::{Doel, Lezing as Gelezen, Soort, Stuk},
        service::{self as stukken, overgangen::laatste_reden},
    },
    taal,
};

/// Readings that are shown.
const LEZINGEN: usize = 50;

#[derive(Debug, Template)]
#[template(path = "dwarskijker/werkblad.html")]
struct Werkblad {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    nummer: String,
    status: &'static str,
    kleur: &'static str,
    /// Who reads it, in words.
    lezers: &'static str,
    /// What has to happen first, or can be done now.
    nu: String,
    /// What the reader can do; the first is the most likely.
    stappen: Vec<Link>,
    /// Why it was taken back last; empty when it was not, or is out again.
    terug_om: String,
    /// The established one that this one corrects.
    verbetert: Option<Link>,
    tekst: Tekst,
    gevraagd: Vec<Regel>,
    /// Those of rounds that were taken back.
    eerder: Vec<Regel>,
    lezingen: Vec<Lezing>,
    themas: Vec<Link>,
    regelingen: Vec<Link>,
    knelpunten: Vec<Link>,
    leefdomeinen: String,
    slot: Slot,
}

/// An organisatie that was asked.
#[derive(Debug)]
struct Regel {
    organisatie: Link,
    ronde: i32,
    tot: String,
    contacten: String,
    /// What they said last; none when that is nothing.
    tekst: Option<SafeHtml>,
    /// When and by whom; empty as long as there is nothing.
    wanneer: String,
    /// What they said before: when and by whom, and the words.
    eerder: Vec<(String, SafeHtml)>,
}

/// One reading.
#[derive(Debug)]
struct Lezing {
    wanneer: String,
    wie: String,
    doel: &'static str,
}

/// Shows it. That it is read is noted first.
///
/// # Errors
/// The database fails.
pub(super) async fn tonen(
    app: &App,
    ctx: &Ctx,
    stuk: Stuk<Bevinding>,
    (status, gelukt): (Status, &str),
) -> Result<Response> {
    gelezen(&app.db, ctx, stuk.kop.id, Doel::Onderzoeken).await?;
    let conn = app.db.read();
    let id = stuk.kop.id;
    let verloop = wederhoor::verloop(ctx, conn, id).await?;
    let gelezen = lezingen(conn, ctx, id).await?;
    let wie = actors(&verloop, gelezen.iter().map(|lezing| lezing.actor.as_str()));
    let bekend = namen(&app.db, wie.iter().map(String::as_str)).await?;
    // No word is explained here: the page is for who knows them.
    let boek = Woordenboek::default();
    let mut uitleg = Uitleg::nieuw(&boek);
    let tekst = Tekst::van(app, ctx, &stuk, &mut uitleg).await?;
    let ronde = stuk.inhoud.ronde;
    let (nu_gevraagd, eerder): (Vec<Regel>, Vec<Regel>) = regels(&verloop, &bekend, &mut uitleg)
        .into_iter()
        .partition(|regel| regel.ronde == ronde && status == Status::Wederhoor);
    let laatste: Vec<Wederhoor> = verloop
        .gevraagd
        .iter()
        .filter(|g| g.vraag.ronde == ronde)
        .map(|g| g.vraag.clone())
        .collect();
    let kan = status == Status::Wederhoor && mag_vaststellen(&laatste, ctx.vandaag());
    let terug_om = match status {
        Status::Concept => laatste_reden(ctx, conn, id, Actie::Terugnemen.waarde()).await?,
        Status::Wederhoor | Status::Vastgesteld => None,
    };
    let lezing = |lezing: &Gelezen| Lezing {
        wanneer: taal::moment_van(lezing.op),
        wie: bekend.get(&lezing.actor).cloned().unwrap_or_default(),
        doel: lezing.doel.map_or("", Doel::label),
    };
    let (leefdomeinen, _) = beeld::woorden(&stuk);
    Ok(antwoord(&Werkblad {
        kader: Kader::nieuw(app, ctx, NAV),
        gelukt: gelukt_met(gelukt),
        titel: stuk.kop.titel.clone(),
        nummer: beeld::nummer(&stuk.kop),
        status: status.label(),
        kleur: kleur(status),
        lezers: lezers(status),
        nu: nu(status, &laatste, kan),
        stappen: stappen(ctx, &stuk, status, kan),
        terug_om: terug_om.unwrap_or_default(),
        verbetert: verbetert(ctx, app, &stuk).await?,
        tekst,
        gevraagd: nu_gevraagd,
        eerder,
        lezingen: gelezen.iter().take(LEZINGEN).map(lezing).collect(),
        themas: beeld::links(&stuk, Soort::Thema),
        regelingen: beeld::links(&stuk, Soort::Regeling),
        knelpunten: beeld::links(&stuk, Soort::Knelpunt),
        leefdomeinen,
        slot: Slot::van(app, ctx, &stuk, &begrippen::service::uitleg()),
    }))
}

fn gelukt_met(wat: &str) -> &'static str {
    match wat {
        "bewaard" => "Wat u schreef is bewaard.",
        "voorgelegd" => {
            "De bevinding is voorgelegd. Wie mag reageren, krijgt een mail en kan haar nu lezen."
        }
        "teruggenomen" => {
            "De bevinding is teruggenomen. Wie mocht reageren, kan haar niet meer lezen."
        }
        _ => "",
    }
}

/// The colour that repeats how a bevinding stands.
pub(super) const fn kleur(status: Status) -> &'static str {
    match status {
        Status::Concept => "neutral",
        Status::Wederhoor => "warning",
        Status::Vastgesteld => "safe",
    }
}

const fn lezers(status: Status) -> &'static str {
    match status {
        Status::Concept => "Alleen de dwarskijker en bureau lezen dit.",
        Status::Wederhoor => {
            "Alleen de dwarskijker, bureau en wie om een reactie is gevraagd, lezen dit."
        }
        Status::Vastgesteld => "Iedereen leest dit.",
    }
}

/// What happens now.
fn nu(status: Status, laatste: &[Wederhoor], kan: bool) -> String {
    if status == Status::Concept {
        return "Is de tekst af? Leg haar dan voor aan de organisaties waar zij over gaat.".into();
    }
    let gereageerd = laatste.iter().filter(|w| w.reactie.is_some()).count();
    let stand = format!("{gereageerd} van {} reageerden.", laatste.len());
    if kan {
        return format!("{stand} De bevinding kan worden vastgesteld.");
    }
    let tot = laatste.iter().map(|w| w.uiterlijk).max();
    let tot = tot.map(taal::dag).unwrap_or_default();
    format!("{stand} De termijn loopt tot en met {tot}.")
}

fn stappen(ctx: &Ctx, stuk: &Stuk<Bevinding>, status: Status, kan: bool) -> Vec<Link> {
    let pad = stuk.kop.pad();
    let mut stappen = Vec::new();
    if status == Status::Concept {
        stappen.push(link(format!("{pad}/schrijven"), "Verder schrijven"));
    }
    for actie in [Actie::Vaststellen, Actie::Voorleggen, Actie::Terugnemen] {
        let nog_niet = actie == Actie::Vaststellen && !kan;
        if overgang(status, actie).is_some() && zaak::mag(ctx, actie) && !nog_niet {
            stappen.push(link(format!("{pad}/{actie}"), actie.label()));
        }
    }
    stappen.push(link(format!("{pad}/versies"), "Alle versies"));
    stappen
}

async fn verbetert(ctx: &Ctx, app: &App, stuk: &Stuk<Bevinding>) -> Result<Option<Link>> {
    let oud = stuk.inhoud.verbetert;
    let kop = stukken::koppen(ctx, app.db.read(), oud.as_slice())
        .await?
        .pop();
    Ok(kop.as_ref().map(Link::naar))
}

/// Everybody whose name the page shows, as the geschiedenis names them.
fn actors<'a>(verloop: &Verloop, lezers: impl Iterator<Item = &'a str>) -> Vec<String> {
    let contacten = verloop.contacten.values().flatten();
    let contacten = contacten.map(|id| format!("account:{id}"));
    let versies = verloop.versies.iter().map(|versie| versie.door.clone());
    let lezers = lezers.map(ToOwned::to_owned);
    let mut alle: Vec<String> = contacten.chain(versies).chain(lezers).collect();
    alle.sort_unstable();
    alle.dedup();
    alle
}

/// Who was asked and what they said, in all rounds.
fn regels(
    verloop: &Verloop,
    bekend: &HashMap<String, String>,
    uitleg: &mut Uitleg<'_>,
) -> Vec<Regel> {
    let naam = |actor: &str| bekend.get(actor).cloned().unwrap_or_default();
    let mut regels = Vec::new();
    for Gevraagd { vraag, organisatie } in &verloop.gevraagd {
        let contacten = verloop.contacten.get(&vraag.id).into_iter().flatten();
        let contacten: Vec<String> = contacten.map(|id| naam(&format!("account:{id}"))).collect();
        let mut versies: Vec<(String, SafeHtml)> = Vec::new();
        for versie in verloop.versies.iter().filter(|v| v.vraag == vraag.id) {
            let wanneer = format!("{}, {}", taal::moment_van(versie.op), naam(&versie.door));
            versies.push((wanneer, markdown::html(&versie.tekst, uitleg)));
        }
        // The last version is what they say.
        let laatste = versies.pop();
        let (wanneer, tekst) = laatste.map_or((String::new(), None), |(w, t)| (w, Some(t)));
        regels.push(Regel {
            organisatie: Link::naar(organisatie),
            ronde: vraag.ronde,
            tot: taal::dag(vraag.uiterlijk),
            contacten: contacten.join(", "),
            tekst,
            wanneer,
            eerder: versies,
        });
    }
    regels
}
