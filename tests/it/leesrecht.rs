//! Leesrecht through the whole service: what a reader sees equals an index that holds only the
//! stukken whose keys SQL says the reader has.

use std::collections::BTreeSet;

use dwarsverband::{
    actor::{Actor, Sleutel},
    app::App,
    stukken::{
        Leesrecht,
        model::Soort,
        service::{self as stukken},
    },
    zoeken::{
        documenten::documenten,
        model::{Antwoord, Streng, Vraag},
        service,
        woorden::taal,
    },
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QuerySelect as _};
use search_index::{Change, SearchIndex};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestApp, account, ctx, dobbel::Dobbel, lang, op_beide};

/// The words of the texts. Some stand for others by the tables that the product ships with.
const WOORDEN: [&str; 19] = [
    "schulden",
    "schuldhulp",
    "wijkteam",
    "jeugd",
    "jeugdhulp",
    "vervoer",
    "gemeente",
    "regisseur",
    "kinderen",
    "plan",
    "hulp",
    "wonen",
    "zwartepietje",
    "kwibusregeling",
    "geldzorgen",
    "buurtteam",
    "wmo",
    "persoonsgebonden budget",
    "keukentafelgesprek",
];

const VRAGEN: [&str; 36] = [
    "schulden",
    "hulp bij schulden",
    "schuldn",
    "jeugd hulp",
    "jeugdhulp",
    "wijkteams",
    "plan",
    "kwibus",
    "kwibusregelng",
    "zwartepietje",
    "de en het",
    "",
    "regiseur vervoer",
    "kind",
    "wonen plan",
    "schuld hulp",
    // Other words for the same, and a whole name for its abbreviation.
    "geldproblemen",
    "buurtteam",
    "pgb",
    "wmo",
    "wet maatschappelijke ondersteuning",
    ANDER_WOORD,
    ALLEEN_VERBORGEN,
    // Parts of words.
    "keukentafel",
    "gesprek in de wijk",
    // Phrases, and what must not be there.
    "\"jeugdhulp plan\"",
    "\"persoonsgebonden budget\" kinderen",
    "schulden -jeugd",
    "plan -\"hulp wonen\" -kwibusregeling",
    "-zwartepietje",
    // An article of a law.
    "wmo art 2.3.5",
    "artikel 18 participatiewet",
    // A last word that is not finished yet.
    "jeugd schuldhul",
    "keukentafelg",
    // What took the place of what others point at.
    "voorbeeldstad",
    "oudestad plan",
];

/// A word that only a stuk for few readers has, and one that stands for it in search.
const ALLEEN_VERBORGEN: &str = "bureaucratie";
const ANDER_WOORD: &str = "regeldruk";

pub fn sleutels() -> Vec<Sleutel> {
    let id = |n| Uuid::from_u128(n);
    vec![
        Sleutel::Openbaar,
        Sleutel::Overheid,
        Sleutel::Redactie,
        Sleutel::Dwarskijker,
        Sleutel::Thema(id(1)),
        Sleutel::Persoon(id(2)),
        Sleutel::Link(id(3)),
    ]
}

fn zin(dobbel: &mut Dobbel, woorden: u64) -> String {
    let zin: Vec<&str> = (0..woorden).map(|_| *dobbel.kies(&WOORDEN)).collect();
    zin.join(" ")
}

