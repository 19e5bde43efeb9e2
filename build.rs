//! What the binary carries besides code: the bundled style sheet, fonts and images, the words that search takes
//! compounds apart by, and the texts of `content/` and `demo/`. The source tree stays clean; npm and node work in a copy under `OUT_DIR/ui`.
//!
//! Written to `OUT_DIR`, to be included where the types are:
//!
//! * `assets.rs`: `pub static ASSETS: &[Asset]`, with `name`, `path`, `content_type` and `bytes`;
//! * `woorden.rs`: `pub static WOORDEN: &str`, a word a line, sorted;
//! * `content.rs` and `demo.rs`: `pub static CONTENT` and `DEMO: &[(&str, &str)]`, path within the folder and text.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::{env, fs, io};

/// Points to a folder that `src/assets/build.mjs` filled, for machines without node.
const BUNDLED_ELSEWHERE: &str = "DWARSVERBAND_ASSETS";

/// What `node build.mjs` reads, within `src/assets`. Not the folder itself: it may hold a `node_modules`.
const ASSET_FILES: [&str; 4] = [
    "package.json",
    "package-lock.json",
    "build.mjs",
    "woorden.txt",
];
const ASSET_FOLDERS: [&str; 3] = ["css", "img", "js"];

/// The kinds of text that are compiled in.
const TEXT_EXTENSIONS: [&str; 3] = ["md", "csv", "jsonl"];

/// Why the build can't go on, in words for the person at the keyboard.
struct Stop(String);

type Result<T = ()> = std::result::Result<T, Stop>;

