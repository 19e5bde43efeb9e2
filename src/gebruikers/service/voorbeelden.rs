//! Accounts to try the platform with: one for every role, all invented. For the demo only.

use anyhow::Context as _;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use uuid::Uuid;

use super::{
    accounts::{self, gebeurtenis},
    kluis::Kluis,
    sessies::willekeurig,
    tweede_factor,
};
use crate::{
    actor::{Actor, Bereik, Bereiksoort, Rol, Toekenning, sleutels},
    ctx::{Aanmelding, Clock, Ctx},
    db::{Db, Gebeurtenis, Write, tables::aanmelding},
    error::Result,
    gebruikers::{
        model::{
            Gebruiker, Status,
            aanvraag::{Aanvraag, Verzoek},
            tweede_factor::Geheim,
        },
        store::{aanvragen, leden},
    },
    ids::new_id,
    instantiesleutel::Instantiesleutel,
    stukken::{model::Soort, service as stukken},
};

/// The organisatie and the thema where their roles hold.
const ORGANISATIE: &str = "voorbeeldstad";
const THEMA: &str = "schulden";
/// Where somebody works who sits on the seat of the Rijk.
const MINISTERIE: &str = "ministerie-vws";
/// What stands behind the `@` of all of them.
const DOMEIN: &str = "demo.example";
/// Roles that take two people, or more.
const DUBBEL: [Rol; 3] = [Rol::Organisatiebeheerder, Rol::Beheerder, Rol::Redactie];
/// Other organisaties with a member, each with what stands behind the role in its address.
const BUREN: [(&str, &str); 3] = [("schijndorp", "2"), ("proefwoude", "3"), (MINISTERIE, "4")];

/// An account to try the platform with.
#[derive(Debug, Clone)]
pub struct Voorbeeld {
    /// What it may do.
    pub rol: Rol,
    /// What it logs in with.
    pub mail: String,
    /// Whether it also needs a code to log in.
    pub met_factor: bool,
    id: Uuid,
    naam: String,
    rollen: Vec<Toekenning>,
}

impl Voorbeeld {
    /// The context of this account doing something in the demo, as from an ordinary login.
    pub fn ctx(&self, clock: &Clock) -> Ctx {
        let aanmelding = Aanmelding {
            sessie_id: self.id,
            naam: self.naam.clone(),
            toekenningen: self.rollen.clone(),
            sterk: self.met_factor,
        };
        let actor = Actor::Account {
            id: self.id,
            sleutels: sleutels(&self.rollen, self.met_factor),
        };
        Ctx {
            actor,
            aanmelding: Some(aanmelding),
            ..Ctx::systeem("demo", clock)
        }
    }
}

/// The accounts of the demo, and how to log in with them.
#[derive(Debug)]
pub struct Demo {
    /// The accounts.
    pub accounts: Vec<Voorbeeld>,
    /// The password of all of them.
    pub wachtwoord: String,
    /// The second factor of those that have one.
    pub geheim: Geheim,
}

