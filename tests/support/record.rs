//! A journal to write into: a desk, stamps, drafts, and arbitrary facts.

use std::path::Path;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::{collection, option};
use zhiban::engine::command::{
    Accepted, Added, Answer, Answered, AreaRemoved, AreasNamed, Assigned, BatchLeft, BatchReturned,
    Begun, Briefed, ClockStep, Compared, Corrected, Correction, Counted, Deferred, FindingKind,
    Fixed, FollowUp, Fork, Found, HandedShift, HandoverAct, IncidentAct, Photo, PhotoKind,
    Question, ReadBack, Reinspected, Relief, Repinned, Returned, Reviewed, Seal, SecondLook,
    Severity, Signed, SignedAlone, Skipped, Slept, Stead, StoodIn, StopCause, SweepOutcome, Swept,
    TurnedDown,
};
use zhiban::engine::officer::{
    Allowed, Bar, OfficerAdded, OfficerFact, OfficerNumber, OfficerRetired, PinProven, PinSet,
    PinTried, Proof, SigningReleased, Tried, TryOutcome, Uptime,
};
use zhiban::engine::paper::{DOCUMENTS, Document, Exported, Printed};
use zhiban::engine::{Entry, Fact, Officer, Seq};
use zhiban::journal::{Draft, Founding, Journal, JournalError, Stamp};
use zhiban::schedule::{
    CountId, FloorId, ItemId, Known, Milli, OccurrenceId, Revision, RoleId, ShiftId, StateId,
    StepId, TimeOfDay,
};

use super::bench::{DAY, at};

pub(crate) fn founding() -> Founding {
    Founding {
        desk_id: "0199aaaa-0000-7000-8000-000000000001".to_owned(),
        install_id: "0199aaaa-0000-7000-8000-000000000002".to_owned(),
        created: at("08:00"),
    }
}

pub(crate) fn stamp() -> Stamp {
    Stamp::new(at("09:00"), chrono_tz::Asia::Shanghai, "boot-1", 60_000)
}

pub(crate) fn memory() -> Journal {
    Journal::in_memory(&founding()).unwrap()
}

pub(crate) fn open(path: &Path) -> Journal {
    Journal::open(path, &founding()).unwrap()
}

/// Returns a draft of a fact, written on the story's day.
pub(crate) fn draft(id: &str, fact: Fact) -> Draft {
    draft_on(DAY, id, fact)
}

pub(crate) fn draft_on(day: NaiveDate, id: &str, fact: Fact) -> Draft {
    let officer = Officer::new("值班员甲");
    Draft { id: format!("{id}/0"), day, happened: at("08:59"), officer, fact }
}

pub(crate) fn noted(text: &str) -> Fact {
    Fact::Noted(text.to_owned())
}

pub(crate) fn found(what: &str) -> Found {
    Found {
        what: what.to_owned(),
        floor: None,
        place: None,
        kind: FindingKind::Equipment,
        severity: Severity::Major,
        fork: Fork::FollowUp(FollowUp::default()),
        reported_by: None,
        from: None,
        photos: Vec::new(),
    }
}

/// Writes facts at the end, one command each.
pub(crate) fn write(journal: &mut Journal, facts: Vec<Fact>) -> Vec<Entry> {
    write_on(journal, DAY, facts)
}

pub(crate) fn write_on(journal: &mut Journal, day: NaiveDate, facts: Vec<Fact>) -> Vec<Entry> {
    let mut entries = Vec::new();
    for fact in facts {
        let head = journal.head().unwrap().map(|it| it.seq);
        let id = format!("c{}", head.map_or(1, |it| it.0 + 1));
        entries.extend(append(journal, head, &[draft_on(day, &id, fact)]).unwrap());
    }
    entries
}

pub(crate) fn append(
    journal: &mut Journal,
    after: Option<Seq>,
    drafts: &[Draft],
) -> Result<Vec<Entry>, JournalError> {
    journal.append(&stamp(), after, drafts, &[])
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,12}", "[一-龥]{0,8}", "\\PC{0,8}", Just("a\n\"b\\\u{0}".to_owned())]
}

