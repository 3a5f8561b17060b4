"""The attack: what a reader can work out from a finished report of the counts it withholds.

It takes only what is printed (the finished files read back), the public definitions of indicators
and earlier reports, and finds the least and greatest that every withheld count can be. It is
written apart from the protection (`disclosure`) and shares no code with it but the types.

    printed      the finished files read back: figures, symbols, numbers that nothing accounts for
    system       the whole numbers behind them, and the relations between those
    ranges       the least and greatest of each withheld count
    exposure     those that are not kept, and the printed figures that give them away
    finished     all of this for an edition's files, as problems

The imports are made by those who ask for `finished`: solver and readers take a while to load.
"""
