//! The page of how the platform is doing: its jobs.

use dwarsverband::{actor::Rol, db::tables::taak, ids::new_id};
use sea_orm::{ActiveValue::Set, EntityTrait as _};
use uuid::Uuid;

use crate::support::{
    TestApp,
    inlog::met_koek,
    mensen::{doe, landelijk, sterk},
    op_beide,
};

/// A job that was given up.
async fn opgegeven(app: &TestApp) -> Uuid {
    let nu = app.app.clock.now();
    let id = new_id();
    let rij = taak::ActiveModel {
        id: Set(id),
        soort: Set("account-mail".into()),
        lading: Set("{}".into()),
        sleutel: Set(None),
        staat: Set("opgegeven".into()),
        gemaakt: Set(nu),
        gepland_op: Set(nu),
        lease_tot: Set(None),
        poging: Set(8),
        vanaf: Set(0),
        laatste_fout: Set(Some("de mailserver weigert".into())),
        klaar_op: Set(Some(nu)),
    };
    let gemaakt = taak::Entity::insert(rij).exec_without_returning(app.app.db.read());
    gemaakt.await.expect("a job");
    id
}

#[tokio::test]
async fn a_job_that_was_given_up_starts_again_for_the_beheerder() {
    op_beide(async |app| {
        let id = opgegeven(&app).await;
        let (_, beheerder) = sterk(&app, "Beheerder", &[landelijk(Rol::Beheerder)]).await;
        let (_, redactie) = sterk(&app, "Redactie", &[landelijk(Rol::Redactie)]).await;
        let pagina = met_koek(&app, "/beheer/toestand", &beheerder).await;
        let pagina = pagina.met_status(200).tekst;
        for wat in ["account-mail", "8 pogingen", "de mailserver weigert"] {
            assert!(pagina.contains(wat), "{wat}");
        }
        let ander = met_koek(&app, "/beheer/toestand", &redactie).await;
        assert!(
            !ander
                .met_status(200)
                .tekst
                .contains("de mailserver weigert")
        );

        let pad = "/beheer/toestand/opnieuw";
        let nummer = id.to_string();
        let velden = [("taak", nummer.as_str())];
        doe(&app, &redactie, pad, &velden).await.met_status(404);
        let gedaan = doe(&app, &beheerder, pad, &velden).await.met_status(303);
        assert_eq!(
            gedaan.kop("location"),
            "/beheer/toestand?gelukt=opnieuw#taken"
        );
        let rij = taak::Entity::find_by_id(id).one(app.app.db.read()).await;
        assert_eq!(
            rij.expect("the database works").expect("a job").staat,
            "wacht"
        );
        doe(&app, &beheerder, pad, &velden).await.met_status(404);
        doe(&app, &beheerder, pad, &[("taak", "x")])
            .await
            .met_status(404);
    })
    .await;
}
