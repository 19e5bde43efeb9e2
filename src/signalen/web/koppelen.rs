//! Choosing the knelpunt that a signaal becomes part of.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};

use super::{
    super::service::koppelen::{self, Keuze, Koppeling, NieuwKnelpunt, Voorstel},
    Gelijk, themakeuze,
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::sessies::ingelogd,
    http::{
        beeld::{self, Link},
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Formulier, Naam, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::{Optie, Veldfouten},
    },
};

/// What the form is for that makes a new knelpunt.
const NIEUW: &str = "nieuw";
/// The choice of a knelpunt that is not among those that are likely the same.
const ANDER: &str = "ander";
/// The field with the reason in the form that makes a new knelpunt: both forms stand on one page.
const REDEN_NIEUW: &str = "reden-nieuw";

#[derive(Debug, Template)]
#[template(path = "signalen/koppelen.html")]
struct Pagina {
    kader: Kader,
    pad: String,
    kenmerk: String,
    titel: String,
    vertrouwelijk: bool,
    versie: i64,
    gelijk: Vec<Gelijk>,
    keuzes: Vec<Optie>,
    /// The kenmerk or address of another one.
    naar: String,
    reden: String,
    akkoord: Akkoord,
    nieuw: NieuwKnelpunt,
    themas: Vec<Optie>,
    reden_nieuw: String,
    akkoord_nieuw: Akkoord,
    /// Whether the form for a new one is unfolded.
    nieuw_open: bool,
    niet_gedaan: String,
    fouten: Veldfouten,
}

/// What was typed in either form.
#[derive(Debug, Default)]
struct Getypt {
    is_nieuw: bool,
    keuze: String,
    naar: String,
    reden: String,
    nieuw: Option<NieuwKnelpunt>,
    versie: i64,
    akkoord: Akkoord,
}

impl Getypt {
    fn van(formulier: &Formulier) -> Self {
        let een = |naam: &str| formulier.een(naam).to_owned();
        let is_nieuw = formulier.een("hoe") == NIEUW;
        let nieuw = || NieuwKnelpunt {
            titel: een("titel"),
            samenvatting: een("samenvatting"),
            tekst: een("tekst"),
            thema: een("thema"),
        };
        Self {
            is_nieuw,
            keuze: een("keuze"),
            naar: een("naar"),
            reden: een(if is_nieuw { REDEN_NIEUW } else { "reden" }),
            nieuw: is_nieuw.then(nieuw),
            versie: formulier.een("versie").parse().unwrap_or_default(),
            akkoord: Akkoord::van(formulier),
        }
    }

    fn koppeling(&self) -> Koppeling {
        let keuze = match &self.nieuw {
            Some(nieuw) => Keuze::Nieuw(nieuw.clone()),
            None if matches!(self.keuze.as_str(), "" | ANDER) => Keuze::Bestaand(self.naar.clone()),
            None => Keuze::Bestaand(self.keuze.clone()),
        };
        Koppeling {
            keuze,
            reden: self.reden.clone(),
            versie: self.versie,
            akkoord: self.akkoord.aan,
        }
    }

    /// What was typed, for who can't send it any more.
    fn geschreven(&self) -> Geschreven {
        let nieuw = self.nieuw.clone().unwrap_or_default();
        geschreven([
            ("Titel", nieuw.titel.as_str()),
            ("Samenvatting", nieuw.samenvatting.as_str()),
            ("Wat er vastloopt", nieuw.tekst.as_str()),
            ("Waarom?", self.reden.as_str()),
        ])
    }
}

impl Pagina {
    fn nieuw(app: &App, ctx: &Ctx, van: &Voorstel, getypt: Getypt, fouten: &Fouten) -> Self {
        let nieuw = getypt.nieuw.unwrap_or_else(|| van.nieuw.clone());
        let gelijk = Gelijk::alle(&van.gelijkend);
        let (akkoord, akkoord_nieuw) = if getypt.is_nieuw {
            (Akkoord::default(), getypt.akkoord.bij(fouten))
        } else {
            (getypt.akkoord.bij(fouten), Akkoord::default())
        };
        let (reden, reden_nieuw) = if getypt.is_nieuw {
            (String::new(), getypt.reden)
        } else {
            (getypt.reden, String::new())
        };
        Self {
            kader: Kader::nieuw(app, ctx, None),
            pad: van.zaak.kop.pad(),
            kenmerk: beeld::nummer(&van.zaak.kop),
            titel: van.zaak.kop.titel.clone(),
            vertrouwelijk: van.zaak.inhoud.vertrouwelijk,
            versie: van.zaak.kop.versie,
            keuzes: keuzes(&gelijk, &getypt.keuze),
            naar: getypt.naar,
            reden,
            akkoord,
            themas: themakeuze(&van.themas, &nieuw.thema),
            nieuw,
            reden_nieuw,
            akkoord_nieuw,
            nieuw_open: getypt.is_nieuw || gelijk.is_empty(),
            niet_gedaan: String::new(),
            fouten: Veldfouten::van(&bij_formulier(fouten, getypt.is_nieuw)),
            gelijk,
        }
    }
}

