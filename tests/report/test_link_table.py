"""The list of links says what was made of each: a second look, since when it is dead, where it went."""

from checker.core.evidence import Proof
from checker.core.links import Link, Links
from checker.report.link_table import links
from tests.builders import AS_OF, site_evidence


def test_a_link_tells_its_second_look_its_death_and_its_new_address() -> None:
    evidence = site_evidence()
    url = evidence.target.url
    found = Links(
        links=(
            Link(url=f"{url}a", found_on=url, external=False, verdict="works"),
            Link(
                url=f"{url}b", found_on=url, external=False, verdict="dead", second="agrees",
                dead_before=AS_OF,
            ),
            Link(
                url=f"{url}c", found_on=url, external=True, verdict="works",
                moved_to="https://new.example/",
            ),
        ),
        at=Proof(url=url),
    )  # fmt: skip
    table = links([(evidence, found)], "zh")
    heads = [column.zh for column in table.columns]
    dead, moved = (dict(zip(heads, row, strict=True)) for row in table.checked_rows())
    assert (dead["浏览器复核"], dead["此前已打不开"]) == ("情况属实", AS_OF)
    assert (moved["结果"], moved["已迁往"]) == ("正常", "https://new.example/")
