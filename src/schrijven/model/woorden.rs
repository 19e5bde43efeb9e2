//! What differs per kind in the form and in sentences.

/// What a kind is called in sentences, with the words that go with it.
#[derive(Debug)]
pub struct Woorden {
    /// `de praktijk`.
    pub de: &'static str,
    /// `De praktijk`.
    pub hoofd: &'static str,
    /// `deze praktijk`.
    pub deze: &'static str,
    /// `Deze praktijk`.
    pub hoofd_deze: &'static str,
    /// `een praktijk`.
    pub een: &'static str,
    /// `Een praktijk`.
    pub hoofd_een: &'static str,
    /// `een andere praktijk`.
    pub ander: &'static str,
    /// `zij`, as in: zij is gepubliceerd.
    pub zij: &'static str,
    /// `haar`, as in: iedereen kan haar lezen.
    pub haar: &'static str,
    /// `deze` by itself, as in: de praktijk waarin deze is opgegaan.
    pub dit: &'static str,
    /// `Zij`, at the beginning of a sentence.
    pub hoofd_zij: &'static str,
    /// `die`, as in: haal die weg.
    pub die: &'static str,
    /// A kenmerk as an example.
    pub kenmerk: &'static str,
    /// Two sentences for who thinks of beginning one.
    pub lead: &'static str,
    /// What a title says.
    pub titel: &'static str,
    /// What a summary says.
    pub samenvatting: &'static str,
    /// A function that looks after one.
    pub functie: &'static str,
    /// What follows when it is published.
    pub later: &'static str,
    /// What the form asks about gemeenten.
    pub gemeenten: &'static str,
}

/// A field of the form that only one kind has.
#[derive(Debug)]
pub struct Feit {
    /// Its name in forms, kebab-case.
    pub naam: &'static str,
    /// Its name for people.
    pub label: &'static str,
    /// What the form asks.
    pub vraag: &'static str,
    /// What a good answer holds; may be empty.
    pub hulp: &'static str,
    /// What can be filled in.
    pub soort: Feitsoort,
}

/// What can be filled in.
#[derive(Debug)]
pub enum Feitsoort {
    /// One of a list: the values of forms with their words.
    Keuze(fn() -> Vec<(&'static str, &'static str)>),
    /// A day.
    Dag,
}
