//! The list of routes: where each is tried, what is sent to it, and for whom it opens.

use dwarsverband::http::assets;

/// For each kind of actor, in the order of `SOORTEN`: `+` it opens, `i` asks to log in, `b` asks to
/// confirm who one is, `-` there is nothing there.
pub const IEDEREEN: &str = "+++++++++++++";
pub const INGELOGD: &str = "ii+++++++++++";
pub const REDACTIE: &str = "ii---+-------";
pub const BEHEER: &str = "ii----b+-----";

/// Who belongs to an organisatie; others see that it is not for them.
pub const VAN_BUITEN: &str = "ii+++xxxxxxxx";
/// Who looks after a praktijk of the redactie.
pub const HOUDERS: &str = "iixxx+xxxxxxx";
/// Who writes a praktijk; nobody here does.
pub const SCHRIJVERS: &str = "iixxxxxxxxxxx";
/// What these tests have none of: a message, a change that waits.
pub const GEEN_BERICHT: &str = "ii-----------";

/// Who holds a toegangslink; these tests have none, and [`super::link`] has.
pub const GEEN_LINK: &str = "-------------";

/// What is expected of an address by where it lies, and by whether it is read or written.
pub fn standaard(methode: &str, pad: &str) -> &'static str {
    let geschreven = ["/api/v1/praktijken", "/api/v1/proefprojecten"];
    if let Some(van_api) = geschreven.iter().find_map(|kop| pad.strip_prefix(kop)) {
        return api_van_geschreven(methode, van_api);
    }
    let onder = |kop: &str| pad == kop || pad.starts_with(&format!("{kop}/"));
    let feitencheck = pad.strip_suffix("/feitencheck").unwrap_or_default();
    let van_praktijk = ["/praktijken/{naam}/", "/proefprojecten/{naam}/"];
    let van_praktijk = van_praktijk.iter().find_map(|kop| pad.strip_prefix(kop));
    let van_praktijk = van_praktijk.unwrap_or_default();
    if matches!(van_praktijk, "toepassing" | "oordeel" | "overnemen") {
        // These tests have a praktijk of the redactie: who belongs to an organisatie is outside it.
        VAN_BUITEN
    } else if matches!(
        van_praktijk,
        "klopt-nog" | "schrijven" | "stappen/{actie}" | "starten" | "besluiten" | "vervolg"
    ) {
        HOUDERS
    } else if van_praktijk == "schrijvers" {
        SCHRIJVERS
    } else if van_praktijk.starts_with("voorstellen/")
        || van_praktijk.starts_with("achteraf/")
        || van_praktijk.starts_with("besluiten/")
    {
        GEEN_BERICHT
    } else if matches!(feitencheck, "/praktijken/{naam}" | "/proefprojecten/{naam}") {
        // Who writes it, and the redactie; to others there is no such page.
        REDACTIE
    } else if onder("/meelezen") {
        GEEN_LINK
    } else if van_praktijk == "vraag"
        || matches!(pad, "/praktijken/nieuw" | "/proefprojecten/nieuw")
    {
        INGELOGD
    } else if onder("/berichten") || onder("/overnames") {
        GEEN_BERICHT
    } else if onder("/account") {
        INGELOGD
    } else if onder("/redactie") {
        REDACTIE
    } else if onder("/beheer") {
        BEHEER
    } else {
        IEDEREEN
    }
}

/// The API opens for whom the pages do; a program hears sooner what is wrong with its body.
fn api_van_geschreven(methode: &str, pad: &str) -> &'static str {
    match (methode, pad) {
        (_, "/{naam}/voorstellen/{id}" | "/{naam}/voorstellen/{id}/overgangen") => GEEN_BERICHT,
        (_, "/{naam}/toepassingen/{organisatie}") => VAN_BUITEN,
        ("get", _) => IEDEREEN,
        (_, "" | "/{naam}/overgangen") => INGELOGD,
        _ => HOUDERS,
    }
}

