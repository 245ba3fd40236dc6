//! Labels: stable words for what an entry says, whatever it is called today.
//!
//! Steps, items and states are renamed and shown in two languages; their labels stay, so that an
//! index of labels never goes out of date. It never calls anything by a name.

use chrono::{Datelike, Weekday};

use super::command::{
    Answer, Answered, AreasNamed, Compared, Correction, Document, FindingKind, FollowUp, Fork,
    Found, HandoverAct, Printed, Relief, SecondLook, Severity, Started, Stead, StopCause,
    SweepOutcome,
};
use super::officer::{Allowed, Bar, OfficerFact, Proof, Tried, TryOutcome};
use super::{Entry, Fact};
use crate::schedule::{
    CountId, EventId, FloorId, ItemId, Known, OccurrenceId, RoleId, ShiftId, StateId, StepId,
};

/// A stable word for one thing that an entry says.
///
/// Labels are in the search index of every journal: none is ever used for something else.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Label {
    /// A step.
    Step(StepId),
    /// An item of a step.
    Item(StepId, ItemId),
    /// A state that an item was found in.
    State(StateId),
    /// An event.
    Event(EventId),
    /// A floor.
    Floor(FloorId),
    /// A role.
    Role(RoleId),
    /// A shift.
    Shift(ShiftId),
    /// A thing that is counted.
    Count(CountId),
    /// A word of the product's own closed lists, such as `answered` or `severity-major`.
    Form(&'static str),
}

/// A text under which entries are shown: those that have one label and all of the others.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// What an entry must have besides.
    pub also: Vec<Label>,
    /// The label that the text stands for.
    pub label: Label,
    /// The text.
    pub text: String,
}

/// The label of an entry that was written later than it happened.
pub const WRITTEN_LATE: Label = Label::Form("written-late");

/// The label of an entry that photos belong to.
pub const WITH_PHOTOS: Label = Label::Form("with-photos");

/// Returns the labels of an entry.
pub fn of(entry: &Entry) -> Vec<Label> {
    let mut labels = of_fact(&entry.fact);
    if entry.minutes_late() > 0 {
        labels.push(WRITTEN_LATE);
    }
    labels
}

fn second_look(result: SecondLook) -> Label {
    Label::Form(match result {
        SecondLook::Right => "second-look-right",
        SecondLook::StillWrong => "second-look-wrong",
    })
}

/// Returns the labels of a fact.
pub fn of_fact(fact: &Fact) -> Vec<Label> {
    let mut labels = vec![Label::Form(fact.word())];
    match fact {
        Fact::DayOpened { day, .. } => labels.push(weekday(day.weekday())),
        Fact::DeskStarted { off_since: None } => labels.push(Label::Form("first-start")),
        Fact::DeskStarted { off_since: Some(_) } => labels.push(Label::Form("later-start")),
        Fact::DeskStopped(cause) => labels.push(Label::Form(match cause {
            StopCause::Officer => "stopped-by-officer",
            StopCause::Signal => "stopped-by-system",
        })),
        Fact::Acknowledged(it) => labels.push(Label::Step(it.step.clone())),
        Fact::Answered(it) => labels.extend(answered(it)),
        Fact::Skipped(it) => labels.extend(part(&it.occurrence.step, it.item.as_ref())),
        Fact::Deferred(it) => {
            labels.extend(part(&it.occurrence.step, it.item.as_ref()));
            labels.push(Label::Step(it.to.step.clone()));
        }
        Fact::Signed(it) => {
            labels.extend(person(&it.occurrence, &it.role, it.stead.as_ref()));
            labels.extend(proof(&it.proof));
        }
        Fact::Returned(it) => {
            labels.extend(person(&it.occurrence, &it.role, None));
            labels.extend(proof(&it.proof));
        }
        Fact::StoodIn(it) => labels.extend(person(&it.occurrence, &it.role, Some(&it.stead))),
        Fact::Swept(it) => {
            labels.extend(of_floor(&it.occurrence, &it.floor));
            labels.push(outcome(&it.outcome));
        }
        Fact::AreasNamed(it) => labels.extend(areas_named(it)),
        Fact::AreaRemoved(it) => labels.extend(of_floor(&it.occurrence, &it.area)),
        Fact::BatchLeft(it) => labels.push(Label::Step(it.occurrence.step.clone())),
        Fact::BatchReturned(it) => {
            labels.push(Label::Step(it.occurrence.step.clone()));
            labels.extend(it.late.filter(|late| *late > 0).map(|_| Label::Form("people-late")));
        }
        Fact::Started(it) => labels.extend(started(it)),
        Fact::Found(it) => labels.extend(found(it)),
        Fact::Assigned(it) => labels.extend(follow_up(&it.follow_up)),
        Fact::Reinspected(it) => labels.push(second_look(it.result)),
        Fact::Corrected(it) => {
            labels.extend(correction(&it.correction));
            labels.extend(proof(&it.proof));
        }
        Fact::Exported(it) => labels.push(document(it.document)),
        Fact::Printed(it) => labels.extend(printed(it)),
        Fact::Officer(it) => labels.extend(officer(it)),
        Fact::Handover(it) => labels.extend(of_handover(it)),
        Fact::DayRepinned(it) => labels.extend(proof(&it.proof)),
        Fact::StoreNamed(_)
        | Fact::DeskTaken
        | Fact::Incident(_)
        | Fact::Fixed(_)
        | Fact::Noted(_)
        | Fact::ClockStepped(_)
        | Fact::Slept(_) => {}
    }
    labels
}

