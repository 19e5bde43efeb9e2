//! A change to what is published: comparing it, and deciding.

use askama::Template;
use axum::{extract::State, http::StatusCode, response::Response};
use uuid::Uuid;

use super::{
    super::{
        Schrijfbaar,
        model::Feitsoort,
        policy::voorstel_vraagt_reden,
        service::{
            overgangen::Stap,
            schrijven::schrijver,
            voorstellen::{self, Voorstelwerk},
            wijzers::Genoemd,
        },
    },
    invullen::{Ingevuld, keuzes},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    gebruikers::service::namen::namen,
    http::{
        beeld,
        error::{Geschreven, NietGedaan, PageError, geschreven},
        extract::{Delen, Formulier, Parameters, ReqCtx},
        persoonsgegevens::Akkoord,
        render::{Kader, antwoord, doorverwijzing, met_status},
        velden::Veldfouten,
    },
    stukken::{
        model::{
            Soort,
            verschil::{Stukje, ingekort, verschil},
            voorstel::{Staat, Voorstelactie, Voorstelstatus, overgang},
        },
        service as stukken,
    },
    taal,
};

/// One part of a stuk that a voorstel changes.
#[derive(Debug)]
struct Verandering {
    kop: String,
    stukjes: Vec<Stukje>,
}

/// A step to take with a voorstel.
#[derive(Debug)]
struct Knop {
    actie: &'static str,
    tekst: &'static str,
    vraagt_reden: bool,
}

/// A voorstel beside what everyone reads now.
#[derive(Debug, Template)]
#[template(path = "schrijven/voorstel.html")]
struct Voorstelpagina {
    kader: Kader,
    soort: Soort,
    pad: String,
    zelf: String,
    kop_titel: String,
    nummer: String,
    versie: i64,
    status: &'static str,
    kleur: &'static str,
    wie: String,
    wanneer: String,
    notitie: String,
    reden: String,
    veranderingen: Vec<Verandering>,
    achterhaald: bool,
    mag_schrijven: bool,
    knoppen: Vec<Knop>,
    /// Why the reader is not the second pair of eyes; empty when they are, or have nothing to decide.
    bezwaar: String,
    gelukt: &'static str,
    /// Why a step was not taken just now; empty when that is not so.
    niet_gedaan: String,
    /// What was typed and has no field any more.
    geschreven: Geschreven,
    ingevulde_reden: String,
    akkoord: Akkoord,
    fouten: Veldfouten,
}

/// The parts of a state, as people read them: name and text.
async fn delen<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    staat: &Staat<K>,
) -> Result<Vec<(String, String)>> {
    let conn = app.db.read();
    let wijzers = staat.verbanden.as_deref().unwrap_or_default();
    let (genoemd, _) = Genoemd::van(ctx, conn, wijzers).await?;
    let i = Ingevuld::van_staat(staat, genoemd);
    let labels = |opties: Vec<crate::http::velden::Optie>| {
        let gekozen = opties.into_iter().filter(|optie| optie.gekozen);
        gekozen.map(|o| o.label).collect::<Vec<_>>().join("\n")
    };
    let mut delen: Vec<(String, String)> = vec![
        ("Titel".into(), i.titel.clone()),
        ("Samenvatting".into(), i.samenvatting.clone()),
        ("Inleiding".into(), i.tekst.clone()),
    ];
    let secties = K::SJABLOON.iter().zip(&i.secties);
    delen.extend(secties.map(|(vak, tekst)| (vak.kop.to_owned(), tekst.clone())));
    let feiten = K::FEITEN.iter().zip(&i.feiten);
    delen.extend(feiten.map(|(feit, waarde)| {
        let waarde = match feit.soort {
            Feitsoort::Keuze(_) => labels(keuzes(feit, waarde)),
            Feitsoort::Dag => waarde.parse().map(taal::dag).unwrap_or_default(),
        };
        (feit.label.to_owned(), waarde)
    }));
    delen.extend([
        ("Leefdomeinen".into(), labels(i.leefdomeinen_om_te_kiezen())),
        ("Doelgroepen".into(), labels(i.doelgroepen_om_te_kiezen())),
        ("Thema’s".into(), i.themas.join("\n")),
        ("Gemeenten".into(), i.gemeenten),
        ("Andere organisaties".into(), i.organisaties),
        ("Regelingen".into(), i.regelingen),
        ("Andere stukken".into(), i.stukken),
    ]);
    Ok(delen)
}

