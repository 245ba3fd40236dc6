//! Whether the steps of a schedule hang together, and whether they can be worked as written.
//!
//! It never reads text; it judges values that were read, and points at where they stand.

mod anchors;
mod clocks;
mod exits;
mod graph;
mod kinds;
mod load;
mod owed;
mod wording;

use super::Fault;
use super::read::Draft;

/// Adds what is wrong between the steps.
pub(super) fn check(draft: &Draft, faults: &mut Vec<Fault>) {
    exits::check_wording(draft, faults);
    let sound = graph::check_circles(draft, faults);
    let read = draft.places.iter().all(|it| it.sound);
    if !draft.whole || !sound || !read {
        return;
    }
    anchors::check(draft, faults);
    graph::check_reachable(draft, faults);
    kinds::check(draft, faults);
    load::check(draft, faults);
    clocks::check(draft, faults);
    owed::check(draft, faults);
}
