//! The template of a proefproject: seven sections, and what a good answer to each holds (design
//! section 5).

use super::LES;
use crate::schrijven::model::Sjabloon;

/// The seven sections, in their order.
pub const SJABLOON: [Sjabloon; 7] = [
    Sjabloon {
        sleutel: "doel",
        kop: "Doel",
        verplicht: true,
        standaard: None,
        hulp: "Vertel wat er beter moet worden, en voor wie. Schrijf ook wat u nu ziet: welk probleem is er, \
               en hoe groot is het?",
        voorbeeld: "In Voorbeeldstad komen jongeren in de schulden zodra zij hun eerste baan hebben. Wij \
                    willen dat zij hun geld op orde hebben voordat er een brief van de deurwaarder komt.",
    },
    Sjabloon {
        sleutel: "vraag",
        kop: "Vraag",
        verplicht: true,
        standaard: None,
        hulp: "Wat wilt u na de proef weten? Stel één vraag waar u ja of nee op kunt antwoorden. Zo kunt u \
               later echt besluiten.",
        voorbeeld: "Hebben jongeren na een half jaar minder achterstanden als zij in de week van hun eerste \
                    loon een gesprek van een uur krijgen?",
    },
    Sjabloon {
        sleutel: "aanpak",
        kop: "Aanpak",
        verplicht: true,
        standaard: None,
        hulp: "Beschrijf stap voor stap wat u gaat doen, waar en met hoeveel mensen. Schrijf ook wat u \
               anders doet dan nu.",
        voorbeeld: "1. Vijf werkgevers geven bij het contract een kaartje mee.\n\
                    2. De jongere belt, en een geldcoach komt langs op het werk.\n\
                    3. Samen maken zij een plan van één bladzijde. Na drie maanden bellen wij terug.",
    },
    Sjabloon {
        sleutel: "partners",
        kop: "Partners",
        verplicht: false,
        standaard: None,
        hulp: "Wie doet er mee, en wat doet ieder? Schrijf geen namen van personen op: noem de organisatie \
               of de functie.",
        voorbeeld: "De gemeente Voorbeeldstad betaalt de geldcoach. Het Verzonnen College brengt de \
                    werkgevers bij elkaar.",
    },
    Sjabloon {
        sleutel: "hoe-gemeten",
        kop: "Hoe gemeten",
        verplicht: true,
        standaard: None,
        hulp: "Hoe ziet u of het werkt? Noem wat u telt of vraagt, wanneer, en waarmee u vergelijkt. Schrijf \
               het op voordat u begint: achteraf lijkt alles gelukt.",
        voorbeeld: "Wij tellen de achterstanden van 60 jongeren, aan het begin en na een half jaar. Wij \
                    vergelijken met 60 jongeren van het jaar ervoor. Is het een derde minder, dan werkt het.",
    },
    Sjabloon {
        sleutel: "wat-we-zagen",
        kop: "Wat we zagen",
        verplicht: false,
        standaard: None,
        hulp: "Vul dit aan terwijl de proef loopt. Schrijf wat u ziet, ook als het tegenvalt. Noem getallen \
               met hoe u eraan komt.",
        voorbeeld: "Na drie maanden deden 41 van de 60 jongeren mee. De andere 19 namen de telefoon niet op: \
                    een appje werkte beter.",
    },
    Sjabloon {
        sleutel: "les",
        kop: LES,
        verplicht: false,
        standaard: None,
        hulp: "Laat dit leeg tot er een besluit is. Wat moet een andere gemeente weten die dit ook wil \
               proberen? Wat zou u nu anders doen?",
        voorbeeld: "Begin bij de werkgever en niet bij de jongere. Reken op twee uur per gesprek, want zonder \
                    tijd voor vragen helpt het niet.",
    },
];

/// The headings of the seven sections, in their order.
pub const SECTIES: [&str; 7] = koppen();

const fn koppen() -> [&'static str; 7] {
    let mut koppen = [""; 7];
    let mut n = 0;
    while n < koppen.len() {
        koppen[n] = SJABLOON[n].kop;
        n += 1;
    }
    koppen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{ids::Slug, schrijven::model::Antwoord};

    #[test]
    fn the_template_is_that_of_the_design() {
        assert_eq!(
            SECTIES,
            [
                "Doel",
                "Vraag",
                "Aanpak",
                "Partners",
                "Hoe gemeten",
                "Wat we zagen",
                "Les"
            ]
        );
        let verplicht = SJABLOON.iter().filter(|s| s.verplicht);
        let verplicht: Vec<&str> = verplicht.map(|s| s.sleutel).collect();
        assert_eq!(verplicht, ["doel", "vraag", "aanpak", "hoe-gemeten"]);
        for s in &SJABLOON {
            assert_eq!(Slug::van_titel(s.kop).as_str(), s.sleutel);
        }
    }

    #[test]
    fn every_section_has_help_and_an_example_that_reads_as_invented() {
        for s in &SJABLOON {
            let zinnen = s.hulp.matches(['.', '?']).count();
            assert!((2..=4).contains(&zinnen), "{}: {}", s.kop, s.hulp);
            assert!(!s.hulp.contains("  ") && !s.voorbeeld.contains("  "));
            assert_eq!(s.weeg(s.voorbeeld, false), Antwoord::Eigen, "{}", s.kop);
        }
        let alles: String = SJABLOON.iter().map(|s| s.voorbeeld).collect();
        assert!(alles.contains("Voorbeeldstad"));
        assert!(!crate::persoonsgegevens::model::heeft(&alles));
    }
}
