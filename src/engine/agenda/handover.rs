//! How the handover of a shift stands: owed, running, closed, refused; and the open incidents.

use chrono::{DateTime, NaiveDate, Utc};

use crate::engine::command::{Officer, Seq};
use crate::engine::handover::{Relief, Seal};
use crate::engine::officer::Meaning;
use crate::schedule::{CountId, ShiftId};

/// All there is to show about handovers at one instant.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Handovers {
    /// The shift whose end has come, or is near, until its handover is closed.
    pub owed: Option<ShiftEnd>,
    /// The handover that was begun and has no outcome yet.
    pub running: Option<HandoverView>,
    /// The last try of the present period, where it was refused.
    pub refused: Option<HandoverView>,
    /// The last handover that ended a period: accepted, or signed alone.
    pub last: Option<HandoverView>,
    /// What is being handled, oldest first.
    pub incidents: Vec<IncidentView>,
}

/// A shift that must be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShiftEnd {
    /// The store day.
    pub day: NaiveDate,
    /// The shift that ends.
    pub shift: ShiftId,
    /// The shift that follows.
    pub next: Option<ShiftId>,
    /// From when on it is asked for.
    pub from: DateTime<Utc>,
    /// When the shift ends by plan.
    pub due: DateTime<Utc>,
    /// Whether that has passed.
    pub state: ShiftEndState,
}

/// Whether a handover is still in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShiftEndState {
    /// The end of the shift is near.
    Near,
    /// The shift has ended and nobody has taken over.
    Late,
}

/// A handover as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverView {
    /// Its number: the entry that began it, and the last one that its report covers.
    pub number: Seq,
    /// The store day.
    pub day: NaiveDate,
    /// The shift that is handed over.
    pub shift: ShiftId,
    /// When that shift ends by plan.
    pub due: DateTime<Utc>,
    /// The last entry of the report before; none where the record begins with this one.
    pub after: Option<Seq>,
    /// When the period of its report begins.
    pub from: DateTime<Utc>,
    /// Who hands over.
    pub outgoing: Officer,
    /// Who takes over.
    pub relief: Relief,
    /// When it was begun: the cut-off.
    pub begun: DateTime<Utc>,
    /// What was counted.
    pub counts: Vec<CountView>,
    /// The outgoing officer's signature, once the brief was held.
    pub briefed: Option<ActSignature>,
    /// What the relief read back.
    pub read_back: Option<ReadBackView>,
    /// The signature of an officer whose relief did not come.
    pub alone: Option<ActSignature>,
    /// What it came to.
    pub outcome: HandoverOutcome,
    /// What the relieved officer added.
    pub added: Vec<AddedView>,
    /// The relieved officer's last signature.
    pub reviewed: Option<ActSignature>,
    /// What was corrected later in the period that was signed.
    pub voided: Vec<Voiding>,
}

impl HandoverView {
    /// Returns whether it has ended a period.
    pub fn is_closed(&self) -> bool {
        self.alone.is_some() || matches!(self.outcome, HandoverOutcome::Accepted { .. })
    }

    /// Returns when it ended a period, if it has.
    pub fn closed_at(&self) -> Option<DateTime<Utc>> {
        let accepted = match &self.outcome {
            HandoverOutcome::Accepted { signature, .. } => Some(signature.at),
            HandoverOutcome::Open | HandoverOutcome::Refused { .. } => None,
        };
        accepted.or(self.alone.as_ref().map(|it| it.at))
    }

    /// Returns every signature on it, in the order in which they were given.
    pub fn signatures(&self) -> Vec<&ActSignature> {
        let outcome = match &self.outcome {
            HandoverOutcome::Open => None,
            HandoverOutcome::Accepted { signature, .. }
            | HandoverOutcome::Refused { signature, .. } => Some(signature),
        };
        let all = [self.briefed.as_ref(), self.alone.as_ref(), outcome, self.reviewed.as_ref()];
        all.into_iter().flatten().collect()
    }

