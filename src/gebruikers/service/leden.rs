//! The people of an organisatie, as its organisatiebeheerder manages them.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::{
    accounts::{self, gebeurtenis},
    rollen::{self, wijziging},
    sessies::ingelogd,
    tokens, uitnodigen,
};
use crate::{
    actor::{Bereik, Rol, Toekenning, recht::Recht},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{Mailadres, Status, aanvraag::Verzoek},
        policy::past_bij_domein,
        store::{self, Welke, leden, rollen as toekenningen},
    },
};

/// A person of an organisatie.
#[derive(Debug)]
pub struct Lid {
    /// The account.
    pub id: Uuid,
    /// The name.
    pub naam: String,
    /// The mail address.
    pub mail: String,
    /// What they are here, beside a member.
    pub rollen: Vec<Rol>,
    /// Whether the account can be used.
    pub actief: bool,
    /// The last login; none when the invitation was never used.
    pub ingelogd: Option<DateTime<Utc>>,
    /// Whether it is the one that asks.
    pub ik: bool,
}

/// Somebody who wants to join.
#[derive(Debug)]
pub struct Kandidaat {
    /// The number of the request.
    pub id: Uuid,
    /// The name, as they wrote it.
    pub naam: String,
    /// The mail address.
    pub mail: String,
    /// When they asked.
    pub op: DateTime<Utc>,
}

/// The people of an organisatie and what its beheerder has to know.
#[derive(Debug)]
pub struct Overzicht {
    /// Its people, by name.
    pub leden: Vec<Lid>,
    /// Who wants to join.
    pub kandidaten: Vec<Kandidaat>,
    /// The domains of its mail addresses.
    pub domeinen: Vec<String>,
    /// Whether it has an organisatiebeheerder.
    pub heeft_beheerder: bool,
    /// Whether the actor is one; a beheerder of the platform otherwise.
    pub is_beheerder: bool,
}

/// Lets through the organisatiebeheerder of an organisatie, and the beheerder of the platform, who
/// brings in the first one. Answers whether it is the former.
fn eis_beheer(ctx: &Ctx, organisatie_id: Uuid) -> Result<bool> {
    let (_, aanmelding) = ingelogd(ctx)?;
    let hier = ctx.heeft(
        Rol::Organisatiebeheerder,
        Bereik::Organisatie(organisatie_id),
    );
    if hier {
        return Ok(true);
    }
    match aanmelding.recht(Rol::Beheerder, Bereik::Landelijk) {
        Recht::Mag => Ok(false),
        Recht::NietSterk => Err(Error::NietSterk),
        Recht::Geen => Err(Error::NotFound),
    }
}

/// The people of an organisatie.
///
/// # Errors
/// [`Error::NotFound`] for whoever does not manage it; nobody is logged in; the database fails.
pub async fn overzicht(db: &Db, ctx: &Ctx, organisatie_id: Uuid) -> Result<Overzicht> {
    let is_beheerder = eis_beheer(ctx, organisatie_id)?;
    let (ik, _) = ingelogd(ctx)?;
    let conn = db.read();
    let bereik = Bereik::Organisatie(organisatie_id);
    let mut per_account: BTreeMap<Uuid, Vec<Rol>> = BTreeMap::new();
    for (id, wat) in toekenningen::in_bereik(conn, bereik).await? {
        per_account.entry(id).or_default().push(wat.rol);
    }
    let ids: Vec<Uuid> = per_account.keys().copied().collect();
    let accounts = leden::accounts(conn, &ids).await?;
    let mut alle: Vec<Lid> = accounts
        .into_iter()
        .map(|rij| {
            let mut rollen = per_account.remove(&rij.id).unwrap_or_default();
            rollen.retain(|rol| *rol != Rol::Lid);
            rollen.sort_unstable();
            Lid {
                ik: rij.id == ik,
                id: rij.id,
                naam: rij.naam,
                mail: rij.mail,
                rollen,
                actief: rij.status == Status::Actief.waarde(),
                ingelogd: rij.ingelogd,
            }
        })
        .collect();
    alle.sort_by_cached_key(|lid| (crate::ids::vouw(&lid.naam), lid.id));
    let kandidaten = leden::aanmeldingen(conn, organisatie_id).await?;
    Ok(Overzicht {
        heeft_beheerder: alle
            .iter()
            .any(|lid| lid.actief && lid.rollen.contains(&Rol::Organisatiebeheerder)),
        leden: alle,
        kandidaten: kandidaten
            .into_iter()
            .map(|rij| Kandidaat {
                id: rij.id,
                naam: rij.naam,
                mail: rij.mail,
                op: rij.op,
            })
            .collect(),
        domeinen: leden::domeinen(conn, organisatie_id).await?,
        is_beheerder,
    })
}

/// Somebody to invite.
#[derive(Debug)]
pub struct Uitnodiging {
    /// The name.
    pub naam: String,
    /// The mail address.
    pub mail: String,
    /// Whether they become organisatiebeheerder too.
    pub beheerder: bool,
    /// Whether they become vrijgever too.
    pub vrijgever: bool,
}

