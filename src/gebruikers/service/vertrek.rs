//! Leaving an organisatie, and handing over what nobody else could read.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    accounts::gebeurtenis,
    leden::eis_beheer,
    rollen::{self, wijziging},
    sessies::ingelogd,
    tokens, zetels,
};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    duos::model::Hoe,
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{Status, aanvraag::Verzoek},
        store::{self, Welke, leden, rollen as toekenningen},
    },
    stukken::service as stukken,
};

/// The other members of an organisatie, for a member that leaves it: number and name.
///
/// # Errors
/// [`Error::NotFound`] for who is no member; nobody is logged in; the database fails.
pub async fn collegas(db: &Db, ctx: &Ctx, organisatie_id: Uuid) -> Result<Vec<(Uuid, String)>> {
    let (ik, _) = ingelogd(ctx)?;
    let lid = Toekenning {
        rol: Rol::Lid,
        bereik: Bereik::Organisatie(organisatie_id),
    };
    if !ctx.heeft(lid.rol, lid.bereik) {
        return Err(Error::NotFound);
    }
    let mut ids = toekenningen::houders(db.read(), lid).await?;
    ids.retain(|id| *id != ik);
    let accounts = leden::accounts(db.read(), &ids).await?.into_iter();
    let mut namen: Vec<(Uuid, String)> = accounts.map(|rij| (rij.id, rij.naam)).collect();
    namen.sort_by_cached_key(|(id, naam)| (crate::ids::vouw(naam), *id));
    Ok(namen)
}

/// What ends for a member who leaves.
#[derive(Debug)]
pub struct Gevolg {
    /// Roles in a thema that no other organisatie of theirs fits.
    pub vervalt: Vec<Toekenning>,
    /// Whether nothing is left, and the account is closed.
    pub sluit: bool,
}

/// What would end for the actor, by the roles that they came with.
///
/// # Errors
/// Nobody is logged in; the database fails.
pub async fn gevolg(db: &Db, ctx: &Ctx, organisatie_id: Uuid) -> Result<Gevolg> {
    let (_, aanmelding) = ingelogd(ctx)?;
    bij_vertrek(db.read(), &aanmelding.toekenningen, organisatie_id).await
}

async fn bij_vertrek(
    conn: &impl ConnectionTrait,
    heeft: &[Toekenning],
    organisatie_id: Uuid,
) -> Result<Gevolg> {
    let hier = Bereik::Organisatie(organisatie_id);
    let blijft = heeft.iter().copied().filter(|wat| wat.bereik != hier);
    let blijft: Vec<Toekenning> = blijft.collect();
    let vervalt = zetels::zonder_plaats(conn, &blijft).await?;
    Ok(Gevolg {
        sluit: vervalt.len() == blijft.len(),
        vervalt,
    })
}

/// Takes somebody out of an organisatie: their roles here end, those in a thema that no other
/// organisatie of theirs fits end with them, and what only they could read of it
/// goes to `opvolger`. An account without any role is closed; one that is blocked stays blocked, so
/// that no organisatie opens it again. Answers the number that the search index must reach before
/// what they could read is out of their reach.
///
/// # Errors
/// They are the last organisatiebeheerder; there is something to hand over and no `opvolger` who is
/// a member; [`Error::NotFound`] when they are no member, and for whoever is no organisatiebeheerder
/// here; the database fails.
pub async fn verwijder(
    db: &Db,
    ctx: &Ctx,
    organisatie_id: Uuid,
    wie: Uuid,
    opvolger: Option<Uuid>,
) -> Result<Option<i64>> {
    let (ik, _) = ingelogd(ctx)?;
    // Who leaves of their own accord needs nobody's consent.
    if ik != wie && !eis_beheer(ctx, organisatie_id)? {
        return Err(Error::MagNiet(
            "De organisatiebeheerder beslist wie de organisatie verlaat.".into(),
        ));
    }
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let conn = write.conn();
    let bereik = Bereik::Organisatie(organisatie_id);
    let heeft = toekenningen::toekenningen(conn, wie).await?;
    let hier: Vec<Toekenning> = heeft
        .iter()
        .copied()
        .filter(|t| t.bereik == bereik)
        .collect();
    if hier.is_empty() {
        return Err(Error::NotFound);
    }
    let beheer = Toekenning {
        rol: Rol::Organisatiebeheerder,
        bereik,
    };
    if hier.contains(&beheer) && toekenningen::houders(conn, beheer).await? == [wie] {
        return Err(Error::Conflict(
            "Dit is de enige organisatiebeheerder. Maak eerst een ander organisatiebeheerder."
                .into(),
        ));
    }
    let mut gebeurd = draag_over(&write, organisatie_id, wie, opvolger).await?;
    stukken::auteur_vertrekt(conn, ctx, organisatie_id, wie, opvolger).await?;
    let Gevolg { vervalt, sluit } = bij_vertrek(conn, &heeft, organisatie_id).await?;
    for wat in hier.iter().chain(&vervalt) {
        toekenningen::neem(conn, wie, *wat, (Hoe::Vertrokken, ctx.now)).await?;
        gebeurd.push(wijziging(wie, Verzoek::RolNemen(*wat)));
    }
    let account = store::op_id(conn, wie).await?.ok_or(Error::NotFound)?;
    if sluit && account.gebruiker.status == Status::Actief {
        leden::zet_status(conn, wie, Status::Vertrokken.waarde()).await?;
        store::eindig(conn, Welke::AlleBehalve(wie, None)).await?;
        tokens::eindig(&write, ctx, wie).await?;
        gebeurd.push(gebeurtenis(wie, "account-sluiten", &[]));
    }
    write.commit(ctx, &gebeurd).await
}

async fn draag_over(
    write: &Write,
    organisatie_id: Uuid,
    wie: Uuid,
    opvolger: Option<Uuid>,
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let persoonlijk = leden::persoonlijk(conn, wie, organisatie_id).await?;
    if persoonlijk.is_empty() {
        return Ok(Vec::new());
    }
    let lid = Toekenning {
        rol: Rol::Lid,
        bereik: Bereik::Organisatie(organisatie_id),
    };
    let leden_hier = toekenningen::houders(conn, lid).await?;
    let Some(opvolger) = opvolger.filter(|id| *id != wie && leden_hier.contains(id)) else {
        let mut fouten = Fouten::new();
        let stukken: BTreeSet<Uuid> = persoonlijk.iter().map(|rij| rij.stuk_id).collect();
        let melding = match stukken.len() {
            1 => "Er is 1 stuk dat alleen deze persoon kan lezen. Kies wie het overneemt.".into(),
            n => format!(
                "Er zijn {n} stukken die alleen deze persoon kan lezen. Kies wie ze overneemt."
            ),
        };
        fouten.meld("opvolger", "verplicht", melding);
        return Err(fouten.into());
    };
    for rij in &persoonlijk {
        leden::draag_over(conn, rij, opvolger).await?;
    }
    let stukken: BTreeSet<Uuid> = persoonlijk.iter().map(|rij| rij.stuk_id).collect();
    Ok(stukken
        .into_iter()
        .map(|stuk_id| Gebeurtenis {
            stuk_id,
            actie: "overdragen".into(),
            velden: vec!["leesrecht".into()],
            ..Gebeurtenis::default()
        })
        .collect())
}
