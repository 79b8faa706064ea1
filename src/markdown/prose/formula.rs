//! Formulas and tags of templates in masked text: what stands there in signs, not in words.
//!
//! Which of them a site draws is its own business; here they are no words on any. Prices (`$5 and $10`) and variables
//! (`$env:X and $env:Y`) are words: a dollar opens or closes a formula only at the edge of one, and no sentence stands in it.

use memchr::{memchr, memchr3_iter, memmem};

use super::mask::Masked;
use super::token;

/// The stretches to mask in the text of a passage, in order. `is_escaped` tells whether the character at a byte stands
/// there with a backslash or by its number.
pub(super) fn find(text: &str, is_escaped: impl Fn(usize) -> bool) -> Vec<Masked> {
    let whole = text.trim();
    if let Some(inside) = whole.strip_prefix("$$").and_then(|rest| rest.strip_suffix("$$"))
        && !inside.is_empty()
        && !inside.contains("$$")
    {
        let start = text.len() - text.trim_start().len();
        return vec![(start..start + whole.len(), token::MATH)];
    }
    let mut scan = Scan { text, is_escaped, out: Vec::new(), closers: Default::default() };
    let mut until = 0;
    for at in memchr3_iter(b'$', b'\\', b'{', text.as_bytes()) {
        if at >= until {
            until = scan.at(at);
        }
    }
    scan.out
}

/// What opens and closes a formula or a tag, beside the dollar.
const PAIRS: [(&str, &str, char); 5] = [
    ("\\(", "\\)", token::MATH),
    ("\\[", "\\]", token::MATH),
    ("{{", "}}", token::DIRECTIVE),
    ("{%", "%}", token::DIRECTIVE),
    ("$$", "$$", token::MATH),
];

struct Scan<'t, E> {
    text: &'t str,
    is_escaped: E,
    out: Vec<Masked>,
    /// Where the next closer of each pair was found. Kept, so that many openers without one of their own cost one search.
    closers: [Option<usize>; PAIRS.len()],
}

impl<E: Fn(usize) -> bool> Scan<'_, E> {
    /// Takes the sign at a byte; returns where to go on.
    fn at(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let dollars = rest.bytes().take_while(|byte| *byte == b'$').count();
        match dollars {
            0 | 2 => self.pair(at),
            1 => self.inline(at).unwrap_or(at + 1),
            _ => at + dollars,
        }
    }

    fn pair(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let Some(index) = PAIRS.iter().position(|(open, ..)| rest.starts_with(open)) else { return at + 1 };
        let (open, close, token) = PAIRS[index];
        let from = at + open.len();
        let Some(end) = self.closer(index, from) else { return from };
        let inside = &self.text[from..end];
        // Asked first: the search ends at the next opener, so that what lies behind many of them is not read for each.
        let nested = open != close && inside.contains(open);
        if inside.is_empty() || nested || token == token::MATH && !is_formula(inside) {
            return from;
        }
        self.out.push((at..end + close.len(), token));
        end + close.len()
    }

    fn closer(&mut self, index: usize, from: usize) -> Option<usize> {
        let known = self.closers[index].filter(|at| *at >= from);
        let found = known.unwrap_or_else(|| {
            let (_, close, _) = PAIRS[index];
            memmem::find(&self.text.as_bytes()[from..], close.as_bytes()).map_or(self.text.len(), |found| from + found)
        });
        self.closers[index] = Some(found);
        (found < self.text.len()).then_some(found)
    }

    /// `$x$`. Only the next dollar can close it, so that every stretch between two of them is looked at once.
    fn inline(&mut self, at: usize) -> Option<usize> {
        let (before, after) = (&self.text[..at], &self.text[at + 1..]);
        let end = memchr(b'$', after.as_bytes())?;
        let (inside, behind) = (&after[..end], &after[end + 1..]);
        let opens = !before.ends_with(|c: char| c.is_alphanumeric() || c == '\\')
            && !inside.starts_with(|c: char| {
                c.is_whitespace() || matches!(c, ',' | '.' | ';' | ':' | '!' | '?' | ')' | '"' | '\'' | '/')
            });
        let closes = !inside.ends_with(char::is_whitespace)
            && !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '$' | '_' | '{' | '('));
        let end = at + 1 + end;
        if !opens || !closes || !is_formula(inside) || (self.is_escaped)(at) || (self.is_escaped)(end) {
            return None;
        }
        self.out.push((at..end + 1, token::MATH));
        Some(end + 1)
    }
}

/// True for signs rather than a sentence: no two words in a row, and a sign of a formula beside a blank or a price.
fn is_formula(inside: &str) -> bool {
    let mut depth = 0_usize;
    let (mut row, mut words) = (0, 0);
    for part in inside.split_whitespace() {
        let plain = depth == 0
            && part.len() > 1
            && part.trim_end_matches([',', '.', ';', ':']).chars().all(char::is_alphabetic);
        row = if plain { row + 1 } else { 0 };
        words += usize::from(plain);
        if row > 1 {
            return false;
        }
        for byte in part.bytes() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    let inside = inside.trim();
    let signs = inside.contains(['\\', '^', '_', '=', '{', '<', '>', '+', token::CODE]);
    let plain = words == 0 && !inside.starts_with(|c: char| c.is_ascii_digit());
    let one = !inside.contains(char::is_whitespace);
    !inside.is_empty() && (signs || one || plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a mark in the place of each formula (`#`) and tag (`@`).
    fn masked(text: &str) -> String {
        let mut out = String::new();
        let mut kept = 0;
        for (range, token) in find(text, |_| false) {
            out += &text[kept..range.start];
            out.push(if token == token::MATH { '#' } else { '@' });
            kept = range.end;
        }
        out + &text[kept..]
    }

    #[test]
    fn formulas_are_found() {
        assert_eq!(masked("Let $x$ be $a + b$, and $n_i$: $\\frac{some name}{2}$."), "Let # be #, and #: #.");
        assert_eq!(masked("So $$\\sum x_i = 1$$ and \\(a b\\) or \\[c\\]."), "So # and # or #.");
        assert_eq!(masked("$$ cost is price per unit $$"), "#");
        assert_eq!(masked("($2n$), $O(n)$-time, $$\u{1}$$ $`"), "(#), #-time, # $`");
    }

    #[test]
    fn prices_and_variables_are_words() {
        for text in [
            "It costs $5 and $10.",
            "Between $5 or 10$ a month.",
            "From $100/month to $200/month.",
            "$env:X and $env:Y, or $HOME/$USER",
            "Set $PATH, then $PATH:$HOME.",
            "The $$ is the process. The $$ stands alone.",
            "US$, CA$ and $US",
            "a $ b $ c, \"$\" and \"$\"",
            "$a = $b; $x=$y",
            "five $$$$ dollars $$$",
            "C:\\(x86) and \\\\server\\[share]",
        ] {
            assert_eq!(masked(text), text);
        }
    }

    #[test]
    fn tags_of_templates_are_directives() {
        assert_eq!(masked("{{#include a.md}} and {{< note >}} or {% if x %} {{ }"), "@ and @ or @ {{ }");
    }

    #[test]
    fn an_escaped_dollar_is_a_dollar() {
        assert_eq!(find("$x$", |at| at == 2), []);
    }

    #[test]
    fn openers_without_closers_cost_one_search() {
        for opener in ["{{ ", "\\( ", "$x ", "$$ ", "\\[ a "] {
            let text = format!("{}\\) }} \\]", opener.repeat(200_000));
            assert!(find(&text, |_| false).len() < 2, "{opener}");
        }
    }
}
