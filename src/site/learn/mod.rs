//! Microsoft Learn: what docfx.json and its neighbours say of the pages of a doc set.

mod docfx;
mod glob;
mod json;

pub use docfx::{Docset, DocsetError, ExtraFile, ExtraKind};
