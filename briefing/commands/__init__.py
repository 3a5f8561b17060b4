"""The commands, in groups: each module has those of one kind, and what they need is imported inside
them, so that help is instant.

    telling.py      what is printed, and how a command ends
    options.py      the arguments and options that several commands have
    building.py     check, build, demo: the report as it stands
    publishing.py   publish, attack
    editing.py      the way through Word: review, accept, compare, template
    authoring.py    what an author begins and goes on with: new, import, next, and what is printed
                    for them: manual, schema, sentences
    asking.py       explain, preview
"""
