//! `[[variant]]` of `store.toml`, and what steps say about variants.
//!
//! It makes sure that no named time runs in a circle, whichever variants hold on one day.

use super::super::fault::say;
use super::super::{
    Base, ClosedDays, Days, Doors, Fault, Moment, Occurs, Owed, Place, TimeId, Variant, VariantId,
};
use super::days::{self, HolidayFile};
use super::store::Store;
use super::table::{Fields, Node};
use super::word::{self, Given, Word};

/// More variants than this nobody could keep apart.
const VARIANTS_MAX: usize = 20;

/// Reads the variants into the store.
pub(super) fn read<'a>(store: &mut Store<'a>, fields: &mut Fields<'a>, faults: &mut Vec<Fault>) {
    let example = "[[variant]]";
    let tables = fields.take("variant").map(|it| it.tables(example, faults)).unwrap_or_default();
    let mut given = Given::new(word::VARIANT);
    let mut leans = Leans::of(store);
    for mut table in tables {
        if store.variant_places.len() == VARIANTS_MAX {
            let title = say("变体太多", "too many variants");
            let help = say("最多 20 个", "there may be 20");
            faults.push(Fault::error(table.place, title).help(help));
            break;
        }
        let id = table.need("id", "id = \"holiday\"", faults);
        let id = id.and_then(|it| it.word("id = \"holiday\"", faults));
        let id = id.and_then(|it| given.add(it, faults));
        let name = table.need("name", "name = { zh = \"…\", en = \"…\" }", faults);
        let name = name.and_then(|it| it.text(faults));
        let when = table.need("when", "when = [\"holiday\"]", faults);
        let when = when.and_then(|it| days::read(&it, store.holiday_file, faults));
        let times = table.take("times").map(|it| times(&it, store, &mut leans, faults));
        let closed = table.take("closed").and_then(|it| it.flag(faults));
        table.finish(faults);
        let doors = match closed {
            None => Doors::Unsaid,
            Some(false) => Doors::Open,
            Some(true) => Doors::Closed,
        };
        let (Some(id), Some(name), Some(when)) = (id, name, when) else { continue };
        let times = times.unwrap_or_default();
        store.variant_places.push(id.place);
        let id = VariantId::new(id.text);
        store.schedule.calendar.variants.push(Variant { id, name, when, times, doors });
    }
    store.variants = Some(given.words());
}

fn times<'a>(
    node: &Node<'a>,
    store: &Store<'a>,
    leans: &mut Leans,
    faults: &mut Vec<Fault>,
) -> Vec<(TimeId, Moment)> {
    let fields = node.fields("times = { open = \"10:00\" }", faults);
    let mut changed = Vec::new();
    for (word, node) in fields.map(|mut it| it.take_all()).unwrap_or_default() {
        let known: Option<Vec<&str>> = store
            .times
            .as_ref()
            .map(|it| it.iter().copied().filter(|it| *it != "day-end").collect());
        if !word::is_known(word, word::TIME, known.as_deref(), faults) {
            continue;
        }
        let Some(at) = store.moment(&node, faults) else { continue };
        let id = TimeId::new(word.text);
        if leans.takes(&id, &at.moment, node.place, faults) {
            changed.push((id, at.moment));
        }
    }
    changed
}

/// Which named time leans on which, in any variant.
struct Leans(Vec<(TimeId, TimeId)>);

impl Leans {
    fn of(store: &Store<'_>) -> Self {
        let lean = |(id, moment): &(TimeId, Moment)| Some((id.clone(), base(moment)?));
        Self(store.schedule.times.iter().filter_map(lean).collect())
    }

    /// Adds what a variant says, unless times could run in a circle then.
    fn takes(
        &mut self,
        id: &TimeId,
        moment: &Moment,
        place: Place,
        faults: &mut Vec<Fault>,
    ) -> bool {
        let Some(on) = base(moment) else { return true };
        if !self.leads(&on, id) {
            self.0.push((id.clone(), on));
            return true;
        }
        let title = say(
            format!("`{id}` 可能绕圈：它靠着 `{on}`，`{on}` 又靠着 `{id}`"),
            format!("`{id}` could run in a circle: it leans on `{on}`, and `{on}` on `{id}`"),
        );
        let help = say("在变体里给它写上钟点", "give it a time on the clock in this variant");
        faults.push(Fault::error(place, title).help(help));
        false
    }

    /// Returns whether a time leans, over others, on a target.
    fn leads(&self, from: &TimeId, target: &TimeId) -> bool {
        let mut open = vec![from];
        let mut seen: Vec<&TimeId> = Vec::new();
        while let Some(at) = open.pop() {
            if at == target {
                return true;
            }
            if !seen.contains(&at) {
                seen.push(at);
                open.extend(self.0.iter().filter(|it| it.0 == *at).map(|it| &it.1));
            }
        }
        false
    }
}

fn base(moment: &Moment) -> Option<TimeId> {
    match &moment.base {
        Base::Named(name) => Some(name.clone()),
        Base::Clock(_) | Base::DayEnd => None,
    }
}

/// Reads on which days a step occurs.
pub(super) fn occurs(
    fields: &mut Fields<'_>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Occurs {
    let file = match store.variants {
        Some(_) => store.holiday_file,
        // Where `store.toml` could not be read, nothing is said about what it may name.
        None => HolidayFile::Named,
    };
    let days: Option<Days> = fields.take("days").and_then(|it| days::read(&it, file, faults));
    let only = variants(fields.take("variants"), store, faults);
    let not = variants(fields.take("not-in"), store, faults);
    if let Some(both) = not.iter().find(|it| only.iter().any(|other| other.text == it.text)) {
        let title = say(
            format!("`{}` 既要又不要", both.text),
            format!("`{}` is both wanted and not", both.text),
        );
        let help = say("从 variants 或 not-in 里删去它", "remove it from variants or not-in");
        faults.push(Fault::error(both.place, title).help(help));
    }
    let closed = fields.take("on-closed-days").and_then(|it| it.flag(faults)).unwrap_or(false);
    let ids = |all: &[Word<'_>]| all.iter().map(|it| VariantId::new(it.text)).collect();
    Occurs {
        days,
        only_in: ids(&only),
        not_in: ids(&not),
        closed_days: if closed { ClosedDays::Occurs } else { ClosedDays::Rests },
        owed: Owed::EachTime,
    }
}

fn variants<'a>(
    node: Option<Node<'a>>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Vec<Word<'a>> {
    let Some(node) = node else { return Vec::new() };
    let words = node.words(&format!("{} = [\"holiday\"]", node.key), faults);
    let mut given = Given::new(word::VARIANT);
    let mut all = Vec::new();
    for word in words {
        if word::is_known(word, word::VARIANT, store.variants.as_deref(), faults) {
            all.extend(given.add(word, faults));
        }
    }
    all
}
