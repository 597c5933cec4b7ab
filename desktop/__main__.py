"""``python -m desktop`` is ``determination-desk``."""

import multiprocessing
import sys

from desktop import cli
from desktop.platform import privacy


def main() -> int:
    """Runs the command line in a process with protected memory; returns the exit status."""
    privacy.harden()
    return cli.main()


if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
