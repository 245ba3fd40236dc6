//! Names of things in a schedule: short words that files, commands and entries refer to.
//!
//! Each kind has its own type, so that a floor can never be handed over where a step is meant.

use std::fmt;
use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Wraps a word that has been read from a schedule, a command or an entry.
            pub fn new(word: &str) -> Self {
                Self(Arc::from(word))
            }

            /// Returns the word itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// A step of the day, such as `doors-open`.
    StepId
);
id!(
    /// Something that starts steps when it happens, such as `lift-trapped`.
    EventId
);
id!(
    /// A check item within a step, such as `locks`.
    ItemId
);
id!(
    /// A floor or zone of the building, such as `6F`.
    FloorId
);
id!(
    /// A role of the store, such as `duty-manager`.
    RoleId
);
id!(
    /// A shift of the day, such as `early`.
    ShiftId
);
id!(
    /// Something that is counted at a handover, such as `keys`.
    CountId
);
id!(
    /// A phase of the day, one a file, such as `A`.
    PhaseId
);
id!(
    /// A named time, such as `open`.
    TimeId
);
id!(
    /// A kind of day on which the store runs otherwise, such as `holiday`.
    VariantId
);
id!(
    /// A group of items or steps of which one is enough, such as `gas`.
    EitherId
);
id!(
    /// A state that an item can be found in, such as `locked`.
    StateId
);
id!(
    /// A clause of the store's procedure, such as `A5.2`.
    Clause
);
id!(
    /// The SHA-256 of a schedule folder's files, 64 lower-case hex digits.
    Revision
);
