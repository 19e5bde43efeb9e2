//! Giving and taking roles, alone or by two (design section 4).

mod erbij;
mod overzicht;
mod zaak;

use uuid::Uuid;

pub use erbij::{geef_erbij, is_open, lopende_overdracht, neem_erbij};
pub use overzicht::{Houder, Openstaand, houders, openstaand, te_geven};

use super::{accounts::gebeurtenis, sessies::ingelogd};
use crate::{
    actor::Toekenning,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    duos::service::overdracht,
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            Status,
            aanvraag::{Aanvraag, Uitkomst, Verzoek},
        },
        policy::Oordeel,
        store::{self, aanvragen, rollen},
    },
    ids::new_id,
};
use zaak::Zaak;

/// Makes those who change roles at the same time see each other's.
pub(super) const SLOT: i64 = 0x4742_524b;
/// The longest reason.
const REDEN: usize = 500;

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gevolg {
    /// It is done.
    Gedaan,
    /// A second person has to agree.
    WachtOpTweede,
}

/// Does what is asked about an account, or puts it before a second person.
///
/// # Errors
/// [`Error::MagNiet`] when it is not for the actor to ask, or a role for themselves, [`Error::NietSterk`] when it would be after
/// a second factor; the reason is missing where a second person has to judge it; the account can't
/// be used, has the role already or does not have it, can't be missed, or is no member where it has
/// to be; the same was asked before; nobody is logged in; the database fails.
pub async fn vraag(
    db: &Db,
    ctx: &Ctx,
    gebruiker_id: Uuid,
    verzoek: Verzoek,
    reden: &str,
) -> Result<Gevolg> {
    let (ik, aanmelding) = ingelogd(ctx)?;
    let reden = keur_reden(reden)?;
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let zaak = Zaak::lees(&write, gebruiker_id, verzoek).await?;
    if gebruiker_id == ik && matches!(verzoek, Verzoek::RolGeven(_)) {
        return Err(Error::MagNiet(
            "U kunt uzelf geen rol geven. Vraag het een collega die dat mag.".into(),
        ));
    }
    if let Verzoek::ZetelOverdragen(wat) = verzoek
        && !ctx.heeft(wat.rol, wat.bereik)
    {
        return Err(Error::MagNiet(zaak::ALLEEN_VAN_ZICHZELF.into()));
    }
    match zaak.oordeel(&[&ctx.rollen()]) {
        Oordeel::MagNiet => {
            return Err(match zaak.oordeel(&[&aanmelding.toekenningen]) {
                Oordeel::MagNiet => zaak.mag_niet(),
                Oordeel::Mag | Oordeel::WachtOpTweede => Error::NietSterk,
            });
        }
        Oordeel::Mag => {
            zaak.kan(&write).await?;
            let gebeurd = zaak.voer_uit(&write, ctx).await?;
            write.commit(ctx, &gebeurd).await?;
            return Ok(Gevolg::Gedaan);
        }
        Oordeel::WachtOpTweede => zaak.kan(&write).await?,
    }
    if reden.is_empty() {
        let mut fouten = Fouten::new();
        let melding = "Schrijf op waarom. Een tweede persoon leest het en beslist mee.";
        fouten.meld("reden", "verplicht", melding);
        return Err(fouten.into());
    }
    let lopend = aanvragen::open(write.conn()).await?;
    // Who sits on a seat names one successor at a time, whatever who sat there before them asked.
    let is_dit = |a: &Aanvraag| match verzoek {
        Verzoek::ZetelOverdragen(_) => a.verzoek == verzoek && a.door == ik,
        _ => a.verzoek == verzoek && a.gebruiker_id == gebruiker_id,
    };
    if lopend.iter().any(is_dit) {
        return Err(Error::Conflict(
            "Dit is al gevraagd, en wacht op een tweede persoon.".into(),
        ));
    }
    let nieuw = Aanvraag {
        id: new_id(),
        verzoek,
        gebruiker_id,
        reden,
        door: ik,
        op: ctx.now,
    };
    aanvragen::maak(write.conn(), &nieuw).await?;
    if let Verzoek::ZetelOverdragen(wat) = verzoek {
        overdracht::na_voorstel(&write, ctx, wat, nieuw.id).await?;
    }
    let wat = gebeurtenis(gebruiker_id, "aanvragen", &verzoek.velden());
    write.commit(ctx, &[wat]).await?;
    Ok(Gevolg::WachtOpTweede)
}

