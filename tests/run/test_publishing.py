"""Below the floor of coverage nothing is published, unless a person signs for it."""

import json
from collections.abc import Callable
from pathlib import Path

import docx
from typer.testing import CliRunner, Result

from checker.cli.app import app
from checker.config import load_config
from checker.core.publishing import Cover, cover_of
from checker.core.standing import Standing
from checker.core.verdict import UnseenPart
from checker.run.office import open_office
from checker.store.planning import plan_round
from checker.store.recording import record
from checker.store.rounds import finish
from tests.builders import AS_OF, BOOK, finding, site, site_evidence, verdict_on

Run = Callable[..., Result]


def an_office(folder: Path, untold: int) -> Run:
    """An office with one round over 50 sites, of which some met a firewall."""
    file = folder / "config.yaml"
    file.write_text("database: sqlite:///c.db\nblobs: blobs\n", encoding="utf-8")
    with open_office(load_config(file)) as office:
        targets = [site(number) for number in range(50)]
        planned = plan_round(
            office.database, targets, kind="nightly", as_of=AS_OF, book=BOOK, code="1", at=AS_OF
        )
        for number, target in enumerate(targets):
            seen = site_evidence(target, round_id=planned.id)
            verdict = verdict_on(seen)
            if number < untold:
                wall = UnseenPart(part="home", reason="challenged")
                answer = finding(status="cannot-tell")
                verdict = verdict_on(seen, findings=[answer], outcome="undetermined").model_copy(
                    update={"coverage": verdict.coverage.model_copy(update={"unseen": (wall,)})}
                )
            record(office.database, office.blobs, seen, verdict, at=AS_OF)
        finish(office.database, planned.id, at=AS_OF)

    def run(*words: str | Path) -> Result:
        return CliRunner().invoke(app, [*map(str, words), "--config", str(file), "--lang", "zh"])

    return run


def papers(folder: Path) -> list[tuple[str | Path, ...]]:
    return [
        ("report", "bulletin", "--period", "2026M11", "-o", folder / "a.docx"),
        ("report", "attachments", "--period", "2026M11", "-o", folder / "附件"),
        ("export", "failing", "--stage", "confirmed", "-o", folder / "a.csv"),
    ]


def test_below_the_floor_each_paper_is_refused_with_how_many_why_and_what_to_do(
    tmp_path: Path,
) -> None:
    run = an_office(tmp_path, untold=2)
    for words in papers(tmp_path):
        done = run(*words)
        assert done.exit_code == 2, done.output
        said = done.stderr.replace("\n", "")
        assert "96.0%（48/50），低于下限 98%" in said
        assert "2 个对象没有结论（被防火墙要求验证 2）" in said
        assert "--below-floor" in said
    assert not (tmp_path / "a.docx").exists()
    assert run("export", "failing").exit_code == 0, "a working list prints all the same"


def test_a_person_who_signs_lets_it_leave_and_is_kept_on_record(tmp_path: Path) -> None:
    run = an_office(tmp_path, untold=2)
    signed = ("--below-floor", "两站正在迁移，另行说明", "--by", "张三")
    for words in papers(tmp_path):
        done = run(*words, *signed)
        assert done.exit_code == 0, done.output
    about = docx.Document(str(tmp_path / "a.docx")).core_properties.comments
    assert "两站正在迁移，另行说明（张三" in about
    assert "48/50" in (tmp_path / "附件" / "覆盖率说明.txt").read_text(encoding="utf-8-sig")
    kept = [json.loads(line) for line in run("report", "releases", "--json").stdout.splitlines()]
    assert [each["paper"] for each in kept] == ["bulletin", "attachments", "failing"]
    assert {(each["by"], each["told"], each["targets"]) for each in kept} == {("张三", 48, 50)}


def test_at_the_floor_nobody_has_to_sign(tmp_path: Path) -> None:
    run = an_office(tmp_path, untold=1)
    for words in papers(tmp_path):
        assert run(*words).exit_code == 0
    assert run("report", "releases").stdout == ""


def test_a_reason_without_a_name_signs_nothing(tmp_path: Path) -> None:
    run = an_office(tmp_path, untold=2)
    assert run(*papers(tmp_path)[0], "--below-floor", "要印").exit_code == 2


def test_what_a_draw_left_out_is_not_missing() -> None:
    checked = Standing(target=site(1), word="qualified")
    left_out = Standing(target=site(2), word="unchecked")
    walled = Standing(target=site(3), word="undetermined", why="challenged")
    undrawn = {("site", left_out.target.code)}
    assert cover_of([checked, left_out, walled], undrawn) == Cover(
        told=1, targets=2, untold={"challenged": 1}
    )
    assert cover_of([checked, left_out]).untold == {"unchecked": 1}
