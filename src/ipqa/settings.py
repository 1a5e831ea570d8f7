"""Every setting in one object, read from ``ipqa.toml`` and ``IPQA_*`` variables.

The environment wins over the file. Relative paths are relative to the folder of ``ipqa.toml``,
which is looked for in the working folder and its parents; without one, to the working folder.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ipqa.errors import SettingsError

SETTINGS_FILE = "ipqa.toml"


def find_settings_file(start: Path | None = None) -> Path | None:
    """The nearest ``ipqa.toml`` in ``start`` (the working folder) or a folder above it."""
    folder = (start or Path.cwd()).resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / SETTINGS_FILE).is_file():
            return candidate / SETTINGS_FILE
    return None


class Settings(BaseSettings):
    """What a user can change. Lengths are characters unless the description says otherwise."""

    model_config = SettingsConfigDict(env_prefix="IPQA_", extra="forbid", frozen=True)

    store: Path = Field(Path(".ipqa"), description="folder of the index")
    corpus: Path = Field(Path("corpus"), description="folder of articles indexed by default")
    models_dir: Path | None = Field(None, description="folder of model files; None: see models.py")
    model: str = Field("gemma-3-270m", description="a name of models/manifest.toml or a .gguf path")
    embedder: str = Field(
        "all-MiniLM-L6-v2", description="a name of the manifest or a sentence-transformers folder"
    )
    chroma_url: str | None = Field(None, description="a Chroma server instead of the store's own")
    llm_url: str | None = Field(None, description="an OpenAI-compatible server's base URL")
    llm_model: str = Field("default", description="the model name to ask that server for")
    llm_api_key: str | None = Field(None, description="sent to that server as a bearer token")

    adapter: bool = Field(True, description="read with the adapter trained for the model, if any")

    threads: int | None = Field(None, ge=1, description="CPU threads; None: the usable cores")
    context_tokens: int = Field(2048, ge=512, description="the GGUF model's context window, tokens")
    batch_tokens: int = Field(128, ge=32, description="tokens evaluated at once (buffer per token)")

    max_question: int = Field(2000, ge=10, description="longest question accepted")
    passages: int = Field(5, ge=1, description="passages kept by retrieval")
    evidence: int = Field(6, ge=1, description="best sentences that an answer may quote")

    uploads: Path = Field(Path("uploads"), description="folder of the files uploaded on the page")
    upload_files: int = Field(50, ge=1, description="files that may be uploaded at a time")
    upload_mb: int = Field(20, ge=1, description="largest file that may be uploaded, MB")
    uploads_mb: int = Field(1000, ge=1, description="most that the folder of uploads may hold, MB")
    upload_kinds: str = Field(
        "", description="endings taken, as 'pdf, txt'; none: all that are read"
    )

    host: str = Field("127.0.0.1", description="address the chat binds to")
    port: int = Field(7860, ge=0, le=65535, description="port of the chat")
    root_path: str = Field("", description="prefix or whole address under which a proxy serves it")
    password: SecretStr | None = Field(None, min_length=8, description="to log in on the page")
    token: SecretStr | None = Field(None, min_length=8, description="bearer token of programs")
    waiting: int = Field(20, ge=1, description="questions accepted at a time, the one asked too")
    at_once: int = Field(1, ge=1, description="questions worked on at once, of those accepted")
    rate: int = Field(120, ge=0, description="requests a minute of one address; 0: any number")

    @field_validator("chroma_url", "llm_url")
    @classmethod
    def _http(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("http://", "https://")):
            raise ValueError("an address starts with http:// or https://")
        return url

    @field_validator("root_path")
    @classmethod
    def _prefix(cls, path: str) -> str:
        if path.strip("/") and not path.startswith(("/", "http://", "https://")):
            raise ValueError("a prefix starts with a slash, an address with http:// or https://")
        return path.rstrip("/")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then ``ipqa.toml``."""
        found = find_settings_file()
        toml = TomlConfigSettingsSource(settings_cls, toml_file=found) if found else None
        return (init_settings, env_settings, toml) if toml else (init_settings, env_settings)

    def model_post_init(self, context: Any, /) -> None:
        """Anchors relative paths, so that a later change of folder moves nothing."""
        found = find_settings_file()
        base = found.parent if found else Path.cwd()
        for name in ("store", "corpus", "uploads", "models_dir"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, (base / Path(value).expanduser()).absolute())


def load_settings(**overrides: Any) -> Settings:
    """The settings in force; ``overrides`` that are not ``None`` win over file and environment.

    Raises ``SettingsError`` with the first thing that is wrong.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{name}: {first['msg']}") from error
    except ValueError as error:
        raise SettingsError(f"{SETTINGS_FILE}: {error}") from error
