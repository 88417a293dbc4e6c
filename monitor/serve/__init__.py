"""The page over HTTP, with buttons, for those who want it: the same report, the same acts, and nobody unknown."""
