//! What people get by mail about questions: who has to answer, who treats the stuk, and who follows it.
//! What was asked and what was answered is read on the platform.

use super::{
    model::{Lading, SOORT},
    service::{self, Over, Wat},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
    taal,
};

/// Where somebody reads what became of what they signalled.
const MIJN_SIGNALEN: &str = "/account/signalen";

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(app, werkplaats, SOORT, |app, ctx, wat: Lading| async move {
        let zending = service::zending(&app.db, &ctx, &wat).await?;
        Ok(zending.map(|zending| {
            let brief = match zending.over.as_deref() {
                None => nieuws(&app.basis_url),
                Some([een]) => brief_over(&app.basis_url, een),
                Some(alle) => brief_over_meer(&app.basis_url, alle),
            };
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

/// That there is something to read, and not about what.
fn nieuws(basis_url: &str) -> Brief {
    Brief::over("Er is nieuws voor u op Dwarsverband")
        .tekst("Er is nieuws over een knelpunt. Log in om het te lezen.")
        .link(
            "Lees wat er is gebeurd",
            format!("{basis_url}{MIJN_SIGNALEN}"),
        )
}

/// What happened with a question, in a sentence or two.
fn zin(over: &Over) -> String {
    let Over {
        wat,
        kop,
        organisatie,
        nummer,
        laatste_dag,
        ..
    } = over;
    let (titel, dag) = (&kop.titel, taal::dag(*laatste_dag));
    match wat {
        Wat::Gesteld => format!(
            "Op Dwarsverband is {organisatie} iets gevraagd over “{titel}”. Het antwoord moet er uiterlijk \
             op {dag} zijn."
        ),
        Wat::Bijna => format!(
            "{organisatie} heeft nog niet geantwoord op vraag {nummer} over “{titel}”. Dat kan tot en met \
             {dag}."
        ),
        Wat::TeLaat => format!(
            "{organisatie} moest uiterlijk op {dag} antwoorden op vraag {nummer} over “{titel}”. Er is nog \
             geen antwoord. Iedereen kan dat op de pagina zien."
        ),
        Wat::Stil { niemand: false } => format!(
            "{organisatie} moest uiterlijk op {dag} antwoorden op vraag {nummer} over “{titel}”. Er is nog \
             geen antwoord. Wij hebben {organisatie} herinnerd."
        ),
        Wat::Stil { niemand: true } => format!(
            "{organisatie} moest uiterlijk op {dag} antwoorden op vraag {nummer} over “{titel}”. Er is nog \
             geen antwoord. Van {organisatie} heeft nog niemand een account. Wij konden dus niemand \
             herinneren: neem zelf contact op."
        ),
        Wat::Beantwoord(uitkomst) => format!(
            "{organisatie} heeft geantwoord op vraag {nummer} over “{titel}”: {}.",
            uitkomst.label().to_lowercase()
        ),
    }
}

/// What the link to a question says.
const fn woorden(wat: Wat) -> &'static str {
    match wat {
        Wat::Gesteld | Wat::Bijna | Wat::TeLaat => "Lees de vraag en geef antwoord",
        Wat::Stil { .. } => "Bekijk de vraag",
        Wat::Beantwoord(_) => "Lees het antwoord",
    }
}

fn brief_over(basis_url: &str, over: &Over) -> Brief {
    let Over {
        wat,
        kop,
        organisatie,
        ..
    } = over;
    let begin = match wat {
        Wat::Gesteld => format!("Een vraag aan {organisatie}"),
        Wat::Bijna => format!("Antwoord voor {}", taal::dag(over.laatste_dag)),
        Wat::TeLaat => "Te laat met een antwoord".to_owned(),
        Wat::Stil { .. } => "Nog geen antwoord".to_owned(),
        Wat::Beantwoord(_) => format!("Antwoord van {organisatie}"),
    };
    let brief = Brief::over(&format!("{begin}: {}", kop.titel));
    met_uitleg(erbij(brief, basis_url, over), *wat)
}

/// The one message about several questions.
fn brief_over_meer(basis_url: &str, alle: &[Over]) -> Brief {
    let van = |telt: fn(Wat) -> bool| alle.iter().filter(|over| telt(over.wat)).count() as u64;
    let aan_u = van(|wat| matches!(wat, Wat::Gesteld | Wat::Bijna | Wat::TeLaat));
    let stil = van(|wat| matches!(wat, Wat::Stil { .. }));
    let vragen = |n| taal::aantal(n, "vraag", "vragen");
    let onderwerp = match (aan_u, stil) {
        (0, stil) => format!("{} niet op tijd beantwoord", vragen(stil)),
        (1, _) => "Een vraag wacht op uw antwoord".to_owned(),
        (n, _) => format!("{} wachten op uw antwoord", vragen(n)),
    };
    let mut brief = Brief::over(&onderwerp);
    for over in alle {
        brief = erbij(brief, basis_url, over);
    }
    if aan_u > 0 {
        brief = met_uitleg(brief, Wat::Gesteld);
    }
    brief
}

fn erbij(brief: Brief, basis_url: &str, over: &Over) -> Brief {
    let vraag = format!("{basis_url}{}", over.pad);
    brief.tekst(zin(over)).link(woorden(over.wat), vraag)
}

/// With what somebody who has to answer should know.
fn met_uitleg(brief: Brief, wat: Wat) -> Brief {
    match wat {
        Wat::Gesteld => brief.tekst(
            "Iedereen kan de vraag en het antwoord lezen. Is er meer tijd nodig? Zeg dat dan bij de vraag, \
             met de reden.",
        ),
        Wat::Bijna => brief.tekst("Lukt dat niet? Vraag dan vóór die dag uitstel, met de reden."),
        Wat::TeLaat | Wat::Stil { .. } | Wat::Beantwoord(_) => brief,
    }
}
