//! The desk as pictures and as stories: keys in, picture out.

use zhiban::schedule::Lang;

use crate::support::screen::Screen;

#[test]
fn look() {
    let mut s = Screen::small(Lang::Zh);
    for (t, keys) in [
        ("08:41", "1"),
        ("08:42", ""),
        ("08:43", "3<enter>"),
        ("08:44", "<enter><enter>"),
        ("08:45", "<enter><enter>张三<enter>2<enter>"),
        ("08:46", "<c-s>"),
        ("09:01", "2"),
        ("09:02", "门外拥挤<enter>"),
        ("09:08", ""),
        ("09:09", "1"),
        ("09:10", "1"),
        ("09:11", "1"),
        ("09:20", "1"),
        ("09:21", "<enter>"),
        ("09:21", "<enter>"),
        ("09:22", "李四<enter>"),
        ("11:31", ""),
        ("11:31", "<f3><home>"),
        ("11:32", "<f2>u"),
        ("11:32", "<esc>s"),
        ("11:32", "<esc>:"),
        ("11:32", "gd"),
    ] {
        s.at(t).press(keys);
        println!("=== {t} {keys}\n{}", s.text());
    }
}
