//! The keys that say who reads what.
//!
//! A document carries keys and a reader holds keys; a document is read by whoever shares one with
//! it. The index knows nothing more of rights: it does not know what a key means.

/// The keys of one reader, sorted and without doubles, so that equal sets compare equal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Keys(Vec<String>);

impl Keys {
    /// Collects keys, in any order.
    pub fn new<I, S>(keys: I) -> Self
    where
        I: IntoIterator<Item = S>,
        S: Into<String>,
    {
        let mut keys: Vec<String> = keys.into_iter().map(Into::into).collect();
        keys.sort_unstable();
        keys.dedup();
        Self(keys)
    }

    /// Whether a document with these keys may be read.
    pub fn may_read<S: AsRef<str>>(&self, document_keys: &[S]) -> bool {
        document_keys.iter().any(|key| {
            self.0
                .binary_search_by(|own| own.as_str().cmp(key.as_ref()))
                .is_ok()
        })
    }

    /// The keys, sorted.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }

    /// Whether there are no keys at all: such a reader reads nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<S: Into<String>> FromIterator<S> for Keys {
    fn from_iter<I: IntoIterator<Item = S>>(keys: I) -> Self {
        Self::new(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn keys_compare_as_sets() {
        assert_eq!(Keys::new(["b", "a", "b"]), Keys::new(["a", "b"]));
        assert_eq!(Keys::new(["b", "a"]).iter().collect::<Vec<_>>(), ["a", "b"]);
        assert!(Keys::new(["a", "b"]).may_read(&["x", "b"]));
        assert!(!Keys::new(["a", "b"]).may_read(&["x"]));
        assert!(!Keys::default().may_read(&["x"]));
    }
}
