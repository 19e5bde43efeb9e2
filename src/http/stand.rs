//! Where something that is written stands in its life, and what the reader can do with it now.

use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::{beeld::Link, verbanden::Verbanden},
    schrijven::{
        Schrijfbaar,
        model::{Actie, Intrekreden, Status, overgang},
        service::{
            overgangen::ingetrokken,
            schrijven::{betrokken, status},
            voorstellen,
        },
    },
    stukken::{
        model::{Kop, Stuk, voorstel::Voorstelstatus},
        service::{self as stukken, overgangen},
    },
    taal,
};

/// The parameter by which a stuk that was taken up in another shows itself all the same.
pub const OUD: &str = "oud";

/// What the page of a stuk says above its text about its life.
#[derive(Debug, Default)]
pub struct Stand {
    /// What that means for the reader.
    pub wat: String,
    /// Why it was withdrawn, in words.
    pub reden: String,
    /// What took its place.
    pub opvolger: Option<Link>,
    /// What the reader can do now; the first is the most likely.
    pub stappen: Vec<Link>,
    /// Why the reader can't publish it, when that is to be expected; else empty.
    pub bezwaar: &'static str,
    /// Changes that wait.
    pub voorstellen: Vec<Link>,
}

impl Stand {
    /// Of a stuk, for who reads it.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn van<K: Schrijfbaar>(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        let conn = app.db.read();
        let nu = status(kop)?;
        let mut stand = match nu {
            Status::Concept => Self {
                wat: "Dit is een concept. Alleen wie meeschrijft en wie een link kreeg, kan het lezen.".to_owned(),
                ..Self::default()
            },
            Status::Aangeboden => Self {
                wat: "Dit ligt bij de redactie. Alleen wie het schreef en de redactie kunnen het \
                      lezen."
                    .to_owned(),
                ..Self::default()
            },
            Status::Gepubliceerd => Self::default(),
            Status::Ingetrokken => Self::na_intrekken::<K>(app, ctx, kop).await?,
        };
        let handen = overgangen::handen(conn, kop.id).await?;
        let wie = betrokken(ctx, conn, kop, &handen).await?;
        let pad = kop.pad();
        if ctx.aanmelding.is_none() {
            return Ok(stand);
        }
        if wie.mag_schrijven(nu).is_ok() {
            let tekst = if nu == Status::Gepubliceerd {
                "Wijziging voorstellen"
            } else {
                "Verder schrijven"
            };
            stand.stappen.push(link(format!("{pad}/schrijven"), tekst));
        }
        for actie in Actie::ALLE {
            if overgang(nu, *actie).is_some() && wie.mag(*actie).is_ok() {
                let tekst = match actie {
                    Actie::Terugsturen if wie.auteur => "Terughalen",
                    _ => actie.label(),
                };
                stand
                    .stappen
                    .push(link(format!("{pad}/stappen/{actie}"), tekst));
            }
        }
        if let (Status::Aangeboden, Some(bezwaar)) = (nu, wie.bezwaar.filter(|_| wie.redactie)) {
            stand.bezwaar = bezwaar.melding();
        }
        if nu == Status::Gepubliceerd {
            let open = voorstellen::van(ctx, conn, kop.id, false).await?;
            stand.voorstellen = open
                .iter()
                .map(|v| Link {
                    url: format!("{pad}/voorstellen/{}", v.id),
                    tekst: match v.status {
                        Voorstelstatus::Concept => "Voorstel in bewerking".to_owned(),
                        _ => "Voorstel, ligt bij de redactie".to_owned(),
                    },
                    bij: taal::dag_van(v.op),
                })
                .collect();
        }
        Ok(stand)
    }

    async fn na_intrekken<K: Schrijfbaar>(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Self> {
        let conn = app.db.read();
        let mut stand = Self::default();
        let Some(intrekking) = ingetrokken(conn, kop.id).await? else {
            return Ok(stand);
        };
        let op = taal::dag_van(intrekking.op);
        stand.wat = match intrekking.waarom {
            Intrekreden::Fout => format!("Ingetrokken op {op}: er stond een fout in."),
            Intrekreden::OpgegaanIn => {
                format!("Ingetrokken op {op}: opgegaan in {}.", K::WOORDEN.ander)
            }
            Intrekreden::NietMeerActueel => format!("Ingetrokken op {op}: niet meer actueel."),
        };
        let actie = Actie::Intrekken.waarde();
        let reden = overgangen::laatste_reden(ctx, conn, kop.id, actie).await?;
        stand.reden = reden.unwrap_or_default();
        let opvolger = intrekking.opgegaan_in.as_slice();
        let opvolger = stukken::koppen(ctx, conn, opvolger).await?.pop();
        stand.opvolger = opvolger.as_ref().map(Link::naar);
        Ok(stand)
    }
}

fn link(url: String, tekst: &str) -> Link {
    Link {
        url,
        tekst: tekst.to_owned(),
        bij: String::new(),
    }
}

/// What was taken up in another leads there; from that other it has to be readable.
pub fn met_oude<K>(mut verbanden: Verbanden, stuk: &Stuk<K>) -> Verbanden {
    let ingetrokken = stuk
        .buren
        .iter()
        .filter(|b| b.kop.status == Status::Ingetrokken.waarde());
    let paden: Vec<String> = ingetrokken.map(|b| b.kop.pad()).collect();
    for link in verbanden.groepen.iter_mut().flat_map(|g| &mut g.links) {
        if paden.contains(&link.url) {
            link.url = format!("{}?{OUD}=ja", link.url);
        }
    }
    verbanden
}