/// Records of three kinds that share words, themes and gemeenten.
pub fn records(dobbel: &mut Dobbel, aantal: u64) -> Vec<Value> {
    let themas = ["schulden-thema", "jeugd-thema"];
    let mut alle: Vec<Value> = themas
        .iter()
        .map(|t| json!({"externId": t, "slug": t, "soort": "thema", "titel": t, "tekst": "Thema."}))
        .collect();
    alle.push(json!({
        "externId": "g", "officieelId": "GM9999", "soort": "organisatie", "organisatiesoort": "gemeente",
        "titel": "Voorbeeldstad", "tekst": "Een gemeente.", "provincie": "drenthe", "inwoners": 30_000,
    }));
    // What plays in the one that ended is found under the one it became part of.
    alle.push(json!({
        "externId": "oud", "officieelId": "GM9998", "soort": "organisatie", "organisatiesoort": "gemeente",
        "titel": "Oudestad", "tekst": "Een gemeente die ophield.", "einde": "2019-01-01",
    }));
    alle[themas.len()]["verbanden"] = json!([{"soort": "vervangt", "naar": "oud"}]);
    for (id, titel) in [
        (
            "art-wmo",
            "Artikel 2.3.5 van de Wet maatschappelijke ondersteuning 2015",
        ),
        ("art-pw", "Artikel 18 van de Participatiewet"),
        ("verborgen", "Een plan"),
    ] {
        let woord = if id == "verborgen" {
            ALLEEN_VERBORGEN
        } else {
            ""
        };
        let tekst = format!("{} {woord}", zin(dobbel, 6));
        alle.push(json!({"externId": id, "soort": "publicatie", "titel": titel, "tekst": tekst}));
    }
    for n in 0..aantal {
        let soort = *dobbel.kies(&["praktijk", "publicatie", "praktijk", "proefproject"]);
        let mut record = json!({
            "externId": format!("s{n}"), "soort": soort, "titel": zin(dobbel, 3), "tekst": zin(dobbel, 12),
            "samenvatting": zin(dobbel, 6), "themas": [*dobbel.kies(&themas)],
            "leefdomeinen": [*dobbel.kies(&["zorg", "jeugd", "schulden"])],
            "datum": format!("20{}-05-01", 20 + dobbel.onder(4)),
        });
        if n > 0 {
            let naar = format!("s{}", dobbel.onder(n));
            record["verbanden"] = json!([{"soort": "komt-voort-uit", "naar": naar}]);
        }
        if soort == "praktijk" || soort == "proefproject" {
            record["fase"] = (*dobbel.kies(&["idee", "loopt"])).into();
            record["gemeenten"] = json!([*dobbel.kies(&["GM9999", "GM9998"])]);
        }
        alle.push(record);
    }
    alle
}

/// Gives every stuk random keys, through the same use case as a person would.
pub async fn verdeel(app: &App, dobbel: &mut Dobbel) {
    let ids: Vec<Uuid> = alle_ids(app).await;
    for id in ids {
        let kop = stukken::kop_voor_taak(app.db.read(), id).await.unwrap();
        let aantal = 1 + dobbel.onder(2);
        let gekozen: BTreeSet<Sleutel> = (0..aantal)
            .map(|_| dobbel.kies(&sleutels()).clone())
            .collect();
        let gekozen: Vec<Sleutel> = gekozen.into_iter().collect();
        let write = app.db.begin_write().await.unwrap();
        let ctx = ctx(Actor::Systeem("test"), &app.clock);
        let gebeurd = stukken::zet_sleutels(&write, &kop, &gekozen).await.unwrap();
        write.commit(&ctx, &[gebeurd]).await.unwrap();
    }
}

pub async fn alle_ids(app: &App) -> Vec<Uuid> {
    use dwarsverband::db::tables::stuk;
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .into_tuple();
    ids.all(app.db.read()).await.unwrap()
}

/// The stukken that SQL says this reader may read, by the plain rule: a shared key.
pub async fn leesbaar(app: &App, lezer: &Actor) -> Vec<Uuid> {
    use dwarsverband::db::tables::leesrecht;
    let sleutels: Vec<String> = lezer.sleutels().iter().map(ToString::to_string).collect();
    let rijen = leesrecht::Entity::find().filter(leesrecht::Column::Sleutel.is_in(sleutels));
    let ids: BTreeSet<Uuid> = rijen
        .all(app.db.read())
        .await
        .unwrap()
        .into_iter()
        .map(|r| r.deel_id)
        .collect();
    ids.into_iter().collect()
}

/// The same service over an index that holds only what the reader may read.
pub async fn orakel(app: &App, lezer: &Actor, map: &std::path::Path) -> SearchIndex {
    let index = SearchIndex::open(map, taal().unwrap()).unwrap();
    let stukken = documenten(app.db.read(), &leesbaar(app, lezer).await)
        .await
        .unwrap();
    let wijzigingen = stukken
        .into_iter()
        .map(|d| Change::Put(Box::new(d)))
        .collect();
    index.apply(wijzigingen, 1).unwrap();
    index
}

