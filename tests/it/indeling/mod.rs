//! Which knelpunt a signaal is part of: laying it at one, merging, splitting, and undoing that.

mod eigenschap;
mod pagina;
mod verplaatsen;
mod weigeren;

use std::collections::{BTreeMap, BTreeSet};

use dwarsverband::{
    actor::{Actor, Bereik, Rol, Sleutel, Toekenning, sleutels},
    ctx::{Aanmelding, Ctx},
    db::tables::{bijval, duozetel, signaal, stuk},
    ids::new_id,
    knelpunten::service::{
        indeling::Doel,
        maken::{Nieuw, maak},
    },
    signalen::model::{Signaal, sleutels as sleutels_van_signaal},
    stukken::{
        Kind as _,
        model::{Basis, Eigenaar, Soort},
        service::{self as stukken, Nieuw as Nieuwstuk},
    },
};
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryOrder as _};
use serde_json::json;
use uuid::Uuid;

use crate::support::{
    TestApp,
    mensen::{Plek, bij, id_van, in_, landelijk, mens, plek, sterk},
};

/// Somebody, in their browser and as a use case sees them.
#[derive(Debug, Clone)]
pub struct Mens {
    pub id: Uuid,
    pub koek: String,
    pub rollen: Vec<Toekenning>,
}

impl Mens {
    /// Them, in a request of this moment.
    pub fn ctx(&self, app: &TestApp) -> Ctx {
        let mut sleutels = sleutels(&self.rollen, true);
        sleutels.insert(Sleutel::Overheid);
        let systeem = Ctx::systeem("test", &app.app.clock);
        Ctx {
            actor: Actor::Account {
                id: self.id,
                sleutels,
            },
            aanmelding: Some(Aanmelding {
                sessie_id: self.id,
                naam: "Proef".into(),
                toekenningen: self.rollen.clone(),
                sterk: true,
            }),
            ..systeem
        }
    }

    /// The same with a new login, for after a long time.
    pub async fn weer_in(&self, app: &TestApp) -> Self {
        Self {
            koek: in_(app, self.id, true).await,
            ..self.clone()
        }
    }
}

/// Who and what these tests have.
#[derive(Debug, Clone)]
pub struct Wereld {
    pub plek: Plek,
    /// A second gemeente.
    pub elders: Uuid,
    /// Members of the two gemeenten.
    pub els: Mens,
    pub buur: Mens,
    /// One seat of the thema wonen.
    pub duo: Mens,
    pub redactie: Mens,
    pub dwarskijker: Mens,
}

async fn met_rollen(app: &TestApp, naam: &str, rollen: &[Toekenning]) -> Mens {
    let (id, koek) = sterk(app, naam, rollen).await;
    Mens {
        id,
        koek,
        rollen: rollen.to_vec(),
    }
}

/// Somebody on a seat of a thema.
pub async fn op_zetel(app: &TestApp, naam: &str, thema: Uuid) -> Mens {
    let id = mens(app, naam, &[]).await;
    let rij = duozetel::ActiveModel {
        thema_id: Set(thema),
        kant: Set("rijk".into()),
        gebruiker_id: Set(id),
        op: Set(app.app.clock.now()),
    };
    let zit = duozetel::Entity::insert(rij).exec_without_returning(app.app.db.read());
    zit.await.expect("a seat");
    let bereik = Bereik::Thema(thema);
    Mens {
        id,
        koek: in_(app, id, true).await,
        rollen: vec![Toekenning {
            rol: Rol::DuoRijk,
            bereik,
        }],
    }
}

pub async fn wereld(app: &TestApp) -> Wereld {
    let plek = plek(app).await;
    let elders = json!({
        "externId": "elders", "slug": "elders", "officieelId": "GM9997", "soort": "organisatie",
        "organisatiesoort": "gemeente", "titel": "Elders", "tekst": "x", "inwoners": 40_000,
    });
    assert_eq!(app.lees(&[elders]).await.geweigerd, []);
    let elders = id_van(app, "elders").await;
    let redactie = [landelijk(Rol::Redactie), bij(Rol::Lid, plek.ministerie)];
    Wereld {
        plek,
        elders,
        els: met_rollen(app, "Els", &[bij(Rol::Lid, plek.stad)]).await,
        buur: met_rollen(app, "Bas", &[bij(Rol::Lid, elders)]).await,
        duo: op_zetel(app, "Duo", plek.thema).await,
        redactie: met_rollen(app, "Roos", &redactie).await,
        dwarskijker: met_rollen(app, "Dirk", &[landelijk(Rol::Dwarskijker)]).await,
    }
}

