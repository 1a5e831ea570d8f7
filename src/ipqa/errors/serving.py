"""Starting to serve, and requests that are not served."""

from __future__ import annotations

from ipqa.errors.base import IpqaError


class SettingsError(IpqaError):
    """A setting from the environment or ipqa.toml makes no sense."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"a setting is wrong ({reason}): mend it in ipqa.toml or the environment")


class PortInUseError(IpqaError):
    """The chat's port is taken."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"port {port} on {host} is in use: close the other program or choose another "
            f"with 'ipqa chat --port {port + 1}'"
        )


class OpenHostError(IpqaError):
    """The chat was to be reached from other machines by anybody."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"on {host} anybody who reaches this machine could ask and read the articles: set "
            "IPQA_PASSWORD (to log in on the page) or IPQA_TOKEN (for programs), or leave out "
            "--host"
        )


class QueueFullError(IpqaError):
    """More people ask than may wait; ``retry_after`` is in seconds."""

    def __init__(self, limit: int, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(
            f"there are {limit:,} question(s) waiting already, which is the limit: try again in "
            f"{retry_after:,} second(s)"
        )


class TooManyRequestsError(IpqaError):
    """One address sends more than the settings allow; ``retry_after`` is in seconds."""

    def __init__(self, limit: int, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(
            f"more than {limit:,} request(s) in a minute came from this address: try again in "
            f"{retry_after:,} second(s)"
        )


class RequestError(IpqaError):
    """A program's request that makes no sense; ``reason`` ends with what to do."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(reason)
