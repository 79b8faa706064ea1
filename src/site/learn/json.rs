//! JSON with comments and trailing commas, as docfx reads it, with the place of every value.

use jsonc_parser::ast::Value as Ast;
use jsonc_parser::ast::{ObjectProp, ObjectPropName};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

use super::DocsetError;
use super::problem::{Spanned, without_bom};
use crate::text::Span;

/// A value and its place.
pub(super) struct Json<'a> {
    ast: Ast<'a>,
    /// Bytes of the file before the text that was parsed: its byte order mark.
    base: usize,
}

/// A member of an object.
pub(super) struct Member<'a> {
    pub(super) name: Spanned,
    pub(super) value: Json<'a>,
}

impl Member<'_> {
    /// Whether it has this name; docfx binds names in any letter case.
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.text.eq_ignore_ascii_case(name)
    }
}

impl<'a> Json<'a> {
    /// Reads a file, with or without a byte order mark.
    pub(super) fn read(text: &'a str) -> Result<Self, DocsetError> {
        let (bare, base) = without_bom(text);
        let options = ParseOptions {
            allow_missing_commas: false,
            allow_loose_object_property_names: true,
            ..ParseOptions::default()
        };
        let parsed = parse_to_ast(bare, &CollectOptions::default(), &options).map_err(|error| DocsetError {
            message: lower_first(&error.kind().to_string()),
            offset: base + error.range().start.min(bare.len()),
        })?;
        match parsed.value {
            Some(ast) => Ok(Self { ast, base }),
            None => Err(DocsetError { message: "the file is empty".to_owned(), offset: 0 }),
        }
    }

    /// Where it begins.
    pub(super) fn offset(&self) -> usize {
        self.base + self.ast.start()
    }

    /// Its place.
    pub(super) fn span(&self) -> Span {
        Span::new(self.offset(), self.base + self.ast.end())
    }

    /// The value without places.
    pub(super) fn into_value(self) -> Value {
        self.ast.into()
    }

    /// What it is, for a message.
    pub(super) fn kind(&self) -> &'static str {
        match &self.ast {
            Ast::StringLit(_) => "a string",
            Ast::NumberLit(_) => "a number",
            Ast::BooleanLit(_) => "true or false",
            Ast::Object(_) => "an object",
            Ast::Array(_) => "a list",
            Ast::NullKeyword(_) => "null",
        }
    }

    /// The text of a string.
    pub(super) fn as_str(&self) -> Option<&str> {
        self.ast.as_string_lit().map(|text| text.value.as_ref())
    }

    /// The text of a string and its bytes between the quotes.
    pub(super) fn string(&self) -> Option<Spanned> {
        self.as_str().map(|text| Spanned { text: text.to_owned(), span: within_quotes(self.ast.range(), self.base) })
    }

    /// True or false, also written as a string, as docfx takes it.
    pub(super) fn as_bool(&self) -> Option<bool> {
        match &self.ast {
            Ast::BooleanLit(literal) => Some(literal.value),
            Ast::StringLit(text) if text.value.eq_ignore_ascii_case("true") => Some(true),
            Ast::StringLit(text) if text.value.eq_ignore_ascii_case("false") => Some(false),
            Ast::StringLit(_) | Ast::NumberLit(_) | Ast::Object(_) | Ast::Array(_) | Ast::NullKeyword(_) => None,
        }
    }

    /// Whether it is `null`.
    pub(super) fn is_null(&self) -> bool {
        matches!(self.ast, Ast::NullKeyword(_))
    }

    /// Whether it is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.ast, Ast::Array(_))
    }

    /// Whether it is an object.
    pub(super) fn is_object(&self) -> bool {
        matches!(self.ast, Ast::Object(_))
    }

    /// The members of an object in the order of the file.
    pub(super) fn members(self) -> Result<Vec<Member<'a>>, DocsetError> {
        let offset = self.offset();
        let Ast::Object(object) = self.ast else {
            return Err(DocsetError { message: "an object belongs here".to_owned(), offset });
        };
        Ok(object.properties.into_iter().map(|member| member_of(member, self.base)).collect())
    }

    /// The only member of an object where it has this name, else the object itself.
    pub(super) fn member_or_self(self, name: &str) -> Self {
        let base = self.base;
        match self.ast {
            Ast::Object(mut object) if object.properties.len() == 1 && object.properties[0].name.as_str() == name => {
                Self { ast: object.properties.remove(0).value, base }
            }
            ast => Self { ast, base },
        }
    }

    /// The items of a list; a value that stands where a list may stand is a list of one.
    pub(super) fn items(self) -> Vec<Json<'a>> {
        let base = self.base;
        match self.ast {
            Ast::Array(list) => list.elements.into_iter().map(|ast| Json { ast, base }).collect(),
            Ast::NullKeyword(_) => Vec::new(),
            other @ (Ast::StringLit(_) | Ast::NumberLit(_) | Ast::BooleanLit(_) | Ast::Object(_)) => {
                vec![Json { ast: other, base }]
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

fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or(String::new(), |first| first.to_lowercase().chain(letters).collect())
}

fn member_of(member: ObjectProp<'_>, base: usize) -> Member<'_> {
    let name = match member.name {
        ObjectPropName::String(text) => {
            Spanned { span: within_quotes(text.range, base), text: text.value.into_owned() }
        }
        ObjectPropName::Word(word) => {
            Spanned { span: Span::new(base + word.range.start, base + word.range.end), text: word.value.to_owned() }
        }
    };
    Member { name, value: Json { ast: member.value, base } }
}

fn within_quotes(range: Range, base: usize) -> Span {
    Span::new(base + range.start + 1, base + range.end - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_have_the_bytes_between_their_quotes() {
        let text = "\u{feff}{ \"é\": \"a\\u0062c\", /* x */ 'k': ['ü',], bare: \"\" }";
        let members = Json::read(text).unwrap().members().unwrap();
        let names: Vec<_> = members.iter().map(|member| member.name.span.of(text)).collect();
        assert_eq!(names, ["é", "k", "bare"]);
        let values: Vec<_> = members.into_iter().flat_map(|member| member.value.items()).collect();
        let strings: Vec<_> = values.iter().filter_map(Json::string).collect();
        let places: Vec<_> = strings.iter().map(|string| (string.text.as_str(), string.span.of(text))).collect();
        assert_eq!(places, [("abc", "a\\u0062c"), ("ü", "ü"), ("", "")]);
        assert_eq!(values[0].span().of(text), "\"a\\u0062c\"");
    }

    #[test]
    fn docfx_takes_true_as_a_string() {
        let values = Json::read("[true, \"True\", \"false\", \"x\", 1, null]").unwrap().items();
        let bools: Vec<_> = values.iter().map(Json::as_bool).collect();
        assert_eq!(bools, [Some(true), Some(true), Some(false), None, None, None]);
    }
}
