//! What is kept and shown later: stukken, names of people, reasons, questions and words.

use std::collections::BTreeSet;

use dwarsverband::{
    db::tables::{aanmelding, aanvraag, gebruiker, maildomein, toekenning, zoekvraag},
    ids::{new_id, vouw},
    velden::zichtbaar,
    zoeken::{
        model::woorden::{Richting, Woord, Woordsoort},
        service::woorden,
    },
};
use sea_orm::{EntityTrait as _, IntoActiveModel as _};
use serde_json::{Value, json};

use super::{
    ladingen::LADINGEN,
    pagina::{Links, Vorm, data, meer_dan_tekst},
    teruggegeven::ALLES,
};
use crate::{
    support::{TestApp, ctx, lang, op_beide},
    toegang::wie::{Stand, Wie, stuk},
};

/// Markdown with all that a text may become.
const OPMAAK: &str = "# Kop\n\n## Kop\n\n#### Kop\n\n##### Kop\n\n###### Kop\n\nEen *woord*, **sterk**, \
    `code`,  \nregel en [een link](https://gemeente.example) of [twee](https://gemeente.example \
    \"titel\").\n\n- een\n- twee\n\n1. een\n\n3. drie\n\n> citaat\n\n    code\n\n```\ncode\n```\n\n```rust\ncode\n```\n\n\
    | a | b |\n| --- | :-: |\n| c | d |\n\n---\n\nDe Wmo.";

const SOORTEN: [&str; 6] = [
    "praktijk",
    "proefproject",
    "publicatie",
    "thema",
    "regeling",
    "organisatie",
];

/// A record of a kind with a text in every short field, or in its long texts.
fn record(soort: &str, id: &str, lading: &str, lang: bool) -> Value {
    let kort = if lang { "Een gewone tekst" } else { lading };
    let tekst = if lang { lading } else { "Een gewone tekst." };
    let mut record = json!({
        "externId": id, "slug": id, "soort": soort, "titel": format!("{kort} {id}"),
        "samenvatting": kort, "tekst": tekst,
        "bron": { "naam": kort, "url": "https://gemeente.example/bron", "plaats": kort },
    });
    match soort {
        "praktijk" => {
            record["secties"] = json!({ "Aanpak": tekst, "Aanleiding": tekst });
            record["themas"] = json!(["schulden"]);
            record["gemeenten"] = json!(["GM9999"]);
        }
        "proefproject" => {
            record["secties"] = json!({ "Doel": tekst, "Les": tekst });
            record["fase"] = json!("gestopt");
            record["themas"] = json!(["schulden"]);
            record["gemeenten"] = json!(["GM9999"]);
        }
        "publicatie" => {
            record["secties"] = json!({ "Een kop": tekst });
            record["auteur"] = kort.into();
            record["themas"] = json!(["schulden"]);
        }
        "regeling" => {
            record["afkorting"] = kort.into();
            record["artikelen"] = json!([{ "artikel": "7", "samenvatting": kort }]);
        }
        "organisatie" => record["officieleNaam"] = kort.into(),
        _ => {}
    }
    record
}

/// A field that a text does not fit in is left out until the record is taken in.
async fn neem_in(app: &TestApp, mut record: Value) -> Option<Value> {
    loop {
        let verslag = app
            .lees_zonder_index("x.jsonl", record.to_string().as_bytes())
            .await;
        let Some(weigering) = verslag.geweigerd.first() else {
            return Some(record);
        };
        let velden: Vec<String> = weigering.fouten.iter().map(|f| f.veld.clone()).collect();
        for veld in velden {
            let veld = veld.split('.').next().unwrap_or_default().to_owned();
            if ["titel", "tekst"].contains(&veld.as_str()) {
                return None;
            }
            record.as_object_mut()?.remove(&veld)?;
        }
    }
}

fn pad(soort: &str, slug: &str) -> String {
    let meervoud = match soort {
        "praktijk" => "praktijken",
        "proefproject" => "proefprojecten",
        "publicatie" => "publicaties",
        "thema" => "themas",
        "regeling" => "regelingen",
        _ => "organisaties",
    };
    format!("/{meervoud}/{slug}")
}