/// Gives some stukken another name, so that what others say of them has to follow.
async fn hernoem(app: &TestApp, records: &mut [Value], dobbel: &mut Dobbel) {
    for record in records.iter_mut() {
        if dobbel.onder(4) == 0 {
            record["titel"] = zin(dobbel, 2).into();
        }
    }
    let verslag = app.lees(records).await;
    assert_eq!(verslag.geweigerd, []);
    assert!(verslag.gewijzigd > 0);
}

/// Everything of an answer that a reader sees.
pub fn zichtbaar(antwoord: &Antwoord) -> Value {
    let treffers: Vec<Value> = antwoord
        .treffers
        .iter()
        .map(|t| {
            let uitleg = format!("{:?}", t.uitleg);
            json!([t.kop.id.to_string(), t.fragment.as_str(), t.score, uitleg])
        })
        .collect();
    let facetten: Vec<Value> = antwoord
        .facetten
        .iter()
        .map(|(f, w)| {
            json!([
                f.as_str(),
                w.iter()
                    .map(|w| json!([w.waarde, w.label, w.aantal, w.gekozen]))
                    .collect::<Vec<_>>()
            ])
        })
        .collect();
    json!([
        antwoord.totaal,
        antwoord.bedoelde,
        treffers,
        facetten,
        antwoord.meldingen
    ])
}

pub fn vraag(dobbel: &mut Dobbel) -> Vraag {
    let mut paren = vec![("q".to_owned(), (*dobbel.kies(&VRAGEN)).to_owned())];
    for (facet, waarden) in [
        (
            "soort",
            &["praktijk", "publicatie", "proefproject", "thema"][..],
        ),
        ("thema", &["schulden-thema", "jeugd-thema"]),
        ("leefdomein", &["zorg", "jeugd"]),
        ("fase", &["idee", "loopt"]),
        ("jaar", &["2021", "2022"]),
        ("gemeente", &["GM9999", "GM9998"]),
        ("provincie", &["drenthe"]),
        ("gemeentegrootte", &["25000-50000"]),
    ] {
        for _ in 0..2 {
            if dobbel.onder(8) == 0 {
                paren.push((facet.to_owned(), (*dobbel.kies(waarden)).to_owned()));
            }
        }
    }
    if dobbel.onder(4) == 0 {
        paren.push(("sorteer".into(), "nieuwste".into()));
    }
    if dobbel.onder(2) == 0 {
        paren.push(("uitleg".into(), "true".into()));
    }
    Vraag::lees(&paren, Streng::Ja).unwrap()
}

/// Everything that can be asked with these words, as it is answered.
async fn antwoorden(app: &TestApp, vragen: &[&str]) -> Vec<String> {
    let mut alle = Vec::new();
    for vraag in vragen {
        let q: String = form_urlencoded::byte_serialize(vraag.as_bytes()).collect();
        for pad in [
            format!("/api/v1/zoeken?uitleg=true&q={q}"),
            format!("/api/v1/zoeken/suggesties?q={q}"),
            format!("/zoeken?q={q}"),
        ] {
            let tekst = app.get(&pad).await.met_status(200).tekst;
            alle.push(format!("{pad}\n{tekst}"));
        }
    }
    alle
}

/// Not in a hit, a count, a score, a meaning, a completion or an explanation.
#[tokio::test]
async fn a_made_up_word_in_a_hidden_stuk_changes_nothing() {
    op_beide(async |app| {
        let mut dobbel = Dobbel::nieuw(20_261_126);
        app.lees(&records(&mut dobbel, 30)).await;
        app.indexeer().await;
        app.verberg("verborgen", Sleutel::Redactie).await;
        let mut vragen = vec![
            "kwibuzzel",
            "kwibuzzels",
            "kwibuzze",
            "kwibuzzle plan",
            "kwi",
            "kwibuzzelplan",
            "plan kwi buzzel",
            "-kwibuzzel plan",
            "schuldhulpverlenign",
        ];
        vragen.extend(VRAGEN);
        let eerst = antwoorden(&app, &vragen).await;
        let tekst = "kwibuzzel kwibuzzelplan kwibuzze schuldhulpverlening wijkteam plan jeugd";
        app.lees(&[json!({
            "externId": "verborgen", "soort": "publicatie", "titel": "Kwibuzzel en het plan",
            "samenvatting": tekst, "tekst": tekst,
        })])
        .await;
        app.indexeer().await;
        let redactie = account(7, vec![Sleutel::Redactie]);
        let gevonden = app
            .als(&redactie, "/api/v1/zoeken?q=kwibuzzel")
            .await
            .json();
        assert_eq!(gevonden["totaal"], 1, "it is there for who may read it");
        for (voor, na) in eerst.iter().zip(antwoorden(&app, &vragen).await) {
            assert_eq!(voor, &na);
        }
    })
    .await;
}

