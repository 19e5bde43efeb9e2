//! Knelpunten: making one, taking it from state to state, writing what it says and what was found on the five
//! steps, saying that it plays elsewhere too, and reading it.

mod api;
mod bijval;
mod lezen;
mod maken;
mod plekken;
mod post;
mod schrijven;
mod stappen;
mod treden;

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Bereik, Rol, Toekenning},
    ctx::Ctx,
    db::tables::{leesrecht, stuk, verband},
    knelpunten::{
        model::{Knelpunt, Status, Treden, sleutels},
        service::plekken::herbereken,
    },
    signalen::model::{Signaal, Status as Signaalstatus, sleutels as signaalsleutels},
    stukken::{
        Kind as _,
        model::{Basis, Eigenaar, Soort, Verbandsoort},
        service::{self as stukken, Nieuw},
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    anderen::{Wereld, wereld},
    support::{
        Antwoord, TestApp,
        mensen::{doe, id_van, landelijk, neemt_plaats, sterk, verteld},
    },
};

/// The knelpunt of [`knelpunt`], when nothing else is asked.
pub const TITEL: &str = "Delen mag niet";
pub const PAD: &str = "/knelpunten/delen-mag-niet";

/// Organisaties and a thema, with who treats the knelpunten of that thema.
pub struct Toneel {
    pub wereld: Wereld,
    /// The browser of who sits on one seat of the thema; the other one is empty.
    pub duo: String,
    /// The browser of the redactie, which belongs to no organisatie.
    pub redactie: String,
}

pub async fn toneel(app: &TestApp) -> Toneel {
    let wereld = wereld(app).await;
    Toneel {
        duo: zetel(app, "Dora", "rijk", wereld.plek.thema).await,
        redactie: sterk(app, "Roos", &[landelijk(Rol::Redactie)]).await.1,
        wereld,
    }
}

/// Somebody on a seat of a thema; answers the cookie of their browser.
pub async fn zetel(app: &TestApp, naam: &str, kant: &str, thema: Uuid) -> String {
    let (id, koek) = sterk(app, naam, &[]).await;
    neemt_plaats(app, id, thema, kant).await;
    koek
}

/// Another thema, without a duo; answers its number.
pub async fn thema(app: &TestApp, id: &str) -> Uuid {
    let thema = json!({ "externId": id, "slug": id, "soort": "thema", "titel": id, "tekst": "x" });
    assert_eq!(app.lees(&[thema]).await.geweigerd, []);
    id_van(app, id).await
}

pub const fn bij_thema(rol: Rol, thema: Uuid) -> Toekenning {
    let bereik = Bereik::Thema(thema);
    Toekenning { rol, bereik }
}

fn nieuw(soort: Soort, titel: &str, status: &str) -> Nieuw {
    Nieuw {
        basis: Basis {
            soort,
            titel: titel.into(),
            samenvatting: "Teams delen niets.".into(),
            sorteernaam: None,
            datum: None,
            officieel_id: None,
            bron: None,
            leefdomeinen: Vec::new(),
            doelgroepen: Vec::new(),
        },
        kenmerk: None,
        slug: None,
        extern_id: None,
        status: status.into(),
        sleutels: Vec::new(),
        eigenaar: Eigenaar::default(),
        auteurs: Vec::new(),
        herkomst: String::new(),
    }
}

/// A knelpunt in a state, of a thema or of none, with its first steps filled; answers its number.
pub async fn knelpunt(
    app: &TestApp,
    titel: &str,
    (status, trekker, tot): (Status, Option<Uuid>, u8),
) -> Uuid {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let mut treden = Treden::default();
    for nummer in 1..=tot {
        treden.zet(nummer, "Dit vonden wij.", false).unwrap();
    }
    let inhoud = Knelpunt {
        tekst: "Niemand durft.".into(),
        secties: Vec::new(),
        oorzaak: None,
        treden,
        trekker,
        uit_bron: false,
        gesloten: 0,
        heropend: 0,
        gesloten_op: None,
    };
    let stuk = Nieuw {
        sleutels: sleutels(status, trekker.as_slice()),
        ..nieuw(Soort::Knelpunt, titel, status.waarde())
    };
    let themas = trekker.map(|id| (Verbandsoort::HoortBij, id, String::new()));
    let write = app.app.db.begin_write().await.unwrap();
    let (id, gemaakt) = stukken::maak(&write, &ctx, stuk, &inhoud).await.unwrap();
    inhoud.bewaar(write.conn(), id).await.unwrap();
    let verbonden = stukken::verbind(&write, id, themas.as_slice()).await;
    let gebeurd: Vec<_> = [gemaakt].into_iter().chain(verbonden.unwrap()).collect();
    write.commit(&ctx, &gebeurd).await.unwrap();
    app.indexeer().await;
    id
}

