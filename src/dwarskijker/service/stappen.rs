//! Taking a bevinding back from those that it was sent to, and establishing it.

use uuid::Uuid;

use super::{
    super::model::{
        Actie, Bericht, Bevinding, Zegelbaar, mag_vaststellen, sleutels, velden_van, zegel,
        zegelveld,
    },
    contacten::neem_alle_links,
    voorleggen::keur_persoonsgegevens,
    wederhoor::{contacten_van, van_ronde, vertel},
    zaak::{self, Zaak, eis},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Teksten, Write},
    error::{Error, Fouten, Result},
    markdown::platte_tekst,
    schrijven::model::Waarom,
    stukken::{
        Kind as _, Leesrecht,
        model::{Basis, Kop, Soort, Verbandsoort},
        service::{
            self as stukken, Wijziging, links,
            overgangen::{Overgang, Reden, inmiddels_gewijzigd, zet_over},
        },
        store as spil,
    },
    vraagpunten::{
        model::{Nieuwe, gewone_termijn},
        service as vraagpunten,
    },
};

/// Takes a bevinding back, so that it can be written again: those that it was sent to read it no more. What
/// they said is kept. Answers the head, and the number that the search index must reach before that is
/// done.
///
/// # Errors
/// What is wrong with the reason; [`Error::Conflict`] when it was not sent to anybody, or somebody else was
/// first; as [`zaak::open`]; the database refuses.
pub async fn neem_terug(
    db: &Db,
    ctx: &Ctx,
    id: Uuid,
    versie: i64,
    waarom: Waarom<'_>,
) -> Result<(Kop, Option<i64>)> {
    eis(ctx)?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let Zaak { kop, staat, status } = zaak::op_id(ctx, conn, id).await?;
    let naar = zaak::oordeel(ctx, status, Actie::Terugnemen)?;
    let mut fouten = Fouten::new();
    let tekst = waarom.keur(true, &mut fouten);
    let tekst = fouten.of(tekst)?;
    if kop.versie != versie {
        return Err(inmiddels_gewijzigd());
    }
    let gevraagd = van_ronde(conn, id, staat.inhoud.ronde).await?;
    let contacten = contacten_van(conn, &gevraagd).await?;
    vertel(&write, ctx, Bericht::Teruggenomen, contacten).await?;
    let mut gebeurd = neem_alle_links(&write, ctx, &kop).await?;
    let lezers = sleutels(naar, id);
    let overgang = Overgang {
        actie: Actie::Terugnemen.waarde(),
        naar: naar.waarde(),
        sleutels: &lezers,
        publiceert: false,
        herzien_voor: None,
        // Why a text was taken back is part of how it came about: that stays with who wrote it.
        reden: tekst.map(|tekst| Reden {
            tekst,
            lezers: &[Sleutel::Dwarskijker],
        }),
    };
    gebeurd.push(zet_over(&write, ctx, &kop, overgang).await?);
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer))
}

/// What the dwarskijker says when establishing.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Vaststelling {
    /// The version that they saw.
    pub versie: i64,
    /// Whether they know that nothing can be changed after this.
    pub onherroepelijk: bool,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

