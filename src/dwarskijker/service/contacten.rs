//! Changing through whom an organisatie replies while a bevinding is out: somebody left, was wrongly named, or
//! has no account.

use std::collections::BTreeSet;

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Bericht, Contact, keur_nieuwe_termijn, regels},
        store::{contacten as store, wederhoor},
    },
    genoemd::{self, CONTACTEN, Genoemden},
    verloop::{Contactpersoon, contactpersonen},
    wederhoor::{Gevraagd, deel, met_organisatie, van_ronde, vertel},
    zaak::{self, Zaak, eis},
};
use crate::{
    actor::Sleutel,
    ctx::Ctx,
    db::{Db, Gebeurtenis, Write},
    error::{Error, Fouten, Result},
    feitencheck::service as feitencheck,
    gebruikers::model::Mailadres,
    schrijven::model::Waarom,
    stukken::{
        model::Kop,
        service::{
            self as stukken, links,
            overgangen::{Reden, bewaar_reden, inmiddels_gewijzigd, reden},
        },
    },
};

/// What the geschiedenis calls it when contacts change.
pub(super) const WISSELEN: &str = "wederhoor-contacten";
/// The field of its row that says that there is another last day.
pub(super) const ANDERE_DAG: &str = "uiterlijk";

/// One organisatie that was asked, and through whom.
#[derive(Debug, Clone)]
pub struct Blad {
    /// The bevinding.
    pub zaak: Zaak,
    /// What was asked of whom.
    pub gevraagd: Gevraagd,
    /// Through whom.
    pub contacten: Vec<Contactpersoon>,
}

/// Through whom an organisatie is asked in this round, for who writes the bevinding.
///
/// # Errors
/// [`Error::Conflict`] when it is not out for a reply; [`Error::NotFound`] when that was not asked in this
/// round; as [`zaak::open`]; the database can't be read.
pub async fn blad(ctx: &Ctx, conn: &impl ConnectionTrait, naam: &str, vraag: Uuid) -> Result<Blad> {
    let zaak = zaak::open(ctx, conn, naam).await?;
    op_zaak(ctx, conn, zaak, vraag).await
}

async fn op_zaak(ctx: &Ctx, conn: &impl ConnectionTrait, zaak: Zaak, vraag: Uuid) -> Result<Blad> {
    zaak::eis_wederhoor(zaak.status)?;
    let mut gevraagd = van_ronde(conn, zaak.kop.id, zaak.staat.inhoud.ronde).await?;
    gevraagd.retain(|w| w.id == vraag);
    let mut contacten = contactpersonen(ctx, conn, zaak.kop.id, &gevraagd).await?;
    let gevraagd = met_organisatie(ctx, conn, gevraagd).await?.pop();
    Ok(Blad {
        gevraagd: gevraagd.ok_or(Error::NotFound)?,
        contacten: contacten.remove(&vraag).unwrap_or_default(),
        zaak,
    })
}

/// What somebody fills in to change contacts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wisseling {
    /// The number of what was asked.
    pub vraag: Uuid,
    /// Who is a contact no more, each as [`Contact`] writes them.
    pub weg: Vec<String>,
    /// Who comes, a line each.
    pub erbij: String,
    /// The new last day of the organisatie; empty for the one there is.
    pub uiterlijk: String,
    /// Why.
    pub reden: String,
    /// Whether they looked at what seems personal data.
    pub akkoord: bool,
}

/// The names of the fields of a [`Wisseling`].
pub const WEG: &str = "weg";
/// See [`WEG`].
pub const ERBIJ: &str = "contacten";
/// See [`WEG`].
pub const REDEN: &str = "reden";

/// Changes through whom an organisatie replies, until the bevinding is taken back or established. Who goes
/// reads it no more, at once; who comes hears so and has the shortest time at least. What was replied stays.
/// Answers the head, and the number that the search index must reach before it is done.
///
/// # Errors
/// Everything that is missing or does not fit; [`Error::Conflict`] when it is not out for a reply, or somebody
/// who goes is a contact no more; as [`blad`]; the database refuses.
pub async fn wissel(db: &Db, ctx: &Ctx, id: Uuid, wat: &Wisseling) -> Result<(Kop, Option<i64>)> {
    eis(ctx)?;
    let write = db.begin_write().await?;
    links::houd(&write, id).await?;
    let conn = write.conn();
    let zaak = zaak::op_id(ctx, conn, id).await?;
    let Blad {
        zaak,
        gevraagd,
        contacten,
    } = op_zaak(ctx, conn, zaak, wat.vraag).await?;
    let Gevraagd { vraag, organisatie } = gevraagd;
    let mut fouten = Fouten::new();
    let genoemd = regels(&wat.erbij);
    let erbij = genoemd::lees(conn, &organisatie, (&genoemd, ERBIJ), &mut fouten).await?;
    let weg = keur_weg(&wat.weg, &contacten)?;
    keur_erbij(&contacten, (&weg, &erbij), &mut fouten);
    if weg.is_empty() && genoemd.is_empty() {
        let melding = "Kies wie geen contactpersoon meer is, of noem wie erbij komt.";
        fouten.meld(ERBIJ, "verplicht", melding);
    }
    let komt = (&vraag, !genoemd.is_empty());
    let uiterlijk = keur_nieuwe_termijn(&wat.uiterlijk, komt, ctx.vandaag(), &mut fouten);
    let waarom = Waarom {
        veld: REDEN,
        label: "Waarom?",
        tekst: &wat.reden,
        akkoord: wat.akkoord,
    };
    let waarom = waarom.keur(true, &mut fouten);
    let (Some(uiterlijk), Some(waarom)) = (uiterlijk, waarom) else {
        return Err(fouten.into());
    };
    fouten.of(())?;
    let waarom = Reden {
        tekst: waarom,
        // As why a text was taken back: it is part of how it came about.
        lezers: &[Sleutel::Dwarskijker],
    };
    let waarom = bewaar_reden(conn, ctx, id, WISSELEN, waarom).await?;
    let mut velden = vec![deel(vraag.id), reden(waarom)];
    if uiterlijk != vraag.uiterlijk {
        wederhoor::zet_termijn(conn, vraag.id, uiterlijk).await?;
        velden.push(ANDERE_DAG.to_owned());
    }
    let mut gebeurd = vec![Gebeurtenis {
        stuk_id: id,
        actie: WISSELEN.into(),
        velden,
        van: zaak.kop.status.clone(),
        naar: zaak.kop.status.clone(),
        ..Gebeurtenis::default()
    }];
    for wie in &weg {
        store::neem(conn, vraag.id, *wie, ctx.now).await?;
        if let Contact::Link(link) = wie {
            gebeurd.extend(feitencheck::neem(&write, ctx, &zaak.kop, *link).await?);
        }
    }
    let opnieuw = met_nieuwe_link(&contacten, &erbij);
    let (komen, gegeven) = geef(&write, ctx, &zaak.kop, (vraag.id, true), erbij).await?;
    gebeurd.extend(gegeven);
    // Whoever gets a new link would not know which of two mails to believe.
    let gaan = weg.difference(&komen).copied();
    let gaan = gaan.filter(|wie| !opnieuw.contains(wie));
    vertel(&write, ctx, Bericht::Vervallen, gaan).await?;
    vertel(&write, ctx, Bericht::Gevraagd, komen).await?;
    let kop = stukken::kop_voor_taak(conn, id).await?;
    let nummer = write.commit(ctx, &gebeurd).await?;
    Ok((kop, nummer))
}

