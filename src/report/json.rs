//! placeholder
use super::Report;
use crate::schedule::Lang;
pub(super) fn render(_r: &Report, _l: Lang) -> String {
    String::new()
}
