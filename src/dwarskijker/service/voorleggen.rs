//! Sending a bevinding to the organisaties that it is about: who, through whom, and until when.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{
            Actie, Bericht, Bevinding, Wederhoor, keur_termijn, ontbreekt, regels, sleutels,
            velden_van,
        },
        store::wederhoor as store,
    },
    contacten::geef,
    genoemd::{self, Genoemden},
    wederhoor::{alle, vertel},
    wijzers::{onbekende_organisatie, organisatie},
    zaak::{self, Zaak, eis},
};
use crate::{
    ctx::Ctx,
    db::{Db, Gebeurtenis},
    error::{Fouten, Result},
    ids::new_id,
    organisaties::service::opvolgers,
    persoonsgegevens::model::{Veld, keur},
    stukken::{
        Kind as _,
        model::Kop,
        service::{
            self as stukken, Wijziging, links,
            overgangen::{Overgang, inmiddels_gewijzigd, zet_over},
        },
        store as spil,
    },
};

/// The most organisaties that are asked at once: all that can have a recommendation, and as many again.
const ORGANISATIES: usize = 60;

/// An organisatie that is asked, as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gevraagde {
    /// Its name.
    pub organisatie: String,
    /// Who may reply for it, a line each: the mail address of an account, or a name and an address of who
    /// has none.
    pub contacten: String,
}

/// What somebody fills in to send a bevinding for a reply.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Voorlegging {
    /// The last day to reply.
    pub uiterlijk: String,
    /// Who is asked.
    pub gevraagd: Vec<Gevraagde>,
    /// The version that they saw.
    pub versie: i64,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

