//! Handovers on a bench: the acts with their seals, as the shell would make them.

use zhiban::engine::command::{
    Accepted, Added, Begun, Briefed, Counted, HandedShift, HandoverAct, IncidentAct, Proof,
    ReadBack, Relief, Reviewed, Seal, SignedAlone, TurnedDown,
};
use zhiban::engine::{Action, Fact, Officer, Refusal, Seq};
use zhiban::schedule::{CountId, ShiftId};

use super::bench::{Bench, DAY};

/// Returns a seal on some report.
pub(crate) fn seal() -> Seal {
    Seal { proof: Proof::Name, report: "5e".repeat(32), head: "a1".repeat(32) }
}

/// Returns the line that is drawn before a relief.
pub(crate) fn begun(relief: &str, counts: &[(&str, u32, Option<&str>)]) -> Action {
    let relief = match relief {
        "" => Relief::Absent { reason: "电话不通，已报经理".into() },
        name => Relief::Named(Officer::new(name)),
    };
    let counted = |(id, count, note): &(&str, u32, Option<&str>)| Counted {
        id: CountId::new(id),
        count: *count,
        note: note.map(str::to_owned),
    };
    let shift = HandedShift { day: DAY, shift: ShiftId::new(""), after: None };
    let counts = counts.iter().map(counted).collect();
    Action::Handover(HandoverAct::Begun(Begun { shift, relief, counts }))
}

pub(crate) fn briefed(handover: Seq) -> Action {
    Action::Handover(HandoverAct::Briefed(Briefed { handover, seal: seal() }))
}

pub(crate) fn read_back(handover: Seq, risks: &str, first: &str) -> Action {
    let (risks, first) = (risks.to_owned(), first.to_owned());
    Action::Handover(HandoverAct::ReadBack(ReadBack { handover, risks, first }))
}

pub(crate) fn accepted(handover: Seq, exceptions: &[&str]) -> Action {
    let exceptions = exceptions.iter().map(|it| (*it).to_owned()).collect();
    Action::Handover(HandoverAct::Accepted(Accepted { handover, exceptions, seal: seal() }))
}

pub(crate) fn refused(handover: Seq, reason: &str) -> Action {
    let reason = reason.to_owned();
    Action::Handover(HandoverAct::Refused(TurnedDown { handover, reason, seal: seal() }))
}

pub(crate) fn alone(handover: Seq) -> Action {
    Action::Handover(HandoverAct::SignedAlone(SignedAlone { handover, seal: seal() }))
}

pub(crate) fn added(handover: Seq, text: &str) -> Action {
    Action::Handover(HandoverAct::Added(Added { handover, text: text.to_owned() }))
}

pub(crate) fn reviewed(handover: Seq) -> Action {
    Action::Handover(HandoverAct::Reviewed(Reviewed { handover, seal: seal() }))
}

pub(crate) fn incident(what: &str) -> Action {
    Action::Incident(IncidentAct::Begun { what: what.to_owned() })
}

pub(crate) fn incident_over(incident: Seq, how: &str) -> Action {
    Action::Incident(IncidentAct::Over { incident, how: how.to_owned() })
}

impl Bench {
    /// Asks for something in another person's name.
    pub(crate) fn as_of(
        &mut self,
        who: &'static str,
        action: Action,
    ) -> Result<Vec<Fact>, Refusal> {
        let officer = std::mem::replace(&mut self.officer, who);
        let result = self.tell(action);
        self.officer = officer;
        result
    }

    /// Walks a handover to its acceptance; returns its number.
    pub(crate) fn hand_over(&mut self, from: &'static str, to: &'static str) -> Seq {
        self.as_of(from, begun(to, &[])).unwrap();
        let number = self.seq();
        self.as_of(from, briefed(number)).unwrap();
        self.as_of(to, read_back(number, "没有大的风险", "先巡一圈")).unwrap();
        self.as_of(to, accepted(number, &[])).unwrap();
        number
    }
}
