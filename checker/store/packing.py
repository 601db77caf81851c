"""Compressed bytes, unpacked with a bound: a damaged or planted file must not fill the memory."""

from threading import Lock

import zstandard

LEVEL = 1
"""Level 3 takes half as much time again, for its tables drive all else out of the cache, and saves a
twenty-fifth of the room."""
LARGEST = 64 * 1024 * 1024
"""The most bytes that one stored piece may have, unpacked."""


class BadPacking(ValueError):
    """These bytes are no whole packed piece within the bound."""


class Packer:
    """Packs many pieces; a fresh compressor for each would cost a quarter more. Thread-safe.

    Each carries a checksum: of what is kept without a digest, a bit that turned on the disk could
    else be read as another day.
    """

    def __init__(self) -> None:
        self._compressor = zstandard.ZstdCompressor(level=LEVEL, write_checksum=True)
        self._one = Lock()

    def pack(self, data: bytes) -> bytes:
        """One zstd frame that tells its own size; ValueError above LARGEST."""
        if len(data) > LARGEST:
            raise ValueError(f"{len(data)} bytes are more than the {LARGEST} of one piece")
        with self._one:
            return self._compressor.compress(data)


def unpack(packed: bytes) -> bytes:
    """The bytes that were packed; BadPacking for anything that no `Packer` made."""
    try:
        size = zstandard.frame_content_size(packed)
        if not 0 <= size <= LARGEST:
            raise BadPacking("size out of bounds")
        unpacker = zstandard.ZstdDecompressor(max_window_size=LARGEST)
        return unpacker.decompress(packed, max_output_size=LARGEST, allow_extra_data=False)
    except zstandard.ZstdError as error:
        raise BadPacking(str(error)) from None
