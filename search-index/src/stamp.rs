//! What a commit says of itself: how far it is in the change log, and why it was built.

use crate::fingerprint::of_text;

/// Position in the change log and number of the last order to build anew, closed with a check: a
/// digit that fell over must not become another position.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub position: i64,
    pub order: i64,
}

impl Stamp {
    pub(crate) fn write(self) -> String {
        let text = format!("{} {}", self.position, self.order);
        let check = of_text(&text);
        format!("{text} {check:016x}")
    }

    /// `None` when it is not whole.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (position, order) = text.rsplit_once(' ')?.0.split_once(' ')?;
        let stamp = Self {
            position: position.parse().ok()?,
            order: order.parse().ok()?,
        };
        (stamp.write() == text).then_some(stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::Stamp;

    #[test]
    fn a_stamp_is_read_back_and_no_flipped_byte_passes() {
        let stamp = Stamp {
            position: 1_234,
            order: 5,
        };
        let text = stamp.write();
        assert_eq!(Stamp::read(&text), Some(stamp));
        for at in 0..text.len() {
            for bit in 0..7 {
                let mut bytes = text.clone().into_bytes();
                bytes[at] ^= 1 << bit;
                let flipped = String::from_utf8(bytes).expect("it stays ASCII");
                assert_eq!(Stamp::read(&flipped), None, "{flipped}");
            }
        }
        for text in ["", "12", "12 0", "x y z"] {
            assert_eq!(Stamp::read(text), None, "{text}");
        }
    }
}
