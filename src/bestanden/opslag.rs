//! Where files are kept: in a folder, each under a number. The name that people gave a file is
//! nowhere in its path.

use std::{
    fs::{self, File},
    io::{Read as _, Seek as _},
    path::Path,
    sync::Arc,
};

use anyhow::Context as _;
use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, TryStreamExt as _, stream::BoxStream};
use img_parts::Bytes;
use object_store::{
    ObjectStore as _, ObjectStoreExt as _, WriteMultipart, local::LocalFileSystem,
    path::Path as Sleutel,
};
use uuid::Uuid;

use crate::error::Result;

/// How much of a file is in memory at a time, in bytes.
const STUKJE: usize = 256 * 1024;

/// The folder of the files. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Opslag {
    winkel: Arc<LocalFileSystem>,
    map: Arc<Path>,
}

/// A file that is kept, to be read piece by piece.
pub struct Bewaard {
    /// How large it is, in bytes.
    pub grootte: u64,
    /// The pieces.
    pub stukjes: BoxStream<'static, object_store::Result<Bytes>>,
}

impl Opslag {
    /// Opens the folder; a new one is made.
    ///
    /// # Errors
    /// The folder can't be made or used.
    pub fn open(map: &Path) -> Result<Self> {
        let naam = map.display();
        fs::create_dir_all(map).with_context(|| format!("make the folder {naam}"))?;
        let winkel = LocalFileSystem::new_with_prefix(map)
            .with_context(|| format!("use the folder {naam}"))?
            .with_fsync(true);
        Ok(Self {
            winkel: Arc::new(winkel),
            map: map.into(),
        })
    }

    /// A file without a name, on the disk where it may be kept later. It is gone when nobody has it
    /// open any more, also when the process is killed.
    ///
    /// # Errors
    /// The disk is full, or can't be written.
    pub fn tijdelijk(&self) -> Result<File> {
        Ok(tempfile::tempfile_in(&self.map).context("make a temporary file")?)
    }

    /// Keeps a file under a number; answers when it is on the disk.
    ///
    /// # Errors
    /// The disk is full, or can't be written; then nothing is kept.
    pub async fn bewaar(&self, id: Uuid, bestand: &File) -> Result<()> {
        let mut bestand = bestand.try_clone().context("open a file twice")?;
        bestand.rewind().context("read a file")?;
        let upload = self.winkel.put_multipart(&sleutel(id)).await;
        let mut schrijver =
            WriteMultipart::new_with_chunk_size(upload.context("keep a file")?, 1 << 20);
        loop {
            let (terug, stukje) = tokio::task::spawn_blocking(move || {
                let mut stukje = vec![0; STUKJE];
                let gelezen = bestand.read(&mut stukje);
                gelezen.map(|n| {
                    stukje.truncate(n);
                    (bestand, stukje)
                })
            })
            .await
            .context("read a file")?
            .context("read a file")?;
            bestand = terug;
            if stukje.is_empty() {
                break;
            }
            if let Err(fout) = schrijver.wait_for_capacity(4).await {
                schrijver.abort().await.context("give up a file")?;
                return Err(anyhow::Error::new(fout).context("keep a file").into());
            }
            schrijver.write(&stukje);
        }
        schrijver.finish().await.context("keep a file")?;
        Ok(())
    }

    /// Opens a file that is kept.
    ///
    /// # Errors
    /// It is not there, or can't be read.
    pub async fn lees(&self, id: Uuid) -> Result<Bewaard> {
        let gevonden = self.winkel.get(&sleutel(id)).await;
        let gevonden = gevonden.with_context(|| format!("open the file {id}"))?;
        Ok(Bewaard {
            grootte: gevonden.meta.size,
            stukjes: gevonden.into_stream().boxed(),
        })
    }

    /// Removes a file. One that is gone already is no mistake.
    ///
    /// # Errors
    /// The folder can't be written.
    pub async fn verwijder(&self, id: Uuid) -> Result<()> {
        match self.winkel.delete(&sleutel(id)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(fout) => {
                let wat = format!("remove the file {id}");
                Err(anyhow::Error::new(fout).context(wat).into())
            }
        }
    }

    /// The numbers of the files that were last written before a moment.
    ///
    /// # Errors
    /// The folder can't be read.
    pub async fn van_voor(&self, moment: DateTime<Utc>) -> Result<Vec<Uuid>> {
        let alle: Vec<_> = self
            .winkel
            .list(None)
            .try_collect()
            .await
            .context("list the files")?;
        let oude = alle.into_iter().filter(|b| b.last_modified < moment);
        Ok(oude
            .filter_map(|b| b.location.as_ref().parse().ok())
            .collect())
    }

    /// Removes what is left of files that were being written when the process was killed, before a
    /// moment. Answers how many.
    ///
    /// # Errors
    /// The folder can't be read or written.
    pub async fn ruim_half_op(&self, moment: DateTime<Utc>) -> Result<usize> {
        let map = self.map.clone();
        let geruimd = tokio::task::spawn_blocking(move || ruim_half_op(&map, moment)).await;
        Ok(geruimd
            .context("tidy the folder of files")?
            .context("tidy the folder of files")?)
    }
}

/// A file that is not there whole yet is called `number#1`.
fn ruim_half_op(map: &Path, moment: DateTime<Utc>) -> std::io::Result<usize> {
    let mut weg = 0;
    for ingang in fs::read_dir(map)? {
        let ingang = ingang?;
        let half = ingang.file_name().to_string_lossy().contains('#');
        if half && DateTime::<Utc>::from(ingang.metadata()?.modified()?) < moment {
            fs::remove_file(ingang.path())?;
            weg += 1;
        }
    }
    Ok(weg)
}

fn sleutel(id: Uuid) -> Sleutel {
    Sleutel::from(id.to_string())
}
