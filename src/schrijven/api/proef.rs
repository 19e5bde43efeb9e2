//! The steps of a pilot itself by a program, beside those of its publication: it begins, somebody proposes how
//! it ends, and another agrees.

use std::str::FromStr;

use axum::response::Response;
use serde_json::Value;
use uuid::Uuid;

use super::{
    super::model::{Actie as Schrijfactie, Waarom},
    invoer::{MAX_TEKST, veld},
    leven::{met_besluit, zet_een_van},
};
use crate::{
    app::App,
    ctx::Ctx,
    error::Result,
    http::api::geweigerd,
    proefprojecten::{
        model::{Actie, Keuze, Plek, Proefproject},
        service::{
            besluiten::{self, Daad, Ingevuld, Welk},
            zaak,
        },
    },
    stukken::service as stukken,
    velden::{Velden, namen},
};

/// What is asked for it, as far as each field can be read by itself.
enum Gevraagd {
    Starten,
    Besluiten(Ingevuld),
    MetBesluit(Option<Uuid>, Option<Plek>),
}

pub async fn zetten(app: &App, ctx: &Ctx, naam: &str, mut v: Velden) -> Result<Response> {
    let actie = v.waarde("actie");
    let actie = actie.as_ref().and_then(Value::as_str).unwrap_or_default();
    if let Ok(actie) = Actie::from_str(actie.trim()) {
        return zet(app, ctx, naam, (actie, v)).await;
    }
    let acties = Schrijfactie::ALLE.iter().map(|actie| actie.waarde());
    let ook = Actie::ALLE.iter().map(|actie| actie.waarde());
    let acties: Vec<&str> = acties.chain(ook).collect();
    zet_een_van::<Proefproject>(app, ctx, naam, v, &acties).await
}

async fn zet(
    app: &App,
    ctx: &Ctx,
    naam: &str,
    (actie, mut v): (Actie, Velden),
) -> Result<Response> {
    let id = zaak::open(ctx, app.db.read(), naam).await?.kop.id;
    let versie = v.getal_verplicht("versie");
    let reden = v.tekst("reden", MAX_TEKST).unwrap_or_default();
    let akkoord = v.ja_nee("akkoord");
    let gevraagd = lees(&mut v, actie, (versie, akkoord));
    let met_reden = matches!(actie, Actie::Instemmen | Actie::Afwijzen);
    if !met_reden && !reden.is_empty() {
        let melding = "Bij deze stap hoort geen reden. Laat het veld weg.";
        v.fouten.meld("reden", "niet-gevraagd", melding);
    }
    v.klaar().of(())?;
    let waarom = Waarom {
        veld: "reden",
        label: "reden",
        tekst: &reden,
        akkoord,
    };
    match doe(app, ctx, (id, versie), (actie, gevraagd, waarom)).await {
        Ok(besluit) => {
            let kop = stukken::kop_voor_taak(app.db.read(), id).await?;
            Ok(met_besluit(app, kop, besluit))
        }
        Err(fout) => geweigerd(app, ctx, (id, versie), fout, veld::<Proefproject>).await,
    }
}

/// Reads what an action asks for; what is wrong with it stays in the fields.
fn lees(v: &mut Velden, actie: Actie, (versie, akkoord): (i64, bool)) -> Gevraagd {
    match actie {
        Actie::Starten => Gevraagd::Starten,
        Actie::Besluiten => {
            let keuze: Option<Keuze> = v.keuze("keuze", namen!(Keuze));
            Gevraagd::Besluiten(Ingevuld {
                keuze: keuze.map(|keuze| keuze.to_string()).unwrap_or_default(),
                les: v.tekst("les", MAX_TEKST).unwrap_or_default(),
                praktijk: v.regel("praktijk", MAX_TEKST).unwrap_or_default(),
                nog_te_schrijven: v.ja_nee("nogTeSchrijven"),
                akkoord,
                gezien: String::new(),
                versie: Some(versie),
            })
        }
        Actie::Instemmen => Gevraagd::MetBesluit(nummer(v), v.keuze("plek", namen!(Plek))),
        Actie::Afwijzen | Actie::Terugnemen => Gevraagd::MetBesluit(nummer(v), None),
    }
}

/// The number of the decision; none, with what is wrong, when there is none. One that can't be a number is that
/// of no decision.
fn nummer(v: &mut Velden) -> Option<Uuid> {
    let tekst = v.verplicht("besluit", MAX_TEKST)?;
    Some(tekst.parse().unwrap_or(Uuid::nil()))
}

/// Does it; answers the decision that it was about, if any.
async fn doe(
    app: &App,
    ctx: &Ctx,
    (id, versie): (Uuid, i64),
    (actie, gevraagd, waarom): (Actie, Gevraagd, Waarom<'_>),
) -> Result<Option<Uuid>> {
    let (besluit, plek) = match gevraagd {
        Gevraagd::Starten => {
            zaak::starten(&app.db, ctx, id, versie).await?;
            return Ok(None);
        }
        Gevraagd::Besluiten(ingevuld) => {
            let besluit = besluiten::stel_voor(&app.db, ctx, id, &ingevuld).await?;
            return Ok(Some(besluit));
        }
        Gevraagd::MetBesluit(besluit, plek) => (besluit.unwrap_or_default(), plek),
    };
    let daad = match actie {
        Actie::Instemmen => Daad::StemIn { plek, waarom },
        Actie::Afwijzen => Daad::WijsAf { waarom },
        _ => Daad::NeemTerug,
    };
    let welk = Welk {
        stuk_id: id,
        id: besluit,
        versie: Some(versie),
    };
    besluiten::doe(&app.db, ctx, welk, daad).await?;
    Ok(Some(besluit))
}
