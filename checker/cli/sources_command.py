"""`checker sources`: the data sources of accounts, whether they answer, and which would fit."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption


def sources(
    suggest: Annotated[
        bool,
        typer.Option("--suggest", help="按主页地址推荐 RSSHub 路由 · routes by the home pages"),
    ] = False,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """新媒体数据源是否可用，哪些账号可以用 · The data sources of accounts, and which would fit.

    例 · Example: checker sources    checker sources --suggest

    退出码 · Exit codes: 0 可用 fine; 1 有 RSSHub 不可用 a feed server fails; 2 配置有误 bad config
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.core.target import Account
    from checker.extract.posts.item import SourceError
    from checker.run.sources import source_states, suggestions
    from checker.store.registry import targets

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        if suggest:
            registered = targets(office.database, kind="account")
            accounts = [each for each in registered if isinstance(each, Account)]
            try:
                found = suggestions(office, accounts)
            except SourceError as error:
                voice.fault(error)
                raise typer.Exit(BAD_USAGE) from None
            rows = [(each.account.code, each.account.name, each.source) for each in found]
            _show(voice, rows, ("标识码", "账号名称", "数据源"), ("code", "name", "source"))
            return
        states = source_states(office)
    works = {True: voice.word("可用", "works"), False: voice.word("不可用", "fails"), None: "-"}
    told = [
        (each.name, each.kind, works[each.health.alive and each.health.test_route if each.health else None])
        for each in states
    ]  # fmt: skip
    _show(voice, told, ("名称", "种类", "自检"), ("name", "kind", "self-test"))
    raise typer.Exit(1 if works[False] in {row[2] for row in told} else 0)


def _show(
    voice: Voice,
    rows: list[tuple[str, str, str]],
    zh: tuple[str, str, str],
    en: tuple[str, str, str],
) -> None:
    if voice.json_only:
        for row in rows:
            voice.json(dict(zip(en, row, strict=True)))
        return
    voice.table(zh if voice.lang == "zh" else en, rows)
