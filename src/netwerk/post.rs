//! What people get by mail about the netwerk of a thema. Why somebody was taken out is read on the platform.

use super::{
    model::{Lading, SOORT},
    service::berichten::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
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
    let titel = &zending.thema.titel;
    let pad = format!("{basis_url}{}", zending.thema.pad());
    if !zending.erbij {
        return Brief::over(&format!("U zit niet meer in het netwerk van {titel}"))
            .tekst(format!(
                "Het duo van het thema {titel} haalde u uit het netwerk. Wat alleen voor het netwerk is, leest u niet \
                 meer. Wat u schreef, blijft bij het thema."
            ))
            .link("Log in en lees waarom", format!("{pad}/duo"))
            .tekst("Bent u het er niet mee eens? Vraag het aan het duo.");
    }
    Brief::over(&format!("U praat mee in het netwerk van {titel}"))
        .tekst(format!(
            "Het duo van het thema {titel} nodigde u uit om mee te praten. U leest en schrijft mee in de werkruimte \
             van het thema."
        ))
        .link("Naar de werkruimte", format!("{pad}/werkruimte"))
        .tekst(
            "Hebt u nog niet eerder ingelogd? Dan kreeg u ook een mail om een wachtwoord te kiezen. Wilt u niet \
             meepraten? In de werkruimte kunt u bij “Mensen” het netwerk verlaten.",
        )
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::stukken::model::{Eigenaar, Kop, Soort};

    #[test]
    fn who_comes_in_hears_where_and_who_is_out_hears_where_the_reason_is() {
        let thema = Kop {
            id: uuid::Uuid::from_u128(1),
            soort: Soort::Thema,
            kenmerk: None,
            slug: "schulden".parse().expect("a slug"),
            titel: "Schulden".into(),
            samenvatting: String::new(),
            status: "gepubliceerd".into(),
            versie: 1,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: DateTime::UNIX_EPOCH,
            gewijzigd_op: DateTime::UNIX_EPOCH,
            gepubliceerd_op: None,
            eigenaar: Eigenaar::default(),
            herzien_voor: None,
        };
        for (erbij, pad, wat) in [
            (true, "/themas/schulden/werkruimte", "U praat mee"),
            (false, "/themas/schulden/duo", "U zit niet meer"),
        ] {
            let zending = Zending {
                aan: "els@gemeente.example".parse().expect("an address"),
                thema: thema.clone(),
                erbij,
            };
            let tekst = format!("{:?}", brief("https://dwarsverband.example", &zending));
            assert!(tekst.contains(wat), "{tekst}");
            assert!(
                tekst.contains(&format!("https://dwarsverband.example{pad}")),
                "{tekst}"
            );
        }
    }
}
