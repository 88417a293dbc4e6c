"""monitor.toml and the environment, read once into frozen values."""

from monitor.config.values import (
    Brand,
    Budget,
    Channel,
    Config,
    Notify,
    Owner,
    Period,
    Policy,
    SourceConfig,
    WorkingHours,
)

__all__ = [
    "Brand",
    "Budget",
    "Channel",
    "Config",
    "Notify",
    "Owner",
    "Period",
    "Policy",
    "SourceConfig",
    "WorkingHours",
]