/// Makes an account for every role that has a place in the demo, and a second one for what takes two
/// people; all with the same password and second factor, which are made up now. Somebody waits to
/// join the organisatie, and something waits for a second person.
///
/// # Errors
/// The demo lacks the organisatie or the thema of the roles, or the database fails.
pub async fn maak(db: &Db, kluis: &Kluis, sleutel: &Instantiesleutel, ctx: &Ctx) -> Result<Demo> {
    let wachtwoord = URL_SAFE_NO_PAD.encode(willekeurig::<12>()?);
    let bewaard = kluis.versleutel(wachtwoord.clone()).await?;
    let geheim = Geheim::nieuw();
    let organisatie = id(ctx, db, Soort::Organisatie, ORGANISATIE).await?;
    let thema = id(ctx, db, Soort::Thema, THEMA).await?;
    let ministerie = id(ctx, db, Soort::Organisatie, MINISTERIE).await?;
    let mut plekken = Vec::new();
    let enkel = Rol::ALLE.iter().map(|rol| (*rol, ""));
    for (rol, nummer) in enkel.chain(DUBBEL.map(|rol| (rol, "2"))) {
        let bereik = match rol.bereiksoort() {
            Bereiksoort::Landelijk => Bereik::Landelijk,
            Bereiksoort::Organisatie => Bereik::Organisatie(organisatie),
            Bereiksoort::Thema => Bereik::Thema(thema),
            // The demo has no casustafel.
            Bereiksoort::Tafel => continue,
        };
        plekken.push((rol, nummer, bereik));
    }
    for (buur, nummer) in BUREN {
        let buur = id(ctx, db, Soort::Organisatie, buur).await?;
        plekken.push((Rol::Lid, nummer, Bereik::Organisatie(buur)));
    }
    let write = db.begin_write().await?;
    let (mut accounts, mut gebeurd) = (Vec::new(), Vec::new());
    for (rol, nummer, bereik) in plekken {
        let gebruiker = persoon(ctx, rol, nummer)?;
        // Who has a role of an organisatie, or sits on a seat for one, belongs to it first.
        let lid_van = match rol {
            Rol::Lid => None,
            Rol::DuoRijk => Some(Bereik::Organisatie(ministerie)),
            Rol::DuoGemeente => Some(Bereik::Organisatie(organisatie)),
            _ => (rol.bereiksoort() == Bereiksoort::Organisatie).then_some(bereik),
        };
        let lid = lid_van.map(|bereik| Toekenning {
            rol: Rol::Lid,
            bereik,
        });
        let eigen = Toekenning { rol, bereik };
        let rollen: Vec<Toekenning> = lid.into_iter().chain([eigen]).collect();
        let voorbeeld = Voorbeeld {
            rol,
            mail: gebruiker.mail.to_string(),
            met_factor: rol.vraagt_sterke_login(),
            id: gebruiker.id,
            naam: gebruiker.naam.clone(),
            rollen: rollen.clone(),
        };
        let maken = accounts::maak(&write, gebruiker, bewaard.clone(), &rollen, ctx.now);
        gebeurd.extend(maken.await?);
        if voorbeeld.met_factor {
            tweede_factor::zet(&write, sleutel, voorbeeld.id, &geheim).await?;
        }
        accounts.push(voorbeeld);
    }
    gebeurd.extend(wachtenden(&write, ctx, organisatie, &accounts).await?);
    write.commit(ctx, &gebeurd).await?;
    Ok(Demo {
        accounts,
        wachtwoord,
        geheim,
    })
}

fn persoon(ctx: &Ctx, rol: Rol, nummer: &str) -> Result<Gebruiker> {
    let mail = format!("{rol}{nummer}@{DOMEIN}");
    let naam = format!("Voorbeeld {} {nummer}", rol.label());
    Ok(Gebruiker {
        id: new_id(),
        naam: naam.trim_end().to_owned(),
        mail: mail
            .parse()
            .map_err(|()| anyhow::anyhow!("{mail} is no address"))?,
        status: Status::Actief,
        aangemaakt: ctx.now,
    })
}

/// The mail domain of the organisatie, who wants to join it, and what waits for a second person.
async fn wachtenden(
    write: &Write,
    ctx: &Ctx,
    organisatie_id: Uuid,
    accounts: &[Voorbeeld],
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    leden::zet_domein(conn, DOMEIN.to_owned(), organisatie_id, ctx.now).await?;
    let domein = Gebeurtenis {
        stuk_id: organisatie_id,
        actie: "maildomein-toevoegen".into(),
        velden: vec![DOMEIN.to_owned()],
        ..Gebeurtenis::default()
    };
    let kandidaat = aanmelding::Model {
        id: new_id(),
        organisatie_id,
        naam: "Kim Voorbeeld".into(),
        mail: format!("kim@{DOMEIN}"),
        op: ctx.now,
    };
    leden::meld_aan(conn, kandidaat).await?;
    let van = |rol: Rol| accounts.iter().rfind(|a| a.rol == rol).map(|a| a.id);
    let (Some(gebruiker_id), Some(door)) = (van(Rol::Accountmanager), van(Rol::Beheerder)) else {
        return Ok(vec![domein]);
    };
    let verzoek = Verzoek::RolGeven(Toekenning {
        rol: Rol::Auditor,
        bereik: Bereik::Landelijk,
    });
    let aanvraag = Aanvraag {
        id: new_id(),
        verzoek,
        gebruiker_id,
        reden: "Kijkt dit jaar het logboek na (verzonnen).".into(),
        door,
        op: ctx.now,
    };
    aanvragen::maak(conn, &aanvraag).await?;
    let gevraagd = gebeurtenis(gebruiker_id, "aanvragen", &verzoek.velden());
    Ok(vec![domein, gevraagd])
}

async fn id(ctx: &Ctx, db: &Db, soort: Soort, slug: &str) -> Result<Uuid> {
    let namen = [slug.to_owned()];
    let gevonden = stukken::vind_alle(ctx, db.read(), soort, &namen).await?;
    let kop = gevonden
        .get(slug)
        .with_context(|| format!("the demo has no {slug}"))?;
    Ok(kop.id)
}
