//! Beginning to write something.

use uuid::Uuid;

use super::{
    super::{Schrijfbaar, model::Status},
    schrijven::{netjes, regel, schrijver},
};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Fouten, Result},
    stukken::{
        leesrecht,
        model::{
            Basis, Eigenaar, Kop,
            voorstel::{Staat, Wijzer},
        },
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
    let mut staat = niets::<K>(ctx);
    staat.basis.titel.clone_from(&begin.titel);
    staat.basis.samenvatting.clone_from(&begin.samenvatting);
    begin_met(db, ctx, begin, staat, Fouten::new()).await
}

/// One of which nothing has been written, to begin with.
pub fn niets<K: Schrijfbaar>(ctx: &Ctx) -> Staat<K> {
    let basis = Basis {
        soort: K::SOORT,
        titel: String::new(),
        samenvatting: String::new(),
        sorteernaam: None,
        datum: Some(ctx.vandaag()),
        officieel_id: None,
        bron: None,
        leefdomeinen: Vec::new(),
        doelgroepen: Vec::new(),
    };
    Staat {
        basis,
        inhoud: K::leeg(),
        verbanden: Some(Vec::new()),
    }
}

/// Begins one with what was written of it already: of `begin` only the owner counts. What is
/// known to be wrong with it comes in `vooraf`, so that all is told at once.
///
/// # Errors
/// As [`begin`], with all that does not fit.
pub async fn begin_met<K: Schrijfbaar>(
    db: &Db,
    ctx: &Ctx,
    begin: &Begin,
    staat: Staat<K>,
    vooraf: Fouten,
) -> Result<Kop> {
    let klaar = keur(ctx, begin, staat, vooraf)?;
    let write = db.begin_write().await?;
    let (kop, gebeurd) = zet_neer(&write, ctx, klaar).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// As [`begin_met`], in an open write: answers what happened for its commit.
///
/// # Errors
/// As [`begin_met`].
pub async fn begin_in<K: Schrijfbaar>(
    write: &Write,
    ctx: &Ctx,
    begin: &Begin,
    staat: Staat<K>,
) -> Result<(Kop, Vec<Gebeurtenis>)> {
    let klaar = keur(ctx, begin, staat, Fouten::new())?;
    zet_neer(write, ctx, klaar).await
}

/// What can be begun with.
struct Klaar<K> {
    nieuw: Nieuw,
    inhoud: K,
    verbanden: Option<Vec<Wijzer>>,
}

fn keur<K: Schrijfbaar>(
    ctx: &Ctx,
    begin: &Begin,
    staat: Staat<K>,
    vooraf: Fouten,
) -> Result<Klaar<K>> {
    let ik = schrijver(ctx)?;
    let (organisaties, redactie) = namens(ctx)?;
    let woorden = K::WOORDEN;
    let staat = netjes(staat);
    let mut fouten = vooraf;
    if let Err(meer) = &staat {
        fouten.voeg_toe(meer.clone());
    }
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
    let Staat {
        basis,
        inhoud,
        verbanden,
    } = staat?;
    let nieuw = Nieuw {
        basis,
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
    Ok(Klaar {
        nieuw,
        inhoud,
        verbanden,
    })
}

async fn zet_neer<K: Schrijfbaar>(
    write: &Write,
    ctx: &Ctx,
    klaar: Klaar<K>,
) -> Result<(Kop, Vec<Gebeurtenis>)> {
    let Klaar {
        nieuw,
        inhoud,
        verbanden,
    } = klaar;
    let (id, gebeurd) = stukken::maak(write, ctx, nieuw, &inhoud).await?;
    inhoud.bewaar(write.conn(), id).await?;
    let mut gebeurd = vec![gebeurd];
    if let Some(verbanden) = verbanden {
        gebeurd.extend(stukken::verbind(write, id, &verbanden).await?);
    }
    let kop = stukken::kop_voor_taak(write.conn(), id).await?;
    Ok((kop, gebeurd))
}
