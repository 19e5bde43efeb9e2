//! Letting somebody in who comes back from their organisation.

use uuid::Uuid;

use super::{
    Aanbieders,
    bewijs::{Bewezen, Gesprek},
    dienst::Onbereikbaar,
    vertrek::{Doel, Inlogkoek, Route},
};
use crate::{
    actor::Actor,
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Result},
    gebruikers::{
        model::aanbieder::{Besluit, Kandidaat, Niveau, Reden, bekende, onbekende, zoekadres},
        service::sessies::{self, Nieuw, Sessiecode, Soort},
        store::{
            self,
            identiteiten::{self, Verzoek},
        },
    },
    hash::hash_tekst,
};

/// Why somebody does not log in, as far as they have to know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weigering {
    /// They stayed away too long, or came back a second time, or with another browser.
    Verlopen,
    /// They, or their organisation, broke it off.
    Afgebroken,
    /// The provider can't be reached, or does not know us.
    Onbereikbaar,
    /// What came back is not right.
    Ongeldig,
    /// The provider is not sure enough of who they are.
    TeLaag,
    /// They have no account here.
    GeenAccount,
    /// They came back as somebody else.
    AnderAccount,
}

/// How it ended.
#[derive(Debug)]
pub enum Uitkomst {
    /// They are logged in.
    Binnen {
        /// What their browser holds from now on.
        code: Sessiecode,
        /// Where they wanted to go.
        naar: String,
    },
    /// They are not.
    Geweigerd {
        /// Why.
        weigering: Weigering,
        /// What they came for, as far as that is known.
        doel: Doel,
    },
}

/// What a provider sent somebody back with.
#[derive(Debug, Clone, Default)]
pub struct Terug {
    /// Our own random word.
    pub state: String,
    /// What the token is fetched with.
    pub code: String,
    /// Who sent them, when it says so.
    pub iss: String,
    /// What went wrong there.
    pub error: String,
}

/// What stops a login: a refusal for the visitor, or an error.
pub(super) enum Stop {
    Weigering(Weigering),
    Fout(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(fout: E) -> Self {
        Self::Fout(fout.into())
    }
}

/// Refuses somebody, and says why in the log: nothing of who it is.
pub(super) fn weiger(aanbieder: &str, wat: Weigering, reden: &'static str) -> Stop {
    tracing::warn!(
        actie = "inloggen",
        resultaat = "geweigerd",
        aanbieder,
        reden,
        "a login at an organisation was refused"
    );
    Stop::Weigering(wat)
}

/// What the browser of somebody who comes back sends.
#[derive(Debug)]
pub struct Browser<'a> {
    /// What it was given when they left.
    pub koek: Option<&'a Inlogkoek>,
    /// The login that it had.
    pub vorige: Option<&'a Sessiecode>,
    /// What it calls itself.
    pub programma: String,
}

/// Lets somebody in who comes back from a provider, when everything is right.
///
/// # Errors
/// [`Error::NotFound`] when there is no such provider; the database fails.
pub async fn rond_af(
    db: &Db,
    aanbieders: &Aanbieders,
    ctx: &Ctx,
    route: Route<'_>,
    terug: Terug,
    browser: Browser<'_>,
) -> Result<Uitkomst> {
    let mut doel = Doel::Inloggen;
    let terugkeer = Terugkeer {
        db,
        aanbieders,
        ctx,
        route,
    };
    let afloop = Box::pin(terugkeer.afhandelen(terug, browser, &mut doel)).await;
    match afloop {
        Ok((code, naar)) => Ok(Uitkomst::Binnen { code, naar }),
        Err(Stop::Weigering(weigering)) => Ok(Uitkomst::Geweigerd { weigering, doel }),
        Err(Stop::Fout(fout)) => Err(fout),
    }
}

struct Terugkeer<'a> {
    db: &'a Db,
    aanbieders: &'a Aanbieders,
    ctx: &'a Ctx,
    route: Route<'a>,
}

