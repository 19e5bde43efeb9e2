//! The template of a praktijk: nine sections, what a good answer to each holds, and what may be
//! said where there is nothing to tell (design section 5).

pub use crate::schrijven::model::{
    NIET_BESCHREVEN, NOG_NIET_BESCHREVEN, NOG_NIETS, ONBEKEND, Sjabloon,
};

/// The nine sections, in their order.
pub const SJABLOON: [Sjabloon; 9] = [
    Sjabloon {
        sleutel: "aanleiding",
        kop: "Aanleiding",
        verplicht: true,
        standaard: None,
        hulp: "Vertel welk probleem u zag, bij wie, en hoe u dat merkte. Noem als het kan een getal. \
               Schrijf ook waarom het oude werken niet meer genoeg was.",
        voorbeeld: "In Voorbeeldstad vroegen veel inwoners pas om hulp bij schulden als het water al was \
                    afgesloten. In één jaar zagen wij dat bij 60 gezinnen. Hun brieven gingen langs vier \
                    loketten, en geen loket zag het geheel.",
    },
    Sjabloon {
        sleutel: "doelgroep",
        kop: "Doelgroep",
        verplicht: true,
        standaard: None,
        hulp: "Schrijf voor wie dit is, en om hoeveel mensen het ongeveer gaat. Vertel ook voor wie het niet \
               is, of wie u nog niet bereikt.",
        voorbeeld: "Gezinnen met kinderen en minstens twee maanden huurschuld. Dat zijn er in Voorbeeldstad \
                    ongeveer 200 per jaar. Ondernemers helpen wij op een andere manier.",
    },
    Sjabloon {
        sleutel: "aanpak",
        kop: "Aanpak",
        verplicht: true,
        standaard: None,
        hulp: "Beschrijf stap voor stap wat u doet, en wie wat doet. Een collega van een andere gemeente moet \
               er morgen mee kunnen beginnen. Een genummerde lijst leest prettig.",
        voorbeeld: "1. De woningcorporatie belt ons bij de eerste gemiste huur.\n\
                    2. Een vaste medewerker gaat binnen drie dagen bij het gezin langs.\n\
                    3. Samen maken zij één plan op één bladzijde. Het gezin beslist wat erin staat.",
    },
    Sjabloon {
        sleutel: "kosten",
        kop: "Kosten",
        verplicht: true,
        standaard: Some(ONBEKEND),
        hulp: "Noem het geld en de uren, voor het begin en voor elk jaar daarna. Vertel ook wie betaalt en uit \
               welk potje. Weet u het niet, schrijf dan: Onbekend.",
        voorbeeld: "Twee medewerkers, samen 40 uur per week: ongeveer € 80.000 per jaar. De opleiding kostte \
                    één keer € 6.000. Voorbeeldstad betaalt dit uit het budget voor schuldhulp.",
    },
    Sjabloon {
        sleutel: "opbrengst",
        kop: "Opbrengst",
        verplicht: false,
        standaard: None,
        hulp: "Vertel wat er beter ging voor inwoners, medewerkers of de gemeente. Schrijf hoe u dat weet: \
               geteld, gevraagd of gezien. Noem ook wat nog niet te zeggen is.",
        voorbeeld: "In het eerste jaar hielden 45 van de 50 gezinnen hun huis. Wij hebben dat geteld in ons \
                    eigen systeem. Of hun schulden ook kleiner zijn, weten wij nog niet.",
    },
    Sjabloon {
        sleutel: "randvoorwaarden",
        kop: "Randvoorwaarden",
        verplicht: false,
        standaard: None,
        hulp: "Wat moet er geregeld zijn voordat het kan? Denk aan afspraken over privacy, aan inkoop, aan \
               een besluit van het college, en aan collega’s die er tijd voor hebben.",
        voorbeeld: "De corporatie mag een huurschuld aan ons melden: dat staat in een convenant. De \
                    functionaris voor gegevensbescherming las het mee. Zonder een vast team lukt het niet.",
    },
    Sjabloon {
        sleutel: "wat-ging-mis",
        kop: "Wat ging mis",
        verplicht: true,
        standaard: Some(NOG_NIETS),
        hulp: "Vertel wat tegenviel en wat u daarna anders deed. Hier leren anderen het meest van. Ging er \
               niets mis, schrijf dan: Nog niets.",
        voorbeeld: "In het begin gingen wij met twee mensen op bezoek. Gezinnen schrokken daarvan en deden \
                    niet open. Nu gaat er één medewerker, die eerst een kaartje stuurt.",
    },
    Sjabloon {
        sleutel: "overdraagbaarheid",
        kop: "Overdraagbaarheid",
        verplicht: false,
        standaard: None,
        hulp: "Wat kan een andere gemeente zo overnemen, en wat hoort bij uw situatie? Zeg of het ook werkt \
               in een kleine of juist een grote gemeente. Noem wat u zelf van een ander overnam.",
        voorbeeld: "De brief en het plan van één bladzijde kan iedereen gebruiken. Voorbeeldstad heeft één \
                    corporatie; met vijf corporaties kost het afspreken meer tijd.",
    },
    Sjabloon {
        sleutel: "contact",
        kop: "Contact",
        verplicht: false,
        standaard: None,
        hulp: "Noem het team of de functie die vragen beantwoordt. Schrijf geen namen, telefoonnummers of \
               mailadressen van personen op. Vragen komen via dit platform bij u terecht.",
        voorbeeld: "Team Schuldhulp van de gemeente Voorbeeldstad, bij de beleidsmedewerker vroegsignalering.",
    },
];

