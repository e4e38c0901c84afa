"""An item analysis as one HTML file: pictures within it, nothing loaded, fit for printing."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from selfcheck.analysis.figures import SMALL_GROUP, Analysis, Group, QuestionFigures, ThemeFigures
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.analysis import (
    COLUMNS,
    answer_names,
    decimal,
    describe_hints,
    describe_theme,
    figure_cell,
    level_names,
    quality_sentences,
    question_text,
)
from selfcheck.summary.html import html_page
from selfcheck.typesetting import harmless
from selfcheck.words import Say

_STYLE = """\
main { max-width: 60em; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; margin: 0 0 1em; }
th, td { padding: .1em .7em; text-align: right; line-height: 1.5; }
th { font-weight: normal; color: var(--quiet); }
th[scope=row], td.name { text-align: left; }
.bar { fill: var(--bar); }
.rest { fill: var(--rest); }
@media print { .wide { overflow: visible; } tr { break-inside: avoid; }
  section { break-inside: auto; } }
"""
_BAR_WIDTH = 160


def render_html(analysis: Analysis, asked: Questionnaire, say: Say) -> str:
    """The whole page."""
    title = say("analysis.html-title", title=asked.title)
    parts = [
        f"<h1>{_text(title)}</h1>",
        f"<p>{_text(say('analysis.respondents', number=analysis.respondents))}</p>",
        *(f"<p>{_text(sentence)}</p>" for sentence in quality_sentences(analysis, say)),
        *(_theme(id, theme, asked, say) for id, theme in analysis.themes.items()),
        *_questions(analysis, asked, say),
        *_reflections(analysis, asked, say),
        *_correlations(analysis, asked, say),
        *_groups(analysis, asked, say),
        f'<p class="note">{_text(say("analysis.legend"))}</p>',
    ]
    return html_page(title, asked.language, "\n".join(parts), _STYLE)


def _text(text: str) -> str:
    return escape(harmless(text, False))


def _heading(key: str, say: Say, **facts: object) -> str:
    return f"<h2>{_text(say(key, **facts).strip('- '))}</h2>"


def _theme(id: str, theme: ThemeFigures, asked: Questionnaire, say: Say) -> str:
    parts = [
        _heading("analysis.theme", say, name=asked.themes[id].name, id=id),
        f"<p>{_text(describe_theme(theme, say))}</p>",
        _bars(theme.levels, level_names(asked, id), theme.n),
        _question_table(theme.questions, asked, say),
        *_hints(theme, asked, say),
        *(
            part
            for question, figures in theme.questions.items()
            for part in _answers(question, figures.answers, asked)
        ),
    ]
    return "<section>\n" + "\n".join(parts) + "\n</section>"


def _hints(theme: ThemeFigures, asked: Questionnaire, say: Say) -> Iterator[str]:
    items = "".join(f"<li>{_text(hint)}</li>" for hint in describe_hints(theme, asked, say))
    if items:
        yield f"<ul>{items}</ul>"


def _answers(id: str, answers: Mapping[str, int], asked: Questionnaire) -> Iterator[str]:
    yield f"<h3>{_text(id)} {_text(question_text(asked, id))}</h3>"
    yield _bars(answers, answer_names(asked, id), sum(answers.values()))


def _questions(analysis: Analysis, asked: Questionnaire, say: Say) -> Iterator[str]:
    if analysis.questions:
        yield _heading("analysis.questions", say)
        for id, answers in analysis.questions.items():
            yield from _answers(id, answers, asked)


def _reflections(analysis: Analysis, asked: Questionnaire, say: Say) -> Iterator[str]:
    if analysis.reflections:
        titles = {id: one.title for id, one in asked.reflections.items()}
        yield _heading("analysis.reflections", say)
        yield _bars(analysis.reflections, titles, analysis.respondents)


# --- tables and pictures --------------------------------------------------------------------


def _bars(counts: Mapping[str, int], names: Mapping[str, str], of: int) -> str:
    """A table with a picture in every row."""
    rows = []
    for id, number in counts.items():
        share = number / of if of else 0.0
        cells = [_text(id), _bar(share), str(number), f"{share:.0%}"]
        name = f'<td class="name">{_text(names[id])}</td>'
        rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + name + "</tr>")
    return f'<div class="wide"><table>{"".join(rows)}</table></div>'


def _bar(share: float) -> str:
    """A share as a picture, with its number for those who do not see it."""
    return (
        f'<svg role="img" width="{_BAR_WIDTH}" height="10"><title>{share:.0%}</title>'
        f'<rect class="rest" width="{_BAR_WIDTH}" height="10"/>'
        f'<rect class="bar" width="{share * _BAR_WIDTH:.1f}" height="10"/></svg>'
    )


def _table(head: Sequence[str], rows: Iterable[tuple[str, Sequence[str]]]) -> str:
    lines = ["<tr><th></th>" + "".join(f'<th scope="col">{_text(h)}</th>' for h in head) + "</tr>"]
    for name, cells in rows:
        shown = "".join(f"<td>{_text(cell)}</td>" for cell in cells)
        lines.append(f'<tr><th scope="row">{_text(name)}</th>{shown}</tr>')
    return '<div class="wide"><table>' + "\n".join(lines) + "</table></div>"


def _question_table(
    questions: Mapping[str, QuestionFigures], asked: Questionnaire, say: Say
) -> str:
    head = [say(f"analysis.column-{name}") for name in COLUMNS]
    rows = (
        (id, [figure_cell(name, getattr(one, name)) for name in COLUMNS])
        for id, one in questions.items()
    )
    return _table(head, rows)


def _correlations(analysis: Analysis, asked: Questionnaire, say: Say) -> Iterator[str]:
    if not analysis.correlations:
        return
    yield _heading("analysis.correlations", say)
    rows = (
        (" / ".join(one.themes), [str(one.n), decimal(one.r), decimal(one.corrected)])
        for one in analysis.correlations
    )
    head = [say(f"analysis.column-{name}") for name in ("n", "r", "corrected")]
    yield _table(head, rows)


def _groups(analysis: Analysis, asked: Questionnaire, say: Say) -> Iterator[str]:
    if analysis.groups is None:
        return
    yield _heading("analysis.by", say, column=analysis.by or "")
    for value, group in analysis.groups.items():
        shown = value or say("analysis.no-value")
        sentence = say("analysis.group", value=shown, number=group.respondents)
        yield f"<h3>{_text(sentence)}</h3>"
        yield _group(group, say)


def _group(group: Group, say: Say) -> str:
    if group.themes is None:
        return f"<p>{_text(say('analysis.small-group', limit=SMALL_GROUP))}</p>"
    head = [say(f"analysis.column-{name}") for name in ("n", "mean", "sd", "alpha")]
    rows = (
        (id, [str(one.n), decimal(one.mean), decimal(one.sd), decimal(one.alpha)])
        for id, one in group.themes.items()
    )
    return _table(head, rows)
