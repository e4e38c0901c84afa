"""An item analysis as a page for the terminal, as rows; ASCII bars."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from selfcheck.analysis.figures import (
    FEW_RESPONDENTS,
    HARDLY_ANSWERED,
    LOW_ITEM_REST,
    SMALL_GROUP,
    Analysis,
    Correlation,
    Group,
    QuestionFigures,
    Rows,
    ThemeFigures,
)
from selfcheck.questionnaire import Questionnaire
from selfcheck.showing.progress import bar
from selfcheck.showing.rows import BLANK, Row, as_rows
from selfcheck.typesetting import break_lines, cut, display_width, harmless, pad
from selfcheck.words import Say

_BAR, _SHORT_BAR = 20, 5
COLUMNS = (
    "n", "mean", "sd", "item_rest_r", "alpha_without", "lowest_share", "highest_share", "missing"
)  # fmt: skip
_LONGEST_TEXT = 60


def set_analysis(analysis: Analysis, asked: Questionnaire, say: Say, width: int) -> list[Row]:
    """The figures theme by theme, and in words what to look at."""
    rows = [Row(say("analysis.respondents", number=analysis.respondents))]
    for id, theme in analysis.themes.items():
        name = harmless(asked.themes[id].name, False)
        rows += _heading(say("analysis.theme", name=name, id=id), width)
        rows += _set_theme(id, theme, asked, say, width)
    if analysis.questions:
        rows += _heading(say("analysis.questions"), width)
        for id, answers in analysis.questions.items():
            rows += _answer_bars(id, answers, asked, width)
    if analysis.reflections:
        titles = {id: one.title for id, one in asked.reflections.items()}
        rows += _heading(say("analysis.reflections"), width)
        rows += _bars(analysis.reflections, titles, analysis.respondents, width)
    rows += _grid(analysis, say, width)
    rows += _set_groups(analysis, say, width)
    for sentence in quality_sentences(analysis, say):
        rows += [BLANK, *as_rows(break_lines(sentence, width))]
    rows += [BLANK, *as_rows(break_lines(say("analysis.legend"), width), "quiet")]
    return [replace(row, text=row.text.rstrip()) for row in rows]


def _heading(text: str, width: int) -> list[Row]:
    return [BLANK, *as_rows(break_lines(text, width), "heading")]


def _set_theme(
    id: str, theme: ThemeFigures, asked: Questionnaire, say: Say, width: int
) -> list[Row]:
    rows = as_rows(break_lines(describe_theme(theme, say), width, first="  ", rest="  "))
    rows += _bars(theme.levels, level_names(asked, id), theme.n, width)
    rows += _table(theme.questions, say, width)
    for question, figures in theme.questions.items():
        rows += _answer_bars(question, figures.answers, asked, width)
    for hint in describe_hints(theme, asked, say):
        rows += as_rows(break_lines(hint, width, first="  * ", rest="    "), "level")
    return rows


# --- shared with the HTML page --------------------------------------------------------------


def describe_theme(theme: ThemeFigures, say: Say) -> str:
    """The figures of a theme in a line."""
    figures = {"mean": theme.mean, "sd": theme.sd, "alpha": theme.alpha}
    shown = {name: decimal(figure) for name, figure in figures.items()}
    line = say("analysis.theme-figures", n=theme.n, **shown)
    if theme.alpha_interval is None:
        return line
    ends = {
        "lower": decimal(theme.alpha_interval.lower),
        "upper": decimal(theme.alpha_interval.upper),
    }
    return f"{line} {say('analysis.theme-interval', **ends)}"


def level_names(asked: Questionnaire, theme: str) -> dict[str, str]:
    """Level id -> name."""
    return {level.id: level.name for level in asked.themes[theme].rubric}


def answer_names(asked: Questionnaire, question: str) -> dict[str, str]:
    """Value -> label."""
    return {answer.value: answer.label for answer in asked.questions[question].answers}


def question_text(asked: Questionnaire, question: str) -> str:
    """The text of a question, in one line, as it can be shown."""
    return harmless(" ".join(asked.questions[question].ask.split()), False)


def figure_cell(name: str, figure: float | None) -> str:
    """A figure of a question in a cell of a table."""
    if isinstance(figure, int):
        return str(figure)
    if name.endswith("_share") and figure is not None:
        return f"{figure:.0%}"
    return decimal(figure)


def decimal(figure: float | None) -> str:
    """A figure with three decimals, `-` where there is none."""
    return "-" if figure is None else f"{figure:.3f}"


def describe_hints(theme: ThemeFigures, asked: Questionnaire, say: Say) -> Iterator[str]:
    """In words what a counselor should look at."""
    limits = {"few": FEW_RESPONDENTS, "low": LOW_ITEM_REST, "hardly": f"{HARDLY_ANSWERED:.0%}"}
    for hint in theme.hints:
        yield say(f"analysis.theme-{hint}", number=theme.n, limit=limits.get(hint, ""))
    for id, figures in theme.questions.items():
        text = cut(question_text(asked, id), _LONGEST_TEXT)
        for hint in figures.hints:
            yield say(f"analysis.question-{hint}", id=id, text=text, limit=limits.get(hint, ""))


def quality_sentences(analysis: Analysis, say: Say) -> Iterator[str]:
    """What is said of rows that were perhaps answered without reading."""
    kinds: tuple[tuple[str, Rows], ...] = (
        ("same-answers", analysis.same_answers),
        ("repeated", analysis.repeated),
    )
    for key, rows in kinds:
        if rows.count:
            shown = ", ".join(map(str, rows.rows))
            if rows.count > len(rows.rows):
                shown = say("problem.and-more", allowed=shown, more=rows.count - len(rows.rows))
            yield say(f"analysis.{key}", number=rows.count, rows=shown)


# --- bars and tables ------------------------------------------------------------------------


def _bars(counts: Mapping[str, int], names: Mapping[str, str], of: int, width: int) -> list[Row]:
    """A row for every level, answer or reflection: id, bar, count, share, name."""
    longest = max(map(display_width, counts), default=0)
    long = max(_SHORT_BAR, min(_BAR, width // 3 - longest))
    rows = []
    for id, number in counts.items():
        share = number / of if of else 0.0
        before = f"  {pad(id, longest)}  "
        drawn = f"{before}{bar(share, long):<{long}} {number:6} {share:5.0%}  "
        name = harmless(" ".join(names[id].split()), False)
        text = drawn + cut(name, max(0, width - display_width(drawn)))
        rows.append(Row(text, spans=((len(before), len(before) + long, "level"),)))
    return rows


def _answer_bars(
    id: str, answers: Mapping[str, int], asked: Questionnaire, width: int
) -> list[Row]:
    """The answers to a question, below its text; shares are of all that were given."""
    text = cut(f"  {id}  {question_text(asked, id)}", width)
    given = sum(answers.values())
    return [BLANK, Row(text, "strong"), *_bars(answers, answer_names(asked, id), given, width)]


def _table(questions: Mapping[str, QuestionFigures], say: Say, width: int) -> list[Row]:
    """A line for every question, figures under their headings."""
    if not questions:
        return []
    head = [say(f"analysis.column-{name}") for name in COLUMNS]
    rows = {
        id: [figure_cell(name, getattr(one, name)) for name in COLUMNS]
        for id, one in questions.items()
    }
    return _aligned({"": head, **rows}, width)


def _aligned(rows: Mapping[str, Sequence[str]], width: int) -> list[Row]:
    """Rows of cells under each other, numbers at the right, names at the left; as many columns
    side by side as there is room for, the others below."""
    columns = list(zip(*rows.values(), strict=True))
    widths = [max(map(display_width, column)) for column in columns]
    first = max(map(display_width, rows))
    lines: list[Row] = []
    for chunk in _chunks(widths, width - first - 2):
        lines.append(BLANK)
        for name, cells in rows.items():
            shown = "  ".join(_right(cells[place], widths[place]) for place in chunk)
            role = "" if name.strip() else "quiet"
            lines.append(Row(f"  {pad(name, first)}  {shown}", role))
    return lines


def _chunks(widths: Sequence[int], room: int) -> Iterator[list[int]]:
    """The places of columns, cut where there is no more room."""
    chunk: list[int] = []
    used = 0
    for place, width in enumerate(widths):
        if chunk and used + width + 2 > room:
            yield chunk
            chunk, used = [], 0
        chunk.append(place)
        used += width + 2
    yield chunk


def _right(cell: str, room: int) -> str:
    return " " * (room - display_width(cell)) + cell


def _grid(analysis: Analysis, say: Say, width: int) -> list[Row]:
    """Correlations of themes: as they are below the diagonal, corrected above it."""
    if not analysis.correlations:
        return []
    ids = list(analysis.themes)
    found = {one.themes: one for one in analysis.correlations}
    longest = max(map(display_width, ids))
    rows = {" " * (longest + 3): [str(place + 1) for place in range(len(ids))]}
    for row, id in enumerate(ids):
        cells = (_grid_cell(found, ids, row, column) for column in range(len(ids)))
        rows[f"{pad(id, longest)} {row + 1:>2}"] = list(cells)
    shown = [*_heading(say("analysis.correlations"), width), *_aligned(rows, width)[1:]]
    legend = break_lines(say("analysis.correlations-legend"), width)
    return [*shown, *as_rows(legend, "quiet")]


def _grid_cell(
    found: Mapping[tuple[str, str], Correlation], ids: Sequence[str], row: int, column: int
) -> str:
    if row == column:
        return ""
    one = found[ids[min(row, column)], ids[max(row, column)]]
    figure = one.r if row > column else one.corrected
    return "-" if figure is None else f"{figure:.2f}"


def _set_groups(analysis: Analysis, say: Say, width: int) -> list[Row]:
    """The themes of every group; small groups are only counted."""
    if analysis.groups is None:
        return []
    name = harmless(analysis.by or "", False)
    rows = _heading(say("analysis.by", column=name), width)
    for value, group in analysis.groups.items():
        shown = cut(harmless(value, False), _LONGEST_TEXT) or say("analysis.no-value")
        heading = say("analysis.group", value=shown, number=group.respondents)
        rows += [BLANK, *as_rows(break_lines(heading, width), "strong")]
        rows += _group_table(group, say, width)
    return rows


def _group_table(group: Group, say: Say, width: int) -> list[Row]:
    if group.themes is None:
        sentence = say("analysis.small-group", limit=SMALL_GROUP)
        return as_rows(break_lines(sentence, width, first="  ", rest="  "))
    head = [say(f"analysis.column-{name}") for name in ("n", "mean", "sd", "alpha")]
    rows = {id: _theme_cells(one) for id, one in group.themes.items()}
    return _aligned({"": head, **rows}, width)[1:]


def _theme_cells(theme: ThemeFigures) -> list[str]:
    return [str(theme.n), decimal(theme.mean), decimal(theme.sd), decimal(theme.alpha)]
