//! Who gets in where: every role with what it opens, and every route for every kind of actor.

mod bron;
mod deuren;
mod einde;
mod link;
mod rollen;
pub mod routes;
mod verwacht;
pub mod wie;