fn answered(it: &Answered) -> Vec<Label> {
    let mut labels = part(&it.question.occurrence.step, Some(&it.question.item));
    labels.push(it.known.map_or(KNOWN_AS_USUAL, known));
    labels.extend(answer(&it.answer));
    labels.extend(it.compared.map(compared));
    labels.extend(it.question.floor.clone().map(Label::Floor));
    labels
}

fn areas_named(it: &AreasNamed) -> Vec<Label> {
    let mut labels = vec![Label::Step(it.occurrence.step.clone())];
    labels.extend(it.areas.is_empty().then_some(Label::Form("no-areas")));
    labels
}

fn of_floor(id: &OccurrenceId, floor: &FloorId) -> [Label; 2] {
    [Label::Step(id.step.clone()), Label::Floor(floor.clone())]
}

fn started(it: &Started) -> Vec<Label> {
    let floor = it.start.floor.clone().map(Label::Floor);
    std::iter::once(Label::Event(it.start.event.clone())).chain(floor).collect()
}

/// Returns the labels of a finding.
fn found(it: &Found) -> Vec<Label> {
    let mut labels = Vec::new();
    labels.extend([severity(it.severity), kind(it.kind)]);
    labels.extend(it.floor.clone().map(Label::Floor));
    labels.extend((!it.photos.is_empty()).then_some(WITH_PHOTOS));
    match &it.fork {
        Fork::OnTheSpot { .. } => labels.push(ON_THE_SPOT),
        Fork::FollowUp(it) => {
            labels.push(TO_FOLLOW_UP);
            labels.extend(follow_up(it));
        }
    }
    labels
}

/// The label of an answer that is known in the way that its item usually is.
pub const KNOWN_AS_USUAL: Label = Label::Form("known-as-usual");

/// The label of a finding that was put right on the spot.
pub const ON_THE_SPOT: Label = Label::Form("on-the-spot");

/// The label of a finding that was left open.
pub const TO_FOLLOW_UP: Label = Label::Form("to-follow-up");

/// The label of an answer.
pub const ANSWERED: Label = Label::Form("answered");

/// The label of a signature.
pub const SIGNED: Label = Label::Form("signed");

/// The label of what somebody did in place of another.
pub const IN_PLACE_OF: Label = Label::Form("in-place-of");

