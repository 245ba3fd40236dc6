//! What leaves the program is safe: the scanner here has a list of its own.

use proptest::prelude::*;
use unicode_width::UnicodeWidthStr;
use zhiban::clean;

type Exit = fn(&str) -> String;

const EXITS: [(&str, Exit); 7] = [
    ("line", clean::line),
    ("cells", |text| clean::cells(text, 12)),
    ("pad", |text| clean::pad(text, 12)),
    ("html", clean::html),
    ("csv", clean::csv_cell),
    ("markdown", clean::markdown),
    ("file name", clean::file_name),
];

/// Returns the first character that no text may carry out.
pub(crate) fn unsafe_character(text: &str) -> Option<char> {
    text.chars().find(|it| {
        let code = u32::from(*it);
        code < 0x20
            || (0x7F..=0x9F).contains(&code)
            || matches!(code, 0x061C | 0x200B | 0x200C | 0x200E | 0x200F | 0x2028 | 0x2029 | 0x00AD)
            || matches!(code, 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xE0000..=0xE007F)
    })
}

fn nasty() -> impl Strategy<Value = String> {
    let bad = "\u{1b}[2J\u{7}\0\r\n\t\u{7f}\u{9b}\u{202e}\u{2066}\u{200b}\u{200d}\u{feff}\u{ad}";
    let marks = "\u{301}\u{302}\u{fe0f}\u{20d0}\u{e0041}\u{2028}";
    let plain = "=+-@|*_<>&\"'`#1.查门锁é👩🚒🏽 ";
    let all: Vec<char> = [bad, marks, plain].concat().chars().collect();
    let known = prop::sample::select(all);
    prop::collection::vec(prop_oneof![4 => known, 1 => any::<char>()], 0..40)
        .prop_map(|it| it.into_iter().collect())
}

proptest! {
    #[test]
    fn nothing_forbidden_leaves_any_exit(text in nasty()) {
        for (name, exit) in EXITS {
            let out = exit(&text);
            prop_assert_eq!(unsafe_character(&out), None, "{} lets through {:?}", name, out);
        }
    }

    #[test]
    fn cleaning_twice_is_cleaning_once(text in nasty()) {
        let once = clean::line(&text);
        prop_assert_eq!(clean::line(&once), once);
    }

    #[test]
    fn what_is_cut_fits_and_what_is_padded_fills(text in nasty(), width in 0_usize..30) {
        prop_assert!(clean::cells(&text, width).width() <= width);
        prop_assert_eq!(clean::pad(&text, width).width(), width);
    }

    #[test]
    fn no_letter_carries_more_than_four_marks(letter in prop::char::range('a', 'z'), count in 0..40_usize) {
        let text = format!("{letter}{}", "\u{301}".repeat(count));
        let kept = clean::line(&text).chars().filter(|it| *it == '\u{301}').count();
        prop_assert_eq!(kept, count.min(4));
    }
}

#[test]
fn an_uncleaned_exit_is_caught() {
    let planted: Exit = str::to_owned;
    let nasty = ["\u{1b}[31m", "\u{202e}abc", "a\u{200b}b", "\u{e0041}", "a\u{9b}b", "\u{7f}"];
    for text in nasty {
        assert!(unsafe_character(&planted(text)).is_some(), "the scanner misses {text:?}");
    }
}

#[test]
fn ordinary_text_stays_as_it_is() {
    for text in
        ["六楼东侧消防栓压力低 0.3 MPa", "Café – naïve", "👩\u{200d}🚒 在岗", "हिन्दी", "각하"]
    {
        assert_eq!(clean::line(text), text);
    }
}

#[test]
fn a_joiner_stays_only_between_emoji() {
    assert_eq!(clean::line("a\u{200d}b"), "a\u{fffd}b");
    assert_eq!(clean::line("👩\u{200d}"), "👩\u{fffd}");
}

#[test]
fn a_mark_without_a_letter_does_not_sit_on_what_stands_before() {
    assert_eq!(clean::line("\u{301}\u{301}a"), "\u{fffd}a");
}

#[test]
fn wide_letters_are_never_cut_in_half() {
    assert_eq!(clean::cells("六楼东侧", 5), "六楼…");
    assert_eq!(clean::cells("六楼东侧", 4), "六…");
    assert_eq!(clean::cells("六楼东侧", 8), "六楼东侧");
    assert_eq!(clean::cells("六楼", 0), "");
    assert_eq!(clean::pad("六楼", 5), "六楼 ");
}

#[test]
fn no_cell_of_a_csv_file_is_a_formula() {
    assert_eq!(clean::csv_cell("=1+1"), "\"'=1+1\"");
    assert_eq!(clean::csv_cell(" @x"), "\"' @x\"");
    assert_eq!(clean::csv_cell("say \"no\""), "\"say \"\"no\"\"\"");
    assert_eq!(clean::csv_cell("六楼"), "\"六楼\"");
}

#[test]
fn nothing_typed_is_markup() {
    assert_eq!(clean::html("<b a='1'>&\""), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;");
    assert_eq!(clean::markdown("a|b *c* <d>"), "a\\|b \\*c\\* \\<d\\>");
    assert_eq!(clean::markdown("# not a heading"), "\\# not a heading");
    assert_eq!(clean::markdown("--- no rule"), "\\--- no rule");
    assert_eq!(clean::markdown("#9"), "#9");
    assert_eq!(clean::markdown("12. not a list"), "12\\. not a list");
    assert_eq!(clean::markdown("21.5 °C"), "21.5 °C");
}

#[test]
fn a_file_name_is_letters_digits_and_lines() {
    assert_eq!(clean::file_name("../六楼 a-1"), "______a-1");
    assert_eq!(clean::file_name(""), "_");
}
