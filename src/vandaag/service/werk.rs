//! What waits for who treats something: a duo, the redactie, the dwarskijker, the regietafel.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Groep, of_niets};
use crate::{
    actor::{Bereik, Rol},
    ctx::Ctx,
    db::{Db, Teksten},
    dwarskijker::service::werk::{self as dwarskijker, Loopt},
    error::Result,
    knelpunten::{
        model::{Knelpunt, Status as Knelpuntstatus},
        service::behandelaar_per_thema,
    },
    navraag::service as navraag,
    overnames::service as overnames,
    regietafel::service as regietafel,
    schrijven::service::bureau::{self, Ligt},
    signalen::{model::Status as Signaalstatus, service::werkvoorraad},
    stukken::{
        Kind as _,
        model::{Kop, Soort},
        service::werk,
    },
    taal,
    vandaag::model::{Aard, Termijn, Wacht},
};

/// Whether the actor sits in the duo of any thema, or stands in for who does.
fn in_een_duo(ctx: &Ctx) -> bool {
    let van_duo = |rol| matches!(rol, Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer);
    ctx.rollen().iter().any(|wat| van_duo(wat.rol))
}

fn is_redactie(ctx: &Ctx) -> bool {
    ctx.heeft(Rol::Redactie, Bereik::Landelijk)
}

fn is_dwarskijker(ctx: &Ctx) -> bool {
    let heeft = |rol| ctx.heeft(rol, Bereik::Landelijk);
    heeft(Rol::Dwarskijker) || heeft(Rol::Bureau)
}

fn van_regietafel(ctx: &Ctx) -> bool {
    let heeft = |rol| ctx.heeft(rol, Bereik::Landelijk);
    heeft(Rol::Regietafellid) || heeft(Rol::Secretaris)
}

/// What waits for the actor, and the days that are ahead for them although nothing waits.
pub(super) async fn wacht(ctx: &Ctx, db: &Db) -> Result<(Vec<Groep>, Vec<Termijn>)> {
    let conn = db.read();
    let (duo, redactie, kijkt) = (in_een_duo(ctx), is_redactie(ctx), is_dwarskijker(ctx));
    let mut alle = Vec::new();
    let mut dagen = Vec::new();
    if duo || redactie || kijkt {
        let signalen = signalen(ctx, conn).await?;
        alle.push(Groep::heel(signalen.into_iter().collect()));
    }
    if duo || redactie {
        let knelpunten = knelpunten(ctx, conn).await?;
        let rest = "/knelpunten/overzicht/lijst?status=gemeld";
        alle.push(Groep::kort(knelpunten, rest));
        let verzoeken = verzoeken(ctx, conn).await?;
        let rest = "/knelpunten/heropenverzoeken";
        alle.push(Groep::kort(verzoeken, rest));
    }
    if redactie {
        let bureau = te_beoordelen(ctx, db).await?;
        alle.push(Groep::kort(bureau, "/redactie/praktijken"));
    }
    if kijkt {
        let loopt = of_niets(dwarskijker::werk(ctx, conn).await)?.loopt;
        alle.push(Groep::heel(vast_te_stellen(&loopt).collect()));
        dagen.extend(loopt.iter().map(tot_wanneer));
    }
    if van_regietafel(ctx) {
        alle.push(Groep::kort(escalaties(ctx, conn).await?, "/regietafel"));
    }
    Ok((alle, dagen))
}

/// Until when somebody may reply to a bevinding.
fn tot_wanneer(loopt: &Loopt) -> Termijn {
    Termijn {
        dag: loopt.uiterlijk,
        aard: Aard::Wederhoor,
        titel: nummer(&loopt.kop),
        url: loopt.kop.pad(),
    }
}

/// What the page calls what it may not name by its title.
fn nummer(kop: &Kop) -> String {
    let nummer = kop.kenmerk.as_ref().map(ToString::to_string);
    nummer.unwrap_or_default()
}

/// Signalen that nobody took up: how many, and no more. One in confidence is read on its own page.
async fn signalen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Option<Wacht>> {
    let voorraad = werkvoorraad::werkvoorraad(ctx, conn, Signaalstatus::Ingediend, (0, 1)).await;
    let Some(voorraad) = of_niets(voorraad.map(Some))? else {
        return Ok(None);
    };
    let eerste = voorraad.regels.first();
    Ok(eerste.map(|eerste| {
        let aantal = taal::aantal(voorraad.totaal, "signaal wacht", "signalen wachten");
        Wacht {
            titel: format!("{aantal} op u"),
            sinds: Some(eerste.kop.aangemaakt_op),
            ..Wacht::over(Aard::Signalen, &eerste.kop, "/signalen".to_owned())
        }
    }))
}

