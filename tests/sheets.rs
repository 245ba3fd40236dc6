//! Paper comes out whatever the PDF does: it fails, it hangs, it crashes.

use std::sync::mpsc;
use std::time::Duration;

use zhiban::commands::sheets::{PDF_WAIT, Sheets, sheets};
use zhiban::schedule::Lang;

const SOON: Duration = Duration::from_millis(20);

fn plain() -> String {
    "交接报告\n三楼地面有水\n".to_owned()
}

/// Returns the text that comes out instead, and why.
fn instead(sheets: Sheets) -> (String, String) {
    let Sheets::Text { text, why } = sheets else { panic!("{sheets:?}") };
    (text, why)
}

#[test]
fn a_pdf_that_is_ready_in_time_is_what_comes_out() {
    let render = || Ok::<_, String>(b"%PDF".to_vec());
    assert_eq!(sheets(render, PDF_WAIT, plain, Lang::Zh), Sheets::Pdf(b"%PDF".to_vec()));
    assert_eq!(PDF_WAIT.as_secs(), 10);
}

#[test]
fn a_pdf_that_fails_gives_way_to_plain_text_at_once() {
    let render = || Err::<Vec<u8>, _>("the font cannot be read");
    let (text, why) = instead(sheets(render, PDF_WAIT, plain, Lang::Zh));
    assert_eq!(text, "交接报告\n三楼地面有水\n\n第 1 页，共 1 页\n\u{c}");
    assert_eq!(why, "the font cannot be read");
}

#[test]
fn a_pdf_that_hangs_gives_way_when_its_time_is_over() {
    let (_hold, wait) = mpsc::channel::<()>();
    let render = move || {
        // Ends with the test, not before.
        let _ = wait.recv();
        Ok::<_, String>(Vec::new())
    };
    let (text, why) = instead(sheets(render, SOON, plain, Lang::En));
    assert!(text.contains("Page 1 of 1") && text.contains("三楼地面有水"), "{text}");
    assert_eq!(why, "it takes too long");
}

#[test]
fn a_pdf_that_crashes_gives_way_as_well() {
    let render = || -> Result<Vec<u8>, String> { panic!("planted") };
    let (text, why) = instead(sheets(render, PDF_WAIT, plain, Lang::Zh));
    assert!(text.contains("三楼地面有水"), "{text}");
    assert_eq!(why, "程序出错");
}
