//! Photos: what is taken, what is refused, where it is kept, and what is told of one that is lost.

use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use zhiban::engine::Fact;
use zhiban::engine::photo::PhotoKind;
use zhiban::journal::{chain, stored};
use zhiban::photo;

use crate::support::picture::{SECRET, jpeg, png, turned_jpeg};
use crate::support::program::{Program, Ran};
use crate::support::record::found;

const DATA: &str = ".local/share/zhiban";

/// Writes a file into a home and records a finding with it.
fn note_with(program: &Program, name: &str, bytes: &[u8]) -> Ran {
    std::fs::write(program.path(name), bytes).unwrap();
    program.run(&["note", "灯不亮", "--by", "值班员甲", "--photo", name])
}

/// The files below the folder of the photos.
fn kept(program: &Program) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![program.path(DATA).join("photos")];
    while let Some(at) = folders.pop() {
        for entry in std::fs::read_dir(at).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

fn mode(path: &Path) -> u32 {
    path.metadata().unwrap().permissions().mode() & 0o777
}

#[test]
fn a_photo_is_kept_once_under_its_hash_and_nobody_else_may_read_it() {
    let program = Program::new();
    let bytes = jpeg(64, 48);
    assert_eq!(note_with(&program, "a.jpg", &bytes).code, 0);
    assert_eq!(note_with(&program, "again.JPEG", &bytes).code, 0, "whatever it is called");
    let hash = chain::fingerprint(&bytes);
    let path = program.path(DATA).join(format!("photos/{}/{hash}.jpg", &hash[..2]));
    assert_eq!(kept(&program), std::slice::from_ref(&path));
    assert_eq!(std::fs::read(&path).unwrap(), bytes, "as it came from the camera");
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    let log = program.json(&["log", "--json"]);
    let entry = log.as_array().unwrap().last().unwrap();
    assert!(entry["text"]["zh"].as_str().unwrap().contains("照片 1 张"), "{entry}");
    let status = program.json(&["status", "--json"]);
    assert_eq!(status["findings"][0]["photos"][0], hash.as_str(), "{status}");
}

#[test]
fn a_finding_takes_several_photos_of_both_kinds_up_to_eight() {
    let program = Program::new();
    let mut words = vec!["note", "灯不亮", "--by", "值班员甲"];
    let names: Vec<String> = (0..9).map(|it| format!("{it}.img")).collect();
    for (number, name) in (1..).zip(&names) {
        let side = 10 + number;
        let bytes = if number % 2 == 0 { jpeg(side, 20) } else { png(side, 20) };
        std::fs::write(program.path(name), bytes).unwrap();
        words.extend(["--photo", name]);
    }
    let ran = program.run(&words);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("最多附 8 张"), "{}", ran.err);
    words.truncate(words.len() - 2);
    assert_eq!(program.run(&words).code, 0);
    let verified = program.run(&["verify"]);
    assert!(verified.out.contains("照片 8 张"), "{}", verified.out);
}

