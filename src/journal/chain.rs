//! The chain of hashes: each entry's hash covers all its fields and the hash before it.
//!
//! The hash is the SHA-256, as 64 lower-case hex digits, of these sixteen fields, each written as
//! `<length in bytes>:<bytes>,` and in this order: the word `zhiban-entry-1`, desk id, seq, prev,
//! id, day, happened_ms, recorded_ms, offset_s, zone, boot_id, boot_ms, officer, kind, subject
//! (empty where there is none), payload. Numbers are decimal. `prev` is the hash of the entry
//! before, or 64 zeros for the first. The payload is hashed as it is stored, byte for byte.
//!
//! Anybody can check a journal without this program; see [`RECIPE`]. There is no key in it: whoever
//! can write the file can make a new chain. Only a head that somebody else holds shows that.

use sha2::{Digest, Sha256};

/// A shell script that checks a journal with `sqlite3` and `sha256sum` alone.
pub const RECIPE: &str = include_str!("recipe.sh");

/// What the first entry has for the hash before it.
pub const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

const DOMAIN: &str = "zhiban-entry-1";

/// All fields of a stored entry that its hash covers.
#[derive(Clone, Copy, Debug)]
pub struct Link<'a> {
    /// The place in the journal.
    pub seq: i64,
    /// The hash of the entry before.
    pub prev: &'a str,
    /// The unique name.
    pub id: &'a str,
    /// The store day, such as `2026-11-23`.
    pub day: &'a str,
    /// When it happened, in milliseconds after 1970.
    pub happened_ms: i64,
    /// When it was written, in milliseconds after 1970.
    pub recorded_ms: i64,
    /// How far the store's clock was ahead of UTC, in seconds.
    pub offset_s: i64,
    /// The name of the store's time zone.
    pub zone: &'a str,
    /// Which run of the machine.
    pub boot_id: &'a str,
    /// How long the machine had been up, in milliseconds.
    pub boot_ms: i64,
    /// Who asked for it.
    pub officer: &'a str,
    /// The kind word.
    pub kind: &'a str,
    /// The entry that it is about.
    pub subject: Option<i64>,
    /// The JSON text.
    pub payload: &'a str,
}

/// Makes hashes for one desk; keeps its buffer, because a check makes a million of them.
#[derive(Debug)]
pub struct Chain {
    /// The first two fields, which are the same for every entry of a desk.
    prefix: Vec<u8>,
    text: Vec<u8>,
}

impl Chain {
    /// Returns the chain of a desk.
    pub fn of(desk_id: &str) -> Self {
        let mut chain = Self { prefix: Vec::new(), text: Vec::new() };
        chain.field(DOMAIN.as_bytes());
        chain.field(desk_id.as_bytes());
        chain.prefix = std::mem::take(&mut chain.text);
        chain
    }

    /// Returns the hash of an entry as 64 lower-case hex digits.
    pub fn hash(&mut self, link: &Link<'_>) -> String {
        hex(self.digest(link))
    }

    /// Returns whether an entry has this hash; makes no text for it.
    pub fn fits(&mut self, link: &Link<'_>, hash: &str) -> bool {
        let digest = self.digest(link);
        let pairs = hash.as_bytes().chunks_exact(2);
        hash.len() == 64
            && pairs.zip(digest).all(|(pair, byte)| {
                pair == [HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]
            })
    }

    fn digest(&mut self, link: &Link<'_>) -> [u8; 32] {
        self.text.clear();
        let prefix = std::mem::take(&mut self.prefix);
        self.text.extend_from_slice(&prefix);
        self.prefix = prefix;
        self.integer(link.seq);
        self.field(link.prev.as_bytes());
        self.field(link.id.as_bytes());
        self.field(link.day.as_bytes());
        self.integer(link.happened_ms);
        self.integer(link.recorded_ms);
        self.integer(link.offset_s);
        self.field(link.zone.as_bytes());
        self.field(link.boot_id.as_bytes());
        self.integer(link.boot_ms);
        self.field(link.officer.as_bytes());
        self.field(link.kind.as_bytes());
        match link.subject {
            Some(it) => self.integer(it),
            None => self.field(b""),
        }
        self.field(link.payload.as_bytes());
        Sha256::digest(&self.text).into()
    }

    fn integer(&mut self, value: i64) {
        let number = Decimal::of(value.unsigned_abs());
        let sign: &[u8] = if value < 0 { b"-" } else { b"" };
        let digits = number.digits();
        self.length(sign.len() + digits.len());
        self.text.extend_from_slice(sign);
        self.text.extend_from_slice(digits);
        self.text.push(b',');
    }

    fn field(&mut self, bytes: &[u8]) {
        self.length(bytes.len());
        self.text.extend_from_slice(bytes);
        self.text.push(b',');
    }

    fn length(&mut self, length: usize) {
        self.text.extend_from_slice(Decimal::of(length as u64).digits());
        self.text.push(b':');
    }
}

/// Returns the SHA-256 of a file's content as 64 lower-case hex digits.
pub fn fingerprint(content: &[u8]) -> String {
    hex(Sha256::digest(content).into())
}

fn hex(digest: [u8; 32]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in digest {
        hex.push(char::from(HEX[usize::from(byte >> 4)]));
        hex.push(char::from(HEX[usize::from(byte & 15)]));
    }
    hex
}

/// A number in decimal digits, written by hand: a check of a million entries writes 22 million, and
/// the formatting of the standard library would take a quarter of its time.
struct Decimal {
    all: [u8; 20],
    start: usize,
}

impl Decimal {
    fn of(mut value: u64) -> Self {
        let (mut all, mut start) = ([b'0'; 20], 20);
        while value > 0 || start == 20 {
            start -= 1;
            all[start] = b'0' + (value % 10) as u8;
            value /= 10;
        }
        Self { all, start }
    }

    fn digits(&self) -> &[u8] {
        &self.all[self.start..]
    }
}

const HEX: &[u8; 16] = b"0123456789abcdef";
