"""Whether bytes are a whole picture of a kind that screens and papers show."""

import struct

_WEBP_CHUNKS = (b"VP8 ", b"VP8L", b"VP8X")


def is_picture(data: bytes) -> bool:
    """A PNG, JPEG or WebP from its first sign to its last: neither another file that bears such a
    name nor the half of one."""
    return _is_png(data) or _is_jpeg(data) or _is_webp(data)


def _is_png(data: bytes) -> bool:
    head = data[:24]
    if not head.startswith(b"\x89PNG\r\n\x1a\n") or head[12:16] != b"IHDR" or len(head) < 24:
        return False
    width, height = struct.unpack(">II", head[16:24])
    return width > 0 and height > 0 and b"IEND" in data[-64:]


def _is_jpeg(data: bytes) -> bool:
    # Telephones write a few bytes of their own behind the end.
    return data.startswith(b"\xff\xd8\xff") and b"\xff\xd9" in data[-65_536:]


def _is_webp(data: bytes) -> bool:
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or data[12:16] not in _WEBP_CHUNKS:
        return False
    (size,) = struct.unpack("<I", data[4:8])
    return size + 8 <= len(data)
