//! `sign` of a step and `substitutes` of the store: who signs, and who may stand in for whom.
//!
//! It never looks at the items.

use toml::de::DeValue;

use super::super::fault::say;
use super::super::{Fault, Place, RoleId, SignRule, Signing, Substitutes};
use super::step::roles;
use super::store::Store;
use super::table::{Fields, Node};
use super::word::{self, Given, Word};

const EXAMPLE: &str = "sign = [\"duty-manager\", \"security-supervisor\"]";

/// Reads `sign`: a list of roles, or a table that says how many or in which order.
pub(super) fn sign(node: Option<Node<'_>>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Signing {
    let Some(node) = node else { return Signing::default() };
    let DeValue::Table(table) = node.value else {
        return Signing { roles: two_or_more(&node, store, faults), rule: SignRule::Each };
    };
    let mut fields = Fields::new(node.place, table);
    let (all, of) = (fields.take("roles"), fields.take("of"));
    let (need, order) = (fields.take("need"), fields.take("order"));
    fields.finish(faults);
    match (all, of) {
        (Some(all), None) => {
            if let Some(need) = need {
                faults.push(needs_of(&need, all.place));
            }
            let choices = [("free", SignRule::Each), ("strict", SignRule::InOrder)];
            let rule = order.and_then(|it| it.choice(&choices, faults));
            let rule = rule.unwrap_or_default();
            Signing { roles: two_or_more(&all, store, faults), rule }
        }
        (None, Some(of)) => {
            if let Some(order) = order {
                faults.push(order_of_all(&order, of.place));
            }
            some_of(&node, &of, need, store, faults)
        }
        (Some(_), Some(of)) => {
            let title = say("`roles` 和 `of` 只能写一个", "write `roles` or `of`, not both");
            let help = say(
                "全部都签写 roles；其中几人签写 need 和 of",
                "`roles` where all sign; `need` and `of` where some of them do",
            );
            faults.push(Fault::error(of.place, title).help(help));
            Signing::default()
        }
        (None, None) => {
            let title = say("没有写由谁签字", "it is not said who signs");
            let help = say(
                format!("例如 {EXAMPLE}，或 sign = {{ need = 2, of = [\"…\", \"…\", \"…\"] }}"),
                format!(
                    "for example {EXAMPLE}, or sign = {{ need = 2, of = [\"…\", \"…\", \"…\"] }}"
                ),
            );
            faults.push(Fault::error(node.place, title).help(help));
            Signing::default()
        }
    }
}

fn two_or_more(node: &Node<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Vec<RoleId> {
    let before = faults.len();
    let all = roles(Some(*node), store, faults);
    if all.len() < 2 && faults.len() == before && store.roles.is_some() {
        let title = say("签字至少要两个角色", "signing takes two roles or more");
        let help = say(
            format!("例如 {EXAMPLE}；不用签字就删去这一行"),
            format!("for example {EXAMPLE}; or remove the line where nobody signs"),
        );
        faults.push(Fault::error(node.place, title).help(help));
    }
    all
}

fn needs_of(need: &Node<'_>, all: Place) -> Fault {
    let title = say("`need` 要和 `of` 一起写", "`need` goes with `of`");
    Fault::error(need.place, title)
        .help(say(
            "把 roles 改成 of，或删去 need",
            "write `of` in place of `roles`, or remove `need`",
        ))
        .note(all, say("这里写的是全部都签", "here all of them sign"))
}

fn order_of_all(order: &Node<'_>, of: Place) -> Fault {
    let title =
        say("其中几人签字时没有先后", "where some of several sign, there is no order among them");
    Fault::error(order.place, title)
        .help(say(
            "要按顺序，写 roles 和 order = \"strict\"；只要几人，删去 order",
            "for an order write `roles` with order = \"strict\"; for some of them remove `order`",
        ))
        .note(of, say("这里说其中几人就够", "here some of them are enough"))
}

fn some_of(
    node: &Node<'_>,
    of: &Node<'_>,
    need: Option<Node<'_>>,
    store: &Store<'_>,
    faults: &mut Vec<Fault>,
) -> Signing {
    let before = faults.len();
    let all = roles(Some(*of), store, faults);
    let Some(need) = need else {
        let title = say("没有写要几人签字", "it is not said how many sign");
        let help = say("例如 need = 2", "for example need = 2");
        faults.push(Fault::error(node.place, title).help(help));
        return Signing::default();
    };
    let number = match need.value {
        DeValue::Integer(number) if number.radix() == 10 => number.as_str().parse().ok(),
        DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::String(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_)
        | DeValue::Array(_)
        | DeValue::Table(_) => None,
    };
    let Some(number) = number.filter(|it: &usize| *it > 0) else {
        need.wrong("正整数", "a whole number, 1 or more", "need = 2", faults);
        return Signing::default();
    };
    if faults.len() == before && store.roles.is_some() && number >= all.len() {
        faults.push(too_many(&need, of.place, number, all.len()));
    }
    Signing { roles: all, rule: SignRule::Some(number) }
}

fn too_many(need: &Node<'_>, of: Place, number: usize, all: usize) -> Fault {
    let fault = if number > all {
        let title = say(
            format!("要 {number} 人签字，却只写了 {all} 个角色"),
            format!("{number} are to sign, but only {all} roles are named"),
        );
        let help = say("减小 need，或在 of 里多写几个", "make `need` smaller or name more in `of`");
        Fault::error(need.place, title).help(help)
    } else {
        let title = say(
            format!("{all} 个角色里要 {number} 个，就是全部都签"),
            format!("{number} of {all} roles: that is all of them"),
        );
        let help = say("写成 sign = [\"…\", \"…\"]", "write sign = [\"…\", \"…\"]");
        Fault::warning(need.place, title).help(help)
    };
    fault.note(of, say("角色写在这里", "the roles are named here"))
}

/// Reads `substitutes`: for each role, the roles that may stand in for it.
pub(super) fn substitutes<'a>(
    node: Option<Node<'a>>,
    store: &Store<'a>,
    faults: &mut Vec<Fault>,
) -> Vec<Substitutes> {
    let example = "substitutes = { duty-manager = [\"manager\"] }";
    let fields = node.and_then(|it| it.fields(example, faults));
    let Some(mut fields) = fields else { return Vec::new() };
    let mut all = Vec::new();
    for (word, node) in fields.take_all() {
        let known = word::is_known(word, word::ROLE, store.roles.as_deref(), faults);
        let by = by(word, &node, store, faults);
        if known && !by.is_empty() {
            all.push(Substitutes { role: RoleId::new(word.text), by });
        }
    }
    all
}

fn by(role: Word<'_>, node: &Node<'_>, store: &Store<'_>, faults: &mut Vec<Fault>) -> Vec<RoleId> {
    let mut given = Given::new(word::ROLE);
    let mut all = Vec::new();
    let example = format!("{} = [\"manager\"]", role.text);
    for word in node.words(&example, faults) {
        if word.text == role.text {
            let title = say("一个角色不能替它自己", "a role cannot stand in for itself");
            let help = say("写上别的角色，或删去它", "name another role or remove it");
            faults.push(Fault::error(word.place, title).help(help));
        } else if word::is_known(word, word::ROLE, store.roles.as_deref(), faults)
            && given.add(word, faults).is_some()
        {
            all.push(RoleId::new(word.text));
        }
    }
    all
}
