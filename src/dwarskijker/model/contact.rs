//! Through whom an organisatie replies: an account, or somebody without one who reads by a toegangslink.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody who may reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Contact {
    /// An account.
    Account(Uuid),
    /// Who holds a toegangslink.
    Link(Uuid),
}

impl Contact {
    /// The account; none of who has none.
    pub const fn account(self) -> Option<Uuid> {
        match self {
            Self::Account(id) => Some(id),
            Self::Link(_) => None,
        }
    }
}

/// As the geschiedenis names people: `account:ID` or `link:ID`.
impl fmt::Display for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Link(id) => write!(f, "link:{id}"),
        }
    }
}

impl FromStr for Contact {
    type Err = ();

    fn from_str(tekst: &str) -> Result<Self, ()> {
        let (soort, id) = tekst.split_once(':').ok_or(())?;
        let id = id.parse().map_err(|_| ())?;
        match soort {
            "account" => Ok(Self::Account(id)),
            "link" => Ok(Self::Link(id)),
            _ => Err(()),
        }
    }
}

/// A line of a form that names somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Genoemd<'a> {
    /// The mail address of an account.
    Adres(&'a str),
    /// Somebody without an account: their name, and their mail address between `<` and `>`.
    Persoon {
        /// Their name.
        naam: &'a str,
        /// Their address.
        mail: &'a str,
    },
}

impl<'a> Genoemd<'a> {
    /// Of a line as it was typed. Without a name there is no person: then it is an address.
    pub fn lees(regel: &'a str) -> Self {
        let regel = regel.trim();
        let binnen = regel
            .strip_suffix('>')
            .and_then(|regel| regel.split_once('<'));
        match binnen {
            Some((naam, mail)) if naam.trim().is_empty() => Self::Adres(mail.trim()),
            Some((naam, mail)) => Self::Persoon {
                naam: naam.trim(),
                mail: mail.trim(),
            },
            None => Self::Adres(regel),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_written_as_the_geschiedenis_names_people() {
        let id = Uuid::from_u128(1);
        for contact in [Contact::Account(id), Contact::Link(id)] {
            assert_eq!(contact.to_string().parse(), Ok(contact));
        }
        for fout in ["", "account", "account:x", "persoon:1", &id.to_string()] {
            assert_eq!(fout.parse::<Contact>(), Err(()), "{fout}");
        }
    }

    #[test]
    fn a_name_before_an_address_is_somebody_without_an_account() {
        let persoon = |naam, mail| Genoemd::Persoon { naam, mail };
        for (regel, verwacht) in [
            ("els@stad.example", Genoemd::Adres("els@stad.example")),
            (" <els@stad.example> ", Genoemd::Adres("els@stad.example")),
            (
                "Noor Voorbeeld <noor@wijkteam.example>",
                persoon("Noor Voorbeeld", "noor@wijkteam.example"),
            ),
            (" Noor< noor >", persoon("Noor", "noor")),
            ("Noor <noor", Genoemd::Adres("Noor <noor")),
        ] {
            assert_eq!(Genoemd::lees(regel), verwacht, "{regel}");
        }
    }
}
