//! Totals and facet counts equal a brute-force count in SQL, for random filters under random keys.

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    actor::{Actor, Sleutel},
    db::tables::{stuk, toepassing},
    ids::new_id,
    stukken::service as stukken,
    zoeken::model::{Facet, Streng, Vraag},
};
use sea_orm::{
    DbBackend, EntityTrait as _, FromQueryResult, IntoActiveModel as _, QuerySelect as _, Statement,
};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{TestApp, account, ctx, dobbel::Dobbel, lang, op_beide};

/// Every value a stuk is found by, in plain SQL, written from design section 6 and not from the
/// code that fills the index: what it says of itself, what the public stukken it points at say of
/// it, and what the organisaties that took the place of those do, through public ones only.
const WAARDEN: &str = "
WITH RECURSIVE openbaar AS (SELECT deel_id AS id FROM leesrecht WHERE sleutel = 'openbaar'),
opvolging AS (
    SELECT v.naar AS oud, v.van AS nieuw FROM verband v JOIN openbaar ON openbaar.id = v.van
        WHERE v.soort = 'vervangt'
    UNION SELECT o.oud, v.van FROM opvolging o JOIN verband v ON v.naar = o.nieuw
        JOIN openbaar ON openbaar.id = v.van WHERE v.soort = 'vervangt'
),
gericht AS (
    SELECT v.van AS stuk_id, v.naar AS doel_id FROM verband v JOIN openbaar ON openbaar.id = v.naar
),
geldt AS (
    SELECT stuk_id, doel_id FROM gericht
    UNION SELECT g.stuk_id, o.nieuw FROM gericht g JOIN opvolging o ON o.oud = g.doel_id
        JOIN organisatie nu ON nu.stuk_id = o.nieuw
),
doel AS (SELECT g.stuk_id, d.* FROM geldt g JOIN stuk d ON d.id = g.doel_id),
waarden AS (
    SELECT id AS stuk_id, 'soort' AS facet, soort AS waarde FROM stuk
    UNION SELECT stuk_id, soort, waarde FROM stuk_waarde
    UNION SELECT id, soort, slug FROM stuk WHERE soort IN ('thema', 'regeling')
    UNION SELECT stuk_id, soort, slug FROM doel WHERE soort IN ('thema', 'regeling')
    UNION SELECT s.id, 'gemeente', s.officieel_id FROM stuk s JOIN organisatie o ON o.stuk_id = s.id
        WHERE o.organisatiesoort = 'gemeente'
    UNION SELECT d.stuk_id, 'gemeente', d.officieel_id FROM doel d JOIN organisatie o ON o.stuk_id = d.id
        WHERE o.organisatiesoort = 'gemeente'
    UNION SELECT stuk_id, 'provincie', provincie FROM organisatie WHERE provincie <> ''
    UNION SELECT d.stuk_id, 'provincie', o.provincie FROM doel d JOIN organisatie o ON o.stuk_id = d.id
        WHERE o.provincie <> ''
    UNION SELECT stuk_id, 'gemeentegrootte', GROOTTE FROM organisatie o
        WHERE organisatiesoort = 'gemeente' AND inwoners IS NOT NULL
    UNION SELECT d.stuk_id, 'gemeentegrootte', GROOTTE FROM doel d JOIN organisatie o ON o.stuk_id = d.id
        WHERE o.organisatiesoort = 'gemeente' AND inwoners IS NOT NULL
    UNION SELECT stuk_id, 'fase', fase FROM praktijk
    UNION SELECT stuk_id, 'fase', CASE stand WHEN 'loopt' THEN 'proef' ELSE stand END FROM proefproject
    UNION SELECT stuk_id, 'onderbouwing', onderbouwing FROM praktijk
    UNION SELECT stuk_id, 'kosten', kosten FROM praktijk
    UNION SELECT p.stuk_id, 'toepassing', CASE WHEN COUNT(t.id) = 0 THEN 'nog-niet'
        WHEN COUNT(t.id) < 5 THEN 'een-tot-vier' ELSE 'vijf-of-meer' END
        FROM praktijk p LEFT JOIN toepassing t ON t.stuk_id = p.stuk_id AND t.soort <> 'gestopt'
        GROUP BY p.stuk_id
    UNION SELECT id, 'jaar', JAAR FROM stuk
        WHERE soort IN ('praktijk', 'proefproject', 'knelpunt', 'publicatie')
)
";

const GROOTTE: &str =
    "CASE WHEN o.inwoners < 25000 THEN 'tot-25000' WHEN o.inwoners < 50000 THEN '25000-50000'
    WHEN o.inwoners < 100000 THEN '50000-100000' WHEN o.inwoners < 250000 THEN '100000-250000'
    ELSE 'vanaf-250000' END";

