//! What accounts get by mail.

use crate::{
    app::App,
    ctx::Ctx,
    gebruikers::{
        model::bericht::{Lading, SOORT},
        service::{
            berichten::{self, Inhoud},
            code::Code,
        },
    },
    jobs::{
        Werkplaats,
        model::{Afloop, Mislukt, Taak, Uitkomst},
    },
    post::Brief,
    taal,
};

/// Adds the work of sending them.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    let van = app.clone();
    app.postbode.werk(werkplaats, SOORT, move |taak| {
        let app = van.clone();
        async move { verstuur(&app, &taak).await }
    })
}

async fn verstuur(app: &App, taak: &Taak) -> Uitkomst {
    let ctx = Ctx::systeem("post", &app.clock);
    let onleesbaar = |_| Mislukt::Definitief("de opdracht is niet te lezen".into());
    let wat = serde_json::from_value::<Lading>(taak.lading.clone()).map_err(onleesbaar)?;
    if ctx.now - taak.gemaakt >= wat.bericht.houdbaar() {
        return Err(Mislukt::Definitief("te lang geleden gevraagd".into()));
    }
    let Some(zending) = berichten::bereid(&app.db, &ctx, wat, taak.gemaakt).await? else {
        return Ok(Afloop::Klaar);
    };
    let brief = brief(&app.basis_url, &zending.inhoud);
    let aan = zending.aan.als_tekst();
    app.postbode
        .bezorg(&app.basis_url, &brief, aan, taak, ctx.now)
        .await?;
    Ok(Afloop::Klaar)
}

fn brief(basis_url: &str, inhoud: &Inhoud) -> Brief {
    let instellen = |code: &Code| format!("{basis_url}/wachtwoord-instellen/{}", code.geheim());
    let vergeten = format!("{basis_url}/wachtwoord-vergeten");
    match inhoud {
        Inhoud::Uitnodiging { code, tot } => Brief::over("Welkom bij Dwarsverband")
            .tekst(
                "Er is een account voor u gemaakt op Dwarsverband. Dat is het kennis- en \
                 leerplatform van het programma sociaal domein.",
            )
            .tekst("Kies een wachtwoord. Daarna kunt u inloggen met dit e-mailadres.")
            .link("Kies uw wachtwoord", instellen(code))
            .tekst(format!(
                "U kunt deze link één keer gebruiken, tot {}. Bent u later? Kies dan op de \
                 inlogpagina “Wachtwoord vergeten?”. U krijgt dan een nieuwe link.",
                taal::moment_van(*tot)
            ))
            .tekst("Kent u Dwarsverband niet? Dan hoeft u niets te doen."),
        Inhoud::Herstel { code, tot } => Brief::over("Kies een nieuw wachtwoord")
            .tekst("Iemand vroeg een nieuw wachtwoord aan voor uw account op Dwarsverband.")
            .link("Kies een nieuw wachtwoord", instellen(code))
            .tekst(format!(
                "U kunt deze link één keer gebruiken, tot {}. Daarna vraagt u een nieuwe aan.",
                taal::moment_van(*tot)
            ))
            .tekst(
                "Hebt u dit niet gevraagd? Dan hoeft u niets te doen. Uw wachtwoord blijft zoals \
                 het was.",
            ),
        Inhoud::GeenWachtwoord => Brief::over("U hebt geen wachtwoord bij Dwarsverband")
            .tekst("Iemand vroeg een nieuw wachtwoord aan voor uw account op Dwarsverband.")
            .tekst(
                "Uw account heeft geen wachtwoord. U logt in via uw eigen organisatie. Kies op de \
                 inlogpagina de naam van uw organisatie.",
            )
            .link("Naar de inlogpagina", format!("{basis_url}/inloggen"))
            .tekst("Hebt u dit niet gevraagd? Dan hoeft u niets te doen."),
        Inhoud::WachtwoordGewijzigd { op } => Brief::over("Uw wachtwoord is gewijzigd")
            .tekst(format!(
                "Op {} is het wachtwoord van uw account op Dwarsverband gewijzigd.",
                taal::moment_van(*op)
            ))
            .tekst("Deed u dit zelf? Dan hoeft u niets te doen.")
            .tekst(
                "Deed u dit niet? Kies dan meteen een nieuw wachtwoord. Op alle plekken waar u was \
                 ingelogd, wordt u dan uitgelogd.",
            )
            .link("Vraag een nieuw wachtwoord aan", vergeten),
        Inhoud::NieuwMailadres { code, tot } => Brief::over("Bevestig uw nieuwe e-mailadres")
            .tekst("U wilt dit e-mailadres gebruiken voor uw account op Dwarsverband.")
            .link(
                "Bevestig dit e-mailadres",
                format!("{basis_url}/mailadres-bevestigen/{}", code.geheim()),
            )
            .tekst(format!(
                "U kunt deze link één keer gebruiken, tot {}. Tot u bevestigt, blijft uw oude adres \
                 gelden.",
                taal::moment_van(*tot)
            ))
            .tekst("Hebt u dit niet gevraagd? Dan hoeft u niets te doen."),
        Inhoud::MailadresGevraagd { op } => Brief::over("Uw e-mailadres wordt gewijzigd")
            .tekst(format!(
                "Op {} is voor uw account op Dwarsverband een ander e-mailadres gevraagd. Zodra het \
                 nieuwe adres is bevestigd, logt u daarmee in en krijgt u hier geen mail meer.",
                taal::moment_van(*op)
            ))
            .tekst("Deed u dit zelf? Dan hoeft u niets te doen.")
            .tekst(
                "Deed u dit niet? Kies dan meteen een nieuw wachtwoord. De link voor het nieuwe \
                 adres werkt daarna niet meer.",
            )
            .link("Vraag een nieuw wachtwoord aan", vergeten),
        Inhoud::TweedeFactorGewijzigd { op } => {
            Brief::over("De extra controle bij het inloggen is gewijzigd")
                .tekst(format!(
                    "Op {} is de extra controle (de code uit een app) van uw account op \
                     Dwarsverband gewijzigd.",
                    taal::moment_van(*op)
                ))
                .tekst("Deed u dit zelf? Dan hoeft u niets te doen.")
                .tekst(
                    "Deed u dit niet? Wijzig dan meteen uw wachtwoord, en meld het bij wie in uw \
                     organisatie over de accounts gaat.",
                )
                .link("Naar uw account", format!("{basis_url}/account"))
        }
        Inhoud::TokenVerloopt { tokens } => {
            let mut brief = Brief::over("Een API-token verloopt bijna").tekst(
                "Met een API-token haalt een programma gegevens op van Dwarsverband. Na deze dag \
                 werkt het token niet meer:",
            );
            for (naam, verloopt) in tokens {
                brief = brief.tekst(format!("“{naam}”: {}.", taal::moment_van(*verloopt)));
            }
            brief
                .tekst(
                    "Hebt u het nog nodig? Maak dan een nieuw token, en zet dat in uw programma. \
                     Hebt u het niet meer nodig? Dan hoeft u niets te doen.",
                )
                .link("Naar uw tokens", format!("{basis_url}/account/tokens"))
        }
    }
}
