"""Safety texts and contacts as blocks. Pure.

Whoever reads them may have little time: what can be called stands before the words.
"""

from collections.abc import Iterable, Iterator, Sequence

from selfcheck.questionnaire import Column, Contact, Questionnaire, SafetyRule
from selfcheck.summary.blocks import Block
from selfcheck.words import Say


def compose_safety(
    questionnaire: Questionnaire, rules: Sequence[SafetyRule], say: Say
) -> tuple[Block, ...]:
    """The texts of these rules: first lines and numbers above everything, then the words, then
    all their contacts and columns, none twice. Nothing where there is no rule."""
    return (
        *(Block("first", rule.first) for rule in rules if rule.first),
        *(_compose_call(contact) for contact in leading_contacts(questionnaire, rules)),
        *_compose_words(rules),
        *_compose_contacts(questionnaire, rules, say),
        *_compose_columns(questionnaire, rules, say),
    )


def leading_contacts(
    questionnaire: Questionnaire, rules: Sequence[SafetyRule]
) -> tuple[Contact, ...]:
    """Who can be called: all that can always be reached, or else the first with a phone; of
    several rules one for each, none twice."""
    found: dict[str, Contact] = {}
    for rule in rules:
        reached = [contact for contact in rule_contacts(questionnaire, rule) if contact.phone]
        reached = [contact for contact in reached if contact.always] or reached[:1]
        if len(rules) > 1:
            reached = [contact for contact in reached if contact.id not in found][:1]
        found |= {contact.id: contact for contact in reached}
    return tuple(found.values())


def rule_contacts(questionnaire: Questionnaire, rule: SafetyRule) -> list[Contact]:
    """The contacts of a rule; all of the file where it names none."""
    ids = rule.contacts or tuple(questionnaire.contacts)
    return [questionnaire.contacts[id] for id in ids]


def _compose_words(rules: Iterable[SafetyRule]) -> Iterator[Block]:
    for rule in rules:
        yield Block("heading", rule.title)
        yield Block("text", rule.says)


def _compose_contacts(
    questionnaire: Questionnaire, rules: Iterable[SafetyRule], say: Say
) -> Iterator[Block]:
    named = {c.id: c for rule in rules for c in rule_contacts(questionnaire, rule)}
    if named:
        yield Block("heading", say("result.contacts"))
    for contact in named.values():
        yield from compose_contact(contact)


def _compose_columns(
    questionnaire: Questionnaire, rules: Iterable[SafetyRule], say: Say
) -> Iterator[Block]:
    ids = list(dict.fromkeys(id for rule in rules for id in rule.columns))
    if ids:
        yield Block("heading", say("result.safety-columns"))
    for id in ids:
        yield from compose_column(questionnaire.columns[id])


# --- one contact, one column ------------------------------------------------------------------


def compose_contact(contact: Contact) -> Iterator[Block]:
    """A contact with all that is known of it."""
    yield Block("contact", contact.name, contact.phone)
    for text in (contact.hours, contact.note):
        if text:
            yield Block("note", text)
    if contact.url:
        yield Block("address", contact.url)


def list_contacts(contacts: Iterable[Contact]) -> Iterator[Block]:
    """Contacts in a line each; one without a phone with its address, or else its note."""
    for contact in contacts:
        yield _compose_call(contact)
        if not contact.phone and contact.url:
            yield Block("address", contact.url)
        elif not contact.phone and contact.note:
            yield Block("note", contact.note)


def _compose_call(contact: Contact) -> Block:
    return Block("call", contact.name, contact.phone)


def compose_column(column: Column) -> Iterator[Block]:
    """A column with its address."""
    yield Block("subheading", column.title)
    if column.about:
        yield Block("note", column.about)
    yield Block("address", column.url)
