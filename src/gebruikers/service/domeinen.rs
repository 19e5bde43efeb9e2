//! Organisaties as the beheerder of the platform sees them: their mail domains, and whether somebody
//! manages their people.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::rollen;
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Error, Fouten, Result},
    gebruikers::store::leden,
    ids::{Slug, vouw},
    stukken::{
        model::{Kop, Soort},
        service as stukken,
    },
};

/// Domains of which anybody gets an address: one says nothing of where somebody works.
const VAN_IEDEREEN: [&str; 14] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.nl",
    "icloud.com",
    "kpnmail.nl",
    "live.nl",
    "live.com",
    "me.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "yahoo.com",
    "ziggo.nl",
];

/// An organisatie that takes part.
#[derive(Debug)]
pub struct Deelnemer {
    /// The organisatie.
    pub kop: Kop,
    /// How many people it has.
    pub leden: i64,
    /// How many of them manage the others.
    pub beheerders: i64,
    /// How many mail domains it has.
    pub domeinen: i64,
}

/// The organisaties that have people or a mail domain, by name.
///
/// # Errors
/// The actor is no beheerder; the database fails.
pub async fn deelnemers(db: &Db, ctx: &Ctx) -> Result<Vec<Deelnemer>> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let mut per_id: BTreeMap<Uuid, (i64, i64, i64)> = BTreeMap::new();
    for (bereik, rol, aantal) in leden::aantallen(db.read()).await? {
        let Ok(Bereik::Organisatie(id)) = bereik.parse() else {
            return Err(anyhow::anyhow!("a role holds in {bereik}").into());
        };
        let telt = per_id.entry(id).or_default();
        match rol.parse() {
            Ok(Rol::Lid) => telt.0 = aantal,
            Ok(Rol::Organisatiebeheerder) => telt.1 = aantal,
            _ => {}
        }
    }
    for (id, aantal) in leden::met_domein(db.read()).await? {
        per_id.entry(id).or_default().2 = aantal;
    }
    let ids: Vec<Uuid> = per_id.keys().copied().collect();
    let koppen = stukken::koppen(ctx, db.read(), &ids).await?;
    let mut alle: Vec<Deelnemer> = koppen
        .into_iter()
        .map(|kop| {
            let (leden, beheerders, domeinen) = per_id.remove(&kop.id).unwrap_or_default();
            Deelnemer {
                kop,
                leden,
                beheerders,
                domeinen,
            }
        })
        .collect();
    alle.sort_by_cached_key(|d| vouw(&d.kop.titel));
    Ok(alle)
}

/// Gives an organisatie a mail domain.
///
/// # Errors
/// It is no domain, one of which anybody gets an address, or that of an organisatie already; the
/// actor is no beheerder; the database fails.
pub async fn voeg_toe(db: &Db, ctx: &Ctx, organisatie_id: Uuid, tekst: &str) -> Result<()> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let domein = keur(tekst)?;
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    if let Some(van) = leden::van_domein(write.conn(), &domein).await? {
        let mut fouten = Fouten::new();
        let melding = if van == organisatie_id {
            "Dit domein staat er al."
        } else {
            "Dit domein hoort al bij een andere organisatie. Haal het daar eerst weg."
        };
        fouten.meld("domein", "bezet", melding);
        return Err(fouten.into());
    }
    leden::zet_domein(write.conn(), domein.clone(), organisatie_id, ctx.now).await?;
    let wat = gebeurtenis(organisatie_id, "maildomein-toevoegen", domein);
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

/// Takes a mail domain from an organisatie. Who is a member stays one.
///
/// # Errors
/// [`Error::NotFound`] when it does not have it; the actor is no beheerder; the database fails.
pub async fn haal_weg(db: &Db, ctx: &Ctx, organisatie_id: Uuid, domein: &str) -> Result<()> {
    ctx.eis_een(&[Rol::Beheerder])?;
    let write = db.begin_write().await?;
    write.als_enige(rollen::SLOT).await?;
    if !leden::weg_domein(write.conn(), domein, organisatie_id).await? {
        return Err(Error::NotFound);
    }
    let wat = gebeurtenis(organisatie_id, "maildomein-weghalen", domein.to_owned());
    write.commit(ctx, &[wat]).await?;
    Ok(())
}

fn gebeurtenis(organisatie_id: Uuid, actie: &str, domein: String) -> Gebeurtenis {
    Gebeurtenis {
        stuk_id: organisatie_id,
        actie: actie.into(),
        velden: vec![domein],
        ..Gebeurtenis::default()
    }
}

/// The organisatie with this name in an address.
///
/// # Errors
/// [`Error::NotFound`]; the database fails.
pub async fn organisatie(db: &Db, ctx: &Ctx, naam: &str) -> Result<Kop> {
    stukken::vind(ctx, db.read(), Soort::Organisatie, naam).await
}

/// The organisatie that somebody means: by its name, its code or its address.
///
/// # Errors
/// The database fails.
pub async fn zoek(db: &Db, ctx: &Ctx, tekst: &str) -> Result<Option<Kop>> {
    let namen = [tekst.to_owned(), Slug::van_titel(tekst).to_string()];
    let soort = Soort::Organisatie;
    let mut gevonden = stukken::vind_alle(ctx, db.read(), soort, &namen).await?;
    Ok(namen.iter().find_map(|naam| gevonden.remove(naam)))
}

fn keur(tekst: &str) -> Result<String, Fouten> {
    let mut fouten = Fouten::new();
    let domein = tekst.trim().trim_start_matches('@').to_lowercase();
    let als_adres: Result<crate::gebruikers::model::Mailadres, ()> = format!("x@{domein}").parse();
    if als_adres.is_err() {
        let melding = "Vul het deel achter de @ in, zoals gemeente.nl.";
        fouten.meld("domein", "ongeldig", melding);
    } else if VAN_IEDEREEN.contains(&domein.as_str()) {
        let melding = "Bij dit domein kan iedereen een adres krijgen. Vul een domein in dat alleen \
                       van deze organisatie is.";
        fouten.meld("domein", "van-iedereen", melding);
    }
    fouten.of(domein)
}

#[cfg(test)]
mod tests {
    use super::keur;

    #[test]
    fn a_domain_says_where_somebody_works() {
        for (tekst, domein) in [
            (" @Voorbeeldstad.Example", Some("voorbeeldstad.example")),
            (
                "zorg.voorbeeldstad.example",
                Some("zorg.voorbeeldstad.example"),
            ),
            ("Gmail.com", None),
            ("voorbeeldstad", None),
            ("els@voorbeeldstad.example", None),
            ("", None),
            ("a b.example", None),
        ] {
            assert_eq!(keur(tekst).ok().as_deref(), domein, "{tekst}");
        }
    }
}
