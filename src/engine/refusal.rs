//! Why the engine says no: each refusal names what was asked and what to do instead.
//!
//! A refused command has changed nothing and written nothing.

use chrono::{DateTime, NaiveDate, Utc};

use super::agenda::Unneeded;
use super::command::{PHOTOS_MAX, Question, Seq};
use super::handover::HandoverFault;
use super::officer::OfficerFault;
use super::unfit::{BatchFault, Field, FindingFault, TextFault, Unfit};
use crate::schedule::{EventId, FloorId, ItemId, OccurrenceId, RoleId, StepId};

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No step of that name is in the day's schedule.
    #[error("no step `{step}` in the schedule of this day")]
    UnknownStep {
        /// What was asked for.
        step: StepId,
        /// The nearest name that exists.
        nearest: Option<StepId>,
    },
    /// No event of that name starts anything today.
    #[error("no event `{event}` on this day")]
    UnknownEvent {
        /// What was asked for.
        event: EventId,
        /// The nearest name that exists.
        nearest: Option<EventId>,
    },
    /// What it started has been worked on already.
    #[error("entry #{} cannot be taken back: `{}` has begun", entry.0, occurrence.step)]
    BegunAlready {
        /// The entry that was to be taken back.
        entry: Seq,
        /// What has begun.
        occurrence: OccurrenceId,
    },
    /// The step has no such repetition on this day.
    #[error("no such occurrence of `{}` on this day: number {}", occurrence.step, occurrence.number)]
    UnknownOccurrence {
        /// What was asked for.
        occurrence: OccurrenceId,
        /// How many there are.
        count: u16,
    },
    /// The step has no such item.
    #[error("step `{step}` has no item `{item}`")]
    UnknownItem {
        /// The step.
        step: StepId,
        /// What was asked for.
        item: ItemId,
        /// The nearest name that exists.
        nearest: Option<ItemId>,
    },
    /// The schedule knows no such floor.
    #[error("no floor `{floor}`")]
    UnknownFloor {
        /// What was asked for.
        floor: FloorId,
        /// The floors there are.
        floors: Vec<FloorId>,
    },
    /// The occurrence belongs to a store day that is not being worked on.
    #[error("{day} is not the running store day")]
    OtherDay {
        /// The day that was asked for.
        day: NaiveDate,
        /// The day that runs.
        running: NaiveDate,
    },
    /// The answer is not of the kind that the item takes.
    #[error("the answer does not fit `{}`", question.item)]
    WrongAnswer {
        /// What was asked.
        question: Question,
    },
    /// The answer is of the right kind and still not taken.
    #[error("`{}`: {why}", question.item)]
    UnfitAnswer {
        /// What was asked.
        question: Question,
        /// Why.
        why: Unfit,
    },
    /// The window is not open yet.
    #[error("too early for `{}`", occurrence.step)]
    TooEarly {
        /// Which occurrence.
        occurrence: OccurrenceId,
        /// From when it is taken.
        earliest: DateTime<Utc>,
    },
    /// The window has closed.
    #[error("`{}` closed", occurrence.step)]
    Closed {
        /// Which occurrence.
        occurrence: OccurrenceId,
        /// When it closed.
        closed: DateTime<Utc>,
    },
    /// It is not asked today: by another answer, or because another of its group was taken.
    #[error("`{}` is not needed", occurrence.step)]
    NotNeeded {
        /// Which occurrence.
        occurrence: OccurrenceId,
        /// Why not.
        why: Unneeded,
    },
    /// Posts have not reported; each reports, or is named with a reason, before the word to go.
    #[error("{} posts have not reported", posts.len())]
    PostsMissing {
        /// Those that are missing, in order.
        posts: Vec<Question>,
    },
    /// One item of a floor or area is not left undone by itself: the floor would seem clear.
    #[error("items of `{}` are not left undone one by one", occurrence.step)]
    ItemOfArea {
        /// Which occurrence.
        occurrence: OccurrenceId,
    },
    /// Another step must be concluded first.
    #[error("`{}` waits for `{step}`", occurrence.step)]
    WaitsFor {
        /// Which occurrence.
        occurrence: OccurrenceId,
        /// The step that comes first.
        step: StepId,
    },
    /// An earlier item of the step must be answered first.
    #[error("`{first}` comes first")]
    OutOfOrder {
        /// The item that comes first.
        first: ItemId,
    },
    /// A gate holds everything behind it.
    #[error("held by `{}` since {since}", gate.item)]
    GateHolds {
        /// The question whose answer holds it.
        gate: Question,
        /// Since when.
        since: DateTime<Utc>,
    },
    /// A gate may not be held without a reason.
    #[error("say why `{}` holds the gate", question.item)]
    ReasonNeeded {
        /// What was asked.
        question: Question,
    },
    /// It has been answered; a change is a correction.
    #[error("`{}` is answered already by entry {}", question.item, entry.0)]
    Answered {
        /// What was asked.
        question: Question,
        /// The entry that answers it.
        entry: Seq,
    },
    /// The step is concluded already.
    #[error("`{}` is concluded", occurrence.step)]
    Concluded {
        /// Which occurrence.
        occurrence: OccurrenceId,
    },
    /// The running day is pinned to this schedule already.
    #[error("the day runs by this schedule already")]
    SameSchedule,
    /// The schedule has another zone or another beginning of the day.
    #[error("the schedule goes by another clock")]
    OtherClock,
    /// It is owed once in a while, and an earlier day has settled it.
    #[error("`{}` is settled", occurrence.step)]
    Settled {
        /// Which occurrence.
        occurrence: OccurrenceId,
        /// On which day; none where it is not owed yet.
        on: Option<NaiveDate>,
    },
    /// Some items are open, and the step cannot be signed or the floor closed before.
    #[error("{count} open items come first")]
    ItemsOpen {
        /// How many.
        count: usize,
        /// The first of them.
        first: Question,
    },
    /// The area is on the list already.
    #[error("area {area} is on the list already")]
    AreaKnown {
        /// Which area.
        area: FloorId,
    },
    /// There is room for so many areas only.
    #[error("more than {most} areas")]
    TooManyAreas {
        /// How many there may be.
        most: usize,
    },
    /// Nobody has said yet which areas there are today.
    #[error("the areas of `{}` are not named yet", occurrence.step)]
    AreasOpen {
        /// Which occurrence.
        occurrence: OccurrenceId,
    },
    /// The floor above has no outcome yet.
    #[error("floor {above} comes before {floor}")]
    FloorAboveOpen {
        /// The floor that was asked for.
        floor: FloorId,
        /// The floor that comes first.
        above: FloorId,
    },
    /// Locking would shut people in.
    #[error("exits stay open while floors are not clear")]
    PeopleMayBeInside {
        /// The floors that are not clear.
        floors: Vec<FloorId>,
    },
    /// The batch before is not back.
    #[error("batch {before} is not back: {missing} missing")]
    BatchNotBack {
        /// The batch that must come back first, from 1.
        before: u8,
        /// How many are missing.
        missing: u32,
    },
    /// The batch cannot do that now.
    #[error("batch {batch}: {fault}")]
    WrongBatch {
        /// Which batch, from 1.
        batch: u8,
        /// What is wrong.
        fault: BatchFault,
    },
    /// The step is of another kind: no meal, no sweep, no signature in that role.
    #[error("`{}` takes no such thing", occurrence.step)]
    WrongKind {
        /// Which occurrence.
        occurrence: OccurrenceId,
    },
    /// The step does not ask for a signature in this role.
    #[error("no signature as {role}")]
    WrongRole {
        /// The role that was asked for.
        role: RoleId,
        /// The roles that sign.
        roles: Vec<RoleId>,
    },
    /// Two signatures must come from two persons.
    #[error("{name} has signed already in another role")]
    SamePerson {
        /// Who.
        name: String,
    },
    /// In a strict order another role signs first.
    #[error("{first} signs before {role}")]
    SignsLater {
        /// The role that was asked for.
        role: RoleId,
        /// The role that comes first.
        first: RoleId,
    },
    /// A later signer sent the step back, and nothing has been corrected since.
    #[error("`{}` was returned by {by}", occurrence.step)]
    SentBack {
        /// Which occurrence.
        occurrence: OccurrenceId,
        /// Who sent it back.
        by: String,
        /// What is to be corrected.
        comment: String,
    },
    /// Only a later signer in a strict order may send a step back.
    #[error("`{}` cannot be returned so", occurrence.step)]
    NotReturnable {
        /// Which occurrence.
        occurrence: OccurrenceId,
    },
    /// Nobody stands in for himself.
    #[error("{name} cannot stand in for {name}")]
    OwnStead {
        /// Who.
        name: String,
    },
    /// The schedule does not name this substitute, so that it needs a reason.
    #[error("say why somebody stands in for {role}")]
    SteadReason {
        /// The role that is stood in for.
        role: RoleId,
        /// The roles that may without a reason.
        substitutes: Vec<RoleId>,
    },
    /// Nobody of that role takes part in the step.
    #[error("{role} takes no part")]
    NoSuchPart {
        /// The role that was asked for.
        role: RoleId,
        /// The roles that take part.
        roles: Vec<RoleId>,
    },
    /// The schedule knows no such role.
    #[error("no role {role}")]
    UnknownRole {
        /// What was asked for.
        role: RoleId,
        /// The roles there are.
        roles: Vec<RoleId>,
    },
    /// It can only be put off to a step that is still to come.
    #[error("`{}` is not still to come", to.step)]
    NotLater {
        /// Where it was to be put off to.
        to: OccurrenceId,
    },
    /// No open finding has this number.
    #[error("no open finding #{}", finding.0)]
    UnknownFinding {
        /// What was asked for.
        finding: Seq,
    },
    /// The finding is not in a state for that.
    #[error("finding #{}: not in that state", finding.0)]
    WrongFindingState {
        /// Which finding.
        finding: Seq,
        /// What is missing.
        fault: FindingFault,
    },
    /// Who put it right, or was to, may not be the one who looks again.
    #[error("{name} may not re-inspect own work")]
    OwnWork {
        /// Who.
        name: String,
    },
    /// A wish about officers, or a signature, that cannot be.
    #[error(transparent)]
    Officer(#[from] OfficerFault),
    /// An act of a handover is not possible now.
    #[error(transparent)]
    Handover(#[from] HandoverFault),
    /// The entry cannot be corrected this way.
    #[error("entry #{} cannot be corrected so", entry.0)]
    NotCorrectable {
        /// Which entry.
        entry: Seq,
    },
    /// A text is missing, too long or holds control characters.
    #[error("{field}: {fault}")]
    BadText {
        /// Which field.
        field: Field,
        /// What is wrong.
        fault: TextFault,
    },
    /// More photos than one entry takes.
    #[error("{count} photos, at most {PHOTOS_MAX}")]
    TooManyPhotos {
        /// How many were given.
        count: usize,
    },
    /// It is said to have happened later than now.
    #[error("{happened} lies ahead of {now}")]
    Future {
        /// When it is said to have happened.
        happened: DateTime<Utc>,
        /// What the clock says.
        now: DateTime<Utc>,
    },
    /// It is said to have happened before the store day before this one.
    #[error("{happened} lies too far back")]
    TooLongAgo {
        /// When it is said to have happened.
        happened: DateTime<Utc>,
        /// The earliest that is taken.
        earliest: DateTime<Utc>,
    },
}
