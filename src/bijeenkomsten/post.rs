//! What people get by mail about bijeenkomsten: an invitation that their calendar takes over, what changed, and
//! that it does not take place. Answers are given on the platform.

use super::{
    model::{Lading, SOORT},
    service::berichten::{self, Wat, Zending},
};
use crate::{
    app::App,
    ctx::Ctx,
    jobs::Werkplaats,
    post::{Agenda, Brief, brievenwerk},
    taal,
};

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(app, werkplaats, SOORT, |app, ctx, wat: Lading| async move {
        let zending = berichten::zending(&app.db, &ctx, &wat).await?;
        Ok(zending.map(|zending| {
            let van = app.postbode.adres(&app.basis_url);
            let brief = brief(&ctx, &app.basis_url, van.as_deref(), &zending);
            (zending.aan.mail.als_tekst().to_owned(), brief)
        }))
    })
}

fn onderwerp(zending: &Zending) -> String {
    let dag = taal::dag_van(zending.inhoud.begin);
    let begin = match zending.wat {
        Wat::Uitgenodigd => "Uitnodiging",
        Wat::Gewijzigd => "Gewijzigd",
        Wat::NietMeer => "U bent niet meer uitgenodigd",
        Wat::NietVoorU => return format!("De bijeenkomst van {dag} gaat voor u niet door"),
        Wat::Afgelast(_) => "Gaat niet door",
    };
    format!("{begin}: {}, {dag}", zending.naam())
}

/// What happened, in a sentence or two.
fn zin(zending: &Zending) -> String {
    let (naam, thema) = (zending.naam(), &zending.thema);
    match &zending.wat {
        Wat::Uitgenodigd => format!("U bent uitgenodigd voor “{naam}”, van het thema {thema}."),
        Wat::Gewijzigd => format!(
            "“{naam}”, van het thema {thema}, is gewijzigd. Is de dag of de tijd anders? Antwoord dan opnieuw."
        ),
        Wat::NietMeer => format!(
            "U bent niet meer uitgenodigd voor “{naam}”, van het thema {thema}. U hoeft niets te doen."
        ),
        Wat::NietVoorU => {
            "Een bijeenkomst in uw agenda gaat voor u niet door. U kunt haar niet meer lezen op het platform. Daarom \
             staat hier niet waar zij over gaat."
                .to_owned()
        }
        Wat::Afgelast(None) => format!("“{naam}”, van het thema {thema}, gaat niet door."),
        Wat::Afgelast(Some(reden)) => {
            format!("“{naam}”, van het thema {thema}, gaat niet door. De reden: {reden}")
        }
    }
}

fn brief(ctx: &Ctx, basis_url: &str, van: Option<&str>, zending: &Zending) -> Brief {
    let inhoud = &zending.inhoud;
    let mut brief = Brief::over(&onderwerp(zending)).tekst(zin(zending));
    let komt = matches!(zending.wat, Wat::Uitgenodigd | Wat::Gewijzigd);
    let wanneer = format!("Wanneer: {}.", inhoud.wanneer());
    brief = brief.tekst(wanneer);
    if komt {
        if !inhoud.plek.is_empty() {
            brief = brief.tekst(format!("Waar: {}.", inhoud.plek));
        }
        if !inhoud.link.is_empty() {
            brief = brief.link("Online meedoen", inhoud.link.clone());
        }
        let url = format!("{basis_url}{}", zending.pad);
        brief = brief
            .link("Bekijk de agenda en laat weten of u komt", url)
            .tekst(
                "Antwoord op het platform. Een antwoord vanuit uw agenda of per mail komt niet aan.",
            );
    }
    brief.met_agenda(Agenda {
        methode: zending.methode().waarde(),
        tekst: zending.kalender(ctx, basis_url, van),
    })
}
