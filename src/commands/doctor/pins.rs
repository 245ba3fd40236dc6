//! What `zhiban doctor` says about the PINs: their file, and the key that should lie elsewhere.
//!
//! It weighs no PIN.

use super::{Check, State};
use crate::commands::pins::{Look, PinFault};
use crate::commands::record::Record;
use crate::commands::shell::Shell;
use crate::engine::officer::Signing;
use crate::platform;
use crate::schedule::Lang;

/// Looks at the file of PINs.
///
/// # Errors
/// The system knows no place for it.
pub(super) fn check(shell: &Shell) -> anyhow::Result<Check> {
    let path = shell.places()?.pins();
    let session = Record::read(shell).and_then(|it| it.session(shell));
    let signing = session.map_or(Signing::ByName, |it| it.engine().roster().signing());
    let open = platform::rights(&path).is_some_and(|it| it & 0o077 != 0);
    if open {
        let shown = path.display();
        return Ok(trouble(|lang| {
            lang.of(
                format!("{shown} 别人也能读：改成只有自己能读（0600）"),
                format!("{shown} can be read by others: make it 0600"),
            )
        }));
    }
    Ok(match shell.pins()?.look() {
        Err(fault) => lost(&fault),
        Ok(look) if !look.there && signing == Signing::ByPin => {
            lost(&PinFault::File(crate::commands::pins::PinFileFault::Missing))
        }
        Ok(look) => found(look, signing),
    })
}

fn found(look: Look, signing: Signing) -> Check {
    let Look { records, plain, other, .. } = look;
    if signing == Signing::ByName {
        return fine(|lang| {
            lang.of("没有登记人员：签字只写名字", "no officers: a name signs").to_owned()
        });
    }
    if other > 0 {
        return trouble(|lang| {
            lang.of(
                format!("{other} 个密码的外置钥匙不在：插上钥匙盘，或查 ZHIBAN_PEPPER"),
                format!("the key of {other} PINs is not there: plug it in, or see ZHIBAN_PEPPER"),
            )
        });
    }
    fine(|lang| {
        match plain {
        0 => lang.of(
            format!("{records} 个密码，钥匙在外面"),
            format!("{records} PINs, the key is outside"),
        ),
        _ => lang.of(
            format!("{records} 个密码，{plain} 个没有外置钥匙：偷到硬盘就能在几小时内试出来"),
            format!("{records} PINs, {plain} without a key outside: a stolen disk gives them away in hours"),
        ),
    }
    })
}

fn lost(fault: &PinFault) -> Check {
    trouble(|lang| fault.explain(lang))
}

fn fine(word: impl Fn(Lang) -> String) -> Check {
    Check::new("pins", State::Fine, word)
}

fn trouble(word: impl Fn(Lang) -> String) -> Check {
    Check::new("pins", State::Trouble, word)
}
