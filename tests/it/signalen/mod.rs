//! Signalen: sending one, who reads it, treating it, and what who sent it sees of that.

mod api;
mod behandelen;
mod indienen;
mod koppelen;
mod mijn;
mod vertrouwelijk;

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    db::tables::{signaal, stuk},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    mensen::{Plek, bij, doe, id_van, in_, landelijk, mens, neemt_plaats, plek, sterk},
};

/// A place with two thema's of which one has a duo, a law, and who has to do with a signaal.
pub struct Wereld {
    pub plek: Plek,
    /// The other thema, without a duo until somebody sits there.
    pub vervoer: Uuid,
    /// A member of Voorbeeldstad, who signals.
    pub els: (Uuid, String),
    /// A colleague.
    pub jan: (Uuid, String),
    /// A side of the duo of the thema wonen.
    pub duo: (Uuid, String),
    pub redactie: (Uuid, String),
    /// With a strong login.
    pub dwarskijker: (Uuid, String),
}

/// A form that is right.
pub const GOED: [(&str, &str); 9] = [
    ("titel", "Wie vrijkomt, wacht maanden op een huis"),
    (
        "tekst",
        "Na detentie is er geen woning. De urgentie geldt pas na een jaar.",
    ),
    ("voor-wie", "Mensen die uit detentie komen."),
    ("regel", "Wet op het wonen"),
    ("geprobeerd", "Nog niets."),
    ("gemeenten", "Voorbeeldstad"),
    ("namens", "voorbeeldstad"),
    ("thema", "wonen"),
    ("vertrouwelijk", "nee"),
];

/// The form with other values for some fields, and what goes with it.
pub fn met<'a>(anders: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let waarde = |naam: &str| {
        anders
            .iter()
            .find(|(veld, _)| *veld == naam)
            .map(|paar| paar.1)
    };
    let mut velden: Vec<(&str, &str)> = GOED
        .iter()
        .map(|&(naam, was)| (naam, waarde(naam).unwrap_or(was)))
        .collect();
    let erbij = anders
        .iter()
        .filter(|(naam, _)| GOED.iter().all(|(al, _)| al != naam));
    velden.extend(erbij);
    velden
}

pub async fn wereld(app: &TestApp) -> Wereld {
    // A signaal that goes to another duo is done when the index has it.
    tokio::spawn(app.app.volger.clone().volg(CancellationToken::new()));
    let plek = plek(app).await;
    let verslag = app
        .lees(&[
            json!({ "externId": "vervoer", "slug": "vervoer", "soort": "thema", "titel": "Vervoer", "tekst": "x" }),
            json!({ "externId": "wet", "slug": "wet", "soort": "regeling", "titel": "Wet op het wonen", "tekst": "x" }),
        ])
        .await;
    assert_eq!(verslag.geweigerd, []);
    let lid = [bij(Rol::Lid, plek.stad)];
    Wereld {
        vervoer: id_van(app, "vervoer").await,
        els: sterk(app, "Els", &lid).await,
        jan: sterk(app, "Jan", &lid).await,
        duo: zetel(app, "Duo", plek.thema).await,
        redactie: sterk(app, "Roos", &[landelijk(Rol::Redactie)]).await,
        dwarskijker: sterk(app, "Dirk", &[landelijk(Rol::Dwarskijker)]).await,
        plek,
    }
}

/// Somebody on the seat of the Rijk of a thema.
pub async fn zetel(app: &TestApp, naam: &str, thema: Uuid) -> (Uuid, String) {
    let id = mens(app, naam, &[]).await;
    neemt_plaats(app, id, thema, "rijk").await;
    (id, in_(app, id, false).await)
}

/// Somebody of the netwerk of a thema.
pub async fn netwerklid(app: &TestApp, naam: &str, thema: Uuid) -> (Uuid, String) {
    let bereik = Bereik::Thema(thema);
    let rol = Rol::Netwerklid;
    sterk(app, naam, &[Toekenning { rol, bereik }]).await
}

/// A knelpunt that everybody reads, told from a bron; answers its number.
pub async fn knelpunt(app: &TestApp) -> Uuid {
    let record = json!({
        "externId": "knelpunt", "slug": "huis-na-detentie", "soort": "knelpunt",
        "titel": "Geen huis na detentie", "samenvatting": "Wie vrijkomt, wacht lang op een woning.",
        "tekst": "Na detentie is er geen woning, en de urgentie geldt pas na een jaar.",
        "themas": ["wonen"], "regelingen": ["wet"], "gemeenten": ["GM9999"],
        "bron": { "naam": "Een rapport" },
    });
    assert_eq!(app.lees(&[record]).await.geweigerd, []);
    id_van(app, "knelpunt").await
}

/// The signaal that was sent last.
pub async fn laatste(app: &TestApp) -> stuk::Model {
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq("signaal"))
        .order_by_desc(stuk::Column::Id)
        .one(app.app.db.read());
    rij.await.expect("the database works").expect("a signaal")
}

/// How many signalen there are.
pub async fn hoeveel(app: &TestApp) -> usize {
    let alle = stuk::Entity::find().filter(stuk::Column::Soort.eq("signaal"));
    alle.all(app.app.db.read()).await.expect("signalen").len()
}

/// Sends the form with other values for some fields, without looking at what resembles it; answers the signaal.
pub async fn stuur(app: &TestApp, koek: &str, anders: &[(&str, &str)]) -> stuk::Model {
    let mut velden = met(anders);
    velden.push(("stap", "versturen"));
    let antwoord = doe(app, koek, "/signaleren", &velden).await.met_status(303);
    assert!(
        antwoord
            .kop("location")
            .starts_with("/account/signalen?gelukt=")
    );
    app.indexeer().await;
    laatste(app).await
}

/// The address of the page of a signaal.
pub fn pad(signaal: &stuk::Model) -> String {
    format!("/signalen/{}", signaal.slug)
}

/// Takes a step with a signaal as its page showed it.
pub async fn stap(
    app: &TestApp,
    koek: &str,
    signaal: &stuk::Model,
    (naam, velden): (&str, &[(&str, &str)]),
) -> Antwoord {
    let versie = signaal.versie.to_string();
    let mut alle = vec![("versie", versie.as_str())];
    alle.extend_from_slice(velden);
    doe(
        app,
        koek,
        &format!("{}/stappen/{naam}", pad(signaal)),
        &alle,
    )
    .await
}

/// Lays a signaal at a knelpunt.
pub async fn koppel(
    app: &TestApp,
    koek: &str,
    signaal: &stuk::Model,
    velden: &[(&str, &str)],
) -> Antwoord {
    let versie = signaal.versie.to_string();
    let mut alle = vec![("versie", versie.as_str())];
    alle.extend_from_slice(velden);
    doe(app, koek, &format!("{}/koppelen", pad(signaal)), &alle).await
}

/// A signaal as it is now.
pub async fn nu(app: &TestApp, signaal: &stuk::Model) -> stuk::Model {
    let rij = stuk::Entity::find_by_id(signaal.id).one(app.app.db.read());
    rij.await.expect("the database works").expect("it is there")
}

/// What the row of a signaal says of where it is.
pub async fn rij(app: &TestApp, van: &stuk::Model) -> signaal::Model {
    let rij = signaal::Entity::find_by_id(van.id).one(app.app.db.read());
    rij.await.expect("the database works").expect("it is there")
}
