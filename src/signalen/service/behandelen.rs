//! The steps of a signaal, but for making it part of a knelpunt (`koppelen`): sending it on to where it belongs,
//! giving it to another duo, releasing words of one in confidence, and taking it back.

use sea_orm::ConnectionTrait;

use super::{
    super::{
        model::{Actie, Bericht, MAX_KORT, Signaal, Stap, Status, kan, sleutels},
        policy::Betrokken,
        store,
    },
    berichten,
    indienen::thema,
    lezen::{is_dwarskijker, is_melder, laad_een},
    plaatsen::status,
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis, Teksten, Write},
    error::{Error, Fouten, Result},
    knelpunten::service::behandelaar,
    persoonsgegevens::model::{Veld, keur},
    schrijven::model::{Waarom, een_regel, keur_lengte, netjes},
    stukken::{
        Kind as _,
        model::{Kop, Soort, voorstel::Staat},
        service::{
            self as stukken, Wijziging, links,
            overgangen::{Overgang, Reden, inmiddels_gewijzigd, zet_over},
        },
    },
};

/// The longest name of where somebody is sent on to.
const MAX_NAAR: usize = 200;

/// A signaal with what the actor is to it, without what it says.
#[derive(Debug, Clone)]
pub struct Zaak {
    /// The stuk.
    pub kop: Kop,
    /// What is particular to it, without its texts.
    pub inhoud: Signaal,
    /// How it stands.
    pub status: Status,
    /// What the actor is to it.
    pub betrokken: Betrokken,
}

/// A signaal that the actor may read.
///
/// # Errors
/// [`Error::NotFound`] when there is none; the database can't be read.
pub async fn zaak(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str) -> Result<Zaak> {
    let kop = stukken::vind(ctx, conn, Soort::Signaal, naam).await?;
    let inhoud = laad_een(conn, kop.id, Teksten::Weg).await?;
    Ok(Zaak {
        status: status(&kop)?,
        betrokken: Betrokken {
            melder: is_melder(ctx, &inhoud),
            vertrouwelijk: inhoud.vertrouwelijk,
            dwarskijker: is_dwarskijker(ctx),
            behandelaar: behandelaar(ctx, conn, inhoud.thema).await?,
        },
        kop,
        inhoud,
    })
}

impl Zaak {
    /// The steps that the actor can take now.
    pub fn stappen(&self) -> Vec<Stap> {
        self.betrokken.stappen(self.status)
    }

    /// Lets through who may take a step now.
    ///
    /// # Errors
    /// [`Error::MagNiet`] with who may, whatever its state; [`Error::Conflict`] when that does not allow it.
    pub fn eis(&self, stap: Stap) -> Result<()> {
        let mag = self.betrokken.mag(stap);
        mag.map_err(|weigering| Error::MagNiet(weigering.melding().into()))?;
        if !kan(self.status, stap) {
            let nu = self.status.label().to_lowercase();
            return Err(Error::Conflict(format!(
                "Dit kan niet meer: het signaal is {nu}. Kijk op de pagina van het signaal wat nog wel kan."
            )));
        }
        Ok(())
    }
}

