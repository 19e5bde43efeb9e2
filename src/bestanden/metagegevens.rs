//! Takes out of a picture what nobody needs to know to see it: where and when it was made, by whom and
//! with what, thumbnails of what was cut away, and whatever stands behind its end. The picture itself
//! is not made anew. What stays is named here; all else goes.

use img_parts::{
    Bytes,
    jpeg::Jpeg,
    png::{Png, PngChunk},
    riff::{RiffChunk, RiffContent},
    webp::WebP,
};

/// The largest colour profile of a png, which is packed, in bytes.
const PROFIEL: usize = 1024 * 1024;
/// The flags of a webp that say there are EXIF and XMP.
const WEBP_EXIF: u8 = 0b0000_1000;
const WEBP_XMP: u8 = 0b0000_0100;

/// The markers of a jpeg that this knows by name.
mod merk {
    pub const SOI: u8 = 0xD8;
    pub const EOI: u8 = 0xD9;
    pub const APP0: u8 = 0xE0;
    pub const APP1: u8 = 0xE1;
    pub const APP2: u8 = 0xE2;
    pub const APP14: u8 = 0xEE;
}

/// A jpeg with what it takes to decode it, its colour profile, and which way up it is.
pub fn jpeg(bytes: Bytes) -> Option<Vec<u8>> {
    let mut uit = Vec::with_capacity(bytes.len());
    let plaat = Jpeg::from_bytes(bytes).ok()?;
    let exif = plaat
        .segments_by_marker(merk::APP1)
        .find_map(|s| s.contents().strip_prefix(b"Exif\0\0"));
    let stand = exif.and_then(stand);
    uit.extend([0xFF, merk::SOI]);
    let mut segmenten = plaat.segments().iter().peekable();
    // What says which way up it is stands behind the density.
    let eerste = segmenten.next_if(|s| s.marker() == merk::APP0);
    if let Some(inhoud) = eerste.and_then(|s| deel(s.marker(), s.contents())) {
        schrijf(&mut uit, merk::APP0, &inhoud);
    }
    if let Some(stand) = stand {
        let mut exif = b"Exif\0\0".to_vec();
        exif.extend(exif_met(stand));
        schrijf(&mut uit, merk::APP1, &exif);
    }
    for segment in segmenten {
        if let Some(inhoud) = deel(segment.marker(), segment.contents()) {
            schrijf(&mut uit, segment.marker(), &inhoud);
        }
        if segment.has_entropy() {
            // The first part of the picture, and all that comes behind it.
            let kop = segment.len();
            let heel = segment.clone().encoder().bytes();
            return beeld(heel.get(kop..)?, &mut uit).then_some(uit);
        }
    }
    None
}

/// What stays of a part of a jpeg.
fn deel(merk: u8, inhoud: &[u8]) -> Option<Vec<u8>> {
    match merk {
        // How to decode it: frames, tables, restarts, scans.
        0xC0..=0xCF | 0xDA..=0xDF => Some(inhoud.to_vec()),
        // The density, without the thumbnail.
        merk::APP0 if inhoud.starts_with(b"JFIF\0") => {
            let mut kop = inhoud.get(..12)?.to_vec();
            kop.extend([0, 0]);
            Some(kop)
        }
        merk::APP2 if inhoud.starts_with(b"ICC_PROFILE\0") => Some(inhoud.to_vec()),
        // Which colours the numbers mean.
        merk::APP14 if inhoud.starts_with(b"Adobe") => Some(inhoud.to_vec()),
        _ => None,
    }
}

fn schrijf(uit: &mut Vec<u8>, merk: u8, inhoud: &[u8]) {
    // What comes from a part is no longer than a part can be.
    let lengte = u16::try_from(inhoud.len() + 2).unwrap_or(u16::MAX);
    uit.extend([0xFF, merk]);
    uit.extend(lengte.to_be_bytes());
    uit.extend(inhoud);
}

/// The picture after the head of its first scan, until its end; false when it has none.
fn beeld(bytes: &[u8], uit: &mut Vec<u8>) -> bool {
    let mut rest = bytes;
    loop {
        let Some(tot) = rest.iter().position(|b| *b == 0xFF) else {
            return false;
        };
        uit.extend(&rest[..tot]);
        rest = &rest[tot..];
        match rest.get(1) {
            // A byte 255 of the picture, or a restart.
            Some(volgt @ (0x00 | 0xD0..=0xD7)) => {
                uit.extend([0xFF, *volgt]);
                rest = &rest[2..];
            }
            // Filling.
            Some(0xFF) => rest = &rest[1..],
            Some(&merk::EOI) => {
                uit.extend([0xFF, merk::EOI]);
                return true;
            }
            Some(&merk::SOI | 0x01) | None => return false,
            // A table or scan between two scans.
            Some(&soort) => {
                let lengte = rest.get(2..4).and_then(|l| l.try_into().ok());
                let lengte = usize::from(lengte.map_or(0, u16::from_be_bytes));
                let Some(inhoud) = rest.get(4..2 + lengte) else {
                    return false;
                };
                if let Some(inhoud) = deel(soort, inhoud) {
                    schrijf(uit, soort, &inhoud);
                }
                rest = &rest[2 + lengte..];
            }
        }
    }
}

/// The parts of a png that it is shown by, also one that moves.
const PNG: [&[u8; 4]; 16] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

