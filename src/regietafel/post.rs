//! What the duo of a thema gets by mail when the regietafel decides. What it decided is read on the platform.

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
    // What stays between the duo is not named.
    let over = match &zending.titel {
        Some(titel) => format!("“{titel}”"),
        None => "iets vertrouwelijks".to_owned(),
    };
    let thema = &zending.thema;
    Brief::over(&format!("De regietafel nam een besluit: {thema}"))
        .tekst(format!(
            "U legde in het thema {thema} een vraag voor aan de regietafel, over {over}. De regietafel heeft besloten."
        ))
        .link("Lees het besluit", format!("{basis_url}{}", zending.pad))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_between_two_is_not_named_in_a_mail() {
        let zending = |titel: Option<&str>| Zending {
            aan: "rina@voorbeeldstad.example".parse().expect("an address"),
            titel: titel.map(str::to_owned),
            thema: "Schulden".into(),
            pad: "/besluiten/een-proef".into(),
        };
        let tekst = |zending| format!("{:?}", brief("https://dwarsverband.example", &zending));
        let open = tekst(zending(Some("Eén brief")));
        assert!(open.contains("over “Eén brief”"), "{open}");
        assert!(open.contains("https://dwarsverband.example/besluiten/een-proef"));
        assert!(tekst(zending(None)).contains("over iets vertrouwelijks"));
    }
}
