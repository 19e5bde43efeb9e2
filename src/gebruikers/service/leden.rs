//! The people of an organisatie, as its organisatiebeheerder manages them.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    accounts,
    rollen::{self, wijziging},
    sessies::ingelogd,
    uitnodigen,
};
use crate::{
    actor::{Bereik, Rol, Toekenning, recht::Recht},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{Mailadres, Status, aanvraag::Verzoek},
        store::{self, leden, rollen as toekenningen},
    },
    signalen::service::loslaten,
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
    /// Whether the actor may send invitations again.
    pub mag_opnieuw: bool,
}

/// Lets through the organisatiebeheerder of an organisatie, and the beheerder of the platform, who
/// brings in the first one. Answers whether it is the former.
pub(super) fn eis_beheer(ctx: &Ctx, organisatie_id: Uuid) -> Result<bool> {
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

/// Lets through who may have invitations of an organisatie sent again: its organisatiebeheerder, and
/// the beheerder of the platform as long as no organisatiebeheerder there was ever logged in.
///
/// # Errors
/// [`Error::NotFound`] for everybody else; [`Error::NietSterk`]; the database fails.
pub(super) async fn eis_opnieuw(
    conn: &impl ConnectionTrait,
    ctx: &Ctx,
    organisatie_id: Uuid,
) -> Result<()> {
    if eis_beheer(ctx, organisatie_id)? || !is_begonnen(conn, organisatie_id).await? {
        Ok(())
    } else {
        Err(Error::MagNiet(
            "De organisatiebeheerder nodigt de eigen mensen opnieuw uit.".into(),
        ))
    }
}

/// Whether somebody who manages the people of an organisatie was ever logged in.
async fn is_begonnen(conn: &impl ConnectionTrait, organisatie_id: Uuid) -> Result<bool> {
    let beheer = Toekenning {
        rol: Rol::Organisatiebeheerder,
        bereik: Bereik::Organisatie(organisatie_id),
    };
    let ids = toekenningen::houders(conn, beheer).await?;
    let accounts = leden::accounts(conn, &ids).await?;
    Ok(accounts.iter().any(|rij| rij.ingelogd.is_some()))
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
        mag_opnieuw: is_beheerder || !is_begonnen(conn, organisatie_id).await?,
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
/// organisatiebeheerder, or themselves; [`Error::NotFound`] for whoever does not manage it; the database fails.
pub async fn nodig_uit(
    db: &Db,
    ctx: &Ctx,
    organisatie_id: Uuid,
    invoer: Uitnodiging,
) -> Result<()> {
    let is_beheerder = eis_beheer(ctx, organisatie_id)?;
    let losgelaten = laat_eerst_los(db, ctx, &invoer.mail).await?;
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
                 Die nodigt de anderen uit. Doet die niet meer mee? Blokkeer dan eerst dat \
                 account, en nodig daarna een ander uit."
                    .into(),
            ));
        }
    }
    let (naam, mail) = keur(&write, ctx, organisatie_id, &invoer).await?;
    if !is_beheerder && accounts::mijn(db, ctx).await?.mail == mail {
        return Err(Error::MagNiet(
            "U kunt uzelf niet uitnodigen. Een andere beheerder van het platform kan dat wel."
                .into(),
        ));
    }
    let persoon = (naam, mail);
    let gebeurd = breng_in(&write, ctx, bereik, persoon, &invoer, losgelaten).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}

/// Has the platform let go of what was signalled with the account of this address, when it was closed: whoever opens
/// it again need not be who had it, and its key reads what was signalled. Who left logs in no more, so that this
/// takes nothing from anybody when they are not invited after all. Answers the account.
async fn laat_eerst_los(db: &Db, ctx: &Ctx, mail: &str) -> Result<Option<Uuid>> {
    let Ok(mail) = mail.parse::<Mailadres>() else {
        return Ok(None);
    };
    let account = store::op_mail(db.read(), &mail).await?;
    let vertrokken = account.filter(|a| a.gebruiker.status == Status::Vertrokken);
    let Some(id) = vertrokken.map(|a| a.gebruiker.id) else {
        return Ok(None);
    };
    loslaten::laat_los(db, ctx, id).await?;
    Ok(Some(id))
}