#[tokio::test]
async fn every_answer_equals_that_of_an_index_with_only_the_readable() {
    let paren: u64 = if lang() { 1_000 } else { 100 };
    op_beide(async |app| {
        let mut dobbel = Dobbel::nieuw(20_261_121);
        let mut stukken = records(&mut dobbel, 60);
        let verslag = app.lees(&stukken).await;
        assert_eq!(verslag.geweigerd, []);
        verdeel(&app.app, &mut dobbel).await;
        app.indexeer().await;
        hernoem(&app, &mut stukken, &mut dobbel).await;
        verdeel(&app.app, &mut dobbel).await;
        app.verberg("verborgen", Sleutel::Redactie).await;
        let lezers: Vec<Actor> = (0..10)
            .map(|n| match n {
                0 => Actor::Bezoeker,
                1 => Actor::Link {
                    id: Uuid::from_u128(3),
                },
                n => {
                    let eigen = sleutels().into_iter().filter(|_| dobbel.onder(2) == 0);
                    account(100 + n, eigen.collect::<Vec<_>>())
                }
            })
            .collect();
        let mut vonden_ander_woord = BTreeSet::new();
        for lezer in &lezers {
            let map = tempfile::tempdir().unwrap();
            let orakel = orakel(&app.app, lezer, map.path()).await;
            let ctx = ctx(lezer.clone(), &app.app.clock);
            let ander_woord = [("q".to_owned(), ANDER_WOORD.to_owned())];
            let ander_woord = Vraag::lees(&ander_woord, Streng::Ja).unwrap();
            let willekeurig = (1..paren / 10).map(|_| vraag(&mut dobbel));
            for vraag in [ander_woord].into_iter().chain(willekeurig) {
                let hier = service::zoek(&ctx, &app.app.db, &app.app.index, &vraag)
                    .await
                    .unwrap();
                let daar = service::zoek(&ctx, &app.app.db, &orakel, &vraag)
                    .await
                    .unwrap();
                assert_eq!(
                    zichtbaar(&hier),
                    zichtbaar(&daar),
                    "{lezer:?} asks {}",
                    vraag.pad()
                );
                if vraag.q == ANDER_WOORD && vraag.filters.is_empty() {
                    vonden_ander_woord.insert(hier.totaal > 0);
                }
                let tekst: String = vraag.q.chars().take(4).collect();
                let hier = service::suggesties(&ctx, &app.app.db, &app.app.index, &tekst).await;
                let daar = service::suggesties(&ctx, &app.app.db, &orakel, &tekst).await;
                assert_eq!(hier.unwrap(), daar.unwrap(), "{lezer:?} types {tekst}");
            }
            for id in alle_ids(&app.app).await.into_iter().take(10) {
                let hier = service::lijkt_op(&ctx, &app.app.db, &app.app.index, id)
                    .await
                    .unwrap();
                let daar = service::lijkt_op(&ctx, &app.app.db, &orakel, id)
                    .await
                    .unwrap();
                assert_eq!(hier, daar, "{lezer:?} sees what is like {id}");
            }
        }
        assert_eq!(
            vonden_ander_woord.len(),
            2,
            "the same for some readers, and for others nothing"
        );
    })
    .await;
}

