//! Unpacking a backup into a folder of its own, where nothing can get out of, and checking it.

use std::{
    collections::BTreeMap,
    fs::File,
    io::{self, BufReader, Read, Write},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, bail};
use sha2::{Digest as _, Sha256};

use super::manifest::{BIJLAGEN, Bestand, DATABASE, MANIFEST, Manifest, VORM};
use crate::hash::hex;

/// The largest manifest that is read.
const MANIFEST_BYTES: u64 = 256 << 20;

const BESCHADIGD: &str = "de reservekopie is beschadigd, of het is er geen. Neem een andere";

/// Unpacks a backup into an empty folder. Every file in it has the hash that its manifest says.
///
/// # Errors
/// It is damaged, of another version, or has something in it that a backup never has.
pub fn pak_uit(bestand: File, map: &Path) -> anyhow::Result<Manifest> {
    let zstd = zstd::Decoder::new(BufReader::new(bestand)).context(BESCHADIGD)?;
    let mut tar = tar::Archive::new(zstd);
    let mut manifest = None;
    let mut gevonden: BTreeMap<String, (u64, String)> = BTreeMap::new();
    for wat in tar.entries().context(BESCHADIGD)? {
        let mut wat = wat.context(BESCHADIGD)?;
        if manifest.is_some() || wat.header().entry_type() != tar::EntryType::Regular {
            bail!("{BESCHADIGD}");
        }
        let pad = wat.path().context(BESCHADIGD)?.into_owned();
        if pad == Path::new(MANIFEST) {
            let mut tekst = Vec::new();
            wat.by_ref()
                .take(MANIFEST_BYTES)
                .read_to_end(&mut tekst)
                .context(BESCHADIGD)?;
            manifest = Some(lees(&tekst)?);
            continue;
        }
        let (naam, doel) = binnen(map, &pad).context(BESCHADIGD)?;
        if let Some(ouder) = doel.parent() {
            std::fs::create_dir_all(ouder)?;
        }
        // Never over what stands there.
        let uit =
            File::create_new(&doel).with_context(|| format!("{naam} staat er twee keer in"))?;
        let som = schrijf(&mut wat, uit)?;
        gevonden.insert(naam, som);
    }
    // Also what comes after the files must be whole.
    io::copy(&mut tar.into_inner(), &mut io::sink()).context(BESCHADIGD)?;
    let manifest = manifest.context(BESCHADIGD)?;
    vergelijk(&manifest, gevonden)?;
    Ok(manifest)
}

/// The version first: of another form nothing else can be understood.
fn lees(tekst: &[u8]) -> anyhow::Result<Manifest> {
    #[derive(serde::Deserialize)]
    struct Vorm {
        vorm: u32,
    }
    let vorm: Vorm = serde_json::from_slice(tekst).context(BESCHADIGD)?;
    if vorm.vorm != VORM {
        bail!(
            "deze reservekopie heeft vorm {}, en deze versie van het platform leest vorm {VORM}. \
             Herstel haar met de versie die haar maakte",
            vorm.vorm
        );
    }
    serde_json::from_slice(tekst).context(BESCHADIGD)
}

/// The name of a file of a backup and where it goes; none when no backup has such a file.
fn binnen(map: &Path, pad: &Path) -> Option<(String, PathBuf)> {
    let mut delen = Vec::new();
    for deel in pad.components() {
        match deel {
            Component::Normal(deel) => delen.push(deel.to_str()?),
            _ => return None,
        }
    }
    let goed = match delen.as_slice() {
        [een] => *een == DATABASE,
        [eerste, _, ..] => *eerste == BIJLAGEN,
        [] => false,
    };
    let doel = delen
        .iter()
        .fold(map.to_owned(), |map, deel| map.join(deel));
    goed.then(|| (delen.join("/"), doel))
}

fn schrijf(van: &mut impl Read, mut naar: File) -> anyhow::Result<(u64, String)> {
    let (mut sha, mut bytes) = (Sha256::new(), 0);
    let mut buf = vec![0; 64 * 1024];
    loop {
        let n = van.read(&mut buf).context(BESCHADIGD)?;
        if n == 0 {
            break;
        }
        sha.update(&buf[..n]);
        bytes += n as u64;
        naar.write_all(&buf[..n])
            .context("niet te schrijven. Is de schijf vol?")?;
    }
    naar.sync_all()?;
    Ok((bytes, hex(&sha.finalize())))
}

/// Every file is there with its hash, and no other.
fn vergelijk(
    manifest: &Manifest,
    mut gevonden: BTreeMap<String, (u64, String)>,
) -> anyhow::Result<()> {
    for Bestand {
        naam,
        bytes,
        sha256,
    } in &manifest.bestanden
    {
        if gevonden.remove(naam) != Some((*bytes, sha256.clone())) {
            bail!("{BESCHADIGD}: {naam} is niet zoals het was");
        }
    }
    if !gevonden.is_empty() {
        bail!("{BESCHADIGD}: er staan bestanden in die er niet in horen");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_out_of_the_folder() {
        let map = Path::new("/doel");
        for (pad, waar) in [
            ("database", Some("/doel/database")),
            ("bijlagen/ab/cd.pdf", Some("/doel/bijlagen/ab/cd.pdf")),
            ("bijlagen/../../etc/passwd", None),
            ("../database", None),
            ("/etc/passwd", None),
            ("bijlagen", None),
            ("iets-anders", None),
            ("database/x", None),
            ("", None),
        ] {
            let doel = binnen(map, Path::new(pad)).map(|(_, doel)| doel);
            assert_eq!(doel, waar.map(PathBuf::from), "{pad}");
        }
    }
}
