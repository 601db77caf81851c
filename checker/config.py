"""config.yaml as one frozen value: where to store, when to run, how hard to knock.

What is right is never here: that lies in `rules/books`. An unknown key is an error that names the
nearest known one, so that a slip of the pen is no silent default.
"""

import re
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from checker.books.strict_yaml import StrictYamlError, as_model, read_yaml
from checker.core.source import SOURCE_NAME, JsonSource, SourceDefinition
from checker.extract.posts.json_list import wrong_expression
from checker.extract.posts.presets import UnknownPreset, with_preset

_HOST = r"^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}$"
CONFIG_NAME = "config.yaml"
CONFIG_VARIABLE = "CHECKER_CONFIG"
LEAST_DAYS = 30
"""Pages of the last weeks are needed by the visits after them, whatever they showed."""
_SECRET_NAME = re.compile(r"[A-Z][A-Z0-9_]{0,99}")
_BUCKET = "s3://"
DEFAULT_AGENT = "checker/0.1 (government website inspection; contact: set network.user_agent)"


class ConfigError(Exception):
    """A config file that cannot be used: the message says where and how to mend it."""


class Section(BaseModel):
    """A part of the config: frozen, and it refuses what it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Network(Section):
    """How hard to knock, and where not to. Seconds and bytes."""

    user_agent: str = DEFAULT_AGENT
    allow_private: bool | tuple[str, ...] = False
    connect_to: dict[str, str] = {}
    respect_robots: bool = True
    per_address: int = Field(default=2, ge=1, le=64)
    delay_s: float = Field(default=0.3, ge=0, le=60)
    sites_at_once: int = Field(default=64, ge=1, le=1000)
    connect_s: float = Field(default=10, gt=0)
    first_byte_s: float = Field(default=30, gt=0)
    total_s: float = Field(default=60, gt=0)
    max_bytes: int = Field(default=8_000_000, ge=100_000)


class Budget(Section):
    """What one site may cost, and how many links in an account's posts are asked at a visit."""

    pages_per_site: int = Field(default=200, ge=1)
    seconds_per_site: float = Field(default=300, gt=0)
    links_per_site: int = Field(default=1000, ge=0)
    attachments_per_site: int = Field(default=5, ge=0)
    links_per_account: int = Field(default=20, ge=0)


class BrowserChoice(Section):
    """Which browser, and how many pages at once; `none` does without."""

    executable: str = "auto"
    contexts: int = Field(default=2, ge=1, le=16)


