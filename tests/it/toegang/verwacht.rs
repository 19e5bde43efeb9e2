//! For whom an address opens, by where it lies and by whether it is read or written.

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

/// Who treats signalen: the redactie, who sits in a duo, and the dwarskijker.
pub const BEHANDELAARS: &str = "ii---+----+b+";
/// What the dwarskijker and bureau have, with a second factor.
pub const DWARSKIJKER: &str = "ii---------b+";
/// The same of a bevinding; these tests have none.
pub const GEEN_BEVINDING: &str = "ii---------b-";
/// Who treats signalen, without the dwarskijker.
pub const DUO_EN_REDACTIE: &str = "ii---+----+--";

/// Who takes part in a thema; others see that it is not for them.
pub const WERKRUIMTE: &str = "iixxxxxxxx+xx";

/// Who asks questions of the kennisagenda: who takes part in a thema, and the redactie.
pub const VRAGERS: &str = "iixxx+xxxx+xx";

/// Who sits at the regietafel.
pub const REGIETAFEL: &str = "ii-------+---";
/// Its secretaris; a member sees that it is not for them.
pub const SECRETARIS: &str = "ii-------x---";

/// Who holds a toegangslink; these tests have none, and [`super::link`] has.
pub const GEEN_LINK: &str = "-------------";

/// What is expected of an address by where it lies, and by whether it is read or written.
pub fn standaard(methode: &str, pad: &str) -> &'static str {
    let geschreven = ["/api/v1/praktijken", "/api/v1/proefprojecten"];
    if let Some(van_api) = geschreven.iter().find_map(|kop| pad.strip_prefix(kop)) {
        return api_van_geschreven(methode, van_api);
    }
    let onder = |kop: &str| pad == kop || pad.starts_with(&format!("{kop}/"));
    if let Some(wie) = van_de_keten(methode, pad) {
        return wie;
    }
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

/// What is expected of the addresses of signalen, knelpunten and vraagpunten; none for any other.
fn van_de_keten(methode: &str, pad: &str) -> Option<&'static str> {
    let kaal = pad.strip_prefix("/api/v1").unwrap_or(pad);
    let van_api = kaal != pad;
    let leest = methode == "get";
    let wie = match kaal {
        "/signaleren"
        | "/signaleren/vergelijkbaar"
        | "/wederhoor"
        | "/knelpunten/{naam}/overgangen" => INGELOGD,
        "/signalen" if van_api && !leest => INGELOGD,
        "/signalen" if van_api => IEDEREEN,
        "/signalen" => BEHANDELAARS,
        "/signalen/{naam}" if van_api => GEEN_LINK,
        "/knelpunten/heropenverzoeken" => DUO_EN_REDACTIE,
        "/knelpunten/{naam}/heropenverzoeken" => REDACTIE,
        "/knelpunten/{naam}/ook" => VAN_BUITEN,
        "/knelpunten/{naam}/stap/{actie}"
        | "/knelpunten/{naam}/bewerken"
        | "/knelpunten/{naam}/treden"
        | "/knelpunten/{naam}/signalen"
        | "/knelpunten/{naam}/vraagpunten/nieuw" => HOUDERS,
        "/vraagpunten/{id}" if leest => GEEN_LINK,
        // Nobody here follows the knelpunt, nothing moved, and there is no question.
        "/knelpunten/{naam}/heropenen-vragen"
        | "/knelpunten/{naam}/navraag"
        | "/knelpunten/{naam}/terug/{zet}"
        | "/bevindingen/{naam}/vraagpunten/nieuw" => GEEN_BERICHT,
        _ if kaal.starts_with("/signalen/") || kaal.starts_with("/vraagpunten/") => GEEN_BERICHT,
        "/bevindingen/{naam}" => GEEN_LINK,
        "/bevindingen/nieuw" => DWARSKIJKER,
        "/wederhoor/{naam}" => GEEN_BERICHT,
        _ if kaal.starts_with("/dwarskijker/") => DWARSKIJKER,
        _ if kaal.starts_with("/bevindingen/{naam}/") => GEEN_BEVINDING,
        "/kennisagenda/nieuw" | "/themas/{thema}/werkruimte/kennisvragen/nieuw" => VRAGERS,
        "/kennisagenda/gevolgd" | "/vandaag" => INGELOGD,
        "/kennisvragen/{naam}" => GEEN_LINK,
        _ if kaal.starts_with("/kennisvragen/{naam}/") => GEEN_BERICHT,
        "/acties/{naam}"
        | "/besluiten/{naam}"
        | "/bijeenkomsten/{naam}"
        | "/bijeenkomsten/{naam}/agenda.ics" => GEEN_LINK,
        _ if [
            "/acties/{naam}/",
            "/besluiten/{naam}/",
            "/bijeenkomsten/{naam}/",
        ]
        .iter()
        .any(|kop| kaal.starts_with(kop)) =>
        {
            GEEN_BERICHT
        }
        "/regietafel" | "/regietafel/trajecten.csv" => REGIETAFEL,
        "/regietafel/lijst" => GEEN_BERICHT,
        "/regietafel/vergaderingen/nieuw" | "/regietafel/vergaderingen/{id}/afgelasten" => {
            SECRETARIS
        }
        "/regietafel/voorleggen/{soort}/{naam}" | "/themas/{thema}/duo/overdragen" => WERKRUIMTE,
        _ if kaal.starts_with("/regietafel/escalaties/") => GEEN_BERICHT,
        _ if kaal.starts_with("/themas/{thema}/werkruimte") => WERKRUIMTE,
        "/notities/{naam}" | "/notities/{naam}/versies" => GEEN_LINK,
        "/notities/{naam}/wijzigen" => GEEN_BERICHT,
        _ => return None,
    };
    Some(wie)
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
