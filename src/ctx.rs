//! What every use case knows about the request it serves: who, when, which request.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use chrono::{DateTime, Datelike, NaiveDate, TimeZone, Utc};
use chrono_tz::Europe::Amsterdam;

use uuid::Uuid;

use crate::{
    actor::{
        Actor, Bereik, Rol, Toekenning,
        recht::{Recht, recht, recht_op_een},
    },
    error::{Error, Result},
};

/// Tells the time. Production reads the system clock; tests set their own.
#[derive(Clone)]
pub struct Clock {
    nu: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    /// Where the clock of the machine began to count; none for one that is set by hand.
    begin: Option<Instant>,
}

impl std::fmt::Debug for Clock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Clock({})", self.now())
    }
}

impl Clock {
    /// The clock of the machine.
    #[expect(
        clippy::disallowed_methods,
        reason = "the one place where the system clock is read"
    )]
    pub fn system() -> Self {
        Self {
            nu: Arc::new(Utc::now),
            begin: Some(Instant::now()),
        }
    }

    /// A clock that calls the given function.
    pub fn from_fn(now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static) -> Self {
        Self {
            nu: Arc::new(now),
            begin: None,
        }
    }

    /// How long it is since some moment, for measuring: the clock of the machine is set right now and
    /// then, and this never goes back by that.
    pub fn verstreken(&self) -> Duration {
        let sinds_1970 = || self.now().signed_duration_since(DateTime::UNIX_EPOCH);
        self.begin.map_or_else(
            || sinds_1970().to_std().unwrap_or_default(),
            |begin| begin.elapsed(),
        )
    }

    /// The moment now, in UTC, to the microsecond: what both databases keep.
    pub fn now(&self) -> DateTime<Utc> {
        let now = (self.nu)();
        Utc.timestamp_micros(now.timestamp_micros())
            .single()
            .unwrap_or(now)
    }
}

/// The login that a request came with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aanmelding {
    /// The number of the login.
    pub sessie_id: Uuid,
    /// The name of the person, for the top of the page.
    pub naam: String,
    /// The roles of the account.
    pub toekenningen: Vec<Toekenning>,
    /// Whether the login was with a second factor, not too long ago.
    pub sterk: bool,
}

impl Aanmelding {
    /// What may be done now with a role in a place.
    pub fn recht(&self, rol: Rol, bereik: Bereik) -> Recht {
        recht(&self.toekenningen, self.sterk, rol, bereik)
    }
}

/// What a program that comes with a token may do for whose token it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Machtiging {
    /// No token came along.
    #[default]
    Geen,
    /// It reads.
    Lezen,
    /// It also writes, with these roles; never with one that asks for a strong login.
    Schrijven(Vec<Toekenning>),
}

/// Who acts, when, and in which request. The first argument of every use case.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// The login that the request came with; none for a visitor or a task.
    pub aanmelding: Option<Aanmelding>,
    /// What the token allows that the request came with. It is no login: what manages an account or a
    /// role asks for [`Ctx::aanmelding`].
    pub machtiging: Machtiging,
    /// The one moment of this request.
    pub now: DateTime<Utc>,
    /// Names the request in the log and on an error page.
    pub request_id: String,
    /// The page that was asked, from the root with its question, so that who logs in comes back to it;
    /// empty for a task, and for what is not a page to come back to.
    pub pad: String,
}

impl Ctx {
    /// The context of a task of the platform itself.
    pub fn systeem(taak: &'static str, clock: &Clock) -> Self {
        Self {
            actor: Actor::Systeem(taak),
            aanmelding: None,
            machtiging: Machtiging::Geen,
            now: clock.now(),
            request_id: taak.into(),
            pad: String::new(),
        }
    }

    /// The same request as seen by somebody without an account, for answers that are equal for
    /// everybody.
    #[must_use]
    pub fn als_bezoeker(&self) -> Self {
        Self {
            actor: Actor::Bezoeker,
            aanmelding: None,
            machtiging: Machtiging::Geen,
            ..self.clone()
        }
    }

    /// The roles that count in this request, and whether it came with a strong login.
    fn in_dienst(&self) -> (&[Toekenning], bool) {
        match (&self.aanmelding, &self.machtiging) {
            (Some(aanmelding), _) => (&aanmelding.toekenningen, aanmelding.sterk),
            (None, Machtiging::Schrijven(toekenningen)) => (toekenningen, false),
            (None, Machtiging::Geen | Machtiging::Lezen) => (&[], false),
        }
    }

    /// Whether whoever asks may use this role in this place now.
    pub fn heeft(&self, rol: Rol, bereik: Bereik) -> bool {
        let (toekenningen, sterk) = self.in_dienst();
        recht(toekenningen, sterk, rol, bereik) == Recht::Mag
    }

    /// The roles that whoever asks may use now.
    pub fn rollen(&self) -> Vec<Toekenning> {
        let (toekenningen, sterk) = self.in_dienst();
        let mag = |t: &&Toekenning| sterk || !t.rol.vraagt_sterke_login();
        toekenningen.iter().filter(mag).copied().collect()
    }

