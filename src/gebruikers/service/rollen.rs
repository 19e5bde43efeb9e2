//! Giving and taking roles, alone or by two (design section 4).

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{accounts::gebeurtenis, sessies::ingelogd, tokens, tweede_factor};
use crate::{
    actor::{Bereik, Bereiksoort, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    gebruikers::{
        model::{
            Kant, Status,
            aanvraag::{Aanvraag, Uitkomst, Verzoek},
        },
        policy::{
            Eis, Gift, Oordeel, eis, eis_factor_wissen, kant, laatste_blijft, past_bij,
            vraagt_lidmaatschap,
        },
        store::{self, aanvragen, rollen},
    },
    ids::new_id,
    organisaties::service as organisaties,
};

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
/// [`Error::MagNiet`] when it is not for the actor to ask, [`Error::NietSterk`] when it would be after
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
    if gebruiker_id == ik && zaak.is_voor_twee() {
        return Err(Error::MagNiet(
            "Twee anderen geven deze rol. Vraag het een collega die dat mag.".into(),
        ));
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
    if lopend
        .iter()
        .any(|a| a.gebruiker_id == gebruiker_id && a.verzoek == verzoek)
    {
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

/// The names of who has a national role, for who may give it.
///
/// # Errors
/// The actor may not give it; the database fails.
pub async fn houders(db: &Db, ctx: &Ctx, rol: Rol) -> Result<Vec<String>> {
    if !te_geven(ctx)?.contains(&rol) {
        return Err(Error::NotFound);
    }
    let wat = Toekenning {
        rol,
        bereik: Bereik::Landelijk,
    };
    let ids = rollen::houders(db.read(), wat).await?;
    let accounts = store::leden::accounts(db.read(), &ids).await?;
    let mut namen: Vec<String> = accounts.into_iter().map(|rij| rij.naam).collect();
    namen.sort_by_cached_key(|naam| crate::ids::vouw(naam));
    Ok(namen)
}

/// An open request, as the pages show it.
#[derive(Debug)]
pub struct Openstaand {
    /// The request.
    pub aanvraag: Aanvraag,
    /// Whom it is about.
    pub over: String,
    /// Who asked it.
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
        let rol_van_mij = matches!(eis, Eis::Twee(rol) if mijne.iter().any(|t| t.rol == rol));
        let mag_beslissen = !van_mij && aanvraag.gebruiker_id != ik && rol_van_mij;
        if !van_mij && !rol_van_mij {
            continue;
        }
        let naam = async |id: Uuid| -> Result<String> {
            let account = store::op_id(db.read(), id).await?;
            Ok(account.map_or_else(|| "iemand".into(), |a| a.gebruiker.naam))
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
        Verzoek::FactorWissen => {
            let van = rollen::toekenningen(db.read(), aanvraag.gebruiker_id).await?;
            eis_factor_wissen(&van)
        }
    })
}

/// A wish about an account, with what has to be known to judge it.
struct Zaak {
    gebruiker_id: Uuid,
    verzoek: Verzoek,
    /// The roles of the account.
    toekenningen: Vec<Toekenning>,
    actief: bool,
    met_factor: bool,
    /// Who has the role in its place.
    houders: Vec<Uuid>,
}

impl Zaak {
    async fn lees(write: &Write, gebruiker_id: Uuid, verzoek: Verzoek) -> Result<Self> {
        let conn = write.conn();
        let account = store::op_id(conn, gebruiker_id).await?;
        let account = account.ok_or(Error::NotFound)?;
        let houders = match verzoek.toekenning() {
            Some(wat) => rollen::houders(conn, wat).await?,
            None => Vec::new(),
        };
        Ok(Self {
            gebruiker_id,
            verzoek,
            toekenningen: rollen::toekenningen(conn, gebruiker_id).await?,
            actief: account.gebruiker.status == Status::Actief,
            met_factor: account.met_factor,
            houders,
        })
    }

    fn oordeel(&self, gevers: &[&[Toekenning]]) -> Oordeel {
        match self.verzoek {
            Verzoek::RolGeven(wat) | Verzoek::RolNemen(wat) => Gift {
                wat,
                // No casustafel exists yet whose thema could be asked.
                thema_van_tafel: None,
                al_iemand: !self.houders.is_empty(),
            }
            .oordeel(gevers),
            Verzoek::FactorWissen => {
                let beheerder = Toekenning {
                    rol: Rol::Beheerder,
                    bereik: Bereik::Landelijk,
                };
                let aantal = gevers.iter().filter(|g| g.contains(&beheerder)).count();
                match (eis_factor_wissen(&self.toekenningen), aantal) {
                    (_, 0) => Oordeel::MagNiet,
                    (Eis::Twee(_), 1) => Oordeel::WachtOpTweede,
                    _ => Oordeel::Mag,
                }
            }
        }
    }

    /// Whether two people give it, who are not the one that gets it.
    fn is_voor_twee(&self) -> bool {
        matches!(self.verzoek, Verzoek::RolGeven(wat) if matches!(eis(wat.rol), Eis::Twee(_)))
    }

    fn mag_niet(&self) -> Error {
        let Some(wat) = self.verzoek.toekenning() else {
            return Error::NotFound;
        };
        let wie = match eis(wat.rol) {
            Eis::Een(van) => van.iter().map(|rol| rol.label()).collect(),
            Eis::Twee(rol) => vec![rol.label()],
            Eis::Eerste { eerst, daarna } => {
                let eerst = if self.houders.is_empty() {
                    eerst
                } else {
                    daarna
                };
                vec![eerst.label()]
            }
            Eis::Machine => {
                return Error::MagNiet(
                    "Deze rol wordt gegeven op de computer waarop het platform draait.".into(),
                );
            }
        };
        Error::MagNiet(format!(
            "Deze rol wordt gegeven en genomen door: {}.",
            wie.join(", ").to_lowercase()
        ))
    }

    /// Whether it can be done as things are.
    async fn kan(&self, write: &Write) -> Result<()> {
        let conflict = |tekst: String| Err(Error::Conflict(tekst));
        match self.verzoek {
            Verzoek::FactorWissen if !self.met_factor => {
                conflict("Dit account heeft geen tweede stap.".into())
            }
            Verzoek::FactorWissen => Ok(()),
            Verzoek::RolNemen(wat) => self.kan_nemen(wat),
            Verzoek::RolGeven(wat) => self.kan_geven(write, wat).await,
        }
    }

    fn kan_nemen(&self, wat: Toekenning) -> Result<()> {
        if wat.rol == Rol::Lid {
            return Err(Error::Conflict(
                "Wie geen lid meer is, gaat uit de organisatie. Dat doet haar beheerder op de \
                 pagina van de organisatie."
                    .into(),
            ));
        }
        if !self.toekenningen.contains(&wat) {
            return Err(Error::Conflict("Dit account heeft deze rol niet.".into()));
        }
        if laatste_blijft(wat.rol) && self.houders == [self.gebruiker_id] {
            return Err(Error::Conflict(format!(
                "Dit is de enige met de rol {}. Geef die eerst aan een ander.",
                wat.rol.label().to_lowercase()
            )));
        }
        Ok(())
    }

    async fn kan_geven(&self, write: &Write, wat: Toekenning) -> Result<()> {
        let conflict = |tekst: &str| Err(Error::Conflict(tekst.to_owned()));
        if !self.actief {
            return conflict("Dit account is niet in gebruik.");
        }
        if wat.rol == Rol::Lid {
            return conflict("Nodig iemand uit op de pagina van de organisatie.");
        }
        if self.toekenningen.contains(&wat) {
            return conflict("Dit account heeft deze rol al.");
        }
        let lid = Toekenning {
            rol: Rol::Lid,
            ..wat
        };
        if vraagt_lidmaatschap(wat.rol) && !self.toekenningen.contains(&lid) {
            return conflict("Alleen een lid van de organisatie kan deze rol krijgen.");
        }
        match kant(wat.rol) {
            Some(kant) => self.past_op(write, kant).await,
            None => Ok(()),
        }
    }

    async fn past_op(&self, write: &Write, kant: Kant) -> Result<()> {
        let van = self.toekenningen.iter().filter_map(|t| match t {
            Toekenning {
                rol: Rol::Lid,
                bereik: Bereik::Organisatie(id),
            } => Some(*id),
            _ => None,
        });
        let van: BTreeSet<Uuid> = van.collect();
        let soorten = organisaties::soorten(write.conn(), &van).await?;
        if soorten.iter().any(|soort| past_bij(kant, *soort)) {
            return Ok(());
        }
        Err(Error::Conflict(match kant {
            Kant::Rijk => "Op de zetel van het Rijk zit iemand van een ministerie of een \
                           uitvoeringsorganisatie. Dit account is daar geen lid van."
                .into(),
            Kant::Gemeente => "Op de zetel van de gemeente zit iemand van een gemeente, een \
                               samenwerkingsverband of VNG. Dit account is daar geen lid van."
                .into(),
        }))
    }

    async fn voer_uit(&self, write: &Write, ctx: &Ctx) -> Result<Vec<Gebeurtenis>> {
        let (id, conn) = (self.gebruiker_id, write.conn());
        match self.verzoek {
            Verzoek::RolGeven(wat) => rollen::geef(conn, id, wat, ctx.now).await?,
            Verzoek::RolNemen(wat) => {
                rollen::neem(conn, id, wat).await?;
            }
            Verzoek::FactorWissen => {
                tweede_factor::wis(write, ctx, id).await?;
                // Whoever holds the phone may be somebody else.
                let alle = store::Welke::AlleBehalve(id, None);
                store::eindig(conn, alle).await?;
                tokens::eindig(write, ctx, id).await?;
            }
        }
        Ok(vec![wijziging(id, self.verzoek)])
    }
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
