//! Who manages the netwerk of a thema. Pure.

use crate::werkruimte::{model::Deelname, policy::Bezwaar};

/// Whether somebody may bring people into the netwerk of a thema and take them out: either seat, and who stands in for
/// one (design section 4: a netwerklid is named by either seat).
///
/// # Errors
/// Who may.
pub const fn mag_beheren(deelname: Deelname) -> Result<(), Bezwaar> {
    if deelname.is_duo() {
        Ok(())
    } else if deelname.netwerk {
        Err(Bezwaar::AlleenHetDuo)
    } else {
        Err(Bezwaar::NietInThema)
    }
}

/// Who may, to somebody of the netwerk who may not.
pub const ALLEEN_HET_DUO: &str = "Het duo van dit thema beslist wie er in het netwerk zit. Kent u iemand die mee wil praten? Vraag het aan het duo.";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn either_seat_manages_the_netwerk_and_the_netwerk_does_not() {
        for n in 0_u8..16 {
            let deelname = Deelname {
                rijk: n & 1 > 0,
                gemeente: n & 2 > 0,
                waarnemer: n & 4 > 0,
                netwerk: n & 8 > 0,
            };
            let verwacht = match (n & 7, n & 8) {
                (1.., _) => Ok(()),
                (0, 0) => Err(Bezwaar::NietInThema),
                (0, _) => Err(Bezwaar::AlleenHetDuo),
            };
            assert_eq!(mag_beheren(deelname), verwacht, "{deelname:?}");
        }
    }
}