/// Decides what somebody else asked: agrees and does it, or refuses.
///
/// # Errors
/// [`Error::NotFound`] when it was decided or taken back; [`Error::MagNiet`] when the actor asked it,
/// is the one it is about, or may not decide it; what [`vraag`] refuses; nobody is logged in; the
/// database fails.
pub async fn beslis(db: &Db, ctx: &Ctx, aanvraag_id: Uuid, akkoord: bool) -> Result<()> {
    let (ik, aanmelding) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let aanvraag = aanvragen::een(write.conn(), aanvraag_id).await?;
    let aanvraag = aanvraag.ok_or(Error::NotFound)?;
    let zaak = Zaak::lees(&write, aanvraag.gebruiker_id, aanvraag.verzoek).await?;
    if aanvraag.door == ik || aanvraag.gebruiker_id == ik {
        return Err(Error::MagNiet(
            "Een ander beslist over wat u zelf vroeg, en over wat over u gaat.".into(),
        ));
    }
    match zaak.oordeel(&[&ctx.rollen()]) {
        Oordeel::MagNiet => {
            return Err(match zaak.oordeel(&[&aanmelding.toekenningen]) {
                Oordeel::MagNiet => Error::NotFound,
                Oordeel::Mag | Oordeel::WachtOpTweede => Error::NietSterk,
            });
        }
        Oordeel::Mag | Oordeel::WachtOpTweede => {}
    }
    let gebeurd = if akkoord {
        let eerste = rollen_nu(&write, aanvraag.door).await?;
        if zaak.oordeel(&[&eerste, &ctx.rollen()]) != Oordeel::Mag {
            return Err(Error::Conflict(
                "Wie dit vroeg, mag dat zelf niet meer. Wijs het af, of vraag het opnieuw.".into(),
            ));
        }
        zaak.kan(&write).await?;
        let mut gebeurd = vec![gebeurtenis(
            aanvraag.gebruiker_id,
            "aanvraag-bevestigen",
            &aanvraag.verzoek.velden(),
        )];
        gebeurd.extend(zaak.voer_uit(&write, ctx).await?);
        gebeurd
    } else {
        if let Verzoek::ZetelOverdragen(wat) = aanvraag.verzoek {
            overdracht::na_afwijzing(&write, ctx, wat, aanvraag.door).await?;
        }
        vec![gebeurtenis(
            aanvraag.gebruiker_id,
            "aanvraag-afwijzen",
            &aanvraag.verzoek.velden(),
        )]
    };
    let uitkomst = if akkoord {
        Uitkomst::Bevestigd
    } else {
        Uitkomst::Afgewezen
    };
    sluit(&write, ctx, aanvraag_id, uitkomst, ik).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}

/// Takes back what the actor asked.
///
/// # Errors
/// [`Error::NotFound`] when it is not theirs, or was decided; nobody is logged in; the database
/// fails.
pub async fn trek_in(db: &Db, ctx: &Ctx, aanvraag_id: Uuid) -> Result<()> {
    let (ik, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let aanvraag = aanvragen::een(write.conn(), aanvraag_id).await?;
    let aanvraag = aanvraag.filter(|a| a.door == ik).ok_or(Error::NotFound)?;
    sluit(&write, ctx, aanvraag_id, Uitkomst::Ingetrokken, ik).await?;
    let wat = gebeurtenis(
        aanvraag.gebruiker_id,
        "aanvraag-intrekken",
        &aanvraag.verzoek.velden(),
    );
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

async fn sluit(
    write: &Write,
    ctx: &Ctx,
    aanvraag_id: Uuid,
    uitkomst: Uitkomst,
    door: Uuid,
) -> Result<()> {
    if aanvragen::besluit(write.conn(), aanvraag_id, uitkomst, door, ctx.now).await? {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// Gives a role of the actor up.
///
/// # Errors
/// They can't be missed in it; they don't have it; nobody is logged in; the database fails.
pub async fn leg_neer(db: &Db, ctx: &Ctx, wat: Toekenning) -> Result<()> {
    let (ik, _) = ingelogd(ctx)?;
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let zaak = Zaak::lees(&write, ik, Verzoek::RolNemen(wat)).await?;
    zaak.kan(&write).await?;
    let gebeurd = zaak.voer_uit(&write, ctx).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}

/// The row of the geschiedenis of an account whose roles or factor change.
pub(super) fn wijziging(id: Uuid, verzoek: Verzoek) -> Gebeurtenis {
    let velden = verzoek.toekenning().map_or_else(Vec::new, |wat| {
        vec![wat.rol.to_string(), wat.bereik.to_string()]
    });
    gebeurtenis(id, verzoek.naam(), &velden)
}

/// The roles of an account; none when it can't be used.
async fn rollen_nu(write: &Write, id: Uuid) -> Result<Vec<Toekenning>> {
    let account = store::op_id(write.conn(), id).await?;
    match account {
        Some(account) if account.gebruiker.status == Status::Actief => {
            rollen::toekenningen(write.conn(), id).await
        }
        _ => Ok(Vec::new()),
    }
}

fn keur_reden(reden: &str) -> Result<String, Fouten> {
    let mut fouten = Fouten::new();
    let reden = reden.trim();
    if reden.chars().count() > REDEN {
        let melding = format!("Schrijf hoogstens {REDEN} tekens.");
        fouten.meld("reden", "te-lang", melding);
    }
    fouten.of(reden.to_owned())
}
