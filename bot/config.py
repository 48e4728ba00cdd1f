"""The operator's settings: config.toml, with environment variables winning."""

import os
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict
from pydantic_settings import TomlConfigSettingsSource as TomlSource

from bot.errors import ConfigError

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
TOKEN = re.compile(r"\d{6,12}:[A-Za-z0-9_-]{30,50}")
MEND = {
    "extra_forbidden": "没有这个设置",
    "missing": "缺少这个设置",
}


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class Telegram(_Section):
    """How to reach the Bot API."""

    token: str = Field(default="", repr=False)
    base_url: str = "https://api.telegram.org/bot"
    webhook_url: str = ""
    webhook_listen: str = "127.0.0.1:8443"
    webhook_secret: str = Field(default="", repr=False)

    @field_validator("token")
    @classmethod
    def _token(cls, value: str) -> str:
        if value and not TOKEN.fullmatch(value):
            raise ValueError("机器人令牌的样子应是“数字：字母串”，请到 @BotFather 重新复制")
        return value


class Storage(_Section):
    """Where the database lies, and where the week's keys lie (memory-backed)."""

    path: Path = Path("jianfu.db")
    keys: Path = Field(default_factory=lambda: runtime_folder(os.environ))


class Weekly(_Section):
    """When a week ends and when its digest is sent."""

    timezone: str = "Asia/Shanghai"
    digest_at: str = "Mon 09:00"

    @field_validator("timezone")
    @classmethod
    def _timezone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("没有这个时区，请写成 Asia/Shanghai 这样") from error
        return value

    @field_validator("digest_at")
    @classmethod
    def _digest_at(cls, value: str) -> str:
        day, _, clock = value.partition(" ")
        if day not in WEEKDAYS or not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", clock):
            raise ValueError("请写成 Mon 09:00 这样（Mon 到 Sun,24 小时制）")
        return value


class Privacy(_Section):
    """The release rule may be made stricter, never looser."""

    k: int = Field(default=5, ge=5, le=100)
    epsilon: float = Field(default=1.0, gt=0, le=1)


class Log(_Section):
    """How much the log says; it never holds text, names or ids at any level."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"


class Config(BaseSettings):
    """All settings of one installation."""

    model_config = SettingsConfigDict(
        env_prefix="JIANFU_",
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        hide_input_in_errors=True,
    )
    telegram: Telegram = Telegram()
    storage: Storage = Field(default_factory=Storage)
    week: Weekly = Weekly()
    privacy: Privacy = Privacy()
    log: Log = Log()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Environment first, then what the file said (passed as init values)."""
        return env_settings, init_settings


def runtime_folder(environ: Mapping[str, str]) -> Path:
    """The memory-backed folder the system gives services, else one under /dev/shm."""
    given = environ.get("RUNTIME_DIRECTORY") or environ.get("XDG_RUNTIME_DIR")
    return Path(given) / "jianfu" if given else Path(f"/dev/shm/jianfu-{os.getuid()}")  # noqa: S108


def load(file: Path | None) -> Config:
    """Read `file` (or ./config.toml where there is one); raises ConfigError in one line."""
    path = file or Path("config.toml")
    if file is None and not path.exists():
        return _validated({}, "环境变量")
    try:
        values = TomlSource(Config, path)() if path.exists() else None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path} 不是有效的 TOML:{error}；对照 config.example.toml 改") from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"读不了 {path}({type(error).__name__})；检查权限和编码") from error
    if values is None:
        raise ConfigError(f"找不到 {path}；复制 config.example.toml 再改")
    return _validated(values, str(path))


def _validated(values: dict[str, object], source: str) -> Config:
    try:
        return Config(**values)  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        name = ".".join(str(part) for part in first["loc"])
        reason = MEND.get(first["type"], first["msg"].removeprefix("Value error, "))
        raise ConfigError(
            f"设置 {name}({source}):{reason}；每一项的写法见 config.example.toml"
        ) from None