#[tokio::test]
async fn nothing_in_a_stuk_is_more_than_text() {
    let stap = if lang() { 1 } else { 5 };
    op_beide(async |app| {
        Box::pin(Wie::nieuw(&app)).await;
        let (mut geweigerd, mut fouten) = (0, Vec::new());
        for (nummer, soort) in SOORTEN.iter().enumerate() {
            for lange_tekst in [false, true] {
                let links = if lange_tekst {
                    Links::Klikbaar
                } else {
                    Links::Geen
                };
                // Of a link that may not lead anywhere the words stay.
                let mut gewoon = Vorm::van(if lange_tekst {
                    "<a rel=\"x\">x</a><a rel=\"x\" title=\"x\">x</a>"
                } else {
                    ""
                });
                let teksten = if lange_tekst {
                    ["Tekst.", OPMAAK]
                } else {
                    ["Tekst", "Wmo & meer"]
                };
                for (n, tekst) in teksten.into_iter().enumerate() {
                    let id = format!("gewoon-{soort}-{lange_tekst}-{n}");
                    neem_in(&app, record(soort, &id, tekst, lange_tekst))
                        .await
                        .expect("it fits");
                    let antwoord = app.get(&pad(soort, &id)).await.met_status(200);
                    gewoon = gewoon.en(Vorm::van(&antwoord.tekst));
                }
                for (n, lading) in LADINGEN
                    .iter()
                    .enumerate()
                    .skip(nummer % stap)
                    .step_by(stap)
                {
                    let id = format!("lading-{soort}-{lange_tekst}-{n}");
                    let ingenomen = neem_in(&app, record(soort, &id, lading, lange_tekst)).await;
                    let Some(ingenomen) = ingenomen else {
                        geweigerd += 1;
                        continue;
                    };
                    let antwoord = app.get(&pad(soort, &id)).await.met_status(200);
                    let wat = format!("the page of {id}");
                    fouten.extend(meer_dan_tekst(&antwoord, &gewoon, links, &wat, lading));
                    let data = data(&antwoord.tekst).expect("data that programs can read");
                    let naam = data["@graph"][1]["name"].as_str().unwrap_or_default();
                    let titel = ingenomen["titel"].as_str().unwrap_or_default();
                    // What nobody can see was taken out of it.
                    let woorden =
                        |t: &str| t.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
                    assert_eq!(woorden(naam), woorden(&zichtbaar(titel)), "{wat}");
                }
            }
        }
        let proeven = LADINGEN.len() * 2 * SOORTEN.len() / stap;
        assert!(
            geweigerd * 4 < proeven,
            "most texts were taken in: {geweigerd} of {proeven} not"
        );
        overzichten(&app, &mut fouten).await;
        assert!(fouten.is_empty(), "{}: {}", fouten.len(), fouten.join("\n"));
    })
    .await;
}

/// The pages that show many stukken at once: lists, results, the thema and the gemeente.
async fn overzichten(app: &TestApp, fouten: &mut Vec<String>) {
    app.indexeer().await;
    let kaal = TestApp::sqlite().await;
    Box::pin(Wie::nieuw(&kaal)).await;
    for soort in SOORTEN {
        for n in 0..60 {
            let record = record(soort, &format!("g-{soort}-{n}"), "Alert", false);
            neem_in(&kaal, record).await.expect("it fits");
        }
    }
    kaal.indexeer().await;
    let paden = [
        "/",
        "/zoeken?q=alert",
        "/zoeken?q=script&uitleg=true",
        "/zoeken",
        "/zoeken?soort=praktijk",
        "/praktijken",
        "/proefprojecten",
        "/publicaties",
        "/themas",
        "/regelingen",
        "/organisaties",
        "/themas/schulden",
        "/organisaties/voorbeeldstad",
        "/provincies/drenthe",
        "/sitemap.xml",
        "/api/v1/zoeken?q=alert&perPagina=100",
        "/api/v1/praktijken?perPagina=100",
        "/api/v1/zoeken/suggesties?q=al",
    ];
    let bladzijden = |pad: &str| {
        let teken = if pad.contains('?') { '&' } else { '?' };
        let eerste = pad.to_owned();
        let rest = (2..=4).map(|n| format!("{eerste}{teken}pagina={n}"));
        [eerste.clone()].into_iter().chain(rest.collect::<Vec<_>>())
    };
    // These pages are made of the same parts, and which of them show what depends on what is found.
    let mut gewoon = Vorm::default();
    let ook = [
        "/zoeken?q=alert&uitleg=true",
        "/zoeken?q=qqzz",
        "/zoeken?q=alret",
    ];
    for pad in paden.iter().chain(&ook).copied().flat_map(bladzijden) {
        gewoon = gewoon.en(Vorm::van(&kaal.get(&pad).await.tekst));
    }
    for pad in paden.into_iter().flat_map(bladzijden) {
        let antwoord = app.get(&pad).await;
        if !antwoord.kop("content-type").contains("xml") {
            fouten.extend(meer_dan_tekst(
                &antwoord,
                &gewoon,
                Links::Geen,
                &pad,
                "all of them",
            ));
        }
    }
}

