"""`checker retention`: which old pages may go, and letting them go."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption


def retention(
    days: Annotated[
        int | None,
        typer.Option(
            "--days", min=30, help="默认取 config.yaml 的 retention · default: the config's"
        ),
    ] = None,
    apply: Annotated[
        bool, typer.Option("--apply", help="真正清理；不写只预览 · do it, not only show it")
    ] = False,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="只在出错时输出 · print errors only")
    ] = False,
) -> None:
    """清理合格对象的旧页面和截图，默认只预览 · Let old pages of qualified targets go; shows only by default.

    只清理页面和截图，证据和判定都保留，可重判。不清理：不合格或无法判定的、有否决或扣分的、有人签过字的、整改通知
    及其复查引用的、每个对象最近一次的。清理的先移到 blobs/aside，一天后再运行时才删除。

    例 · Example: checker retention --days 180    checker retention --apply

    退出码 · Exit codes: 0 完成或已预览 done or shown; 2 未设置天数、有一轮正在进行或配置有误 no days are set, a
    round is running, bad config
    """
    from dataclasses import asdict

    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.clock import now
    from checker.run.retention import let_go, preview

    voice = Voice(language(lang), as_json, quiet)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        limit = office.config.retention.qualified_days if days is None else days
        if not limit:
            voice.complain(
                "没有设置保留天数：用 --days，或在 config.yaml 写 retention: {qualified_days: 180}",
                "no days are set: use --days, or write retention: {qualified_days: 180} in config.yaml",
            )
            raise typer.Exit(BAD_USAGE)
        done = (let_go if apply else preview)(office, limit, now())
    if as_json:
        voice.json({"days": limit, "applied": apply, **asdict(done)})
        return
    size = done.bytes / (1 << 20)
    voice.say(
        f"{'已移出' if apply else '可清理'}：{limit} 天前的 {done.evidence} 份证据中的 {done.pages} 个页面和截图，"
        f"{size:.1f} MiB；同期另有 {done.protected} 份证据须保留",
        f"{'put aside' if apply else 'may go'}: {done.pages} pages of {done.evidence} pieces of evidence "
        f"older than {limit} days, {size:.1f} MiB; {done.protected} as old must stay",
    )
    if done.taken_away or done.brought_back:
        voice.say(
            f"上次移出的：已删除 {done.taken_away} 个，放回 {done.brought_back} 个",
            f"put aside before: {done.taken_away} taken away, {done.brought_back} brought back",
        )
