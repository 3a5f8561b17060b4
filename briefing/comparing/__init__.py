"""`briefing compare A B`: what differs between two reports or drafts.

    drafts.py        a report folder, a history record or a Word file, as one value: a draft
    differences.py   two drafts to what differs: ratings, figures, sentences, words
    told.py          that in lines, or as a page
    tracked.py       that as a Word file with tracked changes
"""
