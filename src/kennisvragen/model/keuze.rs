//! Which kennisvragen somebody asks for, as it stands in the address of the agenda.

use super::{Punt, Status};
use crate::{
    error::Fouten, ids::kort, stukken::model::Leefdomein, waarden::opsomming, zoeken::model::adres,
};

/// Where the agenda is.
pub const AGENDA: &str = "/kennisagenda";

/// Which kennisvragen are asked for: those that have everything that is named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keuze {
    /// Of this area of life.
    pub leefdomein: Option<Leefdomein>,
    /// Of the thema with this slug.
    pub thema: Option<String>,
    /// In this state.
    pub status: Option<Status>,
}

impl Keuze {
    /// Reads it from the parameters of a URL; `themas` are the slugs of those there are. What is empty asks nothing,
    /// and a name that is not known is ignored, as on every page.
    ///
    /// # Errors
    /// Every value that does not exist, with what does.
    pub fn lees(paren: &[(String, String)], themas: &[String]) -> Result<Self, Fouten> {
        let mut keuze = Self::default();
        let mut fouten = Fouten::new();
        for (naam, waarde) in paren.iter().filter(|(_, waarde)| !waarde.is_empty()) {
            let goed: Vec<&str> = match naam.as_str() {
                "leefdomein" => {
                    keuze.leefdomein = waarde.parse().ok();
                    Leefdomein::ALLE.iter().map(|l| l.waarde()).collect()
                }
                "thema" => {
                    keuze.thema = themas.contains(waarde).then(|| waarde.clone());
                    themas.iter().map(String::as_str).collect()
                }
                "status" => {
                    keuze.status = waarde.parse().ok();
                    Status::ALLE.iter().map(|s| s.waarde()).collect()
                }
                _ => continue,
            };
            if goed.contains(&waarde.as_str()) {
                continue;
            }
            let melding = if goed.is_empty() {
                "Er is nog geen thema om te kiezen. Haal dit weg.".to_owned()
            } else {
                format!("Kies {}.", opsomming(goed))
            };
            fouten.meld(kort(naam), "onbekende-waarde", melding);
        }
        fouten.of(keuze)
    }

    /// Whether a kennisvraag is asked for.
    pub fn past(&self, punt: &Punt) -> bool {
        let van_thema = |slug: &String| {
            let thema = punt.thema.as_ref();
            thema.is_some_and(|thema| thema.slug.as_str() == slug)
        };
        self.leefdomein
            .is_none_or(|l| punt.leefdomeinen.contains(&l))
            && self.thema.as_ref().is_none_or(van_thema)
            && self.status.is_none_or(|status| status == punt.status)
    }

    /// Whether nothing is asked, and so everything is.
    pub fn is_alles(&self) -> bool {
        *self == Self::default()
    }

    /// The address of what is asked, on a page of it.
    pub fn pad(&self, pagina: u64) -> String {
        let mut paren = self.paren();
        if pagina > 1 {
            paren.push(("pagina", pagina.to_string()));
        }
        adres(AGENDA, &paren)
    }

    /// The address of the same as a file.
    pub fn bestand(&self) -> String {
        adres("/kennisagenda.csv", &self.paren())
    }

    fn paren(&self) -> Vec<(&'static str, String)> {
        let paren = [
            ("leefdomein", self.leefdomein.map(|l| l.to_string())),
            ("thema", self.thema.clone()),
            ("status", self.status.map(|s| s.to_string())),
        ];
        let gezegd = paren.into_iter().filter_map(|(n, w)| Some((n, w?)));
        gezegd.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{super::agenda::tests::punt, *};

    fn lees(vraag: &str) -> Result<Keuze, Vec<String>> {
        let paren: Vec<(String, String)> = form_urlencoded::parse(vraag.as_bytes())
            .into_owned()
            .collect();
        let keuze = Keuze::lees(&paren, &["wonen".to_owned()]);
        keuze.map_err(|fouten| fouten.iter().map(|fout| fout.veld.clone()).collect())
    }

    #[test]
    fn an_address_is_read_as_it_is_written() {
        assert!(lees("").is_ok_and(|keuze| keuze.is_alles()));
        assert!(lees("status=&pagina=3&x=y").is_ok_and(|keuze| keuze.is_alles()));
        let keuze = lees("leefdomein=zorg&thema=wonen&status=in-onderzoek").expect("a choice");
        let pad = "/kennisagenda?leefdomein=zorg&thema=wonen&status=in-onderzoek";
        assert_eq!(keuze.pad(1), pad);
        assert_eq!(keuze.pad(2), format!("{pad}&pagina=2"));
        assert!(
            keuze
                .bestand()
                .starts_with("/kennisagenda.csv?leefdomein=zorg")
        );
    }

    #[test]
    fn every_value_that_does_not_exist_is_told_at_once() {
        let fout = lees("leefdomein=maan&thema=weg&status=klaar");
        let velden = ["leefdomein", "thema", "status"].map(str::to_owned);
        assert_eq!(fout, Err(velden.to_vec()));
        let paren = [("thema".to_owned(), "x".to_owned())];
        assert!(
            Keuze::lees(&paren, &[]).is_err(),
            "also when there is nothing to choose"
        );
    }

    #[test]
    fn what_has_everything_that_is_named_is_asked_for() {
        let punt = punt(1, Status::Gesteld, &[Leefdomein::Zorg]);
        for (vraag, past) in [
            ("", true),
            ("leefdomein=zorg&thema=wonen&status=gesteld", true),
            ("leefdomein=wonen", false),
            ("status=beantwoord", false),
        ] {
            assert_eq!(lees(vraag).expect("a choice").past(&punt), past, "{vraag}");
        }
        let elders = Keuze {
            thema: Some("vervoer".into()),
            ..Keuze::default()
        };
        assert!(!elders.past(&punt));
    }
}