/// A PNG that says it is enormous and holds nothing.
fn enormous() -> Vec<u8> {
    let mut header = b"IHDR".to_vec();
    header.extend(19_000_u32.to_be_bytes());
    header.extend(19_000_u32.to_be_bytes());
    header.extend([1, 0, 0, 0, 0]);
    let mut crc = u32::MAX;
    for byte in &header {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0d".to_vec();
    bytes.extend(header);
    bytes.extend((!crc).to_be_bytes());
    bytes.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
    bytes
}

#[test]
fn what_is_no_whole_photo_is_refused_with_the_reason_and_nothing_is_written() {
    let program = Program::new();
    let whole = jpeg(200, 200);
    let mut bent = png(40, 40);
    let middle = bent.len() / 2;
    bent[middle] ^= 0x55;
    let long = vec![0xff; (20 << 20) + 1];
    let cases: [(&str, &[u8], &str); 7] = [
        ("a.gif", b"GIF89a\x01\0\x01\0\0\0\0;", "不是 JPEG 或 PNG"),
        ("a.txt", "只是字".as_bytes(), "不是 JPEG 或 PNG"),
        ("empty.jpg", b"", "不是 JPEG 或 PNG"),
        ("cut.jpg", &whole[..whole.len() - 40], "不完整"),
        ("bent.png", &bent, "坏了"),
        ("long.jpg", &long, "最多 20 MiB"),
        ("wide.png", &enormous(), "最多 64 百万点"),
    ];
    for (name, bytes, said) in cases {
        let ran = note_with(&program, name, bytes);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(said) && ran.err.contains(name), "{name}: {}", ran.err);
    }
    std::fs::write(program.path("whole.jpg"), &whole).unwrap();
    symlink(program.path("whole.jpg"), program.path("link.jpg")).unwrap();
    std::fs::create_dir(program.path("folder.jpg")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(program.path("pipe.jpg")).status();
    assert!(pipe.unwrap().success());
    let cases = [
        ("none.jpg", "没有照片"),
        ("link.jpg", "是链接"),
        ("folder.jpg", "不是文件"),
        ("pipe.jpg", "不是文件"),
    ];
    for (name, said) in cases {
        let ran = program.run(&["note", "灯不亮", "--by", "值班员甲", "--photo", name]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(said), "{name}: {}", ran.err);
    }
    assert!(kept(&program).is_empty());
    assert_eq!(program.json(&["log", "--json"]).as_array().unwrap().len(), 0);
}

#[test]
fn a_link_in_the_way_of_the_photos_is_not_followed() {
    let program = Program::new();
    assert_eq!(program.run(&["note", "灯不亮", "--by", "值班员甲"]).code, 0);
    std::fs::create_dir(program.path("elsewhere")).unwrap();
    symlink(program.path("elsewhere"), program.path(DATA).join("photos")).unwrap();
    let ran = note_with(&program, "a.jpg", &jpeg(20, 20));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("没有存进"), "{}", ran.err);
    assert_eq!(std::fs::read_dir(program.path("elsewhere")).unwrap().count(), 0);
}

#[test]
fn the_check_names_each_photo_that_is_missing_or_was_altered() {
    let program = Program::new();
    for (name, side) in [("a.jpg", 20), ("b.jpg", 30), ("c.jpg", 40)] {
        assert_eq!(note_with(&program, name, &jpeg(side, side)).code, 0);
    }
    let sound = program.run(&["verify"]);
    assert_eq!(sound.code, 0);
    assert!(sound.out.contains("照片 3 张，一张没改，一张不少。"), "{}", sound.out);
    let place = |side| {
        let hash = chain::fingerprint(&jpeg(side, side));
        program.path(DATA).join(format!("photos/{}/{hash}.jpg", &hash[..2]))
    };
    std::fs::remove_file(place(20)).unwrap();
    let mut bytes = std::fs::read(place(40)).unwrap();
    let last = bytes.len() - 3;
    bytes[last] ^= 1;
    std::fs::write(place(40), bytes).unwrap();
    let ran = program.run(&["verify"]);
    assert_eq!(ran.code, 1);
    let lines: Vec<&str> = ran.out.lines().filter(|it| it.contains("的照片")).collect();
    let [missing, altered] = lines[..] else { panic!("{}", ran.out) };
    assert!(missing.contains("不见了") && altered.contains("被改动过"), "{}", ran.out);
    let ran = program.run_with(&["verify"], &[("ZHIBAN_LANG", "en")]);
    assert!(ran.out.contains("was altered"), "{}", ran.out);
}

#[test]
fn a_copy_for_paper_is_upright_and_holds_nothing_but_the_picture() {
    let bytes = turned_jpeg(80, 40, 6);
    assert!(bytes.windows(SECRET.len()).any(|it| it == SECRET.as_bytes()), "the secret is there");
    let seen = photo::look(&bytes).unwrap();
    assert_eq!((seen.kind, seen.width, seen.height), (PhotoKind::Jpeg, 80, 40));
    let shown = photo::show(&bytes).unwrap();
    assert_eq!((shown.width, shown.height), (40, 80));
    for secret in [SECRET.as_bytes(), b"Exif"] {
        assert!(!shown.jpeg.windows(secret.len()).any(|it| it == secret));
    }
    // Red was above; turned by a quarter to the right, it stands on the right.
    let picture = image::load_from_memory(&shown.jpeg).unwrap().to_rgb8();
    assert!(picture.get_pixel(35, 40).0[0] > 150 && picture.get_pixel(5, 40).0[2] > 150);
}

