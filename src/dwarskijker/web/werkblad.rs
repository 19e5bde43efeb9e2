//! A bevinding that is not established, for who writes it: the text, what can be done now, who was asked and
//! what they said, and who read it.

use std::collections::HashMap;

use askama::Template;
use axum::response::Response;

use super::{
    super::{
        model::{Actie, Bevinding, Status, Wederhoor, mag_vaststellen, overgang},
        service::{
            verloop::{Verloop, verloop},
            wederhoor::Gevraagd,
            zaak,
        },
    },
    NAV,
    contacten::woorden,
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

/// Lines of readings that are shown.
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
    contacten: Vec<String>,
    /// Where the contacts are changed.
    wisselen: String,
    /// Whether nobody can reply for it now.
    niemand: bool,
    /// Every time that contacts changed: when and by whom, and why.
    wissels: Vec<(String, String)>,
    /// What they said last; none when that is nothing.
    tekst: Option<SafeHtml>,
    /// When and by whom; empty as long as there is nothing.
    wanneer: String,
    /// What they said before: when and by whom, and the words.
    eerder: Vec<(String, SafeHtml)>,
}

/// The readings of one person on one day, for one purpose.
#[derive(Debug)]
struct Lezing {
    wanneer: String,
    wie: String,
    doel: &'static str,
    /// How often; empty for once.
    keer: String,
}

/// Who read it per day, the newest first.
fn per_dag(gelezen: &[Gelezen], bekend: &HashMap<String, String>) -> Vec<Lezing> {
    let mut groepen: Vec<(String, &Gelezen, u64)> = Vec::new();
    for lezing in gelezen {
        let dag = taal::dag_van(lezing.op);
        let zelfde = groepen
            .iter_mut()
            .rev()
            .find(|(op, al, _)| *op == dag && al.actor == lezing.actor && al.doel == lezing.doel);
        match zelfde {
            Some((.., aantal)) => *aantal += 1,
            None => groepen.push((dag, lezing, 1)),
        }
    }
    let groepen = groepen.into_iter().take(LEZINGEN);
    let groepen = groepen.map(|(wanneer, lezing, aantal)| Lezing {
        wanneer,
        wie: bekend.get(&lezing.actor).cloned().unwrap_or_default(),
        doel: lezing.doel.map_or("", Doel::label),
        keer: if aantal > 1 {
            taal::aantal(aantal, "keer", "keer")
        } else {
            String::new()
        },
    });
    groepen.collect()
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
    let verloop = verloop(ctx, conn, id).await?;
    let gelezen = lezingen(conn, ctx, id).await?;
    let wie = actors(&verloop, gelezen.iter().map(|lezing| lezing.actor.as_str()));
    let mut bekend = namen(&app.db, wie.iter().map(String::as_str)).await?;
    bekend.extend(verloop.namen.clone());
    // No word is explained here: the page is for who knows them.
    let boek = Woordenboek::default();
    let mut uitleg = Uitleg::nieuw(&boek);
    let tekst = Tekst::van(app, ctx, &stuk, &mut uitleg).await?;
    let ronde = stuk.inhoud.ronde;
    let (nu_gevraagd, eerder): (Vec<Regel>, Vec<Regel>) =
        regels(&verloop, (&bekend, &stuk.kop.pad()), &mut uitleg)
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
        lezingen: per_dag(&gelezen, &bekend),
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
        "contacten" => {
            "De contactpersonen zijn gewijzigd. Wie erbij komt, krijgt een mail. Wie weg is, leest de \
             bevinding niet meer."
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
        Status::Concept => "Alleen de dwarskijker en het bureau lezen dit.",
        Status::Wederhoor => {
            "Alleen de dwarskijker, het bureau en wie om een reactie is gevraagd, lezen dit."
        }
        Status::Vastgesteld => "Iedereen leest dit.",
    }
}

