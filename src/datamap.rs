//! The folder with what the platform keeps.

use std::{fs::DirBuilder, io, path::Path};

/// Makes a folder that only its owner can look into, and those above it that are missing. One that is
/// there stays as whoever runs the platform made it.
///
/// # Errors
/// It can't be made.
pub fn maak(map: &Path) -> io::Result<()> {
    let mut bouwer = DirBuilder::new();
    bouwer.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        bouwer.mode(0o700);
    }
    bouwer.create(map)
}

#[cfg(all(test, unix))]
mod tests {
    use std::{
        fs,
        os::unix::fs::{MetadataExt as _, PermissionsExt as _},
    };

    use super::*;

    #[test]
    fn only_its_owner_looks_into_a_new_folder() {
        let map = tempfile::tempdir().expect("a folder");
        let rechten = |pad: &Path| fs::metadata(pad).expect("a folder").mode() & 0o777;
        let nieuw = map.path().join("boven/data");
        maak(&nieuw).expect("it is made");
        assert_eq!(rechten(&nieuw), 0o700);
        fs::set_permissions(&nieuw, fs::Permissions::from_mode(0o750)).expect("rights");
        maak(&nieuw).expect("it is there");
        assert_eq!(rechten(&nieuw), 0o750, "what somebody chose stays");
    }
}
