"""A blob that has a name is whole, and what is read back is what was kept."""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.core.fact import digest_of
from checker.store.blobs import FORGOTTEN_S, Blobs
from checker.store.errors import BlobBroken, BlobMissing, StoreError
from checker.store.packing import LARGEST, BadPacking, Packer, unpack

PAGE = "<html><body>示例市人民政府</body></html>".encode()

WRITER = """
import os, sys
from pathlib import Path
from checker.store.blobs import Blobs

blobs = Blobs(Path(sys.argv[1]))
for number in range(10_000):
    digests = [blobs.keep(os.urandom(200_000)) for _ in range(4)]
    blobs.sync(digests[:2])
    print(*digests[:2], flush=True)
"""

LIMITED = """
import os, resource, sys
from pathlib import Path
from checker.core.fact import digest_of
from checker.store.blobs import Blobs

blobs = Blobs(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
data = os.urandom(5000)
try:
    blobs.keep(data)
finally:
    print(blobs.holds(digest_of(data)))
"""


@settings(deadline=None)
@given(st.lists(st.binary(max_size=2000), max_size=8))
def test_what_is_kept_is_read_back_before_and_after_it_is_synced(pieces: list[bytes]) -> None:
    with TemporaryDirectory() as name:
        blobs = Blobs(Path(name))
        digests = [blobs.keep(each) for each in pieces]
        assert digests == [digest_of(each) for each in pieces]
        assert [blobs.read(each) for each in digests] == pieces
        blobs.sync(digests)
        assert [Blobs(Path(name)).read(each) for each in digests] == pieces


def test_a_piece_is_stored_once_however_often_it_is_kept(blobs: Blobs, tmp_path: Path) -> None:
    for _ in range(3):
        blobs.keep(PAGE)
        blobs.sync([blobs.keep(PAGE)])
    Blobs(tmp_path / "blobs").keep(PAGE)
    assert len(_files(tmp_path)) == 1


