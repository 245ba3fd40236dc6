//! `[[count]]` and `[[handover]]`: what is counted when the desk changes hands, and what else
//! belongs to the end of a shift.
//!
//! It never asks for either: a schedule without them is handed over all the same.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{
    CountId, CountRule, Fault, HandedTo, HandoverRule, RoleId, ShiftId, StepId, Text,
};
use super::store::Store;
use super::table::{Fields, Node};
use super::time;
use super::word::{self, Given, Word};

/// Who takes over where nobody does.
const NOBODY: &str = "nobody";

/// More things than this are not counted while two people stand at a desk.
const COUNTS_MAX: usize = 12;

/// The largest number of things, so that a slip of the finger is seen.
const EXPECT_MAX: u32 = 100_000;

/// Reads what is counted and what belongs to the handovers.
pub(super) fn read<'a>(store: &mut Store<'a>, fields: &mut Fields<'a>, faults: &mut Vec<Fault>) {
    store.counts_given = read_counts(store, fields, faults);
    read_rules(store, fields, faults);
}

/// Reads what belongs to the handovers, from `store.toml` or from a phase file; the steps are
/// checked later.
pub(super) fn read_rules<'a>(
    store: &mut Store<'a>,
    fields: &mut Fields<'a>,
    faults: &mut Vec<Fault>,
) {
    let example = "[[handover]]";
    let tables = fields.take("handover").map(|it| it.tables(example, faults)).unwrap_or_default();
    let shifts: Vec<String> = store.schedule.shifts.iter().map(|it| it.id.to_string()).collect();
    let shifts: Vec<&str> = shifts.iter().map(String::as_str).collect();
    for mut table in tables {
        let shift = table.need("shift", "shift = \"late\"", faults);
        let shift = shift.and_then(|it| it.word("shift = \"late\"", faults));
        let shift = shift.and_then(|it| store.handovers_given.add(it, faults));
        let shift = shift.filter(|it| word::is_known(*it, word::SHIFT, Some(&shifts), faults));
        let to = table.take("to").map(|it| handed_to(&it, store, faults));
        let named = table.take("counts").map(|it| it.words("counts = [\"keys\"]", faults));
        let named = named.map(|all| known(all, word::COUNT, &store.counts_given, faults));
        let steps = table.take("steps").map(|it| it.words("steps = [\"sweep\"]", faults));
        let lead = table.take("lead").map(|it| time::duration(&it, faults));
        table.finish(faults);
        let steps = steps.unwrap_or_default();
        store.handover_steps.extend(steps.iter().copied());
        let Some(shift) = shift else { continue };
        let usual = store.schedule.handover_of(&ShiftId::new(shift.text));
        store.schedule.handovers.push(HandoverRule {
            to: to.flatten().unwrap_or(HandedTo::Anyone),
            counts: named.unwrap_or(usual.counts),
            steps: steps.iter().map(|it| StepId::new(it.text)).collect(),
            lead: lead.flatten().unwrap_or(usual.lead),
            shift: usual.shift,
        });
    }
}

/// Checks the steps that handovers name, once it is known which steps there are.
pub(super) fn check_steps(store: &Store<'_>, names: Option<&[&str]>, faults: &mut Vec<Fault>) {
    for step in &store.handover_steps {
        if names.is_some() {
            word::is_known(*step, word::STEP, names, faults);
        }
    }
}

fn handed_to(node: &Node<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Option<HandedTo> {
    let word = node.word("to = \"guard\"", faults)?;
    if word.text == NOBODY {
        return Some(HandedTo::Nobody);
    }
    let known = word::is_known(word, word::ROLE, store.roles.as_deref(), faults);
    known.then(|| HandedTo::Role(RoleId::new(word.text)))
}

fn known(
    all: Vec<Word<'_>>,
    kind: word::Kind,
    names: &[&str],
    faults: &mut Vec<Fault>,
) -> Vec<CountId> {
    let known = all.into_iter().filter(|it| word::is_known(*it, kind, Some(names), faults));
    known.map(|it| CountId::new(it.text)).collect()
}

fn read_counts<'a>(
    store: &mut Store<'a>,
    fields: &mut Fields<'a>,
    faults: &mut Vec<Fault>,
) -> Vec<&'a str> {
    let tables = fields.take("count").map(|it| it.tables("[[count]]", faults)).unwrap_or_default();
    let mut given = Given::new(word::COUNT);
    for mut table in tables {
        if store.schedule.counts.len() == COUNTS_MAX {
            let title = say("清点的东西太多", "too many things are counted");
            let help = say("最多 12 样；并成几样", "12 at most; put some of them together");
            faults.push(Fault::error(table.place, title).help(help));
            break;
        }
        let id = table.need("id", "id = \"keys\"", faults);
        let id = id.and_then(|it| it.word("id = \"keys\"", faults));
        let id = id.and_then(|it| given.add(it, faults));
        let name = table.need("name", "name = { zh = \"…\", en = \"…\" }", faults);
        let name = name.and_then(|it| it.text(faults));
        let expect = table.need("expect", "expect = 11", faults);
        let expect = expect.and_then(|it| number(&it, faults));
        table.finish(faults);
        if let (Some(id), Some(name), Some(expect)) = (id, name, expect) {
            store.schedule.counts.push(CountRule { id: CountId::new(id.text), name, expect });
        }
    }
    given.words()
}

fn number(node: &Node<'_>, faults: &mut Vec<Fault>) -> Option<u32> {
    let DeValue::Integer(number) = node.value else {
        node.wrong("整数", "a whole number", "expect = 11", faults);
        return None;
    };
    let text = number.as_str().replace('_', "");
    let found = text.parse::<u32>().ok().filter(|it| *it <= EXPECT_MAX);
    if found.is_none() {
        let title = say(
            format!("应有数量不能是 {}", number.as_str()),
            format!("there cannot be {} of a thing", number.as_str()),
        );
        let help = Text { zh: "写 0 到 100000".into(), en: "write 0 to 100,000".into() };
        faults.push(Fault::error(node.place, title).help(help));
    }
    found
}
