//! One finding as people read it: header, place, the line with its marks, what to do. Draws with codespan-reporting,
//! which prints what it is given and never cuts a line; so it is given windows ([`super::window`]).

use std::io::{self, Write};

use anstyle::Style;
use codespan_reporting::diagnostic::{LabelStyle, Severity as Loudness};
use codespan_reporting::files::Error;
use codespan_reporting::term::{Config, Renderer, WriteStyle};

use super::repeats::{self, Group};
use super::style::{self, Painter};
use super::window::{View, Window, view};
use super::{sanitize, visible, wrap};
use crate::diagnostic::{Diagnostic, Severity};
use crate::engine::FileReport;
use crate::text::SourceFile;

/// Columns of a section's name that are worth showing.
const LEAST_SECTION: usize = 12;

/// Writes the first finding of a group and what is to be said of the others, in lines of at most `columns` where its
/// own words allow it.
pub(super) fn write(file: &FileReport, group: &Group<'_>, columns: usize, painter: &mut Painter<'_>) -> io::Result<()> {
    let (source, finding) = (&file.source, group.first);
    // Line numbers of one finding differ in width; the widest makes the margin, and four columns frame the text.
    let digits = |line: usize| line.to_string().len();
    let widest = source.line_index(finding.labels.iter().map(|label| label.span).fold(finding.span, Ord::max).start());
    let margin = digits(widest + 1);
    let room = columns.saturating_sub(margin + 3);
    let view = view(source, finding, room);
    header(finding, painter)?;
    locus(source, finding, margin, room, painter)?;
    let config = Config::default();
    let mut terminal = Terminal(painter);
    let mut renderer = Renderer::new(&mut terminal, &config);
    snippet(&view, finding.severity, margin, &mut renderer).map_err(io_error)?;
    let remark = repeats::remark(file, group, room);
    for note in notes(finding, &view, remark, room) {
        renderer.render_snippet_note(margin, &note).map_err(io_error)?;
    }
    renderer.render_empty().map_err(io_error)
}

fn header(finding: &Diagnostic, painter: &mut Painter<'_>) -> io::Result<()> {
    let head = format!("{}[{}]", finding.severity.name(), finding.rule);
    painter.paint(style::of_severity(finding.severity), &head)?;
    painter.paint(style::STRONG, &format!(": {}", sanitize(&finding.message)))?;
    painter.plain("\n")
}

/// `┌─ docs/guide.md:3:7  in "Section"`; where it is too long the section gives way first.
fn locus(
    source: &SourceFile,
    finding: &Diagnostic,
    margin: usize,
    room: usize,
    painter: &mut Painter<'_>,
) -> io::Result<()> {
    let at = source.line_column(finding.span.start());
    let place = format!("{}:{}:{}", visible(source.path()), at.line, at.column);
    let place = wrap::cut_start(&place, room.saturating_sub(1));
    painter.plain(&" ".repeat(margin + 1))?;
    painter.paint(style::FRAME, "┌─")?;
    painter.plain(&format!(" {place}"))?;
    let left = room.saturating_sub(1 + wrap::width(&place) + "  in \"\"".len());
    if let Some(section) = finding.section.as_ref().filter(|section| !section.is_empty()) {
        let section = sanitize(section);
        if left >= wrap::width(&section).min(LEAST_SECTION) {
            painter.paint(style::FAINT, &format!("  in \"{}\"", wrap::cut(&section, left)))?;
        }
    }
    painter.plain("\n")
}

fn snippet(view: &View, severity: Severity, margin: usize, renderer: &mut Renderer<'_, '_>) -> Result<(), Error> {
    let loudness = loudness(severity);
    let mut before: Option<&Window> = None;
    for window in &view.windows {
        match before {
            None => renderer.render_snippet_empty(margin, loudness, 0, &[])?,
            Some(before) if before.line + 1 != window.line => {
                renderer.render_snippet_break(margin, loudness, 0, &[])?;
            }
            Some(_) => {}
        }
        let style = |primary| if primary { LabelStyle::Primary } else { LabelStyle::Secondary };
        let labels: Vec<_> = window
            .marks
            .iter()
            // A mark of no width still gets one caret.
            .map(|mark| {
                (style(mark.primary), mark.range.start..mark.range.end.max(mark.range.start + 1), &*mark.message)
            })
            .collect();
        renderer.render_snippet_source(margin, window.line, &window.text, loudness, &labels, 0, &[])?;
        before = Some(window);
    }
    Ok(())
}

fn notes(finding: &Diagnostic, view: &View, remark: Option<Vec<String>>, columns: usize) -> Vec<String> {
    let mut notes: Vec<String> = view.below.iter().map(|label| hanging("", label, columns)).collect();
    notes.extend(view.continues_to.map(|line| format!("continues to line {line}")));
    if view.left_out > 0 {
        notes.push(format!("and {}", wrap::counted(view.left_out, "further place")));
    }
    notes.extend(finding.notes.iter().map(|note| hanging("note: ", note, columns)));
    notes.extend(finding.help.iter().map(|help| hanging("help: ", help, columns)));
    notes.extend(remark.map(|lines| lines.join("\n")));
    notes
}

/// A note broken into lines that stand below each other.
fn hanging(name: &str, text: &str, columns: usize) -> String {
    let lines = wrap::wrap(&sanitize(text), columns.saturating_sub(name.len()).max(20));
    format!("{name}{}", lines.join(&format!("\n{}", " ".repeat(name.len()))))
}

fn loudness(severity: Severity) -> Loudness {
    match severity {
        Severity::Error => Loudness::Error,
        Severity::Warning => Loudness::Warning,
        Severity::Info => Loudness::Note,
    }
}

fn severity(loudness: Loudness) -> Severity {
    match loudness {
        Loudness::Bug | Loudness::Error => Severity::Error,
        Loudness::Warning => Severity::Warning,
        Loudness::Note | Loudness::Help => Severity::Info,
    }
}

fn io_error(error: Error) -> io::Error {
    match error {
        Error::Io(error) => error,
        other => io::Error::other(other),
    }
}

/// Takes codespan's styles in ours.
struct Terminal<'p, 'w>(&'p mut Painter<'w>);

impl Terminal<'_, '_> {
    fn set(&mut self, style: Style) -> io::Result<()> {
        self.0.begin(style)
    }
}

impl Write for Terminal<'_, '_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.out.flush()
    }
}

impl WriteStyle for Terminal<'_, '_> {
    fn set_header(&mut self, loudness: Loudness) -> io::Result<()> {
        self.set(style::of_severity(severity(loudness)))
    }

    fn set_header_message(&mut self) -> io::Result<()> {
        self.set(style::STRONG)
    }

    fn set_line_number(&mut self) -> io::Result<()> {
        self.set(style::FRAME)
    }

    fn set_note_bullet(&mut self) -> io::Result<()> {
        self.set(style::FRAME)
    }

    fn set_source_border(&mut self) -> io::Result<()> {
        self.set(style::FRAME)
    }

    fn set_label(&mut self, loudness: Loudness, label: LabelStyle) -> io::Result<()> {
        self.set(match label {
            LabelStyle::Primary => style::of_label(severity(loudness)),
            LabelStyle::Secondary => style::FRAME,
        })
    }

    fn reset(&mut self) -> io::Result<()> {
        self.0.end()
    }
}
