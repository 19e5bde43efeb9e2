//! Sending a signaal.

use chrono::TimeDelta;
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Formulier, Gekeurd, Signaal, Status, begin, sleutels},
        store,
    },
    berichten, gemeenten,
};
use crate::{
    ctx::Ctx,
    db::{Db, Teksten},
    error::{Error, Fouten, Result},
    ids::Slug,
    regelingen::service as regelingen,
    stukken::{
        Kenmerk, Kind as _,
        model::{Basis, Eigenaar, Kop, Soort, Verbandsoort, voorstel::Wijzer},
        service::{self as stukken, Nieuw},
        store as spil,
    },
    toepassingen::service::{self as toepassingen, Namens},
};

pub use super::{
    gemeenten::eigen as eigen_gemeenten,
    vergelijken::{Gelijkend, gelijkend, vergelijkbaar},
};

/// Makes those who send wait for each other, so that nobody sends the same twice or one too many.
const SLOT: i64 = 0x5349_474e;
/// Signalen that one account can send in [`PERIODE`]: each goes to people who read it.
const HOOGSTENS: usize = 30;
/// See [`HOOGSTENS`].
const PERIODE: TimeDelta = TimeDelta::days(1);
/// Who sends the very same within this time pressed the button twice.
const DUBBEL: TimeDelta = TimeDelta::minutes(10);
/// More thema's than there ever are.
const MAX_THEMAS: u64 = 200;
/// The lines of a form in which laws are looked up.
const MAX_REGELS: usize = 10;

/// What the form needs.
#[derive(Debug, Clone)]
pub struct Voorbereid {
    /// The organisaties that the actor can speak for, by title.
    pub namens: Vec<Namens>,
    /// The thema's, by title.
    pub themas: Vec<Kop>,
}

/// What there is to choose in the form.
///
/// # Errors
/// Nobody is logged in; the database can't be read.
pub async fn bereid(ctx: &Ctx, conn: &impl ConnectionTrait) -> Result<Voorbereid> {
    ctx.schrijver()?;
    let themas = stukken::lijst(ctx, conn, Soort::Thema, None, (0, MAX_THEMAS)).await?;
    Ok(Voorbereid {
        namens: toepassingen::leden_van(ctx, conn).await?,
        themas: themas.koppen,
    })
}

/// What somebody sends.
#[derive(Debug, Clone, Default)]
pub struct Verzoek {
    /// What they filled in.
    pub formulier: Formulier,
    /// Whether they looked at the personal data in it.
    pub akkoord: bool,
}

/// A form that is right, with what its names lead to.
#[derive(Debug)]
struct Klaar {
    gekeurd: Gekeurd,
    inhoud: Signaal,
    wetten: Vec<Wijzer>,
}

/// Judges what somebody would send, and sends nothing.
///
/// # Errors
/// Nobody is logged in; everything that is missing or does not fit; the database can't be read.
pub async fn keur(ctx: &Ctx, conn: &impl ConnectionTrait, verzoek: &Verzoek) -> Result<()> {
    keur_alles(ctx, conn, verzoek).await.map(|_| ())
}

async fn keur_alles(ctx: &Ctx, conn: &impl ConnectionTrait, verzoek: &Verzoek) -> Result<Klaar> {
    let melder = ctx.schrijver()?;
    let formulier = &verzoek.formulier;
    let mut fouten = Fouten::new();
    let gekeurd = formulier
        .keur(verzoek.akkoord)
        .map_err(|meer| fouten.voeg_toe(meer));
    let gemeenten = gemeenten::lees(ctx, conn, &formulier.gemeenten, &mut fouten).await?;
    if formulier.gemeenten.trim().is_empty() && !formulier.is_vertrouwelijk() {
        let melding = "Noem minstens één gemeente waar dit speelt. Speelt het overal? Noem er dan een \
                       waar u het zelf zag.";
        fouten.meld("gemeenten", "verplicht", melding);
    }
    let namens = namens(ctx, conn, &formulier.namens, &mut fouten).await?;
    let thema = thema(ctx, conn, ("thema", formulier.thema.as_str()), &mut fouten).await?;
    let Ok(gekeurd) = gekeurd else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    // A verband says what it is about to whoever reads the tables of search: of one in confidence there is
    // none.
    let wetten = if gekeurd.vertrouwelijk {
        Vec::new()
    } else {
        wetten(ctx, conn, &gekeurd.regel).await?
    };
    let inhoud = Signaal {
        tekst: gekeurd.tekst.clone(),
        voor_wie: gekeurd.voor_wie.clone(),
        regel: gekeurd.regel.clone(),
        geprobeerd: gekeurd.geprobeerd.clone(),
        vertrouwelijk: gekeurd.vertrouwelijk,
        melder,
        namens,
        thema,
        knelpunt: None,
        gemeenten,
        verwoording: String::new(),
    };
    Ok(Klaar {
        gekeurd,
        inhoud,
        wetten,
    })
}

