"""One small module for each group of commands. Each command takes the parsed options and gives an exit code."""
