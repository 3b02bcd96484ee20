"""Compiled kernels are kept between runs, and whatever has happened to the file, a search finds what it found."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from checker.search.native import machine_code
from checker.search.native.object_cache import FOLDER, folder, load, save

KEY = b"a key"
SEARCH = (
    "from checker.verdicts.exploring import explore; from spec.lossy.models import lossy; "
    "found = explore(lossy(M=2, OPENS=1).system, engine='native'); print(found.states, found.engine)"
)


@pytest.fixture(autouse=True, name="cache")
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(FOLDER, str(tmp_path / "cache"))
    machine_code.compiled.cache_clear()
    yield tmp_path / "cache"
    machine_code.compiled.cache_clear()


def files(cache: Path) -> list[Path]:
    return sorted(cache.iterdir())


def test_what_is_saved_is_loaded_again(cache: Path) -> None:
    assert load(KEY) is None
    save(KEY, b"payload")
    assert load(KEY) == b"payload"
    assert load(b"another key") is None
    assert cache.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("damage", [b"", b"x", b"payload"], ids=["empty", "short", "not checked"])
def test_a_file_that_is_not_as_it_was_written_is_not_read(cache: Path, damage: bytes) -> None:
    save(KEY, b"payload")
    (file,) = files(cache)
    file.write_bytes(damage)
    assert load(KEY) is None


def test_a_file_with_one_bit_changed_is_not_read_and_is_written_anew(cache: Path) -> None:
    machine_code.compiled()
    (file,) = files(cache)
    good = file.read_bytes()
    file.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    machine_code.compiled.cache_clear()
    machine_code.compiled()
    assert file.read_bytes() == good


def test_the_file_of_another_key_is_not_read_under_this_one(cache: Path) -> None:
    save(KEY, b"payload")
    (file,) = files(cache)
    save(b"another key", b"other")
    (other,) = (one for one in files(cache) if one != file)
    os.replace(other, file)
    assert load(KEY) is None


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_a_folder_in_which_others_may_write_is_not_used(cache: Path) -> None:
    save(KEY, b"payload")
    cache.chmod(0o777)
    assert load(KEY) is None
    save(b"another key", b"payload")
    assert len(files(cache)) == 1


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="no owners here")
def test_a_file_of_another_user_or_that_others_may_write_is_not_loaded(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(KEY, b"payload")
    (file,) = files(cache)
    file.chmod(0o620)
    assert load(KEY) is None
    file.chmod(0o600)
    assert load(KEY) == b"payload"
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert load(KEY) is None


def test_where_nothing_can_be_written_it_is_compiled_and_that_is_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file where a folder is meant", encoding="ascii")
    monkeypatch.setenv(FOLDER, str(tmp_path / "file"))
    assert "search" in machine_code.compiled()
    assert load(KEY) is None


def test_without_a_home_the_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(FOLDER)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert folder() == tmp_path / "handwave" or sys.platform == "win32"


def test_two_processes_that_compile_at_once_leave_one_good_file(cache: Path) -> None:
    def run(_: int) -> str:
        words = [sys.executable, "-c", SEARCH]
        return subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ}).stdout

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(run, range(2))) == ["713 native\n"] * 2
    (file,) = files(cache)
    assert file.suffix == ".o"
