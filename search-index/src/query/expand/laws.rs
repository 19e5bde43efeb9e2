//! Laws that a query names.

use super::{Expansion, PART_IDENTIFIER, WHOLE_IDENTIFIER};
use crate::analysis::identifier;
use crate::error::Result;
use crate::language::Replacement;
use crate::query::article::law_names;

impl Expansion<'_> {
    /// A law that is named raises itself. With the number of one of its articles, in whatever order
    /// and with whatever words around it, it is what was asked for; and without that article too,
    /// because where it would have been is the best answer there is.
    pub(super) fn add_laws(&mut self, replacements: &[Replacement<'_>]) -> Result<()> {
        let identifiers = self.view.fields.identifiers;
        let number = self.plan.articles.first().map(|of| of.required[0].clone());
        for name in law_names(self.pieces, replacements) {
            if self.view.frequency(identifiers, &name)? == 0 {
                continue;
            }
            if let Some(number) = &number {
                let article = identifier(&format!("artikel{number}{name}"));
                let has_article = self.view.frequency(identifiers, &article)? > 0;
                self.plan.identifiers.push(if has_article {
                    (article, WHOLE_IDENTIFIER)
                } else {
                    (name.clone(), PART_IDENTIFIER)
                });
            }
            self.plan.laws.push(name);
        }
        Ok(())
    }
}
