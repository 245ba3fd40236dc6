//! The long texts of the help: one usage line and some examples for each command.
//!
//! It holds words only; the manual page prints the same ones.

use crate::schedule::Lang;

/// Returns the usage line of a command, without the word before it.
pub(super) fn usage(path: &str, lang: Lang) -> &'static str {
    match path {
        "zhiban" => lang.of("zhiban [选项] [命令]", "zhiban [OPTIONS] [COMMAND]"),
        "zhiban status" => lang.of("zhiban status [选项]", "zhiban status [OPTIONS]"),
        "zhiban note" => lang.of("zhiban note TEXT [选项]", "zhiban note TEXT [OPTIONS]"),
        "zhiban log" => lang.of("zhiban log [WORDS] [选项]", "zhiban log [WORDS] [OPTIONS]"),
        "zhiban schedule" => lang.of("zhiban schedule 命令", "zhiban schedule COMMAND"),
        "zhiban schedule check" => {
            lang.of("zhiban schedule check [选项]", "zhiban schedule check [OPTIONS]")
        }
        "zhiban schedule plan" => {
            lang.of("zhiban schedule plan [选项]", "zhiban schedule plan [OPTIONS]")
        }
        "zhiban schedule show" => {
            lang.of("zhiban schedule show [选项]", "zhiban schedule show [OPTIONS]")
        }
        "zhiban schedule new" => {
            lang.of("zhiban schedule new DIR [选项]", "zhiban schedule new DIR [OPTIONS]")
        }
        "zhiban schedule clauses" => {
            lang.of("zhiban schedule clauses [选项]", "zhiban schedule clauses [OPTIONS]")
        }
        "zhiban schedule schema" => {
            lang.of("zhiban schedule schema [选项]", "zhiban schedule schema [OPTIONS]")
        }
        "zhiban report" => lang.of("zhiban report KIND [选项]", "zhiban report KIND [OPTIONS]"),
        "zhiban verify" => lang.of("zhiban verify [选项] [文件]", "zhiban verify [OPTIONS] [FILE]"),
        "zhiban doctor" => lang.of("zhiban doctor [选项]", "zhiban doctor [OPTIONS]"),
        "zhiban officer" => lang.of("zhiban officer 命令", "zhiban officer COMMAND"),
        "zhiban officer add" => {
            lang.of("zhiban officer add [NUMBER] [选项]", "zhiban officer add [NUMBER] [OPTIONS]")
        }
        "zhiban officer list" => {
            lang.of("zhiban officer list [选项]", "zhiban officer list [OPTIONS]")
        }
        "zhiban officer pin" => {
            lang.of("zhiban officer pin NUMBER [选项]", "zhiban officer pin NUMBER [OPTIONS]")
        }
        "zhiban officer retire" => {
            lang.of("zhiban officer retire NUMBER [选项]", "zhiban officer retire NUMBER [OPTIONS]")
        }
        "zhiban rehearse" => lang.of("zhiban rehearse [选项]", "zhiban rehearse [OPTIONS]"),
        "zhiban completions" => {
            lang.of("zhiban completions SHELL [选项]", "zhiban completions SHELL [OPTIONS]")
        }
        _ => lang.of("zhiban man [选项]", "zhiban man [OPTIONS]"),
    }
}

/// Returns what follows the options: examples, and what the exit codes mean.
pub(super) fn after(path: &str, lang: Lang) -> String {
    let mut text = lang.of("例子：\n", "Examples:\n").to_owned();
    for (_, line, zh, en) in EXAMPLES.iter().filter(|(command, ..)| *command == path) {
        text.push_str(&format!("  {}\n      {line}\n", lang.of(zh, en)));
    }
    text.push_str(codes(path, lang));
    text.truncate(text.trim_end().len());
    text
}

