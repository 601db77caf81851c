"""`checker report`: the official bulletin, its attachments, its numbers, its template."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.floor import BelowFloorOption, SignerOption, floor_in_words, signed_of
from checker.cli.options import ConfigOption, JsonOption, LangOption
from checker.core.period import Period

report = typer.Typer(
    help="通报：正文、附件、数字、模板 · Bulletins: paper, attachments, numbers, template.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
PeriodOption = Annotated[
    str,
    typer.Option("--period", metavar="PERIOD", help="如 2023Q1、2022H2、2021、2023M03 · period"),
]
WrittenOption = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="成文日期，默认今天 · day it is written, default today"
    ),
]


@report.command("bulletin")
def bulletin(
    period: PeriodOption,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="默认 通报-PERIOD.docx · file")
    ] = None,
    as_of: WrittenOption = None,
    below_floor: BelowFloorOption = "",
    by: SignerOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """起草通报正文和附件（.docx），供人工核定后印发 · Draft the bulletin for a person to finish.

    例 · Example: checker report bulletin --period 2023Q1 -o 通报.docx

    退出码 · Exit codes: 0 已起草 done; 2 该期没有检查、覆盖率低于下限、模板有误或无法写入 no round, coverage
    below the floor, bad template, cannot write
    """
    from checker.cli.start import config_of, office_of
    from checker.report.bulletin.paper import write_bulletin
    from checker.run.bulletin import figures_of
    from checker.run.publishing import period_cover, release

    voice = Voice(language(lang))
    signed = signed_of(below_floor, by, voice)
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        wanted, day = _period(period, voice), _day(as_of, voice)
        figures = figures_of(office, wanted, day)
        named = figures.form.template
        template = office.config.path(office.config.bulletin).parent / named if named else None
        path = output or Path(f"通报-{wanted.name}.docx")
        cover = period_cover(office, wanted, chain(figures.sites, figures.accounts))
        with floor_in_words(voice):
            note = release(office, "bulletin", wanted.name, cover, signed)
        with path.open("wb") as stream:
            write_bulletin(figures, stream, template, note=note)
    voice.say(
        f"已起草：{path}（草稿，须人工核定）", f"drafted: {path} (a draft for a person to finish)"
    )


@report.command("attachments")
def attachments(
    period: PeriodOption,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="文件夹，默认在 exports 下 · folder")
    ] = None,
    as_of: WrittenOption = None,
    below_floor: BelowFloorOption = "",
    by: SignerOption = "",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """输出通报的各个附件，每个有 xlsx、csv、json · Write the attachments as xlsx, csv and json.

    例 · Example: checker report attachments --period 2023Q1 -o 附件/

    退出码 · Exit codes: 0 已输出 done; 2 该期没有检查、覆盖率低于下限或无法写入 no round in the period,
    coverage below the floor, cannot write
    """
    from checker.cli.start import config_of, office_of
    from checker.run.attachments import write_attachments
    from checker.run.bulletin import figures_of
    from checker.run.publishing import period_cover, release

    voice = Voice(language(lang))
    signed = signed_of(below_floor, by, voice)
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        wanted, day = _period(period, voice), _day(as_of, voice)
        folder = output or office.config.path(office.config.exports) / f"通报-{wanted.name}"
        figures = figures_of(office, wanted, day)
        cover = period_cover(office, wanted, chain(figures.sites, figures.accounts))
        with floor_in_words(voice):
            note = release(office, "attachments", wanted.name, cover, signed)
        written = write_attachments(figures, folder, voice.lang, note=note)
    for each in written:
        voice.say(str(each), str(each))


@report.command("numbers")
def numbers(
    period: PeriodOption,
    as_of: WrittenOption = None,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """一期的数字：登记、检查、合格、待确认、无法判定 · The numbers of a period.

    例 · Example: checker report numbers --period 2023Q1 --json

    退出码 · Exit codes: 0 正常 fine; 2 该期没有检查 no round in the period
    """
    from checker.cli.start import config_of, office_of
    from checker.report.bulletin.overview import numbers_of
    from checker.run.bulletin import figures_of

    voice = Voice(language(lang), as_json)
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        found = numbers_of(figures_of(office, _period(period, voice), _day(as_of, voice)))
    if as_json:
        voice.json(found)
        return
    for part, values in found.items():
        listed = "，".join(f"{key} {value}" for key, value in values.items())
        voice.say(f"{part}：{listed}", f"{part}: {listed}")


@report.command("releases")
def releases(
    config: ConfigOption = None, lang: LangOption = None, as_json: JsonOption = False
) -> None:
    """覆盖率低于下限仍印发的记录：哪一份、覆盖率、理由、署名 · What left below the floor, and who signed.

    例 · Example: checker report releases

    退出码 · Exit codes: 0 已列出 done; 2 配置有误 bad config
    """
    from checker.cli.start import config_of, office_of
    from checker.store.releases import releases as written

    voice = Voice(language(lang), as_json)
    with _faults_in_words(voice), office_of(config_of(config), None) as office:
        found = written(office.database)
    for each in found:
        if as_json:
            voice.json(each.model_dump(mode="json"))
        else:
            line = (
                f"{each.at:%Y-%m-%d %H:%M} {each.paper} {each.about} {each.told}/{each.targets} "
                f"{each.reason}（{each.by}）"
            )
            voice.say(line, line)


@report.command("template")
def template(
    output: Annotated[Path, typer.Option("-o", "--output", help="文件，如 模板.docx · file")],
    lang: LangOption = None,
) -> None:
    """写出通报模板，用 Word 改成本单位的 · Write the template, to be edited in Word.

    改好后在通报样式文件中写 template: 模板.docx · then name it in the office's form

    例 · Example: checker report template -o 模板.docx

    退出码 · Exit codes: 0 已写出 done; 2 无法写入 cannot write
    """
    from checker.report.bulletin.template import write_template

    voice = Voice(language(lang))
    with _faults_in_words(voice), output.open("wb") as stream:
        write_template(stream)
    voice.say(f"已写出 {output}", f"written: {output}")


@contextmanager
def _faults_in_words(voice: Voice) -> Generator[None]:
    """Ends the command with a sentence and exit code 2 for what a person can mend."""
    from checker.cli.start import BAD_USAGE, errors_in_words
    from checker.core.calendar import UnknownYear
    from checker.report.bulletin.paper import BadTemplate
    from checker.run.bulletin import NoRound

    with errors_in_words(voice):
        try:
            yield
            return
        except NoRound as error:
            voice.complain(error.zh, error.en)
        except BadTemplate as error:
            voice.complain(f"通报模板有误：{error}", f"the template is wrong: {error}")
        except UnknownYear as error:
            voice.fault(error)
        except OSError as error:
            where = error.filename or ""
            voice.complain(
                f"无法读写 {where}（{error.strerror}）", f"cannot use {where} ({error.strerror})"
            )
        except ValueError as error:
            voice.complain(
                f"附件的列有误：{error}", f"an attachment names an unknown column: {error}"
            )
        raise typer.Exit(BAD_USAGE)


def _period(text: str, voice: Voice) -> Period:
    from checker.cli.start import BAD_USAGE
    from checker.core.period import period_of

    try:
        return period_of(text)
    except ValueError:
        voice.complain(
            f"认不出的期间 {text}，请写 2023Q1、2022H2、2021 或 2023M03",
            f"unknown period {text}; write 2023Q1, 2022H2, 2021 or 2023M03",
        )
        raise typer.Exit(BAD_USAGE) from None


def _day(text: str | None, voice: Voice) -> date:
    from checker.cli.start import as_of_of

    return as_of_of(text, voice).date()
