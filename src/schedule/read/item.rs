//! `[[step.item]]`: one thing that is looked at or asked.
//!
//! It never looks at the other items or at the step, except that no two items share a name.

use super::super::fault::say;
use super::super::{AnswerForm, Clause, ExitsAct, Fault, Item, ItemId, Known, Must, Part, Place};
use super::answer::{self, Reference};
use super::flow::{self, ConditionPlaces};
use super::store::Store;
use super::table::{Fields, Node};
use super::word::Given;

/// Where the parts of an item stand, for the checks that come later.
#[derive(Clone, Debug)]
pub(in super::super) struct ItemPlaces {
    /// The text of the prompt.
    pub(in super::super) ask: Place,
    /// What it says about exits, if anything.
    pub(in super::super) exits: Option<Place>,
    /// Whether the author says that the item locks nothing.
    pub(in super::super) checks_only: bool,
    /// The answer without which it is not asked.
    pub(in super::super) only_if: Option<ConditionPlaces>,
    /// The group of which one is enough.
    pub(in super::super) either: Option<Place>,
    /// Where it says that it is the word to go.
    pub(in super::super) go: Option<Place>,
    /// The items of the step that its answer refers to.
    pub(in super::super) references: Vec<Reference>,
}

impl ItemPlaces {
    /// Returns the places of an item that another line stands for.
    pub(super) fn nowhere(ask: Place) -> Self {
        let (only_if, either, go) = (None, None, None);
        let references = Vec::new();
        Self { ask, exits: None, checks_only: false, only_if, either, go, references }
    }
}

const CLAUSE_CHARS_MAX: usize = 60;

/// More clauses than this in one place are a mistake of some program.
const CLAUSES_MAX: usize = 50;

/// Reads one item.
pub(super) fn read<'a>(
    mut fields: Fields<'a>,
    given: &mut Given<'a>,
    (own, store): (&str, &Store<'a>),
    faults: &mut Vec<Fault>,
) -> Option<(Item, ItemPlaces)> {
    let place = fields.place;
    let id = fields.need("id", "id = \"locks\"", faults);
    let id = id.and_then(|it| it.word("id = \"locks\"", faults));
    let id = id.and_then(|it| given.add(it, faults));
    let ask_node = fields.need("ask", "ask = { zh = \"…\", en = \"…\" }", faults);
    let ask = ask_node.and_then(|it| it.text(faults));
    let clauses = clauses(fields.take("clause"), faults);
    let form = fields.need("answer", "answer = \"yes-no\"", faults);
    let form = form.and_then(|it| answer::form(&it, store, faults));
    let (form, references) = form.map_or((None, Vec::new()), |it| (Some(it.0), it.1));
    let known = known(fields.take("known"), form.as_ref(), faults);
    let gate_node = fields.take("gate");
    let gate = gate_node.map_or(Some(false), |it| it.flag(faults));
    if let (Some(node), Some(true), Some(AnswerForm::Computed(_))) = (gate_node, gate, &form) {
        let title = say("算出来的数不能放行", "a computed number cannot be a gate");
        let help = say(
            "把 gate 写在要人回答的那一项上",
            "make one of the items a gate that somebody answers",
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    let exits_node = fields.take("exits");
    let exits = [("lock", ExitsAct::Lock), ("collect-keys", ExitsAct::CollectKeys)];
    let exits = exits_node.and_then(|it| it.choice(&exits, faults));
    let only = fields.take("checks-only");
    let checks_only = only.and_then(|it| it.flag(faults)).unwrap_or(false);
    let only_if = flow::condition(fields.take("only-if"), own, faults).unzip();
    let either = flow::either(fields.take("either"), faults).unzip();
    let optional = fields.take("optional").and_then(|it| it.flag(faults)).unwrap_or(false);
    let go = fields.take("go");
    let turn = match go.and_then(|it| it.flag(faults)) {
        Some(true) => Part::Go,
        Some(false) | None => Part::Own,
    };
    fields.finish(faults);
    if let (Some(exits), Some(only), true) = (exits_node, only, checks_only) {
        let title = say(
            "`exits` 和 `checks-only` 互相矛盾",
            "`exits` and `checks-only` contradict each other",
        );
        let fault = Fault::error(only.place, title)
            .help(say("只留一个", "keep one of them"))
            .note(exits.place, say("这里说它锁门或收钥匙", "this says that it locks or collects"));
        faults.push(fault);
    }
    let places = ItemPlaces {
        ask: ask_node.map_or(place, |it| it.place),
        exits: exits_node.map(|it| it.place),
        checks_only,
        only_if: only_if.1,
        either: either.1,
        go: go.map(|it| it.place),
        references,
    };
    let item = Item {
        id: ItemId::new(id?.text),
        ask: ask?,
        clauses,
        form: form?,
        known: known?,
        gate: gate?,
        exits,
        only_if: only_if.0,
        either: either.0,
        must: if optional { Must::Optional } else { Must::Required },
        turn,
    };
    Some((item, places))
}

/// Reads how an answer is usually known; a code is usually scanned.
fn known(
    node: Option<Node<'_>>,
    form: Option<&AnswerForm>,
    faults: &mut Vec<Fault>,
) -> Option<Known> {
    let is_code = matches!(form, Some(AnswerForm::Code(_)));
    let Some(node) = node else {
        return Some(if is_code { Known::Scanned } else { Known::Seen });
    };
    let words = [("seen", Known::Seen), ("radio", Known::Radio), ("scanned", Known::Scanned)];
    let known = node.choice(&words, faults)?;
    if known == Known::Scanned && form.is_some() && !is_code {
        let title = say("只有 code 能扫", "only a code can be scanned");
        let help = say(
            "写 answer = \"code\"，或把 known 改成 \"seen\"",
            "write answer = \"code\", or known = \"seen\"",
        );
        faults.push(Fault::error(node.place, title).help(help));
        return None;
    }
    Some(known)
}

/// Reads the clauses of a step or an item.
pub(super) fn clauses(node: Option<Node<'_>>, faults: &mut Vec<Fault>) -> Vec<Clause> {
    let words = node.map(|it| it.words("clause = [\"A5.2\"]", faults)).unwrap_or_default();
    let mut all: Vec<Clause> = Vec::new();
    for word in words {
        if all.len() == CLAUSES_MAX {
            let title = say("条款太多", "too many clauses");
            let help = say("一处最多 50 条", "there may be 50 in one place");
            faults.push(Fault::error(word.place, title).help(help));
            break;
        }
        let text = word.text;
        let length = text.chars().count();
        let odd = text.trim() != text || text.chars().any(char::is_control);
        if length == 0 || length > CLAUSE_CHARS_MAX || odd {
            let title = say(
                format!("条款号写得不对：\"{}\"", text.trim()),
                format!("this is no clause: \"{}\"", text.trim()),
            );
            let help = say("例如 \"A5.2\"", "for example \"A5.2\"");
            faults.push(Fault::error(word.place, title).help(help));
        } else if all.iter().any(|it| it.as_str() == text) {
            let title =
                say(format!("条款 {text} 写了两次"), format!("the clause {text} is given twice"));
            let help = say("删去一个", "remove one");
            faults.push(Fault::error(word.place, title).help(help));
        } else {
            all.push(Clause::new(text));
        }
    }
    all
}
