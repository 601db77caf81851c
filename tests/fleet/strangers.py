"""Hosts that the fleet links to and no government keeps: friends in good order, slow, walled, taken
over, for sale, gone; and the public services whose scripts the sites carry."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal
from urllib.parse import urlsplit

from checker.demo.county import Host
from checker.demo.home import FRIENDS
from checker.demo.shut import blocked, challenge
from checker.demo.site import Page, Query, Render

DOMAIN = "friends.example"
SERVICES = ("hm.baidu.com", "s4.cnzz.com")
REFUSING = (f"down.{DOMAIN}",)
"""Names that lead to a closed port."""

BET = "澳门百家乐 真人娱乐 老虎机 在线投注平台 注册送彩金 每日返水 时时彩 新葡京娱乐城"
ADULT = "成人视频 国产自拍 三级片 福利视频 伦理片 一区二区三区 久久精品"
RAID = "近日，市公安局捣毁一利用境外网站组织百家乐、老虎机、时时彩投注的犯罪团伙，抓获嫌疑人十二名。民警提醒：远离网络赌博。"


def page(title: str, body: str, head: str = "") -> Page:
    """A page of HTML."""
    text = (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{body}</body></html>"
    )
    return Page(text.encode())


def _always(answer: Page) -> Host:
    return Host({}, lambda query: answer)


def _sent(to: str, status: Literal[301, 302]) -> Host:
    return _always(Page(b"", status=status, headers=(("Location", to),)))


def _first_busy() -> Render:
    """A server that answers its first visitor with 503."""
    busy = iter((True,))
    good = page("县商会", "<h1>县商会</h1><p>会员名录、活动预告。</p>")

    def answer(query: Query) -> Page:
        return replace(good, status=503) if next(busy, False) else good

    return answer


def neighbour_hosts() -> Mapping[str, Host]:
    """The offices that every home page has among its friend links, each with one page."""
    found = (each for group in FRIENDS.values() for each in group)
    return {
        urlsplit(address).hostname or "": _always(page(name, f"<h1>{name}</h1><p>欢迎访问。</p>"))
        for name, address in found
    }


def stranger_hosts() -> Mapping[str, Host]:
    """Every host of the strangers that answers, by name."""
    plain = page("县商会", "<h1>县商会</h1><p>会员名录、活动预告、联系我们。</p>")
    script = Page(b"var counted=1;", "application/javascript")
    hosts = {
        "good": _always(plain),
        "slow": _always(replace(plain, delay_s=3.0)),
        "wall": Host({}, challenge),
        "block": Host({}, blocked),
        "refuse": _always(Page(b"<h1>403 Forbidden</h1>", status=403)),
        "busy": Host({}, _first_busy()),
        "broken": _always(Page(b"<h1>500</h1>", status=500)),
        "bet": _always(page("澳门百家乐_在线投注", f"<h1>{BET}</h1><a href='/go'>立即下注</a>")),
        "adult": _always(page("成人视频在线", f"<p>{ADULT}</p>")),
        "jump": _always(page("", f"<script>location.href='http://bet.{DOMAIN}/'</script>")),
        "sale": _always(page("sale", "<h1>This domain is for sale</h1><p>Buy this domain.</p>")),
        "moved": _sent(f"http://good.{DOMAIN}/", 301),
        "lottery": _always(
            page(
                "福利彩票发行中心",
                "<p>中国福利彩票双色球开奖公告，投注站查询，赔率说明，公益金使用情况。</p>",
            )
        ),
        "macau": _always(
            page(
                "澳门旅游攻略",
                "<p>威尼斯人、新葡京、金沙娱乐场、银河娱乐城是著名地标，赌场不对未成年人开放。</p>",
            )
        ),
        "police": _always(page("市公安局捣毁网络赌博团伙", f"<p>{RAID}</p>")),
        "cdn": _always(script),
    }
    named = {f"{name}.{DOMAIN}": host for name, host in hosts.items()}
    return {**named, **dict.fromkeys(SERVICES, _always(script))}
