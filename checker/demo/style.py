"""The style sheet and the pictures of the newer templates: one sheet, coloured and named by family."""

from string import Template

from checker.demo.lot import Lot
from checker.demo.site import Page, Site

SHEET = Template("""\
*{margin:0;padding:0;box-sizing:border-box}
body{font:15px/1.7 "Microsoft YaHei","PingFang SC","WenQuanYi Zen Hei",sans-serif;color:#333;background:#f4f6f8}
a{color:#333;text-decoration:none}a:hover{color:$theme}
ul{list-style:none}img{border:0;max-width:100%}
.w1200{width:1200px;margin:0 auto}
.clearfix:after{content:"";display:block;clear:both}
.$top{background:#fff;border-bottom:1px solid #e5e8ec;font-size:13px;color:#777}
.$top .w1200{display:flex;justify-content:space-between;height:36px;line-height:36px}
.$top a{color:#777;margin-left:16px}
.$banner{background:$theme url(/images/banner.svg) center bottom no-repeat;background-size:100% 100%;color:#fff;height:150px}
.$banner .w1200{display:flex;justify-content:space-between;align-items:center;height:150px}
.$banner h1,.$banner .logo{font-size:38px;letter-spacing:4px;font-weight:bold;color:#fff;text-shadow:0 2px 4px rgba(0,0,0,.25)}
.$banner .logo small{display:block;font-size:14px;letter-spacing:2px;font-weight:normal;opacity:.85}
.$banner form{display:flex;background:#fff;border-radius:3px;overflow:hidden}
.$banner input{border:0;padding:0 14px;width:250px;height:38px;outline:none}
.$banner button{border:0;background:#f0a020;color:#fff;width:70px;cursor:pointer}
.$nav{background:$theme;filter:brightness(.88)}
.$nav>.w1200>ul{display:flex}
.$nav>.w1200>ul>li{flex:1;position:relative;text-align:center}
.$nav>.w1200>ul>li>a{display:block;color:#fff;font-size:17px;line-height:52px}
.$nav li:hover>a{background:rgba(255,255,255,.16)}
.$nav .subnav{display:none;position:absolute;z-index:9;left:0;top:52px;min-width:100%;background:#fff;box-shadow:0 4px 14px rgba(0,0,0,.18);padding:6px 0}
.$nav li:hover .subnav{display:block}
.$nav .subnav a{display:block;line-height:34px;padding:0 14px;font-size:14px;white-space:nowrap}
.headline{background:#fff;margin:18px auto 0;padding:16px 24px;text-align:center;border-top:3px solid $theme}
.headline h2{font-size:26px}.headline h2 a{color:$theme}
.headline p a{margin:0 14px;color:#666;font-size:14px}
.row{display:flex;gap:20px;margin-top:18px}
.$focus{width:560px;height:372px;position:relative;overflow:hidden;background:#ddd}
.$focus li{display:none;position:absolute;inset:0}.$focus li.on{display:block}
.$focus img{width:560px;height:372px;object-fit:cover;display:block}
.$focus p{position:absolute;left:0;right:0;bottom:0;padding:8px 16px;background:rgba(0,0,0,.55);overflow:hidden;white-space:nowrap;text-overflow:ellipsis}
.$focus p a{color:#fff}
.$box{background:#fff;flex:1;min-width:0;padding:14px 18px 16px}
.$head{display:flex;justify-content:space-between;border-bottom:2px solid $theme;margin-bottom:8px;line-height:38px}
.$head h3{font-size:18px;color:$theme;font-weight:bold}.$head h3 a{color:$theme}
.$head .more{font-size:13px;color:#999}
.tabs{display:flex;gap:22px;border-bottom:2px solid $theme;line-height:40px;margin-bottom:8px}
.tabs span{font-size:17px;font-weight:bold;color:#777;cursor:pointer}.tabs span.on{color:$theme}
.tabs .more{margin-left:auto;font-size:13px;color:#999}
.panel{display:none}.panel.on{display:block}
.$list li{display:flex;justify-content:space-between;line-height:36px;border-bottom:1px dashed #e6e6e6}
.$list li a{flex:1;min-width:0;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;padding-left:14px;position:relative}
.$list li a:before{content:"";position:absolute;left:2px;top:16px;width:4px;height:4px;background:$theme}
.$list .$date,.$list .time{color:#999;font-size:14px;margin-left:14px;white-space:nowrap}
.$list .top-mark{color:#d00;font-weight:bold;margin-right:4px}
.$list li.split{align-items:center;padding:12px 0}.$list li.split a:before{display:none}
.$list li.split div.$date{order:-1;width:84px;margin:0 16px 0 0;text-align:center;background:#f2f5f8;line-height:1.4;padding:6px 0}
.$list li.split div.$date b{display:block;font-size:22px;color:$theme}
.quick{display:flex;flex-wrap:wrap;gap:10px;padding-top:6px}
.quick a{flex:1 1 30%;background:#f2f5f8;text-align:center;line-height:44px;font-size:14px;overflow:hidden;white-space:nowrap;text-overflow:ellipsis;padding:0 6px}
.quick a:hover{background:$theme;color:#fff}
.zt{display:flex;gap:16px;padding-top:8px}.zt a{flex:1;height:84px;line-height:84px;text-align:center;color:#fff;font-size:20px;font-weight:bold;background:linear-gradient(120deg,$theme,#8aa3b8)}
.friends{margin-top:18px;background:#fff;padding:14px 18px;display:flex;gap:20px}.friends select{flex:1;height:36px;border:1px solid #ccd2d8;color:#666;padding:0 8px}
.$crumbs{padding:16px 0 12px;font-size:14px;color:#777}
.two{display:flex;gap:20px;align-items:flex-start}
.$side{width:250px;background:#fff;padding-bottom:14px}
.$side h2{background:$theme;color:#fff;font-size:19px;line-height:52px;text-align:center;font-weight:normal}
.$side>ul>li>a{display:block;line-height:42px;padding-left:26px;border-bottom:1px solid #eef0f2}
.$side li.on>a{color:$theme;font-weight:bold;border-left:3px solid $theme}
.$side h4{margin:16px 16px 6px;color:$theme}.$side ol{padding:0 16px 0 34px;font-size:13px;color:#999}
.main{flex:1;min-width:0;background:#fff;padding:22px 28px;min-height:520px}
.main>h2{font-size:20px;color:$theme;border-bottom:2px solid $theme;padding-bottom:8px;margin-bottom:8px}
.pager{text-align:center;padding:24px 0 6px;font-size:14px}.pager a,.pager span{display:inline-block;padding:2px 11px;margin:0 3px;border:1px solid #dde2e7}
.pager span.now{background:$theme;color:#fff;border-color:$theme}
.empty{color:#999;text-align:center;padding:60px 0}
.$article{background:#fff;padding:34px 70px 40px;min-height:520px}
.$article h1{font-size:27px;text-align:center;line-height:1.5;margin-bottom:18px}
.$article .info{display:flex;justify-content:space-between;color:#888;font-size:14px;border-top:1px solid #e5e8ec;border-bottom:1px solid #e5e8ec;padding:9px 4px;margin-bottom:26px}
.$article p{font-size:17px;line-height:2;text-indent:2em;margin-bottom:10px}
.$article p.sign{text-align:right;text-indent:0;margin-bottom:0}
.$article .after{margin-top:34px;border-top:1px dashed #ccc;padding-top:14px;font-size:14px;color:#666;line-height:2}
.guide{width:100%;border-collapse:collapse;margin-top:10px}.guide th,.guide td{border:1px solid #dde2e7;padding:9px 12px;font-size:15px;text-align:left;vertical-align:top}
.guide th{background:#f2f5f8;width:130px;white-space:nowrap}
.form p{margin:14px 0}.form label{display:inline-block;width:100px;text-align:right;margin-right:12px}
.form input[type=text],.form select,.form textarea{border:1px solid #c8ced4;padding:7px 9px;width:520px;font:inherit}.form button{margin-left:114px;background:$theme;color:#fff;border:0;padding:9px 40px;font:inherit}
.$foot{background:#3b4652;color:#cfd6dd;margin-top:30px;font-size:14px;line-height:2}
.$foot a{color:#cfd6dd}.$foot .w1200{display:flex;justify-content:center;align-items:center;gap:36px;padding:24px 0 28px}
.$foot .marks{display:flex;gap:14px;align-items:center}.$foot .marks img{height:54px}
.$foot .links a{margin-right:18px}
""")
LAND = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{sky}"/><stop offset="1" stop-color="#f3efe2"/></linearGradient></defs>
<rect width="{width}" height="{height}" fill="{background}"/>{sun}
<path d="{far}" fill="{theme}" fill-opacity="{pale}"/><path d="{near}" fill="{theme}" fill-opacity="{full}"/>
<path d="M0 {water} Q{quarter} {wave} {half} {water} T{width} {water} V{height}H0Z" fill="#fff" fill-opacity=".12"/></svg>
"""


def sheet(site: Site) -> Page:
    """The site's style sheet."""
    words = site.dialect.words
    text = SHEET.substitute(
        theme=site.plan.theme, top=words.top, banner=words.banner, nav=words.nav, box=words.box,
        head=words.head, list=words.list, date=words.date, crumbs=words.crumbs, side=words.side,
        article=words.article, foot=words.foot, focus=words.focus,
    )  # fmt: skip
    return Page(text.encode(), "text/css; charset=utf-8")


