//! The commands of Dwarsverband.

mod opdrachten;

use std::{io::Write as _, path::PathBuf, process::ExitCode};

use anyhow::{Context as _, bail};
use clap::{Parser, Subcommand};
use dwarsverband::{
    acties,
    app::App,
    besluiten, bijeenkomsten,
    config::{Config, Opties, Smtp},
    ctx::{Clock, Ctx},
    duos, dwarskijker, feitencheck,
    gebruikers::service::voorbeelden,
    http, kennisvragen,
    knelpunten::{self, service::indeling},
    navraag, netwerk, notities, overnames, praktijken, proefprojecten, regietafel, signalen,
    vraagpunten, werkruimte,
};
use mimalloc::MiMalloc;
use opdrachten::{
    MISLUKT,
    beheer::{Beheer, beheer},
    gebruiker::{Gebruiker, gebruiker},
    import::import,
    open,
    reservekopie::{backup, herstel},
    woorden::{Woorden, woorden},
    zeg,
};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tracing_subscriber::EnvFilter;

/// An answer takes and gives back thousands of small pieces of memory, and making the index anew
/// gigabytes: this one is quicker at the first, and after the second it gives back to the system.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Kennis- en leerplatform van het programma sociaal domein.
#[derive(Debug, Parser)]
#[command(version, about)]
struct Opdrachten {
    #[command(subcommand)]
    opdracht: Option<Opdracht>,
    /// Adres om op te luisteren, zoals 127.0.0.1:8080
    #[arg(long, global = true, value_name = "ADRES")]
    luister: Option<String>,
    /// Map voor de ingebouwde database en de zoekindex
    #[arg(long, global = true, value_name = "MAP")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Opdracht {
    /// Start het platform (ook zonder opdracht)
    Serve,
    /// Start het platform in een wegwerpmap, met verzonnen voorbeelden erbij
    Demo,
    /// Lees mappen met Markdown en .jsonl-bestanden in
    Import {
        /// Mappen of bestanden
        #[arg(required = true)]
        paden: Vec<PathBuf>,
    },
    /// Laat de zoekindex opnieuw bouwen uit de database
    Reindex,
    /// Werk de database bij naar deze versie
    Migrate,
    /// Toon alle instellingen en waar ze vandaan komen
    Config,
    /// Toon de beschrijving van de API (OpenAPI)
    Openapi,
    /// Woorden die bij het zoeken voor elkaar staan, en wat bezoekers vragen
    #[command(subcommand)]
    Woorden(Woorden),
    /// Accounts
    #[command(subcommand)]
    Gebruiker(Gebruiker),
    /// Beheer
    #[command(subcommand)]
    Beheer(Beheer),
    /// Maak een reservekopie van database en bijlagen, ook terwijl het platform draait
    Backup {
        /// Nieuw bestand, zoals dwarsverband.tar.zst
        bestand: PathBuf,
    },
    /// Zet een reservekopie terug, in een lege map en een lege database
    Herstel {
        /// Bestand dat met backup is gemaakt
        bestand: PathBuf,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let Opdrachten {
        opdracht,
        luister,
        data,
    } = Opdrachten::parse();
    let opties = Opties {
        listen: luister,
        data,
    };
    match voer_uit(opdracht.unwrap_or(Opdracht::Serve), opties).await {
        Ok(code) => code,
        Err(fout) => {
            let mut stderr = std::io::stderr();
            let _ = writeln!(stderr, "Dat lukt niet: {fout:#}");
            ExitCode::from(MISLUKT)
        }
    }
}

async fn voer_uit(opdracht: Opdracht, opties: Opties) -> anyhow::Result<ExitCode> {
    let config = match Config::lees(opties, |naam| std::env::var(naam).ok()) {
        Ok(config) => config,
        Err(fouten) => {
            let mut stderr = std::io::stderr();
            for fout in &fouten {
                let _ = writeln!(stderr, "{}: {}", fout.veld, fout.melding);
            }
            return Ok(ExitCode::from(MISLUKT));
        }
    };
    match opdracht {
        Opdracht::Serve => serve(config, false, tot_het_einde()?).await?,
        Opdracht::Demo => demo(config).await?,
        Opdracht::Import { paden } => return import(&config, &paden).await,
        Opdracht::Reindex => reindex(&config).await?,
        Opdracht::Migrate => {
            open(&config).await?;
            zeg("De database is bijgewerkt.");
        }
        Opdracht::Config => {
            for (naam, waarde, herkomst) in config.overzicht() {
                zeg(&format!("{naam}={waarde}  ({herkomst})"));
            }
        }
        Opdracht::Openapi => {
            let basis_url = config.basis_url.waarde.unwrap_or_default();
            zeg(&http::openapi_op(&basis_url, &config.contact.waarde).to_pretty_json()?);
        }
        Opdracht::Gebruiker(wat) => return gebruiker(&config, wat).await,
        Opdracht::Woorden(wat) => return woorden(&config, wat).await,
        Opdracht::Beheer(wat) => return beheer(&config, wat).await,
        Opdracht::Backup { bestand } => return backup(&config, &bestand).await,
        Opdracht::Herstel { bestand } => return herstel(&config, &bestand).await,
    }
    Ok(ExitCode::SUCCESS)
}

fn log(config: &Config) {
    let filter = EnvFilter::new(&config.log.waarde);
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .try_init();
}

async fn serve(config: Config, met_demo: bool, stop: CancellationToken) -> anyhow::Result<()> {
    log(&config);
    let adres = config.listen.waarde;
    let listener = TcpListener::bind(adres).await.with_context(|| {
        format!("luisteren op {adres}. Draait er al iets? Kies een ander adres met --luister")
    })?;
    let adres = listener.local_addr()?;
    let app = App::build(&config, Clock::system()).await?;
    app.maak_klaar(met_demo).await?;
    let app = App {
        is_demo: met_demo,
        ..app.op_adres(&config, adres)
    };
    if met_demo {
        zeg_accounts(&app).await?;
    }
    if !app.contact.is_ingesteld() {
        tracing::warn!(
            "DWARSVERBAND_CONTACT is niet ingesteld: wie een kwetsbaarheid of een fout wil melden, \
             vindt op deze site geen adres dat bestaat"
        );
    }
    if !app.postbode.bezorgt() {
        tracing::warn!(
            "DWARSVERBAND_SMTP is niet ingesteld: mail, zoals uitnodigingen en links voor een nieuw \
             wachtwoord, blijft wachten"
        );
    }
    // A start is finished before it is undone: half-way, files would still be written.
    if stop.is_cancelled() {
        app.db.close().await?;
        return Ok(());
    }
    zeg(&format!("Dwarsverband draait op http://{adres}"));
    app.serve(listener, stop).await?;
    Ok(())
}

/// Makes the accounts of the demo and tells how to log in with them.
async fn zeg_accounts(app: &App) -> anyhow::Result<()> {
    let ctx = Ctx::systeem("demo", &app.clock);
    let demo = voorbeelden::maak(&app.db, &app.kluis, &app.sleutel, &ctx).await?;
    let als = |mail: &str| demo.accounts.iter().find(|a| a.mail == mail);
    let ctx_van = |naam: &str| als(&format!("{naam}@demo.example")).map(|a| a.ctx(&app.clock));
    if let (Some(lid), Some(redactie)) = (ctx_van("lid"), ctx_van("redactie")) {
        praktijken::service::voorbeelden::vul(&app.db, (&lid, &redactie)).await?;
        feitencheck::service::voorbeelden::vul(&app.db, &lid).await?;
        if let Some(duo) = ctx_van("duo-rijk") {
            let wie = (&lid, &redactie, &duo);
            proefprojecten::service::voorbeelden::vul(&app.db, wie).await?;
        }
    }
    if let Some(buur) = ctx_van("lid2") {
        overnames::service::voorbeelden::vul(&app.db, &buur).await?;
    }
    // Boxed: what the demo does is much at once, and the others should not carry its weight.
    Box::pin(vul_knelpunten(app, &ctx_van)).await?;
    zeg(&format!("Log in op {}/inloggen", app.basis_url));
    for account in &demo.accounts {
        let code = if account.met_factor { "*" } else { " " };
        zeg(&format!(
            "{code} {:<40} {}",
            account.mail,
            account.rol.label()
        ));
    }
    zeg(&format!(
        "Het wachtwoord van al deze accounts: {}",
        demo.wachtwoord
    ));
    let sleutel = demo.geheim.base32();
    zeg(
        "Bij een * vraagt het inloggen ook een code. Die maakt een app op uw telefoon met deze sleutel,",
    );
    zeg(&format!(
        "of de opdracht: dwarsverband gebruiker code {sleutel}"
    ));
    zeg(&format!("De sleutel van de tweede stap: {sleutel}"));
    Ok(())
}

/// Lets the accounts of the demo signal, and treat what was signalled.
async fn vul_knelpunten(app: &App, ctx_van: &impl Fn(&str) -> Option<Ctx>) -> anyhow::Result<()> {
    let namen = ["lid", "lid2", "redactie", "dwarskijker", "duo-rijk", "lid4"];
    let [
        Some(lid),
        Some(buur),
        Some(redactie),
        Some(dwarskijker),
        Some(duo),
        Some(vws),
    ] = namen.map(ctx_van)
    else {
        return Ok(());
    };
    let wie = signalen::service::voorbeelden::Wie {
        lid: &lid,
        buur: &buur,
        redactie: &redactie,
        dwarskijker: &dwarskijker,
    };
    let wachten = signalen::service::voorbeelden::vul(&app.db, wie).await?;
    let gemaakt = indeling::voorbeelden::vul(&app.db, (&duo, &redactie), &wachten).await?;
    let wie = knelpunten::service::voorbeelden::Wie {
        duo: &duo,
        lid: &lid,
        buur: &buur,
    };
    let samen = gemaakt.as_ref().map(|(samen, _)| samen);
    knelpunten::service::voorbeelden::vul(&app.db, wie, samen).await?;
    werkruimte::service::voorbeelden::vul(&app.db, &duo).await?;
    if let Some(netwerk) = ctx_van("netwerklid") {
        let wie = notities::service::voorbeelden::Wie {
            duo: &duo,
            netwerk: &netwerk,
        };
        notities::service::voorbeelden::vul(&app.db, wie).await?;
        if let Some(gemeente) = ctx_van("duo-gemeente") {
            let wie = acties::service::voorbeelden::Wie {
                rijk: &duo,
                gemeente: &gemeente,
                netwerk: &netwerk,
            };
            acties::service::voorbeelden::vul(&app.db, wie).await?;
            let wie = bijeenkomsten::service::voorbeelden::Wie {
                rijk: &duo,
                gemeente: &gemeente,
                netwerk: &netwerk,
            };
            bijeenkomsten::service::voorbeelden::vul(&app.db, wie).await?;
        }
    }
    netwerk::service::voorbeelden::vul(&app.db, &duo).await?;
    if let Some((_, apart)) = &gemaakt {
        navraag::service::voorbeelden::vul(&app.db, (&lid, &duo), apart).await?;
    }
    vraagpunten::service::voorbeelden::vul(&app.db, &[&duo, &redactie], Some(&vws)).await?;
    dwarskijker::service::voorbeelden::vul(&app.db, &dwarskijker, &lid).await?;
    let wie = kennisvragen::service::voorbeelden::Wie {
        duo: &duo,
        redactie: &redactie,
        lid: &lid,
    };
    kennisvragen::service::voorbeelden::vul(&app.db, wie).await?;
    vul_regietafel(app, &duo, ctx_van).await
}

/// Lets the duo of the demo decide, and put questions to the regietafel.
async fn vul_regietafel(
    app: &App,
    rijk: &Ctx,
    ctx_van: &impl Fn(&str) -> Option<Ctx>,
) -> anyhow::Result<()> {
    let [Some(secretaris), Some(gemeente), Some(buur)] =
        ["secretaris", "duo-gemeente", "lid3"].map(ctx_van)
    else {
        return Ok(());
    };
    let wie = duos::service::voorbeelden::Wie {
        secretaris: &secretaris,
        gemeente: &gemeente,
        buur: &buur,
    };
    duos::service::voorbeelden::vul(&app.db, wie).await?;
    let wie = besluiten::service::voorbeelden::Wie {
        rijk,
        gemeente: &gemeente,
    };
    besluiten::service::voorbeelden::vul(&app.db, wie).await?;
    let wie = regietafel::service::voorbeelden::Wie {
        duo: rijk,
        secretaris: &secretaris,
    };
    regietafel::service::voorbeelden::vul(&app.db, wie).await?;
    Ok(())
}

/// A token that is cancelled at Ctrl-C or SIGTERM. From here on neither ends the process by itself.
fn tot_het_einde() -> anyhow::Result<CancellationToken> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut onderbreking = signal(SignalKind::interrupt())?;
    let stop = CancellationToken::new();
    let einde = stop.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = onderbreking.recv() => {}
        }
        einde.cancel();
    });
    Ok(stop)
}

