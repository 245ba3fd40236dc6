//! What is wrong with a schedule: where it stands, what was expected, what to do.
//!
//! A fault never decides anything and never prints: it renders itself to text in either language.

use std::borrow::Cow;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Lang, SourceFile, Text};

/// A piece of one file of the folder, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The position of the file among those handed to `read`.
    pub file: usize,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
}

/// A place as a person finds it in an editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The name of the file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

/// Whether a schedule can be used in spite of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The schedule is refused.
    Error,
    /// The schedule is taken, but somebody should look at it.
    Warning,
}

/// One thing that is wrong with a schedule folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whether the schedule can be used all the same.
    pub severity: Severity,
    /// Where it stands, unless the fault is that something is not there at all.
    pub place: Option<Place>,
    /// What is wrong, in one line.
    pub title: Text,
    /// What to look at in the marked piece.
    pub label: Text,
    /// What to do about it.
    pub help: Option<Text>,
    /// Where the other half of a conflict stands, and what it is.
    pub note: Option<(Place, Text)>,
    /// The words of the language that may stand here instead, where a wrong one does.
    pub instead: Vec<&'static str>,
}

/// Puts the two wordings of a message together.
///
/// A message quotes the file, so what could move a terminal's cursor or turn its text around is
/// made visible, and what is too long to read is cut.
pub(super) fn say(zh: impl AsRef<str>, en: impl AsRef<str>) -> Text {
    Text { zh: harmless(zh.as_ref()), en: harmless(en.as_ref()) }
}

/// The longest message, in characters.
const MESSAGE_CHARS_MAX: usize = 400;

fn harmless(text: &str) -> String {
    let visible = |it: char| match it {
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' => '\u{fffd}',
        '\u{061c}' | '\u{feff}' | '\u{00ad}' => '\u{fffd}',
        it if it.is_control() => '\u{fffd}',
        it => it,
    };
    let mut short: String = text.chars().take(MESSAGE_CHARS_MAX).map(visible).collect();
    if text.chars().nth(MESSAGE_CHARS_MAX).is_some() {
        short.push('…');
    }
    short
}

impl Fault {
    pub(super) fn error(place: Place, title: Text) -> Self {
        Self {
            severity: Severity::Error,
            place: Some(place),
            title,
            label: Text::same(""),
            help: None,
            note: None,
            instead: Vec::new(),
        }
    }

    pub(super) fn warning(place: Place, title: Text) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, title) }
    }

    pub(super) fn of_folder(title: Text) -> Self {
        let nowhere = Place { file: 0, start: 0, end: 0 };
        Self { place: None, ..Self::error(nowhere, title) }
    }

    pub(super) fn label(self, label: Text) -> Self {
        Self { label, ..self }
    }

    pub(super) fn help(self, help: Text) -> Self {
        Self { help: Some(help), ..self }
    }

    pub(super) fn note(self, place: Place, text: Text) -> Self {
        Self { note: Some((place, text)), ..self }
    }

    pub(super) fn instead(self, words: &[&'static str]) -> Self {
        Self { instead: words.to_vec(), ..self }
    }

    /// Returns where the fault stands, or nothing when it concerns the folder as a whole.
    pub fn location(&self, files: &[SourceFile]) -> Option<Location> {
        self.place.and_then(|it| it.location(files))
    }

    /// Returns the text of the files that the fault points at; the others are left empty.
    fn texts<'f>(&self, files: &'f [SourceFile]) -> Vec<Cow<'f, str>> {
        let place = self.place.map(|it| it.file);
        let note = self.note.as_ref().map(|(it, _)| it.file);
        let text = |(index, file)| {
            let wanted = Some(index) == place || Some(index) == note;
            if wanted { text_of(file) } else { Cow::Borrowed("") }
        };
        files.iter().enumerate().map(text).collect()
    }

    /// Returns the fault as text with the marked lines, as a compiler would show it.
    pub fn render(&self, files: &[SourceFile], lang: Lang, color: bool) -> String {
        let texts = self.texts(files);
        let level = match self.severity {
            Severity::Error => Level::ERROR.with_name(Some(lang.of("错误", "error"))),
            Severity::Warning => Level::WARNING.with_name(Some(lang.of("提醒", "warning"))),
        };
        let mut group = Group::with_title(level.primary_title(self.title.get(lang)));
        if let Some(place) = self.place {
            let mark = AnnotationKind::Primary;
            group = show(group, files, &texts, place, mark, self.label.get(lang));
        }
        if let Some((place, text)) = &self.note {
            let mark = AnnotationKind::Context;
            group = show(group, files, &texts, *place, mark, text.get(lang));
        }
        if let Some(help) = &self.help {
            let level = Level::HELP.with_name(Some(lang.of("建议", "help")));
            group = group.element(level.message(help.get(lang)));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.render(&[group])
    }
}

impl Place {
    /// Returns the place as file, line and column.
    pub fn location(&self, files: &[SourceFile]) -> Option<Location> {
        let file = files.get(self.file)?;
        let text = text_of(file);
        let before = &text[..boundary(&text, self.start)];
        let line_start = before.rfind('\n').map_or(0, |it| it + 1);
        let visible = before[line_start..].trim_start_matches('\u{feff}');
        Some(Location {
            file: file.name.clone(),
            line: before.matches('\n').count() + 1,
            column: visible.chars().count() + 1,
        })
    }
}

/// Adds one marked place. Only its own lines are handed on, so that a long file costs nothing.
fn show<'a>(
    group: Group<'a>,
    files: &'a [SourceFile],
    texts: &'a [Cow<'a, str>],
    place: Place,
    kind: AnnotationKind,
    label: &'a str,
) -> Group<'a> {
    let (Some(file), Some(text)) = (files.get(place.file), texts.get(place.file)) else {
        return group;
    };
    let start = boundary(text, place.start);
    let end = boundary(text, place.end).max(start);
    let from = text[..start].rfind('\n').map_or(0, |it| it + 1);
    let to = text[end..].find('\n').map_or(text.len(), |it| end + it);
    // The line ends of Windows are no mistake and need not be shown.
    let lines = text[from..to].strip_suffix('\r').unwrap_or(&text[from..to]);
    if lines.contains('\0') || lines.len() > LINES_SHOWN_MAX {
        let line = text[..from].matches('\n').count() + 1;
        let column = text[from..start].chars().count() + 1;
        let origin = Origin::path(file.name.as_str()).line(line).char_column(column);
        let group = group.element(origin);
        return if label.is_empty() {
            group
        } else {
            group.element(Level::NOTE.no_name().message(label))
        };
    }
    let skip = if lines.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let lines = &lines[skip..];
    let span = start.saturating_sub(from + skip)..end.saturating_sub(from + skip);
    let mut annotation: Annotation<'_> = kind.span(span);
    if !label.is_empty() {
        annotation = annotation.label(label);
    }
    let number = text[..from].matches('\n').count() + 1;
    let snippet = Snippet::source(lines).line_start(number).path(file.name.as_str());
    group.element(snippet.annotation(annotation))
}

/// More text than this says nothing to a reader; the file is named instead.
const LINES_SHOWN_MAX: usize = 4_000;

fn text_of(file: &SourceFile) -> Cow<'_, str> {
    String::from_utf8_lossy(&file.bytes)
}

/// Returns the nearest character border at or before a byte.
fn boundary(text: &str, byte: usize) -> usize {
    let byte = byte.min(text.len());
    (0..=byte).rev().find(|it| text.is_char_boundary(*it)).unwrap_or(0)
}
