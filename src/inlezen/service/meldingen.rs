//! What is said of links that could not be made.

use super::super::model::Verwijzing;
use crate::{error::Fouten, ids::kort};

pub(super) fn meld_niet_overgenomen(fouten: &mut Fouten) {
    let melding = "Iemand heeft dit stuk op het platform gewijzigd. De nieuwe verbanden zijn daarom \
                   niet overgenomen. Leg ze daar.";
    fouten.meld("verbanden", "niet-overgenomen", melding);
}

pub(super) fn meld_onbekend(fouten: &mut Fouten, verwijzing: &Verwijzing) {
    let naar = kort(&verwijzing.naar);
    let melding = format!(
        "“{naar}” is niet gevonden. Controleer de naam, of lees het stuk in waar dit naar wijst. \
         Het record zelf staat erin, zonder dit verband."
    );
    fouten.meld(verwijzing.veld, "onbekend-stuk", melding);
}

pub(super) fn meld_dubbelzinnig(fouten: &mut Fouten, verwijzing: &Verwijzing) {
    let naar = kort(&verwijzing.naar);
    let melding =
        format!("“{naar}” kan meer dan één stuk zijn. Gebruik het kenmerk of het nummer.");
    fouten.meld(verwijzing.veld, "dubbelzinnig", melding);
}

pub(super) fn meld_zichzelf(fouten: &mut Fouten, verwijzing: &Verwijzing) {
    let melding = "Een stuk kan niet naar zichzelf wijzen. Haal dit verband weg.";
    fouten.meld(verwijzing.veld, "zichzelf", melding);
}
