//! The widths of a table's columns, from what is in them.
//!
//! It never gives a column less than its longest word, unless that word is longer than fair.

use super::ink::{GRID, GUTTER, WIDTH};

/// The share of the paper that one word may claim.
const WORD_SHARE: f32 = 0.3;

/// The share of the paper up to which a column is short: it is not broken for a longer one.
const SHORT: f32 = 0.16;

/// How many steps of the grid a column gets on top of what it needs, at most.
const AIR_MAX: f32 = 1.0;

/// How much a column asks for, in points.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Wish {
    /// The width at which nothing is broken.
    pub(super) natural: f32,
    /// The width of its longest word.
    pub(super) word: f32,
}

impl Wish {
    /// Returns the wish that grants both.
    pub(super) fn or(self, other: Self) -> Self {
        Self { natural: self.natural.max(other.natural), word: self.word.max(other.word) }
    }
}

/// Returns the width of each column without its gutter: short ones as wide as they are, the long
/// ones share the rest; edges stand on the grid where there is room for it.
pub(super) fn widths(wishes: &[Wish]) -> Vec<f32> {
    let room = WIDTH - GUTTER * wishes.len().saturating_sub(1) as f32;
    let total: f32 = wishes.iter().map(|it| it.natural).sum();
    if total > room {
        return snapped(&squeezed(wishes, room), wishes);
    }
    let mut widths: Vec<f32> = wishes.iter().map(|it| it.natural).collect();
    widths = snapped(&widths, wishes);
    let spare = room - widths.iter().sum::<f32>();
    let Some((last, others)) = widths.split_last_mut() else { return widths };
    // A little air for each column; the rest stands behind the last one, so that the eye crosses
    // no wide gap on its way.
    let air = (spare / 2.0 / others.len().max(1) as f32 / GRID).floor().clamp(0.0, AIR_MAX) * GRID;
    others.iter_mut().for_each(|it| *it += air);
    *last += spare - air * others.len() as f32;
    widths
}

/// Returns the widths where not all can have theirs.
fn squeezed(wishes: &[Wish], room: f32) -> Vec<f32> {
    let least = |it: &Wish| it.word.min(room * WORD_SHARE).min(it.natural);
    let short = |it: &Wish| if it.natural <= room * SHORT { it.natural } else { least(it) };
    let mut widths: Vec<f32> = wishes.iter().map(short).collect();
    if widths.iter().sum::<f32>() > room {
        widths = wishes.iter().map(least).collect();
    }
    let taken: f32 = widths.iter().sum();
    if taken > room {
        widths.iter_mut().for_each(|it| *it *= room / taken);
        return widths;
    }
    let mut open: Vec<usize> = (0..wishes.len()).collect();
    let mut left = room - widths.iter().sum::<f32>();
    while left > 0.01 && !open.is_empty() {
        // The root keeps one very long text from starving the columns beside it.
        let weight = |at: &usize| wishes[*at].natural.sqrt();
        let all: f32 = open.iter().map(weight).sum();
        let share = left / all.max(f32::MIN_POSITIVE);
        for at in &open {
            let more = (share * weight(at)).min(wishes[*at].natural - widths[*at]);
            widths[*at] += more;
            left -= more;
        }
        let before = open.len();
        open.retain(|at| widths[*at] < wishes[*at].natural - 0.01);
        if open.len() == before {
            break;
        }
    }
    widths
}

/// Moves the inner edges to the grid, as far as the widest column can give.
fn snapped(widths: &[f32], wishes: &[Wish]) -> Vec<f32> {
    let room = WIDTH - GUTTER * widths.len().saturating_sub(1) as f32;
    let Some(giver) = (0..widths.len()).max_by(|a, b| widths[*a].total_cmp(&widths[*b])) else {
        return Vec::new();
    };
    let mut snapped = widths.to_vec();
    for (at, width) in widths.iter().enumerate().filter(|(at, _)| *at != giver) {
        snapped[at] = ((width + GUTTER) / GRID).ceil() * GRID - GUTTER;
    }
    let others: f32 = snapped.iter().sum::<f32>() - snapped[giver];
    let kept = room - others;
    let needed = widths[giver].min(wishes[giver].natural) * 0.85;
    if kept < needed {
        return widths.to_vec();
    }
    snapped[giver] = snapped[giver].min(kept);
    snapped
}
