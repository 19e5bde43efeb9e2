//! Navraag: whether what was closed is really solved. Who signalled a knelpunt is asked four weeks and
//! six months after it was closed; a no is a request to open it again, and that has to be answered.

pub mod model;
