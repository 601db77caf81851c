"""`checker evidence`: the pages behind a verdict as WARC, whether they still hold, and hand-over."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption, RoundOption, StageName

evidence = typer.Typer(
    help="证据：导出、核验、移交 · Evidence: export, verify, hand over.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@evidence.command("export")
def export_evidence(
    verdict: Annotated[str, typer.Argument(metavar="VERDICT", help="判定编号 · verdict id")],
    output: Annotated[Path, typer.Option("-o", "--output", help="文件，如 证据.warc.gz · file")],
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """把一项判定的网页、截图和摘要清单写成 WARC · Write the pages behind a verdict as WARC.

    可用 pywb 或 ReplayWeb.page 打开 · opens in pywb and ReplayWeb.page

    例 · Example: checker evidence export 3f2a… -o 证据.warc.gz

    退出码 · Exit codes: 0 已导出 done; 2 没有该判定、证据缺失或无法写入 unknown, missing or cannot write
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.evidence_pack import export_pack, the_verdict

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = the_verdict(office, verdict)
        try:
            with output.open("wb") as stream:
                records = export_pack(office, found, stream)
        except OSError as error:
            voice.complain(
                f"无法写入 {output}（{error.strerror}）",
                f"cannot write {output} ({error.strerror})",
            )
            raise typer.Exit(BAD_USAGE) from None
    voice.say(f"已导出 {records} 条记录：{output}", f"{records} records written: {output}")


@evidence.command("verify")
def verify_evidence(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[VERDICT|FILE]", help="判定编号或 .warc.gz 文件 · verdict id or pack"
        ),
    ] = "",
    round_name: RoundOption = "latest",
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """核验证据原件与判定引用的摘要是否一致 · Check that stored evidence still hashes to its names.

    不写判定编号即核验整轮 · without a verdict, the whole round is checked

    例 · Example: checker evidence verify --round latest

    退出码 · Exit codes: 0 全部一致 all hold; 1 有不一致 something does not; 2 用法有误 bad usage
    """
    voice = Voice(language(lang), as_json)
    if what.endswith((".warc.gz", ".warc")):
        raise typer.Exit(_verify_file(Path(what), voice))
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.run.evidence_pack import the_verdict, verify
    from checker.store.rounds import round_by
    from checker.store.verdicts import verdicts

    checked = pieces = failed = thinned = 0
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        if what:
            wanted = iter([the_verdict(office, what)])
        else:
            wanted = verdicts(office.database, round_by(office.database, round_name).id)
        for each in verify(office, wanted):
            checked, pieces = checked + 1, pieces + each.pieces
            failed += bool(each.broken)
            thinned += each.thinned
            if as_json:
                voice.json({"verdict": each.verdict, "target": each.code, "pieces": each.pieces,
                            "broken": list(each.broken), "thinned": each.thinned})  # fmt: skip
            for fault in each.broken:
                voice.complain(
                    f"{each.verdict} {each.code}：{fault}", f"{each.verdict} {each.code}: {fault}"
                )
    voice.say(
        f"核验判定 {checked} 项、原件 {pieces} 件，不一致 {failed} 项",
        f"{checked} verdicts and {pieces} pieces checked, {failed} do not hold",
    )
    if thinned:
        voice.say(
            f"其中 {thinned} 项的页面和截图已按保留期限清理，证据仍在",
            f"the pages of {thinned} were let go by the office's retention; their evidence stands",
        )
    raise typer.Exit(1 if failed else 0)


def _verify_file(file: Path, voice: Voice) -> int:
    """A pack against its own manifest; the exit code."""
    from checker.cli.start import BAD_USAGE
    from checker.report.evidence.warc import NotAPack, broken_records

    try:
        with file.open("rb") as stream:
            broken, records = broken_records(stream)
    except OSError as error:
        voice.complain(
            f"无法读取 {file}（{error.strerror}）", f"cannot read {file} ({error.strerror})"
        )
        return BAD_USAGE
    except NotAPack as error:
        voice.complain(
            f"{file} 不是完整的证据包（{error}）", f"{file} is no whole evidence pack ({error})"
        )
        return 1
    if voice.json_only:
        voice.json({"file": str(file), "records": records, "broken": list(broken)})
    for each in broken:
        voice.complain(f"不一致：{each}", f"does not hold: {each}")
    voice.say(
        f"{file}：{records} 条记录，不一致 {len(broken)} 条",
        f"{file}: {records} records, {len(broken)} do not hold",
    )
    return 1 if broken else 0


@evidence.command("handover")
def hand_over_evidence(
    output: Annotated[Path, typer.Option("-o", "--output", help="文件夹 · folder")],
    round_name: RoundOption = "latest",
    stage: Annotated[
        StageName, typer.Option("--stage", help="至少达到该阶段，默认已确认 · at least this stage")
    ] = "confirmed",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """按单位打包移交：问题清单和证据，每个单位一个 ZIP · One ZIP a unit: findings and evidence.

    例 · Example: checker evidence handover -o 移交/ --round latest

    退出码 · Exit codes: 0 已打包 done; 2 没有该轮次、证据缺失或无法写入 no round, missing or cannot write
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.run.evidence_pack import hand_over
    from checker.store.rounds import round_by

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        round_id = round_by(office.database, round_name).id
        try:
            written = hand_over(office, round_id, output, stage, voice.lang)
        except OSError as error:
            voice.complain(
                f"无法写入 {output}（{error.strerror}）",
                f"cannot write {output} ({error.strerror})",
            )
            raise typer.Exit(BAD_USAGE) from None
    for each in written:
        voice.say(str(each), str(each))
    voice.say(f"共 {len(written)} 个单位", f"{len(written)} units")
