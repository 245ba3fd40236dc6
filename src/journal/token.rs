//! What the search index holds of an entry: the words that people wrote, and its labels.
//!
//! Han characters are indexed as neighbouring pairs, and the last one of a run alone, because the
//! tokenizers that come with SQLite find no Chinese word of one or two characters. What the
//! schedule calls things is not in the index; their labels are.

use crate::engine::command::{
    Answer, Correction, FollowUp, Fork, HandoverAct, IncidentAct, Relief, Stead, SweepOutcome,
};
use crate::engine::label::{self, Label};
use crate::engine::officer::{Allowed, OfficerFact, Tried};
use crate::engine::{Entry, Fact};
use crate::schedule::FloorId;

/// Returns the words under which an entry is found.
pub(super) fn index_words(entry: &Entry) -> String {
    let mut words = String::new();
    index(entry.officer.as_str(), &mut words);
    for text in texts(&entry.fact) {
        index(text, &mut words);
    }
    for label in label::of(entry) {
        words.push_str(&token(&label));
        words.push(' ');
    }
    words
}

/// Returns the token of a label: a word that nobody can type.
///
/// It begins with a character for private use, which the tokenizer takes for a letter and a query
/// for a gap. Letters that the tokenizer would fold are written as numbers.
pub(super) fn token(label: &Label) -> String {
    let (sort, words): (char, [&str; 2]) = match label {
        Label::Step(step) => ('s', [step.as_str(), ""]),
        Label::Item(step, item) => ('i', [step.as_str(), item.as_str()]),
        Label::State(state) => ('t', [state.as_str(), ""]),
        Label::Event(event) => ('e', [event.as_str(), ""]),
        Label::Floor(floor) => ('f', [floor.as_str(), ""]),
        Label::Role(role) => ('r', [role.as_str(), ""]),
        Label::Shift(shift) => ('h', [shift.as_str(), ""]),
        Label::Count(count) => ('c', [count.as_str(), ""]),
        Label::Form(word) => ('w', [word, ""]),
    };
    let mut token = format!("\u{e000}{sort}");
    for word in words {
        for character in word.chars() {
            if character.is_ascii_lowercase() || character.is_ascii_digit() {
                token.push(character);
            } else {
                token.push_str(&format!("\u{e001}{:x}\u{e001}", u32::from(character)));
            }
        }
        token.push('\u{e002}');
    }
    token
}

fn index(text: &str, words: &mut String) {
    for run in runs(text) {
        match run {
            Run::Han(characters) => {
                for pair in characters.windows(2) {
                    words.extend(pair);
                    words.push(' ');
                }
                words.extend(characters.last());
            }
            Run::Word(word) => words.push_str(&word),
        }
        words.push(' ');
    }
}

/// Neighbouring characters of one sort.
pub(super) enum Run {
    /// Han characters.
    Han(Vec<char>),
    /// Letters and digits, in lower case.
    Word(String),
}

/// Returns the runs of a text; whatever is neither letter nor digit parts them.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut apart = true;
    for character in text.chars() {
        if !character.is_alphanumeric() {
            apart = true;
            continue;
        }
        match (runs.last_mut(), is_han(character)) {
            (Some(Run::Han(run)), true) if !apart => run.push(character),
            (Some(Run::Word(run)), false) if !apart => run.extend(character.to_lowercase()),
            (_, true) => runs.push(Run::Han(vec![character])),
            (_, false) => runs.push(Run::Word(character.to_lowercase().collect())),
        }
        apart = false;
    }
    runs
}

