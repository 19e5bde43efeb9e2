//! Choosing the knelpunt that a signaal becomes part of: one that there is, or a new one that is made of it.

use sea_orm::ConnectionTrait;
use search_index::SearchIndex;
use uuid::Uuid;

use super::{
    super::model::{Signaal, Stap},
    behandelen::{Ingevuld, Zaak, zaak},
    indienen::thema,
    lezen::laad_een,
    vergelijken::{Gelijkend, gelijkend},
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Fouten, Result},
    knelpunten::service::{
        indeling::{self, Doel},
        lezen::genoemd,
        maken::{Nieuw, keur},
    },
    schrijven::model::{een_regel, netjes},
    stukken::{
        model::{Kop, Verbandsoort},
        service::overgangen::inmiddels_gewijzigd,
        store as spil,
    },
};

/// A knelpunt that is made of a signaal, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NieuwKnelpunt {
    /// Its title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// What does not work.
    pub tekst: String,
    /// The slug of the thema that leads; empty for none.
    pub thema: String,
}

/// Which knelpunt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keuze {
    /// One that there is: by kenmerk, address or title.
    Bestaand(String),
    /// A new one.
    Nieuw(NieuwKnelpunt),
}

/// What somebody chooses.
#[derive(Debug, Clone)]
pub struct Koppeling {
    /// Which knelpunt.
    pub keuze: Keuze,
    /// Why, for who signalled it.
    pub reden: String,
    /// The version of the signaal that they saw.
    pub versie: i64,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// What the page to choose shows.
#[derive(Debug, Clone)]
pub struct Voorstel {
    /// The signaal.
    pub zaak: Zaak,
    /// Knelpunten that are likely about the same.
    pub gelijkend: Vec<Gelijkend>,
    /// What a new one would say; of a signaal in confidence only what was released.
    pub nieuw: NieuwKnelpunt,
    /// The thema's to choose from.
    pub themas: Vec<Kop>,
}

/// What there is to choose for a signaal. It says no word of one in confidence, so that it is no reading of it.
///
/// # Errors
/// Nobody is logged in; [`crate::error::Error::NotFound`] when they may not read it;
/// [`crate::error::Error::MagNiet`] with who may; [`crate::error::Error::Conflict`] when its state does not allow
/// it; database or index fail.
pub async fn bereid(ctx: &Ctx, db: &Db, index: &SearchIndex, naam: &str) -> Result<Voorstel> {
    let conn = db.read();
    let themas = super::indienen::bereid(ctx, conn).await?.themas;
    let zaak = zaak(ctx, conn, naam).await?;
    zaak.eis(Stap::Koppelen)?;
    let inhoud = laad_een(conn, zaak.kop.id, Teksten::Mee).await?;
    let zoektekst = if inhoud.vertrouwelijk {
        // Its text begins with the problem in one sentence.
        inhoud.tekst.clone()
    } else {
        format!("{}\n{}", zaak.kop.titel, inhoud.tekst)
    };
    let thema = themas.iter().find(|thema| Some(thema.id) == inhoud.thema);
    Ok(Voorstel {
        gelijkend: gelijkend(ctx, db, index, &zoektekst).await?,
        nieuw: NieuwKnelpunt {
            thema: thema.map(|t| t.slug.to_string()).unwrap_or_default(),
            ..ingevuld_van(&zaak.kop, &inhoud)
        },
        zaak,
        themas,
    })
}

/// What a knelpunt that is made of a signaal begins with.
fn ingevuld_van(kop: &Kop, inhoud: &Signaal) -> NieuwKnelpunt {
    if inhoud.vertrouwelijk {
        return NieuwKnelpunt {
            tekst: inhoud.verwoording.clone(),
            ..NieuwKnelpunt::default()
        };
    }
    let deel =
        |kop: &str, tekst: &str| (!tekst.is_empty()).then(|| format!("\n\n**{kop}** {tekst}"));
    let erbij = [
        deel("Voor wie:", &inhoud.voor_wie),
        deel("Wet of regel:", &inhoud.regel),
        deel("Wat is al geprobeerd:", &inhoud.geprobeerd),
    ];
    NieuwKnelpunt {
        titel: kop.titel.clone(),
        samenvatting: kop.samenvatting.clone(),
        tekst: [inhoud.tekst.clone()]
            .into_iter()
            .chain(erbij.into_iter().flatten())
            .collect(),
        thema: String::new(),
    }
}

/// Makes a signaal part of a knelpunt. Answers the knelpunt, and the number that the search index must reach to
/// show it.
///
/// # Errors
/// As [`bereid`]; what is wrong with what they filled in; [`crate::error::Error::Conflict`] when somebody else was
/// first; the database refuses.
pub async fn koppel(db: &Db, ctx: &Ctx, naam: &str, wat: &Koppeling) -> Result<(Kop, i64)> {
    ctx.schrijver()?;
    let conn = db.read();
    let zaak = zaak(ctx, conn, naam).await?;
    zaak.eis(Stap::Koppelen)?;
    if zaak.kop.versie != wat.versie {
        return Err(inmiddels_gewijzigd());
    }
    let mut fouten = Fouten::new();
    let doel = match &wat.keuze {
        Keuze::Bestaand(naam) => bestaand(ctx, conn, naam, &mut fouten).await?,
        Keuze::Nieuw(nieuw) => {
            let van = zaak.kop.id;
            Some(keur_nieuw(ctx, conn, (van, nieuw), wat.akkoord, &mut fouten).await?)
        }
    };
    let ingevuld = Ingevuld {
        reden: wat.reden.clone(),
        akkoord: wat.akkoord,
        ..Ingevuld::default()
    };
    let reden = ingevuld.waarom(true, &mut fouten);
    let (Some(doel), Some(reden), true) = (doel, reden, fouten.is_empty()) else {
        return Err(fouten.into());
    };
    indeling::koppel(db, ctx, zaak.kop.id, doel, reden).await
}

/// The knelpunt that is named; that it is not there is noted.
async fn bestaand(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
    fouten: &mut Fouten,
) -> Result<Option<Doel>> {
    let naam = een_regel(naam);
    if naam.is_empty() {
        let melding = "Kies een knelpunt, of vul het kenmerk in (zoals KNP-2026-0101).";
        fouten.meld("naar", "verplicht", melding);
        return Ok(None);
    }
    let kop = genoemd(ctx, conn, &naam).await?;
    if kop.is_none() {
        let melding = "Dit knelpunt kennen wij niet. Vul het kenmerk in (zoals KNP-2026-0101), of plak het \
                       adres van de pagina.";
        fouten.meld("naar", "onbekend", melding);
    }
    Ok(kop.map(|kop| Doel::Bestaand(kop.id)))
}

/// A new knelpunt, judged; it is about the laws that the signaal named.
async fn keur_nieuw(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (signaal, nieuw): (Uuid, &NieuwKnelpunt),
    akkoord: bool,
    fouten: &mut Fouten,
) -> Result<Doel> {
    let trekker = thema(ctx, conn, ("thema", nieuw.thema.as_str()), fouten).await?;
    let wijzers = spil::wijzers(conn, signaal).await?.into_iter();
    let wetten = wijzers.filter(|wijzer| wijzer.0 == Verbandsoort::BetreftRegeling);
    let mut regelingen: Vec<Uuid> = wetten.map(|wijzer| wijzer.1).collect();
    // Two articles are of one law.
    regelingen.sort_unstable();
    regelingen.dedup();
    let nieuw = Nieuw {
        titel: een_regel(&nieuw.titel),
        samenvatting: een_regel(&nieuw.samenvatting),
        tekst: netjes(&nieuw.tekst),
        trekker,
        regelingen,
        ..Nieuw::default()
    };
    fouten.voeg_toe(keur(&nieuw, akkoord));
    Ok(Doel::Nieuw(nieuw))
}

#[cfg(test)]
mod tests {
    use chrono::DateTime;