/// The headings of the nine sections, in their order.
pub const SECTIES: [&str; 9] = koppen();

const fn koppen() -> [&'static str; 9] {
    let mut koppen = [""; 9];
    let mut n = 0;
    while n < koppen.len() {
        koppen[n] = SJABLOON[n].kop;
        n += 1;
    }
    koppen
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::{ids::Slug, schrijven::model::Antwoord};

    #[test]
    fn the_template_is_that_of_the_design() {
        assert_eq!(
            SECTIES,
            [
                "Aanleiding",
                "Doelgroep",
                "Aanpak",
                "Kosten",
                "Opbrengst",
                "Randvoorwaarden",
                "Wat ging mis",
                "Overdraagbaarheid",
                "Contact",
            ]
        );
        let verplicht: Vec<&str> = SJABLOON
            .iter()
            .filter(|s| s.verplicht)
            .map(|s| s.sleutel)
            .collect();
        assert_eq!(
            verplicht,
            [
                "aanleiding",
                "doelgroep",
                "aanpak",
                "kosten",
                "wat-ging-mis"
            ]
        );
        for s in &SJABLOON {
            assert_eq!(Slug::van_titel(s.kop).as_str(), s.sleutel);
            assert_eq!(Sjabloon::met_sleutel(&SJABLOON, s.sleutel), Some(s));
        }
    }

    #[test]
    fn every_section_has_help_and_an_example_that_reads_as_invented() {
        for s in &SJABLOON {
            let zinnen = |t: &str| t.matches(['.', '?']).count();
            assert!((2..=4).contains(&zinnen(s.hulp)), "{}: {}", s.kop, s.hulp);
            assert!(
                !s.hulp.contains("  ") && !s.voorbeeld.contains("  "),
                "{}",
                s.kop
            );
            assert_eq!(s.weeg(s.voorbeeld, false), Antwoord::Eigen, "{}", s.kop);
        }
        let voorbeelden: BTreeSet<&str> = SJABLOON.iter().map(|s| s.voorbeeld).collect();
        assert_eq!(voorbeelden.len(), SJABLOON.len());
        let alles: String = SJABLOON.iter().map(|s| s.voorbeeld).collect();
        assert!(alles.contains("Voorbeeldstad"));
        assert!(!crate::persoonsgegevens::model::heeft(&alles));
    }

    #[test]
    fn a_stock_answer_counts_only_where_it_answers_the_question() {
        use Antwoord::{Eigen, Leeg, NietHier, Standaard};
        for (sleutel, tekst, zelf, uit_bron) in [
            ("aanleiding", "", Leeg, Leeg),
            ("aanleiding", " \n - ** …", Leeg, Leeg),
            ("aanleiding", "Er was een probleem.", Eigen, Eigen),
            ("aanleiding", "Onbekend.", NietHier, NietHier),
            ("aanleiding", "Nog niets.", NietHier, NietHier),
            ("aanleiding", "Nog niet beschreven.", NietHier, NietHier),
            ("aanleiding", NIET_BESCHREVEN, NietHier, Standaard),
            ("kosten", "onbekend", Standaard, Standaard),
            ("kosten", "  ONBEKEND. ", Standaard, Standaard),
            ("kosten", "Onbekend, maar niet veel.", Eigen, Eigen),
            ("kosten", "Nog niets", NietHier, NietHier),
            ("kosten", "niet beschreven in de bron", NietHier, Standaard),
            ("wat-ging-mis", "Nog niets.", Standaard, Standaard),
            ("wat-ging-mis", "Onbekend.", NietHier, NietHier),
            ("contact", NIET_BESCHREVEN, NietHier, Standaard),
        ] {
            let sectie = Sjabloon::met_sleutel(&SJABLOON, sleutel).unwrap();
            assert_eq!(sectie.weeg(tekst, false), zelf, "{sleutel}: {tekst:?}");
            assert_eq!(sectie.weeg(tekst, true), uit_bron, "{sleutel}: {tekst:?}");
        }
    }
}