fn is_han(character: char) -> bool {
    matches!(character,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

/// Returns every text of a fact that a person wrote.
fn texts(fact: &Fact) -> Vec<&str> {
    match fact {
        Fact::StoreNamed(text) | Fact::Noted(text) => vec![text],
        Fact::Answered(it) => {
            let floor = it.question.floor.as_ref().map(FloorId::as_str);
            answer(&it.answer).into_iter().chain(it.note.as_deref()).chain(floor).collect()
        }
        Fact::Skipped(it) => vec![&it.reason],
        Fact::Deferred(it) => vec![&it.reason],
        Fact::Signed(it) => {
            std::iter::once(it.name.as_str()).chain(it.stead.iter().flat_map(stead)).collect()
        }
        Fact::Returned(it) => vec![it.name.as_str(), &it.comment],
        Fact::StoodIn(it) => std::iter::once(it.name.as_str()).chain(stead(&it.stead)).collect(),
        Fact::Swept(it) => match &it.outcome {
            SweepOutcome::Clear => vec![it.floor.as_str()],
            SweepOutcome::ClearExcept { who, until, watcher } => {
                vec![it.floor.as_str(), who, until, watcher]
            }
            SweepOutcome::NotSwept { reason } => vec![it.floor.as_str(), reason],
        },
        Fact::AreasNamed(it) => it.areas.iter().map(String::as_str).collect(),
        Fact::AreaRemoved(it) => vec![it.area.as_str(), &it.reason],
        Fact::BatchReturned(it) => it.note.as_deref().into_iter().collect(),
        Fact::Started(it) => {
            let floor = it.start.floor.as_ref().map(FloorId::as_str);
            let rest = [floor, it.start.place.as_deref()].into_iter().flatten();
            std::iter::once(it.start.note.as_str()).chain(rest).collect()
        }
        Fact::Found(it) => {
            let rest = match &it.fork {
                Fork::OnTheSpot { done } => vec![done.as_str()],
                Fork::FollowUp(it) => follow_up(it),
            };
            let floor = it.floor.as_ref().map(FloorId::as_str);
            let parts = [Some(it.what.as_str()), floor, it.place.as_deref()];
            let parts = parts.into_iter().flatten().chain(it.reported_by.as_deref());
            parts.chain(rest).collect()
        }
        Fact::Assigned(it) => follow_up(&it.follow_up),
        Fact::Fixed(it) => vec![it.fixed_by.as_str(), &it.done],
        Fact::Reinspected(it) => it.note.as_deref().into_iter().collect(),
        Fact::Corrected(it) => {
            let mut parts = correction(&it.correction);
            parts.push(&it.reason);
            parts
        }
        Fact::Exported(it) => vec![&it.file, &it.sha256],
        Fact::Printed(it) => {
            [&it.printer, &it.sha256].into_iter().chain(&it.job).map(String::as_str).collect()
        }
        Fact::DayRepinned(it) => vec![&it.reason, it.revision.as_str()],
        Fact::Officer(it) => officer(it),
        Fact::Handover(it) => handover(it),
        Fact::Incident(IncidentAct::Begun { what: text } | IncidentAct::Over { how: text, .. }) => {
            vec![text]
        }
        Fact::DayOpened { .. }
        | Fact::DeskStarted { .. }
        | Fact::DeskStopped(_)
        | Fact::DeskTaken
        | Fact::Acknowledged(_)
        | Fact::BatchLeft(_)
        | Fact::ClockStepped(_)
        | Fact::Slept(_) => Vec::new(),
    }
}

fn stead(it: &Stead) -> impl Iterator<Item = &str> {
    std::iter::once(it.of.as_str()).chain(it.reason.as_deref())
}

fn answer(it: &Answer) -> Vec<&str> {
    match it {
        Answer::Text(text) | Answer::Code(text) => vec![text],
        Answer::Photo(photo) => vec![&photo.sha256],
        Answer::Names(names) => names.iter().map(String::as_str).collect(),
        Answer::State(_)
        | Answer::Yes
        | Answer::No
        | Answer::NotApplicable
        | Answer::Number(_)
        | Answer::Count(_)
        | Answer::Money(_)
        | Answer::Time(_) => Vec::new(),
    }
}

fn handover(it: &HandoverAct) -> Vec<&str> {
    match it {
        HandoverAct::Begun(it) => {
            let relief = match &it.relief {
                Relief::Named(name) => name.as_str(),
                Relief::Absent { reason } => reason,
            };
            let counts = it.counts.iter().flat_map(|it| [Some(it.id.as_str()), it.note.as_deref()]);
            [it.shift.shift.as_str(), relief].into_iter().chain(counts.flatten()).collect()
        }
        HandoverAct::ReadBack(it) => vec![&it.risks, &it.first],
        HandoverAct::Accepted(it) => it.exceptions.iter().map(String::as_str).collect(),
        HandoverAct::Refused(it) => vec![&it.reason],
        HandoverAct::Added(it) => vec![&it.text],
        HandoverAct::Briefed(_) | HandoverAct::SignedAlone(_) | HandoverAct::Reviewed(_) => {
            Vec::new()
        }
    }
}

fn follow_up(it: &FollowUp) -> Vec<&str> {
    let parts = [&it.owner, &it.interim, &it.reported_to];
    parts.into_iter().filter_map(|it| it.as_deref()).collect()
}

fn correction(it: &Correction) -> Vec<&str> {
    match it {
        Correction::Answer { answer: it, note } => {
            answer(it).into_iter().chain(note.as_deref()).collect()
        }
        Correction::Finding { what, floor, .. } => {
            what.as_deref().into_iter().chain(floor.as_ref().map(FloorId::as_str)).collect()
        }
        Correction::Note(text) => vec![text],
        Correction::Count(_) | Correction::Withdrawn => Vec::new(),
    }
}

/// Returns what people wrote about officers: names and numbers.
fn officer(it: &OfficerFact) -> Vec<&str> {
    match it {
        OfficerFact::Added(it) => {
            let by = it.by.number().map(|it| it.as_str());
            [it.number.as_str(), it.name.as_str()].into_iter().chain(by).collect()
        }
        OfficerFact::Retired(it) => vec![it.number.as_str(), it.by.as_str()],
        OfficerFact::PinSet(it) => match &it.allowed {
            Allowed::Supervisor(by) => vec![it.number.as_str(), by.as_str()],
            Allowed::OldPin | Allowed::LostFile => vec![it.number.as_str()],
        },
        OfficerFact::PinTried(it) => match &it.who {
            Tried::Officer(number) => vec![number.as_str()],
            Tried::Nobody => Vec::new(),
        },
        OfficerFact::PinProven(it) => vec![it.number.as_str()],
        OfficerFact::Released(it) => vec![it.number.as_str(), it.by.as_str()],
    }
}
