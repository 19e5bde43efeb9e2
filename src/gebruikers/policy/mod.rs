//! Who gives and takes roles, and what a token reads (design section 4). Pure.

mod plaats;

use std::collections::BTreeSet;

use uuid::Uuid;

pub use self::plaats::{domeinen_van, heeft_plaats, kant, past_bij};
use super::model::token::Scope;
use crate::{
    actor::{Bereik, Bereiksoort, Rol, Sleutel, Toekenning, sleutels},
    stukken::model::Soort,
};

/// What it takes to give a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Eis {
    /// One account with one of these roles, in the same place or nationwide.
    Een(&'static [Rol]),
    /// Two different accounts with this role.
    Twee(Rol),
    /// One account with the first role as long as nobody has the given role there, and with the
    /// second after that.
    Eerste {
        /// Who gives it for the first time.
        eerst: Rol,
        /// Who gives it after that.
        daarna: Rol,
    },
    /// Nobody on the platform: whoever runs it, on the machine itself.
    Machine,
}

/// What it takes to give a role; the same to take it from somebody else.
pub const fn eis(rol: Rol) -> Eis {
    match rol {
        Rol::Lid | Rol::Vrijgever => Eis::Een(&[Rol::Organisatiebeheerder]),
        Rol::Organisatiebeheerder => Eis::Eerste {
            eerst: Rol::Beheerder,
            daarna: Rol::Organisatiebeheerder,
        },
        Rol::Redactie => Eis::Twee(Rol::Redactie),
        Rol::DuoRijk | Rol::DuoGemeente | Rol::Waarnemer => {
            Eis::Een(&[Rol::Regietafellid, Rol::Secretaris])
        }
        Rol::Netwerklid | Rol::Tafelvoorzitter => {
            Eis::Een(&[Rol::DuoRijk, Rol::DuoGemeente, Rol::Waarnemer])
        }
        Rol::Deelnemer => Eis::Een(&[Rol::Tafelvoorzitter]),
        Rol::Accountmanager => Eis::Een(&[Rol::Redactie]),
        Rol::Regietafellid | Rol::Secretaris | Rol::Auditor | Rol::Beheerder => {
            Eis::Twee(Rol::Beheerder)
        }
        Rol::Dwarskijker => Eis::Machine,
        Rol::Bureau => Eis::Een(&[Rol::Dwarskijker]),
    }
}

/// A role to be given or taken, and what has to be known of the place where it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gift {
    /// The role and its place.
    pub wat: Toekenning,
    /// The thema of the casustafel, of a role at one.
    pub thema_van_tafel: Option<Uuid>,
    /// Whether anybody has this role in this place already.
    pub al_iemand: bool,
}

/// Whether a gift goes through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oordeel {
    /// It does.
    Mag,
    /// A second account has to confirm it.
    WachtOpTweede,
    /// Whoever asks may not.
    MagNiet,
}

impl Gift {
    /// Judges a gift by accounts with these roles, each a different one. A gift that only one of
    /// the required two wants waits.
    pub fn oordeel(&self, gevers: &[&[Toekenning]]) -> Oordeel {
        if self.wat.bereik.soort() != self.wat.rol.bereiksoort() {
            return Oordeel::MagNiet;
        }
        let met = |rol: Rol| gevers.iter().filter(|gever| self.heeft(gever, rol)).count();
        let een = |rollen: &[Rol]| {
            if rollen.iter().any(|rol| met(*rol) > 0) {
                Oordeel::Mag
            } else {
                Oordeel::MagNiet
            }
        };
        match eis(self.wat.rol) {
            Eis::Een(rollen) => een(rollen),
            Eis::Eerste { eerst, daarna } => een(&[if self.al_iemand { daarna } else { eerst }]),
            Eis::Twee(rol) => match met(rol) {
                0 => Oordeel::MagNiet,
                1 => Oordeel::WachtOpTweede,
                _ => Oordeel::Mag,
            },
            Eis::Machine => Oordeel::MagNiet,
        }
    }

