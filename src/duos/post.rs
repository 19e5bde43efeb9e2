//! What people get by mail about the seats of a duo. Why a seat is handed over is read on the platform.

use super::{
    model::{Kant, Lading, SOORT, zetelnaam},
    service::berichten::{self, Wat},
};
use crate::{
    app::App,
    jobs::Werkplaats,
    post::{Brief, brievenwerk},
    stukken::model::Kop,
    taal,
};

/// Where the regietafel gives seats, from the root of the site.
const ROLLEN: &str = "/rollen";

/// Adds the work of sending it.
#[must_use]
pub fn werk(app: &App, werkplaats: Werkplaats) -> Werkplaats {
    brievenwerk(app, werkplaats, SOORT, |app, ctx, wat: Lading| async move {
        let zending = berichten::zending(&app.db, &ctx, &wat).await?;
        Ok(zending.map(|zending| {
            let brief = brief(&app.basis_url, &zending.wat);
            (zending.aan.als_tekst().to_owned(), brief)
        }))
    })
}

fn brief(basis_url: &str, wat: &Wat) -> Brief {
    let zetel =
        |kant: Kant, thema: &Kop| format!("{} in het thema {}", zetelnaam(kant), thema.titel);
    let rollen = format!("{basis_url}{ROLLEN}");
    let duo = |thema: &Kop| format!("{basis_url}{}/duo", thema.pad());
    match wat {
        Wat::Voorgesteld { thema, kant } => {
            Brief::over(&format!("Een opvolger in het duo van {}", thema.titel))
                .tekst(format!(
                    "Wie op {} zit, wil die overdragen. Stemt u daarmee in?",
                    zetel(*kant, thema)
                ))
                .link("Lees wie en waarom, en beslis", rollen)
                .tekst(
                    "Iemand anders van de regietafel kan ook beslissen. Dan hoeft u niets te doen.",
                )
        }
        Wat::Overgedragen {
            thema,
            kant,
            nieuw: true,
            acties,
        } => {
            let brief =
                Brief::over(&format!("U zit nu in het duo van {}", thema.titel)).tekst(format!(
                    "De regietafel stemde ermee in: u zit nu op {}.",
                    zetel(*kant, thema)
                ));
            let brief = match acties {
                0 => brief,
                n => brief.tekst(format!(
                    "Van wie er voor u zat, neemt u {} over.",
                    taal::aantal(*n, "open actie", "open acties")
                )),
            };
            let werkruimte = format!("{basis_url}{}/werkruimte", thema.pad());
            brief.link("Naar de werkruimte van het thema", werkruimte)
        }
        Wat::Overgedragen {
            thema,
            kant,
            nieuw: false,
            acties,
        } => {
            let brief = Brief::over(&format!("Uw zetel in {} is overgedragen", thema.titel)).tekst(
                format!(
                    "De regietafel stemde ermee in: uw opvolger zit nu op {}. U zit daar niet meer.",
                    zetel(*kant, thema)
                ),
            );
            let brief = match acties {
                0 => brief,
                n => brief.tekst(format!(
                    "Uw opvolger kreeg ook {} van u.",
                    taal::aantal(*n, "open actie", "open acties")
                )),
            };
            brief.link("Bekijk het duo", duo(thema))
        }
        Wat::Afgewezen { thema, kant } => Brief::over(&format!(
            "Uw opvolger in {} is niet aangewezen",
            thema.titel
        ))
        .tekst(format!(
            "De regietafel stemt niet in met de opvolger die u voorstelde. U blijft op {}.",
            zetel(*kant, thema)
        ))
        .tekst("Wilt u weten waarom? Vraag het de secretaris van de regietafel.")
        .link(
            "Stel iemand anders voor",
            format!("{}/overdragen", duo(thema)),
        ),
        Wat::Leeg(zetels) => {
            let onderwerp = match zetels.as_slice() {
                [(thema, ..)] => format!("Een zetel is leeg: {}", thema.titel),
                meer => format!("Er zijn {} zetels leeg", meer.len()),
            };
            let mut brief = Brief::over(&onderwerp).tekst(
                "In een duo trekken iemand van het Rijk en iemand van de gemeenten samen een thema. Hier ontbreekt al \
                 twee weken iemand:",
            );
            for (thema, kant, sinds) in zetels {
                let sinds = taal::dag_van(*sinds);
                brief = brief.link(
                    &format!("{}: {}, leeg sinds {sinds}", thema.titel, zetelnaam(*kant)),
                    duo(thema),
                );
            }
            brief.link("Wijs iemand aan", rollen)
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::stukken::model::{Eigenaar, Soort};

    fn thema() -> Kop {
        Kop {
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
        }
    }

    #[test]
    fn each_message_says_what_happened_and_where_to_go() {
        let (thema, kant) = (thema(), Kant::Gemeente);
        let over = |nieuw: bool, acties: u64| Wat::Overgedragen {
            thema: thema.clone(),
            kant,
            nieuw,
            acties,
        };
        for (wat, delen) in [
            (
                Wat::Voorgesteld {
                    thema: thema.clone(),
                    kant,
                },
                ["de zetel van de gemeenten in het thema Schulden", "/rollen"],
            ),
            (
                over(true, 2),
                ["2 open acties", "/themas/schulden/werkruimte"],
            ),
            (
                over(false, 1),
                ["1 open actie van u", "/themas/schulden/duo"],
            ),
            (
                Wat::Afgewezen {
                    thema: thema.clone(),
                    kant,
                },
                ["U blijft op de zetel", "/themas/schulden/duo/overdragen"],
            ),
            (
                Wat::Leeg(vec![(
                    thema.clone(),
                    kant,
                    "2026-11-01T12:00:00Z".parse().expect("a moment"),
                )]),
                ["leeg sinds 1 november 2026", "/rollen"],
            ),
        ] {
            let tekst = format!("{:?}", brief("https://dwarsverband.example", &wat));
            for deel in delen {
                assert!(tekst.contains(deel), "{deel}: {tekst}");
            }
        }
        let geen = format!("{:?}", brief("https://x.example", &over(true, 0)));
        assert!(!geen.contains("acties"), "{geen}");
    }
}
