//! Made-up words in what is confidential, and those that know one of them.

use dwarsverband::actor::Rol;
use uuid::Uuid;

use super::{leg_voor, over, reageer, rij, schrijf};
use crate::{
    signalen,
    support::{
        TestApp,
        mensen::{bij, doe, in_, landelijk, mail, mens},
    },
    toegang::wie,
};

/// Made-up words, each in one place only: in the title and the text of a concept, the same of one that is
/// out for a reply, in that reply, in a signaal, in the name of who sent it, and in a note of a dossier.
pub const CONCEPT: [&str; 2] = ["flierebrand", "knorrevlam"];
pub const WEDERHOOR: [&str; 2] = ["zwaberklok", "brommelstok"];
pub const REACTIE: &str = "gniffelkruid";
pub const SIGNAAL: &str = "hobbelzwaai";
pub const MELDER: &str = "kwispelvoort";
pub const NOTITIE: &str = "mompelsteen";

/// All of them.
pub fn alles() -> Vec<&'static str> {
    let bevindingen = [CONCEPT, WEDERHOOR].concat();
    [bevindingen, vec![REACTIE, SIGNAAL, MELDER, NOTITIE]].concat()
}

/// The secrets, and those that know one.
pub struct Geheimen {
    pub concept: Plek,
    pub wederhoor: Plek,
    pub signaal: Plek,
    pub dwars: Uuid,
    pub bureau: Uuid,
    /// Was asked for Elders, and replied.
    pub contact: Uuid,
    /// Was asked for Voorbeeldstad.
    pub ander: Uuid,
    pub melder: Uuid,
}

/// Where something stands.
pub struct Plek {
    pub id: Uuid,
    pub pad: String,
    pub nummer: String,
}

async fn bevinding(app: &TestApp, koek: &str, [titel, woord]: [&str; 2]) -> Plek {
    let titel = format!("Een {titel} te veel");
    let begin = [("titel", titel.as_str()), ("thema", "schulden")];
    let begonnen = doe(app, koek, "/bevindingen/nieuw", &begin).await;
    let naar = begonnen.met_status(303).kop("location").to_owned();
    let pad = naar.strip_suffix("/schrijven").expect("the page to write");
    let tekst = format!("Wie een {woord} zoekt, wacht.");
    let tekst = tekst.as_str();
    let velden = [
        ("titel", titel.as_str()),
        ("samenvatting", tekst),
        ("tekst", tekst),
        ("sectie-1", tekst),
        ("sectie-2", tekst),
        ("sectie-3", tekst),
        ("aanbeveling-1-aan", "Voorbeeldstad"),
        ("aanbeveling-1", tekst),
        ("thema", "schulden"),
        ("leefdomeinen", "schulden"),
    ];
    schrijf(app, koek, pad, &velden).await.met_status(303);
    let kop = rij(app, pad).await.0;
    Plek {
        id: kop.id,
        pad: pad.to_owned(),
        nummer: kop.kenmerk.expect("a kenmerk"),
    }
}

