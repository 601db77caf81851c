"""Is this machine fit for work? Each condition by itself, with its mend where it does not hold."""

import platform
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from checker.books.lexicon import LexiconError, load_lexicon
from checker.collect.browser.find import FoundBrowser, cjk_font, find_browser
from checker.config import Config, ConfigError
from checker.core.calendar import known_years
from checker.core.rulebook import BookError
from checker.run.alerts import channel_fault
from checker.run.clock import now
from checker.run.lateness import troubles
from checker.run.office import open_office
from checker.run.reading_stamp import compiled
from checker.run.registry_source import ledger_files
from checker.run.secret_values import channel_addresses
from checker.run.world import address_policy
from checker.store.errors import StoreError
from checker.store.queue import queue_fault, queue_length
from checker.store.registry import targets
from checker.store.standing import standing

_LEAST_DISK = 2 << 30
_EARLIEST_YEAR = 2025


@dataclass(frozen=True)
class Condition:
    """One condition: whether it holds, what was found, and how to mend it."""

    name: str
    title_zh: str
    ok: bool
    zh: str
    en: str
    mend_zh: str = ""
    mend_en: str = ""
    needed: bool = True


def examine(config: Config) -> list[Condition]:
    """Every condition, in the order in which a person would mend them."""
    checks: tuple[Callable[[Config], Condition], ...] = (
        _python, _store, _book, _lexicon, _registry, _browser, _fonts, _disk, _clock, _calendar, _network, _scheduler,
        _engine, _channels,
    )  # fmt: skip
    return [check(config) for check in checks]


def _python(_: Config) -> Condition:
    said, fast = platform.python_version(), compiled()
    return Condition("python", "Python", sys.version_info >= (3, 11),
                     f"{said}，逐页运行的程序{'已' if fast else '未'}编译",
                     f"{said}, what runs for every page {'is' if fast else 'is not'} compiled",
                     "请安装 Python 3.11 以上", "install Python 3.11 or newer")  # fmt: skip


def _store(config: Config) -> Condition:
    try:
        with open_office(config) as office:
            digest = office.blobs.keep(b"checker doctor")
            office.blobs.sync([digest])
            office.blobs.read(digest)
            count = len(targets(office.database))
    except (StoreError, BookError, OSError) as error:
        return Condition("store", "数据库与证据库", False, str(error), str(error),
                         "按提示处理，或修改 config.yaml 的 database、blobs",
                         "do what it says, or change database and blobs in config.yaml")  # fmt: skip
    return Condition("store", "数据库与证据库", True, f"可读写，已登记 {count} 个对象",
                     f"readable and writable, {count} targets registered")  # fmt: skip


def _book(config: Config) -> Condition:
    try:
        with open_office(config) as office:
            one = office.book
    except (StoreError, BookError) as error:
        return Condition("book", "规则", False, str(error), str(error),
                         "见 checker book list", "see `checker book list`")  # fmt: skip
    said = f"{one.name}@{one.version}"
    return Condition("book", "规则", True, said, said)


def _lexicon(config: Config) -> Condition:
    try:
        lexicon = load_lexicon([config.path(each) for each in config.lexicons])
    except LexiconError as error:
        return Condition("lexicon", "词库", False, str(error), str(error),
                         "按提示修改词库，或修改 config.yaml 的 lexicons",
                         "mend the lexicon, or change lexicons in config.yaml")  # fmt: skip
    return Condition("lexicon", "词库", True, f"{len(lexicon.terms)} 条，{len(lexicon.names)} 个文件",
                     f"{len(lexicon.terms)} terms in {len(lexicon.names)} files")  # fmt: skip


def _registry(config: Config) -> Condition:
    if config.is_demo:
        return Condition("registry", "台账", True, "示例县", "the demo county")
    missing = [str(path) for path in ledger_files(config) if not path.is_file()]
    if missing:
        said = "、".join(missing)
        return Condition("registry", "台账", False, f"找不到 {said}", f"missing: {said}",
                         "修改 config.yaml 的 registry，或放入台账文件",
                         "change registry in config.yaml, or put the ledgers there")  # fmt: skip
    return Condition("registry", "台账", True, f"{len(ledger_files(config))} 个文件",
                     f"{len(ledger_files(config))} files")  # fmt: skip


def _browser(config: Config) -> Condition:
    found = find_browser(config.browser.executable)
    if isinstance(found, FoundBrowser):
        said = f"{found.executable} ({found.source})"
        return Condition("browser", "浏览器", True, said, said)
    mend = found.mend or "apt-get install chromium"
    return Condition("browser", "浏览器", False,
                     f"{found.reason}；空白栏目、咨询渠道等将报“无法判定”",
                     f"{found.reason}; what needs a browser stays undetermined",
                     mend, mend, needed=False)  # fmt: skip


