"""`checker serve` and `checker status`: the schedule, and how things stand."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from types import FrameType
from typing import Annotated

import typer

from checker.cli.console import Voice, language, log_to_stderr
from checker.cli.options import ConfigOption, JsonOption, LangOption, VerboseOption
from checker.core.alerts import UnitCount
from checker.store.standing import Standing

_HEARTBEAT_S = 10.0


def serve(
    host: Annotated[str, typer.Option("--host", help="监听地址 · address")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="端口，0 为任选 · port, 0 for any")
    ] = 8000,
    config: ConfigOption = None,
    lang: LangOption = None,
    verbose: VerboseOption = False,
) -> None:
    """按 config.yaml 的 schedule 定时运行，并提供 /healthz 和 /metrics · Run the schedule.

    例 · Example: checker serve --config /srv/office/config.yaml

    退出码 · Exit codes: 0 按要求停止 told to stop; 2 配置有误、端口被占或已有一个在运行
    bad config, port in use, or another scheduler runs
    """
    import signal
    from threading import Event, Thread

    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, find_config, office_of
    from checker.run.clock import now
    from checker.run.schedule import scheduler_of, stop_schedule
    from checker.store.lock import scheduler_lock
    from checker.store.schedule import next_runs
    from checker.store.standing import standing
    from checker.web.endpoint import endpoint

    voice = Voice(language(lang))
    log_to_stderr(verbose=verbose)
    stop = Event()

    def told_to_stop(_: int, __: FrameType | None) -> None:
        stop.set()

    for sign in (signal.SIGINT, signal.SIGTERM):
        signal.signal(sign, told_to_stop)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        database = office.database
        dead_after_s = office.config.workers.dead_after_s
        try:
            server = endpoint(
                lambda: standing(
                    database, at=now(), since=now() - timedelta(days=1), dead_after_s=dead_after_s
                ),
                host,
                port,
            )
        except OSError as error:
            voice.complain(
                f"无法监听 {host}:{port}（{error.strerror}）",
                f"cannot listen on {host}:{port} ({error.strerror})",
            )
            raise typer.Exit(BAD_USAGE) from None
        with server, scheduler_lock(database, at=now()):
            scheduler = scheduler_of(office, find_config(config))
            Thread(target=server.serve_forever, daemon=True).start()
            at = f"http://{host}:{server.server_address[1]}"
            voice.say(f"已启动：{at}/healthz {at}/metrics", f"running: {at}/healthz {at}/metrics")
            for job, moment in next_runs(database).items():
                line = f"{job} {moment:%Y-%m-%d %H:%M:%S %z}"
                voice.say(line, line)
            while not stop.wait(_HEARTBEAT_S):
                if not scheduler.running:
                    voice.complain("定时器已停止", "the scheduler has stopped")
                    raise typer.Exit(1)
            stop_schedule(scheduler)
            server.shutdown()


def status(
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="只在异常时输出 · print what is wrong only")
    ] = False,
) -> None:
    """最近一轮、覆盖率、正在运行什么、下次何时运行；异常逐条说明 · How things stand.

    例 · Example: checker status    10 8 * * * checker status --quiet --config /srv/config.yaml

    退出码 · Exit codes: 0 正常 fine; 1 有异常（本轮未按时完成、定时器已停、久未拨测） something is late
    or dead; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.run.clock import now
    from checker.run.lateness import troubles
    from checker.store.alerts import reminded_units
    from checker.store.standing import standing

    voice = Voice(language(lang), as_json, quiet)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        at = now()
        day, dead_after_s = at - timedelta(days=1), office.config.workers.dead_after_s
        seen = standing(office.database, at=at, since=day, dead_after_s=dead_after_s)
        wrong = troubles(seen, office.config)
        reminded = reminded_units(office.database)
    if as_json:
        voice.json(
            {
                "at": at.isoformat(),
                "round": seen.round.model_dump(mode="json") if seen.round else None,
                "counts": seen.counts.model_dump(),
                "coverage": seen.coverage,
                "working": seen.working,
                "scheduler": seen.scheduler,
                "next": {job: when.isoformat() for job, when in seen.next_runs.items()},
                "openings": {
                    "newest": seen.last_try.isoformat() if seen.last_try else None,
                    "day": seen.tries_of_day,
                    "failed": seen.failed_of_day,
                    "void": seen.void_of_day,
                },
                "undelivered": seen.undelivered,
                "reminded": [asdict(each) for each in reminded],
                "queue": asdict(seen.queue) if seen.queue else None,
                "troubles": [voice.word(each.zh, each.en) for each in wrong],
            }
        )
    else:
        _tell(voice, seen)
        _tell_reminded(voice, reminded)
        for each in wrong:
            voice.complain(each.zh, each.en)
    raise typer.Exit(1 if wrong else 0)


def _tell(voice: Voice, seen: Standing) -> None:
    """The lines for a person."""
    count = seen.counts
    if seen.round is None:
        voice.say("还没有任何轮次", "no round yet")
    else:
        share = "-" if seen.coverage is None else f"{seen.coverage:.1%}"
        voice.say(
            f"最近一轮 {seen.round.id}（{seen.round.state}）：已判定 {count.told}/{count.done}（{share}），"
            f"未查 {count.planned}，程序故障 {count.failed}",
            f"newest round {seen.round.id} ({seen.round.state}): {count.told} of {count.done} told "
            f"({share}), {count.planned} left, {count.failed} failed by us",
        )
    voice.say(
        f"正在检查：{'是' if seen.working else '否'}；定时器：{'运行中' if seen.scheduler else '未运行'}",
        f"a round is running: {'yes' if seen.working else 'no'}; "
        f"scheduler: {'up' if seen.scheduler else 'not running'}",
    )
    voice.say(
        f"近一天拨测 {seen.tries_of_day} 次，打不开 {seen.failed_of_day}，作废 {seen.void_of_day}",
        f"{seen.tries_of_day} tries in a day, {seen.failed_of_day} failed, {seen.void_of_day} void",
    )
    if seen.queue:
        queue = seen.queue
        voice.say(
            f"任务队列：排队 {queue.waiting}，正在检查 {queue.running}，放弃 {queue.given_up}；"
            f"工作进程 {queue.workers}",
            f"queue: {queue.waiting} wait, {queue.running} run, {queue.given_up} given up; "
            f"{queue.workers} workers live",
        )
    for job, when in sorted(seen.next_runs.items(), key=lambda pair: pair[1]):
        voice.say(f"下次 {job}：{when:%Y-%m-%d %H:%M}", f"next {job}: {when:%Y-%m-%d %H:%M}")


def _tell_reminded(voice: Voice, units: Sequence[UnitCount]) -> None:
    """How many units were reminded and have not mended, the most often reminded first."""
    if units:
        first, total = units[0], sum(each.alerts for each in units)
        voice.say(
            f"已提醒未解除：{len(units)} 家 {total} 项，最多的是 {first.unit}（第 {first.times} 次提醒）",
            f"reminded and still open: {len(units)} units, {total} items; most often {first.unit} "
            f"({first.times} times)",
        )
