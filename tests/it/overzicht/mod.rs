//! The overview of knelpunten, and knelpunten on the pages of what they belong to.

mod cijfers;
mod paginas;
mod vertrouwelijk;

use std::collections::BTreeMap;

use dwarsverband::{
    ctx::Ctx,
    db::tables::bijval,
    ids::new_id,
    knelpunten::{
        model::{Knelpunt, Oorzaak, Status, Treden, sleutels},
        service::plekken,
    },
    signalen::model::{Signaal, Status as Signaalstatus, sleutels as signaalsleutels},
    stukken::{
        Kind as _,
        model::{Basis, Eigenaar, Soort, Verbandsoort},
        service::{self as stukken, Nieuw},
    },
};
use scraper::{ElementRef, Html, Selector};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestApp, mensen::id_van};

pub const PAD: &str = "/knelpunten/overzicht";

/// Thema's, a law and organisaties to have knelpunten in.
pub struct Land {
    pub schulden: Uuid,
    pub wonen: Uuid,
    pub wet: Uuid,
    pub stad: Uuid,
    pub dorp: Uuid,
    /// With fewer than 25,000 inhabitants.
    pub gehucht: Uuid,
    /// It became part of [`Self::dorp`].
    pub oud: Uuid,
    pub ministerie: Uuid,
}

fn gemeente(id: &str, code: &str, titel: &str, inwoners: u32) -> Value {
    json!({
        "externId": id, "slug": id, "soort": "organisatie", "organisatiesoort": "gemeente",
        "officieelId": code, "titel": titel, "tekst": "x", "provincie": "gelderland",
        "inwoners": inwoners,
    })
}

pub async fn land(app: &TestApp) -> Land {
    let mut oud = gemeente("oud", "GM9994", "Oud", 9_000);
    oud["einde"] = "2019-01-01".into();
    let mut dorp = gemeente("dorp", "GM9992", "Dorp", 40_000);
    dorp["verbanden"] = json!([{ "soort": "vervangt", "naar": "GM9994" }]);
    let verslag = app
        .lees(&[
            json!({"externId": "schulden", "slug": "schulden", "soort": "thema", "titel": "Schulden", "tekst": "x"}),
            json!({"externId": "wonen", "slug": "wonen", "soort": "thema", "titel": "Wonen", "tekst": "x"}),
            json!({"externId": "wet", "slug": "wet", "soort": "regeling", "titel": "Een wet", "tekst": "x"}),
            gemeente("stad", "GM9991", "Stad", 120_000),
            oud,
            dorp,
            gemeente("gehucht", "GM9993", "Gehucht", 8_000),
            json!({
                "externId": "ministerie", "slug": "ministerie", "soort": "organisatie",
                "organisatiesoort": "ministerie", "titel": "Ministerie van Voorbeelden", "tekst": "x",
            }),
        ])
        .await;
    assert_eq!(verslag.geweigerd, []);
    Land {
        schulden: id_van(app, "schulden").await,
        wonen: id_van(app, "wonen").await,
        wet: id_van(app, "wet").await,
        stad: id_van(app, "stad").await,
        dorp: id_van(app, "dorp").await,
        gehucht: id_van(app, "gehucht").await,
        oud: id_van(app, "oud").await,
        ministerie: id_van(app, "ministerie").await,
    }
}

/// A knelpunt as a test wants it.
#[derive(Clone, Copy)]
pub struct Gewenst<'a> {
    pub titel: &'a str,
    pub status: Status,
    pub oorzaak: Option<Oorzaak>,
    /// Steps that are set.
    pub trede: u8,
    /// How often it was closed, and opened again.
    pub keren: (i32, i32),
    pub themas: &'a [Uuid],
    pub regelingen: &'a [Uuid],
    pub gemeenten: &'a [Uuid],
}

/// A knelpunt with nothing but a title, in a state.
pub const fn gewenst(titel: &str, status: Status) -> Gewenst<'_> {
    Gewenst {
        titel,
        status,
        oorzaak: None,
        trede: 0,
        keren: (0, 0),
        themas: &[],
        regelingen: &[],
        gemeenten: &[],
    }
}

