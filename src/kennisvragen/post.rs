//! What who follows a kennisvraag gets by mail: that it is on the agenda, and how it ended. The answer, and why it was
//! dropped, are read on the platform. Of what is vertrouwelijk the mail does not say which kennisvraag it is.

use super::{
    model::{AGENDA, Bericht, Lading, SOORT},
    service::berichten::{self, Zending},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
    werkruimte::model::Niveau,
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

/// The words for a message: the subject before the question, what happened, and the link.
const fn woorden(bericht: Bericht) -> (&'static str, &'static str, &'static str) {
    match bericht {
        Bericht::OpDeAgenda => (
            "Uw vraag staat op de kennisagenda",
            "U zocht iets en vond niets. Daar is nu een kennisvraag van gemaakt, en u volgt die. U krijgt één mail \
             als zij is beantwoord, of als zij vervalt.",
            "Bekijk de vraag",
        ),
        Bericht::Beantwoord => (
            "Beantwoord",
            "U volgt deze kennisvraag. Er is nu een antwoord.",
            "Lees het antwoord",
        ),
        Bericht::Vervallen => (
            "Vervallen",
            "U volgt deze kennisvraag. Er wordt niet meer naar een antwoord gezocht. Op de pagina staat waarom.",
            "Lees waarom",
        ),
    }
}

fn brief(basis_url: &str, zending: &Zending) -> Brief {
    let gevolgd = format!("{basis_url}{AGENDA}/gevolgd");
    let (begin, wat, link) = woorden(zending.bericht);
    let brief = match &zending.kop {
        // Nor a link to its page: the address has the words of the title.
        Some(_) if zending.niveau == Niveau::Vertrouwelijk => {
            Brief::over(&format!("{begin}: een vertrouwelijke kennisvraag"))
                .tekst(wat)
                .tekst("De vraag is vertrouwelijk. Daarom staat niet in deze mail welke dat is.")
        }
        Some(kop) => {
            Brief::over(&format!("{begin}: {}", kop.titel))
                .tekst(format!("“{}”", kop.titel))
                .tekst(wat)
                .link(link, format!("{basis_url}{}", kop.pad()))
        }
        None => Brief::over("Er is nieuws over een kennisvraag die u volgt").tekst(
            "U volgde een kennisvraag die u nu niet meer mag lezen. Daarom staat niet in deze mail welke dat is.",
        ),
    };
    brief.link("Bekijk wat u volgt, of stop ermee", gevolgd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stukken::model::{Eigenaar, Kop, Soort};

    fn zending(bericht: Bericht, niveau: Niveau, met_kop: bool) -> Zending {
        let kop = Kop {
            id: uuid::Uuid::from_u128(1),
            soort: Soort::Kennisvraag,
            kenmerk: None,
            slug: "wanneer-delen".parse().expect("a slug"),
            titel: "Wanneer mag delen?".into(),
            samenvatting: String::new(),
            status: "beantwoord".into(),
            versie: 2,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: chrono::DateTime::UNIX_EPOCH,
            gewijzigd_op: chrono::DateTime::UNIX_EPOCH,
            gepubliceerd_op: None,
            eigenaar: Eigenaar::default(),
            herzien_voor: None,
        };
        Zending {
            aan: "els@gemeente.example".parse().expect("an address"),
            kop: met_kop.then_some(kop),
            niveau,
            bericht,
        }
    }

    #[test]
    fn every_mail_has_a_way_to_stop_and_no_more_than_its_reader_reads() {
        for bericht in Bericht::ALLE {
            let brief_van = |niveau, met_kop| {
                let zending = zending(*bericht, niveau, met_kop);
                format!("{:?}", brief("https://x.example", &zending))
            };
            let open = brief_van(Niveau::Besloten, true);
            for deel in [
                "Wanneer mag delen?",
                "https://x.example/kennisvragen/wanneer-delen",
                "https://x.example/kennisagenda/gevolgd",
            ] {
                assert!(open.contains(deel), "{bericht} {deel}: {open}");
            }
            let geheim = brief_van(Niveau::Vertrouwelijk, true);
            for deel in ["mag delen", "wanneer-delen", "/kennisvragen"] {
                assert!(!geheim.contains(deel), "{bericht} {deel}: {geheim}");
            }
            for deel in [
                "een vertrouwelijke kennisvraag",
                "https://x.example/kennisagenda/gevolgd",
            ] {
                assert!(geheim.contains(deel), "{bericht} {deel}: {geheim}");
            }
            let dicht = brief_van(Niveau::Besloten, false);
            for deel in ["mag delen", "/kennisvragen", "eantwoord", "ervallen"] {
                assert!(!dicht.contains(deel), "{bericht} {deel}: {dicht}");
            }
            assert!(dicht.contains("https://x.example/kennisagenda/gevolgd"));
        }
    }
}
