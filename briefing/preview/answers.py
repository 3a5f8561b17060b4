"""Answers that every part of the page gives: what is stored, what is not there, what is wrong."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from briefing.preview import pages
from briefing.preview.sent import changed_meanwhile, failed
from briefing.preview.writing import Conflict
from briefing.problems import ProblemsFound
from briefing.reading.settings import FILE


def stored(outcome: object) -> Response:
    """That report.toml was saved, or why it was not."""
    if isinstance(outcome, Conflict):
        now = outcome.now
        return JSONResponse({"conflict": pages.faults([changed_meanwhile(now.name)]),
                             "hash": now.hash}, status_code=409)
    return JSONResponse({"said": f"Saved to {FILE}."})


def none(why: str) -> Response:
    """That there is nothing of that kind."""
    return Response(f"{why}\n", 404, media_type="text/plain")


def our_fault() -> Response:
    """That the program failed."""
    return JSONResponse({"problems": pages.faults([failed()])}, status_code=500)


async def faulty(request: Request, fault: Exception) -> Response:
    """The user's mistakes are told beside the form."""
    assert isinstance(fault, ProblemsFound)
    return JSONResponse({"problems": pages.faults(fault.problems)}, status_code=422)


async def refused(request: Request, fault: Exception) -> Response:
    """That too much was sent."""
    return Response(f"{fault}\n", 413, media_type="text/plain")
