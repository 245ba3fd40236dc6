//! The lines of an iCalendar file (RFC 5545): unfolded, with the place where each stands.
//!
//! It knows how the lines hang together, not what a holiday is. A line's inside – parameters,
//! quotes, escapes – is read by the `icalendar` crate; the lines themselves are joined here, on
//! bytes, because files fold within a Chinese character too, and because a message needs the line.

use icalendar::parser::Property;

use super::super::fault::say;
use super::super::{Fault, Place, SourceFile};

/// One `VEVENT`: where it begins, and its own properties without those of alarms inside.
pub(super) struct Event {
    pub(super) place: Place,
    pub(super) lines: Vec<Line>,
}

/// One property of an event.
pub(super) struct Line {
    pub(super) place: Place,
    /// Its name in capitals.
    pub(super) name: String,
    pub(super) value: String,
    /// Its parameters, names in capitals.
    pub(super) parameters: Vec<(String, String)>,
}

/// More events than this are no holiday calendar.
const EVENTS_MAX: usize = 5_000;

/// The properties that say something about a holiday; all others are passed over.
const NAMES: [&str; 10] = [
    "DTSTART",
    "DTEND",
    "DURATION",
    "SUMMARY",
    "CATEGORIES",
    "STATUS",
    "RRULE",
    "RDATE",
    "RECURRENCE-ID",
    "X-APPLE-SPECIAL-DAY",
];

/// Returns the events of a file in the order written; a broken file gives none.
pub(super) fn events(
    index: usize,
    file: &SourceFile,
    faults: &mut Vec<Fault>,
) -> Option<Vec<Event>> {
    if let Err(fault) = file.check_bytes(index) {
        faults.push(*fault);
        return None;
    }
    let mut reader = Reader { open: Vec::new(), events: Vec::new(), begun: false };
    for (place, bytes) in unfold(index, &file.bytes) {
        if let Err(fault) = reader.line(place, &bytes) {
            faults.push(*fault);
            return None;
        }
    }
    if let Some((name, place)) = reader.open.last() {
        let title = say(format!("`BEGIN:{name}` 没有结束"), format!("`BEGIN:{name}` has no end"));
        let help = say(
            format!("文件可能不完整：补上 END:{name}，或重新下载"),
            format!("the file may be cut off: add END:{name} or fetch it again"),
        );
        faults.push(Fault::error(*place, title).help(help));
        return None;
    }
    if !reader.begun {
        let title = say(
            format!("{} 不是日历文件", file.name),
            format!("{} is not a calendar file", file.name),
        );
        let help = say("它应当以 BEGIN:VCALENDAR 开头", "it should begin with BEGIN:VCALENDAR");
        faults.push(Fault::error(Place { file: index, start: 0, end: 0 }, title).help(help));
        return None;
    }
    Some(reader.events)
}

/// Returns the logical lines: a line that begins with a blank goes on where the one before ended.
fn unfold(file: usize, bytes: &[u8]) -> Vec<(Place, Vec<u8>)> {
    let mark: &[u8] = "\u{feff}".as_bytes();
    let mut start = if bytes.starts_with(mark) { mark.len() } else { 0 };
    let mut lines: Vec<(Place, Vec<u8>)> = Vec::new();
    for piece in bytes[start..].split_inclusive(|it| *it == b'\n') {
        let bare = piece.strip_suffix(b"\n").unwrap_or(piece);
        let bare = bare.strip_suffix(b"\r").unwrap_or(bare);
        let place = Place { file, start, end: start + bare.len() };
        start += piece.len();
        match (bare.first(), lines.last_mut()) {
            (Some(b' ' | b'\t'), Some((_, before))) => before.extend(&bare[1..]),
            (Some(_), _) => lines.push((place, bare.to_vec())),
            (None, _) => {}
        }
    }
    lines
}

struct Reader {
    /// The components that have begun and not ended, from the outside in.
    open: Vec<(String, Place)>,
    events: Vec<Event>,
    /// Whether a calendar has begun at all.
    begun: bool,
}

