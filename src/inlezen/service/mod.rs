//! The import itself: each record in its own transaction, the links at the end.

mod herkomst;
mod meldingen;

use std::collections::HashMap;

use uuid::Uuid;

use self::{
    herkomst::{hash_verwijzingen, herkomst},
    meldingen::{meld_dubbelzinnig, meld_niet_overgenomen, meld_onbekend, meld_zichzelf},
};
use super::{
    bron::{Gelezen, Weigering},
    model::{Plek, Record, Verwijzing, controleer},
    store::{self, Inlezing},
};
use crate::{
    ctx::{Clock, Ctx},
    db::{Db, Write},
    error::{Error, Fouten, Result},
    knelpunten::service::plekken,
    soorten,
    stukken::{
        leesrecht,
        model::{Eigenaar, Soort, Verbandsoort},
        service::{self as stukken, Nieuw, Wijziging, voorstellen},
    },
    werkruimte::service::verbonden,
};

/// Who looks after an imported stuk until a gemeente takes it over (design section 5).
const EIGENAAR: &str = "redactie";
/// Imports of all processes write one after the other, so that two of the same records meet.
const INLEZEN: i64 = 0x494e_4c45;
/// Stands for the hash of links that could not all be made. Not empty: a record that points at
/// nothing any more still has to lose the links that were made.
const LOS_EIND: &str = "los-eind";
/// How often a record is tried when somebody else is in the way.
const POGINGEN: u32 = 4;
/// Of how many records at a time is looked up what is known of them. They are held meanwhile, and a
/// record may be a whole law.
const PER_KEER: usize = 50;

/// A link with its two ends known.
type Verband = (Verbandsoort, Uuid, String);

/// What an import did.
#[derive(Debug, Default)]
pub struct Verslag {
    /// Records that became a new stuk.
    pub nieuw: usize,
    /// Records that changed their stuk.
    pub gewijzigd: usize,
    /// Records that were in already.
    pub ongewijzigd: usize,
    /// Records whose stuk was changed on the platform: laid beside it as a voorstel.
    pub voorstellen: usize,
    /// Stukken whose links changed.
    pub verbonden: usize,
    /// Records that were refused, and those that are in but of which a link leads nowhere.
    pub geweigerd: Vec<Weigering>,
    /// How many of those are in.
    pub losse_einden: usize,
}

impl Verslag {
    /// How many records went in, or were in already.
    pub fn goed(&self) -> usize {
        self.nieuw + self.gewijzigd + self.ongewijzigd + self.voorstellen
    }
}

/// What has to be linked when all records are in.
struct Verbinden {
    sleutel: String,
    soort: Soort,
    plek: Plek,
    stuk_id: Uuid,
    verwijzingen: Vec<Verwijzing>,
    hash: String,
}

/// What became of one record.
enum Lot {
    Nieuw,
    Gewijzigd,
    Ongewijzigd,
    Voorstel,
}

/// Takes in records. `voortgang` hears now and then how many have been done.
///
/// # Errors
/// The database fails. What is in stays in, and running again completes it. What is wrong with a
/// record is no error: it is in the [`Verslag`].
pub async fn lees_in(
    db: &Db,
    clock: &Clock,
    records: impl Iterator<Item = Gelezen>,
    mut voortgang: impl FnMut(usize),
) -> Result<Verslag> {
    let mut inlezer = Inlezer {
        db,
        clock,
        eerder: HashMap::new(),
        gezien: HashMap::new(),
        verslag: Verslag::default(),
        verbinden: Vec::new(),
    };
    let mut records = records.map(gecontroleerd);
    let mut gedaan = 0;
    loop {
        let portie: Vec<_> = records.by_ref().take(PER_KEER).collect();
        if portie.is_empty() {
            break;
        }
        let goede = portie.iter().flatten();
        let sleutels = goede.map(|(_, record)| record.sleutel.as_str());
        inlezer.eerder = store::van(db.read(), sleutels).await?;
        for record in portie {
            inlezer.record(record).await?;
            gedaan += 1;
            voortgang(gedaan);
        }
    }
    inlezer.verbind_alles().await?;
    Ok(inlezer.verslag)
}

/// A record that can be taken in, or why not.
type Gecontroleerd = Result<(Plek, Box<Record>), Weigering>;

fn gecontroleerd(gelezen: Gelezen) -> Gecontroleerd {
    let ruw = gelezen?;
    let plek = ruw.plek.clone();
    match controleer(ruw) {
        Ok(record) => Ok((plek, Box::new(record))),
        Err(fouten) => Err(Weigering { plek, fouten }),
    }
}

struct Inlezer<'a> {
    db: &'a Db,
    clock: &'a Clock,
    /// What is known of the records that are taken in now.
    eerder: HashMap<String, Inlezing>,
    /// Where each identity of this run stands.
    gezien: HashMap<String, Plek>,
    verslag: Verslag,
    verbinden: Vec<Verbinden>,
}

