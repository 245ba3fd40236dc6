//! Mutated schedule texts: the reader never panics, and the harness that says so can fail.
//!
//! A thousand here; `cargo bench --bench mutate` does a million and measures each.

use zhiban::schedule::{Fault, Lang, Reading, SourceFile, read};

use crate::support::mutate::{Dice, Figures, Reader, everything, mutated, one};

const SEED: u64 = 0x5eed_2026_1127;
const TEXTS: u64 = 1_000;

/// Reads mutations until one breaks the reader.
fn run(reader: Reader) -> Result<Figures, String> {
    let good = everything();
    let mut dice = Dice(SEED);
    let mut figures = Figures::default();
    for number in 0..TEXTS {
        let files = mutated(&good, &mut dice);
        let lang = if number % 2 == 0 { Lang::Zh } else { Lang::En };
        match one(&files, reader, lang) {
            Ok(true) => figures.taken += 1,
            Ok(false) => figures.refused += 1,
            Err(said) => return Err(format!("seed {SEED:#x}, text {number}: {said}")),
        }
    }
    Ok(figures)
}

#[test]
fn no_mutation_of_the_whole_language_makes_the_reader_panic() {
    let figures = run(read).unwrap_or_else(|broken| panic!("{broken}"));
    // Both ways must have been tried, or the mutations test nothing.
    assert!(figures.refused > 500 && figures.taken > 20, "{figures:?}");
}

/// A reader that is broken in a rare case.
fn broken(files: &[SourceFile]) -> Result<Reading, Vec<Fault>> {
    let planted = |it: &SourceFile| it.bytes.windows(9).any(|it| it == b"close - 9");
    assert!(!files.iter().any(planted), "a planted fault");
    read(files)
}

#[test]
fn a_reader_that_panics_once_in_a_while_is_found() {
    let told = run(broken).unwrap_err();
    assert!(told.contains("seed 0x5eed20261127") && told.contains("a planted fault"), "{told}");
}