/// The values that filters are drawn from; the last of each is one that nothing has.
const KEUZES: [(&str, &[&str]); 13] = [
    (
        "soort",
        &[
            "praktijk",
            "publicatie",
            "proefproject",
            "thema",
            "organisatie",
            "regeling",
        ],
    ),
    ("thema", &["geld", "jeugd", "bestaat-niet"]),
    ("leefdomein", &["zorg", "jeugd", "schulden", "wonen"]),
    ("doelgroep", &["gezinnen", "ouderen", "niemand"]),
    ("regeling", &["wet-een", "wet-twee"]),
    (
        "gemeente",
        &["GM9991", "GM9994", "GM9995", "GM9992", "GM9993"],
    ),
    ("provincie", &["drenthe", "limburg", "zeeland"]),
    (
        "gemeentegrootte",
        &["tot-25000", "25000-50000", "vanaf-250000"],
    ),
    ("fase", &["idee", "loopt", "proef", "gestopt"]),
    ("onderbouwing", &["beschreven", "goed-onderbouwd"]),
    ("kosten", &["onbekend", "laag", "hoog"]),
    ("toepassing", &["nog-niet", "een-tot-vier", "vijf-of-meer"]),
    ("jaar", &["2021", "2022", "1999"]),
];

fn sleutels() -> Vec<Sleutel> {
    vec![
        Sleutel::Openbaar,
        Sleutel::Openbaar,
        Sleutel::Overheid,
        Sleutel::Redactie,
        Sleutel::Thema(Uuid::from_u128(1)),
    ]
}

/// Records of all kinds that use every facet.
fn records(dobbel: &mut Dobbel, aantal: u64) -> Vec<Value> {
    let mut alle = Vec::new();
    for thema in ["geld", "jeugd"] {
        alle.push(json!({"externId": thema, "slug": thema, "soort": "thema", "titel": thema, "tekst": "x"}));
    }
    for wet in ["wet-een", "wet-twee"] {
        alle.push(
            json!({"externId": wet, "slug": wet, "soort": "regeling", "titel": wet, "tekst": "x",
            "leefdomeinen": ["zorg"]}),
        );
    }
    for (code, provincie, inwoners) in [
        ("GM9991", "drenthe", 20_000),
        ("GM9992", "drenthe", 40_000),
        ("GM9993", "limburg", 300_000),
    ] {
        alle.push(json!({"externId": format!("g-{code}"), "officieelId": code, "soort": "organisatie", "tekst": "x",
            "organisatiesoort": "gemeente", "titel": code, "provincie": provincie, "inwoners": inwoners}));
    }
    // The first of these was divided; a part of it went to the second, which ended as well.
    for (code, einde) in [("GM9994", "2010-01-01"), ("GM9995", "2019-01-01")] {
        alle.push(json!({"externId": format!("g-{code}"), "officieelId": code, "soort": "organisatie", "tekst": "x",
            "organisatiesoort": "gemeente", "titel": code, "einde": einde}));
    }
    for (nieuw, oud) in [
        ("GM9995", "GM9994"),
        ("GM9993", "GM9994"),
        ("GM9992", "GM9995"),
    ] {
        let opvolger = alle.iter_mut().find(|r| r["officieelId"] == nieuw);
        opvolger.expect("a gemeente")["verbanden"] =
            json!([{"soort": "vervangt", "naar": format!("g-{oud}")}]);
    }
    let een_van = |dobbel: &mut Dobbel, facet: &str| {
        let (_, uit) = KEUZES.iter().find(|(f, _)| *f == facet).expect("a facet");
        let aantal = if facet == "gemeente" { 4 } else { 2 };
        (*dobbel.kies(&uit[..aantal])).to_owned()
    };
    for n in 0..aantal {
        let mut record = json!({
            "externId": format!("s{n}"), "titel": format!("Stuk {n}"), "tekst": "plan",
            "soort": *dobbel.kies(&["praktijk", "praktijk", "publicatie", "proefproject"]),
        });
        for (veld, facet) in [
            ("themas", "thema"),
            ("leefdomeinen", "leefdomein"),
            ("doelgroepen", "doelgroep"),
            ("regelingen", "regeling"),
            ("gemeenten", "gemeente"),
        ] {
            let waarden: BTreeSet<String> = (0..dobbel.onder(3))
                .map(|_| een_van(dobbel, facet))
                .collect();
            record[veld] = json!(waarden);
        }
        if dobbel.onder(4) > 0 {
            record["datum"] = format!("{}-07-01", een_van(dobbel, "jaar")).into();
        }
        if record["soort"] == "praktijk" {
            for facet in ["fase", "onderbouwing", "kosten"] {
                record[facet] = een_van(dobbel, facet).into();
            }
        }
        if record["soort"] == "proefproject" {
            record["fase"] = een_van(dobbel, "fase").into();
        }
        alle.push(record);
    }
    alle
}

