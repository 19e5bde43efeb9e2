use super::{
    sjabloon::{NIET_BESCHREVEN, ONBEKEND},
    *,
};
use crate::{
    error::Fouten,
    schrijven::{
        Schrijfbaar as _,
        model::{Ontbreekt, Samenhang, keur, volledigheid},
    },
    stukken::model::{Basis, Leefdomein, Soort},
};

fn leeg() -> (Basis, Praktijk) {
    let basis = Basis {
        soort: Soort::Praktijk,
        titel: String::new(),
        samenvatting: String::new(),
        sorteernaam: None,
        datum: None,
        officieel_id: None,
        bron: None,
        leefdomeinen: Vec::new(),
        doelgroepen: Vec::new(),
    };
    (basis, Praktijk::leeg())
}

fn vol() -> (Basis, Praktijk) {
    let (mut basis, mut praktijk) = leeg();
    basis.titel = "Een plan".into();
    basis.samenvatting = "In het kort.".into();
    basis.leefdomeinen = vec![Leefdomein::Zorg];
    basis.doelgroepen = vec!["jongeren".into()];
    praktijk.secties = SJABLOON
        .iter()
        .map(|s| Sectie {
            naam: s.kop.into(),
            tekst: s.voorbeeld.into(),
        })
        .collect();
    praktijk.fase = Fase::Loopt;
    praktijk.kosten = Kosten::Laag;
    praktijk.effect = Effect::Enig;
    (basis, praktijk)
}

fn schrijf(praktijk: &mut Praktijk, kop: &str, tekst: &str) {
    praktijk.secties.retain(|s| s.naam != kop);
    praktijk.secties.push(Sectie {
        naam: kop.into(),
        tekst: tekst.into(),
    });
}

const ALLES: Samenhang = Samenhang {
    themas: 1,
    gemeenten: 2,
    regelingen: 1,
};

fn ankers<'a>(ontbreekt: impl Iterator<Item = &'a Ontbreekt>) -> Vec<&'a str> {
    ontbreekt.map(|o| o.anker.as_str()).collect()
}

#[test]
fn nothing_filled_in_lacks_everything_in_the_order_of_the_form() {
    let (basis, praktijk) = leeg();
    let stand = volledigheid(&basis, &praktijk, Samenhang::default());
    assert_eq!((stand.punten, stand.van), (0, 19));
    assert!(!stand.kan_aangeboden());
    assert_eq!(
        ankers(stand.nodig()),
        [
            "titel",
            "samenvatting",
            "sectie-aanleiding",
            "sectie-doelgroep",
            "sectie-aanpak",
            "sectie-kosten",
            "sectie-wat-ging-mis",
        ]
    );
    assert_eq!(
        ankers(stand.beter()),
        [
            "sectie-opbrengst",
            "sectie-randvoorwaarden",
            "sectie-overdraagbaarheid",
            "sectie-contact",
            "themas",
            "leefdomeinen",
            "doelgroepen",
            "gemeenten",
            "fase",
            "kosten",
            "effect",
            "regelingen",
        ]
    );
}

#[test]
fn everything_filled_in_is_complete() {
    let (basis, praktijk) = vol();
    let stand = volledigheid(&basis, &praktijk, ALLES);
    assert_eq!(stand.ontbreekt, []);
    assert_eq!(stand.punten, stand.van);
    assert!(stand.kan_aangeboden());
}

#[test]
fn each_part_counts_once() {
    type Wijzig = fn(&mut Basis, &mut Praktijk, &mut Samenhang);
    let wijzigingen: [(&str, bool, Wijzig); 12] = [
        ("titel", true, |b, _, _| b.titel = " ".into()),
        ("samenvatting", true, |b, _, _| b.samenvatting = "…".into()),
        ("sectie-aanleiding", true, |_, p, _| {
            schrijf(p, "Aanleiding", "\n");
        }),
        ("sectie-contact", false, |_, p, _| schrijf(p, "Contact", "")),
        ("themas", false, |_, _, s| s.themas = 0),
        ("leefdomeinen", false, |b, _, _| b.leefdomeinen.clear()),
        ("doelgroepen", false, |b, _, _| b.doelgroepen.clear()),
        ("gemeenten", false, |_, _, s| s.gemeenten = 0),
        ("fase", false, |_, p, _| p.fase = Fase::NietBekend),
        ("kosten", false, |_, p, _| p.kosten = Kosten::Onbekend),
        ("effect", false, |_, p, _| p.effect = Effect::NietBekend),
        ("regelingen", false, |_, _, s| s.regelingen = 0),
    ];
    for (anker, verplicht, wijzig) in wijzigingen {
        let ((mut basis, mut praktijk), mut samenhang) = (vol(), ALLES);
        wijzig(&mut basis, &mut praktijk, &mut samenhang);
        let stand = volledigheid(&basis, &praktijk, samenhang);
        assert_eq!(ankers(stand.ontbreekt.iter()), [anker]);
        assert_eq!(stand.ontbreekt[0].verplicht, verplicht, "{anker}");
        assert_eq!(stand.punten, stand.van - 1, "{anker}");
    }
}

