"""A file system is flushed as a whole only where that is sure to wait for everything."""

from pathlib import Path

import pytest

from checker.store.flushing import FileSystem, kind_of

MOUNTS = """\
27 1 254:0 / / rw,relatime - ext4 /dev/vda rw,discard
61 27 8:17 / /srv/blobs\\040of\\040checker rw shared:9 master:2 - xfs /dev/sdb1 rw
62 27 0:44 / /mnt/office rw - nfs4 files:/office rw,vers=4.2
63 27 0:45 /merged /var/lib/docker/overlay rw - overlay overlay rw,lowerdir=/a,upperdir=/b - odd
what is this
"""


@pytest.mark.parametrize(
    ("major", "minor", "kind"),
    [(254, 0, "ext4"), (8, 17, "xfs"), (0, 44, "nfs4"), (0, 45, "overlay"), (7, 7, "")],
)
def test_the_kind_of_a_file_system_is_read_from_the_mounts(
    major: int, minor: int, kind: str
) -> None:
    assert kind_of((major, minor), MOUNTS) == kind


def test_a_file_system_of_memory_or_of_the_kernel_is_flushed_file_by_file() -> None:
    if not Path("/proc/self").exists():
        pytest.skip("no /proc here")
    of_the_kernel = FileSystem("/proc")
    assert not of_the_kernel.can_flush
    with pytest.raises(OSError, match="file by file"):
        of_the_kernel.flush()
