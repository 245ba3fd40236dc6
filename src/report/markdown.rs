//! A report as Markdown with tables.
//!
//! It never lets out what it has not cleaned: every string goes through `clean::markdown`.

use super::page::{Block, Page, Row, Section, Table, Tone};
use crate::clean;

/// Returns the page as Markdown.
pub(super) fn render(page: &Page) -> String {
    let (title, store) = (clean::markdown(&page.title), clean::markdown(&page.store));
    let mut lines = vec![format!("# {title} · {store}"), String::new()];
    for (name, value) in &page.head {
        lines.push(format!("- **{}** {}", clean::markdown(name), clean::markdown(value)));
    }
    for section in &page.sections {
        write_section(section, &mut lines);
    }
    lines.extend([String::new(), "---".to_owned(), String::new()]);
    let blank = |name: &String| format!("{} {}", clean::markdown(name), "\\_".repeat(16));
    let signing: Vec<String> = page.signing.iter().map(blank).collect();
    lines.extend([signing.join(" "), String::new(), clean::markdown(&page.foot), String::new()]);
    lines.join("\n")
}

fn write_section(section: &Section, lines: &mut Vec<String>) {
    let mark = match section.tone {
        Tone::Alarm => "!! ",
        Tone::Calm => "",
    };
    lines.extend([String::new(), format!("## {mark}{}", clean::markdown(&section.title))]);
    for block in &section.blocks {
        lines.push(String::new());
        match block {
            Block::Say(text) => lines.push(clean::markdown(text)),
            Block::Table(table) => write_table(table, lines),
            Block::Photos(all) => {
                for shot in all {
                    let said = [&shot.name, &shot.about, &shot.file].map(|it| clean::markdown(it));
                    lines.push(format!("- {}", said.join(" · ")));
                }
            }
        }
    }
}

fn write_table(table: &Table, lines: &mut Vec<String>) {
    if let Some(title) = table.title {
        lines.extend([format!("### {title}"), String::new()]);
    }
    lines.push(format!("| {} |", table.columns.join(" | ")));
    lines.push(format!("|{}", " --- |".repeat(table.columns.len())));
    for Row { cells, .. } in &table.rows {
        let cells: Vec<String> = cells.iter().map(|it| clean::markdown(it)).collect();
        lines.push(format!("| {} |", cells.join(" | ")));
    }
}