async fn veranderingen<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    oud: &Staat<K>,
    nieuw: &Staat<K>,
) -> Result<Vec<Verandering>> {
    let mut nieuw = nieuw.clone();
    // A voorstel from a bron says nothing about where it points: that stays.
    nieuw.verbanden = nieuw.verbanden.or_else(|| oud.verbanden.clone());
    let oud = delen(app, ctx, oud).await?;
    let nieuw = delen(app, ctx, &nieuw).await?;
    let anders = oud.into_iter().zip(nieuw).filter(|(o, n)| o != n);
    Ok(anders
        .map(|((kop, oud), (_, nieuw))| Verandering {
            kop,
            stukjes: ingekort(&verschil(&oud, &nieuw)),
        })
        .collect())
}

struct Adres {
    naam: String,
    id: Uuid,
}

fn adres(delen: &[String]) -> Result<Adres> {
    let [naam, id] = delen else {
        return Err(Error::NotFound);
    };
    Ok(Adres {
        naam: naam.clone(),
        id: id.parse().map_err(|_| Error::NotFound)?,
    })
}

pub(super) async fn open<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    delen: &[String],
) -> Result<Voorstelwerk<K>> {
    schrijver(ctx)?;
    let Adres { naam, id } = adres(delen)?;
    voorstellen::open(ctx, app.db.read(), &naam, id).await
}

async fn pagina<K: Schrijfbaar>(
    app: &App,
    ctx: &Ctx,
    werk: &Voorstelwerk<K>,
    (reden, fouten): (String, &Fouten),
) -> Result<Voorstelpagina> {
    let conn = app.db.read();
    let Voorstelwerk {
        kop,
        nu,
        voorstel,
        betrokken,
    } = werk;
    let van = &voorstel.kop;
    // A settled voorstel is compared with what it changed, not with what came after.
    let oud = match (&voorstel.begin, van.status.is_open()) {
        (Some(begin), false) => begin,
        _ => nu,
    };
    let knop = |actie: &Voorstelactie| {
        overgang(van.status, *actie)?;
        betrokken.mag_voorstel(*actie).ok()?;
        Some(Knop {
            actie: actie.waarde(),
            tekst: actie.label(),
            vraagt_reden: voorstel_vraagt_reden(*actie),
        })
    };
    let bezwaar = match betrokken.mag_beoordelen() {
        Err(waarom) if betrokken.redactie && van.status == Voorstelstatus::Aangeboden => {
            waarom.melding(K::WOORDEN)
        }
        _ => String::new(),
    };
    let afgewezen = Voorstelactie::Afwijzen.waarde();
    let waarom = stukken::overgangen::laatste_reden(ctx, conn, kop.id, afgewezen).await?;
    let waarom = waarom.filter(|_| van.status == Voorstelstatus::Afgewezen);
    let wie = namen(&app.db, [van.door.as_str()]).await?;
    Ok(Voorstelpagina {
        kader: Kader::nieuw(app, ctx, Some(K::SOORT.meervoud())),
        soort: K::SOORT,
        pad: kop.pad(),
        zelf: format!("{}/voorstellen/{}", kop.pad(), van.id),
        kop_titel: kop.titel.clone(),
        nummer: beeld::nummer(kop),
        versie: van.versie,
        status: van.status.label(),
        kleur: match van.status {
            Voorstelstatus::Concept => "inactive",
            Voorstelstatus::Aangeboden => "warning",
            Voorstelstatus::Overgenomen => "safe",
            Voorstelstatus::Afgewezen => "neutral",
        },
        wie: wie.get(&van.door).cloned().unwrap_or_default(),
        wanneer: taal::moment_van(van.op),
        notitie: van.notitie.clone(),
        reden: waarom.unwrap_or_default(),
        veranderingen: veranderingen(app, ctx, oud, &voorstel.staat).await?,
        achterhaald: van.status.is_open() && werk.is_achterhaald(),
        mag_schrijven: van.status.is_open() && betrokken.mag_voorstellen().is_ok(),
        knoppen: Voorstelactie::ALLE.iter().filter_map(knop).collect(),
        bezwaar,
        gelukt: "",
        niet_gedaan: String::new(),
        geschreven: Geschreven::new(),
        ingevulde_reden: reden,
        akkoord: Akkoord::default().bij(fouten),
        fouten: Veldfouten::van(fouten),
    })
}

