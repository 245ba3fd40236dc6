//! What is done to the floors and areas of a step: their outcomes, and the list of the day.

use super::app::App;
use super::desk::Desk;
use super::forms::{areas, sweep};
use super::keys::FloorAct;
use super::message::Effect;
use super::theme::Ink;
use crate::engine::agenda::{Ask, OccurrenceView};
use crate::engine::command::SweepOutcome;
use crate::schedule::FloorId;

impl App {
    /// States the outcome of the floor or area that is asked about.
    pub(crate) fn floor(&mut self, desk: &Desk, act: FloorAct) -> Vec<Effect> {
        let present = self.present(desk).and_then(|(view, ask)| Some((view, swept(view, &ask)?)));
        let Some((view, floor)) = present else {
            let zh = "这个键只用于清场的楼层。";
            self.say(desk.lang.of(zh, "This key is for the floors of a sweep."), Ink::Faint);
            return Vec::new();
        };
        self.state_floor(desk, view, &floor, act)
    }

    fn state_floor(
        &mut self,
        desk: &Desk,
        view: &OccurrenceView,
        floor: &FloorId,
        act: FloorAct,
    ) -> Vec<Effect> {
        match act {
            FloorAct::Except => self.form = Some(sweep::open_except(desk, &view.id, floor)),
            FloorAct::Not => self.form = Some(sweep::open_not(desk, &view.id, floor)),
            FloorAct::Clear => {
                return self.ask_for(desk, sweep::swept(&view.id, floor, SweepOutcome::Clear));
            }
        }
        Vec::new()
    }

    /// Opens the list of the day's areas, to add to it or to take one off.
    pub(crate) fn areas(&mut self, desk: &Desk) {
        let Some(view) = desk.in_focus(self.focus.as_ref()) else { return };
        self.form = areas::listed(desk, view).map(|it| areas::open(desk, &view.id, it));
        if self.form.is_none() {
            let zh = "这个键只用于当天才知道地方的步骤。";
            let en = "This key is for steps whose areas are named on the day.";
            self.say(desk.lang.of(zh, en), Ink::Faint);
        }
    }
}

/// Returns the floor that is asked about, in a sweep.
pub(crate) fn floor_of(ask: &Ask) -> Option<FloorId> {
    match ask {
        Ask::Question(question) => question.floor.clone(),
        Ask::Floor(floor) => Some(floor.clone()),
        Ask::Areas
        | Ask::BatchLeaves(_)
        | Ask::BatchReturns(_)
        | Ask::Signature(_)
        | Ask::Amend { .. } => None,
    }
}

/// Returns the floor or area that is asked about, where it gets an outcome.
pub(crate) fn swept(view: &OccurrenceView, ask: &Ask) -> Option<FloorId> {
    floor_of(ask).filter(|floor| view.floors.iter().any(|it| it.floor == *floor))
}
