"""Settings come from arguments, the environment and ipqa.toml, in that order."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.errors import SettingsError
from ipqa.settings import find_settings_file, load_settings


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_the_store_and_the_corpus_are_in_the_working_folder_by_default(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.store == tmp_path / ".ipqa"
    assert settings.corpus == tmp_path / "corpus"
    assert settings.model == "gemma-3-270m"
    assert settings.embedder == "all-MiniLM-L6-v2"


def test_the_environment_wins_over_the_file_and_an_argument_over_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ipqa.toml").write_text('model = "from-file"\nport = 1111\nthreads = 3\n')
    monkeypatch.setenv("IPQA_MODEL", "from-environment")
    monkeypatch.setenv("IPQA_PORT", "2222")
    settings = load_settings(port=3333)
    assert (settings.threads, settings.model, settings.port) == (3, "from-environment", 3333)


def test_paths_are_relative_to_the_folder_of_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "ipqa.toml").write_text('store = "here"\n')
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    settings = load_settings(corpus=Path("texts"))
    assert settings.store == tmp_path / "here"
    assert settings.corpus == tmp_path / "texts"
    assert find_settings_file() == tmp_path / "ipqa.toml"


def test_a_later_change_of_folder_moves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load_settings()
    monkeypatch.chdir("/")
    assert settings.store == tmp_path / ".ipqa"


def test_a_tilde_is_the_home_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert load_settings(store=Path("~/index")).store == tmp_path / "home" / "index"


def test_an_argument_that_is_none_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IPQA_PORT", "2222")
    assert load_settings(port=None).port == 2222


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IPQA_PORT", "many"),
        ("IPQA_PORT", "70000"),
        ("IPQA_THREADS", "0"),
        ("IPQA_CONTEXT_TOKENS", "-1"),
        ("IPQA_LLM_URL", "localhost:8000"),
        ("IPQA_CHROMA_URL", "ftp://x"),
    ],
)
def test_a_wrong_value_names_the_setting_in_one_line(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert name.removeprefix("IPQA_").lower() in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("toml", ["colour = 1\n", "model = \n", "= = =", "port = [1]\n"])
def test_a_wrong_file_is_told_in_one_line(toml: str, tmp_path: Path) -> None:
    (tmp_path / "ipqa.toml").write_text(toml)
    with pytest.raises(SettingsError) as caught:
        load_settings()
    assert "ipqa.toml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "ipqa.toml").write_bytes(b"\xff\xfe\x00\x00")
    with pytest.raises(SettingsError):
        load_settings()
