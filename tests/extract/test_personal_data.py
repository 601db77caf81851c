"""Personal data in pages: what is found, what is excused, and that no whole number is kept."""

from datetime import date

import pytest

from checker.extract.document import parse
from checker.extract.personal_data import (
    PersonalFind,
    find_personal_data,
    is_credit_code,
    is_id_card,
    luhn,
)
from checker.extract.wording.prose import prose_of

AS_OF = date(2026, 11, 22)
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def id_card(first: str) -> str:
    """A made-up number with its check sign."""
    total = sum(int(sign) * weight for sign, weight in zip(first, WEIGHTS, strict=True))
    return first + "10X98765432"[total % 11]


def card(first: str) -> str:
    """A made-up card number with its check digit."""
    return next(first + str(last) for last in range(10) if luhn(first + str(last)))


ID = id_card("61999919800230123"[:10] + "0203123")
OTHER_ID = id_card("41999919751112456")
CARD = card("622200990012345678")
NAMES = ("张三", "李四光", "王五")
MOBILES = ("13800001111", "13900002222", "15000003333")


def finds(body: str) -> tuple[PersonalFind, ...]:
    html = f"<html><meta charset=utf-8><body>{body}</body></html>"
    return find_personal_data(prose_of(parse(html.encode(), "http://www.county.example/")), AS_OF)


def kinds(body: str) -> list[str]:
    return [each.kind for each in finds(body)]


def rows(*heads: str, names: tuple[str, ...] = NAMES) -> str:
    """A table of people with mobiles under these heads."""
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join(
        f"<tr><td>{name}</td><td>某村</td><td>{mobile}</td></tr>"
        for name, mobile in zip(names, MOBILES, strict=True)
    )
    return f"<table><tr>{head}</tr>{body}</table>"


@pytest.mark.parametrize(
    "body",
    [
        f"<p>身份证号：{ID}</p>",
        f"<p>张三，{ID}，男</p>",
        f"<td>{ID}</td>",
        f"<p>{ID[:6]} {ID[6:14]} {ID[14:]}</p>",
        f"<p>{ID[:9]}<span>{ID[9:]}</span></p>",
        f"<p>身份证代码{ID}</p>",
    ],
)
def test_a_whole_identity_card_number_is_found(body: str) -> None:
    assert kinds(body) == ["id-card"]


@pytest.mark.parametrize(
    "body",
    [
        f"<p>{ID[:-1]}{(int(ID[-1], 36) + 1) % 10}</p>",
        f"<p>{ID[:6]}********{ID[-4:]}</p>",
        f"<p>{ID}7</p>",
        f"<p>9{ID}</p>",
        f"<p>NO.A{ID}</p>",
        f"<p>统一社会信用代码：{ID}</p>",
        f"<p>订单编号 {ID}</p>",
        f"<p>填写示例：{ID}</p>",
        f"<a href='/x?id={ID}'>详情</a>",
        f"<p>/x/{ID}.html</p>",
        f"<p>{id_card('61999920270203123')}</p>",
        f"<p>{id_card('61999919800230123')}</p>",
        f"<p>{id_card('99999919800203123')}</p>",
        f"<p>{id_card('61999919800203000')}</p>",
    ],
)
def test_other_numbers_are_no_identity_cards(body: str) -> None:
    assert kinds(body) == []


def test_a_credit_code_is_no_identity_card() -> None:
    """A number that is both by chance counts only where the page calls it an identity card."""
    both = next(
        number
        for at in range(1, 1000)
        if is_credit_code(number := id_card(f"61999919800203{at:03d}"))
        and is_id_card(number, AS_OF)
    )
    assert kinds(f"<p>某单位 {both}</p>") == []
    assert kinds(f"<p>身份证号 {both}</p>") == ["id-card"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"<p>张三 银行卡号：{CARD}</p>", ["bank-card"]),
        (
            f"<p>卡号 {CARD[:4]} {CARD[4:8]} {CARD[8:12]} {CARD[12:16]} {CARD[16:]}</p>",
            ["bank-card"],
        ),
        (
            f"<table><tr><th>姓名</th><th>银行卡号</th></tr><td>张三</td><td>{CARD}</td></table>",
            ["bank-card"],
        ),
        (f"<p>编号 {CARD}</p>", []),
        (f"<p>银行卡号：{CARD[:-1]}{(int(CARD[-1]) + 1) % 10}</p>", []),
        (f"<p>某某有限公司 银行账号：{CARD}</p>", []),
        (f"<p>捐款账户 银行卡号：{CARD}</p>", []),
        (f"<p>银行卡号：{CARD[:6]}******{CARD[-4:]}</p>", []),
    ],
)
def test_bank_cards_need_their_check_digit_and_a_word(body: str, expected: list[str]) -> None:
    assert kinds(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (rows("户主", "家庭住址", "手机"), 3),
        (rows("申请人", "家庭住址", "联系电话"), 3),
        (rows("联系人", "家庭住址", "联系电话"), 0),
        (rows("姓名", "村", "电话"), 0),
        (rows("河长姓名", "户主", "电话"), 0),
        (rows("户主", "家庭住址", "手机", names=("甲一", "乙二", "丙三")), 0),
        (f"<p>户主张三 {MOBILES[0]}</p><p>李四 {MOBILES[1]}</p>", 0),
        (f"<p>咨询电话：{MOBILES[0]}，家庭住址不限</p>", 0),
        (rows("户主", "家庭住址", "手机").replace("0000", "****"), 0),
    ],
)
def test_mobiles_count_only_in_lists_of_private_people(body: str, expected: int) -> None:
    assert kinds(body) == ["mobile"] * expected


def test_nothing_keeps_a_whole_number() -> None:
    body = f"<p>张三{ID}，李四{OTHER_ID}，银行卡号{CARD}</p>"
    found = finds(body)
    assert len(found) == 3
    for number in (ID, OTHER_ID, CARD):
        assert number not in repr(found)
        assert number[6:14] not in repr(found)
    assert found[0].masked == ID[:3] + "*" * 13 + ID[-2:]
    assert found[0].masked in found[0].quote


def test_full_width_numbers_are_found_and_masked() -> None:
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in ID)
    (found,) = finds(f"<p>身份证号：{wide}</p>")
    assert found.masked.startswith(ID[:3])
    assert wide[6:14] not in repr(found)


def test_a_number_is_found_once_on_a_page() -> None:
    assert kinds(f"<p>{ID}</p><p>{ID}</p>") == ["id-card"]


def test_a_page_of_numbers_is_bounded() -> None:
    body = "".join(f"<p>{id_card(f'61999919800203{at:03d}')}</p>" for at in range(1, 200))
    assert len(finds(body)) == 50