#[test]
fn what_is_said_not_to_be_known_is_answered() {
    let (basis, mut praktijk) = vol();
    praktijk.kosten = Kosten::Onbekend;
    schrijf(&mut praktijk, "Kosten", ONBEKEND);
    let stand = volledigheid(&basis, &praktijk, ALLES);
    assert_eq!(stand.ontbreekt, [], "the text says that nobody knows");

    // Told from a bron that says nothing: everything has an answer.
    praktijk.uit_bron = true;
    praktijk.effect = Effect::NietBekend;
    for sectie in &SJABLOON {
        schrijf(&mut praktijk, sectie.kop, NIET_BESCHREVEN);
    }
    assert_eq!(volledigheid(&basis, &praktijk, ALLES).ontbreekt, []);
    assert!(keur(&basis, &praktijk).is_empty());

    // Without a bron the same words are no answer.
    praktijk.uit_bron = false;
    let stand = volledigheid(&basis, &praktijk, ALLES);
    assert_eq!(stand.nodig().count(), 5);
    assert_eq!(keur(&basis, &praktijk).iter().count(), SJABLOON.len());
}

#[test]
fn offering_tells_everything_that_lacks_at_once() {
    let (basis, mut praktijk) = leeg();
    let fouten = keur(&basis, &praktijk);
    let velden: Vec<(&str, &str)> = fouten.iter().map(|f| (f.veld.as_str(), f.code)).collect();
    assert_eq!(
        velden,
        [
            ("titel", "verplicht"),
            ("samenvatting", "verplicht"),
            ("sectie-aanleiding", "verplicht"),
            ("sectie-doelgroep", "verplicht"),
            ("sectie-aanpak", "verplicht"),
            ("sectie-kosten", "verplicht"),
            ("sectie-wat-ging-mis", "verplicht"),
        ]
    );
    let melding = |fouten: &Fouten, veld: &str| {
        let fout = fouten.iter().find(|f| f.veld == veld);
        fout.map(|f| f.melding.clone()).unwrap_or_default()
    };
    assert_eq!(
        melding(&fouten, "sectie-aanleiding"),
        "Vul “Aanleiding” in."
    );
    assert_eq!(
        melding(&fouten, "sectie-kosten"),
        "Vul “Kosten” in. Weet u er niets over, schrijf dan “Onbekend”."
    );
    praktijk.uit_bron = true;
    assert_eq!(
        melding(&keur(&basis, &praktijk), "sectie-kosten"),
        "Vul “Kosten” in. Weet u er niets over, schrijf dan “Onbekend” of “Niet beschreven in de bron”."
    );
}

#[test]
fn what_is_mandatory_is_what_offering_asks() {
    let (basis, praktijk) = leeg();
    let stand = volledigheid(&basis, &praktijk, Samenhang::default());
    let fouten = keur(&basis, &praktijk);
    let velden: Vec<&str> = fouten.iter().map(|f| f.veld.as_str()).collect();
    assert_eq!(ankers(stand.nodig()), velden);
    let (basis, praktijk) = vol();
    assert!(keur(&basis, &praktijk).is_empty());
}

#[test]
fn a_stock_answer_in_the_wrong_place_is_refused_with_what_to_do() {
    let (basis, mut praktijk) = vol();
    schrijf(&mut praktijk, "Aanpak", "Onbekend.");
    schrijf(&mut praktijk, "Contact", NIET_BESCHREVEN);
    let fouten = keur(&basis, &praktijk);
    let gezien: Vec<(&str, &str, &str)> = fouten
        .iter()
        .map(|f| (f.veld.as_str(), f.code, f.melding.as_str()))
        .collect();
    assert_eq!(
        gezien,
        [
            (
                "sectie-aanpak",
                "geen-antwoord",
                "Bij “Aanpak” is “Onbekend” geen antwoord. Schrijf het in uw eigen woorden."
            ),
            (
                "sectie-contact",
                "geen-antwoord",
                "Bij “Contact” is “Niet beschreven in de bron” geen antwoord. Schrijf het in uw eigen \
                 woorden, of maak het veld leeg."
            ),
        ]
    );
}

#[test]
fn the_ladder_rises_one_rung_at_a_time() {
    let treden: Vec<u8> = Onderbouwing::ALLE.iter().map(|o| o.trede()).collect();
    assert_eq!(treden, [1, 2, 3, 4, 5, 6, 0]);
}
