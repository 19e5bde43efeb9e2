//! What a program sends of a stuk that it writes: the fields of the form, in JSON.

use std::{collections::BTreeSet, str::FromStr};

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::super::{
    Schrijfbaar,
    model::{Feitsoort, Sjabloon},
    service::{
        overgangen::Stap,
        schrijven::{MAX_SAMENVATTING, MAX_SECTIE, MAX_TITEL},
        wijzers::Genoemd,
    },
};
use crate::{
    ctx::Ctx,
    error::{Fouten, Result},
    http::api::samen,
    ids::{Slug, kort},
    stukken::model::{Basis, Leefdomein, Sectie, voorstel::Staat},
    velden::{Velden, namen},
    waarden::opsomming,
};

/// The longest text of a field, in characters. What fits is judged by the rules.
pub const MAX_TEKST: usize = 20_000;

/// What somebody wrote, as far as each field can be read by itself.
#[derive(Debug)]
pub struct Geschreven<K> {
    titel: String,
    samenvatting: String,
    inhoud: K,
    leefdomeinen: Vec<Leefdomein>,
    doelgroepen: Vec<String>,
    genoemd: Genoemd,
}

/// Reads what is written; what is wrong with it stays in the fields.
pub fn lees<K: Schrijfbaar>(v: &mut Velden) -> Geschreven<K> {
    let titel = v.regel("titel", MAX_TITEL).unwrap_or_default();
    let samenvatting = v.regel("samenvatting", MAX_SAMENVATTING);
    let mut inhoud = K::leeg();
    inhoud.schrijf(
        v.tekst("tekst", MAX_SECTIE).unwrap_or_default(),
        secties(v, K::SJABLOON),
    );
    feiten(v, &mut inhoud);
    let leefdomeinen: BTreeSet<Leefdomein> = v
        .keuzes("leefdomeinen", namen!(Leefdomein))
        .into_iter()
        .collect();
    Geschreven {
        titel,
        samenvatting: samenvatting.unwrap_or_default(),
        inhoud,
        leefdomeinen: leefdomeinen.into_iter().collect(),
        doelgroepen: doelgroepen(v),
        genoemd: Genoemd {
            themas: v.lijst("themas"),
            gemeenten: v.lijst("gemeenten"),
            organisaties: v.lijst("organisaties"),
            regelingen: v.lijst("regelingen"),
            stukken: v.lijst("stukken"),
        },
    }
}

/// Reads the fields that only this kind has.
fn feiten<K: Schrijfbaar>(v: &mut Velden, inhoud: &mut K) {
    for feit in K::FEITEN {
        let waarde = match feit.soort {
            Feitsoort::Keuze(alle) => {
                let waarden: Vec<&str> = alle().into_iter().map(|(waarde, _)| waarde).collect();
                v.keuze_uit(feit.naam, &waarden)
            }
            Feitsoort::Dag => v.datum(feit.naam).map(|dag| dag.to_string()),
        };
        if let Some(waarde) = waarde {
            inhoud.zet_feit(feit.naam, &waarde, &mut v.fouten);
        }
    }
}

fn doelgroepen(v: &mut Velden) -> Vec<String> {
    let doelgroepen: BTreeSet<String> = v.lijst("doelgroepen").into_iter().collect();
    for doelgroep in doelgroepen.iter().filter(|d| d.parse::<Slug>().is_err()) {
        let melding = format!(
            "Schrijf “{}” met kleine letters en streepjes, zonder accenten.",
            kort(doelgroep)
        );
        v.fouten.meld("doelgroepen", "ongeldig", melding);
    }
    doelgroepen.into_iter().collect()
}