def test_a_piece_is_not_there_for_others_before_it_is_durable(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.keep(PAGE)
    other = Blobs(tmp_path / "blobs")
    assert blobs.holds(digest)
    assert not other.holds(digest)
    blobs.sync([digest])
    assert other.holds(digest)


def test_syncing_what_was_never_kept_says_so(blobs: Blobs) -> None:
    kept = blobs.keep(PAGE)
    with pytest.raises(BlobMissing):
        blobs.sync([kept, digest_of(b"never kept")])


@pytest.mark.parametrize(
    "word",
    [
        "",
        "sha256:",
        "../../etc/passwd",
        "sha256:../" + "a" * 61,
        "sha256:" + "A" * 64,
        "sha256:" + "g" * 64,
        "sha256:" + "a" * 63 + " ",
        "a" * 64,
    ],
)
def test_a_word_that_is_no_digest_leads_nowhere(blobs: Blobs, word: str) -> None:
    assert not blobs.holds(word)
    with pytest.raises(BlobMissing):
        blobs.read(word)


def test_every_damage_to_the_file_is_noticed(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.keep(PAGE * 50)
    blobs.sync([digest])
    [file] = _files(tmp_path)
    whole = file.read_bytes()
    for at in range(len(whole)):
        file.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        with pytest.raises(BlobBroken):
            blobs.read(digest)
        file.write_bytes(whole[:at])
        with pytest.raises(BlobBroken):
            blobs.read(digest)
    file.write_bytes(whole + whole)
    with pytest.raises(BlobBroken):
        blobs.read(digest)


def test_a_planted_bomb_is_not_unpacked(blobs: Blobs, tmp_path: Path) -> None:
    digest = blobs.keep(PAGE)
    blobs.sync([digest])
    [file] = _files(tmp_path)
    zeros = b"\0" * 1_000_000
    for told in (True, False):
        writer = zstandard.ZstdCompressor(write_content_size=told)
        bomb = writer.compressobj(size=(LARGEST + 1) if told else -1)
        packed = b"".join(bomb.compress(zeros) for _ in range(LARGEST // len(zeros)))
        packed += bomb.compress(b"\0" * (LARGEST + 1 - LARGEST // len(zeros) * len(zeros)))
        file.write_bytes(packed + bomb.flush())
        with pytest.raises(BlobBroken, match="out of bounds"):
            blobs.read(digest)


def test_a_piece_beyond_the_bound_is_not_taken(blobs: Blobs) -> None:
    with pytest.raises(ValueError, match="of one piece"):
        blobs.keep(bytes(LARGEST + 1))


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_unpacking_anything_gives_bytes_or_a_named_fault(packed: bytes) -> None:
    with suppress(BadPacking):
        unpack(packed)
    assert unpack(Packer().pack(packed)) == packed


def test_many_threads_may_keep_and_sync_the_same_pieces(blobs: Blobs, tmp_path: Path) -> None:
    pieces = [hashlib.sha256(bytes([each])).digest() * 100 for each in range(40)]

    def work(_: int) -> list[str]:
        digests = [blobs.keep(each) for each in pieces]
        blobs.sync(digests)
        return digests

    with ThreadPoolExecutor(8) as pool:
        for digests in pool.map(work, range(8)):
            assert [blobs.read(each) for each in digests] == pieces
    assert len(_files(tmp_path)) == len(pieces)
    assert list((tmp_path / "blobs" / "incoming").iterdir()) == []


def test_a_sync_that_failed_half_way_is_made_whole_by_the_next(
    blobs: Blobs, tmp_path: Path
) -> None:
    pieces = [hashlib.sha256(bytes([each])).digest() * 100 for each in range(40)]
    digests = [blobs.keep(each) for each in pieces]
    digits = digests[20].removeprefix("sha256:")
    in_the_way = tmp_path / "blobs" / digits[:2] / f"{digits}.zst"
    in_the_way.mkdir(parents=True)
    with pytest.raises(StoreError, match="cannot be used"):
        blobs.sync(digests)
    in_the_way.rmdir()
    assert 0 < len(_files(tmp_path)) < len(pieces)
    assert [blobs.read(each) for each in digests] == pieces
    blobs.sync(digests)
    assert [Blobs(tmp_path / "blobs").read(each) for each in digests] == pieces


def test_a_folder_that_somebody_removed_is_made_again(blobs: Blobs, tmp_path: Path) -> None:
    for _ in range(2):
        digest = blobs.keep(PAGE)
        blobs.sync([digest])
        assert blobs.read(digest) == PAGE
        for piece in list(tmp_path.rglob("*.zst")):
            shutil.rmtree(piece.parent)


def test_a_killed_writer_leaves_whole_pieces_only(tmp_path: Path) -> None:
    synced: list[str] = []
    for _ in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout
        for _ in range(5):
            synced += child.stdout.readline().split()
        child.send_signal(signal.SIGKILL)
        child.wait()
        child.stdout.close()
    blobs = Blobs(tmp_path)
    for digest in synced:
        assert digest_of(blobs.read(digest)) == digest
    named = _files(tmp_path)
    assert len(named) >= len(synced)
    for file in named:
        blobs.read(f"sha256:{file.stem}")


def test_what_dead_writers_left_is_dropped_and_what_is_new_stays(tmp_path: Path) -> None:
    living = Blobs(tmp_path)
    digest = living.keep(PAGE)
    left = tmp_path / "incoming" / "left"
    left.write_bytes(b"half a pie")
    long_ago = time.time() - FORGOTTEN_S - 60
    os.utime(left, (long_ago, long_ago))
    Blobs(tmp_path)
    assert not left.exists()
    living.sync([digest])
    assert living.read(digest) == PAGE


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "blobs").write_text("a file in the way", "utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        Blobs(tmp_path / "blobs")


def test_a_disk_that_takes_only_a_part_is_named_and_leaves_nothing(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert "room on the disk" in child.stderr
    assert child.stdout == "False\n"
    assert list((tmp_path / "incoming").iterdir()) == []


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.zst"))