/// What somebody fills in for a step.
#[derive(Debug, Clone, Default)]
pub struct Ingevuld {
    /// Where it goes: a place in words, the slug of a thema, or the words that are released.
    pub naar: String,
    /// Why.
    pub reden: String,
    /// The version that they saw.
    pub versie: i64,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

impl Ingevuld {
    /// Why, judged.
    pub(super) fn waarom(&self, verplicht: bool, fouten: &mut Fouten) -> Option<&str> {
        let waarom = Waarom {
            veld: "reden",
            label: "Waarom?",
            tekst: &self.reden,
            akkoord: self.akkoord,
        };
        waarom.keur(verplicht, fouten)
    }
}

/// Takes a step with a signaal. Answers it, with the number that the search index must reach before who may no
/// longer read it is out of reach of it.
///
/// # Errors
/// Nobody is logged in; [`Error::NotFound`] when they may not read it; what is wrong with what they filled in;
/// [`Error::MagNiet`] with who may; [`Error::Conflict`] when its state does not allow it or somebody else was
/// first; the database refuses. Koppelen is no step of this kind, and a defect here.
pub async fn zet(
    db: &Db,
    ctx: &Ctx,
    naam: &str,
    stap: Stap,
    ingevuld: &Ingevuld,
) -> Result<(Kop, Option<i64>)> {
    ctx.schrijver()?;
    let write = db.begin_write().await?;
    let conn = write.conn();
    let eerst = stukken::vind(ctx, conn, Soort::Signaal, naam).await?;
    // Who else takes a step with it waits, and sees what became of it.
    links::houd(&write, eerst.id).await?;
    let zaak = zaak(ctx, conn, eerst.slug.as_str()).await?;
    zaak.eis(stap)?;
    if zaak.kop.versie != ingevuld.versie {
        return Err(inmiddels_gewijzigd());
    }
    let gebeurd = match stap {
        Stap::Doorverwijzen => verwijs_door(&write, ctx, &zaak, ingevuld).await?,
        Stap::AnderThema => geef_door(&write, ctx, &zaak, ingevuld).await?,
        Stap::Verwoorden => verwoord(&write, ctx, &zaak, ingevuld).await?,
        Stap::Intrekken => trek_in(&write, ctx, &zaak, ingevuld).await?,
        Stap::Koppelen => return Err(anyhow::anyhow!("koppelen has a use case of its own").into()),
    };
    let kop = stukken::kop_voor_taak(conn, zaak.kop.id).await?;
    let nummer = write.commit(ctx, &[gebeurd]).await?;
    Ok((kop, nummer))
}

/// A step to a state, with why; who reads the signaal does not change by it.
async fn naar(
    write: &Write,
    ctx: &Ctx,
    zaak: &Zaak,
    (actie, status): (Actie, Status),
    reden: Option<&str>,
) -> Result<Gebeurtenis> {
    let lezers = sleutels(&zaak.inhoud);
    let overgang = Overgang {
        actie: actie.waarde(),
        naar: status.waarde(),
        sleutels: &lezers,
        publiceert: false,
        herzien_voor: None,
        reden: reden.map(|tekst| Reden { tekst, lezers: &[] }),
    };
    zet_over(write, ctx, &zaak.kop, overgang).await
}

/// Sends a signaal on to where it belongs; who sent it hears so.
async fn verwijs_door(
    write: &Write,
    ctx: &Ctx,
    zaak: &Zaak,
    ingevuld: &Ingevuld,
) -> Result<Gebeurtenis> {
    let mut fouten = Fouten::new();
    let plek = een_regel(&ingevuld.naar);
    if plek.is_empty() {
        let melding = "Schrijf op waar het signaal wel thuishoort, zoals “de cliëntondersteuning van de \
                       gemeente”.";
        fouten.meld("naar", "verplicht", melding);
    }
    keur_lengte("naar", &plek, MAX_NAAR, &mut fouten);
    let veld = Veld {
        naam: "naar",
        label: "Waarheen?",
        tekst: &plek,
    };
    keur(&[veld], ingevuld.akkoord, &mut fouten);
    let waarom = ingevuld.waarom(true, &mut fouten).unwrap_or_default();
    let reden = fouten.of(format!("Naar {}. {waarom}", plek.trim_end_matches('.')))?;
    let stap = (Actie::Doorverwijzen, Status::Doorverwezen);
    let gebeurd = naar(write, ctx, zaak, stap, Some(&reden)).await?;
    let melder = (zaak.kop.id, &zaak.inhoud);
    berichten::aan_melder(write, ctx, melder, Bericht::Doorverwezen).await?;
    Ok(gebeurd)
}

/// What the geschiedenis calls it when a signaal goes to another duo.
pub const ANDER_THEMA: &str = "ander-thema";

/// Gives a signaal to the duo of another thema, or to the redactie when nobody knows which: they read it from
/// now on, and the duo that it was with does no longer.
async fn geef_door(
    write: &Write,
    ctx: &Ctx,
    zaak: &Zaak,
    ingevuld: &Ingevuld,
) -> Result<Gebeurtenis> {
    let conn = write.conn();
    let mut fouten = Fouten::new();
    let thema = thema(ctx, conn, ("naar", ingevuld.naar.as_str()), &mut fouten).await?;
    if thema == zaak.inhoud.thema && fouten.is_empty() {
        let melding = "Daar ligt het signaal al. Kies een ander thema.";
        fouten.meld("naar", "gelijk", melding);
    }
    let waarom = ingevuld.waarom(true, &mut fouten);
    fouten.of(())?;
    let inhoud = Signaal {
        thema,
        ..zaak.inhoud.clone()
    };
    store::zet_thema(conn, zaak.kop.id, thema).await?;
    let lezers = sleutels(&inhoud);
    let overgang = Overgang {
        actie: ANDER_THEMA,
        naar: &zaak.kop.status,
        sleutels: &lezers,
        publiceert: false,
        herzien_voor: None,
        reden: waarom.map(|tekst| Reden { tekst, lezers: &[] }),
    };
    let mut gebeurd = zet_over(write, ctx, &zaak.kop, overgang).await?;
    // Its state is what it was.
    gebeurd.velden.retain(|veld| veld != "status");
    gebeurd
        .velden
        .extend(["thema", "leesrecht"].map(str::to_owned));
    berichten::aan_behandelaars(write, ctx, zaak.kop.id, &inhoud).await?;
    Ok(gebeurd)
}

/// What the geschiedenis calls it when words of a signaal in confidence are released.
pub const VERWOORDEN: &str = "verwoorden";

/// Releases what a knelpunt may say of a signaal in confidence; nothing takes it back.
async fn verwoord(
    write: &Write,
    ctx: &Ctx,
    zaak: &Zaak,
    ingevuld: &Ingevuld,
) -> Result<Gebeurtenis> {
    let conn = write.conn();
    let verwoording = netjes(&ingevuld.naar);
    let mut fouten = Fouten::new();
    keur_lengte("naar", &verwoording, MAX_KORT, &mut fouten);
    let veld = Veld {
        naam: "naar",
        label: "Wat het knelpunt mag zeggen",
        tekst: &verwoording,
    };
    keur(&[veld], ingevuld.akkoord, &mut fouten);
    fouten.of(())?;
    let Staat { basis, inhoud, .. } = stukken::staat_van::<Signaal>(conn, &zaak.kop).await?;
    let inhoud = Signaal {
        verwoording,
        ..inhoud
    };
    let wijziging = Wijziging {
        basis,
        slug: None,
        notitie: String::new(),
        herkomst: String::new(),
    };
    let gebeurd = stukken::wijzig(write, ctx, &zaak.kop, wijziging, &inhoud).await?;
    inhoud.bewaar(conn, zaak.kop.id).await?;
    Ok(Gebeurtenis {
        actie: VERWOORDEN.into(),
        ..gebeurd
    })
}

/// Takes a signaal back; who sent it may say why.
async fn trek_in(
    write: &Write,
    ctx: &Ctx,
    zaak: &Zaak,
    ingevuld: &Ingevuld,
) -> Result<Gebeurtenis> {
    let mut fouten = Fouten::new();
    let waarom = ingevuld.waarom(false, &mut fouten);
    fouten.of(())?;
    let stap = (Actie::Intrekken, Status::Ingetrokken);
    naar(write, ctx, zaak, stap, waarom).await
}