    use super::*;
    use crate::{
        ids::Slug,
        stukken::model::{Eigenaar, Soort},
    };

    fn kop() -> Kop {
        let moment = DateTime::UNIX_EPOCH;
        Kop {
            id: Uuid::from_u128(1),
            soort: Soort::Signaal,
            kenmerk: None,
            slug: Slug::van_titel("x"),
            titel: "Wachten na detentie".into(),
            samenvatting: "Het duurt weken.".into(),
            status: String::new(),
            versie: 1,
            datum: None,
            officieel_id: None,
            extern_id: None,
            bron: None,
            aangemaakt_op: moment,
            gewijzigd_op: moment,
            gepubliceerd_op: None,
            eigenaar: Eigenaar::default(),
            herzien_voor: None,
        }
    }

    #[test]
    fn a_new_knelpunt_begins_with_what_may_be_said() {
        let signaal = |vertrouwelijk| Signaal {
            tekst: "Het duurt weken.".into(),
            voor_wie: "Wie vrijkomt.".into(),
            regel: String::new(),
            geprobeerd: "Nog niets".into(),
            vertrouwelijk,
            melder: Uuid::from_u128(2),
            namens: None,
            thema: None,
            knelpunt: None,
            gemeenten: Vec::new(),
            verwoording: "Na detentie wacht men.".into(),
        };
        let open = ingevuld_van(&kop(), &signaal(false));
        assert_eq!(open.titel, "Wachten na detentie");
        assert_eq!(
            open.tekst,
            "Het duurt weken.\n\n**Voor wie:** Wie vrijkomt.\n\n**Wat is al geprobeerd:** Nog niets"
        );
        let dicht = ingevuld_van(&kop(), &signaal(true));
        assert_eq!(
            dicht,
            NieuwKnelpunt {
                tekst: "Na detentie wacht men.".into(),
                ..NieuwKnelpunt::default()
            }
        );
    }
}
