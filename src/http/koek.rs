//! The cookies of a login and of a toegangslink (ASVS 5.0, 3.3): for this host only, out of reach of
//! scripts, never over a connection that others can read.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{
    app::App,
    gebruikers::service::{code::Code, oidc::Inlogkoek, sessies::Sessiecode},
};

/// How the cookie is named and kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Vorm {
    /// Over https.
    Veilig,
    /// On this machine, where there is no https: browsers keep no `__Host-` cookie then.
    Lokaal,
}

impl Vorm {
    /// The form for an address of the platform; none when a password would travel in the open.
    fn bij(basis_url: &str) -> Option<Self> {
        if basis_url.starts_with("https://") {
            return Some(Self::Veilig);
        }
        let host = basis_url.strip_prefix("http://")?;
        let host = host.split('/').next().unwrap_or_default();
        let naam = host.rsplit_once(':').map_or(host, |(naam, _)| naam);
        matches!(naam, "127.0.0.1" | "localhost" | "[::1]").then_some(Self::Lokaal)
    }

    const fn naam(self) -> &'static str {
        match self {
            Self::Veilig => "__Host-dwarsverband",
            Self::Lokaal => "dwarsverband",
        }
    }

    /// The cookie of who is away to their organisation to log in.
    const fn inlognaam(self) -> &'static str {
        match self {
            Self::Veilig => "__Host-dwarsverband-inloggen",
            Self::Lokaal => "dwarsverband-inloggen",
        }
    }

    /// The cookie of who opened a toegangslink.
    const fn linknaam(self) -> &'static str {
        match self {
            Self::Veilig => "__Host-dwarsverband-meelezen",
            Self::Lokaal => "dwarsverband-meelezen",
        }
    }

    const fn rest(self) -> &'static str {
        match self {
            Self::Veilig => "Path=/; Secure; HttpOnly; SameSite=Lax",
            Self::Lokaal => "Path=/; HttpOnly; SameSite=Lax",
        }
    }
}

/// Whether people can log in at the address of the platform.
pub fn kan_inloggen(app: &App) -> bool {
    Vorm::bij(&app.basis_url).is_some()
}

/// The code that the browser of a request holds.
pub fn lees(app: &App, headers: &HeaderMap) -> Option<Sessiecode> {
    let naam = Vorm::bij(&app.basis_url)?.naam();
    waarden(headers, naam).find_map(Sessiecode::lees)
}

/// What the browser of a request holds that was sent away to log in.
pub fn lees_inlogkoek(app: &App, headers: &HeaderMap) -> Option<Inlogkoek> {
    let naam = Vorm::bij(&app.basis_url)?.inlognaam();
    waarden(headers, naam).find_map(Inlogkoek::lees)
}

/// What the browser of a request holds that opened a toegangslink.
pub fn lees_linkkoek(app: &App, headers: &HeaderMap) -> Option<Code> {
    let naam = Vorm::bij(&app.basis_url)?.linknaam();
    waarden(headers, naam).find_map(Code::lees)
}

fn waarden<'a>(headers: &'a HeaderMap, naam: &'a str) -> impl Iterator<Item = &'a str> {
    let koekjes = headers.get_all(header::COOKIE).iter();
    koekjes
        .filter_map(|regel| regel.to_str().ok())
        .flat_map(|regel| regel.split(';'))
        .filter_map(|koekje| koekje.trim().split_once('='))
        .filter(move |(van, _)| *van == naam)
        .map(|(_, waarde)| waarde)
}

/// Gives the browser a code, until it is closed or the login ends.
pub fn geef(app: &App, headers: &mut HeaderMap, code: &Sessiecode) {
    zet(app, headers, Vorm::naam, code.geheim(), "");
}

/// Takes the code away from the browser.
pub fn neem(app: &App, headers: &mut HeaderMap) {
    zet(app, headers, Vorm::naam, "", "; Max-Age=0");
}

/// Gives the browser what it comes back with, for ten minutes.
pub fn geef_inlogkoek(app: &App, headers: &mut HeaderMap, koek: &Inlogkoek) {
    zet(
        app,
        headers,
        Vorm::inlognaam,
        koek.geheim(),
        "; Max-Age=600",
    );
}

/// Takes it away again.
pub fn neem_inlogkoek(app: &App, headers: &mut HeaderMap) {
    zet(app, headers, Vorm::inlognaam, "", "; Max-Age=0");
}

/// Gives the browser what an opened toegangslink is known by, until it is closed or the link ends.
pub fn geef_linkkoek(app: &App, headers: &mut HeaderMap, sessie: &Code) {
    zet(app, headers, Vorm::linknaam, sessie.geheim(), "");
}

fn zet(
    app: &App,
    headers: &mut HeaderMap,
    naam: impl Fn(Vorm) -> &'static str,
    waarde: &str,
    duur: &str,
) {
    let Some(vorm) = Vorm::bij(&app.basis_url) else {
        return;
    };
    let koekje = format!("{}={waarde}; {}{duur}", naam(vorm), vorm.rest());
    if let Ok(koekje) = HeaderValue::from_str(&koekje) {
        headers.append(header::SET_COOKIE, koekje);
    }
}

#[cfg(test)]
mod tests {
    use super::Vorm;

    #[test]
    fn only_this_machine_does_without_https() {
        for (basis_url, vorm) in [
            ("https://dwarsverband.example", Some(Vorm::Veilig)),
            ("http://127.0.0.1:8080", Some(Vorm::Lokaal)),
            ("http://localhost", Some(Vorm::Lokaal)),
            ("http://[::1]:8080", Some(Vorm::Lokaal)),
            ("http://dwarsverband.example", None),
            ("http://localhost.elders.example", None),
            ("http://127.0.0.1.elders.example:80", None),
            ("http://10.0.0.1:8080", None),
        ] {
            assert_eq!(Vorm::bij(basis_url), vorm, "{basis_url}");
        }
    }
}
