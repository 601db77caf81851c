"""`checker probe`: whether sites open."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language, log_to_stderr
from checker.cli.options import ConfigOption, JsonOption, LangOption, RegionOption, VerboseOption
from checker.core.availability import Opening
from checker.core.target import Site


def probe(
    wanted: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TARGET…]", help="标识码、名称或网址，默认全部 · default: all sites"
        ),
    ] = None,
    vantage: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="NAME", help="本监测点的名称 · the name of this vantage point"
        ),
    ] = None,
    region: RegionOption = "",
    spread: Annotated[
        float,
        typer.Option(
            "--spread",
            metavar="MINUTES",
            min=0,
            max=1440,
            help="在多少分钟内均匀进行 · minutes to spread the tries over",
        ),
    ] = 0.0,
    config: ConfigOption = None,
    as_json: JsonOption = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="只在出错时输出 · print errors only")
    ] = False,
    lang: LangOption = None,
    verbose: VerboseOption = False,
) -> None:
    """拨测：每个网站打开一次首页并入库 · One try to open each site's home page, stored.

    一周内每天 20 次以上的拨测决定 site.unreachable；各处几乎同时打不开且参照地址也打不开的，作废。

    例 · Example: checker probe    checker probe --from 二号机房 --spread 50 --quiet

    退出码 · Exit codes: 0 全部打开 all opened; 1 有打不开 at least one did not open;
    3 无打不开但有作废 none failed, some void; 2 用法、配置或对象有误 bad usage
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words
    from checker.run.probing import Sweep, probe_now
    from checker.run.scan import UnknownTarget

    voice = Voice(language(lang), as_json, quiet)
    log_to_stderr(verbose=verbose)

    def told(site: Site, opening: Opening) -> None:
        if as_json:
            voice.json({"code": site.code, "name": site.name, "url": site.url,
                        **opening.model_dump(mode="json")})  # fmt: skip
        elif not opening.opened or wanted:
            voice.say(*_line(site, opening))

    with errors_in_words(voice):
        settings = config_of(config)
        sweep = Sweep(settings.probing.vantage if vantage is None else vantage, spread * 60)
        # An empty variable in a crontab would else file this machine's tries under the first one's.
        if vantage is not None and not (vantage.strip() and vantage.isprintable()):
            voice.complain(
                "--from 为空或有不可见字符：请写监测点名称，本机是主监测点时不写 --from",
                "--from is empty or not printable: name the vantage point, or leave --from out at the first one",
            )
            raise typer.Exit(BAD_USAGE)
        if len(sweep.vantage) > 24:
            voice.complain("--from 最多 24 个字符", "--from has at most 24 characters")
            raise typer.Exit(BAD_USAGE)
        try:
            tally = probe_now(settings, wanted or (), region, sweep, told)
        except UnknownTarget as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(BAD_USAGE) from None
    rate = f"{tally.tried / tally.seconds:.1f}" if tally.seconds else "-"
    opened = tally.tried - tally.failed - tally.void
    voice.say(
        f"拨测 {tally.tried} 个：打开 {opened}，打不开 {tally.failed}，作废 {tally.void}（{rate} 个/秒）",
        f"{tally.tried} tried: {opened} opened, {tally.failed} failed, {tally.void} void ({rate}/s)",
    )
    raise typer.Exit(1 if tally.failed else 3 if tally.void else 0)


def _line(site: Site, opening: Opening) -> tuple[str, str]:
    """One try in Chinese and in English."""
    opened = ("打开", "opened") if opening.opened else ("打不开", "did not open")
    said = ("作废", "void") if opening.void else opened
    why = f" {opening.reason}" if opening.reason else ""
    return (
        f"{site.code} {site.name}：{said[0]}，{opening.seconds:.2f} 秒{why}",
        f"{site.code} {site.name}: {said[1]}, {opening.seconds:.2f} s{why}",
    )
