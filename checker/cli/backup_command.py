"""`checker backup`: a copy of the database and the stored pages, also while a round runs."""

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.console import Voice, language
from checker.cli.options import ConfigOption, LangOption


def backup(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="备份文件夹 · folder")],
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """备份数据库和原件，检查进行中也可运行；再次运行只补新的 · Copy everything, online.

    恢复：把 checker.db 和 blobs 复制回 config.yaml 所写的位置。

    例 · Example: checker backup /mnt/backup/checker

    退出码 · Exit codes: 0 已备份 done; 2 未完成、数据库不是 SQLite 或配置有误 not whole, no SQLite, bad config
    """
    from checker.cli.start import config_of, errors_in_words, office_of
    from checker.store.backup import backup as copied

    voice = Voice(language(lang))
    with errors_in_words(voice), office_of(config_of(config), None) as office:
        place = None if office.config.bucket else office.config.blobs_folder
        done = copied(office.database, place, folder)
    voice.say(
        f"已备份：{done.database}，原件新增 {done.pieces}，已有 {done.standing}",
        f"backed up: {done.database}, {done.pieces} pieces new, {done.standing} there already",
    )
    if place is None:
        voice.say(
            "原件在对象存储里，请用它自己的版本或复制功能备份",
            "the stored pages lie in a bucket: back it up by its own versions or replication",
        )