impl Reader {
    fn line(&mut self, place: Place, bytes: &[u8]) -> Result<(), Box<Fault>> {
        let Ok(text) = std::str::from_utf8(bytes) else {
            let title = say("这一行不是 UTF-8 编码", "this line is not encoded as UTF-8");
            let help = say("用编辑器另存为 UTF-8", "save it as UTF-8 in your editor");
            return Err(Box::new(Fault::error(place, title).help(help)));
        };
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        match name.to_ascii_uppercase().as_str() {
            "BEGIN" => self.begin(place, &value.trim().to_ascii_uppercase()),
            "END" => self.end(place, &value.trim().to_ascii_uppercase()),
            _ => self.property(place, text),
        }
    }

    fn begin(&mut self, place: Place, name: &str) -> Result<(), Box<Fault>> {
        if self.open.is_empty() && name == "VCALENDAR" {
            self.begun = true;
        }
        if self.open.len() == 10 || self.events.len() == EVENTS_MAX {
            let title = say("日历文件嵌套太深或事件太多", "this calendar is too deep or too long");
            let help = say(
                "节假日日历最多 5000 个事件，不嵌套",
                "a holiday calendar has 5,000 events at most, none inside another",
            );
            return Err(Box::new(Fault::error(place, title).help(help)));
        }
        if name == "VEVENT" {
            self.events.push(Event { place, lines: Vec::new() });
        }
        self.open.push((name.to_owned(), place));
        Ok(())
    }

    fn end(&mut self, place: Place, name: &str) -> Result<(), Box<Fault>> {
        match self.open.pop() {
            Some((open, _)) if open == name => Ok(()),
            Some((open, begun)) => {
                let title =
                    say(format!("这里应当是 END:{open}"), format!("this should be END:{open}"));
                let fault = Fault::error(place, title)
                    .help(say("每个 BEGIN 都要有自己的 END", "each BEGIN needs an END of its own"));
                let there = say("从这里开始", "it begins here");
                Err(Box::new(fault.note(begun, there)))
            }
            None => {
                let title = say("没有开始就结束了", "an end without a beginning");
                let help = say("删去这一行", "remove this line");
                Err(Box::new(Fault::error(place, title).help(help)))
            }
        }
    }

    fn property(&mut self, place: Place, text: &str) -> Result<(), Box<Fault>> {
        // Only what stands in the event itself counts; an alarm inside has its own properties.
        let within = self.open.last().is_some_and(|it| it.0 == "VEVENT");
        let Some(event) = self.events.last_mut().filter(|_| within) else { return Ok(()) };
        let end = text.find([':', ';']).unwrap_or(text.len());
        let name = text[..end].to_ascii_uppercase();
        if !NAMES.contains(&name.as_str()) {
            return Ok(());
        }
        // The crate tells the kinds of values apart by names in capitals.
        let line = format!("{name}{}", &text[end..]);
        let Ok(property) = Property::try_from(line.as_str()) else {
            let title =
                say(format!("看不懂 {name} 这一行"), format!("this {name} line cannot be read"));
            let help =
                say("例如 DTSTART;VALUE=DATE:20261001", "for example DTSTART;VALUE=DATE:20261001");
            return Err(Box::new(Fault::error(place, title).help(help)));
        };
        let parameters = property.params.iter().map(|it| {
            let value = it.val.as_ref().map_or("", |it| it.as_str());
            (it.key.as_str().to_ascii_uppercase(), value.to_owned())
        });
        event.lines.push(Line {
            place,
            parameters: parameters.collect(),
            value: property.val.as_str().trim().to_owned(),
            name,
        });
        Ok(())
    }
}

impl Event {
    /// Returns the first property of that name.
    pub(super) fn line(&self, name: &str) -> Option<&Line> {
        self.lines.iter().find(|it| it.name == name)
    }

    /// Returns the values of all properties of that name.
    pub(super) fn values<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e str> {
        self.lines.iter().filter(move |it| it.name == name).map(|it| it.value.as_str())
    }
}

impl Line {
    /// Returns a parameter's value.
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }
}
