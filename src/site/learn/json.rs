//! JSON with comments and trailing commas, as docfx reads it, with the place of every value.

use jsonc_parser::ast::Value as Ast;
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use super::DocsetError;

/// A value and where it begins.
pub(super) struct Json<'a> {
    ast: Ast<'a>,
}

impl<'a> Json<'a> {
    /// Reads a file.
    pub(super) fn read(text: &'a str) -> Result<Self, DocsetError> {
        let options = ParseOptions {
            allow_missing_commas: false,
            allow_loose_object_property_names: true,
            ..ParseOptions::default()
        };
        let parsed = parse_to_ast(text, &CollectOptions::default(), &options)
            .map_err(|error| DocsetError { message: error.kind().to_string(), offset: error.range().start })?;
        match parsed.value {
            Some(ast) => Ok(Self { ast }),
            None => Err(DocsetError { message: "the file is empty".to_owned(), offset: 0 }),
        }
    }

    /// Where it begins.
    pub(super) fn offset(&self) -> usize {
        self.ast.start()
    }

    /// The value without places.
    pub(super) fn into_value(self) -> Value {
        self.ast.into()
    }

    /// The text of a string.
    pub(super) fn as_str(&self) -> Option<&str> {
        self.ast.as_string_lit().map(|text| text.value.as_ref())
    }

    /// The members of an object in the order of the file.
    pub(super) fn members(self) -> Result<Vec<(String, Json<'a>)>, DocsetError> {
        let offset = self.offset();
        let Ast::Object(object) = self.ast else {
            return Err(DocsetError { message: "an object belongs here".to_owned(), offset });
        };
        let members = object.properties.into_iter();
        Ok(members.map(|member| (member.name.into_string(), Json { ast: member.value })).collect())
    }

    /// The only member of an object where it has this name, else the object itself.
    pub(super) fn member_or_self(self, name: &str) -> Self {
        match self.ast {
            Ast::Object(mut object) if object.properties.len() == 1 && object.properties[0].name.as_str() == name => {
                Self { ast: object.properties.remove(0).value }
            }
            ast => Self { ast },
        }
    }

    /// The items of a list; a value that stands where a list may stand is a list of one.
    pub(super) fn items(self) -> Vec<Json<'a>> {
        match self.ast {
            Ast::Array(list) => list.elements.into_iter().map(|ast| Json { ast }).collect(),
            Ast::NullKeyword(_) => Vec::new(),
            other @ (Ast::StringLit(_) | Ast::NumberLit(_) | Ast::BooleanLit(_) | Ast::Object(_)) => {
                vec![Json { ast: other }]
            }
        }
    }

    /// The strings of a list, each with its place.
    pub(super) fn strings(self) -> Result<Vec<(String, usize)>, DocsetError> {
        let text = |item: Json| {
            let offset = item.offset();
            let message = || "a string belongs here".to_owned();
            item.as_str()
                .map(|text| (text.to_owned(), offset))
                .ok_or_else(|| DocsetError { message: message(), offset })
        };
        self.items().into_iter().map(text).collect()
    }
}
