//! `sweep` and `each`: the same list for each floor, or for each of some areas.
//!
//! Areas that are known only on the day are never named here.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{AreaEnd, AreaList, AreaSource, Fault, FloorId, Named, StepKind};
use super::store::Store;
use super::table::{Fields, Node};
use super::word::{self, Given, Word};

/// More areas than this belong into several steps.
const AREAS_MAX: usize = 60;

/// Reads the areas of a step, which are not floors; nothing where the value speaks of floors.
pub(super) fn list<'a>(
    node: &Node<'a>,
    end: AreaEnd,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> Option<(StepKind, Vec<Named<FloorId>>)> {
    let kind = |source| StepKind::Areas(AreaList { source, end });
    match node.value {
        DeValue::String(text) if text == "today" => Some((kind(AreaSource::Today), Vec::new())),
        DeValue::Table(table) => {
            let named = fixed(node, Fields::new(node.place, table), store, faults);
            let ids = named.iter().map(|it| it.id.clone()).collect();
            Some((kind(AreaSource::Fixed(ids)), named))
        }
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_) => None,
    }
}

/// Reads what `each` stands for.
pub(super) fn each<'a>(
    node: &Node<'a>,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> (StepKind, Vec<Named<FloorId>>) {
    if let Some(read) = list(node, AreaEnd::Items, store, faults) {
        return read;
    }
    match node.value {
        DeValue::String(text) => {
            let word = Word { text: text.as_ref(), place: node.place };
            let title = say(
                format!("`each` 不能是 \"{}\"", word.text),
                format!("`each` cannot be \"{}\"", word.text),
            );
            let help = word::suggestion(word.text, &["today"]);
            faults.push(Fault::error(word.place, title).help(help));
        }
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => node.wrong(
            "\"today\" 或一张表",
            "\"today\" or a table of areas",
            "each = { shop-a = { zh = \"甲店\", en = \"Shop A\" } }",
            faults,
        ),
    }
    (StepKind::Checklist, Vec::new())
}

fn fixed<'a>(
    node: &Node<'a>,
    mut fields: Fields<'a>,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> Vec<Named<FloorId>> {
    let all = fields.take_all();
    if all.is_empty() || all.len() > AREAS_MAX {
        let count = all.len();
        let title = say(
            format!("区域要 1 到 {AREAS_MAX} 个，这里有 {count} 个"),
            format!("1 to {AREAS_MAX} areas can be named; here are {count}"),
        );
        let help = say(
            "例如 each = { shop-a = { zh = \"甲店\", en = \"Shop A\" } }；当天才知道就写 \"today\"",
            "for example each = { shop-a = { zh = \"甲店\", en = \"Shop A\" } }; \
             write \"today\" where they are known only on the day",
        );
        faults.push(Fault::error(node.place, title).help(help));
        return Vec::new();
    }
    let mut given = Given::new(word::AREA);
    let mut named = Vec::new();
    for (word, node) in all {
        let name = node.text(faults);
        let is_floor = store.schedule.floors.iter().any(|it| it.id.as_str() == word.text);
        if is_floor {
            let id = word.text;
            let title =
                say(format!("`{id}` 是楼层的名字"), format!("`{id}` is the name of a floor"));
            let help = say(
                "给这个区域换个名字；清楼层写 sweep = [\"6F\"]",
                "call this area something else; floors are swept with sweep = [\"6F\"]",
            );
            faults.push(Fault::error(word.place, title).help(help));
            continue;
        }
        if let (Some(word), Some(name)) = (given.add(word, faults), name) {
            named.push(Named { id: FloorId::new(word.text), name });
        }
    }
    named
}
