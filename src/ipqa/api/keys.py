"""Who may come in: passwords and tokens, compared in constant time."""

from __future__ import annotations

import ipaddress
import secrets
from collections.abc import Callable

from ipqa.errors import OpenHostError
from ipqa.settings import Settings


def check_host(settings: Settings) -> None:
    """Raises ``OpenHostError`` where anybody could reach the chat and nothing is asked of them."""
    if not is_loopback(settings.host) and not guarded(settings):
        raise OpenHostError(settings.host)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach that address."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def guarded(settings: Settings) -> bool:
    """Whether a password or a token is set: then every door asks for one of them."""
    return page_secret(settings) is not None


def page_secret(settings: Settings) -> str | None:
    """What the page asks for: the password, or the token where that is all there is."""
    secret = settings.password or settings.token
    return secret.get_secret_value() if secret else None


def program_secret(settings: Settings) -> str | None:
    """What programs send: the token, or the password where that is all there is."""
    secret = settings.token or settings.password
    return secret.get_secret_value() if secret else None


def login(settings: Settings) -> Callable[[str, str], bool] | None:
    """What checks a login on the page, under any name; ``None`` where nobody has to log in."""
    secret = page_secret(settings)
    if secret is None:
        return None
    return lambda _name, password: same(password, secret)


def may_enter(header: str, *keys: str) -> bool:
    """Whether an ``Authorization`` header bears one of the keys."""
    scheme, _, given = header.partition(" ")
    # Every key is compared, so that the time tells nothing.
    fitting = [same(given.strip(), key) for key in keys]
    return scheme.lower() == "bearer" and any(fitting)


def same(given: str, secret: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how near they are."""
    return secrets.compare_digest(given.encode(), secret.encode())