    /// The account that writes: somebody who is logged in, or whose program may write.
    ///
    /// # Errors
    /// [`Error::NietIngelogd`] without a login or a token; [`Error::MagNiet`] with a token that only
    /// reads.
    pub fn schrijver(&self) -> Result<Uuid> {
        let schrijft =
            self.aanmelding.is_some() || matches!(self.machtiging, Machtiging::Schrijven(_));
        match &self.actor {
            Actor::Account { id, .. } if schrijft => Ok(*id),
            _ if self.machtiging == Machtiging::Lezen => Err(Error::MagNiet(
                "Dit token mag alleen lezen. Maak op /account/tokens een token dat ook mag schrijven."
                    .into(),
            )),
            _ => Err(Error::NietIngelogd),
        }
    }

    /// Lets through who may use one of these national roles now.
    ///
    /// # Errors
    /// [`Error::NietIngelogd`] without a login; [`Error::NotFound`] without any of the roles, so
    /// that what is not for somebody looks like what does not exist; [`Error::NietSterk`] with a
    /// role that asks for a stronger login than this one.
    pub fn eis_een(&self, rollen: &[Rol]) -> Result<()> {
        let aanmelding = self.aanmelding.as_ref().ok_or(Error::NietIngelogd)?;
        match recht_op_een(&aanmelding.toekenningen, aanmelding.sterk, rollen) {
            Recht::Mag => Ok(()),
            Recht::NietSterk => Err(Error::NietSterk),
            Recht::Geen => Err(Error::NotFound),
        }
    }

    /// The year it is in the Netherlands: the year of a new kenmerk.
    pub fn jaar(&self) -> i32 {
        jaar_van(self.now)
    }

    /// The day it is in the Netherlands.
    pub fn vandaag(&self) -> NaiveDate {
        datum_van(self.now)
    }
}

/// The day that a moment falls on, in the Netherlands.
pub fn datum_van(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Amsterdam).date_naive()
}

/// The year that a moment falls in, in the Netherlands.
pub fn jaar_van(moment: DateTime<Utc>) -> i32 {
    moment.with_timezone(&Amsterdam).year()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_guard_says_what_is_missing() {
        let met = |aanmelding: Option<(Rol, bool)>| Ctx {
            aanmelding: aanmelding.map(|(rol, sterk)| Aanmelding {
                sessie_id: Uuid::nil(),
                naam: String::new(),
                toekenningen: vec![Toekenning {
                    rol,
                    bereik: Bereik::Landelijk,
                }],
                sterk,
            }),
            ..Ctx::systeem("proef", &Clock::system())
        };
        let eis = |ctx: &Ctx| ctx.eis_een(&[Rol::Beheerder]);
        assert!(matches!(eis(&met(None)), Err(Error::NietIngelogd)));
        let redactie = met(Some((Rol::Redactie, true)));
        assert!(matches!(eis(&redactie), Err(Error::NotFound)));
        let zwak = met(Some((Rol::Beheerder, false)));
        assert!(matches!(eis(&zwak), Err(Error::NietSterk)));
        assert!(!zwak.heeft(Rol::Beheerder, Bereik::Landelijk));
        let sterk = met(Some((Rol::Beheerder, true)));
        assert!(eis(&sterk).is_ok() && sterk.heeft(Rol::Beheerder, Bereik::Landelijk));
    }

    #[test]
    fn a_token_writes_with_its_scope_and_manages_nothing() {
        let lid = Toekenning {
            rol: Rol::Lid,
            bereik: Bereik::Organisatie(Uuid::from_u128(1)),
        };
        let beheerder = Toekenning {
            rol: Rol::Beheerder,
            bereik: Bereik::Landelijk,
        };
        let id = Uuid::from_u128(2);
        let account = Actor::Account {
            id,
            sleutels: std::collections::BTreeSet::new(),
        };
        let met = |actor: &Actor, machtiging: Machtiging| Ctx {
            actor: actor.clone(),
            machtiging,
            ..Ctx::systeem("proef", &Clock::system())
        };
        let schrijft = met(&account, Machtiging::Schrijven(vec![lid, beheerder]));
        assert_eq!(schrijft.schrijver().ok(), Some(id));
        assert!(schrijft.heeft(lid.rol, lid.bereik));
        assert_eq!(schrijft.rollen(), [lid], "a strong role is never used");
        assert!(!schrijft.heeft(beheerder.rol, beheerder.bereik));
        let beheer = schrijft.eis_een(&[Rol::Beheerder]);
        assert!(matches!(beheer, Err(Error::NietIngelogd)));
        for actor in [&account, &Actor::Bezoeker] {
            let leest = met(actor, Machtiging::Lezen);
            assert!(matches!(leest.schrijver(), Err(Error::MagNiet(_))));
            assert!(leest.rollen().is_empty() && !leest.heeft(lid.rol, lid.bereik));
        }
        let bezoeker = met(&Actor::Bezoeker, Machtiging::Geen);
        assert!(matches!(bezoeker.schrijver(), Err(Error::NietIngelogd)));
    }

    #[test]
    fn the_year_turns_at_midnight_in_amsterdam() {
        for (moment, jaar) in [
            ("2026-12-31T22:59:59Z", 2026),
            ("2026-12-31T23:00:00Z", 2027),
            ("2026-06-30T12:00:00Z", 2026),
        ] {
            let now: DateTime<Utc> = moment.parse().unwrap();
            let ctx = Ctx {
                now,
                ..Ctx::systeem("proef", &Clock::system())
            };
            assert_eq!(ctx.jaar(), jaar, "{moment}");
            assert_eq!(ctx.vandaag().year(), jaar, "{moment}");
        }
    }
}
