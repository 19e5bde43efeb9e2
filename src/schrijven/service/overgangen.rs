//! The steps of what is written: offering, sending back, publishing, approving afterwards, withdrawing.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        Schrijfbaar,
        model::{Actie, Intrekreden, Status, Waarom, keur, overgang},
        policy::Betrokken,
        store::{self, Intrekking, Spoed},
    },
    schrijven::{self, betrokken, leesbaar, mag_niet, status},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    regietafel::service::met_regietafel,
    stukken::{
        leesrecht,
        model::{
            Kop, Verbandsoort,
            voorstel::{Handen, Staat},
        },
        service::{
            self as stukken,
            overgangen::{self, Overgang, Reden},
        },
    },
};

/// What somebody wants to do.
#[derive(Debug, Clone, Default)]
pub struct Stap {
    /// Why, in their words; may be empty.
    pub reden: String,
    /// The version they saw.
    pub versie: i64,
    /// Of who offers it: whether they looked at what seems personal data.
    pub akkoord: bool,
    /// Of a withdrawal: the kind of reason, a value of [`Intrekreden`].
    pub waarom: String,
    /// Of a withdrawal: what took its place, by address or kenmerk.
    pub opgegaan_in: String,
}

/// Takes a step with what is written. Answers the head as it became, and the number that the search index
/// must reach before the step is done.
///
/// # Errors
/// All that is missing; [`Error::Conflict`] when the state does not allow it, whatever the role, or
/// somebody else was first; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not
/// read it; the database refuses.
pub async fn zet<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    actie: Actie,
    stap: &Stap,
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let kop = leesbaar::<K>(ctx, conn, id).await?;
    let handen = overgangen::handen(conn, id).await?;
    let wie = betrokken(ctx, conn, &kop, &handen).await?;
    let naar = oordeel::<K>(&kop, wie, actie)?;
    if kop.versie != stap.versie {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let staat: Staat<K> = stukken::staat_van(conn, &kop).await?;
    let mut fouten = Fouten::new();
    let reden = reden_van_stap(stap, wie.vraagt_reden(actie), &mut fouten);
    if matches!(actie, Actie::Aanbieden | Actie::Publiceren) {
        fouten.voeg_toe(keur(&staat.basis, &staat.inhoud));
    }
    // Whoever makes it public looks, and not only who offered it: others may have written since.
    if actie == Actie::Aanbieden || naar == Status::Gepubliceerd {
        fouten.voeg_toe(schrijven::persoonsgegevens(&staat, stap.akkoord));
    }
    let gebeurd = if actie == Actie::Intrekken {
        let wat = (stap, &staat.inhoud);
        trek_in(&write, ctx, &kop, naar, wat, (reden, fouten)).await?
    } else {
        fouten.of(())?;
        let wat = (reden, &staat.inhoud);
        let gebeurd = stap_naar(&write, ctx, &kop, (actie, naar), wat).await?;
        if actie == Actie::Spoedpubliceren {
            let reden_id = overgangen::reden_van(&gebeurd.velden.join(" "));
            let spoed = Spoed::nieuw(ctx, id, None, reden_id.unwrap_or_default());
            store::noteer_spoed(conn, spoed).await?;
        }
        vec![gebeurd]
    };
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer))
}

/// The state after an action of somebody.
///
/// # Errors
/// [`Error::Conflict`] when the state does not allow it; [`Error::MagNiet`] with who may.
fn oordeel<K: Schrijfbaar>(kop: &Kop, wie: Betrokken, actie: Actie) -> Result<Status> {
    let nu = status(kop)?;
    let Some(naar) = overgang(nu, actie) else {
        return Err(Error::Conflict(format!(
            "Dit kan niet: {} is {}. {}",
            K::WOORDEN.de,
            in_zin(nu),
            kan_wel(nu, wie)
        )));
    };
    wie.mag(actie).map_err(mag_niet::<K>)?;
    Ok(naar)
}

/// A state behind `is`.
const fn in_zin(status: Status) -> &'static str {
    match status {
        Status::Concept => "nog een concept",
        Status::Aangeboden => "aangeboden",
        Status::Gepubliceerd => "gepubliceerd",
        Status::Ingetrokken => "ingetrokken",
    }
}

