//! Writing praktijken by programs: the same life, and the same four eyes.

use serde_json::{Value, json};

use super::{Spelers, spelers};
use crate::{
    support::{
        Antwoord, TestApp, op_beide,
        programma::{fouten, stuur},
    },
    tokens::{maak_token, met_token},
};

/// Programs of a writer and of three of the redactie.
struct Programmas {
    wie: Spelers,
    els: String,
    redactie: [String; 3],
}

async fn programmas(app: &TestApp) -> Programmas {
    let wie = spelers(app).await;
    let [roos, rik, ria] = &wie.redactie;
    Programmas {
        els: maak_token(app, &wie.els.1, "zaaksysteem", "schrijven").await,
        redactie: [
            maak_token(app, &roos.1, "bureau", "schrijven").await,
            maak_token(app, &rik.1, "bureau", "schrijven").await,
            maak_token(app, &ria.1, "bureau", "schrijven").await,
        ],
        wie,
    }
}

/// A praktijk with all that is mandatory.
fn heel(aanpak: &str) -> Value {
    json!({
        "titel": "Eerder bellen",
        "samenvatting": "Wij helpen mensen met schulden eerder.",
        "tekst": "Een korte inleiding.",
        "secties": [
            {"naam": "Aanpak", "tekst": aanpak},
            {"naam": "Aanleiding", "tekst": "Mensen kwamen te laat bij ons."},
            {"naam": "Doelgroep", "tekst": "Mensen met beginnende schulden."},
            {"naam": "Kosten", "tekst": "Onbekend."},
            {"naam": "Wat ging mis", "tekst": "Nog niets."},
        ],
        "fase": "loopt",
        "leefdomeinen": ["schulden"],
        "doelgroepen": ["mensen-met-schulden"],
        "gemeenten": ["Voorbeeldstad"],
    })
}

fn met(mut json: Value, erbij: Value) -> Value {
    let (Some(velden), Value::Object(erbij)) = (json.as_object_mut(), erbij) else {
        panic!("groups of fields");
    };
    velden.extend(erbij);
    json
}

async fn begin(app: &TestApp, wie: &Programmas) -> (String, Value) {
    let eigenaar = json!({
        "eigenaar": wie.wie.stad.to_string(), "functie": "beleidsmedewerker schulden",
    });
    let nieuw = met(heel("Wij bellen na de eerste brief."), eigenaar);
    let begonnen = stuur(app, "POST", "/api/v1/praktijken", &wie.els, &nieuw).await;
    let begonnen = begonnen.met_status(201);
    let plek = begonnen.kop("location").to_owned();
    let (_, pad) = plek.split_once("/api/").expect("an address of the API");
    (format!("/api/{pad}"), begonnen.json())
}

async fn stap(app: &TestApp, pad: &str, token: &str, wat: Value) -> Antwoord {
    stuur(app, "POST", &format!("{pad}/overgangen"), token, &wat).await
}