/// What the follower made step by step equals what is made from the tables at once.
#[tokio::test]
async fn an_index_that_followed_equals_one_built_anew() {
    op_beide(async |app| {
        let mut dobbel = Dobbel::nieuw(3);
        let mut stukken = records(&mut dobbel, 30);
        assert_eq!(app.lees(&stukken).await.geweigerd, []);
        verdeel(&app.app, &mut dobbel).await;
        app.indexeer().await;
        hernoem(&app, &mut stukken, &mut dobbel).await;
        let lezers = [Actor::Bezoeker, account(1, sleutels())];
        let mut vragen: Vec<Vraag> = (0..30).map(|_| vraag(&mut dobbel)).collect();
        vragen.push(Vraag::default());
        let mut eerder = Vec::new();
        for lezer in &lezers {
            let ctx = ctx(lezer.clone(), &app.app.clock);
            for vraag in &vragen {
                let antwoord = service::zoek(&ctx, &app.app.db, &app.app.index, vraag).await;
                eerder.push(zichtbaar(&antwoord.unwrap()));
            }
        }
        app.app.volger.herbouw().await.unwrap();
        let mut eerder = eerder.into_iter();
        for lezer in &lezers {
            let ctx = ctx(lezer.clone(), &app.app.clock);
            for vraag in &vragen {
                let antwoord = service::zoek(&ctx, &app.app.db, &app.app.index, vraag).await;
                let was = eerder.next().unwrap();
                assert_eq!(was, zichtbaar(&antwoord.unwrap()), "{}", vraag.pad());
            }
        }
    })
    .await;
}

/// A name that may no longer be read leaves the documents of the stukken that point at it.
#[tokio::test]
async fn a_narrowed_thema_leaves_what_others_say() {
    op_beide(async |app| {
        app.lees(&[
            json!({"externId": "t", "soort": "thema", "slug": "kwibus", "titel": "Kwibuszaken", "tekst": "x"}),
            json!({"externId": "p", "soort": "praktijk", "titel": "Een plan", "tekst": "x", "themas": ["kwibus"]}),
        ])
        .await;
        let bezoeker = ctx(Actor::Bezoeker, &app.app.clock);
        assert_eq!(app.get("/api/v1/zoeken?q=kwibuszaken").await.json()["totaal"], 2);
        let thema = stukken::vind(&bezoeker, app.app.db.read(), Soort::Thema, "kwibus").await;
        let write = app.app.db.begin_write().await.unwrap();
        let kop = thema.unwrap();
        let gebeurd = stukken::zet_sleutels(&write, &kop, &[Sleutel::Redactie]).await.unwrap();
        write.commit(&ctx(Actor::Systeem("test"), &app.app.clock), &[gebeurd]).await.unwrap();
        app.indexeer().await;
        for pad in ["/api/v1/zoeken?q=kwibuszaken", "/api/v1/zoeken", "/zoeken", "/", "/praktijken/een-plan", "/api/v1/praktijken/p"] {
            let tekst = app.get(pad).await.met_status(200).tekst.to_lowercase();
            let zonder_vraag = tekst.replace("q=kwibuszaken", "");
            assert!(!zonder_vraag.contains("kwibus"), "{pad}: {tekst}");
        }
    })
    .await;
}

#[tokio::test]
async fn totals_and_facets_equal_a_plain_count_in_sql() {
    op_beide(async |app| {
        let mut dobbel = Dobbel::nieuw(7);
        app.lees(&records(&mut dobbel, 40)).await;
        verdeel(&app.app, &mut dobbel).await;
        app.indexeer().await;
        for lezer in [
            Actor::Bezoeker,
            account(1, [Sleutel::Overheid]),
            account(2, sleutels()),
        ] {
            let leesbaar: BTreeSet<Uuid> = leesbaar(&app.app, &lezer).await.into_iter().collect();
            let antwoord = app.als(&lezer, "/api/v1/zoeken?perPagina=100").await.json();
            assert_eq!(antwoord["totaal"], leesbaar.len());
            let mut per_soort = std::collections::BTreeMap::<String, u64>::new();
            for id in &leesbaar {
                let kop = stukken::kop_voor_taak(app.app.db.read(), *id)
                    .await
                    .unwrap();
                *per_soort.entry(kop.soort.to_string()).or_default() += 1;
            }
            for facet in antwoord["facetten"]["soort"].as_array().unwrap() {
                let waarde = facet["waarde"].as_str().unwrap();
                assert_eq!(
                    facet["aantal"],
                    per_soort.remove(waarde).unwrap_or_default()
                );
            }
            assert!(per_soort.is_empty(), "every kind is counted: {per_soort:?}");
        }
    })
    .await;
}

