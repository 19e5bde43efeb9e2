//! Logging in at one's organisation: how sure it is who somebody is, whom an organisation speaks for,
//! and which account somebody gets who comes back from there. Pure.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{Mailadres, Status};
use crate::waarden::waarden;

waarden! {
    /// How sure an organisation is of who somebody is, from little to much: the levels of eIDAS.
    Niveau {
        Laag = "laag", "Laag";
        Substantieel = "substantieel", "Substantieel";
        Hoog = "hoog", "Hoog";
    }
}

/// What a provider calls the levels: the values of `acr`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Niveaus {
    /// For each level, from little to much, the values that mean it.
    pub waarden: [(Niveau, Vec<String>); 3],
}

impl Default for Niveaus {
    /// The values of the NL GOV profile.
    fn default() -> Self {
        let eidas = |naam| vec![format!("http://eidas.europa.eu/LoA/{naam}")];
        Self {
            waarden: [
                (Niveau::Laag, eidas("low")),
                (Niveau::Substantieel, eidas("substantial")),
                (Niveau::Hoog, eidas("high")),
            ],
        }
    }
}

impl Niveaus {
    /// The level that a value means; none when the provider never told us of it.
    pub fn van(&self, acr: &str) -> Option<Niveau> {
        let met = |(_, waarden): &&(Niveau, Vec<String>)| waarden.iter().any(|w| w == acr);
        self.waarden.iter().find(met).map(|(niveau, _)| *niveau)
    }

    /// The values to ask for a level: its own first, the higher ones are good as well.
    pub fn vanaf(&self, niveau: Niveau) -> impl Iterator<Item = &str> {
        let genoeg = self.waarden.iter().filter(move |(n, _)| *n >= niveau);
        genoeg.flat_map(|(_, waarden)| waarden.iter().map(String::as_str))
    }
}

/// Whose mail addresses a provider vouches for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Domeinen {
    /// Everybody's: it serves many organisations, and somebody has said so on purpose.
    Alle,
    /// Those at these domains, in lower case. A domain below one of them is another one.
    Deze(BTreeSet<String>),
}

impl Domeinen {
    /// Whether the provider may say that somebody has this address.
    pub fn omvat(&self, mail: &Mailadres) -> bool {
        match self {
            Self::Alle => true,
            Self::Deze(domeinen) => mail
                .als_tekst()
                .rsplit_once('@')
                .is_some_and(|(_, domein)| domeinen.contains(domein)),
        }
    }
}

/// What a provider says of the mail address of somebody who is new to us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mailclaim {
    /// Nothing, or nothing that is an address.
    Geen,
    /// An address that it has not verified.
    Onbevestigd,
    /// An address that it vouches for.
    Bevestigd(Mailadres),
}

/// An account, as far as it matters for who may log in with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kandidaat {
    /// Its number.
    pub id: Uuid,
    /// Whether it can be used.
    pub status: Status,
    /// Whether it belongs to somebody at this provider already.
    pub gekoppeld: bool,
}

/// What to do with somebody who comes back from a provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Besluit {
    /// They log in with this account.
    Binnen(Uuid),
    /// The account becomes theirs at this provider, and they log in with it.
    Koppelen(Uuid),
    /// They do not log in.
    Nee(Reden),
}

waarden! {
    /// Why somebody who comes back from a provider does not log in: for the log.
    Reden {
        Geblokkeerd = "account-niet-in-gebruik", "Het account is niet in gebruik";
        GeenMail = "geen-mailadres", "De aanbieder noemt geen mailadres";
        Onbevestigd = "mailadres-onbevestigd", "Het mailadres is niet bevestigd";
        AnderDomein = "ander-domein", "De aanbieder gaat niet over dit domein";
        GeenAccount = "geen-account", "Er is geen account met dit mailadres";
        AlGekoppeld = "account-van-ander", "Het account is van een ander bij deze aanbieder";
    }
}

/// Decides about somebody whom we know from this provider: their account it is, whatever their mail
/// address is by now.
pub fn bekende(account: Kandidaat) -> Besluit {
    if account.status == Status::Actief {
        Besluit::Binnen(account.id)
    } else {
        Besluit::Nee(Reden::Geblokkeerd)
    }
}

/// The address by which to look for the account of somebody whom we do not know from this provider.
///
/// # Errors
/// There is none that this provider vouches for and may vouch for.
pub fn zoekadres(mail: Mailclaim, domeinen: &Domeinen) -> Result<Mailadres, Reden> {
    match mail {
        Mailclaim::Geen => Err(Reden::GeenMail),
        Mailclaim::Onbevestigd => Err(Reden::Onbevestigd),
        Mailclaim::Bevestigd(mail) if domeinen.omvat(&mail) => Ok(mail),
        Mailclaim::Bevestigd(_) => Err(Reden::AnderDomein),
    }
}

