//! Every style, named by meaning: sixteen terminal colours and modifiers, or modifiers only.
//!
//! Nothing is told by a style alone: a word or a sign says it as well.

use ratatui::style::{Color, Modifier, Style};

/// Whether colours may be used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// The sixteen colours of the terminal, so that its own theme holds.
    #[default]
    Colour,
    /// Bold, dim, underlined and reversed only, for `NO_COLOR`.
    Plain,
}

/// What a text means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    /// Ordinary text.
    Plain,
    /// Beside the point: clauses, hints.
    Faint,
    /// A heading.
    Heading,
    /// What is asked now.
    Asked,
    /// A key to press.
    Key,
    /// The open tab, the title of a window over the desk.
    Bar,
    /// The chosen row.
    Chosen,
    /// As it should be, saved.
    Good,
    /// Needs a look soon.
    Warn,
    /// Needs a look now: overdue, held, exceeded, refused.
    Alarm,
    /// A lit floor.
    Lit,
    /// A dark floor.
    Dark,
}

impl Theme {
    /// Returns the style of a meaning.
    pub(crate) fn style(self, ink: Ink) -> Style {
        match self {
            Self::Colour => coloured(ink),
            Self::Plain => plain(ink),
        }
    }
}

fn coloured(ink: Ink) -> Style {
    let it = Style::new();
    match ink {
        Ink::Plain => it,
        Ink::Faint | Ink::Dark => it.fg(Color::DarkGray),
        Ink::Heading => it.fg(Color::Cyan).add_modifier(Modifier::BOLD),
        Ink::Asked => it.add_modifier(Modifier::BOLD),
        Ink::Key => it.fg(Color::Cyan),
        Ink::Bar | Ink::Chosen => it.add_modifier(Modifier::REVERSED),
        Ink::Good => it.fg(Color::Green),
        Ink::Warn => it.fg(Color::Yellow),
        Ink::Alarm => it.fg(Color::Red).add_modifier(Modifier::BOLD),
        Ink::Lit => it.fg(Color::Yellow).add_modifier(Modifier::BOLD),
    }
}

fn plain(ink: Ink) -> Style {
    let it = Style::new();
    match ink {
        Ink::Plain | Ink::Good => it,
        Ink::Faint | Ink::Dark => it.add_modifier(Modifier::DIM),
        Ink::Heading | Ink::Asked | Ink::Lit => it.add_modifier(Modifier::BOLD),
        Ink::Key | Ink::Warn => it.add_modifier(Modifier::UNDERLINED),
        Ink::Bar | Ink::Chosen => it.add_modifier(Modifier::REVERSED),
        Ink::Alarm => it.add_modifier(Modifier::BOLD.union(Modifier::UNDERLINED)),
    }
}
