//! How long the server takes for the page of a werkruimte with 2,000 stukken, through the whole router, for a lead of
//! the thema. The bar is 50 ms (`cargo bench --bench werkruimte`).
#![expect(
    clippy::unwrap_used,
    reason = "a measurement stops where something goes wrong"
)]

use std::time::Duration;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, header},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::Days;
use criterion::{Criterion, criterion_group, criterion_main};
use dwarsverband::{
    acties::model::Actie,
    actor::{Actor, Bereik, Rol, Toekenning, sleutels},
    app::App,
    config::{Config, Opties},
    ctx::{Aanmelding, Clock, Ctx},
    db::{
        Gebeurtenis, Write,
        tables::{duozetel, gebruiker, sessie},
    },
    http,
    ids::new_id,
    knelpunten::service::maken::{self, Nieuw},
    notities::model::Notitie,
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
    werkruimte::{
        model::{Niveau, Plaats},
        service::{NieuwItem, maak},
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;
use uuid::Uuid;

/// How many stukken of each kind: 2,000 together.
const NOTITIES: usize = 1_000;
const ACTIES: usize = 700;
const KNELPUNTEN: usize = 300;
/// Stukken in one write.
const PER_KEER: usize = 100;
/// The thema, which the content of the product has.
const THEMA: &str = "schulden";
/// The parts that are asked, behind the address of the werkruimte.
const BLADEN: [(&str, &str); 3] = [
    ("overzicht", ""),
    ("tijdlijn", "/tijdlijn"),
    ("zoeken", "/zoeken?soort=notitie"),
];

/// What everybody reads is little; most is for who takes part.
const fn niveau(nummer: usize) -> Niveau {
    match nummer % 4 {
        0 => Niveau::Openbaar,
        1 => Niveau::Vertrouwelijk,
        _ => Niveau::Besloten,
    }
}

/// An account on a seat of the thema: what it does here, and the cookie of its browser.
async fn duo(app: &App, thema: &Kop) -> (Ctx, String) {
    let (id, nu) = (new_id(), app.clock.now());
    let rij = gebruiker::ActiveModel {
        id: Set(id),
        naam: Set("Rina Voorbeeld".into()),
        zoeknaam: Set("rina voorbeeld".into()),
        mail: Set("rina@ministerie.example".into()),
        status: Set("actief".into()),
        wachtwoord: Set(None),
        totp: Set(None),
        totp_stap: Set(None),
        totp_nieuw: Set(None),
        aangemaakt: Set(nu),
        ingelogd: Set(None),
    };
    let conn = app.db.read();
    let account = gebruiker::Entity::insert(rij).exec_without_returning(conn);
    account.await.unwrap();
    let zetel = duozetel::ActiveModel {
        thema_id: Set(thema.id),
        kant: Set("rijk".into()),
        gebruiker_id: Set(id),
        op: Set(nu),
    };
    let zetel = duozetel::Entity::insert(zetel).exec_without_returning(conn);
    zetel.await.unwrap();
    let code = URL_SAFE_NO_PAD.encode([*new_id().as_bytes(), *new_id().as_bytes()].concat());
    let hash = Sha256::digest(&code);
    let hash = hash
        .iter()
        .fold(String::new(), |tekst, byte| tekst + &format!("{byte:02x}"));
    let sessie_id = new_id();
    let rij = sessie::ActiveModel {
        id: Set(sessie_id),
        hash: Set(hash),
        gebruiker_id: Set(id),
        begin: Set(nu),
        sterk: Set(Some(nu)),
        gezien: Set(nu),
        programma: Set("Firefox op Linux".into()),
        half: Set(false),
        aanbieder: Set(None),
    };
    let sessie = sessie::Entity::insert(rij).exec_without_returning(conn);
    sessie.await.unwrap();
    let toekenningen = vec![Toekenning {
        rol: Rol::DuoRijk,
        bereik: Bereik::Thema(thema.id),
    }];
    let ctx = Ctx {
        actor: Actor::Account {
            id,
            sleutels: sleutels(&toekenningen, true),
        },
        aanmelding: Some(Aanmelding {
            sessie_id,
            naam: "Rina Voorbeeld".into(),
            toekenningen,
            sterk: true,
        }),
        ..Ctx::systeem("meten", &app.clock)
    };
    (ctx, format!("__Host-dwarsverband={code}"))
}

async fn notitie(write: &Write, ctx: &Ctx, thema: Uuid, nummer: usize) -> Vec<Gebeurtenis> {
    let plaats = Plaats {
        thema,
        niveau: niveau(nummer),
    };
    let inhoud = Notitie {
        plaats,
        tekst: "Wat wij **samen** willen onthouden.\n\n".repeat(20),
    };
    let nieuw = NieuwItem {
        titel: format!("Notitie {nummer}"),
        samenvatting: "Wat er is afgesproken.".into(),
        leefdomeinen: Vec::new(),
        datum: None,
        status: "geschreven",
        plaats,
        inhoud: &inhoud,
        verbanden: Vec::new(),
    };
    vec![maak(write, ctx, nieuw).await.unwrap().1]
}

async fn actie(write: &Write, ctx: &Ctx, thema: Uuid, nummer: usize) -> Vec<Gebeurtenis> {
    let plaats = Plaats {
        thema,
        niveau: niveau(nummer),
    };
    let Actor::Account { id: houder, .. } = ctx.actor else {
        panic!("somebody is logged in")
    };
    let voor = ctx.vandaag() + Days::new(nummer as u64 % 60);
    let inhoud = Actie {
        plaats,
        toelichting: String::new(),
        houder,
        voor,
    };
    let nieuw = NieuwItem {
        titel: format!("Actie {nummer}"),
        samenvatting: String::new(),
        leefdomeinen: Vec::new(),
        datum: Some(voor),
        status: if nummer.is_multiple_of(2) {
            "open"
        } else {
            "gedaan"
        },
        plaats,
        inhoud: &inhoud,
        verbanden: Vec::new(),
    };
    vec![maak(write, ctx, nieuw).await.unwrap().1]
}

async fn knelpunt(write: &Write, ctx: &Ctx, thema: Uuid, nummer: usize) -> Vec<Gebeurtenis> {
    let nieuw = Nieuw {
        titel: format!("Knelpunt {nummer}"),
        samenvatting: "Hier loopt het vast.".into(),
        trekker: Some(thema),
        ..Nieuw::default()
    };
    maken::maak(write, ctx, nieuw).await.unwrap().1
}

/// Fills the werkruimte.
async fn vul(app: &App, ctx: &Ctx, thema: Uuid) {
    let nummers: Vec<usize> = (0..NOTITIES + ACTIES + KNELPUNTEN).collect();
    for portie in nummers.chunks(PER_KEER) {
        let write = app.db.begin_write().await.unwrap();
        let mut gebeurd = Vec::new();
        for nummer in portie.iter().copied() {
            gebeurd.extend(if nummer < NOTITIES {
                notitie(&write, ctx, thema, nummer).await
            } else if nummer < NOTITIES + ACTIES {
                actie(&write, ctx, thema, nummer).await
            } else {
                knelpunt(&write, ctx, thema, nummer).await
            });
        }
        write.commit(ctx, &gebeurd).await.unwrap();
        app.volger.bijwerken().await.unwrap();
    }
}

async fn vraag(router: &Router, pad: &str, koek: &str) -> usize {
    let vraag = Request::get(pad).header(header::COOKIE, koek);
    let vraag = vraag.body(Body::empty()).unwrap();
    let antwoord = router.clone().oneshot(vraag).await.unwrap();
    assert_eq!(antwoord.status(), 200, "{pad}");
    to_bytes(antwoord.into_body(), usize::MAX)
        .await
        .unwrap()
        .len()
}

fn werkruimte(criterion: &mut Criterion) {
    let runtime = Runtime::new().unwrap();
    let map = tempfile::tempdir().unwrap();
    let data = map.path().to_str().unwrap().to_owned();
    let omgeving = |naam: &str| (naam == "DWARSVERBAND_DATA").then(|| data.clone());
    let config = Config::lees(Opties::default(), omgeving).unwrap();
    let (app, koek) = runtime.block_on(async {
        let app = App::build(&config, Clock::system()).await.unwrap();
        let app = App {
            basis_url: "https://dwarsverband.example".into(),
            ..app
        };
        app.maak_klaar(false).await.unwrap();
        let ctx = Ctx::systeem("meten", &app.clock);
        let thema = stukken::vind(&ctx, app.db.read(), Soort::Thema, THEMA).await;
        let thema = thema.unwrap();
        let (ctx, koek) = duo(&app, &thema).await;
        Box::pin(vul(&app, &ctx, thema.id)).await;
        (app, koek)
    });
    let router = http::router(app);
    let mut groep = criterion.benchmark_group("werkruimte-2000");
    groep
        .sample_size(50)
        .measurement_time(Duration::from_secs(5));
    for (naam, blad) in BLADEN {
        let pad = format!("/themas/{THEMA}/werkruimte{blad}");
        groep.bench_function(naam, |b| {
            b.iter(|| runtime.block_on(vraag(&router, &pad, &koek)));
        });
    }
    groep.finish();
}

criterion_group!(benches, werkruimte);
criterion_main!(benches);
