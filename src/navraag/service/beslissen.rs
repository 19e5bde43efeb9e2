//! Answering requests to open a knelpunt again: by who treats it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Uitkomst, Verzoek},
        store::verzoeken as store,
    },
    HEROPENEN_AFWIJZEN, Zichtbaar, gebeurd, inhoud, voor, waarom_gesloten, zet_klaar, zichtbaar,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Error, Fouten, Result},
    knelpunten::{
        model::{Actie, Knelpunt},
        service::{
            behandelaar, behandelaar_per_thema,
            overgangen::{Stap, zet},
        },
    },
    schrijven::model::Waarom,
    stukken::{
        Kind as _,
        model::Kop,
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, reden},
        },
    },
};

/// Lets through who treats what a thema leads. The redactie sees that there is something, also where a duo
/// answers; to others there is no such page.
async fn behandelt(ctx: &Ctx, conn: &impl ConnectionTrait, trekker: Option<Uuid>) -> Result<()> {
    let wie = behandelaar(ctx, conn, trekker).await?;
    match wie.mag() {
        Ok(()) => Ok(()),
        Err(bezwaar) if wie.redactie => Err(Error::MagNiet(bezwaar.melding().into())),
        Err(_) => Err(Error::NotFound),
    }
}

/// The requests that wait about one knelpunt, for who answers them.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The knelpunt.
    pub kop: Kop,
    /// When it was closed.
    pub gesloten_op: Option<DateTime<Utc>>,
    /// Why it was closed.
    pub waarom: String,
    /// What was asked and waits, the first first.
    pub verzoeken: Vec<Zichtbaar>,
}

/// What waits about a knelpunt.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it or have nothing to do with it;
/// [`Error::MagNiet`] with who answers; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    let (kop, _) = voor(ctx, conn, naam).await?;
    let knelpunt = inhoud(conn, kop.id).await?;
    behandelt(ctx, conn, knelpunt.trekker).await?;
    let alle = store::over(conn, kop.id).await?;
    let open: Vec<Verzoek> = alle.into_iter().filter(Verzoek::is_open).collect();
    Ok(Zaak {
        gesloten_op: knelpunt.gesloten_op,
        waarom: waarom_gesloten(ctx, conn, &kop).await?,
        verzoeken: zichtbaar(ctx, conn, kop.id, open).await?,
        kop,
    })
}

/// What who treats it answers.
#[derive(Debug, Clone, Default)]
pub struct Besluit {
    /// Whether it is opened again; none when nothing was chosen.
    pub heropenen: Option<bool>,
    /// The requests that are answered when it is not. When it is, all of them are.
    pub verzoeken: BTreeSet<Uuid>,
    /// Why. It is public.
    pub reden: String,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
    /// The version of the knelpunt that they saw.
    pub versie: i64,
}

impl Besluit {
    /// The reason when the knelpunt stays closed, or all that is wrong.
    fn keur(&self) -> Result<&str, Fouten> {
        let mut fouten = Fouten::new();
        if self.heropenen.is_none() {
            let melding = "Kies of het knelpunt wordt heropend.";
            fouten.meld("besluit", "verplicht", melding);
        } else if self.verzoeken.is_empty() {
            let melding = "Kies op welke verzoeken u antwoordt.";
            fouten.meld("verzoek", "verplicht", melding);
        }
        let waarom = Waarom {
            veld: "reden",
            label: "Waarom?",
            tekst: &self.reden,
            akkoord: self.akkoord,
        };
        let reden = waarom.keur(true, &mut fouten);
        fouten.of(reden.unwrap_or_default())
    }
}

/// Answers requests: opens the knelpunt again, which settles all of them, or says why not. Answers the
/// knelpunt.
///
/// # Errors
/// All that is wrong; [`Error::Conflict`] when a request was answered already, or somebody else was first;
/// the others as for [`zaak`]; the database refuses.
pub async fn besluit(db: &Db, ctx: &Ctx, naam: &str, besluit: &Besluit) -> Result<Kop> {
    let Zaak { kop, verzoeken, .. } = zaak(ctx, db.read(), naam).await?;
    if verzoeken.is_empty() {
        return Err(al_beantwoord());
    }
    if besluit.heropenen == Some(true) {
        let stap = Stap {
            actie: Actie::Heropenen,
            reden: &besluit.reden,
            versie: besluit.versie,
            akkoord: besluit.akkoord,
            oplossing: "",
            op_verzoek: true,
        };
        return Ok(zet(db, ctx, kop.id, &stap).await?.0);
    }
    wijs_af(db, ctx, &kop, besluit).await
}

/// That somebody else answered first.
pub fn al_beantwoord() -> Error {
    let melding =
        "Op dit verzoek is al geantwoord. Kijk op de pagina van het knelpunt wat het antwoord was.";
    Error::Conflict(melding.into())
}

