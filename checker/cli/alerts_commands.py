"""`checker alerts`: what people are told, by whom it was taken, and whether a channel works."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language, log_to_stderr
from checker.cli.options import ConfigOption, JsonOption, LangOption, VerboseOption

alerts = typer.Typer(
    help="告警与日报：试发、补发、记录 · Alerts: try a channel, watch, the log of deliveries.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_STATES = {
    "waiting": ("待重试", "to be tried again"),
    "sent": ("已送达", "sent"),
    "failed": ("未送达", "given up"),
    "replaced": ("被新的日报取代", "replaced by a newer one"),
}


@alerts.command("test")
def trial(config: ConfigOption = None, lang: LangOption = None) -> None:
    """向每个渠道发一条测试消息 · Send one test message to every channel.

    例 · Example: checker alerts test

    退出码 · Exit codes: 0 全部送达 all taken; 1 有未送达 at least one was not; 2 没有渠道或配置有误 no channel,
    bad config
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.core.message import Message
    from checker.run.alerts import say, send_waiting
    from checker.run.clock import now

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        if not office.config.alerts.channels:
            voice.complain(
                "config.yaml 里没有 alerts.channels，例如 alerts: {channels: {值班群: WECOM_ROBOT}}",
                "no alerts.channels in config.yaml; write alerts: {channels: {duty: WECOM_ROBOT}}",
            )
            raise typer.Exit(BAD_USAGE)
        at = now()
        title = "【检查系统测试】" if office.config.alerts.lang == "zh" else "[checker] test"
        words = "收到本消息说明渠道可用 · this channel works"
        say(office, "test", f"test {at:%Y-%m-%d %H:%M:%S}",
            Message(title=title, lines=(words,), firm=1), at)  # fmt: skip
        done = send_waiting(office)
    for each in done:
        if each.error:
            voice.complain(
                f"{each.delivery.channel}：未送达（{each.error}）",
                f"{each.delivery.channel}: not taken ({each.error})",
            )
        else:
            voice.say(f"{each.delivery.channel}：已送达", f"{each.delivery.channel}: taken")
    raise typer.Exit(1 if any(each.error for each in done) else 0)


@alerts.command("watch")
def watch(
    config: ConfigOption = None, lang: LangOption = None, verbose: VerboseOption = False
) -> None:
    """有异常（未按时完成、定时器已停、久未拨测）就发告警，并补发未送达的 · Tell what is late or dead.

    每条异常一天只发一次。checker serve 每 15 分钟运行一次；另请由 cron 运行，定时器停了才有人知道。

    例 · Example: */15 * * * * checker alerts watch --config /srv/office/config.yaml

    退出码 · Exit codes: 0 无新情况 nothing new; 1 有新的异常 new trouble; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.run.alerts import send_waiting, tell_newest, tell_troubles
    from checker.run.clock import now

    voice = Voice(language(lang))
    log_to_stderr(verbose=verbose)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        tell_newest(office, now())
        fresh = tell_troubles(office, now())
        for each in fresh:
            voice.complain(each.zh, each.en)
        send_waiting(office)
    raise typer.Exit(1 if fresh else 0)


@alerts.command("log")
def log(
    newest: Annotated[int, typer.Option("--newest", min=1, help="最近几条 · how many")] = 50,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """发送记录：什么内容、发给哪个渠道、何时、是否送达 · What was sent to whom, when, and whether.

    例 · Example: checker alerts log --newest 10

    退出码 · Exit codes: 0 已列出 done; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.store.alerts import deliveries

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = deliveries(office.database, newest=newest)
    if as_json:
        for one in found:
            voice.json({
                "subject": one.subject, "about": one.about, "channel": one.channel,
                "composed": one.composed.isoformat(), "state": one.state, "tries": one.tries,
                "tried": one.tried.isoformat() if one.tried else None, "error": one.error,
            })  # fmt: skip
        return
    heads = ("何时", "内容", "渠道", "结果", "次数", "原因") if voice.lang == "zh" else (
        "when", "what", "channel", "state", "tries", "why")  # fmt: skip
    voice.table(
        heads,
        (
            (f"{one.tried or one.composed:%Y-%m-%d %H:%M}", f"{one.subject} {one.about}",
             one.channel, voice.word(*_STATES[one.state]), one.tries, one.error)
            for one in found
        ),
    )  # fmt: skip


@alerts.command("show")
def show(config: ConfigOption = None, lang: LangOption = None) -> None:
    """最近一份日报的全文，以及各单位被提醒的次数 · The newest digest whole, and reminders by unit.

    例 · Example: checker alerts show

    退出码 · Exit codes: 0 已显示 done; 1 还没有日报 there is none yet; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.store.alerts import newest_message, reminded_units

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = newest_message(office.database)
        units = reminded_units(office.database)
    if found is None:
        voice.complain("还没有日报", "there is no digest yet")
        raise typer.Exit(1)
    for line in (found.message.title, *found.message.lines):
        voice.say(line, line)
    heads = ("单位", "事项", "提醒次数") if voice.lang == "zh" else ("unit", "items", "reminders")
    voice.table(heads, ((one.unit, one.alerts, one.times) for one in units))
