//! What a prompt speaks of, judged by its words: exits, locking, taking keys.
//!
//! It only finds what is worth asking the author about; it never decides what an item does.

use super::super::Text;

const EXITS_ZH: [&str; 10] = [
    "安全出口",
    "出口",
    "疏散",
    "逃生",
    "消防通道",
    "消防门",
    "防火门",
    "后通道",
    "后门",
    "太平门",
];

const LOCKS_ZH: [&str; 5] = ["锁", "封闭", "封死", "闩", "铁链"];

/// What stands before a lock that is not locked, or that is opened.
const NOT_BEFORE_ZH: [&str; 16] = [
    "未上",
    "未被",
    "未",
    "没上",
    "没有上",
    "没有",
    "没",
    "不上",
    "不得上",
    "不得",
    "不",
    "不能上",
    "严禁上",
    "禁止上",
    "开",
    "解",
];

/// What makes a verb of the lock on a door: 把后门锁上 locks, 查后门锁 looks.
const LOCKING_AFTER_ZH: [&str; 9] = ["上", "好", "住", "闭", "死", "紧", "起", "掉", "定"];

/// Whether a Chinese text names a way out.
pub(super) fn names_exit_zh(text: &str) -> bool {
    EXITS_ZH.iter().any(|it| text.contains(it))
}

/// Whether a Chinese text speaks of locking, other than of a lock as a thing or of no lock.
pub(super) fn locks_zh(text: &str) -> bool {
    LOCKS_ZH.iter().any(|word| {
        text.match_indices(word).any(|(start, _)| {
            let (before, after) = (&text[..start], &text[start + word.len()..]);
            let denied = NOT_BEFORE_ZH.iter().any(|it| before.ends_with(it));
            let locking = LOCKING_AFTER_ZH.iter().any(|it| after.starts_with(it));
            let a_thing =
                (before.ends_with('门') || before.ends_with('挂') || after.starts_with('具'))
                    && !locking;
            !denied && !a_thing
        })
    })
}

/// Whether an English text names a way out.
pub(super) fn names_exit_en(text: &str) -> bool {
    let text = text.to_lowercase();
    let phrases =
        ["exit", "passage", "back door", "rear door", "fire door", "escape", "way out", "ways out"];
    phrases.iter().any(|it| text.contains(it))
}

/// Whether an English text speaks of locking, other than of a lock as a thing or of no lock.
pub(super) fn locks_en(text: &str) -> bool {
    clauses_en(text).any(|words| {
        words.iter().enumerate().any(|(index, word)| {
            let near = &words[index.saturating_sub(4)..index];
            let denied = near.iter().any(|it| NOT_EN.contains(&it.as_str()));
            is_locking(word) && !denied
        })
    })
}

const NOT_EN: [&str; 8] = ["not", "no", "none", "never", "nothing", "isn't", "aren't", "without"];

fn is_locking(word: &str) -> bool {
    let verbs = [
        "lock",
        "locked",
        "locking",
        "relock",
        "padlock",
        "padlocked",
        "bolt",
        "bolted",
        "chain",
        "chained",
        "seal",
        "sealed",
        "deadbolt",
    ];
    verbs.contains(&word)
}

/// Whether a text speaks of taking keys.
pub(super) fn takes_keys(text: &Text) -> bool {
    let taking_zh = ["收", "交", "取", "拿", "归"];
    let zh = text.zh.contains("钥匙") && taking_zh.iter().any(|it| text.zh.contains(it));
    let taking_en = ["collect", "take", "gather", "hand", "return", "bring", "pick"];
    let en = clauses_en(&text.en).any(|words| {
        let has = |starts: &str| words.iter().any(|it| it.starts_with(starts));
        (has("key")) && taking_en.iter().any(|it| has(it))
    });
    zh || en
}

/// Returns the words of each part of a sentence.
fn clauses_en(text: &str) -> impl Iterator<Item = Vec<String>> {
    let lower = text.to_lowercase();
    let parts: Vec<Vec<String>> = lower
        .split([',', '.', ';', ':', '?', '!', '，', '。', '；', '：', '？', '！'])
        .map(|part| {
            let words = part.split(|it: char| !it.is_alphanumeric() && it != '\'');
            words.filter(|it| !it.is_empty()).map(str::to_owned).collect()
        })
        .collect();
    parts.into_iter()
}
