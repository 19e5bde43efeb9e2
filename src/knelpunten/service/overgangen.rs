//! Taking a knelpunt from one state to the next. Why is public, and everybody who follows it is told.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    lezen::{Werk, mag_niet, op_id, themas_onder},
    volgers,
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    knelpunten::{
        model::{Actie, Status, Treden, keur_waarom, overgang, sleutels, treden_in_woorden},
        policy::Behandelaar,
    },
    navraag::service as navraag,
    regietafel::service::met_regietafel,
    stukken::{
        Kind as _,
        model::{Kop, Soort, Verbandsoort},
        service::{
            self as stukken, Wijziging, links,
            overgangen::{Overgang, Reden, inmiddels_gewijzigd, zet_over},
        },
    },
    waarden::opsomming,
};

/// The place that the verband of a knelpunt to what solved it names. That a praktijk says to solve a knelpunt
/// is the praktijk's to say; this is what the knelpunt says.
pub const OPLOSSING: &str = "oplossing";

/// What somebody wants to do.
#[derive(Debug, Clone, Copy)]
pub struct Stap<'a> {
    /// Which step.
    pub actie: Actie,
    /// Why, in their words.
    pub reden: &'a str,
    /// The version they saw.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
    /// Of a knelpunt that is solved: the praktijk or the proefproject that does so, by address or kenmerk;
    /// may be empty.
    pub oplossing: &'a str,
    /// Whether this answers requests to open it again: then it is no step when none of them waits any more.
    pub op_verzoek: bool,
}

/// Takes a step with a knelpunt. Answers the head as it became, and the number of the commit.
///
/// # Errors
/// As [`zet`].
pub async fn doe(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    actie: Actie,
    reden: &str,
    versie: i64,
    akkoord: bool,
) -> Result<(Kop, i64)> {
    let stap = Stap {
        actie,
        reden,
        versie,
        akkoord,
        oplossing: "",
        op_verzoek: false,
    };
    zet(db, ctx, id, &stap).await
}

/// Takes a step with a knelpunt, as the actor saw it. Answers the head as it became, and the number of the
/// commit. No step narrows who reads.
///
/// # Errors
/// What is wrong with the reason or with what solved it; [`Error::Conflict`] when the state does not allow
/// it whoever asks, a step of the ladder is missing, or somebody else was first; [`Error::MagNiet`] with who
/// may; [`Error::NotFound`] when they may not read it; nobody is logged in; the database refuses.
pub async fn zet(db: &Db, ctx: &Ctx, id: Uuid, stap: &Stap<'_>) -> Result<(Kop, i64)> {
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let werk = op_id(ctx, conn, id).await?;
    let naar = oordeel(&werk, stap.actie)?;
    if werk.kop.versie != stap.versie {
        return Err(inmiddels_gewijzigd());
    }
    let (reden, oplossing) = keur_stap(ctx, conn, stap).await?;
    let inhoud = werk.staat.inhoud.na(stap.actie, ctx.now);
    let mut kop = werk.kop.clone();
    let geteld = if inhoud == werk.staat.inhoud {
        None
    } else {
        let wijziging = Wijziging {
            basis: werk.staat.basis.clone(),
            slug: None,
            notitie: String::new(),
            herkomst: String::new(),
        };
        let geteld = stukken::wijzig(&write, ctx, &kop, wijziging, &inhoud).await?;
        inhoud.bewaar(conn, id).await?;
        kop.versie += 1;
        Some(geteld)
    };
    let themas = themas_onder(ctx, conn, werk.wijzers()).await?;
    let sleutels = met_regietafel(conn, id, sleutels(naar, &themas)).await?;
    let gezet = Overgang {
        actie: stap.actie.waarde(),
        naar: naar.waarde(),
        sleutels: &sleutels,
        publiceert: sleutels.contains(&Sleutel::Openbaar),
        herzien_voor: None,
        reden: Some(Reden {
            tekst: &reden,
            lezers: &[],
        }),
    };
    let gezet = zet_over(&write, ctx, &kop, gezet).await?;
    let gezet = match geteld {
        None => gezet,
        Some(geteld) => Gebeurtenis {
            velden: [geteld.velden, gezet.velden].concat(),
            inhoud_hash: geteld.inhoud_hash,
            ..gezet
        },
    };
    let mut gebeurd = vec![gezet];
    if let Some(ander) = oplossing {
        let wijzer = (Verbandsoort::HoortBij, ander.id, OPLOSSING.to_owned());
        gebeurd.extend(stukken::verbind_erbij(&write, id, wijzer).await?);
    }
    if stap.actie == Actie::Heropenen {
        let beantwoord = navraag::heropend(&write, ctx, id).await?;
        // Somebody answered them meanwhile, and the knelpunt stays closed.
        if stap.op_verzoek && beantwoord == 0 {
            return Err(navraag::al_beantwoord());
        }
    }
    volgers::vertel(&write, ctx, id, naar).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer.unwrap_or_default()))
}

