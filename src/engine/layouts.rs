use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::settings::InForce;
use crate::config::below;
use crate::site::{Layout, Site};

/// The layouts of the sites below a root. Each is made once.
pub(super) struct Layouts<'r> {
    root: &'r Path,
    known: Mutex<HashMap<(Site, Option<PathBuf>), Arc<Layout>>>,
}

impl<'r> Layouts<'r> {
    pub(super) fn new(root: &'r Path) -> Self {
        Self { root, known: Mutex::default() }
    }

    /// The layout that holds for a file.
    pub(super) fn of(&self, in_force: &InForce) -> Arc<Layout> {
        let home = in_force.folder.site.as_ref().map(|(_, marker)| marker.to_path_buf());
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (in_force.site.site, home);
        if let Some(layout) = known.get(&key) {
            return layout.clone();
        }
        let layout = Arc::new(self.make(in_force.site.site, key.1.as_deref()));
        known.insert(key, layout.clone());
        layout
    }

    fn make(&self, site: Site, marker: Option<&Path>) -> Layout {
        let _folder = marker.and_then(Path::parent).and_then(|folder| below(self.root, folder));
        Layout::Repository(site)
    }
}
