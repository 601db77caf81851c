"""The readings left for the next visit: what was damaged on the disk is as good as none."""

from pathlib import Path

from checker.store.earlier_readings import EarlierReadings

LINES = [b"page\tdate_of\t\t\t2026-11-20", bytes(range(32, 127)) * 3]


def test_a_bit_that_turned_on_the_disk_is_never_read_as_another_day(tmp_path: Path) -> None:
    """A day of a year ago in place of this year's would call a living column stale."""
    kept = EarlierReadings(tmp_path, "code 1")
    kept.put("6199210001", LINES)
    assert kept.lines("6199210001") == LINES
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    read_wrongly: list[tuple[int, int]] = []
    for place in range(len(whole)):
        for bit in range(8):
            file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
            if kept.lines("6199210001") not in ([], LINES):
                read_wrongly.append((place, bit))
    assert read_wrongly == []