/// Hides them in the world of [`wie::wereld`].
pub async fn verberg(app: &TestApp) -> Geheimen {
    let [hier, elders] = [
        wie::stuk(app, "voorbeeldstad").await,
        wie::stuk(app, "elders").await,
    ];
    let dwars = mens(app, "Dwars", &[landelijk(Rol::Dwarskijker)]).await;
    let contact = mens(app, "Cor", &[bij(Rol::Lid, elders)]).await;
    let ander = mens(app, "Tess", &[bij(Rol::Lid, hier)]).await;
    let melder = mens(app, MELDER, &[]).await;
    let koek = in_(app, dwars, true).await;
    let concept = bevinding(app, &koek, CONCEPT).await;
    let wederhoor = bevinding(app, &koek, WEDERHOOR).await;
    let aan = [("Elders", mail("Cor")), ("Voorbeeldstad", mail("Tess"))];
    leg_voor(app, &koek, &wederhoor.pad, &over(app, 28), &aan)
        .await
        .met_status(303);
    let van_contact = in_(app, contact, false).await;
    let reactie = format!("Wij hebben geen {REACTIE}.");
    reageer(app, &van_contact, &wederhoor.pad, &reactie)
        .await
        .met_status(303);
    let notitie = format!("Vraag na: {NOTITIE}.");
    let pad = "/dwarskijker/dossiers/schulden";
    doe(app, &koek, pad, &[("notitie", &notitie)])
        .await
        .met_status(303);
    let [titel, tekst] =
        ["staat stil", "is stuk, en niemand zegt het"].map(|wat| format!("De {SIGNAAL} {wat}"));
    let velden = [
        ("titel", titel.as_str()),
        ("tekst", tekst.as_str()),
        ("regel", "Een wet"),
        ("namens", ""),
        ("thema", "schulden"),
        ("vertrouwelijk", "ja"),
    ];
    let signaal = signalen::stuur(app, &in_(app, melder, false).await, &velden).await;
    Geheimen {
        concept,
        wederhoor,
        signaal: Plek {
            id: signaal.id,
            pad: signalen::pad(&signaal),
            nummer: signaal.kenmerk.expect("a kenmerk"),
        },
        dwars,
        bureau: mens(app, "Bureau", &[landelijk(Rol::Bureau)]).await,
        contact,
        ander,
        melder,
    }
}

impl Geheimen {
    /// Where somebody who heard of one would look, and guess.
    pub fn adressen(&self) -> Vec<String> {
        let mut alle = Vec::new();
        for Plek { id, pad, nummer } in [&self.concept, &self.wederhoor] {
            let stappen = [
                "",
                "/schrijven",
                "/versies",
                "/versies?versie=1",
                "/voorleggen",
                "/contacten",
                "/terugnemen",
                "/vaststellen",
                "/verbeteren",
                "/vraagpunten/nieuw",
            ];
            alle.extend(stappen.map(|stap| format!("{pad}{stap}")));
            alle.extend([
                pad.replace("/bevindingen/", "/wederhoor/"),
                format!("/bevindingen/{id}"),
                format!("/bevindingen/{nummer}"),
                format!("/wederhoor/{id}"),
            ]);
        }
        let Plek { pad, .. } = &self.signaal;
        let stappen = ["", "/koppelen", "/stappen/intrekken", "/stappen/verwoorden"];
        alle.extend(stappen.map(|stap| format!("{pad}{stap}")));
        for Plek { id, pad, nummer } in [&self.concept, &self.wederhoor, &self.signaal] {
            alle.extend([
                format!("/api/v1{pad}"),
                format!("/id/{nummer}"),
                format!("/zoeken?q={nummer}"),
                format!("/api/v1/zoeken?q={nummer}"),
                format!("/api/v1/zoeken/suggesties?q={nummer}"),
                format!("/bijlagen/nieuw?stuk={id}"),
                format!("/bijlagen/nieuw?stuk={nummer}"),
            ]);
        }
        alle.extend(VRAGEN.map(ToOwned::to_owned));
        alle
    }
}

/// Questions that almost name a word: as it begins, as it is mistyped, and by what it stands beside.
pub const VRAGEN: [&str; 20] = [
    "/zoeken?q=zwaberklog",
    "/zoeken?q=flierebrant",
    "/zoeken?q=knorrevlan",
    "/zoeken?q=hobbelzwaaj",
    "/zoeken?q=te+veel",
    "/zoeken?soort=bevinding",
    "/zoeken?soort=signaal",
    "/zoeken?thema=schulden",
    "/api/v1/zoeken",
    "/api/v1/zoeken?q=zwaberklog",
    "/api/v1/zoeken?q=flierebrant",
    "/api/v1/zoeken?q=brommelstoc",
    "/api/v1/zoeken?q=hobbelzwaaj",
    "/api/v1/zoeken?q=wacht",
    "/api/v1/zoeken?soort=bevinding&thema=schulden",
    "/api/v1/zoeken/suggesties?q=zwaber",
    "/api/v1/zoeken/suggesties?q=fliere",
    "/api/v1/zoeken/suggesties?q=hobbel",
    "/api/v1/themas/schulden",
    "/sitemap.xml",
];
