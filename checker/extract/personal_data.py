"""Personal data in a text: identity card numbers, bank cards, mobiles in lists of private people.

Precision comes first. A number counts when its check digit and its parts agree, and nothing near
it says that it is something else: an example, an organisation's code, an office's own telephone.
Masked forms (610***********1234) hold no whole number and are never found.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from checker.extract.wording.prose import Prose, masked_number

Kind = Literal["id-card", "mobile", "bank-card"]

_MOST = 50
_NEAR = 30
_LIST_SPAN = 300
_LIST_HEAD = 600
_LEAST_OF_LIST = 3

_BEFORE = r"[0-9A-Za-z_.*#=/&%\-]"
_END = r"(?![0-9A-Za-z_*#/&%]|[.\-][0-9])"
# They begin with plain digits, for which the search jumps; the edge before them is looked at after.
_ID_CARD = re.compile(
    rf"([1-8](?<!{_BEFORE}[1-8])\d{{5}}) ?((?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])) ?(\d{{3}}[\dXx]){_END}"
)
_BORN_NOW = re.compile(r"20\d{6} ?\d{3}")
_BORN_LAST = re.compile(r"19\d{6} ?\d{3}")
"""One of these stands in each that `_ID_CARD` finds. Apart, for each begins with a sign to jump to."""
_COUNTRY = rf"(?<=(?<!{_BEFORE})861)|(?<=(?<!{_BEFORE})86[ \-]1)"
_MOBILE = re.compile(
    rf"(1(?=[3-9]\d)(?:(?<!{_BEFORE}1)|{_COUNTRY})[3-9]\d)([ \-]?)(\d{{4}})\2(\d{{4}}){_END}"
)
_CARD = re.compile(rf"62(?<!{_BEFORE}62)\d{{2}}(?: ?\d{{4}}){{3}}(?: ?\d{{1,3}})?{_END}")
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
    ]
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_EXAMPLE = re.compile(r"示例|样例|样本|样表|范例|例如|例：|例:|填写说明|填表说明|模板|虚构|测试")
_IDENTITY = re.compile(r"身份证|公民身份|证件号")
_OTHER_CODE = re.compile(
    r"信用代码|机构代码|代码|编码|编号|文号|单号|订单|流水|许可证|批准|合同|专利|设备|车架|序列"
)
_CARD_WORD = re.compile(
    r"银行卡|储蓄卡|工资卡|社保卡|一卡通|惠农卡|卡号|银行账号|银行帐号|个人账[户号]"
)
_OFFICIAL_ACCOUNT = re.compile(
    r"公司|有限|集团|委员会|财政|国库|非税|捐[款赠]|收款单位|单位名称|对公|保证金|缴[款费]|工会|基金会|红十字|慈善"
)
_PRIVATE = re.compile(
    r"身份证|证件号|家庭住址|户主|申请人|出生年月|出生日期|银行卡|开户行|准考证|学籍|考生|学生姓名|家长|"
    r"低保|救助对象|补贴对象|贫困户|残疾|患者|密切接触"
)
_OFFICE = re.compile(
    r"联系人|负责人|咨询|热线|值班|窗口|办公室|办公电话|科室|科长|局长|主任|书记|职务|单位|服务电话|监督|举报|投诉|"
    r"河长|湖长|林长|路长|田长|网格|调解|律师|公证|导游|专家|经办|受理|法定代表|企业|公司|机构|商户|店|站|所"
)
_NAME = re.compile(
    "[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗"
    "凤花方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛"
    "禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡"
    "凌霍虞万支柯管卢莫房解应宗丁宣邓郁单杭洪包诸左石崔吉龚程嵇邢裴陆荣翁荀羊惠甄曲家封段侯宁仇武刘景詹龙叶司"
    "白蒲赖卓屠蒙池乔阴谭申冉雍桑桂牛边燕尚温庄晏柴瞿阎连习艾容向古易廖衡耿文曾关闫肖][一-鿿]{1,2}(?![一-鿿])"
)


@dataclass(frozen=True, slots=True)
class PersonalFind:
    """A piece of personal data: its kind, masked, with a masked quote and its place.

    The number itself is not held.
    """

    kind: Kind
    masked: str
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class _Number:
    kind: Kind
    start: int
    end: int
    digits: str


def find_personal_data(prose: Prose, as_of: date) -> tuple[PersonalFind, ...]:
    """Each piece of personal data of a text once, in order; nobody is born after `as_of`."""
    text = prose.narrow
    found = [*_id_cards(text, as_of), *_cards(text), *_mobiles(text)]
    seen: dict[tuple[Kind, str], _Number] = {}
    for each in sorted(found, key=lambda one: one.start):
        seen.setdefault((each.kind, each.digits), each)
    return tuple(_told(prose, each) for each in list(seen.values())[:_MOST])


def _told(prose: Prose, found: _Number) -> PersonalFind:
    # The quote is masked by the same hand as every other; it never shows more than `masked` does.
    return PersonalFind(
        kind=found.kind,
        masked=masked_number(found.digits),
        quote=prose.quote(found.start, found.end, around=15),
        place=prose.place_at(found.start),
    )


def _id_cards(text: str, as_of: date) -> Iterator[_Number]:
    if not (_BORN_NOW.search(text) or _BORN_LAST.search(text)):
        return
    for found in _ID_CARD.finditer(text):
        number = (found[1] + found[2] + found[3]).upper()
        if not is_id_card(number, as_of):
            continue
        before = text[max(0, found.start() - _NEAR) : found.start()]
        named = _IDENTITY.search(before) is not None
        if _EXAMPLE.search(before) or _EXAMPLE.search(text[found.end() : found.end() + 10]):
            continue
        if not named and (_OTHER_CODE.search(before) or is_credit_code(number)):
            continue
        yield _Number("id-card", found.start(), found.end(), number)


def is_id_card(number: str, as_of: date) -> bool:
    """Whether these 18 signs are a citizen's number: province, a day of birth, the check sign."""
    if len(number) != 18 or number[:2] not in _PROVINCES or number[14:17] == "000":
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
        total = sum(int(sign) * weight for sign, weight in zip(number, _WEIGHTS, strict=False))
    except ValueError:
        return False
    return born.year >= 1900 and born <= as_of and _CHECKS[total % 11] == number[17]


