//! Web addresses as far as links need them: scheme, host and the rest, and whether a path begins with a locale.

/// An address that begins with `http://` or `https://`. Its parts follow each other in the text they were read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WebAddress<'a> {
    /// `http` or `https`, as written.
    pub scheme: &'a str,
    /// The host as written, with its port and user where it has them.
    pub host: &'a str,
    /// Path, query and fragment; may be empty.
    pub rest: &'a str,
}

impl<'a> WebAddress<'a> {
    /// Takes an address apart. `None` for what is no web address.
    pub fn read(text: &'a str) -> Option<Self> {
        let scheme = ["https", "http"].into_iter().find_map(|known| {
            let scheme = text.get(..known.len())?;
            (scheme.eq_ignore_ascii_case(known) && text[known.len()..].starts_with("://")).then_some(scheme)
        })?;
        let after = &text[scheme.len() + "://".len()..];
        let end = after.find(['/', '?', '#', '\\']).unwrap_or(after.len());
        Some(Self { scheme, host: &after[..end], rest: &after[end..] })
    }

    /// True where the host is one of these or lies below one of them. A host with a port or a user is none of them.
    pub fn is_at<H: AsRef<str>>(&self, hosts: &[H]) -> bool {
        hosts.iter().any(|known| lies_at(self.host, known.as_ref()))
    }

    /// How many bytes stand before the rest.
    pub fn origin_len(&self) -> usize {
        self.scheme.len() + "://".len() + self.host.len()
    }
}

fn lies_at(host: &str, known: &str) -> bool {
    let Some(below) = host.len().checked_sub(known.len()) else { return false };
    let bytes = host.as_bytes();
    !known.is_empty()
        && bytes[below..].eq_ignore_ascii_case(known.as_bytes())
        && (below == 0 || bytes[below - 1] == b'.')
}

/// The locale that a path begins with: `en-us` of `/en-us/azure`.
pub fn leading_locale(path: &str) -> Option<&str> {
    let segment = path.strip_prefix('/')?;
    let end = segment.find(['/', '?', '#']).unwrap_or(segment.len());
    Some(&segment[..end]).filter(|segment| is_locale(segment))
}

/// True for a language and a region that go together: `en-us`, `pt-BR`, `zh-hans`.
fn is_locale(text: &str) -> bool {
    let Some((language, region)) = text.split_once('-') else { return false };
    let known = |(name, regions): &(&str, &str)| {
        name.eq_ignore_ascii_case(language) && regions.split(' ').any(|known| known.eq_ignore_ascii_case(region))
    };
    language.len() == 2 && LOCALES.iter().any(known)
}

/// Language -> its regions, as the sites of large companies have them in their paths. A fixed list, for two letters, a
/// hyphen and two letters alone may be anything: `to-do`, `my-vm`.
const LOCALES: [(&str, &str); 60] = [
    ("af", "za"),
    ("ar", "ae bh dz eg iq jo kw lb ly ma om qa sa sy tn xm ye"),
    ("az", "az"),
    ("be", "by"),
    ("bg", "bg"),
    ("bn", "bd in"),
    ("bs", "ba"),
    ("ca", "ad es"),
    ("cs", "cz"),
    ("cy", "gb"),
    ("da", "dk"),
    ("de", "at ch de li lu"),
    ("el", "cy gr"),
    ("en", "ae au be bz ca cy eg gb hk id ie il in jm ke mt my ng nl nz ph pk sa sg tt ug uk us ww xm za zw"),
    ("es", "ar bo cl co cr do ec es gt hn mx ni pa pe pr py sv us uy ve xl"),
    ("et", "ee"),
    ("eu", "es"),
    ("fa", "ir"),
    ("fi", "fi"),
    ("fr", "be ca ch ci cm fr lu ma sn xf"),
    ("ga", "ie"),
    ("gl", "es"),
    ("gu", "in"),
    ("he", "il"),
    ("hi", "in"),
    ("hr", "ba hr"),
    ("hu", "hu"),
    ("hy", "am"),
    ("id", "id"),
    ("is", "is"),
    ("it", "ch it"),
    ("ja", "jp"),
    ("ka", "ge"),
    ("kk", "kz"),
    ("km", "kh"),
    ("kn", "in"),
    ("ko", "kr"),
    ("lb", "lu"),
    ("lt", "lt"),
    ("lv", "lv"),
    ("mk", "mk"),
    ("mr", "in"),
    ("ms", "bn my"),
    ("mt", "mt"),
    ("nb", "no"),
    ("nl", "be nl"),
    ("nn", "no"),
    ("pl", "pl"),
    ("pt", "br pt"),
    ("ro", "md ro"),
    ("ru", "by kz ru"),
    ("sk", "sk"),
    ("sl", "si"),
    ("sq", "al"),
    ("sv", "fi se"),
    ("th", "th"),
    ("tr", "tr"),
    ("uk", "ua"),
    ("vi", "vn"),
    ("zh", "cn hans hant hk mo sg tw"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_come_apart() {
        let address = WebAddress::read("HTTPS://Learn.Microsoft.com/en-us/x?y#z").unwrap();
        assert_eq!((address.scheme, address.host, address.rest), ("HTTPS", "Learn.Microsoft.com", "/en-us/x?y#z"));
        assert_eq!(address.origin_len(), "HTTPS://Learn.Microsoft.com".len());
        assert_eq!(WebAddress::read("http://a.b?c").unwrap().rest, "?c");
        for none in ["", "http", "http:/a.b", "httpss://a.b", "a.b", "é://a", "//a.b"] {
            assert_eq!(WebAddress::read(none), None, "{none}");
        }
    }

    #[test]
    fn a_host_counts_with_what_lies_below_it() {
        let at = |text: &str| WebAddress::read(text).unwrap().is_at(&["microsoft.com"]);
        assert!(at("https://microsoft.com/") && at("https://LEARN.Microsoft.com"));
        assert!(!at("https://notmicrosoft.com/") && !at("https://com") && !at("https://microsoft.com.example/"));
        assert!(!at("https://microsoft.com:8080/") && !at("https://"));
    }

    #[test]
    fn a_locale_is_a_language_with_its_region() {
        assert_eq!(leading_locale("/en-US/azure"), Some("en-US"));
        assert_eq!(leading_locale("/zh-hans"), Some("zh-hans"));
        for none in ["", "en-us/x", "/to-do/x", "/my-vm/", "/azure/en-us/", "/en-us.md", "/en_us/", "/é-us/"] {
            assert_eq!(leading_locale(none), None, "{none}");
        }
    }
}
