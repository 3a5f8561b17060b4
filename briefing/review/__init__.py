"""An independent reader: sentences back to figures and claims, and those back to the numbers.

It is written apart from the narrative and from the findings, so that a fault of theirs is not
repeated here: it has its own arithmetic (fractions), its own rounding and its own grammar.

    figures.py     every figure in a sentence, with its place; any digit left over is `unread`
    wording.py     the forms that a sentence can have, as patterns
    claims.py      a sentence to what it claims
    reckoning.py   the series, targets and benchmarks to what is true
    check.py       the claims that the numbers contradict
"""
