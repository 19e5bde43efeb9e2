//! What others say and did around a knelpunt, for its page: where it plays, what gemeenten say beside it, what
//! moved from and to it, and whether it is really solved.

use std::collections::HashMap;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    model::{Bijval, Knelpunt, Telling},
    service::{
        indeling::{self, Terug},
        overgangen::OPLOSSING,
        plekken::GEMELD,
    },
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{beeld::Link, meelezers::regels},
    ids::vouw,
    navraag::{
        model::{Telling as Navraagtelling, Uitkomst},
        service::{self as navraag, Zichtbaar},
    },
    stukken::{
        model::{Buur, Kop, Richting, Soort, Stuk, Verbandsoort},
        service as stukken,
    },
    taal,
};

/// Links to stukken, by title and each once.
fn op_naam(mut koppen: Vec<Kop>) -> Vec<Link> {
    koppen.sort_by_cached_key(|kop| (vouw(&kop.titel), kop.id));
    koppen.dedup_by_key(|kop| kop.id);
    koppen.iter().map(Link::naar).collect()
}

/// Where it plays.
#[derive(Debug)]
pub struct Waar {
    /// The gemeenten that were signalled, or that say that it plays there as well.
    pub gemeld: Vec<Link>,
    /// Those that the bron names.
    pub uit_bron: Vec<Link>,
}

/// Where a knelpunt plays, by title.
pub async fn waar(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    stuk: &Stuk<Knelpunt>,
    telling: &Telling,
) -> Result<Waar> {
    let gemeld: Vec<Uuid> = telling.gemeenten.iter().copied().collect();
    let uit_bron = stuk.buren_van(Soort::Organisatie).filter(|buur| {
        buur.verband == Verbandsoort::SpeeltOokIn
            && buur.richting == Richting::Uit
            && buur.plaats != GEMELD
    });
    let uit_bron = uit_bron.map(|buur| buur.kop.clone()).collect();
    Ok(Waar {
        gemeld: op_naam(stukken::koppen(ctx, conn, &gemeld).await?),
        uit_bron: op_naam(uit_bron),
    })
}

/// What somebody of a gemeente says beside "speelt bij ons ook".
#[derive(Debug)]
pub struct Stem {
    pub gemeente: Link,
    pub dag: String,
    pub regels: Vec<String>,
}

/// What gemeenten say, the newest first. Who said it is no part of that.
pub async fn stemmen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    bijval: &[Bijval],
) -> Result<Vec<Stem>> {
    let met_tekst = bijval.iter().filter(|b| !b.toelichting.is_empty());
    let ids: Vec<Uuid> = met_tekst.clone().map(|b| b.gemeente).collect();
    let koppen = stukken::koppen(ctx, conn, &ids).await?.into_iter();
    let koppen: HashMap<Uuid, Kop> = koppen.map(|kop| (kop.id, kop)).collect();
    let stem = |bijval: &Bijval| {
        Some(Stem {
            gemeente: Link::naar(koppen.get(&bijval.gemeente)?),
            dag: taal::dag_van(bijval.op),
            regels: regels(&bijval.toelichting),
        })
    };
    Ok(met_tekst.rev().filter_map(stem).collect())
}

/// What the knelpunt says that solved it, and what says itself that it helps.
#[derive(Debug)]
pub struct Helpt {
    pub oplossingen: Vec<Link>,
    pub helpt: Vec<Link>,
}

fn is_oplossing(buur: &Buur) -> bool {
    buur.verband == Verbandsoort::HoortBij
        && buur.richting == Richting::Uit
        && buur.plaats == OPLOSSING
}

fn lost_op(buur: &Buur) -> bool {
    buur.verband == Verbandsoort::LostOp && buur.richting == Richting::In
}

/// What helps against it.
pub fn helpt(stuk: &Stuk<Knelpunt>) -> Helpt {
    let koppen = |telt: fn(&Buur) -> bool| -> Vec<Kop> {
        let buren = stuk.buren.iter().filter(|buur| telt(buur));
        buren.map(|buur| buur.kop.clone()).collect()
    };
    let oplossingen = koppen(is_oplossing);
    let mut helpt = koppen(lost_op);
    helpt.retain(|kop| oplossingen.iter().all(|al| al.id != kop.id));
    Helpt {
        oplossingen: op_naam(oplossingen),
        helpt: op_naam(helpt),
    }
}

