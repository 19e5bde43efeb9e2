//! What the doors that write share: how mistakes, a version that is not the one of now, and what was made are
//! answered.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use uuid::Uuid;

use crate::{
    app::App,
    ctx::Ctx,
    error::{Error, Fouten, Result},
    http::error::verouderd,
    persoonsgegevens::model::VINKJE,
    stukken::service as stukken,
};

/// How JSON calls a field of a form.
type Veldnaam = fn(&str) -> String;

/// The same mistakes for who has no form, with the names that the fields have in JSON.
pub fn in_json(fout: Error, veld: Veldnaam) -> Error {
    match fout {
        Error::Invalid(van_regels) => samen(Fouten::new(), &van_regels, veld).into(),
        ander => ander,
    }
}

/// What is wrong with the fields and by the rules, at once. What could not be read says so, and is not asked
/// for as well.
pub fn samen(mut gelezen: Fouten, van_regels: &Fouten, veld: Veldnaam) -> Fouten {
    let eerst: Vec<String> = gelezen.iter().map(|fout| fout.veld.clone()).collect();
    for fout in van_regels {
        let veld = veld(&fout.veld);
        if !eerst.contains(&veld) {
            gelezen.meld(veld, fout.code, voor_programma(&fout.melding));
        }
    }
    gelezen
}

/// What to do, for who has no form: its box is a field.
fn voor_programma(melding: &str) -> String {
    melding.replace(VINKJE, "stuur \"akkoord\": true mee als u hebt gekeken")
}

/// The answer to what was refused, to who saw a version of a stuk. When that is not the one that there is, it
/// says which is; of what they may not read any more it says nothing.
///
/// # Errors
/// Everything else that was wrong.
pub async fn geweigerd(
    app: &App,
    ctx: &Ctx,
    (id, gezien): (Uuid, i64),
    fout: Error,
    veld: Veldnaam,
) -> Result<Response> {
    if let Error::Conflict(_) = fout {
        let nu = stukken::koppen(ctx, app.db.read(), &[id]).await?.pop();
        if let Some(nu) = nu.filter(|nu| nu.versie != gezien) {
            return Ok(verouderd(&fout, nu.versie));
        }
    }
    Err(in_json(fout, veld))
}

/// An answer that says where what was made is, under `/api/v1`.
///
/// # Errors
/// The address fits in no header: a defect.
pub fn gemaakt(app: &App, mut antwoord: Response, pad: &str) -> Result<Response> {
    let plek = HeaderValue::from_str(&format!("{}/api/v1{pad}", app.basis_url));
    let plek = plek.map_err(anyhow::Error::from)?;
    *antwoord.status_mut() = StatusCode::CREATED;
    antwoord.headers_mut().insert(header::LOCATION, plek);
    Ok(antwoord)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_be_read_is_told_once() {
        let mut gelezen = Fouten::new();
        gelezen.meld("Titel", "te-lang", "Te lang.");
        let mut meer = Fouten::new();
        meer.meld("titel", "verplicht", "Vul in.");
        meer.meld("tekst", "te-lang", "Te lang.");
        meer.meld(
            "tekst",
            "persoonsgegevens",
            format!("Haal weg, of {VINKJE}."),
        );
        let veld: Veldnaam = |veld| match veld {
            "titel" => "Titel".to_owned(),
            ander => ander.to_owned(),
        };
        let alle = samen(gelezen, &meer, veld);
        let velden: Vec<(&str, &str)> = alle.iter().map(|f| (f.veld.as_str(), f.code)).collect();
        assert_eq!(
            velden,
            [
                ("Titel", "te-lang"),
                ("tekst", "te-lang"),
                ("tekst", "persoonsgegevens")
            ]
        );
        assert!(alle.iter().all(|fout| !fout.melding.contains(VINKJE)));
    }
}
