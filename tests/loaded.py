"""Loads what commands load, once, for processes whose children run commands."""

from __future__ import annotations

from importlib import import_module

import numpy as np  # noqa: F401 - loading is all this file is for
import onnxruntime  # noqa: F401 - as above
import praw  # type: ignore[import-untyped]  # noqa: F401 - as above
import requests  # noqa: F401 - as above
import sqlalchemy.dialects.sqlite  # noqa: F401 - as above
import tokenizers  # noqa: F401 - as above
import tweepy  # type: ignore[import-untyped]  # noqa: F401 - as above
import vaderSentiment.vaderSentiment  # noqa: F401 - as above

import monitor.analysis.assess
import monitor.commands.case
import monitor.commands.lists
import monitor.commands.run
import monitor.outreach.acts
import monitor.outreach.decide
import monitor.outreach.mailed
import monitor.stories.grouping
import monitor.stories.sense  # noqa: F401 - as above
from connectors import registry as connectors
from reports.registry import BUILT_IN

for name in connectors.names():
    connectors.load(name)
for module in BUILT_IN.values():
    import_module(module)
