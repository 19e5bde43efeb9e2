//! A mail server that keeps what it gets, and answers as a test wants.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use dwarsverband::{
    config::{Config, Opties, Smtp},
    post::Postbode,
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
};

/// A message that came in.
#[derive(Debug, Clone)]
pub struct Mail {
    /// To whom, by the envelope.
    pub aan: Vec<String>,
    /// Everything, as it was sent.
    pub ruw: String,
}

impl Mail {
    /// The value of a header; empty when it is not there.
    pub fn kop(&self, naam: &str) -> String {
        let (koppen, _) = self.ruw.split_once("\r\n\r\n").expect("headers");
        let koppen = koppen.replace("\r\n ", " ");
        let begin = format!("{naam}: ");
        let kop = koppen.lines().find_map(|regel| regel.strip_prefix(&begin));
        kop.unwrap_or_default().to_owned()
    }

    /// The part of this type, decoded.
    #[track_caller]
    pub fn deel(&self, soort: &str) -> String {
        let grens = self.kop("Content-Type");
        let grens = grens.split("boundary=\"").nth(1).expect("parts");
        let grens = format!("--{}", grens.split('"').next().expect("a boundary"));
        let mut delen = self.ruw.split(&grens).skip(1);
        let deel = delen.find(|deel| deel.contains(&format!("Content-Type: {soort}")));
        let (koppen, inhoud) = deel
            .expect("the part")
            .split_once("\r\n\r\n")
            .expect("a body");
        ontcijfer(koppen, inhoud)
    }

    /// The first address in the text that begins like this.
    #[track_caller]
    pub fn link(&self, begin: &str) -> String {
        let tekst = self.deel("text/plain");
        let link = tekst
            .split_whitespace()
            .find(|woord| woord.starts_with(begin));
        link.unwrap_or_else(|| panic!("no {begin} in {tekst}"))
            .to_owned()
    }
}

fn ontcijfer(koppen: &str, inhoud: &str) -> String {
    let bytes = if koppen.contains("base64") {
        let tekens: String = inhoud.split_whitespace().collect();
        STANDARD.decode(tekens).expect("base64")
    } else if koppen.contains("quoted-printable") {
        let mut uit = Vec::new();
        let zonder = inhoud.replace("=\r\n", "");
        let mut bytes = zonder.bytes();
        while let Some(byte) = bytes.next() {
            if byte == b'=' {
                let hex = [
                    bytes.next().expect("two signs"),
                    bytes.next().expect("two signs"),
                ];
                let hex = std::str::from_utf8(&hex).expect("two signs");
                uit.push(u8::from_str_radix(hex, 16).expect("a byte"));
            } else {
                uit.push(byte);
            }
        }
        uit
    } else {
        inhoud.as_bytes().to_vec()
    };
    String::from_utf8(bytes).expect("text")
}

/// A running server. It ends with the test.
#[derive(Debug, Clone)]
pub struct Mailserver {
    adres: String,
    mails: Arc<Mutex<Vec<Mail>>>,
    /// What it answers to an address, instead of taking the mail.
    weigert: Arc<Mutex<BTreeMap<String, u16>>>,
}

impl Mailserver {
    /// Starts one on a free port.
    pub async fn start() -> Self {
        let luister = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let adres = luister.local_addr().expect("an address");
        let server = Self {
            adres: format!("smtp://{adres}"),
            mails: Arc::default(),
            weigert: Arc::default(),
        };
        let zelf = server.clone();
        tokio::spawn(async move {
            while let Ok((lijn, _)) = luister.accept().await {
                let zelf = zelf.clone();
                tokio::spawn(async move { zelf.spreek(lijn).await });
            }
        });
        server
    }

    /// A postbode that brings mail here.
    pub fn postbode(&self) -> Postbode {
        postbode(&self.adres)
    }

    /// One that demands to do so in secret, which this server can't.
    pub fn postbode_in_het_geheim(&self) -> Postbode {
        postbode(&format!("{}?tls=required", self.adres))
    }

