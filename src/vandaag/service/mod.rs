//! Use cases of the page of today. Everything comes from the features that keep it, each under the leesrecht of
//! who asks.

mod eigen;
mod veranderd;
mod werk;

use sea_orm::ConnectionTrait;

use super::model::{Aard, Termijn, Veranderd, Wacht, op_volgorde, termijnen};
use crate::{
    bijeenkomsten::service as bijeenkomsten,
    ctx::{Ctx, datum_van},
    db::Db,
    error::{Error, Result},
};

/// Of one kind so many are named; of the rest it is said that there are more.
const PER_AARD: usize = 25;

/// Everything there is for somebody.
#[derive(Debug, Clone, Default)]
pub struct Vandaag {
    /// What waits for them, in the order of doing it.
    pub wacht: Vec<Wacht>,
    /// What changed where they take part, the last first.
    pub veranderd: Vec<Veranderd>,
    /// The days that are ahead, the first first.
    pub termijnen: Vec<Termijn>,
    /// Whether they take part in a thema or work for an organisatie: else nothing can change there.
    pub doet_mee: bool,
}

/// What there is for the actor.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn vandaag(ctx: &Ctx, db: &Db) -> Result<Vandaag> {
    if ctx.aanmelding.is_none() {
        return Err(Error::NietIngelogd);
    }
    let conn = db.read();
    let mut wacht = eigen::wacht(ctx, db).await?;
    let (te_behandelen, dagen) = werk::wacht(ctx, db).await?;
    wacht.extend(te_behandelen);
    op_volgorde(&mut wacht);
    let mut andere = bijeenkomsten_van(ctx, conn).await?;
    andere.extend(dagen);
    let kring = veranderd::kring(ctx);
    Ok(Vandaag {
        veranderd: veranderd::veranderd(ctx, conn, &kring).await?,
        doet_mee: !kring.themas.is_empty() || !kring.organisaties.is_empty(),
        termijnen: termijnen(&wacht, andere, ctx.vandaag()),
        wacht,
    })
}

async fn bijeenkomsten_van(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Termijn>> {
    let komend = bijeenkomsten::komende(ctx, conn).await?.into_iter();
    let termijn = |wat: bijeenkomsten::Bijeenkomstkop| Termijn {
        dag: datum_van(wat.begin),
        aard: Aard::Bijeenkomst,
        url: wat.kop.pad(),
        titel: wat.kop.titel,
    };
    Ok(komend.map(termijn).collect())
}

/// What a feature has for somebody; nothing when it is not theirs, or not with this login.
fn of_niets<T: Default>(gevonden: Result<T>) -> Result<T> {
    match gevonden {
        Err(Error::NotFound | Error::NietSterk | Error::MagNiet(_)) => Ok(T::default()),
        anders => anders,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_theirs_is_nothing_and_what_breaks_is_told() {
        for niet_van_hen in [
            Error::NotFound,
            Error::NietSterk,
            Error::MagNiet("x".into()),
        ] {
            let niets = of_niets::<Vec<u8>>(Err(niet_van_hen));
            assert!(niets.is_ok_and(|niets| niets.is_empty()));
        }
        let kapot = of_niets::<Vec<u8>>(Err(anyhow::anyhow!("broken").into()));
        assert!(matches!(kapot, Err(Error::Internal(_))));
        let uit = of_niets::<Vec<u8>>(Err(Error::NietIngelogd));
        assert!(matches!(uit, Err(Error::NietIngelogd)));
        assert!(of_niets(Ok(vec![1])).is_ok_and(|iets| iets == [1]));
    }
}
