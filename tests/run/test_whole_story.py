"""One whole story by commands: a site goes stale, the machine finds it, people follow it to its end.

The site is a real server on loopback. The commands are those of the manual's chapter of that name.
"""

import csv
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from checker.cli.app import app

MANUAL = Path(__file__).parents[2] / "docs" / "MANUAL.md"
STALE = "site.homepage-stale"
NAV = {
    "/": "首页", "/xwdt/": "新闻动态", "/tzgg/": "通知公告", "/zcwj/": "政策文件",
    "/bsfw/": "办事服务", "/hdjl/": "互动交流",
}  # fmt: skip


class StaleSite:
    """A department's site that publishes something on the days that it is told, and nothing else."""

    def __init__(self) -> None:
        self.days = [date(2026, 9, 1) - timedelta(days=3 * step) for step in range(8)]
        self.port = 0

    def publish(self, day: date) -> None:
        """One more item in every list, above the old ones."""
        self.days.insert(0, day)

    def page(self, path: str) -> str | None:
        if path == "/hdjl/write.html":
            return _page("局长信箱", "<form method=post action=/send><p>姓名<input name=a></p><p>标题"
                         "<input name=b></p><p>内容<textarea name=c></textarea></p>"
                         "<input type=submit value=提交></form>")  # fmt: skip
        if path in ("/hdjl/", "/bsfw/"):
            links = "<a href='/hdjl/write.html'>局长信箱</a><a href='/bsfw/list.html'>在线办理</a>"
            return _page(NAV[path], links + _rows(NAV[path], self.days))
        if path in NAV:
            return _page(NAV[path], _rows(NAV[path], self.days))
        if path.startswith(("/art/", "/bsfw/list")):
            return _page("关于做好相关工作的通知", "<p>现将有关事项通知如下，请遵照执行。</p>" * 8)
        return None


def _page(title: str, body: str) -> str:
    nav = "".join(f"<li><a href='{path}'>{name}</a></li>" for path, name in NAV.items())
    return (
        f"<html><head><meta charset=utf-8><title>{title}-示例局</title></head><body>"
        f"<div class=nav><ul>{nav}</ul></div><div class=main>{body}"
        "<a href='/hdjl/write.html'>局长信箱</a></div>"
        "<div class=footer>主办单位：示例局 网站标识码：6108000001</div></body></html>"
    )


def _rows(name: str, days: list[date]) -> str:
    rows = "".join(
        f"<li><a href='/art/{day:%Y%m%d}.html'>关于做好{name}第{place}项工作的通知</a><span>{day}</span></li>"
        for place, day in enumerate(days)
    )
    return f"<ul class=list>{rows}</ul>"


@pytest.fixture
def site() -> Iterator[StaleSite]:
    shown = StaleSite()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._say(shown.page(self.path.partition("?")[0]))

        do_HEAD = do_GET

        def _say(self, page: str | None) -> None:
            body = (page or "没有").encode()
            self.send_response(200 if page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else body)

        def log_message(self, format: str, *args: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    shown.port = server.server_port
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield shown
    server.shutdown()
    server.server_close()


class Office:
    """The office that watches the site, by its commands."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.config = folder / "config.yaml"
        self.config.write_text(
            "registry: [sites.csv]\nbrowser: {executable: none}\n"
            f"network: {{delay_s: 0, connect_to: {{'ju.gov.example:80': '127.0.0.1:{port}'}}}}\n",
            encoding="utf-8",
        )
        (folder / "sites.csv").write_text(
            "网站标识码,网站名称,首页网址,主办单位,地区,层级,类型,有无办事服务,状态\n"
            "6108000001,示例局,http://ju.gov.example/,示例局,示例市,市级,部门网站,无,正常\n",
            encoding="utf-8",
        )

    def do(self, line: str) -> str:
        """One command, as the manual writes it."""
        words = line.removeprefix("checker ").split()
        done = CliRunner().invoke(app, [*words, "--config", str(self.config)])
        assert done.exit_code == 0, f"{line}\n{done.output}"
        return done.stdout

    def paper(self, name: str) -> str:
        """The words of a .docx in the office's folder."""
        return "\n".join(each.text for each in docx.Document(str(self.folder / name)).paragraphs)


def chapter() -> list[list[str]]:
    """The commands of the manual's chapter, in the groups that its comments make."""
    _, _, text = MANUAL.read_text(encoding="utf-8").partition("One whole story")
    block = text.partition("```sh\n")[2].partition("```")[0]
    groups: list[list[str]] = []
    for line in block.splitlines():
        if line.startswith("#"):
            groups.append([])
        else:
            groups[-1].append(line)
    return groups


def test_a_machine_found_veto_is_followed_to_the_next_bulletin(
    site: StaleSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    office = Office(tmp_path, site.port)
    found, again, signed, told, untrue, mended, next_quarter = chapter()

    (night,) = (office.do(line) for line in found)
    assert "疑似" in night
    assert "首页最新信息发布于 2026-09-01" in night
    for line in again:
        office.do(line)
    with (tmp_path / "复查.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    (row,) = (row for row in rows if row["指标编号"] == STALE)
    assert (row["复查结果"], row["阶段"]) == ("仍存在", "已复查")

    office.do(signed[0].replace("判定编号", row["复查判定编号"]))
    number = office.do(told[0]).split()[0]
    office.do(told[1])
    (paper,) = (tmp_path / "通知").iterdir()
    assert number in office.paper(f"通知/{paper.name}")
    words = office.paper("三季度通报.docx")
    assert "合格0家，不合格1家" in words
    assert "“示例局”网首页不更新" in words

    answered, visited, late = (office.do(line.replace("通知编号", number)) for line in untrue)
    assert "已回复" in answered
    assert "再次出现，余 1/1 处" in visited
    assert "已超期" in late

    site.publish(date(2026, 10, 8))
    _, visited, listed = (office.do(line.replace("通知编号", number)) for line in mended)
    assert "首页不更新，已整改，余 0/1 处" in visited
    assert "整改率 100%" in listed

    site.publish(date(2026, 12, 18))
    for line in next_quarter:
        office.do(line)
    words = office.paper("四季度通报.docx")
    assert "合格1家，不合格0家，合格率100%，比上期上升100.00个百分点" in words
    assert "已下发整改通知的问题1处，已完成整改1处，整改率100%" in words
