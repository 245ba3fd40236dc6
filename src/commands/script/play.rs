//! Runs a script: turns each line into a command at its own time and keeps what was recorded.
//!
//! It stops at the first line that is refused and was not meant to be; nothing it records can
//! reach a real journal.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use chrono::{DateTime, Days, NaiveDate, Utc};
use serde_json::Value;

use super::deed::{Care, Due, Find, Instead, Work};
use super::{Deed, Line, Place, Script, Trouble, aim, handover};
use crate::commands::photos::Photos;
use crate::commands::practice::Practice;
use crate::commands::{seal, source};
use crate::engine::agenda::Agenda;
use crate::engine::command::{
    Answer, Answered, AreaRemoved, AreasNamed, Assigned, BatchLeft, BatchReturned, ClockStep,
    Corrected, Correction, Deferred, Fixed, FollowUp, Fork, Found, HandoverAct, Proof, Question,
    Reinspected, Repin, Returned, Signed, Skipped, Slept, StoodIn, Swept,
};
use crate::engine::{Action, Engine, Entry, Fact, Officer, Seq};
use crate::schedule::{AnswerForm, FloorId, Lang, Schedule};
use crate::words;

/// A script that has been run to its end.
#[derive(Debug)]
pub struct Played {
    /// The store day.
    pub day: NaiveDate,
    /// The time of the last line: the cut-off of the report.
    pub ended: DateTime<Utc>,
    /// The state at the end.
    pub engine: Engine,
    /// What was recorded, in order.
    pub entries: Vec<Entry>,
    /// The photos that it took in.
    pub(in crate::commands) photos: Photos,
}

/// Returns what a script comes to on a store day.
///
/// # Errors
/// The trouble names the line and says why it was refused, or that it was not refused as meant.
pub fn play(
    script: &Script,
    schedule: &Arc<Schedule>,
    day: NaiveDate,
    lang: Lang,
) -> Result<Played, Trouble> {
    let starts = schedule.plan(day).starts;
    let practice = Practice::new(Arc::clone(schedule));
    let officer = script.officer.clone();
    let mut player = Player {
        practice,
        schedule,
        day,
        lang,
        officer,
        labels: BTreeMap::new(),
        now: starts,
        photos: Photos::Memory(BTreeMap::new()),
        folder: &script.folder,
    };
    player.begin(script)?;
    for line in &script.lines {
        player.run(line)?;
    }
    let Player { practice, now, photos, .. } = player;
    let (engine, entries) = practice.into_parts();
    Ok(Played { day, ended: now, engine, entries, photos })
}

struct Player<'a> {
    practice: Practice,
    schedule: &'a Arc<Schedule>,
    day: NaiveDate,
    lang: Lang,
    officer: Officer,
    labels: BTreeMap<String, Seq>,
    now: DateTime<Utc>,
    photos: Photos,
    folder: &'a Path,
}

