//! Writing by programs, with the same rules as on the pages: a stuk and the steps of its life
//! (`leven`), those of a pilot itself (`proef`), and changes to what is published (`voorstellen`). What every
//! kind takes is in `invoer`; `deur` makes the doors of a kind, with what each takes in the description of
//! the API.

mod deur;
mod invoer;
mod leven;
mod omschrijving;
mod proef;
mod voorstellen;

use utoipa_axum::router::OpenApiRouter;

use crate::{app::App, praktijken::model::Praktijk, proefprojecten::model::Proefproject};

/// The routes under `/api/v1`.
pub fn routes() -> OpenApiRouter<App> {
    praktijken::routes().merge(proefprojecten::routes())
}

deur::schrijfdeur! {
    mod praktijken for Praktijk;
    tag = "praktijken",
    lijst = ("/praktijken", "begin_praktijk"),
    stuk = ("/praktijken/{naam}", "bewaar_praktijk"),
    overgangen = ("/praktijken/{naam}/overgangen", "zet_praktijk", leven::zetten::<Praktijk>, OvergangInvoer),
    voorstellen = ("/praktijken/{naam}/voorstellen", "lijst_voorstellen_praktijk", "begin_voorstel_praktijk"),
    voorstel = ("/praktijken/{naam}/voorstellen/{id}", "toon_voorstel_praktijk", "bewaar_voorstel_praktijk"),
    stappen = ("/praktijken/{naam}/voorstellen/{id}/overgangen", "zet_voorstel_praktijk"),
    namen = (NieuwePraktijk, PraktijkWijziging, PraktijkVoorstel, PraktijkFeiten),
    feiten = {
        /// Hoe ver de praktijk is: `niet-bekend`, `idee`, `proef`, `loopt`, `opgeschaald` of `gestopt`.
        fase: String,
        /// Wat de praktijk kost, in klassen: `onbekend`, `laag`, `gemiddeld` of `hoog`.
        kosten: String,
        /// Wat de praktijk oplevert, in klassen: `niet-bekend`, `geen`, `enig` of `duidelijk`.
        effect: String,
    },
}

deur::schrijfdeur! {
    mod proefprojecten for Proefproject;
    tag = "proefprojecten",
    lijst = ("/proefprojecten", "begin_proefproject"),
    stuk = ("/proefprojecten/{naam}", "bewaar_proefproject"),
    overgangen = ("/proefprojecten/{naam}/overgangen", "zet_proefproject", super::proef::zetten, ProefOvergangInvoer),
    voorstellen = ("/proefprojecten/{naam}/voorstellen", "lijst_voorstellen_proefproject", "begin_voorstel_proefproject"),
    voorstel = ("/proefprojecten/{naam}/voorstellen/{id}", "toon_voorstel_proefproject", "bewaar_voorstel_proefproject"),
    stappen = ("/proefprojecten/{naam}/voorstellen/{id}/overgangen", "zet_voorstel_proefproject"),
    namen = (NieuwProefproject, ProefprojectWijziging, ProefprojectVoorstel, ProefprojectFeiten),
    feiten = {
        /// De eerste dag van de proef.
        #[schema(format = Date, value_type = Option<String>)]
        begin: String,
        /// De laatste dag van de proef.
        #[schema(format = Date, value_type = Option<String>)]
        einde: String,
    },
}
