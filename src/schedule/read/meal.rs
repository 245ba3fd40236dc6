//! `meal`: batches that leave and come back, one after the other.
//!
//! It never looks at the rest of the step.

use super::super::fault::say;
use super::super::{Batch, Fault, StepKind};
use super::store::{At, Store, clock};
use super::table::Node;

/// Reads the batches of a meal, and when the whole of it begins and ends.
pub(super) fn meal(
    node: &Node<'_>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> (StepKind, Option<(At, At)>) {
    let example = "meal = [ { from = \"11:30\", to = \"12:00\", who = \"…\" } ]";
    let before = faults.len();
    let mut batches = Vec::new();
    let mut ends: Vec<(At, At)> = Vec::new();
    for mut fields in node.tables(example, faults) {
        let from = fields.need("from", "from = \"11:30\"", faults);
        let from = from.and_then(|it| store.moment(&it, faults));
        let to = fields.need("to", "to = \"12:00\"", faults);
        let to = to.and_then(|it| store.moment(&it, faults));
        let who = fields.need("who", "who = { zh = \"…\", en = \"…\" }", faults);
        let who = who.and_then(|it| it.text(faults));
        fields.finish(faults);
        let (Some(from), Some(to), Some(who)) = (from, to, who) else { continue };
        check_batch(ends.last(), (&from, &to), faults);
        batches.push(Batch { from: from.moment.clone(), to: to.moment.clone(), who });
        ends.push((from, to));
    }
    if batches.is_empty() && faults.len() == before && store.timed {
        let title = say("用餐没有写批次", "this meal has no batch");
        let help = say(format!("例如 {example}"), format!("for example {example}"));
        faults.push(Fault::error(node.place, title).help(help));
    }
    let whole = match (ends.first(), ends.last()) {
        (Some((from, _)), Some((_, to))) => Some((from.clone(), to.clone())),
        (Some(_) | None, Some(_) | None) => None,
    };
    (StepKind::Meal(batches), whole)
}

fn check_batch(before: Option<&(At, At)>, this: (&At, &At), faults: &mut Vec<Fault>) {
    let (from, to) = this;
    if to.minutes <= from.minutes {
        let title = say("这一批还没走就要回来", "this batch is back before it leaves");
        let help = say("`to` 应当晚于 `from`", "`to` should be later than `from`");
        faults.push(Fault::error(to.place, title).help(help));
    }
    if let Some((_, back)) = before
        && from.minutes < back.minutes
    {
        let (leaves, returns) = (clock(from.minutes), clock(back.minutes));
        let title = say(
            format!("后一批 {leaves} 就走，前一批 {returns} 才回来"),
            format!("this batch leaves at {leaves}, before the first is back at {returns}"),
        );
        let fault = Fault::error(from.place, title)
            .help(say(
                format!("前一批回来后一批才能走：写 \"{returns}\" 或更晚"),
                format!("a batch leaves when the one before is back: \"{returns}\" or later"),
            ))
            .note(back.place, say("前一批到这时才回来", "the batch before is back then"));
        faults.push(fault);
    }
}
