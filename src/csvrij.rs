//! Rows of CSV that a spreadsheet can open without running anything (ASVS 5.0, 1.2.10): every CSV
//! that the product writes goes through here.

use std::borrow::Cow;

/// What makes a spreadsheet take a cell for a formula.
const FORMULE: [char; 8] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0'];

/// A cell without power: one that would be a formula gets an apostrophe in front, which spreadsheets
/// read as "this is text".
pub fn cel(tekst: &str) -> Cow<'_, str> {
    // Spreadsheets drop the mark of the byte order before they look.
    if tekst.trim_start_matches('\u{feff}').starts_with(FORMULE) {
        Cow::Owned(format!("'{tekst}"))
    } else {
        Cow::Borrowed(tekst)
    }
}

/// What a cell of our own said before [`cel`] took its power.
pub fn zonder_apostrof(cel: &str) -> &str {
    cel.strip_prefix('\'')
        .filter(|rest| rest.trim_start_matches('\u{feff}').starts_with(FORMULE))
        .unwrap_or(cel)
}

/// Rows as CSV (RFC 4180).
///
/// # Errors
/// There is no memory for it.
pub fn rijen<R, C>(rijen: impl IntoIterator<Item = R>) -> Result<String, csv::Error>
where
    R: IntoIterator<Item = C>,
    C: AsRef<str>,
{
    let mut csv = csv::WriterBuilder::new()
        .flexible(true)
        .from_writer(Vec::new());
    for rij in rijen {
        for waarde in rij {
            csv.write_field(cel(waarde.as_ref()).as_bytes())?;
        }
        csv.write_record(None::<&[u8]>)?;
    }
    let bytes = csv.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_formula_is_text() {
        for (tekst, als_cel) in [
            ("=1+1", "'=1+1"),
            ("+31 6", "'+31 6"),
            ("-2", "'-2"),
            ("@SOM(A1)", "'@SOM(A1)"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("\n=1", "'\n=1"),
            ("\0=1", "'\0=1"),
            ("a=1", "a=1"),
            ("", ""),
            ("'=1", "'=1"),
            ("\u{feff}=1", "'\u{feff}=1"),
        ] {
            assert_eq!(cel(tekst), als_cel, "{tekst:?}");
        }
        assert_eq!(zonder_apostrof("'=1"), "=1");
        assert_eq!(zonder_apostrof("'s avonds"), "'s avonds");
    }

    proptest! {
        /// Whatever stands in it, every cell comes out again as it was or with an apostrophe, and
        /// none is a formula.
        #[test]
        fn no_cell_is_a_formula_and_none_is_lost(
            rij in prop::collection::vec("[=+@'\"\\-,;\r\n\t a-z€]{0,8}|.*", 1..6)
        ) {
            let kop = vec!["kop".to_owned()];
            let tekst = rijen([&kop, &rij]).expect("memory");
            let mut lezer = csv::ReaderBuilder::new()
                .has_headers(true)
                .flexible(true)
                .from_reader(tekst.as_bytes());
            let terug: Vec<_> = lezer.records().collect::<Result<_, _>>().expect("CSV");
            // The reader skips a line with nothing on it.
            prop_assume!(rij != [""]);
            prop_assert_eq!(terug.len(), 1);
            prop_assert_eq!(terug[0].len(), rij.len());
            for (uit, in_) in terug[0].iter().zip(&rij) {
                prop_assert!(!uit.trim_start_matches('\u{feff}').starts_with(FORMULE), "{:?}", uit);
                prop_assert!(uit == in_ || uit.strip_prefix('\'') == Some(in_), "{:?}", uit);
            }
        }
    }
}
