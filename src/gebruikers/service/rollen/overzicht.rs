//! What the page of roles shows: what the actor may give, who has it, and what waits for a second
//! person.

use uuid::Uuid;

use crate::{
    actor::{Bereik, Bereiksoort, Rol, Toekenning},
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    gebruikers::{
        model::aanvraag::{Aanvraag, Verzoek},
        policy::{BEVESTIGT_OVERDRACHT, Eis, Gift, Oordeel, eis, eis_factor_wissen},
        service::sessies::ingelogd,
        store::{self, aanvragen, rollen},
    },
};

/// The roles that the actor may give on the page of roles, alone or with a second person.
///
/// # Errors
/// [`Error::NotFound`] when there are none, [`Error::NietSterk`] when there would be after a second
/// factor; nobody is logged in.
pub fn te_geven(ctx: &Ctx) -> Result<Vec<Rol>> {
    let (_, aanmelding) = ingelogd(ctx)?;
    let van = |mijne: &[Toekenning]| -> Vec<Rol> {
        let heb = |rol: &Rol| mijne.iter().any(|t| t.rol == *rol);
        let alle = Rol::ALLE.iter().copied();
        let landelijk_of_thema = |rol: &Rol| {
            matches!(
                rol.bereiksoort(),
                Bereiksoort::Landelijk | Bereiksoort::Thema
            )
        };
        alle.filter(landelijk_of_thema)
            .filter(|rol| match eis(*rol) {
                Eis::Een(van) => van.iter().any(heb),
                Eis::Twee(van) => heb(&van),
                Eis::Eerste { .. } | Eis::Machine => false,
            })
            .collect()
    };
    let nu = van(&ctx.rollen());
    if !nu.is_empty() {
        Ok(nu)
    } else if van(&aanmelding.toekenningen).is_empty() {
        Err(Error::NotFound)
    } else {
        Err(Error::NietSterk)
    }
}

/// Somebody who has a role.
#[derive(Debug)]
pub struct Houder {
    /// Who: name and mail address. A name is what somebody calls themselves.
    pub wie: String,
    /// Where they have it.
    pub bereik: Bereik,
}

/// Who has a role, in the places where the actor may give it.
///
/// # Errors
/// The actor may not give it; the database fails.
pub async fn houders(db: &Db, ctx: &Ctx, rol: Rol) -> Result<Vec<Houder>> {
    if !te_geven(ctx)?.contains(&rol) {
        return Err(Error::NotFound);
    }
    let mijne = ctx.rollen();
    let mag_daar = |bereik: Bereik| {
        let gift = Gift {
            wat: Toekenning { rol, bereik },
            thema_van_tafel: None,
            al_iemand: true,
        };
        gift.oordeel(&[&mijne]) != Oordeel::MagNiet
    };
    let mut rijen = rollen::met_rol(db.read(), rol).await?;
    rijen.retain(|(_, bereik)| mag_daar(*bereik));
    let ids: Vec<Uuid> = rijen.iter().map(|(id, _)| *id).collect();
    let accounts = store::leden::accounts(db.read(), &ids).await?;
    let mut houders = Vec::new();
    for (id, bereik) in rijen {
        if let Some(rij) = accounts.iter().find(|rij| rij.id == id) {
            let wie = met_adres(&rij.naam, &rij.mail);
            houders.push(Houder { wie, bereik });
        }
    }
    houders.sort_by_cached_key(|houder| (crate::ids::vouw(&houder.wie), houder.bereik));
    Ok(houders)
}

/// A person as somebody who decides about them has to know them: anybody gives themselves a name.
pub(super) fn met_adres(naam: &str, mail: &str) -> String {
    format!("{naam} ({mail})")
}

/// An open request, as the pages show it.
#[derive(Debug)]
pub struct Openstaand {
    /// The request.
    pub aanvraag: Aanvraag,
    /// Whom it is about: name and mail address.
    pub over: String,
    /// Who asked it: name and mail address.
    pub door: String,
    /// Whether the actor may decide it.
    pub mag_beslissen: bool,
    /// Whether the actor asked it.
    pub van_mij: bool,
}

/// The open requests that the actor asked or may decide, the oldest first.
///
/// # Errors
/// Nobody is logged in; the database fails.
pub async fn openstaand(db: &Db, ctx: &Ctx) -> Result<Vec<Openstaand>> {
    let (ik, _) = ingelogd(ctx)?;
    let mijne = ctx.rollen();
    let mut alle = Vec::new();
    for aanvraag in aanvragen::open(db.read()).await? {
        let van_mij = aanvraag.door == ik;
        let eis = eis_van(db, &aanvraag).await?;
        let heb = |rol: &Rol| mijne.iter().any(|t| t.rol == *rol);
        let rol_van_mij = match &eis {
            Eis::Twee(rol) => heb(rol),
            Eis::Een(rollen) => rollen.iter().any(heb),
            Eis::Eerste { .. } | Eis::Machine => false,
        };
        let mag_beslissen = !van_mij && aanvraag.gebruiker_id != ik && rol_van_mij;
        if !van_mij && !rol_van_mij {
            continue;
        }
        let naam = async |id: Uuid| -> Result<String> {
            let account = store::op_id(db.read(), id).await?;
            Ok(account.map_or_else(
                || "iemand".into(),
                |a| met_adres(&a.gebruiker.naam, a.gebruiker.mail.als_tekst()),
            ))
        };
        alle.push(Openstaand {
            over: naam(aanvraag.gebruiker_id).await?,
            door: naam(aanvraag.door).await?,
            mag_beslissen,
            van_mij,
            aanvraag,
        });
    }
    Ok(alle)
}

async fn eis_van(db: &Db, aanvraag: &Aanvraag) -> Result<Eis> {
    Ok(match aanvraag.verzoek {
        Verzoek::RolGeven(wat) | Verzoek::RolNemen(wat) => eis(wat.rol),
        Verzoek::ZetelOverdragen(_) => Eis::Een(&BEVESTIGT_OVERDRACHT),
        Verzoek::FactorWissen => {
            let van = rollen::toekenningen(db.read(), aanvraag.gebruiker_id).await?;
            eis_factor_wissen(&van)
        }
    })
}
