"""`checker worker`: checks what rounds hand out, on any number of machines."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language, log_to_stderr
from checker.cli.options import ConfigOption, LangOption, NoBrowserOption, VerboseOption


def worker(
    at_once: Annotated[
        int | None,
        typer.Option(
            "--at-once",
            min=1,
            max=1000,
            metavar="N",
            help="同时检查几个，默认 network.sites_at_once · how many at once",
            show_default=False,
        ),
    ] = None,
    config: ConfigOption = None,
    no_browser: NoBrowserOption = False,
    lang: LangOption = None,
    verbose: VerboseOption = False,
) -> None:
    """从任务队列领取并检查；可在多台机器上同时运行 · Take checks from the queue, on any machine.

    例 · Example: checker worker --config /srv/office/config.yaml

    需要 engine: workers 和 PostgreSQL；nightly、recheck、scan 排队，工作进程检查。一个进程约用一个
    CPU 核，多核机器可多开几个。停止信号（SIGTERM）：正在查的查完（至多 90 秒）再退出。

    退出码 · Exit codes: 0 按要求停止 told to stop; 2 配置有误、缺少组件、数据库不通，或本机规则与轮次
    不符 bad config, something is missing, no database, or other rules than the round's
    """
    import asyncio

    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of

    voice = Voice(language(lang))
    log_to_stderr(verbose=verbose)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        if office.config.engine != "workers":
            voice.complain(
                "config.yaml 没有写 engine: workers，检查由 nightly 自己进行，无需工作进程",
                "config.yaml does not say `engine: workers`: nightly checks by itself",
            )
            raise typer.Exit(BAD_USAGE)
        try:
            from checker.run.worker import Worker, stop_on_signals
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("checker"):
                raise  # a fault of ours, which no package mends
            voice.complain(
                f"缺少 {error.name}，请安装：pip install 'checker[workers]'",
                f"{error.name} is missing: pip install 'checker[workers]'",
            )
            raise typer.Exit(BAD_USAGE) from None
        one = Worker(office, at_once or office.config.network.sites_at_once, no_browser)

        async def until_stopped() -> None:
            stop_on_signals(one)
            await one.run()

        label = office.database.label
        voice.say(f"已启动，队列在 {label}", f"running, the queue is in {label}")
        asyncio.run(until_stopped())
        voice.say(f"已停止，共检查 {one.checked} 个", f"stopped after {one.checked} checks")