/// The organisatie that they speak for, by slug or code.
async fn namens(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    naam: &str,
    fouten: &mut Fouten,
) -> Result<Option<Uuid>> {
    if naam.is_empty() {
        return Ok(None);
    }
    let heet = |kop: &Kop| kop.slug.as_str() == naam || kop.officieel_id.as_deref() == Some(naam);
    let van = toepassingen::leden_van(ctx, conn).await?;
    let gekozen = van.iter().find(|namens| heet(&namens.kop));
    if gekozen.is_none() {
        let melding = "Kies een organisatie waar u lid van bent, of signaleer namens uzelf.";
        fouten.meld("namens", "onbekende-waarde", melding);
    }
    Ok(gekozen.map(|namens| namens.kop.id))
}

/// The thema of this name; none when nothing was chosen. One that there is not is noted.
///
/// # Errors
/// The database can't be read.
pub(super) async fn thema(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    (veld, naam): (&str, &str),
    fouten: &mut Fouten,
) -> Result<Option<Uuid>> {
    if naam.is_empty() {
        return Ok(None);
    }
    match stukken::vind(ctx, conn, Soort::Thema, naam).await {
        Ok(kop) => Ok(Some(kop.id)),
        Err(Error::NotFound) => {
            let melding = "Dit thema bestaat niet. Kies een ander, of “Weet ik niet”.";
            fouten.meld(veld, "onbekende-waarde", melding);
            Ok(None)
        }
        Err(fout) => Err(fout),
    }
}

/// The laws that a line of a text is the name of.
async fn wetten(ctx: &Ctx, conn: &impl ConnectionTrait, tekst: &str) -> Result<Vec<Wijzer>> {
    let mut wetten = Vec::new();
    let regels = tekst.split(['\n', ';']).map(str::trim);
    for regel in regels.filter(|regel| !regel.is_empty()).take(MAX_REGELS) {
        let wet = regelingen::genoemd(ctx, conn, regel).await?;
        let wijzer = |(kop, plaats): (Kop, String)| (Verbandsoort::BetreftRegeling, kop.id, plaats);
        wetten.extend(wet.map(wijzer));
    }
    wetten.sort();
    wetten.dedup();
    Ok(wetten)
}

/// What a signaal is called, and what it says: of one in confidence the head of the stuk tells nothing, as
/// that stands in lists, and all of it is in the text.
fn gezicht(gekeurd: &Gekeurd, kenmerk: &Kenmerk, inhoud: Signaal) -> (Basis, Signaal) {
    let (titel, samenvatting, tekst) = if gekeurd.vertrouwelijk {
        (
            format!("Vertrouwelijk signaal {kenmerk}"),
            String::new(),
            format!("{}\n\n{}", gekeurd.titel, inhoud.tekst),
        )
    } else {
        (gekeurd.titel.clone(), begin(&inhoud.tekst), inhoud.tekst)
    };
    let basis = Basis {
        soort: Soort::Signaal,
        titel,
        samenvatting,
        sorteernaam: None,
        datum: None,
        officieel_id: None,
        bron: None,
        leefdomeinen: Vec::new(),
        doelgroepen: Vec::new(),
    };
    (basis, Signaal { tekst, ..inhoud })
}

