"""What can go wrong with the store, each in words that say what to do, Chinese first."""


class StoreError(Exception):
    """The store cannot do what was asked; the message is for the person at the screen."""


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