#[tokio::test]
async fn a_praktijk_lives_its_whole_life_by_programs_and_by_four_eyes() {
    op_beide(async |app| {
        let wie = programmas(&app).await;
        let [roos, rik, _] = &wie.redactie;
        let (pad, stuk) = begin(&app, &wie).await;
        assert_eq!(stuk["status"], "concept");
        let gelezen = met_token(&app, &pad, &wie.els).await.met_status(200).json();
        let koppen = &gelezen["secties"];
        assert_eq!(
            koppen[0]["naam"], "Aanleiding",
            "in the order of the template"
        );
        assert_eq!(gelezen["verbanden"][0]["titel"], "Voorbeeldstad");
        app.get(&pad).await.met_status(404);

        // Saving is whole, names the version that was seen, and loses nothing.
        let versie = stuk["versie"].clone();
        let anders = met(heel("Wij bellen dezelfde dag."), json!({"versie": versie}));
        let bewaard = stuur(&app, "PUT", &pad, &wie.els, &anders).await;
        let bewaard = bewaard.met_status(200).json();
        let oud = met(heel("Iets anders."), json!({"versie": versie}));
        stuur(&app, "PUT", &pad, &wie.els, &oud)
            .await
            .met_status(409);

        let aanbieden = json!({"actie": "aanbieden", "versie": bewaard["versie"]});
        stap(&app, &pad, roos, aanbieden.clone())
            .await
            .met_status(404);
        let aangeboden = stap(&app, &pad, &wie.els, aanbieden).await;
        let aangeboden = aangeboden.met_status(200).json();
        assert_eq!(aangeboden["status"], "aangeboden");

        // Roos helps, and so does not publish; nor does who offered it.
        let hulp = met(
            heel("Roos schreef dit."),
            json!({"versie": aangeboden["versie"]}),
        );
        let hulp = stuur(&app, "PUT", &pad, roos, &hulp).await;
        let publiceren =
            json!({"actie": "publiceren", "versie": hulp.met_status(200).json()["versie"]});
        for token in [roos, &wie.els] {
            let geweigerd = stap(&app, &pad, token, publiceren.clone()).await;
            geweigerd.met_status(403);
        }
        let gepubliceerd = stap(&app, &pad, rik, publiceren.clone()).await;
        let gepubliceerd = gepubliceerd.met_status(200).json();
        assert_eq!(gepubliceerd["status"], "gepubliceerd");
        stap(&app, &pad, rik, publiceren).await.met_status(409);
        app.get(&pad).await.met_status(200);

        // What is published changes by a voorstel, which somebody else takes over.
        let versie = gepubliceerd["versie"].clone();
        let direct = met(heel("Meteen anders."), json!({"versie": versie}));
        let nee = stuur(&app, "PUT", &pad, &wie.els, &direct)
            .await
            .met_status(409);
        assert!(nee.tekst.contains("voorstel"), "{}", nee.tekst);
        let nieuw = met(direct, json!({"notitie": "Wij bellen nu meteen."}));
        let adres = format!("{pad}/voorstellen");
        let voorstel = stuur(&app, "POST", &adres, &wie.els, &nieuw)
            .await
            .met_status(201);
        let id = voorstel.json()["id"].as_str().expect("a number").to_owned();
        let van_voorstel = format!("{adres}/{id}");
        let nu = app.get(&pad).await.met_status(200);
        assert!(!nu.tekst.contains("Meteen anders."), "the live text stays");
        app.get(&van_voorstel).await.met_status(401);
        assert_eq!(app.get(&adres).await.met_status(200).json(), json!([]));
        let bieden = json!({"actie": "voorstel-aanbieden", "versie": voorstel.json()["versie"]});
        let geboden = stap(&app, &van_voorstel, &wie.els, bieden)
            .await
            .met_status(200);
        let overnemen = json!({"actie": "voorstel-overnemen", "versie": geboden.json()["versie"]});
        stap(&app, &van_voorstel, &wie.els, overnemen.clone())
            .await
            .met_status(403);
        let klaar = stap(&app, &van_voorstel, roos, overnemen)
            .await
            .met_status(200);
        assert_eq!(klaar.json()["status"], "overgenomen");
        let nu = app.get(&pad).await.met_status(200);
        assert!(nu.tekst.contains("Meteen anders."));

        let intrekken = json!({
            "actie": "intrekken", "versie": nu.json()["versie"], "reden": "Wij stopten.",
            "waarom": "niet-meer-actueel",
        });
        let weg = stap(&app, &pad, &wie.els, intrekken).await.met_status(200);
        assert_eq!(weg.json()["status"], "ingetrokken");
    })
    .await;
}

