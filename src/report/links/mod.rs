//! The inventory of links: who links where, in one of several formats.

mod csv;
mod dot;
mod filter;
mod inventory;
mod json;
mod status;
mod table;

use std::io::{self, BufWriter, Write};

use serde::Serialize;
use serde_json::Value;

pub use filter::{Filter, To};
pub use inventory::{Inventory, LinkEntry, PageEntry};
pub use status::Status;

/// The formats of an inventory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InventoryFormat {
    /// For people.
    Table,
    /// One JSON object.
    Json,
    /// One line for each link, as spreadsheets read it.
    Csv,
    /// A graph for graphviz.
    Dot,
}

impl InventoryFormat {
    /// All of them.
    pub const ALL: [InventoryFormat; 4] = [Self::Table, Self::Json, Self::Csv, Self::Dot];

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Dot => "dot",
        }
    }

    /// The format with this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What of an inventory is shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// The links, by the file that they stand in.
    BySource,
    /// The links, by what they lead to as it is written.
    ByDestination,
    /// The pages that no other page leads to.
    Orphans,
}

/// How an inventory is shown.
#[derive(Clone, Copy, Debug)]
pub struct InventoryStyle {
    /// What of it.
    pub view: View,
    /// Columns that a table keeps to; a table that goes into a file has as many as it likes.
    pub columns: Option<usize>,
    /// Whether to use colour.
    pub color: bool,
}

/// Writes an inventory.
///
/// # Errors
/// What `out` refuses to take.
pub fn write_inventory(
    inventory: &Inventory,
    format: InventoryFormat,
    style: InventoryStyle,
    out: &mut dyn Write,
) -> io::Result<()> {
    let out = &mut BufWriter::new(out);
    match format {
        InventoryFormat::Table => table::write(inventory, style, out)?,
        InventoryFormat::Json => json::write(inventory, style.view, out)?,
        InventoryFormat::Csv => csv::write(inventory, style.view, out)?,
        InventoryFormat::Dot => dot::write(inventory, style.view, out)?,
    }
    out.flush()
}

/// The pages that no other page leads to.
fn orphans(inventory: &Inventory) -> impl Iterator<Item = &PageEntry> {
    inventory.pages.iter().filter(|page| page.orphan)
}

/// The name that the JSON formats give a value, for the other formats.
pub fn name_of(value: impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        Ok(_) | Err(_) => String::new(),
    }
}
