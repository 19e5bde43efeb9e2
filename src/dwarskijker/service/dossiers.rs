//! The dossier that the dwarskijker keeps of a thema over the years.

use std::collections::HashSet;

use sea_orm::ConnectionTrait;

use super::{
    super::{
        model::{MAX_REACTIE, Notitie, keur_tekst},
        store::{self, notities},
    },
    werk::{Signaalregel, vertrouwelijke},
    zaak::eis,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Fouten, Result},
    gebruikers::service::sessies::ingelogd,
    hash::hash_tekst,
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        model::{Kop, MAX_BUREN, Soort},
        service as stukken,
    },
};

/// What the geschiedenis of an account says when it adds a note. It names no thema: which one is looked at
/// is the dwarskijker's.
const NOTEREN: &str = "dossiernotitie";

/// All that the dwarskijker has about a thema.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The thema.
    pub thema: Kop,
    /// Its bevindingen in any state, the newest first.
    pub bevindingen: Vec<Kop>,
    /// The signalen in confidence that were sent for it, the newest first.
    pub signalen: Vec<Signaalregel>,
    /// The knelpunten that belong to it and that the actor may read, by title.
    pub knelpunten: Vec<Kop>,
    /// The notes, the newest first.
    pub notities: Vec<Notitie>,
}

/// The dossier of a thema.
///
/// # Errors
/// As [`eis`]; [`crate::error::Error::NotFound`] when there is no such thema; the database can't be read.
pub async fn dossier(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Dossier> {
    eis(ctx)?;
    let thema = stukken::vind(ctx, conn, Soort::Thema, naam).await?;
    let ids = store::van_thema(conn, thema.id).await?;
    let mut bevindingen = stukken::koppen(ctx, conn, &ids).await?;
    bevindingen.sort_by_key(|kop| std::cmp::Reverse((kop.aangemaakt_op, kop.id)));
    let mut signalen = vertrouwelijke(ctx, conn).await?;
    signalen.retain(|signaal| signaal.thema == Some(thema.id));
    let buren = stukken::buren(ctx, conn, thema.id, MAX_BUREN.into()).await?;
    let knelpunten = buren.buren.into_iter().map(|buur| buur.kop);
    let mut knelpunten: Vec<Kop> = knelpunten.filter(|k| k.soort == Soort::Knelpunt).collect();
    // One that has several verbanden with the thema is there once.
    let mut gezien = HashSet::new();
    knelpunten.retain(|kop| gezien.insert(kop.id));
    Ok(Dossier {
        notities: notities::van_thema(conn, thema.id).await?,
        thema,
        bevindingen,
        signalen,
        knelpunten,
    })
}

/// The name of the field of a note.
pub const VELD: &str = "notitie";

/// Adds a note to the dossier of a thema. It stays as it is.
///
/// # Errors
/// What is wrong with the words; as [`dossier`]; the database refuses.
pub async fn noteer(db: &Db, ctx: &Ctx, naam: &str, tekst: &str, akkoord: bool) -> Result<Kop> {
    eis(ctx)?;
    let (ik, _) = ingelogd(ctx)?;
    let thema = stukken::vind(ctx, db.read(), Soort::Thema, naam).await?;
    let tekst = keur_notitie(tekst, akkoord)?;
    let write = db.begin_write().await?;
    notities::voeg_toe(write.conn(), ctx, thema.id, &tekst).await?;
    let gebeurd = Gebeurtenis {
        stuk_id: ik,
        is_account: true,
        actie: NOTEREN.into(),
        inhoud_hash: hash_tekst(&tekst),
        ..Gebeurtenis::default()
    };
    write.commit(ctx, &[gebeurd]).await?;
    Ok(thema)
}

fn keur_notitie(tekst: &str, akkoord: bool) -> Result<String, Fouten> {
    let mut fouten = Fouten::new();
    let tekst = keur_tekst(VELD, tekst, MAX_REACTIE, &mut fouten);
    if tekst.is_empty() {
        fouten.meld(VELD, "verplicht", "Schrijf op wat u wilt bewaren.");
    }
    let veld = Veld {
        naam: VELD,
        label: "Notitie",
        tekst: &tekst,
    };
    keur(&[veld], akkoord, &mut fouten);
    fouten.of(tekst)
}
