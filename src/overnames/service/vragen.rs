//! Asking for a praktijk, and taking that back.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Actie, Overname, Status, VRAGEN, Vraag, overgang},
        policy, store,
    },
    SLOT, feiten, gebeurd, speelt_daar,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    gebruikers::service::sessies::ingelogd,
    ids::new_id,
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        Leesrecht,
        model::{Kop, Soort},
        service as stukken, store as spil,
    },
    toepassingen::service as toepassingen,
};

/// An organisatie that the actor can ask a praktijk for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Namens {
    /// The organisatie.
    pub kop: Kop,
    /// Whether the praktijk says that it is done there.
    pub speelt_daar: bool,
}

/// What the form to ask for a praktijk needs.
#[derive(Debug, Clone)]
pub struct Voorbereid {
    /// The praktijk.
    pub kop: Kop,
    /// Whom the actor can ask it for: those that do it first, then by title.
    pub mogelijk: Vec<Namens>,
}

/// What there is to ask of a praktijk.
///
/// # Errors
/// [`Error::NotFound`] when it may not be read; nobody is logged in; [`Error::MagNiet`] when they belong
/// to no organisatie that may; [`Error::Conflict`] when it is not to be taken over; the database can't
/// be read.
pub async fn bereid(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Voorbereid> {
    let kop = stukken::vind(ctx, conn, Soort::Praktijk, naam).await;
    // A visitor is asked to log in before it is said whether there is such a thing.
    ingelogd(ctx)?;
    let kop = kop?;
    let praktijk = feiten(conn, &kop).await?;
    let mut weigering = policy::Weigering::Soort;
    let mut mogelijk = Vec::new();
    for lid in toepassingen::leden_van(ctx, conn).await? {
        match policy::mag_vragen(lid.soort, praktijk) {
            Ok(()) => mogelijk.push(Namens {
                speelt_daar: speelt_daar(conn, kop.id, lid.kop.id).await?,
                kop: lid.kop,
            }),
            Err(waarom) => weigering = waarom,
        }
    }
    if mogelijk.is_empty() {
        let melding = weigering.melding().into();
        return Err(match weigering {
            policy::Weigering::NietVrij => Error::Conflict(melding),
            _ => Error::MagNiet(melding),
        });
    }
    mogelijk.sort_by_key(|namens| !namens.speelt_daar);
    Ok(Voorbereid { kop, mogelijk })
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// The slug of the organisatie that they ask for.
    pub organisatie: String,
    /// What they ask.
    pub vraag: Vraag,
    /// Whether they say that they ask on behalf of the organisatie.
    pub namens: bool,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// Asks for a praktijk on behalf of an organisatie. Answers the number of what was asked.
///
/// # Errors
/// As [`bereid`]; every field that is not right; [`Error::Conflict`] when it was asked for that
/// organisatie already; the database refuses.
pub async fn vraag(db: &Db, ctx: &Ctx, naam: &str, verzoek: &Verzoek) -> Result<Uuid> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let Voorbereid { kop, mogelijk } = bereid(ctx, conn, naam).await?;
    let (ik, _) = ingelogd(ctx)?;
    let (namens, vraag) = keur_alles(verzoek, &mogelijk)?;
    let al = store::open(conn, Some(kop.id)).await?;
    if al.iter().any(|o| o.organisatie_id == namens.kop.id) {
        return Err(Error::Conflict(
            "Voor deze organisatie is al gevraagd om deze praktijk. De redactie beslist daarover."
                .into(),
        ));
    }
    let overname = Overname {
        id: new_id(),
        stuk_id: kop.id,
        organisatie_id: namens.kop.id,
        gebruiker_id: ik,
        vraag,
        status: Status::Open,
        op: ctx.now,
        besloten_op: None,
        besluit: String::new(),
    };
    store::voeg_toe(conn, &overname).await?;
    let lezers = [Sleutel::Persoon(ik), Sleutel::Redactie];
    spil::zet_sleutels(conn, kop.id, overname.id, &lezers).await?;
    let rij = gebeurd(&kop, VRAGEN, namens.kop.id);
    write.commit(ctx, &[rij]).await?;
    Ok(overname.id)
}

fn keur_alles<'a>(verzoek: &Verzoek, mogelijk: &'a [Namens]) -> Result<(&'a Namens, Vraag)> {
    let mut fouten = Fouten::new();
    let namens = match mogelijk {
        [enige] if verzoek.organisatie.is_empty() => Some(enige),
        alle => alle
            .iter()
            .find(|n| n.kop.slug.as_str() == verzoek.organisatie),
    };
    if namens.is_none() {
        fouten.meld(
            "organisatie",
            "verplicht",
            "Kies een organisatie waar u lid van bent.",
        );
    }
    let speelt_daar = namens.is_none_or(|n| n.speelt_daar);
    let vraag = match verzoek.vraag.keur(speelt_daar, verzoek.namens) {
        Ok(vraag) => Some(vraag),
        Err(meer) => {
            fouten.voeg_toe(meer);
            None
        }
    };
    let veld = |naam, label, tekst| Veld { naam, label, tekst };
    let velden = [
        veld("functie", "Functie", verzoek.vraag.functie.as_str()),
        veld(
            "toelichting",
            "Wat klopt er?",
            verzoek.vraag.toelichting.as_str(),
        ),
        veld(
            "reden",
            "Waarom is zij van u?",
            verzoek.vraag.reden.as_str(),
        ),
    ];
    keur(&velden, verzoek.akkoord, &mut fouten);
    match (namens, vraag) {
        (Some(namens), Some(vraag)) => Ok(fouten.of((namens, vraag))?),
        _ => Err(fouten.into()),
    }
}

/// Takes back what the actor asked. Answers the praktijk.
///
/// # Errors
/// [`Error::NotFound`] when they asked nothing of this number; [`Error::Conflict`] when it was decided;
/// the database refuses.
pub async fn trek_in(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Kop> {
    let (ik, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let overname = store::een(conn, &Leesrecht::van(&ctx.actor), id).await?;
    let overname = overname.filter(|o| o.gebruiker_id == ik);
    let overname = overname.ok_or(Error::NotFound)?;
    let kop = stukken::kop_voor_taak(conn, overname.stuk_id).await?;
    let naar = overgang(overname.status, Actie::Intrekken).ok_or_else(al_besloten)?;
    if !store::zet(conn, ctx, id, naar, "").await? {
        return Err(al_besloten());
    }
    let rij = gebeurd(
        &kop,
        Actie::Intrekken.in_geschiedenis(),
        overname.organisatie_id,
    );
    write.commit(ctx, &[rij]).await?;
    Ok(kop)
}

/// What somebody hears who comes after a decision.
pub(super) fn al_besloten() -> Error {
    Error::Conflict("Hierover is al beslist. Er verandert niets meer aan.".into())
}
