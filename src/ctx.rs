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

/// Who acts, when, and in which request. The first argument of every use case.
#[derive(Debug, Clone)]
pub struct Ctx {
    /// Who asks.
    pub actor: Actor,
    /// The login that the request came with; none for a visitor or a task.
    pub aanmelding: Option<Aanmelding>,
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
            ..self.clone()
        }
    }

    /// Whether whoever asks may use this role in this place now.
    pub fn heeft(&self, rol: Rol, bereik: Bereik) -> bool {
        self.aanmelding
            .as_ref()
            .is_some_and(|a| recht(&a.toekenningen, a.sterk, rol, bereik) == Recht::Mag)
    }

    /// The roles that whoever asks may use now.
    pub fn rollen(&self) -> Vec<Toekenning> {
        let van = self.aanmelding.iter();
        let alle = van.flat_map(|a| a.toekenningen.iter().map(|t| (a.sterk, *t)));
        alle.filter(|(sterk, t)| *sterk || !t.rol.vraagt_sterke_login())
            .map(|(_, t)| t)
            .collect()
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
        self.now.with_timezone(&Amsterdam).date_naive()
    }
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
    fn the_year_turns_at_midnight_in_amsterdam() {
        for (moment, jaar) in [
            ("2026-12-31T22:59:59Z", 2026),
            ("2026-12-31T23:00:00Z", 2027),
            ("2026-06-30T12:00:00Z", 2026),
        ] {
            let now: DateTime<Utc> = moment.parse().unwrap();
            let ctx = Ctx {
                aanmelding: None,
                actor: Actor::Bezoeker,
                now,
                request_id: String::new(),
                pad: String::new(),
            };
            assert_eq!(ctx.jaar(), jaar, "{moment}");
            assert_eq!(ctx.vandaag().year(), jaar, "{moment}");
        }
    }
}
