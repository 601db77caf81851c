"""Evidence is read back as it was seen, or it is said that it cannot be."""

from pathlib import Path

import pytest

from checker.core.canonical import canonical_json
from checker.core.evidence import Proof, Unseen
from checker.core.fact import digest_of
from checker.store.blobs import Blobs
from checker.store.database import Database
from checker.store.errors import BlobBroken, BlobMissing, StoreError
from checker.store.evidence import blobs_cited_by, cited_blobs, keep_evidence, load_evidence
from tests.builders import account_evidence, site_evidence

PAGE, PICTURE = digest_of(b"page"), digest_of(b"picture")


def test_evidence_with_unseen_parts_comes_back_equal(blobs: Blobs) -> None:
    seen = site_evidence().model_copy(update={"columns": Unseen(reason="challenged")})
    for each in (seen, account_evidence()):
        kept = keep_evidence(blobs, each)
        assert kept.digest == each.seal()
        assert load_evidence(blobs, kept.digest) == each
        assert load_evidence(blobs, kept.digest).canonical() == each.canonical()


def test_pages_and_screenshots_are_cited_wherever_they_stand() -> None:
    seen = site_evidence(pages=[PAGE])
    footer = seen.footer
    assert not isinstance(footer, Unseen)
    shown = footer.model_copy(update={"at": Proof(url="http://a/", screenshot=PICTURE)})
    cited = cited_blobs(seen.model_copy(update={"footer": shown}).canonical())
    assert cited == tuple(sorted((PAGE, PICTURE)))


def test_no_words_of_a_page_are_a_citation() -> None:
    for words in (PAGE, f'"blob":"{PAGE}"', f'\\","blob":"{PAGE}","', f"blob\n:{PAGE}"):
        proof = Proof(url=words, quote=words, selector=words)
        assert cited_blobs(proof.canonical()) == ()


def test_damaged_and_missing_evidence_is_told_apart(blobs: Blobs, tmp_path: Path) -> None:
    kept = keep_evidence(blobs, site_evidence())
    [file] = tmp_path.rglob("*.zst")
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(BlobBroken):
        load_evidence(blobs, kept.digest)
    file.unlink()
    with pytest.raises(BlobMissing):
        load_evidence(blobs, kept.digest)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", canonical_json({"schema_name": "other/1"})])
def test_bytes_that_are_no_evidence_are_named(blobs: Blobs, data: bytes) -> None:
    with pytest.raises(StoreError, match="cannot read"):
        load_evidence(blobs, blobs.keep(data))


def test_unknown_evidence_cites_nothing(database: Database) -> None:
    assert blobs_cited_by(database, PAGE) == ()