fn instant() -> impl Strategy<Value = DateTime<Utc>> {
    (-10_000_000_000_i64..10_000_000_000_000)
        .prop_map(|ms| DateTime::UNIX_EPOCH + TimeDelta::milliseconds(ms))
}

fn date() -> impl Strategy<Value = NaiveDate> {
    (1_i32..=9999, 1_u32..=366)
        .prop_filter_map("a day of the year", |(year, day)| NaiveDate::from_yo_opt(year, day))
}

fn occurrence() -> BoxedStrategy<OccurrenceId> {
    (date(), text(), any::<u16>())
        .prop_map(|(day, step, number)| OccurrenceId { day, step: StepId::new(&step), number })
        .boxed()
}

fn floor() -> impl Strategy<Value = FloorId> {
    text().prop_map(|it| FloorId::new(&it))
}

fn item() -> impl Strategy<Value = ItemId> {
    text().prop_map(|it| ItemId::new(&it))
}

fn officer() -> impl Strategy<Value = Officer> {
    text().prop_map(|it| Officer(it.into()))
}

fn question() -> BoxedStrategy<Question> {
    (occurrence(), item(), option::of(floor()))
        .prop_map(|(occurrence, item, floor)| Question { occurrence, item, floor })
        .boxed()
}

fn answer() -> BoxedStrategy<Answer> {
    prop_oneof![
        text().prop_map(|it| Answer::State(StateId::new(&it))),
        Just(Answer::Yes),
        Just(Answer::No),
        Just(Answer::NotApplicable),
        any::<i64>().prop_map(|it| Answer::Number(Milli(it))),
        any::<u32>().prop_map(Answer::Count),
        any::<i64>().prop_map(|it| Answer::Money(Milli(it))),
        (0_u16..24, 0_u16..60)
            .prop_map(|(hour, minute)| Answer::Time(TimeOfDay::new(hour, minute).unwrap())),
        text().prop_map(Answer::Code),
        photo().prop_map(Answer::Photo),
        text().prop_map(Answer::Text),
        collection::vec(text(), 0..3).prop_map(Answer::Names),
    ]
    .boxed()
}

fn known() -> impl Strategy<Value = Known> {
    prop_oneof![Just(Known::Seen), Just(Known::Radio), Just(Known::Scanned), Just(Known::TagBroken)]
}

fn compared() -> impl Strategy<Value = Compared> {
    let figure = || option::of(any::<i64>().prop_map(Milli));
    prop_oneof![figure().prop_map(Compared::Previous), figure().prop_map(Compared::Figure)]
}

fn kind() -> impl Strategy<Value = FindingKind> {
    prop_oneof![
        Just(FindingKind::Fire),
        Just(FindingKind::Security),
        Just(FindingKind::Equipment),
        Just(FindingKind::Staff),
        Just(FindingKind::Goods),
        Just(FindingKind::Customer),
        Just(FindingKind::Hygiene),
        Just(FindingKind::Other),
    ]
}

fn severity() -> impl Strategy<Value = Severity> {
    prop_oneof![Just(Severity::Critical), Just(Severity::Major), Just(Severity::Minor)]
}

fn follow_up() -> BoxedStrategy<FollowUp> {
    (option::of(text()), option::of(date()), option::of(text()), option::of(text()))
        .prop_map(|(owner, due, interim, reported_to)| FollowUp {
            owner,
            due,
            interim,
            reported_to,
        })
        .boxed()
}

fn fork() -> BoxedStrategy<Fork> {
    prop_oneof![
        text().prop_map(|done| Fork::OnTheSpot { done }),
        follow_up().prop_map(Fork::FollowUp)
    ]
    .boxed()
}