/// Each command with its examples: path, line, what it does in Chinese and English.
const EXAMPLES: &[(&str, &str, &str, &str)] = &[
    ("zhiban", "zhiban", "打开今天的值班台", "open the desk on today"),
    ("zhiban", "zhiban rehearse --speed 60", "演练：一分钟走一小时", "practise: an hour a minute"),
    ("zhiban", "zhiban status", "看现在的情况", "how things stand"),
    ("zhiban", "zhiban --lang en --help", "英文帮助", "help in English"),
    ("zhiban status", "zhiban status", "看现在的情况", "how things stand"),
    ("zhiban status", "zhiban status --json", "给程序读", "for a program to read"),
    (
        "zhiban note",
        "zhiban note '地面有水' --floor 3F --fixed '已拖干'",
        "当场改正的问题",
        "put right at once",
    ),
    (
        "zhiban note",
        "zhiban note '应急灯不亮' --floor B1 --kind fire --severity major --owner 电工甲",
        "要跟进的问题",
        "to be followed up",
    ),
    ("zhiban log", "zhiban log --day yesterday", "昨天的全部记录", "all of yesterday"),
    ("zhiban log", "zhiban log 漏水 --floor 3F", "三楼提到漏水的记录", "what was said of it on 3F"),
    ("zhiban log", "zhiban log --open --json", "没整改完的问题", "the findings that are open"),
    ("zhiban log", "zhiban log --open -o open.xlsx", "没整改完的问题，Excel", "as a workbook"),
    ("zhiban schedule", "zhiban schedule check", "检查日程", "check it"),
    ("zhiban schedule", "zhiban schedule plan --day tomorrow", "明天的安排", "tomorrow"),
    ("zhiban schedule check", "zhiban schedule check", "检查正在用的日程", "the one in use"),
    (
        "zhiban schedule check",
        "zhiban --schedule ./my schedule check",
        "检查一个文件夹",
        "a folder",
    ),
    ("zhiban schedule plan", "zhiban schedule plan", "今天的安排", "today"),
    (
        "zhiban schedule plan",
        "zhiban schedule plan --day 2026-12-25 --json",
        "给程序读",
        "for a program to read",
    ),
    (
        "zhiban schedule plan",
        "zhiban schedule plan --from 2026-10-01 --to 2026-10-31",
        "每天是什么日子，为什么",
        "what kind of day each is, and why",
    ),
    ("zhiban schedule show", "zhiban schedule show", "看所有步骤", "all steps"),
    (
        "zhiban schedule show",
        "zhiban schedule show --write",
        "写出来，改成自己店的",
        "write it out and make it yours",
    ),
    (
        "zhiban schedule new",
        "zhiban schedule new my-store",
        "问店名、楼层、营业时间、夜班",
        "asks for name, floors, hours and night shift",
    ),
    (
        "zhiban schedule clauses",
        "zhiban schedule clauses",
        "每条条款在哪一步",
        "where each clause is asked",
    ),
    (
        "zhiban schedule schema",
        "zhiban schedule schema > schedule.schema.json",
        "给编辑器用",
        "for an editor",
    ),
    ("zhiban report", "zhiban report handover", "这一班的交接报告", "the handover of this shift"),
    (
        "zhiban report",
        "zhiban report handover -o handover.pdf",
        "打印签字用的 PDF",
        "a PDF to print and sign",
    ),
    (
        "zhiban report",
        "zhiban report day --day yesterday -o day.html",
        "昨天全天，网页",
        "yesterday, HTML",
    ),
    (
        "zhiban report",
        "zhiban report handover --shift early --format md",
        "早班，Markdown",
        "early shift",
    ),
    ("zhiban report", "zhiban report handover --print", "打印交接报告", "print the handover"),
    (
        "zhiban report",
        "zhiban report day --day yesterday --print Office",
        "用打印机 Office 打昨天的",
        "yesterday, on the printer Office",
    ),
    ("zhiban doctor", "zhiban doctor", "看有没有毛病", "see whether anything is wrong"),
    ("zhiban doctor", "zhiban doctor --print-test", "打一张测试页", "print a test page"),
    (
        "zhiban report",
        "zhiban report fire-patrol -o patrol.pdf",
        "今天的防火巡查记录，打印签字",
        "today's fire patrols, to print and sign",
    ),
    (
        "zhiban report",
        "zhiban report month --day 2026-11-01 -o november.xlsx",
        "十一月的月报，Excel",
        "November as a workbook",
    ),
    (
        "zhiban report",
        "zhiban report blank -o tomorrow.pdf",
        "明天的空白表，停电时手写",
        "tomorrow's empty forms, for when the desk is down",
    ),
    ("zhiban verify", "zhiban verify", "查全部记录", "check all of it"),
    (
        "zhiban verify",
        "zhiban verify --against 18391:4f2a91c0",
        "和纸上的核对",
        "compare with paper",
    ),
    (
        "zhiban verify",
        "zhiban verify handover.pdf",
        "查一个写出的文件",
        "check a file that was written out",
    ),
    (
        "zhiban officer",
        "zhiban officer add 1001 --name 值班员甲 --role duty-manager",
        "登记第一名主管，发给密码",
        "register the first supervisor, issue a PIN",
    ),
    ("zhiban officer", "zhiban officer list", "谁可以签字", "who may sign"),
    (
        "zhiban officer add",
        "zhiban officer add 1007 --name 保安员甲 --role guard --by 1001",
        "由主管 1001 登记",
        "registered by supervisor 1001",
    ),
    ("zhiban officer list", "zhiban officer list --json", "给程序读", "for a program to read"),
    ("zhiban officer pin", "zhiban officer pin 1007 --choose", "凭原密码换", "with the old PIN"),
    ("zhiban officer pin", "zhiban officer pin 1007 --by 1001", "忘了密码", "when it is forgotten"),
    ("zhiban officer pin", "zhiban officer pin --release 1007", "连错十次以后", "after ten wrong"),
    ("zhiban officer retire", "zhiban officer retire 1007", "离职", "who has left"),
    ("zhiban rehearse", "zhiban rehearse", "一分钟走一小时", "an hour a minute"),
    (
        "zhiban rehearse",
        "zhiban rehearse --at 20:50 --speed 10",
        "练关店和清场",
        "practise closing",
    ),
    (
        "zhiban rehearse",
        "zhiban rehearse --script day.jsonl --headless --report handover",
        "按脚本走一天，出交接报告",
        "run a script, print the handover",
    ),
    (
        "zhiban completions",
        "zhiban completions bash > ~/.local/share/bash-completion/completions/zhiban",
        "装上补全",
        "install them",
    ),
    ("zhiban man", "zhiban man | man -l -", "看手册", "read the manual"),
];

