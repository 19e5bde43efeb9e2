//! Writing what was found on each of the five steps.

use uuid::Uuid;

use super::lezen::behandeld;
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Fouten, Result},
    knelpunten::model::{
        Knelpunt, Status, TREDEN, Tredebezwaar, Treden, keur_treden, treden_in_woorden, tredeveld,
    },
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    stukken::{
        Kind as _,
        model::Kop,
        service::{self as stukken, Wijziging, links, overgangen::inmiddels_gewijzigd},
    },
};

/// What the geschiedenis calls it when something is said of a step.
const TREDEN_INVULLEN: &str = "treden-invullen";

/// What is said of the five steps: the text of each, and whether it was skipped.
pub type Gezegd = [(String, bool); 5];

/// What the steps say now, as the form shows them.
pub fn gezegd(treden: &Treden) -> Gezegd {
    let mut gezegd = Gezegd::default();
    for ((_, trede), plek) in treden.alle().zip(&mut gezegd) {
        if let Some(trede) = trede {
            *plek = (trede.tekst.clone(), trede.overgeslagen);
        }
    }
    gezegd
}

/// Saves what was found on the steps, as its writer saw it (`versie`), as a revisie. Answers the head as it
/// became; the same once more changes nothing.
///
/// # Errors
/// Everything that is wrong, by step; [`crate::error::Error::Conflict`] when somebody else was first;
/// [`crate::error::Error::MagNiet`] with who may; [`crate::error::Error::NotFound`] when they may not read it;
/// nobody is logged in; the database refuses.
pub async fn bewaar(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    (gezegd, akkoord): (&Gezegd, bool),
) -> Result<Kop> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let werk = behandeld(ctx, conn, id).await?;
    let treden = keur(gezegd, werk.status, akkoord)?;
    if treden == werk.staat.inhoud.treden {
        return Ok(werk.kop);
    }
    if werk.kop.versie != versie {
        return Err(inmiddels_gewijzigd());
    }
    let inhoud = Knelpunt {
        treden,
        ..werk.staat.inhoud
    };
    let wijziging = Wijziging {
        basis: werk.staat.basis,
        slug: None,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let gewijzigd = stukken::wijzig(&write, ctx, &werk.kop, wijziging, &inhoud).await?;
    inhoud.bewaar(conn, id).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let gebeurd = Gebeurtenis {
        actie: TREDEN_INVULLEN.into(),
        ..gewijzigd
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}

/// The steps as they were said, or everything that is wrong with them.
fn keur(gezegd: &Gezegd, status: Status, akkoord: bool) -> Result<Treden, Fouten> {
    let mut fouten = Fouten::new();
    let netjes = keur_treden(gezegd, &mut fouten);
    for ((nummer, label), (tekst, _)) in (1..).zip(TREDEN).zip(&netjes) {
        let veld = Veld {
            naam: &tredeveld(nummer),
            label,
            tekst,
        };
        keur_gegevens(&[veld], akkoord, &mut fouten);
    }
    let treden = Treden::van(&netjes).unwrap_or_else(|bezwaren| {
        for (nummer, bezwaar) in bezwaren {
            let (code, melding) = in_woorden(&bezwaar);
            fouten.meld(tredeveld(nummer), code, melding);
        }
        Treden::default()
    });
    if fouten.is_empty() && status == Status::RegelwijzigingNodig {
        for nummer in treden.leeg() {
            let melding = "Dit knelpunt is opgeschaald naar een regelwijziging. Dat steunt op alle vijf de \
                           treden: vul ook deze in.";
            fouten.meld(tredeveld(nummer), "opgeschaald", melding);
        }
    }
    fouten.of(treden)
}

/// Why a step can't be so, and what to do.
fn in_woorden(bezwaar: &Tredebezwaar) -> (&'static str, String) {
    match bezwaar {
        Tredebezwaar::EerstInvullen(nummers) => (
            "eerst-invullen",
            format!(
                "Een andere regel komt pas aan de beurt als de rest is bekeken. Vul eerst in, of sla met een \
                 reden over: {}.",
                treden_in_woorden(nummers)
            ),
        ),
        Tredebezwaar::LaatsteLeuntErop => (
            "leunt-erop",
            "Trede 5 steunt op deze trede. Maak eerst trede 5 leeg.".to_owned(),
        ),
        Tredebezwaar::LaatsteOverslaan => (
            "niet-over-te-slaan",
            "Trede 5 is de laatste: laat haar leeg zolang er geen andere regel nodig is."
                .to_owned(),
        ),
        Tredebezwaar::ZonderReden => (
            "verplicht",
            "Schrijf op waarom u deze trede overslaat. Iedereen kan dat lezen.".to_owned(),
        ),
        Tredebezwaar::Onbekend => ("onbekend", "Er zijn vijf treden.".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(gezegd: &[(&str, bool); 5], status: Status) -> Vec<String> {
        let gezegd = gezegd.map(|(tekst, overgeslagen)| (tekst.to_owned(), overgeslagen));
        let fouten = keur(&gezegd, status, false).err().unwrap_or_default();
        let code = |f: &crate::error::Fout| format!("{} {}", f.veld, f.code);
        fouten.iter().map(code).collect()
    }

    const LEEG: (&str, bool) = ("", false);
    const VOL: (&str, bool) = ("Gedaan.", false);

    #[test]
    fn every_step_says_what_is_wrong_with_it() {
        let bezig = Status::InBehandeling;
        assert_eq!(codes(&[VOL, LEEG, LEEG, LEEG, LEEG], bezig), [""; 0]);
        assert_eq!(
            codes(
                &[("Bel 06-12345678.", false), ("", true), LEEG, LEEG, VOL],
                bezig
            ),
            [
                "trede-1 persoonsgegevens",
                "trede-2 verplicht",
                "trede-5 eerst-invullen"
            ]
        );
        let over = ("Er is geen ruimte.", true);
        assert_eq!(codes(&[VOL, over, VOL, VOL, VOL], bezig), [""; 0]);
        assert_eq!(
            codes(&[VOL, over, VOL, VOL, over], bezig),
            ["trede-5 niet-over-te-slaan"]
        );
    }

    #[test]
    fn what_was_scaled_up_keeps_all_its_steps() {
        let nodig = Status::RegelwijzigingNodig;
        assert_eq!(
            codes(&[VOL, VOL, LEEG, VOL, LEEG], nodig),
            ["trede-3 opgeschaald", "trede-5 opgeschaald"]
        );
        assert_eq!(codes(&[VOL; 5], nodig), [""; 0]);
    }

    #[test]
    fn the_form_shows_what_was_said() {
        let mut treden = Treden::default();
        treden.zet(1, "Een.", false).expect("a step");
        treden.zet(2, "Waarom niet.", true).expect("a step");
        let leeg = (String::new(), false);
        assert_eq!(
            gezegd(&treden),
            [
                ("Een.".to_owned(), false),
                ("Waarom niet.".to_owned(), true),
                leeg.clone(),
                leeg.clone(),
                leeg
            ]
        );
    }
}