impl Inlezer<'_> {
    async fn record(&mut self, gecontroleerd: Gecontroleerd) -> Result<()> {
        let (plek, record) = match gecontroleerd {
            Ok(goed) => goed,
            Err(weigering) => {
                self.verslag.geweigerd.push(weigering);
                return Ok(());
            }
        };
        if let Some(eerste) = self.gezien.get(&record.sleutel) {
            let mut fouten = Fouten::new();
            let melding = format!(
                "Dit record staat er al: zie {} regel {}. Geef het een eigen externId of haal het weg.",
                eerste.bestand, eerste.regel
            );
            fouten.meld("externId", "dubbel", melding);
            self.weiger(plek, fouten);
            return Ok(());
        }
        self.gezien.insert(record.sleutel.clone(), plek.clone());
        match self.verwerk(&record).await {
            Ok((lot, inlezing)) => {
                match lot {
                    Lot::Nieuw => self.verslag.nieuw += 1,
                    Lot::Gewijzigd => self.verslag.gewijzigd += 1,
                    Lot::Ongewijzigd => self.verslag.ongewijzigd += 1,
                    Lot::Voorstel => self.verslag.voorstellen += 1,
                }
                self.onthoud_verwijzingen(*record, plek, &inlezing);
                Ok(())
            }
            Err(Error::Invalid(fouten)) => {
                self.weiger(plek, fouten);
                Ok(())
            }
            Err(fout) => Err(fout),
        }
    }

    fn weiger(&mut self, plek: Plek, fouten: Fouten) {
        self.verslag.geweigerd.push(Weigering { plek, fouten });
    }

    async fn verwerk(&self, record: &Record) -> Result<(Lot, Inlezing)> {
        let eerder = self.eerder.get(&record.sleutel);
        if let Some(eerder) = eerder.filter(|e| e.hash == record.hash) {
            return Ok((Lot::Ongewijzigd, eerder.clone()));
        }
        let mut poging = 1;
        loop {
            match self.schrijf(record).await {
                // Somebody was first with the same stuk or name; the next try sees what they did.
                Err(Error::Conflict(_) | Error::Unavailable(_)) if poging < POGINGEN => poging += 1,
                Err(Error::Conflict(melding)) => {
                    let mut fouten = Fouten::new();
                    fouten.meld("record", "conflict", melding);
                    return Err(fouten.into());
                }
                uitkomst => return uitkomst,
            }
        }
    }

    /// Takes in one record in one transaction. What is known of it is read again inside, because
    /// another import may have been at it since this one began.
    async fn schrijf(&self, record: &Record) -> Result<(Lot, Inlezing)> {
        let ctx = Ctx::systeem("inlezen", self.clock);
        let write = self.db.begin_write().await?;
        write.als_enige(INLEZEN).await?;
        let herkomst = herkomst(record);
        match store::een(write.conn(), &record.sleutel).await? {
            Some(eerder) if eerder.hash == record.hash => Ok((Lot::Ongewijzigd, eerder)),
            Some(eerder) => wijzig(write, &ctx, record, herkomst, eerder).await,
            None => maak(write, &ctx, record, herkomst).await,
        }
    }

    fn onthoud_verwijzingen(&mut self, record: Record, plek: Plek, inlezing: &Inlezing) {
        let hash = hash_verwijzingen(&record.verwijzingen);
        if inlezing.verbanden_hash != hash {
            let Record {
                sleutel,
                basis,
                verwijzingen,
                ..
            } = record;
            self.verbinden.push(Verbinden {
                sleutel,
                soort: basis.soort,
                plek,
                stuk_id: inlezing.stuk_id,
                verwijzingen,
                hash,
            });
        }
    }

    /// Makes the links of all records of this run, now that everything they may point at is in.
    async fn verbind_alles(&mut self) -> Result<()> {
        for taak in std::mem::take(&mut self.verbinden) {
            let mut fouten = Fouten::new();
            let mut verbanden: Vec<Verband> = Vec::new();
            for verwijzing in &taak.verwijzingen {
                let doelen = store::doelen(self.db.read(), verwijzing).await?;
                match doelen.as_slice() {
                    [doel] if *doel == taak.stuk_id => {
                        meld_zichzelf(&mut fouten, verwijzing);
                    }
                    [doel] => {
                        verbanden.push((verwijzing.verband, *doel, verwijzing.plaats.clone()));
                    }
                    [] => meld_onbekend(&mut fouten, verwijzing),
                    _ => meld_dubbelzinnig(&mut fouten, verwijzing),
                }
            }
            verbanden.sort();
            verbanden.dedup();
            // With a link that leads nowhere the work is not done: the next run tries again.
            let hash = if fouten.is_empty() {
                taak.hash
            } else {
                LOS_EIND.to_owned()
            };
            let wat = (taak.sleutel.as_str(), taak.soort);
            if !self.verbind(wat, verbanden, hash).await? {
                meld_niet_overgenomen(&mut fouten);
            }
            if !fouten.is_empty() {
                self.verslag.losse_einden += 1;
                self.weiger(taak.plek, fouten);
            }
        }
        Ok(())
    }

    /// Makes the links of one record. Answers false when somebody changed the stuk here since its
    /// first links were made: then they decide what it hangs together with.
    async fn verbind(
        &mut self,
        (sleutel, soort): (&str, Soort),
        mut verbanden: Vec<Verband>,
        hash: String,
    ) -> Result<bool> {
        let ctx = Ctx::systeem("inlezen", self.clock);
        let write = self.db.begin_write().await?;
        write.als_enige(INLEZEN).await?;
        let inlezing = store::een(write.conn(), sleutel)
            .await?
            .ok_or(Error::NotFound)?;
        let stuk_id = inlezing.stuk_id;
        let had_verbanden = !inlezing.verbanden_hash.is_empty();
        if had_verbanden && stukken::hier_gewijzigd(write.conn(), stuk_id).await? {
            return Ok(false);
        }
        if soort == Soort::Knelpunt {
            verbanden = plekken::behoud(write.conn(), stuk_id, verbanden).await?;
        }
        if soort == Soort::Thema {
            verbanden = verbonden::behoud(write.conn(), stuk_id, verbanden).await?;
        }
        let gebeurd = stukken::verbind(&write, stuk_id, &verbanden).await?;
        let inlezing = Inlezing {
            verbanden_hash: hash,
            ..inlezing
        };
        store::bewaar(write.conn(), &ctx, sleutel, &inlezing).await?;
        self.verslag.verbonden += usize::from(gebeurd.is_some());
        write.commit(&ctx, gebeurd.as_slice()).await?;
        Ok(true)
    }
}

