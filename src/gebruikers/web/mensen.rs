//! The page where an organisatie manages its own people.

use std::time::Duration;

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{eigen_rollen::vraag, verlaten::na_vertrek};
use crate::{
    actor::{Actor, Bereik, Rol, Toekenning},
    app::App,
    ctx::Ctx,
    error::{Error, Fouten},
    gebruikers::{
        model::aanvraag::Verzoek,
        service::{
            aanmelden::WACHTENDEN,
            domeinen,
            leden::{self, Kandidaat, Lid, Uitnodiging},
            rollen, uitnodigen, vertrek,
        },
    },
    http::{
        error::PageError,
        extract::{Formulier, Naam, Parameters, ReqCtx},
        render::{Kader, antwoord, doorverwijzing},
        velden::Veldfouten,
    },
    stukken::model::Kop,
    taal,
    waarden::opsomming,
};

/// How long to wait until search no longer shows what somebody may not read any more.
pub(super) const GEDULD: Duration = Duration::from_secs(10);
/// The roles that one gives here, beside being a member.
const ROLLEN: [Rol; 2] = [Rol::Organisatiebeheerder, Rol::Vrijgever];

#[derive(Debug, Template)]
#[template(path = "gebruikers/mensen.html")]
struct Mensenpagina {
    kader: Kader,
    organisatie: String,
    pad: String,
    leden: Vec<Regel>,
    kandidaten: Vec<(String, String)>,
    domeinen: String,
    is_beheerder: bool,
    mag_opnieuw: bool,
    heeft_beheerder: bool,
    /// Who is being taken out: number and name.
    weg: Option<(String, String)>,
    gelukt: &'static str,
    fouten: Veldfouten,
    ingevuld: Ingevuld,
}

/// What stands in the form of an invitation.
#[derive(Debug, Default)]
struct Ingevuld {
    naam: String,
    mail: String,
    beheerder: bool,
    vrijgever: bool,
}

/// Somebody of the organisatie, as the page shows them.
#[derive(Debug)]
struct Regel {
    id: String,
    naam: String,
    mail: String,
    wat: String,
    uitgenodigd: bool,
    ik: bool,
    /// Roles to give or take: what to do, the role, and the words on the button.
    knoppen: Vec<(&'static str, &'static str, String)>,
    /// Roles of one's own to give up: where that is asked, and the words.
    neerleggen: Vec<(String, String)>,
}

impl Mensenpagina {
    async fn maak(app: &App, ctx: &Ctx, kop: Kop) -> Result<Self, Error> {
        let overzicht = leden::overzicht(&app.db, ctx, kop.id).await?;
        Ok(Self {
            kader: Kader::nieuw(app, ctx, Some("organisaties")),
            pad: kop.pad(),
            organisatie: kop.titel,
            leden: overzicht
                .leden
                .into_iter()
                .map(|lid| regel(lid, Bereik::Organisatie(kop.id)))
                .collect(),
            kandidaten: overzicht.kandidaten.iter().map(kandidaat).collect(),
            domeinen: opsomming(overzicht.domeinen.iter().map(String::as_str)),
            is_beheerder: overzicht.is_beheerder,
            mag_opnieuw: overzicht.mag_opnieuw,
            heeft_beheerder: overzicht.heeft_beheerder,
            weg: None,
            gelukt: "",
            fouten: Veldfouten::default(),
            ingevuld: Ingevuld::default(),
        })
    }

    /// Whether nobody else can ask to join.
    const fn vol(&self) -> bool {
        self.kandidaten.len() >= WACHTENDEN
    }

    /// The page again, with what is wrong.
    fn met_fouten(self, fouten: &Fouten) -> Response {
        let mut antwoord = antwoord(&Self {
            fouten: Veldfouten::van(fouten),
            ..self
        });
        *antwoord.status_mut() = StatusCode::BAD_REQUEST;
        antwoord
    }

    /// With the question whether this one must go.
    fn met_weg(mut self, wie: &str) -> Self {
        let lid = self.leden.iter().find(|lid| lid.id == wie);
        self.weg = lid.map(|lid| (lid.id.clone(), lid.naam.clone()));
        self
    }
}

fn regel(lid: Lid, bereik: Bereik) -> Regel {
    let knop = |rol: Rol| {
        let naam = rol.label().to_lowercase();
        if lid.rollen.contains(&rol) {
            ("rol-nemen", rol.waarde(), format!("Is geen {naam} meer"))
        } else {
            ("rol-geven", rol.waarde(), format!("Maak {naam}"))
        }
    };
    // Nobody gives a role to themselves, and giving one up is asked first.
    let (knoppen, neerleggen) = if lid.ik {
        let mijne = ROLLEN.iter().filter(|rol| lid.rollen.contains(rol));
        let link = |rol: &Rol| {
            let wat = Toekenning { rol: *rol, bereik };
            let woorden = format!("Leg de rol {} neer", rol.label().to_lowercase());
            (vraag(wat), woorden)
        };
        (Vec::new(), mijne.map(link).collect())
    } else {
        (ROLLEN.map(knop).to_vec(), Vec::new())
    };
    let rollen = lid.rollen.iter().map(|rol| rol.label().to_owned());
    let gezien = match lid.ingelogd {
        _ if !lid.actief => "Account geblokkeerd".to_owned(),
        Some(op) => format!("Laatst ingelogd op {}", taal::dag_van(op)),
        None => "Uitgenodigd, nog niet ingelogd".to_owned(),
    };
    let wat: Vec<String> = rollen.chain([gezien]).collect();
    Regel {
        id: lid.id.to_string(),
        knoppen,
        neerleggen,
        uitgenodigd: lid.ingelogd.is_none() && lid.actief,
        ik: lid.ik,
        wat: wat.join(" · "),
        naam: lid.naam,
        mail: lid.mail,
    }
}

