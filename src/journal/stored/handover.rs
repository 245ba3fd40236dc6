//! The stored form of handovers and incidents.
//!
//! Each struct mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use super::{Unreadable, day, json, kind, parse};
use crate::engine::Fact;
use crate::engine::command::{self, HandoverAct, IncidentAct, Officer, Seq};
use crate::engine::officer::{OfficerNumber, Proof};
use crate::schedule::{CountId, ShiftId};

/// Returns the JSON text of an act.
pub(super) fn encode(act: &HandoverAct) -> String {
    match act {
        HandoverAct::Begun(it) => json(&Begun::from(it)),
        HandoverAct::Briefed(it) => json(&Sealed::new(it.handover, &it.seal)),
        HandoverAct::ReadBack(it) => json(&ReadBack {
            handover: it.handover.0,
            risks: it.risks.clone(),
            first: it.first.clone(),
        }),
        HandoverAct::Accepted(it) => json(&Accepted {
            handover: it.handover.0,
            exceptions: it.exceptions.clone(),
            seal: (&it.seal).into(),
        }),
        HandoverAct::Refused(it) => json(&Refused {
            handover: it.handover.0,
            reason: it.reason.clone(),
            seal: (&it.seal).into(),
        }),
        HandoverAct::SignedAlone(it) => json(&Sealed::new(it.handover, &it.seal)),
        HandoverAct::Added(it) => json(&Added { handover: it.handover.0, text: it.text.clone() }),
        HandoverAct::Reviewed(it) => json(&Sealed::new(it.handover, &it.seal)),
    }
}

/// Returns the JSON text of an incident.
pub(super) fn encode_incident(act: &IncidentAct) -> String {
    match act {
        IncidentAct::Begun { what } => json(&IncidentBegun { what: what.clone() }),
        IncidentAct::Over { incident, how } => {
            json(&IncidentOver { incident: incident.0, how: how.clone() })
        }
    }
}

/// Returns the fact that a kind word of handovers and incidents stands for, if it is one of them.
///
/// # Errors
/// The text is not of that kind.
pub(super) fn decode(kind: &str, payload: &str) -> Result<Option<Fact>, Unreadable> {
    let act = match kind {
        kind::HANDOVER_BEGUN => HandoverAct::Begun(parse::<Begun>(payload)?.value()?),
        kind::HANDOVER_BRIEFED => {
            let (handover, seal) = parse::<Sealed>(payload)?.value();
            HandoverAct::Briefed(command::Briefed { handover, seal })
        }
        kind::HANDOVER_READ_BACK => {
            let it = parse::<ReadBack>(payload)?;
            let handover = Seq(it.handover);
            let ReadBack { risks, first, .. } = it;
            HandoverAct::ReadBack(command::ReadBack { handover, risks, first })
        }
        kind::HANDOVER_ACCEPTED => {
            let it = parse::<Accepted>(payload)?;
            let (handover, seal) = (Seq(it.handover), it.seal.value());
            let exceptions = it.exceptions;
            HandoverAct::Accepted(command::Accepted { handover, exceptions, seal })
        }
        kind::HANDOVER_REFUSED => {
            let it = parse::<Refused>(payload)?;
            let (handover, seal) = (Seq(it.handover), it.seal.value());
            HandoverAct::Refused(command::TurnedDown { handover, reason: it.reason, seal })
        }
        kind::HANDOVER_ALONE => {
            let (handover, seal) = parse::<Sealed>(payload)?.value();
            HandoverAct::SignedAlone(command::SignedAlone { handover, seal })
        }
        kind::HANDOVER_ADDED => {
            let it = parse::<Added>(payload)?;
            HandoverAct::Added(command::Added { handover: Seq(it.handover), text: it.text })
        }
        kind::HANDOVER_REVIEWED => {
            let (handover, seal) = parse::<Sealed>(payload)?.value();
            HandoverAct::Reviewed(command::Reviewed { handover, seal })
        }
        kind::INCIDENT_BEGUN => {
            let what = parse::<IncidentBegun>(payload)?.what;
            return Ok(Some(Fact::Incident(IncidentAct::Begun { what })));
        }
        kind::INCIDENT_OVER => {
            let it = parse::<IncidentOver>(payload)?;
            let act = IncidentAct::Over { incident: Seq(it.incident), how: it.how };
            return Ok(Some(Fact::Incident(act)));
        }
        _ => return Ok(None),
    };
    Ok(Some(Fact::Handover(act)))
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Begun {
    day: String,
    shift: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<u64>,
    relief: Relief,
    counts: Vec<Counted>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Relief {
    Named(String),
    Absent { reason: String },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Counted {
    id: String,
    count: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl From<&command::Begun> for Begun {
    fn from(it: &command::Begun) -> Self {
        let counted = |it: &command::Counted| Counted {
            id: it.id.as_str().to_owned(),
            count: it.count,
            note: it.note.clone(),
        };
        Self {
            day: it.shift.day.to_string(),
            shift: it.shift.shift.as_str().to_owned(),
            after: it.shift.after.map(|it| it.0),
            relief: match &it.relief {
                command::Relief::Named(name) => Relief::Named(name.as_str().to_owned()),
                command::Relief::Absent { reason } => Relief::Absent { reason: reason.clone() },
            },
            counts: it.counts.iter().map(counted).collect(),
        }
    }
}

impl Begun {
    fn value(self) -> Result<command::Begun, Unreadable> {
        let counted = |it: Counted| command::Counted {
            id: CountId::new(&it.id),
            count: it.count,
            note: it.note,
        };
        Ok(command::Begun {
            shift: command::HandedShift {
                day: day(&self.day)?,
                shift: ShiftId::new(&self.shift),
                after: self.after.map(Seq),
            },
            relief: match self.relief {
                Relief::Named(name) => command::Relief::Named(Officer(name.as_str().into())),
                Relief::Absent { reason } => command::Relief::Absent { reason },
            },
            counts: self.counts.into_iter().map(counted).collect(),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seal {
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    report: String,
    head: String,
}

impl From<&command::Seal> for Seal {
    fn from(it: &command::Seal) -> Self {
        let number = it.proof.number().map(|it| it.as_str().to_owned());
        Self { number, report: it.report.clone(), head: it.head.clone() }
    }
}

impl Seal {
    fn value(self) -> command::Seal {
        let proof = Proof::of(self.number.as_deref().and_then(OfficerNumber::parse));
        command::Seal { proof, report: self.report, head: self.head }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed {
    handover: u64,
    seal: Seal,
}

impl Sealed {
    fn new(handover: Seq, seal: &command::Seal) -> Self {
        Self { handover: handover.0, seal: seal.into() }
    }

    fn value(self) -> (Seq, command::Seal) {
        (Seq(self.handover), self.seal.value())
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadBack {
    handover: u64,
    risks: String,
    first: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Accepted {
    handover: u64,
    exceptions: Vec<String>,
    seal: Seal,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Refused {
    handover: u64,
    reason: String,
    seal: Seal,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    handover: u64,
    text: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IncidentBegun {
    what: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct IncidentOver {
    incident: u64,
    how: String,
}
