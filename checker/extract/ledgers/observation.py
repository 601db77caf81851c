"""One row of an observation ledger: what it tells, of whom, and what else stands in the row."""

from checker.core.observation import Observation


class ObservationRow(Observation):
    """An observation with the account that it names, by code or by name.

    `screenshot` is the name of a picture's file as the ledger has it. It and the other cells
    (`notes`) stay in the register: no verdict needs them, and they may name people.
    """

    account_code: str = ""
    account_name: str = ""
    screenshot: str = ""
    notes: tuple[tuple[str, str], ...] = ()

    def told(self) -> Observation:
        """What the row tells of its account."""
        return Observation(**{name: getattr(self, name) for name in Observation.model_fields})