/// Whether a neighbour stands elsewhere on the page than under the verbanden.
pub fn elders(buur: &Buur) -> bool {
    let soorten = [Soort::Thema, Soort::Organisatie, Soort::Regeling];
    soorten.contains(&buur.kop.soort) || is_oplossing(buur) || lost_op(buur)
}

/// What moved from or to a knelpunt in one move.
#[derive(Debug)]
pub struct Spoorregel {
    /// What moved, and which way: `2 signalen kwamen van`.
    pub wat: String,
    /// The other knelpunt; none when the reader may not read it.
    pub ander: Option<Link>,
    pub dag: String,
    pub reden: String,
    /// Where it is undone; empty for who can't.
    pub terug: String,
    /// Whether the reader can undo it once a later move has gone back.
    pub eerst_later: bool,
}

/// What moved from and to a knelpunt, the newest first, and where all that was signalled went when nothing
/// is left of it.
#[derive(Debug, Default)]
pub struct Spoor {
    pub regels: Vec<Spoorregel>,
    pub leeg_naar: Option<Link>,
}

/// What moved.
pub async fn spoor(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (kop, telling): (&Kop, &Telling),
) -> Result<Spoor> {
    let indeling::Spoor { stappen } = indeling::spoor(ctx, conn, kop.id).await?;
    let leeg = telling.signalen == 0 && telling.gemeenten.is_empty();
    let laatste_weg = stappen.iter().find(|stap| !stap.erbij).filter(|_| leeg);
    let leeg_naar = laatste_weg.and_then(|stap| stap.ander.as_ref());
    let regel = |stap: &indeling::Stap| Spoorregel {
        wat: verplaatst(stap.signalen, stap.bijval, stap.erbij),
        ander: stap.ander.as_ref().map(Link::naar),
        dag: taal::dag_van(stap.op),
        reden: stap.reden.clone(),
        terug: if stap.mag_terug && stap.terug == Terug::Kan {
            format!("{}/terug/{}", kop.pad(), stap.zet)
        } else {
            String::new()
        },
        eerst_later: stap.mag_terug && stap.terug == Terug::Verder,
    };
    Ok(Spoor {
        leeg_naar: leeg_naar.map(Link::naar),
        regels: stappen.iter().map(regel).collect(),
    })
}

/// What moved, in words, before the name of the other knelpunt.
fn verplaatst(signalen: usize, bijval: usize, erbij: bool) -> String {
    let wat = in_woorden(signalen, bijval);
    let werkwoord = match (erbij, signalen + bijval) {
        (true, 1) => "kwam van",
        (true, _) => "kwamen van",
        (false, 1) => "ging naar",
        (false, _) => "gingen naar",
    };
    format!("{wat} {werkwoord}")
}

/// What moves, in words: `2 signalen`.
pub fn in_woorden(signalen: usize, bijval: usize) -> String {
    let signaal = taal::aantal(signalen as u64, "signaal", "signalen");
    let keer = format!("{bijval} keer “speelt bij ons ook”");
    match (signalen, bijval) {
        (_, 0) => signaal,
        (0, _) => keer,
        _ => format!("{signaal} en {keer}"),
    }
}

/// Whether it is really solved: what was answered, and who asks to open it again.
#[derive(Debug, Default)]
pub struct Navraag {
    /// What was answered, a sentence a time that was asked.
    pub tellingen: Vec<String>,
    pub verzoeken: Vec<Verzoekregel>,
    /// Where the reader answers the question; empty when they were not asked.
    pub antwoorden: String,
    /// Where the reader asks to open it again; empty for who can't.
    pub vragen: String,
}

/// A request to open it again.
#[derive(Debug)]
pub struct Verzoekregel {
    pub dag: String,
    pub reden: Vec<String>,
    pub kleur: &'static str,
    pub stand: String,
    pub antwoord: Vec<String>,
    /// Where the reader answers it; empty for who does not treat the knelpunt, and when it was answered.
    pub beantwoorden: String,
}

