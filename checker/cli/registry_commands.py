"""`checker import` and `checker targets`: the registry in and out."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption, RegionOption
from checker.core.target import Account
from checker.run.office import Office

LedgerKindName = Literal[
    "sites", "accounts", "columns", "observations", "results", "letters", "tickets", "reposts"
]


def import_ledgers(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="台账 · ledgers")],
    kind: Annotated[
        LedgerKindName | None,
        typer.Option("--kind", help="台账种类，默认按表头识别 · kind, told by the header"),
    ] = None,
    account: Annotated[
        str,
        typer.Option(
            "--account",
            metavar="CODE",
            help="导出文件只含一个账号又没写是哪个时，指明其标识码 · the account of an export",
        ),
    ] = "",
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
            done = import_ledger(
                office.database,
                office.blobs,
                file,
                kind,
                at=now(),
                dry_run=dry_run,
                account=account,
                sources=office.config.sources,
            )
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
    check: Annotated[
        bool,
        typer.Option("--check", help="核对新媒体台账中的矛盾 · contradictions among the accounts"),
    ] = False,
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
        if check:
            _show_doubts(voice, office, [each for each in found if isinstance(each, Account)])
            return
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


def _show_doubts(voice: Voice, office: Office, accounts: Sequence[Account]) -> None:
    """What in the registry of accounts a person should look at."""
    from checker.core.account_doubts import account_doubts
    from checker.run.clock import now
    from checker.store.registry import observed_accounts

    doubts = account_doubts(accounts, observed_accounts(office.database), now())
    if voice.json_only:
        for each in doubts:
            voice.json(each.model_dump(mode="json"))
        return
    heads = ("标识码", "账号名称", "问题") if voice.lang == "zh" else ("code", "name", "doubt")
    voice.table(heads, ((each.code, each.name, each.says) for each in doubts))
    voice.say(f"共 {len(doubts)} 处，请核对台账", f"{len(doubts)} to look at")