fn main() -> ExitCode {
    match build() {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop(why)) => {
            for line in why.lines() {
                println!("cargo::error={line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result {
    let root = folder_from_env("CARGO_MANIFEST_DIR")?;
    let out = folder_from_env("OUT_DIR")?;
    println!("cargo::rerun-if-env-changed={BUNDLED_ELSEWHERE}");

    let bundle = match env::var_os(BUNDLED_ELSEWHERE) {
        Some(folder) => bundled_elsewhere(Path::new(&folder))?,
        None => bundle(&root.join("src"), &out.join("ui"))?,
    };
    write_assets(&bundle, &out.join("assets.rs"))?;
    write_words(&bundle, &out.join("woorden.rs"))?;
    write_texts(&root, "content", "CONTENT", &out.join("content.rs"))?;
    write_texts(&root, "demo", "DEMO", &out.join("demo.rs"))
}

/// The folder that somebody filled before, with its full path.
fn bundled_elsewhere(folder: &Path) -> Result<PathBuf> {
    let manifest = folder.join("manifest.tsv");
    let manifest = fs::canonicalize(&manifest).map_err(|e| {
        Stop(format!(
            "{}: {e}\n\
             {BUNDLED_ELSEWHERE} has to be a folder that was filled with\n\
             cd src/assets && npm ci && node build.mjs FOLDER",
            manifest.display(),
        ))
    })?;
    watch(&manifest);
    Ok(manifest.parent().map(Path::to_path_buf).unwrap_or_default())
}

/// Bundles the assets in the folder `work` and returns where the result is.
fn bundle(src: &Path, work: &Path) -> Result<PathBuf> {
    let assets = work.join("assets");
    fs::create_dir_all(&assets).map_err(|e| unusable(&assets, &e))?;
    for file in ASSET_FILES {
        copy(&src.join("assets").join(file), &assets.join(file))?;
    }
    for folder in ASSET_FOLDERS {
        copy_folder(&src.join("assets").join(folder), &assets.join(folder))?;
    }
    // The style sheet is cut to the classes that the templates use.
    copy_folder(&src.join("templates"), &work.join("templates"))?;

    install_packages(&assets)?;
    let bundle = work.join("bundle");
    run(&assets, "node", &["build.mjs", text(&bundle)?])?;
    Ok(bundle)
}

/// Runs `npm ci`, but only when the lock file is another one than at the last success.
fn install_packages(assets: &Path) -> Result {
    let wanted = assets.join("package-lock.json");
    let installed = assets.join("installed-lock.json");
    if let (Ok(wanted), Ok(installed)) = (fs::read(&wanted), fs::read(&installed))
        && wanted == installed
    {
        return Ok(());
    }
    run(
        assets,
        "npm",
        &[
            "ci",
            "--include=dev",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ],
    )?;
    fs::copy(&wanted, &installed).map_err(|e| unusable(&installed, &e))?;
    Ok(())
}

/// Runs a program to its end; when it fails, what it said is the reason to stop.
fn run(folder: &Path, program: &str, args: &[&str]) -> Result {
    let called = format!("{program} {} (in {})", args.join(" "), folder.display());
    match Command::new(program)
        .args(args)
        .current_dir(folder)
        .output()
    {
        Ok(done) if done.status.success() => Ok(()),
        Ok(done) => Err(Stop(format!(
            "{called}: {}\n{}{}",
            done.status,
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr),
        ))),
        Err(e) => Err(Stop(format!(
            "{called}: {e}\n\
             The style sheet is bundled with Node.js: install version 20.11 or later with npm (https://nodejs.org),\n\
             or bundle elsewhere (cd src/assets && npm ci && node build.mjs FOLDER)\n\
             and set {BUNDLED_ELSEWHERE} to the full path of that folder."
        ))),
    }
}

/// Writes the list of bundled files, from the `manifest.tsv` beside them: name, file, content type.
fn write_assets(bundle: &Path, to: &Path) -> Result {
    let manifest = bundle.join("manifest.tsv");
    let rows = fs::read_to_string(&manifest).map_err(|e| unusable(&manifest, &e))?;
    let mut code = "/// The bundled files.\npub static ASSETS: &[Asset] = &[\n".to_owned();
    for row in rows.lines() {
        let [name, file, content_type] = row.split('\t').collect::<Vec<_>>()[..] else {
            return Err(Stop(format!(
                "{}: expected name, file and type, got: {row}",
                manifest.display()
            )));
        };
        let path = bundle.join(file);
        let _ = writeln!(
            code,
            "    Asset {{ name: {name:?}, path: {file:?}, content_type: {content_type:?}, bytes: include_bytes!({:?}) }},",
            text(&path)?,
        );
    }
    code.push_str("];\n");
    fs::write(to, code).map_err(|e| unusable(to, &e))
}

/// Writes the list of words that lies among the bundled files.
fn write_words(bundle: &Path, to: &Path) -> Result {
    let words = bundle.join("woorden.txt");
    fs::metadata(&words).map_err(|e| unusable(&words, &e))?;
    let code = format!(
        "/// The words that compounds are made of, sorted, one a line.\n\
         pub static WOORDEN: &str = include_str!({:?});\n",
        text(&words)?,
    );
    fs::write(to, code).map_err(|e| unusable(to, &e))
}

/// Writes the texts of `root/folder` in the order of their paths. A folder that isn't there holds no texts.
fn write_texts(root: &Path, folder: &str, name: &str, to: &Path) -> Result {
    let top = root.join(folder);
    let mut code = format!(
        "/// The texts of `{folder}/`: path and text.\npub static {name}: &[(&str, &str)] = &[\n"
    );
    if top.is_dir() {
        watch(&top);
        for file in files_below(&top)?.into_iter().filter(|file| is_text(file)) {
            watch(&file);
            let path = file.strip_prefix(&top).unwrap_or(&file);
            let path = path
                .iter()
                .map(|part| text(Path::new(part)))
                .collect::<Result<Vec<_>>>()?
                .join("/");
            let _ = writeln!(code, "    ({path:?}, include_str!({:?})),", text(&file)?);
        }
    } else {
        // To watch a path that isn't there would run this script on every build.
        watch(&root.join("Cargo.toml"));
    }
    code.push_str("];\n");
    fs::write(to, code).map_err(|e| unusable(to, &e))
}

/// Whether a file is compiled in: a text, and not one about the folder itself.
fn is_text(file: &Path) -> bool {
    let known = file
        .extension()
        .is_some_and(|found| TEXT_EXTENSIONS.iter().any(|known| found == *known));
    known && file.file_name().is_some_and(|name| name != "README.md")
}

/// All files in a folder and the folders in it, sorted by path.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unusable(folder, &e))? {
        let path = entry.map_err(|e| unusable(folder, &e))?.path();
        if path.is_dir() {
            files.extend(files_below(&path)?);
        } else {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Copies a folder anew, so that what was removed from the source is gone from the copy.
fn copy_folder(from: &Path, to: &Path) -> Result {
    match fs::remove_dir_all(to) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => return Err(unusable(to, &e)),
        _ => {}
    }
    watch(from);
    for file in files_below(from)? {
        let copied = to.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(folder) = copied.parent() {
            fs::create_dir_all(folder).map_err(|e| unusable(folder, &e))?;
        }
        copy(&file, &copied)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result {
    watch(from);
    fs::copy(from, to).map_err(|e| unusable(from, &e))?;
    Ok(())
}

/// Runs this script again when a file, or anything in a folder, changes.
fn watch(path: &Path) {
    println!("cargo::rerun-if-changed={}", path.display());
}

fn folder_from_env(name: &str) -> Result<PathBuf> {
    env::var_os(name)
        .map(PathBuf::from)
        .ok_or_else(|| Stop(format!("{name} is not set: run this through cargo")))
}

/// A path as it can stand in Rust code and on a command line.
fn text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| {
        Stop(format!(
            "{}: not a UTF-8 path; rename the file or folder",
            path.display()
        ))
    })
}

fn unusable(path: &Path, why: &io::Error) -> Stop {
    Stop(format!("{}: {why}", path.display()))
}
