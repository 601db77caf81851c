"""What was read in one page, on the screen: every answer with its place, and what was rejected."""

from checker.cli.console import Voice
from checker.extract.page.facts import Page
from checker.report.wording import word

_ITEMS = 30


def show_page(voice: Voice, page: Page) -> None:
    """The page's reading, question by question, then its list."""
    voice.say(f"{page.url}  HTTP {page.status}  {page.encoding}", f"{page.url}  HTTP {page.status}")
    for each in page.because:
        place = f"  [{each.place}]" if each.place else ""
        line = f"{each.question}：{word(each.answer, voice.lang) or '—'}{place}"
        voice.say(line, line)
        if each.why:
            voice.say(f"    依据：{each.why}", f"    because: {each.why}")
        for refusal in each.rejected:
            line = f"    – {refusal.what}：{refusal.why}"
            voice.say(line, line)
    column = page.column
    if column and column.items:
        voice.table(
            ("日期", "标题", "网址") if voice.lang == "zh" else ("date", "title", "url"),
            ((item.date, item.title, item.url) for item in column.items[:_ITEMS]),
            title=f"{column.name}（{word(column.column_class, voice.lang)}）",
        )
