"""`checker inspect`: what is read in one page, and why: the answer to "why do you say that?"."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import AsOfOption, ConfigOption, JsonOption, LangOption


def inspect(
    page: Annotated[str, typer.Argument(metavar="FILE|URL", help="文件或网址 · file or address")],
    url: Annotated[
        str | None, typer.Option("--url", help="文件原来的网址 · the address of a saved file")
    ] = None,
    config: ConfigOption = None,
    as_of: AsOfOption = None,
    as_json: JsonOption = False,
    lang: LangOption = None,
) -> None:
    """说明一个页面读出了什么、为什么 · What is read in one page, and why.

    例 · Example: checker inspect saved.html --url http://www.example.gov.cn/zwgk/tzgg/

    退出码 · Exit codes: 0 已识别 read; 1 未得到页面 no page was had; 2 用法有误 bad usage
    """
    from checker.cli.page_view import show_page
    from checker.cli.start import BAD_USAGE, as_of_of, config_or_default, errors_in_words
    from checker.extract.page.page import read_page
    from checker.run.one_page import NoPage, fetched, saved
    from checker.run.registry_source import registry_at

    voice = Voice(language(lang), as_json)
    moment = as_of_of(as_of, voice)
    with errors_in_words(voice):
        try:
            if page.startswith(("http://", "https://")):
                with registry_at(config_or_default(config), moment) as live:
                    one = fetched(page, live)
            else:
                one = saved(Path(page), url)
        except OSError as error:
            voice.complain(
                f"无法读取 {page}({error.strerror})", f"cannot read {page} ({error.strerror})"
            )
            raise typer.Exit(BAD_USAGE) from None
        except NoPage as error:
            voice.complain(f"未得到页面：{error}", f"no page was had: {error}")
            raise typer.Exit(1) from None
    read = read_page(one.body, one.url, one.content_type, one.status, one.headers, moment)
    if as_json:
        voice.json(read.model_dump(mode="json", by_alias=True))
    else:
        show_page(voice, read)
