"""Options that several commands share, each written once."""

from pathlib import Path
from typing import Annotated, Literal

import typer

ConfigOption = Annotated[
    Path | None,
    typer.Option(
        "--config",
        help="配置文件，默认 ./config.yaml，其次环境变量 CHECKER_CONFIG · config file",
        show_default=False,
    ),
]
LangOption = Annotated[
    str | None, typer.Option("--lang", help="zh 或 en · language of the output", metavar="LANG")
]
JsonOption = Annotated[bool, typer.Option("--json", help="只输出 JSON · print JSON only")]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="ISO",
        help="监测时间点，默认现在；只写日期指当日末 · moment of the check, default now",
    ),
]
BookOption = Annotated[
    str | None, typer.Option("--book", metavar="NAME", help="使用的规则 · rulebook")
]
NoBrowserOption = Annotated[
    bool, typer.Option("--no-browser", help="不使用浏览器 · do without a browser")
]
VerboseOption = Annotated[bool, typer.Option("--verbose", "-v", help="输出日志 · log to stderr")]
RoundOption = Annotated[
    str,
    typer.Option("--round", metavar="ROUND", help="日期、轮次编号或 latest · date, id or latest"),
]
RegionOption = Annotated[
    str, typer.Option("--region", metavar="REGION", help="只限某地区 · only this region")
]

OnlyKind = Literal["sites", "accounts"]
StageName = Literal["suspected", "rechecked", "confirmed"]
