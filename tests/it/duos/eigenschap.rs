//! Whatever happens to seats, by whoever and in whatever order: never two leads on one side, and the history says who
//! sits there.

use dwarsverband::{
    actor::Rol,
    db::tables::{aanvraag, duozetel, toekenning, zetelverloop},
};
use proptest::{
    collection::vec,
    prelude::{Just, Strategy, any, prop_oneof},
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use sea_orm::EntityTrait as _;
use uuid::Uuid;

use super::{klopt, rol, stel_voor, wachtend};
use crate::{
    mensen::MENSEN,
    support::{
        Antwoord, TestApp, lang,
        mensen::{Plek, bij, doe, landelijk, mens, plek, sterk},
        op_beide,
    },
};

/// What happens to somebody.
#[derive(Debug, Clone, Copy)]
enum Wat {
    /// The regietafel gives them a seat, or takes it.
    Geven,
    Nemen,
    /// They give it up.
    Neerleggen,
    /// They propose a successor.
    Overdragen(usize),
    /// The regietafel answers what waits.
    Beslissen(bool),
    /// Their account is closed for a while, or opened again.
    Blokkeren,
    Deblokkeren,
    /// They leave their organisatie, or the platform.
    Vertrekken,
    Verwijderen,
}

#[derive(Debug, Clone, Copy)]
struct Zet {
    wie: usize,
    rijk: bool,
    wat: Wat,
}

const SPELERS: usize = 6;

fn zetten() -> impl Strategy<Value = Vec<Zet>> {
    let wat = prop_oneof![
        6 => Just(Wat::Geven),
        2 => Just(Wat::Nemen),
        1 => Just(Wat::Neerleggen),
        4 => (0..SPELERS).prop_map(Wat::Overdragen),
        4 => any::<bool>().prop_map(Wat::Beslissen),
        2 => Just(Wat::Blokkeren),
        2 => Just(Wat::Deblokkeren),
        1 => Just(Wat::Vertrekken),
        1 => Just(Wat::Verwijderen),
    ];
    let zet = (0..SPELERS, any::<bool>(), wat).prop_map(|(wie, rijk, wat)| Zet { wie, rijk, wat });
    vec(zet, 5..25)
}

#[tokio::test]
async fn no_order_of_moves_gives_a_side_two_leads_or_a_history_that_lies() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let mut runner = TestRunner::new(Config::default());
        let rondes = if lang() { 50 } else { 5 };
        for ronde in 0..rondes {
            let zetten = zetten().new_tree(&mut runner).expect("moves").current();
            speel(&app, p, ronde, &zetten).await;
        }
    })
    .await;
}

/// Somebody in the game: the account, its name, and its browser.
type Speler = (Uuid, String, String);

async fn speel(app: &TestApp, p: Plek, ronde: usize, zetten: &[Zet]) {
    leeg(app).await;
    let naam = |wie: &str| format!("r{ronde}{wie}");
    let tafel = sterk(app, &naam("tafel"), &[landelijk(Rol::Regietafellid)])
        .await
        .1;
    let beheer = sterk(app, &naam("beheer"), &[landelijk(Rol::Beheerder)])
        .await
        .1;
    let in_charge = [
        bij(Rol::Lid, p.stad),
        bij(Rol::Organisatiebeheerder, p.stad),
    ];
    let baas = sterk(app, &naam("baas"), &in_charge).await.1;
    let mut spelers: Vec<Speler> = Vec::new();
    for n in 0..SPELERS {
        let (stad, rijk) = (bij(Rol::Lid, p.stad), bij(Rol::Lid, p.ministerie));
        let rollen = match n {
            0..=2 => vec![stad],
            3 | 4 => vec![rijk],
            _ => vec![stad, rijk],
        };
        let naam = naam(&format!("n{n}"));
        let (id, koek) = sterk(app, &naam, &rollen).await;
        spelers.push((id, naam, koek));
    }
    for zet in zetten {
        let hulp = (tafel.as_str(), beheer.as_str(), baas.as_str());
        let antwoord = doe_zet(app, p, hulp, &spelers, *zet).await;
        if let Some(antwoord) = antwoord {
            let fout = antwoord.status.is_server_error();
            assert!(!fout, "{zet:?} of {zetten:?}: {}", antwoord.tekst);
        }
        klopt(app, p.thema, &format!("{zet:?} of {zetten:?}")).await;
    }
}

async fn doe_zet(
    app: &TestApp,
    p: Plek,
    (tafel, beheer, baas): (&str, &str, &str),
    spelers: &[Speler],
    Zet { wie, rijk, wat }: Zet,
) -> Option<Antwoord> {
    let (id, naam, koek) = &spelers[wie];
    let kant = if rijk { Rol::DuoRijk } else { Rol::DuoGemeente };
    let pad = format!("/beheer/mensen/{id}");
    let id = id.to_string();
    Some(match wat {
        Wat::Geven => rol(app, tafel, "geven", naam, kant).await,
        Wat::Nemen => rol(app, tafel, "nemen", naam, kant).await,
        Wat::Neerleggen => {
            let bereik = format!("thema:{}", p.thema);
            let velden = [("rol", kant.waarde()), ("bereik", &*bereik)];
            doe(app, koek, "/account/rollen", &velden).await
        }
        Wat::Overdragen(aan) => stel_voor(app, koek, &spelers[aan].1).await,
        Wat::Beslissen(akkoord) => {
            let aanvraag = wachtend(app).await.first()?.id.to_string();
            let actie = if akkoord { "bevestigen" } else { "afwijzen" };
            let velden = [("actie", actie), ("aanvraag", &*aanvraag)];
            doe(app, tafel, "/rollen", &velden).await
        }
        Wat::Blokkeren => doe(app, beheer, &pad, &[("actie", "blokkeren")]).await,
        Wat::Deblokkeren => doe(app, beheer, &pad, &[("actie", "deblokkeren")]).await,
        Wat::Vertrekken => doe(app, baas, MENSEN, &[("actie", "weg"), ("wie", &id)]).await,
        Wat::Verwijderen => doe(app, koek, "/account/verwijderen", &[]).await,
    })
}

/// Takes everything of who played before.
async fn leeg(app: &TestApp) {
    let conn = app.app.db.read();
    let weg = "the database works";
    toekenning::Entity::delete_many()
        .exec(conn)
        .await
        .expect(weg);
    duozetel::Entity::delete_many().exec(conn).await.expect(weg);
    zetelverloop::Entity::delete_many()
        .exec(conn)
        .await
        .expect(weg);
    aanvraag::Entity::delete_many().exec(conn).await.expect(weg);
}

#[tokio::test]
async fn of_two_who_are_given_a_seat_at_the_same_time_one_gets_it() {
    op_beide(async |app: TestApp| {
        let p = plek(&app).await;
        let tafel = [landelijk(Rol::Secretaris)];
        let (_, een) = sterk(&app, "Een", &tafel).await;
        let (_, twee) = sterk(&app, "Twee", &tafel).await;
        for naam in ["Anna", "Bea"] {
            mens(&app, naam, &[bij(Rol::Lid, p.stad)]).await;
        }
        let (anna, bea) = tokio::join!(
            rol(&app, &een, "geven", "Anna", Rol::DuoGemeente),
            rol(&app, &twee, "geven", "Bea", Rol::DuoGemeente),
        );
        let mut statussen = [anna.status.as_u16(), bea.status.as_u16()];
        statussen.sort_unstable();
        assert_eq!(statussen, [303, 409]);
        klopt(&app, p.thema, "two at the same time").await;
    })
    .await;
}