/// What may not be read answers exactly like what does not exist.
#[tokio::test]
async fn a_hidden_stuk_answers_like_one_that_does_not_exist() {
    op_beide(async |app| {
        app.lees(&[json!({
            "externId": "geheim", "soort": "praktijk", "slug": "geheim-plan", "titel": "Geheim plan",
            "tekst": "Niemand weet dit.",
        })])
        .await;
        let ctx = ctx(Actor::Systeem("test"), &app.app.clock);
        let bezoeker = crate::support::ctx(Actor::Bezoeker, &app.app.clock);
        let kop = stukken::vind(&bezoeker, app.app.db.read(), Soort::Praktijk, "geheim-plan").await;
        let kop = kop.unwrap();
        let write = app.app.db.begin_write().await.unwrap();
        let gebeurd = stukken::zet_sleutels(&write, &kop, &[Sleutel::Redactie]).await.unwrap();
        let nummer = write.commit(&ctx, &[gebeurd]).await.unwrap().unwrap();
        app.indexeer().await;
        app.app.volger.wacht_op(nummer, std::time::Duration::from_secs(1)).await.unwrap();
        let kenmerk = kop.kenmerk.unwrap().to_string();
        let zonder_naam = |tekst: String, naam: &str| tekst.replace(naam, "");
        for (soort, verborgen, onbekend) in [
            ("/praktijken/", "geheim-plan", "bestaat-niet"),
            ("/praktijken/", kenmerk.as_str(), "PRK-2026-9999"),
            ("/id/", kenmerk.as_str(), "PRK-2026-9999"),
            ("/api/v1/praktijken/", "geheim-plan", "bestaat-niet"),
            ("/api/v1/praktijken/", "geheim", "onbekend"),
        ] {
            let hier = app.get(&format!("{soort}{verborgen}")).await.met_status(404);
            let daar = app.get(&format!("{soort}{onbekend}")).await.met_status(404);
            assert_eq!(zonder_naam(hier.tekst, verborgen), zonder_naam(daar.tekst, onbekend));
        }
        for pad in ["/praktijken", "/zoeken?q=geheim", "/api/v1/praktijken", "/", "/api/v1/zoeken/suggesties?q=geh", &format!("/zoeken?q={kenmerk}")] {
            let antwoord = app.get(pad).await.met_status(200);
            assert!(!antwoord.tekst.contains("Geheim plan"), "{pad}");
        }
        let redactie = account(5, [Sleutel::Redactie]);
        app.als(&redactie, "/praktijken/geheim-plan").await.met_status(200);
    })
    .await;
}

/// A part with keys of its own is read by those alone; other parts follow their stuk.
#[tokio::test]
async fn a_part_follows_its_stuk_unless_it_has_keys_of_its_own() {
    op_beide(async |app| {
        use dwarsverband::db::tables::leesrecht;
        app.lees(&[json!({"externId": "x", "soort": "thema", "titel": "X", "tekst": "x"})])
            .await;
        let stuk = alle_ids(&app.app).await[0];
        let (vrij, eigen) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let write = app.app.db.begin_write().await.unwrap();
        let rij = leesrecht::Model {
            deel_id: eigen,
            sleutel: "redactie".into(),
            stuk_id: stuk,
        };
        let rij = leesrecht::ActiveModel::from(rij);
        leesrecht::Entity::insert(rij)
            .exec_without_returning(write.conn())
            .await
            .unwrap();
        write
            .commit(&ctx(Actor::Systeem("test"), &app.app.clock), &[])
            .await
            .unwrap();
        for (lezer, deel, mag) in [
            (Actor::Bezoeker, vrij, true),
            (Actor::Bezoeker, eigen, false),
            (account(1, [Sleutel::Overheid]), eigen, false),
            (account(1, [Sleutel::Redactie]), eigen, true),
        ] {
            let leesrecht = Leesrecht::van(&lezer);
            let leest = leesrecht
                .leest_deel(app.app.db.read(), deel, stuk)
                .await
                .unwrap();
            assert_eq!(leest, mag, "{lezer:?} {deel}");
        }
    })
    .await;
}
