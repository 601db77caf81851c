"""`checker import` and `checker targets`: the registry in and out."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption, RegionOption

LedgerKindName = Literal[
    "sites", "accounts", "columns", "observations", "results", "letters", "tickets"
]


def import_ledgers(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="台账 · ledgers")],
    kind: Annotated[
        LedgerKindName | None,
        typer.Option("--kind", help="台账种类，默认按表头识别 · kind, told by the header"),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="只报告，不写入 · report only, write nothing")
    ] = False,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """导入台账（xlsx、csv） · Import ledgers of sites, accounts, columns or observations.

    例 · Example: checker import ledgers/sites.xlsx ledgers/accounts.csv

    退出码 · Exit codes: 0 全部导入 all rows taken; 1 有被拒的行 some rejected; 2 无法读取 unreadable
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.run.clock import now
    from checker.run.ledgers import import_ledger

    voice = Voice(language(lang), as_json)
    rejected = 0
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        for file in files:
            done = import_ledger(office.database, file, kind, at=now(), dry_run=dry_run)
            rejected += len(done.rejected)
            if as_json:
                voice.json(
                    {
                        "file": done.file,
                        "kind": done.kind,
                        "dry_run": dry_run,
                        "added": done.added,
                        "changed": done.changed,
                        "unchanged": done.unchanged,
                        "rejected": [
                            {
                                "line": row.line,
                                "value": row.value,
                                "reason": voice.word(row.reason_zh, row.reason_en),
                            }
                            for row in done.rejected
                        ],
                        "warnings": [
                            {
                                "line": row.line,
                                "value": row.value,
                                "reason": voice.word(row.reason_zh, row.reason_en),
                            }
                            for row in done.warnings
                        ],
                    }
                )
                continue
            will = voice.word("（预演，未写入）", " (dry run, nothing written)") if dry_run else ""
            voice.say(
                f"{done.file}：新增 {done.added}，变更 {done.changed}，未变 {done.unchanged}，"
                f"拒绝 {len(done.rejected)}{will}",
                f"{done.file}: {done.added} added, {done.changed} changed, "
                f"{done.unchanged} unchanged, {len(done.rejected)} rejected{will}",
            )
            for row in done.rejected:
                voice.say(
                    f"  第 {row.line} 行 “{row.value}”：{row.reason_zh}",
                    f"  line {row.line} “{row.value}”: {row.reason_en}",
                )
            for row in done.warnings:
                voice.say(
                    f"  提示 第 {row.line} 行 “{row.value}”：{row.reason_zh}",
                    f"  note, line {row.line} “{row.value}”: {row.reason_en}",
                )
    raise typer.Exit(1 if rejected else 0)


def targets(
    kind: Annotated[
        Literal["sites", "accounts"] | None, typer.Option("--kind", help="种类 · kind")
    ] = None,
    region: RegionOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """列出已登记的网站和账号 · List what is registered.

    例 · Example: checker targets --kind sites --region 示例区

    退出码 · Exit codes: 0 正常 fine; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.store.registry import targets as registered

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = registered(office.database, kind=kind.rstrip("s") if kind else "", region=region)
        if as_json:
            for each in found:
                voice.json(each.model_dump(mode="json"))
            return
        heads = (
            ("标识码", "名称", "网址", "单位", "地区", "类型", "状态")
            if voice.lang == "zh"
            else ("code", "name", "url", "owner", "region", "type", "state")
        )
        rows = ((t.code, t.name, t.url, t.owner, t.region, t.type, t.state) for t in found)
        voice.table(heads, rows)
        voice.say(f"共 {len(found)} 个", f"{len(found)} in all")
