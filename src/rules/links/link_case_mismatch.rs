use crate::diagnostic::{Edit, Fix};
use crate::docset::Member;
use crate::rule::{Findings, NoOptions};
use crate::site::{Outcome, decoded};
use crate::text::nfc;

/// Paths that differ from the names of files in letter case.
pub fn check(member: &Member, _: &NoOptions, out: &mut Findings) {
    for (target, link) in member.links() {
        let (Outcome::File { path, exact: false } | Outcome::Folder { path, exact: false }) = &link.outcome else {
            continue;
        };
        let facts = member.facts();
        let span = facts.path_span(target);
        let written = facts.destination(target).trim();
        let written = &written[..written.find(['?', '#']).unwrap_or(written.len())];
        let how = if only_form_differs(written, path) { "the Unicode form of its letters" } else { "letter case" };
        let message = format!("path differs in {how} from the name of the file: `{written}`");
        let finding = out.report(span.unwrap_or(target.span), message);
        finding.label(format!("the name is `{path}`")).help("write the name as it is, in the same letters");
        if let (Some(span), Some(text)) = (span, corrected(written, path)) {
            finding.fix(Fix::safe([Edit::replace(span, text)]));
        }
    }
}

/// Whether the names look the same: a letter with a mark is one character here and two there.
fn only_form_differs(written: &str, real: &str) -> bool {
    let plain = decoded(written);
    let (plain, real) = (nfc(&plain), nfc(real));
    let names = plain.rsplit(['/', '\\']).take_while(|name| !matches!(*name, ".." | "~"));
    let mut names = names.filter(|name| !matches!(*name, "" | ".")).zip(real.rsplit('/'));
    names.all(|(name, real)| name == real)
}

/// The path with the real names in place of those after its last `..`, each character encoded where it was. None where
/// the site added to the path or took from it.
fn corrected(written: &str, real: &str) -> Option<String> {
    let separator = |c: char| matches!(c, '/' | '\\');
    let mut real = real.rsplit('/');
    let mut parts: Vec<String> = Vec::new();
    let mut rest = written;
    loop {
        let cut = rest.rfind(separator).map_or(0, |at| at + 1);
        let (before, name) = rest.split_at(cut);
        match name {
            ".." | "~" => break,
            "" | "." => parts.push(name.to_owned()),
            _ => parts.push(in_the_manner_of(name, real.next()?)?),
        }
        if before.is_empty() {
            rest = "";
            break;
        }
        parts.push(before[before.len() - 1..].to_owned());
        rest = &before[..before.len() - 1];
    }
    let text: String = std::iter::once(rest.to_owned()).chain(parts.into_iter().rev()).collect();
    (text != written).then_some(text)
}

/// A name with the characters percent-encoded that are so in another spelling of it.
fn in_the_manner_of(written: &str, real: &str) -> Option<String> {
    let plain = decoded(written);
    if plain == real {
        return Some(written.to_owned());
    }
    if nfc(&plain).to_lowercase() != nfc(real).to_lowercase() {
        return None;
    }
    if plain == written {
        return Some(real.to_owned());
    }
    let encode = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '+' | ',' | '\'' | '!'));
    let mut text = String::with_capacity(written.len());
    for c in real.chars() {
        if encode(c) && !written.contains(c) {
            let mut bytes = [0; 4];
            c.encode_utf8(&mut bytes).bytes().for_each(|byte| text.push_str(&format!("%{byte:02X}")));
        } else {
            text.push(c);
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::{corrected, only_form_differs};

    #[test]
    fn names_that_look_the_same_differ_in_form_alone() {
        for (written, real, same) in [
            ("../a/cafe%CC%81.md", "b/a/caf\u{e9}.md", true),
            ("~/./cafe\u{301}.md", "a/caf\u{e9}.md", true),
            ("a\\Cafe\u{301}.md", "a/caf\u{e9}.md", false),
        ] {
            assert_eq!(only_form_differs(written, real), same, "{written}");
        }
    }

    #[test]
    fn only_the_names_that_differ_are_written_anew() {
        for (written, real, text) in [
            ("Plan.md", "docs/plan.md", Some("plan.md")),
            ("./Sub/../Guide/Plan.md", "guide/plan.md", Some("./Sub/../guide/plan.md")),
            ("~/Guide/plan.md", "docs/guide/plan.md", Some("~/guide/plan.md")),
            ("..\\Guide\\a%20B.md", "guide/a b.md", Some("..\\guide\\a%20b.md")),
            ("/Docs/", "docs", Some("/docs/")),
            ("caf%C3%89.md", "caf\u{e9}.md", Some("caf%C3%A9.md")),
            ("Plan", "docs/plan.md", None),
            ("Plan%2Dx.md", "plan-x.md", Some("plan-x.md")),
        ] {
            assert_eq!(corrected(written, real).as_deref(), text, "{written}");
        }
    }
}
