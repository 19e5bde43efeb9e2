//! The form to signal something, and the step before it is sent: whether others said the same.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::{
        model::{self, JA, NEE},
        service::indienen::{self, Gelijkend, Verzoek, Voorbereid},
    },
    Gelijk, themakeuze,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::{
        error::{NietGedaan, PageError},
        extract::{Formulier, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
    organisaties::model::Organisatiesoort,
    persoonsgegevens::model::AKKOORD,
    stukken::model::Soort,
    toepassingen::service::Namens,
};

#[derive(Debug, Template)]
#[template(path = "signalen/signaleren.html")]
struct Pagina {
    kader: Kader,
    fouten: Veldfouten,
    /// Why it was not sent though no field is wrong; empty when that is not so.
    niet_gedaan: String,
    formulier: model::Formulier,
    namens: Vec<Optie>,
    themas: Vec<Optie>,
    lezers: Vec<Optie>,
    /// Whether what vertrouwelijk means stands open.
    uitleg_open: bool,
    /// The slugs of the gemeenten that somebody can say of that it plays there too, for the script.
    gemeenten: String,
    akkoord: Akkoord,
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorbereid, formulier: model::Formulier) -> Self {
        let organisatie = |n: &Namens| {
            let slug = n.kop.slug.as_str();
            Optie::nieuw(slug, &n.kop.titel, slug == formulier.namens)
        };
        let zelf = Optie::nieuw("", "Mijzelf", formulier.namens.is_empty());
        Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Signaal.meervoud())),
            fouten: Veldfouten::default(),
            niet_gedaan: String::new(),
            namens: van.namens.iter().map(organisatie).chain([zelf]).collect(),
            themas: themakeuze(&van.themas, &formulier.thema),
            lezers: lezers(&formulier.vertrouwelijk),
            uitleg_open: formulier.is_vertrouwelijk(),
            gemeenten: gemeenten(van).collect::<Vec<_>>().join(" "),
            akkoord: Akkoord::default(),
            formulier,
        }
    }
}

/// Who may read it.
fn lezers(gekozen: &str) -> Vec<Optie> {
    [
        (
            NEE,
            "Open: het duo van het thema en de redactie lezen het, met uw naam. De gemeente waarvoor u spreekt, telt mee.",
        ),
        (
            JA,
            "Vertrouwelijk: alleen de dwarskijker en het bureau van de dwarskijker lezen het en weten wie u bent.",
        ),
    ]
    .map(|(waarde, label)| Optie::nieuw(waarde, label, waarde == gekozen))
    .to_vec()
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let conn = app.db.read();
    let van = indienen::bereid(&ctx, conn).await?;
    let vertrouwelijk = if parameters.een("vertrouwelijk") == JA {
        JA
    } else {
        NEE
    };
    let formulier = model::Formulier {
        gemeenten: indienen::eigen_gemeenten(&ctx, conn).await?.join("\n"),
        namens: match &van.namens[..] {
            [enige] => enige.kop.slug.to_string(),
            _ => String::new(),
        },
        thema: parameters.heel("thema"),
        vertrouwelijk: vertrouwelijk.to_owned(),
        ..model::Formulier::default()
    };
    Ok(antwoord(&Pagina::nieuw(&app, &ctx, &van, formulier)))
}

fn lees(formulier: &Formulier, akkoord: Akkoord) -> Verzoek {
    let een = |naam: &str| formulier.een(naam).to_owned();
    Verzoek {
        formulier: model::Formulier {
            titel: een("titel"),
            tekst: een("tekst"),
            voor_wie: een("voor-wie"),
            regel: een("regel"),
            geprobeerd: een("geprobeerd"),
            gemeenten: een("gemeenten"),
            namens: een("namens"),
            thema: een("thema"),
            vertrouwelijk: een("vertrouwelijk"),
        },
        akkoord: akkoord.aan,
    }
}

pub async fn sturen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let akkoord = Akkoord::van(&formulier);
    let verzoek = lees(&formulier, akkoord);
    let van = indienen::bereid(&ctx, app.db.read()).await?;
    let stap = formulier.een("stap");
    if stap == "terug" {
        let pagina = Pagina::nieuw(&app, &ctx, &van, verzoek.formulier);
        return Ok(antwoord(&Pagina { akkoord, ..pagina }));
    }
    // Sending judges it itself.
    if stap != "versturen" {
        if let Err(fout) = indienen::keur(&ctx, app.db.read(), &verzoek).await {
            return Ok(opnieuw(&app, &ctx, &van, (verzoek, akkoord), fout)?);
        }
        let gelijkend = gelijkend(&app, &ctx, &verzoek.formulier).await?;
        if !gelijkend.is_empty() {
            let pagina = Lijktpagina::nieuw(&app, &ctx, (&van, gelijkend.as_slice()), verzoek);
            return Ok(antwoord(&pagina));
        }
    }
    match indienen::dien_in(&app.db, &ctx, &verzoek).await {
        Ok(_) if verzoek.formulier.is_vertrouwelijk() => {
            Ok(doorverwijzing("/account/signalen?gelukt=vertrouwelijk"))
        }
        Ok(_) => Ok(doorverwijzing("/account/signalen?gelukt=verstuurd")),
        Err(fout) => Ok(opnieuw(&app, &ctx, &van, (verzoek, akkoord), fout)?),
    }
}

