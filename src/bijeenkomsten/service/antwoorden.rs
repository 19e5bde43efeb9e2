//! Saying whether one comes.

use uuid::Uuid;

use super::{
    super::{
        model::{Antwoord, Status},
        store::genodigden as store,
    },
    gebeurtenis,
    lezen::op_id,
};
use crate::{
    ctx::Ctx,
    db::Db,
    error::{Error, Fouten, Result},
    stukken::service::links,
};

/// What the geschiedenis calls it.
const ANTWOORDEN: &str = "bijeenkomst-antwoorden";

/// Says whether the actor comes, over what they said before.
///
/// # Errors
/// No answer was chosen; [`Error::Conflict`] when it does not come any more; [`Error::MagNiet`] when they are not
/// invited; [`Error::NotFound`] when they may not read it; nobody is logged in; the database refuses.
pub async fn antwoord(db: &Db, ctx: &Ctx, id: Uuid, gekozen: &str) -> Result<()> {
    let ik = ctx.schrijver()?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let zaak = op_id(ctx, conn, id).await?;
    if !zaak.wie.mag_antwoorden() {
        let melding = "Alleen wie is uitgenodigd, kan hier antwoorden. Wilt u komen? Vraag het aan het duo van \
                       het thema.";
        return Err(Error::MagNiet(melding.into()));
    }
    if zaak.status != Status::Gepland || zaak.inhoud.einde <= ctx.now {
        let melding = "Antwoorden kan niet meer: de bijeenkomst is voorbij of afgelast.";
        return Err(Error::Conflict(melding.into()));
    }
    let Ok(antwoord) = gekozen.parse::<Antwoord>() else {
        let mut fouten = Fouten::new();
        fouten.meld("antwoord", "verplicht", "Kies of u komt.");
        return Err(fouten.into());
    };
    store::antwoord(conn, ctx, (id, ik), antwoord).await?;
    let gebeurd = gebeurtenis(&zaak.kop, ANTWOORDEN, "antwoord");
    write.commit(ctx, &[gebeurd]).await?;
    Ok(())
}