#[tokio::test]
async fn all_that_is_wrong_is_told_at_once_and_by_the_name_of_its_field() {
    op_beide(async |app| {
        let wie = programmas(&app).await;
        let krom = json!({
            "titel": "x".repeat(300), "secties": [{"naam": "Slot", "tekst": "x"}], "fase": "soms",
            "gemeenten": ["Nergenshuizen"], "doelgroepen": ["Ouderen!"], "kleur": "rood",
            "eigenaar": "nergens", "tekst": 3,
        });
        let fout = stuur(&app, "POST", "/api/v1/praktijken", &wie.els, &krom).await;
        let fout = fouten(&fout.met_status(400));
        for (veld, code) in [
            ("titel", "te-lang"),
            ("secties", "onbekende-waarde"),
            ("fase", "onbekende-waarde"),
            ("gemeenten", "onbekend"),
            ("doelgroepen", "ongeldig"),
            ("kleur", "onbekend-veld"),
            ("eigenaar", "verplicht"),
            ("tekst", "verkeerd-type"),
        ] {
            let er = fout.iter().any(|(v, c)| v == veld && c == code);
            assert!(er, "{veld} {code}: {fout:?}");
        }
        let niets = stuur(&app, "POST", "/api/v1/praktijken", &wie.els, &json!({})).await;
        assert_eq!(fouten(&niets.met_status(400))[0].0, "titel");
        assert!(app.get("/api/v1/praktijken").await.json()["totaal"] == 0);

        // A draft may have gaps; what is offered may not.
        let kort = json!({
            "titel": "Kort", "eigenaar": wie.wie.stad.to_string(), "functie": "adviseur",
        });
        let begonnen = stuur(&app, "POST", "/api/v1/praktijken", &wie.els, &kort).await;
        let stuk = begonnen.met_status(201).json();
        let pad = format!(
            "/api/v1/praktijken/{}",
            stuk["slug"].as_str().expect("a slug")
        );
        let aanbieden = json!({"actie": "aanbieden", "versie": stuk["versie"]});
        let fout = stap(&app, &pad, &wie.els, aanbieden).await.met_status(400);
        let velden: Vec<String> = fouten(&fout).into_iter().map(|(veld, _)| veld).collect();
        for kop in [
            "Aanleiding",
            "Doelgroep",
            "Aanpak",
            "Kosten",
            "Wat ging mis",
        ] {
            assert!(
                velden.contains(&format!("secties.{kop}")),
                "{kop}: {velden:?}"
            );
        }
        for (wat, veld) in [
            (json!({"versie": stuk["versie"]}), "actie"),
            (
                json!({"actie": "opeten", "versie": stuk["versie"]}),
                "actie",
            ),
            (json!({"actie": "aanbieden"}), "versie"),
            (
                json!({"actie": "aanbieden", "versie": 1, "haast": true}),
                "haast",
            ),
        ] {
            let fout = stap(&app, &pad, &wie.els, wat.clone())
                .await
                .met_status(400);
            assert_eq!(fouten(&fout)[0].0, veld, "{wat}");
        }
    })
    .await;
}

/// A proefproject is written by the same doors, with the fields that only it has.
#[tokio::test]
async fn a_proefproject_is_written_by_the_same_doors() {
    op_beide(async |app| {
        let wie = programmas(&app).await;
        let secties: Vec<Value> = ["Doel", "Vraag", "Aanpak", "Hoe gemeten"]
            .map(|naam| json!({"naam": naam, "tekst": "Wij proberen het uit in twee wijken."}))
            .into();
        let nieuw = json!({
            "titel": "Eén loket voor jongeren", "samenvatting": "Helpt één loket?",
            "secties": secties, "begin": "2026-03-01", "einde": "2027-03-01",
            "eigenaar": wie.wie.stad.to_string(), "functie": "projectleider",
        });
        let adres = "/api/v1/proefprojecten";
        let krom = met(nieuw.clone(), json!({"begin": "morgen", "kosten": "laag"}));
        let fout = fouten(
            &stuur(&app, "POST", adres, &wie.els, &krom)
                .await
                .met_status(400),
        );
        for (veld, code) in [("begin", "geen-datum"), ("kosten", "onbekend-veld")] {
            let er = fout.iter().any(|(v, c)| v == veld && c == code);
            assert!(er, "{veld} {code}: {fout:?}");
        }
        let begonnen = stuur(&app, "POST", adres, &wie.els, &nieuw)
            .await
            .met_status(201);
        let stuk = begonnen.json();
        let pad = format!("{adres}/{}", stuk["slug"].as_str().expect("a slug"));
        let gelezen = met_token(&app, &pad, &wie.els).await.met_status(200).json();
        assert_eq!(
            (&gelezen["begin"], &gelezen["stand"]),
            (&json!("2026-03-01"), &json!("idee"))
        );
        let bieden = json!({"actie": "aanbieden", "versie": stuk["versie"]});
        let geboden = stap(&app, &pad, &wie.els, bieden)
            .await
            .met_status(200)
            .json();
        let publiceren = json!({"actie": "publiceren", "versie": geboden["versie"]});
        stap(&app, &pad, &wie.els, publiceren.clone())
            .await
            .met_status(403);
        let klaar = stap(&app, &pad, &wie.redactie[0], publiceren)
            .await
            .met_status(200);
        assert_eq!(klaar.json()["status"], "gepubliceerd");
    })
    .await;
}

