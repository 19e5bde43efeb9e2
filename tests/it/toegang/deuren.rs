//! Every route for every kind of actor.

use std::collections::BTreeSet;

use super::{
    bron,
    routes::{HOOGSTENS, ROUTES, UITZONDERINGEN, VORMEN, adres},
    verwacht::{IEDEREEN, standaard},
    wie::{SOORTEN, Wie, letter},
};
use crate::support::{
    TestApp, op_beide,
    tabellen::{inhoud, is_ongewijzigd},
};
use axum::http::Method;
use dwarsverband::db::tables::bijval;
use sea_orm::EntityTrait as _;

/// A method and an address, as the sources and as a browser write it.
struct Route {
    methode: Method,
    pad: &'static str,
    adres: String,
}

impl Route {
    /// For whom it opens.
    fn verwacht(&self) -> &'static str {
        let methode = self.methode.as_str().to_lowercase();
        let anders = UITZONDERINGEN
            .iter()
            .find(|(m, pad, ..)| *m == methode && *pad == self.pad);
        anders.map_or_else(
            || standaard(&methode, self.pad),
            |(_, _, letters, _)| letters,
        )
    }

    /// What it expects of the kind of actor in this column.
    fn voor(&self, kolom: usize) -> char {
        self.verwacht().chars().nth(kolom).expect("a column")
    }

    fn vorm(&self) -> &'static [(&'static str, &'static str)] {
        let vorm = VORMEN.iter().find(|(pad, _)| *pad == self.pad);
        vorm.map_or(&[], |(_, velden)| velden)
    }

    fn wat(&self) -> String {
        format!("{} {}", self.methode, self.pad)
    }
}

fn routes(wie: &Wie) -> Vec<Route> {
    let een = |(methoden, pad, deel): &(&'static str, &'static str, &'static str)| {
        let adres = adres(&wie.adressen, pad, deel);
        let methoden = methoden.split(' ').map(str::to_uppercase);
        let alle = methoden.map(|methode| Route {
            methode: methode.parse().expect("a method"),
            pad,
            adres: adres.clone(),
        });
        alle.collect::<Vec<_>>()
    };
    ROUTES.iter().flat_map(een).collect()
}

#[test]
fn the_list_has_every_route_of_the_sources() {
    let bron: BTreeSet<(String, String)> = bron::routes()
        .into_iter()
        .flat_map(|(pad, methoden)| {
            methoden
                .into_iter()
                .map(move |m| (pad.clone(), m.to_owned()))
        })
        .collect();
    let lijst: Vec<(String, String)> = ROUTES
        .iter()
        .flat_map(|(methoden, pad, _)| {
            methoden
                .split(' ')
                .map(|m| ((*pad).to_owned(), m.to_owned()))
        })
        .collect();
    let uniek: BTreeSet<_> = lijst.iter().cloned().collect();
    assert_eq!(uniek.len(), lijst.len(), "a route stands there twice");
    let mist: Vec<_> = bron.difference(&uniek).collect();
    let teveel: Vec<_> = uniek.difference(&bron).collect();
    assert!(
        mist.is_empty(),
        "add to the list, and say for whom they are: {mist:?}"
    );
    assert!(teveel.is_empty(), "these are gone: {teveel:?}");
    assert!(bron.len() > 80, "the sources were read: {}", bron.len());
}

#[test]
fn exceptions_are_few_and_each_is_one() {
    assert!(UITZONDERINGEN.len() <= HOOGSTENS, "this list only shrinks");
    let mut gezien = BTreeSet::new();
    for (methode, pad, letters, reden) in UITZONDERINGEN {
        assert!(gezien.insert((methode, pad)), "{methode} {pad} twice");
        let er = ROUTES
            .iter()
            .any(|(m, p, _)| p == pad && m.split(' ').any(|m| m == *methode));
        assert!(er, "there is no {methode} {pad}");
        assert_ne!(
            *letters,
            standaard(methode, pad),
            "{methode} {pad} is no exception"
        );
        assert_eq!(
            letters.len(),
            SOORTEN.len(),
            "{methode} {pad}: a letter for each kind"
        );
        assert!(reden.len() > 20, "{methode} {pad}: say why");
    }
    assert_eq!(IEDEREEN.len(), SOORTEN.len());
}

