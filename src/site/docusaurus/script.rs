//! The literal values of a configuration that is a program: objects and lists, strings and flags. What is computed stays
//! unknown.

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Literal {
    Text(String),
    Flag(bool),
    /// An object or a list: its index in the script.
    Group(usize),
    Unknown,
}

/// An object, or a list, whose values have no keys.
#[derive(Debug, Default)]
struct Group {
    values: Vec<(String, Literal)>,
    list: bool,
    /// The key whose value is being read; of a list, an item that is.
    open: Option<String>,
    /// Whether the value was read; more that follows before the next comma makes it unknown.
    read: bool,
}

/// All objects and lists of a script, in the order in which they begin.
pub(super) struct Script {
    groups: Vec<Group>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Token<'t> {
    Word(&'t str),
    Text(&'t str),
    Mark(u8),
}

impl Script {
    pub(super) fn read(text: &str) -> Self {
        let mut script = Self { groups: vec![Group::default()] };
        let mut stack = vec![0];
        let mut tokens = Tokens { text, at: 0, last: b';' }.peekable();
        while let Some(token) = tokens.next() {
            let &here = stack.last().unwrap_or(&0);
            match token {
                Token::Mark(open @ (b'{' | b'[')) => {
                    let index = script.groups.len();
                    script.groups[here].add(Literal::Group(index));
                    script.groups.push(Group { list: open == b'[', ..Group::default() });
                    stack.push(index);
                }
                Token::Mark(b'}' | b']') => {
                    stack.truncate(stack.len().saturating_sub(1).max(1));
                }
                Token::Mark(b',' | b';') => script.groups[here].close(),
                Token::Mark(b'(' | b')' | b':') => {}
                Token::Mark(_) => script.groups[here].add(Literal::Unknown),
                Token::Text(word) | Token::Word(word) => {
                    let group = &mut script.groups[here];
                    if group.open.is_none() && !group.list && tokens.peek() == Some(&Token::Mark(b':')) {
                        group.open = Some(word.to_owned());
                    } else {
                        group.add(literal(token));
                    }
                }
            }
        }
        script
    }

    /// The first object that has one of these keys, those before others.
    pub(super) fn object_with(&self, keys: &[&str]) -> Option<usize> {
        keys.iter().find_map(|key| (0..self.groups.len()).find(|&index| self.get(index, key).is_some()))
    }

    /// The value of a key of an object.
    pub(super) fn get(&self, object: usize, key: &str) -> Option<&Literal> {
        self.groups[object].values.iter().rev().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The text of a key: `Ok(None)` without the key, an error where its value is no literal text.
    pub(super) fn text(&self, object: usize, key: &str) -> Result<Option<&str>, NotLiteral> {
        match self.get(object, key) {
            None => Ok(None),
            Some(Literal::Text(text)) => Ok(Some(text)),
            Some(Literal::Flag(_) | Literal::Group(_) | Literal::Unknown) => Err(NotLiteral),
        }
    }

    /// The items of a list, where the value is one.
    pub(super) fn items(&self, value: Option<&Literal>) -> Option<Vec<&Literal>> {
        match value? {
            Literal::Group(index) if self.groups[*index].list => {
                Some(self.groups[*index].values.iter().map(|(_, value)| value).collect())
            }
            Literal::Text(_) | Literal::Flag(_) | Literal::Group(_) | Literal::Unknown => None,
        }
    }
}

/// A value that the program computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotLiteral;

impl Group {
    fn add(&mut self, value: Literal) {
        if self.list && self.open.is_none() {
            self.open = Some(String::new());
        }
        let Some(key) = &self.open else { return };
        if !self.read {
            self.read = true;
            self.values.push((key.clone(), value));
            return;
        }
        // `'a' + b`: not the text that was read. `{...} satisfies Options` is still that object.
        if let Some((_, last @ Literal::Text(_))) = self.values.last_mut() {
            *last = Literal::Unknown;
        }
    }

    fn close(&mut self) {
        (self.open, self.read) = (None, false);
    }
}

fn literal(token: Token<'_>) -> Literal {
    match token {
        Token::Text(text) if !text.contains('\\') => Literal::Text(text.to_owned()),
        Token::Word("true") => Literal::Flag(true),
        Token::Word("false") => Literal::Flag(false),
        Token::Text(_) | Token::Word(_) | Token::Mark(_) => Literal::Unknown,
    }
}

/// The words, texts and marks of a script, without comments. Regular expressions and texts with code in them are marks.
struct Tokens<'t> {
    text: &'t str,
    at: usize,
    /// The last byte of the token before, by which a slash is told: division or a regular expression.
    last: u8,
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let rest = &self.text[self.at..];
            let blank = rest.len() - rest.trim_start().len();
            self.at += blank;
            let rest = &rest[blank..];
            if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if rest.starts_with("/*") {
                self.at += rest.find("*/").map_or(rest.len(), |end| end + 2);
            } else {
                let (token, length) = self.token(rest)?;
                self.at += length;
                self.last = self.text.as_bytes()[self.at - 1];
                return Some(token);
            }
        }
    }
}

