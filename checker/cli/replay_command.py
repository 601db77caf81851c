"""`checker replay`: stored evidence judged again, and which verdicts change."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import BookOption, ConfigOption, JsonOption, LangOption, RoundOption


def replay(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[VERDICT…]", help="判定编号 · verdict ids")
    ] = None,
    round_name: RoundOption = "latest",
    book: BookOption = None,
    extract: Annotated[
        bool,
        typer.Option("--extract", help="从原始页面重新识别 · read the stored bytes again first"),
    ] = False,
    config: ConfigOption = None,
    lang: LangOption = None,
    as_json: JsonOption = False,
) -> None:
    """用已存证据重新判定，列出有变化的 · Judge stored evidence again; print what changes.

    例 · Example: checker replay --round latest --book example-district-2023

    退出码 · Exit codes: 0 已重判 done, whatever changed; 2 用法有误或证据缺失 bad usage or evidence
    """
    from collections.abc import Iterable

    from checker.cli.replay_view import Tally, show_replayed, show_tally
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.core.verdict import Verdict
    from checker.run.replay import replay as judged_again
    from checker.store import verdicts as stored
    from checker.store.rounds import round_by

    voice = Voice(language(lang), as_json)
    tally = Tally()
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        found: Iterable[Verdict]
        if ids:
            known = [stored.verdict(office.database, each) for each in ids]
            missing = [name for name, each in zip(ids, known, strict=True) if each is None]
            if missing:
                voice.complain(
                    f"没有判定 {'、'.join(missing)}", f"there is no verdict {', '.join(missing)}"
                )
                raise typer.Exit(2)
            found = [each.verdict for each in known if each]
        else:
            found = stored.verdicts(office.database, round_by(office.database, round_name).id)
        for each in judged_again(office, found, book=book or "", extract=extract):
            tally.add(each)
            if each.changed:
                show_replayed(voice, each)
    show_tally(voice, tally)
