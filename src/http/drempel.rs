//! So many requests a second, and no more: of an account, and of a network for who is not logged in.

use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{
    extract::{Request, State},
    http::Method,
    middleware::Next,
    response::Response,
};
use chrono::TimeDelta;
use governor::{
    NotUntil, Quota, RateLimiter, clock, middleware::NoOpMiddleware,
    state::keyed::DashMapStateStore,
};
use uuid::Uuid;

use super::{
    afzender::{Afzender, Netwerk},
    error,
    layers::MEELEZEN,
};
use crate::{
    actor::Actor,
    app::App,
    ctx::{Clock, Ctx},
    error::Error,
};

/// Requests in a second, for as long as it lasts.
const PER_SECONDE: NonZeroU32 = NonZeroU32::new(60).expect("more than none");
/// Requests at once, after a rest. A whole ministry sits behind one address.
const INEENS: NonZeroU32 = NonZeroU32::new(200).expect("more than none");
/// Requests to join an organisatie and openings of a toegangslink at once from one network, and in an
/// hour after that. The first wait for somebody to look at them, for as long as they are kept; each of
/// the others is a row in the geschiedenis.
const AANVRAGEN_INEENS: NonZeroU32 = NonZeroU32::new(20).expect("more than none");
const AANVRAGEN_PER_UUR: NonZeroU32 = NonZeroU32::new(60).expect("more than none");
/// From so many senders on it is looked which have not been seen for a while.
const OPRUIMEN: usize = 4_096;

/// Where somebody asks to join.
const MEEDOEN: &str = "/meedoen";

/// Whose requests are counted together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Wie {
    Account(Uuid),
    Netwerk(Netwerk),
}

/// A clock that never goes back, for counting.
#[derive(Debug, Clone)]
struct Teltijd(Clock);

impl clock::Clock for Teltijd {
    type Instant = Duration;

    fn now(&self) -> Duration {
        self.0.verstreken()
    }
}

type Teller = RateLimiter<Wie, DashMapStateStore<Wie>, Teltijd, NoOpMiddleware<Duration>>;

/// Counts the requests of this process. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Drempel {
    teller: Arc<Teller>,
    /// Those that ask to join or open a link.
    aanvragen: Arc<Teller>,
    /// How many senders there may be before the next look.
    ruimte: Arc<AtomicUsize>,
}

impl Drempel {
    /// Counts by this clock.
    pub fn nieuw(klok: Clock) -> Self {
        let maat = Quota::per_second(PER_SECONDE).allow_burst(INEENS);
        let aanvragen = Quota::per_hour(AANVRAGEN_PER_UUR).allow_burst(AANVRAGEN_INEENS);
        let aanvragen = RateLimiter::dashmap_with_clock(aanvragen, Teltijd(klok.clone()));
        Self {
            teller: Arc::new(RateLimiter::dashmap_with_clock(maat, Teltijd(klok))),
            aanvragen: Arc::new(aanvragen),
            ruimte: Arc::new(AtomicUsize::new(OPRUIMEN)),
        }
    }

    /// Counts a request of nobody that is known; from this machine none is counted.
    ///
    /// # Errors
    /// [`Error::TeVaak`] when it is one too many.
    pub fn tel_onbekende(&self, afzender: Afzender, ctx: &Ctx) -> Result<(), Error> {
        match afzender.netwerk() {
            Some(netwerk) => self
                .tel(Wie::Netwerk(netwerk))
                .map_err(|wacht| te_vaak(wacht, ctx)),
            None => Ok(()),
        }
    }

    /// Counts a request; when it is one too many, how long to wait.
    fn tel(&self, wie: Wie) -> Result<(), Duration> {
        let uitkomst = tel_bij(&self.teller, wie);
        self.ruim_op();
        uitkomst
    }

    /// Counts a request to join an organisatie or to open a link.
    fn tel_aanvraag(&self, netwerk: Netwerk) -> Result<(), Duration> {
        let uitkomst = tel_bij(&self.aanvragen, Wie::Netwerk(netwerk));
        if self.aanvragen.len() > OPRUIMEN {
            self.aanvragen.retain_recent();
        }
        uitkomst
    }

    /// Forgets senders whose requests are so long ago that they count as new: a few seconds. Looked at
    /// each time their number has doubled, so that it costs next to nothing.
    fn ruim_op(&self) {
        let aantal = self.teller.len();
        let ruimte = self.ruimte.load(Ordering::Relaxed);
        let aan_de_beurt = aantal > ruimte
            && self
                .ruimte
                .compare_exchange(ruimte, usize::MAX, Ordering::Relaxed, Ordering::Relaxed)
                .is_ok();
        if aan_de_beurt {
            self.teller.retain_recent();
            self.teller.shrink_to_fit();
            let volgende = OPRUIMEN.max(self.teller.len() * 2);
            self.ruimte.store(volgende, Ordering::Relaxed);
        }
    }
}

