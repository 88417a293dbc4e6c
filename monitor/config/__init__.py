"""monitor.toml and the environment, read once into frozen values."""

from monitor.config.values import (
    AlertRules,
    Brand,
    Budget,
    Channel,
    Config,
    Notify,
    Owner,
    Period,
    Policy,
    QuietHours,
    Role,
    Serving,
    SourceConfig,
    Visitor,
    WorkingHours,
)

__all__ = [
    "AlertRules",
    "Brand",
    "Budget",
    "Channel",
    "Config",
    "Notify",
    "Owner",
    "Period",
    "Policy",
    "QuietHours",
    "Role",
    "Serving",
    "SourceConfig",
    "Visitor",
    "WorkingHours",
]
