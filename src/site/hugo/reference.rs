//! `{{< ref "page" >}}` and `{{% relref "page#anchor" %}}`. Hugo runs shortcodes before Markdown is read, in code too.

use memchr::memmem::Finder;

use crate::text::Span;

/// A shortcode that names a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference<'t> {
    /// What it names, without quotes: a path, and an anchor after `#`.
    pub target: &'t str,
    /// Where that stands.
    pub span: Span,
}

/// The shortcodes in `text[start..]` that name a page. One in `/*` and `*/` is shown as text.
pub fn references(text: &str, start: usize) -> Vec<Reference<'_>> {
    let open = Finder::new("{{");
    let (mut found, mut at) = (Vec::new(), start);
    while let Some(hit) = text.as_bytes().get(at..).and_then(|rest| open.find(rest)).map(|hit| at + hit) {
        at = hit + 1;
        if !matches!(text.as_bytes().get(hit + 2), Some(b'<' | b'%')) {
            continue;
        }
        let inside = text[hit + 3..].trim_start();
        let Some(rest) = inside.strip_prefix("relref").or_else(|| inside.strip_prefix("ref")) else { continue };
        let named = rest.trim_start();
        if named.len() == rest.len() {
            continue;
        }
        let value = named.strip_prefix("path=").unwrap_or(named);
        if let Some(target) = argument(value) {
            let begin = target.as_ptr() as usize - text.as_ptr() as usize;
            found.push(Reference { target, span: Span::new(begin, begin + target.len()) });
            at = begin + target.len();
        }
    }
    found
}

/// The first argument: in quotes of either kind, or up to white space or the end of the shortcode.
fn argument(text: &str) -> Option<&str> {
    let target = match text.as_bytes().first()? {
        b'"' => text[1..].split_once('"')?.0,
        b'`' => text[1..].split_once('`')?.0,
        _ => {
            let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '}' | '=')).unwrap_or(text.len());
            // `lang="fr"` first: a named argument, which this is not about.
            if text[end..].starts_with('=') { "" } else { &text[..end] }
        }
    };
    (!target.is_empty() && !target.contains('\n')).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_name_pages() {
        for (text, target) in [
            ("[x]({{< ref \"a b.md#c\" >}})", "a b.md#c"),
            ("[x]({{% relref `/docs/a` %}})", "/docs/a"),
            ("é {{<ref \"a\">}}", "a"),
            ("{{< ref a.md >}}", "a.md"),
            ("{{< ref a>}}", "a"),
            ("{{< relref path=\"a\" lang=\"fr\" >}}", "a"),
        ] {
            let found = references(text, 0);
            assert_eq!(found.iter().map(|one| one.target).collect::<Vec<_>>(), [target], "{text}");
            assert_eq!(found[0].span.of(text), target);
        }
    }

    #[test]
    fn other_shortcodes_name_none() {
        for text in [
            "{{</* ref \"a\" */>}}",
            "{{< reference \"a\" >}}",
            "{{< ref >}}",
            "{{< ref lang=\"fr\" path=\"a\" >}}",
            "{{ ref \"a\" }}",
            "{{< ref",
            "{{< ref \"a",
        ] {
            assert_eq!(references(text, 0), [], "{text}");
        }
    }

    #[test]
    fn many_openings_cost_one_scan_each() {
        for unit in ["{{< ref ", "{{< ref \" ", "{{<   ", "{{< ref `x"] {
            assert!(references(&unit.repeat(200_000), 0).len() <= 200_000);
        }
    }
}
