//! The record is found by what it shows: in both languages, whoever wrote the words.

use std::collections::BTreeSet;

use proptest::prelude::{ProptestConfig, any, prop_assert, proptest};
use rusqlite::Connection;
use zhiban::engine::command::{
    Answer, Answered, Corrected, Correction, Deferred, Fork, Question, Returned, Signed, Skipped,
    Stead, StoodIn, Swept,
};
use zhiban::engine::label::Term;
use zhiban::engine::officer::{OfficerAdded, OfficerFact};
use zhiban::engine::{Entry, Fact, Seq};
use zhiban::journal::{Filter, Journal, Source, Verdict};
use zhiban::schedule::{AnswerForm, FloorId, ItemId, Lang, OccurrenceId, RoleId, Schedule, Step};
use zhiban::words;

use crate::support::bench::{DAY, schedule};
use crate::support::program::Program;
use crate::support::record::{draft, fact, found, memory, noted, open, stamp, write};

const SMALL: &str = "tests/fixtures/small";
const SHIPPED: &str = "schedules/department-store";
const BOTH: [Lang; 2] = [Lang::Zh, Lang::En];

/// Some entries, and the schedule that they are shown by.
struct Shelf {
    journal: Journal,
    terms: Vec<Term>,
}

impl Shelf {
    fn new(schedule: &Schedule, facts: Vec<Fact>) -> Self {
        let mut journal = memory();
        write(&mut journal, facts);
        Self::of(journal, schedule)
    }

    fn of(journal: Journal, schedule: &Schedule) -> Self {
        let terms = BOTH.into_iter().flat_map(|it| words::spoken(schedule, it)).collect();
        Self { journal, terms }
    }

    fn find(&self, words: &str) -> Vec<u64> {
        let (words, terms) = (words.to_owned(), self.terms.clone());
        let filter = Filter { words, terms, ..Filter::default() };
        self.journal.search(&filter).unwrap().iter().map(|it| it.seq.0).collect()
    }
}

fn occurrence(step: &Step) -> OccurrenceId {
    OccurrenceId { day: DAY, step: step.id.clone(), number: 1 }
}

/// Returns an answer to the first item of a step that has a state of such a name.
fn stated(schedule: &Schedule, ask: &str, name: &str) -> Fact {
    for step in &schedule.steps {
        for item in step.items.iter().filter(|it| it.ask.zh.contains(ask)) {
            let AnswerForm::States(choices) = &item.form else { continue };
            let Some(choice) = choices.iter().find(|it| it.name.zh == name) else { continue };
            let (occurrence, item) = (occurrence(step), item.id.clone());
            let question = Question { occurrence, item, floor: None };
            let answer = Answer::State(choice.id.clone());
            return Fact::Answered(Answered {
                question,
                answer,
                known: None,
                note: None,
                compared: None,
            });
        }
    }
    panic!("no item asks {ask} and takes {name}");
}

#[test]
fn an_answer_is_found_by_step_item_and_state_in_both_languages() {
    let schedule = schedule(SHIPPED);
    let locks = stated(&schedule, "锁", "完好");
    let line = |fact: &Fact, lang| words::fact(fact, &schedule, lang);
    let shelf = Shelf::new(&schedule, vec![locks.clone(), noted("下雨")]);
    for words in ["锁", "查锁", "完好", "查锁：完好", "对讲机", "查门锁", "门"] {
        assert!(line(&locks, Lang::Zh).contains(words), "{}", line(&locks, Lang::Zh));
        assert_eq!(shelf.find(words), [1], "{words}");
    }
    let english = line(&locks, Lang::En);
    for word in english.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()) {
        assert!(shelf.find(word).contains(&1), "{word} of {english}");
    }
    assert_eq!(shelf.find("备注"), [2]);
    assert_eq!(shelf.find("备注 下雨"), [2], "a word of the product and a written one");
    assert_eq!(shelf.find("锁 下雨"), [] as [u64; 0], "all words must be in one entry");
}

#[test]
fn a_finding_is_found_by_its_kind_severity_and_follow_up() {
    let mut fixed = found("漏水");
    fixed.fork = Fork::OnTheSpot { done: "已关阀".to_owned() };
    let shelf =
        Shelf::new(&schedule(SMALL), vec![Fact::Found(found("灯不亮")), Fact::Found(fixed)]);
    assert_eq!(shelf.find("设备"), [2, 1]);
    assert_eq!(shelf.find("major"), [2, 1]);
    assert_eq!(shelf.find("紧急"), [] as [u64; 0], "the severity of neither");
    assert_eq!(shelf.find("待整改"), [1]);
    assert_eq!(shelf.find("未指定负责人"), [1]);
    assert_eq!(shelf.find("当场改正"), [2]);
    assert_eq!(shelf.find("spot"), [2]);
}