fn nieuw(soort: Soort, titel: &str, status: &str) -> Nieuw {
    Nieuw {
        basis: Basis {
            soort,
            titel: titel.into(),
            samenvatting: "Kort.".into(),
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

/// Makes a knelpunt; answers its number.
pub async fn knelpunt(app: &TestApp, wat: Gewenst<'_>) -> Uuid {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let mut treden = Treden::default();
    for nummer in 1..=wat.trede {
        treden.zet(nummer, "Dit vonden wij.", false).unwrap();
    }
    let (gesloten, heropend) = wat.keren;
    let inhoud = Knelpunt {
        tekst: "Wat er niet werkt.".into(),
        secties: Vec::new(),
        oorzaak: wat.oorzaak,
        treden,
        trekker: None,
        uit_bron: false,
        gesloten,
        heropend,
        gesloten_op: wat.status.is_gesloten().then_some(ctx.now),
    };
    let nieuw = Nieuw {
        sleutels: sleutels(wat.status, wat.themas),
        ..nieuw(Soort::Knelpunt, wat.titel, wat.status.waarde())
    };
    let wijzers: Vec<(Verbandsoort, Uuid, String)> = [
        (Verbandsoort::HoortBij, wat.themas),
        (Verbandsoort::BetreftRegeling, wat.regelingen),
        (Verbandsoort::SpeeltOokIn, wat.gemeenten),
    ]
    .into_iter()
    .flat_map(|(soort, ids)| ids.iter().map(move |id| (soort, *id, String::new())))
    .collect();
    let write = app.app.db.begin_write().await.unwrap();
    let (id, gemaakt) = stukken::maak(&write, &ctx, nieuw, &inhoud).await.unwrap();
    inhoud.bewaar(write.conn(), id).await.unwrap();
    let verbonden = stukken::verbind(&write, id, &wijzers).await.unwrap();
    let gebeurd: Vec<_> = [gemaakt].into_iter().chain(verbonden).collect();
    write.commit(&ctx, &gebeurd).await.unwrap();
    app.indexeer().await;
    id
}

/// Signals a knelpunt, in the open or in confidence, and brings where it plays up to date.
pub async fn signaal(app: &TestApp, knelpunt: Uuid, vertrouwelijk: bool, gemeenten: &[Uuid]) {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let inhoud = Signaal {
        tekst: "Hier loopt het vast.".into(),
        voor_wie: String::new(),
        regel: String::new(),
        geprobeerd: String::new(),
        vertrouwelijk,
        melder: Uuid::from_u128(77),
        namens: gemeenten.first().copied(),
        thema: None,
        knelpunt: Some(knelpunt),
        gemeenten: gemeenten.to_vec(),
        verwoording: String::new(),
    };
    let nieuw = Nieuw {
        sleutels: signaalsleutels(&inhoud),
        ..nieuw(
            Soort::Signaal,
            "Een signaal",
            Signaalstatus::Gekoppeld.waarde(),
        )
    };
    let write = app.app.db.begin_write().await.unwrap();
    let (id, gemaakt) = stukken::maak(&write, &ctx, nieuw, &inhoud).await.unwrap();
    inhoud.bewaar(write.conn(), id).await.unwrap();
    let geteld = plekken::herbereken(&write, knelpunt).await.unwrap();
    let gebeurd: Vec<_> = [gemaakt].into_iter().chain(geteld).collect();
    write.commit(&ctx, &gebeurd).await.unwrap();
    app.indexeer().await;
}

/// Has somebody say that a knelpunt plays in a gemeente as well.
pub async fn speelt_ook_in(app: &TestApp, knelpunt: Uuid, gemeente: Uuid) {
    let ctx = Ctx::systeem("test", &app.app.clock);
    let rij = bijval::ActiveModel {
        id: Set(new_id()),
        knelpunt_id: Set(knelpunt),
        organisatie_id: Set(gemeente),
        gebruiker_id: Set(Uuid::from_u128(78)),
        toelichting: Set(String::new()),
        op: Set(ctx.now),
    };
    let write = app.app.db.begin_write().await.unwrap();
    let gezegd = bijval::Entity::insert(rij).exec_without_returning(write.conn());
    gezegd.await.unwrap();
    let geteld = plekken::herbereken(&write, knelpunt).await.unwrap();
    let gebeurd: Vec<_> = geteld.into_iter().collect();
    write.commit(&ctx, &gebeurd).await.unwrap();
    app.indexeer().await;
}

/// The words of an element, one space between them.
pub fn woorden(element: ElementRef<'_>) -> String {
    let tekst: String = element.text().collect();
    tekst.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The bars of a picture: what each counts, and its number.
pub fn staven(html: &str, id: &str) -> BTreeMap<String, String> {
    let kies = |selector: &str| Selector::parse(selector).unwrap();
    let rijen = kies(&format!("section[aria-labelledby='{id}'] .dv-telling > li"));
    let (naam, getal) = (kies(".dv-telling__naam"), kies(".dv-telling__getal"));
    let html = Html::parse_document(html);
    let paar = |rij: ElementRef<'_>| {
        let naam = woorden(rij.select(&naam).next().unwrap());
        let getal = woorden(rij.select(&getal).next().unwrap());
        let getal = getal.split(' ').next().unwrap_or_default().to_owned();
        (naam, getal)
    };
    html.select(&rijen).map(paar).collect()
}

/// A file of the overview: its rows, by the name of each column.
pub fn rijen(csv: &str) -> Vec<BTreeMap<String, String>> {
    let mut lezer = csv::Reader::from_reader(csv.as_bytes());
    lezer.deserialize().map(Result::unwrap).collect()
}
