//! What is mailed about wederhoor: numbers and days, and where to log in. What the bevinding says, and which
//! one it is, is read on the platform alone.

use super::{
    model::{Bericht, Lading, SOORT},
    service::berichten::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
    taal,
};

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(app, werkplaats, SOORT, |app, ctx, wat: Lading| async move {
        let zending = berichten::zending(&app.db, &ctx, wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    let wederhoor = format!("{basis_url}/wederhoor");
    let werk = format!("{basis_url}/dwarskijker/werk");
    let dag = zending.uiterlijk.map(taal::dag).unwrap_or_default();
    let aantal = zending.aantal as u64;
    let bevindingen = taal::aantal(aantal, "bevinding", "bevindingen");
    match zending.wat {
        Bericht::Gevraagd => Brief::over("De dwarskijker vraagt uw reactie")
            .tekst(format!(
                "De dwarskijker heeft een bevinding geschreven waar uw organisatie in voorkomt. U kunt \
                 reageren voordat zij openbaar wordt. Wat op u wacht: {bevindingen}. Reageer uiterlijk \
                 op {dag}."
            ))
            .tekst(
                "De tekst is vertrouwelijk en staat daarom niet in deze mail. Log in om hem te lezen. \
                 Elke keer dat iemand hem leest, wordt genoteerd.",
            )
            .link("Log in en lees de bevinding", wederhoor),
        Bericht::Herinnering => Brief::over("Uw reactie voor de dwarskijker")
            .tekst(format!(
                "De dwarskijker vroeg uw reactie op een bevinding. Die is er nog niet. Wat op u wacht: \
                 {bevindingen}. Reageer uiterlijk op {dag}."
            ))
            .tekst("Reageert u niet, dan komt erbij te staan: geen reactie.")
            .link("Log in en reageer", wederhoor),
        Bericht::Teruggenomen => Brief::over("De dwarskijker neemt een bevinding terug")
            .tekst(
                "De dwarskijker past een bevinding aan waar u op kon reageren. U kunt haar nu niet meer \
                 lezen. Is zij klaar, dan vraagt de dwarskijker opnieuw om een reactie.",
            )
            .link("Bekijk wat er nog op u wacht", wederhoor),
        Bericht::Vastgesteld => Brief::over("De dwarskijker heeft een bevinding vastgesteld")
            .tekst(
                "Een bevinding waar u op kon reageren, is nu openbaar. De reacties staan erbij. Zij \
                 verandert niet meer.",
            )
            .link("Bekijk de bevinding", wederhoor),
        Bericht::Voorbij => Brief::over("De termijn voor wederhoor is voorbij")
            .tekst(format!(
                "Bij {bevindingen} is de tijd om te reageren voorbij. Wie niets zei, krijgt erbij te \
                 staan: geen reactie. U kunt nu vaststellen."
            ))
            .link("Ga naar uw werk", werk),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Deel;

    #[test]
    fn every_message_says_where_to_read_and_names_no_bevinding() {
        for wat in Bericht::ALLE {
            let zending = Zending {
                aan: "els@gemeente.example".parse().expect("an address"),
                wat: *wat,
                aantal: 2,
                uiterlijk: "2026-05-01".parse().ok(),
            };
            let brief = brief("https://dwarsverband.example", &zending);
            let tekst = format!("{brief:?}");
            assert!(!tekst.contains("BEV-"), "{tekst}");
            let naar = brief.delen.iter().find_map(|deel| match deel {
                Deel::Link { url, .. } => Some(url.as_str()),
                Deel::Tekst(_) => None,
            });
            let naar = naar.expect("a way on");
            let paden = ["/wederhoor", "/dwarskijker/werk"];
            assert!(paden.iter().any(|pad| naar.ends_with(pad)), "{naar}");
        }
    }
}