/// Names of people, what they ask, reasons, questions and words, all texts on one page each.
#[tokio::test]
async fn nothing_that_people_leave_behind_is_more_than_text() {
    op_beide(async |app| {
        let mut wie = Wie::nieuw(&app).await;
        wie.gebruiker.naam = "\"><svg/onload=alert(1)>".into();
        let kaal = TestApp::sqlite().await;
        let ander = Wie::nieuw(&kaal).await;
        let mut fouten = Vec::new();
        laat_achter(&app, &wie, LADINGEN).await;
        let namen: Vec<String> = (0..LADINGEN.len())
            .map(|n| format!("{} {n}", ["Alert script schuld", "Qqzz"][n % 2]))
            .collect();
        let namen: Vec<&str> = namen.iter().map(String::as_str).collect();
        laat_achter(&kaal, &ander, &namen).await;
        for pad in [
            "/organisaties/voorbeeldstad/mensen",
            "/beheer/mensen",
            "/beheer/mensen?q=alert",
            "/beheer/mensen?pagina=2",
            "/rollen",
            "/redactie",
            "/redactie/zoekvragen",
            "/redactie/zoekvragen?pagina=2",
            "/redactie/zoekwoorden",
            "/redactie/zoekwoorden?q=script",
            "/redactie/zoekwoorden/geschiedenis",
            "/redactie/zoekwoorden/lijst",
            "/beheer/toestand",
            "/account",
            "/",
            "/zoeken?q=niets",
            "/logboek",
            "/account/logboek",
            "/beheer/logboek",
            "/beheer/organisaties",
        ] {
            ander.wordt(&kaal, Stand::Sterk, ALLES).await;
            let gewoon = Vorm::van(
                &ander
                    .vraagt(&kaal, &axum::http::Method::GET, pad, &[])
                    .await
                    .tekst,
            );
            let gewoon = gewoon.en(Vorm::van(
                &ander
                    .vraagt(
                        &kaal,
                        &axum::http::Method::GET,
                        pad.split('?').next().unwrap_or_default(),
                        &[],
                    )
                    .await
                    .tekst,
            ));
            wie.wordt(&app, Stand::Sterk, ALLES).await;
            let antwoord = wie.vraagt(&app, &axum::http::Method::GET, pad, &[]).await;
            fouten.extend(meer_dan_tekst(
                &antwoord,
                &gewoon,
                Links::Geen,
                pad,
                "all of them",
            ));
        }
        assert!(fouten.is_empty(), "{}: {}", fouten.len(), fouten.join("\n"));
    })
    .await;
}

/// Puts texts where people leave them. Past every check of a form, because pages must hold.
async fn laat_achter(app: &TestApp, wie: &Wie, teksten: &[&str]) {
    let db = app.app.db.read();
    let hier = stuk(app, "voorbeeldstad").await;
    let nu = app.app.clock.now();
    let domein = maildomein::Model {
        domein: "voorbeeldstad.example".into(),
        organisatie_id: hier,
        op: nu,
    };
    maildomein::Entity::insert(domein.into_active_model())
        .exec_without_returning(db)
        .await
        .unwrap();
    let mut lijst = woorden::lijst(&app.app.db).await.unwrap();
    // The one character that no database keeps is left out, which makes some of them equal.
    let teksten: BTreeSet<String> = teksten.iter().map(|t| t.replace('\0', "")).collect();
    for (n, tekst) in teksten.iter().enumerate() {
        let id = new_id();
        let iemand = gebruiker::Model {
            id,
            naam: tekst.clone(),
            zoeknaam: vouw(tekst),
            mail: format!("p{n}@voorbeeldstad.example"),
            status: "actief".into(),
            wachtwoord: None,
            totp: None,
            totp_stap: None,
            totp_nieuw: None,
            aangemaakt: nu,
            ingelogd: None,
        };
        gebruiker::Entity::insert(iemand.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        let lid = toekenning::Model {
            gebruiker_id: id,
            rol: "lid".into(),
            bereik: format!("organisatie:{hier}"),
            op: nu,
        };
        toekenning::Entity::insert(lid.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        let vraag = aanmelding::Model {
            id: new_id(),
            organisatie_id: hier,
            naam: tekst.clone(),
            mail: format!("v{n}@voorbeeldstad.example"),
            op: nu,
        };
        aanmelding::Entity::insert(vraag.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        let reden = aanvraag::Model {
            id: new_id(),
            soort: "rol-geven".into(),
            gebruiker_id: id,
            rol: Some("beheerder".into()),
            bereik: Some("landelijk".into()),
            reden: tekst.clone(),
            door: id,
            op: nu,
            uitkomst: "open".into(),
            besloten_door: None,
            besloten_op: None,
        };
        aanvraag::Entity::insert(reden.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        let gesteld = zoekvraag::Model {
            dag: nu.date_naive(),
            vraag: tekst.clone(),
            keren: 3,
            zonder_resultaat: 2,
        };
        zoekvraag::Entity::insert(gesteld.into_active_model())
            .exec_without_returning(db)
            .await
            .unwrap();
        lijst.woorden.insert(Woord {
            soort: Woordsoort::Synoniem,
            van: format!("{tekst} x{n}"),
            naar: format!("{tekst} y{n}"),
            richting: Richting::Heen,
        });
    }
    let ctx = ctx(
        crate::support::account(wie.id.as_u128(), []),
        &app.app.clock,
    );
    woorden::vervang(&app.app.db, &ctx, lijst.versie, &lijst.woorden)
        .await
        .unwrap();
}
