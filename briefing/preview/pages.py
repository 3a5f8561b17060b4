"""The page and its parts as HTML. All that is anybody's words is escaped here, and nowhere else.

What the page says of a report is the report's; what it says of itself is here.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from briefing.document import Palette
from briefing.explain import Explanation
from briefing.preview.jobs import Job
from briefing.preview.session import Look
from briefing.preview.settings_form import Field
from briefing.problems import Problem, on_one_line
from briefing.writers.html.colours import DARK_PAPER, PAPER, custom_properties, dark

SHOWN = 200     # problems that are listed
EDITIONS = {"private": "Private edition", "public": "Public edition"}
PANELS = {"answer": "Ask", "problems": "Problems", "write": "Write", "settings": "Settings",
          "work": "Work"}


@cache
def style() -> str:
    """The page's own style sheet, in the colours of the HTML edition."""
    palette = Palette()
    return (f":root{{{custom_properties(palette, PAPER)}}}\n"
            "@media (prefers-color-scheme:dark){:root{"
            f"{custom_properties(dark(palette), DARK_PAPER)}}}}}\n{_asset('preview.css')}")


@cache
def script() -> str:
    """The page's own script."""
    return _asset("preview.js")


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


# ── the whole ───────────────────────────────────────────────────────────────────────────────────


def page(look: Look, editions: Sequence[str]) -> str:
    """The page as it is first sent: the rest of it is asked for by its script."""
    title = look.report.prepared.report.settings.report.title if look.report else "Briefing"
    panels = "".join(
        f'<section id="{name}" class="panel" aria-labelledby="{name}.title"'
        f'{" hidden" if name != "answer" else ""}><h2 id="{name}.title" tabindex="-1">{words}</h2>'
        f'<div class="inside">{_first() if name == "answer" else ""}</div></section>\n'
        for name, words in PANELS.items())
    return _shell(title, editions, '<link rel="stylesheet" href="preview.css">\n'
                  '<script src="preview.js" defer></script>\n', _frame("", editions), panels,
                  tuple(PANELS), "")


def once(title: str, edition: str, report: bytes, answers: Mapping[str, object],
         problems: Sequence[Problem], state: str) -> bytes:
    """The page as one file: the report, and what can be asked of it, nothing else."""
    styles, run = style(), script()
    held = base64.b64encode(gzip.compress(
        json.dumps(answers, ensure_ascii=False, separators=(",", ":")).encode(), mtime=0)).decode()
    inside = report.decode()
    policy = (f"default-src 'none'; style-src {_hashes(styles)} {_inner(inside, 'style-src')}; "
              f"script-src {_hashes(run)} {_inner(inside, 'script-src')}; img-src data:; "
              "frame-src 'self'; base-uri 'none'; form-action 'none'")
    head = (f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            f"<style>{styles}</style>\n")
    shown = {"answer": "Ask", "problems": "Problems"}
    made = {"answer": _first(), "problems": problem_list(problems, False)}
    panels = "".join(
        f'<section id="{name}" class="panel" aria-labelledby="{name}.title"'
        f'{" hidden" if name != "answer" else ""}><h2 id="{name}.title" tabindex="-1">{words}</h2>'
        f'<div class="inside">{made[name]}</div></section>\n' for name, words in shown.items())
    tail = (f'<script type="application/json" id="answers">"{held}"</script>\n'
            f"<script>{run}</script>\n")
    return _shell(title, (edition,), head, _frame(inside, (edition,)), panels, tuple(shown),
                  tail, state).encode()


def _hashes(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _inner(report: str, rule: str) -> str:
    """The hashes that a report's own page allows."""
    return report.split(f"{rule} ", 1)[1].split(";", 1)[0]


def _shell(title: str, editions: Sequence[str], head: str, frame: str, panels: str,
           names: Sequence[str], tail: str, state: str = "Reading the folder …") -> str:
    chosen = ""
    if len(editions) > 1:
        options = "".join(f'<option value="{escape(name)}">{EDITIONS[name]}</option>'
                          for name in editions)
        chosen = f'<label class="edition">Edition <select id="edition">{options}</select></label>'
    buttons = "".join(
        f'<button type="button" data-panel="{name}" aria-controls="{name}"'
        f'{" aria-current=true" if name == "answer" else ""}>{PANELS[name]}'
        f'{"<span class=count></span>" if name == "problems" else ""}</button>' for name in names)
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title, quote=False)} (preview)</title>\n"
        f'<link rel="icon" href="data:,">\n{head}</head>\n<body>\n'
        '<a class="skip" href="#answer">Skip to the panel</a>\n'
        f'<header class="bar"><h1>{escape(title, quote=False)}</h1>'
        '<label class="edition" hidden>Area <select id="area"></select></label>'
        f'{chosen}'
        f'<p id="state" role="status"><span class="light" aria-hidden="true"></span>'
        f'<span class="words">{escape(state)}</span></p></header>\n'
        f'<main class="desk">\n<div class="paper">{frame}</div>\n'
        f'<div class="side"><nav aria-label="Panels">'
        f'<button type="button" data-panel="report" class="narrow-only">Report</button>'
        f'{buttons}</nav>\n<div class="panels">{panels}</div></div>\n</main>\n'
        f'<p id="said" class="heard" role="status"></p>\n{tail}</body>\n</html>\n')


