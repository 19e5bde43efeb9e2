//! The dwarskijker: writing a bevinding, sending it for a reply, establishing it, and that nobody else
//! knows of it before that.

mod contacten;
mod deuren;
mod echtheid;
mod geheimen;
mod links;
mod matrix;
mod opnieuw;
mod regels;
mod schrijven;
mod termijnen;
mod vast;
mod vervolg;
mod wederhoor;

use dwarsverband::{
    actor::Rol,
    db::tables::{bevinding, stuk},
};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    praktijken::versie,
    support::{
        Antwoord, TestApp,
        inlog::met_koek,
        mensen::{Plek, bij, doe, in_, landelijk, mail, mens, plek, sterk},
    },
};

/// Who has to do with bevindingen, each with account and cookie.
pub struct Wereld {
    pub plek: Plek,
    pub dwars: (Uuid, String),
    pub bureau: (Uuid, String),
    /// A member of Voorbeeldstad.
    pub els: (Uuid, String),
    /// Another member of Voorbeeldstad.
    pub eva: (Uuid, String),
    /// A member of the ministerie.
    pub jan: (Uuid, String),
}

/// Makes them, with a law and a knelpunt to name.
pub async fn wereld(app: &TestApp) -> Wereld {
    // What is taken back is done when the index has it.
    tokio::spawn(app.app.volger.clone().volg(CancellationToken::new()));
    let plek = plek(app).await;
    let verslag = app
        .lees(&[
            json!({ "externId": "wet", "slug": "wet", "soort": "regeling", "titel": "Wet op het wonen", "tekst": "x" }),
            json!({ "externId": "knelpunt", "slug": "wachten", "soort": "knelpunt", "titel": "Wachten op een huis", "samenvatting": "Lang.", "tekst": "x", "themas": ["wonen"] }),
        ])
        .await;
    assert_eq!(verslag.geweigerd, []);
    let lid = async |naam: &str, organisatie| {
        let id = mens(app, naam, &[bij(Rol::Lid, organisatie)]).await;
        (id, in_(app, id, false).await)
    };
    Wereld {
        dwars: sterk(app, "Dwars", &[landelijk(Rol::Dwarskijker)]).await,
        bureau: sterk(app, "Bureau", &[landelijk(Rol::Bureau)]).await,
        els: lid("Els", plek.stad).await,
        eva: lid("Eva", plek.stad).await,
        jan: lid("Jan", plek.ministerie).await,
        plek,
    }
}

impl Wereld {
    /// Logs everybody in once more, after a long time.
    pub async fn weer_in(&mut self, app: &TestApp) {
        for (wie, is_sterk) in [
            (&mut self.dwars, true),
            (&mut self.bureau, true),
            (&mut self.els, false),
            (&mut self.eva, false),
            (&mut self.jan, false),
        ] {
            wie.1 = in_(app, wie.0, is_sterk).await;
        }
    }

    /// A bevinding that is written out; answers its address.
    pub async fn concept(&self, app: &TestApp, titel: &str) -> String {
        let pad = begin(app, &self.dwars.1, titel).await;
        let bewaard = schrijf(app, &self.dwars.1, &pad, &tekst(titel)).await;
        assert_eq!(
            bewaard.met_status(303).kop("location"),
            format!("{pad}/schrijven?gelukt=bewaard")
        );
        pad
    }

    /// One that Els of Voorbeeldstad and Jan of the ministerie were asked to reply to, until this day.
    pub async fn in_wederhoor(&self, app: &TestApp, titel: &str, uiterlijk: &str) -> String {
        let pad = self.concept(app, titel).await;
        let aan = [("Voorbeeldstad", mail("Els")), ("Ministerie", mail("Jan"))];
        let voorgelegd = leg_voor(app, &self.dwars.1, &pad, uiterlijk, &aan).await;
        voorgelegd.met_status(303);
        pad
    }

    /// One that is established, to which Els replied and Jan did not. Answers its address now.
    pub async fn vastgesteld(&mut self, app: &TestApp, titel: &str) -> String {
        let pad = self.in_wederhoor(app, titel, &over(app, 28)).await;
        let klaar = reageer(app, &self.els.1, &pad, "Wij doen het anders.").await;
        klaar.met_status(303);
        app.later(29 * 86_400);
        self.weer_in(app).await;
        stel_vast(app, &self.dwars.1, &pad).await
    }
}

/// The day so many days from now, as forms have it.
pub fn over(app: &TestApp, dagen: u64) -> String {
    let nu = app.app.clock.now();
    let dag = nu.with_timezone(&chrono_tz::Europe::Amsterdam).date_naive();
    (dag + chrono::Days::new(dagen)).to_string()
}

/// Begins a bevinding; answers its address.
pub async fn begin(app: &TestApp, koek: &str, titel: &str) -> String {
    let velden = [("titel", titel), ("thema", "wonen")];
    let begonnen = doe(app, koek, "/bevindingen/nieuw", &velden).await;
    let naar = begonnen.met_status(303).kop("location").to_owned();
    let pad = naar.strip_suffix("/schrijven");
    pad.expect("the page to write it").to_owned()
}

