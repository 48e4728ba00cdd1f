"""Every look at the blind set is logged, and only the set whose hash was fixed is looked at."""

import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from classifier import CorpusError, blind
from classifier.commands import ARTEFACT_DIR
from classifier.corpus import DATA_DIR, read_jsonl

HASHED = "# 盲测记录\n\n    {hash}\n"


def hash_of(folder: Path) -> str:
    """Of all files in a row, as the log names it."""
    files = sorted(folder.glob("*.jsonl"))
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A log that names the hash of a stand-in set: the real one is looked at for figures only."""
    folders = []
    for stand_in in ("lvliang-school", "office-plain", "work-lines-a"):
        folders.append(tmp_path / stand_in)
        folders[-1].mkdir()
        shutil.copy(DATA_DIR / "corpus" / f"{stand_in}.jsonl", folders[-1])
    monkeypatch.setattr(blind, "FOLDER", folders[0])
    monkeypatch.setattr(blind, "ORDINARY_FOLDERS", tuple(folders[1:]))
    file = tmp_path / "log.md"
    file.write_text(HASHED.format(hash="\n    ".join(map(hash_of, folders))))
    return file


def test_each_run_appends_one_row_with_its_commit(log: Path) -> None:
    row = blind.blind_command(ARTEFACT_DIR, log, "abc1234")
    once = log.read_text().splitlines()
    assert once[-1] == row
    assert row.startswith("| abc1234 | 0.")
    assert row.count("|") == len(blind.COLUMNS) + 1
    blind.blind_command(ARTEFACT_DIR, log, "abc1235")
    twice = log.read_text().splitlines()
    assert twice[: len(once)] == once
    assert len(twice) == len(once) + 1


@pytest.mark.parametrize("which", range(3))
def test_a_changed_blind_set_is_refused(log: Path, which: int) -> None:
    file = next((blind.FOLDER, *blind.ORDINARY_FOLDERS)[which].glob("*.jsonl"))
    file.write_text(file.read_text() + file.read_text().splitlines()[0] + "\n")
    with pytest.raises(CorpusError, match="指纹"):
        blind.blind_command(ARTEFACT_DIR, log, "abc1234")


@pytest.mark.parametrize("folder", [blind.FOLDER, *blind.ORDINARY_FOLDERS])
def test_the_committed_blind_sets_are_those_whose_hash_was_fixed(folder: Path) -> None:
    fixed = (Path(__file__).parent.parent / "docs" / "blind-log.md").read_text()
    assert hash_of(folder) in fixed


def test_the_blind_set_is_large_enough_to_speak_of_every_label_and_kind() -> None:
    examples = [each for file in blind.FOLDER.glob("*.jsonl") for each in read_jsonl(file)]
    kinds = [each.kind for each in examples]
    labels = [label for each in examples for label in each.labels]
    assert min(labels.count(label) for label in set(labels)) >= 60
    assert len(set(labels)) == 9
    assert kinds.count("indirect") >= 150
    assert kinds.count("disguised") >= 120
    assert kinds.count("look-alike") >= 250
    assert kinds.count("ordinary") >= 1500


@pytest.mark.parametrize("folder", blind.ORDINARY_FOLDERS)
def test_the_other_blind_sets_have_nothing_but_ordinary_lines_of_other_voices(folder: Path) -> None:
    examples = [each for file in folder.glob("*.jsonl") for each in read_jsonl(file)]
    assert len(examples) >= 1500
    assert {each.kind for each in examples} == {"ordinary"}
    others = {DATA_DIR / "corpus", blind.FOLDER, *blind.ORDINARY_FOLDERS} - {folder}
    elsewhere = {file.name for other in others for file in other.iterdir()}
    assert not elsewhere & {file.name for file in folder.iterdir()}
