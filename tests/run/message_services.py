"""Group robots and a mail server on loopback, as strict as the real ones are known to be."""

import base64
import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa"
SIGNING = "SEC0123456789abcdef"


@dataclass
class Services:
    """What came in, by service. `refuse` makes each answer 200 with a refusal, as they do; `moved`
    sends the next one who asks elsewhere.
    """

    port: int = 0
    mail_port: int = 0
    refuse: bool = False
    moved: bool = False
    said: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    mails: list[EmailMessage] = field(default_factory=list[EmailMessage])

    @property
    def addresses(self) -> dict[str, str]:
        """The secrets that name them."""
        at = f"http://127.0.0.1:{self.port}"
        return {
            "WECOM": f"{at}/cgi-bin/webhook/send?key={KEY}",
            "DINGTALK": f"{at}/robot/send?access_token={KEY}&secret={SIGNING}",
            "FEISHU": f"{at}/open-apis/bot/v2/hook/{KEY}?secret={SIGNING}",
            "MAIL": f"mailto://duty:{SIGNING}@127.0.0.1:{self.mail_port}/?from=checker@example.org"
            "&to=duty@example.org&mode=insecure",
        }

    def answer(self, path: str, data: bytes) -> tuple[int, dict[str, object]]:
        """What the service of a path says to a body."""
        parts, body = urlsplit(path), json.loads(data)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert "secret" not in asked
        if self.refuse:
            return 200, {"errcode": 45009, "code": 45009, "errmsg": f"limit {path}", "msg": path}
        if "webhook" in parts.path:
            text = body["markdown"]["content"]
            if len(text.encode()) > 4096 or asked["key"] != KEY:
                return 200, {"errcode": 40058, "errmsg": "markdown.content exceed max length 4096"}
        elif "robot" in parts.path:
            text = body["text"]["content"]
            if len(data) > 20_000 or not _dingtalk_signed(asked):
                return 200, {"errcode": 310000, "errmsg": "sign not match or too long"}
        else:
            text = body["content"]["text"]
            if len(data) > 20_000 or not _feishu_signed(body):
                return 200, {"code": 19021, "msg": "sign match fail"}
        self.said.setdefault(parts.path.split("/")[1], []).append(text)
        return 200, {"errcode": 0, "code": 0, "errmsg": "ok", "msg": "success"}


def _signature(key: str, words: str) -> str:
    return base64.b64encode(
        hmac.new(key.encode(), words.encode(), hashlib.sha256).digest()
    ).decode()


def _dingtalk_signed(asked: dict[str, str]) -> bool:
    return asked["sign"] == _signature(SIGNING, f"{asked['timestamp']}\n{SIGNING}")


def _feishu_signed(body: dict[str, str]) -> bool:
    return body["sign"] == _signature(f"{body['timestamp']}\n{SIGNING}", "")


@contextmanager
def services() -> Generator[Services]:
    """All of them, until the test is over."""
    seen = Services()

    class Robots(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            status, answer = (307, {}) if seen.moved else seen.answer(self.path, data)
            said = json.dumps(answer).encode()
            self.send_response(307 if seen.moved else status)
            if seen.moved:
                seen.moved = False
                self.send_header("Location", f"http://127.0.0.1:{seen.port}{self.path}&elsewhere=1")
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, format: str, *args: object) -> None: ...

    class Mail(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.wfile.write(b"220 loopback\r\n")
            while line := self.rfile.readline():
                match line[:4].upper():
                    case b"EHLO":
                        self.wfile.write(b"250-loopback\r\n250 AUTH PLAIN LOGIN\r\n")
                    case b"AUTH":
                        self.wfile.write(b"235 ok\r\n")
                    case b"DATA":
                        self.wfile.write(b"354 go on\r\n")
                        lines: list[bytes] = []
                        while (part := self.rfile.readline()) != b".\r\n":
                            lines.append(part)
                        mail = message_from_bytes(b"".join(lines), policy=policy.default)
                        assert isinstance(mail, EmailMessage)
                        seen.mails.append(mail)
                        self.wfile.write(b"250 taken\r\n")
                    case b"QUIT":
                        self.wfile.write(b"221 bye\r\n")
                        return
                    case _:
                        self.wfile.write(b"250 ok\r\n")

    with (
        ThreadingHTTPServer(("127.0.0.1", 0), Robots) as robots,
        socketserver.ThreadingTCPServer(("127.0.0.1", 0), Mail) as mail,
    ):
        seen.port, seen.mail_port = robots.server_port, mail.server_address[1]
        for server in (robots, mail):
            threading.Thread(target=server.serve_forever, daemon=True).start()
        yield seen
        robots.shutdown()
        mail.shutdown()
