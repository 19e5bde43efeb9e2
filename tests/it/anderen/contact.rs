//! A question about a praktijk, and the answer.

use dwarsverband::{
    actor::{Rol, Sleutel},
    contact::model::HOOGSTENS,
    db::tables::{contactbericht, taak},
};
use sea_orm::{EntityTrait as _, PaginatorTrait as _};
use uuid::Uuid;

use super::{Wereld, bezorg, lid, nacht, wereld};
use crate::support::{
    TestApp,
    inlog::met_koek,
    mensen::{bij, doe, in_, mail, mens, verteld},
    op_beide,
    smtp::Mailserver,
};

const PAD: &str = "/praktijken/geldcoach/vraag";
const BERICHTEN: &str = "https://dwarsverband.example/berichten/";

/// Whoever looks after the praktijk of the tests, and who asks something.
async fn mensen(app: &TestApp, wereld: &Wereld) -> (Uuid, Uuid, String) {
    let stad = wereld.plek.stad;
    let rollen = [bij(Rol::Lid, stad), bij(Rol::Organisatiebeheerder, stad)];
    let baas = mens(app, "Baas", &rollen).await;
    let (els, koek) = lid(app, "Els", wereld.elders).await;
    (baas, els, koek)
}

#[tokio::test]
async fn a_question_and_its_answer_show_no_address() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (baas, els, koek) = mensen(&app, &wereld).await;
        let server = Mailserver::start().await;
        let pagina = app.get("/praktijken/geldcoach").await.tekst;
        assert!(
            pagina.contains(PAD) && !pagina.contains("@voorbeeldstad"),
            "{pagina}"
        );
        let bezoeker = app.get(PAD).await.met_status(303);
        assert!(bezoeker.kop("location").starts_with("/inloggen?naar="));
        met_koek(&app, PAD, &koek).await.met_status(200);
        let leeg = doe(&app, &koek, PAD, &[("tekst", " ")])
            .await
            .met_status(400);
        assert!(leeg.tekst.contains("Schrijf op wat u wilt vragen"));
        let vraag = [(
            "tekst",
            "Hoe kwam u aan coaches?\n\n<b>En</b> wat kost het?",
        )];
        let antwoord = doe(&app, &koek, PAD, &vraag).await.met_status(303);
        assert_eq!(antwoord.kop("location"), format!("{PAD}?verstuurd=ja"));
        let taken = taak::Entity::find().all(app.app.db.read()).await.unwrap();
        assert!(!format!("{taken:?}").contains("coaches"), "{taken:?}");

        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Baas")]);
        let tekst = brief.deel("text/plain");
        assert!(
            tekst.contains("Els Voorbeeld (Elders) stelt een vraag over"),
            "{tekst}"
        );
        for regel in ["> Hoe kwam u aan coaches?", "> <b>En</b> wat kost het?"] {
            assert!(tekst.contains(regel), "{tekst}");
        }
        assert!(brief.deel("text/html").contains("&#60;b&#62;En"));
        assert!(!alles(&brief).contains(&mail("Els")), "{}", brief.ruw);
        let link = brief.link(BERICHTEN);
        let pad = link
            .strip_prefix("https://dwarsverband.example")
            .unwrap()
            .to_owned();

        // Only who got it answers it.
        met_koek(&app, &pad, &koek).await.met_status(404);
        doe(&app, &koek, &pad, &[("tekst", "Van mezelf.")])
            .await
            .met_status(404);
        let van_baas = in_(&app, baas, false).await;
        let form = met_koek(&app, &pad, &van_baas).await.met_status(200).tekst;
        assert!(
            form.contains("&#60;b&#62;En") && !form.contains(&mail("Els")),
            "{form}"
        );
        let antwoord = [("tekst", "Via de school."), ("met-adres", "ja")];
        doe(&app, &van_baas, &pad, &antwoord).await.met_status(303);
        bezorg(&app, &server).await;
        let brief = server.een();
        assert_eq!(brief.aan, [mail("Els")]);
        let tekst = brief.deel("text/plain");
        assert!(tekst.contains("> Via de school."), "{tekst}");
        assert!(tekst.contains(&format!("U mag direct antwoorden: {}.", mail("Baas"))));
        assert_eq!(verteld(&app, els).await, ["vraag-stellen"]);
        assert_eq!(verteld(&app, baas).await, ["vraag-beantwoorden"]);

        // After a month it is gone, and the register says so.
        app.later(31 * 86_400);
        nacht(&app).await;
        let over = contactbericht::Entity::find()
            .count(app.app.db.read())
            .await;
        assert_eq!(over.unwrap(), 0);
        let van_baas = in_(&app, baas, false).await;
        met_koek(&app, &pad, &van_baas).await.met_status(404);
    })
    .await;
}

/// The envelope aside, all of a message that its receiver can read.
fn alles(brief: &crate::support::smtp::Mail) -> String {
    let koppen = brief.ruw.split("\r\n\r\n").next().unwrap_or_default();
    format!(
        "{koppen}{}{}",
        brief.deel("text/plain"),
        brief.deel("text/html")
    )
}

#[tokio::test]
async fn questions_are_for_what_one_may_read_and_not_for_advertising() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (_, _, koek) = mensen(&app, &wereld).await;
        for _ in 0..HOOGSTENS {
            doe(&app, &koek, PAD, &[("tekst", "Hoe?")])
                .await
                .met_status(303);
        }
        doe(&app, &koek, PAD, &[("tekst", "Hoe?")])
            .await
            .met_status(429);
        let met_nummer = [("tekst", "Bel mij op 06-12345678.")];
        let fout = doe(&app, &koek, PAD, &met_nummer).await.met_status(400);
        assert!(
            fout.tekst.contains("lijkt een telefoonnummer te staan"),
            "{}",
            fout.tekst
        );

        app.verberg("geldcoach", Sleutel::Persoon(Uuid::from_u128(1)))
            .await;
        met_koek(&app, PAD, &koek).await.met_status(404);
        doe(&app, &koek, PAD, &[("tekst", "Hoe?")])
            .await
            .met_status(404);
    })
    .await;
}

#[tokio::test]
async fn a_question_without_anybody_to_answer_is_not_sent() {
    op_beide(async |app| {
        let wereld = wereld(&app).await;
        let (_, els) = lid(&app, "Els", wereld.elders).await;
        let antwoord = doe(&app, &els, PAD, &[("tekst", "Hoe?")])
            .await
            .met_status(409);
        assert!(
            antwoord.tekst.contains("niet verstuurd"),
            "{}",
            antwoord.tekst
        );
        let aantal = contactbericht::Entity::find()
            .count(app.app.db.read())
            .await;
        assert_eq!(aantal.unwrap(), 0);
    })
    .await;
}