/// Makes somebody a member with these roles, with a new account when they have none. An account that was closed is
/// opened again when it is the one that let go of what was signalled with it.
async fn breng_in(
    write: &Write,
    ctx: &Ctx,
    bereik: Bereik,
    (naam, mail): (String, Mailadres),
    invoer: &Uitnodiging,
    losgelaten: Option<Uuid>,
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
        Status::Vertrokken if losgelaten != Some(id) => {
            return Err(Error::Conflict(
                "Dit account is zojuist gesloten. Probeer het nog een keer.".into(),
            ));
        }
        Status::Vertrokken => {
            gebeurd.push(uitnodigen::heropen(write, ctx, id, naam).await?);
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
        let melding = "Dit is het adres van iemand die al bij deze organisatie hoort.";
        fouten.meld("mail", "bestaat", melding);
        return Err(fouten.into());
    }
    for wat in rollen.into_iter().filter(|wat| !heeft.contains(wat)) {
        toekenningen::geef(write.conn(), id, wat, ctx.now).await?;
        gebeurd.push(wijziging(id, Verzoek::RolGeven(wat)));
    }
    Ok(gebeurd)
}

async fn keur(
    write: &Write,
    ctx: &Ctx,
    organisatie_id: Uuid,
    invoer: &Uitnodiging,
) -> Result<(String, Mailadres)> {
    let mut fouten = Fouten::new();
    let Some(persoon) = accounts::keur_persoon(ctx, &invoer.naam, &invoer.mail, &mut fouten) else {
        return Err(fouten.into());
    };
    let conn = write.conn();
    if leden::organisatie_van(conn, &persoon.mail).await? != Some(organisatie_id) {
        let domeinen = leden::domeinen(conn, organisatie_id).await?;
        let melding = if domeinen.is_empty() {
            "Van deze organisatie is nog geen maildomein bekend. De beheerder van het platform \
             vult dat in."
                .to_owned()
        } else {
            format!(
                "Dit adres is niet van deze organisatie: het eindigt op {}. Klopt dat niet? De \
                 beheerder van het platform kan een domein toevoegen.",
                crate::waarden::opsomming(domeinen.iter().map(String::as_str))
            )
        };
        fouten.meld("mail", "ander-domein", melding);
    }
    Ok(fouten.of((persoon.naam, persoon.mail))?)
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
    let mut losgelaten = None;
    if akkoord {
        let aangemeld = leden::aanmeldingen(db.read(), organisatie_id).await?;
        if let Some(wie) = aangemeld.iter().find(|rij| rij.id == kandidaat) {
            losgelaten = laat_eerst_los(db, ctx, &wie.mail).await?;
        }
    }
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    let wie = leden::neem_aanmelding(write.conn(), kandidaat, organisatie_id).await?;
    let wie = wie.ok_or(Error::NotFound)?;
    if !akkoord {
        // Of the organisatie: who asked has no account, and is named nowhere.
        let wat = Gebeurtenis {
            stuk_id: organisatie_id,
            actie: "toetreding-afwijzen".into(),
            ..Gebeurtenis::default()
        };
        write.commit(ctx, &[wat]).await?;
        return Ok(());
    }
    let invoer = Uitnodiging {
        naam: wie.naam,
        mail: wie.mail,
        beheerder: false,
        vrijgever: false,
    };
    let persoon = keur(&write, ctx, organisatie_id, &invoer).await?;
    let bereik = Bereik::Organisatie(organisatie_id);
    let gebeurd = breng_in(&write, ctx, bereik, persoon, &invoer, losgelaten).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(())
}
