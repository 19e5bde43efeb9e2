//! Settings that keep out what should stay out: files, and too many requests.

use std::net::IpAddr;

use super::{Herkomst, Instelling};
use crate::{bestanden::clamd, error::Fouten};

/// The largest file that may be added when nothing is set, and the largest that can be set, in
/// millions of bytes.
const MB: u64 = 25;
const HOOGSTENS_MB: u64 = 500;

/// What keeps out what should stay out.
#[derive(Debug, Clone)]
pub struct Beveiliging {
    /// The largest file that may be added, in bytes.
    pub bijlage: Instelling<u64>,
    /// The scanner of files; none means that they are not scanned, and say so.
    pub clamd: Instelling<Option<clamd::Adres>>,
    /// The servers in front of this one that say truly from where a request comes.
    pub proxy: Instelling<Vec<IpAddr>>,
}

impl Default for Beveiliging {
    fn default() -> Self {
        fn standaard<T>(waarde: T) -> Instelling<T> {
            Instelling {
                waarde,
                herkomst: Herkomst::Standaard,
            }
        }
        Self {
            bijlage: standaard(MB * 1_000_000),
            clamd: standaard(None),
            proxy: standaard(Vec::new()),
        }
    }
}

impl Beveiliging {
    /// Reads the settings; notes every value that can't be used.
    pub(super) fn lees(
        kies: impl Fn(&str) -> Instelling<Option<String>>,
        fouten: &mut Fouten,
    ) -> Self {
        let anders = Self::default();
        let Instelling { waarde, herkomst } = kies("DWARSVERBAND_BIJLAGE_MB");
        let bijlage = waarde.map_or(anders.bijlage.waarde, |mb| {
            let mb = mb.parse().ok().filter(|n| (1..=HOOGSTENS_MB).contains(n));
            if mb.is_none() {
                let melding = format!("Schrijf een heel getal van 1 tot en met {HOOGSTENS_MB}.");
                fouten.meld("DWARSVERBAND_BIJLAGE_MB", "ongeldig", melding);
            }
            mb.unwrap_or(MB) * 1_000_000
        });
        let bijlage = Instelling {
            waarde: bijlage,
            herkomst,
        };
        let Instelling { waarde, herkomst } = kies("DWARSVERBAND_CLAMD");
        let clamd = waarde.and_then(|adres| {
            let gelezen = clamd::Adres::lees(&adres);
            if gelezen.is_none() {
                let melding = "Schrijf een adres met poort, zoals 127.0.0.1:3310, of het pad van een \
                               socket, zoals /run/clamav/clamd.ctl.";
                fouten.meld("DWARSVERBAND_CLAMD", "ongeldig", melding);
            }
            gelezen
        });
        let clamd = Instelling {
            waarde: clamd,
            herkomst,
        };
        let Instelling { waarde, herkomst } = kies("DWARSVERBAND_PROXY");
        let adressen = waarde.unwrap_or_default();
        let delen = adressen.split(',').map(str::trim).filter(|d| !d.is_empty());
        let mut proxy = Vec::new();
        for deel in delen {
            if let Ok(adres) = deel.parse::<IpAddr>() {
                proxy.push(adres.to_canonical());
            } else {
                let melding = format!(
                    "“{deel}” is geen IP-adres. Schrijf bijvoorbeeld 10.0.0.2, en zet een komma \
                     tussen twee adressen."
                );
                fouten.meld("DWARSVERBAND_PROXY", "ongeldig", melding);
            }
        }
        let proxy = Instelling {
            waarde: proxy,
            herkomst,
        };
        Self {
            bijlage,
            clamd,
            proxy,
        }
    }

    /// The settings as lines of name, value and source.
    pub(super) fn overzicht(&self) -> [(&'static str, String, Herkomst); 3] {
        let clamd = self.clamd.waarde.as_ref().map(ToString::to_string);
        let proxy: Vec<String> = self.proxy.waarde.iter().map(IpAddr::to_string).collect();
        let of = |waarde: String| match waarde.as_str() {
            "" => "geen".to_owned(),
            _ => waarde,
        };
        [
            (
                "DWARSVERBAND_BIJLAGE_MB",
                (self.bijlage.waarde / 1_000_000).to_string(),
                self.bijlage.herkomst,
            ),
            (
                "DWARSVERBAND_CLAMD",
                of(clamd.unwrap_or_default()),
                self.clamd.herkomst,
            ),
            (
                "DWARSVERBAND_PROXY",
                of(proxy.join(",")),
                self.proxy.herkomst,
            ),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lees(namen: &[(&str, &str)]) -> Result<Beveiliging, Vec<String>> {
        let mut fouten = Fouten::new();
        let kies = |naam: &str| {
            let waarde = namen.iter().find(|(van, _)| *van == naam);
            Instelling {
                waarde: waarde.map(|w| w.1.to_owned()),
                herkomst: Herkomst::Omgeving,
            }
        };
        let gelezen = Beveiliging::lees(kies, &mut fouten);
        let velden = fouten.iter().map(|f| f.veld.clone()).collect();
        fouten.of(gelezen).map_err(|_| velden)
    }

    #[test]
    fn without_settings_files_are_small_and_nobody_is_believed() {
        let gelezen = lees(&[]).unwrap();
        assert_eq!(gelezen.bijlage.waarde, 25_000_000);
        assert_eq!(gelezen.clamd.waarde, None);
        assert!(gelezen.proxy.waarde.is_empty());
    }

    #[test]
    fn settings_are_read_and_faults_told_all_at_once() {
        let gelezen = lees(&[
            ("DWARSVERBAND_BIJLAGE_MB", "100"),
            ("DWARSVERBAND_CLAMD", "clamd.example:3310"),
            ("DWARSVERBAND_PROXY", "10.0.0.2, ::ffff:10.0.0.3"),
        ])
        .unwrap();
        let waarden = gelezen.overzicht().map(|(_, waarde, _)| waarde);
        assert_eq!(
            waarden,
            ["100", "tcp:clamd.example:3310", "10.0.0.2,10.0.0.3"]
        );
        for mb in ["0", "501", "-1", "veel"] {
            let fouten = lees(&[
                ("DWARSVERBAND_BIJLAGE_MB", mb),
                ("DWARSVERBAND_CLAMD", "ergens"),
                ("DWARSVERBAND_PROXY", "10.0.0.2,proxy.example"),
            ])
            .unwrap_err();
            assert_eq!(
                fouten,
                [
                    "DWARSVERBAND_BIJLAGE_MB",
                    "DWARSVERBAND_CLAMD",
                    "DWARSVERBAND_PROXY"
                ]
            );
        }
    }
}