/// Routes that are for others than where they lie says: method, address, for whom, and why.
#[rustfmt::skip]
pub const UITZONDERINGEN: &[(&str, &str, &str, &str)] = &[
    //                                          vhloerbBAgdkK
    ("get",  "/beheer/logboek",                "ii------+----", "the log is the auditor's; being beheerder does not open it"),
    ("get",  "/beheer/logboek.csv",            "ii------+----", "the same log, to keep"),
    ("get",  "/beheer/bewaartermijnen",        "ii----b++----", "the auditor sees what is destroyed, the beheerder when"),
    ("get",  "/beheer/toestand",               "ii---+b+-----", "the redactie sees whether search is up to date"),
    ("get",  "/beheer/toestand/herbouw",       "ii---+b+-----", "and may have it built anew"),
    ("post", "/beheer/toestand/herbouw",       "ii---+b+-----", "and may have it built anew"),
    ("get",  "/organisaties/{naam}/mensen",    "ii-+--b+-----", "an organisatie manages its own people; a beheerder brings in the first"),
    ("post", "/organisaties/{naam}/mensen",    "ii-+--b+-----", "an organisatie manages its own people; a beheerder brings in the first"),
    ("get",  "/rollen",                        "ii---+b+-++b+", "for who gives any role alone or with a second"),
    ("post", "/rollen",                        "ii---+b+-++b+", "for who gives any role alone or with a second"),
    ("get",  "/inloggen/code",                 "i++++++++++++", "for who gave a password; who is in already goes on"),
    ("post", "/inloggen/code",                 "i++++++++++++", "for who gave a password; who is in already goes on"),
    ("post", "/inloggen/{aanbieder}",          "-------------", "these tests have no provider to log in at"),
    ("get",  "/inloggen/terug/{aanbieder}",    "-------------", "these tests have no provider to come back from"),
    ("get",  "/wachtwoord-instellen/{code}",   "-------------", "a link that was never sent opens nothing"),
    ("post", "/wachtwoord-instellen/{code}",   "-------------", "a link that was never sent opens nothing"),
    ("get",  "/mailadres-bevestigen/{code}",   "-------------", "a link that was never sent opens nothing"),
    ("post", "/mailadres-bevestigen/{code}",   "-------------", "a link that was never sent opens nothing"),
    ("get",  "/organisaties/{naam}/verlaten",  "ii++---------", "who belongs to an organisatie leaves it"),
    ("post", "/organisaties/{naam}/verlaten",  "ii++---------", "who belongs to an organisatie leaves it"),
    ("get",  "/bijlagen/nieuw",                "ii-----------", "a file belongs to a stuk; these tests name none"),
    ("post", "/bijlagen/nieuw",                "ii+++++++++++", "who is logged in hears what is wrong with what was sent"),
    ("get",  "/bijlagen/{id}/verwijderen",     "ii-----------", "who may take files away; these tests have none"),
    ("post", "/bijlagen/{id}/verwijderen",     "ii-----------", "who may take files away; these tests have none"),
    ("get",  "/bijlagen/{id}/{naam}",          "-------------", "these tests have no file to ask for"),
    ("post", "/account/tokens/intrekken",      "-------------", "these tests have no token to revoke"),
    ("post", "/beheer/toestand/opnieuw",       "ii----b------", "for a beheerder; these tests have no job that was given up"),
];

/// How many exceptions there may be. This number goes down, never up.
pub const HOOGSTENS: usize = 27;

