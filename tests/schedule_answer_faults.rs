//! Broken answers and what is said about each, in both languages.

use crate::schedule_faults::{Case, check};

/// The answer that is replaced: the second item of its step, whose first one is answered yes or no.
const WARM: &str = "answer = { number = { unit = \"°C\", min = 18, max = 28.5 } }";

fn checked(cases: &[(&'static str, &'static str)]) {
    let cases: Vec<Case> = cases.iter().map(|(name, put)| (*name, "a.toml", WARM, *put)).collect();
    check(&cases);
}

#[test]
fn comparisons_are_explained() {
    checked(&[
        ("figure_unknown", "answer = { money = { unit = \"元\", against = \"outsid\" } }"),
        ("figure_no_number", "answer = { money = { unit = \"元\", against = \"outside\" } }"),
        ("figure_itself", "answer = { count = { unit = \"人\", against = \"warm\" } }"),
        ("figure_list", "answer = { count = { unit = \"人\", against = [\"outside\"] } }"),
        ("tolerance_alone", "answer = { money = { unit = \"元\", tolerance = 5 } }"),
        (
            "tolerance_negative",
            "answer = { money = { unit = \"元\", against = 500, tolerance = -5 } }",
        ),
        ("money_without_unit", "answer = \"money\""),
    ]);
    let later = "answer = \"yes-no\"\nknown = \"radio\"";
    let put = "answer = { count = { unit = \"人\", against = \"warm\" } }\nknown = \"radio\"";
    check(&[("figure_later", "a.toml", later, put)]);
}

#[test]
fn formulas_are_explained() {
    checked(&[
        ("computed_bare", "answer = \"computed\""),
        ("computed_empty", "answer = { computed = \"\" }"),
        ("computed_no_item", "answer = { computed = \"2 * 3\" }"),
        ("computed_unknown", "answer = { computed = \"outside - bakc\" }"),
        ("computed_itself", "answer = { computed = \"warm + 1\" }"),
        ("computed_no_blanks", "answer = { computed = \"outside +2\" }"),
        ("computed_full_width", "answer = { computed = \"outside ＋ 2\" }"),
        ("computed_division", "answer = { computed = \"outside / 2\" }"),
        ("computed_brackets", "answer = { computed = \"2 * (outside\" }"),
        ("computed_unfinished", "answer = { computed = \"outside -\" }"),
        ("computed_limits", "answer = { computed = \"outside * 2\", min = 5, max = 1 }"),
        ("computed_gate", "answer = { computed = \"outside * 2\" }\ngate = true"),
    ]);
}

#[test]
fn times_codes_texts_and_names_are_explained() {
    checked(&[
        ("time_limits", "answer = { time = { not-before = \"close\", not-after = \"open\" } }"),
        ("code_both", "answer = { code = { expect = [\"A\"], pattern = \"A*\" } }"),
        ("code_none", "answer = { code = { expect = [] } }"),
        ("code_twice", "answer = { code = { expect = [\"P-01\", \"P-01\"] } }"),
        ("code_blank", "answer = { code = { pattern = \" P-#\" } }"),
        ("code_wrong", "answer = { code = { pattern = \"P-#\", wrong = \"refused\" } }"),
        ("text_none", "answer = { text = { max = 0 } }"),
        ("names_too_many", "answer = { names = { at-least = 40 } }"),
        ("scanned_number", "answer = \"names\"\nknown = \"scanned\""),
    ]);
}

#[test]
fn areas_are_explained() {
    let sweep = "sweep = \"all\"";
    check(&[
        ("areas_word", "c.toml", sweep, "sweep = \"toady\""),
        ("areas_each_word", "c.toml", sweep, "each = \"all\""),
        ("areas_each_list", "c.toml", sweep, "each = [\"3F\"]"),
        ("areas_none", "c.toml", sweep, "sweep = {}"),
        ("areas_floor", "c.toml", sweep, "sweep = { 2F = \"二楼\" }"),
        ("areas_ill_formed", "c.toml", sweep, "sweep = { shop_a = \"甲店\" }"),
        ("areas_both", "c.toml", sweep, "sweep = \"today\"\neach = \"today\""),
        ("areas_without_items", "c.toml", sweep, "each = \"today\""),
    ]);
}