#[test]
fn a_copy_for_paper_is_small_and_the_same_each_time() {
    let bytes = jpeg(3_000, 1_500);
    let shown = photo::show(&bytes).unwrap();
    assert_eq!((shown.width, shown.height), (1_000, 500));
    assert_eq!(photo::show(&bytes).unwrap(), shown);
    let shown = photo::show(&png(100, 50)).unwrap();
    let picture = image::load_from_memory(&shown.jpeg).unwrap().to_rgb8();
    assert!(picture.get_pixel(90, 25).0.iter().all(|it| *it > 240), "clear is white on paper");
}

#[test]
fn a_finding_of_a_journal_from_before_the_photos_reads_and_is_written_as_before() {
    let old = r#"{"what":"漏水","kind":"equipment","severity":"major","fork":{"follow-up":{}}}"#;
    let fact = stored::decode("found", old).unwrap();
    assert_eq!(fact, Fact::Found(found("漏水")));
    assert_eq!(stored::encode(&fact), old);
}

/// A day with a finding that has two photos, as a script in the program's home.
fn script_with_photos(program: &Program) {
    std::fs::write(program.path("lamp.jpg"), turned_jpeg(400, 300, 6)).unwrap();
    std::fs::write(program.path("wall.png"), png(120, 90)).unwrap();
    let text = r#"{"day":"2026-11-23","officer":"值班员甲"}
{"at":"08:20","do":"find","what":"灯不亮","floor":"3F","owner":"电工甲","photos":["lamp.jpg","wall.png"]}
"#;
    std::fs::write(program.path("day.jsonl"), text).unwrap();
}

fn rehearsed(program: &Program, kind: &str, file: &str) -> Vec<u8> {
    let words = ["rehearse", "--script", "day.jsonl", "--headless", "--report", kind, "-o", file];
    let ran = program.run(&words);
    assert_eq!(ran.code, 0, "{}", ran.err);
    std::fs::read(program.path(file)).unwrap()
}

fn holds(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|it| it == part)
}

#[test]
fn photos_stand_in_pdf_and_html_and_are_named_in_all_other_forms() {
    let program = Program::new();
    script_with_photos(&program);
    let hash = chain::fingerprint(&turned_jpeg(400, 300, 6));
    let pdf = rehearsed(&program, "handover", "a.pdf");
    let count = pdf.windows(14).filter(|it| *it == b"/Subtype/Image" || *it == b"/Subtype /Imag");
    assert_eq!(count.count(), 2, "two pictures");
    assert!(!holds(&pdf, SECRET.as_bytes()) && !holds(&pdf, b"Exif"), "nothing but the picture");
    assert_eq!(rehearsed(&program, "handover", "b.pdf"), pdf, "the same bytes each time");
    let html = String::from_utf8(rehearsed(&program, "handover", "a.html")).unwrap();
    assert_eq!(html.matches("src=\"data:image/jpeg;base64,").count(), 2);
    assert!(html.contains("width=\"300\" height=\"400\""), "upright");
    for name in ["a.txt", "a.md", "a.csv", "a.json"] {
        let text = String::from_utf8(rehearsed(&program, "handover", name)).unwrap();
        let flat: String = text.chars().filter(|it| !it.is_whitespace() && *it != '\\').collect();
        assert!(flat.contains(&format!("photos/{}/{hash}.jpg", &hash[..2])), "{name}: {text}");
    }
    let escpos = rehearsed(&program, "handover", "a.escpos");
    assert!(holds(&escpos, &hash.as_bytes()[..16]));
    for kind in ["day", "diary", "floor-log"] {
        let html = String::from_utf8(rehearsed(&program, kind, &format!("{kind}.html"))).unwrap();
        assert_eq!(html.matches("<img ").count(), 2, "{kind}");
    }
}

#[test]
fn a_photo_that_is_lost_is_told_of_on_paper_and_the_paper_comes_out_all_the_same() {
    let program = Program::new();
    assert_eq!(note_with(&program, "a.jpg", &jpeg(60, 60)).code, 0);
    for path in kept(&program) {
        std::fs::write(path, b"another picture").unwrap();
    }
    for (file, said) in [("day.txt", "被改动过"), ("day.html", "被改动过"), ("day.md", "被改动过")]
    {
        let ran = program.run(&["report", "day", "-o", file]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = std::fs::read_to_string(program.path(file)).unwrap();
        assert!(text.contains(said), "{text}");
    }
    assert_eq!(program.run(&["report", "day", "-o", "day.pdf"]).code, 0);
}
