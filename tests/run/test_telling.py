"""The digest of a night reaches every channel once; what was refused is told, kept and sent later."""

import io
import json
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from checker.cli.app import app
from checker.config import Alerts, Config
from checker.core.message import Message
from checker.core.target import Site
from checker.run.alerts import say, send_waiting, tell_round, tell_troubles
from checker.run.clock import now
from checker.run.exports import export_to
from checker.run.office import Office, open_office
from checker.store.alerts import deliveries, reminded_units
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.rounds import Round, finish, round_by
from tests.builders import AS_OF, BOOK, finding, site, site_evidence, verdict_on
from tests.run.message_services import KEY, SIGNING, Services, services

CHANNELS = {"值班群": "WECOM", "钉钉群": "DINGTALK", "飞书群": "FEISHU", "值班邮箱": "MAIL"}
SITES = 45


@pytest.fixture
def service() -> Iterator[Services]:
    with services() as seen:
        yield seen


def config(folder: Path, seen: Services, channels: dict[str, str] | None = None) -> Config:
    """A deployment whose channels' addresses lie in its secrets file."""
    lines = [f"{name}={address}\n" for name, address in seen.addresses.items()]
    (folder / "secrets.env").write_text("".join(lines), encoding="utf-8")
    alerts = Alerts(channels=CHANNELS if channels is None else channels)
    return Config(folder=folder, alerts=alerts, secrets="secrets.env", database="sqlite:///c.db")


def a_round(office: Office, day: int, failing: Sequence[Site]) -> Round:
    """A complete nightly round in which some sites fail and the others are well."""
    as_of = AS_OF + timedelta(days=day)
    targets = [
        site(number, name=f"示例县第{number}人民政府工作部门门户网站") for number in range(SITES)
    ]
    planned = plan_round(
        office.database, targets, kind="nightly", as_of=as_of, book=BOOK, code="1", at=as_of
    )
    for target in targets:
        seen = site_evidence(target, round_id=planned.id, as_of=as_of)
        bad = target.code in {each.code for each in failing}
        answer = finding(status="breached", proofs=1) if bad else finding()
        verdict = verdict_on(seen, findings=[answer], outcome="unqualified" if bad else "qualified")
        assert record(office.database, office.blobs, seen, verdict, at=as_of)
    return finish(office.database, planned.id, at=as_of)


def test_one_digest_a_night_reaches_every_service_within_its_bytes(
    tmp_path: Path, service: Services
) -> None:
    with open_office(config(tmp_path, service)) as office:
        failing = [site(number) for number in range(40)]
        for day in range(3):
            current = a_round(office, day, failing[: 40 if day < 2 else 20])
            tell_round(office, current)
            tell_round(office, current)  # once and for all
            assert [each.error for each in send_waiting(office)] == [""] * 4
            assert send_waiting(office) == []
        assert {each.state for each in deliveries(office.database)} == {"sent"}
        assert reminded_units(office.database)[0].times == 3
        listed = io.BytesIO()
        newest = round_by(office.database, "latest").id
        export_to(office, "failing", "json", newest, None, "zh", listed)
        assert [row["reminders"] for row in json.loads(listed.getvalue())] == [3] * 20
    assert {name: len(texts) for name, texts in service.said.items()} == {
        "cgi-bin": 3, "robot": 3, "open-apis": 3,
    }  # fmt: skip
    first, second, third = service.said["cgi-bin"]
    assert "首页不更新：40 站点 40 项" in first
    assert first.splitlines()[-1].startswith("……另有")
    assert "◆ 仍未解除 40 家 40 项" in second
    assert "第 2 次提醒" in second
    assert "第 3 次提醒" in third
    assert "◆ 已解除 20 个对象 20 项" in third
    mail = service.mails[0]
    assert "检查日报" in str(mail["Subject"])
    assert str(mail.get_content()).count("首页最新信息") == 40