def _fonts(_: Config) -> Condition:
    ok = cjk_font()
    return Condition("fonts", "中文字体", ok, "已安装" if ok else "未安装，截图会显示方块",
                     "installed" if ok else "missing: screenshots show boxes",
                     "apt-get install fonts-wqy-zenhei", "apt-get install fonts-wqy-zenhei",
                     needed=False)  # fmt: skip


def _disk(config: Config) -> Condition:
    place = config.blobs_folder.absolute()
    while not place.exists():
        place = place.parent
    free = shutil.disk_usage(place).free
    said = f"{free / (1 << 30):.1f} GiB"
    return Condition("disk", "磁盘", free >= _LEAST_DISK, said, said,
                     "请清理或换到更大的磁盘（blobs）", "free some space, or move `blobs`")  # fmt: skip


def _clock(_: Config) -> Condition:
    said = f"{now():%Y-%m-%d %H:%M:%S %z}"
    return Condition("clock", "时钟", now().year >= _EARLIEST_YEAR, said, said,
                     "请校准系统时间", "set the system's clock")  # fmt: skip


def _calendar(_: Config) -> Condition:
    first, last = known_years()
    ok = first <= now().year <= last
    return Condition("calendar", "节假日表", ok, f"{first}—{last} 年", f"{first} to {last}",
                     "请更新 chinesecalendar", "update chinesecalendar")  # fmt: skip


def _network(config: Config) -> Condition:
    try:
        policy = address_policy(config)
    except ValueError as error:
        return Condition("network", "网络策略", False, str(error), str(error),
                         "修改 config.yaml 的 network", "mend network in config.yaml")  # fmt: skip
    said = policy.allow_private
    if said is False:
        return Condition("network", "网络策略", True, "只访问公网地址", "public addresses only")
    opened = "全部内网地址" if said is True else "、".join(map(str, said))
    return Condition("network", "网络策略", True, f"允许访问 {opened}", f"also open: {opened}")


def _scheduler(config: Config) -> Condition:
    try:
        with open_office(config) as office:
            at = now()
            wrong = troubles(standing(office.database, at=at, since=at - timedelta(days=1)), config)
    except (StoreError, BookError, ConfigError, OSError) as error:
        return Condition("scheduler", "定时运行", False, str(error), str(error),
                         "修改 config.yaml 的 schedule", "mend schedule in config.yaml")  # fmt: skip
    if wrong:
        return Condition("scheduler", "定时运行", False, "；".join(each.zh for each in wrong),
                         "; ".join(each.en for each in wrong),
                         "见 checker status", "see `checker status`")  # fmt: skip
    return Condition("scheduler", "定时运行", True, f"{config.schedule.nightly}，无异常",
                     f"{config.schedule.nightly}, nothing is late")  # fmt: skip


def _channels(config: Config) -> Condition:
    try:
        addresses = channel_addresses(config)
    except ConfigError as error:
        return Condition("alerts", "告警渠道", False, str(error), str(error),
                         "修改 config.yaml 的 secrets", "mend secrets in config.yaml")  # fmt: skip
    faults = {name: channel_fault(config, name, address) for name, address in addresses.items()}
    wrong = "；".join(f"{name}：{fault}" for name, fault in faults.items() if fault)
    if wrong:
        return Condition("alerts", "告警渠道", False, wrong, wrong,
                         "修改密钥后用 checker alerts test 试发",
                         "mend the secrets and try `checker alerts test`")  # fmt: skip
    if not addresses:
        return Condition("alerts", "告警渠道", False, "未设置，出了问题没有人会收到通知",
                         "none: nobody is told when something is wrong",
                         "在 config.yaml 的 alerts.channels 里写明渠道",
                         "name channels under alerts.channels", needed=False)  # fmt: skip
    said = "、".join(addresses)
    return Condition("alerts", "告警渠道", True, said, said)


def _engine(config: Config) -> Condition:
    if config.engine == "process":
        return Condition(
            "engine", "检查方式", True, "由 nightly 自己检查", "nightly checks by itself"
        )
    mend = ("安装 checker[workers]，database 用 PostgreSQL，然后运行 checker nightly 或 checker worker",
            "install checker[workers], use PostgreSQL, then run `checker nightly` or `checker worker`")  # fmt: skip
    try:
        with open_office(config) as office:
            fault = queue_fault(office.database)
            dead_after_s = config.workers.dead_after_s
            length = None if fault else queue_length(office.database, dead_after_s=dead_after_s)
    except (StoreError, BookError, OSError) as error:
        return Condition("engine", "检查方式", False, str(error), str(error), *mend)
    if fault or length is None:
        said = fault or "没有任务队列 · there is no queue"
        return Condition("engine", "检查方式", False, said, said, *mend)
    return Condition("engine", "检查方式", length.workers > 0,
                     f"任务队列可用，工作进程 {length.workers} 个，排队 {length.waiting}",
                     f"the queue is ready, {length.workers} workers live, {length.waiting} jobs wait",
                     "在各机器上运行 checker worker", "run `checker worker` on your machines",
                     needed=False)  # fmt: skip