/// Sends a bevinding to those that it is about. Its text is fixed from now on; who may reply reads it and
/// hears so by mail. Answers the head.
///
/// # Errors
/// All that is missing in the text, and that is wrong with what was filled in, also who can't be left out;
/// [`crate::error::Error::Conflict`] when it is no concept, or somebody else was first; as [`zaak::open`];
/// the database refuses.
pub async fn leg_voor(db: &Db, ctx: &Ctx, id: Uuid, wat: &Voorlegging) -> Result<Kop> {
    eis(ctx)?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let Zaak { kop, staat, status } = zaak::op_id(ctx, conn, id).await?;
    let naar = zaak::oordeel(ctx, status, Actie::Voorleggen)?;
    let mut fouten = Fouten::new();
    ontbreekt(&kop.samenvatting, &staat.inhoud, &mut fouten);
    let velden = velden_van(&kop.titel, &kop.samenvatting, &staat.inhoud, &[]);
    keur_persoonsgegevens(&velden, wat.akkoord, &mut fouten);
    let uiterlijk = keur_termijn(&wat.uiterlijk, ctx.vandaag(), &mut fouten);
    let gevraagd = lees_gevraagden(ctx, conn, &wat.gevraagd, &mut fouten).await?;
    let moeten = moeten(conn, id, &staat.inhoud).await?;
    let wie = (wat.gevraagd.as_slice(), gevraagd.as_slice());
    eis_iedereen(ctx, conn, &moeten, wie, &mut fouten).await?;
    let Some(uiterlijk) = uiterlijk else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    if kop.versie != wat.versie {
        return Err(inmiddels_gewijzigd());
    }
    let mut inhoud = staat.inhoud;
    inhoud.ronde += 1;
    let wijziging = Wijziging {
        basis: staat.basis,
        slug: None,
        notitie: format!("Voorgelegd voor wederhoor, ronde {}.", inhoud.ronde),
        herkomst: String::new(),
    };
    let gewijzigd = stukken::wijzig(&write, ctx, &kop, wijziging, &inhoud).await?;
    inhoud.bewaar(conn, id).await?;
    let revisie = spil::laatste_revisie(conn, id)
        .await?
        .map_or(1, |r| r.nummer);
    let revisie = i32::try_from(revisie).map_err(anyhow::Error::from)?;
    let mut vragen = Vec::new();
    for (organisatie, wie) in gevraagd {
        let vraag = Wederhoor {
            id: new_id(),
            ronde: inhoud.ronde,
            organisatie,
            revisie,
            gevraagd_op: ctx.now,
            uiterlijk,
            reactie: None,
        };
        store::voeg_toe(conn, id, &vraag).await?;
        vragen.push((vraag.id, wie));
    }
    let nu = stukken::kop_voor_taak(conn, id).await?;
    let lezers = sleutels(naar, id);
    let overgang = Overgang {
        actie: Actie::Voorleggen.waarde(),
        naar: naar.waarde(),
        sleutels: &lezers,
        publiceert: false,
        herzien_voor: None,
        reden: None,
    };
    let stap = zet_over(&write, ctx, &nu, overgang).await?;
    let mut gebeurd = vec![Gebeurtenis {
        velden: [gewijzigd.velden, stap.velden].concat(),
        inhoud_hash: gewijzigd.inhoud_hash,
        ..stap
    }];
    let kop = stukken::kop_voor_taak(conn, id).await?;
    for (vraag, wie) in vragen {
        let (contacten, gegeven) = geef(&write, ctx, &kop, (vraag, false), wie).await?;
        gebeurd.extend(gegeven);
        vertel(&write, ctx, Bericht::Gevraagd, contacten).await?;
    }
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// Notes what seems personal data, each with what people call the text it stands in.
pub(super) fn keur_persoonsgegevens(velden: &[(String, &str)], akkoord: bool, fouten: &mut Fouten) {
    for (label, tekst) in velden {
        let veld = Veld {
            naam: "tekst",
            label,
            tekst,
        };
        keur(&[veld], akkoord, fouten);
    }
}

/// Who is asked, and through whom; what is wrong is noted with the field of the row.
async fn lees_gevraagden(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    gevraagd: &[Gevraagde],
    fouten: &mut Fouten,
) -> Result<Vec<(Uuid, Genoemden)>> {
    let mut gelezen: Vec<(Uuid, Genoemden)> = Vec::new();
    let mut genoemd = 0;
    for (plek, wie) in gevraagd.iter().enumerate() {
        let veld = format!("organisatie-{}", plek + 1);
        let naam = wie.organisatie.trim();
        let adressen = regels(&wie.contacten);
        if naam.is_empty() && adressen.is_empty() {
            continue;
        }
        genoemd += 1;
        if naam.is_empty() {
            fouten.meld(
                veld,
                "verplicht",
                "Vul in van welke organisatie deze mensen zijn.",
            );
            continue;
        }
        let Some(organisatie) = organisatie(ctx, conn, naam).await? else {
            fouten.meld(veld, "onbekend", onbekende_organisatie(naam));
            continue;
        };
        if gelezen.iter().any(|(id, _)| *id == organisatie.id) {
            let melding = "Deze organisatie staat er al. Zet alle contactpersonen bij elkaar.";
            fouten.meld(veld, "dubbel", melding);
            continue;
        }
        let veld = format!("contacten-{}", plek + 1);
        if adressen.is_empty() {
            let melding = format!(
                "Noem minstens één contactpersoon van {}: het mailadres van een account, of een naam en \
                 een mailadres.",
                organisatie.titel
            );
            fouten.meld(veld.clone(), "verplicht", melding);
        }
        let van = genoemd::lees(conn, &organisatie, (&adressen, &veld), fouten).await?;
        gelezen.push((organisatie.id, van));
    }
    if genoemd == 0 {
        let melding = "Noem minstens één organisatie waar de bevinding over gaat.";
        fouten.meld("organisatie-1", "verplicht", melding);
    }
    if gelezen.len() > ORGANISATIES {
        let melding = format!("Vraag hoogstens {ORGANISATIES} organisaties tegelijk.");
        fouten.meld("organisatie-1", "te-veel", melding);
    }
    Ok(gelezen)
}

/// Why an organisatie can't be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reden {
    /// Something is recommended to it.
    Aanbeveling,
    /// It replied in an earlier round: what it says has to stand beside the text.
    Gereageerd,
    /// It was asked in an earlier round, and did not reply.
    Gevraagd,
}