async fn maak(
    write: Write,
    ctx: &Ctx,
    record: &Record,
    herkomst: String,
) -> Result<(Lot, Inlezing)> {
    let status = soorten::ingelezen(record.basis.soort);
    let nieuw = Nieuw {
        basis: record.basis.clone(),
        kenmerk: record.kenmerk.clone(),
        slug: record.slug.clone(),
        extern_id: record.extern_id.clone(),
        status: status.into(),
        sleutels: leesrecht::standaard(record.basis.soort, status, &[]),
        eigenaar: Eigenaar {
            organisatie: None,
            functie: EIGENAAR.into(),
        },
        auteurs: Vec::new(),
        herkomst,
    };
    let (stuk_id, gebeurd) = stukken::maak(&write, ctx, nieuw, &record.inhoud).await?;
    soorten::bewaar(write.conn(), stuk_id, &record.inhoud).await?;
    let inlezing = Inlezing {
        stuk_id,
        hash: record.hash.clone(),
        verbanden_hash: String::new(),
    };
    store::bewaar(write.conn(), ctx, &record.sleutel, &inlezing).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok((Lot::Nieuw, inlezing))
}

async fn wijzig(
    write: Write,
    ctx: &Ctx,
    record: &Record,
    herkomst: String,
    eerder: Inlezing,
) -> Result<(Lot, Inlezing)> {
    let conn = write.conn();
    let kop = stukken::kop_voor_taak(conn, eerder.stuk_id).await?;
    if kop.soort != record.basis.soort {
        let mut fouten = Fouten::new();
        let melding = format!(
            "Dit record was een {} en kan geen {} worden. Geef het een eigen externId.",
            kop.soort, record.basis.soort
        );
        fouten.meld("soort", "gewijzigd", melding);
        return Err(fouten.into());
    }
    let inlezing = Inlezing {
        hash: record.hash.clone(),
        ..eerder
    };
    if stukken::hier_gewijzigd(conn, kop.id).await? {
        let wat = (&record.basis, &record.inhoud);
        let gebeurd = voorstellen::stel_voor(&write, ctx, &kop, wat, &herkomst).await?;
        store::bewaar(conn, ctx, &record.sleutel, &inlezing).await?;
        write.commit(ctx, gebeurd.as_slice()).await?;
        return Ok((Lot::Voorstel, inlezing));
    }
    let wijziging = Wijziging {
        basis: record.basis.clone(),
        slug: record.slug.clone(),
        notitie: String::new(),
        herkomst,
    };
    let gebeurd = stukken::wijzig(&write, ctx, &kop, wijziging, &record.inhoud).await?;
    soorten::bewaar(conn, kop.id, &record.inhoud).await?;
    store::bewaar(conn, ctx, &record.sleutel, &inlezing).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok((Lot::Gewijzigd, inlezing))
}
