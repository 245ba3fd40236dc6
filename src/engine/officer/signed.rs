//! Puts a proven signer into what is asked for.
//!
//! It decides nothing: whether the proof counts is decided when the command is.

use super::{OfficerAct, Proof, Signer, SigningReleased};
use crate::engine::command::{Action, Corrected, Repin, Returned, Signed};

impl Action {
    /// Returns the action signed by an officer whose PIN was right; what takes no signature stays.
    pub fn signed_by(self, signer: &Signer) -> Self {
        let proof = Proof::Pin(signer.number.clone());
        match self {
            Self::Sign(it) => Self::Sign(Signed { name: signer.name.clone(), proof, ..it }),
            Self::Return(it) => Self::Return(Returned { name: signer.name.clone(), proof, ..it }),
            Self::Correct(it) => Self::Correct(Corrected { proof, ..it }),
            Self::Handover(it) => Self::Handover(it.proven(proof)),
            Self::Officer(OfficerAct::Release(it)) => {
                let by = signer.number.clone();
                Self::Officer(OfficerAct::Release(SigningReleased { by, ..it }))
            }
            Self::PutInForce(it) => Self::PutInForce(Repin { proof, ..it }),
            same @ (Self::StartDesk { .. }
            | Self::StopDesk(_)
            | Self::NameStore(_)
            | Self::TakeDesk
            | Self::Officer(_)
            | Self::Acknowledge(_)
            | Self::Answer(_)
            | Self::Skip(_)
            | Self::Defer(_)
            | Self::StandIn(_)
            | Self::Sweep(_)
            | Self::NameAreas(_)
            | Self::RemoveArea(_)
            | Self::Start(_)
            | Self::Incident(_)
            | Self::SendBatch(_)
            | Self::ReceiveBatch(_)
            | Self::Find(_)
            | Self::Assign(_)
            | Self::Fix(_)
            | Self::Reinspect(_)
            | Self::Note(_)
            | Self::NoticeExport(_)
            | Self::NoticePrint(_)
            | Self::NoticeClockStep(_)
            | Self::NoticeSleep(_)) => same,
        }
    }
}
