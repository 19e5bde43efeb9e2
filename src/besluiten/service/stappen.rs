//! Agreeing with a besluit, refusing it, and taking it back.

use uuid::Uuid;

use super::{
    super::{
        model::{Besluit, Lading, Stap, Status, overgang},
        policy::{SAMEN, mag_stap, stappen},
        store,
    },
    duo::duo,
    lezen::{Zaak, op_id},
    mag_niet_samen, meld,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    proefprojecten::model::{Namens, Plek, Stem},
    regietafel::service::is_geescaleerd,
    schrijven::model::Waarom,
    stukken::{
        Kind as _,
        model::{Kop, voorstel::Staat},
        service::{
            self as stukken, Wijziging, links,
            overgangen::{Overgang, Reden, inmiddels_gewijzigd, zet_over},
        },
    },
    waarden::opsomming,
};

/// What somebody wants to do, as they typed it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gezegd {
    /// The place that they agree from; none when there is one only.
    pub plek: Option<Plek>,
    /// Why.
    pub reden: String,
    /// The version that they saw: nobody agrees with what they did not read.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

impl Zaak {
    /// Whether the actor can take a step; answers the state that it leads to.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the state does not allow it; [`Error::MagNiet`] with who may.
    pub fn na(&self, stap: Stap) -> Result<Status> {
        let Some(naar) = overgang(self.status, stap) else {
            return Err(Error::Conflict(self.kan_niet()));
        };
        mag_stap(&self.wie, stap, &self.inhoud.indiener, &self.stemmen).map_err(mag_niet_samen)?;
        Ok(naar)
    }

    /// The steps that the actor can take.
    pub fn stappen(&self) -> Vec<Stap> {
        stappen(&self.wie, self.status, &self.inhoud.indiener, &self.stemmen)
    }

    /// The places that the actor can agree from, each with as what; none when they can't.
    pub fn plekken(&self) -> Vec<(Plek, Namens)> {
        let kan = self.wie.kan_instemmen(&self.inhoud.indiener, &self.stemmen);
        kan.unwrap_or_default()
    }

    /// That the state does not allow something, and what it does allow.
    fn kan_niet(&self) -> String {
        let kan = self.stappen();
        let kan: Vec<String> = kan.iter().map(|s| s.label().to_lowercase()).collect();
        let nu = self.status.label().to_lowercase();
        if kan.is_empty() {
            return format!("Dit kan niet: het besluit is {nu}. Dat staat vast.");
        }
        format!(
            "Dit kan niet: het besluit is {nu}. Wat nu kan: {}.",
            opsomming(kan.iter().map(String::as_str))
        )
    }
}

/// Takes a step with a besluit. It is taken in the same write in which the last side agrees. Answers its head as it
/// became.
///
/// # Errors
/// What is wrong with the reason or the place; [`Error::Conflict`] when the state does not allow it, or the words
/// are others than those they saw; [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it;
/// nobody is logged in; the database refuses.
pub async fn zet(db: &Db, ctx: &Ctx, id: Uuid, stap: Stap, gezegd: &Gezegd) -> Result<Kop> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    let naar = zaak.na(stap)?;
    if zaak.kop.versie != gezegd.versie {
        return Err(inmiddels_gewijzigd());
    }
    let (plek, reden) = keur(&zaak, stap, gezegd)?;
    let gebeurd = match plek {
        None => over(&write, ctx, &zaak.kop, (&zaak.inhoud, stap, naar), reden).await?,
        Some((plek, namens)) => {
            let stem = Stem {
                plek,
                namens,
                door: ctx.actor.to_string(),
                op: ctx.now,
            };
            store::stem(conn, id, &stem, &zaak.inhoud.afdruk).await?;
            let stemmen: Vec<Stem> = zaak.stemmen.iter().cloned().chain([stem]).collect();
            if SAMEN.is_rond(&zaak.inhoud.indiener, &stemmen) {
                neem(&write, ctx, &zaak, naar).await?
            } else {
                // The other side was asked when these words were proposed.
                ingestemd(&zaak.kop, plek)
            }
        }
    };
    if gebeurd.naar != zaak.kop.status {
        vertel(&write, ctx, &zaak).await?;
    }
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// From which place somebody agrees and as what, or why they do not.
type Instemming<'a> = (Option<(Plek, Namens)>, Option<&'a str>);