impl Player<'_> {
    /// Starts the desk with the store day, unless the script does so itself.
    fn begin(&mut self, script: &Script) -> Result<(), Trouble> {
        let own_start =
            script.lines.first().is_some_and(|it| matches!(it.deed, Deed::StartDesk { .. }));
        let start = (!own_start).then_some(Action::StartDesk { off_since: None });
        let name = script.store.clone().map(Action::NameStore);
        for action in start.into_iter().chain(name).chain([Action::TakeDesk]) {
            let done = self.practice.execute(self.now, None, &self.officer, action);
            done.map_err(|it| {
                let text = words::refusal(&it, self.schedule, self.lang);
                Trouble { line: 1, column: 1, text }
            })?;
        }
        Ok(())
    }

    fn run(&mut self, line: &Line) -> Result<(), Trouble> {
        self.now = self.instant(line.at);
        let Some((action, usual)) = self.action(line)? else { return Ok(()) };
        let (engine, entries) = (Engine::new(Arc::clone(self.schedule)), self.practice.entries());
        let action = seal::practised(action, engine, entries);
        if let Deed::PutInForce { folder, .. } = &line.deed {
            let schedule =
                source::in_folder(folder.as_ref(), self.lang).map_err(|it| trouble(line, &it))?;
            self.practice.put_in_force(Arc::new(schedule));
        }
        let happened = line.happened.map(|it| self.instant(it));
        let takes = matches!(action, Action::TakeDesk | Action::Handover(HandoverAct::Accepted(_)));
        let officer = line.by.clone().or(usual).unwrap_or_else(|| self.officer.clone());
        match self.practice.execute(self.now, happened, &officer, action) {
            Ok(_) if line.refused => Err(trouble(
                line,
                self.lang.of("本该被拒绝，却记下了", "was meant to be refused, and was not"),
            )),
            Ok(entries) => {
                // The day's opening may come first: the label means what was asked for.
                let asked = entries.iter().find(|it| !matches!(it.fact, Fact::DayOpened { .. }));
                if let (Some(label), Some(entry)) = (&line.label, asked) {
                    self.labels.insert(label.clone(), entry.seq);
                }
                if takes {
                    self.officer = officer;
                }
                Ok(())
            }
            Err(_) if line.refused => Ok(()),
            Err(refusal) => Err(trouble(line, &words::refusal(&refusal, self.schedule, self.lang))),
        }
    }

    /// Returns what a line asks for, and who does it where the line does not say.
    fn action(&mut self, line: &Line) -> Result<Option<(Action, Option<Officer>)>, Trouble> {
        if let Deed::Hand(hand) = &line.deed {
            return Ok(Some(handover::action(hand, &self.practice.engine().agenda(self.now))));
        }
        Ok(self.plain_action(line)?.map(|it| (it, None)))
    }

    fn plain_action(&mut self, line: &Line) -> Result<Option<Action>, Trouble> {
        Ok(Some(match &line.deed {
            Deed::Wait | Deed::Hand(_) => return Ok(None),
            Deed::StartDesk { off_since } => {
                Action::StartDesk { off_since: off_since.map(|it| self.instant(it)) }
            }
            Deed::StopDesk(cause) => Action::StopDesk(*cause),
            Deed::PutInForce { reason, .. } => {
                Action::PutInForce(Repin { reason: reason.clone(), proof: Proof::Name })
            }
            Deed::NameStore(name) => Action::NameStore(name.clone()),
            Deed::TakeDesk => Action::TakeDesk,
            Deed::Step { place, work } => self.work(line, place, work)?,
            Deed::Start(start) => Action::Start(start.clone()),
            Deed::Find(find) => Action::Find(self.found(line, find)?),
            Deed::Assign { finding, care } => Action::Assign(Assigned {
                finding: self.seq(line, finding)?,
                follow_up: self.follow_up(care),
            }),
            Deed::Fix { finding, fixed_by, done } => Action::Fix(Fixed {
                finding: self.seq(line, finding)?,
                fixed_by: Officer::new(fixed_by),
                done: done.clone(),
            }),
            Deed::Reinspect { finding, result, note } => Action::Reinspect(Reinspected {
                finding: self.seq(line, finding)?,
                result: *result,
                note: note.clone(),
            }),
            Deed::Note(text) => Action::Note(text.clone()),
            Deed::Correct { entry, reason, to } => {
                let (entry, reason) = (self.seq(line, entry)?, reason.clone());
                let correction = self.correction(line, entry, to)?;
                Action::Correct(Corrected { entry, reason, correction, proof: Proof::Name })
            }
            Deed::Export(it) => Action::NoticeExport(it.clone()),
            Deed::Print(it) => Action::NoticePrint(it.clone()),
            Deed::ClockStep { from } => {
                Action::NoticeClockStep(ClockStep { from: self.instant(*from), to: self.now })
            }
            Deed::Sleep { from } => {
                Action::NoticeSleep(Slept { from: self.instant(*from), to: self.now })
            }
        }))
    }

    fn work(&mut self, line: &Line, place: &Place, work: &Work) -> Result<Action, Trouble> {
        let agenda = self.agenda();
        let occurrence = aim::occurrence(&agenda, place);
        Ok(match work.clone() {
            Work::Acknowledge => Action::Acknowledge(occurrence),
            Work::Answer { answer, known, note } => {
                let question = aim::question(&agenda, place);
                let answer = self.answer(line, &question, &answer)?;
                Action::Answer(Answered { question, answer, known, note, compared: None })
            }
            Work::Skip { reason } => {
                Action::Skip(Skipped { occurrence, item: place.item.clone(), reason })
            }
            Work::Defer { to, reason } => {
                let to = aim::occurrence(&agenda, &to);
                Action::Defer(Deferred { occurrence, item: place.item.clone(), to, reason })
            }
            Work::Sign { role, name, stead } => {
                let (name, proof) = (Officer::new(&name), Proof::Name);
                Action::Sign(Signed { occurrence, role, name, stead, proof })
            }
            Work::Return { role, name, comment } => {
                let (name, proof) = (Officer::new(&name), Proof::Name);
                Action::Return(Returned { occurrence, role, name, comment, proof })
            }
            Work::StandIn { role, name, stead } => {
                Action::StandIn(StoodIn { occurrence, role, name: Officer::new(&name), stead })
            }
            Work::Sweep(outcome) => {
                let floor = place.floor.clone().unwrap_or_else(|| FloorId::new(""));
                Action::Sweep(Swept { occurrence, floor, outcome })
            }
            Work::NameAreas(areas) => Action::NameAreas(AreasNamed { occurrence, areas }),
            Work::RemoveArea { reason } => {
                let area = place.floor.clone().unwrap_or_else(|| FloorId::new(""));
                Action::RemoveArea(AreaRemoved { occurrence, area, reason })
            }
            Work::SendBatch { batch, count } => {
                Action::SendBatch(BatchLeft { occurrence, batch, count })
            }
            Work::ReceiveBatch { batch, count, late, note } => {
                Action::ReceiveBatch(BatchReturned { occurrence, batch, count, late, note })
            }
        })
    }

    fn found(&mut self, line: &Line, find: &Find) -> Result<Found, Trouble> {
        let mut photos = Vec::new();
        for name in &find.photos {
            let taken = self.photos.take_in(&self.folder.join(name), self.lang);
            photos.push(taken.map_err(|it| trouble(line, &format!("{it:#}")))?);
        }
        let words = find.words.clone();
        let from = find.from.as_ref().map(|place| {
            let place = Place { floor: words.floor.clone(), ..place.clone() };
            aim::question(&self.agenda(), &place)
        });
        let fork = match &find.done {
            Some(done) => Fork::OnTheSpot { done: done.clone() },
            None => Fork::FollowUp(self.follow_up(&find.care)),
        };
        Ok(Found {
            what: words.what.unwrap_or_default(),
            floor: words.floor,
            place: words.place,
            kind: words.kind.unwrap_or_default(),
            severity: words.severity.unwrap_or_default(),
            fork,
            reported_by: find.told.clone(),
            from,
            photos,
        })
    }

    fn follow_up(&self, care: &Care) -> FollowUp {
        let due = care.due.map(|it| match it {
            Due::Date(date) => date,
            Due::InDays(days) => self.day + Days::new(days.into()),
        });
        let Care { owner, interim, reported_to, .. } = care.clone();
        FollowUp { owner, due, interim, reported_to }
    }

    fn correction(&mut self, line: &Line, entry: Seq, to: &Instead) -> Result<Correction, Trouble> {
        Ok(match to.clone() {
            Instead::Answer(value, note) => {
                let question = self.practice.entries().iter().find(|it| it.seq == entry);
                let question = question.and_then(|it| match &it.fact {
                    Fact::Answered(it) => Some(it.question.clone()),
                    _ => None,
                });
                let wrong = self.lang.of("那一条不是回答", "that entry is not an answer");
                let question = question.ok_or_else(|| trouble(line, wrong))?;
                Correction::Answer { answer: self.answer(line, &question, &value)?, note }
            }
            Instead::Finding(words) => Correction::Finding {
                what: words.what,
                floor: words.floor,
                kind: words.kind,
                severity: words.severity,
            },
            Instead::Count(count) => Correction::Count(count),
            Instead::Text(text) => Correction::Note(text),
            Instead::Nothing => Correction::Withdrawn,
        })
    }

    fn answer(
        &mut self,
        line: &Line,
        question: &Question,
        value: &Value,
    ) -> Result<Answer, Trouble> {
        let schedule = Arc::clone(self.practice.engine().schedule_of(self.day));
        let form = aim::form(&schedule, question);
        if let (Some(AnswerForm::Photo), Some(name)) = (form, value.as_str()) {
            let taken = self.photos.take_in(&self.folder.join(name), self.lang);
            return taken.map(Answer::Photo).map_err(|it| trouble(line, &format!("{it:#}")));
        }
        aim::answer(&schedule, question, value).ok_or_else(|| {
            let item = &question.item;
            let text = self.lang.of(
                format!("“{value}”不是“{item}”能用的回答；schedule show 里有每项的回答"),
                format!("{value} does not answer `{item}`; see `schedule show` for the answers"),
            );
            trouble(line, &text)
        })
    }

    /// Returns the entry that a line names: by a label of an earlier line, or by its number.
    fn seq(&self, line: &Line, value: &Value) -> Result<Seq, Trouble> {
        let label = value.as_str().and_then(|it| self.labels.get(it)).copied();
        label.or_else(|| value.as_u64().map(Seq)).ok_or_else(|| {
            let text = self.lang.of(
                format!("前面没有标签 {value}；在那一行加上 \"label\""),
                format!("no earlier line has the label {value}; give it one with \"label\""),
            );
            trouble(line, &text)
        })
    }

    fn agenda(&self) -> Agenda {
        self.practice.engine().agenda_of(self.day, self.now)
    }

    fn instant(&self, minutes: i32) -> DateTime<Utc> {
        aim::instant(self.schedule, self.day, minutes)
    }
}

fn trouble(line: &Line, text: &str) -> Trouble {
    Trouble { line: line.number, column: 1, text: text.to_owned() }
}
