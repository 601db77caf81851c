"""`checker draw`: a stratified draw that the inspected side can repeat."""

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, JsonOption, LangOption, RegionOption


def draw(
    seed: Annotated[
        str, typer.Option("--seed", help="公开的种子，如会议日期或彩票号 · a public seed")
    ],
    share: Annotated[
        str, typer.Option("--share", metavar="PERCENT", help="比例，如 30% · share, such as 30%")
    ] = "",
    number: Annotated[
        int | None, typer.Option("--number", min=1, help="大约抽多少个 · about how many")
    ] = None,
    kind: Annotated[
        Literal["sites", "accounts"],
        typer.Option("--kind", help="抽网站还是账号 · sites or accounts"),
    ] = "accounts",
    by: Annotated[
        str, typer.Option("--by", help="分层：level、region、type · strata")
    ] = "level,region,type",
    period: Annotated[
        str,
        typer.Option("--period", help="为哪一期抽；上期不合格和新登记的必抽 · period of the draw"),
    ] = "",
    region: RegionOption = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="抽查名单 .csv、.xlsx · file")
    ] = None,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """抽查：分层、凭种子可重复，打印种子、总体摘要和覆盖率 · A stratified draw that can be repeated.

    例 · Example: checker draw --kind accounts --share 50% --seed 2026-11-22 --period 2026Q4 -o 抽查.csv

    退出码 · Exit codes: 0 已抽取 drawn; 2 用法有误或没有登记对象 bad usage, or nothing registered
    """
    from checker.cli.start import BAD_USAGE, config_of, errors_in_words, office_of
    from checker.core.draw import draw as drawn_from
    from checker.core.draw import share_for
    from checker.core.period import period_of
    from checker.report.bulletin.numbers import rate
    from checker.run.draws import must_be_drawn, write_draw
    from checker.store.registry import targets

    voice = Voice(language(lang), as_json)
    fields = [field.strip() for field in by.split(",") if field.strip()]
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found = targets(office.database, kind=kind.rstrip("s"), region=region, state="正常")
        try:
            part = share_for(number, len(found)) if number else _share(share)
            unknown = [
                field for field in fields if field not in ("level", "region", "type", "owner")
            ]
            if unknown:
                raise ValueError("、".join(unknown))
            always = must_be_drawn(office, period_of(period)) if period else frozenset[str]()
            made = drawn_from(found, part, seed, by=fields, always=always)
        except ValueError as error:
            voice.complain(f"用法有误：{error or share}", f"bad usage: {error or share}")
            raise typer.Exit(BAD_USAGE) from None
        if output:
            try:
                write_draw(made, output, voice.lang)
            except OSError as error:
                voice.complain(
                    f"无法写入 {output}（{error.strerror}）",
                    f"cannot write {output} ({error.strerror})",
                )
                raise typer.Exit(BAD_USAGE) from None
    if as_json:
        voice.json(
            {
                "seed": made.seed, "by": list(made.by), "population": made.population, "of": made.of,
                "drawn": [each.code for each in made.targets],
            }
        )  # fmt: skip
    for each in made.strata:
        voice.say(
            f"  {each.name}：{each.drawn}/{each.population}",
            f"  {each.name}: {each.drawn}/{each.population}",
        )
    covered = rate(len(made.targets), made.of, 2)
    voice.say(
        f"种子 {made.seed}，总体 {made.of} 个，摘要 {made.population}；抽取 {len(made.targets)} 个，覆盖率 {covered}",
        f"seed {made.seed}, population {made.of}, digest {made.population}; {len(made.targets)} drawn, {covered}",
    )


def _share(text: str) -> Fraction:
    """30% or 0.3; raises ValueError."""
    plain = text.strip()
    return Fraction(plain.removesuffix("%")) / (100 if plain.endswith("%") else 1)