/// Establishes a bevinding: everybody reads it, with every reply or that there is none, and nobody changes
/// it any more. Its recommendations become questions that have to be answered. Answers the head.
///
/// # Errors
/// What was not confirmed, and what seems personal data; [`Error::Conflict`] when it was not sent for a
/// reply, somebody may still reply, or somebody else was first; [`Error::MagNiet`] for bureau; as
/// [`zaak::open`]; the database refuses.
pub async fn stel_vast(db: &Db, ctx: &Ctx, id: Uuid, wat: Vaststelling) -> Result<Kop> {
    eis(ctx)?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let Zaak { kop, staat, status } = zaak::op_id(ctx, conn, id).await?;
    let naar = zaak::oordeel(ctx, status, Actie::Vaststellen)?;
    let gevraagd = van_ronde(conn, id, staat.inhoud.ronde).await?;
    if !mag_vaststellen(&gevraagd, ctx.vandaag()) {
        return Err(Error::Conflict(
            "Nog niet iedereen heeft gereageerd, en de termijn loopt nog. Wacht tot dan.".into(),
        ));
    }
    let mut fouten = Fouten::new();
    if !wat.onherroepelijk {
        let melding = "Vink aan dat u weet dat de bevinding hierna niet meer kan veranderen.";
        fouten.meld("onherroepelijk", "verplicht", melding);
    }
    let velden = velden_van(&kop.titel, &kop.samenvatting, &staat.inhoud, &gevraagd);
    keur_persoonsgegevens(&velden, wat.akkoord, &mut fouten);
    fouten.of(())?;
    if kop.versie != wat.versie {
        return Err(inmiddels_gewijzigd());
    }
    let bijlagen = spil::bijlagen(conn, &Leesrecht::van(&ctx.actor), id).await?;
    let mut inhoud = staat.inhoud;
    inhoud.vastgesteld_op = Some(ctx.now);
    let hash = zegel(&Zegelbaar::van(&kop, &inhoud, &gevraagd, &bijlagen));
    inhoud.hash = hash.map_err(anyhow::Error::from)?;
    let wijziging = Wijziging {
        basis: Basis {
            datum: Some(ctx.vandaag()),
            ..staat.basis
        },
        // From now on its address may say what it is about; the old one leads there.
        slug: Some(stukken::vrije_slug(conn, Soort::Bevinding, &kop.titel, Some(id)).await?),
        notitie: "Vastgesteld.".into(),
        herkomst: String::new(),
    };
    let gewijzigd = stukken::wijzig(&write, ctx, &kop, wijziging, &inhoud).await?;
    inhoud.bewaar(conn, id).await?;
    let nu = stukken::kop_voor_taak(conn, id).await?;
    let lezers = sleutels(naar, id);
    let overgang = Overgang {
        actie: Actie::Vaststellen.waarde(),
        naar: naar.waarde(),
        sleutels: &lezers,
        publiceert: true,
        herzien_voor: None,
        reden: None,
    };
    let stap = zet_over(&write, ctx, &nu, overgang).await?;
    let zegel = vec![zegelveld(&inhoud.hash)];
    let mut gebeurd = vec![Gebeurtenis {
        velden: [gewijzigd.velden, stap.velden, zegel].concat(),
        inhoud_hash: gewijzigd.inhoud_hash,
        ..stap
    }];
    if let Some(oud) = inhoud.verbetert {
        let wijzer = (Verbandsoort::Vervangt, oud, String::new());
        gebeurd.extend(stukken::verbind_erbij(&write, id, wijzer).await?);
    }
    gebeurd.extend(stel_vragen(&write, ctx, id, &inhoud).await?);
    let contacten = contacten_van(conn, &gevraagd).await?;
    vertel(&write, ctx, Bericht::Vastgesteld, contacten).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    write.commit(ctx, &gebeurd).await?;
    Ok(kop)
}

/// Asks what is recommended of whom, as questions. What a bevinding that this one corrects asked already, of
/// the same organisatie and in the same words, is answered there; of what it asks otherwise now is said there
/// that it does.
async fn stel_vragen(
    write: &Write,
    ctx: &Ctx,
    id: Uuid,
    inhoud: &Bevinding,
) -> Result<Vec<Gebeurtenis>> {
    let conn = write.conn();
    let mut al_gevraagd = Vec::new();
    let mut oud = inhoud.verbetert;
    while let Some(van) = oud {
        al_gevraagd.extend(vraagpunten::van_stuk(ctx, conn, van).await?);
        // A correction may itself have left a question with what it corrects.
        let mut ouder = Bevinding::laad(conn, &[van], Teksten::Weg).await?;
        oud = ouder.remove(&van).and_then(|ouder| ouder.verbetert);
    }
    let uiterlijk = gewone_termijn(ctx.vandaag());
    let mut gebeurd = Vec::new();
    let mut nieuwe = Vec::new();
    for wat in &inhoud.aanbevelingen {
        // A recommendation may have markup, and a question is shown as it is.
        let vraag = platte_tekst(&wat.tekst);
        let mut gelijk = al_gevraagd.iter();
        let gesteld = !gelijk.any(|punt| punt.aan == wat.aan && punt.vraag == vraag.trim());
        if gesteld {
            gebeurd.push(vraagpunten::stel_in(write, ctx, id, wat.aan, &vraag, uiterlijk).await?);
        }
        nieuwe.push(Nieuwe {
            aan: wat.aan,
            vraag: vraag.trim().to_owned(),
            gesteld,
        });
    }
    // What is still open there must not run on beside this without a word.
    gebeurd.extend(vraagpunten::merk_vervolg(write, ctx, id, (&al_gevraagd, &nieuwe)).await?);
    Ok(gebeurd)
}
