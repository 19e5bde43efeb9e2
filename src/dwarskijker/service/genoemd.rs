//! Who is named as a contact of an organisatie, as a form says it.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{super::model::Genoemd, wederhoor::hoort_bij};
use crate::{
    error::{Fouten, Result},
    feitencheck::model::Uitnodiging,
    gebruikers::{
        model::Mailadres,
        service::{functie::lid_van, namen::met_mail},
    },
    ids::kort,
    stukken::model::Kop,
};

/// The most contacts of one organisatie.
pub(super) const CONTACTEN: usize = 20;

/// Who is named, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Genoemden {
    /// Accounts of the organisatie.
    pub(super) accounts: Vec<Uuid>,
    /// Who has no account: a name and an address each.
    pub(super) personen: Vec<(String, Mailadres)>,
}

impl Genoemden {
    /// How many they are.
    pub(super) fn aantal(&self) -> usize {
        self.accounts.len() + self.personen.len()
    }
}

/// Who these lines name: accounts that belong to an organisatie by their address, and people without one by
/// name and address. What is wrong is noted with the field.
///
/// # Errors
/// The database can't be read.
pub(super) async fn lees(
    conn: &impl ConnectionTrait,
    organisatie: &Kop,
    (regels, veld): (&[String], &str),
    fouten: &mut Fouten,
) -> Result<Genoemden> {
    let mut genoemden = Genoemden::default();
    if regels.len() > CONTACTEN {
        let melding = format!("Noem hoogstens {CONTACTEN} contactpersonen.");
        fouten.meld(veld, "te-veel", melding);
        return Ok(genoemden);
    }
    for regel in regels {
        match Genoemd::lees(regel) {
            Genoemd::Adres(adres) => {
                let gevonden = account(conn, organisatie, adres).await?;
                match gevonden {
                    Some(id) if genoemden.accounts.contains(&id) => {}
                    Some(id) => genoemden.accounts.push(id),
                    None => {
                        let melding = format!(
                            "“{}” is geen account van {}. Vraag de organisatie om die persoon uit te \
                             nodigen, of kies een ander. Of zet de naam ervoor, zoals Noor Voorbeeld \
                             <noor@organisatie.example>: dan krijgt die persoon een link.",
                            kort(adres),
                            organisatie.titel
                        );
                        fouten.meld(veld, "geen-account", melding);
                    }
                }
            }
            Genoemd::Persoon { naam, mail } => {
                let Some(persoon) = persoon(conn, (naam, mail), veld, fouten).await? else {
                    continue;
                };
                if genoemden.personen.iter().all(|(_, al)| *al != persoon.1) {
                    genoemden.personen.push(persoon);
                }
            }
        }
    }
    Ok(genoemden)
}

/// The account with an address, when it belongs to the organisatie.
async fn account(
    conn: &impl ConnectionTrait,
    organisatie: &Kop,
    adres: &str,
) -> Result<Option<Uuid>> {
    let Some(id) = met_mail(conn, adres).await? else {
        return Ok(None);
    };
    let van_hier = hoort_bij(conn, &lid_van(conn, id).await?, organisatie.id).await?;
    Ok(van_hier.then_some(id))
}

/// Somebody without an account; none when they can't be named so.
async fn persoon(
    conn: &impl ConnectionTrait,
    (naam, mail): (&str, &str),
    veld: &str,
    fouten: &mut Fouten,
) -> Result<Option<(String, Mailadres)>> {
    let wie = Uitnodiging {
        naam: naam.to_owned(),
        mail: mail.to_owned(),
    };
    let Ok((naam, mail)) = wie.keur() else {
        let melding = format!(
            "Met “{} <{}>” kunnen wij geen link sturen. Schrijf een naam en een mailadres, zoals Noor \
             Voorbeeld <noor@organisatie.example>.",
            kort(naam),
            kort(mail)
        );
        fouten.meld(veld, "ongeldig", melding);
        return Ok(None);
    };
    if met_mail(conn, mail.als_tekst()).await?.is_some() {
        let melding = format!(
            "“{}” heeft een account. Schrijf alleen het mailadres: een link is voor wie geen account heeft.",
            kort(mail.als_tekst())
        );
        fouten.meld(veld, "heeft-account", melding);
        return Ok(None);
    }
    Ok(Some((naam, mail)))
}
