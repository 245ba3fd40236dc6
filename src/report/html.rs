//! A report as one self-contained HTML page that prints on A4.
//!
//! It never holds a script or a link, its pictures are a part of it, and it never lets out what it
//! has not cleaned.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::page::{Block, Page, Section, Shot, Table, Tone};
use super::picture::Picture;
use crate::clean;
use crate::schedule::Lang;

/// Nothing is loaded and nothing runs: only the style sheet in the page itself holds.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; \
                      base-uri 'none'; form-action 'none'";

const STYLE: &str = include_str!("report.css");

/// Returns the page as an HTML page.
pub(super) fn render(page: &Page, lang: Lang) -> String {
    let markup = html! {
        (DOCTYPE)
        html lang=(lang.of("zh-CN", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (safe(&page.title)) " · " (safe(&page.store)) " · " (page.stamp.about) }
                style { (PreEscaped(STYLE)) }
            }
            body { (body(page)) }
        }
    };
    let mut text = markup.into_string();
    text.push('\n');
    text
}

fn body(page: &Page) -> Markup {
    html! {
        header {
            @if let Some(Picture::Shown { jpeg, width, height }) = page.logo.as_deref() {
                img.sign src=(in_page(jpeg)) alt=(safe(&page.store)) width=(width) height=(height);
            }
            h1 { (safe(&page.title)) }
            p.store { (safe(&page.store)) }
            dl {
                @for (name, value) in &page.head {
                    div { dt { (safe(name)) } dd { (safe(value)) } }
                }
            }
        }
        @for it in &page.sections { (section(it)) }
        footer {
            div.signing {
                @for name in &page.signing { p { (safe(name)) span.blank {} } }
            }
            p { (safe(&page.foot)) }
        }
    }
}

fn section(it: &Section) -> Markup {
    html! {
        section class=(tone(it.tone)) {
            h2 { @if it.tone == Tone::Alarm { "!! " } (safe(&it.title)) }
            @for block in &it.blocks {
                @match block {
                    Block::Say(text) => { p { (safe(text)) } }
                    Block::Table(it) => { (table(it)) }
                    Block::Photos(all) => {
                        div.photos { @for it in all { (photo(it)) } }
                    }
                }
            }
        }
    }
}

fn table(it: &Table) -> Markup {
    html! {
        @if let Some(title) = it.title { h3 { (title) } }
        table {
            thead { tr { @for name in &it.columns { th scope="col" { (safe(name)) } } } }
            tbody {
                @for row in &it.rows {
                    tr class=(tone(row.tone)) { @for cell in &row.cells { td { (safe(cell)) } } }
                }
            }
        }
    }
}

fn photo(it: &Shot) -> Markup {
    html! {
        figure {
            @match &*it.picture {
                Picture::Shown { jpeg, width, height } => {
                    img src=(in_page(jpeg)) alt=(safe(&it.name)) width=(width) height=(height);
                }
                Picture::Lost(_) => { p.lost { (safe(&it.file)) } }
            }
            figcaption { (safe(&it.name)) br; small { (safe(&it.about)) } }
        }
    }
}

/// Returns a picture as an address that holds all of it, so that the page needs no other file.
fn in_page(jpeg: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(jpeg))
}

fn tone(it: Tone) -> &'static str {
    match it {
        Tone::Calm => "calm",
        Tone::Alarm => "alarm",
    }
}

// The template escapes what it is given, so that cleaning is all that is left to do.
fn safe(text: &str) -> String {
    clean::line(text)
}
