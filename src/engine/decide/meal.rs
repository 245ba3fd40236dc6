//! Meal batches: each leaves only when the one before is back.

use super::super::agenda::BatchView;
use super::super::command::{BatchLeft, BatchReturned};
use super::super::standing::Standing;
use super::super::{BatchFault, Fact, Field, Refusal};
use super::Decision;
use super::text::check_each;
use crate::schedule::{Early, StepKind};

impl Decision<'_> {
    pub(super) fn send_batch(&self, it: &BatchLeft) -> Result<Fact, Refusal> {
        let day = self.day(&it.occurrence)?;
        let standing = self.enter(&day, &it.occurrence)?;
        let batch = batch_of(&standing, it.batch)?;
        let wrong = |batch, fault| Err(Refusal::WrongBatch { batch, fault });
        if batch.left.is_some() {
            return wrong(it.batch, BatchFault::LeftAlready);
        }
        for before in standing.batch_views().iter().filter(|before| before.batch < it.batch) {
            if before.left.is_none() {
                return wrong(before.batch, BatchFault::NotLeft);
            }
            if !before.is_back() {
                let (before, missing) = (before.batch, before.out());
                return Err(Refusal::BatchNotBack { before, missing });
            }
        }
        if self.when < batch.from && standing.step.early == Early::Refuse {
            return wrong(it.batch, BatchFault::TooEarly);
        }
        Ok(Fact::BatchLeft(it.clone()))
    }

    pub(super) fn receive_batch(&self, it: &BatchReturned) -> Result<Fact, Refusal> {
        check_each(Field::Note, &it.note)?;
        let day = self.day(&it.occurrence)?;
        let standing = self.enter(&day, &it.occurrence)?;
        let batch = batch_of(&standing, it.batch)?;
        let wrong = |fault| Err(Refusal::WrongBatch { batch: it.batch, fault });
        if batch.left.is_none() {
            return wrong(BatchFault::NotLeft);
        }
        if it.count > batch.out() || it.late.is_some_and(|late| late > it.count) {
            return wrong(BatchFault::TooMany { out: batch.out() });
        }
        Ok(Fact::BatchReturned(it.clone()))
    }
}

fn batch_of(standing: &Standing<'_>, number: u8) -> Result<BatchView, Refusal> {
    let StepKind::Meal(_) = standing.step.kind else {
        return Err(Refusal::WrongKind { occurrence: standing.id().clone() });
    };
    let batch = standing.batch_views().into_iter().find(|it| it.batch == number);
    batch.ok_or(Refusal::WrongBatch { batch: number, fault: BatchFault::Unknown })
}
