//! What people get by mail about what they have to do in a thema. What has to be known for it is read on the
//! platform.

use super::{
    model::{Lading, SOORT},
    service::berichten::{self, Over, Wat},
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
        let zending = berichten::zending(&app.db, &ctx, &wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending.over);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

/// What the actie is, in a sentence: one that stays between the duo is not named.
fn naam(over: &Over) -> String {
    match &over.titel {
        Some(titel) => format!("“{titel}”"),
        None => "een vertrouwelijke actie".to_owned(),
    }
}

fn zin(over: &Over) -> String {
    let (naam, thema, dag) = (naam(over), &over.thema, taal::dag(over.voor));
    match over.wat {
        Wat::Gegeven => format!(
            "In het thema {thema} hebt u een actie gekregen: {naam}. Zij moet uiterlijk op {dag} klaar zijn."
        ),
        Wat::Bijna => {
            format!(
                "Uw actie in het thema {thema} is nog open: {naam}. Zij moet uiterlijk op {dag} klaar zijn."
            )
        }
        Wat::TeLaat => {
            format!(
                "Uw actie in het thema {thema} moest op {dag} klaar zijn: {naam}. Zij is nog open."
            )
        }
    }
}

fn onderwerp(alle: &[Over]) -> String {
    let [een] = alle else {
        let aantal = taal::aantal(alle.len() as u64, "actie", "acties");
        return format!("Er wachten {aantal} op u");
    };
    let titel = een.titel.as_deref().unwrap_or("vertrouwelijk");
    match een.wat {
        Wat::Gegeven => format!("Een actie voor u: {titel}"),
        Wat::Bijna => format!("Actie klaar op {}: {titel}", taal::dag(een.voor)),
        Wat::TeLaat => format!("Actie te laat: {titel}"),
    }
}

fn brief(basis_url: &str, alle: &[Over]) -> Brief {
    let mut brief = Brief::over(&onderwerp(alle));
    for over in alle {
        let url = format!("{basis_url}{}", over.pad);
        brief = brief.tekst(zin(over)).link("Bekijk de actie", url);
    }
    let gegeven = alle.iter().all(|over| over.wat == Wat::Gegeven);
    brief.tekst(if gegeven {
        "Lukt het niet? Laat het weten aan het duo van het thema."
    } else {
        "Is het gedaan? Rond de actie dan af op haar pagina. Lukt het niet? Vraag het duo om een andere dag, of \
         om iemand anders."
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn over(wat: Wat, titel: Option<&str>) -> Over {
        Over {
            wat,
            titel: titel.map(str::to_owned),
            thema: "Schulden".into(),
            voor: "2026-12-31".parse().expect("a day"),
            pad: "/acties/bellen".into(),
        }
    }

    #[test]
    fn what_stays_between_two_is_not_named_in_a_mail() {
        let tekst = |alle: &[Over]| format!("{:?}", brief("https://dwarsverband.example", alle));
        let open = tekst(&[over(Wat::Bijna, Some("Huisartsen bellen"))]);
        assert!(open.contains("Actie klaar op 31 december 2026: Huisartsen bellen"));
        assert!(open.contains("https://dwarsverband.example/acties/bellen"));
        let geheim = tekst(&[over(Wat::TeLaat, None)]);
        assert!(geheim.contains("Actie te laat: vertrouwelijk"), "{geheim}");
        assert!(geheim.contains("een vertrouwelijke actie"), "{geheim}");
        let twee = [over(Wat::TeLaat, None), over(Wat::Bijna, Some("Bellen"))];
        assert!(tekst(&twee).contains("Er wachten 2 acties op u"));
    }
}
