"""The way in for `selfcheck` and `python -m selfcheck`."""

import selfcheck

selfcheck._end_quietly_on_interrupt()

import gc  # noqa: E402

# A run is short and makes many small values at once: looking through them for cycles again and
# again would cost a tenth of the time until the first page stands.
gc.set_threshold(50_000)

from selfcheck.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
