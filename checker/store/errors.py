"""What can go wrong with the store, each in words that say what to do, Chinese first."""

from typing import cast


class StoreError(Exception):
    """The store cannot do what was asked; the message is for the person at the screen."""


class StoreUnavailable(StoreError):
    """The store does not answer or has no room just now; what was asked of it may be asked again."""


class StoreFull(StoreUnavailable):
    """There is no room on the disk: waiting alone will not help."""


def unavailable_in(error: BaseException) -> StoreUnavailable | None:
    """The store's own trouble behind an error or a group of errors, if that is what it is."""
    if isinstance(error, StoreUnavailable):
        return error
    if isinstance(error, BaseExceptionGroup):
        members = cast("BaseExceptionGroup[BaseException]", error).exceptions
        inner = (unavailable_in(each) for each in members)
        return next((each for each in inner if each is not None), None)
    return None


class RoundStopped(StoreError):
    """A round that the store's trouble cut short; what was recorded is whole, and it can go on."""

    def __init__(self, round_id: str, why: StoreUnavailable) -> None:
        super().__init__(
            f"第 {round_id} 轮中断：{why}。已检查的都已入库，排除后再次运行即可接续 · round {round_id} "
            "was cut short; what was checked is stored. See to it and run it again: it goes on"
        )
        self.round_id = round_id


class BlobMissing(StoreError):
    """Bytes that were asked for, or that evidence cites, are not in the blob store."""

    def __init__(self, digest: str) -> None:
        super().__init__(f"证据原件不在库中：{digest} · the stored bytes are missing: {digest}")
        self.digest = digest


class BlobBroken(StoreError):
    """Stored bytes are not any more what their name says."""

    def __init__(self, digest: str, why: str) -> None:
        super().__init__(
            f"证据原件已损坏：{digest}({why}) · the stored bytes are damaged: {digest} ({why})"
        )
        self.digest = digest


class LockHeld(StoreError):
    """Another round is running on the same database."""

    def __init__(self, holder: str) -> None:
        super().__init__(
            f"另一轮检查正在进行（{holder}），请等它结束 · another round is running ({holder}); "
            "wait until it ends"
        )
        self.holder = holder


class RoundUnfinished(StoreError):
    """A round with targets that nobody looked at cannot be complete."""

    def __init__(self, round_id: str, planned: int) -> None:
        super().__init__(
            f"第 {round_id} 轮还有 {planned} 个对象未检查，不能结束 · "
            f"round {round_id} still has {planned} targets to check"
        )
        self.planned = planned


class AmbiguousTarget(StoreError):
    """A name that several registered targets bear."""

    def __init__(self, word: str, codes: tuple[str, ...]) -> None:
        listed = "、".join(codes)
        super().__init__(
            f"“{word}”对应多个对象，请用标识码指明：{listed} · "
            f"several targets are called “{word}”; use one of the codes"
        )
        self.codes = codes
