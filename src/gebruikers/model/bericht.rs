//! What an account gets mail about, and the codes in that mail. Pure.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::waarden::waarden;

/// The kind of the jobs that mail to an account.
pub const SOORT: &str = "account-mail";

waarden! {
    /// What an account gets mail about.
    Bericht {
        Uitnodiging = "uitnodiging", "Uitnodiging";
        Herstel = "herstel", "Nieuw wachtwoord";
        WachtwoordGewijzigd = "wachtwoord-gewijzigd", "Wachtwoord gewijzigd";
        TweedeFactorGewijzigd = "tweede-factor-gewijzigd", "Extra controle bij het inloggen gewijzigd";
        TokenVerloopt = "token-verloopt", "API-token verloopt bijna";
        MailadresGevraagd = "mailadres-gevraagd", "Ander mailadres gevraagd";
        NieuwMailadres = "nieuw-mailadres", "Bevestig uw nieuwe mailadres";
    }
}

impl Bericht {
    /// How long after it was asked for the message may still be sent: what somebody asked at the
    /// login page is of no use to them tomorrow, and would alarm them.
    pub const fn houdbaar(self) -> TimeDelta {
        match self {
            Self::Herstel => TimeDelta::hours(1),
            Self::NieuwMailadres => TimeDelta::days(1),
            Self::WachtwoordGewijzigd
            | Self::TweedeFactorGewijzigd
            | Self::TokenVerloopt
            | Self::MailadresGevraagd => TimeDelta::days(7),
            Self::Uitnodiging => TimeDelta::days(90),
        }
    }
}

/// What a job that mails to an account is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lading {
    /// The number of the account. There may be none: then there is nothing to send.
    pub account: Uuid,
    /// About what.
    pub bericht: Bericht,
}

waarden! {
    /// What a code from a mail is for.
    Codesoort {
        Uitnodiging = "uitnodiging", "Uitnodiging";
        Herstel = "herstel", "Nieuw wachtwoord";
        NieuwMailadres = "nieuw-mailadres", "Nieuw mailadres";
    }
}

impl Codesoort {
    /// How long a code can be used.
    pub const fn duur(self) -> TimeDelta {
        match self {
            Self::Uitnodiging => TimeDelta::days(7),
            Self::Herstel => TimeDelta::hours(1),
            Self::NieuwMailadres => TimeDelta::days(1),
        }
    }

    /// Whether a password can be chosen with it. What shows that an address is somebody's, opens no
    /// account.
    pub const fn opent(self) -> bool {
        match self {
            Self::Uitnodiging | Self::Herstel => true,
            Self::NieuwMailadres => false,
        }
    }
}

/// The code of an account, without the code itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Toegangscode {
    /// Whose it is.
    pub gebruiker_id: Uuid,
    /// What it is for.
    pub soort: Codesoort,
    /// Until when it can be used; none when it was not sent yet.
    pub verloopt: Option<DateTime<Utc>>,
}

impl Toegangscode {
    /// Whether it can be used now.
    pub fn is_geldig(&self, nu: DateTime<Utc>) -> bool {
        self.verloopt.is_some_and(|verloopt| nu < verloopt)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_good_until_it_ends() {
        let begin: DateTime<Utc> = "2026-11-27T08:00:00Z".parse().expect("a moment");
        for (soort, na, geldig) in [
            (Codesoort::Herstel, TimeDelta::zero(), true),
            (Codesoort::Herstel, TimeDelta::minutes(59), true),
            (Codesoort::Herstel, TimeDelta::minutes(60), false),
            (Codesoort::Uitnodiging, TimeDelta::minutes(60), true),
            (
                Codesoort::Uitnodiging,
                TimeDelta::days(7) - TimeDelta::seconds(1),
                true,
            ),
            (Codesoort::Uitnodiging, TimeDelta::days(7), false),
        ] {
            let code = Toegangscode {
                gebruiker_id: Uuid::nil(),
                soort,
                verloopt: Some(begin + soort.duur()),
            };
            assert_eq!(code.is_geldig(begin + na), geldig, "{soort} after {na}");
        }
        let niet_verstuurd = Toegangscode {
            gebruiker_id: Uuid::nil(),
            soort: Codesoort::Uitnodiging,
            verloopt: None,
        };
        assert!(!niet_verstuurd.is_geldig(begin));
    }

    #[test]
    fn what_a_job_is_about_names_nobody() {
        let lading = Lading {
            account: Uuid::from_u128(7),
            bericht: Bericht::Herstel,
        };
        let json = serde_json::to_string(&lading).expect("JSON");
        assert_eq!(
            json,
            "{\"account\":\"00000000-0000-0000-0000-000000000007\",\"bericht\":\"herstel\"}"
        );
    }
}
