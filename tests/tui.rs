//! The desk as pictures and as stories: keys in, picture out.

use zhiban::schedule::Lang;

use crate::support::screen::Screen;

#[test]
fn look() {
    let mut s = Screen::shipped(Lang::Zh, 80, 24);
    println!("{}", s.text());
    for t in ["08:25", "09:05", "12:10"] { s.at(t); println!("=== {t}\n{}", s.text()); }
    s.press("<f3>"); println!("{}", s.text());
    s.press("<f4>"); println!("{}", s.text());
    s.press("<f5>"); println!("{}", s.text());
    s.press("<f6>"); println!("{}", s.text());
    s.press("<f7>"); println!("{}", s.text());
    s.press("<f2>f三楼扶梯异响<enter>"); println!("{}", s.picture());
}
