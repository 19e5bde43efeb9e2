//! Reading rows without their longest columns.

use sea_orm::{
    EntityTrait, IdenStatic as _, Iterable as _, QuerySelect as _, Select, sea_query::Expr,
};

/// Whether rows are read with their texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Teksten {
    /// As they are.
    Mee,
    /// Empty, so that the database does not read what nobody looks at.
    Weg,
}

impl Teksten {
    /// The same query; without texts these columns have the constant that goes with them, which is
    /// SQL of our own, and the rows still come out whole.
    pub fn van<E: EntityTrait>(
        self,
        vraag: Select<E>,
        teksten: &[(E::Column, &'static str)],
    ) -> Select<E> {
        if self == Self::Mee {
            return vraag;
        }
        E::Column::iter().fold(vraag.select_only(), |vraag, kolom| {
            let naam = kolom.as_str();
            match teksten.iter().find(|(tekst, _)| tekst.as_str() == naam) {
                Some((_, leeg)) => vraag.expr_as(Expr::cust(*leeg), naam),
                None => vraag.column(kolom),
            }
        })
    }
}
