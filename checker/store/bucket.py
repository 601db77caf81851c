"""Durable pieces in an S3-compatible store: MinIO, Ceph, and what the public clouds sell.

A piece waits in a folder of this machine until `take` uploads it, so that no check waits for the
store. Names are digests, so an upload that is made twice changes nothing.
"""

import os
from collections.abc import Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from checker.store.errors import StoreError, StoreUnavailable

if TYPE_CHECKING:
    from obstore.store import S3Config, S3Store

_AT_ONCE = 8
_REMEMBERED = 100_000
_TIMEOUT = timedelta(seconds=30)
_RETRIES = 4


@dataclass(frozen=True)
class BucketAddress:
    """Which bucket, and the folder in it. `endpoint` is empty for Amazon's own.

    The keys are those of the environment: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
    """

    bucket: str
    prefix: str = ""
    endpoint: str = ""
    region: str = ""
    path_style: bool = True

    @property
    def label(self) -> str:
        """The address to show to people."""
        at = f" @ {self.endpoint}" if self.endpoint else ""
        return f"s3://{self.bucket}/{self.prefix}{at}"


class BucketShelf:
    """A `Shelf` in a bucket; StoreError where the store does not answer as it should."""

    def __init__(self, address: BucketAddress) -> None:
        self._address = address
        self._store = _opened(address)
        self._known: set[str] = set()
        self._guard = Lock()

    def knows(self, name: str) -> bool:
        """As `Shelf.knows`: what this process wrote or asked for."""
        return name in self._known

    def missing(self, names: Collection[str]) -> set[str]:
        """As `Shelf.missing`; one question for each piece that this process does not know."""
        unknown = [name for name in names if name not in self._known]
        if not unknown:
            return set()
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            found = zip(unknown, pool.map(self._is_there, unknown), strict=True)
            return {name for name, there in found if not there}

    def read(self, name: str) -> bytes:
        """As `Shelf.read`."""
        from obstore.exceptions import BaseError

        try:
            data = bytes(self._store.get(self._place(name)).bytes())
        except BaseError as error:
            raise self._refused(error) from error
        self._remember(name)
        return data

    def take(self, pieces: Mapping[str, str]) -> set[str]:
        """As `Shelf.take`; what the bucket has already is not sent again."""
        left = self.missing(pieces.keys())
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            list(pool.map(self._upload, left, (pieces[name] for name in left)))
        for file in pieces.values():
            Path(file).unlink(missing_ok=True)
        return {name for name in pieces if self.knows(name)}

    def _upload(self, name: str, file: str) -> None:
        from obstore.exceptions import BaseError

        if not os.path.exists(file):
            return
        try:
            self._store.put(self._place(name), Path(file).read_bytes())
        except BaseError as error:
            raise self._refused(error) from error
        self._remember(name)

    def _is_there(self, name: str) -> bool:
        from obstore.exceptions import BaseError

        try:
            self._store.head(self._place(name))
        except FileNotFoundError:
            return False
        except BaseError as error:
            raise self._refused(error) from error
        self._remember(name)
        return True

    def _remember(self, name: str) -> None:
        with self._guard:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known.add(name)

    def _place(self, name: str) -> str:
        prefix = f"{self._address.prefix}/" if self._address.prefix else ""
        return f"{prefix}{name[:2]}/{name}.zst"

    def _refused(self, error: Exception) -> StoreUnavailable:
        reason = " ".join(str(error).split())[:300]
        return StoreUnavailable(
            f"对象存储 {self._address.label} 无法读写，请检查地址、桶、密钥与网络 · the bucket "
            f"{self._address.label} cannot be used; check endpoint, bucket, keys and network: {reason}"
        )


def _opened(address: BucketAddress) -> "S3Store":
    """The client; StoreError where it is not installed. Nothing is asked yet."""
    try:
        from obstore.store import S3Store
    except ModuleNotFoundError as error:
        raise StoreError(
            f"缺少 {error.name}，请安装：pip install 'checker[s3]' · "
            f"{error.name} is missing: pip install 'checker[s3]'"
        ) from error
    settings: S3Config = {
        "region": address.region or "us-east-1",
        "virtual_hosted_style_request": not address.path_style,
    }
    if address.endpoint:
        settings["endpoint"] = address.endpoint
    return S3Store(
        address.bucket,
        config=settings,
        client_options={
            "allow_http": address.endpoint.startswith("http://"),
            "timeout": _TIMEOUT,
        },
        retry_config={"max_retries": _RETRIES, "retry_timeout": _TIMEOUT},
    )