/// A form that is right.
pub fn tekst(titel: &str) -> Vec<(&str, &str)> {
    vec![
        ("titel", titel),
        ("samenvatting", "Wie wacht, hoort niets."),
        ("tekst", "Een besluit blijft liggen."),
        ("sectie-1", "Ik zag dat vragen bleven liggen."),
        ("sectie-2", "Gesprekken met drie wijkteams."),
        ("sectie-3", "Een gezin wacht te lang."),
        ("aanbeveling-1-aan", "Voorbeeldstad"),
        ("aanbeveling-1", "Vertel het als het langer duurt."),
        ("aanbeveling-2-aan", "Ministerie"),
        ("aanbeveling-2", "Geef een vaste termijn."),
        ("aanbeveling-3-aan", ""),
        ("aanbeveling-3", ""),
        ("thema", "wonen"),
        ("regelingen", "Wet op het wonen"),
        ("knelpunten", "/knelpunten/wachten"),
        ("leefdomeinen", "wonen"),
    ]
}

/// Sends the form of a concept with the version of its page.
pub async fn schrijf(app: &TestApp, koek: &str, pad: &str, velden: &[(&str, &str)]) -> Antwoord {
    let pagina = met_koek(app, &format!("{pad}/schrijven"), koek).await;
    let versie = versie(&pagina.met_status(200));
    let mut velden = velden.to_vec();
    velden.push(("versie", &versie));
    doe(app, koek, &format!("{pad}/schrijven"), &velden).await
}

/// Sends a bevinding for a reply: until when, and to which organisaties through which addresses.
pub async fn leg_voor(
    app: &TestApp,
    koek: &str,
    pad: &str,
    uiterlijk: &str,
    aan: &[(&str, String)],
) -> Antwoord {
    let pad = format!("{pad}/voorleggen");
    let versie = versie(&met_koek(app, &pad, koek).await.met_status(200));
    let mut velden = vec![
        ("versie".to_owned(), versie),
        ("uiterlijk".to_owned(), uiterlijk.to_owned()),
    ];
    for (plek, (organisatie, contacten)) in aan.iter().enumerate() {
        velden.push((
            format!("organisatie-{}", plek + 1),
            (*organisatie).to_owned(),
        ));
        velden.push((format!("contacten-{}", plek + 1), contacten.clone()));
    }
    let velden: Vec<(&str, &str)> = velden
        .iter()
        .map(|(naam, waarde)| (naam.as_str(), waarde.as_str()))
        .collect();
    doe(app, koek, &pad, &velden).await
}

/// The address on which somebody replies.
pub fn wederhoor(pad: &str) -> String {
    pad.replace("/bevindingen/", "/wederhoor/")
}

/// Replies as a contact, as the page sends it.
pub async fn reageer(app: &TestApp, koek: &str, pad: &str, tekst: &str) -> Antwoord {
    let pagina = met_koek(app, &wederhoor(pad), koek).await.met_status(200);
    let vraag = crate::praktijken::veld(&pagina, "vraag");
    let gezien = crate::praktijken::veld(&pagina, "gezien");
    let velden = [
        ("vraag", vraag.as_str()),
        ("gezien", &gezien),
        ("reactie", tekst),
    ];
    doe(app, koek, &wederhoor(pad), &velden).await
}

/// Takes a bevinding back.
pub async fn neem_terug(app: &TestApp, koek: &str, pad: &str, reden: &str) -> Antwoord {
    let pad = format!("{pad}/terugnemen");
    let versie = versie(&met_koek(app, &pad, koek).await.met_status(200));
    doe(app, koek, &pad, &[("versie", &versie), ("reden", reden)]).await
}

/// Establishes a bevinding; answers its address from then on.
pub async fn stel_vast(app: &TestApp, koek: &str, pad: &str) -> String {
    let pad = format!("{pad}/vaststellen");
    let versie = versie(&met_koek(app, &pad, koek).await.met_status(200));
    let velden = [("versie", versie.as_str()), ("onherroepelijk", "ja")];
    let klaar = doe(app, koek, &pad, &velden).await.met_status(303);
    let naar = klaar.kop("location").to_owned();
    app.indexeer().await;
    let naar = naar.strip_suffix("?gelukt=vastgesteld");
    naar.expect("the page of the bevinding").to_owned()
}

/// How many bevindingen somebody finds with a word.
pub async fn gevonden(app: &TestApp, koek: &str, woord: &str) -> i64 {
    let pad = format!("/api/v1/zoeken?q={woord}&soort=bevinding");
    let antwoord = met_koek(app, &pad, koek).await.met_status(200).json();
    antwoord["totaal"].as_i64().expect("a number")
}

/// The row of a bevinding by its address.
pub async fn rij(app: &TestApp, pad: &str) -> (stuk::Model, bevinding::Model) {
    let slug = pad.rsplit('/').next().unwrap_or_default();
    let db = app.app.db.read();
    let rij = stuk::Entity::find()
        .filter(stuk::Column::Soort.eq("bevinding"))
        .filter(stuk::Column::Slug.eq(slug))
        .one(db)
        .await;
    let rij = rij.expect("the database works").expect("it is there");
    let inhoud = bevinding::Entity::find_by_id(rij.id).one(db).await;
    (rij, inhoud.expect("the database works").expect("its row"))
}