fn codes(path: &str, lang: Lang) -> &'static str {
    match path {
        "zhiban" => lang.of(
            "\n环境变量：ZHIBAN_SCHEDULE、ZHIBAN_DATA、ZHIBAN_PEPPER、ZHIBAN_LANG、NO_COLOR\n\
             \n退出码：0 正常 · 1 status、verify、doctor、schedule check 发现了问题 · \
             2 用法不对、被拒绝或出错 · 101 程序崩溃\n",
            "\nEnvironment: ZHIBAN_SCHEDULE, ZHIBAN_DATA, ZHIBAN_PEPPER, ZHIBAN_LANG, NO_COLOR\n\
             \nExit codes: 0 fine · 1 status, verify, doctor or schedule check found something · \
             2 wrong usage, refused or failed · 101 the program crashed\n",
        ),
        "zhiban status" => lang.of(
            "\n退出码：0 都正常 · 1 有逾期或超过间隔 · 2 出错\n",
            "\nExit codes: 0 calm · 1 something is overdue or a gap exceeded · 2 error\n",
        ),
        "zhiban report" => lang.of(
            "\n打印的报告留在数据文件夹的 reports/ 里。打印失败后再执行一次，不会重复打印。\n\
             同一份报告再打一次，纸上和记录里都写明是第几份。\n\
             \n退出码：0 写好、打好了 · 2 没有（报告留着，信息里写明在哪里）\n",
            "\nPrinted reports are kept in reports/ in the data folder. Print again after a failure:\n\
             nothing is printed twice. A second print of the same report is marked as a copy.\n\
             \nExit codes: 0 written or printed · 2 not so (the message says where it is kept)\n",
        ),
        "zhiban doctor" => lang.of(
            "\n退出码：0 都好 · 1 有要处理的 · 2 没法检查，或测试页没有打印\n",
            "\nExit codes: 0 all well · 1 something to see to · 2 could not look, or did not print\n",
        ),
        "zhiban officer" | "zhiban officer add" | "zhiban officer pin" | "zhiban officer retire" => {
            lang.of(
                "\n密码从不写在命令行里：在终端里问，不显示；输入不是终端时，每个问题读一行。\n\
                 退出码：0 已办 · 2 被拒绝，什么都没有改\n",
                "\nA PIN is never an argument: it is asked for without echo; where the input is no\n\
                 terminal, each question takes one line. Exit codes: 0 done · 2 refused, unchanged\n",
            )
        }
        "zhiban verify" => lang.of(
            "\n查记录、照片和交接签字：签的那份报告还在，校验值就是签字里的那个，记录接得上。\n\
             写了文件，就查记录和这个文件：它是不是当时写出、打印或签字的那一份，一字节没改。\n\
             因更正而作废的签字会写明，但不算改动。\n\
             \n退出码：0 完好 · 1 被改动、损坏、缺少或不认识 · 2 没法检查\n",
            "\nChecks the record, its photos, and each signature of a handover: the report that was\n\
             signed is kept, its hash is the one in the signature, the record leads there. With a\n\
             FILE, checks the record and that file: that it is, byte by byte, what was written out, printed or\n\
             signed. A signature that a correction made void is named, and is no alteration.\n\
             \nExit codes: 0 sound · 1 altered, damaged, missing or not known · 2 could not be checked\n",
        ),
        "zhiban schedule new" => lang.of(
            "\n直接回车用方括号里的答案。退出码：0 已写 · 2 没有写\n",
            "\nEnter takes the answer in brackets. Exit codes: 0 written · 2 nothing was written\n",
        ),
        "zhiban schedule check" => lang.of(
            "\n退出码：0 没有错 · 1 有错 · 2 没法检查\n",
            "\nExit codes: 0 no faults · 1 faults · 2 could not be checked\n",
        ),
        _ => "",
    }
}
