"""`checker demo`: the demo county scanned now, and left open to be looked at."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language, log_to_stderr
from checker.cli.options import AsOfOption, LangOption, NoBrowserOption


def demo(
    serve: Annotated[
        bool, typer.Option("--serve", help="检查后继续提供访问，直到 Ctrl-C · keep serving it")
    ] = False,
    as_of: AsOfOption = None,
    no_browser: NoBrowserOption = False,
    lang: LangOption = None,
) -> None:
    """在本机启动示例县并检查一轮 · Start the demo county on loopback and check it.

    例 · Example: checker demo --serve

    退出码 · Exit codes: 0 已检查 done; 2 无法写入 cannot write; 4 中断 cut short
    """
    from checker.cli.night_view import Watch, show_night
    from checker.cli.start import CUT_SHORT, as_of_of, errors_in_words, office_of
    from checker.config import Config
    from checker.run.nightly import Night, run_night
    from checker.run.registry_source import settled

    voice = Voice(language(lang))
    log_to_stderr(verbose=False)
    moment = as_of_of(as_of, voice)
    config = settled(Config(registry="demo", folder=Path.cwd()))
    night = Night(moment, fresh=True, no_browser=no_browser, lang=voice.lang)
    with errors_in_words(voice, locked=CUT_SHORT), office_of(config, None) as office:
        with Watch(voice) as watch:
            done = run_night(office, night, watch.progress, watch.imported)
        show_night(voice, office, done)
    voice.say(
        "看一个网站的全部结论：checker scan 标识码；看页面识别：checker inspect",
        "one site in full: `checker scan CODE`; how a page is read: `checker inspect`",
    )
    if serve:
        _serve(voice, moment)
    raise typer.Exit(0 if done.result.round.state == "complete" else CUT_SHORT)


def _serve(voice: Voice, moment: object) -> None:
    import time
    from datetime import datetime

    from checker.demo.process import running

    assert isinstance(moment, datetime)
    with running(moment, port=0) as county:
        voice.say(
            f"示例县在 127.0.0.1:{county.port} 提供访问（按 Host 区分网站）,Ctrl-C 结束。例如：",
            f"the demo county answers on 127.0.0.1:{county.port}, told apart by Host; Ctrl-C ends",
        )
        first = county.county.sites[0]
        line = f"  curl -H 'Host: {first.host}' http://127.0.0.1:{county.port}/"
        voice.say(line, line)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            return
