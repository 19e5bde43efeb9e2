//! Beginning to write something.

use uuid::Uuid;

use super::{
    super::{Schrijfbaar, model::Status},
    schrijven::{MAX_SAMENVATTING, MAX_TITEL, regel, schrijver},
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::Db,
    error::{Fouten, Result},
    stukken::{
        leesrecht,
        model::{Basis, Eigenaar, Kop},
        service::{self as stukken, Nieuw},
    },
};

/// The organisaties under whose name the actor can begin something, and whether they can do so for
/// the redactie.
///
/// # Errors
/// Nobody is logged in.
pub fn namens(ctx: &Ctx) -> Result<(Vec<Uuid>, bool)> {
    schrijver(ctx)?;
    let rollen = ctx.rollen();
    let lid = rollen.iter().filter(|t| t.rol == Rol::Lid);
    let organisaties = lid.filter_map(|t| t.bereik.id()).collect();
    Ok((organisaties, ctx.heeft(Rol::Redactie, Bereik::Landelijk)))
}

/// What somebody begins with.
#[derive(Debug, Clone, Default)]
pub struct Begin {
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// The organisatie that it is of: a number, or `redactie`.
    pub eigenaar: String,
    /// Who looks after it there.
    pub functie: String,
}

/// The longest name of a function.
const MAX_FUNCTIE: usize = 100;
/// How the form names the redactie as owner.
pub const NAMENS_REDACTIE: &str = "redactie";

/// Begins a draft that only its writer reads.
///
/// # Errors
/// All that is wrong with it, also that the actor belongs to no organisatie; nobody is logged in; the
/// database refuses.
pub async fn begin<K: Schrijfbaar>(db: &Db, ctx: &Ctx, begin: &Begin) -> Result<Kop> {
    let ik = schrijver(ctx)?;
    let (organisaties, redactie) = namens(ctx)?;
    let woorden = K::WOORDEN;
    let mut fouten = Fouten::new();
    let titel = regel(&mut fouten, "titel", &begin.titel, MAX_TITEL);
    if titel.is_empty() {
        let melding = format!("Geef {} een titel.", woorden.de);
        fouten.meld("titel", "verplicht", melding);
    }
    let samenvatting = regel(
        &mut fouten,
        "samenvatting",
        &begin.samenvatting,
        MAX_SAMENVATTING,
    );
    let functie = regel(&mut fouten, "functie", &begin.functie, MAX_FUNCTIE);
    let organisatie = begin.eigenaar.parse().ok();
    let organisatie = organisatie.filter(|id| organisaties.contains(id));
    let van_redactie = redactie && begin.eigenaar == NAMENS_REDACTIE;
    if organisatie.is_none() && !van_redactie {
        let melding = if organisaties.is_empty() && !redactie {
            format!(
                "{} is van een organisatie. Meld u eerst aan bij uw organisatie.",
                woorden.hoofd_een
            )
        } else {
            format!("Kies van welke organisatie {} is.", woorden.de)
        };
        fouten.meld("eigenaar", "verplicht", melding);
    }
    if organisatie.is_some() && functie.is_empty() {
        let melding = format!(
            "Vul in welke functie {} beheert, zoals “{}”. Zo blijft er een eigenaar als iemand \
             vertrekt.",
            woorden.deze, woorden.functie
        );
        fouten.meld("functie", "verplicht", melding);
    }
    fouten.of(())?;
    let inhoud = K::leeg();
    let nieuw = Nieuw {
        basis: Basis {
            soort: K::SOORT,
            titel,
            samenvatting,
            sorteernaam: None,
            datum: Some(ctx.vandaag()),
            officieel_id: None,
            bron: None,
            leefdomeinen: Vec::new(),
            doelgroepen: Vec::new(),
        },
        kenmerk: None,
        slug: None,
        extern_id: None,
        status: Status::Concept.to_string(),
        sleutels: leesrecht::standaard(K::SOORT, Status::Concept.waarde(), &[ik]),
        eigenaar: Eigenaar {
            organisatie,
            functie: if van_redactie {
                NAMENS_REDACTIE.into()
            } else {
                functie
            },
        },
        auteurs: vec![ik],
        herkomst: String::new(),
    };
    let write = db.begin_write().await?;
    let (id, gebeurd) = stukken::maak(&write, ctx, nieuw, &inhoud).await?;
    inhoud.bewaar(write.conn(), id).await?;
    let kop = stukken::kop_voor_taak(write.conn(), id).await?;
    write.commit(ctx, &[gebeurd]).await?;
    Ok(kop)
}
