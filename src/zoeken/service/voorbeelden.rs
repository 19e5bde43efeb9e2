//! A month of questions to look at, all invented. For the demo only.

use std::collections::BTreeMap;

use chrono::Days;
use search_index::SearchIndex;

use super::tel;
use crate::{
    ctx::Ctx,
    db::Db,
    error::Result,
    zoeken::{
        model::{
            Vraag,
            vragen::{DAGEN, Opname, Telling, telling},
        },
        store::vragen as store,
    },
};

/// Questions, with how often each is asked in a week.
const VRAGEN: [(&str, u64); 34] = [
    ("hulp bij schulden", 26),
    ("wmo", 22),
    ("jeugdhulp", 19),
    ("sociale teams", 17),
    ("participatiewet", 15),
    ("beschut werk", 12),
    ("vervoer wmo", 11),
    ("wijkteam", 11),
    ("bijzondere bijstand", 9),
    ("eenzaamheid ouderen", 8),
    ("weggeefwinkel", 8),
    ("privacy gegevens delen", 8),
    ("dakloosheid", 7),
    ("kst-34477-16", 7),
    ("laaggeletterdheid", 6),
    ("inkoop jeugdzorg", 6),
    ("terugkeer detentie", 5),
    ("passend onderwijs", 5),
    ("vroegsignalering", 5),
    ("kledingbank", 5),
    ("minimabeleid", 4),
    ("leerlingenvervoer", 4),
    ("regionale samenwerking", 4),
    ("huisbezoek", 3),
    ("fietslessen", 3),
    ("sociale kaart", 3),
    ("babyspullen", 3),
    ("wanbetalers zorgverzekering", 2),
    ("resultaatgericht indiceren", 2),
    ("tolk", 2),
    ("repaircafe", 2),
    ("pgb fraude", 2),
    ("zwemles", 1),
    ("noodopvang huisdieren", 1),
];

/// Fills the journal with the invented questions of a month. Whether each of them is in vain is asked
/// of the index.
///
/// # Errors
/// Database or index fail.
pub async fn vul_journaal(ctx: &Ctx, db: &Db, index: &SearchIndex) -> Result<()> {
    let bezoeker = ctx.als_bezoeker();
    let mut tellingen = BTreeMap::new();
    for (nummer, (q, per_week)) in (0..).zip(VRAGEN) {
        let vraag = Vraag::default().met_woorden(q);
        let Opname::Telt(woorden) = Opname::van(&vraag) else {
            continue;
        };
        let totaal = tel(&bezoeker, index, &vraag, &[]).await?.totaal;
        let een = telling(&vraag, totaal);
        for terug in 0..u64::from(DAGEN) {
            let keren = keren(nummer, per_week, terug);
            let Some(dag) = ctx.vandaag().checked_sub_days(Days::new(terug)) else {
                continue;
            };
            if keren > 0 {
                let op_dag = Telling {
                    keren,
                    zonder_resultaat: keren * een.zonder_resultaat,
                };
                tellingen.insert((dag, woorden.clone()), op_dag);
            }
        }
    }
    let write = db.begin_write().await?;
    store::tel(write.conn(), &tellingen).await?;
    write.commit_zonder_gebeurtenis().await
}

/// How often a question is asked on a day: as often as it is in a week, uneven, and hardly at all on
/// two days out of seven.
fn keren(nummer: u64, per_week: u64, terug: u64) -> i64 {
    let vrij = matches!(terug % 7, 2 | 3);
    let deel = if vrij { 1 } else { 9 };
    let ruis = (nummer * 7 + terug * 13 + terug * terug * nummer) % 50;
    ((per_week * deel + ruis) / 50).cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_comes_about_as_often_as_it_says() {
        for (nummer, (vraag, per_week)) in (0..).zip(VRAGEN) {
            let weken: i64 = (0..28).map(|terug| keren(nummer, per_week, terug)).sum();
            let verwacht = per_week.cast_signed() * 4;
            assert!(
                (verwacht / 3..=verwacht + 20).contains(&weken),
                "{vraag}: {weken} in four weeks"
            );
        }
    }
}
