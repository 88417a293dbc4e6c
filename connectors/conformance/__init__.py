"""What every connector is held to: a small made-up platform on loopback, and the tests that run a connector against it."""
