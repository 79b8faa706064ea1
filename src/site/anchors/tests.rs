use super::*;
use crate::text::SourceFile;

fn anchors(site: Site, text: &str) -> Vec<String> {
    let source = SourceFile::new("a.md", text);
    let doc = Document::new(&source);
    let texts: Vec<Cow<'_, str>> = doc.headings().iter().map(|heading| heading_text(site, &doc, heading)).collect();
    let read = doc.headings().iter().zip(&texts).map(|(heading, text)| HeadingText {
        text,
        id: heading.id.as_deref(),
        leading_anchor: doc.leading_anchor(heading),
    });
    let mut out = Vec::new();
    heading_anchors(site, read, &mut out);
    out
}

fn check(site: Site, table: &[(&str, &str)]) {
    for (heading, anchor) in table {
        assert_eq!(anchors(site, heading), [*anchor], "{} makes of {heading:?}", site.name());
    }
}

#[test]
fn learn_reads_headings_as_markdig_does() {
    check(
        Site::Learn,
        &[
            ("# Plan your *cloud* move", "plan-your-cloud-move"),
            ("# Step 1: Ask & decide", "step-1-ask--decide"),
            ("# `Get-Item` and **more**", "get-item-and-more"),
            ("# R&amp;D &#8211; now", "rd--now"),
            ("# <b>Bold</b> move", "bold-move"),
            ("# ![A box](x.png) Go", "a-box-go"),
            ("# [Links](a.md) go `on`", "links-go-on"),
            ("# ?!", "section"),
            ("# \u{1d400}\u{20bb7} x", "-x"),
            ("# cafe\u{301} \u{130}X", "cafe-\u{130}x"),
            ("# Keep {#this}", "keep-this"),
            ("# GET /users/{id}", "get-usersid"),
            ("# <a name=\"old-place\"></a>New place", "old-place"),
            ("# <a id=\"x.y\" ></a> New", "x.y"),
            ("# <a href=\"x\"></a>New place", "new-place"),
            ("# <a name=\"x\"></a>", "section"),
            ("# Use @splat here", "use--here"),
            ("# :rocket: Start", "-start"),
            ("# See <xref:a.b> now", "see--now"),
            ("# Ready :::image type=\"icon\" source=\"a.png\"::: set", "ready--set"),
            ("# Ready :::image type=\"icon\" source=\"a_b_*c*.png\"::: set", "ready--set"),
            (":::image type=\"icon\" source=\"a.png\":::Go\n===", "go"),
            ("Two\nlines\n===", "twolines"),
            ("# One [^1]", "one-1"),
            ("# \\*Starred\\*", "starred"),
        ],
    );
}

#[test]
fn learn_counts_a_replaced_anchor_as_used() {
    let text = "# Go\n\n## <a name=\"there\"></a>Go\n\n## Go\n\n## ?\n\n## !\n\n## Go 1\n";
    assert_eq!(anchors(Site::Learn, text), ["go", "there", "go-2", "section", "section-1", "go-1-1"]);
}

#[test]
fn github_reads_headings_as_its_slugger_does() {
    check(
        Site::GitHub,
        &[
            ("# Plan your *cloud* move", "plan-your-cloud-move"),
            ("# <img src=\"x.png\"> Title", "-title"),
            ("# ![Logo](x.png) Title", "-title"),
            ("# \u{1f680} Launch", "-launch"),
            ("# :rocket: Launch", "rocket-launch"),
            ("# R&amp;D `a_b` ~~out~~", "rd-a_b-out"),
            ("# \u{6982}\u{8981} \u{ff1a} \u{c9}T\u{c9}", "\u{6982}\u{8981}--\u{e9}t\u{e9}"),
            ("# ?!", ""),
            ("# \u{39f}\u{394}\u{39f}\u{3a3}", "\u{3bf}\u{3b4}\u{3bf}\u{3c2}"),
            ("# Keep {#this}", "keep-this"),
            ("# Off <!-- no --> on", "off--on"),
            ("# \u{bd} way\u{203f}there", "-way\u{203f}there"),
            ("# ` a ` b", "a-b"),
            ("# Tabs \t #", "tabs"),
            ("# *Tabs* end \t #", "tabs-end"),
            ("#", ""),
        ],
    );
    let twice = "# A\n# A\n# A-1\n# A\n# ?\n# !\n";
    assert_eq!(anchors(Site::GitHub, twice), ["a", "a-1", "a-1-1", "a-2", "", "-1"]);
}

