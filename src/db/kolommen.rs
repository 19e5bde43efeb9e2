//! Reading rows without their longest columns.

use sea_orm::{
    EntityTrait, IdenStatic as _, Iterable as _, QuerySelect as _, Select, sea_query::Expr,
};

/// The same query with a constant in the place of some columns: the rows come out whole, and the
/// database does not read what nobody looks at. The constants are SQL of our own.
pub fn met_vaste<E: EntityTrait>(
    vraag: Select<E>,
    vast: &[(E::Column, &'static str)],
) -> Select<E> {
    let begin = vraag.select_only();
    E::Column::iter().fold(begin, |vraag, kolom| {
        let naam = kolom.as_str();
        match vast.iter().find(|(vaste, _)| vaste.as_str() == naam) {
            Some((_, waarde)) => vraag.expr_as(Expr::cust(*waarde), naam),
            None => vraag.column(kolom),
        }
    })
}
