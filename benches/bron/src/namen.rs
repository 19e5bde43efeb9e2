//! The names that stukken point at: those of the content of the product, so that an import finds
//! every one of them.

use anyhow::Context as _;

const GEMEENTEN: &str = include_str!("../../../content/gemeenten.csv");
const REGELINGEN: &str = include_str!("../../../content/regelingen.csv");

/// A gemeente with what its facets say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gemeente {
    /// Its official code.
    pub code: String,
    /// Its name.
    pub naam: String,
    /// The value of its province.
    pub provincie: String,
    /// The value of its size class.
    pub grootte: &'static str,
}

/// A law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regeling {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub titel: String,
    /// Its official id; empty when it has none.
    pub officieel_id: String,
    /// What people call it; empty when they have no short name.
    pub afkorting: String,
}

/// All names.
#[derive(Debug, Clone)]
pub struct Namen {
    /// The gemeenten, the largest first.
    pub gemeenten: Vec<Gemeente>,
    /// The laws.
    pub regelingen: Vec<Regeling>,
}

impl Namen {
    /// Reads the tables of the product.
    ///
    /// # Errors
    /// A column that is needed is not there.
    pub fn lees() -> anyhow::Result<Self> {
        let mut gemeenten = Vec::new();
        for rij in rijen(GEMEENTEN, ["code", "naam", "provincie", "inwoners"])? {
            let [code, naam, provincie, inwoners] = rij;
            let inwoners: u32 = inwoners
                .parse()
                .with_context(|| format!("{code}: {inwoners}"))?;
            let gemeente = Gemeente {
                code,
                naam,
                provincie: provincie.to_lowercase().replace('â', "a"),
                grootte: grootte(inwoners),
            };
            gemeenten.push((inwoners, gemeente));
        }
        gemeenten.sort_by(|(meer, een), (minder, ander)| {
            minder.cmp(meer).then_with(|| een.code.cmp(&ander.code))
        });
        let velden = ["slug", "titel", "officieelId", "afkorting"];
        let regelingen = rijen(REGELINGEN, velden)?.into_iter().map(|rij| {
            let [slug, titel, officieel_id, afkorting] = rij;
            Regeling {
                slug,
                titel,
                officieel_id,
                afkorting,
            }
        });
        Ok(Self {
            gemeenten: gemeenten
                .into_iter()
                .map(|(_, gemeente)| gemeente)
                .collect(),
            regelingen: regelingen.collect(),
        })
    }
}

fn rijen<const N: usize>(tabel: &str, velden: [&str; N]) -> anyhow::Result<Vec<[String; N]>> {
    let mut lezer = csv::Reader::from_reader(tabel.as_bytes());
    let koppen = lezer.headers()?.clone();
    let mut plaatsen = [0; N];
    for (plaats, veld) in plaatsen.iter_mut().zip(velden) {
        let kop = koppen.iter().position(|kop| kop == veld);
        *plaats = kop.with_context(|| format!("there is no column {veld}"))?;
    }
    let mut rijen = Vec::new();
    for rij in lezer.records() {
        let rij = rij?;
        rijen.push(plaatsen.map(|plaats| rij.get(plaats).unwrap_or_default().to_owned()));
    }
    Ok(rijen)
}

const fn grootte(inwoners: u32) -> &'static str {
    match inwoners {
        ..25_000 => "tot-25000",
        25_000..50_000 => "25000-50000",
        50_000..100_000 => "50000-100000",
        100_000..250_000 => "100000-250000",
        _ => "vanaf-250000",
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Namen;
    use crate::materiaal::ONDERWERPEN;

    #[test]
    fn every_name_is_one_of_the_product() {
        let namen = Namen::lees().unwrap();
        assert_eq!(namen.gemeenten.len(), 342);
        assert_eq!(namen.gemeenten[0].naam, "Amsterdam");
        assert!(namen.gemeenten.iter().any(|g| g.provincie == "fryslan"));
        let themas = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/themas");
        for (onderwerp, thema, _, regeling) in ONDERWERPEN {
            let bestand = themas.join(format!("{thema}.md"));
            assert!(bestand.is_file(), "{onderwerp}: {thema}");
            assert!(
                namen.regelingen.iter().any(|r| r.slug == regeling),
                "{onderwerp}: {regeling}"
            );
        }
    }
}
