//! A picture that a phone reads, as one path of an SVG.

use anyhow::Context as _;
use qrcode::{Color, QrCode};

use crate::error::Result;

/// Light squares around the picture, without which a phone does not see where it ends.
const RAND: usize = 4;

/// The picture of a text.
#[derive(Debug)]
pub struct Qr {
    /// Squares on a side, the light ones around it counted.
    pub breedte: usize,
    /// The dark squares, as the path of an SVG.
    pub pad: String,
}

impl Qr {
    /// The picture of a text.
    ///
    /// # Errors
    /// The text is too long.
    pub fn van(tekst: &str) -> Result<Self> {
        let code = QrCode::new(tekst).context("a picture for a phone")?;
        let zijde = code.width();
        let kleuren = code.into_colors();
        let donker = kleuren.iter().enumerate();
        let donker = donker.filter(|(_, kleur)| **kleur == Color::Dark);
        let vakje = |(plek, _)| format!("M{} {}h1v1h-1z", plek % zijde + RAND, plek / zijde + RAND);
        Ok(Self {
            breedte: zijde + 2 * RAND,
            pad: donker.map(vakje).collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Qr;

    #[test]
    fn a_corner_has_the_square_that_phones_look_for() {
        let qr = Qr::van("otpauth://totp/Dwarsverband:els?secret=GEZDGNBV").expect("it fits");
        for (x, y, donker) in [
            (4, 4, true),
            (10, 4, true),
            (5, 5, false),
            (7, 7, true),
            (11, 4, false),
            (0, 0, false),
        ] {
            let vakje = format!("M{x} {y}h1v1h-1z");
            assert_eq!(qr.pad.contains(&vakje), donker, "{vakje}");
        }
        assert!(Qr::van(&"x".repeat(5_000)).is_err());
    }
}