/// Decides about somebody whom we do not know from this provider, by the account with their address.
pub fn onbekende(account: Option<Kandidaat>) -> Besluit {
    match account {
        None => Besluit::Nee(Reden::GeenAccount),
        Some(account) if account.status != Status::Actief => Besluit::Nee(Reden::Geblokkeerd),
        Some(account) if account.gekoppeld => Besluit::Nee(Reden::AlGekoppeld),
        Some(account) => Besluit::Koppelen(account.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOA: &str = "http://eidas.europa.eu/LoA/";

    #[test]
    fn levels_have_an_order_and_an_unknown_value_none() {
        let niveaus = Niveaus::default();
        for (acr, niveau) in [
            ("http://eidas.europa.eu/LoA/low", Some(Niveau::Laag)),
            (
                "http://eidas.europa.eu/LoA/substantial",
                Some(Niveau::Substantieel),
            ),
            ("http://eidas.europa.eu/LoA/high", Some(Niveau::Hoog)),
            ("https://eidas.europa.eu/LoA/high", None),
            ("high", None),
            ("", None),
        ] {
            assert_eq!(niveaus.van(acr), niveau, "{acr}");
        }
        for (niveau, namen) in [
            (Niveau::Laag, &["low", "substantial", "high"][..]),
            (Niveau::Substantieel, &["substantial", "high"]),
            (Niveau::Hoog, &["high"]),
        ] {
            let verwacht: Vec<String> = namen.iter().map(|naam| format!("{LOA}{naam}")).collect();
            let gevraagd: Vec<&str> = niveaus.vanaf(niveau).collect();
            assert_eq!(gevraagd, verwacht, "{niveau}");
        }
        assert!(Niveau::Laag < Niveau::Substantieel && Niveau::Substantieel < Niveau::Hoog);
    }

    fn mail(tekst: &str) -> Mailadres {
        tekst.parse().expect("an address")
    }

    #[test]
    fn a_provider_speaks_for_its_own_domains() {
        let deze = Domeinen::Deze(["gemeente.example".to_owned()].into());
        for (adres, omvat) in [
            ("els@gemeente.example", true),
            ("Els@Gemeente.EXAMPLE", true),
            ("els@sub.gemeente.example", false),
            ("els@nepgemeente.example", false),
            ("els@gemeente.example.elders.example", false),
        ] {
            assert_eq!(deze.omvat(&mail(adres)), omvat, "{adres}");
            assert!(Domeinen::Alle.omvat(&mail(adres)), "{adres}");
        }
    }

    #[test]
    fn only_an_address_that_is_vouched_for_finds_an_account() {
        let deze = Domeinen::Deze(["gemeente.example".to_owned()].into());
        let els = mail("els@gemeente.example");
        let bevestigd = |adres: &str| Mailclaim::Bevestigd(mail(adres));
        for (claim, adres) in [
            (Mailclaim::Geen, Err(Reden::GeenMail)),
            (Mailclaim::Onbevestigd, Err(Reden::Onbevestigd)),
            (bevestigd("els@elders.example"), Err(Reden::AnderDomein)),
            (bevestigd("els@gemeente.example"), Ok(els)),
        ] {
            assert_eq!(zoekadres(claim.clone(), &deze), adres, "{claim:?}");
        }
    }

    #[test]
    fn an_account_is_that_of_one_person_who_may_use_it() {
        let id = Uuid::from_u128(1);
        let account = |status, gekoppeld| Kandidaat {
            id,
            status,
            gekoppeld,
        };
        // Status, linked already, what a known person gets, what a new one gets.
        for (status, gekoppeld, bekend, onbekend) in [
            (
                Status::Actief,
                false,
                Besluit::Binnen(id),
                Besluit::Koppelen(id),
            ),
            (
                Status::Actief,
                true,
                Besluit::Binnen(id),
                Besluit::Nee(Reden::AlGekoppeld),
            ),
            (
                Status::Geblokkeerd,
                false,
                Besluit::Nee(Reden::Geblokkeerd),
                Besluit::Nee(Reden::Geblokkeerd),
            ),
            (
                Status::Vertrokken,
                true,
                Besluit::Nee(Reden::Geblokkeerd),
                Besluit::Nee(Reden::Geblokkeerd),
            ),
        ] {
            let account = account(status, gekoppeld);
            assert_eq!(bekende(account), bekend, "{account:?}");
            assert_eq!(onbekende(Some(account)), onbekend, "{account:?}");
        }
        assert_eq!(onbekende(None), Besluit::Nee(Reden::GeenAccount));
    }
}