/// What opens, what asks for more, and what is not there, for all kinds of actor at once.
#[tokio::test]
async fn every_route_opens_for_whom_it_is() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        let alle = routes(&wie);
        let mut gezien: Vec<String> = vec![String::new(); alle.len()];
        for (_, naam, stand, rollen) in SOORTEN {
            for (route, gezien) in alle.iter().zip(&mut gezien) {
                wie.wordt(&app, stand, rollen).await;
                let antwoord = wie
                    .vraagt(&app, &route.methode, &route.adres, route.vorm())
                    .await;
                let letter = letter(&antwoord);
                assert_ne!(
                    letter,
                    '?',
                    "{} for {naam}: {}",
                    route.wat(),
                    antwoord.status
                );
                gezien.push(letter);
            }
        }
        let anders: Vec<String> = alle
            .iter()
            .zip(&gezien)
            .filter(|(route, gezien)| route.verwacht() != **gezien)
            .map(|(route, gezien)| format!("{gezien} not {} {}", route.verwacht(), route.wat()))
            .collect();
        let kolommen: String = SOORTEN.iter().map(|soort| soort.0).collect();
        assert!(anders.is_empty(), "\n{kolommen}\n{}", anders.join("\n"));
    })
    .await;
}

/// Every other method is refused, and the answer says which there are.
#[tokio::test]
async fn no_route_takes_another_method() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        for (_, naam, stand, rollen) in [SOORTEN[0], SOORTEN[7]] {
            wie.wordt(&app, stand, rollen).await;
            for (methoden, pad, _) in ROUTES {
                let route = routes(&wie)
                    .into_iter()
                    .find(|r| r.pad == *pad)
                    .expect("it is listed");
                for methode in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
                    if methoden.to_uppercase().split(' ').any(|m| m == methode) {
                        continue;
                    }
                    let methode: Method = methode.parse().expect("a method");
                    let antwoord = wie.vraagt(&app, &methode, &route.adres, &[]).await;
                    assert_eq!(antwoord.status.as_u16(), 405, "{methode} {pad} for {naam}");
                    assert!(
                        !antwoord.kop("allow").is_empty(),
                        "{methode} {pad} for {naam}"
                    );
                }
            }
        }
    })
    .await;
}

/// Nothing that is only asked for changes a table, whoever asks.
#[tokio::test]
async fn reading_changes_nothing() {
    op_beide(async |app| {
        let wie = Wie::nieuw(&app).await;
        for (_, naam, stand, rollen) in SOORTEN {
            wie.wordt(&app, stand, rollen).await;
            let voor = inhoud(&app.app.db).await;
            assert!(voor.len() > 50, "there is something to change");
            for route in routes(&wie).iter().filter(|r| r.methode == Method::GET) {
                wie.vraagt(&app, &route.methode, &route.adres, &[]).await;
                let met_vraag = format!("{}?q=schulden&pagina=1&naar=/over", route.adres);
                wie.vraagt(&app, &route.methode, &met_vraag, &[]).await;
            }
            is_ongewijzigd(&voor, &inhoud(&app.app.db).await, naam);
        }
    })
    .await;
}

/// A form without anything in it never breaks, and who may not send it changes nothing with it.
#[tokio::test]
async fn who_may_not_changes_nothing() {
    op_beide(async |app: TestApp| {
        let wie = Wie::nieuw(&app).await;
        let alle = routes(&wie);
        let sturen: Vec<&Route> = alle.iter().filter(|r| r.methode != Method::GET).collect();
        for (kolom, (_, naam, stand, rollen)) in SOORTEN.into_iter().enumerate() {
            let (mag, mag_niet): (Vec<&Route>, Vec<&Route>) =
                sturen.iter().partition(|route| route.voor(kolom) == '+');
            wie.wordt(&app, stand, rollen).await;
            let voor = inhoud(&app.app.db).await;
            for route in mag_niet {
                for velden in [&[][..], route.vorm()] {
                    let antwoord = wie.vraagt(&app, &route.methode, &route.adres, velden).await;
                    let status = antwoord.status.as_u16();
                    assert!(
                        matches!(status, 303 | 401 | 403 | 404),
                        "{} for {naam}: {status}",
                        route.wat()
                    );
                }
            }
            is_ongewijzigd(&voor, &inhoud(&app.app.db).await, naam);
            for route in mag {
                wie.wordt(&app, stand, rollen).await;
                let antwoord = wie.vraagt(&app, &route.methode, &route.adres, &[]).await;
                let status = antwoord.status.as_u16();
                assert!(status < 500, "{} for {naam}: {status}", route.wat());
            }
            // Who said that it plays there too follows the knelpunt, and the next one is the same account.
            let bijval = bijval::Entity::delete_many().exec(app.app.db.read());
            bijval.await.expect("the rows go");
        }
    })
    .await;
}
