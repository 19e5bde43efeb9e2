//! Lists in JSON: their parameters, their pages, and the headers by which a client can page.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

use super::{LijstAntwoord, Resultaat, json};
use crate::{
    app::App,
    ctx::Ctx,
    error::{Fouten, Result},
    stukken::{
        model::Soort,
        service::{self as stukken, Volgorde},
    },
    zoeken::{
        model::{controleer_diepte, lees_bladzijde, meld_herhaald, onbekende_parameter},
        service::kaarten::kaarten,
    },
};

/// The headers by which a client can page (standards 1b).
pub fn bladerkoppen(pad: &str, (pagina, per_pagina, totaal): (u64, u64, u64)) -> HeaderMap {
    let bladzijden = totaal.div_ceil(per_pagina).max(1);
    let mut headers = HeaderMap::new();
    for (naam, waarde) in [
        ("total-count", totaal),
        ("current-page", pagina),
        ("per-page", per_pagina),
        ("total-pages", bladzijden),
    ] {
        headers.insert(naam, HeaderValue::from(waarde));
    }
    let teken = if pad.contains('?') { '&' } else { '?' };
    let link = |n: u64, rel: &str| {
        format!("<{pad}{teken}pagina={n}&perPagina={per_pagina}>; rel=\"{rel}\"")
    };
    let mut links = vec![link(1, "first"), link(bladzijden, "last")];
    if pagina > 1 {
        links.push(link((pagina - 1).min(bladzijden), "prev"));
    }
    if pagina < bladzijden {
        links.push(link(pagina + 1, "next"));
    }
    if let Ok(links) = HeaderValue::from_str(&links.join(", ")) {
        headers.insert(header::LINK, links);
    }
    headers
}

/// Answers a list of one kind.
///
/// # Errors
/// A parameter is wrong, or the database fails.
pub async fn lijst(
    app: &App,
    ctx: &Ctx,
    soort: Soort,
    paren: &[(String, String)],
) -> Result<Response> {
    let (volgorde, pagina, per_pagina) = lees_lijstvraag(paren)?;
    let bereik = ((pagina - 1) * per_pagina, per_pagina);
    let lijst = stukken::lijst(ctx, app.db.read(), soort, volgorde, bereik).await?;
    let kaarten = kaarten(ctx, &app.db, lijst.koppen).await?;
    let antwoord = LijstAntwoord {
        totaal: lijst.totaal,
        pagina,
        per_pagina,
        bedoelde: None,
        resultaten: kaarten
            .into_iter()
            .map(|t| Resultaat::van(t, &app.basis_url))
            .collect(),
    };
    let sorteer = match volgorde {
        None => "",
        Some(Volgorde::Naam) => "?sorteer=naam",
        Some(Volgorde::Nieuwste) => "?sorteer=nieuwste",
    };
    let pad = format!("{}/api/v1/{}{sorteer}", app.basis_url, soort.meervoud());
    let koppen = bladerkoppen(&pad, (pagina, per_pagina, lijst.totaal));
    Ok((koppen, json(&antwoord)).into_response())
}

/// `sorteer`, `pagina` and `perPagina` of a list.
fn lees_lijstvraag(paren: &[(String, String)]) -> Result<(Option<Volgorde>, u64, u64), Fouten> {
    let mut volgorde = None;
    let (pagina, per_pagina) =
        lees_lijst(paren, &["sorteer"], |fouten, naam, waarde| match waarde {
            "naam" => volgorde = Some(Volgorde::Naam),
            "nieuwste" => volgorde = Some(Volgorde::Nieuwste),
            _ => fouten.meld(naam, "onbekende-waarde", "Kies naam of nieuwste."),
        })?;
    Ok((volgorde, pagina, per_pagina))
}

/// `pagina` and `perPagina` of a list; `lees` reads its own parameters.
///
/// # Errors
/// All that is wrong with any of them.
pub fn lees_lijst(
    paren: &[(String, String)],
    eigen: &[&str],
    mut lees: impl FnMut(&mut Fouten, &str, &str),
) -> Result<(u64, u64), Fouten> {
    let (mut pagina, mut per_pagina) = (1, 20);
    let mut fouten = Fouten::new();
    let bekend = [eigen, &["pagina", "perPagina"]].concat();
    meld_herhaald(&mut fouten, paren, &bekend);
    for (naam, waarde) in paren {
        if eigen.contains(&naam.as_str()) {
            lees(&mut fouten, naam, waarde);
        } else if !lees_bladzijde(&mut fouten, naam, waarde, (&mut pagina, &mut per_pagina)) {
            onbekende_parameter(&mut fouten, naam, &bekend);
        }
    }
    controleer_diepte(&mut fouten, pagina, per_pagina);
    fouten.of((pagina, per_pagina))
}
