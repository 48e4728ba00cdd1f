"""Settings: one line says what is wrong and how to mend it."""

import tomllib
from pathlib import Path

import pytest

from bot import config
from bot.errors import ConfigError

EXAMPLE = Path(__file__).parent.parent / "config.example.toml"


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text)
    return file


def test_the_example_is_valid_and_holds_the_defaults(tmp_path: Path) -> None:
    loaded = config.load(EXAMPLE)
    assert loaded == config.load(write(tmp_path, ""))


def test_the_example_explains_every_setting() -> None:
    example = EXAMPLE.read_text()
    for section, model in config.Config.model_fields.items():
        fields = model.annotation.model_fields  # type: ignore[union-attr]
        assert f"[{section}]" in example
        for name in fields:
            assert f"{name} = " in example


def test_there_are_at_most_fifteen_settings() -> None:
    sections = config.Config.model_fields.values()
    assert sum(len(section.annotation.model_fields) for section in sections) <= 15  # type: ignore[union-attr]


def test_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANFU_WEEK__DIGEST_AT", "Tue 10:00")
    assert config.load(write(tmp_path, '[week]\ndigest_at = "Mon 08:00"')).week.digest_at == (
        "Tue 10:00"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[telegram]\ntokn = 'x'", "telegram.tokn"),
        ("[telegram]\ntoken = 'nonsense'", "@BotFather"),
        ("[week]\ntimezone = 'Mars'", "Asia/Shanghai"),
        ("[week]\ndigest_at = 'Monday 9'", "Mon 09:00"),
        ("[privacy]\nk = 3", "privacy.k"),
        ("[privacy]\nepsilon = 2", "privacy.epsilon"),
        ("[week", "TOML"),
    ],
)
def test_a_wrong_setting_is_named_with_its_mend(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(write(tmp_path, text))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "config.example.toml" in str(caught.value)


def test_a_wrong_token_is_not_repeated_in_the_message(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        config.load(write(tmp_path, "[telegram]\ntoken = '12345:almost-a-token'"))
    assert "almost-a-token" not in str(caught.value)


def test_a_missing_file_says_what_to_copy(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"config\.example\.toml"):
        config.load(tmp_path / "none.toml")


def test_the_example_is_toml() -> None:
    assert tomllib.loads(EXAMPLE.read_text())
