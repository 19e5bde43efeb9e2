//! Asks clamd, the daemon of `ClamAV`, whether a file has a virus in it.

use std::{
    fs::File,
    io::{self, Seek as _},
    path::PathBuf,
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _},
    net::{TcpStream, UnixStream},
    time::timeout,
};

/// How long it may take to reach it.
const VERBINDEN: Duration = Duration::from_secs(5);
/// How long one file may take.
const GEHEEL: Duration = Duration::from_mins(1);
/// How much of a file travels at a time, in bytes.
const STUKJE: usize = 64 * 1024;
/// The longest answer, in bytes.
const ANTWOORD: u64 = 4096;

/// Where clamd listens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Adres {
    /// A host and a port.
    Tcp(String),
    /// A socket on this machine.
    Socket(PathBuf),
}

impl Adres {
    /// Reads `clamd.example:3310`, `tcp:clamd.example:3310`, `unix:/run/clamav/clamd.ctl` or the path
    /// of a socket.
    pub fn lees(tekst: &str) -> Option<Self> {
        let pad = tekst.strip_prefix("unix:").unwrap_or(tekst);
        if pad.starts_with('/') {
            return Some(Self::Socket(pad.into()));
        }
        let adres = tekst.strip_prefix("tcp:").unwrap_or(tekst);
        let adres = adres.trim_start_matches("//");
        let (host, poort) = adres.rsplit_once(':')?;
        let goed = !host.is_empty() && !host.contains(['/', ' ', '@']);
        (goed && poort.parse::<u16>().is_ok_and(|p| p > 0)).then(|| Self::Tcp(adres.to_owned()))
    }
}

impl std::fmt::Display for Adres {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Tcp(adres) => write!(f, "tcp:{adres}"),
            Self::Socket(pad) => write!(f, "unix:{}", pad.display()),
        }
    }
}

/// What clamd says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Uitslag {
    /// Nothing was found.
    Schoon,
    /// What was found.
    Besmet(String),
}

/// Has clamd look at a file.
///
/// # Errors
/// It can't be reached, gives no answer in time, or can't look at this file.
pub async fn scan(adres: &Adres, bestand: &File) -> io::Result<Uitslag> {
    let mut bestand = bestand.try_clone()?;
    bestand.rewind()?;
    let bestand = tokio::fs::File::from_std(bestand);
    let te_laat = |_| io::Error::from(io::ErrorKind::TimedOut);
    let antwoord = match adres {
        Adres::Tcp(adres) => {
            let lijn = timeout(VERBINDEN, TcpStream::connect(adres)).await;
            let lijn = lijn.map_err(te_laat)??;
            timeout(GEHEEL, stuur(lijn, bestand)).await
        }
        Adres::Socket(pad) => {
            let lijn = timeout(VERBINDEN, UnixStream::connect(pad)).await;
            let lijn = lijn.map_err(te_laat)??;
            timeout(GEHEEL, stuur(lijn, bestand)).await
        }
    };
    uitslag(&antwoord.map_err(te_laat)??)
}

/// Sends a file with the command INSTREAM, and gives the answer.
async fn stuur(
    mut lijn: impl AsyncRead + AsyncWrite + Unpin,
    bestand: tokio::fs::File,
) -> io::Result<String> {
    let verstuurd = verstuur(&mut lijn, bestand).await;
    // It hangs up on a file that is larger than it takes, and says so first.
    let mut antwoord = Vec::new();
    let gelezen = lijn.take(ANTWOORD).read_to_end(&mut antwoord).await;
    if antwoord.is_empty() {
        verstuurd?;
        gelezen?;
    }
    Ok(String::from_utf8_lossy(&antwoord).into_owned())
}

async fn verstuur(
    lijn: &mut (impl AsyncWrite + Unpin),
    mut bestand: tokio::fs::File,
) -> io::Result<()> {
    lijn.write_all(b"zINSTREAM\0").await?;
    let mut stukje = vec![0; STUKJE];
    loop {
        let lengte = bestand.read(&mut stukje).await?;
        // A piece of nothing is the end.
        let getal = u32::try_from(lengte).map_err(io::Error::other)?;
        lijn.write_all(&getal.to_be_bytes()).await?;
        lijn.write_all(&stukje[..lengte]).await?;
        if lengte == 0 {
            return lijn.flush().await;
        }
    }
}

fn uitslag(antwoord: &str) -> io::Result<Uitslag> {
    let zegt = antwoord.trim_end_matches(['\0', '\n', '\r']);
    let zegt = zegt.strip_prefix("stream: ").unwrap_or(zegt);
    if zegt == "OK" {
        return Ok(Uitslag::Schoon);
    }
    match zegt.strip_suffix(" FOUND") {
        Some(wat) => Ok(Uitslag::Besmet(wat.to_owned())),
        None => Err(io::Error::other(format!("clamd says: {zegt:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_a_port_or_a_socket() {
        for (tekst, adres) in [
            ("127.0.0.1:3310", Some("tcp:127.0.0.1:3310")),
            ("tcp:clamd.example:3310", Some("tcp:clamd.example:3310")),
            ("tcp://[::1]:3310", Some("tcp:[::1]:3310")),
            ("/run/clamav/clamd.ctl", Some("unix:/run/clamav/clamd.ctl")),
            ("unix:/run/clamd", Some("unix:/run/clamd")),
            ("clamd.example", None),
            ("clamd.example:", None),
            ("clamd.example:0", None),
            (":3310", None),
            ("http://x/y:3310", None),
            ("", None),
        ] {
            let gelezen = Adres::lees(tekst).map(|a| a.to_string());
            assert_eq!(gelezen.as_deref(), adres, "{tekst}");
        }
    }

    #[test]
    fn only_a_clear_answer_counts() {
        let besmet = |wat: &str| Some(Uitslag::Besmet(wat.into()));
        for (antwoord, verwacht) in [
            ("stream: OK\0", Some(Uitslag::Schoon)),
            ("stream: Eicar-Test FOUND\0", besmet("Eicar-Test")),
            ("stream: OK FOUND\n", besmet("OK")),
            ("INSTREAM size limit exceeded. ERROR\0", None),
            ("stream: OK ERROR\0", None),
            ("", None),
            ("NOK", None),
        ] {
            assert_eq!(uitslag(antwoord).ok(), verwacht, "{antwoord:?}");
        }
    }
}
