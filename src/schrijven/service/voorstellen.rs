//! Changes to what is published: the page stays as it is until somebody else takes the
//! change over.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        Schrijfbaar,
        model::{Status, keur},
        policy::{Betrokken, voorstel_vraagt_reden},
        store::{self, Spoed},
    },
    overgangen::{Stap, reden_van_stap},
    schrijven::{
        betrokken, gelijk, leesbaar, mag_niet, met_eigen, netjes, persoonsgegevens, regel,
        schrijver, status,
    },
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    stukken::{
        model::{
            Kop,
            voorstel::{Handen, Staat, Voorstelactie, Voorstelkop},
        },
        service::{
            self as stukken, overgangen,
            voorstellen::{self, Voorstel},
        },
    },
};

/// The most characters of what a voorstel changes and why.
pub const MAX_NOTITIE: usize = 600;

/// A voorstel to read or work on.
#[derive(Debug, Clone)]
pub struct Voorstelwerk<K> {
    /// The stuk.
    pub kop: Kop,
    /// The stuk as everyone reads it now.
    pub nu: Staat<K>,
    /// The change.
    pub voorstel: Voorstel<K>,
    /// What the actor is to it.
    pub betrokken: Betrokken,
}

impl<K: Schrijfbaar> Voorstelwerk<K> {
    /// Whether the stuk changed since the writer of the voorstel looked at it.
    pub fn is_achterhaald(&self) -> bool {
        let begin = self.voorstel.begin.as_ref();
        begin.map_or(self.kop.versie != self.voorstel.kop.basis_versie, |begin| {
            !gelijk(&self.nu, begin)
        })
    }
}

/// A voorstel for a stuk, for who may read it.
///
/// # Errors
/// [`Error::NotFound`] when there is none; nobody is logged in; the database can't be read.
pub async fn open<K: Schrijfbaar>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
    id: Uuid,
) -> Result<Voorstelwerk<K>> {
    let kop = stukken::vind(ctx, conn, K::SOORT, naam).await;
    // A visitor is asked to log in; a program that only reads may read it.
    if let Err(Error::NietIngelogd) = schrijver(ctx) {
        return Err(Error::NietIngelogd);
    }
    werk(ctx, conn, kop?, id).await
}

async fn werk<K: Schrijfbaar>(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    kop: Kop,
    id: Uuid,
) -> Result<Voorstelwerk<K>> {
    let voorstel: Voorstel<K> = voorstellen::lees(ctx, conn, kop.id, id).await?;
    let handen = voorstellen::handen(conn, (kop.id, id)).await?;
    Ok(Voorstelwerk {
        nu: stukken::staat_van(conn, &kop).await?,
        betrokken: betrokken(ctx, conn, &kop, &handen).await?,
        voorstel,
        kop,
    })
}

