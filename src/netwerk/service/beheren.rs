//! Bringing somebody into the netwerk of a thema, saying for whom they speak, and taking them out. Who is of it can also
//! leave by themselves.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Lading, Perspectief, SOORT},
        policy::{ALLEEN_HET_DUO, mag_beheren},
        store,
    },
    ERUIT, netwerklid,
};
use crate::{
    actor::{Bereik, Rol, Sleutel},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::service::{functie::houders, namen::met_mail, rollen, uitnodigen},
    jobs::{model::Opdracht, service as jobs},
    schrijven::model::Waarom,
    stukken::{
        model::Kop,
        service::overgangen::{Reden, bewaar_reden, reden},
    },
    werkruimte::service::{Werkplek, werkplek},
};

/// What the geschiedenis of a thema calls it when somebody comes into its netwerk.
const ERBIJ: &str = "netwerk-uitnodigen";
/// The same when it is said for whom somebody speaks.
const PERSPECTIEF: &str = "netwerk-perspectief";

/// Somebody to bring in, as it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ingevuld<'a> {
    /// The name; only for who has no account.
    pub naam: &'a str,
    /// The mail address.
    pub mail: &'a str,
    /// For whom they speak.
    pub perspectief: &'a str,
}

/// The thema, for who manages its netwerk.
async fn van_beheer(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Werkplek> {
    let plek = werkplek(ctx, conn, naam).await?;
    match mag_beheren(plek.deelname) {
        Ok(()) => Ok(plek),
        Err(_) => Err(Error::MagNiet(ALLEEN_HET_DUO.into())),
    }
}

/// The perspective that was chosen.
fn keur_perspectief(gekozen: &str, fouten: &mut Fouten) -> Option<Perspectief> {
    let perspectief = gekozen.parse().ok();
    if perspectief.is_none() {
        let melding = "Kies voor wie deze persoon spreekt.";
        fouten.meld("perspectief", "verplicht", melding);
    }
    perspectief
}

/// Brings somebody into the netwerk of a thema. Who has no account gets an invitation.
///
/// # Errors
/// All that is wrong with what was filled in; [`Error::MagNiet`] with who may; as [`werkplek`]; the database refuses.
pub async fn nodig_uit(db: &Db, ctx: &Ctx, naam: &str, ingevuld: Ingevuld<'_>) -> Result<Werkplek> {
    let write = db.begin_write().await?;
    let plek = van_beheer(ctx, write.conn(), naam).await?;
    let thema = &plek.thema;
    let mut fouten = Fouten::new();
    let perspectief = keur_perspectief(ingevuld.perspectief, &mut fouten);
    let wie = breng_in(&write, ctx, thema.id, ingevuld, &mut fouten).await?;
    let (Some(perspectief), Some((wie, mut gebeurd))) = (perspectief, wie) else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    store::zet(write.conn(), (thema.id, wie), perspectief, ctx.now).await?;
    gebeurd.push(van_thema(thema, ERBIJ, vec![perspectief.to_string()]));
    let lading = Lading::Erbij {
        account: wie,
        thema: thema.id,
    };
    meld(&write, ctx, lading).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(plek)
}

/// Gives somebody the role, with a new account when they have none; none when something is wrong, which is noted. An
/// account that was written then goes with the write.
async fn breng_in(
    write: &Write,
    ctx: &Ctx,
    thema: Uuid,
    ingevuld: Ingevuld<'_>,
    fouten: &mut Fouten,
) -> Result<Option<(Uuid, Vec<Gebeurtenis>)>> {
    let (conn, wat) = (write.conn(), netwerklid(thema));
    let Some(id) = met_mail(conn, ingevuld.mail).await? else {
        let (naam, mail) = (ingevuld.naam, ingevuld.mail);
        return match uitnodigen::nodig_uit(write, ctx, naam, mail, &[wat]).await {
            Ok(nieuw) => Ok(Some(nieuw)),
            Err(Error::Invalid(bij)) => {
                for fout in &bij {
                    let melding = match fout.code {
                        "bestaat" => GESLOTEN.to_owned(),
                        _ => fout.melding.clone(),
                    };
                    fouten.meld(fout.veld.clone(), fout.code, melding);
                }
                Ok(None)
            }
            Err(fout) => Err(fout),
        };
    };
    let bereik = Bereik::Thema(thema);
    for rol in [Rol::DuoRijk, Rol::DuoGemeente, Rol::Waarnemer] {
        if id == ctx.schrijver()? || houders(conn, rol, bereik).await?.contains(&id) {
            let melding =
                "Dit is het adres van iemand van het duo. Die hoeft niet ook in het netwerk.";
            fouten.meld("mail", "in-het-duo", melding);
            return Ok(None);
        }
    }
    if houders(conn, Rol::Netwerklid, bereik).await?.contains(&id) {
        let melding = "Dit is het adres van iemand die al in het netwerk van dit thema zit.";
        fouten.meld("mail", "bestaat", melding);
        return Ok(None);
    }
    let gebeurd = rollen::geef_erbij(write, ctx, id, wat).await?;
    Ok(Some((id, gebeurd)))
}

/// What somebody hears who invites an account that was closed or blocked.
const GESLOTEN: &str = "Het account met dit mailadres is niet in gebruik. Vraag de organisatie van deze persoon om het weer te \
                        openen, of vul een ander adres in.";

/// Says for whom somebody of the netwerk speaks.
///
/// # Errors
/// No perspective was chosen; [`Error::NotFound`] when they are not of the netwerk; [`Error::MagNiet`] with who may; as
/// [`werkplek`]; the database refuses.
pub async fn zet_perspectief(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    wie: Uuid,
    gekozen: &str,
) -> Result<Werkplek> {
    let write = db.begin_write().await?;
    let plek = van_beheer(ctx, write.conn(), naam).await?;
    eis_lid(write.conn(), plek.thema.id, wie).await?;
    let mut fouten = Fouten::new();
    let Some(perspectief) = keur_perspectief(gekozen, &mut fouten) else {
        return Err(fouten.into());
    };
    store::zet(write.conn(), (plek.thema.id, wie), perspectief, ctx.now).await?;
    let gebeurd = van_thema(&plek.thema, PERSPECTIEF, vec![perspectief.to_string()]);
    write.commit(ctx, &[gebeurd]).await?;
    Ok(plek)
}

/// Takes somebody out of the netwerk of a thema. Why is read by them and by the duo.
///
/// # Errors
/// What is wrong with the reason; [`Error::NotFound`] when they are not of the netwerk; [`Error::MagNiet`] with who may;
/// as [`werkplek`]; the database refuses.
pub async fn haal_eruit(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    wie: Uuid,
    (waarom, akkoord): (&str, bool),
) -> Result<Werkplek> {
    let write = db.begin_write().await?;
    let conn = write.conn();
    let plek = van_beheer(ctx, conn, naam).await?;
    let thema = &plek.thema;
    eis_lid(conn, thema.id, wie).await?;
    let mut fouten = Fouten::new();
    let waarom = Waarom {
        veld: "reden",
        label: "Waarom?",
        tekst: waarom,
        akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    let tekst = fouten.of(waarom)?.unwrap_or_default();
    let mut gebeurd = rollen::neem_erbij(&write, ctx, wie, netwerklid(thema.id)).await?;
    let lezers = [Sleutel::Duo(thema.id), Sleutel::Persoon(wie)];
    let waarom = Reden {
        tekst,
        lezers: &lezers,
    };
    let id = bewaar_reden(conn, ctx, thema.id, ERUIT, waarom).await?;
    gebeurd.push(van_thema(thema, ERUIT, vec![reden(id)]));
    let lading = Lading::Eruit {
        account: wie,
        thema: thema.id,
    };
    meld(&write, ctx, lading).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(plek)
}

/// Takes the actor out of the netwerk of a thema. Answers the thema.
///
/// # Errors
/// [`Error::Conflict`] when they are not of it; as [`werkplek`]; the database refuses.
pub async fn verlaat(db: &Db, ctx: &Ctx, naam: &str) -> Result<Werkplek> {
    let plek = werkplek(ctx, db.read(), naam).await?;
    if !plek.deelname.netwerk {
        let melding = "U zit niet in het netwerk van dit thema. Een zetel in het duo draagt u over, of legt u neer bij \
                       uw rollen.";
        return Err(Error::Conflict(melding.into()));
    }
    rollen::leg_neer(db, ctx, netwerklid(plek.thema.id)).await?;
    Ok(plek)
}

async fn eis_lid(conn: &impl ConnectionTrait, thema: Uuid, wie: Uuid) -> Result<()> {
    let leden = houders(conn, Rol::Netwerklid, Bereik::Thema(thema)).await?;
    if leden.contains(&wie) {
        Ok(())
    } else {
        Err(Error::NotFound)
    }
}

/// A row of the geschiedenis of the thema. Who it is about stands in that of the account.
fn van_thema(thema: &Kop, actie: &str, velden: Vec<String>) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: thema.id,
        actie: actie.to_owned(),
        velden,
        van: thema.status.clone(),
        naar: thema.status.clone(),
        ..Gebeurtenis::default()
    }
}

async fn meld(write: &Write, ctx: &Ctx, lading: Lading) -> Result<()> {
    let lading = serde_json::to_value(lading).map_err(anyhow::Error::from)?;
    jobs::zet_klaar(write, ctx.now, Opdracht::nieuw(SOORT, lading)).await?;
    Ok(())
}
