//! The page of one knelpunt.

use askama::Template;

use super::{
    super::{
        model::{Actie, Knelpunt, Oorzaak, SECTIES, Status, Telling},
        policy::Behandelaar,
        service::{
            behandelaar,
            bijval::{self, Kan},
            lezen, plekken,
        },
    },
    beeld::{self, Banner, Ketenstap, Tredebeeld, Tredetekst},
    blokken::{self, Helpt, Navraag, Spoor, Stem, Waar},
};
use crate::{
    app::App,
    begrippen,
    ctx::Ctx,
    error::Result,
    http::{
        beeld::{self as deel, Alinea, Herkomst, Link, Stap},
        regietafel::{Voorgelegd, voorgelegd},
        render::Kader,
        slot::Slot,
        verbanden::{self, Verbanden},
        vraagpunt::Blok,
    },
    markdown::{self, SafeHtml},
    signalen::service::lezen as signalen,
    stukken::{
        model::{Kop, Sectie, Soort, Stuk},
        service as stukken,
    },
    taal, zoeken,
};

/// The page of one knelpunt.
#[derive(Debug, Template)]
#[template(path = "knelpunten/knelpunt.html")]
pub struct KnelpuntPagina {
    kader: Kader,
    gelukt: &'static str,
    titel: String,
    lead: SafeHtml,
    nummer: String,
    status: &'static str,
    kleur: &'static str,
    banner: Banner,
    /// Steps that the reader can take with it; the first is the most likely.
    stappen: Vec<Link>,
    /// What else who treats it can do.
    werk: Vec<Link>,
    keten: Vec<Ketenstap>,
    inleiding: Option<SafeHtml>,
    alineas: Vec<Alinea>,
    ladder: Vec<Tredebeeld>,
    tredeteksten: Vec<Tredetekst>,
    /// What the dwarskijker lets it say of what was signalled in confidence.
    in_vertrouwen: Vec<String>,
    stemmen: Vec<Stem>,
    vraagpunten: Blok,
    navraag: Navraag,
    spoor: Spoor,
    /// What of it lies at the regietafel.
    voorgelegd: Voorgelegd,
    tijdlijn: Vec<Stap>,
    uit_bron: bool,
    /// Whether nobody signalled it here.
    niemand: bool,
    situatie_van: String,
    herkomst: Option<Herkomst>,
    /// Where somebody says that it plays there as well; empty for who can't.
    ook: String,
    /// Whether they said so already.
    ook_gezegd: bool,
    telling: String,
    waar: Waar,
    oorzaak: &'static str,
    oorzaak_uitleg: &'static str,
    /// The thema that leads.
    trekker: Option<Link>,
    /// Who treats it: `Het duo`, or `De redactie`.
    wie: &'static str,
    /// The thema's that follow.
    volgt: Vec<Link>,
    regelingen: Vec<Link>,
    helpt: Helpt,
    /// The signalen that the reader may read.
    signalen: Vec<Link>,
    verbanden: Verbanden,
    lijkt_op: Vec<Link>,
    leefdomeinen: String,
    doelgroepen: String,
    /// Since when it is here.
    aangemaakt: String,
    slot: Slot,
    json: String,
}

/// What is looked up before the texts are put together.
struct Rondom {
    status: Status,
    wie: Behandelaar,
    telling: Telling,
    sinds: Option<lezen::Sinds>,
    ook: Kan,
    stemmen: Vec<Stem>,
    signalen: Vec<Link>,
    in_vertrouwen: Vec<String>,
    waar: Waar,
    spoor: Spoor,
}

impl Rondom {
    async fn van(app: &App, ctx: &Ctx, stuk: &Stuk<Knelpunt>) -> Result<Self> {
        let (conn, kop) = (app.db.read(), &stuk.kop);
        let wie = behandelaar(ctx, conn, stuk.inhoud.trekker).await?;
        let mut tellingen = plekken::tellingen(conn, &[kop.id]).await?;
        let telling = tellingen.remove(&kop.id).unwrap_or_default();
        let mut bijval = bijval::van(conn, &[kop.id]).await?;
        let bijval = bijval.remove(&kop.id).unwrap_or_default();
        Ok(Self {
            status: lezen::status(kop)?,
            sinds: lezen::sinds(ctx, conn, kop).await?,
            ook: bijval::kan(ctx, conn, kop, &bijval).await?,
            stemmen: blokken::stemmen(ctx, conn, &bijval).await?,
            signalen: leesbare_signalen(app, ctx, kop).await?,
            in_vertrouwen: signalen::verwoordingen(conn, kop.id).await?,
            waar: blokken::waar(ctx, conn, stuk, &telling).await?,
            spoor: blokken::spoor(ctx, conn, (kop, &telling)).await?,
            wie,
            telling,
        })
    }
}

/// The signalen that the reader may read.
async fn leesbare_signalen(app: &App, ctx: &Ctx, kop: &Kop) -> Result<Vec<Link>> {
    if ctx.aanmelding.is_none() {
        return Ok(Vec::new());
    }
    let signalen = signalen::open_bij(ctx, app.db.read(), kop.id).await?;
    let link = |kop: &Kop| Link {
        bij: deel::nummer(kop),
        ..Link::naar(kop)
    };
    Ok(signalen.iter().map(link).collect())
}

