//! How the search index is doing, for whoever runs the platform.

use std::sync::{
    Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use search_index::Trouble;

/// Why the index is not fit for use, or does not follow the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reden {
    /// It is empty and is being built from the tables.
    Bouwt,
    /// There is no room on its disk.
    SchijfVol,
    /// Its folder can't be written.
    AlleenLezen,
    /// Its files are broken.
    Beschadigd,
    /// Anything else; the log has it.
    Fout,
}

impl Reden {
    /// A stable word for programs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Bouwt => "index-wordt-gebouwd",
            Self::SchijfVol => "zoekindex-schijf-vol",
            Self::AlleenLezen => "zoekindex-alleen-lezen",
            Self::Beschadigd => "zoekindex-beschadigd",
            Self::Fout => "zoekindex",
        }
    }

    /// What it means and what to do.
    pub fn uitleg(self) -> &'static str {
        match self {
            Self::Bouwt => {
                "De zoekindex wordt gebouwd uit de database. U hoeft niets te doen: zoeken werkt \
                 weer als dit klaar is."
            }
            Self::SchijfVol => {
                "De schijf van de zoekindex is vol. Maak ruimte vrij. Daarna werkt de zoekindex \
                 zich vanzelf bij: wat in de database staat, gaat niet verloren."
            }
            Self::AlleenLezen => {
                "Het platform kan niet schrijven in de map van de zoekindex. Geef het platform \
                 schrijfrecht op deze map. Daarna werkt de zoekindex zich vanzelf bij: wat in de \
                 database staat, gaat niet verloren."
            }
            Self::Beschadigd => {
                "De bestanden van de zoekindex zijn beschadigd. Het platform bouwt de zoekindex \
                 zelf opnieuw. Komt dit vaker voor? Laat de schijf dan nakijken."
            }
            Self::Fout => {
                "De zoekindex kan de database niet volgen. Kijk in het logboek van het platform \
                 wat er misgaat. Het platform probeert het elke seconde opnieuw."
            }
        }
    }
}

impl From<Trouble> for Reden {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Damaged => Self::Beschadigd,
            Trouble::DiskFull => Self::SchijfVol,
            Trouble::ReadOnly => Self::AlleenLezen,
            Trouble::Other => Self::Fout,
        }
    }
}

/// What differed between index and tables, in numbers of stukken.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Verschillen {
    /// Not in the index.
    pub ontbreekt: u64,
    /// In the index in another version.
    pub verouderd: u64,
    /// In the index in this version, with other keys, facets or texts.
    pub anders: u64,
    /// In the index and no longer in the tables.
    pub te_veel: u64,
}

impl Verschillen {
    /// All of them.
    pub fn totaal(self) -> u64 {
        self.ontbreekt + self.verouderd + self.anders + self.te_veel
    }

    /// Both together.
    #[must_use]
    pub fn plus(self, meer: Self) -> Self {
        Self {
            ontbreekt: self.ontbreekt + meer.ontbreekt,
            verouderd: self.verouderd + meer.verouderd,
            anders: self.anders + meer.anders,
            te_veel: self.te_veel + meer.te_veel,
        }
    }
}

/// The state that follower and maintenance share.
#[derive(Debug, Default)]
pub struct Toestand {
    volgen: Mutex<Option<Reden>>,
    onderhoud: Mutex<Option<Reden>>,
    hersteld: Mutex<Verschillen>,
    vergelijkingen: AtomicU64,
    herbouwd: AtomicU64,
    herbouwt: AtomicBool,
}

impl Toestand {
    /// Why the index is not fit for use, none when all is well.
    pub fn reden(&self) -> Option<Reden> {
        let van =
            |reden: &Mutex<Option<Reden>>| *reden.lock().unwrap_or_else(PoisonError::into_inner);
        van(&self.volgen).or_else(|| van(&self.onderhoud))
    }

    /// Notes how following goes.
    pub fn zet(&self, reden: Option<Reden>) {
        *self.volgen.lock().unwrap_or_else(PoisonError::into_inner) = reden;
    }

    /// Notes how maintenance goes: what it can't mend stays so while following goes well.
    pub fn zet_onderhoud(&self, reden: Option<Reden>) {
        let mut onderhoud = self
            .onderhoud
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *onderhoud = reden;
    }

    /// What has been repaired since the start.
    pub fn hersteld(&self) -> Verschillen {
        *self.hersteld.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a repair.
    pub fn herstelde(&self, verschillen: Verschillen) {
        let mut hersteld = self.hersteld.lock().unwrap_or_else(PoisonError::into_inner);
        *hersteld = hersteld.plus(verschillen);
    }

    /// How often index and tables were compared.
    pub fn vergelijkingen(&self) -> u64 {
        self.vergelijkingen.load(Ordering::Relaxed)
    }

    /// Notes a comparison that was finished.
    pub fn vergeleek(&self) {
        self.vergelijkingen.fetch_add(1, Ordering::Relaxed);
    }

    /// How often the index was built anew.
    pub fn herbouwd(&self) -> u64 {
        self.herbouwd.load(Ordering::Relaxed)
    }

    /// Whether a new index is being built.
    pub fn herbouwt(&self) -> bool {
        self.herbouwt.load(Ordering::Relaxed)
    }

    /// Notes that building begins.
    pub fn bouw_begint(&self) {
        self.herbouwt.store(true, Ordering::Relaxed);
    }

    /// Notes that building has ended.
    pub fn bouw_eindigt(&self, gelukt: bool) {
        self.herbouwt.store(false, Ordering::Relaxed);
        self.herbouwd
            .fetch_add(u64::from(gelukt), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use search_index::Trouble;

    use super::*;

    #[test]
    fn every_trouble_has_a_word_and_a_remedy() {
        let mut codes = Vec::new();
        for (trouble, code, remedy) in [
            (
                Trouble::DiskFull,
                "zoekindex-schijf-vol",
                "Maak ruimte vrij",
            ),
            (Trouble::ReadOnly, "zoekindex-alleen-lezen", "schrijfrecht"),
            (Trouble::Damaged, "zoekindex-beschadigd", "zelf opnieuw"),
            (Trouble::Other, "zoekindex", "logboek"),
        ] {
            let reden = Reden::from(trouble);
            assert_eq!(reden.code(), code);
            assert!(reden.uitleg().contains(remedy), "{}", reden.uitleg());
            codes.push(code);
        }
        assert!(!codes.contains(&Reden::Bouwt.code()));
    }

    #[test]
    fn what_maintenance_cant_mend_stays_while_following_goes_well() {
        let toestand = Toestand::default();
        toestand.zet_onderhoud(Some(Reden::Beschadigd));
        toestand.zet(None);
        assert_eq!(toestand.reden(), Some(Reden::Beschadigd));
        toestand.zet(Some(Reden::SchijfVol));
        assert_eq!(toestand.reden(), Some(Reden::SchijfVol));
        toestand.zet(None);
        toestand.zet_onderhoud(None);
        assert_eq!(toestand.reden(), None);
    }

    #[test]
    fn repairs_add_up() {
        let toestand = Toestand::default();
        let een = Verschillen {
            ontbreekt: 1,
            verouderd: 2,
            anders: 3,
            te_veel: 4,
        };
        toestand.herstelde(een);
        toestand.herstelde(een);
        assert_eq!(toestand.hersteld().totaal(), 20);
        assert_eq!(toestand.hersteld().te_veel, 8);
    }
}
