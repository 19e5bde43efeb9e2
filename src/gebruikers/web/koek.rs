//! The cookie of a login (ASVS 5.0, 3.3): for this host only, out of reach of scripts, never over a
//! connection that others can read.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::{app::App, gebruikers::service::sessies::Sessiecode};

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
    let koekjes = headers.get_all(header::COOKIE).iter();
    koekjes
        .filter_map(|regel| regel.to_str().ok())
        .flat_map(|regel| regel.split(';'))
        .filter_map(|koekje| koekje.trim().split_once('='))
        .filter(|(van, _)| *van == naam)
        .find_map(|(_, waarde)| Sessiecode::lees(waarde))
}

/// Gives the browser a code, until it is closed or the login ends.
pub fn geef(app: &App, headers: &mut HeaderMap, code: &Sessiecode) {
    zet(app, headers, code.geheim(), "");
}

/// Takes the code away from the browser.
pub fn neem(app: &App, headers: &mut HeaderMap) {
    zet(app, headers, "", "; Max-Age=0");
}

fn zet(app: &App, headers: &mut HeaderMap, waarde: &str, duur: &str) {
    let Some(vorm) = Vorm::bij(&app.basis_url) else {
        return;
    };
    let koekje = format!("{}={waarde}; {}{duur}", vorm.naam(), vorm.rest());
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
