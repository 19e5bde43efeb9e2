//! What is mailed about wederhoor: numbers and days, and where to log in. What the bevinding says, and which
//! one it is, is read on the platform alone.

use super::{
    model::{Bericht, Lading, SOORT},
    service::berichten::{self, Weg, Zending},
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
    match &zending.weg {
        Weg::Inloggen => {}
        Weg::Link { code, tot } => {
            let open = format!("{basis_url}/meelezen/{}", code.geheim());
            return met_link(zending.wat, (open, taal::moment_van(*tot)), &dag);
        }
        Weg::Zonder => return zonder_account(zending.wat, basis_url),
    }
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
        Bericht::Vervallen => Brief::over(NIET_MEER)
            .tekst(
                "U kon namens uw organisatie reageren op een bevinding. De dwarskijker vraagt dat nu aan \
                 een ander. U hoeft niets meer te doen.",
            )
            .link("Bekijk wat er nog op u wacht", wederhoor),
        Bericht::Teruggenomen => Brief::over(TERUG)
            .tekst(
                "De dwarskijker past een bevinding aan waar u op kon reageren. U kunt haar nu niet meer \
                 lezen. Is zij klaar, dan vraagt de dwarskijker opnieuw om een reactie.",
            )
            .link("Bekijk wat er nog op u wacht", wederhoor),
        Bericht::Vastgesteld => Brief::over(VAST)
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

/// What messages are about that go to who logs in and to who does not.
const NIET_MEER: &str = "De dwarskijker vraagt uw reactie niet meer";
const TERUG: &str = "De dwarskijker neemt een bevinding terug";
const VAST: &str = "De dwarskijker heeft een bevinding vastgesteld";

/// A message that asks something of who has no account: where the link leads, and until when.
fn met_link(wat: Bericht, (open, tot): (String, String), dag: &str) -> Brief {
    let brief = if wat == Bericht::Herinnering {
        Brief::over("Uw reactie voor de dwarskijker").tekst(format!(
            "De dwarskijker vroeg uw reactie op een bevinding. Die is er nog niet. Reageer uiterlijk op \
             {dag}. Reageert u niet, dan komt erbij te staan: geen reactie."
        ))
    } else {
        Brief::over("De dwarskijker vraagt uw reactie").tekst(format!(
            "De dwarskijker heeft een bevinding geschreven waar uw organisatie in voorkomt. U kunt namens \
             uw organisatie reageren voordat zij openbaar wordt. Reageer uiterlijk op {dag}."
        ))
    };
    brief
        .link("Lees de bevinding", open)
        .tekst(format!(
            "U hebt geen account nodig. De link werkt tot {tot}. Een link uit een eerdere mail werkt niet \
             meer. Hebt u daarna een nieuwe nodig? Vraag die aan de dwarskijker."
        ))
        .tekst(
            "De tekst is vertrouwelijk, en de link is alleen voor u: stuur de mail niet door. Elke keer dat \
             u de tekst opent, wordt genoteerd. Wij bewaren uw naam en e-mailadres tot 30 dagen nadat de \
             link stopt.",
        )
}

/// A message that asks nothing, to who has no account.
fn zonder_account(wat: Bericht, basis_url: &str) -> Brief {
    let lezen = format!("{basis_url}/bevindingen");
    match wat {
        Bericht::Vastgesteld => Brief::over(VAST)
            .tekst(
                "Een bevinding waar u op kon reageren, is nu openbaar. De reacties staan erbij. Zij \
                 verandert niet meer.",
            )
            .link("Bekijk de bevindingen", lezen),
        Bericht::Teruggenomen => Brief::over(TERUG)
            .tekst(
                "De dwarskijker past een bevinding aan waar u op kon reageren. Uw link werkt niet meer. Is \
                 zij klaar, dan vraagt de dwarskijker uw organisatie opnieuw om een reactie.",
            )
            .link("Lees wat openbaar is", lezen),
        _ => Brief::over(NIET_MEER)
            .tekst(
                "U kon namens uw organisatie reageren op een bevinding. De dwarskijker vraagt dat nu niet \
                 meer aan u. Uw link werkt niet meer. U hoeft niets te doen.",
            )
            .link("Lees wat openbaar is", lezen),
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{gebruikers::service::code::Code, post::Deel};

    #[test]
    fn every_message_says_where_to_read_and_names_no_bevinding() {
        let code = || Code::nieuw().expect("random numbers");
        let tot = DateTime::UNIX_EPOCH;
        let wegen = Bericht::ALLE.iter().flat_map(|wat| {
            let link = Weg::Link { code: code(), tot };
            [(wat, Weg::Inloggen), (wat, link), (wat, Weg::Zonder)]
        });
        for (wat, weg) in wegen {
            let met_link = matches!(weg, Weg::Link { .. });
            let zonder_account = !matches!(weg, Weg::Inloggen);
            let zending = Zending {
                aan: "els@gemeente.example".parse().expect("an address"),
                wat: *wat,
                aantal: 2,
                uiterlijk: "2026-05-01".parse().ok(),
                weg,
            };
            let brief = brief("https://dwarsverband.example", &zending);
            let tekst = format!("{brief:?}");
            assert!(!tekst.contains("BEV-"), "{tekst}");
            let naar = brief.delen.iter().find_map(|deel| match deel {
                Deel::Link { url, .. } => Some(url.as_str()),
                Deel::Tekst(_) => None,
            });
            let naar = naar.expect("a way on");
            if met_link {
                assert!(naar.contains("/meelezen/"), "{naar}");
            } else {
                let paden = ["/wederhoor", "/dwarskijker/werk", "/bevindingen"];
                assert!(paden.iter().any(|pad| naar.ends_with(pad)), "{naar}");
            }
            // Who has no account is not told to log in.
            assert!(!(zonder_account && tekst.contains("Log in")), "{tekst}");
        }
    }
}
