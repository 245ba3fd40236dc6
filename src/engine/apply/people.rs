//! Signatures, returns and substitutes, as they are taken in.

use crate::engine::agenda::{ReturnState, ReturnView, StandInView, VoidCause};
use crate::engine::command::{Returned, Signed, StoodIn};
use crate::engine::state::{Signature, Work};
use crate::engine::{Engine, Entry, Seq};
use crate::schedule::{OccurrenceId, SignRule};

impl Engine {
    pub(super) fn signed(&mut self, entry: &Entry, it: &Signed) {
        self.roster.spend(it.proof.number());
        let signature = Signature {
            entry: entry.seq,
            role: it.role.clone(),
            name: it.name.clone(),
            stead: it.stead.clone(),
            at: entry.happened,
            proof: it.proof.clone(),
            void: None,
        };
        self.on_occurrence(entry.seq, &it.occurrence, |work| work.signatures.push(signature));
    }

    /// A return cannot be taken back: what it voided stays void.
    pub(super) fn returned(&mut self, entry: &Entry, it: &Returned) {
        self.roster.spend(it.proof.number());
        let view = ReturnView {
            entry: entry.seq,
            role: it.role.clone(),
            name: it.name.clone(),
            proof: it.proof.clone(),
            comment: it.comment.clone(),
            at: entry.happened,
            state: ReturnState::Open,
        };
        self.with_work(&it.occurrence, |work| {
            work.void_signatures(&VoidCause::Returned(entry.seq));
            work.sent_back.push(view);
        });
    }

    pub(super) fn stood_in(&mut self, entry: &Entry, it: &StoodIn) {
        let view = StandInView { entry: entry.seq, stood_in: it.clone(), at: entry.happened };
        self.on_occurrence(entry.seq, &it.occurrence, |work| work.stand_ins.push(view));
    }

    pub(super) fn sign_rule(&self, id: &OccurrenceId) -> SignRule {
        let step = self.schedule_of(id.day).step(&id.step);
        step.map(|it| it.sign.rule).unwrap_or_default()
    }
}

impl Work {
    /// Takes note of a correction: what was signed is no longer what stands there.
    pub(super) fn amend(&mut self, by: Seq) {
        self.void_signatures(&VoidCause::Corrected(by));
        let open = self.sent_back.iter_mut().filter(|it| it.state == ReturnState::Open);
        open.for_each(|it| it.state = ReturnState::Amended(by));
    }

    /// Lets no signature count that has been given so far.
    pub(super) fn void_signatures(&mut self, cause: &VoidCause) {
        let given = self.signatures.iter_mut().filter(|it| it.void.is_none());
        given.for_each(|it| it.void = Some(cause.clone()));
    }

    /// Takes a signature back; those that were given after it in a strict order fall with it.
    fn withdraw_signature(&mut self, entry: Seq, by: Seq, rule: SignRule) {
        let fallen = |it: &&mut Signature| match rule {
            SignRule::InOrder => it.entry > entry,
            SignRule::Each | SignRule::Some(_) => false,
        };
        let later = self.signatures.iter_mut().filter(|it| it.void.is_none()).filter(fallen);
        later.for_each(|it| it.void = Some(VoidCause::Withdrawn(by)));
        self.signatures.retain(|it| it.entry != entry);
    }

    /// Takes back what one entry said, by another entry.
    pub(super) fn take_back(&mut self, entry: Seq, by: Seq, rule: SignRule) {
        let is_person = self.stand_ins.iter().any(|it| it.entry == entry);
        if self.signatures.iter().any(|it| it.entry == entry) {
            return self.withdraw_signature(entry, by, rule);
        }
        self.withdraw(entry);
        if !is_person {
            self.amend(by);
        }
    }
}
