//! Dutch telephone numbers: nine digits behind the 0 or behind the country.

use std::ops::Range;

use super::lezer::{Lezer, is_jaar, is_spatie, zoek};

pub(super) fn vind(tekst: &str) -> Vec<Range<usize>> {
    zoek(
        tekst,
        |c| matches!(c, '+' | '0' | '('),
        |plek| vanaf(Lezer::op(tekst, plek)),
    )
}

fn vanaf(begin: Lezer<'_>) -> Option<usize> {
    let mut lezer = begin;
    if lezer.letterlijk("+31") || lezer.letterlijk("0031") {
        tussen(&mut lezer);
        let _ = lezer.letterlijk("(0)") || lezer.letterlijk("0");
        tussen(&mut lezer);
    } else {
        let tussen_haken = lezer.letterlijk("(");
        let kengetal = lezer;
        let is_begin = !tussen_haken || sluit_haken(kengetal);
        if !lezer.letterlijk("0") || !is_begin || !is_kengetal(kengetal) || is_datum(kengetal) {
            return None;
        }
    }
    for i in 0..9 {
        if i > 0 {
            tussen(&mut lezer);
        }
        let cijfer = lezer.cijfer()?;
        if i == 0 && cijfer == 0 {
            return None;
        }
    }
    lezer.is_einde().then_some(lezer.plek())
}

/// What may stand between two digits.
fn tussen(lezer: &mut Lezer<'_>) {
    let is_tussen = |c: char| is_spatie(c) || "-./()\u{2010}\u{2011}\u{2013}".contains(c);
    lezer.reeks(1..=3, is_tussen);
}

/// The digits that begin the number: `06`, three or four of an area, or more in one piece.
fn is_kengetal(mut lezer: Lezer<'_>) -> bool {
    let cijfers = lezer.cijfers(2..=10);
    cijfers.is_some_and(|c| c.len() > 2 || c == "06")
}

/// `(020) 1234567`: a bracket that belongs to the number, and not to the sentence.
fn sluit_haken(mut lezer: Lezer<'_>) -> bool {
    lezer.cijfers(2..=4).is_some() && lezer.letterlijk(")")
}

/// `06-02-2026 12:30` is a day in February.
fn is_datum(mut lezer: Lezer<'_>) -> bool {
    let mut deel = |aantal| {
        let deel = lezer.cijfers(aantal);
        tussen(&mut lezer);
        deel
    };
    let dag = deel(2..=2);
    let maand = deel(1..=2);
    let jaar = deel(4..=4);
    dag.is_some()
        && maand
            .and_then(|m| m.parse::<u8>().ok())
            .is_some_and(|m| m <= 12)
        && jaar.is_some_and(is_jaar)
}
