//! What goes by mail about signalen. A mail has the kenmerk and no word of what was signalled: that is read on the
//! platform.

use super::{
    model::{Bericht, Lading, SOORT},
    service::berichten::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
};

/// Where somebody sees what became of what they signalled.
const MIJN: &str = "/account/signalen";
/// Where somebody sees what waits for them.
const WERK: &str = "/signalen";

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(app, werkplaats, SOORT, |app, _, wat: Lading| async move {
        let zending = berichten::zending(&app.db, wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    let kenmerk = &zending.kenmerk;
    let mijn = format!("{basis_url}{MIJN}");
    match zending.bericht {
        Bericht::Ontvangen => Brief::over(&format!("Uw signaal {kenmerk} is binnen"))
            .tekst(format!(
                "Wij hebben uw signaal ontvangen. Het kenmerk is {kenmerk}. Wie over het thema gaat, kijkt of het \
                 al ergens speelt."
            ))
            .link("Volg uw signaal", mijn)
            .tekst("U krijgt een mail als er iets mee gebeurt, ook als het antwoord nee is."),
        Bericht::Gekoppeld => Brief::over(&format!("Nieuws over uw signaal {kenmerk}"))
            .tekst(format!(
                "Uw signaal {kenmerk} is nu deel van een knelpunt. Log in om te lezen welk, en waarom."
            ))
            .link("Lees wat ermee gebeurt", mijn),
        Bericht::Doorverwezen => Brief::over(&format!("Nieuws over uw signaal {kenmerk}"))
            .tekst(format!(
                "Uw signaal {kenmerk} hoort ergens anders thuis. Log in om te lezen waar, en waarom."
            ))
            .link("Lees waar u terechtkunt", mijn),
        Bericht::Binnen => {
            let soort = if zending.vertrouwelijk {
                "vertrouwelijk signaal"
            } else {
                "signaal"
            };
            Brief::over(&format!("Er wacht een {soort}: {kenmerk}"))
                .tekst(format!(
                    "Er is een {soort} binnengekomen dat u behandelt: {kenmerk}. Log in om het te lezen."
                ))
                .link("Bekijk wat er wacht", format!("{basis_url}{WERK}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mail_names_the_number_and_where_to_read_on() {
        for bericht in Bericht::ALLE {
            for vertrouwelijk in [false, true] {
                let zending = Zending {
                    aan: "els@gemeente.example".parse().expect("an address"),
                    kenmerk: "SIG-2026-0101".into(),
                    bericht: *bericht,
                    vertrouwelijk,
                };
                let brief = brief("https://dwarsverband.example", &zending);
                assert!(brief.onderwerp.contains("SIG-2026-0101"), "{bericht}");
                let tekst = format!("{:?}", brief.delen);
                let plek = if bericht.is_voor_melder() { MIJN } else { WERK };
                assert!(
                    tekst.contains(plek) && tekst.contains("https://"),
                    "{bericht}"
                );
            }
        }
    }
}
