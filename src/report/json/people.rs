//! Fills the JSON form of what persons did: signatures, returns, substitutes.
//!
//! It never leaves a name out: where somebody stood in, both stand there.

use super::fill::{at, name};
use super::people_form::SignatureForm;
use super::people_form::{ReturnForm, StandInForm, VoidForm};
use crate::clean;
use crate::engine::agenda::{OccurrenceView, ReturnState, SignatureView, VoidCause, Voided};
use crate::engine::command::Stead;
use crate::report::layout::Told;
use crate::report::part::{ReturnLine, SignatureLine, StandInLine};

/// Fills in the signatures that an occurrence asks for.
pub(super) fn signatures_of(it: &OccurrenceView, told: Told<'_>) -> Vec<SignatureForm> {
    let line =
        |view: &SignatureView| SignatureLine { occurrence: it.id.clone(), view: view.clone() };
    it.signatures.iter().map(|it| signature(&line(it), told)).collect()
}

/// Fills in a signature.
pub(super) fn signature(line: &SignatureLine, told: Told<'_>) -> SignatureForm {
    let it = &line.view;
    let stead = it.stead.as_ref();
    SignatureForm {
        step: name(&line.occurrence, told),
        role: clean::line(it.role.as_str()),
        role_name: clean::line(told.schedule.role_name(&it.role, told.lang)),
        name: it.signed.as_ref().map(|(name, _)| clean::line(name.as_str())),
        staff_number: it.proof.number().map(ToString::to_string),
        at: it.signed.as_ref().map(|(_, signed)| at(*signed, told)),
        in_place_of: stead.map(|it| clean::line(it.of.as_str())),
        own_role: stead.and_then(own_role),
        reason: stead.and_then(reason),
        missing: it.is_missing(),
        voided: it.voided.iter().map(|it| voided(it, told)).collect(),
    }
}

fn own_role(it: &Stead) -> Option<String> {
    it.own_role.as_ref().map(|it| clean::line(it.as_str()))
}

fn reason(it: &Stead) -> Option<String> {
    it.reason.as_deref().map(clean::line)
}

fn voided(it: &Voided, told: Told<'_>) -> VoidForm {
    let (cause, by) = match it.cause {
        VoidCause::Corrected(by) => ("corrected", by),
        VoidCause::Returned(by) => ("returned", by),
        VoidCause::Withdrawn(by) => ("withdrawn", by),
    };
    VoidForm {
        entry: it.entry.0,
        name: clean::line(it.name.as_str()),
        in_place_of: it.stead.as_ref().map(|it| clean::line(it.of.as_str())),
        at: at(it.at, told),
        cause,
        by: by.0,
    }
}

/// Fills in a step that was sent back.
pub(super) fn returned(line: &ReturnLine, told: Told<'_>) -> ReturnForm {
    let it = &line.view;
    ReturnForm {
        step: name(&line.occurrence, told),
        entry: it.entry.0,
        role: clean::line(it.role.as_str()),
        name: clean::line(it.name.as_str()),
        staff_number: it.proof.number().map(ToString::to_string),
        comment: clean::line(&it.comment),
        at: at(it.at, told),
        amended_by: match it.state {
            ReturnState::Open => None,
            ReturnState::Amended(by) => Some(by.0),
        },
    }
}

/// Fills in a substitute.
pub(super) fn stand_in(line: &StandInLine, told: Told<'_>) -> StandInForm {
    let it = &line.stood_in;
    StandInForm {
        step: name(&it.occurrence, told),
        role: clean::line(it.role.as_str()),
        name: clean::line(it.name.as_str()),
        in_place_of: clean::line(it.stead.of.as_str()),
        own_role: own_role(&it.stead),
        reason: reason(&it.stead),
        at: at(line.at, told),
    }
}