#[test]
fn a_journal_of_the_first_format_is_found_by_what_it_shows_once_it_was_opened() {
    let (folder, small) = (tempfile::tempdir().unwrap(), schedule(SMALL));
    let path = folder.path().join("zhiban.db");
    write(&mut open(&path), vec![Fact::Found(found("灯不亮")), Fact::DeskTaken]);
    let raw = Connection::open(&path).unwrap();
    raw.execute_batch(
        "DROP TABLE search;
         CREATE VIRTUAL TABLE search
             USING fts5(words, content='', columnsize=0, tokenize='unicode61');
         PRAGMA user_version = 1;",
    )
    .unwrap();
    drop(raw);
    let reader = Shelf::of(Journal::open_read_only(&path).unwrap(), &small);
    assert_eq!(reader.find("到岗"), [] as [u64; 0], "the old index knows no labels");
    let shelf = Shelf::of(open(&path), &small);
    assert_eq!(shelf.find("到岗"), [2]);
    assert_eq!(shelf.find("设备"), [1]);
    assert_eq!(shelf.find("灯不亮"), [1]);
    assert!(matches!(shelf.journal.verify(None).unwrap(), Verdict::Sound(_)));
}

#[test]
fn the_shell_finds_a_note_by_what_the_log_shows_of_it() {
    let program = Program::new();
    let note = ["note", "扶手松动", "--floor", "3F", "--severity", "major", "--by", "值班员甲"];
    let ran = program.run(&note);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in ["发现", "重要", "major", "found", "待整改", "扶手 重要", "3f", "扶"] {
        let found = program.json(&["log", words, "--json"]);
        let texts: Vec<String> =
            found.as_array().unwrap().iter().map(|it| it.to_string()).collect();
        assert!(texts.iter().any(|it| it.contains("扶手松动")), "{words}: {texts:?}");
    }
    let none = program.json(&["log", "紧急", "--json"]);
    assert_eq!(none.as_array().unwrap().len(), 0, "{none:#}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn every_word_of_a_shown_line_finds_the_line(fact in fact(), pick in any::<usize>()) {
        let schedule = schedule(SMALL);
        let fact = Placed { schedule: &schedule, pick }.fact(fact);
        let mut journal = memory();
        let source = fact.pin().map(|(_, revision)| revision.clone());
        let sources: Vec<Source> =
            source.map(|revision| Source { revision, files: Vec::new() }).into_iter().collect();
        let written = journal.append(&stamp(), None, &[draft("a", fact)], &sources).unwrap();
        let shelf = Shelf::of(journal, &schedule);
        let Entry { fact, seq: Seq(seq), .. } = &written[0];
        for lang in BOTH {
            let line = words::fact(fact, &schedule, lang);
            for word in pairs(&line) {
                prop_assert!(shelf.find(&word).contains(seq), "{} of {}", word, line);
            }
        }
    }
}

/// Returns the neighbouring Han characters of a line.
fn pairs(line: &str) -> BTreeSet<String> {
    let han = |it: &char| ('一'..='龥').contains(it);
    let characters: Vec<char> = line.chars().collect();
    let pairs = characters.windows(2).filter(|it| it.iter().all(han));
    pairs.map(String::from_iter).collect()
}

/// Puts any fact into a schedule: what it names is there.
struct Placed<'a> {
    schedule: &'a Schedule,
    pick: usize,
}