/// Signals a knelpunt, openly or in confidence (with the words that the dwarskijker lets it say); answers the
/// number of the signaal.
pub async fn signaal(
    app: &TestApp,
    knelpunt: Uuid,
    melder: Uuid,
    vrijgegeven: Option<&str>,
    gemeenten: &[Uuid],
) -> Uuid {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let inhoud = Signaal {
        tekst: "Hier loopt het vast.".into(),
        voor_wie: String::new(),
        regel: String::new(),
        geprobeerd: String::new(),
        vertrouwelijk: vrijgegeven.is_some(),
        melder,
        // On behalf of the first: that is the one it counts in.
        namens: gemeenten.first().copied(),
        thema: None,
        knelpunt: Some(knelpunt),
        gemeenten: gemeenten.to_vec(),
        verwoording: vrijgegeven.unwrap_or_default().into(),
    };
    let gekoppeld = Signaalstatus::Gekoppeld.waarde();
    let stuk = Nieuw {
        sleutels: signaalsleutels(&inhoud),
        ..nieuw(Soort::Signaal, "Een signaal", gekoppeld)
    };
    let write = app.app.db.begin_write().await.unwrap();
    let (id, gemaakt) = stukken::maak(&write, &ctx, stuk, &inhoud).await.unwrap();
    inhoud.bewaar(write.conn(), id).await.unwrap();
    let geteld = herbereken(&write, knelpunt).await.unwrap();
    let gebeurd: Vec<_> = [gemaakt].into_iter().chain(geteld).collect();
    write.commit(&ctx, &gebeurd).await.unwrap();
    app.indexeer().await;
    id
}

/// The row of a knelpunt, by its address.
pub async fn rij(app: &TestApp, pad: &str) -> stuk::Model {
    let slug = pad.rsplit('/').next().expect("an address");
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq(Soort::Knelpunt.waarde()))
        .filter(stuk::Column::Slug.eq(slug));
    let rij = rij.one(app.app.db.read()).await;
    rij.expect("the database works").expect("it is there")
}

/// Sends the form of a step, as who saw the version that there is now.
pub async fn zet(
    app: &TestApp,
    koek: &str,
    (pad, actie): (&str, &str),
    meer: &[(&str, &str)],
) -> Antwoord {
    let versie = rij(app, pad).await.versie.to_string();
    let velden = [&[("versie", versie.as_str())], meer].concat();
    doe(app, koek, &format!("{pad}/stap/{actie}"), &velden).await
}

/// Sends a form about the texts of a knelpunt, as who saw the version that there is now.
pub async fn stuur(
    app: &TestApp,
    koek: &str,
    (pad, blad): (&str, &str),
    meer: &[(&str, &str)],
) -> Antwoord {
    let versie = rij(app, pad).await.versie.to_string();
    let velden = [&[("versie", versie.as_str())], meer].concat();
    doe(app, koek, &format!("{pad}/{blad}"), &velden).await
}

/// What everybody reads of a knelpunt by the API.
pub async fn van_api(app: &TestApp, pad: &str) -> Value {
    let antwoord = app.get(&format!("/api/v1{pad}")).await;
    antwoord.met_status(200).json()
}

/// The names of the gemeenten of a knelpunt, as everybody reads them by the API.
pub async fn gemeenten(app: &TestApp, pad: &str) -> Vec<String> {
    let json = van_api(app, pad).await;
    let alle = json["gemeenten"].as_array().expect("gemeenten").iter();
    let naam = |g: &Value| g["naam"].as_str().expect("a name").to_owned();
    alle.map(naam).collect()
}

/// Where a knelpunt points, as words: the kind of verband, what it points at and the place there.
pub async fn verbanden(app: &TestApp, id: Uuid) -> BTreeSet<(String, Uuid, String)> {
    let rijen = verband::Entity::find().filter(verband::Column::Van.eq(id));
    let rijen = rijen.all(app.app.db.read()).await.expect("verbanden");
    let drie = |rij: verband::Model| (rij.soort, rij.naar, rij.plaats);
    rijen.into_iter().map(drie).collect()
}

/// The keys of a stuk, as words.
pub async fn sleutels_van(app: &TestApp, id: Uuid) -> BTreeSet<String> {
    let rijen = leesrecht::Entity::find().filter(leesrecht::Column::DeelId.eq(id));
    let rijen = rijen.all(app.app.db.read()).await.expect("keys");
    rijen.into_iter().map(|rij| rij.sleutel).collect()
}

/// What happened to a knelpunt of what is in this list, in its order.
pub async fn gebeurd(app: &TestApp, id: Uuid, acties: &[&str]) -> Vec<String> {
    let mut alle = verteld(app, id).await;
    alle.retain(|actie| acties.contains(&actie.as_str()));
    alle
}

/// Demands that a page names these fields as wrong, each with a link to it.
#[track_caller]
pub fn fout_in(pagina: &Antwoord, velden: &[&str]) {
    for veld in velden {
        let link = format!("<li><a href=\"#{veld}\">");
        assert!(pagina.tekst.contains(&link), "{veld}: {}", pagina.tekst);
    }
}
