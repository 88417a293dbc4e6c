"""Example Forum keeps the contract."""

from exampleforum_world import ExampleForumWorld

from connectors.conformance.suite import ConformanceSuite


class TestExampleForum(ConformanceSuite):
    """Hold the connector to every rule that applies to it."""

    world = ExampleForumWorld
