"""A report for each area of one folder: the same road for each, a pure function from inputs to
bytes.

`inputs` reads the folder once and parts it into what all areas have in common and what each has of
its own; `work` is the function that makes an area's report of the two; `engines` run it, here or on
other machines; `run` puts the reports in place as they come, with an index and a manifest.
"""