def test_a_refusal_with_status_200_is_told_kept_and_sent_later(
    tmp_path: Path, service: Services
) -> None:
    channels = {"值班群": "WECOM", "飞书群": "FEISHU", "无密钥": "NOBODY"}
    service.refuse = True
    with open_office(config(tmp_path, service, channels)) as office:
        tell_round(office, a_round(office, 0, [site(1)]))
        errors = {each.delivery.channel: each.error for each in send_waiting(office)}
        assert errors["值班群"].startswith("45009")
        assert errors["飞书群"].startswith("45009")
        assert "NOBODY" in errors["无密钥"]
        told = [each.about for each in tell_troubles(office, now())]
        assert "deliveries" in told
        assert any(about.startswith("round due") for about in told)  # it is of a day long ago
        service.refuse = False
        done = {each.delivery.channel: each.error for each in send_waiting(office)}
        assert (done["值班群"], done["飞书群"]) == ("", "")
        found = {each.channel: (each.state, each.tries) for each in deliveries(office.database)}
        assert found["值班群"] == ("sent", 2)
        assert found["无密钥"] == ("waiting", 2)
        assert tell_troubles(office, now()) == []  # told once a day
    with sqlite3.connect(tmp_path / "c.db") as database:
        written = "\n".join(database.iterdump())
    assert "45009" in written or "NOBODY" in written
    assert KEY not in written
    assert SIGNING not in written


def test_a_channel_that_is_down_says_so_without_its_address(tmp_path: Path) -> None:
    gone = Services(port=9, mail_port=9)
    with open_office(config(tmp_path, gone)) as office:
        say(office, "test", "t", Message(title="测试", lines=("一",), firm=1), AS_OF)
        done = send_waiting(office)
        assert len(done) == len(CHANNELS)
        assert send_waiting(office) == [], "a test is tried once"
        for each in done:
            assert each.error
            assert KEY not in each.error
            assert SIGNING not in each.error


def test_without_channels_a_trouble_is_said_once_a_day_all_the_same(tmp_path: Path) -> None:
    with open_office(config(tmp_path, Services(), channels={})) as office:
        a_round(office, -400, [])
        (late,) = tell_troubles(office, AS_OF)
        assert late.about.startswith("round due")
        assert tell_troubles(office, AS_OF + timedelta(hours=1)) == []
        assert send_waiting(office) == []
        assert [each.about for each in tell_troubles(office, AS_OF + timedelta(hours=25))] != []


def test_a_message_follows_no_redirect(tmp_path: Path, service: Services) -> None:
    with open_office(config(tmp_path, service, {"值班群": "WECOM"})) as office:
        say(office, "test", "t", Message(title="测试", lines=("一",), firm=1), AS_OF)
        service.moved = True
        (done,) = send_waiting(office)
    assert "redirects" in done.error
    assert service.said == {}


def test_the_commands_say_whether_a_channel_works_and_what_was_sent(
    tmp_path: Path, service: Services
) -> None:
    lines = [f"{name}={address}\n" for name, address in service.addresses.items()]
    (tmp_path / "secrets.env").write_text("".join(lines), encoding="utf-8")
    file = tmp_path / "config.yaml"
    file.write_text(
        "database: sqlite:///c.db\nsecrets: secrets.env\n"
        "alerts: {channels: {值班群: WECOM, 错的: WRONG}}\n",
        encoding="utf-8",
    )

    def run(*words: str) -> Result:
        return CliRunner().invoke(app, ["alerts", *words, "--config", str(file), "--lang", "zh"])

    tried = run("test")
    assert tried.exit_code == 1
    assert "值班群：已送达" in tried.stdout
    assert "错的：未送达（缺少密钥 WRONG" in tried.stderr.replace("\n", "")
    assert "渠道可用" in service.said["cgi-bin"][0]
    logged = [json.loads(line) for line in run("log", "--json").stdout.splitlines()]
    assert {each["channel"]: each["state"] for each in logged} == {
        "值班群": "sent",
        "错的": "failed",
    }
    assert run("show").exit_code == 1
    assert run("watch").exit_code == 0


def test_an_address_in_the_config_itself_is_refused() -> None:
    with pytest.raises(ValueError, match="WECOM_ROBOT"):
        Alerts(channels={"值班群": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=1"})
