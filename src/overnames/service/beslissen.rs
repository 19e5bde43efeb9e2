//! Deciding about an overname.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Actie, Lading, Overname, SOORT, keur_reden, overgang},
        policy, store,
    },
    SLOT, al_besloten, feiten, gebeurd, speelt_daar,
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::{
        functie::{bereikbaar, lid_van},
        sessies::ingelogd,
    },
    jobs::{model::Opdracht, service as jobs},
    persoonsgegevens::model::{Veld, keur},
    praktijken::model::Praktijk,
    stukken::{
        Kind as _, Leesrecht,
        model::{Eigenaar, Kop, voorstel::Staat},
        service::{self as stukken, Wijziging},
        store as spil,
    },
    toepassingen::service as toepassingen,
    versheid::model::over_een_jaar,
};

/// An overname with all around it, for who asked and the redactie.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// What was asked.
    pub overname: Overname,
    /// The praktijk.
    pub kop: Kop,
    /// The organisatie.
    pub organisatie: Kop,
    /// Whether the praktijk says that it is done there.
    pub speelt_daar: bool,
    /// Whether the actor asked.
    pub van_mij: bool,
    /// Whether the actor is of the redactie.
    pub redactie: bool,
    /// Why the actor can't decide; none when they can.
    pub bezwaar: Option<policy::Weigering>,
    /// Why it can't be granted now, whoever decides; none when it can.
    pub beletsel: Option<policy::Weigering>,
    /// Others that asked for the same praktijk and wait, each with the number of what they asked. For who
    /// decides: nobody else hears who asks.
    pub ook: Vec<(Uuid, Kop)>,
}

/// An overname, for who asked and the redactie.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when there is none that they may read; the database can't be
/// read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, id: Uuid) -> Result<Zaak> {
    let (ik, _) = ingelogd(ctx)?;
    let overname = store::een(conn, &Leesrecht::van(&ctx.actor), id).await?;
    let overname = overname.ok_or(Error::NotFound)?;
    let koppen = [overname.stuk_id, overname.organisatie_id];
    let koppen = stukken::koppen(ctx, conn, &koppen).await?;
    let [kop, organisatie] = <[Kop; 2]>::try_from(koppen).map_err(|_| Error::NotFound)?;
    let redactie = ctx.heeft(Rol::Redactie, Bereik::Landelijk);
    let van_mij = overname.gebruiker_id == ik;
    let praktijk = feiten(conn, &kop).await?;
    let nog_lid = is_nog_lid(conn, &overname).await?;
    let ook = if redactie && !van_mij {
        anderen(ctx, conn, &overname).await?
    } else {
        Vec::new()
    };
    Ok(Zaak {
        speelt_daar: speelt_daar(conn, kop.id, organisatie.id).await?,
        bezwaar: policy::mag_besluiten(redactie, van_mij).err(),
        beletsel: policy::kan_toekennen(praktijk, nog_lid).err(),
        ook,
        overname,
        kop,
        organisatie,
        van_mij,
        redactie,
    })
}

/// The organisaties that wait for the same praktijk, each with the number of what was asked for it.
async fn anderen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    overname: &Overname,
) -> Result<Vec<(Uuid, Kop)>> {
    let mut anderen = Vec::new();
    for ander in store::open(conn, Some(overname.stuk_id)).await? {
        let wie = [ander.organisatie_id];
        let organisatie = stukken::koppen(ctx, conn, &wie).await?.pop();
        if let Some(organisatie) = organisatie.filter(|_| ander.id != overname.id) {
            anderen.push((ander.id, organisatie));
        }
    }
    Ok(anderen)
}

/// Whether who asked can still speak for the organisatie.
async fn is_nog_lid(conn: &impl ConnectionTrait, overname: &Overname) -> Result<bool> {
    let wie = overname.gebruiker_id;
    let actief = bereikbaar(conn, wie).await?.is_some();
    Ok(actief && lid_van(conn, wie).await?.contains(&overname.organisatie_id))
}