/// Begins a voorstel for a stuk as its writer saw it (`versie`). Answers its number.
///
/// # Errors
/// All that does not fit; nothing was changed; [`Error::Conflict`] when the stuk is not published
/// or changed meanwhile; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read
/// it; the database refuses.
pub async fn begin<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    (staat, notitie): (Staat<K>, &str),
) -> Result<Uuid> {
    let ik = schrijver(ctx)?;
    let (staat, notitie) = past(staat, notitie)?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let kop = leesbaar::<K>(ctx, conn, id).await?;
    let wie = betrokken(ctx, conn, &kop, &Handen::default()).await?;
    if status(&kop)? != Status::Gepubliceerd {
        let woorden = K::WOORDEN;
        return Err(Error::Conflict(format!(
            "Een voorstel is er voor {} {} is gepubliceerd.",
            woorden.een, woorden.die
        )));
    }
    wie.mag_voorstellen().map_err(mag_niet::<K>)?;
    let nu: Staat<K> = stukken::staat_van(conn, &kop).await?;
    if kop.versie != versie {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    if gelijk(&nu, &staat) {
        return Err(niets_veranderd());
    }
    let staat = met_eigen(staat, &nu);
    let mut lezers = stukken::auteurs(conn, id).await?;
    lezers.insert(ik);
    let (voorstel, gebeurd) =
        voorstellen::begin(&write, ctx, &kop, (&nu, &staat), &notitie, &lezers).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(voorstel)
}

fn niets_veranderd() -> Error {
    let mut fouten = Fouten::new();
    let melding = "U hebt niets veranderd. Verander eerst iets, of ga terug.";
    fouten.meld("tekst", "ongewijzigd", melding);
    fouten.into()
}

fn past<K: Schrijfbaar>(staat: Staat<K>, notitie: &str) -> Result<(Staat<K>, String), Fouten> {
    let mut fouten = Fouten::new();
    let notitie = regel(&mut fouten, "notitie", notitie, MAX_NOTITIE);
    match netjes(staat) {
        Ok(staat) => fouten.of((staat, notitie)),
        Err(mut alle) => {
            alle.voeg_toe(fouten);
            Err(alle)
        }
    }
}

/// Writes in a voorstel, as its writer saw it (`versie`). With `bijgewerkt` they looked at the
/// stuk of that version when they did. The same text again changes nothing.
///
/// # Errors
/// All that does not fit; [`Error::Conflict`] when it is settled or somebody else was first;
/// [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; the database
/// refuses.
pub async fn schrijf<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    (id, voorstel_id): (Uuid, Uuid),
    (versie, bijgewerkt): (i64, Option<i64>),
    (staat, notitie): (Staat<K>, &str),
) -> Result<Kop> {
    let (staat, notitie) = past(staat, notitie)?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let kop = leesbaar::<K>(ctx, conn, id).await?;
    let Voorstelwerk {
        kop,
        nu,
        voorstel,
        betrokken,
    } = werk(ctx, conn, kop, voorstel_id).await?;
    betrokken.mag_voorstellen().map_err(mag_niet::<K>)?;
    let bijgewerkt = bijgewerkt.is_some_and(|gezien| gezien == kop.versie);
    let zelfde = gelijk(&voorstel.staat, &staat) && voorstel.kop.notitie == notitie;
    if zelfde && !bijgewerkt {
        return Ok(kop);
    }
    if voorstel.kop.versie != versie {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let staat = met_eigen(staat, &voorstel.staat);
    let tegen = bijgewerkt.then_some(&nu);
    let plek = (&kop, &voorstel.kop);
    let gebeurd = voorstellen::schrijf(&write, ctx, plek, &staat, &notitie, tegen).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// Takes a step with a voorstel, as the actor saw it. Answers the stuk as it became,
/// and the number that the search index must reach to show it.
///
/// # Errors
/// All that is missing; [`Error::Conflict`] when the state does not allow it, whatever the role, when
/// the stuk changed since, or somebody else was first; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn zet<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    (id, voorstel_id): (Uuid, Uuid),
    actie: Voorstelactie,
    stap: &Stap,
) -> Result<(Kop, Option<i64>)> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let kop = leesbaar::<K>(ctx, conn, id).await?;
    let werk = werk::<K>(ctx, conn, kop, voorstel_id).await?;
    mag(&werk, actie)?;
    let Voorstelwerk {
        kop, nu, voorstel, ..
    } = &werk;
    if voorstel.kop.versie != stap.versie {
        return Err(overgangen::inmiddels_gewijzigd());
    }
    let mut fouten = Fouten::new();
    let waarom = reden_van_stap(stap, voorstel_vraagt_reden(actie), &mut fouten);
    if actie == Voorstelactie::Aanbieden {
        fouten.voeg_toe(keur(&voorstel.staat.basis, &voorstel.staat.inhoud));
    }
    // Who makes it public looks as well: others may have written in it since it was offered.
    if actie != Voorstelactie::Afwijzen {
        fouten.voeg_toe(persoonsgegevens(&voorstel.staat, stap.akkoord));
        let notitie = Veld {
            naam: "notitie",
            label: "Wat verandert u, en waarom?",
            tekst: &voorstel.kop.notitie,
        };
        keur_gegevens(&[notitie], stap.akkoord, &mut fouten);
    }
    fouten.of(())?;
    let plek = (kop, &voorstel.kop);
    let gezet = voorstellen::zet(&write, ctx, plek, actie, waarom).await?;
    let mut gebeurd = Vec::new();
    if matches!(
        actie,
        Voorstelactie::Overnemen | Voorstelactie::Spoedovernemen
    ) {
        if werk.is_achterhaald() {
            return Err(Error::Conflict(format!(
                "{} is veranderd sinds dit voorstel werd geschreven. Werk het voorstel eerst bij: dan \
                 ziet u beide naast elkaar.",
                K::WOORDEN.hoofd
            )));
        }
        let staat = met_eigen(voorstel.staat.clone(), nu);
        let notitie = &voorstel.kop.notitie;
        gebeurd = voorstellen::neem_over(&write, ctx, kop, staat, notitie).await?;
    }
    if actie == Voorstelactie::Spoedovernemen {
        let reden_id = overgangen::reden_van(&gezet.velden.join(" ")).unwrap_or_default();
        let spoed = Spoed::nieuw(ctx, id, Some(voorstel_id), reden_id);
        store::noteer_spoed(conn, spoed).await?;
    }
    gebeurd.push(gezet);
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer))
}

/// Whether the actor may take this step now.
///
/// # Errors
/// [`Error::Conflict`] when the state does not allow it; [`Error::MagNiet`] with who may.
fn mag<K: Schrijfbaar>(werk: &Voorstelwerk<K>, actie: Voorstelactie) -> Result<()> {
    if status(&werk.kop)? != Status::Gepubliceerd {
        return Err(Error::Conflict(format!(
            "{} is niet meer gepubliceerd en verandert niet meer.",
            K::WOORDEN.hoofd_deze
        )));
    }
    voorstellen::kan(&werk.voorstel.kop, actie)?;
    werk.betrokken.mag_voorstel(actie).map_err(mag_niet::<K>)
}

/// The voorstellen for a stuk that the actor may read, the oldest first.
///
/// # Errors
/// The database can't be read.
pub async fn van(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    id: Uuid,
    met_afgehandelde: bool,
) -> Result<Vec<Voorstelkop>> {
    voorstellen::van_stuk(ctx, conn, id, met_afgehandelde).await
}