#[test]
fn gitlab_keeps_every_number_and_the_text_of_images() {
    check(
        Site::GitLab,
        &[
            ("# ![Logo](x.png) Title", "logo-title"),
            ("# \u{bd} -- way", "\u{bd}----way"),
            ("# 2024", "2024"),
            ("# A {#b}", "a-b"),
        ],
    );
    assert_eq!(anchors(Site::GitLab, "# A\n# A\n# A-1\n"), ["a", "a-1", "a-1-1"]);
}

#[test]
fn mdbook_trims_and_counts_every_blank() {
    check(
        Site::MdBook,
        &[
            ("# \u{dc}ber UNS", "\u{fc}ber-uns"),
            ("# The `--all` flag", "the---all-flag"),
            ("# Now -- or never", "now--or-never"),
            ("# A\u{a0}b", "a-b"),
            ("# <b> x</b>", "x"),
            ("# -- x", "-x"),
            ("# Setup {#Start-Here}", "Start-Here"),
        ],
    );
    let text = "# A {#a}\n# A\n# A\n# A-1\n";
    assert_eq!(anchors(Site::MdBook, text), ["a", "a", "a-1", "a-1-1"]);
}

#[test]
fn mkdocs_spells_in_ascii_and_numbers_with_underscores() {
    check(
        Site::MkDocs,
        &[
            ("# Caf\u{e9} -- & bar", "cafe-bar"),
            ("# \u{4e2d}\u{6587}", "_1"),
            ("# - a -", "-a-"),
            ("# a_b ![Alt](x.png)", "a_b"),
            ("# a\u{1680}b&nbsp;c", "a-b-c"),
            ("# Setup {#Start}", "Start"),
        ],
    );
    let text = "# A\n# A\n# A_1\n# B {#a_3}\n# A\n# A_1\n";
    assert_eq!(anchors(Site::MkDocs, text), ["a", "a_1", "a_2", "a_3", "a_4", "a_5"]);
}

#[test]
fn docusaurus_takes_ids_and_leaves_them_out_of_the_count() {
    let text = "# A {#a}\n# A\n# ![Pic](x.png) A\n# A\n";
    assert_eq!(anchors(Site::Docusaurus, text), ["a", "a", "pic-a", "a-1"]);
}

#[test]
fn braces_that_say_no_id_are_text_except_to_mdbook() {
    let text = "# -Format {Text | Xml}\n# {x}\n# Call /a/{id} ##\n\nSet {y}\n---\n";
    for site in [Site::GitHub, Site::Learn, Site::Docusaurus] {
        assert_eq!(anchors(site, text), ["-format-text--xml", "x", "call-aid", "set-y"]);
    }
    assert_eq!(anchors(Site::MdBook, text), ["-format", "", "call-aid", "set"]);
    let source = SourceFile::new("a.md", text);
    let doc = Document::new(&source);
    let read: Vec<_> = doc.headings().iter().map(|heading| heading.text.as_ref()).collect();
    assert_eq!(read, ["-Format {Text | Xml}", "{x}", "Call /a/{id}", "Set {y}"]);
}

#[test]
fn hugo_has_a_word_for_headings_without_letters() {
    check(
        Site::Hugo,
        &[
            ("# ?!", "heading"),
            ("# \u{130}x", "ix"),
            ("# \u{dc}ber\tuns", "\u{fc}beruns"),
            ("# Note[^1] two\n\n[^1]: x", "note-two"),
            ("Two\nlines\n===", "lines"),
            ("# &#9744; A &copy; B &#x26; `&#38;`", "9744-a--b-x26-38"),
        ],
    );
    assert_eq!(anchors(Site::Hugo, "# A {#b}\n# B\n# B\n"), ["b", "b-1", "b-2"]);
}

#[test]
fn a_heading_with_very_many_signs_takes_linear_time() {
    for piece in ["@a :b: ", ":::image source=\"a.png\"::: ", "{#a} ", "<a name=\"a\"></a>", "--a&amp;", "`a` "] {
        let text = format!("# {}\n", piece.repeat(4_000));
        for site in Site::ALL {
            assert_eq!(anchors(site, &text).len(), 1);
        }
    }
}