/// Knelpunten that nobody took up and that are the actor's to treat.
async fn knelpunten(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let gemeld = Knelpuntstatus::Gemeld.waarde();
    let koppen = werk::met_status(ctx, conn, Soort::Knelpunt, gemeld).await?;
    let ids: Vec<Uuid> = koppen.iter().map(|kop| kop.id).collect();
    let inhouden = Knelpunt::laad(conn, &ids, Teksten::Weg).await?;
    let trekkers: BTreeSet<Option<Uuid>> = inhouden.values().map(|k| k.trekker).collect();
    let behandelaars = behandelaar_per_thema(ctx, conn, trekkers).await?;
    let voor_mij = koppen.iter().filter(|kop| {
        let trekker = inhouden.get(&kop.id).map(|knelpunt| knelpunt.trekker);
        let wie = trekker.and_then(|trekker| behandelaars.get(&trekker));
        wie.is_some_and(|wie| wie.mag().is_ok())
    });
    let wacht = voor_mij.map(|kop| Wacht {
        bij: "Nog niet opgepakt".to_owned(),
        sinds: Some(kop.aangemaakt_op),
        ..Wacht::over(Aard::Knelpunt, kop, kop.pad())
    });
    Ok(wacht.collect())
}

/// Requests to open a knelpunt again that the actor answers.
async fn verzoeken(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let alle = of_niets(navraag::wachtend(ctx, conn).await)?.into_iter();
    let van_mij = alle.filter(|van| van.behandelt);
    let wacht = van_mij.map(|van| Wacht {
        bij: taal::aantal(van.aantal as u64, "verzoek", "verzoeken"),
        uiterlijk: Some(van.uiterlijk),
        ..Wacht::over(
            Aard::Heropenen,
            &van.kop,
            format!("{}/heropenverzoeken", van.kop.pad()),
        )
    });
    Ok(wacht.collect())
}

/// What lies with the redactie and the actor may judge.
async fn te_beoordelen(ctx: &Ctx, db: &Db) -> Result<Vec<Wacht>> {
    fn ligt<T>(ligt: &Ligt<T>, wat: &str, url: impl Fn(&Ligt<T>) -> String) -> Option<Wacht> {
        let wacht = || Wacht {
            bij: format!("{}, {wat}", ligt.kop.soort.label()),
            sinds: Some(ligt.sinds),
            ..Wacht::over(Aard::Beoordelen, &ligt.kop, url(ligt))
        };
        ligt.mag_beoordelen.then(wacht)
    }
    let bureau = bureau::bureau(db, ctx).await?;
    let aangeboden = bureau.aangeboden.iter();
    let mut alle: Vec<Wacht> = aangeboden
        .filter_map(|een| ligt(een, "aangeboden", |een| een.kop.pad()))
        .collect();
    let voorstellen = bureau.voorstellen.iter();
    alle.extend(voorstellen.filter_map(|een| {
        ligt(een, "voorstel voor een wijziging", |een| {
            format!("{}/voorstellen/{}", een.kop.pad(), een.wat.id)
        })
    }));
    let spoed = bureau.spoed.iter();
    alle.extend(spoed.filter_map(|een| {
        ligt(een, "met spoed gepubliceerd", |_| {
            "/redactie/praktijken".to_owned()
        })
    }));
    let overnames = overnames::bij_redactie(ctx, db.read()).await?;
    let gevraagd = overnames.iter().filter(|regel| !regel.van_mij);
    alle.extend(gevraagd.map(|regel| Wacht {
        bij: format!("{} wil deze overnemen", regel.organisatie),
        sinds: Some(regel.sinds),
        ..Wacht::over(
            Aard::Beoordelen,
            &regel.kop,
            format!("/overnames/{}", regel.id),
        )
    }));
    Ok(alle)
}

/// Bevindingen of which all replies are in, or the time to reply is over.
fn vast_te_stellen(loopt: &[Loopt]) -> impl Iterator<Item = Wacht> {
    let klaar = loopt.iter().filter(|loopt| loopt.kan);
    klaar.map(|loopt| Wacht {
        titel: nummer(&loopt.kop),
        bij: "Kan worden vastgesteld".to_owned(),
        sinds: Some(loopt.kop.gewijzigd_op),
        ..Wacht::over(Aard::Bevinding, &loopt.kop, loopt.kop.pad())
    })
}

/// What was put to the regietafel and has no besluit.
async fn escalaties(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let open = of_niets(regietafel::te_besluiten(ctx, conn).await)?.into_iter();
    let wacht = |escalatie: regietafel::Escalatie| Wacht {
        aard: Aard::Regietafel,
        titel: escalatie.vraag,
        url: "/regietafel".to_owned(),
        bij: escalatie.thema.map(|kop| kop.titel).unwrap_or_default(),
        uiterlijk: escalatie.vergadering.map(|(_, dag)| dag),
        sinds: Some(escalatie.op),
    };
    Ok(open.map(wacht).collect())
}
