//! A bijeenkomst as a file for a calendar.

use super::{
    super::model::{
        Status,
        agenda::{Afspraak, Methode},
    },
    lezen::Zaak,
};
use crate::{ctx::Ctx, markdown::platte_tekst};

/// The file for the calendar of who reads the page. Where to meet online is for who takes part in the thema.
pub fn bestand(ctx: &Ctx, zaak: &Zaak, basis_url: &str, van: Option<&str>) -> String {
    let inhoud = &zaak.inhoud;
    let doet_mee = zaak.wie.deelname.doet_mee();
    let afspraak = Afspraak {
        id: zaak.kop.id,
        titel: &zaak.kop.titel,
        begin: inhoud.begin,
        einde: inhoud.einde,
        plek: &inhoud.plek,
        link: if doet_mee { &inhoud.link } else { "" },
        tekst: &platte_tekst(&inhoud.agenda),
        url: &format!("{basis_url}{}", zaak.kop.pad()),
        volgnummer: inhoud.volgnummer,
        gewijzigd: zaak.kop.gewijzigd_op,
        niveau: inhoud.plaats.niveau,
        afgelast: zaak.status == Status::Afgelast,
        van,
        aan: None,
    };
    afspraak.kalender(Methode::Tonen, ctx.now)
}
