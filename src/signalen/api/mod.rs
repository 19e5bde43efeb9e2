//! The doors of signalen for programs: reading here, sending one (`indienen`) and its steps (`overgangen`).
//!
//! One in confidence is answered to who sent it, and to nobody else: a program reads in bulk and shows nobody that
//! its reading is noted. The dwarskijker reads it on its page.

mod indienen;
mod overgangen;

use std::collections::HashMap;

use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use uuid::Uuid;

use super::{model::Signaal, service::lezen::is_melder};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Result},
    http::api::{StukAntwoord, leesdeur},
    stukken::{
        model::{Kop, Stuk},
        service as stukken,
    },
};

leesdeur! {
    Signaal => SignaalAntwoord,
    tag = "signalen",
    lijst = ("/signalen", "lijst_signalen", "Geeft een lijst van signalen die u mag lezen."),
    stuk = ("/signalen/{naam}", "toon_signaal", "Geeft een signaal dat u mag lezen: op slug of kenmerk."),
    erbij = met_plekken,
    schrijven = schrijven,
}

/// The routes that write.
fn schrijven() -> OpenApiRouter<App> {
    indienen::routes().merge(overgangen::routes())
}

/// Signaal: wat iemand zag vastlopen. Wie dat was, staat er niet in.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Signaal)]
pub struct SignaalAntwoord {
    /// Wat elk stuk heeft.
    #[serde(flatten)]
    pub stuk: StukAntwoord,
    /// Wat er gebeurt.
    pub tekst: String,
    /// Wie er last van heeft.
    pub voor_wie: String,
    /// De wet of regel die in de weg zit. Vaak leeg.
    pub regel: String,
    /// Wat al is geprobeerd.
    pub geprobeerd: String,
    /// Of alleen de dwarskijker het mag lezen.
    pub vertrouwelijk: bool,
    /// Of u het zelf gaf.
    pub van_mij: bool,
    /// De naam van de organisatie namens wie het is gegeven.
    pub namens: Option<String>,
    /// De slug van het thema.
    pub thema: Option<String>,
    /// De codes van de gemeenten waar het speelt.
    pub gemeenten: Vec<String>,
    /// Het adres van het knelpunt waar het deel van is. Leeg als u dat niet mag lezen.
    pub knelpunt: Option<String>,
}

/// The answer with where it plays and what it is part of, as far as the reader may know.
async fn met_plekken(app: &App, ctx: &Ctx, stuk: Stuk<Signaal>) -> Result<SignaalAntwoord> {
    let van_mij = is_melder(ctx, &stuk.inhoud);
    if stuk.inhoud.vertrouwelijk && !van_mij {
        return Err(Error::NotFound);
    }
    let (stuk, inhoud) = StukAntwoord::van(stuk, &app.basis_url);
    let Signaal {
        tekst,
        voor_wie,
        regel,
        geprobeerd,
        vertrouwelijk,
        melder: _,
        namens,
        thema,
        knelpunt,
        gemeenten,
        verwoording: _,
    } = inhoud;
    let anderen = [namens, thema, knelpunt].into_iter().flatten();
    let ids: Vec<Uuid> = anderen.chain(gemeenten.iter().copied()).collect();
    let koppen = stukken::koppen(ctx, app.db.read(), &ids).await?;
    let koppen: HashMap<Uuid, Kop> = koppen.into_iter().map(|k| (k.id, k)).collect();
    let kop = |id: Option<Uuid>| id.and_then(|id| koppen.get(&id));
    let code = |id: &Uuid| koppen.get(id)?.officieel_id.clone();
    Ok(SignaalAntwoord {
        stuk,
        tekst,
        voor_wie,
        regel,
        geprobeerd,
        vertrouwelijk,
        van_mij,
        namens: kop(namens).map(|kop| kop.titel.clone()),
        thema: kop(thema).map(|kop| kop.slug.to_string()),
        gemeenten: gemeenten.iter().filter_map(code).collect(),
        knelpunt: kop(knelpunt).map(|kop| format!("{}{}", app.basis_url, kop.pad())),
    })
}

/// A signaal as the actor may read it now; none when they may not, or not by a program.
async fn nu(app: &App, ctx: &Ctx, naam: &str) -> Result<Option<SignaalAntwoord>> {
    let gelezen = async {
        let stuk = stukken::tonen::<Signaal>(ctx, app.db.read(), naam).await?;
        met_plekken(app, ctx, stuk).await
    };
    match gelezen.await {
        Ok(antwoord) => Ok(Some(antwoord)),
        Err(Error::NotFound) => Ok(None),
        Err(fout) => Err(fout),
    }
}

/// The name that a field has in JSON: the rules know that of the form.
fn veld(veld: &str) -> String {
    match veld {
        "voor-wie" => "voorWie",
        ander => ander,
    }
    .to_owned()
}
