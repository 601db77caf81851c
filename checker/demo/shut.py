"""Sites that cannot be seen: a broken gateway, a firewall's challenge, a firewall's block page."""

from checker.demo.site import Page, Query

GATEWAY = """\
<html>
<head><title>502 Bad Gateway</title></head>
<body>
<center><h1>502 Bad Gateway</h1></center>
<hr><center>nginx/1.20.1</center>
</body>
</html>
"""
CHALLENGE = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><meta id="Kq3vYd8sT1La" content="kZ0m3rB7xQ9c2vN5" r='m'>\
<script type="text/javascript" r='m'>$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=61992;$_ts.cd="qEvYrIqWwGqtrqlWrqAxVGZqrPqtqPl";if($_ts.lcd)$_ts.lcd();</script>\
<script type="text/javascript" charset="utf-8" src="/Xk2mQp/7dR4wZ.js" r='m'></script></head><body></body></html>
<script>if(window._$aB)_$aB();</script>
"""
BLOCK = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>访问被拦截</title>
<style>body{font:16px/2 "Microsoft YaHei",sans-serif;background:#f5f6f8}div{width:640px;margin:120px auto;background:#fff;padding:40px 50px;border-top:4px solid #d9534f}</style></head>
<body><div><h2>请求被拦截</h2><p>当前访问疑似黑客攻击，已被创宇盾拦截</p><p>如果您是网站管理员，请登录控制台查看防护日志；如果您是普通访客，请稍后再试。</p><p>事件编号：6199-2024-0000</p></div></body></html>
"""


def bad_gateway(query: Query) -> Page:
    """What a gateway answers when the application behind it is gone."""
    return Page(GATEWAY.encode(), "text/html", status=502)


def challenge(query: Query) -> Page:
    """A script challenge with status 412 that never lets anyone through."""
    cookie = ("Set-Cookie", "NfBCSins2OywS=6Qm2v1xW8rT4kZ0p; Path=/; HttpOnly")
    return Page(CHALLENGE.encode(), status=412, headers=(cookie,))


def blocked(query: Query) -> Page:
    """A block page that comes with status 200."""
    return Page(BLOCK.encode())
