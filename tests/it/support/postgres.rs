//! A private PostgreSQL for the tests.
//!
//! `tests/run` starts one cluster for the whole run and names the folder of its socket in
//! `DWARSVERBAND_TEST_PG`; every test process uses that one. Without it (`cargo test`, an IDE)
//! the first use in a process starts an own cluster through `tests/postgres.sh`.
//!
//! Statics are never dropped, so it is not `Drop` that stops the server: the script holds our
//! pipe, and the kernel closes that however this process ends.
//!
//! Processes share the cluster of `tests/run`. A database name must therefore be unique among
//! them (put the process id in it), and a template that all of them use must be made under an
//! advisory lock on [`ADMIN`].

use std::fmt::Write;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

/// The database that is always there: connect to it to create others.
pub const ADMIN: &str = "postgres";

const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/postgres.sh");

/// A running PostgreSQL, reached over the unix socket in `socket_dir`.
#[derive(Debug)]
pub struct Cluster {
    socket_dir: String,
    /// Holds the pipe that keeps an own cluster alive; none when `tests/run` started it.
    _keeper: Option<Child>,
}

impl Cluster {
    /// Address of a database in this cluster. A folder travels percent-encoded in the host part.
    pub fn url(&self, db: &str) -> String {
        let mut url = "postgres://dwarsverband@".to_owned();
        for byte in self.socket_dir.bytes() {
            if byte.is_ascii_alphanumeric() {
                url.push(char::from(byte));
            } else {
                write!(url, "%{byte:02X}").expect("a string takes any text");
            }
        }
        url.push('/');
        url.push_str(db);
        url
    }

    fn start() -> Self {
        let mut keeper = Command::new("sh")
            .arg(SCRIPT)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .process_group(0) // an interrupt at the terminal is ours, not the server's
            .spawn()
            .expect("sh runs on every Unix");
        let mut socket_dir = String::new();
        BufReader::new(keeper.stdout.take().expect("its stdout is piped"))
            .read_line(&mut socket_dir)
            .expect("the script prints text");
        let socket_dir = socket_dir.trim_end().to_owned();
        if socket_dir.is_empty() {
            let mut message = String::new();
            let mut stderr = keeper.stderr.take().expect("its stderr is piped");
            stderr
                .read_to_string(&mut message)
                .expect("the script prints text");
            panic!("no PostgreSQL for the tests: {}", message.trim_end());
        }
        Self {
            socket_dir,
            _keeper: Some(keeper),
        }
    }
}

/// The cluster of this test process: that of `tests/run`, or an own one started at first use.
pub fn cluster() -> &'static Cluster {
    static CLUSTER: OnceLock<Cluster> = OnceLock::new();
    CLUSTER.get_or_init(|| match std::env::var("DWARSVERBAND_TEST_PG") {
        Ok(socket_dir) if !socket_dir.is_empty() => Cluster {
            socket_dir,
            _keeper: None,
        },
        _ => Cluster::start(),
    })
}
