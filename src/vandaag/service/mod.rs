//! Use cases of the page of today. Everything comes from the features that keep it, each under the leesrecht of
//! who asks.

mod eigen;
mod veranderd;
mod werk;

use chrono::NaiveDate;
use sea_orm::ConnectionTrait;

use super::model::{Aard, Termijn, Veranderd, Wacht, hoogstens, op_volgorde, termijnen};
use crate::{
    bijeenkomsten::service as bijeenkomsten,
    ctx::{Ctx, datum_van},
    db::Db,
    error::{Error, Result},
};

/// Of one kind so many are named; of the rest it is said that there are more.
const PER_AARD: usize = 25;

/// What waits of one kind, and where all of it is; none when all of it is named.
#[derive(Debug)]
struct Groep {
    wacht: Vec<Wacht>,
    rest: Option<&'static str>,
}

impl Groep {
    const fn heel(wacht: Vec<Wacht>) -> Self {
        Self { wacht, rest: None }
    }

    const fn kort(wacht: Vec<Wacht>, rest: &'static str) -> Self {
        Self {
            wacht,
            rest: Some(rest),
        }
    }

    /// What is named of it.
    fn genoemd(self) -> Vec<Wacht> {
        match self.rest {
            Some(rest) => hoogstens(self.wacht, PER_AARD, rest),
            None => self.wacht,
        }
    }
}

/// Everything there is for somebody.
#[derive(Debug, Clone, Default)]
pub struct Vandaag {
    /// What waits for them, in the order of doing it. Of a kind with many the rest is one line.
    pub wacht: Vec<Wacht>,
    /// How many things wait, also those in such a line.
    pub aantal: usize,
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
    let mut groepen = eigen::wacht(ctx, db).await?;
    let (te_behandelen, dagen) = werk::wacht(ctx, db).await?;
    groepen.extend(te_behandelen);
    let mut andere = bijeenkomsten_van(ctx, conn).await?;
    andere.extend(dagen);
    let (wacht, aantal, termijnen) = verdeel(groepen, andere, ctx.vandaag());
    let kring = veranderd::kring(ctx);
    Ok(Vandaag {
        veranderd: veranderd::veranderd(ctx, conn, &kring).await?,
        doet_mee: !kring.themas.is_empty() || !kring.organisaties.is_empty(),
        termijnen,
        aantal,
        wacht,
    })
}

/// What is named of what waits, how many things wait, and the days ahead of all of them.
fn verdeel(
    groepen: Vec<Groep>,
    andere: Vec<Termijn>,
    vandaag: NaiveDate,
) -> (Vec<Wacht>, usize, Vec<Termijn>) {
    let alle = groepen.iter().flat_map(|groep| &groep.wacht);
    let alle: Vec<Wacht> = alle.cloned().collect();
    let genoemd = groepen.into_iter().flat_map(Groep::genoemd);
    let mut wacht: Vec<Wacht> = genoemd.collect();
    op_volgorde(&mut wacht);
    (wacht, alle.len(), termijnen(&alle, andere, vandaag))
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
    fn what_is_not_named_counts_and_has_its_day() {
        let dag: NaiveDate = "2026-12-01".parse().expect("a day");
        let vraag = |n: usize| Wacht {
            aard: Aard::Vraag,
            titel: format!("Vraag {n}"),
            url: format!("/vraagpunten/{n}"),
            bij: String::new(),
            uiterlijk: Some(dag),
            sinds: None,
        };
        let groepen = vec![
            Groep::kort((0..PER_AARD + 5).map(vraag).collect(), "/alles"),
            Groep::heel((100..100 + PER_AARD + 5).map(vraag).collect()),
        ];
        let (wacht, aantal, dagen) = verdeel(groepen, Vec::new(), dag);
        // Those, one line for the rest, and all of the other kind.
        assert_eq!(wacht.len(), PER_AARD + 1 + PER_AARD + 5);
        assert_eq!(aantal, 2 * (PER_AARD + 5));
        assert_eq!(dagen.len(), aantal);
    }

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
