//! What people type is text, wherever it comes back: on pages, in addresses, in headers, in files.

mod bestanden;
mod bewaard;
mod ladingen;
mod omleiding;
mod pagina;
mod teruggegeven;
