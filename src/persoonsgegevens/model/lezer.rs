//! Reading a text step by step.

use std::ops::{Range, RangeInclusive};

/// A place in a text. A step that can't be taken leaves it where it was.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lezer<'t> {
    tekst: &'t str,
    plek: usize,
}

impl<'t> Lezer<'t> {
    pub(super) fn op(tekst: &'t str, plek: usize) -> Self {
        Self { tekst, plek }
    }

    pub(super) fn plek(&self) -> usize {
        self.plek
    }

    fn rest(&self) -> &'t str {
        &self.tekst[self.plek..]
    }

    /// Takes all characters of a kind that stand here, when there are as many as asked for. Looks no
    /// further than it takes to know that, so that no text is read over and over.
    pub(super) fn reeks(
        &mut self,
        aantal: RangeInclusive<usize>,
        soort: impl Fn(char) -> bool,
    ) -> Option<&'t str> {
        let rest = self.rest();
        let passend = rest.chars().take_while(|c| soort(*c));
        let (tekens, lengte) = passend
            .take(aantal.end() + 1)
            .fold((0, 0), |(tekens, lengte), c| {
                (tekens + 1, lengte + c.len_utf8())
            });
        aantal.contains(&tekens).then(|| {
            self.plek += lengte;
            &rest[..lengte]
        })
    }

    /// Takes all digits that stand here, when there are as many as asked for.
    pub(super) fn cijfers(&mut self, aantal: RangeInclusive<usize>) -> Option<&'t str> {
        self.reeks(aantal, |c| c.is_ascii_digit())
    }

    /// Takes one digit.
    pub(super) fn cijfer(&mut self) -> Option<u8> {
        let cijfer = self.rest().bytes().next().filter(u8::is_ascii_digit)?;
        self.plek += 1;
        Some(cijfer - b'0')
    }

    /// Takes these characters, in capitals or not.
    pub(super) fn letterlijk(&mut self, wat: &str) -> bool {
        let staat_er = self
            .rest()
            .get(..wat.len())
            .is_some_and(|deel| deel.eq_ignore_ascii_case(wat));
        if staat_er {
            self.plek += wat.len();
        }
        staat_er
    }

    /// Whether a word or number ends here.
    pub(super) fn is_einde(&self) -> bool {
        !self.rest().starts_with(char::is_alphanumeric)
    }
}

/// Whether a word or number can begin here.
pub(super) fn is_begin(tekst: &str, plek: usize) -> bool {
    !tekst[..plek].ends_with(char::is_alphanumeric)
}

/// Tries every place where a word or number begins with such a character, each one behind the last
/// find. `vanaf` answers where a find ends.
pub(super) fn zoek(
    tekst: &str,
    eerste: impl Fn(char) -> bool,
    vanaf: impl Fn(usize) -> Option<usize>,
) -> Vec<Range<usize>> {
    let mut vondsten = Vec::new();
    let mut vrij = 0;
    for (plek, teken) in tekst.char_indices() {
        if plek >= vrij
            && eerste(teken)
            && is_begin(tekst, plek)
            && let Some(einde) = vanaf(plek)
        {
            vondsten.push(plek..einde);
            vrij = einde;
        }
    }
    vondsten
}

/// A space, as people and word processors write it.
pub(super) fn is_spatie(teken: char) -> bool {
    matches!(teken, ' ' | '\u{a0}' | '\u{202f}' | '\t')
}

/// Whether four digits are a year of our time.
pub(super) fn is_jaar(cijfers: &str) -> bool {
    cijfers.len() == 4 && (cijfers.starts_with("19") || cijfers.starts_with("20"))
}