/// Invites somebody into an organisatie. Who has an account already, gets the membership with it.
///
/// # Errors
/// Every field that is not right: the name, an address that is none, is of another organisation or
/// is of a member; [`Error::MagNiet`] when a beheerder of the platform invites more than the first
/// organisatiebeheerder; [`Error::NotFound`] for whoever does not manage it; the database fails.
pub async fn nodig_uit(
    db: &Db,
    ctx: &Ctx,
    organisatie_id: Uuid,
    invoer: Uitnodiging,
) -> Result<()> {
    let is_beheerder = eis_beheer(ctx, organisatie_id)?;
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let bereik = Bereik::Organisatie(organisatie_id);
    if !is_beheerder {
        let eerste = Toekenning {
            rol: Rol::Organisatiebeheerder,
            bereik,
        };
        let al = toekenningen::houders(write.conn(), eerste).await?;
        if !al.is_empty() || !invoer.beheerder {
            return Err(Error::MagNiet(
                "De beheerder van het platform nodigt alleen de eerste organisatiebeheerder uit. \
                 Die nodigt de anderen uit."
                    .into(),
            ));
        }
    }
    let domeinen = leden::domeinen(write.conn(), organisatie_id).await?;
    let (naam, mail) = keur(ctx, &invoer, &domeinen)?;
    let gebeurd = breng_in(&write, ctx, bereik, (naam, mail), &invoer).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}

/// Makes somebody a member with these roles, with a new account when they have none.
async fn breng_in(
    write: &Write,
    ctx: &Ctx,
    bereik: Bereik,
    (naam, mail): (String, Mailadres),
    invoer: &Uitnodiging,
) -> Result<Vec<Gebeurtenis>> {
    let mut rollen = vec![Rol::Lid];
    rollen.extend(invoer.beheerder.then_some(Rol::Organisatiebeheerder));
    rollen.extend(invoer.vrijgever.then_some(Rol::Vrijgever));
    let rollen: Vec<Toekenning> = rollen
        .into_iter()
        .map(|rol| Toekenning { rol, bereik })
        .collect();
    let Some(account) = store::op_mail(write.conn(), &mail).await? else {
        let (_, gebeurd) =
            uitnodigen::nodig_uit(write, ctx, &naam, mail.als_tekst(), &rollen).await?;
        return Ok(gebeurd);
    };
    let id = account.gebruiker.id;
    let mut gebeurd = Vec::new();
    match account.gebruiker.status {
        Status::Actief => {}
        Status::Vertrokken => {
            leden::zet_status(write.conn(), id, Status::Actief.waarde()).await?;
            gebeurd.push(gebeurtenis(id, "account-heropenen", &[]));
        }
        Status::Geblokkeerd => {
            return Err(Error::Conflict(
                "Dit account is geblokkeerd. De beheerder van het platform weet waarom.".into(),
            ));
        }
    }
    let heeft = toekenningen::toekenningen(write.conn(), id).await?;
    let lid = Toekenning {
        rol: Rol::Lid,
        bereik,
    };
    if heeft.contains(&lid) {
        let mut fouten = Fouten::new();
        let melding = "Dit is het adres van iemand die al bij uw organisatie hoort.";
        fouten.meld("mail", "bestaat", melding);
        return Err(fouten.into());
    }
    for wat in rollen.into_iter().filter(|wat| !heeft.contains(wat)) {
        toekenningen::geef(write.conn(), id, wat, ctx.now).await?;
        gebeurd.push(wijziging(id, Verzoek::RolGeven(wat)));
    }
    Ok(gebeurd)
}

fn keur(
    ctx: &Ctx,
    invoer: &Uitnodiging,
    domeinen: &[String],
) -> Result<(String, Mailadres), Fouten> {
    let mut fouten = Fouten::new();
    let persoon = accounts::keur_persoon(ctx, &invoer.naam, &invoer.mail, &mut fouten);
    if let Some(persoon) = &persoon
        && !past_bij_domein(&persoon.mail, domeinen)
    {
        let melding = if domeinen.is_empty() {
            "Van uw organisatie is nog geen maildomein bekend. De beheerder van het platform vult \
             dat in."
                .to_owned()
        } else {
            format!(
                "Dit adres is niet van uw organisatie: het eindigt op {}. Klopt dat niet? De \
                 beheerder van het platform kan een domein toevoegen.",
                crate::waarden::opsomming(domeinen.iter().map(String::as_str))
            )
        };
        fouten.meld("mail", "ander-domein", melding);
    }
    match persoon {
        Some(persoon) => fouten.of((persoon.naam, persoon.mail)),
        None => Err(fouten),
    }
}

/// Lets somebody in who asked to join, or refuses them.
///
/// # Errors
/// [`Error::NotFound`] when the request is not there any more, and for whoever is no
/// organisatiebeheerder here; what [`nodig_uit`] refuses; the database fails.
pub async fn beslis(
    db: &Db,
    ctx: &Ctx,
    organisatie_id: Uuid,
    kandidaat: Uuid,
    akkoord: bool,
) -> Result<()> {
    if !eis_beheer(ctx, organisatie_id)? {
        return Err(Error::MagNiet(
            "De organisatiebeheerder beslist wie erbij komt.".into(),
        ));
    }
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let wie = leden::neem_aanmelding(write.conn(), kandidaat, organisatie_id).await?;
    let wie = wie.ok_or(Error::NotFound)?;
    if !akkoord {
        return write.commit_zonder_gebeurtenis().await;
    }
    let invoer = Uitnodiging {
        naam: wie.naam,
        mail: wie.mail,
        beheerder: false,
        vrijgever: false,
    };
    let domeinen = leden::domeinen(write.conn(), organisatie_id).await?;
    let persoon = keur(ctx, &invoer, &domeinen)?;
    let bereik = Bereik::Organisatie(organisatie_id);
    let gebeurd = breng_in(&write, ctx, bereik, persoon, &invoer).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}

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

/// Takes somebody out of an organisatie: their roles here end, and what only they could read of it
/// goes to `opvolger`. An account without any role is closed. Answers the number that the search
/// index must reach before what they could read is out of their reach.
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
    for wat in &hier {
        toekenningen::neem(conn, wie, *wat).await?;
        gebeurd.push(wijziging(wie, Verzoek::RolNemen(*wat)));
    }
    if heeft.len() == hier.len() {
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
