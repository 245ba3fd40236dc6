//! The stored form of findings, their follow-up, and corrections.
//!
//! Each struct mirrors one type of the engine, field by field, and decides nothing.

use serde::{Deserialize, Serialize};

use super::answer::{Answer, Question};
use super::photo::Photo;
use super::{Unreadable, day, kind, officer};
use crate::engine::command::{self, Officer, Seq};
use crate::schedule::FloorId;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Found {
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    floor: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<String>,
    kind: kind::FindingKind,
    severity: kind::Severity,
    fork: Fork,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<Question>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    photos: Vec<Photo>,
}

impl From<&command::Found> for Found {
    fn from(it: &command::Found) -> Self {
        Self {
            what: it.what.clone(),
            floor: it.floor.as_ref().map(|it| it.as_str().to_owned()),
            place: it.place.clone(),
            kind: it.kind.into(),
            severity: it.severity.into(),
            fork: (&it.fork).into(),
            reported_by: it.reported_by.clone(),
            from: it.from.as_ref().map(Into::into),
            photos: it.photos.iter().map(Into::into).collect(),
        }
    }
}

impl Found {
    pub(super) fn value(self) -> Result<command::Found, Unreadable> {
        Ok(command::Found {
            what: self.what,
            floor: self.floor.as_deref().map(FloorId::new),
            place: self.place,
            kind: self.kind.into(),
            severity: self.severity.into(),
            fork: self.fork.value()?,
            reported_by: self.reported_by,
            from: self.from.map(|it| it.value()).transpose()?,
            photos: self.photos.into_iter().map(Into::into).collect(),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Fork {
    OnTheSpot { done: String },
    FollowUp(FollowUp),
}

impl From<&command::Fork> for Fork {
    fn from(it: &command::Fork) -> Self {
        match it {
            command::Fork::OnTheSpot { done } => Self::OnTheSpot { done: done.clone() },
            command::Fork::FollowUp(it) => Self::FollowUp(it.into()),
        }
    }
}

impl Fork {
    fn value(self) -> Result<command::Fork, Unreadable> {
        Ok(match self {
            Self::OnTheSpot { done } => command::Fork::OnTheSpot { done },
            Self::FollowUp(it) => command::Fork::FollowUp(it.value()?),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FollowUp {
    #[serde(skip_serializing_if = "Option::is_none")]
    owner: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    interim: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reported_to: Option<String>,
}

impl From<&command::FollowUp> for FollowUp {
    fn from(it: &command::FollowUp) -> Self {
        Self {
            owner: it.owner.clone(),
            due: it.due.map(|it| it.to_string()),
            interim: it.interim.clone(),
            reported_to: it.reported_to.clone(),
        }
    }
}

impl FollowUp {
    fn value(self) -> Result<command::FollowUp, Unreadable> {
        Ok(command::FollowUp {
            owner: self.owner,
            due: self.due.as_deref().map(day).transpose()?,
            interim: self.interim,
            reported_to: self.reported_to,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Assigned {
    finding: u64,
    follow_up: FollowUp,
}

impl From<&command::Assigned> for Assigned {
    fn from(it: &command::Assigned) -> Self {
        Self { finding: it.finding.0, follow_up: (&it.follow_up).into() }
    }
}

impl Assigned {
    pub(super) fn value(self) -> Result<command::Assigned, Unreadable> {
        let follow_up = self.follow_up.value()?;
        Ok(command::Assigned { finding: Seq(self.finding), follow_up })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Fixed {
    finding: u64,
    fixed_by: String,
    done: String,
}

impl From<&command::Fixed> for Fixed {
    fn from(it: &command::Fixed) -> Self {
        let fixed_by = it.fixed_by.as_str().to_owned();
        Self { finding: it.finding.0, fixed_by, done: it.done.clone() }
    }
}

impl Fixed {
    pub(super) fn value(self) -> command::Fixed {
        let fixed_by = Officer(self.fixed_by.into());
        command::Fixed { finding: Seq(self.finding), fixed_by, done: self.done }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reinspected {
    finding: u64,
    result: kind::SecondLook,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

impl From<&command::Reinspected> for Reinspected {
    fn from(it: &command::Reinspected) -> Self {
        Self { finding: it.finding.0, result: it.result.into(), note: it.note.clone() }
    }
}

impl Reinspected {
    pub(super) fn value(self) -> command::Reinspected {
        let finding = Seq(self.finding);
        command::Reinspected { finding, result: self.result.into(), note: self.note }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Corrected {
    entry: u64,
    reason: String,
    correction: Correction,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
enum Correction {
    Answer {
        answer: Answer,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
    },
    Finding {
        #[serde(skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        floor: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        kind: Option<kind::FindingKind>,
        #[serde(skip_serializing_if = "Option::is_none")]
        severity: Option<kind::Severity>,
    },
    Count(u32),
    Note(String),
    Withdrawn,
}

impl From<&command::Corrected> for Corrected {
    fn from(it: &command::Corrected) -> Self {
        let correction = match &it.correction {
            command::Correction::Answer { answer, note } => {
                Correction::Answer { answer: answer.into(), note: note.clone() }
            }
            command::Correction::Finding { what, floor, kind, severity } => Correction::Finding {
                what: what.clone(),
                floor: floor.as_ref().map(|it| it.as_str().to_owned()),
                kind: kind.map(Into::into),
                severity: severity.map(Into::into),
            },
            command::Correction::Count(it) => Correction::Count(*it),
            command::Correction::Note(it) => Correction::Note(it.clone()),
            command::Correction::Withdrawn => Correction::Withdrawn,
        };
        let number = officer::number_of(&it.proof);
        Self { entry: it.entry.0, reason: it.reason.clone(), correction, number }
    }
}

impl Corrected {
    pub(super) fn value(self) -> Result<command::Corrected, Unreadable> {
        let proof = officer::proof(self.number.as_deref())?;
        let correction = match self.correction {
            Correction::Answer { answer, note } => {
                command::Correction::Answer { answer: answer.value()?, note }
            }
            Correction::Finding { what, floor, kind, severity } => command::Correction::Finding {
                what,
                floor: floor.as_deref().map(FloorId::new),
                kind: kind.map(Into::into),
                severity: severity.map(Into::into),
            },
            Correction::Count(it) => command::Correction::Count(it),
            Correction::Note(it) => command::Correction::Note(it),
            Correction::Withdrawn => command::Correction::Withdrawn,
        };
        Ok(command::Corrected { entry: Seq(self.entry), reason: self.reason, correction, proof })
    }
}