/// Returns the label of a way of knowing that is not the usual one.
pub fn known(it: Known) -> Label {
    Label::Form(match it {
        Known::Seen => "known-seen",
        Known::Radio => "known-by-radio",
        Known::Scanned => "known-scanned",
        Known::TagBroken => "tag-broken",
    })
}

/// Returns the label of a severity.
pub fn severity(it: Severity) -> Label {
    Label::Form(match it {
        Severity::Critical => "severity-critical",
        Severity::Major => "severity-major",
        Severity::Minor => "severity-minor",
    })
}

/// Returns the label of a kind of finding.
pub fn kind(it: FindingKind) -> Label {
    Label::Form(match it {
        FindingKind::Fire => "kind-fire",
        FindingKind::Security => "kind-security",
        FindingKind::Equipment => "kind-equipment",
        FindingKind::Staff => "kind-staff",
        FindingKind::Goods => "kind-goods",
        FindingKind::Customer => "kind-customer",
        FindingKind::Hygiene => "kind-hygiene",
        FindingKind::Other => "kind-other",
    })
}

/// Returns the label of a sweep's outcome.
pub fn outcome(it: &SweepOutcome) -> Label {
    Label::Form(match it {
        SweepOutcome::Clear => "swept-clear",
        SweepOutcome::ClearExcept { .. } => "swept-clear-except",
        SweepOutcome::NotSwept { .. } => "not-swept",
    })
}

/// Returns the label of an answer, where it has one.
pub fn answer(it: &Answer) -> Option<Label> {
    match it {
        Answer::State(id) => Some(Label::State(id.clone())),
        Answer::Yes => Some(Label::Form("answer-yes")),
        Answer::No => Some(Label::Form("answer-no")),
        Answer::NotApplicable => Some(Label::Form("answer-not-applicable")),
        Answer::Names(names) if names.is_empty() => Some(Label::Form("answer-nobody")),
        Answer::Photo(_) => Some(Label::Form("answer-photo")),
        Answer::Number(_)
        | Answer::Count(_)
        | Answer::Money(_)
        | Answer::Time(_)
        | Answer::Code(_)
        | Answer::Text(_)
        | Answer::Names(_) => None,
    }
}

/// Returns the label of what a value was compared with.
pub fn compared(it: Compared) -> Label {
    Label::Form(match it {
        Compared::Previous(Some(_)) => "compared-with-previous",
        Compared::Previous(None) => "nothing-previous",
        Compared::Figure(Some(_)) => "compared-with-figure",
        Compared::Figure(None) => "no-figure",
    })
}

/// Returns the labels of a follow-up: what it says and what it leaves open.
pub fn follow_up(it: &FollowUp) -> Vec<Label> {
    let said = [
        (it.owner.is_none(), "without-owner"),
        (it.due.is_some(), "with-due-date"),
        (it.interim.is_some(), "with-safeguard"),
        (it.reported_to.is_some(), "reported"),
    ];
    said.into_iter().filter(|(holds, _)| *holds).map(|(_, word)| Label::Form(word)).collect()
}

fn correction(it: &Correction) -> Vec<Label> {
    match it {
        Correction::Answer { answer: it, .. } => answer(it).into_iter().collect(),
        Correction::Finding { floor, kind: about, severity: bad, .. } => {
            let floor = floor.clone().map(Label::Floor);
            [floor, about.map(kind), bad.map(severity)].into_iter().flatten().collect()
        }
        Correction::Count(_) => vec![Label::Form("corrected-count")],
        Correction::Withdrawn => vec![Label::Form("withdrawn")],
        Correction::Note(_) => Vec::new(),
    }
}

fn person(id: &OccurrenceId, role: &RoleId, stead: Option<&Stead>) -> Vec<Label> {
    let own = stead.and_then(|it| it.own_role.clone()).map(Label::Role);
    let both = [Label::Step(id.step.clone()), Label::Role(role.clone())];
    both.into_iter().chain(stead.map(|_| IN_PLACE_OF)).chain(own).collect()
}

