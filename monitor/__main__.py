"""Lets `python -m monitor` do what `reputation-monitor` does."""

from monitor.cli import main

if __name__ == "__main__":
    main()
