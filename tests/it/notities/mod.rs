//! Notities: who writes and reads them at each level, their versions, and two who write at the same time.

mod rechten;
mod schrijven;
mod versies;
