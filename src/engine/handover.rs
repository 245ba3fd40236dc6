//! What is said and recorded when the desk changes hands: four acts, each with its signature, and
//! incidents, during which nothing is handed over.
//!
//! The instant of a handover is the entry that begins it: whatever was written up to and with it
//! stands in its report, whatever comes later in the next one.

use chrono::NaiveDate;

use super::agenda::HandoverNext;
use super::command::{Officer, Seq};
use super::officer::{Meaning, Proof};
use crate::schedule::{CountId, ShiftId};

/// One act of a handover.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandoverAct {
    /// The outgoing officer has looked the report over alone, counted, and draws the line.
    Begun(Begun),
    /// The brief was held face to face; the outgoing officer signs.
    Briefed(Briefed),
    /// The relief said the top risks and the first actions in own words.
    ReadBack(ReadBack),
    /// The relief took over, with or without exceptions, and signs.
    Accepted(Accepted),
    /// The handover was refused; the outgoing officer stays on duty.
    Refused(TurnedDown),
    /// No relief came; the outgoing officer signs alone.
    SignedAlone(SignedAlone),
    /// Something that the report left out, added by the relieved officer.
    Added(Added),
    /// The relieved officer has looked for omissions, and signs.
    Reviewed(Reviewed),
}

impl HandoverAct {
    /// Returns the stable word of its kind.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Begun(_) => "handover-begun",
            Self::Briefed(_) => "handover-briefed",
            Self::ReadBack(_) => "handover-read-back",
            Self::Accepted(_) => "handover-accepted",
            Self::Refused(_) => "handover-refused",
            Self::SignedAlone(_) => "handover-signed-alone",
            Self::Added(_) => "handover-added",
            Self::Reviewed(_) => "handover-reviewed",
        }
    }

    /// Returns the handover that it belongs to; none for the act that begins one.
    pub fn subject(&self) -> Option<Seq> {
        match self {
            Self::Begun(_) => None,
            Self::Briefed(it) => Some(it.handover),
            Self::ReadBack(it) => Some(it.handover),
            Self::Accepted(it) => Some(it.handover),
            Self::Refused(it) => Some(it.handover),
            Self::SignedAlone(it) => Some(it.handover),
            Self::Added(it) => Some(it.handover),
            Self::Reviewed(it) => Some(it.handover),
        }
    }

    /// Returns the store day whose shift it hands over, where it draws the line.
    pub fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Begun(it) => Some(it.shift.day),
            _ => None,
        }
    }

    /// Returns what its signature means, where it bears one.
    pub fn meaning(&self) -> Option<Meaning> {
        match self {
            Self::Begun(_) | Self::ReadBack(_) | Self::Added(_) => None,
            Self::Briefed(_) => Some(Meaning::HandedOver),
            Self::Accepted(_) => Some(Meaning::TookOver),
            Self::Refused(_) => Some(Meaning::Refused),
            Self::SignedAlone(_) => Some(Meaning::Alone),
            Self::Reviewed(_) => Some(Meaning::Reviewed),
        }
    }

    /// Returns the seal of its signature, where it bears one.
    pub fn seal(&self) -> Option<&Seal> {
        match self {
            Self::Begun(_) | Self::ReadBack(_) | Self::Added(_) => None,
            Self::Briefed(it) => Some(&it.seal),
            Self::Accepted(it) => Some(&it.seal),
            Self::Refused(it) => Some(&it.seal),
            Self::SignedAlone(it) => Some(&it.seal),
            Self::Reviewed(it) => Some(&it.seal),
        }
    }

    /// Returns the act with another seal, where it bears a signature.
    pub fn sealed(mut self, seal: Seal) -> Self {
        if let Some(it) = self.seal_mut() {
            *it = seal;
        }
        self
    }

    /// Returns the act signed with a proof, where it bears a signature.
    pub fn proven(mut self, proof: Proof) -> Self {
        if let Some(it) = self.seal_mut() {
            it.proof = proof;
        }
        self
    }

    fn seal_mut(&mut self) -> Option<&mut Seal> {
        match self {
            Self::Begun(_) | Self::ReadBack(_) | Self::Added(_) => None,
            Self::Briefed(it) => Some(&mut it.seal),
            Self::Accepted(it) => Some(&mut it.seal),
            Self::Refused(it) => Some(&mut it.seal),
            Self::SignedAlone(it) => Some(&mut it.seal),
            Self::Reviewed(it) => Some(&mut it.seal),
        }
    }
}

/// The line is drawn: what was counted, who is to take over, which entries the report covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The shift that is handed over. A wish may say anything here; the engine fills it in.
    pub shift: HandedShift,
    /// Who takes over.
    pub relief: Relief,
    /// What was counted.
    pub counts: Vec<Counted>,
}

/// Which shift of which store day is handed over, and from which entry on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandedShift {
    /// The store day.
    pub day: NaiveDate,
    /// The shift.
    pub shift: ShiftId,
    /// The last entry of the report before; none where the record begins with this one.
    pub after: Option<Seq>,
}

