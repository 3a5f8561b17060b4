"""What is written in the page, as HTML: the places for words, a file in its field, both texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape

from briefing.narrative.sentence import Figure
from briefing.preview.pages import in_textarea
from briefing.preview.unsaved import Unsaved
from briefing.preview.words import Read, Remark
from briefing.preview.writing import ALL, Conflict, Own, Written
from briefing.problems import on_one_line
from briefing.review.redline import Fate, redline


def write_panel(owns: Sequence[Own], names: Mapping[str, str], in_sheet: Sequence[str],
                kept: Sequence[Unsaved], area: tuple[str, str]) -> str:
    """What is asked of the author, the files that there are, and how to begin another.

    `kept` are words that were not saved; `area` is the id and the name of the one of many.
    """
    asked = [own for own in owns if own.asked and not own.exists]
    there = [own for own in owns if own.exists]
    made = _kept(kept, {own.name: own for own in owns})
    if asked:
        made += "<h3>To be written</h3><ul class=owns>" + "".join(
            f'<li><button type="button" data-write="{escape(own.name)}">{escape(own.title)}'
            f"</button><p>{escape(own.asked)}</p></li>" for own in asked) + "</ul>"
    if there:
        made += "<h3>Your paragraphs</h3><ul class=owns>" + "".join(
            f'<li><button type="button" data-write="{escape(own.name)}">{escape(_title(own))}'
            f"</button><p>{escape(own.name)}</p></li>" for own in there) + "</ul>"
    if in_sheet:
        made += ("<h3>In the workbook</h3><p>These stand in the sheet Commentary, and are changed "
                 "there:</p><ul>" + "".join(f"<li>{escape(place)}</li>" for place in in_sheet)
                 + "</ul>")
    if names:
        options = "".join(f'<option value="{escape(name)}">{escape(title)}</option>'
                          for name, title in names.items())
        whose = (
            '<label for="new.area">For which area</label><select id="new.area">'
            f'<option value="{escape(area[0])}/">{escape(area[1])} alone</option>'
            f'<option value="">{ALL.capitalize()}</option></select>' if area[0] else "")
        made += (
            "<h3>A new one</h3><form data-new class=fields>"
            f'<label for="new.place">Of what</label><select id="new.place">{options}</select>'
            f'{whose}<label for="new.edition">In which edition</label><select id="new.edition">'
            '<option value="">Each</option><option value="private">Private alone</option>'
            '<option value="public">Public alone</option></select>'
            '<button type="submit">Begin</button></form>')
    return made or '<p class="calm">When the report can be read, its places are listed here.</p>'


def _title(own: Own) -> str:
    return f"{own.title} ({own.area})" if own.area else own.title


def _kept(kept: Sequence[Unsaved], known: Mapping[str, Own]) -> str:
    """The words that were not saved; they are shown whole, as their place may be no more."""
    rows = "".join(
        f'<li class="kept"><button type="button" data-write="{escape(words.file)}">'
        f"{escape(_title(known[words.file]) if words.file in known else words.file)}</button>"
        f"<p>typed {_when(words.at)}</p><details><summary>Show them"
        f'<span class="heard"> ({escape(words.file)}, {_when(words.at)})</span></summary>'
        f'<p class="words">{escape(words.text, quote=False)}</p>'
        f"{_discard(words)}</details></li>" for words in kept)
    return f"<h3>Not saved yet</h3><ul class=owns>{rows}</ul>" if rows else ""


def _when(at: datetime) -> str:
    """The time; with its day where that is not today."""
    if at.date() == date.today():
        return f"at {at:%H:%M}"
    return f"on {at.day} {at:%B %Y} at {at:%H:%M}"


def _discard(words: Unsaved) -> str:
    return (f'<button type="button" class="quiet" data-discard="{escape(words.window)}" '
            f'data-of="{escape(words.file)}">Discard them</button>')


def editor(own: Own, file: Written, mine: Unsaved | None = None, others: Sequence[Unsaved] = (),
           begun: str = "") -> str:
    """The text of one file in a field, with what is said of it while it is typed.

    `mine` is what this window had typed and not saved, `others` what others had; `begun` is what a
    file that is not there begins with.
    """
    asked = f'<p class="asked">{escape(own.asked)}</p>' if own.asked else ""
    text, before = (file.text or begun, file.hash) if mine is None else (mine.text, mine.before)
    kept = ('<p class="note">What you had typed and not saved is here again.</p>'
            if mine is not None else "")
    if begun and mine is None:
        kept = (f'<p class="note">So it stands for {ALL}. What you save here is of '
                f"{escape(own.area)} alone.</p>")
    elif own.area == ALL:
        kept += f'<p class="note">What you save here is for {ALL}.</p>'
    return (
        f'<form class="editor" data-file="{escape(own.name)}" data-hash="{escape(before)}">'
        f'<p class="back"><button type="button" class="quiet" data-list>All paragraphs</button></p>'
        f'<h3>{escape(_title(own))}</h3>{asked}<div class="offers">{offers(others, file)}</div>'
        f'{kept}<label for="text">{escape(own.name)}</label>'
        f'<p class="note" id="text.help">A blank line parts paragraphs; a line that opens with "- "'
        " is a bullet. Type { to put in a figure that stays true.</p>"
        f'<textarea id="text" rows="10" spellcheck="true" aria-describedby="text.help" '
        f'aria-autocomplete="list" aria-controls="slots">{in_textarea(text)}</textarea>'
        '<ul id="slots" role="listbox" aria-label="Figures" hidden></ul>'
        '<p class="buttons"><button type="submit" class="main">Save</button>'
        '<span class="outcome" role="status"></span></p>'
        '<div class="clash"></div>'
        '<h3>As it will read</h3><div class="read" aria-live="polite"></div></form>')


def offers(others: Sequence[Unsaved], file: Written) -> str:
    """Words of other windows, or of before a stop, that were not saved: to be taken or discarded.
    """
    return "".join(
        '<div class="kept both" role="group" aria-label="Unsaved words">'
        f"<p><strong>Unsaved words, typed {_when(words.at)}</strong>"
        + ("; the file was changed since, and saving shows both texts"
           if words.before != file.hash else "") + ".</p>"
        f"<details><summary>Show them</summary><p class=\"words\">"
        f"{_differing(file.text, words.text)}</p></details>"
        f'<p class="buttons"><button type="button" data-take="{escape(words.window)}">'
        f"Take them</button>{_discard(words)}</p></div>" for words in others)


def _differing(before: str, after: str) -> str:
    """The words that are in both, taken out and put in."""
    tags = {"gone": "del", "new": "ins"}
    return "".join(
        escape(span.text, quote=False) if span.fate == "same" else
        f"<{tags[span.fate]}>{escape(span.text, quote=False)}</{tags[span.fate]}>"
        for span in redline(before, after))


def read_back(reads: Sequence[Read], whole: Sequence[Remark]) -> str:
    """The words as they will stand, each number marked, and what is said of them."""
    if not reads:
        return '<p class="note">Nothing yet.</p>' + _remarks(whole)
    made = []
    for read in reads:
        tag = "li" if read.bullet else "p"
        made.append(f"<{tag}>{_marked(read)}</{tag}>{_remarks(read.remarks)}")
    return _remarks(whole) + "".join(made)


def _marked(read: Read) -> str:
    """The words with their figures: facts from slots, numbers that are facts, and others."""
    made = []
    for piece in read.pieces:
        if isinstance(piece, Figure):
            made.append(f'<mark class="fact" title="{escape(piece.fact.id)}">'
                        f"{escape(piece.text, quote=False)}</mark>")
        else:
            made.append(_numbers(piece if isinstance(piece, str) else piece.text, read))
    return "".join(made)


def _numbers(words: str, read: Read) -> str:
    at, made = 0, []
    for cited in read.figures:
        found = words.find(cited.text, at)
        if found < 0 or not cited.text:
            continue
        made.append(escape(words[at:found], quote=False))
        kind = "fact" if cited.fact else "strange"
        what = cited.fact or "no figure of this report’s"
        made.append(f'<mark class="{kind}" title="{escape(what)}">'
                    f"{escape(cited.text, quote=False)}</mark>")
        at = found + len(cited.text)
    return "".join(made) + escape(words[at:], quote=False)


def _remarks(remarks: Iterable[Remark]) -> str:
    rows = "".join(
        f'<li class="{remark.severity}"><p><strong>'
        f"{'Problem' if remark.severity == 'error' else 'Warning'}</strong> "
        f'{escape(on_one_line(remark.what))} <span class="remedy">'
        f"{escape(on_one_line(remark.hint))}</span></p></li>" for remark in remarks)
    return f'<ul class="problems">{rows}</ul>' if rows else ""


def clash(conflict: Conflict, mine: str) -> str:
    """Both texts of a file that was changed meanwhile, and the two ways on."""
    spans = redline(mine, conflict.now.text)

    def side(fates: tuple[Fate, ...], tag: str) -> str:
        return "".join(escape(span.text, quote=False) if span.fate == "same" else
                       f"<{tag}>{escape(span.text, quote=False)}</{tag}>"
                       for span in spans if span.fate in fates)

    there = side(("same", "new"), "ins") or "(the file is not there any more)"
    return ('<div class="both" role="alert"><p><strong>The file was changed meanwhile; nothing was '
            "saved.</strong></p><h4>What you wrote</h4><p class=words>"
            f'{side(("same", "gone"), "del")}</p><h4>The file as it is now</h4>'
            f"<p class=words>{there}</p>"
            f'<p class="buttons"><button type="button" data-over="{escape(conflict.now.hash)}">'
            "Save mine over it</button> <button type=\"button\" data-theirs="
            f'"{escape(conflict.now.hash)}">Take the file’s</button></p>'
            f"<template>{escape(conflict.now.text, quote=False)}</template></div>")