fn finding() -> BoxedStrategy<Found> {
    let what = (text(), option::of(floor()), option::of(text()));
    let from = (option::of(question()), collection::vec(photo(), 0..3));
    (what, kind(), severity(), fork(), option::of(text()), from)
        .prop_map(|((what, floor, place), kind, severity, fork, reported_by, (from, photos))| {
            Found { what, floor, place, kind, severity, fork, reported_by, from, photos }
        })
        .boxed()
}

fn photo() -> impl Strategy<Value = Photo> {
    let kind = prop_oneof![Just(PhotoKind::Jpeg), Just(PhotoKind::Png)];
    ("[0-9a-f]{64}", kind, any::<u32>(), any::<u32>(), any::<u32>()).prop_map(
        |(sha256, kind, bytes, width, height)| Photo {
            sha256,
            kind,
            bytes: bytes.into(),
            width,
            height,
        },
    )
}

fn correction() -> BoxedStrategy<Correction> {
    prop_oneof![
        (answer(), option::of(text()))
            .prop_map(|(answer, note)| Correction::Answer { answer, note }),
        (option::of(text()), option::of(floor()), option::of(kind()), option::of(severity()))
            .prop_map(|(what, floor, kind, severity)| Correction::Finding {
                what,
                floor,
                kind,
                severity
            }),
        any::<u32>().prop_map(Correction::Count),
        text().prop_map(Correction::Note),
        Just(Correction::Withdrawn),
    ]
    .boxed()
}

fn stead() -> BoxedStrategy<Stead> {
    (officer(), option::of(text()), option::of(text()))
        .prop_map(|(of, own, reason)| Stead {
            of,
            own_role: own.map(|it| RoleId::new(&it)),
            reason,
        })
        .boxed()
}

fn outcome() -> BoxedStrategy<SweepOutcome> {
    prop_oneof![
        Just(SweepOutcome::Clear),
        (text(), text(), text()).prop_map(|(who, until, watcher)| SweepOutcome::ClearExcept {
            who,
            until,
            watcher
        }),
        text().prop_map(|reason| SweepOutcome::NotSwept { reason }),
    ]
    .boxed()
}

/// Any fact that the types allow.
pub(crate) fn fact() -> impl Strategy<Value = Fact> {
    // Boxed, because values of all these nested strategies would not fit on a test's stack.
    prop_oneof![
        about_the_desk().boxed(),
        about_steps().boxed(),
        about_findings().boxed(),
        about_handovers().boxed(),
    ]
}

fn about_the_desk() -> impl Strategy<Value = Fact> {
    prop_oneof![
        (date(), text())
            .prop_map(|(day, it)| Fact::DayOpened { day, revision: Revision::new(&it) }),
        (date(), text(), text(), proof()).prop_map(|(day, it, reason, proof)| {
            let revision = Revision::new(&it);
            Fact::DayRepinned(Repinned { day, revision, reason, proof })
        }),
        option::of(instant()).prop_map(|off_since| Fact::DeskStarted { off_since }),
        Just(Fact::DeskStopped(StopCause::Officer)),
        Just(Fact::DeskStopped(StopCause::Signal)),
        text().prop_map(Fact::StoreNamed),
        Just(Fact::DeskTaken),
        about_officers().prop_map(Fact::Officer),
        text().prop_map(Fact::Noted),
        (document(), text(), any::<u64>(), text()).prop_map(|(document, file, bytes, sha256)| {
            // SQLite and JSON carry whole numbers up to here without loss.
            Fact::Exported(Exported { document, file, bytes: bytes >> 1, sha256 })
        }),
        (document(), date(), any::<u32>(), text(), text(), option::of(text())).prop_map(
            |(document, day, copy, sha256, printer, job)| {
                Fact::Printed(Printed { document, day, copy, sha256, printer, job })
            }
        ),
        (instant(), instant()).prop_map(|(from, to)| Fact::ClockStepped(ClockStep { from, to })),
        (instant(), instant()).prop_map(|(from, to)| Fact::Slept(Slept { from, to })),
    ]
}

fn document() -> impl Strategy<Value = Document> {
    proptest::sample::select(DOCUMENTS.map(|(_, it)| it).to_vec())
}

