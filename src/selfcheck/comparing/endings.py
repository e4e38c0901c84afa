"""What two questionnaires lead to differently: safety texts, reflections, remarks, and their links.
Pure."""

from collections.abc import Iterator

from selfcheck.comparing.differences import (
    Difference,
    Part,
    compare_conditions,
    compare_names,
    compare_order,
)
from selfcheck.problems import Path
from selfcheck.questionnaire import Questionnaire


def compare_safety(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Rules, the answers that bring them, and whom they point to."""
    titles = [{id: rule.title for id, rule in one.safety.items()} for one in (old, new)]
    yield from compare_order("safety", ("safety",), *titles)
    for id, now in new.safety.items():
        was, path = old.safety.get(id), ("safety", id)
        if was is None:
            continue
        found = Difference("safety", "safety-when", path, now.title)
        yield from compare_conditions(found, ((old, was.when), (new, now.when)))
        if was.instead != now.instead:
            code = "safety-instead" if now.instead else "safety-above"
            yield Difference("safety", code, path, now.title)
        contacts = was.contacts or tuple(old.contacts), now.contacts or tuple(new.contacts)
        yield from compare_names("safety", "contacts", path, now.title, contacts)
        yield from compare_names("safety", "columns", path, now.title, (was.columns, now.columns))
    names = [{id: contact.name for id, contact in one.contacts.items()} for one in (old, new)]
    yield from _come_and_gone("safety", ("contacts",), *names)
    for id, contact in new.contacts.items():
        if id in old.contacts and old.contacts[id].always != contact.always:
            code = "contact-always" if contact.always else "contact-not-always"
            yield Difference("safety", code, ("contacts", id), contact.name)


def compare_reflections(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Which reflections there are, in which order, and when they are shown."""
    titles = [{id: one.title for id, one in each.reflections.items()} for each in (old, new)]
    yield from compare_order("reflections", ("reflections",), *titles)
    for id, now in new.reflections.items():
        was, path = old.reflections.get(id), ("reflections", id)
        if was is None:
            continue
        found = Difference("reflections", "reflection-when", path, now.title)
        yield from compare_conditions(found, ((old, was.when), (new, now.when)))
        columns, ponder = (was.columns, now.columns), (was.ponder, now.ponder)
        yield from compare_names("reflections", "columns", path, now.title, columns)
        yield from compare_names("reflections", "ponder", path, now.title, ponder)
    titles = [{id: column.title for id, column in one.columns.items()} for one in (old, new)]
    yield from _come_and_gone("reflections", ("columns",), *titles)


def compare_remarks(old: Questionnaire, new: Questionnaire) -> Iterator[Difference]:
    """Which remarks there are, in which order, and when they are shown. One without a title is
    known by its words."""
    names = [{id: one.title or one.says for id, one in each.remarks.items()} for each in (old, new)]
    yield from compare_order("reflections", ("remarks",), *names)
    for id, now in new.remarks.items():
        was, path = old.remarks.get(id), ("remarks", id)
        if was is None:
            continue
        found = Difference("reflections", "remark-when", path, names[1][id])
        yield from compare_conditions(found, ((old, was.when), (new, now.when)))
        both = was.columns, now.columns
        yield from compare_names("reflections", "columns", path, names[1][id], both)


def _come_and_gone(part: Part, place: Path, *both: dict[str, str]) -> Iterator[Difference]:
    """Things whose order nobody sees."""
    found = compare_order(part, place, *both)
    yield from (difference for difference in found if difference.code != "moved")