impl Terugkeer<'_> {
    async fn afhandelen(
        &self,
        terug: Terug,
        browser: Browser<'_>,
        doel: &mut Doel,
    ) -> Result<(Sessiecode, String), Stop> {
        let dienst = self.aanbieders.met_naam(self.route.aanbieder);
        let dienst = dienst.ok_or(Error::NotFound)?;
        let (koek, verzoek) = self.verzoek(&terug.state, browser.koek).await?;
        let bevestigen = verzoek.gebruiker_id.is_some();
        if bevestigen {
            *doel = Doel::Bevestigen;
        }
        let metadata = dienst.metadata(self.ctx.now).await;
        let metadata = metadata
            .map_err(|Onbereikbaar| self.weiger(Weigering::Onbereikbaar, "onbereikbaar"))?;
        let zegt_wie = metadata
            .additional_metadata()
            .authorization_response_iss_parameter_supported;
        let van_hier = terug.iss == dienst.aanbieder.issuer;
        if !van_hier && (zegt_wie || !terug.iss.is_empty()) {
            return Err(self.weiger(Weigering::Ongeldig, "andere-afzender"));
        }
        if !terug.error.is_empty() || terug.code.is_empty() {
            return Err(self.niet_gelukt(&terug.error));
        }
        let gesprek = Gesprek::nieuw(dienst, &metadata, self.route.basis_url, self.ctx.now)?;
        let bewezen = gesprek.bewijs(terug.code, koek, bevestigen).await?;
        let niveau = bewezen.niveau.filter(|n| *n >= verzoek.niveau);
        let niveau = niveau.ok_or_else(|| self.weiger(Weigering::TeLaag, "niveau-te-laag"))?;
        let account = self
            .account(&gesprek, &bewezen, verzoek.gebruiker_id)
            .await?;
        let nieuw = Nieuw {
            gebruiker_id: account,
            programma: browser.programma,
            soort: if niveau >= Niveau::Substantieel {
                Soort::Sterk
            } else {
                Soort::Gewoon
            },
            aanbieder: Some(self.route.aanbieder.to_owned()),
        };
        let code = sessies::begin(self.db, self.ctx, nieuw, browser.vorige).await?;
        tracing::info!(
            actie = if bevestigen { "bevestigen" } else { "inloggen" },
            resultaat = "gelukt",
            aanbieder = self.route.aanbieder,
            niveau = niveau.waarde(),
            "a login at an organisation"
        );
        Ok((code, verzoek.naar))
    }

    /// The attempt that somebody comes back from: that of their browser, once, and in time.
    async fn verzoek<'k>(
        &self,
        state: &str,
        koek: Option<&'k Inlogkoek>,
    ) -> Result<(&'k Inlogkoek, Verzoek), Stop> {
        let verlopen = |reden| self.weiger(Weigering::Verlopen, reden);
        let koek = koek.ok_or_else(|| verlopen("andere-browser"))?;
        let write = self.db.begin_write().await?;
        let hash = hash_tekst(state);
        let verzoek = identiteiten::neem_verzoek(write.conn(), &hash, &koek.hash()).await?;
        write.commit_zonder_gebeurtenis().await?;
        let verzoek = verzoek.ok_or_else(|| verlopen("onbekend-verzoek"))?;
        if verzoek.verloopt <= self.ctx.now {
            return Err(verlopen("te-laat"));
        }
        if verzoek.aanbieder != self.route.aanbieder {
            return Err(self.weiger(Weigering::Ongeldig, "andere-aanbieder"));
        }
        Ok((koek, verzoek))
    }

    /// The account of somebody about whom everything is proved.
    async fn account(
        &self,
        gesprek: &Gesprek<'_>,
        wie: &Bewezen,
        bevestigt: Option<Uuid>,
    ) -> Result<Uuid, Stop> {
        let issuer = &gesprek.dienst.aanbieder.issuer;
        let bekend = identiteiten::account_van(self.db.read(), issuer, &wie.sub).await?;
        if let Some(account) = bevestigt {
            let ingelogd = matches!(&self.ctx.actor, Actor::Account { id, .. } if *id == account);
            if !ingelogd || bekend != Some(account) {
                return Err(self.weiger(Weigering::AnderAccount, "ander-account"));
            }
        }
        if let Some(id) = bekend {
            let account = store::op_id(self.db.read(), id).await?;
            let account = account.ok_or_else(|| anyhow::anyhow!("account {id} is gone"))?;
            let kandidaat = Kandidaat {
                id,
                status: account.gebruiker.status,
                gekoppeld: true,
            };
            return match bekende(kandidaat) {
                Besluit::Binnen(id) | Besluit::Koppelen(id) => Ok(id),
                Besluit::Nee(reden) => Err(self.geen_account(reden)),
            };
        }
        let claim = gesprek.mail(wie).await?;
        let mail = zoekadres(claim, &gesprek.dienst.aanbieder.domeinen);
        let mail = mail.map_err(|reden| self.geen_account(reden))?;
        let write = self.db.begin_write().await?;
        let kandidaat = match store::op_mail(write.conn(), &mail).await? {
            None => None,
            Some(account) => Some(Kandidaat {
                id: account.gebruiker.id,
                status: account.gebruiker.status,
                gekoppeld: {
                    let id = account.gebruiker.id;
                    identiteiten::is_gekoppeld(write.conn(), id, issuer).await?
                },
            }),
        };
        match onbekende(kandidaat) {
            Besluit::Nee(reden) => Err(self.geen_account(reden)),
            Besluit::Binnen(id) | Besluit::Koppelen(id) => {
                let op = self.ctx.now;
                identiteiten::koppel(write.conn(), id, issuer, &wie.sub, op).await?;
                // Who did it is whose account it is, from here on.
                let ctx = Ctx {
                    actor: Actor::Account {
                        id,
                        sleutels: [].into(),
                    },
                    ..self.ctx.clone()
                };
                let wat = Gebeurtenis {
                    stuk_id: id,
                    actie: "organisatie-koppelen".into(),
                    velden: vec![self.route.aanbieder.to_owned()],
                    is_account: true,
                    ..Gebeurtenis::default()
                };
                write.commit(&ctx, &[wat]).await?;
                Ok(id)
            }
        }
    }

    fn geen_account(&self, reden: Reden) -> Stop {
        self.weiger(Weigering::GeenAccount, reden.waarde())
    }

    /// What a provider says when it lets nobody in. Its own words stay out of the log.
    fn niet_gelukt(&self, error: &str) -> Stop {
        match error {
            "access_denied" => self.weiger(Weigering::Afgebroken, "geen-toegang"),
            "unmet_authentication_requirements" => {
                self.weiger(Weigering::TeLaag, "niveau-niet-gehaald")
            }
            "login_required" | "interaction_required" | "consent_required" => {
                self.weiger(Weigering::Afgebroken, "niet-afgemaakt")
            }
            "temporarily_unavailable" | "server_error" => {
                self.weiger(Weigering::Onbereikbaar, "storing")
            }
            _ => self.weiger(Weigering::Ongeldig, "fout-van-aanbieder"),
        }
    }

    fn weiger(&self, wat: Weigering, reden: &'static str) -> Stop {
        weiger(self.route.aanbieder, wat, reden)
    }
}
