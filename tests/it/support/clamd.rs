//! A stand-in for clamd: speaks INSTREAM over TCP, and finds the EICAR test file.

use dwarsverband::bestanden::clamd::Adres;
use tokio::{
    io::{self, AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
};

/// How it behaves.
#[derive(Debug, Clone, Copy)]
pub enum Aard {
    /// As it should.
    Gewoon,
    /// Hangs up without a word.
    Zwijgt,
    /// Takes only small files, and says so half-way.
    Klein,
}

/// The EICAR test file, put together here so that no scanner stumbles over this source.
pub fn eicar() -> Vec<u8> {
    let delen = [
        r"X5O!P%@AP[4\PZX54(P^)",
        "7CC)7}$EICAR-STAND",
        "ARD-ANTIVIRUS-TEST-F",
        "ILE!$H+H*",
    ];
    delen.concat().into_bytes()
}

/// Starts one; it ends with the test.
pub async fn start(aard: Aard) -> Adres {
    let luister = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let adres = luister.local_addr().expect("an address");
    tokio::spawn(async move {
        while let Ok((lijn, _)) = luister.accept().await {
            // A caller that hangs up is the business of the caller.
            tokio::spawn(async move { drop(beantwoord(lijn, aard).await) });
        }
    });
    Adres::Tcp(adres.to_string())
}

/// An address where nobody listens.
pub async fn nergens() -> Adres {
    let luister = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    Adres::Tcp(luister.local_addr().expect("an address").to_string())
}

async fn beantwoord(mut lijn: TcpStream, aard: Aard) -> io::Result<()> {
    let mut opdracht = [0; 10];
    lijn.read_exact(&mut opdracht).await?;
    assert_eq!(&opdracht, b"zINSTREAM\0");
    let mut inhoud = Vec::new();
    loop {
        match aard {
            Aard::Zwijgt => return Ok(()),
            Aard::Klein if inhoud.len() > 100 => {
                let zegt = b"INSTREAM size limit exceeded. ERROR\0";
                return lijn.write_all(zegt).await;
            }
            Aard::Gewoon | Aard::Klein => {}
        }
        let lengte = lijn.read_u32().await?;
        if lengte == 0 {
            break;
        }
        let mut stukje = vec![0; lengte as usize];
        lijn.read_exact(&mut stukje).await?;
        inhoud.extend(stukje);
    }
    let eicar = eicar();
    let besmet = inhoud.windows(eicar.len()).any(|w| w == eicar);
    let zegt: &[u8] = if besmet {
        b"stream: Eicar-Test-Signature FOUND\0"
    } else {
        b"stream: OK\0"
    };
    lijn.write_all(zegt).await
}