fn kandidaat(kandidaat: &Kandidaat) -> (String, String) {
    let wie = format!(
        "{}, {}, vroeg het op {}",
        kandidaat.naam,
        kandidaat.mail,
        taal::dag_van(kandidaat.op)
    );
    (kandidaat.id.to_string(), wie)
}

pub async fn tonen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let kop = domeinen::organisatie(&app.db, &ctx, &naam).await?;
    let pagina = Mensenpagina::maak(&app, &ctx, kop).await?;
    let gelukt = match parameters.een("gelukt") {
        "uitgenodigd" => {
            "Deze persoon hoort er nu bij. Wie nog geen wachtwoord heeft, krijgt een uitnodiging per mail."
        }
        "opnieuw" => "De uitnodiging gaat opnieuw op de post. De vorige link werkt niet meer.",
        "rol" => "De rol is gewijzigd.",
        "toegelaten" => {
            "Deze persoon hoort er nu bij. Wie nog geen account had, krijgt een uitnodiging per mail."
        }
        "afgewezen" => "De aanvraag is afgewezen.",
        "weg" => "Deze persoon hoort niet meer bij de organisatie.",
        _ => "",
    };
    let pagina = Mensenpagina { gelukt, ..pagina };
    Ok(antwoord(&pagina.met_weg(parameters.een("weg"))))
}

pub async fn doen(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Naam(naam): Naam,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let kop = domeinen::organisatie(&app.db, &ctx, &naam).await?;
    match doe(&app, &ctx, &kop, &formulier).await {
        // Who took themselves out, or gave a role up, may have nothing to look at here any more.
        Ok("rol") if is_zelf(&ctx, formulier.een("wie")) => {
            Ok(doorverwijzing("/account/rollen?gelukt=neergelegd"))
        }
        Ok("weg") if is_zelf(&ctx, formulier.een("wie")) => {
            Ok(na_vertrek(&app, &ctx, kop.id).await?)
        }
        Ok(gelukt) => Ok(doorverwijzing(&format!(
            "{}/mensen?gelukt={gelukt}",
            kop.pad()
        ))),
        Err(Error::Invalid(fouten)) => {
            let pagina = Mensenpagina::maak(&app, &ctx, kop).await?;
            let pagina = Mensenpagina {
                ingevuld: Ingevuld {
                    naam: formulier.een("naam").to_owned(),
                    mail: formulier.een("mail").to_owned(),
                    beheerder: formulier.een("beheerder") == "ja",
                    vrijgever: formulier.een("vrijgever") == "ja",
                },
                ..pagina
            };
            let weg = if formulier.een("actie") == "weg" {
                formulier.een("wie")
            } else {
                ""
            };
            Ok(pagina.met_weg(weg).met_fouten(&fouten))
        }
        Err(fout) => Err(fout.into()),
    }
}

fn is_zelf(ctx: &Ctx, wie: &str) -> bool {
    matches!(&ctx.actor, Actor::Account { id, .. } if wie.parse() == Ok(*id))
}

/// Does what a button of the page is for; answers the word for what was done.
async fn doe(
    app: &App,
    ctx: &Ctx,
    kop: &Kop,
    formulier: &Formulier,
) -> Result<&'static str, Error> {
    let nummer = |veld: &str| -> Result<Uuid, Error> {
        formulier.een(veld).parse().map_err(|_| Error::NotFound)
    };
    match formulier.een("actie") {
        "uitnodigen" => {
            let invoer = Uitnodiging {
                naam: formulier.een("naam").to_owned(),
                mail: formulier.een("mail").to_owned(),
                beheerder: formulier.een("beheerder") == "ja",
                vrijgever: formulier.een("vrijgever") == "ja",
            };
            leden::nodig_uit(&app.db, ctx, kop.id, invoer).await?;
            Ok("uitgenodigd")
        }
        "opnieuw" => {
            uitnodigen::opnieuw_als_beheerder(&app.db, ctx, kop.id, nummer("wie")?).await?;
            Ok("opnieuw")
        }
        actie @ ("rol-geven" | "rol-nemen") => {
            let rol: Rol = formulier.een("rol").parse().map_err(|()| Error::NotFound)?;
            let wat = Toekenning {
                rol,
                bereik: Bereik::Organisatie(kop.id),
            };
            let verzoek = if actie == "rol-geven" {
                Verzoek::RolGeven(wat)
            } else {
                Verzoek::RolNemen(wat)
            };
            rollen::vraag(&app.db, ctx, nummer("wie")?, verzoek, "").await?;
            Ok("rol")
        }
        "toelaten" => {
            leden::beslis(&app.db, ctx, kop.id, nummer("wie")?, true).await?;
            Ok("toegelaten")
        }
        "afwijzen" => {
            leden::beslis(&app.db, ctx, kop.id, nummer("wie")?, false).await?;
            Ok("afgewezen")
        }
        "weg" => {
            let opvolger = formulier.een("opvolger").parse().ok();
            let gevolg = vertrek::verwijder(&app.db, ctx, kop.id, nummer("wie")?, opvolger).await?;
            if let Some(volgnummer) = gevolg {
                app.volger.wacht_op(volgnummer, GEDULD).await?;
            }
            Ok("weg")
        }
        _ => Err(Error::NotFound),
    }
}
