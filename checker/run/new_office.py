"""A new deployment's files: a commented config and one empty ledger of each kind."""

import csv
from pathlib import Path

from checker.extract.ledgers.headers import LedgerKind, titles_of

_LEDGERS: tuple[LedgerKind, ...] = ("sites", "accounts", "columns", "observations")

_CONFIG = """\
# checker 的部署配置：存在哪里、何时运行、访问多快、谁用哪部规则。阈值不在这里，在规则里。
# This deployment: where to store, when to run, how hard to knock, which book for whom.

# 台账：首列为标识码；内容有变时，每轮开始前自动导入 · your ledgers, csv or xlsx
registry: [ledgers/sites.csv, ledgers/accounts.csv, ledgers/columns.csv, ledgers/observations.csv]
# registry: demo                        # 示例县（本机自带） · the demo county on loopback

database: sqlite:///var/checker.db      # 或 or postgresql+psycopg://user:password@host/name
blobs: var/blobs                        # 原始页面与截图 · stored pages and screenshots
exports: var/exports                    # 每轮名单 · the lists of each round

book: national-2019                     # 默认规则 · the rulebook; see `checker book list`
# books: books                          # 自己的规则目录 · a folder of your own books
# book_for: {regions: {某区: my-book}, targets: {"1234567890": my-book}}
# sources: {hub: {kind: rsshub, base: "http://10.0.0.5:1200", key: "${HUB_KEY}", private: true}}  # 账号数据源，见 docs/ACCOUNTS.md · where accounts are read from
# secrets: secrets.env                  # 密钥，每行 名称=值 · NAME=VALUE lines
# alerts: {channels: {值班群: WECOM_ROBOT, 值班邮箱: ALERT_MAIL}}  # 日报和告警发给谁；地址写在密钥里 · whom to tell; addresses are secrets
# publishing: {coverage_floor: 0.98}     # 覆盖率低于此数不输出通报，除非署名说明理由 · below it nothing is published unsigned
# retention: {qualified_days: 180}      # 合格对象的旧页面保留天数，默认都保留 · old pages of qualified targets; default: all stay
# logs: json                            # 每行一个 JSON 的日志，供日志系统收集 · for a collector of logs
# lexicons: [ledgers/wording.csv]       # 本单位词库：错误表述,正确表述,级别 · your own wrong,right,level
# testers: [{name: 张三, phone: "13800000000", email: zs@example.com}]   # 测试信件的发信人 · who sends test letters
# public_services: [stats.example.com]  # 本地网站正常引用的第三方域名 · hosts whose scripts your sites rightly carry

network:
  # 请写明单位和联系方式，便于网站运维方识别和放行 · say who you are
  user_agent: "checker/0.1 (government website inspection; contact: YOUR OFFICE, PHONE)"
  allow_private: false                  # true 或网段 or networks, e.g. [10.20.0.0/16] （政务外网）
  respect_robots: true                  # 有检查权的单位可设为 false
  per_address: 2                        # 同一 IP 同时请求数 · in flight to one IP address
  delay_s: 0.3                          # 同一主机两次请求的间隔（秒） · between requests to a host

# 一站一轮的上限 · what one site may cost in one round
budget: {pages_per_site: 200, seconds_per_site: 300, links_per_site: 1000, attachments_per_site: 5, links_per_account: 20}
browser: {executable: auto, contexts: 2}
schedule: {nightly: "0 1 * * *", ended_by: "08:00", probes_per_day: 24, timezone: Asia/Shanghai}
# 几乎全部打不开时，先问这些参照地址，都不应答则为本方线路故障，该次拨测作废；专网请改为网内常开地址
# asked when everything fails at once: none answers = our own line is down, and the tries are void
probing: {references: ["http://www.gov.cn/", "http://www.news.cn/"], vantage: ""}
"""


class FilesExist(Exception):
    """Files that would be written are there already; nothing was written."""

    def __init__(self, paths: list[Path]) -> None:
        self.names = "、".join(str(path) for path in paths)
        super().__init__(self.names)


def write_office(folder: Path) -> list[Path]:
    """Writes config.yaml and ledgers/*.csv with their headers; raises FilesExist or OSError."""
    config = folder / "config.yaml"
    ledgers: dict[LedgerKind, Path] = {
        kind: folder / "ledgers" / f"{kind}.csv" for kind in _LEDGERS
    }
    standing = [path for path in (config, *ledgers.values()) if path.exists()]
    if standing:
        raise FilesExist(standing)
    (folder / "ledgers").mkdir(parents=True, exist_ok=True)
    config.write_text(_CONFIG, encoding="utf-8")
    for kind, path in ledgers.items():
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerow(titles_of(kind).values())
    return [config, *ledgers.values()]