    /// Returns the correction that made a signature void, if one did.
    pub fn void_by(&self, signature: &ActSignature) -> Option<&Voiding> {
        self.voided.iter().find(|it| it.entry > signature.entry)
    }

    /// Returns what is asked for next.
    pub fn next(&self) -> HandoverNext {
        match (&self.outcome, &self.relief) {
            (HandoverOutcome::Refused { .. }, _) => HandoverNext::Nothing,
            (HandoverOutcome::Accepted { .. }, _) if self.reviewed.is_none() => {
                HandoverNext::Review
            }
            (HandoverOutcome::Accepted { .. }, _) => HandoverNext::Nothing,
            (HandoverOutcome::Open, Relief::Named(_)) if self.briefed.is_none() => {
                HandoverNext::Brief
            }
            (HandoverOutcome::Open, Relief::Absent { .. }) if self.alone.is_none() => {
                HandoverNext::SignAlone
            }
            (HandoverOutcome::Open, _) if self.read_back.is_none() => HandoverNext::ReadBack,
            (HandoverOutcome::Open, _) => HandoverNext::Accept,
        }
    }
}

/// What a handover asks for next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoverNext {
    /// That the brief is held and the outgoing officer signs.
    Brief,
    /// That the outgoing officer, whose relief did not come, signs alone.
    SignAlone,
    /// That the relief reads back.
    ReadBack,
    /// That the relief accepts or refuses.
    Accept,
    /// That the relieved officer looks for omissions.
    Review,
    /// Nothing more.
    Nothing,
}

/// A thing that was counted, with what it is compared to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountView {
    /// What.
    pub id: CountId,
    /// How many there are.
    pub count: u32,
    /// How many there should be; none where the schedule does not know it any more.
    pub expect: Option<u32>,
    /// How many there were at the last handover.
    pub last: Option<u32>,
    /// What is known of a difference.
    pub note: Option<String>,
}

impl CountView {
    /// Returns whether there are as many as there should be.
    pub fn is_right(&self) -> bool {
        self.expect.is_none_or(|it| it == self.count)
    }
}

/// A signature on a handover: who, when, what it means, and what it is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActSignature {
    /// The entry that holds it.
    pub entry: Seq,
    /// Who.
    pub by: Officer,
    /// When.
    pub at: DateTime<Utc>,
    /// What it means.
    pub meaning: Meaning,
    /// What it is bound to.
    pub seal: Seal,
}

/// What the relief read back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBackView {
    /// Who.
    pub by: Officer,
    /// When.
    pub at: DateTime<Utc>,
    /// The top risks, in own words.
    pub risks: String,
    /// The first actions, in own words.
    pub first: String,
}

/// What a handover came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandoverOutcome {
    /// Nothing yet.
    Open,
    /// The relief took over.
    Accepted {
        /// The relief's signature.
        signature: ActSignature,
        /// What was not accepted.
        exceptions: Vec<String>,
    },
    /// It was refused; the outgoing officer stays on duty.
    Refused {
        /// The signature of who refused.
        signature: ActSignature,
        /// Why.
        reason: String,
    },
}

/// Something that the relieved officer added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AddedView {
    /// The entry.
    pub entry: Seq,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Officer,
    /// What was left out.
    pub text: String,
}

/// A correction of something in a signed period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voiding {
    /// The correction.
    pub entry: Seq,
    /// What it corrects.
    pub corrects: Seq,
    /// When.
    pub at: DateTime<Utc>,
    /// Who.
    pub by: Officer,
    /// Why.
    pub reason: String,
}

/// Something that is being handled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentView {
    /// Its number: the entry that began it.
    pub number: Seq,
    /// What happens.
    pub what: String,
    /// Since when.
    pub since: DateTime<Utc>,
    /// Who wrote it.
    pub by: Officer,
}
