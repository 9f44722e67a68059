"""Filling: running every builder, and writing what comes out.

The work is cut into units, one for each builder and one for each schema, and spread over processes.
Units are put together again in the order of the handlers and their builders, so the result does not
depend on how many processes there were or which was faster.

Everything is computed before anything is written.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from fnmatch import fnmatchcase
from multiprocessing.process import BaseProcess

from pyde_vectors.cases import CaseError, build_builder_cases, check_builders, list_builders
from pyde_vectors.fixtures import FixturesError
from pyde_vectors.format import get_fixture_path, get_schema_path, join_cases, write_case
from pyde_vectors.handlers import load_handlers
from pyde_vectors.schemas import write_schema

THREAD_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece of work: one builder of a handler by its place, or the handler's schema."""

    handler_name: str
    builder_index: int | None


@dataclass(frozen=True, slots=True)
class Product:
    """What a unit comes to: cases as text in order, or a schema."""

    unit: Unit
    cases: tuple[str, ...]
    schema: bytes


Watch = Callable[[Product, int], None]


def select_handlers(patterns: Iterable[str]) -> list[str]:
    """The names of the handlers that match a glob; every handler without one.

    Raises `FixturesError` for a glob that matches nothing.
    """
    names = list(load_handlers())
    patterns = list(patterns)
    for pattern in patterns:
        if not any(fnmatchcase(name, pattern) for name in names):
            raise FixturesError(f"no handler matches {pattern!r}")
    return [name for name in names if not patterns or any(fnmatchcase(name, pattern) for pattern in patterns)]


def compute_files(handler_names: Iterable[str], workers: int = 0, watch: Watch | None = None) -> dict[str, bytes]:
    """The fixture file and the schema of each handler: their bytes by path in the folder.

    `workers` is the number of processes, 0 for one a processor. `watch` is told of each product as
    it comes, and how many units there are.
    """
    check_builders()
    handler_names = list(handler_names)
    units = list_units(handler_names)
    products = {}
    for product in compute_products(units, workers or os.cpu_count() or 1):
        products[product.unit] = product
        if watch is not None:
            watch(product, len(units))
    files = {}
    for name in handler_names:
        built = [products[unit] for unit in units if unit.handler_name == name]
        files[get_fixture_path(name)] = join_cases(name, [case for product in built for case in product.cases])
        files[get_schema_path(name)] = products[Unit(name, None)].schema
    return files


def list_units(handler_names: Iterable[str]) -> list[Unit]:
    """The pieces of work for some handlers, in order."""
    return [
        Unit(name, builder_index)
        for name in handler_names
        for builder_index in (*range(len(list_builders(name))), None)
    ]


def compute_product(unit: Unit) -> Product:
    """Run one piece of work. An error carries a note of where it happened."""
    handler = load_handlers()[unit.handler_name]
    if unit.builder_index is None:
        return Product(unit, (), write_schema(handler))
    builder = list_builders(unit.handler_name)[unit.builder_index]
    try:
        return Product(unit, tuple(write_case(record) for record in build_builder_cases(handler, builder)), b"")
    except Exception as error:
        error.add_note(f"while filling {unit.handler_name} with {builder.__module__}.{builder.__qualname__}")
        raise


def compute_products(units: list[Unit], workers: int) -> Iterator[Product]:
    """Run the pieces of work, as they come; in this process when one worker is enough."""
    if workers == 1 or len(units) == 1:
        yield from (compute_product(unit) for unit in units)
        return
    others, threads = multiprocessing.active_children(), set(threading.enumerate())
    with ProcessPoolExecutor(min(workers, len(units)), initializer=ignore_interrupt) as pool:
        futures: list[Future[Product]] = [pool.submit(compute_product, unit) for unit in units]
        try:
            yield from (future.result() for future in as_completed(futures))
        except BrokenProcessPool as error:
            raise CaseError("a worker process died; --workers 1 shows where") from error
        except BaseException:
            stop_pool(pool, others, threads)
            raise


def ignore_interrupt() -> None:
    """Leave Ctrl-C to the process that started this one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def stop_pool(pool: ProcessPoolExecutor, others: list[BaseProcess], threads: set[threading.Thread]) -> None:
    """Stop the work at once: what is under way is of no more use. Other processes of this one go on.

    The pool's own threads are waited for: one that still closes its pipes when the interpreter ends complains.
    """
    pool.shutdown(wait=False, cancel_futures=True)
    for process in multiprocessing.active_children():
        if process not in others:
            process.terminate()
            process.join()
    for thread in set(threading.enumerate()) - threads:
        thread.join(THREAD_SECONDS)