def _frame(report: str, editions: Sequence[str]) -> str:
    """The report in a frame of its own, as its readers have it."""
    inside = f' srcdoc="{escape(report)}"' if report else ""
    return (f'<iframe id="report" title="The report: {EDITIONS[editions[0]].lower()}"'
            f"{inside}></iframe>")


def _first() -> str:
    return ("<p>Click any sentence or figure of the report, or move to one with the arrow keys and "
            "press Enter: here you see what it is, how it was worked out, and the cells that it is "
            "from.</p>")


# ── what is asked ───────────────────────────────────────────────────────────────────────────────


def answer(explanation: Explanation) -> dict[str, object]:
    """An explanation for the script: its title, and each part's lines as lists of words."""
    return {"asked": explanation.asked, "title": explanation.title, "parts": [
        [part.heading, [[line.depth, line.label, line.text, line.note, line.asks]
                        for line in part.lines]] for part in explanation.parts]}


# ── what is wrong ───────────────────────────────────────────────────────────────────────────────


def problem_list(problems: Sequence[Problem], acceptable: bool = True, hash_: str = "") -> str:
    """Each problem with its place and its remedy, errors first; warnings can be accepted."""
    if not problems:
        return '<p class="calm">Nothing is wrong with the folder.</p>'
    ordered = sorted(problems, key=lambda problem: problem.warning)
    rows = "".join(_problem(problem, n, acceptable, hash_)
                   for n, problem in enumerate(ordered[:SHOWN]))
    more = (f"<p>… and {len(ordered) - SHOWN:,} more.</p>" if len(ordered) > SHOWN else "")
    return f'<ul class="problems">{rows}</ul>{more}'


def _problem(problem: Problem, number: int, acceptable: bool, hash_: str) -> str:
    kind = "warning" if problem.warning else "error"
    words = {"warning": "Warning", "error": "Problem"}[kind]
    file = problem.place.file
    there = ""
    if acceptable and file.startswith("commentary/"):
        there = (f'<button type="button" class="quiet" data-write="{escape(file)}">Open '
                 f"{escape(file)}</button>")
    elif acceptable and problem.place.column.startswith("report."):
        there = (f'<button type="button" class="quiet" data-setting="'
                 f'{escape(problem.place.column.removeprefix("report."))}">Open the setting'
                 "</button>")
    accept = ""
    if acceptable and problem.warning:
        accept = (
            f'<details><summary>Accept it<span class="heard">: {escape(problem.what)}</span>'
            f'</summary><form data-send="accept" data-hash="{escape(hash_)}">'
            f'<input type="hidden" name="warning" value="{escape(str(problem))}">'
            f'<label for="reason.{number}">Why it is right as it stands</label>'
            f'<input id="reason.{number}" name="reason" required autocomplete="off">'
            '<button type="submit">Accept with this reason</button>'
            '<p class="outcome" role="status"></p></form></details>')
    return (f'<li class="{kind}"><p class="place"><strong>{words}</strong> '
            f"{escape(on_one_line(str(problem.place)))}</p><p>{escape(on_one_line(problem.what))}"
            f"</p><p class=\"remedy\">{escape(on_one_line(problem.hint))}</p>{there}{accept}</li>")


def faults(problems: Iterable[Problem]) -> str:
    """Problems with what was sent, beside the form."""
    rows = "".join(f"<li class=error><p>{escape(on_one_line(str(problem)))}</p></li>"
                   for problem in problems)
    return f'<ul class="problems">{rows}</ul>'


# ── settings ────────────────────────────────────────────────────────────────────────────────────


def in_textarea(text: str) -> str:
    """The text in a field of lines, of which a browser takes the first line break for its own."""
    return "\n" + escape(text, quote=False)


def settings_panel(fields: Sequence[Field], hash_: str) -> str:
    """[report] as a form."""
    rows = "".join(map(_field, fields))
    return (f'<form data-send="settings" data-hash="{escape(hash_)}" class="fields">{rows}'
            '<p class="buttons"><button type="submit" class="main">Save to report.toml</button>'
            '<span class="outcome" role="status"></span></p></form>')


