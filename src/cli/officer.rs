//! The part of the grammar that is about officers.
//!
//! It takes no PIN: a PIN on the command line is refused, for others can read it there.

use clap::{Arg, ArgAction, ArgMatches, Command};

use super::Complaint;
use super::arguments::Grammar;
use crate::engine::officer::OfficerNumber;
use crate::schedule::{Lang, RoleId};

/// What to do with officers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficerVerb {
    /// Register one.
    Add {
        /// The staff number; none is asked for.
        number: Option<OfficerNumber>,
        /// The name; none is asked for.
        name: Option<String>,
        /// The roles; none are asked for.
        roles: Vec<RoleId>,
        /// Where the PIN comes from.
        source: PinSource,
        /// The supervisor who allows it; none is asked for.
        by: Option<OfficerNumber>,
    },
    /// List them.
    List {
        /// As JSON.
        json: bool,
    },
    /// Set a PIN anew.
    Pin {
        /// Whose.
        number: OfficerNumber,
        /// Where the PIN comes from.
        source: PinSource,
        /// The supervisor who allows it; none means the officer's old PIN.
        by: Option<OfficerNumber>,
    },
    /// Let an officer sign again after too many wrong PINs.
    Release {
        /// Who.
        number: OfficerNumber,
        /// The supervisor who allows it; none is asked for.
        by: Option<OfficerNumber>,
    },
    /// Let an officer sign no more.
    Retire {
        /// Who.
        number: OfficerNumber,
        /// The supervisor who allows it; none is asked for.
        by: Option<OfficerNumber>,
    },
}

/// Where a new PIN comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinSource {
    /// The program draws six digits.
    Drawn,
    /// The officer chooses.
    Chosen,
}

impl Grammar {
    pub(super) fn officer(&self) -> Command {
        let add = self
            .verb("add", "登记人员，发给签字密码", "register an officer and issue a PIN")
            .arg(self.number(false))
            .arg(self.option("name", "NAME", "姓名", "the name"))
            .arg(
                self.option("role", "ROLE", "岗位（可写几次）", "a role; may be given again")
                    .action(ArgAction::Append),
            )
            .arg(self.choose())
            .arg(self.by())
            .args(self.misplaced_pin());
        let list = self.verb("list", "看登记的人员", "list the officers").arg(self.json());
        let pin = self
            .verb("pin", "换密码，或恢复签字", "set a PIN anew, or release a disabled one")
            .arg(self.number(false))
            .arg(self.choose())
            .arg(self.by())
            .arg(
                self.option(
                    "release",
                    "NUMBER",
                    "连错太多后，恢复此工号签字",
                    "let this number sign again after too many wrong PINs",
                )
                .conflicts_with_all(["number", "choose"]),
            )
            .args(self.misplaced_pin());
        let retire = self
            .verb("retire", "停用人员；签过的都保留", "let an officer sign no more; the past stays")
            .arg(self.number(true))
            .arg(self.by())
            .args(self.misplaced_pin());
        self.verb("officer", "登记人员和签字密码", "officers and their PINs")
            .subcommand_required(true)
            .subcommand_help_heading(self.lang.of("命令", "Commands"))
            .subcommands([add, list, pin, retire])
    }

    fn number(&self, required: bool) -> Arg {
        self.positional("number", "NUMBER", "工号", "the staff number").required(required)
    }

    fn by(&self) -> Arg {
        self.option("by", "NUMBER", "批准的主管的工号", "the supervisor who allows it")
    }

    fn choose(&self) -> Arg {
        self.option("choose", "", "自己选 6–12 位数字", "choose 6 to 12 digits yourself")
            .action(ArgAction::SetTrue)
            .value_name(None)
    }

    /// Takes what somebody types for a PIN, so that it can be refused with the reason.
    fn misplaced_pin(&self) -> [Arg; 2] {
        let word = Arg::new("misplaced").num_args(0..).hide(true);
        let option = Arg::new("misplaced-pin").long("pin").num_args(0..).hide(true);
        [word, option]
    }
}

/// Returns what was asked for.
pub(super) fn read(found: &ArgMatches, lang: Lang) -> Result<OfficerVerb, Complaint> {
    let Some((name, below)) = found.subcommand() else {
        let advice = lang.of("可以用：add、list、pin、retire", "one of: add, list, pin, retire");
        return Err(Complaint::wrong(lang, lang.of("还要说明做什么", "say what to do"), advice));
    };
    if name == "list" {
        return Ok(OfficerVerb::List { json: below.get_flag("json") });
    }
    refuse_pin(below, lang)?;
    let (number, by) = (number(below, "number", lang)?, number(below, "by", lang)?);
    let needed = |number: Option<OfficerNumber>| {
        let what = lang.of("缺少工号 NUMBER", "NUMBER, a staff number, is missing");
        let advice = lang.of("用 zhiban officer list 查看", "see zhiban officer list");
        number.ok_or_else(|| Complaint::wrong(lang, what, advice))
    };
    let source = || if below.get_flag("choose") { PinSource::Chosen } else { PinSource::Drawn };
    Ok(match name {
        "add" => OfficerVerb::Add {
            number,
            name: below.get_one("name").cloned(),
            roles: below
                .get_many::<String>("role")
                .into_iter()
                .flatten()
                .map(|it| RoleId::new(it))
                .collect(),
            source: source(),
            by,
        },
        "pin" => match self::number(below, "release", lang)? {
            Some(number) => OfficerVerb::Release { number, by },
            None => OfficerVerb::Pin { number: needed(number)?, source: source(), by },
        },
        // The grammar has no other command here than `retire`.
        _ => OfficerVerb::Retire { number: needed(number)?, by },
    })
}

fn number(found: &ArgMatches, name: &str, lang: Lang) -> Result<Option<OfficerNumber>, Complaint> {
    let Some(typed) = found.get_one::<String>(name) else { return Ok(None) };
    OfficerNumber::parse(typed).map(Some).ok_or_else(|| {
        Complaint::wrong(
            lang,
            &lang.of(format!("“{typed}”不是工号"), format!("`{typed}` is not a staff number")),
            lang.of(
                "工号是 1–12 个字母、数字或连字符",
                "a staff number is 1 to 12 letters, digits or hyphens",
            ),
        )
    })
}

/// Refuses a PIN in the arguments, without repeating it.
fn refuse_pin(found: &ArgMatches, lang: Lang) -> Result<(), Complaint> {
    if !found.contains_id("misplaced") && !found.contains_id("misplaced-pin") {
        return Ok(());
    }
    Err(Complaint::wrong(
        lang,
        lang.of(
            "密码不能写在命令行里：别人看得到，终端也会留下记录",
            "a PIN does not belong on the command line: others can read it there, and the shell \
             keeps it",
        ),
        lang.of(
            "不要写密码，程序会问；刚才写的如果是真密码，请马上换掉",
            "leave it out, you will be asked; if it was your real PIN, change it now",
        ),
    ))
}
