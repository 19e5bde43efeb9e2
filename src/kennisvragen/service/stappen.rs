//! Taking a kennisvraag from one state to the next. Why is read by whoever reads it, and who follows it is told how
//! it ends.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    lezen::{Werk, mag_niet, op_id},
    volgen,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    kennisvragen::model::{
        ANTWOORD, ANTWOORDEN, Actie, Bericht, Kennisvraag, MAX_STUKKEN, Status, is_antwoord,
        keur_antwoord, overgang, regels,
    },
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    schrijven::model::Waarom,
    stukken::{
        Kind as _,
        model::{Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service::{
            self as stukken, Wijziging, links,
            overgangen::{Overgang, Reden, inmiddels_gewijzigd, zet_over},
        },
    },
    waarden::opsomming,
};

/// What somebody wants to do.
#[derive(Debug, Clone, Copy)]
pub struct Stap<'a> {
    /// Which step.
    pub actie: Actie,
    /// Why, in their words; may be empty when it is answered: the answer says enough.
    pub reden: &'a str,
    /// The answer, when it is answered.
    pub antwoord: &'a str,
    /// The stukken that answer it, a kenmerk or address a line; may be empty.
    pub stukken: &'a str,
    /// The version they saw.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

/// A step that is right, with what its names lead to.
struct Gekeurd {
    reden: Option<String>,
    antwoord: Option<(String, Vec<Kop>)>,
}

