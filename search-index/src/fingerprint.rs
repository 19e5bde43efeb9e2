//! A number for everything that the index was given of a document.

use crate::document::{Document, Weight};

impl Document {
    /// Stays the same as long as nothing changes that a search could show or use: keys, texts,
    /// numbers, facets, date, weight, standing and version. For comparing the index with the tables
    /// without reading texts from the index.
    pub fn fingerprint(&self) -> u64 {
        let mut hash = Hash::default();
        hash.text(&self.id);
        hash.number(self.version);
        hash.set(&self.keys);
        for text in [&self.title, &self.summary, &self.body, &self.around] {
            hash.text(text);
        }
        hash.set(&self.identifiers);
        for (facet, values) in &self.facets {
            hash.text(&facet.to_string());
            hash.set(values);
        }
        hash.number(self.changed_at);
        hash.number(i64::from(self.weight == Weight::Low));
        hash.number(self.standing.lapse.step().cast_signed());
        hash.number(self.standing.adoption.step().cast_signed());
        hash.0
    }
}

/// FNV-1a: the standard library promises no hash that stays the same over releases.
struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn number(&mut self, number: i64) {
        self.bytes(&number.to_le_bytes());
    }

    /// With its length, so that words can't move from one text to the next unseen.
    fn text(&mut self, text: &str) {
        self.bytes(&text.len().to_le_bytes());
        self.bytes(text.as_bytes());
    }

    /// Without regard to order, as the index has it.
    fn set(&mut self, values: &[String]) {
        let mut values: Vec<&str> = values.iter().map(String::as_str).collect();
        values.retain(|value| !value.is_empty());
        values.sort_unstable();
        values.dedup();
        self.bytes(&values.len().to_le_bytes());
        for value in values {
            self.text(value);
        }
    }
}

/// The fingerprint of a short text, such as that of a commit.
pub(crate) fn of_text(text: &str) -> u64 {
    let mut hash = Hash::default();
    hash.bytes(text.as_bytes());
    hash.0
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use crate::document::{Adoption, Document, Lapse, Standing, Weight};
    use crate::facet::Facet;

    fn document() -> Document {
        Document {
            id: "a".to_owned(),
            version: 1,
            keys: vec!["openbaar".to_owned(), "team".to_owned()],
            title: "Schulden".to_owned(),
            summary: "Kort".to_owned(),
            body: "Lang".to_owned(),
            around: "Eromheen".to_owned(),
            identifiers: vec!["PRK-1".to_owned()],
            facets: BTreeMap::from([(Facet::ALL[0], vec!["x".to_owned(), "y".to_owned()])]),
            changed_at: 5,
            weight: Weight::Normal,
            standing: Standing::default(),
        }
    }

    #[test]
    fn every_field_counts() {
        let changes: [fn(&mut Document); 16] = [
            |d| d.id.push('x'),
            |d| d.version += 1,
            |d| d.keys.truncate(1),
            |d| d.title.push('x'),
            |d| d.summary.push('x'),
            |d| d.body.push('x'),
            |d| d.around.push('x'),
            |d| d.identifiers.clear(),
            |d| d.facets.clear(),
            |d| d.changed_at += 1,
            |d| d.weight = Weight::Low,
            |d| d.standing.lapse = Lapse::Overdue,
            |d| d.standing.lapse = Lapse::Withdrawn,
            |d| d.standing.adoption = Adoption::Few,
            |d| d.standing.adoption = Adoption::Many,
            // The same letters, one field further.
            |d| {
                d.title.truncate(7);
                d.summary.insert(0, 'n');
            },
        ];
        let mut seen = vec![document().fingerprint()];
        for change in changes {
            let mut document = document();
            change(&mut document);
            seen.push(document.fingerprint());
        }
        let all = seen.len();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen.len(), all, "each change gives another fingerprint");
    }

    #[test]
    fn order_and_doubles_of_sets_do_not_count() {
        let mut other = document();
        other.keys = vec!["team".to_owned(), "openbaar".to_owned(), "team".to_owned()];
        other.facets.insert(
            Facet::ALL[0],
            vec!["y".to_owned(), String::new(), "x".to_owned()],
        );
        assert_eq!(other.fingerprint(), document().fingerprint());
    }
}
