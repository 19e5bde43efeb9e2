//! Asking.

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{HOOGSTENS, Lading, STELLEN, Vraagpunt, Vraagregel},
        policy,
        store::{self, Bij},
    },
    gebeurd, mag_stellen, ontvangers_van, opdracht,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Teksten, Write},
    error::{Error, Fouten, Result},
    hash::hash_tekst,
    ids::{kort, new_id, vouw},
    jobs::service as jobs,
    organisaties::model::Organisatie,
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        Kind as _, Leesrecht,
        model::{Kop, Soort},
        service::{self as stukken, Volgorde, links},
    },
};

/// Organisaties that are read to choose from: more than there are.
const ORGANISATIES: u64 = 10_000;

/// What the form to ask needs.
#[derive(Debug, Clone)]
pub struct Voorbereid {
    /// The stuk.
    pub kop: Kop,
    /// Who can be asked, by name.
    pub adressaten: Vec<Kop>,
}

/// What there is to ask about a stuk.
///
/// # Errors
/// [`Error::NotFound`] when it may not be read; nobody is logged in; [`Error::MagNiet`] when it is for
/// others to ask, [`Error::NietSterk`] when it would be after a second factor; [`Error::Conflict`] when
/// nothing can be asked about it yet; the database can't be read.
pub async fn bereid_vragen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    soort: Soort,
    naam: &str,
) -> Result<Voorbereid> {
    let kop = stukken::vind(ctx, conn, soort, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ctx.schrijver()?;
    let kop = kop?;
    kan_vragen(ctx, conn, &kop).await?;
    let adressaten = adressaten(ctx, conn).await?;
    Ok(Voorbereid { kop, adressaten })
}

async fn kan_vragen(ctx: &Ctx, conn: &impl ConnectionTrait, kop: &Kop) -> Result<()> {
    mag_stellen(ctx, conn, kop).await?;
    let kan = policy::kan_gevraagd(kop.soort, &kop.status);
    kan.map_err(|weigering| Error::Conflict(weigering.melding().into()))
}

/// Who can be asked something, by name: the readable organisaties that decide about rules or carry them
/// out, and exist today.
///
/// # Errors
/// The database can't be read.
pub async fn adressaten(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Kop>> {
    let bereik = (0, ORGANISATIES);
    let alle = stukken::lijst(ctx, conn, Soort::Organisatie, Some(Volgorde::Naam), bereik);
    let koppen = alle.await?.koppen;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let organisaties = Organisatie::laad(conn, &ids, Teksten::Weg).await?;
    let vandaag = ctx.vandaag();
    let past = |kop: &Kop| {
        let organisatie = organisaties.get(&kop.id);
        organisatie
            .is_some_and(|o| policy::is_adressaat(o.organisatiesoort) && o.bestaat_op(vandaag))
    };
    Ok(koppen.into_iter().filter(past).collect())
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// The questions, in the order of the form; where nothing was typed there is none.
    pub regels: Vec<Vraagregel>,
    /// Whether they looked at the personal data in them.
    pub akkoord: bool,
}

/// A question that is in order.
struct Nieuw {
    vraag: String,
    aan: Uuid,
    uiterlijk: NaiveDate,
}

/// Asks one or more questions about a stuk, each by itself. Answers their numbers in the tables.
///
/// # Errors
/// As [`bereid_vragen`]; every field that is not right; the database refuses.
pub async fn stel(db: &Db, ctx: &Ctx, kop: &Kop, verzoek: &Verzoek) -> Result<Vec<Uuid>> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    links::houd(&write, kop.id).await?;
    let conn = write.conn();
    let kop = stukken::koppen(ctx, conn, &[kop.id]).await?.pop();
    let kop = kop.ok_or(Error::NotFound)?;
    kan_vragen(ctx, conn, &kop).await?;
    let adressaten = adressaten(ctx, conn).await?;
    let lezer = Leesrecht::van(&ctx.actor);
    let al = store::lees(conn, &lezer, Bij::Stuk(kop.id), Teksten::Mee).await?;
    let nieuwe = keur_alles(verzoek, &adressaten, &al, ctx.vandaag())?;
    let (mut ids, mut alles) = (Vec::new(), Vec::new());
    for nieuw in nieuwe {
        let (id, rij) = zet(&write, ctx, &kop, nieuw).await?;
        ids.push(id);
        alles.push(rij);
    }
    write.commit(ctx, &alles).await?;
    Ok(ids)
}

fn keur_alles(
    verzoek: &Verzoek,
    adressaten: &[Kop],
    al: &[Vraagpunt],
    vandaag: NaiveDate,
) -> Result<Vec<Nieuw>, Fouten> {
    let mut fouten = Fouten::new();
    let mut nieuwe: Vec<Nieuw> = Vec::new();
    let leeg = verzoek.regels.iter().all(Vraagregel::is_leeg);
    // Of a form without any question the first is missing.
    let eerste = [Vraagregel::default()];
    let regels: &[Vraagregel] = if leeg { &eerste } else { &verzoek.regels };
    if regels.len() > HOOGSTENS {
        let melding = format!("Stel hoogstens {HOOGSTENS} vragen tegelijk.");
        fouten.meld(Vraagregel::veld("vraag", HOOGSTENS), "te-veel", melding);
    }
    let vol = (1..)
        .zip(regels)
        .filter(|(_, regel)| leeg || !regel.is_leeg());
    for (plek, regel) in vol.take(HOOGSTENS) {
        let (vraag, uiterlijk) = regel.keur(plek, vandaag, &mut fouten);
        let (naam, label) = (Vraagregel::veld("vraag", plek), format!("Vraag {plek}"));
        let veld = Veld {
            naam: &naam,
            label: &label,
            tekst: &vraag,
        };
        keur(&[veld], verzoek.akkoord, &mut fouten);
        let aan = keur_aan(plek, &regel.aan, adressaten, &mut fouten);
        let (Some(aan), Some(uiterlijk)) = (aan, uiterlijk) else {
            continue;
        };
        let zelfde = al.iter().find(|p| p.aan == aan && p.vraag == vraag);
        if let Some(zelfde) = zelfde {
            let melding = format!("Dit is hun al gevraagd: het is vraag {}.", zelfde.nummer);
            fouten.meld(naam, "al-gevraagd", melding);
        } else if nieuwe.iter().any(|n| n.aan == aan && n.vraag == vraag) {
            fouten.meld(
                naam,
                "dubbel",
                "Deze vraag staat er twee keer. Haal er een weg.",
            );
        } else if !vraag.is_empty() {
            nieuwe.push(Nieuw {
                vraag,
                aan,
                uiterlijk,
            });
        }
    }
    fouten.of(nieuwe)
}

/// Who is meant by a name, slug or code; none when nobody is, which is noted.
fn keur_aan(plek: usize, naam: &str, adressaten: &[Kop], fouten: &mut Fouten) -> Option<Uuid> {
    let veld = Vraagregel::veld("aan", plek);
    let naam = naam.trim();
    if naam.is_empty() {
        let melding = "Kies aan wie u dit vraagt, zoals een ministerie of een gemeente.";
        fouten.meld(veld, "verplicht", melding);
        return None;
    }
    let code = |kop: &&Kop| {
        let officieel = kop.officieel_id.as_deref();
        kop.slug.as_str() == naam || officieel.is_some_and(|id| id.eq_ignore_ascii_case(naam))
    };
    if let Some(kop) = adressaten.iter().find(code) {
        return Some(kop.id);
    }
    let gevouwen = vouw(naam);
    let met_naam: Vec<&Kop> = adressaten
        .iter()
        .filter(|kop| vouw(&kop.titel) == gevouwen)
        .collect();
    match met_naam.as_slice() {
        [enige] => return Some(enige.id),
        [] => {
            let melding = format!(
                "“{}” kennen wij niet, of kan geen antwoord geven. Kies een ministerie, provincie, \
                 gemeente, uitvoeringsorganisatie, samenwerkingsverband of koepel die nu bestaat, met \
                 de naam zoals op de pagina Gemeenten en organisaties.",
                kort(naam)
            );
            fouten.meld(veld, "onbekend", melding);
        }
        [een, ..] => {
            let melding = format!(
                "Er zijn er meer die zo heten. Schrijf het laatste deel van het adres van hun pagina, \
                 zoals “{}”.",
                een.slug
            );
            fouten.meld(veld, "niet-eenduidig", melding);
        }
    }
    None
}

/// Asks something about a stuk within another write: a recommendation of a bevinding. Who calls this
/// judged who asks, whom, whether everybody may read it, and that it is no longer than a question may be;
/// answers what happened, to be committed.
///
/// # Errors
/// [`Error::NotFound`] when the stuk or the organisatie is not there; the database refuses.
pub async fn stel_in(
    write: &Write,
    ctx: &Ctx,
    stuk_id: Uuid,
    aan: Uuid,
    vraag: &str,
    uiterlijk: NaiveDate,
) -> Result<Gebeurtenis> {
    links::houd(write, stuk_id).await?;
    let kop = stukken::kop_voor_taak(write.conn(), stuk_id).await?;
    let nieuw = Nieuw {
        vraag: vraag.trim().to_owned(),
        aan,
        uiterlijk,
    };
    let (_, rij) = zet(write, ctx, &kop, nieuw).await?;
    Ok(rij)
}

/// Keeps a question, and has its addressee told. Answers its number in the tables and what happened.
async fn zet(write: &Write, ctx: &Ctx, kop: &Kop, nieuw: Nieuw) -> Result<(Uuid, Gebeurtenis)> {
    let conn = write.conn();
    let punt = Vraagpunt {
        id: new_id(),
        stuk_id: kop.id,
        nummer: store::volgend_nummer(conn, kop.id).await?,
        vraag: nieuw.vraag,
        aan: nieuw.aan,
        uiterlijk: nieuw.uiterlijk,
        gesteld_op: ctx.now,
        door: ctx.actor.to_string(),
        verlengingen: Vec::new(),
        antwoord: None,
    };
    let aan = stukken::kop_voor_taak(conn, punt.aan).await?;
    store::voeg_toe(conn, &punt).await?;
    let ik = ctx.schrijver().ok();
    let mut horen = ontvangers_van(conn, &punt).await?;
    horen.retain(|account| Some(*account) != ik);
    for account in horen {
        vertel(write, ctx, &punt, account).await?;
    }
    let wat = format!("vraag {} aan {}", punt.nummer, aan.titel);
    let hash = hash_tekst(&punt.vraag);
    Ok((punt.id, gebeurd(kop, STELLEN, &punt, wat, hash)))
}

/// Has somebody told that their organisatie was asked something: once for all that is asked of it about
/// the stuk at this moment.
async fn vertel(write: &Write, ctx: &Ctx, punt: &Vraagpunt, account: Uuid) -> Result<()> {
    let lading = Lading::Gesteld {
        account,
        stuk: punt.stuk_id,
        aan: punt.aan,
        op: punt.gesteld_op,
    };
    let moment = punt.gesteld_op.timestamp_micros();
    let naam = format!(
        "vraagpunt-gesteld:{}:{}:{account}:{moment}",
        punt.stuk_id, punt.aan
    );
    let eenmalig = opdracht(&lading)?.eenmalig(naam);
    jobs::zet_klaar(write, ctx.now, eenmalig).await?;
    Ok(())
}
