//! Accounts to try the platform with: one for every role, all invented. For the demo only.

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{accounts, kluis::Kluis, sessies::willekeurig};
use crate::{
    actor::{Bereik, Bereiksoort, Rol, Toekenning},
    ctx::Ctx,
    db::Db,
    error::Result,
    gebruikers::model::{Gebruiker, Status},
    ids::new_id,
    stukken::{model::Soort, service as stukken},
};

/// The organisatie and the thema where their roles hold.
const ORGANISATIE: &str = "voorbeeldstad";
const THEMA: &str = "schulden";

/// An account to try the platform with.
#[derive(Debug, Clone)]
pub struct Voorbeeld {
    /// What it may do.
    pub rol: Rol,
    /// What it logs in with.
    pub mail: String,
}

/// Makes an account for every role that has a place in the demo, all with the same password, which
/// is made up now.
///
/// # Errors
/// The demo lacks the organisatie or the thema of the roles, or the database fails.
pub async fn maak(db: &Db, kluis: &Kluis, ctx: &Ctx) -> Result<(Vec<Voorbeeld>, String)> {
    let wachtwoord = URL_SAFE_NO_PAD.encode(willekeurig::<12>()?);
    let bewaard = kluis.versleutel(wachtwoord.clone()).await?;
    let organisatie = id(ctx, db, Soort::Organisatie, ORGANISATIE).await?;
    let thema = id(ctx, db, Soort::Thema, THEMA).await?;
    let write = db.begin_write().await?;
    let (mut voorbeelden, mut gebeurd) = (Vec::new(), Vec::new());
    for rol in Rol::ALLE {
        let bereik = match rol.bereiksoort() {
            Bereiksoort::Landelijk => Bereik::Landelijk,
            Bereiksoort::Organisatie => Bereik::Organisatie(organisatie),
            Bereiksoort::Thema => Bereik::Thema(thema),
            // The demo has no casustafel.
            Bereiksoort::Tafel => continue,
        };
        let mail = format!("{rol}@demo.example");
        let gebruiker = Gebruiker {
            id: new_id(),
            naam: format!("Voorbeeld {}", rol.label()),
            mail: mail
                .parse()
                .map_err(|()| anyhow::anyhow!("{mail} is no address"))?,
            status: Status::Actief,
            aangemaakt: ctx.now,
        };
        let mut rollen = vec![Toekenning { rol: *rol, bereik }];
        if *rol != Rol::Lid && rol.bereiksoort() == Bereiksoort::Organisatie {
            rollen.push(Toekenning {
                rol: Rol::Lid,
                bereik,
            });
        }
        let maken = accounts::maak(&write, gebruiker, bewaard.clone(), &rollen, ctx.now);
        gebeurd.extend(maken.await?);
        voorbeelden.push(Voorbeeld { rol: *rol, mail });
    }
    write.commit(ctx, &gebeurd).await?;
    Ok((voorbeelden, wachtwoord))
}

async fn id(ctx: &Ctx, db: &Db, soort: Soort, slug: &str) -> Result<Uuid> {
    let namen = [slug.to_owned()];
    let gevonden = stukken::vind_alle(ctx, db.read(), soort, &namen).await?;
    let kop = gevonden
        .get(slug)
        .with_context(|| format!("the demo has no {slug}"))?;
    Ok(kop.id)
}