def is_credit_code(number: str) -> bool:
    """Whether 18 signs are an organisation's credit code (统一社会信用代码, GB 32100)."""
    if len(number) != 18 or any(sign not in _CODE_SIGNS for sign in number):
        return False
    total = sum(_CODE_SIGNS.index(sign) * 3**place % 31 for place, sign in enumerate(number[:17]))
    return _CODE_SIGNS[-total % 31] == number[17]


def luhn(digits: str) -> bool:
    """Whether the last digit checks the others, as on bank cards."""
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _cards(text: str) -> Iterator[_Number]:
    """UnionPay cards (62…, 16 to 19 digits) that a word before them calls cards, and that belong
    to no organisation."""
    numbers = (
        _Number("bank-card", found.start(), found.end(), found[0].replace(" ", ""))
        for found in _CARD.finditer(text)
    )
    for run in _runs(each for each in numbers if luhn(each.digits)):
        head = text[max(0, run[0].start - _LIST_SPAN) : run[0].start]
        whole = head + text[run[0].start : run[-1].end + _NEAR]
        if _EXAMPLE.search(whole) or _OFFICIAL_ACCOUNT.search(whole):
            continue
        if _CARD_WORD.search(head):
            yield from run


def _mobiles(text: str) -> Iterator[_Number]:
    """Mobiles in lists: at least three, each beside a name, in a list of private people.

    Offices publish their own people's numbers, and companies', on purpose: such lists are excused
    by the words in them.
    """
    numbers = (
        _Number("mobile", found.start(), found.end(), found[1] + found[3] + found[4])
        for found in _MOBILE.finditer(text)
    )
    for run in _runs(numbers):
        yield from _private_list(text, run)


def _runs(numbers: Iterable[_Number]) -> Iterator[list[_Number]]:
    """Numbers that stand near each other, as the rows of a list do."""
    run: list[_Number] = []
    for number in numbers:
        if run and number.start - run[-1].end > _LIST_SPAN:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _private_list(text: str, run: list[_Number]) -> list[_Number]:
    """The mobiles of a run that stand beside names, where the whole run is a private list."""
    if len({each.digits for each in run}) < _LEAST_OF_LIST:
        return []
    first, last = run[0].start, run[-1].end
    whole = text[max(0, first - _LIST_HEAD) : last]
    if not _PRIVATE.search(whole) or _OFFICE.search(whole) or _EXAMPLE.search(whole):
        return []
    ends = [max(0, first - _LIST_SPAN), *(each.end for each in run)]
    named = [
        each
        for before, each in zip(ends, run, strict=False)
        if _NAME.search(text[before : each.start])
    ]
    return named if len({each.digits for each in named}) >= _LEAST_OF_LIST else []
