//! `[forms]` and `logo`: what the store's papers are called, and the sign at their head.
//!
//! It looks at a picture no further than to see that it is one.

use super::super::fault::say;
use super::super::paper::{FORMS, Logo, Papers};
use super::super::{Fault, SourceFile};
use super::table::{Fields, Node};

/// The largest sign; a good one has a tenth of it.
const LOGO_BYTES_MAX: usize = 512 << 10;

/// Reads how the papers look.
pub(super) fn read(
    fields: &mut Fields<'_>,
    files: &[SourceFile],
    faults: &mut Vec<Fault>,
) -> Papers {
    let logo = fields.take("logo").and_then(|it| logo(&it, files, faults));
    let mut papers = Papers { logo, ..Papers::default() };
    let example = "[forms] handover = { zh = \"…\", en = \"…\" }";
    let forms = fields.take("forms").and_then(|it| it.fields(example, faults));
    let Some(mut forms) = forms else { return papers };
    for form in FORMS {
        let title = forms.take(form).and_then(|it| it.text(faults));
        papers.titles.extend(title.map(|it| (form, it)));
    }
    forms.finish(faults);
    papers
}

fn logo(node: &Node<'_>, files: &[SourceFile], faults: &mut Vec<Fault>) -> Option<Logo> {
    let name = node.word("logo = \"logo.png\"", faults)?;
    let Some(file) = files.iter().find(|it| it.name == name.text && it.is_picture()) else {
        let title = say(
            format!("文件夹里没有图片 `{}`", name.text),
            format!("the folder has no picture `{}`", name.text),
        );
        let help = say(
            "把店徽存成 logo.png 或 logo.jpg，放在 store.toml 旁边，写 logo = \"logo.png\"",
            "save the sign as logo.png or logo.jpg beside store.toml, and write logo = \"logo.png\"",
        );
        faults.push(Fault::error(name.place, title).help(help));
        return None;
    };
    let (title, help) = if file.bytes.len() > LOGO_BYTES_MAX {
        let most = LOGO_BYTES_MAX >> 10;
        (
            say(
                format!("图片 `{}` 太大：{} 字节", file.name, file.bytes.len()),
                format!("the picture `{}` is too large: {} bytes", file.name, file.bytes.len()),
            ),
            say(format!("最多 {most} KiB；先缩小"), format!("at most {most} KiB; make it smaller")),
        )
    } else if !is_png_or_jpeg(&file.bytes) {
        (
            say(
                format!("`{}` 不是 PNG 或 JPEG 图片", file.name),
                format!("`{}` is neither a PNG nor a JPEG picture", file.name),
            ),
            say("用画图程序另存为 PNG", "save it as PNG with a paint program"),
        )
    } else {
        return Some(Logo { file: file.name.clone(), bytes: file.bytes.clone() });
    };
    faults.push(Fault::error(name.place, title).help(help));
    None
}

fn is_png_or_jpeg(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x89PNG\r\n\x1a\n") || bytes.starts_with(b"\xff\xd8\xff")
}
