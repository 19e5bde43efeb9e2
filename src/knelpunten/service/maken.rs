//! Making a knelpunt of what was signalled.

use uuid::Uuid;

use crate::{
    ctx::Ctx,
    db::{Gebeurtenis, Write},
    error::{Fouten, Result},
    knelpunten::model::{Knelpunt, Oorzaak, Status, Treden, keur_teksten, sleutels},
    persoonsgegevens::model::{Veld, keur as keur_gegevens},
    stukken::{
        Kind as _,
        model::{Basis, Eigenaar, Leefdomein, Soort, Verbandsoort, voorstel::Wijzer},
        service as stukken,
    },
};

/// Who looks after a knelpunt as long as no gemeente does.
const FUNCTIE: &str = "redactie";

/// A knelpunt that is not there yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Nieuw {
    /// The title.
    pub titel: String,
    /// One or two sentences.
    pub samenvatting: String,
    /// What it is in a few sentences, as Markdown; often empty.
    pub tekst: String,
    /// Why it does not work; none as long as nobody knows.
    pub oorzaak: Option<Oorzaak>,
    /// The thema that leads; none when no thema fits.
    pub trekker: Option<Uuid>,
    /// The laws it is about.
    pub regelingen: Vec<Uuid>,
    /// Areas of life.
    pub leefdomeinen: Vec<Leefdomein>,
    /// Target groups.
    pub doelgroepen: Vec<String>,
}

/// Everything that is wrong with a knelpunt that somebody fills in, also what seems personal data unless
/// they looked at that.
pub fn keur(nieuw: &Nieuw, akkoord: bool) -> Fouten {
    let mut fouten = Fouten::new();
    let Nieuw {
        titel,
        samenvatting,
        tekst,
        ..
    } = nieuw;
    keur_teksten((titel, samenvatting, tekst), &mut fouten);
    let veld = |naam, label, tekst| Veld { naam, label, tekst };
    let velden = [
        veld("titel", "Titel", titel.as_str()),
        veld("samenvatting", "Samenvatting", samenvatting.as_str()),
        veld("tekst", "Inleiding", tekst.as_str()),
    ];
    keur_gegevens(&velden, akkoord, &mut fouten);
    fouten
}

/// Makes a knelpunt in an open write: gemeld, for government and its thema. The caller judged whether the
/// actor may. Answers its number, and what happened.
///
/// # Errors
/// What is missing or too long; nobody is logged in; the database refuses.
pub async fn maak(write: &Write, ctx: &Ctx, nieuw: Nieuw) -> Result<(Uuid, Vec<Gebeurtenis>)> {
    ctx.schrijver()?;
    let mut fouten = Fouten::new();
    let teksten = (&*nieuw.titel, &*nieuw.samenvatting, &*nieuw.tekst);
    let (titel, samenvatting, tekst) = keur_teksten(teksten, &mut fouten);
    fouten.of(())?;
    let inhoud = Knelpunt {
        tekst,
        secties: Vec::new(),
        oorzaak: nieuw.oorzaak,
        treden: Treden::default(),
        trekker: nieuw.trekker,
        uit_bron: false,
        gesloten: 0,
        heropend: 0,
        gesloten_op: None,
    };
    let stuk = stukken::Nieuw {
        basis: Basis {
            soort: Soort::Knelpunt,
            titel,
            samenvatting,
            sorteernaam: None,
            datum: None,
            officieel_id: None,
            bron: None,
            leefdomeinen: nieuw.leefdomeinen,
            doelgroepen: nieuw.doelgroepen,
        },
        kenmerk: None,
        slug: None,
        extern_id: None,
        status: Status::Gemeld.to_string(),
        sleutels: sleutels(Status::Gemeld, nieuw.trekker.as_slice()),
        eigenaar: Eigenaar {
            organisatie: None,
            functie: FUNCTIE.into(),
        },
        auteurs: Vec::new(),
        herkomst: String::new(),
    };
    let (id, gemaakt) = stukken::maak(write, ctx, stuk, &inhoud).await?;
    inhoud.bewaar(write.conn(), id).await?;
    let thema = nieuw.trekker.map(|id| (Verbandsoort::HoortBij, id));
    let regelingen = nieuw.regelingen.into_iter();
    let regelingen = regelingen.map(|id| (Verbandsoort::BetreftRegeling, id));
    let alle = thema.into_iter().chain(regelingen);
    let mut wijzers: Vec<Wijzer> = alle.map(|(soort, id)| (soort, id, String::new())).collect();
    wijzers.sort();
    wijzers.dedup();
    let mut gebeurd = vec![gemaakt];
    gebeurd.extend(stukken::verbind(write, id, &wijzers).await?);
    Ok((id, gebeurd))
}