async fn wijs_af(db: &Db, ctx: &Ctx, kop: &Kop, besluit: &Besluit) -> Result<Kop> {
    let tekst = besluit.keur()?;
    let write = db.begin_write().await?;
    links::houd(&write, kop.id).await?;
    let conn = write.conn();
    let kop = stukken::kop_voor_taak(conn, kop.id).await?;
    behandelt(ctx, conn, inhoud(conn, kop.id).await?.trekker).await?;
    let alle = store::over(conn, kop.id).await?.into_iter();
    let gekozen = alle.filter(|v| v.is_open() && besluit.verzoeken.contains(&v.id));
    let gekozen: Vec<Uuid> = gekozen.map(|v| v.id).collect();
    if gekozen.len() != besluit.verzoeken.len() {
        return Err(al_beantwoord());
    }
    let waarom = Reden { tekst, lezers: &[] };
    let reden_id = bewaar_reden(conn, ctx, kop.id, HEROPENEN_AFWIJZEN, waarom).await?;
    store::handel_af(conn, ctx, &gekozen, Uitkomst::Afgewezen, Some(reden_id)).await?;
    for verzoek in gekozen {
        zet_klaar(&write, ctx, Bericht::Beantwoord { verzoek }).await?;
    }
    let rij = gebeurd(&kop, HEROPENEN_AFWIJZEN, vec![reden(reden_id)]);
    write.commit(ctx, &[rij]).await?;
    Ok(kop)
}

/// A knelpunt about which requests wait.
#[derive(Debug, Clone)]
pub struct Wachtend {
    /// The knelpunt.
    pub kop: Kop,
    /// How many wait.
    pub aantal: usize,
    /// The soonest last day.
    pub uiterlijk: NaiveDate,
    /// For how many days the answer is late; none when it is not.
    pub te_laat: Option<i64>,
    /// Whether the actor answers it.
    pub behandelt: bool,
}

/// What waits for the actor: of a duo what it treats, of the redactie everything; the soonest last day
/// first.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] for who is of neither; the database can't be read.
pub async fn wachtend(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wachtend>> {
    ctx.schrijver()?;
    let redactie = ctx.heeft(Rol::Redactie, Bereik::Landelijk);
    let in_duo = |rol| matches!(rol, Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer);
    if !redactie && !ctx.rollen().iter().any(|wat| in_duo(wat.rol)) {
        return Err(Error::NotFound);
    }
    let mut per_knelpunt: BTreeMap<Uuid, Vec<Verzoek>> = BTreeMap::new();
    for verzoek in store::open(conn).await? {
        let van = per_knelpunt.entry(verzoek.knelpunt).or_default();
        van.push(verzoek);
    }
    let ids: Vec<Uuid> = per_knelpunt.keys().copied().collect();
    let knelpunten = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let trekkers: BTreeSet<Option<Uuid>> = knelpunten.values().map(|k| k.trekker).collect();
    let behandelaars = behandelaar_per_thema(ctx, conn, trekkers).await?;
    let mut regels = Vec::new();
    for kop in stukken::koppen(ctx, conn, &ids).await? {
        let verzoeken = per_knelpunt.remove(&kop.id).unwrap_or_default();
        let trekker = knelpunten.get(&kop.id).and_then(|k| k.trekker);
        let wie = behandelaars.get(&trekker).copied().unwrap_or_default();
        let behandelt = wie.mag().is_ok();
        let Some(eerste) = verzoeken.first().filter(|_| redactie || behandelt) else {
            continue;
        };
        regels.push(Wachtend {
            aantal: verzoeken.len(),
            uiterlijk: eerste.uiterlijk,
            te_laat: eerste.dagen_te_laat(ctx.vandaag()),
            behandelt,
            kop,
        });
    }
    regels.sort_by_key(|regel| (regel.uiterlijk, regel.kop.id));
    Ok(regels)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_does_not_open_it_again_says_why_and_to_whom() {
        let verzoek = BTreeSet::from([Uuid::from_u128(1)]);
        for (heropenen, verzoeken, reden, verwacht) in [
            (None, &verzoek, "", &["besluit", "reden"][..]),
            (Some(false), &BTreeSet::new(), " ", &["verzoek", "reden"]),
            (Some(false), &verzoek, "Bel 06-12345678.", &["reden"]),
            (Some(false), &verzoek, "De wet is al anders.", &[]),
        ] {
            let besluit = Besluit {
                heropenen,
                verzoeken: verzoeken.clone(),
                reden: reden.into(),
                ..Besluit::default()
            };
            let fouten = besluit.keur().err().unwrap_or_default();
            let velden: Vec<&str> = fouten.iter().map(|f| f.veld.as_str()).collect();
            assert_eq!(velden, verwacht, "{reden}");
        }
    }
}