fn printed(it: &Printed) -> Vec<Label> {
    let again = (it.copy > 1).then_some(Label::Form("printed-again"));
    let job = it.job.as_ref().map(|_| Label::Form("printed-as-job"));
    [Some(document(it.document)), again, job].into_iter().flatten().collect()
}

fn of_handover(it: &HandoverAct) -> Vec<Label> {
    match it {
        HandoverAct::Begun(it) => {
            let counts = it.counts.iter().map(|it| Label::Count(it.id.clone()));
            let mut labels = vec![Label::Shift(it.shift.shift.clone())];
            labels.extend(counts);
            labels.extend(match it.relief {
                Relief::Named(_) => None,
                Relief::Absent { .. } => Some(Label::Form("relief-absent")),
            });
            labels.push(weekday(it.shift.day.weekday()));
            labels
        }
        HandoverAct::Accepted(it) if !it.exceptions.is_empty() => {
            vec![Label::Form("with-exceptions")]
        }
        HandoverAct::Accepted(_)
        | HandoverAct::Briefed(_)
        | HandoverAct::ReadBack(_)
        | HandoverAct::Refused(_)
        | HandoverAct::SignedAlone(_)
        | HandoverAct::Added(_)
        | HandoverAct::Reviewed(_) => Vec::new(),
    }
}

fn part(step: &StepId, item: Option<&ItemId>) -> Vec<Label> {
    let item = item.map(|it| Label::Item(step.clone(), it.clone()));
    [Some(Label::Step(step.clone())), item].into_iter().flatten().collect()
}

fn document(it: Document) -> Label {
    Label::Form(match it {
        Document::Handover => "document-handover",
        Document::Day => "document-day",
        Document::FirePatrol => "document-fire-patrol",
        Document::Diary => "document-diary",
        Document::FloorLog => "document-floor-log",
        Document::Sweep => "document-sweep",
        Document::Month => "document-month",
        Document::Blank => "document-blank",
        Document::Log => "document-log",
        Document::Journal => "document-journal",
    })
}

fn weekday(it: Weekday) -> Label {
    Label::Form(match it {
        Weekday::Mon => "monday",
        Weekday::Tue => "tuesday",
        Weekday::Wed => "wednesday",
        Weekday::Thu => "thursday",
        Weekday::Fri => "friday",
        Weekday::Sat => "saturday",
        Weekday::Sun => "sunday",
    })
}

/// The label of a signature with a PIN.
pub const SIGNED_BY_PIN: Label = Label::Form("signed-by-pin");

/// Returns the label of how it is known who signed.
fn proof(it: &Proof) -> Option<Label> {
    it.number().map(|_| SIGNED_BY_PIN)
}

/// Returns the labels of a fact about officers.
fn officer(it: &OfficerFact) -> Vec<Label> {
    match it {
        OfficerFact::Added(it) => {
            let roles = it.roles.iter().cloned().map(Label::Role);
            let by = it.by.number().map(|_| Label::Form("allowed-by-supervisor"));
            let none = it.roles.is_empty().then_some(Label::Form("no-role"));
            roles.chain(none).chain(by).collect()
        }
        OfficerFact::PinSet(it) => vec![Label::Form(match it.allowed {
            Allowed::OldPin => "allowed-by-old-pin",
            Allowed::Supervisor(_) => "allowed-by-supervisor",
            Allowed::LostFile => "allowed-by-lost-file",
        })],
        OfficerFact::PinTried(it) => {
            let who = (it.who == Tried::Nobody).then_some(Label::Form("tried-nobody"));
            let outcome = Label::Form(match it.outcome {
                TryOutcome::Weighed => "try-weighed",
                TryOutcome::Barred(Bar::Wait { .. }) => "try-too-soon",
                TryOutcome::Barred(Bar::Disabled) => "try-disabled",
                TryOutcome::Barred(Bar::DeskStopped) => "try-desk-stopped",
            });
            who.into_iter().chain([outcome]).collect()
        }
        OfficerFact::Retired(_) | OfficerFact::PinProven(_) | OfficerFact::Released(_) => {
            Vec::new()
        }
    }
}
