//! The praktijk that a pilot leads to.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::zaak::{self, Zaak};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Result},
    praktijken::model::{Fase, Praktijk},
    proefprojecten::{
        model::{Bezwaar, Proefproject, Stand},
        store::besluiten as store,
    },
    schrijven::{
        Schrijfbaar as _,
        service::beginnen::{self, Begin, NAMENS_REDACTIE},
    },
    stukken::{
        model::{Basis, Kop, Sectie, Verbandsoort, voorstel::Staat},
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

/// Why nobody begins a praktijk that a colleague writes already. It says nothing of what they can't read.
pub const ONDERWEG: &str = "Een ander van uw organisatie of van de redactie schrijft de praktijk die hieruit \
                            volgt al. Vraag of u mee kunt schrijven.";

/// What somebody can do about the praktijk that a pilot leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kan {
    /// Nothing: the pilot was not scaled up, or it is not theirs to begin.
    Niets,
    /// They can begin it.
    Beginnen,
    /// It is there, and they may read it.
    Lezen(Box<Kop>),
    /// A colleague writes it, where they may not read it.
    Onderweg,
}

/// What the actor can do about the praktijk that a pilot leads to. It is begun by who is of the organisatie that
/// owns the pilot, or of the redactie.
///
/// # Errors
/// The database can't be read.
pub async fn kan(ctx: &Ctx, conn: &impl ConnectionTrait, zaak: &Zaak) -> Result<Kan> {
    let mag = zaak.wie.lid_van_eigenaar || zaak.wie.redactie;
    if !mag || zaak.staat.inhoud.stand != Stand::Opgeschaald {
        return Ok(Kan::Niets);
    }
    let alle = store::praktijken_uit(conn, zaak.kop.id).await?;
    if let Some(gelezen) = stukken::koppen(ctx, conn, &alle).await?.into_iter().next() {
        return Ok(Kan::Lezen(Box::new(gelezen)));
    }
    for id in alle {
        let eigenaar = stukken::kop_voor_taak(conn, id).await?.eigenaar.organisatie;
        // What others say of a draft of their own holds nobody up.
        if eigenaar.is_none() || eigenaar == zaak.kop.eigenaar.organisatie {
            return Ok(Kan::Onderweg);
        }
    }
    Ok(Kan::Beginnen)
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
/// [`Error::Conflict`] when the pilot was not scaled up, or a colleague writes it already;
/// [`Error::MagNiet`] with who may; [`Error::NotFound`] when they may not read it; the database refuses.
pub async fn begin(db: &Db, ctx: &Ctx, id: Uuid) -> Result<Kop> {
    let write = db.begin_write().await?;
    // One praktijk, however often and by how many it is asked.
    write.als_enige(super::SLOT).await?;
    let conn = write.conn();
    let zaak = zaak::op_id(ctx, conn, id).await?;
    let kop = &zaak.kop;
    if !(zaak.wie.lid_van_eigenaar || zaak.wie.redactie) {
        return Err(zaak::mag_niet(Bezwaar::NietBetrokken));
    }
    match kan(ctx, conn, &zaak).await? {
        Kan::Beginnen => {}
        Kan::Lezen(er_is) => return Ok(*er_is),
        Kan::Onderweg => return Err(Error::Conflict(ONDERWEG.into())),
        Kan::Niets => {
            return Err(Error::Conflict(
                "Dit kan pas als is besloten om de proef op te schalen.".into(),
            ));
        }
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
    let staat = staat(ctx, &zaak);
    let (praktijk, gebeurd) = beginnen::begin_in(&write, ctx, &begin, staat).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(praktijk)
}

/// The draft that it becomes.
fn staat(ctx: &Ctx, zaak: &Zaak) -> Staat<Praktijk> {
    let (kop, van) = (&zaak.kop, &zaak.staat);
    let wijzers = van.verbanden.iter().flatten();
    // What supports the pilot, or what it comes out of, is the pilot's.
    let mee = wijzers.filter(|w| {
        matches!(
            w.0,
            Verbandsoort::HoortBij | Verbandsoort::SpeeltOokIn | Verbandsoort::BetreftRegeling
        )
    });
    let herkomst = (Verbandsoort::KomtVoortUit, kop.id, String::new());
    let mut verbanden: Vec<_> = mee.cloned().chain([herkomst]).collect();
    verbanden.sort();
    let leeg: Staat<Praktijk> = beginnen::niets(ctx);
    let basis = Basis {
        titel: kop.titel.clone(),
        samenvatting: kop.samenvatting.clone(),
        leefdomeinen: van.basis.leefdomeinen.clone(),
        doelgroepen: van.basis.doelgroepen.clone(),
        ..leeg.basis
    };
    Staat {
        basis,
        inhoud: overgenomen(&van.inhoud),
        verbanden: Some(verbanden),
    }
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