impl Placed<'_> {
    fn fact(&self, fact: Fact) -> Fact {
        let occurrence = |it: OccurrenceId| OccurrenceId { step: self.step().id.clone(), ..it };
        match fact {
            Fact::Acknowledged(it) => Fact::Acknowledged(occurrence(it)),
            Fact::Answered(it) => Fact::Answered(self.answered(it)),
            Fact::Skipped(it) => Fact::Skipped(Skipped {
                occurrence: occurrence(it.occurrence),
                item: it.item.and(self.item()),
                ..it
            }),
            Fact::Deferred(it) => Fact::Deferred(Deferred {
                occurrence: occurrence(it.occurrence),
                item: it.item.and(self.item()),
                to: occurrence(it.to),
                ..it
            }),
            Fact::Signed(it) => Fact::Signed(Signed {
                occurrence: occurrence(it.occurrence),
                role: self.role(),
                stead: it.stead.map(|it| self.stead(it)),
                ..it
            }),
            Fact::Returned(it) => Fact::Returned(Returned {
                occurrence: occurrence(it.occurrence),
                role: self.role(),
                ..it
            }),
            Fact::StoodIn(it) => Fact::StoodIn(StoodIn {
                occurrence: occurrence(it.occurrence),
                role: self.role(),
                stead: self.stead(it.stead),
                ..it
            }),
            Fact::Swept(it) => {
                let occurrence = occurrence(it.occurrence);
                Fact::Swept(Swept { occurrence, floor: self.floor(), ..it })
            }
            Fact::AreasNamed(mut it) => {
                it.occurrence = occurrence(it.occurrence);
                Fact::AreasNamed(it)
            }
            Fact::AreaRemoved(mut it) => {
                it.occurrence = occurrence(it.occurrence);
                Fact::AreaRemoved(it)
            }
            Fact::BatchLeft(mut it) => {
                it.occurrence = occurrence(it.occurrence);
                Fact::BatchLeft(it)
            }
            Fact::BatchReturned(mut it) => {
                it.occurrence = occurrence(it.occurrence);
                Fact::BatchReturned(it)
            }
            Fact::Found(mut it) => {
                it.floor = it.floor.map(|_| self.floor());
                Fact::Found(it)
            }
            Fact::Officer(OfficerFact::Added(it)) => {
                let roles = it.roles.iter().map(|_| self.role()).collect();
                Fact::Officer(OfficerFact::Added(OfficerAdded { roles, ..it }))
            }
            Fact::Corrected(it) => Fact::Corrected(self.corrected(it)),
            other => other,
        }
    }

    fn step(&self) -> &Step {
        &self.schedule.steps[self.pick % self.schedule.steps.len()]
    }

    fn item(&self) -> Option<ItemId> {
        let items = &self.step().items;
        let count = items.len().max(1);
        items.get(self.pick / 7 % count).map(|it| it.id.clone())
    }

    /// Returns an item with its step.
    fn asked(&self) -> (&Step, ItemId) {
        let steps = self.schedule.steps.iter();
        let items: Vec<(&Step, &ItemId)> =
            steps.flat_map(|step| step.items.iter().map(move |it| (step, &it.id))).collect();
        let (step, item) = items[self.pick % items.len()];
        (step, item.clone())
    }

    fn floor(&self) -> FloorId {
        self.schedule.floors[self.pick % self.schedule.floors.len()].id.clone()
    }

    fn role(&self) -> RoleId {
        self.schedule.roles[self.pick % self.schedule.roles.len()].id.clone()
    }

    fn stead(&self, it: Stead) -> Stead {
        Stead { own_role: it.own_role.map(|_| self.role()), ..it }
    }

    fn answered(&self, it: Answered) -> Answered {
        let (step, item) = self.asked();
        let floor = it.question.floor.map(|_| self.floor());
        let occurrence = OccurrenceId { step: step.id.clone(), ..it.question.occurrence };
        let form = step.item(&item).map(|it| &it.form);
        let answer = self.placed_state(it.answer, form);
        Answered { question: Question { occurrence, item, floor }, answer, ..it }
    }

    /// Puts a state of the schedule in the place of an invented one, which no schedule names.
    fn placed_state(&self, answer: Answer, form: Option<&AnswerForm>) -> Answer {
        match (answer, form) {
            (Answer::State(_), Some(AnswerForm::States(choices))) => {
                Answer::State(choices[self.pick / 11 % choices.len()].id.clone())
            }
            (Answer::State(_), _) => Answer::NotApplicable,
            (answer, _) => answer,
        }
    }

    fn corrected(&self, mut it: Corrected) -> Corrected {
        let mut forms = self.schedule.steps.iter().flat_map(|step| &step.items).map(|it| &it.form);
        let states = forms.find(|it| matches!(it, AnswerForm::States(_)));
        it.correction = match it.correction {
            Correction::Answer { answer, note } => {
                Correction::Answer { answer: self.placed_state(answer, states), note }
            }
            Correction::Finding { what, floor, kind, severity } => {
                Correction::Finding { what, floor: floor.map(|_| self.floor()), kind, severity }
            }
            other => other,
        };
        it
    }
}
