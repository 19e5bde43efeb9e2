//! Having a draft checked: who is invited (`uitnodigen`), what they read and say (`lezer`), what goes
//! by mail (`berichten`), and what is destroyed at the end of its term (`termijn`). Links that another part
//! of the platform gives are in `elders`.

mod berichten;
mod elders;
mod lezer;
mod termijn;
mod uitnodigen;
pub mod voorbeelden;

pub use berichten::*;
pub use elders::*;
pub use lezer::*;
pub use termijn::*;
pub use uitnodigen::*;
