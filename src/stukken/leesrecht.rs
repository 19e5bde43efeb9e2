//! Leesrecht: the one mechanism that decides who reads what (design section 4).
//!
//! A stuk carries keys, an actor holds keys, and reading is allowed when they share one. A part
//! of a stuk that may be narrower (a voorstel, a revisie) carries keys of its own and is then
//! read by those alone. The same [`Leesrecht`] filters SQL here and the search index there.

use sea_orm::{
    ColumnTrait as _, Condition, ConnectionTrait, EntityTrait as _, ExprTrait as _,
    QueryFilter as _, QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, IntoColumnRef},
};
use uuid::Uuid;

use super::model::{GEPUBLICEERD, INGETROKKEN, Soort};
use crate::{
    actor::{Actor, Sleutel},
    db::tables::{leesrecht, stuk},
    error::Result,
};

/// What one reader may read.
#[derive(Debug, Clone)]
pub struct Leesrecht {
    sleutels: Vec<String>,
}

impl Leesrecht {
    /// The reading rights of an actor.
    pub fn van(actor: &Actor) -> Self {
        Self {
            sleutels: actor.sleutels().iter().map(ToString::to_string).collect(),
        }
    }

    /// The keys, in a fixed order.
    pub fn sleutels(&self) -> &[String] {
        &self.sleutels
    }

    /// The keys in the form of the search index.
    pub fn keys(&self) -> search_index::Keys {
        search_index::Keys::new(self.sleutels.iter().cloned())
    }

    /// The condition on a query over `stuk` that leaves the readable rows. It asks per row, by the
    /// primary key: a list of all readable ids would grow with the platform.
    pub fn voorwaarde(&self) -> Condition {
        let sleutel = leesrecht::Entity::find()
            .select_only()
            .expr(Expr::value(1))
            .filter(
                Expr::col((leesrecht::Entity, leesrecht::Column::DeelId))
                    .equals((stuk::Entity, stuk::Column::Id)),
            )
            .filter(leesrecht::Column::Sleutel.is_in(&self.sleutels))
            .into_query();
        Condition::all().add(Expr::exists(sleutel))
    }

    /// The condition that leaves the readable parts, of stukken that may be read themselves: those
    /// without keys of their own, and those that share one. `deel` is the column with the number of
    /// the part.
    pub fn voorwaarde_deel(&self, deel: impl IntoColumnRef) -> Condition {
        let deel = deel.into_column_ref();
        let eigen = || {
            leesrecht::Entity::find()
                .select_only()
                .expr(Expr::value(1))
                .filter(
                    Expr::col((leesrecht::Entity, leesrecht::Column::DeelId))
                        .eq(Expr::col(deel.clone())),
                )
        };
        let gedeeld = eigen().filter(leesrecht::Column::Sleutel.is_in(&self.sleutels));
        Condition::any()
            .add(Expr::exists(eigen().into_query()).not())
            .add(Expr::exists(gedeeld.into_query()))
    }

    /// Whether a part may be read: by its own keys when it has any, by those of its stuk
    /// otherwise.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn leest_deel(
        &self,
        conn: &impl ConnectionTrait,
        deel_id: Uuid,
        stuk_id: Uuid,
    ) -> Result<bool> {
        let rijen = leesrecht::Entity::find()
            .filter(leesrecht::Column::DeelId.is_in([deel_id, stuk_id]))
            .all(conn)
            .await?;
        let eigen = rijen.iter().any(|r| r.deel_id == deel_id);
        let drager = if eigen { deel_id } else { stuk_id };
        Ok(rijen
            .iter()
            .any(|r| r.deel_id == drager && self.sleutels.contains(&r.sleutel)))
    }
}

/// The keys that a stuk carries by default in a state (the table of design section 4).
/// Narrower is allowed, wider is not. `auteurs` are the accounts that write it. A state that a kind does not
/// have opens nothing.
pub fn standaard(soort: Soort, status: &str, auteurs: &[Uuid]) -> Vec<Sleutel> {
    let personen = auteurs.iter().copied().map(Sleutel::Persoon);
    match soort {
        Soort::Praktijk | Soort::Proefproject => match status {
            GEPUBLICEERD | INGETROKKEN => vec![Sleutel::Openbaar],
            "aangeboden" => personen.chain([Sleutel::Redactie]).collect(),
            _ => personen.collect(),
        },
        // The redactie treats a knelpunt that has no duo. Who else reads one depends on its thema's, and
        // who reads a signaal on who sent it: their own models say it all.
        Soort::Knelpunt if status == "gemeld" => vec![Sleutel::Overheid, Sleutel::Redactie],
        // Who reads what is made in a werkruimte is said by its level, whatever its state.
        Soort::Signaal
        | Soort::Kennisvraag
        | Soort::Besluit
        | Soort::Notitie
        | Soort::Actie
        | Soort::Bijeenkomst => personen.collect(),
        Soort::Bevinding if status != "vastgesteld" => vec![Sleutel::Dwarskijker],
        Soort::Knelpunt
        | Soort::Bevinding
        | Soort::Publicatie
        | Soort::Regeling
        | Soort::Organisatie
        | Soort::Thema => vec![Sleutel::Openbaar],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_praktijk_and_a_proefproject_open_step_by_step() {
        let els = Uuid::from_u128(1);
        for soort in [Soort::Praktijk, Soort::Proefproject] {
            let bij = |status| standaard(soort, status, &[els]);
            assert_eq!(bij("concept"), [Sleutel::Persoon(els)]);
            assert_eq!(
                bij("aangeboden"),
                [Sleutel::Persoon(els), Sleutel::Redactie]
            );
            assert_eq!(bij("gepubliceerd"), [Sleutel::Openbaar]);
            assert_eq!(bij("ingetrokken"), [Sleutel::Openbaar]);
        }
    }

    #[test]
    fn what_is_for_few_eyes_opens_in_no_other_state() {
        let els = Uuid::from_u128(1);
        for status in ["concept", "wederhoor", "onbekend", ""] {
            let bevinding = standaard(Soort::Bevinding, status, &[els]);
            assert_eq!(bevinding, [Sleutel::Dwarskijker], "{status}");
        }
        assert_eq!(
            standaard(Soort::Bevinding, "vastgesteld", &[]),
            [Sleutel::Openbaar]
        );
        for status in ["ingediend", "gekoppeld", "gepubliceerd"] {
            let signaal = standaard(Soort::Signaal, status, &[els]);
            assert_eq!(signaal, [Sleutel::Persoon(els)], "{status}");
        }
        let praktijk = standaard(Soort::Praktijk, "onbekend", &[els]);
        assert_eq!(praktijk, [Sleutel::Persoon(els)]);
        assert_eq!(
            standaard(Soort::Knelpunt, "gemeld", &[]),
            [Sleutel::Overheid, Sleutel::Redactie]
        );
        assert_eq!(
            standaard(Soort::Knelpunt, "in-behandeling", &[]),
            [Sleutel::Openbaar]
        );
    }

    #[test]
    fn the_other_kinds_are_public() {
        for soort in [
            Soort::Publicatie,
            Soort::Thema,
            Soort::Regeling,
            Soort::Organisatie,
        ] {
            assert_eq!(standaard(soort, "gepubliceerd", &[]), [Sleutel::Openbaar]);
        }
    }
}
