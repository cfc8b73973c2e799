"""Settings: the environment and `.env`, read once, checked together. Every fault is named in one line with its mend."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

TELEGRAM: Final = "https://api.telegram.org"


class Settings(BaseSettings):
    """What a host can set; `.env.example` explains each. Frozen: nothing changes while the bot runs."""

    model_config = SettingsConfigDict(env_file=".env", env_file_encoding="utf-8", frozen=True, extra="ignore")

    bot_token: SecretStr | None = None
    bot_api_url: str = TELEGRAM
    database_url: str = "sqlite:///data/recourse.db"
    operator_ids: Annotated[tuple[int, ...], NoDecode] = ()
    default_language: str = "en"
    reminder_tick_seconds: int = Field(default=30, ge=1, le=3600)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @field_validator("bot_token", mode="before")
    @classmethod
    def _blank_is_absent(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("operator_ids", mode="before")
    @classmethod
    def _numbers(cls, value: object) -> object:
        return tuple(part for part in value.replace(",", " ").split()) if isinstance(value, str) else value

    @field_validator("bot_api_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, value: object) -> object:
        return value.upper() if isinstance(value, str) else value


class SettingsFault(Exception):
    """Some settings are wrong; the text has one line for each."""


def load() -> Settings:
    """The settings of this process. Raises `SettingsFault` with every fault at once."""
    try:
        return Settings()
    except ValidationError as fault:
        lines = [
            f"{'.'.join(str(part) for part in one['loc'][:1]).upper()}: {one['msg']}. See .env.example."
            for one in fault.errors()
        ]
        raise SettingsFault("\n".join(dict.fromkeys(lines))) from None
