//! One wish about an account: whether it may be, whether it can be as things are, and doing it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{overzicht::met_adres, wijziging};
use crate::{
    actor::{Actor, Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    duos::{model::Hoe, service::overdracht},
    error::{Error, Result},
    gebruikers::{
        model::{Kant, Status, aanvraag::Verzoek},
        policy::{
            Eis, Gift, Oordeel, eis, eis_factor_wissen, kant, laatste_blijft, oordeel_overdracht,
            past_bij, vraagt_lidmaatschap,
        },
        service::{tokens, tweede_factor},
        store::{self, rollen},
    },
    organisaties::service as organisaties,
};

/// Who hands a seat over, and what the others do.
pub(super) const ALLEEN_VAN_ZICHZELF: &str = "Alleen wie op een zetel zit, draagt haar over. De regietafel wijst iemand aan als de zetel leeg is.";

/// A wish about an account, with what has to be known to judge it.
pub(super) struct Zaak {
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
    pub(super) async fn lees(write: &Write, gebruiker_id: Uuid, verzoek: Verzoek) -> Result<Self> {
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

    pub(super) fn oordeel(&self, gevers: &[&[Toekenning]]) -> Oordeel {
        match self.verzoek {
            Verzoek::RolGeven(wat) | Verzoek::RolNemen(wat) => Gift {
                wat,
                // No casustafel exists yet whose thema could be asked.
                thema_van_tafel: None,
                al_iemand: !self.houders.is_empty(),
            }
            .oordeel(gevers),
            Verzoek::ZetelOverdragen(wat) => oordeel_overdracht(wat, gevers),
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

    pub(super) fn mag_niet(&self) -> Error {
        if matches!(self.verzoek, Verzoek::ZetelOverdragen(_)) {
            return Error::MagNiet(ALLEEN_VAN_ZICHZELF.into());
        }
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
    pub(super) async fn kan(&self, write: &Write) -> Result<()> {
        let conflict = |tekst: String| Err(Error::Conflict(tekst));
        match self.verzoek {
            Verzoek::FactorWissen if !self.met_factor => {
                conflict("Dit account heeft geen tweede stap.".into())
            }
            Verzoek::FactorWissen => Ok(()),
            Verzoek::RolNemen(wat) => self.kan_nemen(wat),
            Verzoek::RolGeven(wat) => self.kan_geven(write, wat).await,
            Verzoek::ZetelOverdragen(wat) => self.kan_krijgen(write, wat).await,
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
        self.kan_krijgen(write, wat).await?;
        if wat.rol == Rol::Lid {
            return conflict("Nodig iemand uit op de pagina van de organisatie.");
        }
        let lid = Toekenning {
            rol: Rol::Lid,
            ..wat
        };
        if vraagt_lidmaatschap(wat.rol) && !self.toekenningen.contains(&lid) {
            return conflict("Alleen een lid van de organisatie kan deze rol krijgen.");
        }
        if kant(wat.rol).is_none() {
            return Ok(());
        }
        let al = rollen::in_bereik(write.conn(), wat.bereik).await?;
        let Some((houder, _)) = al.iter().find(|(_, zetel)| *zetel == wat) else {
            return Ok(());
        };
        let houder = store::op_id(write.conn(), *houder).await?;
        let houder = houder.map_or_else(
            || "iemand".to_owned(),
            |h| met_adres(&h.gebruiker.naam, h.gebruiker.mail.als_tekst()),
        );
        Err(Error::Conflict(format!(
            "Op deze zetel van dit thema zit al iemand: {houder}. Maak die eerst vrij."
        )))
    }

    /// Whether the account is one that can have the role, whoever has it now.
    async fn kan_krijgen(&self, write: &Write, wat: Toekenning) -> Result<()> {
        let conflict = |tekst: &str| Err(Error::Conflict(tekst.to_owned()));
        if !self.actief {
            return conflict("Dit account is niet in gebruik.");
        }
        if self.toekenningen.contains(&wat) {
            return conflict("Dit account heeft deze rol al.");
        }
        let Some(kant) = kant(wat.rol) else {
            return Ok(());
        };
        let hier = |t: &&Toekenning| t.bereik == wat.bereik;
        let mut hier = self.toekenningen.iter().filter(hier);
        // Two sides that are one person do not decide together.
        if hier.any(|t| matches!(t.rol, Rol::DuoRijk | Rol::DuoGemeente)) {
            return conflict(
                "Deze persoon zit al op de andere zetel van dit thema. Een duo bestaat uit twee mensen: kies iemand \
                 anders.",
            );
        }
        self.past_op(write, kant).await
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

    pub(super) async fn voer_uit(&self, write: &Write, ctx: &Ctx) -> Result<Vec<Gebeurtenis>> {
        let (id, conn) = (self.gebruiker_id, write.conn());
        match self.verzoek {
            Verzoek::RolGeven(wat) => rollen::geef(conn, id, wat, ctx.now).await?,
            Verzoek::RolNemen(wat) => {
                let hoe = match ctx.actor {
                    Actor::Account { id: ik, .. } if ik == id => Hoe::Neergelegd,
                    _ => Hoe::Ontnomen,
                };
                rollen::neem(conn, id, wat, (hoe, ctx.now)).await?;
            }
            Verzoek::ZetelOverdragen(wat) => return self.draag_over(write, ctx, wat).await,
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

    /// Puts the account on the seat of who sits there, with what was theirs to do.
    async fn draag_over(
        &self,
        write: &Write,
        ctx: &Ctx,
        wat: Toekenning,
    ) -> Result<Vec<Gebeurtenis>> {
        let (Some(van), naar) = (self.houders.first().copied(), self.gebruiker_id) else {
            return Err(Error::Conflict(
                "Op deze zetel zit niemand meer. De regietafel kan iemand aanwijzen.".into(),
            ));
        };
        rollen::draag_over(write.conn(), (van, naar), wat, ctx.now).await?;
        let mut gebeurd = vec![
            wijziging(van, Verzoek::RolNemen(wat)),
            wijziging(naar, Verzoek::RolGeven(wat)),
        ];
        gebeurd.extend(overdracht::na_overdracht(write, ctx, wat, (van, naar)).await?);
        Ok(gebeurd)
    }
}
