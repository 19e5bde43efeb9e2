//! Integration tests: the real router over real databases.

mod api;
mod architecture;
mod content;
mod inlezen;
mod leesrecht;
mod paginas;
mod slecht;
mod support;
mod wijzigingen;
