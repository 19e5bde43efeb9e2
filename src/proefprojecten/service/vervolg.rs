//! The praktijk that a pilot leads to.

use uuid::Uuid;

use super::zaak::{self, Zaak};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    praktijken::model::{Fase, Praktijk},
    proefprojecten::model::{Bezwaar, Proefproject, Stand, leidde_tot},
    schrijven::{
        Schrijfbaar as _,
        service::{
            beginnen::{self, Begin, NAMENS_REDACTIE},
            schrijven,
        },
    },
    stukken::{
        model::{Kop, MAX_BUREN, Sectie, Verbandsoort, voorstel::Staat},
        service as stukken,
    },
};

/// Which section of a pilot is carried over to which of a praktijk.
const WAARHEEN: [(&str, &str); 5] = [
    ("Doel", "Aanleiding"),
    ("Aanpak", "Aanpak"),
    ("Wat we zagen", "Opbrengst"),
    ("Partners", "Randvoorwaarden"),
    ("Les", "Wat ging mis"),
];

/// Whether somebody can begin the praktijk that this pilot leads to: it was scaled up, and they are of
/// the organisatie that owns it, or of the redactie.
pub fn kan_beginnen(zaak: &Zaak) -> bool {
    let mag = zaak.wie.lid_van_eigenaar || zaak.wie.redactie;
    mag && zaak.staat.inhoud.stand == Stand::Opgeschaald
}

/// What a pilot says, as a praktijk.
fn overgenomen(proef: &Proefproject) -> Praktijk {
    let sectie = |(van, naar): &(&str, &str)| {
        let tekst = proef.sectie(van)?.to_owned();
        let naam = (*naar).to_owned();
        Some(Sectie { naam, tekst })
    };
    Praktijk {
        tekst: proef.tekst.clone(),
        secties: WAARHEEN.iter().filter_map(sectie).collect(),
        fase: Fase::Opgeschaald,
        ..Praktijk::leeg()
    }
}

/// Begins the praktijk that a pilot leads to: a draft of the actor that comes out of the pilot, with what
/// that says carried over. When the actor may read one that does already, that is the answer.
///
/// # Errors
/// [`Error::Conflict`] when the pilot was not scaled up; [`Error::MagNiet`] with who may;
/// [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn begin(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Kop> {
    let conn = db.read();
    let zaak = zaak::op_id(ctx, conn, id).await?;
    let (kop, proef) = (&zaak.kop, &zaak.staat.inhoud);
    if !(zaak.wie.lid_van_eigenaar || zaak.wie.redactie) {
        return Err(zaak::mag_niet(Bezwaar::NietBetrokken));
    }
    if !kan_beginnen(&zaak) {
        return Err(Error::Conflict(
            "Dit kan pas als is besloten om de proef op te schalen.".into(),
        ));
    }
    let buren = stukken::buren(ctx, conn, id, MAX_BUREN.into()).await?;
    if let Some(er_is) = leidde_tot(&buren.buren).first() {
        return Ok((*er_is).clone());
    }
    let organisatie = kop
        .eigenaar
        .organisatie
        .filter(|_| zaak.wie.lid_van_eigenaar);
    let functie = Some(kop.eigenaar.functie.clone()).filter(|functie| !functie.is_empty());
    let begin = Begin {
        titel: kop.titel.clone(),
        samenvatting: kop.samenvatting.clone(),
        eigenaar: organisatie.map_or_else(|| NAMENS_REDACTIE.to_owned(), |id| id.to_string()),
        functie: functie.unwrap_or_else(|| "eigenaar van het proefproject".to_owned()),
    };
    let praktijk = beginnen::begin::<Praktijk>(db, ctx, &begin).await?;
    let leeg: Staat<Praktijk> = stukken::staat_van(db.read(), &praktijk).await?;
    let wijzers = zaak.staat.verbanden.iter().flatten();
    // What supports the pilot, or what it comes out of, is the pilot's.
    let mee = wijzers.filter(|w| {
        matches!(
            w.0,
            Verbandsoort::HoortBij | Verbandsoort::SpeeltOokIn | Verbandsoort::BetreftRegeling
        )
    });
    let herkomst = (Verbandsoort::KomtVoortUit, id, String::new());
    let mut verbanden: Vec<_> = mee.cloned().chain([herkomst]).collect();
    verbanden.sort();
    let mut basis = leeg.basis.clone();
    basis
        .leefdomeinen
        .clone_from(&zaak.staat.basis.leefdomeinen);
    basis.doelgroepen.clone_from(&zaak.staat.basis.doelgroepen);
    let staat = Staat {
        basis,
        inhoud: overgenomen(proef),
        verbanden: Some(verbanden),
    };
    schrijven::bewaar(db, ctx, praktijk.id, praktijk.versie, staat).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        praktijken::model::SECTIES, proefprojecten::model::SECTIES as VAN, schrijven::Schrijfbaar,
    };

    #[test]
    fn what_a_pilot_says_has_a_place_in_the_praktijk() {
        let mut proef = Proefproject::leeg();
        for naam in VAN {
            proef.zet_sectie(naam, &format!("Over {naam}."));
        }
        let praktijk = overgenomen(&proef);
        assert_eq!(praktijk.sectie("Aanleiding"), "Over Doel.");
        assert_eq!(praktijk.sectie("Aanpak"), "Over Aanpak.");
        assert_eq!(praktijk.sectie("Wat ging mis"), "Over Les.");
        for (van, naar) in WAARHEEN {
            assert!(
                VAN.contains(&van) && SECTIES.contains(&naar),
                "{van} {naar}"
            );
        }
        assert_eq!(overgenomen(&Proefproject::leeg()), {
            let fase = Fase::Opgeschaald;
            Praktijk {
                fase,
                ..Praktijk::leeg()
            }
        });
    }
}