/// Those of the contacts who are named anew at the same address.
fn met_nieuwe_link(contacten: &[Contactpersoon], erbij: &Genoemden) -> BTreeSet<Contact> {
    let weer = |contact: &&Contactpersoon| {
        let link = contact.link.as_ref();
        link.is_some_and(|link| erbij.personen.iter().any(|(_, mail)| link.mail == *mail))
    };
    contacten
        .iter()
        .filter(weer)
        .map(|contact| contact.wie)
        .collect()
}

/// Who goes, each once.
fn keur_weg(weg: &[String], contacten: &[Contactpersoon]) -> Result<BTreeSet<Contact>> {
    let mut gaan = BTreeSet::new();
    for wie in weg {
        let wie = wie.parse::<Contact>().ok();
        let er_is = wie.filter(|wie| contacten.iter().any(|al| al.wie == *wie));
        gaan.insert(er_is.ok_or_else(inmiddels_gewijzigd)?);
    }
    Ok(gaan)
}

/// Notes who comes and is there already, and when they are too many.
fn keur_erbij(
    contacten: &[Contactpersoon],
    (weg, erbij): (&BTreeSet<Contact>, &Genoemden),
    fouten: &mut Fouten,
) {
    let blijft: Vec<&Contactpersoon> = contacten.iter().filter(|c| !weg.contains(&c.wie)).collect();
    let account = |id: &Uuid| blijft.iter().any(|c| c.wie == Contact::Account(*id));
    let adres = |mail: &Mailadres| {
        let mut links = blijft.iter().filter_map(|c| c.link.as_ref());
        links.any(|link| link.mail == *mail)
    };
    if erbij.accounts.iter().any(account) {
        let melding = "Iemand die u noemt, is al contactpersoon. Haal die regel weg.";
        fouten.meld(ERBIJ, "bestaat", melding);
    }
    if erbij.personen.iter().any(|(_, mail)| adres(mail)) {
        let melding = "Iemand die u noemt, heeft al een link. Wilt u een nieuwe sturen? Vink die persoon \
                       dan ook aan bij wie er geen contactpersoon meer is.";
        fouten.meld(ERBIJ, "bestaat", melding);
    }
    if blijft.len() + erbij.aantal() > CONTACTEN {
        let melding = format!("Een organisatie heeft hoogstens {CONTACTEN} contactpersonen.");
        fouten.meld(ERBIJ, "te-veel", melding);
    }
}

/// Makes people contacts: accounts, and who has none by a link. Answers who they are, and what happened.
/// `later` is whether they come later than the others.
pub(super) async fn geef(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
    (vraag, later): (Uuid, bool),
    wie: Genoemden,
) -> Result<(BTreeSet<Contact>, Vec<Gebeurtenis>)> {
    let conn = write.conn();
    let erbij_op = later.then_some(ctx.now);
    let mut contacten = BTreeSet::new();
    let mut gebeurd = Vec::new();
    contacten.extend(wie.accounts.into_iter().map(Contact::Account));
    for persoon in wie.personen {
        let (link, gegeven) = feitencheck::geef(write, ctx, kop, persoon).await?;
        contacten.insert(Contact::Link(link));
        gebeurd.push(gegeven);
    }
    for contact in &contacten {
        store::geef(conn, vraag, *contact, erbij_op).await?;
    }
    Ok((contacten, gebeurd))
}

/// Ends every link to a bevinding: what is taken back is nobody's to read. Before the keys of a state are
/// set, which leave those of links as they are.
pub(super) async fn neem_alle_links(
    write: &Write,
    ctx: &Ctx,
    kop: &Kop,
) -> Result<Vec<Gebeurtenis>> {
    let mut gebeurd = Vec::new();
    for (link, _) in feitencheck::van_stuk(write.conn(), ctx.now, kop.id).await? {
        if link.ingetrokken.is_none() {
            gebeurd.extend(feitencheck::neem(write, ctx, kop, link.id).await?);
        }
    }
    Ok(gebeurd)
}
