//! The seats of duo's: who sits there and who did, handing one over, and one that stands empty.

mod eigenschap;
mod overdragen;
mod pagina;
mod vacature;
mod verloop;

use std::collections::BTreeSet;

use dwarsverband::{
    actor::Rol,
    db::tables::{aanvraag, duozetel, gebruiker, zetelverloop},
    duos::{model::Kant, service::zetels},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use uuid::Uuid;

use crate::support::{
    Antwoord, TestApp,
    mensen::{doe, mail},
};

pub const DAG: i64 = 86_400;
pub const PAD: &str = "/themas/wonen/duo";
pub const WAAROM: &str = "Zij neemt het werk over.";

/// Gives or takes a role in the thema Wonen, on the page of roles.
pub async fn rol(app: &TestApp, koek: &str, actie: &str, wie: &str, rol: Rol) -> Antwoord {
    let velden = [
        ("actie", actie),
        ("mail", &mail(wie)),
        ("rol", rol.waarde()),
        ("thema", "wonen"),
        ("reden", WAAROM),
    ];
    doe(app, koek, "/rollen", &velden).await
}

/// Proposes a successor by their first name.
pub async fn stel_voor(app: &TestApp, koek: &str, wie: &str) -> Antwoord {
    let velden = [
        ("actie", "voorstellen"),
        ("mail", &mail(wie)),
        ("reden", WAAROM),
    ];
    doe(app, koek, &format!("{PAD}/overdragen"), &velden).await
}

/// The requests that wait, the oldest first.
pub async fn wachtend(app: &TestApp) -> Vec<aanvraag::Model> {
    let alle = aanvraag::Entity::find()
        .filter(aanvraag::Column::Uitkomst.eq(""))
        .order_by_asc(aanvraag::Column::Op);
    alle.all(app.app.db.read()).await.expect("requests")
}

/// Answers the oldest request that waits.
pub async fn beslis(app: &TestApp, koek: &str, actie: &str) -> Antwoord {
    let eerste = wachtend(app).await.first().expect("a request").id;
    let velden = [("actie", actie), ("aanvraag", &*eerste.to_string())];
    doe(app, koek, "/rollen", &velden).await
}

/// Who sat on the seats of a thema, the first first.
pub async fn verloop(app: &TestApp, thema: Uuid) -> Vec<zetelverloop::Model> {
    let alle = zetelverloop::Entity::find()
        .filter(zetelverloop::Column::ThemaId.eq(thema))
        .order_by_asc(zetelverloop::Column::Van)
        .order_by_asc(zetelverloop::Column::Id);
    alle.all(app.app.db.read()).await.expect("the history")
}

/// Demands that a thema has one lead on a side at most, and that the history says who that is.
pub async fn klopt(app: &TestApp, thema: Uuid, na: &str) {
    let conn = app.app.db.read();
    let zitten = duozetel::Entity::find().filter(duozetel::Column::ThemaId.eq(thema));
    let zitten = zitten.all(conn).await.expect("seats");
    let ids = zitten.iter().map(|zetel| zetel.gebruiker_id);
    let actief = gebruiker::Entity::find()
        .filter(gebruiker::Column::Id.is_in(ids))
        .filter(gebruiker::Column::Status.eq("actief"));
    let actief = actief.all(conn).await.expect("accounts");
    let actief: BTreeSet<Uuid> = actief.into_iter().map(|rij| rij.id).collect();
    let alle = verloop(app, thema).await;
    for kant in Kant::ALLE {
        let hier = zitten.iter().filter(|zetel| zetel.kant == kant.waarde());
        let hier: Vec<Uuid> = hier.map(|zetel| zetel.gebruiker_id).collect();
        assert!(hier.len() <= 1, "{hier:?} on the side of {kant} after {na}");
        let nu: Vec<Uuid> = hier.into_iter().filter(|id| actief.contains(id)).collect();
        let verleden: Vec<_> = alle.iter().filter(|p| p.kant == kant.waarde()).collect();
        let open = verleden.iter().filter(|p| p.tot.is_none());
        let open: Vec<Uuid> = open.map(|p| p.gebruiker_id).collect();
        assert_eq!(open, nu, "the history of {kant} after {na}");
        for paar in verleden.windows(2) {
            let tot = paar[0].tot.expect("who sat before somebody left");
            assert!(
                paar[0].van <= tot && tot <= paar[1].van,
                "{kant} after {na}: {paar:?}"
            );
        }
        for periode in &verleden {
            assert_eq!(
                periode.tot.is_some(),
                periode.einde.is_some(),
                "{periode:?}"
            );
        }
        let zetels = zetels(conn, thema).await.expect("the database works");
        let zetel = zetels.iter().find(|zetel| zetel.kant == *kant);
        let zetel = zetel.expect("a seat on each side");
        assert_eq!(zetel.houder, nu.first().copied(), "{kant} after {na}");
        if let Some(laatste) = verleden.last() {
            let sinds = laatste.tot.unwrap_or(laatste.van);
            assert_eq!(zetel.sinds, sinds, "{kant} after {na}");
        }
    }
}
