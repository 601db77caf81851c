"""`checker transfer`: the whole store into another database, as when an office outgrows SQLite."""

from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, LangOption


def transfer(
    to: Annotated[
        str,
        typer.Argument(metavar="URL", help="新数据库，须为空 · the new database, which is empty"),
    ],
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """把数据库整体搬到另一个空数据库 · Copy the whole database into another one, which is empty.

    例 · Example: checker transfer postgresql+psycopg://checker@db.local/checker

    搬完后把 config.yaml 的 database 改成新地址；原库保留不动，原件（blobs）不用搬。

    退出码 · Exit codes: 0 已搬完 done; 2 新库不为空、无法连接、有一轮正在进行或配置有误
    the new one has rows or cannot be reached, a round is running, bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.run.clock import now
    from checker.store.database import open_database
    from checker.store.lock import round_lock
    from checker.store.schema import migrate
    from checker.store.transfer import transfer as transferred

    voice = Voice(language(lang))
    with (
        errors_in_words(voice),
        office_of(config_of(config), None) as office,
        round_lock(office.database, at=now()),
    ):
        target = open_database(to)
        try:
            migrate(target)
            rows = transferred(office.database, target)
        finally:
            target.close()
        voice.say(
            f"已搬 {rows} 行到 {target.label}；请把 config.yaml 的 database 改成这个地址",
            f"{rows} rows are in {target.label}; now put that address into `database:` of config.yaml",
        )