/// The knelpunten to choose from, and that it is another.
fn keuzes(gelijk: &[Gelijk], gekozen: &str) -> Vec<Optie> {
    let optie = |g: &Gelijk| Optie::nieuw(&g.kenmerk, &g.titel, g.kenmerk == gekozen);
    let ander = Optie::nieuw(ANDER, "Een ander knelpunt", gekozen == ANDER);
    gelijk.iter().map(optie).chain([ander]).collect()
}

/// What is wrong, under the names that the fields of that form have.
fn bij_formulier(fouten: &Fouten, is_nieuw: bool) -> Fouten {
    let mut hernoemd = Fouten::new();
    for fout in fouten {
        let veld = match fout.veld.as_str() {
            "reden" if is_nieuw => REDEN_NIEUW,
            veld => veld,
        };
        hernoemd.meld(veld, fout.code, fout.melding.clone());
    }
    hernoemd
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
) -> Result<Response, PageError> {
    ingelogd(&ctx)?;
    let van = koppelen::bereid(&ctx, &app.db, &app.index, &naam).await?;
    let pagina = Pagina::nieuw(&app, &ctx, &van, Getypt::default(), &Fouten::new());
    Ok(antwoord(&pagina))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    ingelogd(&ctx)?;
    let getypt = Getypt::van(&formulier);
    match koppelen::koppel(&app.db, &ctx, &naam, &getypt.koppeling()).await {
        Ok(_) => Ok(doorverwijzing(&format!(
            "/signalen/{naam}?gelukt=gekoppeld"
        ))),
        Err(Error::Invalid(fouten)) => {
            let van = koppelen::bereid(&ctx, &app.db, &app.index, &naam).await?;
            // Who mends a mistake still answers what they saw.
            let versie = getypt.versie;
            let pagina = Pagina {
                versie,
                ..Pagina::nieuw(&app, &ctx, &van, getypt, &fouten)
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => Ok(niet_gedaan(&app, &ctx, &naam, getypt, fout).await?),
    }
}

/// The page as it is now with what was typed; when the signaal can't become part of a knelpunt any more, what
/// was typed stands there to be copied.
async fn niet_gedaan(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    getypt: Getypt,
    fout: Error,
) -> Result<Response> {
    let waarom = NietGedaan::ook_zonder_recht(fout)?;
    match koppelen::bereid(ctx, &app.db, &app.index, naam).await {
        Ok(van) => {
            let pagina = Pagina {
                niet_gedaan: waarom.tekst().to_owned(),
                ..Pagina::nieuw(app, ctx, &van, getypt, &Fouten::new())
            };
            Ok(waarom.antwoord(&pagina))
        }
        Err(Error::Conflict(_) | Error::MagNiet(_)) => {
            let terug = Link {
                url: format!("/signalen/{naam}"),
                tekst: naam.to_uppercase(),
                bij: String::new(),
            };
            let kader = Kader::nieuw(app, ctx, None);
            Ok(waarom.zonder_formulier(kader, terug, getypt.geschreven()))
        }
        Err(fout) => Err(fout),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_chosen_counts_and_else_what_is_typed() {
        for (keuze, naar, verwacht) in [
            ("KNP-2026-0101", "", "KNP-2026-0101"),
            ("KNP-2026-0101", "KNP-2026-0102", "KNP-2026-0101"),
            (ANDER, "KNP-2026-0102", "KNP-2026-0102"),
            ("", "KNP-2026-0102", "KNP-2026-0102"),
        ] {
            let getypt = Getypt {
                keuze: keuze.into(),
                naar: naar.into(),
                ..Getypt::default()
            };
            assert_eq!(getypt.koppeling().keuze, Keuze::Bestaand(verwacht.into()));
        }
        let nieuw = Getypt {
            nieuw: Some(NieuwKnelpunt::default()),
            keuze: "KNP-2026-0101".into(),
            ..Getypt::default()
        };
        let keuze = nieuw.koppeling().keuze;
        assert_eq!(keuze, Keuze::Nieuw(NieuwKnelpunt::default()));
    }

    #[test]
    fn the_reason_of_a_new_one_has_a_field_of_its_own() {
        let mut fouten = Fouten::new();
        fouten.meld("reden", "verplicht", "Waarom?");
        fouten.meld("titel", "verplicht", "Hoe heet het?");
        let velden = |is_nieuw| -> Vec<String> {
            let fouten = bij_formulier(&fouten, is_nieuw);
            fouten.iter().map(|f| f.veld.clone()).collect()
        };
        assert_eq!(velden(true), [REDEN_NIEUW, "titel"]);
        assert_eq!(velden(false), ["reden", "titel"]);
    }
}
