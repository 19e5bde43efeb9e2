//! Closed lists of values: each with the form that URLs, JSON and tables use (kebab-case without
//! accents) and the words for people.

/// Declares a closed list: an enum with `ALLE`, `waarde()`, `label()`, `FromStr`, `Display` and
/// serde in the kebab-case form.
macro_rules! waarden {
    ($(#[$doc:meta])* $naam:ident { $($(#[$vdoc:meta])* $variant:ident = $waarde:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $naam {
            $($(#[$vdoc])* #[doc = $label] #[serde(rename = $waarde)] $variant,)+
        }

        impl $naam {
            /// All values, in the order people expect.
            pub const ALLE: &'static [Self] = &[$(Self::$variant),+];

            /// The value in URLs, JSON and tables.
            pub const fn waarde(self) -> &'static str {
                match self { $(Self::$variant => $waarde),+ }
            }

            /// The words for people.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$variant => $label),+ }
            }
        }

        impl std::str::FromStr for $naam {
            type Err = ();

            fn from_str(s: &str) -> Result<Self, ()> {
                match s { $($waarde => Ok(Self::$variant),)+ _ => Err(()) }
            }
        }

        impl std::fmt::Display for $naam {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.waarde())
            }
        }
    };
}

pub(crate) use waarden;

/// The values of a list as one sentence part: `a, b of c`.
pub fn opsomming<'a>(waarden: impl IntoIterator<Item = &'a str>) -> String {
    let alle: Vec<&str> = waarden.into_iter().collect();
    match alle.split_last() {
        None => String::new(),
        Some((enige, [])) => (*enige).to_owned(),
        Some((laatste, eerdere)) => format!("{} of {laatste}", eerdere.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_read_as_a_sentence() {
        assert_eq!(opsomming([]), "");
        assert_eq!(opsomming(["a"]), "a");
        assert_eq!(opsomming(["a", "b", "c"]), "a, b of c");
    }
}
