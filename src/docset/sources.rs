use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::site::Tree;
use crate::site::learn::CodeSource;

/// The source files that pages show. Each is read once; of its text only what can be asked for is kept.
#[derive(Default)]
pub(super) struct Sources {
    known: Mutex<HashMap<Box<str>, Option<Arc<CodeSource>>>>,
}

impl Sources {
    pub(super) fn get(&self, path: &str, tree: &dyn Tree) -> Option<Arc<CodeSource>> {
        if let Some(known) = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(path) {
            return known.clone();
        }
        let source = tree.read(path).map(|text| Arc::new(CodeSource::read(&text)));
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(path.into(), source.clone());
        source
    }
}
