//! How wederhoor about a bevinding went, for the dwarskijker and nobody else: who was asked, through whom, and
//! everything that was said.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::{
    super::{
        model::{Contact, Wederhoor},
        store::contacten as store,
    },
    contacten::WISSELEN,
    wederhoor::{Gevraagd, REAGEREN, alle, deel_van, hoort_bij, met_organisatie},
    zaak::leest_alles,
};
use crate::{
    ctx::Ctx,
    error::Result,
    feitencheck::{
        model::{Link, Stand},
        service as feitencheck,
    },
    gebruikers::service::functie::{bereikbaar, lid_van},
    stukken::{Leesrecht, service::overgangen::reden_van, store as spil},
};

/// What an organisatie said at a moment.
#[derive(Debug, Clone)]
pub struct Reactieversie {
    /// The number of what was asked.
    pub vraag: Uuid,
    /// Their words.
    pub tekst: String,
    /// Who wrote them, as the geschiedenis names people.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// That contacts of an organisatie changed while it could reply.
#[derive(Debug, Clone)]
pub struct Wissel {
    /// The number of what was asked.
    pub vraag: Uuid,
    /// Why.
    pub waarom: String,
    /// Who changed them, as the geschiedenis names people.
    pub door: String,
    /// When.
    pub op: DateTime<Utc>,
}

/// Somebody through whom an organisatie is asked.
#[derive(Debug, Clone)]
pub struct Contactpersoon {
    /// Who.
    pub wie: Contact,
    /// Whether they can reply now: they belong to the organisatie, or their link opens.
    pub kan: bool,
    /// The link of who has no account.
    pub link: Option<Link>,
}

/// All that the dwarskijker sees of wederhoor about one bevinding.
#[derive(Debug, Clone, Default)]
pub struct Verloop {
    /// Who was asked in all rounds, the first first.
    pub gevraagd: Vec<Gevraagd>,
    /// Through whom each is asked, by the number of what was asked.
    pub contacten: HashMap<Uuid, Vec<Contactpersoon>>,
    /// Everything that was said, the first first: what was said before is kept.
    pub versies: Vec<Reactieversie>,
    /// Every time that contacts changed, the first first.
    pub wissels: Vec<Wissel>,
    /// The names of who has a link, by how the geschiedenis names them.
    pub namen: HashMap<String, String>,
}

/// How wederhoor about a bevinding went, for the dwarskijker; nothing for others.
///
/// # Errors
/// The database can't be read.
pub async fn verloop(ctx: &Ctx, conn: &impl ConnectionTrait, bevinding: Uuid) -> Result<Verloop> {
    if !leest_alles(ctx) {
        return Ok(Verloop::default());
    }
    let gevraagd = alle(conn, bevinding).await?;
    let contacten = contactpersonen(ctx, conn, bevinding, &gevraagd).await?;
    let links = feitencheck::van_stuk(conn, ctx.now, bevinding).await?;
    let namen = links.into_iter();
    let namen = namen.map(|(link, _)| (Contact::Link(link.id).to_string(), link.naam));
    let gevraagd = met_organisatie(ctx, conn, gevraagd).await?;
    let teksten = spil::redenen(conn, &Leesrecht::van(&ctx.actor), &[bevinding]).await?;
    let (mut versies, mut wissels) = (Vec::new(), Vec::new());
    for rij in spil::gebeurd(conn, bevinding, &[REAGEREN, WISSELEN]).await? {
        let tekst = reden_van(&rij.velden).and_then(|id| teksten.get(&id));
        let (Some(vraag), Some(tekst)) = (deel_van(&rij.velden), tekst.cloned()) else {
            continue;
        };
        let (door, op) = (rij.actor, rij.op);
        if rij.actie == REAGEREN {
            versies.push(Reactieversie {
                vraag,
                tekst,
                door,
                op,
            });
        } else {
            wissels.push(Wissel {
                vraag,
                waarom: tekst,
                door,
                op,
            });
        }
    }
    Ok(Verloop {
        gevraagd,
        contacten,
        versies,
        wissels,
        namen: namen.collect(),
    })
}

/// Through whom each of these is asked now, by the number of what was asked.
pub(super) async fn contactpersonen(
    ctx: &Ctx,
    conn: &impl ConnectionTrait,
    bevinding: Uuid,
    gevraagd: &[Wederhoor],
) -> Result<HashMap<Uuid, Vec<Contactpersoon>>> {
    let ids: Vec<Uuid> = gevraagd.iter().map(|w| w.id).collect();
    let mut genoemd = store::van(conn, &ids).await?;
    let links = feitencheck::van_stuk(conn, ctx.now, bevinding).await?;
    let mut links: HashMap<Uuid, (Link, Stand)> =
        links.into_iter().map(|(l, s)| (l.id, (l, s))).collect();
    let mut per_vraag = HashMap::new();
    for vraag in gevraagd {
        let mut personen = Vec::new();
        for wie in genoemd.remove(&vraag.id).unwrap_or_default() {
            personen.push(match wie {
                Contact::Account(id) => Contactpersoon {
                    wie,
                    kan: bereikbaar(conn, id).await?.is_some()
                        && hoort_bij(conn, &lid_van(conn, id).await?, vraag.organisatie).await?,
                    link: None,
                },
                Contact::Link(id) => {
                    let link = links.remove(&id);
                    Contactpersoon {
                        wie,
                        kan: link
                            .as_ref()
                            .is_some_and(|(_, stand)| *stand == Stand::Open),
                        link: link.map(|(link, _)| link),
                    }
                }
            });
        }
        per_vraag.insert(vraag.id, personen);
    }
    Ok(per_vraag)
}