/// Judges a step.
///
/// # Errors
/// Everything that is missing.
fn keur<'a>(zaak: &Zaak, stap: Stap, gezegd: &'a Gezegd) -> Result<Instemming<'a>> {
    let mut fouten = Fouten::new();
    if stap == Stap::Instemmen {
        let plekken = zaak.plekken();
        let plek = match (gezegd.plek, plekken.as_slice()) {
            (Some(plek), _) => plekken.iter().find(|(deze, _)| *deze == plek),
            (None, [enige]) => Some(enige),
            (None, _) => None,
        };
        if plek.is_none() {
            fouten.meld("plek", "verplicht", "Kies namens welke kant u instemt.");
        }
        return Ok(fouten.of((plek.copied(), None))?);
    }
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst: &gezegd.reden,
        akkoord: gezegd.akkoord,
    };
    let reden = waarom.keur(stap.vraagt_reden(), &mut fouten);
    Ok(fouten.of((None, reden))?)
}

/// That one side agrees, and it waits for the other.
fn ingestemd(kop: &Kop, plek: Plek) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: kop.id,
        actie: Stap::Instemmen.waarde().to_owned(),
        velden: vec![format!("plek:{plek}")],
        van: kop.status.clone(),
        naar: kop.status.clone(),
        ..Gebeurtenis::default()
    }
}

/// Takes it: from today it holds, and its words stay as they are.
async fn neem(write: &Write, ctx: &Ctx, zaak: &Zaak, naar: Status) -> Result<Gebeurtenis> {
    let conn = write.conn();
    let Staat {
        mut basis, inhoud, ..
    } = stukken::staat_van::<Besluit>(conn, &zaak.kop).await?;
    basis.datum = Some(ctx.vandaag());
    let wijziging = Wijziging {
        basis,
        slug: None,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let geschreven = stukken::wijzig(write, ctx, &zaak.kop, wijziging, &inhoud).await?;
    inhoud.bewaar(conn, zaak.kop.id).await?;
    let kop = stukken::kop_voor_taak(conn, zaak.kop.id).await?;
    let gezet = over(write, ctx, &kop, (&inhoud, Stap::Instemmen, naar), None).await?;
    Ok(Gebeurtenis {
        velden: [geschreven.velden, gezet.velden].concat(),
        inhoud_hash: geschreven.inhoud_hash,
        ..gezet
    })
}

/// Brings it to another state. Who reads it stays the same.
async fn over(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    (inhoud, stap, naar): (&Besluit, Stap, Status),
    reden: Option<&str>,
) -> Result<Gebeurtenis> {
    let plaats = inhoud.plaats;
    let geescaleerd = is_geescaleerd(write.conn(), kop.id).await?;
    let sleutels = plaats.niveau.sleutels(plaats.thema, geescaleerd);
    let gezet = Overgang {
        actie: stap.waarde(),
        naar: naar.waarde(),
        sleutels: &sleutels,
        publiceert: sleutels.contains(&Sleutel::Openbaar),
        herzien_voor: None,
        reden: reden.map(|tekst| Reden { tekst, lezers: &[] }),
    };
    zet_over(write, ctx, kop, gezet).await
}

/// Has the others of the duo hear what became of it.
async fn vertel(write: &Write, ctx: &Ctx, zaak: &Zaak) -> Result<()> {
    let mij = ctx.schrijver()?;
    for lid in duo(write.conn(), zaak.inhoud.plaats.thema).await? {
        let heeft_er_mee = lid.deelname().rijk
            || lid.deelname().gemeente
            || lid.actor() == zaak.inhoud.indiener
            || zaak.stemmen.iter().any(|stem| stem.door == lid.actor());
        if lid.id != mij && heeft_er_mee {
            let lading = Lading::Afgelopen {
                account: lid.id,
                besluit: zaak.kop.id,
            };
            meld(write, ctx, lading).await?;
        }
    }
    Ok(())
}
