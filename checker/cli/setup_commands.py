"""`checker init` and `checker doctor`: a new deployment, and whether it is fit for work."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="目录 · folder")] = Path(),
    lang: LangOption = None,
) -> None:
    """写出带注释的 config.yaml 和空台账 · Write a commented config.yaml and empty ledgers.

    例 · Example: checker init /srv/checker

    退出码 · Exit codes: 0 已写出 written; 2 已有同名文件或无法写入 files exist, or cannot write
    """
    from checker.run.new_office import FilesExist, write_office

    voice = Voice(language(lang))
    try:
        written = write_office(folder)
    except FilesExist as error:
        voice.complain(
            f"已存在，未改动：{error.names}", f"exists already, nothing written: {error.names}"
        )
        raise typer.Exit(2) from None
    except OSError as error:
        voice.complain(
            f"无法写入 {folder}({error.strerror})", f"cannot write {folder} ({error.strerror})"
        )
        raise typer.Exit(2) from None
    for path in written:
        voice.say(f"已写出 {path}", f"written: {path}")
    voice.say(
        "下一步：填写台账，修改 network.user_agent 的联系方式，然后 checker doctor、checker nightly",
        "next: fill in the ledgers, put your contact into network.user_agent, then "
        "`checker doctor` and `checker nightly`",
    )


def doctor(
    config: ConfigOption = None, lang: LangOption = None, as_json: JsonOption = False
) -> None:
    """检查运行条件，逐项给出处理办法 · Check what the program needs; each with its mend.

    例 · Example: checker doctor

    退出码 · Exit codes: 0 就绪 ready; 1 有需要处理的 something needs mending; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, errors_in_words
    from checker.run.doctor import examine

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice):
        results = examine(config_of(config))
    for each in results:
        if as_json:
            voice.json(
                {
                    "check": each.name,
                    "ok": each.ok,
                    "needed": each.needed,
                    "says": voice.word(each.zh, each.en),
                    "mend": voice.word(each.mend_zh, each.mend_en),
                }
            )
            continue
        mark = "✓" if each.ok else "✗" if each.needed else "!"
        line = f"{mark} {voice.word(each.title_zh, each.name)}:{voice.word(each.zh, each.en)}"
        voice.say(line, line)
        if not each.ok:
            mend = f"    → {voice.word(each.mend_zh, each.mend_en)}"
            voice.say(mend, mend)
    raise typer.Exit(0 if all(each.ok for each in results) else 1)