pub async fn tonen<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    parameters: Parameters,
) -> Result<Response, PageError> {
    let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
    let mut pagina = pagina(&app, &ctx, &werk, (String::new(), &Fouten::new())).await?;
    pagina.gelukt = match parameters.een("gelukt") {
        "bewaard" => "Uw voorstel is bewaard. De pagina zelf is nog niet veranderd.",
        "voorstel-aanbieden" => {
            "Uw voorstel ligt bij de redactie. De pagina verandert pas als zij het overneemt."
        }
        "voorstel-afwijzen" => "Het voorstel is afgewezen. Wie het schreef, leest waarom.",
        _ => "",
    };
    Ok(antwoord(&pagina))
}

pub async fn zet<K: Schrijfbaar>(
    State(app): State<App>,
    ReqCtx(ctx): ReqCtx,
    Delen(delen): Delen,
    formulier: Formulier,
) -> Result<Response, PageError> {
    let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
    let actie = formulier.een("actie").parse();
    let actie: Voorstelactie = actie.map_err(|()| Error::NotFound)?;
    let plek = (werk.kop.id, werk.voorstel.kop.id);
    let reden = formulier.een("reden");
    let stap = Stap {
        reden: reden.to_owned(),
        versie: formulier.een("versie").parse().unwrap_or_default(),
        akkoord: Akkoord::van(&formulier).aan,
        ..Stap::default()
    };
    match voorstellen::zet::<K>(&app.db, &ctx, plek, actie, &stap).await {
        Ok((kop, _)) => Ok(match actie {
            Voorstelactie::Overnemen | Voorstelactie::Spoedovernemen => {
                doorverwijzing(&format!("{}?gelukt=overgenomen", kop.pad()))
            }
            _ => doorverwijzing(&format!(
                "{}/voorstellen/{}?gelukt={actie}",
                kop.pad(),
                plek.1
            )),
        }),
        Err(Error::Invalid(fouten)) => {
            let ingevuld = (reden.to_owned(), &fouten);
            let pagina = Voorstelpagina {
                versie: stap.versie,
                ..pagina(&app, &ctx, &werk, ingevuld).await?
            };
            Ok(met_status(StatusCode::BAD_REQUEST, &pagina))
        }
        Err(fout) => {
            let waarom = NietGedaan::van(fout)?;
            let werk: Voorstelwerk<K> = open(&app, &ctx, &delen).await?;
            let geen = Fouten::new();
            let ingevuld = (reden.to_owned(), &geen);
            let pagina = pagina(&app, &ctx, &werk, ingevuld).await?;
            let heeft_veld = pagina.knoppen.iter().any(|knop| knop.vraagt_reden);
            let pagina = Voorstelpagina {
                niet_gedaan: waarom.tekst().to_owned(),
                geschreven: if heeft_veld {
                    Geschreven::new()
                } else {
                    geschreven([("Waarom", reden)])
                },
                ..pagina
            };
            Ok(waarom.antwoord(&pagina))
        }
    }
}
