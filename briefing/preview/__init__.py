"""`briefing preview`: a page of this machine on which the report stands and answers for itself.

The folder's files are the truth: the page shows what they make, and what is written in it goes into
them. Nothing is worked out here that another command does not work out.

    folder ──watching──▶ renewing ──▶ session ──▶ serving ──▶ the browser
      ▲                 (prepare,     (the last      │
      └── writing, settings_form, ── good report) ◀──┘  behind the door
          warnings, jobs

    renewing.py       a folder to its report and pages, or to its problems: a pure function
    watching.py       when a folder is another one than it was
    session.py        the last good report, what is wrong now, and who is to be told
    door.py           who may ask, and how much: this machine's browser, with the token
    writing.py        the author's paragraphs: read and saved;  words.py  looked at while they are
                      typed;  unsaved.py  kept on the disk until they are saved
    settings_form.py  [report] as a form;  warnings.py  warnings accepted with a reason
    jobs.py           check, build, review, accept, next: long work beside the page
    pages.py, writing_pages.py      the page and its parts as HTML
    desk.py, writing_desk.py, work_desk.py, answers.py      what answers a request
    serving.py        addresses to all of these, and the server
    once.py           the page with its provenance as one file
"""
