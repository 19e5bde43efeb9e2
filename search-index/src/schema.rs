//! The fields of the index, and the fingerprint that tells one layout from another.
//!
//! | field | holds | for |
//! |---|---|---|
//! | `all` | title three times, summary, body, its lead again; stemmed, without stop words | matching and ranking |
//! | `exact` | the same, lower-case and folded only; with positions | exact forms, phrases, spelling |
//! | `parts` | the parts of the compounds of the same, stemmed | compounds by their parts |
//! | `pairs` | neighbours in title, summary and lead | words that belong together |
//! | `title` | the title, stemmed | whether a query names a document |
//! | `title_exact` | the title, lower-case and folded | suggestions |
//! | `identifiers` | numbers and abbreviations, each one term | a strong boost |
//! | `keys` | who may read it | the filter under everything |
//! | `fingerprint` | a number for all of the above | comparing with the tables |
//!
//! The lead is what the body begins with. One field with the title repeated ranks far better than a sum of fields with a boost: BM25 then
//! sees one length and one frequency. `parts` has no length of its own: its words are counted as
//! words of `all`.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::analysis::{self, COMPOUND_ANALYSER, EXACT_ANALYSER, PAIR_ANALYSER, STEMMED_ANALYSER};
use crate::facet::Facet;
use crate::fingerprint::of_text;
use crate::language::Language;

/// Raise this when documents are turned into fields in another way.
const LAYOUT_VERSION: u32 = 5;

pub(crate) const ID: &str = "id";
pub(crate) const VERSION: &str = "version";
pub(crate) const FINGERPRINT: &str = "fingerprint";
pub(crate) const CHANGED_AT: &str = "changed_at";

/// Handles to the fields.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    pub id: Field,
    pub version: Field,
    pub fingerprint: Field,
    pub changed_at: Field,
    pub low: Field,
    pub lapse: Field,
    pub adoption: Field,
    pub keys: Field,
    pub identifiers: Field,
    pub all: Field,
    pub exact: Field,
    pub parts: Field,
    pub pairs: Field,
    pub title: Field,
    pub title_exact: Field,
    pub title_text: Field,
    pub summary_text: Field,
    pub body_text: Field,
    /// One column per facet, by the place of the facet in [`Facet::ALL`].
    pub facets: [Field; Facet::ALL.len()],
}

/// The name of the column of a facet.
pub(crate) fn facet_column(facet: Facet) -> String {
    format!("facet_{facet}")
}

impl Fields {
    pub(crate) fn new() -> Self {
        let mut schema = Schema::builder();
        let term = || indexed("raw", IndexRecordOption::Basic, false);
        let id = schema.add_text_field(ID, term().set_fast("raw") | STORED);
        let version = schema.add_i64_field(VERSION, FAST);
        let fingerprint = schema.add_u64_field(FINGERPRINT, FAST);
        let changed_at = schema.add_i64_field(CHANGED_AT, FAST);
        let low = schema.add_bool_field("low", INDEXED);
        let lapse = schema.add_u64_field("lapse", INDEXED);
        let adoption = schema.add_u64_field("adoption", INDEXED);
        let keys = schema.add_text_field("keys", term());
        let identifiers = schema.add_text_field("identifiers", term());
        let frequencies = IndexRecordOption::WithFreqs;
        let all = schema.add_text_field("all", indexed(STEMMED_ANALYSER, frequencies, true));
        let positions = IndexRecordOption::WithFreqsAndPositions;
        let exact = schema.add_text_field("exact", indexed(EXACT_ANALYSER, positions, true));
        let parts = schema.add_text_field("parts", indexed(COMPOUND_ANALYSER, frequencies, false));
        let pairs = schema.add_text_field("pairs", indexed(PAIR_ANALYSER, frequencies, false));
        let basic = |analyser| indexed(analyser, IndexRecordOption::Basic, true);
        let title = schema.add_text_field("title", basic(STEMMED_ANALYSER));
        let title_exact = schema.add_text_field("title_exact", basic(EXACT_ANALYSER));
        let title_text = schema.add_text_field("title_text", STORED);
        let summary_text = schema.add_text_field("summary_text", STORED);
        let body_text = schema.add_text_field("body_text", STORED);
        let facets = Facet::ALL.map(|facet| {
            schema.add_text_field(&facet_column(facet), TextOptions::default().set_fast("raw"))
        });
        Self {
            schema: schema.build(),
            id,
            version,
            fingerprint,
            changed_at,
            low,
            lapse,
            adoption,
            keys,
            identifiers,
            all,
            exact,
            parts,
            pairs,
            title,
            title_exact,
            title_text,
            summary_text,
            body_text,
            facets,
        }
    }

    /// Names this layout: another schema, word list or analysis gives another fingerprint, and
    /// with it a new directory, so that an index is never read by rules it was not made by.
    pub(crate) fn fingerprint(&self, language: &Language) -> String {
        let schema = serialised(&self.schema);
        let parts = [
            schema.as_str(),
            &LAYOUT_VERSION.to_string(),
            &analysis::fingerprint(),
            &language.fingerprint(),
        ];
        format!("{:016x}", of_text(&parts.join("\n")))
    }
}

fn indexed(analyser: &str, option: IndexRecordOption, fieldnorms: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(analyser)
            .set_index_option(option)
            .set_fieldnorms(fieldnorms),
    )
}

fn serialised(schema: &Schema) -> String {
    let entries: Vec<String> = schema
        .fields()
        .map(|(_, entry)| format!("{} {:?}", entry.name(), entry.field_type()))
        .collect();
    entries.join("\n")
}

#[cfg(test)]
mod tests {
    use super::Fields;
    use crate::language::{Language, Lexicon, Synonym, Synonyms};

    #[test]
    fn the_fingerprint_is_that_of_what_an_index_holds() {
        let fingerprint = |words: &'static str, synonyms| {
            Fields::new().fingerprint(&Language::new(Lexicon::new(words), synonyms))
        };
        let none = Synonyms::default;
        let synonyms = Synonyms::new([Synonym {
            from: "wmo".to_owned(),
            to: "wet".to_owned(),
            both_ways: false,
        }]);
        assert_eq!(fingerprint("zorg", none()).len(), 16);
        assert_eq!(fingerprint("zorg", none()), fingerprint("zorg", synonyms));
        assert_ne!(fingerprint("zorg", none()), fingerprint("hulp", none()));
    }
}