def picture(
    seed: str, theme: str, width: int = 560, height: int = 372, *, sky: bool = True
) -> Page:
    """A small landscape: hills, a sun and a river, drawn from the seed."""
    lot = Lot("picture", seed)
    water = height * 4 // 5
    text = LAND.format(
        width=width, height=height, theme=theme, quarter=width // 4, half=width // 2,
        sky=lot.pick(("#a9cfe8", "#bcd9c9", "#f0cfa0", "#c7d3ee")),
        background="url(#sky)" if sky else "none",
        sun=f'<circle cx="{lot.number(60, width - 60)}" cy="{height // 4}" r="{height // 11}" fill="#fff" fill-opacity=".8"/>',
        far=_hills(lot, width, height, height // 2), near=_hills(lot, width, height, height * 2 // 3),
        pale=0.45 if sky else 0.13, full=0.8 if sky else 0.16,
        water=water, wave=water - height // 16,
    )  # fmt: skip
    return Page(text.encode(), "image/svg+xml")


def badge(words: str, colour: str) -> Page:
    """A round-cornered mark with one or two lines of words, as footers carry them."""
    lines = words.split("|")
    texts = "".join(
        f'<text x="50" y="{46 + 26 * at - 10 * (len(lines) - 1)}" font-size="18" text-anchor="middle" fill="#fff">{line}</text>'
        for at, line in enumerate(lines)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 80" width="100" height="80"><rect width="100" height="80" rx="8" fill="{colour}"/>{texts}</svg>'
    return Page(svg.encode(), "image/svg+xml")


def _hills(lot: Lot, width: int, height: int, level: int) -> str:
    steps = 6
    points = [
        f"{width * at // steps} {level + lot.number(-height // 6, height // 8)}"
        for at in range(steps + 1)
    ]
    return f"M0 {height} L{' L'.join(points)} L{width} {height}Z"
