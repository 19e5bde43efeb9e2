//! What can't be moved, and who can't move it.

use dwarsverband::{
    error::Error,
    knelpunten::service::indeling::{Doel, koppel, verplaats},
};

use super::{Stand, Wereld, bijval_van, knelpunt_van, nieuw, op_zetel, signaal_van, wereld};
use crate::support::{mensen::id_van, op_beide};

const REDEN: &str = "Het gaat om hetzelfde.";

#[tokio::test]
async fn a_move_is_refused_whole() {
    op_beide(async |app| {
        let w = wereld(&app).await;
        let Wereld { duo, .. } = &w;
        let db = &app.app.db;
        let thema = Some(w.plek.thema);
        let van = knelpunt_van(&app, duo, "Van", thema).await;
        let naar = knelpunt_van(&app, duo, "Naar", thema).await;
        let een = signaal_van(&app, &w.els, (thema, w.plek.stad), false).await;
        let los = signaal_van(&app, &w.els, (thema, w.plek.stad), false).await;
        let gelukt = koppel(db, &duo.ctx(&app), een, Doel::Bestaand(van), REDEN).await;
        gelukt.expect("it is laid");
        let ook = bijval_van(&app, &w.buur, naar, w.elders).await;
        let begin = Stand::van(&app).await;
        let ctx = duo.ctx(&app);

        // Nothing chosen; one that is elsewhere; to where it is; without a reason; a knelpunt without a title.
        let leeg = verplaats(db, &ctx, van, &[], &[], Doel::Bestaand(naar), REDEN).await;
        assert!(matches!(leeg, Err(Error::Invalid(_))), "{leeg:?}");
        let elders = verplaats(db, &ctx, van, &[een, los], &[], Doel::Bestaand(naar), REDEN).await;
        assert!(matches!(elders, Err(Error::Conflict(_))), "{elders:?}");
        let bijval = verplaats(db, &ctx, van, &[een], &[ook], Doel::Bestaand(naar), REDEN).await;
        assert!(matches!(bijval, Err(Error::Conflict(_))), "{bijval:?}");
        let zelf = verplaats(db, &ctx, van, &[een], &[], Doel::Bestaand(van), REDEN).await;
        assert!(matches!(zelf, Err(Error::Conflict(_))), "{zelf:?}");
        let stil = verplaats(db, &ctx, van, &[een], &[], Doel::Bestaand(naar), " ").await;
        assert!(matches!(stil, Err(Error::Invalid(_))), "{stil:?}");
        let naamloos = verplaats(db, &ctx, van, &[een], &[], nieuw("", thema), REDEN).await;
        assert!(matches!(naamloos, Err(Error::Invalid(_))), "{naamloos:?}");

        // Who treats one of both only.
        let jan = op_zetel(&app, "Jan", id_van(&app, "min").await).await;
        let ander = knelpunt_van(&app, &w.redactie, "Ander", None).await;
        for (wie, doel) in [(&jan, naar), (duo, ander), (&w.redactie, naar)] {
            let (ctx, doel) = (wie.ctx(&app), Doel::Bestaand(doel));
            let fout = verplaats(db, &ctx, van, &[een], &[], doel, REDEN).await;
            assert!(matches!(fout, Err(Error::MagNiet(_))), "{fout:?}");
        }
        let na = Stand::van(&app).await;
        assert_eq!((&na.signalen, &na.bijval), (&begin.signalen, &begin.bijval));

        // Two at once: one of them moves it.
        let derde = knelpunt_van(&app, duo, "Derde", thema).await;
        let (ctx_een, ctx_twee) = (duo.ctx(&app), duo.ctx(&app));
        let wat = [een];
        let (a, b) = tokio::join!(
            verplaats(db, &ctx_een, van, &wat, &[], Doel::Bestaand(naar), REDEN),
            verplaats(db, &ctx_twee, van, &wat, &[], Doel::Bestaand(derde), REDEN),
        );
        assert_eq!(
            usize::from(a.is_ok()) + usize::from(b.is_ok()),
            1,
            "{a:?} {b:?}"
        );
        let fout = a.err().or(b.err());
        assert!(matches!(fout, Some(Error::Conflict(_))), "{fout:?}");
    })
    .await;
}
