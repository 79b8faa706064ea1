//! Facts as JSON, for those who want to see what is kept of a file.

use serde_json::{Value, json};

use super::facts::FileFacts;

impl FileFacts {
    /// The facts as JSON, without places.
    pub fn to_json(&self) -> Value {
        let fields = self.front_matter.iter();
        let fields: Vec<Value> = fields.map(|(key, value, _)| json!([self.text(*key), self.text(*value)])).collect();
        let headings = self.headings.iter().map(|heading| {
            json!({ "level": heading.level, "text": self.text(heading.text), "id": heading.id.map(|id| self.text(id)) })
        });
        let targets = self.targets.iter();
        let targets = targets.map(|target| json!({ "destination": self.destination(target), "kind": target.kind }));
        json!({
            "kind": self.kind,
            "title": self.title.map(|title| self.text(title)),
            "front_matter": fields,
            "headings": headings.collect::<Vec<_>>(),
            "anchors": self.anchors.iter().map(|anchor| self.text(anchor.name)).collect::<Vec<_>>(),
            "targets": targets.collect::<Vec<_>>(),
        })
    }
}