/// A signaal that waits.
pub async fn signaal_van(
    app: &TestApp,
    wie: &Mens,
    (thema, gemeente): (Option<Uuid>, Uuid),
    vertrouwelijk: bool,
) -> Uuid {
    let inhoud = Signaal {
        tekst: "Het duurt te lang.".into(),
        voor_wie: "Inwoners.".into(),
        regel: String::new(),
        geprobeerd: String::new(),
        vertrouwelijk,
        melder: wie.id,
        namens: Some(gemeente),
        thema,
        knelpunt: None,
        gemeenten: vec![gemeente],
        verwoording: String::new(),
    };
    let nieuw = Nieuwstuk {
        basis: Basis {
            soort: Soort::Signaal,
            titel: "Geheimewoorden over wachten".into(),
            samenvatting: String::new(),
            sorteernaam: None,
            datum: None,
            officieel_id: None,
            bron: None,
            leefdomeinen: Vec::new(),
            doelgroepen: Vec::new(),
        },
        kenmerk: None,
        slug: None,
        extern_id: None,
        status: "ingediend".into(),
        sleutels: sleutels_van_signaal(&inhoud),
        eigenaar: Eigenaar::default(),
        auteurs: Vec::new(),
        herkomst: String::new(),
    };
    let ctx = wie.ctx(app);
    let write = app.app.db.begin_write().await.expect("a write");
    let gemaakt = stukken::maak(&write, &ctx, nieuw, &inhoud).await;
    let (id, gebeurd) = gemaakt.expect("a signaal");
    let bewaard = inhoud.bewaar(write.conn(), id).await;
    bewaard.expect("a row");
    write.commit(&ctx, &[gebeurd]).await.expect("a commit");
    id
}

/// A knelpunt of the thema of these tests, gemeld.
pub async fn knelpunt_van(app: &TestApp, wie: &Mens, titel: &str, thema: Option<Uuid>) -> Uuid {
    let ctx = wie.ctx(app);
    let nieuw = Nieuw {
        titel: titel.into(),
        samenvatting: "Kort gezegd.".into(),
        trekker: thema,
        ..Nieuw::default()
    };
    let write = app.app.db.begin_write().await.expect("a write");
    let gemaakt = maak(&write, &ctx, nieuw).await;
    let (id, gebeurd) = gemaakt.expect("a knelpunt");
    write.commit(&ctx, &gebeurd).await.expect("a commit");
    id
}

/// A new knelpunt to lay something at.
pub fn nieuw(titel: &str, trekker: Option<Uuid>) -> Doel {
    Doel::Nieuw(Nieuw {
        titel: titel.into(),
        samenvatting: "Kort gezegd.".into(),
        trekker,
        ..Nieuw::default()
    })
}

/// That a knelpunt plays in a gemeente as well, as somebody says.
pub async fn bijval_van(app: &TestApp, wie: &Mens, knelpunt: Uuid, gemeente: Uuid) -> Uuid {
    let id = new_id();
    let rij = bijval::ActiveModel {
        id: Set(id),
        knelpunt_id: Set(knelpunt),
        organisatie_id: Set(gemeente),
        gebruiker_id: Set(wie.id),
        toelichting: Set("Bij ons elke week.".into()),
        op: Set(app.app.clock.now()),
    };
    let gezegd = bijval::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gezegd.await.expect("a row");
    id
}

/// Where everything is, and how it stands.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stand {
    /// The knelpunt of every signaal.
    pub signalen: BTreeMap<Uuid, Option<Uuid>>,
    /// The knelpunt of all that was said beside one.
    pub bijval: BTreeMap<Uuid, Uuid>,
    /// The status of every signaal and knelpunt.
    pub statussen: BTreeMap<Uuid, String>,
}

impl Stand {
    pub async fn van(app: &TestApp) -> Self {
        let conn = app.app.db.read();
        let signalen = signaal::Entity::find().all(conn).await.expect("signalen");
        let bijval = bijval::Entity::find().all(conn).await.expect("rows");
        let stukken = stuk::Entity::find().order_by_asc(stuk::Column::Id);
        let stukken = stukken.all(conn).await.expect("stukken").into_iter();
        let telt = |rij: &stuk::Model| matches!(rij.soort.as_str(), "signaal" | "knelpunt");
        Self {
            signalen: signalen
                .iter()
                .map(|r| (r.stuk_id, r.knelpunt_id))
                .collect(),
            bijval: bijval.iter().map(|r| (r.id, r.knelpunt_id)).collect(),
            statussen: stukken.filter(telt).map(|r| (r.id, r.status)).collect(),
        }
    }

    /// The signalen of a knelpunt.
    pub fn in_knelpunt(&self, knelpunt: Uuid) -> BTreeSet<Uuid> {
        let binnen = self.signalen.iter().filter(|(_, k)| **k == Some(knelpunt));
        binnen.map(|(id, _)| *id).collect()
    }

    /// What was said beside a knelpunt.
    pub fn bijval_bij(&self, knelpunt: Uuid) -> BTreeSet<Uuid> {
        let binnen = self.bijval.iter().filter(|(_, k)| **k == knelpunt);
        binnen.map(|(id, _)| *id).collect()
    }
}
