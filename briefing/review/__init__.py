"""An independent reader: sentences back to figures and claims, and those back to the numbers.

It is written apart from the narrative and from the findings, so that a fault of theirs is not
repeated here: it has its own arithmetic (fractions), its own rounding and its own grammar.

    figures.py     every figure in a sentence, with its place; any digit left over is `unread`
    wording.py     the forms that a sentence can have, as patterns
    claims.py      what a sentence can claim
    reader.py      a sentence to its claims
    service_area.py, rows.py, asides.py, leads.py
                  a service area in brief, the page of exceptions, captions and questions, leads
    reckoning.py   the raw series, targets and benchmarks to what is true
    check.py       the claims that this contradicts; of relations in relations.py (how far a hedge
                   may go in hedges.py), of the months behind in history.py

Beside it `edits.py` reads an edited Word file back: what was written at each anchor, and what
stands there now.
"""