/// Gives every stuk one or two random keys, through the use case that people will use.
async fn verdeel(app: &TestApp, dobbel: &mut Dobbel) {
    let ids = stuk::Entity::find()
        .select_only()
        .column(stuk::Column::Id)
        .into_tuple();
    let mut ids: Vec<Uuid> = ids.all(app.app.db.read()).await.unwrap();
    ids.sort_unstable();
    let ctx = ctx(Actor::Systeem("test"), &app.app.clock);
    for id in ids {
        let kop = stukken::kop_voor_taak(app.app.db.read(), id).await.unwrap();
        let gekozen: BTreeSet<Sleutel> = (0..=dobbel.onder(2))
            .map(|_| dobbel.kies(&sleutels()).clone())
            .collect();
        let gekozen: Vec<Sleutel> = gekozen.into_iter().collect();
        let write = app.app.db.begin_write().await.unwrap();
        let gebeurd = stukken::zet_sleutels(&write, &kop, &gekozen).await.unwrap();
        write.commit(&ctx, &[gebeurd]).await.unwrap();
    }
    app.indexeer().await;
}

/// Has some gemeenten do what some praktijken describe.
async fn verspreid(app: &TestApp, dobbel: &mut Dobbel) {
    let alle = stuk::Entity::find().all(app.app.db.read()).await.unwrap();
    let met_code = |rij: &&stuk::Model| rij.officieel_id.is_some();
    let gemeenten: Vec<Uuid> = alle.iter().filter(met_code).map(|rij| rij.id).collect();
    for praktijk in alle.iter().filter(|rij| rij.soort == "praktijk") {
        let aantal = dobbel.onder(7).saturating_sub(1);
        for gemeente in gemeenten.iter().take(usize::try_from(aantal).unwrap()) {
            let nu = app.app.clock.now();
            let rij = toepassing::Model {
                id: new_id(),
                stuk_id: praktijk.id,
                organisatie_id: *gemeente,
                soort: (*dobbel.kies(&["ook", "ook", "ook", "aangepast", "gestopt"])).to_owned(),
                veranderd: String::new(),
                opgebracht: String::new(),
                afwijking: String::new(),
                meerkosten: String::new(),
                bedrag: None,
                versie: 1,
                door: "systeem:test".into(),
                gemaakt: nu,
                gewijzigd: nu,
            };
            toepassing::Entity::insert(rij.into_active_model())
                .exec_without_returning(app.app.db.read())
                .await
                .unwrap();
        }
    }
}

/// Random values for random facets.
fn filters(dobbel: &mut Dobbel) -> BTreeMap<&'static str, BTreeSet<&'static str>> {
    let mut filters = BTreeMap::new();
    for (facet, uit) in KEUZES {
        if dobbel.onder(4) == 0 {
            let waarden: BTreeSet<&str> =
                (0..=dobbel.onder(2)).map(|_| *dobbel.kies(uit)).collect();
            filters.insert(facet, waarden);
        }
    }
    filters
}

/// Asks SQL: a `SELECT` after the table of values. Everything in it is a constant of this file.
async fn vraag<T: FromQueryResult>(app: &TestApp, sql: &str) -> Vec<T> {
    let conn = app.app.db.read();
    let jaar = match conn.get_database_backend() {
        DbBackend::Sqlite => "strftime('%Y', COALESCE(datum, gepubliceerd_op))",
        _ => "EXTRACT(YEAR FROM COALESCE(datum, gepubliceerd_op))::text",
    };
    let waarden = WAARDEN.replace("GROOTTE", GROOTTE).replace("JAAR", jaar);
    let sql = Statement::from_string(conn.get_database_backend(), format!("{waarden} {sql}"));
    T::find_by_statement(sql)
        .all(conn)
        .await
        .expect("the query is right")
}

#[derive(Debug, FromQueryResult)]
struct Telling {
    waarde: String,
    aantal: i64,
}