impl Reden {
    fn melding(self, wie: &str) -> String {
        match self {
            Self::Aanbeveling => {
                format!("{wie} krijgt een aanbeveling: vraag ook {wie} om een reactie.")
            }
            Self::Gereageerd => format!("{wie} reageerde al eerder: vraag {wie} opnieuw."),
            Self::Gevraagd => format!("{wie} is al eerder gevraagd: vraag {wie} opnieuw."),
        }
    }
}

/// Who has to be asked, each once: who gets a recommendation, and who was asked before.
async fn moeten(
    conn: &impl ConnectionTrait,
    id: Uuid,
    inhoud: &Bevinding,
) -> Result<Vec<(Uuid, Reden)>> {
    let eerder = alle(conn, id).await?;
    let (gereageerd, gevraagd): (Vec<Wederhoor>, Vec<Wederhoor>) =
        eerder.into_iter().partition(|w| w.reactie.is_some());
    let aanbevolen = inhoud.aanbevelingen.iter();
    let aanbevolen = aanbevolen.map(|wat| (wat.aan, Reden::Aanbeveling));
    let gereageerd = gereageerd
        .iter()
        .map(|w| (w.organisatie, Reden::Gereageerd));
    let gevraagd = gevraagd.iter().map(|w| (w.organisatie, Reden::Gevraagd));
    let mut moeten: Vec<(Uuid, Reden)> = Vec::new();
    for (organisatie, reden) in aanbevolen.chain(gereageerd).chain(gevraagd) {
        if !moeten.iter().any(|(al, _)| *al == organisatie) {
            moeten.push((organisatie, reden));
        }
    }
    Ok(moeten)
}

/// The organisaties that have to be asked about a bevinding, for its form.
///
/// # Errors
/// The database can't be read.
pub async fn te_vragen(ctx: &Ctx, conn: &impl ConnectionTrait, zaak: &Zaak) -> Result<Vec<Kop>> {
    let moeten = moeten(conn, zaak.kop.id, &zaak.staat.inhoud).await?;
    let ids: Vec<Uuid> = moeten.into_iter().map(|(id, _)| id).collect();
    stukken::koppen(ctx, conn, &ids).await
}

/// Notes who is not asked and has to be, each with a row of the form that is still empty. So a reply that was
/// given is not lost, and nobody first reads what is recommended to them when everybody does.
async fn eis_iedereen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    moeten: &[(Uuid, Reden)],
    (rijen, gevraagd): (&[Gevraagde], &[(Uuid, Genoemden)]),
    fouten: &mut Fouten,
) -> Result<()> {
    let mut leeg: Vec<usize> = Vec::new();
    for (plek, rij) in rijen.iter().enumerate() {
        if rij.organisatie.trim().is_empty() && rij.contacten.trim().is_empty() {
            leeg.push(plek + 1);
        }
    }
    let mut plekken = leeg.into_iter().chain(rijen.len() + 1..);
    for (organisatie, reden) in moeten {
        // Who took its place can speak for it.
        let mut zelfde = opvolgers(conn, *organisatie).await?;
        zelfde.push(*organisatie);
        if gevraagd.iter().any(|(id, _)| zelfde.contains(id)) {
            continue;
        }
        let kop = stukken::koppen(ctx, conn, &[*organisatie]).await?.pop();
        if let (Some(kop), Some(plek)) = (kop, plekken.next()) {
            let veld = format!("organisatie-{plek}");
            fouten.meld(veld, "ontbreekt", reden.melding(&kop.titel));
        }
    }
    Ok(())
}