/// Who takes over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relief {
    /// Somebody who is here.
    Named(Officer),
    /// Nobody came.
    Absent {
        /// What is known about it, and what was done.
        reason: String,
    },
}

/// A thing that was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    /// What.
    pub id: CountId,
    /// How many there are.
    pub count: u32,
    /// What is known of a difference.
    pub note: Option<String>,
}

/// The brief was held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Briefed {
    /// Which handover.
    pub handover: Seq,
    /// What was signed.
    pub seal: Seal,
}

/// What the relief read back in own words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadBack {
    /// Which handover.
    pub handover: Seq,
    /// The top risks.
    pub risks: String,
    /// What is done first.
    pub first: String,
}

/// The relief took over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Which handover.
    pub handover: Seq,
    /// What is not accepted, each named.
    pub exceptions: Vec<String>,
    /// What was signed.
    pub seal: Seal,
}

/// The handover was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TurnedDown {
    /// Which handover.
    pub handover: Seq,
    /// Why.
    pub reason: String,
    /// What was signed.
    pub seal: Seal,
}

/// No relief came, and the report was signed by one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedAlone {
    /// Which handover.
    pub handover: Seq,
    /// What was signed.
    pub seal: Seal,
}

/// Something that the report left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Added {
    /// Which handover.
    pub handover: Seq,
    /// What was left out.
    pub text: String,
}

/// The relieved officer has looked for omissions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reviewed {
    /// Which handover.
    pub handover: Seq,
    /// What was signed.
    pub seal: Seal,
}

/// What a signature is bound to besides its name, time and meaning, which are those of its entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal {
    /// How it is known who signed.
    pub proof: Proof,
    /// The SHA-256 of the exact report, 64 lower-case hex digits; empty until it is sealed.
    pub report: String,
    /// The hash of the last entry that the report covers, as the record chains it.
    pub head: String,
}

impl Seal {
    /// Returns whether it names a report.
    pub fn is_whole(&self) -> bool {
        let is_hash = |it: &str| {
            it.len() == 64 && it.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'))
        };
        is_hash(&self.report) && is_hash(&self.head)
    }
}

/// An incident begins or is over; while one is open nothing is handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncidentAct {
    /// Something is being handled.
    Begun {
        /// What happens.
        what: String,
    },
    /// It is over.
    Over {
        /// Which incident: the entry that began it.
        incident: Seq,
        /// How it ended.
        how: String,
    },
}

impl IncidentAct {
    /// Returns the stable word of its kind.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Begun { .. } => "incident-begun",
            Self::Over { .. } => "incident-over",
        }
    }

    /// Returns the incident that it ends.
    pub fn subject(&self) -> Option<Seq> {
        match self {
            Self::Begun { .. } => None,
            Self::Over { incident, .. } => Some(*incident),
        }
    }
}

/// Why an act of a handover is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoverFault {
    /// Something is being handled: nothing is handed over meanwhile.
    #[error("incident #{} is open", incident.0)]
    IncidentOpen {
        /// Which incident.
        incident: Seq,
        /// What happens.
        what: String,
    },
    /// No open incident has this number.
    #[error("no open incident #{}", incident.0)]
    NoIncident {
        /// What was asked for.
        incident: Seq,
    },
    /// Another one was begun and has no outcome.
    #[error("handover #{} is running", handover.0)]
    Running {
        /// Which one.
        handover: Seq,
    },
    /// No handover has this number.
    #[error("no handover #{}", handover.0)]
    Unknown {
        /// What was asked for.
        handover: Seq,
    },
    /// It has its outcome; nothing more is asked for.
    #[error("handover #{} is over", handover.0)]
    Over {
        /// Which one.
        handover: Seq,
    },
    /// The acts go in order.
    #[error("another act comes first: {next:?}")]
    NotYet {
        /// What is asked for next.
        next: HandoverNext,
    },
    /// Nobody relieves oneself.
    #[error("{name} cannot be the own relief")]
    OwnRelief {
        /// Who.
        name: String,
    },
    /// Somebody else was named as the relief.
    #[error("the relief is {name}")]
    NotTheRelief {
        /// Who.
        name: String,
    },
    /// Somebody else hands over.
    #[error("{name} hands over")]
    NotTheOutgoing {
        /// Who.
        name: String,
    },
    /// Something was not counted.
    #[error("`{count}` is not counted")]
    CountMissing {
        /// What.
        count: CountId,
    },
    /// It is counted twice, or does not belong to this handover.
    #[error("`{count}` is not counted here, or twice")]
    CountUnknown {
        /// What.
        count: CountId,
    },
    /// A difference needs words.
    #[error("say why there are {found} of `{count}` and not {expect}")]
    CountUnexplained {
        /// What.
        count: CountId,
        /// How many there should be.
        expect: u32,
        /// How many there are.
        found: u32,
    },
    /// The signature names no report.
    #[error("the signature names no report")]
    NotSealed,
}