/// The condition that a stuk may be read by this reader and passes every filter but one.
fn conditie(
    lezer: &Actor,
    filters: &BTreeMap<&'static str, BTreeSet<&'static str>>,
    behalve: &str,
) -> String {
    let lijst = |waarden: Vec<String>| format!("('{}')", waarden.join("','"));
    let sleutels = lijst(lezer.sleutels().iter().map(ToString::to_string).collect());
    let leest = format!("s.id IN (SELECT deel_id FROM leesrecht WHERE sleutel IN {sleutels})");
    let past = filters.iter().filter(|(f, _)| **f != behalve).map(|(facet, waarden)| {
        let waarden = lijst(waarden.iter().map(ToString::to_string).collect());
        format!("s.id IN (SELECT stuk_id FROM waarden WHERE facet = '{facet}' AND waarde IN {waarden})")
    });
    [leest]
        .into_iter()
        .chain(past)
        .collect::<Vec<_>>()
        .join(" AND ")
}

#[tokio::test]
async fn counts_equal_sql_for_random_filters_under_random_keys() {
    let sets = if lang() { 200 } else { 20 };
    op_beide(async |app| {
        let mut dobbel = Dobbel::nieuw(20_261_122);
        assert_eq!(app.lees(&records(&mut dobbel, 80)).await.geweigerd, []);
        verspreid(&app, &mut dobbel).await;
        verdeel(&app, &mut dobbel).await;
        // Whoever is a link between an ended gemeente and the one of today can be read at first, and
        // halfway no more.
        for code in ["g-GM9992", "g-GM9993", "g-GM9994", "g-GM9995"] {
            app.verberg(code, Sleutel::Openbaar).await;
        }
        let (mut gevuld, mut leeg) = (0, 0);
        for nummer in 0..sets {
            if nummer == sets / 2 {
                app.verberg("g-GM9995", Sleutel::Redactie).await;
            }
            let lezer = match dobbel.onder(4) {
                0 => Actor::Bezoeker,
                _ => account(nummer, sleutels().into_iter().filter(|_| dobbel.onder(2) == 0).collect::<Vec<_>>()),
            };
            let filters = filters(&mut dobbel);
            let paren: Vec<(String, String)> = filters
                .iter()
                .flat_map(|(f, w)| w.iter().map(|w| ((*f).to_owned(), (*w).to_owned())))
                .collect();
            let vraag_ = Vraag::lees(&paren, Streng::Ja).unwrap();
            let pad = vraag_.pad();
            let antwoord = app.als(&lezer, &format!("/api/v1{pad}")).await.met_status(200).json();

            let sql = format!(
                "SELECT 'alles' AS waarde, COUNT(*) AS aantal FROM stuk s WHERE {}",
                conditie(&lezer, &filters, "")
            );
            let totaal = vraag::<Telling>(&app, &sql).await.remove(0).aantal;
            assert_eq!(antwoord["totaal"], totaal, "{lezer:?} {pad}");
            for facet in Facet::ALL {
                let naam = facet.as_str();
                let sql = format!(
                    "SELECT w.waarde, COUNT(DISTINCT s.id) AS aantal FROM stuk s
                     JOIN waarden w ON w.stuk_id = s.id WHERE w.facet = '{naam}' AND {} GROUP BY w.waarde",
                    conditie(&lezer, &filters, naam)
                );
                let verwacht: BTreeMap<String, i64> =
                    vraag::<Telling>(&app, &sql).await.into_iter().map(|t| (t.waarde, t.aantal)).collect();
                let geteld: BTreeMap<String, i64> = antwoord["facetten"][naam]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|w| (w["waarde"].as_str().unwrap().to_owned(), w["aantal"].as_i64().unwrap()))
                    .filter(|(_, aantal)| *aantal > 0)
                    .collect();
                assert_eq!(geteld, verwacht, "{naam} for {lezer:?} {pad}");
            }
            if totaal == 0 {
                leeg += 1;
                geen_stille_lege_bladzijde(&app, &lezer, &vraag_).await;
            } else {
                gevuld += 1;
            }
        }
        assert!(gevuld > sets / 5 && leeg > sets / 20, "{gevuld} filled, {leeg} empty");
    })
    .await;
}

/// A page without results says why, and offers a way on for every filter that stands in the way.
async fn geen_stille_lege_bladzijde(app: &TestApp, lezer: &Actor, vraag: &Vraag) {
    let pagina = app.als(lezer, &vraag.pad()).await.met_status(200).tekst;
    assert!(
        pagina.contains("Niets gevonden") && pagina.contains("Dit kunt u doen"),
        "{}",
        vraag.pad()
    );
    for (facet, waarden) in &vraag.filters {
        for waarde in waarden {
            let zonder = vraag.zonder(*facet, waarde).pad().replace('&', "&#38;");
            assert!(pagina.contains(&zonder), "{} offers {zonder}", vraag.pad());
        }
    }
}
