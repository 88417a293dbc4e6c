"""monitor.toml and the environment, read once into frozen values."""

from monitor.config.values import Brand, Config, Owner, Policy, SourceConfig, WorkingHours

__all__ = ["Brand", "Config", "Owner", "Policy", "SourceConfig", "WorkingHours"]
