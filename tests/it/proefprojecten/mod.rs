//! Proefprojecten: taken in and read, written with four eyes, and decided on by two.

mod api;
mod berichten;
mod besluiten;
mod lezen;
mod samen;
mod schrijven;

use uuid::Uuid;

use crate::{
    praktijken::{Spelers, stap, versie},
    support::{TestApp, inlog::met_koek, mensen::doe},
};

/// Begins a proefproject as a member of a gemeente; answers its address.
pub async fn begin(app: &TestApp, koek: &str, stad: Uuid, titel: &str) -> String {
    let velden = [
        ("titel", titel),
        ("samenvatting", "Wij proberen het uit."),
        ("eigenaar", &stad.to_string()),
        ("functie", "projectleider geldzorgen"),
    ];
    let antwoord = doe(app, koek, "/proefprojecten/nieuw", &velden).await;
    let naar = antwoord.met_status(303).kop("location").to_owned();
    naar.trim_end_matches("/schrijven").to_owned()
}

/// A proefproject with all that is mandatory, as its form sends it.
pub fn ingevuld<'a>(versie: &'a str, titel: &'a str, aanpak: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("versie", versie),
        ("titel", titel),
        ("samenvatting", "Wij proberen het uit in één wijk."),
        ("sectie-doel", "Minder achterstanden."),
        ("sectie-vraag", "Helpt een gesprek van een uur?"),
        ("sectie-aanpak", aanpak),
        ("sectie-hoe-gemeten", "Wij tellen de achterstanden."),
    ]
}

/// Writes, offers and publishes a proefproject, with what more its form says; answers its address.
pub async fn gepubliceerd(
    app: &TestApp,
    wie: &Spelers,
    titel: &str,
    meer: &[(&str, &str)],
) -> String {
    let koek = &wie.els.1;
    let pad = begin(app, koek, wie.stad, titel).await;
    let schrijven = format!("{pad}/schrijven");
    let v = versie(&met_koek(app, &schrijven, koek).await.met_status(200));
    let mut velden = ingevuld(&v, titel, "Wij gaan langs op het werk.");
    velden.extend_from_slice(meer);
    velden.push(("knop", "aanbieden"));
    doe(app, koek, &schrijven, &velden).await.met_status(303);
    let klaar = stap(app, &wie.redactie[0].1, &pad, "publiceren", &[]).await;
    klaar.met_status(303);
    app.indexeer().await;
    pad
}
