//! What the server writes in its log while the dwarskijker works.

use std::{
    io,
    sync::{Arc, Mutex},
};

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

use super::{neem_terug, over, reageer, rij, wederhoor, wereld};
use crate::support::{TestApp, inlog::met_koek, mensen::doe};

/// Keeps what is logged.
#[derive(Debug, Clone, Default)]
struct Opname(Arc<Mutex<Vec<u8>>>);

impl io::Write for Opname {
    fn write(&mut self, stukje: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("nobody failed").extend(stukje);
        Ok(stukje.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Opname {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_line_names_a_bevinding_or_who_asked_for_one() {
    let opname = Opname::default();
    let abonnee = tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::new("warn,dwarsverband=debug,search_index=debug"))
        .with_writer(opname.clone())
        .with_ansi(false)
        .finish();
    let _zolang = tracing::subscriber::set_default(abonnee);
    let app = TestApp::sqlite().await;
    let wereld = wereld(&app).await;
    let pad = wereld
        .in_wederhoor(&app, "Zeldzaam getiteld", &over(&app, 28))
        .await;
    let (kop, _) = rij(&app, &pad).await;
    reageer(&app, &wereld.els.1, &pad, "Zeldzaam gereageerd.")
        .await
        .met_status(303);
    for (weg, koek) in [
        (pad.clone(), &wereld.dwars.1),
        (format!("/api/v1{pad}"), &wereld.dwars.1),
        (wederhoor(&pad), &wereld.els.1),
        (wederhoor(&pad), &wereld.eva.1),
        ("/dwarskijker/dossiers/wonen".to_owned(), &wereld.bureau.1),
    ] {
        met_koek(&app, &weg, koek).await;
    }
    let notitie = [("notitie", "Zeldzaam genoteerd.")];
    doe(
        &app,
        &wereld.dwars.1,
        "/dwarskijker/dossiers/wonen",
        &notitie,
    )
    .await
    .met_status(303);
    neem_terug(&app, &wereld.dwars.1, &pad, "Zeldzaam getal.")
        .await
        .met_status(303);

    let log = opname.0.lock().expect("nobody failed").clone();
    let log = String::from_utf8_lossy(&log).into_owned();
    let gevraagd = ["/bevindingen", "/wederhoor", "/dwarskijker"];
    for weg in gevraagd {
        assert!(
            log.contains(weg),
            "it is logged that there was a request: {log}"
        );
    }
    let nummer = kop.kenmerk.expect("a kenmerk");
    let geheim = [
        "Zeldzaam",
        &nummer,
        &nummer.to_lowercase(),
        &kop.id.to_string(),
    ];
    for regel in log.lines() {
        let genoemd = geheim.iter().find(|geheim| regel.contains(*geheim));
        assert_eq!(genoemd, None, "{regel}");
        // A note is about a thema, which no line names.
        let gaat_over = gevraagd.iter().any(|weg| regel.contains(weg));
        let gaat_over = gaat_over && !regel.contains("actie=\"dossiernotitie\"");
        assert!(!(gaat_over && regel.contains("account:")), "{regel}");
    }
}