/// Takes a step with a kennisvraag, as the actor saw it; answers the head as it became. Who reads it stays the same.
///
/// # Errors
/// What is wrong with the reason or the answer; [`Error::Conflict`] when the state does not allow it whoever asks, or
/// somebody else was first; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; nobody is
/// logged in; the database refuses.
pub async fn zet(db: &Db, ctx: &Ctx, id: Uuid, stap: &Stap<'_>) -> Result<Kop> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let werk = op_id(ctx, conn, id).await?;
    let naar = oordeel(&werk, stap.actie)?;
    if werk.kop.versie != stap.versie {
        return Err(inmiddels_gewijzigd());
    }
    let Gekeurd { reden, antwoord } = keur(ctx, conn, stap).await?;
    let mut kop = werk.kop.clone();
    let mut erbij = None;
    let mut geschreven = None;
    if let Some((tekst, stukken)) = antwoord {
        geschreven = Some(beantwoord(&write, ctx, &werk, tekst).await?);
        kop.versie += 1;
        erbij = wijs_aan(&write, &werk, &stukken).await?;
    }
    let plaats = werk.staat.inhoud.plaats;
    let sleutels = plaats.niveau.sleutels(plaats.thema, werk.geescaleerd);
    let gezet = Overgang {
        actie: stap.actie.waarde(),
        naar: naar.waarde(),
        sleutels: &sleutels,
        publiceert: sleutels.contains(&Sleutel::Openbaar),
        herzien_voor: None,
        reden: reden.as_deref().map(|tekst| Reden { tekst, lezers: &[] }),
    };
    let gezet = zet_over(&write, ctx, &kop, gezet).await?;
    let gezet = match geschreven {
        None => gezet,
        Some(geschreven) => Gebeurtenis {
            velden: [geschreven.velden, gezet.velden].concat(),
            inhoud_hash: geschreven.inhoud_hash,
            ..gezet
        },
    };
    if let Some(bericht) = Bericht::van(naar) {
        volgen::vertel(&write, ctx, id, bericht).await?;
    }
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let gebeurd: Vec<Gebeurtenis> = [gezet].into_iter().chain(erbij).collect();
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// Writes the answer: a version of its own.
async fn beantwoord(write: &Write, ctx: &Ctx, werk: &Werk, tekst: String) -> Result<Gebeurtenis> {
    let inhoud = Kennisvraag {
        antwoord: tekst,
        ..werk.staat.inhoud.clone()
    };
    let wijziging = Wijziging {
        basis: werk.staat.basis.clone(),
        slug: None,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let geschreven = stukken::wijzig(write, ctx, &werk.kop, wijziging, &inhoud).await?;
    inhoud.bewaar(write.conn(), werk.kop.id).await?;
    Ok(geschreven)
}

/// Points at what answers it, beside where it points already.
async fn wijs_aan(write: &Write, werk: &Werk, stukken: &[Kop]) -> Result<Option<Gebeurtenis>> {
    let mut wijzers: Vec<Wijzer> = werk.wijzers().to_vec();
    wijzers.retain(|wijzer| !is_antwoord(wijzer));
    let antwoord = |kop: &Kop| (Verbandsoort::HoortBij, kop.id, ANTWOORD.to_owned());
    wijzers.extend(stukken.iter().map(antwoord));
    wijzers.sort();
    wijzers.dedup();
    stukken::verbind(write, werk.kop.id, &wijzers).await
}

/// The state after an action of the actor.
fn oordeel(werk: &Werk, actie: Actie) -> Result<Status> {
    let Some(naar) = overgang(werk.status, actie) else {
        return Err(Error::Conflict(kan_niet(werk)));
    };
    werk.wie.mag_stap().map_err(mag_niet)?;
    Ok(naar)
}

/// That a state does not allow something, and what it does allow the actor.
fn kan_niet(werk: &Werk) -> String {
    let nu = werk.status.label().to_lowercase();
    let acties = werk.wie.acties(werk.status);
    if acties.is_empty() {
        return format!("Dit kan niet: de vraag is {nu}. U kunt hier nu niets aan doen.");
    }
    let acties: Vec<String> = acties.iter().map(|a| a.label().to_lowercase()).collect();
    format!(
        "Dit kan niet: de vraag is {nu}. Wat nu kan: {}.",
        opsomming(acties.iter().map(String::as_str))
    )
}

async fn keur(ctx: &Ctx, conn: &impl ConnectionTrait, stap: &Stap<'_>) -> Result<Gekeurd> {
    let mut fouten = Fouten::new();
    let beantwoordt = stap.actie == Actie::Beantwoorden;
    let antwoord = if beantwoordt {
        let tekst = keur_antwoord(stap.antwoord, &mut fouten);
        let veld = Veld {
            naam: "antwoord",
            label: "Het antwoord",
            tekst: &tekst,
        };
        keur_gegevens(&[veld], stap.akkoord, &mut fouten);
        let stukken = genoemde(ctx, conn, stap.stukken, &mut fouten).await?;
        Some((tekst, stukken))
    } else {
        None
    };
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst: stap.reden,
        akkoord: stap.akkoord,
    };
    let reden = waarom.keur(!beantwoordt, &mut fouten);
    let reden = reden.map(ToOwned::to_owned);
    Ok(fouten.of(Gekeurd { reden, antwoord })?)
}

/// The stukken that are named as the answer; every name that leads to none is noted.
async fn genoemde(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    tekst: &str,
    fouten: &mut Fouten,
) -> Result<Vec<Kop>> {
    let namen = regels(tekst);
    if namen.len() > MAX_STUKKEN {
        let melding = format!("Noem er hoogstens {MAX_STUKKEN}.");
        fouten.meld("stukken", "te-veel", melding);
        return Ok(Vec::new());
    }
    let mut stukken = Vec::new();
    for naam in namen {
        if let Some(kop) = genoemd(ctx, conn, &naam).await? {
            stukken.push(kop);
        } else {
            let melding = format!(
                "“{}” kennen wij niet, of kan geen antwoord zijn. Plak het kenmerk (zoals PRK-2026-0014) of het \
                 adres van de pagina.",
                crate::ids::kort(&naam)
            );
            fouten.meld("stukken", "onbekend", melding);
        }
    }
    Ok(stukken)
}

/// The stuk that somebody names by its number or by the address of its page, when it can be an answer.
async fn genoemd(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    let kan = |kop: &Kop| ANTWOORDEN.contains(&kop.soort);
    if let Some(kop) = stukken::op_nummer(ctx, conn, naam).await? {
        return Ok(Some(kop).filter(kan));
    }
    let Some((soort, slug)) = adres(naam) else {
        return Ok(None);
    };
    match stukken::vind(ctx, conn, soort, slug).await {
        Ok(kop) => Ok(Some(kop)),
        Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

/// The kind and the last part of the address of a page, of a kind that can be an answer.
fn adres(naam: &str) -> Option<(Soort, &str)> {
    let pad = naam.split(['?', '#']).next().unwrap_or_default();
    let (begin, slug) = pad.trim_end_matches('/').rsplit_once('/')?;
    let meervoud = begin.rsplit('/').next()?;
    let soort = ANTWOORDEN.iter().find(|soort| soort.meervoud() == meervoud);
    soort.map(|soort| (*soort, slug))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_what_can_be_an_answer() {
        for (naam, verwacht) in [
            (
                "/praktijken/geldcoach",
                Some((Soort::Praktijk, "geldcoach")),
            ),
            (
                "https://dwarsverband.example/publicaties/advies/?x=y#top",
                Some((Soort::Publicatie, "advies")),
            ),
            ("/themas/wonen", None),
            ("geldcoach", None),
            ("", None),
        ] {
            assert_eq!(adres(naam), verwacht, "{naam}");
        }
    }
}
