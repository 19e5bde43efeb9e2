//! What who follows a knelpunt gets by mail: of its steps, and of what moved to another (`verplaatst`). Why a
//! step was taken is read on the platform.

mod verplaatst;

use super::{
    model::{Lading, SOORT, Status},
    service::berichten::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
};

/// Where somebody sees what they signalled, from the root of the site.
const MIJN: &str = "/account/signalen";
/// Where everybody begins who has an account, from the root of the site.
const ACCOUNT: &str = "/account";

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    let werkplaats = verplaatst::werk(app, werkplaats);
    brievenwerk(app, werkplaats, SOORT, |app, ctx, wat: Lading| async move {
        let zending = berichten::zending(&app.db, &ctx, wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

/// What a state means for who follows it.
const fn betekent(status: Status) -> &'static str {
    match status {
        Status::Gemeld => "Het knelpunt is gemeld. Het duo van het thema bekijkt het.",
        Status::InBehandeling => "Er wordt nu aan het knelpunt gewerkt.",
        Status::Opgelost => "Het knelpunt is opgelost, zegt wie eraan werkt.",
        Status::RegelwijzigingNodig => {
            "Alle andere stappen zijn gezet en zijn niet genoeg. Nu moet een regel veranderen."
        }
        Status::GemotiveerdAfgewezen => "Er wordt niet verder aan het knelpunt gewerkt.",
    }
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    // Whoever sees this mail lie there may not know that its reader signalled something.
    let Some(kop) = &zending.kop else {
        return Brief::over("Er is nieuws over een knelpunt")
            .tekst(
                "Op Dwarsverband is een stap gezet met een knelpunt dat u volgt. Welk knelpunt dat is, staat \
                 niet in deze mail. Log in om te lezen wat er gebeurde en waarom.",
            )
            .link("Log in en lees verder", format!("{basis_url}{ACCOUNT}"));
    };
    let status = zending.status.label();
    Brief::over(&format!("{status}: {}", kop.titel))
        .tekst(format!(
            "U meldde het knelpunt “{}”, of zei dat het bij u ook speelt. {}",
            kop.titel,
            betekent(zending.status)
        ))
        .link("Lees waarom", format!("{basis_url}{}", kop.pad()))
        .link("Bekijk wat u meldde", format!("{basis_url}{MIJN}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zending(met_kop: bool) -> Zending {
        let kop = crate::stukken::model::Kop {
            id: uuid::Uuid::from_u128(1),
            soort: crate::stukken::model::Soort::Knelpunt,
            kenmerk: None,
            slug: "delen".parse().expect("a slug"),
            titel: "Delen mag niet".into(),
            samenvatting: String::new(),
            status: "opgelost".into(),
            versie: 1,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: chrono::DateTime::UNIX_EPOCH,
            gewijzigd_op: chrono::DateTime::UNIX_EPOCH,
            gepubliceerd_op: None,
            eigenaar: crate::stukken::model::Eigenaar::default(),
            herzien_voor: None,
        };
        Zending {
            aan: "els@gemeente.example".parse().expect("an address"),
            kop: met_kop.then_some(kop),
            status: Status::Opgelost,
        }
    }

    #[test]
    fn what_may_not_be_told_is_not_told() {
        let tekst = |brief: &Brief| format!("{brief:?}");
        let open = tekst(&brief("https://x.example", &zending(true)));
        for deel in [
            "Opgelost: Delen mag niet",
            "https://x.example/knelpunten/delen",
            "Lees waarom",
        ] {
            assert!(open.contains(deel), "{deel}: {open}");
        }
        let dicht = tekst(&brief("https://x.example", &zending(false)));
        for deel in ["Delen mag niet", "/knelpunten", "pgelost", "meld", "signa"] {
            assert!(!dicht.contains(deel), "{deel}: {dicht}");
        }
        assert!(dicht.contains("https://x.example/account"));
    }
}