    /// Whether a giver has a role in the place of the gift: everywhere, there, or in the thema that
    /// the casustafel belongs to.
    fn heeft(&self, gever: &[Toekenning], rol: Rol) -> bool {
        let plek = match rol.bereiksoort() {
            Bereiksoort::Landelijk => Some(Bereik::Landelijk),
            Bereiksoort::Thema => match self.wat.bereik {
                Bereik::Tafel(_) => self.thema_van_tafel.map(Bereik::Thema),
                bereik => Some(bereik),
            },
            Bereiksoort::Organisatie | Bereiksoort::Tafel => Some(self.wat.bereik),
        };
        plek.is_some_and(|bereik| gever.contains(&Toekenning { rol, bereik }))
    }
}

/// Who confirms that somebody hands a seat of a duo over: who gives it otherwise (design section 4).
pub const BEVESTIGT_OVERDRACHT: [Rol; 2] = [Rol::Regietafellid, Rol::Secretaris];

/// Judges that the seat of a duo goes to somebody else, by accounts with these roles, each a different one: who sits
/// there wants it, and one of the regietafel agrees.
pub fn oordeel_overdracht(zetel: Toekenning, gevers: &[&[Toekenning]]) -> Oordeel {
    let zit_er = |gever: &&[Toekenning]| gever.contains(&zetel);
    let stemt_in = |gever: &&[Toekenning]| {
        gever
            .iter()
            .any(|wat| BEVESTIGT_OVERDRACHT.contains(&wat.rol))
    };
    if kant(zetel.rol).is_none() || zetel.bereik.soort() != Bereiksoort::Thema {
        return Oordeel::MagNiet;
    }
    match gevers {
        [een] if zit_er(een) || stemt_in(een) => Oordeel::WachtOpTweede,
        [een, twee] if zit_er(een) && stemt_in(twee) => Oordeel::Mag,
        [een, twee] if zit_er(twee) && stemt_in(een) => Oordeel::Mag,
        _ => Oordeel::MagNiet,
    }
}

/// Roles whose second factor one beheerder does not reset alone (design section 4): with a new factor
/// somebody could act as their holder.
const BESCHERMD: [Rol; 7] = [
    Rol::Redactie,
    Rol::Regietafellid,
    Rol::Secretaris,
    Rol::Dwarskijker,
    Rol::Bureau,
    Rol::Auditor,
    Rol::Beheerder,
];

/// What it takes to reset the second factor of an account with these roles.
pub fn eis_factor_wissen(toekenningen: &[Toekenning]) -> Eis {
    let beschermd = toekenningen.iter().any(|t| BESCHERMD.contains(&t.rol));
    if beschermd {
        Eis::Twee(Rol::Beheerder)
    } else {
        Eis::Een(&[Rol::Beheerder])
    }
}

/// Whether somebody with this role can't be missed when nobody else has it in its place: an
/// organisatie without beheerder, or the platform without, lets nobody in any more.
pub const fn laatste_blijft(rol: Rol) -> bool {
    matches!(
        rol,
        Rol::Organisatiebeheerder | Rol::Beheerder | Rol::Redactie
    )
}

/// Whether the last one with this role can be blocked. A beheerder brings the first
/// organisatiebeheerder of an organisatie in again, so nobody is out of reach there; the platform
/// itself has nobody else.
pub const fn laatste_is_te_blokkeren(rol: Rol) -> bool {
    !matches!(rol, Rol::Beheerder | Rol::Redactie)
}

/// Whether an account must be a member of the organisatie before it has the role there.
pub const fn vraagt_lidmaatschap(rol: Rol) -> bool {
    matches!(rol, Rol::Organisatiebeheerder | Rol::Vrijgever)
}

/// Whether what only one person could read of an organisatie goes to a colleague when they leave: what
/// is written for the organisatie does. What somebody told in confidence stays theirs, so a kind is here
/// only when it was looked at.
pub const fn gaat_over(soort: Soort) -> bool {
    match soort {
        Soort::Praktijk | Soort::Proefproject => true,
        Soort::Knelpunt
        | Soort::Signaal
        | Soort::Bevinding
        | Soort::Kennisvraag
        | Soort::Besluit
        | Soort::Notitie
        | Soort::Actie
        | Soort::Bijeenkomst
        | Soort::Publicatie
        | Soort::Regeling
        | Soort::Organisatie
        | Soort::Thema => false,
    }
}