/// What the state does allow this actor, as a sentence.
fn kan_wel(status: Status, wie: Betrokken) -> String {
    let mag = |a: &&Actie| overgang(status, **a).is_some() && wie.mag(**a).is_ok();
    let acties = Actie::ALLE.iter().filter(mag);
    let acties: Vec<String> = acties.map(|a| a.label().to_lowercase()).collect();
    if acties.is_empty() {
        return "U kunt hier nu niets aan doen.".to_owned();
    }
    let alle = crate::waarden::opsomming(acties.iter().map(String::as_str));
    format!("Wat nu kan: {alle}.")
}

/// The reason of a step, with all that is wrong with it in `fouten`: also what seems personal data, unless
/// its writer looked at that.
pub(super) fn reden_van_stap<'a>(
    stap: &'a Stap,
    verplicht: bool,
    fouten: &mut Fouten,
) -> Option<&'a str> {
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst: &stap.reden,
        akkoord: stap.akkoord,
    };
    waarom.keur(verplicht, fouten)
}

async fn stap_naar<K: Schrijfbaar>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    (actie, naar): (Actie, Status),
    (reden, inhoud): (Option<&str>, &K),
) -> Result<Gebeurtenis> {
    let conn = write.conn();
    let auteurs: Vec<Uuid> = stukken::auteurs(conn, kop.id).await?.into_iter().collect();
    let sleutels = leesrecht::standaard(K::SOORT, naar.waarde(), &auteurs);
    let sleutels = met_regietafel(conn, kop.id, sleutels).await?;
    let lezers = lezers_van_reden(actie, &auteurs);
    let publiceert = naar == Status::Gepubliceerd;
    let overgang = Overgang {
        actie: actie.waarde(),
        naar: naar.waarde(),
        sleutels: &sleutels,
        publiceert,
        herzien_voor: if publiceert {
            inhoud.herzien_voor(ctx.vandaag())
        } else {
            None
        },
        reden: reden.map(|tekst| Reden {
            tekst,
            lezers: &lezers,
        }),
    };
    overgangen::zet_over(write, ctx, kop, overgang).await
}

/// What is said among writers and redactie stays there; why something was withdrawn everyone reads.
fn lezers_van_reden(actie: Actie, auteurs: &[Uuid]) -> Vec<Sleutel> {
    if actie == Actie::Intrekken {
        return Vec::new();
    }
    let personen = auteurs.iter().copied().map(Sleutel::Persoon);
    personen.chain([Sleutel::Redactie]).collect()
}

async fn trek_in<K: Schrijfbaar>(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    naar: Status,
    (stap, inhoud): (&Stap, &K),
    (reden, mut fouten): (Option<&str>, Fouten),
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let waarom: Option<Intrekreden> = stap.waarom.parse().ok();
    if waarom.is_none() && !stap.waarom.is_empty() {
        let alle = Intrekreden::ALLE.iter().map(|reden| reden.waarde());
        let melding = format!("Kies {}.", crate::waarden::opsomming(alle));
        fouten.meld("waarom", "onbekende-waarde", melding);
    } else if waarom.is_none() {
        let melding = format!("Kies waarom {} wordt ingetrokken.", K::WOORDEN.de);
        fouten.meld("waarom", "verplicht", melding);
    }
    let opvolger = match waarom {
        Some(Intrekreden::OpgegaanIn) => {
            let opvolger = opvolger::<K>(ctx, conn, kop, stap.opgegaan_in.trim()).await?;
            if opvolger.is_none() {
                let woorden = K::WOORDEN;
                let melding = format!(
                    "Noem {} waarin {} is opgegaan: plak het adres of het kenmerk, zoals {}. {} moet \
                     gepubliceerd zijn.",
                    woorden.de, woorden.dit, woorden.kenmerk, woorden.hoofd_zij
                );
                fouten.meld("opgegaan-in", "onbekend", melding);
            }
            opvolger
        }
        _ => None,
    };
    fouten.of(())?;
    let waarom = waarom.ok_or(Error::NotFound)?;
    let stapje = (Actie::Intrekken, naar);
    let gebeurd = stap_naar(write, ctx, kop, stapje, (reden, inhoud)).await?;
    let intrekking = Intrekking {
        stuk_id: kop.id,
        waarom,
        opgegaan_in: opvolger.as_ref().map(|o| o.id),
        reden_id: overgangen::reden_van(&gebeurd.velden.join(" ")).unwrap_or_default(),
        op: ctx.now,
    };
    store::bewaar_intrekking(conn, intrekking).await?;
    let mut alles = vec![gebeurd];
    if let Some(opvolger) = opvolger {
        let (van, soort, naar) = wijst(ctx, conn, kop, &opvolger).await?;
        let wijzer = (soort, naar, String::new());
        alles.extend(stukken::verbind_erbij(write, van, wijzer).await?);
    }
    Ok(alles)
}

