"""The bulletin's sentences, numbers and paper, from figures that a test makes."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given
from hypothesis import strategies as st

from checker.core.letter_tests import SiteLetters
from checker.core.period import period_of
from checker.core.rulebook import Terms
from checker.core.standing import AccountDuty, Problem, Standing, StandingWord, Tally
from checker.core.tickets import Ticket
from checker.report.bulletin.arrangement import arranged
from checker.report.bulletin.draft import draft
from checker.report.bulletin.figures import Figures, Mending
from checker.report.bulletin.form import Attachment, Form, own_form
from checker.report.bulletin.numbers import NO_RATE, ordinal, rate
from checker.report.bulletin.paper import BadTemplate, write_bulletin
from checker.report.bulletin.template import write_template
from tests.builders import account, site

BLANK = Problem(indicator="site.columns-blank", title="空白栏目", faults=6, veto=True)


def standing(number: int, word: StandingWord = "qualified", **changes: Any) -> Standing:
    target = changes.pop("target", None) or site(number, name=f"第{number}实验县人民政府")
    plain = Standing(target=target, word=word, told=10, indicators=12, by_machine=8)
    return plain.model_copy(update=changes)


def figures(*sites: Standing, form: Form | None = None, **changes: Any) -> Figures:
    plain: dict[str, Any] = {
        "period": period_of("2023Q1"), "as_of": date(2023, 4, 18), "form": form or own_form(),
        "terms": Terms(urgent=("site.wording-serious",)), "sites": sites,
    }  # fmt: skip
    return Figures(**{**plain, **changes})


def text_of(made: Figures) -> str:
    drafted = draft(made)
    parts = (*drafted.overview, *drafted.problems, *drafted.requirements)
    return "\n".join(each.head + each.text for each in parts)


@pytest.mark.parametrize(
    ("part", "whole", "decimals", "printed"),
    [
        (605, 609, 2, "99.34%"),
        (1308, 1320, 2, "99.09%"),
        (54, 56, 0, "96%"),
        (47, 49, 1, "95.9%"),
        (1, 8, 2, "12.50%"),
        (160, 160, 2, "100%"),
        (99_999, 100_000, 2, "99.99%"),
        (0, 9, 2, "0.00%"),
        (0, 0, 2, NO_RATE),
    ],
)
def test_rates_are_rounded_as_offices_round(
    part: int, whole: int, decimals: int, printed: str
) -> None:
    assert rate(part, whole, decimals) == printed


@given(st.integers(1, 10_000), st.integers(0, 4))
def test_only_a_whole_is_a_hundred_percent(whole: int, decimals: int) -> None:
    assert rate(whole, whole, decimals) == "100%"
    assert float(rate(whole - 1, whole, decimals).rstrip("%")) < 100


def test_parts_are_numbered_as_documents_number_them() -> None:
    assert [ordinal(n) for n in (1, 9, 10, 11, 20, 21)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "二十一",
    ]


def test_what_is_not_confirmed_is_counted_beside_the_rate_and_never_named() -> None:
    made = figures(
        standing(1), standing(2, "unqualified", problems=(BLANK,)), standing(3, "pending"),
        standing(4, "undetermined"),
    )  # fmt: skip
    text = text_of(made)
    assert "共4家，全部进行了检查，其中合格1家，不合格1家，合格率50.00%" in text
    assert "1家由机器检出疑似问题、尚待人工确认" in text
    assert "1家因未能完整查看而无法判定" in text
    assert "“第2实验县人民政府”网不合格" in text
    assert "第3实验县" not in text
    assert "第4实验县" not in text


def test_problems_are_grouped_by_kind_with_the_worst_first_in_sites_and_places() -> None:
    worst = BLANK.model_copy(update={"faults": 9})
    text = text_of(
        figures(
            standing(1, "unqualified", problems=(BLANK,)),
            standing(2, "unqualified", problems=(worst,)),
        )
    )
    assert "“第2实验县人民政府”网、“第1实验县人民政府”网空白栏目超过（含）5个（共15处）" in text


def test_the_change_from_the_last_period_is_in_points() -> None:
    made = figures(
        standing(1), standing(2), sites_before=Tally(registered=4, qualified=3, unqualified=1)
    )
    assert "合格率100%，比上期上升25.00个百分点" in text_of(made)


def test_a_period_in_which_few_were_judged_is_no_measure_of_change() -> None:
    few = Tally(registered=100, qualified=1, unqualified=9)
    assert "上期" not in text_of(figures(standing(1), sites_before=few))


def test_a_draw_says_how_much_it_covered() -> None:
    made = figures(standing(1), standing(2, "unchecked"))
    assert "共2家，检查1家，检查率50.00%，其中合格1家" in text_of(made)


def test_coverage_says_what_machines_and_what_people_judged() -> None:
    said = text_of(figures(standing(1, by_machine=7, by_people=1)))
    assert (
        "共判定指标10项次，其中机器判定7项次，人工认定或确认1项次，"
        "其余2项次须由人工掌握、未收到存在问题的认定；另有2项次未能查看" in said
    )


def test_a_bulletin_written_before_the_period_ends_counts_up_to_that_day() -> None:
    assert "截至2023年2月10日" in text_of(figures(standing(1), as_of=date(2023, 2, 10)))


def test_deadlines_are_those_of_the_book_and_the_day_of_writing() -> None:
    text = text_of(figures(standing(1)))
    assert "固定表述错误须在1个工作日内、其他问题须在3个工作日内处置完毕" in text
    assert "于4月28日前将整改情况书面报" in text


def test_letters_and_tickets_have_their_sentences_only_where_there_are_some() -> None:
    bare = text_of(figures(standing(1)))
    assert "互动回应" not in bare
    assert "留言办理" not in bare
    code = standing(1).target.code
    full = text_of(
        figures(
            standing(1),
            letters=(SiteLetters(site_code=code, answer="same-day", letters=2, answered=2),),
            tickets=(Ticket(number="1", unit="县府办", received=date(2023, 2, 1)),),
        )
    )
    assert "对1家网站各进行了2次" in full
    assert "按期答复率为100%" in full
    assert "共收到留言1条，办结0条，逾期1条" in full


def test_an_attachment_has_the_offices_columns_under_its_own_headers() -> None:
    wanted = Attachment(
        table="failing-sites", title="名单", columns=({"number": "编号"}, {"problems": "问题"}),
        where={"region": "甲县|乙县"},
    )  # fmt: skip
    failing = [
        standing(n, "unqualified", target=site(n, region=place), problems=(BLANK,))
        for n, place in enumerate(("甲县", "丙县", "乙县"), 1)
    ]
    table = arranged(figures(*failing), wanted)
    assert [column.zh for column in table.columns] == ["编号", "问题"]
    assert list(table.checked_rows()) == [
        (1, "空白栏目超过（含）5个"),
        (2, "空白栏目超过（含）5个"),
    ]


def test_the_years_tickets_take_points_from_their_units() -> None:
    wanted = Attachment(table="ticket-deductions", title="扣分")
    tickets = (
        Ticket(number="1", unit="甲局", received=date(2023, 1, 3)),
        Ticket(number="2", unit="乙局", received=date(2023, 1, 3), finished=date(2023, 1, 5)),
    )
    assert list(arranged(figures(tickets=tickets), wanted).checked_rows()) == [("甲局", -3.0)]


def test_a_column_that_no_table_has_is_named() -> None:
    wanted = Attachment(table="tickets", title="表", columns=({"colour": "颜色"},))
    with pytest.raises(ValueError, match="colour"):
        arranged(figures(), wanted)


def written(made: Figures, template: Path | None = None) -> Any:
    stream = io.BytesIO()
    write_bulletin(made, stream, template)
    return docx.Document(io.BytesIO(stream.getvalue()))


def test_the_paper_has_the_look_of_an_official_one() -> None:
    paper = written(figures(standing(1)))
    section = paper.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(each.mm) for each in margins] == [37, 35, 28, 26]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    normal = paper.styles["Normal"]
    assert (normal.font.size.pt, normal.paragraph_format.line_spacing.pt) == (16, 28)


def test_the_paper_says_in_its_properties_and_not_in_its_text_that_it_is_a_draft() -> None:
    paper = written(figures(standing(1)))
    assert "草稿" in paper.core_properties.content_status
    assert not any("草稿" in each.text for each in paper.paragraphs)


def test_a_name_is_never_markup_nor_a_mark_of_the_template() -> None:
    hostile = "<w:p/>&{{ office }}{% for x in y %}"
    target = site(1, name=hostile)
    paper = written(figures(standing(1, "unqualified", target=target, problems=(BLANK,))))
    assert any(hostile in each.text for each in paper.paragraphs)
    assert hostile in {cell.text for table in paper.tables for cell in table._cells}


def test_neighbouring_equal_cells_become_one_where_the_form_says_so() -> None:
    wanted = Attachment(
        table="accounts",
        title="账号",
        columns=({"owner": "责任单位"}, {"name": "账号"}),
        merge=("owner",),
    )
    form = own_form().model_copy(update={"attachments": (wanted,)})
    standings = tuple(
        standing(n, target=account(n, owner="甲局" if n < 3 else "乙局")) for n in (1, 2, 3)
    )
    (table,) = written(figures(accounts=standings, form=form)).tables
    marks = [cell._tc.vMerge for cell in table.columns[0].cells]
    assert marks[1:] == ["restart", "restart", None] or marks[1:] == ["restart", "continue", None]
    assert table.cell(1, 0).text == "甲局"


def test_an_offices_own_template_is_filled_and_a_broken_or_hostile_one_refused(
    tmp_path: Path,
) -> None:
    own = tmp_path / "模板.docx"
    with own.open("wb") as stream:
        write_template(stream)
    paper: Any = docx.Document(str(own))
    paper.add_paragraph("本单位附言：{{ period }}")
    paper.save(str(own))
    assert any(
        each.text == "本单位附言：2023年第一季度"
        for each in written(figures(standing(1)), own).paragraphs
    )
    for wrong in ("{{ title", "{{ ''.__class__.__mro__[1].__subclasses__() }}"):
        paper.add_paragraph(wrong)
        paper.save(str(own))
        with pytest.raises(BadTemplate):
            written(figures(standing(1)), own)
        paper.paragraphs[-1]._p.getparent().remove(paper.paragraphs[-1]._p)


@pytest.mark.parametrize(
    ("word", "problems", "heads"),
    [
        ("qualified", (), ["一、总体情况", "二、下一步工作要求"]),
        ("unqualified", (BLANK,), ["一、总体情况", "二、主要问题", "三、下一步工作要求"]),
    ],
)
def test_the_parts_of_a_bulletin_are_numbered_as_they_stand(
    word: StandingWord, problems: tuple[Problem, ...], heads: list[str]
) -> None:
    lines = [
        each.text for each in written(figures(standing(1, word, problems=problems))).paragraphs
    ]
    assert [each for each in lines if each[1:2] == "、"] == heads


def test_reposts_are_told_only_where_some_were_assigned() -> None:
    posted = standing(1, target=account(1), duty=AccountDuty(done=16))
    assert "共发布各类信息16条。" in text_of(figures(accounts=(posted,)))
    passed_on = AccountDuty(done=16, recommended=4, reposted=0)
    said = text_of(figures(accounts=(posted.model_copy(update={"duty": passed_on}),)))
    assert "共发布各类信息16条，转载指定的权威信息0条。" in said


def test_a_wide_attachment_lies_and_the_next_one_stands_again() -> None:
    wide = Attachment(table="failing-sites", title="不合格政府网站名单")
    narrow = Attachment(table="mending", title="问题整改情况")
    form = own_form().model_copy(update={"attachments": (wide, narrow)})
    failing = standing(1, "unqualified", problems=(BLANK,), verdict="0123456789abcdef")
    made = figures(failing, form=form, mending=Mending(given=3, mended=2))
    shapes = [each.page_width > each.page_height for each in written(made).sections]
    assert shapes == [False, True, False]


def test_a_paper_names_what_may_stand_in_the_place_of_a_font() -> None:
    made = written(figures(standing(1)))
    fonts = made.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE).blob.decode()
    assert all(name in fonts for name in ("仿宋,FangSong", "楷体,KaiTi", "SimHei"))