/// Sends a signaal: who sent it gets a kenmerk and a mail, and who treats it hears that there is one. The
/// address of its page is the kenmerk, and tells nothing.
///
/// # Errors
/// As [`keur`]; [`Error::TeVaak`] when they sent too many today; the database refuses.
pub async fn dien_in(db: &Db, ctx: &Ctx, verzoek: &Verzoek) -> Result<Kop> {
    let write = db.begin_write().await?;
    write.als_enige(SLOT).await?;
    let conn = write.conn();
    let Klaar {
        gekeurd,
        inhoud,
        wetten,
    } = keur_alles(ctx, conn, verzoek).await?;
    if let Some(er_is) = eerder(ctx, conn, &gekeurd, &inhoud).await? {
        return Ok(er_is);
    }
    let kenmerk = spil::volgend_kenmerk(conn, Soort::Signaal, ctx.jaar()).await?;
    let kenmerk = kenmerk.ok_or_else(|| anyhow::anyhow!("a signaal gets no kenmerk"))?;
    let (basis, inhoud) = gezicht(&gekeurd, &kenmerk, inhoud);
    let nieuw = Nieuw {
        basis,
        slug: Some(Slug::van_titel(&kenmerk.to_string())),
        kenmerk: Some(kenmerk),
        extern_id: None,
        status: Status::Ingediend.to_string(),
        sleutels: sleutels(&inhoud),
        // Of no organisatie: who manages that does not come to know of it.
        eigenaar: Eigenaar::default(),
        auteurs: Vec::new(),
        herkomst: String::new(),
    };
    let (id, gemaakt) = stukken::maak(&write, ctx, nieuw, &inhoud).await?;
    inhoud.bewaar(conn, id).await?;
    let verbonden = stukken::verbind(&write, id, &wetten).await?;
    berichten::bij_binnenkomst(&write, ctx, id, &inhoud).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let gebeurd: Vec<_> = [gemaakt].into_iter().chain(verbonden).collect();
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// What the actor sent just now and is the very same, so that nothing has to be sent.
async fn eerder(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    gekeurd: &Gekeurd,
    inhoud: &Signaal,
) -> Result<Option<Kop>> {
    let ids = store::van_melder(conn, inhoud.melder).await?;
    // They come in the order of time: those of today are the first.
    let ids: Vec<Uuid> = ids.into_iter().take(HOOGSTENS).collect();
    let mut koppen = stukken::koppen(ctx, conn, &ids).await?;
    koppen.retain(|kop| ctx.now - kop.aangemaakt_op < PERIODE);
    let zojuist = koppen.iter().filter(|kop| {
        kop.status == Status::Ingediend.waarde() && ctx.now - kop.aangemaakt_op < DUBBEL
    });
    let zojuist: Vec<Uuid> = zojuist.map(|kop| kop.id).collect();
    let teksten = Signaal::laad(conn, &zojuist, Teksten::Mee).await?;
    let gelijk = koppen.iter().find(|kop| {
        let (Some(kenmerk), Some(er_is)) = (&kop.kenmerk, teksten.get(&kop.id)) else {
            return false;
        };
        let (basis, nu) = gezicht(gekeurd, kenmerk, inhoud.clone());
        (&basis.titel, &nu) == (&kop.titel, er_is)
    });
    if let Some(gelijk) = gelijk {
        return Ok(Some(gelijk.clone()));
    }
    if koppen.len() < HOOGSTENS {
        return Ok(None);
    }
    let eerste = koppen.iter().map(|kop| kop.aangemaakt_op).min();
    Err(Error::TeVaak {
        weer_vanaf: eerste.unwrap_or(ctx.now) + PERIODE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gekeurd(vertrouwelijk: bool) -> (Gekeurd, Signaal) {
        let gekeurd = Gekeurd {
            titel: "Wachten na detentie".into(),
            tekst: "Dat duurt weken.".into(),
            voor_wie: String::new(),
            regel: String::new(),
            geprobeerd: String::new(),
            vertrouwelijk,
        };
        let inhoud = Signaal {
            tekst: gekeurd.tekst.clone(),
            voor_wie: String::new(),
            regel: String::new(),
            geprobeerd: String::new(),
            vertrouwelijk,
            melder: Uuid::from_u128(1),
            namens: None,
            thema: None,
            knelpunt: None,
            gemeenten: Vec::new(),
            verwoording: String::new(),
        };
        (gekeurd, inhoud)
    }

    #[test]
    fn the_head_of_one_in_confidence_tells_nothing() {
        let kenmerk: Kenmerk = "SIG-2026-0101".parse().expect("a kenmerk");
        let (open, inhoud) = gekeurd(false);
        let (basis, inhoud) = gezicht(&open, &kenmerk, inhoud);
        assert_eq!(basis.titel, "Wachten na detentie");
        assert_eq!(basis.samenvatting, "Dat duurt weken.");
        assert_eq!(inhoud.tekst, "Dat duurt weken.");
        let (dicht, inhoud) = gekeurd(true);
        let (basis, inhoud) = gezicht(&dicht, &kenmerk, inhoud);
        assert_eq!(basis.titel, "Vertrouwelijk signaal SIG-2026-0101");
        assert_eq!(basis.samenvatting, "");
        assert_eq!(inhoud.tekst, "Wachten na detentie\n\nDat duurt weken.");
    }
}