/// How what was withdrawn and what took its place point at each other. A verband belongs to the stuk it
/// starts at, so only who may change the other lets it say that it replaces this one.
async fn wijst(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    opvolger: &Kop,
) -> Result<(Uuid, Verbandsoort, Uuid)> {
    let wie = betrokken(ctx, conn, opvolger, &Handen::default()).await?;
    Ok(if wie.mag_voorstellen().is_ok() {
        (opvolger.id, Verbandsoort::Vervangt, kop.id)
    } else {
        (kop.id, Verbandsoort::HoortBij, opvolger.id)
    })
}

/// The published stuk of the kind that somebody names, not the one itself.
async fn opvolger<K: Schrijfbaar>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: &Kop,
    naam: &str,
) -> Result<Option<Kop>> {
    let laatste = naam.trim_end_matches('/').rsplit('/').next();
    let Some(naam) = laatste.filter(|naam| !naam.is_empty()) else {
        return Ok(None);
    };
    match stukken::vind(ctx, conn, K::SOORT, naam).await {
        Ok(ander) if ander.id != kop.id && status(&ander)? == Status::Gepubliceerd => {
            Ok(Some(ander))
        }
        Ok(_) | Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

/// Approves afterwards what was published in a hurry: somebody of the redactie who neither wrote,
/// offered nor published it.
///
/// # Errors
/// [`Error::NotFound`] when there is nothing to approve, or they may not read it; [`Error::MagNiet`]
/// with who may; the database refuses.
pub async fn bekrachtig<K: Schrijfbaar>(db: &Db, ctx: &Ctx, spoed_id: Uuid) -> Result<Kop> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    schrijven::schrijver(ctx)?;
    let spoed = store::open_spoed(conn, spoed_id).await?;
    let spoed = spoed.ok_or(Error::NotFound)?;
    let kop = leesbaar::<K>(ctx, conn, spoed.stuk_id).await?;
    let handen = handen_van_spoed(conn, &spoed).await?;
    let wie = betrokken(ctx, conn, &kop, &handen).await?;
    wie.mag_beoordelen().map_err(mag_niet::<K>)?;
    if !store::bekrachtig_spoed(conn, ctx, spoed_id).await? {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let gebeurd = Gebeurtenis {
        stuk_id: kop.id,
        actie: "bekrachtigen".into(),
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Who had a hand in what was published in a hurry: the publisher, who wrote and who offered.
///
/// # Errors
/// The database can't be read.
pub async fn handen_van_spoed(conn: &impl ConnectionTrait, spoed: &Spoed) -> Result<Handen> {
    let mut handen = match spoed.voorstel_id {
        Some(voorstel_id) => {
            stukken::voorstellen::handen(conn, (spoed.stuk_id, voorstel_id)).await?
        }
        None => overgangen::handen_voor(conn, spoed.stuk_id, Some(spoed.reden_id)).await?,
    };
    handen.schreven.insert(spoed.door.clone());
    Ok(handen)
}

/// Why a stuk was withdrawn; none when it was not. The caller has decided who may read it.
///
/// # Errors
/// The database can't be read.
pub async fn ingetrokken(conn: &impl ConnectionTrait, id: Uuid) -> Result<Option<Intrekking>> {
    store::intrekking(conn, id).await
}