fn about_officers() -> impl Strategy<Value = OfficerFact> {
    let roles = proptest::collection::vec(text().prop_map(|it| RoleId::new(&it)), 0..3);
    let uptime =
        || (text(), 0_i64..1 << 53).prop_map(|(boot_id, boot_ms)| Uptime { boot_id, boot_ms });
    let allowed = prop_oneof![
        Just(Allowed::OldPin),
        number().prop_map(Allowed::Supervisor),
        Just(Allowed::LostFile),
    ];
    let who = prop_oneof![number().prop_map(Tried::Officer), Just(Tried::Nobody)];
    let outcome = prop_oneof![
        Just(TryOutcome::Weighed),
        any::<u32>().prop_map(|seconds| TryOutcome::Barred(Bar::Wait { seconds })),
        Just(TryOutcome::Barred(Bar::Disabled)),
        Just(TryOutcome::Barred(Bar::DeskStopped)),
    ];
    prop_oneof![
        (number(), officer(), roles, proof()).prop_map(|(number, name, roles, by)| {
            OfficerFact::Added(OfficerAdded { number, name, roles, by })
        }),
        (number(), number())
            .prop_map(|(number, by)| OfficerFact::Retired(OfficerRetired { number, by })),
        (number(), allowed)
            .prop_map(|(number, allowed)| OfficerFact::PinSet(PinSet { number, allowed })),
        (who, outcome, uptime()).prop_map(|(who, outcome, uptime)| {
            OfficerFact::PinTried(PinTried { who, outcome, uptime })
        }),
        (number(), uptime())
            .prop_map(|(number, uptime)| OfficerFact::PinProven(PinProven { number, uptime })),
        (number(), number())
            .prop_map(|(number, by)| OfficerFact::Released(SigningReleased { number, by })),
    ]
}

fn number() -> impl Strategy<Value = OfficerNumber> {
    "[A-Z0-9-]{1,12}".prop_map(|it| OfficerNumber::parse(&it).unwrap())
}

fn proof() -> impl Strategy<Value = Proof> {
    option::of(number()).prop_map(Proof::of)
}

fn about_steps() -> impl Strategy<Value = Fact> {
    prop_oneof![
        occurrence().prop_map(Fact::Acknowledged),
        (question(), answer(), option::of(known()), option::of(text()), option::of(compared()))
            .prop_map(|(question, answer, known, note, compared)| {
                Fact::Answered(Answered { question, answer, known, note, compared })
            }),
        (occurrence(), option::of(item()), text()).prop_map(|(occurrence, item, reason)| {
            Fact::Skipped(Skipped { occurrence, item, reason })
        }),
        (occurrence(), option::of(item()), occurrence(), text()).prop_map(
            |(occurrence, item, to, reason)| {
                Fact::Deferred(Deferred { occurrence, item, to, reason })
            }
        ),
        (occurrence(), text(), officer(), option::of(stead()), proof()).prop_map(
            |(occurrence, role, name, stead, proof)| {
                let role = RoleId::new(&role);
                Fact::Signed(Signed { occurrence, role, name, stead, proof })
            }
        ),
        (occurrence(), text(), officer(), stead()).prop_map(|(occurrence, role, name, stead)| {
            Fact::StoodIn(StoodIn { occurrence, role: RoleId::new(&role), name, stead })
        }),
        (occurrence(), text(), officer(), text(), proof()).prop_map(
            |(occurrence, role, name, comment, proof)| {
                let role = RoleId::new(&role);
                Fact::Returned(Returned { occurrence, role, name, comment, proof })
            }
        ),
        (occurrence(), floor(), outcome()).prop_map(|(occurrence, floor, outcome)| {
            Fact::Swept(Swept { occurrence, floor, outcome })
        }),
        (occurrence(), collection::vec(text(), 0..3))
            .prop_map(|(occurrence, areas)| { Fact::AreasNamed(AreasNamed { occurrence, areas }) }),
        (occurrence(), floor(), text()).prop_map(|(occurrence, area, reason)| {
            Fact::AreaRemoved(AreaRemoved { occurrence, area, reason })
        }),
        (occurrence(), any::<u8>(), any::<u32>()).prop_map(|(occurrence, batch, count)| {
            Fact::BatchLeft(BatchLeft { occurrence, batch, count })
        }),
        (occurrence(), any::<u8>(), any::<u32>(), option::of(any::<u32>()), option::of(text()))
            .prop_map(|(occurrence, batch, count, late, note)| {
                Fact::BatchReturned(BatchReturned { occurrence, batch, count, late, note })
            }),
    ]
}

