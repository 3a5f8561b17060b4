"""An independent reader: sentences back to figures and claims, and those back to the numbers.

It is written apart from the narrative and from the findings, so that a fault of theirs is not
repeated here: it has its own arithmetic (fractions), its own rounding and its own grammar.

    figures.py     every figure in a sentence, with its place; any digit left over is `unread`
    wording.py     the forms that a sentence can have, as patterns; `forms` compiles them when a
                   text has their words
    claims.py      what a sentence can claim
    reader.py      a sentence to its claims
    service_area.py, rows.py, asides.py, leads.py
                   a service area in brief, the page of exceptions, captions and bullets, leads
    judged.py, questions.py, status.py
                   of bullets and questions what they say of the figure that is judged; questions
                   by their forms; how many are rated how
    reckoning.py   the raw series (cells.py), targets and benchmarks to what is true; periods by
                   their names in own_periods.py, units in unit_words.py
    further.py     what more is said of a figure: beside its earlier ones in earlier_said.py,
                   beside marks and others' in marks_said.py
    check.py       the claims that this contradicts; of relations in relations.py (how far a hedge
                   may go in hedges.py), of the months behind in history.py

Beside it `judging.py` holds the words of authors to the same numbers, and `reviewed.py` lays an
edited Word file, read back by `reading.word`, beside the report as it is today.
"""