/// The keys of a token of an account with these roles; none when it reads what a visitor reads. Never
/// more than an ordinary login: a token is given with every request, and nobody sits beside it.
pub fn sleutels_met_token(
    scopes: &[Scope],
    toekenningen: &[Toekenning],
) -> Option<BTreeSet<Sleutel>> {
    scopes
        .iter()
        .any(|scope| scope.leest_eigen())
        .then(|| sleutels(toekenningen, false))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_factor_of_who_decides_much_is_reset_by_two() {
        for rol in Rol::ALLE {
            let twee = matches!(eis_factor_wissen(&[in_(*rol, HIER)]), Eis::Twee(_));
            assert_eq!(twee, BESCHERMD.contains(rol), "{rol}");
        }
        assert_eq!(eis_factor_wissen(&[]), Eis::Een(&[Rol::Beheerder]));
        let ook_lid = [in_(Rol::Lid, HIER), in_(Rol::Dwarskijker, HIER)];
        assert_eq!(eis_factor_wissen(&ook_lid), Eis::Twee(Rol::Beheerder));
    }

    #[test]
    fn a_token_reads_no_more_than_an_ordinary_login() {
        for rol in Rol::ALLE {
            let heeft = [in_(*rol, HIER)];
            let gewoon = (!rol.vraagt_sterke_login()).then(|| heeft[0].sleutels());
            let gewoon: BTreeSet<Sleutel> = gewoon.into_iter().flatten().collect();
            for (scopes, leest) in [
                (&[Scope::Lezen][..], Some(&gewoon)),
                (&[Scope::Schrijven], Some(&gewoon)),
                (&[Scope::LezenOpenbaar, Scope::Lezen], Some(&gewoon)),
                (&[Scope::LezenOpenbaar], None),
                (&[], None),
            ] {
                let sleutels = sleutels_met_token(scopes, &heeft);
                assert_eq!(sleutels.as_ref(), leest, "{rol} {scopes:?}");
            }
        }
    }

    const HIER: Uuid = Uuid::from_u128(1);
    const ELDERS: Uuid = Uuid::from_u128(2);

    fn in_(rol: Rol, id: Uuid) -> Toekenning {
        let id = (rol.bereiksoort() != Bereiksoort::Landelijk).then_some(id);
        let bereik = Bereik::van(rol.bereiksoort(), id).expect("a place");
        Toekenning { rol, bereik }
    }

    fn gift(rol: Rol, al_iemand: bool) -> Gift {
        Gift {
            wat: in_(rol, HIER),
            thema_van_tafel: Some(HIER),
            al_iemand,
        }
    }

    /// For each role who gives it alone, and who gives it with a second of the same role.
    #[test]
    fn every_role_is_given_by_whom_the_plan_says() {
        use Rol::{
            Accountmanager, Auditor, Beheerder, Bureau, Deelnemer, DuoGemeente, DuoRijk,
            Dwarskijker, Lid, Netwerklid, Organisatiebeheerder, Redactie, Regietafellid,
            Secretaris, Tafelvoorzitter, Vrijgever, Waarnemer,
        };
        let tabel: [(Rol, bool, &[Rol], &[Rol]); 18] = [
            (Lid, true, &[Organisatiebeheerder], &[]),
            (Organisatiebeheerder, false, &[Beheerder], &[]),
            (Organisatiebeheerder, true, &[Organisatiebeheerder], &[]),
            (Vrijgever, true, &[Organisatiebeheerder], &[]),
            (Redactie, true, &[], &[Redactie]),
            (DuoRijk, true, &[Regietafellid, Secretaris], &[]),
            (DuoGemeente, true, &[Regietafellid, Secretaris], &[]),
            (Waarnemer, true, &[Regietafellid, Secretaris], &[]),
            (Netwerklid, true, &[DuoRijk, DuoGemeente, Waarnemer], &[]),
            (
                Tafelvoorzitter,
                true,
                &[DuoRijk, DuoGemeente, Waarnemer],
                &[],
            ),
            (Deelnemer, true, &[Tafelvoorzitter], &[]),
            (Accountmanager, true, &[Redactie], &[]),
            (Regietafellid, true, &[], &[Beheerder]),
            (Secretaris, true, &[], &[Beheerder]),
            (Dwarskijker, true, &[], &[]),
            (Bureau, true, &[Dwarskijker], &[]),
            (Auditor, true, &[], &[Beheerder]),
            (Beheerder, true, &[], &[Beheerder]),
        ];
        for (rol, al_iemand, een, twee) in tabel {
            let gift = gift(rol, al_iemand);
            for gever in Rol::ALLE {
                let hier = [in_(*gever, HIER)];
                let alleen = gift.oordeel(&[&hier]);
                let samen = gift.oordeel(&[&hier, &hier]);
                let verwacht = match (een.contains(gever), twee.contains(gever)) {
                    (true, _) => (Oordeel::Mag, Oordeel::Mag),
                    (_, true) => (Oordeel::WachtOpTweede, Oordeel::Mag),
                    _ => (Oordeel::MagNiet, Oordeel::MagNiet),
                };
                assert_eq!((alleen, samen), verwacht, "{gever} gives {rol}");
            }
        }
    }

    #[test]
    fn a_seat_is_handed_over_by_who_sits_there_and_the_regietafel_together() {
        for kant in [Rol::DuoRijk, Rol::DuoGemeente] {
            let zetel = in_(kant, HIER);
            let (zit, elders) = ([zetel], [in_(kant, ELDERS)]);
            let oordeel = |gevers: &[&[Toekenning]]| oordeel_overdracht(zetel, gevers);
            for tafel in Rol::ALLE {
                let ander = [in_(*tafel, HIER)];
                let bevestigt = matches!(tafel, Rol::Regietafellid | Rol::Secretaris);
                let samen = if bevestigt {
                    Oordeel::Mag
                } else {
                    Oordeel::MagNiet
                };
                assert_eq!(oordeel(&[&zit, &ander]), samen, "{kant} {tafel}");
                assert_eq!(oordeel(&[&ander, &zit]), samen, "{kant} {tafel}");
                assert_eq!(oordeel(&[&elders, &ander]), Oordeel::MagNiet);
                let alleen = if bevestigt || *tafel == kant {
                    Oordeel::WachtOpTweede
                } else {
                    Oordeel::MagNiet
                };
                assert_eq!(oordeel(&[&ander]), alleen, "{kant} {tafel}");
            }
            assert_eq!(oordeel(&[]), Oordeel::MagNiet);
        }
        let secretaris = [in_(Rol::Secretaris, HIER)];
        for rol in [Rol::Waarnemer, Rol::Netwerklid, Rol::Redactie] {
            let geen_zetel = in_(rol, HIER);
            let oordeel = oordeel_overdracht(geen_zetel, &[&[geen_zetel], &secretaris]);
            assert_eq!(oordeel, Oordeel::MagNiet, "{rol}");
        }
    }

    #[test]
    fn a_giver_from_elsewhere_gives_nothing() {
        for rol in Rol::ALLE {
            for gever in Rol::ALLE {
                let elders = [in_(*gever, ELDERS)];
                if gever.bereiksoort() != Bereiksoort::Landelijk {
                    let oordeel = gift(*rol, true).oordeel(&[&elders, &elders]);
                    assert_eq!(oordeel, Oordeel::MagNiet, "{gever} gives {rol}");
                }
            }
        }
    }

    #[test]
    fn a_role_in_the_wrong_kind_of_place_is_given_by_nobody() {
        let alles: Vec<Toekenning> = Rol::ALLE.iter().map(|rol| in_(*rol, HIER)).collect();
        let gift = Gift {
            wat: Toekenning {
                rol: Rol::Lid,
                bereik: Bereik::Landelijk,
            },
            thema_van_tafel: None,
            al_iemand: true,
        };
        assert_eq!(gift.oordeel(&[&alles, &alles]), Oordeel::MagNiet);
    }
}