    /// Refuses an address with a code from now on; takes it again without one.
    pub fn weiger(&self, adres: &str, code: Option<u16>) {
        let mut weigert = self.weigert.lock().unwrap();
        weigert.remove(adres);
        weigert.extend(code.map(|code| (adres.to_owned(), code)));
    }

    /// All mail that came in since the last time.
    pub fn haal(&self) -> Vec<Mail> {
        std::mem::take(&mut self.mails.lock().unwrap())
    }

    /// The one message that came in since the last time.
    #[track_caller]
    pub fn een(&self) -> Mail {
        let mut mails = self.haal();
        assert_eq!(mails.len(), 1, "{mails:#?}");
        mails.remove(0)
    }

    /// RFC 5321, as much of it as one client needs.
    async fn spreek(&self, lijn: TcpStream) -> Option<()> {
        let mut lijn = BufReader::new(lijn);
        let mut aan = Vec::new();
        zeg(&mut lijn, "220 proef.example").await?;
        loop {
            let regel = hoor(&mut lijn).await?;
            let woord = regel.get(..4).unwrap_or_default().to_ascii_uppercase();
            match woord.as_str() {
                "EHLO" | "HELO" => zeg(&mut lijn, "250 proef.example").await?,
                "RCPT" => {
                    let adres = regel
                        .split(['<', '>'])
                        .nth(1)
                        .unwrap_or_default()
                        .to_owned();
                    let code = self.weigert.lock().unwrap().get(&adres).copied();
                    if let Some(code) = code {
                        zeg(&mut lijn, &format!("{code} <{adres}> not here")).await?;
                    } else {
                        aan.push(adres);
                        zeg(&mut lijn, "250 OK").await?;
                    }
                }
                "DATA" => {
                    zeg(&mut lijn, "354 go on").await?;
                    let mut ruw = String::new();
                    loop {
                        let regel = hoor(&mut lijn).await?;
                        if regel == "." {
                            break;
                        }
                        ruw.push_str(regel.strip_prefix('.').unwrap_or(&regel));
                        ruw.push_str("\r\n");
                    }
                    let aan = std::mem::take(&mut aan);
                    self.mails.lock().unwrap().push(Mail { aan, ruw });
                    zeg(&mut lijn, "250 OK").await?;
                }
                "QUIT" => {
                    zeg(&mut lijn, "221 bye").await?;
                    return Some(());
                }
                _ => zeg(&mut lijn, "250 OK").await?,
            }
        }
    }
}

/// A postbode that throws mail away, as in the demo.
pub fn weggooien() -> Postbode {
    let mut config = Config::lees(Opties::default(), |_| None).expect("the settings are right");
    config.smtp.waarde = Smtp::Nergens;
    Postbode::nieuw(&config).expect("nothing is needed")
}

/// A postbode that brings mail to this address, by the settings of the platform.
pub fn postbode(adres: &str) -> Postbode {
    let omgeving = |naam: &str| match naam {
        "DWARSVERBAND_SMTP" => Some(adres.to_owned()),
        "DWARSVERBAND_AFZENDER" => Some("Dwarsverband <post@dwarsverband.example>".to_owned()),
        _ => None,
    };
    let config = Config::lees(Opties::default(), omgeving).expect("the settings are right");
    Postbode::nieuw(&config).expect("an address of a server")
}

async fn zeg(lijn: &mut BufReader<TcpStream>, regel: &str) -> Option<()> {
    let regel = format!("{regel}\r\n");
    lijn.get_mut().write_all(regel.as_bytes()).await.ok()
}

async fn hoor(lijn: &mut BufReader<TcpStream>) -> Option<String> {
    let mut regel = String::new();
    let gelezen = lijn.read_line(&mut regel).await.ok()?;
    (gelezen > 0).then(|| regel.trim_end_matches(['\r', '\n']).to_owned())
}