impl KnelpuntPagina {
    /// Puts the page together.
    pub async fn maak(app: &App, ctx: &Ctx, stuk: Stuk<Knelpunt>) -> Result<Self> {
        let rondom = Rondom::van(app, ctx, &stuk).await?;
        let (kop, inhoud, status) = (&stuk.kop, &stuk.inhoud, rondom.status);
        let behandelt = ctx.aanmelding.is_some() && rondom.wie.mag().is_ok();
        let wie = if rondom.wie.zonder_duo {
            "De redactie"
        } else {
            "Het duo van het thema"
        };
        let mag_vragen = behandelt && status != Status::Gemeld;
        let mut uitleg = begrippen::service::uitleg();
        uitleg.noteer(&kop.titel);
        let lead = markdown::regel(&kop.samenvatting, &mut uitleg);
        let inleiding =
            (!inhoud.tekst.is_empty()).then(|| markdown::html(&inhoud.tekst, &mut uitleg));
        let alineas = deel::alineas(&secties(inhoud), &mut uitleg);
        let tredeteksten = beeld::tredeteksten(&inhoud.treden, &mut uitleg);
        let (leefdomeinen, doelgroepen) = deel::woorden(&stuk);
        let (trekker, volgt) = themas(app, ctx, &stuk).await?;
        let lijkt_op = zoeken::service::lijkt_op(ctx, &app.db, &app.index, kop.id).await?;
        let pad = kop.pad();
        Ok(Self {
            kader: Kader::van_stuk(app, ctx, kop),
            gelukt: "",
            titel: kop.titel.clone(),
            lead,
            nummer: deel::nummer(kop),
            status: status.label(),
            kleur: beeld::kleur(status),
            banner: beeld::banner(inhoud, status, rondom.sinds.as_ref(), wie),
            stappen: stappen(&pad, rondom.wie, status, behandelt),
            werk: werk(&pad, behandelt),
            keten: beeld::keten(inhoud, status, &rondom.telling),
            inleiding,
            alineas,
            ladder: beeld::treden(&inhoud.treden, status),
            tredeteksten,
            in_vertrouwen: rondom.in_vertrouwen,
            stemmen: rondom.stemmen,
            vraagpunten: Blok::van(app, ctx, kop, mag_vragen).await?,
            navraag: Navraag::van(app, ctx, kop).await?,
            spoor: rondom.spoor,
            voorgelegd: voorgelegd(app, ctx, kop).await?,
            tijdlijn: deel::tijdlijn(&stuk.tijdlijn),
            uit_bron: inhoud.uit_bron,
            niemand: rondom.telling.signalen == 0,
            situatie_van: kop.datum.map(taal::dag).unwrap_or_default(),
            herkomst: deel::herkomst(&stuk),
            ook: match rondom.ook {
                Kan::Niets => String::new(),
                Kan::Zeggen | Kan::Gezegd => format!("{pad}/ook"),
            },
            ook_gezegd: rondom.ook == Kan::Gezegd,
            telling: beeld::telling_in_woorden(&rondom.telling),
            waar: rondom.waar,
            oorzaak: inhoud.oorzaak.map_or("Nog niet bekend", Oorzaak::label),
            oorzaak_uitleg: inhoud.oorzaak.map_or("", Oorzaak::uitleg),
            trekker,
            wie,
            volgt,
            regelingen: deel::links(&stuk, Soort::Regeling),
            helpt: blokken::helpt(&stuk),
            signalen: rondom.signalen,
            verbanden: verbanden::verbanden_buiten(&stuk, blokken::elders),
            lijkt_op: lijkt_op.iter().map(Link::naar).collect(),
            leefdomeinen,
            doelgroepen,
            aangemaakt: taal::dag_van(kop.aangemaakt_op),
            slot: Slot::van(app, ctx, &stuk, &uitleg),
            json: format!("/api/v1{pad}"),
        })
    }

    /// With what was just done.
    pub fn met_gelukt(self, gelukt: &'static str) -> Self {
        Self { gelukt, ..self }
    }
}

/// The sections that say something, in their order.
fn secties(knelpunt: &Knelpunt) -> Vec<Sectie> {
    let sectie = |naam: &&str| {
        Some(Sectie {
            naam: (*naam).to_owned(),
            tekst: knelpunt.sectie(naam)?.to_owned(),
        })
    };
    SECTIES.iter().filter_map(sectie).collect()
}

/// The thema that leads, and those that follow.
async fn themas(app: &App, ctx: &Ctx, stuk: &Stuk<Knelpunt>) -> Result<(Option<Link>, Vec<Link>)> {
    let trekker = stuk.inhoud.trekker.as_slice();
    let trekker = stukken::koppen(ctx, app.db.read(), trekker).await?.pop();
    let trekker = trekker.as_ref().map(Link::naar);
    let mut volgt = deel::links(stuk, Soort::Thema);
    volgt.retain(|link| trekker.as_ref().is_none_or(|t| t.url != link.url));
    Ok((trekker, volgt))
}

fn link(url: String, tekst: &str) -> Link {
    Link {
        url,
        tekst: tekst.to_owned(),
        bij: String::new(),
    }
}

/// The steps that the reader can take with it.
fn stappen(pad: &str, wie: Behandelaar, status: Status, behandelt: bool) -> Vec<Link> {
    if !behandelt {
        return Vec::new();
    }
    let stap = |actie: Actie| link(format!("{pad}/stap/{actie}"), actie.label());
    wie.acties(status).into_iter().map(stap).collect()
}

/// What else who treats it can do.
fn werk(pad: &str, behandelt: bool) -> Vec<Link> {
    if !behandelt {
        return Vec::new();
    }
    vec![
        link(format!("{pad}/bewerken"), "Beschrijven"),
        link(format!("{pad}/treden"), "Treden invullen"),
        link(format!("{pad}/signalen"), "Signalen verplaatsen"),
    ]
}