def _field(field: Field) -> str:
    name = f"set.{escape(field.key)}"
    needed = " required" if field.needed else ""
    said = f' aria-describedby="{name}.hint"' if field.hint else ""
    hint = f'<p class="note" id="{name}.hint">{escape(field.hint)}</p>' if field.hint else ""
    common = f'id="{name}" name="{escape(field.key)}"{needed}{said}'
    label = f'<label for="{name}">{escape(field.label)}</label>{hint}'
    match field.kind:
        case "choice":
            known = field.choices if field.value in field.choices else (
                field.value, *field.choices)
            options = "".join(
                f'<option value="{escape(choice)}"{" selected" * (choice == field.value)}>'
                f"{escape(choice.replace('_', ' ') or 'as the figures are')}</option>"
                for choice in known)
            return f"{label}<select {common}>{options}</select>"
        case "yes":
            checked = " checked" if field.value else ""
            return (f'<label class="tick"><input type="checkbox" value="yes" {common}{checked}> '
                    f"{escape(field.label)}</label>")
        case "lines":
            return f'{label}<textarea rows="3" {common}>{in_textarea(field.value)}</textarea>'
        case _:
            kind = "date" if field.kind == "date" else "text"
            return (f'{label}<input type="{kind}" autocomplete="off" {common} '
                    f'value="{escape(field.value)}">')


# ── work ────────────────────────────────────────────────────────────────────────────────────────


def work_panel(word_files: Sequence[str], names: Sequence[str], edited: str) -> str:
    """Buttons for what the terminal does."""
    options = "".join(f'<option value="{escape(name)}">{escape(name)}</option>'
                      for name in word_files)
    pick = ('<form data-job="review" class="fields"><label for="pick">A Word file of the folder'
            f'</label><select id="pick" name="file">{options}</select>'
            '<button type="submit">Review it</button></form>' if word_files else "")
    agree = "".join(f'<option value="{escape(name)}">{escape(name)}</option>' for name in names)
    accept = ""
    if edited:
        accept = (
            f"<h4>Take {escape(edited)} into the folder</h4>"
            '<form data-job="accept" class="fields">'
            + (f'<label for="agreed">Agreed by</label><select id="agreed" name="agreed">'
               f'<option value="">nobody yet</option>{agree}</select>' if names else "")
            + '<label class="tick"><input type="checkbox" name="over" value="yes"> Where two '
            "people changed the same, take this file’s words</label>"
            '<label class="tick"><input type="checkbox" name="revised" value="yes"> It is of other '
            "data: take what is still said the same</label>"
            '<button type="submit">Accept it</button></form>')
    return (
        "<h3>Check and build</h3>"
        '<p class="buttons"><button type="button" data-job="check">Check</button>'
        '<button type="button" data-job="build" class="main">Build</button></p>'
        "<details><summary>The clean set to circulate</summary>"
        '<form data-job="build" class="fields"><input type="hidden" name="final" value="yes">'
        '<label for="leave">Left open, one a line: NAME: why</label>'
        '<textarea id="leave" name="leave_open" rows="3"></textarea>'
        '<button type="submit">Build the final report</button></form></details>'
        "<h3>An edited Word file</h3>"
        '<form data-upload class="fields"><label for="send">From elsewhere</label>'
        '<input id="send" type="file" accept=".docx" required>'
        f'<button type="submit">Review it</button></form>{pick}{accept}'
        "<h3>Next month</h3><details><summary>Move the report on</summary>"
        '<form data-job="next" class="fields">'
        '<p class="note">report.toml is changed; as it was it is kept in earlier/.</p>'
        '<label for="to">To which period</label>'
        '<input id="to" name="period" autocomplete="off" aria-describedby="to.hint">'
        '<p class="note" id="to.hint">Blank is the next one.</p>'
        '<label for="on">When the meeting is</label>'
        '<input id="on" name="day" type="date" aria-describedby="on.hint">'
        '<p class="note" id="on.hint">Blank is in the same week of its month.</p>'
        '<button type="submit">Move on</button></form></details>'
        '<div id="job" aria-live="polite"></div>')


def job_box(job: Job | None, files: Mapping[str, str]) -> str:
    """The work that is done or was done last; `files` are the addresses of what it built."""
    if job is None:
        return ""
    if job.state == "working":
        share = round(100 * job.done)
        return (f'<div class="job"><p><strong>{escape(job.name)}</strong> {escape(job.step)} …</p>'
                f'<progress max="100" value="{share}" aria-label="{escape(job.name)}">{share}%'
                "</progress></div>")
    said = {"done": "Done", "problems": "Not done: nothing was written",
            "failed": "The program failed; the terminal says where"}[job.state]
    lines = "".join(f"<p>{escape(on_one_line(line))}</p>" for line in job.outcome.lines)
    made = "".join(f'<li><a href="{escape(address)}" target="_blank">{escape(name)}</a></li>'
                   for name, address in files.items())
    seen = ('<p><button type="button" data-show="review">See the review</button></p>'
            if job.outcome.page else "")
    problems = (problem_list(job.outcome.problems, acceptable=False)
                if job.outcome.problems else "")
    return (f'<div class="job {job.state}"><p><strong>{escape(job.name)}</strong> {said}.</p>'
            f"{lines}{seen}{f'<ul>{made}</ul>' if made else ''}{problems}</div>")