/// The sections, `[{"naam": …, "tekst": …}]`, in the order of the template.
fn secties(v: &mut Velden, sjabloon: &[Sjabloon]) -> Vec<Sectie> {
    let mut secties: Vec<Sectie> = Vec::new();
    for waarde in v.waarden("secties") {
        let deel = |naam| waarde.get(naam).and_then(|deel| deel.as_str());
        let (Some(naam), Some(tekst)) = (deel("naam"), deel("tekst")) else {
            v.verkeerd_type("secties", "een lijst van {naam, tekst}", &waarde);
            continue;
        };
        let Some(vak) = sjabloon.iter().find(|vak| vak.kop == naam.trim()) else {
            let melding = format!(
                "“{}” is geen kop van het sjabloon. Kies {}.",
                kort(naam),
                opsomming(sjabloon.iter().map(|vak| vak.kop))
            );
            v.fouten.meld("secties", "onbekende-waarde", melding);
            continue;
        };
        if secties.iter().any(|sectie| sectie.naam == vak.kop) {
            let melding = format!(
                "De kop “{}” staat er twee keer. Voeg de teksten samen.",
                vak.kop
            );
            v.fouten.meld("secties", "dubbel", melding);
            continue;
        }
        if tekst.contains('\0') {
            let melding = "Haal het teken NUL uit de tekst.";
            v.fouten.meld("secties", "ongeldig-teken", melding);
            continue;
        }
        secties.push(Sectie {
            naam: vak.kop.to_owned(),
            tekst: tekst.replace("\r\n", "\n"),
        });
    }
    secties.sort_by_key(|sectie| sjabloon.iter().position(|vak| vak.kop == sectie.naam));
    secties
}

impl<K: Schrijfbaar> Geschreven<K> {
    /// The state that this makes of a stuk, with what no field can say as it was; and which names in
    /// it point nowhere.
    ///
    /// # Errors
    /// The database can't be read.
    pub async fn staat(
        self,
        ctx: &Ctx,
        conn: &impl ConnectionTrait,
        was: &Staat<K>,
        eigen: Uuid,
    ) -> Result<(Staat<K>, Fouten)> {
        let nu = was.verbanden.as_deref().unwrap_or_default();
        let gevonden = self
            .genoemd
            .wijzers(ctx, conn, nu, (eigen, K::WOORDEN))
            .await?;
        let (wijzers, fouten) = gevonden;
        let staat = Staat {
            basis: Basis {
                titel: self.titel,
                samenvatting: self.samenvatting,
                leefdomeinen: self.leefdomeinen,
                doelgroepen: self.doelgroepen,
                ..was.basis.clone()
            },
            inhoud: self.inhoud.met_eigen(&was.inhoud),
            verbanden: Some(wijzers),
        };
        Ok((staat, fouten))
    }
}

/// The action of a step, and what every step has.
///
/// # Errors
/// All that is wrong with it.
pub fn stap<A: FromStr>(mut v: Velden, acties: &[&str]) -> Result<(A, Stap)> {
    let actie = v.keuze_verplicht("actie", acties);
    let stap = Stap {
        reden: v.tekst("reden", MAX_TEKST).unwrap_or_default(),
        versie: v.getal_verplicht("versie"),
        akkoord: v.ja_nee("akkoord"),
        ..Stap::default()
    };
    let fouten = v.klaar();
    match actie {
        Some(actie) => Ok(fouten.of((actie, stap))?),
        None => Err(fouten.into()),
    }
}

/// What is wrong with the fields, with the names in them and by the rules, at once.
///
/// # Errors
/// There is something.
pub fn alles<K: Schrijfbaar, T>(fouten: Fouten, van_regels: Result<T, Fouten>) -> Result<()> {
    let meer = van_regels.err().unwrap_or_default();
    Ok(samen(fouten, &meer, veld::<K>).of(())?)
}

/// The name that a field has in JSON: the rules know that of the form.
pub fn veld<K: Schrijfbaar>(veld: &str) -> String {
    if let Some(vak) = K::SJABLOON.iter().find(|vak| vak.veld() == veld) {
        return format!("secties.{}", vak.kop);
    }
    match veld {
        "opgegaan-in" => "opgegaanIn".to_owned(),
        ander => ander.to_owned(),
    }
}
