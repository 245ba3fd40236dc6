//! What a line of a script asks for at a handover: the acts, without the number of the handover,
//! which is the one that runs.
//!
//! It decides nothing; who may do what is the engine's to say.

use super::fields::{Fields, Trouble};
use crate::engine::agenda::{HandoverNext, HandoverView};
use crate::engine::command::{
    Accepted, Added, Begun, Briefed, Counted, HandedShift, HandoverAct, IncidentAct, ReadBack,
    Relief, Reviewed, Seal, Seq, SignedAlone, TurnedDown,
};
use crate::engine::{Action, Agenda, Officer};
use crate::schedule::{CountId, ShiftId};

/// An act of a handover, or an incident.
#[derive(Clone, Debug, PartialEq)]
pub enum Hand {
    /// The line is drawn.
    Begin {
        /// Who takes over, or why nobody has come.
        relief: Relief,
        /// What was counted.
        counts: Vec<Counted>,
    },
    /// The brief was held.
    Brief,
    /// The relief reads back.
    ReadBack {
        /// The top risks.
        risks: String,
        /// What is done first.
        first: String,
    },
    /// The relief takes over.
    Accept {
        /// What is not accepted.
        exceptions: Vec<String>,
    },
    /// The handover is refused.
    Refuse {
        /// Why.
        reason: String,
    },
    /// The outgoing officer signs alone.
    SignAlone,
    /// The relieved officer adds what was left out.
    Add {
        /// What was left out.
        text: String,
    },
    /// The relieved officer has looked for omissions.
    Review,
    /// An incident begins.
    Incident {
        /// What happens.
        what: String,
    },
    /// The oldest open incident is over.
    IncidentOver {
        /// How it ended.
        how: String,
    },
}

/// The verbs of handovers and incidents.
#[derive(Clone, Copy)]
pub(super) enum Verb {
    Begin,
    Brief,
    ReadBack,
    Accept,
    Refuse,
    SignAlone,
    Add,
    Review,
    Incident,
    IncidentOver,
}

/// Reads what a verb asks for.
pub(super) fn read(fields: &mut Fields<'_>, verb: Verb) -> Result<Hand, Trouble> {
    Ok(match verb {
        Verb::Begin => {
            let relief = match fields.text("absent")? {
                Some(reason) => Relief::Absent { reason },
                None => Relief::Named(Officer::new(&fields.need("relief")?)),
            };
            let counts = fields.texts("counts")?;
            let counts = counts.iter().map(|it| counted(fields, it)).collect::<Result<_, _>>()?;
            Hand::Begin { relief, counts }
        }
        Verb::Brief => Hand::Brief,
        Verb::ReadBack => {
            Hand::ReadBack { risks: fields.need("risks")?, first: fields.need("first")? }
        }
        Verb::Accept => Hand::Accept { exceptions: fields.texts("exceptions")? },
        Verb::Refuse => Hand::Refuse { reason: fields.need("reason")? },
        Verb::SignAlone => Hand::SignAlone,
        Verb::Add => Hand::Add { text: fields.need("text")? },
        Verb::Review => Hand::Review,
        Verb::Incident => Hand::Incident { what: fields.need("what")? },
        Verb::IncidentOver => Hand::IncidentOver { how: fields.need("how")? },
    })
}

/// Reads a count as it is told: `keys 10 one is lent`.
fn counted(fields: &Fields<'_>, told: &str) -> Result<Counted, Trouble> {
    let mut parts = told.trim().splitn(3, ' ');
    let id = parts.next().unwrap_or_default();
    let count = parts.next().and_then(|it| it.parse().ok());
    let Some(count) = count else {
        let text = fields.lang().of(
            format!("“{told}”写成“名字 数目 说明”，如“keys 10 借给保洁”"),
            format!("`{told}`: write word, number and why, as in \"keys 10 one is lent\""),
        );
        return Err(fields.trouble("counts", text));
    };
    let note = parts.next().map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned);
    Ok(Counted { id: CountId::new(id), count, note })
}

/// Returns the action, and who does it where the line does not say.
pub(super) fn action(hand: &Hand, agenda: &Agenda) -> (Action, Option<Officer>) {
    let handovers = &agenda.handovers;
    let view = handovers.running.as_ref().or(handovers.last.as_ref());
    let handover = view.map_or(Seq(0), |it| it.number);
    let seal = Seal::default();
    let outgoing = view.map(|it| it.outgoing.clone());
    let relief = view.and_then(relief);
    let (act, by) = match hand.clone() {
        Hand::Begin { relief, counts } => {
            let shift = HandedShift { day: agenda.day, shift: ShiftId::new(""), after: None };
            (HandoverAct::Begun(Begun { shift, relief, counts }), None)
        }
        Hand::Brief => (HandoverAct::Briefed(Briefed { handover, seal }), outgoing),
        Hand::ReadBack { risks, first } => {
            (HandoverAct::ReadBack(ReadBack { handover, risks, first }), relief)
        }
        Hand::Accept { exceptions } => {
            (HandoverAct::Accepted(Accepted { handover, exceptions, seal }), relief)
        }
        Hand::Refuse { reason } => {
            (HandoverAct::Refused(TurnedDown { handover, reason, seal }), relief)
        }
        Hand::SignAlone => (HandoverAct::SignedAlone(SignedAlone { handover, seal }), outgoing),
        Hand::Add { text } => (HandoverAct::Added(Added { handover, text }), outgoing),
        Hand::Review => (HandoverAct::Reviewed(Reviewed { handover, seal }), outgoing),
        Hand::Incident { what } => return (Action::Incident(IncidentAct::Begun { what }), None),
        Hand::IncidentOver { how } => {
            let incident = handovers.incidents.first().map_or(Seq(0), |it| it.number);
            return (Action::Incident(IncidentAct::Over { incident, how }), None);
        }
    };
    (Action::Handover(act), by)
}

fn relief(view: &HandoverView) -> Option<Officer> {
    let open = view.next() != HandoverNext::Nothing;
    match &view.relief {
        Relief::Named(name) if open => Some(name.clone()),
        Relief::Named(_) | Relief::Absent { .. } => None,
    }
}