/// Every route: its methods, its address, and what stands in the place of its variable parts, with a
/// slash between.
#[rustfmt::skip]
pub const ROUTES: &[(&str, &str, &str)] = &[
    ("get",      "/", ""),
    ("get",      "/.well-known/jwks.json", ""),
    ("get",      "/.well-known/security.txt", ""),
    ("get",      "/account", ""),
    ("post",     "/account/aanmeldingen", ""),
    ("get post", "/account/bevestigen", ""),
    ("get",      "/account/gegevens", ""),
    ("get",      "/account/gegevens.json", ""),
    ("post",     "/account/koppelingen", ""),
    ("get",      "/account/logboek", ""),
    ("get",      "/account/logboek.csv", ""),
    ("post",     "/account/mailadres", ""),
    ("post",     "/account/naam", ""),
    ("get",      "/account/praktijken", ""),
    ("get post", "/account/rollen", ""),
    ("get post", "/account/tokens", ""),
    ("post",     "/account/tokens/intrekken", ""),
    ("get post", "/account/tweede-stap", ""),
    ("get post", "/account/tweede-stap/begin", ""),
    ("post",     "/account/tweede-stap/codes", ""),
    ("post",     "/account/tweede-stap/weg", ""),
    ("get post", "/account/verwijderen", ""),
    ("post",     "/account/wachtwoord", ""),
    ("get",      "/api", ""),
    ("get",      "/api/v1/logboek", ""),
    ("get",      "/api/v1/openapi.json", ""),
    ("get",      "/api/v1/organisaties", ""),
    ("get",      "/api/v1/organisaties/{naam}", "GM9999"),
    ("get post", "/api/v1/praktijken", ""),
    ("get put",  "/api/v1/praktijken/{naam}", "proef"),
    ("post",     "/api/v1/praktijken/{naam}/overgangen", "proef"),
    ("get post", "/api/v1/praktijken/{naam}/voorstellen", "proef"),
    ("get put",  "/api/v1/praktijken/{naam}/voorstellen/{id}", "proef/NIETS"),
    ("post",     "/api/v1/praktijken/{naam}/voorstellen/{id}/overgangen", "proef/NIETS"),
    ("put delete", "/api/v1/praktijken/{naam}/toepassingen/{organisatie}", "proef/voorbeeldstad"),
    ("get post", "/api/v1/proefprojecten", ""),
    ("get put",  "/api/v1/proefprojecten/{naam}", "pilot"),
    ("post",     "/api/v1/proefprojecten/{naam}/overgangen", "pilot"),
    ("get post", "/api/v1/proefprojecten/{naam}/voorstellen", "pilot"),
    ("get put",  "/api/v1/proefprojecten/{naam}/voorstellen/{id}", "pilot/NIETS"),
    ("post",     "/api/v1/proefprojecten/{naam}/voorstellen/{id}/overgangen", "pilot/NIETS"),
    ("get",      "/api/v1/publicaties", ""),
    ("get",      "/api/v1/publicaties/{naam}", "brief"),
    ("get",      "/api/v1/regelingen", ""),
    ("get",      "/api/v1/regelingen/{naam}", "wet"),
    ("get",      "/api/v1/themas", ""),
    ("get",      "/api/v1/themas/{naam}", "schulden"),
    ("get",      "/api/v1/zoeken", ""),
    ("get",      "/api/v1/zoeken/suggesties", ""),
    ("get",      "/begrippen", ""),
    ("get post", "/berichten/{id}", "NIETS"),
    ("get",      "/beheer/bewaartermijnen", ""),
    ("get",      "/beheer/logboek", ""),
    ("get",      "/beheer/logboek.csv", ""),
    ("get",      "/beheer/mensen", ""),
    ("get post", "/beheer/mensen/{id}", "ACCOUNT"),
    ("get",      "/beheer/organisaties", ""),
    ("get post", "/beheer/organisaties/{naam}", "voorbeeldstad"),
    ("get",      "/beheer/toestand", ""),
    ("get post", "/beheer/toestand/herbouw", ""),
    ("post",     "/beheer/toestand/opnieuw", ""),
    ("get post", "/bijlagen/nieuw", ""),
    ("get post", "/bijlagen/{id}/verwijderen", "NIETS"),
    ("get",      "/bijlagen/{id}/{naam}", "NIETS/brief.pdf"),
    ("get",      "/favicon.ico", ""),
    ("get",      "/gemeentegrootte/{klasse}", "25000-50000"),
    ("get",      "/gereed", ""),
    ("get",      "/gezondheid", ""),
    ("get",      "/id/{kenmerk}", "KENMERK"),
    ("get post", "/inloggen", ""),
    ("get post", "/inloggen/code", ""),
    ("get",      "/inloggen/terug/{aanbieder}", "voorbeeld"),
    ("post",     "/inloggen/{aanbieder}", "voorbeeld"),
    ("get",      "/kwetsbaarheid-melden", ""),
    ("get",      "/logboek", ""),
    ("get",      "/logboek.csv", ""),
    ("get post", "/mailadres-bevestigen/{code}", "CODE"),
    ("get post", "/meedoen", ""),
    ("get post", "/meelezen", ""),
    ("get post", "/meelezen/{code}", "CODE"),
    ("get",      "/metrics", ""),
    ("get",      "/opensearch.xml", ""),
    ("get",      "/organisaties", ""),
    ("get",      "/organisaties/{naam}", "voorbeeldstad"),
    ("get post", "/organisaties/{naam}/mensen", "voorbeeldstad"),
    ("get post", "/organisaties/{naam}/verlaten", "voorbeeldstad"),
    ("get",      "/onderbouwing", ""),
    ("get",      "/over", ""),
    ("get post", "/overnames/{id}", "NIETS"),
    ("get",      "/praktijken", ""),
    ("get post", "/praktijken/nieuw", ""),
    ("get",      "/praktijken/{naam}", "proef"),
    ("post",     "/praktijken/{naam}/achteraf/{id}", "proef/NIETS"),
    ("get post", "/praktijken/{naam}/feitencheck", "proef"),
    ("get post", "/praktijken/{naam}/klopt-nog", "proef"),
    ("get post", "/praktijken/{naam}/oordeel", "proef"),
    ("get post", "/praktijken/{naam}/overnemen", "proef"),
    ("get post", "/praktijken/{naam}/schrijven", "proef"),
    ("post",     "/praktijken/{naam}/schrijvers", "proef"),
    ("get post", "/praktijken/{naam}/stappen/{actie}", "proef/intrekken"),
    ("get post", "/praktijken/{naam}/toepassing", "proef"),
    ("get post", "/praktijken/{naam}/voorstellen/{id}", "proef/NIETS"),
    ("get post", "/praktijken/{naam}/voorstellen/{id}/schrijven", "proef/NIETS"),
    ("get post", "/praktijken/{naam}/vraag", "proef"),
    ("get",      "/privacy", ""),
    ("get",      "/proefprojecten", ""),
    ("get post", "/proefprojecten/nieuw", ""),
    ("get",      "/proefprojecten/{naam}", "pilot"),
    ("get post", "/proefprojecten/{naam}/feitencheck", "pilot"),
    ("post",     "/proefprojecten/{naam}/achteraf/{id}", "pilot/NIETS"),
    ("get post", "/proefprojecten/{naam}/besluiten", "pilot"),
    ("get post", "/proefprojecten/{naam}/besluiten/{id}", "pilot/NIETS"),
    ("get post", "/proefprojecten/{naam}/schrijven", "pilot"),
    ("post",     "/proefprojecten/{naam}/schrijvers", "pilot"),
    ("get post", "/proefprojecten/{naam}/starten", "pilot"),
    ("get post", "/proefprojecten/{naam}/stappen/{actie}", "pilot/intrekken"),
    ("post",     "/proefprojecten/{naam}/vervolg", "pilot"),
    ("get post", "/proefprojecten/{naam}/voorstellen/{id}", "pilot/NIETS"),
    ("get post", "/proefprojecten/{naam}/voorstellen/{id}/schrijven", "pilot/NIETS"),
    ("get",      "/provincies", ""),
    ("get",      "/provincies/{provincie}", "drenthe"),
    ("get",      "/publicaties", ""),
    ("get",      "/publicaties/{naam}", "brief"),
    ("get",      "/redactie", ""),
    ("get",      "/redactie/praktijken", ""),
    ("get",      "/redactie/uitleg", ""),
    ("get",      "/redactie/zoekvragen", ""),
    ("get",      "/redactie/zoekvragen.csv", ""),
    ("get",      "/redactie/zoekwoorden", ""),
    ("get",      "/redactie/zoekwoorden.csv", ""),
    ("get",      "/redactie/zoekwoorden/geschiedenis", ""),
    ("get post", "/redactie/zoekwoorden/lijst", ""),
    ("get post", "/redactie/zoekwoorden/woord", ""),
    ("get",      "/regelingen", ""),
    ("get",      "/regelingen/{naam}", "wet"),
    ("get",      "/robots.txt", ""),
    ("get post", "/rollen", ""),
    ("get",      "/security.txt", ""),
    ("get",      "/sitemap.xml", ""),
    ("get",      "/static/{bestand}", "STIJL"),
    ("get",      "/themas", ""),
    ("get",      "/themas/{naam}", "schulden"),
    ("get",      "/toegankelijkheid", ""),
    ("post",     "/uitloggen", ""),
    ("get post", "/wachtwoord-instellen/{code}", "CODE"),
    ("get post", "/wachtwoord-vergeten", ""),
    ("get",      "/zoeken", ""),
    ("get",      "/zoekhulp", ""),
];