/// What others said that is likely the same. When search can't be asked now, nobody has to wait for it.
async fn gelijkend(app: &App, ctx: &Ctx, formulier: &model::Formulier) -> Result<Vec<Gelijkend>> {
    let tekst = format!("{}\n{}", formulier.titel.trim(), formulier.tekst);
    match indienen::gelijkend(ctx, &app.db, &app.index, &tekst).await {
        Err(Error::Unavailable(_)) => Ok(Vec::new()),
        gevonden => gevonden,
    }
}

/// The form with what was typed, and what is wrong with it or why it was not sent.
fn opnieuw(
    app: &App,
    ctx: &Ctx,
    van: &Voorbereid,
    (verzoek, akkoord): (Verzoek, Akkoord),
    fout: Error,
) -> Result<Response> {
    let pagina = Pagina::nieuw(app, ctx, van, verzoek.formulier);
    if let Error::Invalid(fouten) = &fout {
        let pagina = Pagina {
            fouten: Veldfouten::van(&op_volgorde(fouten)),
            akkoord: akkoord.bij(fouten),
            ..pagina
        };
        return Ok(met_status(StatusCode::BAD_REQUEST, &pagina));
    }
    let waarom = NietGedaan::van(fout)?;
    let pagina = Pagina {
        niet_gedaan: waarom.tekst().to_owned(),
        akkoord,
        ..pagina
    };
    Ok(waarom.antwoord(&pagina))
}

/// The fields in the order in which they stand on the page.
const VELDEN: [&str; 9] = [
    "titel",
    "tekst",
    "voor-wie",
    "regel",
    "geprobeerd",
    "gemeenten",
    "namens",
    "thema",
    "vertrouwelijk",
];

/// What is wrong, in the order of the page.
fn op_volgorde(fouten: &Fouten) -> Fouten {
    let mut gesorteerd: Vec<_> = fouten.iter().collect();
    gesorteerd.sort_by_key(|fout| VELDEN.iter().position(|veld| *veld == fout.veld));
    let mut fouten = Fouten::new();
    for fout in gesorteerd {
        fouten.meld(fout.veld.clone(), fout.code, fout.melding.clone());
    }
    fouten
}

#[derive(Debug, Template)]
#[template(path = "signalen/lijkt.html")]
struct Lijktpagina {
    kader: Kader,
    gelijk: Vec<Gelijk>,
    /// What was typed, to go along.
    velden: Vec<(&'static str, String)>,
    vertrouwelijk: bool,
    /// The slug of the gemeente that they speak for; empty when that is none.
    gemeente: String,
}

impl Lijktpagina {
    fn nieuw(
        app: &App,
        ctx: &Ctx,
        (van, gelijkend): (&Voorbereid, &[Gelijkend]),
        verzoek: Verzoek,
    ) -> Self {
        let vertrouwelijk = verzoek.formulier.is_vertrouwelijk();
        let eigen = gemeenten(van).find(|slug| *slug == verzoek.formulier.namens);
        let gemeente = eigen.unwrap_or_default().to_owned();
        let model::Formulier {
            titel,
            tekst,
            voor_wie,
            regel,
            geprobeerd,
            gemeenten,
            namens: voor,
            thema,
            vertrouwelijk: lezers,
        } = verzoek.formulier;
        let getypt = [
            titel, tekst, voor_wie, regel, geprobeerd, gemeenten, voor, thema, lezers,
        ];
        let akkoord = verzoek.akkoord.then(|| (AKKOORD, JA.to_owned()));
        Self {
            kader: Kader::nieuw(app, ctx, Some(Soort::Signaal.meervoud())),
            gelijk: Gelijk::alle(gelijkend),
            velden: VELDEN.into_iter().zip(getypt).chain(akkoord).collect(),
            vertrouwelijk,
            gemeente,
        }
    }
}

/// The slugs of the gemeenten among the organisaties that somebody speaks for: only for these it plays with
/// them too.
fn gemeenten(van: &Voorbereid) -> impl Iterator<Item = &str> {
    let alle = van.namens.iter();
    let gemeenten = alle.filter(|n| n.soort == Organisatiesoort::Gemeente);
    gemeenten.map(|n| n.kop.slug.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_come_in_the_order_of_the_page() {
        let mut fouten = Fouten::new();
        for veld in ["vertrouwelijk", "gemeenten", "titel", "tekst"] {
            fouten.meld(veld, "verplicht", "Vul in.");
        }
        let op_volgorde = op_volgorde(&fouten);
        let velden: Vec<&str> = op_volgorde.iter().map(|f| f.veld.as_str()).collect();
        assert_eq!(velden, ["titel", "tekst", "gemeenten", "vertrouwelijk"]);
    }
}