/// How many replied, of how many.
pub(super) fn stand(gereageerd: usize, gevraagd: usize) -> String {
    let woord = if gereageerd == 1 { "heeft" } else { "hebben" };
    format!("{gereageerd} van {gevraagd} {woord} gereageerd")
}

/// What happens now.
fn nu(status: Status, laatste: &[Wederhoor], kan: bool) -> String {
    if status == Status::Concept {
        return "Is de tekst af? Leg haar dan voor aan de organisaties waar zij over gaat.".into();
    }
    let gereageerd = laatste.iter().filter(|w| w.reactie.is_some()).count();
    let stand = format!("{}.", stand(gereageerd, laatste.len()));
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
    let contacten = contacten.map(|contact| contact.wie.to_string());
    let versies = verloop.versies.iter().map(|versie| versie.door.clone());
    let wissels = verloop.wissels.iter().map(|wissel| wissel.door.clone());
    let lezers = lezers.map(ToOwned::to_owned);
    let mut alle: Vec<String> = contacten
        .chain(versies)
        .chain(wissels)
        .chain(lezers)
        .collect();
    alle.sort_unstable();
    alle.dedup();
    alle
}

/// Who was asked and what they said, in all rounds.
fn regels(
    verloop: &Verloop,
    (bekend, pad): (&HashMap<String, String>, &str),
    uitleg: &mut Uitleg<'_>,
) -> Vec<Regel> {
    let naam = |actor: &str| bekend.get(actor).cloned().unwrap_or_default();
    let mut regels = Vec::new();
    for Gevraagd { vraag, organisatie } in &verloop.gevraagd {
        let contacten = verloop.contacten.get(&vraag.id);
        let contacten = contacten.map(Vec::as_slice).unwrap_or_default();
        let wissels = verloop.wissels.iter().filter(|w| w.vraag == vraag.id);
        let wissels = wissels.map(|wissel| {
            let wanneer = format!("{}, {}", taal::moment_van(wissel.op), naam(&wissel.door));
            (wanneer, wissel.waarom.clone())
        });
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
            contacten: contacten.iter().map(|wie| woorden(wie, bekend)).collect(),
            wisselen: format!("{pad}/contacten?vraag={}", vraag.id),
            niemand: contacten.iter().all(|contact| !contact.kan),
            wissels: wissels.collect(),
            tekst,
            wanneer,
            eerder: versies,
        });
    }
    regels
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_of_a_day_are_one_line_the_newest_first() {
        let lezing = |op: &str, actor: &str, doel: Doel| Gelezen {
            op: op.parse().expect("a moment"),
            actor: actor.into(),
            doel: Some(doel),
            trace: String::new(),
        };
        let gelezen = [
            lezing("2026-05-02T12:00:00Z", "a", Doel::Onderzoeken),
            lezing("2026-05-02T11:00:00Z", "b", Doel::Wederhoor),
            lezing("2026-05-02T10:00:00Z", "a", Doel::Onderzoeken),
            lezing("2026-05-01T10:00:00Z", "a", Doel::Onderzoeken),
        ];
        let bekend = [("a", "Ada"), ("b", "Bob")];
        let bekend = bekend.map(|(actor, naam)| (actor.to_owned(), naam.to_owned()));
        let regels = per_dag(&gelezen, &HashMap::from(bekend));
        let regels: Vec<[&str; 3]> = regels
            .iter()
            .map(|r| [r.wie.as_str(), r.wanneer.as_str(), r.keer.as_str()])
            .collect();
        let verwacht = [
            ["Ada", "2 mei 2026", "2 keer"],
            ["Bob", "2 mei 2026", ""],
            ["Ada", "1 mei 2026", ""],
        ];
        assert_eq!(regels, verwacht);
    }

    #[test]
    fn one_replied_and_more_replied_read_as_dutch() {
        assert_eq!(stand(1, 1), "1 van 1 heeft gereageerd");
        assert_eq!(stand(0, 2), "0 van 2 hebben gereageerd");
        assert_eq!(stand(2, 2), "2 van 2 hebben gereageerd");
    }
}