/// Forms that ask for something, so that the answer tells whether one may ask it. Without one here a
/// form goes empty.
pub const VORMEN: &[(&str, &[(&str, &str)])] = &[
    ("/account/aanmeldingen", &[("welke", "andere")]),
    ("/beheer/mensen/{id}", &[("actie", "uitloggen")]),
    (
        "/beheer/organisaties/{naam}",
        &[("actie", "toevoegen"), ("domein", "voorbeeldstad.example")],
    ),
    (
        "/organisaties/{naam}/mensen",
        &[("actie", "uitnodigen"), ("beheerder", "ja")],
    ),
    ("/rollen", &[("actie", "geven")]),
];

/// The address to try a route at.
pub fn adres(bekend: &Adressen, pad: &str, deel: &str) -> String {
    let deel = match deel {
        "ACCOUNT" => bekend.account.as_str(),
        "KENMERK" => bekend.kenmerk.as_str(),
        "STIJL" => assets::ASSETS.first().map_or("", |asset| asset.path),
        "NIETS" => "00000000-0000-7000-8000-000000000000",
        "NIETS/brief.pdf" => "00000000-0000-7000-8000-000000000000/brief.pdf",
        "proef/NIETS" => "proef/00000000-0000-7000-8000-000000000000",
        "pilot/NIETS" => "pilot/00000000-0000-7000-8000-000000000000",
        "CODE" => "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        deel => deel,
    };
    let mut delen = deel.split('/');
    let stukken = pad.split('/').map(|stuk| match stuk.strip_prefix('{') {
        Some(_) => delen.next().unwrap_or_default(),
        None => stuk,
    });
    stukken.collect::<Vec<_>>().join("/")
}

/// What is only known when the tables are filled.
#[derive(Debug)]
pub struct Adressen {
    /// The number of an account.
    pub account: String,
    /// The kenmerk of a stuk.
    pub kenmerk: String,
}