impl Navraag {
    /// Of a knelpunt, for who reads it.
    pub async fn van(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        let stand = navraag::bij_knelpunt(ctx, &app.db, kop).await?;
        let pad = kop.pad();
        let als = |mag: bool, wat: &str| {
            if mag {
                format!("{pad}/{wat}")
            } else {
                String::new()
            }
        };
        let beantwoorden = als(stand.behandelt, "heropenverzoeken");
        let regel = |verzoek: &Zichtbaar| verzoekregel(verzoek, &beantwoorden);
        Ok(Self {
            tellingen: stand.tellingen.iter().map(geteld).collect(),
            verzoeken: stand.verzoeken.iter().map(regel).collect(),
            antwoorden: als(stand.vraagt, "navraag"),
            vragen: als(stand.mag_vragen, "heropenen-vragen"),
        })
    }

    /// Whether there is nothing to show.
    pub fn is_leeg(&self) -> bool {
        self.tellingen.is_empty()
            && self.verzoeken.is_empty()
            && self.antwoorden.is_empty()
            && self.vragen.is_empty()
    }
}

/// `Na vier weken gevraagd aan 3 mensen: 2 × ja, 1 × nee.`
fn geteld(telling: &Navraagtelling) -> String {
    let mensen = taal::aantal(telling.gevraagd as u64, "mens", "mensen");
    let stil = telling.gevraagd - telling.ja - telling.nee - telling.onbekend;
    let delen = [
        (telling.ja, "ja"),
        (telling.nee, "nee"),
        (telling.onbekend, "weet ik niet"),
        (stil, "nog geen antwoord"),
    ];
    let delen = delen.iter().filter(|(aantal, _)| *aantal > 0);
    let delen: Vec<String> = delen
        .map(|(aantal, wat)| format!("{aantal} × {wat}"))
        .collect();
    let moment = telling.moment.label();
    format!("{moment} gevraagd aan {mensen}: {}.", delen.join(", "))
}

fn verzoekregel(verzoek: &Zichtbaar, pad: &str) -> Verzoekregel {
    let (kleur, stand) = match (verzoek.uitkomst, verzoek.te_laat) {
        (Some(Uitkomst::Heropend), _) => ("safe", "Heropend".to_owned()),
        (Some(Uitkomst::Afgewezen), _) => ("neutral", "Niet heropend".to_owned()),
        (None, Some(dagen)) => {
            let dagen = taal::aantal(dagen.unsigned_abs(), "dag", "dagen");
            ("danger", format!("Antwoord {dagen} te laat"))
        }
        (None, None) => {
            let dag = taal::dag(verzoek.uiterlijk);
            ("warning", format!("Antwoord komt uiterlijk {dag}"))
        }
    };
    Verzoekregel {
        dag: taal::dag_van(verzoek.op),
        reden: regels(&verzoek.reden),
        kleur,
        stand,
        antwoord: regels(&verzoek.antwoord),
        beantwoorden: match verzoek.uitkomst {
            None => pad.to_owned(),
            Some(_) => String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::navraag::model::Moment;

    #[test]
    fn what_moves_is_said_in_words() {
        for (signalen, bijval, woorden) in [
            (1, 0, "1 signaal"),
            (2, 0, "2 signalen"),
            (0, 1, "1 keer “speelt bij ons ook”"),
            (3, 2, "3 signalen en 2 keer “speelt bij ons ook”"),
        ] {
            assert_eq!(in_woorden(signalen, bijval), woorden);
        }
    }

    #[test]
    fn a_move_is_a_sentence() {
        for ((signalen, bijval, erbij), zin) in [
            ((1, 0, true), "1 signaal kwam van"),
            ((2, 0, false), "2 signalen gingen naar"),
            ((0, 1, false), "1 keer “speelt bij ons ook” ging naar"),
            (
                (1, 2, true),
                "1 signaal en 2 keer “speelt bij ons ook” kwamen van",
            ),
        ] {
            assert_eq!(verplaatst(signalen, bijval, erbij), zin);
        }
    }

    #[test]
    fn who_is_silent_is_counted_too() {
        let telling = Navraagtelling {
            sluiting: 1,
            moment: Moment::VierWeken,
            gevraagd: 4,
            ja: 2,
            nee: 1,
            onbekend: 0,
        };
        assert_eq!(
            geteld(&telling),
            "Na vier weken gevraagd aan 4 mensen: 2 × ja, 1 × nee, 1 × nog geen antwoord."
        );
    }
}
