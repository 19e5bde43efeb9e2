//! A gemeente that asks for a praktijk, to try the platform with. All invented. For the demo only.

use super::{
    super::model::Vraag,
    vragen::{Verzoek, vraag},
};
use crate::{ctx::Ctx, db::Db, error::Result};

/// The praktijk of the demo that is asked for.
const PRAKTIJK: &str = "bundel-minimaregelingen";

/// Asks for a praktijk as a member of the gemeente where it is done.
///
/// # Errors
/// The demo lacks the praktijk, or the database refuses.
pub async fn vul(db: &Db, lid: &Ctx) -> Result<()> {
    let verzoek = Verzoek {
        vraag: Vraag {
            functie: "beleidsmedewerker minima".into(),
            toelichting: "De aanpak klopt. Wij doen dit inmiddels in alle wijken (verzonnen)."
                .into(),
            reden: String::new(),
        },
        namens: true,
        ..Verzoek::default()
    };
    vraag(db, lid, PRAKTIJK, &verzoek).await?;
    Ok(())
}