/// The state after an action of the actor.
fn oordeel(werk: &Werk, actie: Actie) -> Result<Status> {
    let Some(naar) = overgang(werk.status, actie) else {
        return Err(Error::Conflict(kan_niet(werk.status, werk.wie)));
    };
    werk.wie.mag().map_err(mag_niet)?;
    if let Some(ontbreekt) = ontbreekt(&werk.staat.inhoud.treden, actie) {
        return Err(Error::Conflict(ontbreekt));
    }
    Ok(naar)
}

/// What still has to be filled in before an action is possible; none when nothing has.
pub fn ontbreekt(treden: &Treden, actie: Actie) -> Option<String> {
    if actie != Actie::Opschalen || treden.is_heel() {
        return None;
    }
    Some(format!(
        "Opschalen kan pas als alle vijf de treden zijn ingevuld, of overgeslagen met een reden. Nog leeg: \
         {}.",
        treden_in_woorden(&treden.leeg())
    ))
}

/// That a state does not allow something, and what it does allow the actor.
fn kan_niet(status: Status, wie: Behandelaar) -> String {
    let nu = match status {
        Status::Gemeld => "gemeld, en nog niet opgepakt",
        Status::InBehandeling => "in behandeling",
        Status::Opgelost => "al opgelost",
        Status::RegelwijzigingNodig => "opgeschaald naar een regelwijziging",
        Status::GemotiveerdAfgewezen => "afgewezen",
    };
    let acties = wie.acties(status);
    if acties.is_empty() {
        return format!("Dit kan niet: het knelpunt is {nu}. U kunt hier nu niets aan doen.");
    }
    let acties: Vec<String> = acties.iter().map(|a| a.label().to_lowercase()).collect();
    format!(
        "Dit kan niet: het knelpunt is {nu}. Wat nu kan: {}.",
        opsomming(acties.iter().map(String::as_str))
    )
}

/// The reason of a step tidied up, and what solved the knelpunt.
async fn keur_stap(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stap: &Stap<'_>,
) -> Result<(String, Option<Kop>)> {
    let mut fouten = Fouten::new();
    let reden = keur_waarom(stap.reden, stap.akkoord, &mut fouten);
    let naam = stap.oplossing.trim();
    let mut oplossing = None;
    if !naam.is_empty() && stap.actie == Actie::Oplossen {
        oplossing = lost_op(ctx, conn, naam).await?;
        if oplossing.is_none() {
            let melding = "Noem een gepubliceerde praktijk of een gepubliceerd proefproject: plak het \
                           kenmerk (zoals PRK-2026-0014) of het adres van de pagina. Of laat dit leeg.";
            fouten.meld("oplossing", "onbekend", melding);
        }
    }
    Ok(fouten.of((reden, oplossing))?)
}

/// The published praktijk or proefproject that somebody names by its kenmerk or its address.
async fn lost_op(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Option<Kop>> {
    let naam = naam.trim_end_matches('/').rsplit('/').next();
    let naam = naam.unwrap_or_default();
    for soort in [Soort::Praktijk, Soort::Proefproject] {
        match stukken::vind(ctx, conn, soort, naam).await {
            Ok(kop) if kop.is_gepubliceerd() => return Ok(Some(kop)),
            Ok(_) | Err(Error::NotFound) => {}
            Err(fout) => return Err(fout),
        }
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scaling_up_waits_for_the_ladder() {
        let leeg = Treden::default();
        for actie in Actie::ALLE {
            let wacht = ontbreekt(&leeg, *actie).is_some();
            assert_eq!(wacht, *actie == Actie::Opschalen, "{actie}");
        }
        let mut treden = Treden::default();
        for nummer in [1, 2, 4] {
            treden.zet(nummer, "Gedaan.", nummer == 2).expect("a step");
        }
        let melding = ontbreekt(&treden, Actie::Opschalen).expect("a step is missing");
        assert!(
            melding.contains("trede 3 (Lokale of regionale afspraak) en trede 5"),
            "{melding}"
        );
        for nummer in [3, 5] {
            treden.zet(nummer, "Gedaan.", false).expect("a step");
        }
        assert_eq!(ontbreekt(&treden, Actie::Opschalen), None);
    }

    #[test]
    fn a_refusal_says_what_the_state_allows() {
        let duo = Behandelaar {
            duo: true,
            ..Behandelaar::default()
        };
        let gemeld = kan_niet(Status::Gemeld, duo);
        assert!(gemeld.ends_with("Wat nu kan: oppakken."), "{gemeld}");
        let bezig = kan_niet(Status::InBehandeling, duo);
        assert!(
            bezig.contains("oplossen, opschalen naar een regelwijziging of afwijzen"),
            "{bezig}"
        );
        let niemand = kan_niet(Status::Gemeld, Behandelaar::default());
        assert!(niemand.contains("niets aan doen"), "{niemand}");
    }
}
