"""monitor.toml and the environment, read once into frozen values."""

from monitor.config.values import (
    AlertRules,
    Brand,
    Budget,
    Config,
    Owner,
    Period,
    Policy,
    QuietHours,
    SourceConfig,
    WorkingHours,
)

__all__ = [
    "AlertRules",
    "Brand",
    "Budget",
    "Config",
    "Owner",
    "Period",
    "Policy",
    "QuietHours",
    "SourceConfig",
    "WorkingHours",
]