/// What a program read can be sent back: a name leads where it led, whatever the address of what it names.
#[tokio::test]
async fn names_that_were_read_can_be_sent_back() {
    op_beide(async |app| {
        let wie = programmas(&app).await;
        let organisatie = |id: &str, titel: &str| {
            json!({
                "externId": id, "slug": id, "soort": "organisatie", "titel": titel, "tekst": "x",
                "organisatiesoort": "samenwerkingsverband",
            })
        };
        let records = [
            organisatie("sdd", "Sociale Dienst Drechtsteden (SDD)"),
            organisatie("mvg", "Ministerie van Van Alles, en Nog Wat"),
            json!({
                "externId": "p", "slug": "p", "soort": "praktijk", "titel": "Eén aanpak", "tekst": "x",
                "organisaties": ["sdd", "mvg"],
            }),
        ];
        assert_eq!(app.lees(&records).await.geweigerd, []);
        let pad = "/api/v1/praktijken/p";
        let nu = app.get(pad).await.met_status(200).json();
        let namen = ["Ministerie van Van Alles, en Nog Wat", "Sociale Dienst Drechtsteden (SDD)"];
        let anders = json!({
            "titel": "Eén aanpak", "samenvatting": "Anders.", "organisaties": namen,
            "versie": nu["versie"],
        });
        let adres = format!("{pad}/voorstellen");
        let begonnen = stuur(&app, "POST", &adres, &wie.redactie[0], &anders).await;
        let voorstel = begonnen.met_status(201).json();
        let mut genoemd: Vec<&str> = voorstel["organisaties"]
            .as_array()
            .expect("names")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        genoemd.sort_unstable();
        assert_eq!(genoemd, namen);
        // A name that was not there is found by its whole title as well.
        let ook = met(heel("Met anderen."), json!({
            "eigenaar": "redactie", "organisaties": namen, "gemeenten": [],
        }));
        let begonnen = stuur(&app, "POST", "/api/v1/praktijken", &wie.redactie[0], &ook).await;
        begonnen.met_status(201);
    })
    .await;
}

/// Whoever makes a text public is asked about personal data in it, whoever put it there and when.
#[tokio::test]
async fn personal_data_that_came_in_later_is_asked_about() {
    op_beide(async |app| {
        let wie = programmas(&app).await;
        let [roos, rik, ria] = &wie.redactie;
        let (pad, stuk) = begin(&app, &wie).await;
        let bieden = json!({"actie": "aanbieden", "versie": stuk["versie"]});
        let geboden = stap(&app, &pad, &wie.els, bieden)
            .await
            .met_status(200)
            .json();
        let erin = met(
            heel("Bel 06-12345678."),
            json!({"versie": geboden["versie"]}),
        );
        let erin = stuur(&app, "PUT", &pad, roos, &erin)
            .await
            .met_status(200)
            .json();
        for actie in ["publiceren", "spoedpubliceren"] {
            let wat = json!({"actie": actie, "versie": erin["versie"], "reden": "Morgen nodig."});
            let fout = stap(&app, &pad, rik, wat).await.met_status(400);
            assert_eq!(fouten(&fout)[0].0, "secties.Aanpak", "{actie}");
            assert!(fout.tekst.contains("akkoord") && !fout.tekst.contains("12345678"));
        }
        let wat = json!({"actie": "publiceren", "versie": erin["versie"], "akkoord": true});
        let klaar = stap(&app, &pad, rik, wat).await.met_status(200).json();
        // The same for what changes later, and for why it is withdrawn: everyone reads that.
        let adres = format!("{pad}/voorstellen");
        let nieuw = met(heel("Zonder nummer."), json!({"versie": klaar["versie"]}));
        let voorstel = stuur(&app, "POST", &adres, &wie.els, &nieuw)
            .await
            .met_status(201)
            .json();
        let van = format!("{adres}/{}", voorstel["id"].as_str().expect("a number"));
        let bieden = json!({"actie": "voorstel-aanbieden", "versie": voorstel["versie"]});
        let geboden = stap(&app, &van, &wie.els, bieden)
            .await
            .met_status(200)
            .json();
        let erin = met(
            heel("Mail jan@voorbeeldstad.example."),
            json!({"versie": geboden["versie"]}),
        );
        let erin = stuur(&app, "PUT", &van, &wie.els, &erin)
            .await
            .met_status(200)
            .json();
        let over = json!({"actie": "voorstel-overnemen", "versie": erin["versie"]});
        let fout = stap(&app, &van, ria, over).await.met_status(400);
        assert_eq!(fouten(&fout)[0].0, "secties.Aanpak");
        let weg = json!({
            "actie": "intrekken", "versie": klaar["versie"], "waarom": "zomaar",
            "reden": "Vraag het Jan: 06-12345678.",
        });
        let fout = fouten(&stap(&app, &pad, ria, weg).await.met_status(400));
        for (veld, code) in [
            ("reden", "persoonsgegevens"),
            ("waarom", "onbekende-waarde"),
        ] {
            let er = fout.iter().any(|(v, c)| v == veld && c == code);
            assert!(er, "{veld} {code}: {fout:?}");
        }
    })
    .await;
}
