//! Writing praktijken: drafts, four eyes, changes to what is published, and steps.

mod api;
mod levensloop;
mod schrijven;
mod vier_ogen;

use dwarsverband::actor::{Rol, Toekenning};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    inlog::met_koek,
    mensen::{bij, doe, landelijk, plek, sterk},
};

/// Who takes part: a gemeente with two writers, and three of the redactie.
pub struct Spelers {
    pub stad: Uuid,
    pub els: (Uuid, String),
    pub jan: (Uuid, String),
    pub redactie: [(Uuid, String); 3],
}

pub async fn spelers(app: &TestApp) -> Spelers {
    // What is sent back is done when the index has it.
    tokio::spawn(app.app.volger.clone().volg(CancellationToken::new()));
    let plek = plek(app).await;
    let lid: [Toekenning; 1] = [bij(Rol::Lid, plek.stad)];
    let redactie = [landelijk(Rol::Redactie)];
    Spelers {
        stad: plek.stad,
        els: sterk(app, "Els", &lid).await,
        jan: sterk(app, "Jan", &lid).await,
        redactie: [
            sterk(app, "Roos", &redactie).await,
            sterk(app, "Rik", &redactie).await,
            sterk(app, "Ria", &redactie).await,
        ],
    }
}

/// Begins a praktijk as a member of a gemeente; answers its address.
pub async fn begin(app: &TestApp, koek: &str, stad: Uuid, titel: &str) -> String {
    let velden = [
        ("titel", titel),
        ("samenvatting", "Wij helpen eerder."),
        ("eigenaar", &stad.to_string()),
        ("functie", "beleidsmedewerker schulden"),
    ];
    let antwoord = doe(app, koek, "/praktijken/nieuw", &velden).await;
    let naar = antwoord.met_status(303).kop("location").to_owned();
    naar.trim_end_matches("/schrijven").to_owned()
}

/// The version that a form shows.
pub fn versie(pagina: &Antwoord) -> String {
    veld(pagina, "versie")
}

/// What stands in a field of one line on a page.
pub fn veld(pagina: &Antwoord, naam: &str) -> String {
    let html = scraper::Html::parse_document(&pagina.tekst);
    let selector = scraper::Selector::parse(&format!("input[name={naam}]")).expect("a selector");
    let veld = html.select(&selector).next();
    let veld = veld.unwrap_or_else(|| panic!("a field {naam} in {}", pagina.tekst));
    veld.value().attr("value").unwrap_or_default().to_owned()
}

/// The text in a field of many lines on a page.
pub fn tekstvak(pagina: &Antwoord, naam: &str) -> String {
    let html = scraper::Html::parse_document(&pagina.tekst);
    let selector = scraper::Selector::parse(&format!("textarea[name={naam}]")).expect("a selector");
    let vak = html.select(&selector).next().expect("a text field");
    vak.text().collect::<String>().trim().to_owned()
}

/// A praktijk with all that is mandatory, as its form sends it.
pub fn ingevuld<'a>(versie: &'a str, titel: &'a str, aanpak: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("versie", versie),
        ("titel", titel),
        ("samenvatting", "Wij helpen mensen met schulden eerder."),
        ("sectie-aanleiding", "Mensen kwamen te laat bij ons."),
        ("sectie-doelgroep", "Mensen met beginnende schulden."),
        ("sectie-aanpak", aanpak),
        ("sectie-kosten-zonder", "Onbekend."),
        ("sectie-wat-ging-mis-zonder", "Nog niets."),
        ("fase", "loopt"),
        ("kosten", "onbekend"),
        ("effect", "niet-bekend"),
    ]
}

/// Writes a whole praktijk and offers it; answers its address.
pub async fn aangeboden(app: &TestApp, koek: &str, stad: Uuid, titel: &str) -> String {
    let pad = begin(app, koek, stad, titel).await;
    let pagina = met_koek(app, &format!("{pad}/schrijven"), koek).await;
    let versie = versie(&pagina.met_status(200));
    let mut velden = ingevuld(&versie, titel, "Wij bellen na de eerste rode brief.");
    velden.push(("knop", "aanbieden"));
    let antwoord = doe(app, koek, &format!("{pad}/schrijven"), &velden).await;
    let naar = antwoord.met_status(303).kop("location").to_owned();
    assert_eq!(naar, format!("{pad}?gelukt=aangeboden"));
    pad
}

/// Takes a step by its page.
pub async fn stap(
    app: &TestApp,
    koek: &str,
    pad: &str,
    actie: &str,
    velden: &[(&str, &str)],
) -> Antwoord {
    let adres = format!("{pad}/stappen/{actie}");
    let pagina = met_koek(app, &adres, koek).await;
    if pagina.status != 200 {
        return pagina;
    }
    let versie = versie(&pagina);
    let mut alle = vec![("versie", versie.as_str())];
    alle.extend_from_slice(velden);
    doe(app, koek, &adres, &alle).await
}

/// Writes, offers and publishes a praktijk; answers its address.
pub async fn gepubliceerd(app: &TestApp, wie: &Spelers, titel: &str) -> String {
    let pad = aangeboden(app, &wie.els.1, wie.stad, titel).await;
    let klaar = stap(app, &wie.redactie[0].1, &pad, "publiceren", &[]).await;
    klaar.met_status(303);
    app.indexeer().await;
    pad
}