class Schedule(Section):
    """When the work is done. A round that has not ended at `ended_by` is late, and that is told."""

    nightly: str = "0 1 * * *"
    ended_by: str = Field(default="08:00", pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    probes_per_day: int = Field(default=24, ge=20)
    timezone: Literal["Asia/Shanghai"] = "Asia/Shanghai"


class Probing(Section):
    """How the home pages are tried. `references` are addresses that open whenever our line works.

    They are asked only when almost everything fails at once; one that answers shows that our own
    side is well. `vantage` is this machine's name where several look.
    """

    references: tuple[str, ...] = ("http://www.gov.cn/", "http://www.news.cn/")
    vantage: str = Field(default="", max_length=24)


class Alerts(Section):
    """Whom to tell. A channel is named for people; its value names the secret that holds its address.

    An address holds a credential, so it stands in the environment or in the `secrets` file.
    """

    channels: dict[str, str] = {}
    lang: Literal["zh", "en"] = "zh"

    @field_validator("channels")
    @classmethod
    def _named(cls, channels: dict[str, str]) -> dict[str, str]:
        for channel, name in channels.items():
            if not _SECRET_NAME.fullmatch(name):
                raise ValueError(
                    f"{channel}: 这里写密钥的名称（大写字母、数字、下划线，如 WECOM_ROBOT），地址写在环境变量或 "
                    "secrets 文件里 · write the name of a secret here, such as WECOM_ROBOT; the address "
                    "stands in the environment or the secrets file"
                )
        return channels


class Publishing(Section):
    """What may be published. Below the floor of told targets no paper leaves without a reason."""

    coverage_floor: float = Field(default=0.98, ge=0, le=1)


class Retention(Section):
    """After how many days the pages behind verdicts of qualified targets may go; 0 keeps all."""

    qualified_days: int = Field(default=0, ge=0)

    @field_validator("qualified_days")
    @classmethod
    def _long_enough(cls, days: int) -> int:
        if 0 < days < LEAST_DAYS:
            raise ValueError(f"至少 {LEAST_DAYS} 天，或 0 表示都保留 · at least {LEAST_DAYS}, or 0")
        return days


class S3(Section):
    """The S3-compatible store that `blobs: s3://bucket/prefix` lies in; keys come from the environment.

    `path_style` is for MinIO and most that are run by an office; the public clouds mostly want false,
    with the bucket's own host as endpoint. Pieces wait in `spool` until they are uploaded.
    """

    endpoint: str = Field(default="", pattern=r"^(https?://.+)?$")
    region: str = ""
    path_style: bool = True
    spool: str = "var/spool"


class Workers(Section):
    """How `checker worker` and the rounds handed out to it know each other.

    A worker that is silent for `dead_after_s` counts as dead: its jobs go to others, and the leases
    that it held on addresses have ended by then. All other times follow from this one.
    """

    dead_after_s: float = Field(default=30, ge=2, le=3600)


class Sender(Section):
    """Who sends test letters: what mailboxes ask of a writer. No identity number is kept here."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    postcode: str = ""


class BookFor(Section):
    """Rulebooks for some regions or some targets (by code), over the default."""

    regions: dict[str, str] = {}
    targets: dict[str, str] = {}


class Config(Section):
    """One deployment."""

    database: str = "sqlite:///var/checker.db"
    blobs: str = "var/blobs"
    s3: S3 = S3()
    engine: Literal["process", "workers"] = "process"
    workers: Workers = Workers()
    exports: str = "var/exports"
    registry: Literal["demo"] | tuple[str, ...] = ()
    book: str = "national-2019"
    book_for: BookFor = BookFor()
    books: str = ""
    network: Network = Network()
    budget: Budget = Budget()
    browser: BrowserChoice = BrowserChoice()
    schedule: Schedule = Schedule()
    probing: Probing = Probing()
    alerts: Alerts = Alerts()
    publishing: Publishing = Publishing()
    retention: Retention = Retention()
    lexicons: tuple[str, ...] = ()
    public_services: tuple[Annotated[str, Field(pattern=_HOST)], ...] = ()
    bulletin: str = ""
    testers: tuple[Sender, ...] = ()
    sources: dict[str, SourceDefinition] = {}
    secrets: str = ""
    logs: Literal["plain", "json"] = "plain"
    folder: Path = Field(default=Path(), exclude=True)

    @field_validator("sources")
    @classmethod
    def _usable(cls, sources: dict[str, SourceDefinition]) -> dict[str, SourceDefinition]:
        for name, source in sources.items():
            if not SOURCE_NAME.fullmatch(name) or name.lower() in ("http", "https", "manual"):
                raise ValueError(f"{name}: 不能作数据源名 · no name for a source")
            if isinstance(source, JsonSource):
                try:
                    wrong = wrong_expression(with_preset(source))
                except UnknownPreset as error:
                    raise ValueError(f"{name}: {error}") from None
                if wrong:
                    raise ValueError(f"{name}: 不是 JMESPath · no JMESPath: {wrong}")
        return sources

    @property
    def is_demo(self) -> bool:
        """Whether the registry is the demo county."""
        return self.registry == "demo"

    @property
    def bucket(self) -> tuple[str, str] | None:
        """The bucket that the blobs lie in and the prefix of their names; None where it is a folder."""
        if not self.blobs.startswith(_BUCKET):
            return None
        name, _, prefix = self.blobs.removeprefix(_BUCKET).partition("/")
        return name, prefix.strip("/")

    @property
    def blobs_folder(self) -> Path:
        """The folder of this machine that pieces lie in, or wait in until they are uploaded."""
        return self.path(self.s3.spool if self.bucket else self.blobs)

    def path(self, name: str) -> Path:
        """A path of the config, taken from the folder that the config lies in."""
        return self.folder / name

    @property
    def database_url(self) -> str:
        """The database's address; a relative SQLite path is taken from the config's folder."""
        mark = "sqlite:///"
        if not self.database.startswith(mark) or self.database.startswith(mark + "/"):
            return self.database
        return mark + str(self.path(self.database.removeprefix(mark)).absolute())

    def book_name(self, code: str, region: str) -> str:
        """The rulebook for one target."""
        return self.book_for.targets.get(code) or self.book_for.regions.get(region) or self.book


def load_config(path: Path) -> Config:
    """The config in a file; raises ConfigError saying what to do."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(
            f"找不到配置文件 {path}：可用 checker init 生成，或用 --config 指定 · "
            f"no config file {path}: make one with `checker init` or name one with --config"
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"配置文件 {path} 无法读取 · cannot read it: {error}") from None
    try:
        document = read_yaml(text or "{}", str(path))
        return as_model(document, Config).model_copy(update={"folder": path.absolute().parent})
    except StrictYamlError as error:
        raise ConfigError(str(error)) from None
