"""The values of the secrets that the config names: from the environment or one file.

Only the names that a definition uses are looked up, so that nothing else of the environment is
ever held. A name with `{id}` in it, such as WECHAT_TOKEN_{id}, means all that begin like it.
"""

import os
import re
from collections.abc import Iterable, Mapping

from checker.collect.secrets import Secrets
from checker.config import Config, ConfigError
from checker.core.source import JsonSource
from checker.extract.posts.presets import with_preset

_NAMED = re.compile(r"\$\{(\w{1,100}?)(\{id\}\w*)?\}")
_LINE = re.compile(r"\s*(?:export\s+)?(\w+)\s*[=:]\s*(.*?)\s*")


def secrets_of(config: Config) -> Secrets:
    """The secrets of the config's sources; raises ConfigError for a file that cannot be read.

    The environment goes before the file (`secrets:` in the config, NAME=VALUE on each line).
    """
    wanted = set(_names(config))
    if not wanted:
        return Secrets()
    known: Mapping[str, str] = {**_from_file(config), **os.environ}
    return Secrets(
        {
            name: value
            for name, value in known.items()
            if any(name == whole or (open_ and name.startswith(whole)) for whole, open_ in wanted)
        }
    )


def channel_addresses(config: Config) -> dict[str, str]:
    """The address of each channel of `alerts.channels`, empty where its secret is not given.

    Raises ConfigError for a secrets file that cannot be read.
    """
    if not config.alerts.channels:
        return {}
    known: Mapping[str, str] = {**_from_file(config), **os.environ}
    return {channel: known.get(name, "") for channel, name in config.alerts.channels.items()}


def _names(config: Config) -> Iterable[tuple[str, bool]]:
    """The names that the definitions use, and whether an account's id goes on behind each."""
    for source in config.sources.values():
        whole = with_preset(source) if isinstance(source, JsonSource) else source
        for name, id_ in _NAMED.findall(whole.model_dump_json()):
            yield name, bool(id_)


def _from_file(config: Config) -> Mapping[str, str]:
    if not config.secrets:
        return {}
    path = config.path(config.secrets)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"密钥文件 {path} 无法读取 · cannot read the secrets: {error}") from None
    lines = (
        _LINE.fullmatch(line) for line in text.splitlines() if not line.lstrip().startswith("#")
    )
    return {found[1]: found[2].strip("'\"") for found in lines if found}