impl<'t> Tokens<'t> {
    fn token(&self, rest: &'t str) -> Option<(Token<'t>, usize)> {
        let first = rest.chars().next()?;
        let of_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
        if of_word(first) {
            let length = rest.find(|c: char| !of_word(c)).unwrap_or(rest.len());
            return Some((Token::Word(&rest[..length]), length));
        }
        let is_expression = !self.last.is_ascii_alphanumeric() && !matches!(self.last, b')' | b']' | b'_');
        let quoted = match first {
            '\'' | '"' | '`' => closed(rest, first as u8),
            '/' if is_expression => closed(rest, b'/'),
            _ => return Some((Token::Mark(rest.as_bytes()[0]), first.len_utf8())),
        };
        // What is never closed is passed over as far as it was read, so that it is read once.
        let end = match quoted {
            Ok(end) => end,
            Err(end) => return Some((Token::Mark(first as u8), end)),
        };
        let inside = &rest[1..end];
        let token = match first {
            '/' => Token::Mark(b'/'),
            '`' if inside.contains("${") => Token::Mark(b'`'),
            _ => Token::Text(inside),
        };
        Some((token, end + 1))
    }
}

/// Where a text that begins with `quote` ends, or else where it stops without an end. Only a backtick's goes on over
/// lines.
fn closed(text: &str, quote: u8) -> Result<usize, usize> {
    let mut bytes = text.bytes().enumerate().skip(1);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'\n' if quote != b'`' => return Err(at),
            _ if byte == quote => return Ok(at),
            _ => {}
        }
    }
    Err(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literal_values_are_found_and_computed_ones_are_not() {
        let text = "// {presets: 1}\nimport x from 'y';\nconst url = /['\"]{/.test(a) ? 'b' : 'c';\n/** @type {X} */\nconst config = {\n  title: 'It\\'s', 'baseUrl': '/a/', path: 'x' + y, one: a ? 'b' : 'c', `t`: `u${v}`,\n  onBroken: \"throw\",\n  presets: [['classic', /** @type {X} */ ({ docs: { path: 'pages', flag: false, f: () => { return { z: 'no' }; } } satisfies Y, blog: false })]],\n};\nexport default config;\n";
        let script = Script::read(text);
        let config = script.object_with(&["presets"]).unwrap();
        assert_eq!(script.text(config, "baseUrl"), Ok(Some("/a/")));
        assert_eq!(script.text(config, "onBroken"), Ok(Some("throw")));
        assert_eq!(script.text(config, "none"), Ok(None));
        for key in ["title", "path", "one"] {
            assert_eq!(script.text(config, key), Err(NotLiteral), "{key}");
        }
        let presets = script.items(script.get(config, "presets")).unwrap();
        let classic = script.items(Some(presets[0])).unwrap();
        assert_eq!(classic[0], &Literal::Text("classic".to_owned()));
        let Literal::Group(options) = classic[1] else { panic!("{classic:?}") };
        let Some(Literal::Group(docs)) = script.get(*options, "docs") else { panic!() };
        assert_eq!(script.text(*docs, "path"), Ok(Some("pages")));
        assert_eq!(script.get(*docs, "flag"), Some(&Literal::Flag(false)));
        assert_eq!(script.get(*options, "blog"), Some(&Literal::Flag(false)));
    }

    #[test]
    fn no_text_is_too_broken_to_read() {
        for text in ["", "}}}]", "{'a", "`", "/", "{a:/é", "é: 'ü'", "[[[", "{,,:}"] {
            Script::read(text);
        }
        Script::read(&"{a:[".repeat(100_000));
        for unit in ["/x", "\\'", "`\\", "'\\", "/*", "é/"] {
            Script::read(&unit.repeat(100_000));
        }
    }
}
