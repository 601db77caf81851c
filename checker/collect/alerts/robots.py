"""Group robots of WeCom (企业微信), DingTalk (钉钉) and Feishu (飞书), by their own addresses.

Spoken to here and not through apprise, for three reasons that were read and tried in its 2.3: its
WeCom and DingTalk plugins take every answer of status 200 for success, and a refusal comes with 200
and an `errcode`; they know only the public hosts, and offices run their own (政务微信, 专有钉钉);
and they count characters where the services count bytes.
"""

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import JsonValue, TypeAdapter, ValidationError

Make = Literal["wecom", "dingtalk", "feishu"]

MOST_BYTES: dict[Make, int] = {
    "wecom": 4_096,  # of `markdown.content`, as the service's documentation says
    "dingtalk": 19_500,  # the request may have 20,000
    "feishu": 19_500,  # the same
}
_PATHS: tuple[tuple[str, Make], ...] = (
    ("/cgi-bin/webhook/send", "wecom"),
    ("/robot/send", "dingtalk"),
    ("/open-apis/bot/v2/hook/", "feishu"),
)
_LONGEST_WORD = 200
_OBJECT = TypeAdapter(dict[str, JsonValue])


@dataclass(frozen=True, slots=True)
class Robot:
    """One robot: its make, the address to post to, and the secret that signs, where it has one."""

    make: Make
    url: str
    secret: str = ""

    @property
    def most_bytes(self) -> int:
        """How long a text it takes."""
        return MOST_BYTES[self.make]


def robot_at(address: str) -> Robot | None:
    """The robot at an http(s) address, told by its path; None for what is no robot's.

    `&secret=…` on the address is the signing secret and is never sent.
    """
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https"):
        return None
    makes: list[Make] = [make for path, make in _PATHS if path in parts.path]
    if not makes:
        return None
    asked = parse_qsl(parts.query)
    secret = next((value for name, value in asked if name == "secret"), "")
    query = urlencode([(name, value) for name, value in asked if name != "secret"])
    return Robot(makes[0], urlunsplit(parts._replace(query=query, fragment="")), secret)


def request_to(robot: Robot, text: str, at: datetime) -> tuple[str, bytes]:
    """Address and body of the request that says a text; `at` is the moment that is signed."""
    url, body = robot.url, _body(robot.make, text)
    if robot.secret and robot.make == "dingtalk":
        stamp = str(int(at.timestamp() * 1000))
        sign = _signed(robot.secret.encode(), f"{stamp}\n{robot.secret}".encode())
        url += ("&" if "?" in url else "?") + urlencode({"timestamp": stamp, "sign": sign})
    elif robot.secret and robot.make == "feishu":
        stamp = str(int(at.timestamp()))
        body |= {"timestamp": stamp, "sign": _signed(f"{stamp}\n{robot.secret}".encode(), b"")}
    return url, json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def _body(make: Make, text: str) -> dict[str, Any]:
    match make:
        case "wecom":
            return {"msgtype": "markdown", "markdown": {"content": text}}
        case "dingtalk":
            return {"msgtype": "text", "text": {"content": text}}
        case "feishu":
            return {"msg_type": "text", "content": {"text": text}}


def _signed(key: bytes, words: bytes) -> str:
    return base64.b64encode(hmac.new(key, words, hashlib.sha256).digest()).decode()


def refusal(status: int | None, body: bytes) -> str:
    """Why the service did not take a message, empty where it did: only its own yes counts."""
    if status != 200:
        return f"HTTP {status}"
    try:
        answer = _OBJECT.validate_json(body)
    except ValidationError:
        return "回答不是 JSON · the answer is no JSON"
    for number, words in (("errcode", "errmsg"), ("code", "msg"), ("StatusCode", "StatusMessage")):
        said = answer.get(number)
        if said is not None:
            return "" if said == 0 else f"{said} {answer.get(words, '')}"[:_LONGEST_WORD]
    return "回答中没有结果 · the answer tells no result"
