//! A window that is too small: what size is needed, and what must not be missed meanwhile.

use crate::tui::app::App;
use crate::tui::canvas::Canvas;
use crate::tui::desk::Desk;
use crate::tui::theme::Ink;

/// Draws the notice.
pub(crate) fn draw(app: &App, desk: &Desk, canvas: &mut Canvas, width: u16, height: u16) {
    let area = canvas.area();
    let clock = desk.clock(desk.now);
    let prompt = desk.in_focus(app.focus.as_ref()).map(|it| desk.title(&it.id));
    let mut row = 0;
    let title = prompt.map(|it| format!("{clock}  {it}")).unwrap_or(clock);
    row += canvas.put_wrapped(area, 2, &title, Ink::Asked);
    let (zh, en) = (
        format!(
            "窗口太小：现在 {}x{}，需要 {width}x{height} 以上。请放大窗口或缩小字号；记录不受影响。",
            area.width, area.height
        ),
        format!(
            "This window is too small: {}x{}, at least {width}x{height} is needed. Enlarge it or \
             choose a smaller font; the record is not affected.",
            area.width, area.height
        ),
    );
    let rest = super::below(area, row);
    canvas.put_wrapped(rest, rest.height, desk.lang.of(&zh, &en), Ink::Warn);
}
