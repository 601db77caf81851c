"""`checker confirm`, `overrule`, `exempt`, `state`: what a person signs."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption

VerdictArgument = Annotated[str, typer.Argument(metavar="VERDICT", help="判定编号 · verdict id")]
TargetArgument = Annotated[
    str, typer.Argument(metavar="TARGET", help="标识码、登记名称或网址 · code, name or address")
]
IndicatorArgument = Annotated[
    str, typer.Argument(metavar="INDICATOR", help="指标编号，如 site.columns-blank · indicator id")
]
ByOption = Annotated[str, typer.Option("--by", help="签署人 · who signs")]
ReasonOption = Annotated[str, typer.Option("--reason", help="理由 · why")]
ProofOption = Annotated[
    str, typer.Option("--proof", help="佐证的网址或文件名 · address or file name of the proof")
]


def confirm(
    verdict: VerdictArgument,
    indicator: IndicatorArgument,
    by: ByOption,
    reason: ReasonOption,
    proof: ProofOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """确认一项问题，确认后方可通报 · Confirm a finding: only confirmed ones are published.

    例 · Example: checker confirm 3f2a… site.columns-blank --by 张三 --reason 逐一打开栏目核实

    退出码 · Exit codes: 0 已签署 signed; 2 用法有误或不能签署 bad usage, or it cannot be signed
    """
    _answer(
        verdict, indicator, "confirm", (by, reason, proof), config, Voice(language(lang), as_json)
    )


def overrule(
    verdict: VerdictArgument,
    indicator: IndicatorArgument,
    by: ByOption,
    reason: ReasonOption,
    proof: ProofOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """撤销一项问题 · Overrule a finding: it counts for nothing.

    例 · Example: checker overrule 3f2a… site.columns-blank --by 张三 --reason 栏目已迁至新平台

    退出码 · Exit codes: 0 已签署 signed; 2 用法有误或不能签署 bad usage, or it cannot be signed
    """
    _answer(
        verdict, indicator, "overrule", (by, reason, proof), config, Voice(language(lang), as_json)
    )


def exempt(
    target: TargetArgument,
    indicator: IndicatorArgument,
    until: Annotated[str, typer.Option("--until", help="豁免的最后一天 · last day, 2026-12-31")],
    reason: ReasonOption,
    by: Annotated[
        str,
        typer.Option("--by", help="签署人，默认为登录用户 · who signs; the login name if unsaid"),
    ] = "",
    proof: ProofOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """在截止日前豁免一项指标，到期自动恢复 · Exempt a target from an indicator until a day.

    例 · Example: checker exempt 6108000001 site.homepage-stale --until 2026-12-31 --by 张三 --reason 改版

    退出码 · Exit codes: 0 已签署 signed; 2 用法有误或不能签署 bad usage, or it cannot be signed
    """
    from datetime import date
    from getpass import getuser

    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.signing import NotSigned, Signature, exempt_target

    voice = Voice(language(lang), as_json)
    try:
        last = date.fromisoformat(until)
    except ValueError:
        voice.complain(
            f"--until 不是日期：{until}，例如 2026-12-31",
            f"--until is no date: {until}; write 2026-12-31",
        )
        raise typer.Exit(BAD_USAGE) from None
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        try:
            signed = Signature(by or getuser(), reason, proof)
            found, new = exempt_target(office, target, indicator, last, signed)
        except NotSigned as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(BAD_USAGE) from None
    _tell(voice, found.name or found.url, new)


def state(
    target: TargetArgument,
    indicator: IndicatorArgument,
    status: Annotated[
        Literal["passed", "breached", "not-applicable"],
        typer.Argument(help="认定的结论 · the answer"),
    ],
    by: ByOption,
    reason: ReasonOption,
    proof: ProofOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """由人认定机器不能判断的指标 · Answer an indicator that no machine can judge.

    例 · Example: checker state 6108000001 site.public-incident breached --by 张三 --reason 见网信办通报

    退出码 · Exit codes: 0 已签署 signed; 2 用法有误或不能签署 bad usage, or it cannot be signed
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.signing import NotSigned, Signature, state_target

    voice = Voice(language(lang), as_json)
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        try:
            found, new = state_target(
                office, target, indicator, status, Signature(by, reason, proof)
            )
        except NotSigned as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(BAD_USAGE) from None
    _tell(voice, found.name or found.url, new)


def _answer(
    verdict: str,
    indicator: str,
    kind: Literal["confirm", "overrule"],
    signature: tuple[str, str, str],
    config: Path | None,
    voice: Voice,
) -> None:
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.signing import NotSigned, Signature, answer_finding

    with errors_in_words(voice), office_of(config_of(config), None) as office:
        try:
            new = answer_finding(office, verdict, indicator, kind, Signature(*signature))
        except NotSigned as error:
            voice.complain(error.zh, error.en)
            raise typer.Exit(BAD_USAGE) from None
    _tell(voice, new.target.name or new.target.url, new)


def _tell(voice: Voice, name: str, new: object) -> None:
    """The verdict as it stands now; a target that was never judged has none."""
    from checker.core.verdict import Verdict
    from checker.report.wording import word

    if not isinstance(new, Verdict):
        voice.say(
            f"已签署：{name}，下次检查时生效", f"signed: {name}; it counts from the next check"
        )
        return
    if voice.json_only:
        voice.json(new.model_dump(mode="json", by_alias=True))
        return
    outcome = word(new.outcome, voice.lang)
    stage = f"（{word(new.stage, voice.lang)}）" if new.stage else ""
    voice.say(
        f"已签署：{name} {outcome}{stage}，判定 {new.id}",
        f"signed: {name} {outcome} {stage} verdict {new.id}",
    )