/// What the redactie decides.
#[derive(Debug, Clone, Default)]
pub struct Besluit {
    /// Whether the praktijk becomes theirs.
    pub toekennen: bool,
    /// Why, in their words.
    pub reden: String,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// Decides about an overname; who asked hears it by mail. When it is granted, the praktijk is theirs in
/// the same write, and who else asked for it is refused. Answers the praktijk.
///
/// # Errors
/// What is wrong with the reason; [`Error::MagNiet`] with who decides; [`Error::Conflict`] when it was
/// decided, or can't be granted and why; [`Error::NotFound`] as for [`zaak`]; the database refuses.
pub async fn besluit(db: &Db, ctx: &Ctx, id: Uuid, besluit: &Besluit) -> Result<Kop> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let zaak = zaak(ctx, conn, id).await?;
    if let Some(bezwaar) = zaak.bezwaar {
        return Err(Error::MagNiet(bezwaar.melding().into()));
    }
    let actie = if besluit.toekennen {
        Actie::Toekennen
    } else {
        Actie::Afwijzen
    };
    overgang(zaak.overname.status, actie).ok_or_else(al_besloten)?;
    let reden = keur_alles(besluit, actie)?;
    let gebeurd = match (actie, zaak.beletsel) {
        (Actie::Toekennen, Some(waarom)) => return Err(Error::Conflict(waarom.melding().into())),
        (Actie::Toekennen, None) => ken_toe(&write, ctx, &zaak, &reden).await?,
        _ => vec![sluit(&write, ctx, &zaak.kop, &zaak.overname, (actie, &reden)).await?],
    };
    let kop = stukken::kop_voor_taak(conn, zaak.kop.id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

fn keur_alles(besluit: &Besluit, actie: Actie) -> Result<String, Fouten> {
    let mut fouten = Fouten::new();
    let reden = keur_reden(&besluit.reden, actie == Actie::Afwijzen, &mut fouten);
    let veld = Veld {
        naam: "reden",
        label: "Toelichting",
        tekst: &reden,
    };
    keur(&[veld], besluit.akkoord, &mut fouten);
    fouten.of(reden)
}

/// Settles an overname and has it told. Answers the row of the geschiedenis.
async fn sluit(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    overname: &Overname,
    (actie, reden): (Actie, &str),
) -> Result<Gebeurtenis> {
    let naar = overgang(overname.status, actie).ok_or_else(al_besloten)?;
    if !store::zet(write.conn(), ctx, overname.id, naar, reden).await? {
        return Err(al_besloten());
    }
    let lading = Lading {
        overname: overname.id,
    };
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(gebeurd(
        kop,
        actie.in_geschiedenis(),
        overname.organisatie_id,
    ))
}

/// Makes a praktijk that of an organisatie: its owner and the function there, no longer told from a bron
/// although the bron stays named, to be looked at again in a year, written by who asked. Others that
/// asked hear whose it is.
async fn ken_toe(write: &Write, ctx: &Ctx, zaak: &Zaak, reden: &str) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let Zaak {
        kop,
        organisatie,
        overname,
        ..
    } = zaak;
    let Staat { basis, inhoud, .. } = stukken::staat_van::<Praktijk>(conn, kop).await?;
    let inhoud = Praktijk {
        uit_bron: false,
        ..inhoud
    };
    let wijziging = Wijziging {
        basis,
        slug: None,
        notitie: format!("Overgenomen door {}.", organisatie.titel),
        herkomst: String::new(),
    };
    let gewijzigd = stukken::wijzig(write, ctx, kop, wijziging, &inhoud).await?;
    inhoud.bewaar(conn, kop.id).await?;
    let eigenaar = Eigenaar {
        organisatie: Some(organisatie.id),
        functie: overname.vraag.functie.clone(),
    };
    spil::zet_eigenaar(conn, kop.id, &eigenaar).await?;
    spil::zet_herzien_voor(conn, kop.id, Some(over_een_jaar(ctx.vandaag()))).await?;
    let mut alles = Vec::new();
    let sluiting = sluit(write, ctx, kop, overname, (Actie::Toekennen, reden)).await?;
    let velden = ["eigenaar", "herzienVoor"].map(str::to_owned);
    alles.push(Gebeurtenis {
        herkomst: format!("door {}", organisatie.titel),
        velden: [gewijzigd.velden, velden.to_vec(), sluiting.velden].concat(),
        inhoud_hash: gewijzigd.inhoud_hash,
        ..sluiting
    });
    alles.extend(toepassingen::eindig(write, kop, organisatie.id).await?);
    alles.extend(stukken::voeg_auteur_toe(write, ctx, kop, overname.gebruiker_id).await?);
    let waarom = format!("De praktijk is overgenomen door {}.", organisatie.titel);
    for ander in store::open(conn, Some(kop.id)).await? {
        alles.push(sluit(write, ctx, kop, &ander, (Actie::Afwijzen, &waarom)).await?);
    }
    Ok(alles)
}
