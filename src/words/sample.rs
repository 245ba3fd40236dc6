//! A sample of every act of a handover: what is left of its line without a person's words.
//!
//! It is never shown; a search learns from it which words belong to which entries.

use chrono::{Days, NaiveDate};

use super::spoken::ANYTHING;
use crate::engine::Fact;
use crate::engine::command::{
    Accepted, Added, Begun, Briefed, HandedShift, HandoverAct, IncidentAct, Officer, ReadBack,
    Relief, Reviewed, Seal, Seq, SignedAlone, TurnedDown,
};
use crate::schedule::ShiftId;

/// Returns a sample of each fact about handovers and incidents.
pub(super) fn of_handovers() -> Vec<Fact> {
    let (handover, seal) = (Seq(1), Seal::default());
    let anything = || ANYTHING.to_owned();
    let accepted =
        |exceptions| HandoverAct::Accepted(Accepted { handover, exceptions, seal: seal.clone() });
    let monday = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
    let begun = |days| {
        let shift = HandedShift {
            day: monday + Days::new(days),
            shift: ShiftId::new(ANYTHING),
            after: None,
        };
        let reliefs =
            [Relief::Named(Officer::new(ANYTHING)), Relief::Absent { reason: anything() }];
        reliefs.map(|relief| {
            HandoverAct::Begun(Begun { shift: shift.clone(), relief, counts: Vec::new() })
        })
    };
    let acts = [
        HandoverAct::Briefed(Briefed { handover, seal: seal.clone() }),
        HandoverAct::ReadBack(ReadBack { handover, risks: anything(), first: anything() }),
        accepted(Vec::new()),
        accepted(vec![anything()]),
        HandoverAct::Refused(TurnedDown { handover, reason: anything(), seal: seal.clone() }),
        HandoverAct::SignedAlone(SignedAlone { handover, seal: seal.clone() }),
        HandoverAct::Added(Added { handover, text: anything() }),
        HandoverAct::Reviewed(Reviewed { handover, seal: seal.clone() }),
    ];
    let incidents = [
        IncidentAct::Begun { what: anything() },
        IncidentAct::Over { incident: handover, how: anything() },
    ];
    let begun = (0..7).flat_map(begun);
    let acts = begun.chain(acts).map(Fact::Handover);
    acts.chain(incidents.map(Fact::Incident)).collect()
}
