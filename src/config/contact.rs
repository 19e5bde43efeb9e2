//! Where people reach whoever runs the platform.

use std::sync::Arc;

/// What stands there until somebody sets it: an address that can't exist (RFC 2606).
const VOORBEELD: &str = "mailto:contact@dwarsverband.example";

/// An address to write to: a mailbox or a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    uri: Arc<str>,
    ingesteld: bool,
}

impl Default for Contact {
    fn default() -> Self {
        Self {
            uri: VOORBEELD.into(),
            ingesteld: false,
        }
    }
}

impl Contact {
    /// Reads a mail address, with or without `mailto:`, or the `https` address of a page.
    pub fn lees(tekst: &str) -> Option<Self> {
        // It is printed in security.txt, where a space or line end would begin something new.
        let gewoon = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"');
        if !tekst.chars().all(gewoon) {
            return None;
        }
        let uri = if let Some(rest) = tekst.strip_prefix("https://") {
            let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
            (!host.is_empty()).then(|| tekst.to_owned())?
        } else {
            let adres = tekst.strip_prefix("mailto:").unwrap_or(tekst);
            let (naam, domein) = adres.split_once('@')?;
            let goed = !naam.is_empty() && domein.contains('.') && !adres.contains([':', '/', '?']);
            goed.then(|| format!("mailto:{adres}"))?
        };
        Some(Self {
            uri: uri.into(),
            ingesteld: true,
        })
    }

    /// The address as a link.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The address as people read it.
    pub fn tekst(&self) -> &str {
        self.uri.strip_prefix("mailto:").unwrap_or(&self.uri)
    }

    /// Whether it is a mailbox, and no page.
    pub fn is_mailadres(&self) -> bool {
        self.uri.starts_with("mailto:")
    }

    /// Whether somebody set it. If not, nobody reads what is sent there.
    pub fn is_ingesteld(&self) -> bool {
        self.ingesteld
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mailbox_or_a_page() {
        for (tekst, uri) in [
            (
                "meld@gemeente.example",
                Some("mailto:meld@gemeente.example"),
            ),
            (
                "mailto:meld@gemeente.example",
                Some("mailto:meld@gemeente.example"),
            ),
            (
                "https://gemeente.example/meld",
                Some("https://gemeente.example/meld"),
            ),
            ("http://gemeente.example", None),
            ("https://", None),
            ("meld", None),
            ("@gemeente.example", None),
            ("meld@gemeente", None),
            ("a@b.example\r\nContact: x", None),
            ("javascript:x@y.example", None),
            ("mailto:a@b.example?cc=c@d.example", None),
        ] {
            let contact = Contact::lees(tekst);
            assert_eq!(contact.as_ref().map(Contact::uri), uri, "{tekst:?}");
        }
        assert!(!Contact::default().is_ingesteld());
        assert_eq!(Contact::default().tekst(), "contact@dwarsverband.example");
    }
}