fn seal() -> BoxedStrategy<Seal> {
    (proof(), text(), text()).prop_map(|(proof, report, head)| Seal { proof, report, head }).boxed()
}

fn begun() -> BoxedStrategy<HandoverAct> {
    let relief = prop_oneof![
        officer().prop_map(Relief::Named),
        text().prop_map(|reason| Relief::Absent { reason }),
    ];
    let count = (text(), any::<u32>(), option::of(text())).prop_map(|(id, count, note)| Counted {
        id: CountId::new(&id),
        count,
        note,
    });
    let after = option::of((1_u64..1 << 53).prop_map(Seq));
    (date(), text(), after, relief, collection::vec(count, 0..3))
        .prop_map(|(day, shift, after, relief, counts)| {
            let shift = HandedShift { day, shift: ShiftId::new(&shift), after };
            HandoverAct::Begun(Begun { shift, relief, counts })
        })
        .boxed()
}

fn about_handovers() -> impl Strategy<Value = Fact> {
    let seq = || (0_u64..1 << 53).prop_map(Seq);
    let acts = prop_oneof![
        begun(),
        (seq(), seal())
            .prop_map(|(handover, seal)| HandoverAct::Briefed(Briefed { handover, seal })),
        (seq(), text(), text()).prop_map(|(handover, risks, first)| {
            HandoverAct::ReadBack(ReadBack { handover, risks, first })
        }),
        (seq(), collection::vec(text(), 0..3), seal()).prop_map(|(handover, exceptions, seal)| {
            HandoverAct::Accepted(Accepted { handover, exceptions, seal })
        }),
        (seq(), text(), seal()).prop_map(|(handover, reason, seal)| {
            HandoverAct::Refused(TurnedDown { handover, reason, seal })
        }),
        (seq(), seal())
            .prop_map(|(handover, seal)| HandoverAct::SignedAlone(SignedAlone { handover, seal })),
        (seq(), text()).prop_map(|(handover, text)| HandoverAct::Added(Added { handover, text })),
        (seq(), seal())
            .prop_map(|(handover, seal)| HandoverAct::Reviewed(Reviewed { handover, seal })),
    ];
    prop_oneof![
        8 => acts.prop_map(Fact::Handover),
        1 => text().prop_map(|what| Fact::Incident(IncidentAct::Begun { what })),
        1 => (seq(), text())
            .prop_map(|(incident, how)| Fact::Incident(IncidentAct::Over { incident, how })),
    ]
}

fn about_findings() -> impl Strategy<Value = Fact> {
    let seq = || (0_u64..1 << 53).prop_map(Seq);
    let look = prop_oneof![Just(SecondLook::Right), Just(SecondLook::StillWrong)];
    prop_oneof![
        finding().prop_map(Fact::Found),
        (seq(), follow_up())
            .prop_map(|(finding, follow_up)| Fact::Assigned(Assigned { finding, follow_up })),
        (seq(), officer(), text()).prop_map(|(finding, fixed_by, done)| Fact::Fixed(Fixed {
            finding,
            fixed_by,
            done
        })),
        (seq(), look, option::of(text())).prop_map(|(finding, result, note)| {
            Fact::Reinspected(Reinspected { finding, result, note })
        }),
        (seq(), text(), correction(), proof()).prop_map(|(entry, reason, correction, proof)| {
            Fact::Corrected(Corrected { entry, reason, correction, proof })
        }),
    ]
}