/// A png with what it is shown by, and which way up it is.
pub fn png(bytes: Bytes) -> Option<Vec<u8>> {
    let mut plaat = Png::from_bytes(bytes).ok()?;
    let stand = plaat
        .chunk_by_type(*b"eXIf")
        .and_then(|c| stand(c.contents()));
    plaat.chunks_mut().retain(|c| {
        let soort = c.kind();
        let te_groot = soort == *b"iCCP" && c.contents().len() > PROFIEL;
        PNG.contains(&&soort) && !te_groot
    });
    let chunks = plaat.chunks();
    let eerste_en_laatste = chunks.first()?.kind() == *b"IHDR" && chunks.last()?.kind() == *b"IEND";
    if !eerste_en_laatste || plaat.chunk_by_type(*b"IDAT").is_none() {
        return None;
    }
    if let Some(stand) = stand {
        let chunk = PngChunk::new(*b"eXIf", exif_met(stand).to_vec().into());
        plaat.chunks_mut().insert(1, chunk);
    }
    Some(plaat.encoder().bytes().to_vec())
}

/// The parts of a webp that it is shown by, also one that moves.
const WEBP: [&[u8; 4]; 7] = [
    b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP",
];

/// A webp with what it is shown by, and which way up it is.
pub fn webp(bytes: Bytes) -> Option<Vec<u8>> {
    let mut plaat = WebP::from_bytes(bytes).ok()?;
    let exif = plaat.chunk_by_id(*b"EXIF").and_then(|c| c.content().data());
    // Some programs write it as a jpeg does.
    let stand = exif.and_then(|e| stand(e.strip_prefix(b"Exif\0\0").unwrap_or(e)));
    plaat.chunks_mut().retain(|c| WEBP.contains(&&c.id()));
    let beeld = [b"VP8 ", b"VP8L", b"ANMF"];
    if !beeld.iter().any(|id| plaat.has_chunk(**id)) {
        return None;
    }
    let uitgebreid = plaat.chunks_mut().iter_mut().find(|c| c.id() == *b"VP8X");
    if let Some(RiffContent::Data(data)) = uitgebreid.map(RiffChunk::content_mut) {
        let mut vlaggen = data.to_vec();
        let eerste = vlaggen.first_mut()?;
        *eerste &= !(WEBP_EXIF | WEBP_XMP);
        if stand.is_some() {
            *eerste |= WEBP_EXIF;
        }
        *data = vlaggen.into();
        if let Some(stand) = stand {
            let exif = RiffContent::Data(exif_met(stand).to_vec().into());
            plaat.chunks_mut().push(RiffChunk::new(*b"EXIF", exif));
        }
    }
    Some(plaat.encoder().bytes().to_vec())
}

/// Which way up the picture is, of EXIF data; none when it is upright already or nothing is said.
fn stand(tiff: &[u8]) -> Option<u8> {
    let groot = match tiff.get(..4)? {
        b"MM\0*" => true,
        b"II*\0" => false,
        _ => return None,
    };
    let u16_op = |op: usize| {
        let twee = tiff.get(op..op.checked_add(2)?)?.try_into().ok()?;
        Some(if groot {
            u16::from_be_bytes(twee)
        } else {
            u16::from_le_bytes(twee)
        })
    };
    let u32_op = |op: usize| {
        let vier = tiff.get(op..op.checked_add(4)?)?.try_into().ok()?;
        Some(if groot {
            u32::from_be_bytes(vier)
        } else {
            u32::from_le_bytes(vier)
        })
    };
    let begin = usize::try_from(u32_op(4)?).ok()?;
    let aantal = u16_op(begin)?;
    let velden = (0..usize::from(aantal)).map(|i| begin + 2 + i * 12);
    // Tag 0x0112, one number of two bytes.
    let mut stand = velden.filter(|op| u16_op(*op) == Some(0x0112) && u16_op(op + 2) == Some(3));
    let waarde = u8::try_from(u16_op(stand.next()? + 8)?).ok()?;
    (2..=8).contains(&waarde).then_some(waarde)
}

/// EXIF data that say which way up a picture is, and nothing else.
const fn exif_met(stand: u8) -> [u8; 26] {
    [
        b'M', b'M', 0, b'*', 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, stand, 0, 0, 0, 0,
        0, 0,
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_way_up_is_read_from_both_byte_orders() {
        for waarde in 0..=9 {
            let verwacht = (2..=8).contains(&waarde).then_some(waarde);
            assert_eq!(stand(&exif_met(waarde)), verwacht);
            let klein = [
                b'I', b'I', b'*', 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, waarde, 0, 0,
                0, 0, 0, 0, 0,
            ];
            assert_eq!(stand(&klein), verwacht);
        }
    }

    #[test]
    fn broken_exif_says_nothing() {
        let heel = exif_met(6);
        for tot in 0..heel.len() - 6 {
            assert_eq!(stand(&heel[..tot]), None, "cut at {tot}");
        }
        // A table that begins behind the end, or at the largest number.
        assert_eq!(stand(b"MM\0*\0\0\0\xff"), None);
        assert_eq!(stand(b"MM\0*\xff\xff\xff\xff"), None);
    }

    #[test]
    fn a_jpeg_ends_where_it_ends() {
        let mut uit = Vec::new();
        // A byte 255, a restart, a remark between scans, filling, the end, and a stowaway.
        let in_ = b"ab\xff\0c\xff\xd0d\xff\xfe\0\x05geh\xff\xff\xd9PK\x03\x04";
        assert!(beeld(in_, &mut uit));
        assert_eq!(uit, b"ab\xff\0c\xff\xd0d\xff\xd9");
        for kapot in [
            &b"abc"[..],
            b"ab\xff",
            b"ab\xff\xc4\0",
            b"ab\xff\xd8\xff\xd9",
        ] {
            assert!(!beeld(kapot, &mut Vec::new()), "{kapot:?}");
        }
    }
}
