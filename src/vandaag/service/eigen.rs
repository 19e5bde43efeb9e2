//! What waits for somebody whatever they are: for their organisatie, for themselves, and what they wrote.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{Groep, of_niets};
use crate::{
    acties::service as acties,
    actor::{Bereik, Rol, Toekenning},
    besluiten::service as besluiten,
    ctx::Ctx,
    db::Db,
    dwarskijker::{model::Status as Bevindingstatus, service::reageren},
    error::Result,
    gebruikers::service::{leden, rollen},
    navraag::service as navraag,
    schrijven::service::bureau,
    stukken::service as stukken,
    taal,
    vandaag::model::{Aard, Wacht},
    versheid::service as versheid,
    vraagpunten::service as vraagpunten,
};

/// What waits for the actor.
pub(super) async fn wacht(ctx: &Ctx, db: &Db) -> Result<Vec<Groep>> {
    let conn = db.read();
    Ok(vec![
        Groep::kort(vragen(ctx, conn).await?, "/account/vraagpunten"),
        Groep::heel(acties_van(ctx, conn).await?),
        Groep::heel(besluiten_van(ctx, conn).await?),
        Groep::heel(wederhoor(ctx, conn).await?),
        Groep::heel(geschreven(ctx, db).await?),
        Groep::heel(opgelost(ctx, conn).await?),
        Groep::kort(na_te_kijken(ctx, conn).await?, "/account/praktijken"),
        Groep::heel(mensen(ctx, db).await?),
    ])
}

/// Questions to the organisatie of the actor.
async fn vragen(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let regels = of_niets(vraagpunten::mijn(ctx, conn).await)?.into_iter();
    let wacht = |regel: vraagpunten::Regel| {
        let punt = regel.punt;
        // More time that came too late does not move the day that counts.
        let dag = if punt.is_te_laat(ctx.vandaag()) {
            punt.telt_tot()
        } else {
            punt.laatste_dag()
        };
        Wacht {
            bij: format!("Over {}", regel.kop.titel),
            uiterlijk: Some(dag),
            titel: punt.vraag,
            ..Wacht::over(Aard::Vraag, &regel.kop, format!("/vraagpunten/{}", punt.id))
        }
    };
    Ok(regels.map(wacht).collect())
}

async fn acties_van(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let alle = acties::mijn(ctx, conn).await?.into_iter();
    let wacht = |actie: acties::Actiekop| Wacht {
        bij: actie.thema.titel,
        uiterlijk: Some(actie.voor),
        ..Wacht::over(Aard::Actie, &actie.kop, actie.kop.pad())
    };
    Ok(alle.map(wacht).collect())
}

/// Besluiten of a thema that wait for the seat of the actor.
async fn besluiten_van(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let koppen = of_niets(besluiten::wacht_op_mij(ctx, conn).await)?;
    let wacht = koppen.iter().map(|kop| Wacht {
        bij: "Wacht op uw instemming".to_owned(),
        sinds: Some(kop.gewijzigd_op),
        ..Wacht::over(Aard::Besluit, kop, kop.pad())
    });
    Ok(wacht.collect())
}

/// Bevindingen that the actor was asked to reply to, by their number and never by their title.
async fn wederhoor(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let alle = of_niets(reageren::mijn(ctx, conn).await)?.into_iter();
    let open =
        alle.filter(|mijn| mijn.status == Bevindingstatus::Wederhoor && mijn.gereageerd.is_none());
    let wacht = open.map(|mijn| {
        let nummer = mijn.kop.kenmerk.as_ref().map(ToString::to_string);
        Wacht {
            titel: nummer.unwrap_or_default(),
            bij: format!("Voor {}", mijn.organisatie.titel),
            uiterlijk: Some(mijn.uiterlijk),
            ..Wacht::over(
                Aard::Wederhoor,
                &mijn.kop,
                format!("/wederhoor/{}", mijn.kop.slug),
            )
        }
    });
    Ok(wacht.collect())
}

/// What the redactie sent back, and decisions on pilots that the actor can agree with.
async fn geschreven(ctx: &Ctx, db: &Db) -> Result<Vec<Wacht>> {
    let mijn = bureau::mijn(db, ctx).await?;
    let terug = mijn.concepten.iter().filter_map(|(kop, terug)| {
        let op = (*terug)?;
        Some(Wacht {
            bij: format!("Teruggestuurd op {}", taal::dag_van(op)),
            sinds: Some(op),
            ..Wacht::over(Aard::Teruggestuurd, kop, format!("{}/schrijven", kop.pad()))
        })
    });
    let besluiten = mijn.besluiten.iter().map(|(kop, besluit)| Wacht {
        bij: format!("Voorgesteld: {}", besluit.keuze.label().to_lowercase()),
        sinds: Some(besluit.op),
        ..Wacht::over(
            Aard::Proefproject,
            kop,
            format!("{}/besluiten/{}", kop.pad(), besluit.id),
        )
    });
    Ok(terug.chain(besluiten).collect())
}

/// Knelpunten that the actor signalled, of which it is asked whether they are really solved.
async fn opgelost(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let mijn = of_niets(navraag::mijn(ctx, conn).await)?;
    let wacht = mijn
        .vragen
        .iter()
        .map(|(_, kop)| Wacht::over(Aard::Navraag, kop, format!("{}/navraag", kop.pad())));
    Ok(wacht.collect())
}

/// What the actor looks after and has to be looked at again.
async fn na_te_kijken(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Vec<Wacht>> {
    let koppen = of_niets(versheid::te_laat(ctx, conn).await)?;
    let wacht = koppen.iter().map(|kop| Wacht {
        uiterlijk: kop.herzien_voor,
        ..Wacht::over(Aard::Nakijken, kop, format!("{}/klopt-nog", kop.pad()))
    });
    Ok(wacht.collect())
}

/// Who wants to join an organisatie that the actor manages, and what waits for them as the second person.
async fn mensen(ctx: &Ctx, db: &Db) -> Result<Vec<Wacht>> {
    let mut alle = Vec::new();
    let beheert = |wat: Toekenning| match (wat.rol, wat.bereik) {
        (Rol::Organisatiebeheerder, Bereik::Organisatie(id)) => Some(id),
        _ => None,
    };
    let beheerde: Vec<Uuid> = ctx.rollen().into_iter().filter_map(beheert).collect();
    for kop in stukken::koppen(ctx, db.read(), &beheerde).await? {
        let overzicht = leden::overzicht(db, ctx, kop.id).await?;
        let Some(eerste) = overzicht.kandidaten.iter().map(|k| k.op).min() else {
            continue;
        };
        let aantal = overzicht.kandidaten.len() as u64;
        alle.push(Wacht {
            titel: if aantal == 1 {
                "Iemand wil meedoen".to_owned()
            } else {
                format!("{} willen meedoen", taal::aantal(aantal, "mens", "mensen"))
            },
            bij: kop.titel.clone(),
            sinds: Some(eerste),
            ..Wacht::over(Aard::Mensen, &kop, format!("{}/mensen", kop.pad()))
        });
    }
    let aanvragen = of_niets(rollen::openstaand(db, ctx).await)?;
    let te_beslissen = aanvragen.iter().filter(|open| open.mag_beslissen);
    alle.extend(te_beslissen.map(|open| Wacht {
        aard: Aard::Rol,
        // Whom it is about stands on the page itself.
        titel: "Een verzoek dat een tweede persoon nodig heeft".to_owned(),
        url: "/rollen".to_owned(),
        bij: String::new(),
        uiterlijk: None,
        sinds: Some(open.aanvraag.op),
    }));
    Ok(alle)
}
