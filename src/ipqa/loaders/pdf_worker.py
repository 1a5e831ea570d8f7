"""A process beside this one that reads PDFs: one that hangs or crashes it costs only that file.

A page of a few hundred bytes can keep any reader busy for years, and a call into PDFium can't be
stopped. The process starts with the first PDF, in about 0.2 s, reads one after the other, is killed
at a time limit, and ends when this one does.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import json
import os
import subprocess
import sys
import threading
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any

from ipqa.loaders.pdf_pages import CrowdedPageError, Page, Run, read_pages

MAX_PAGES = 2_000
"""A PDF with more pages is a collection rather than an article; it is skipped with a reason."""
MAX_SECONDS = 120.0
"""A PDF that has not been read after this time is skipped with a reason."""
MAX_CHARS = 20_000_000
"""Characters of text at most, whatever the size of the file."""
MAX_MEMORY = 4 * 1024**3
"""Bytes that the process may take, where the system can say so."""
LOCKED = "it is locked with a password: save a copy without one"
DAMAGED = "it is damaged, or no PDF: save or download it again"
CROWDED = "there is too much text on a page of it: split it into articles"
TOO_LONG = f"it has more than {MAX_PAGES:,} pages, or too much text: split it into articles"
SLOW = f"it could not be read in {MAX_SECONDS:.0f} seconds: save its text as .txt"


@dataclass(frozen=True, slots=True)
class Contents:
    """What a PDF holds: its properties (title, author, language) and its pages."""

    about: dict[str, str]
    pages: list[Page]


class PdfError(Exception):
    """Why a PDF can't be read, for people."""


_lock = threading.Lock()
_worker: subprocess.Popen[bytes] | None = None
_owner = 0


def read_pdf(path: Path, seconds: float = MAX_SECONDS) -> Contents:
    """The contents of a PDF; raises ``PdfError`` with the reason why there are none."""
    with _lock:
        worker = _running()
        late = threading.Event()

        def stop() -> None:
            late.set()
            worker.kill()

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            assert worker.stdin is not None
            assert worker.stdout is not None
            worker.stdin.write(json.dumps(str(path.absolute())).encode() + b"\n")
            worker.stdin.flush()
            reply = worker.stdout.readline()
        except OSError:
            reply = b""
        except BaseException:
            _stop()  # a reply that nobody read would be taken for the next file's
            raise
        finally:
            timer.cancel()
        if not reply.endswith(b"\n"):
            _stop()
            raise PdfError(SLOW if late.is_set() else DAMAGED)
    found = json.loads(reply)
    if "error" in found:
        raise PdfError(found["error"])
    pages = [
        Page(tuple(Run(*values) for values in runs), pictures) for runs, pictures in found["pages"]
    ]
    return Contents(found["about"], pages)


def _running() -> subprocess.Popen[bytes]:
    global _worker, _owner
    if _worker is None or _owner != os.getpid() or _worker.poll() is not None:
        places = os.pathsep.join(place for place in sys.path if place)
        _worker = subprocess.Popen(
            [sys.executable, "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": places},
        )
        _owner = os.getpid()
    return _worker


def _stop() -> None:
    global _worker
    worker, _worker = _worker, None
    if worker is None or _owner != os.getpid():
        return
    worker.kill()
    worker.wait()
    for pipe in (worker.stdin, worker.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()


atexit.register(_stop)


def serve() -> None:
    """Answers one path a line with one JSON object a line, until the input ends."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks is told to stop, and stops this
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever else is printed is no answer
    for request in sys.stdin.buffer:
        signal.alarm(int(MAX_SECONDS) + 10)  # ends this if the one who asked is gone
        try:
            reply = _contents(json.loads(request))
        except PdfError as error:
            reply = {"error": str(error)}
        except MemoryError:
            reply = {"error": TOO_LONG}
        answers.write(json.dumps(reply).encode() + b"\n")
        answers.flush()
        signal.alarm(0)


def _contents(path: str) -> dict[str, Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        locked = error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD
        raise PdfError(LOCKED if locked else DAMAGED) from error
    except OSError as error:
        raise PdfError(DAMAGED) from error
    try:
        if len(document) > MAX_PAGES:
            raise PdfError(TOO_LONG)
        return {"about": _about(document), "pages": _pages(document)}
    except CrowdedPageError as error:
        raise PdfError(CROWDED) from error
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise PdfError(DAMAGED) from error
    finally:
        document.close()


def _pages(document: Any) -> list[Any]:
    pages: list[Any] = []
    letters = 0
    for page in read_pages(document):
        pages.append(([astuple(run) for run in page.runs], page.pictures))
        letters += sum(len(run.text) for run in page.runs)
        if letters > MAX_CHARS:
            raise PdfError(TOO_LONG)
    return pages


def _about(document: Any) -> dict[str, str]:
    import pypdfium2.raw as pdfium

    size = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    units = (ctypes.c_ushort * max(size // 2, 1))()
    pdfium.FPDFCatalog_GetLanguage(document, units, size)
    return {
        "title": document.get_metadata_value("Title"),
        "author": document.get_metadata_value("Author"),
        "language": bytes(units).decode("utf-16-le", "ignore").rstrip("\0"),
    }


if __name__ == "__main__":
    serve()
