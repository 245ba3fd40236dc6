//! What stands where on which sheet, and which part of the report it is.
//!
//! It never knows the PDF library: a sheet is a value that can be looked at.

use std::sync::Arc;

use super::ink::{Ink, Style};
use super::lines::Line;
use crate::report::picture::Picture;

/// A sheet of paper.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// What stands on it, in reading order.
    pub(super) marks: Vec<Mark>,
}

/// Something printed.
#[derive(Debug)]
pub(super) enum Mark {
    /// A line of text.
    Text {
        /// Where it begins.
        x: f32,
        /// Where its letters stand.
        baseline: f32,
        /// The line.
        line: Line,
        /// How it looks.
        style: Style,
        /// What it is part of.
        part: Part,
    },
    /// Boxes filled with ink: a rule, a bar, a ground, the dots of a code.
    Boxes {
        /// The boxes.
        all: Vec<Area>,
        /// The ink.
        ink: Ink,
        /// What they are part of.
        part: Part,
    },
    /// A photo.
    Photo {
        /// Where it stands.
        area: Area,
        /// The picture.
        picture: Arc<Picture>,
        /// What it is part of.
        part: Part,
    },
}

/// A place on a sheet, from its upper left corner.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    /// From the left.
    pub(super) x: f32,
    /// From the top.
    pub(super) y: f32,
    /// Its width.
    pub(super) width: f32,
    /// Its height.
    pub(super) height: f32,
}

/// What a mark is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The report: the node of its outline.
    Of(Node),
    /// The paper: rules, repeated heads, page numbers.
    Paper,
}

/// A node of the report's structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node(pub(super) usize);

/// What a node is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Everything.
    Whole,
    /// The report's name.
    Title(String),
    /// A section with what is in it.
    Section,
    /// A section's name.
    Heading(String),
    /// A sentence.
    Paragraph,
    /// A table's name.
    Caption(String),
    /// A table.
    Table,
    /// The row of the column heads.
    Head,
    /// The rows.
    Body,
    /// A row.
    Row,
    /// The head of a column.
    ColumnHead,
    /// A cell.
    Cell,
    /// A picture, with what it says.
    Picture(String),
}

/// The structure that is read aloud: every node after the one it is in.
#[derive(Debug)]
pub(super) struct Structure {
    /// What each node is, and in which node it is.
    pub(super) nodes: Vec<(Role, Option<Node>)>,
}

impl Structure {
    /// The node that holds all others.
    pub(super) const WHOLE: Node = Node(0);

    /// Returns a structure with nothing in it.
    pub(super) fn new() -> Self {
        Self { nodes: vec![(Role::Whole, None)] }
    }

    /// Adds a node at the end of another one.
    pub(super) fn add(&mut self, role: Role, within: Node) -> Node {
        self.nodes.push((role, Some(within)));
        Node(self.nodes.len() - 1)
    }
}