async fn demo(mut config: Config) -> anyhow::Result<()> {
    if !config.listen.waarde.ip().is_loopback() {
        bail!(
            "de demo heeft accounts met een wachtwoord dat iedereen ziet, en luistert daarom alleen \
             op deze computer. Kies een adres dat met 127. begint"
        );
    }
    // Before there is a folder to leave behind.
    let stop = tot_het_einde()?;
    let map = tempfile::Builder::new()
        .prefix("dwarsverband-demo-")
        .tempdir()?;
    config.data.waarde = map.path().to_owned();
    config.database_url.waarde = None;
    if config.smtp.waarde == Smtp::Geen {
        config.smtp.waarde = Smtp::Nergens;
    }
    zeg("Demo in een wegwerpmap: bij het stoppen is alles weg.");
    serve(config, true, stop).await
}

async fn reindex(config: &Config) -> anyhow::Result<()> {
    let db = open(config).await?;
    let ctx = Ctx::systeem("reindex", &Clock::system());
    db.begin_write().await?.commit_herbouw(&ctx).await?;
    db.close().await?;
    zeg(
        "De opdracht staat klaar. Een draaiend platform bouwt de zoekindex nu opnieuw, een ander bij \
         de start. Zoeken gaat intussen gewoon door.",
    );
    Ok(())
}
