//! Choosing the knelpunt that a signaal becomes part of, and where it then is.

use std::collections::BTreeSet;

use dwarsverband::{
    ctx::Ctx,
    db::tables::{stuk, verband},
    error::Error,
    signalen::service::plaatsen::zet_in_knelpunt,
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use uuid::Uuid;

use super::{knelpunt, koppel, nu, pad, rij, stuur, wereld};
use crate::{
    anderen::bezorg,
    paginas::kies,
    praktijken::{tekstvak, veld},
    support::{
        inlog::met_koek,
        mensen::{mail, verteld},
        op_beide,
        smtp::Mailserver,
    },
};

#[tokio::test]
async fn a_signaal_becomes_part_of_a_knelpunt_that_is_there() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let server = Mailserver::start().await;
        let koek = &wereld.duo.1;
        let hier = knelpunt(&app).await;
        let signaal = stuur(&app, &wereld.els.1, &[]).await;
        bezorg(&app, &server).await;
        server.haal();
        let kiezen = format!("{}/koppelen", pad(&signaal));
        let pagina = met_koek(&app, &kiezen, koek).await.met_status(200);
        for woord in [
            "Geen huis na detentie",
            "Wet op het wonen",
            "Een ander knelpunt",
        ] {
            assert!(pagina.tekst.contains(woord), "{woord}: {}", pagina.tekst);
        }
        assert_eq!(
            veld(&pagina, "titel"),
            signaal.titel,
            "what a new one begins with"
        );

        let leeg = koppel(&app, koek, &signaal, &[("hoe", "bestaand")]).await;
        let fouten = kies(&leeg.met_status(400).tekst, ".dv-fouten li");
        assert_eq!(fouten.len(), 2, "{fouten:?}");
        let onbekend = [("naar", "KNP-2026-9999"), ("reden", "Hetzelfde.")];
        let fout = koppel(&app, koek, &signaal, &onbekend)
            .await
            .met_status(400);
        assert!(fout.tekst.contains("Dit knelpunt kennen wij niet"));
        assert_eq!(
            (veld(&fout, "naar"), tekstvak(&fout, "reden")),
            ("KNP-2026-9999".into(), "Hetzelfde.".into())
        );
        assert_eq!(veld(&fout, "versie"), signaal.versie.to_string());

        let adres = "https://dwarsverband.example/knelpunten/huis-na-detentie";
        let keuze = [("naar", adres), ("reden", "Dit is hetzelfde.")];
        let gedaan = koppel(&app, koek, &signaal, &keuze).await.met_status(303);
        assert_eq!(
            gedaan.kop("location"),
            format!("{}?gelukt=gekoppeld", pad(&signaal))
        );
        let gekoppeld = nu(&app, &signaal).await;
        assert_eq!(gekoppeld.status, "gekoppeld");
        assert_eq!(rij(&app, &signaal).await.knelpunt_id, Some(hier));
        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Els")]);
        assert!(
            !brief.deel("text/plain").contains("detentie"),
            "numbers only"
        );
        let pagina = met_koek(&app, &pad(&signaal), &wereld.els.1).await;
        let pagina = pagina.met_status(200).tekst;
        for woord in ["href=\"/knelpunten/huis-na-detentie\"", "Dit is hetzelfde."] {
            assert!(pagina.contains(woord), "{woord}: {pagina}");
        }

        // Once is enough; what was typed can be copied.
        met_koek(&app, &kiezen, koek).await.met_status(409);
        let weer = koppel(&app, koek, &gekoppeld, &keuze).await.met_status(409);
        assert!(weer.tekst.contains("Dit is hetzelfde."), "{}", weer.tekst);
    })
    .await;
}

#[tokio::test]
async fn a_new_knelpunt_is_made_of_a_signaal() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let koek = &wereld.duo.1;
        let signaal = stuur(&app, &wereld.els.1, &[]).await;
        let leeg = koppel(&app, koek, &signaal, &[("hoe", "nieuw")]).await;
        let fouten = kies(&leeg.met_status(400).tekst, ".dv-fouten li");
        assert_eq!(fouten.len(), 3, "{fouten:?}");
        let nieuw = [
            ("hoe", "nieuw"),
            ("titel", "Geen huis na de gevangenis"),
            ("samenvatting", "Wie vrijkomt, wacht lang."),
            ("tekst", "Er is geen woning, en de urgentie helpt niet."),
            ("thema", "wonen"),
            ("reden-nieuw", "Dit hoorden wij nog niet."),
        ];
        koppel(&app, koek, &signaal, &nieuw).await.met_status(303);
        app.indexeer().await;
        let van = rij(&app, &signaal).await.knelpunt_id.expect("a knelpunt");
        let conn = app.app.db.read();
        let gemaakt = stuk::Entity::find_by_id(van)
            .one(conn)
            .await
            .unwrap()
            .unwrap();
        assert_eq!(
            (gemaakt.titel.as_str(), gemaakt.status.as_str()),
            ("Geen huis na de gevangenis", "gemeld")
        );
        let wijst = verband::Entity::find().filter(verband::Column::Van.eq(van));
        let wijst: BTreeSet<String> = wijst
            .all(conn)
            .await
            .unwrap()
            .into_iter()
            .map(|v| v.soort)
            .collect();
        let verwacht = ["betreft-regeling", "hoort-bij", "speelt-ook-in"];
        assert_eq!(
            wijst,
            verwacht.map(str::to_owned).into(),
            "law, thema and gemeente"
        );
        // A gemeente reads what is not taken up yet; a visitor does not.
        let pagina = format!("/knelpunten/{}", gemaakt.slug);
        met_koek(&app, &pagina, &wereld.jan.1).await.met_status(200);
        app.get(&pagina).await.met_status(404);
    })
    .await;
}

#[tokio::test]
async fn it_moves_from_where_it_is_and_from_nowhere_else() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let [hier, daar, elders] = [1, 2, 3].map(Uuid::from_u128);
        let echt = knelpunt(&app).await;
        let signaal = stuur(&app, &wereld.els.1, &[]).await;
        let keuze = [("naar", "huis-na-detentie"), ("reden", "Hetzelfde.")];
        koppel(&app, &wereld.duo.1, &signaal, &keuze)
            .await
            .met_status(303);
        let ctx = Ctx::systeem("test", &app.app.clock);
        for (van, naar) in [(None, hier), (Some(daar), elders), (Some(echt), echt)] {
            let write = app.app.db.begin_write().await.expect("a write");
            let poging = zet_in_knelpunt(&write, &ctx, signaal.id, van, naar, None).await;
            assert!(matches!(poging, Err(Error::Conflict(_))), "{poging:?}");
        }
        assert_eq!(rij(&app, &signaal).await.knelpunt_id, Some(echt));
        let laatste = verteld(&app, signaal.id).await;
        assert_eq!(laatste.last().map(String::as_str), Some("koppelen"));
    })
    .await;
}