fn tel_bij(teller: &Teller, wie: Wie) -> Result<(), Duration> {
    let wacht = |niet: NotUntil<Duration>| niet.wait_time_from(clock::Clock::now(teller.clock()));
    teller.check_key(&wie).map_err(wacht)
}

fn te_vaak(wacht: Duration, ctx: &Ctx) -> Error {
    let wacht = TimeDelta::from_std(wacht).unwrap_or(TimeDelta::seconds(1));
    Error::TeVaak {
        weer_vanaf: ctx.now + wacht,
    }
}

/// Answers a request that is one too many with when to come back. Requests from this machine are not
/// counted, nor those for files of the product, of which a page asks several.
pub async fn bewaak(
    State((app, drempel)): State<(App, Drempel)>,
    request: Request,
    next: Next,
) -> Response {
    let ctx = request.extensions().get::<Ctx>();
    let afzender = request.extensions().get::<Afzender>().copied();
    let netwerk = afzender.and_then(Afzender::netwerk);
    let (Some(ctx), Some(netwerk)) = (ctx, netwerk) else {
        return next.run(request).await;
    };
    if request.uri().path().starts_with("/static/") {
        return next.run(request).await;
    }
    let wie = match ctx.actor {
        Actor::Account { id, .. } => Wie::Account(id),
        Actor::Bezoeker | Actor::Link { .. } | Actor::Systeem(_) => Wie::Netwerk(netwerk),
    };
    let pad = request.uri().path();
    // What somebody has to look at, and what somebody tries to open: few at a time.
    let opent_link = pad
        .strip_prefix(MEELEZEN)
        .is_some_and(|rest| rest.starts_with('/'));
    let weinig = request.method() == Method::POST && (pad == MEEDOEN || opent_link);
    let geteld = drempel.tel(wie).and_then(|()| {
        if weinig {
            drempel.tel_aanvraag(netwerk)
        } else {
            Ok(())
        }
    });
    match geteld {
        Ok(()) => next.run(request).await,
        Err(wacht) => {
            let fout = te_vaak(wacht, ctx);
            let is_api = request.uri().path().starts_with("/api/");
            error::als_antwoord(&fout, is_api, ctx, &app)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicI64;

    use chrono::DateTime;

    use super::*;

    /// A clock that stands still until it is told to go on.
    fn klok() -> (Arc<AtomicI64>, Drempel) {
        let millis = Arc::new(AtomicI64::new(0));
        let leest = millis.clone();
        let klok = Clock::from_fn(move || {
            DateTime::from_timestamp_millis(leest.load(Ordering::Relaxed)).unwrap_or_default()
        });
        (millis, Drempel::nieuw(klok))
    }

    fn wie(n: u128) -> Wie {
        Wie::Account(Uuid::from_u128(n))
    }

    fn hoeveel(drempel: &Drempel, wie: Wie) -> usize {
        (0..1_000).take_while(|_| drempel.tel(wie).is_ok()).count()
    }

    #[test]
    fn a_burst_and_then_so_many_a_second() {
        let (millis, drempel) = klok();
        assert_eq!(hoeveel(&drempel, wie(1)), 200);
        let wacht = drempel.tel(wie(1)).unwrap_err();
        assert!(wacht <= Duration::from_millis(17), "{wacht:?}");
        // Somebody else is not kept waiting.
        assert_eq!(hoeveel(&drempel, wie(2)), 200);
        millis.store(1_000, Ordering::Relaxed);
        assert_eq!(hoeveel(&drempel, wie(1)), 60);
        millis.store(60_000, Ordering::Relaxed);
        assert_eq!(hoeveel(&drempel, wie(1)), 200);
    }

    #[test]
    fn who_is_gone_is_forgotten() {
        let (millis, drempel) = klok();
        for ronde in 0..20 {
            millis.store(ronde * 10_000, Ordering::Relaxed);
            for n in 0..1_000 {
                let n = u128::from(ronde.unsigned_abs()) * 1_000 + n;
                drempel.tel(wie(n)).unwrap();
            }
        }
        let over = drempel.teller.len();
        assert!(over <= OPRUIMEN + 1, "{over} senders are remembered");
    }

    #[test]
    fn who_must_wait_is_not_forgotten() {
        let (_, drempel) = klok();
        hoeveel(&drempel, wie(0));
        for n in 1..10_000 {
            drempel.tel(wie(n)).unwrap();
        }
        assert!(drempel.tel(wie(0)).is_err());
    }
}
