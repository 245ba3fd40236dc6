//! Calendars with pieces lost, added and moved: never a panic, never half a day.

use zhiban::schedule::{Lang, SourceFile, read};

use crate::schedule::Dice;
use crate::schedule_days::{changed, day};

const VARIANTS: &str = "
[[variant]]
id = \"saturday\"
name = \"Saturday\"
when = { on = [\"sat\", \"2nd tue\"], except = [\"make-up\", \"2026-10-10\"] }
times = { open = \"10:00\", close = \"22:00\", shift-change = \"open + 6h\" }

[[variant]]
id = \"sale\"
name = \"sale\"
when = [\"11-01..11-11\", \"2026-12-24..2026-12-31\", 29, \"last day\"]
times = { close = \"22:30\" }

[[variant]]
id = \"spring\"
name = \"spring\"
when = [\"holiday\"]
closed = true

[answers.lock]";

const CALENDAR: &str = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n\
    DTSTART;VALUE=DATE:20261001\r\nDTEND;VALUE=DATE:20261008\r\nSUMMARY:国庆\r\n 节\r\n\
    BEGIN:VALARM\r\nTRIGGER:-PT30M\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n\
    DTSTART;TZID=Asia/Shanghai:20261010T000000\r\nDURATION:PT24H\r\n\
    SUMMARY;LANGUAGE=\"zh\":国庆节\\, 补班\r\nCATEGORIES:班,x\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";

fn full() -> Vec<SourceFile> {
    let mut files = changed(&[
        (
            "store.toml",
            "format = 1",
            "format = 1\nholidays = { file = \"h.ics\", covers = \"2026\" }",
        ),
        ("store.toml", "[answers.lock]", VARIANTS),
        ("b.toml", "id = \"round\"", "id = \"round\"\nvariants = [\"saturday\", \"sale\"]"),
        (
            "b.toml",
            "id = \"lunch\"",
            "id = \"lunch\"\nnot-in = [\"spring\"]\ndays = { rrule = \
             \"FREQ=MONTHLY;BYDAY=2TU,-1FR;UNTIL=20301231\", from = \"2026-01-05\" }",
        ),
        (
            "c.toml",
            "id = \"night-patrol\"",
            "id = \"night-patrol\"\non-closed-days = true\n\
             days = { every = 3, from = 2026-01-01, except = [\"mon\"] }",
        ),
    ]);
    files.push(SourceFile::new("h.ics", CALENDAR));
    files
}

#[test]
fn the_folder_that_is_mutated_is_a_good_one() {
    let files = full();
    let reading = read(&files).unwrap();
    let plan = reading.schedule.plan(day("2026-10-10"));
    assert!(plan.variants.is_empty(), "a make-up workday is excepted");
    assert!(reading.schedule.plan(day("2026-10-01")).closed);
}

#[test]
#[expect(clippy::print_stdout, reason = "the seed is shown where the test fails")]
fn no_mutation_of_a_calendar_makes_anything_panic() {
    let seed = 0x5eed_2026_1010_u64;
    println!("seed {seed:#x}");
    let mut dice = Dice(seed);
    let pieces = [
        "\r\n ",
        "\n",
        ":",
        ";",
        "\"",
        "BEGIN:VEVENT\r\n",
        "END:VEVENT\r\n",
        "99999999",
        "T",
        "Z",
        "-",
        "..",
        "0",
        "9",
        "FREQ=YEARLY",
        "BYDAY=",
        "mon",
        "\u{0}",
        "é",
        "国",
        "P9999W",
        "open",
        "day-end",
        "close + 24h",
        "[",
        "]",
        "true",
    ];
    let (mut refused, mut taken) = (0, 0);
    for _ in 0..800 {
        let mut files = full();
        for _ in 0..=dice.below(2) {
            let which = dice.below(files.len());
            let bytes = &mut files[which].bytes;
            let at = dice.below(bytes.len());
            let end = (at + dice.below(9)).min(bytes.len());
            let piece = pieces[dice.below(pieces.len())];
            bytes.splice(at..end, piece.bytes());
        }
        match read(&files) {
            Ok(reading) => {
                taken += 1;
                for date in ["2026-02-17", "2026-10-01", "2026-11-07", "2028-02-29", "2100-01-01"] {
                    let plan = reading.schedule.plan(day(date));
                    assert!(plan.occurrences.iter().all(|it| it.earliest >= plan.starts));
                    assert!(plan.occurrences.iter().all(|it| it.closes <= plan.ends));
                }
            }
            Err(faults) => {
                refused += 1;
                for fault in &faults {
                    assert!(!fault.render(&files, Lang::Zh, false).is_empty());
                    fault.location(&files);
                }
            }
        }
    }
    // Both ways must have been tried, or the mutations test nothing.
    assert!(refused > 200 && taken > 60, "refused {refused}, taken {taken}");
}
