//! One wish about an account: whether it may be, whether it can be as things are, and doing it.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{overzicht::met_adres, wijziging};
use crate::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::{Error, Result},
    gebruikers::{
        model::{Kant, Status, aanvraag::Verzoek},
        policy::{
            Eis, Gift, Oordeel, eis, eis_factor_wissen, kant, laatste_blijft, past_bij,
            vraagt_lidmaatschap,
        },
        service::{tokens, tweede_factor},
        store::{self, rollen},
    },
    organisaties::service as organisaties,
};

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
        let Some(kant) = kant(wat.rol) else {
            return Ok(());
        };
        self.past_op(write, kant).await?;
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
