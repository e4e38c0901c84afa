"""Moments in the time zone of this computer, whatever TZ says. Pure."""

from datetime import UTC, datetime


def in_local_time(moment: datetime) -> datetime:
    """A moment with the offset of this computer's time zone, one without an offset being taken for
    local; in UTC where TZ names an offset of a day or more, which `datetime` refuses.

    Raises ValueError, OverflowError or OSError for a moment that the calendar does not hold.
    """
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
