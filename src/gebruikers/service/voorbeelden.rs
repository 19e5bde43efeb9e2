//! Accounts to try the platform with: one for every role, all invented. For the demo only.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{kluis::Kluis, sessies::willekeurig};
use crate::{
    actor::{Bereik, Bereiksoort, Rol, Toekenning},
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::Result,
    gebruikers::{
        model::{Gebruiker, Status},
        store,
    },
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
/// The database fails.
pub async fn maak(db: &Db, kluis: &Kluis, ctx: &Ctx) -> Result<(Vec<Voorbeeld>, String)> {
    let wachtwoord = URL_SAFE_NO_PAD.encode(willekeurig::<12>()?);
    let bewaard = kluis.versleutel(wachtwoord.clone()).await?;
    let organisatie = id(ctx, db, Soort::Organisatie, ORGANISATIE).await?;
    let thema = id(ctx, db, Soort::Thema, THEMA).await?;
    let write = db.begin_write().await?;
    let (mut voorbeelden, mut gebeurd) = (Vec::new(), Vec::new());
    for rol in Rol::ALLE {
        let plek = match rol.bereiksoort() {
            Bereiksoort::Landelijk => Some(Bereik::Landelijk),
            Bereiksoort::Organisatie => organisatie.map(Bereik::Organisatie),
            Bereiksoort::Thema => thema.map(Bereik::Thema),
            Bereiksoort::Tafel => None,
        };
        let Some(bereik) = plek else { continue };
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
        store::maak(write.conn(), &gebruiker, Some(bewaard.clone())).await?;
        let wat = Toekenning { rol: *rol, bereik };
        store::geef(write.conn(), gebruiker.id, wat, ctx.now).await?;
        if *rol != Rol::Lid && rol.bereiksoort() == Bereiksoort::Organisatie {
            let lid = Toekenning {
                rol: Rol::Lid,
                bereik,
            };
            store::geef(write.conn(), gebruiker.id, lid, ctx.now).await?;
        }
        gebeurd.push(Gebeurtenis {
            stuk_id: gebruiker.id,
            is_account: true,
            actie: "account-maken".into(),
            ..Gebeurtenis::default()
        });
        voorbeelden.push(Voorbeeld { rol: *rol, mail });
    }
    write.commit(ctx, &gebeurd).await?;
    Ok((voorbeelden, wachtwoord))
}

async fn id(ctx: &Ctx, db: &Db, soort: Soort, slug: &str) -> Result<Option<Uuid>> {
    let namen = [slug.to_owned()];
    let gevonden = stukken::vind_alle(ctx, db.read(), soort, &namen).await?;
    Ok(gevonden.get(slug).map(|kop| kop.id))
}
