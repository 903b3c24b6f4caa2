"""The spaces of a market: Gymnasium's where it can be imported, else small ones of the same names, without NumPy.

A space is what `vickrey environment` says of it: {"type": "Box", "shape": [7, 8], "low": [...], "high": [...]}.
"""

from __future__ import annotations

import math
import random

try:
    import gymnasium
    import numpy
except ImportError:
    gymnasium = None
    numpy = None


class Space:
    """What the three spaces here have in common; each has its own source of draws."""

    def __init__(self, shape: tuple[int, ...]):
        self.shape = shape
        self._random = random.Random(0)

    def seed(self, seed: int | None = None) -> None:
        self._random.seed(seed)

    def __contains__(self, value) -> bool:
        return self.contains(value)


class Box(Space):
    """Numbers within bounds, one pair of bounds a column; a list of them, or a list of rows."""

    def __init__(self, low: list[float], high: list[float], shape: tuple[int, ...]):
        super().__init__(shape)
        self.low, self.high = low, high

    def sample(self) -> list:
        return _filled(self.shape, lambda column: self._draw(self.low[column], self.high[column]))

    def contains(self, value) -> bool:
        try:
            rows = value if len(self.shape) == 2 else [value]
            right = len(rows) == (self.shape[0] if len(self.shape) == 2 else 1)
            return right and all(self._holds(row) for row in rows)
        except TypeError:
            return False

    def _holds(self, row) -> bool:
        bounds = zip(self.low, row, self.high)
        return len(row) == self.shape[-1] and all(low <= entry <= high for low, entry, high in bounds)

    def _draw(self, low: float, high: float) -> float:
        if math.isfinite(low) and math.isfinite(high):
            return self._random.uniform(low, high)
        if math.isfinite(low):
            return low + self._random.expovariate(1)
        return self._random.gauss(0, 1)


class Discrete(Space):
    """One of the whole numbers from 0 to n − 1."""

    def __init__(self, n: int):
        super().__init__(())
        self.n = n

    def sample(self) -> int:
        return self._random.randrange(self.n)

    def contains(self, value) -> bool:
        return isinstance(value, int) and 0 <= value < self.n


class MultiDiscrete(Space):
    """A list of whole numbers, entry i from 0 to nvec[i] − 1."""

    def __init__(self, nvec: list[int]):
        super().__init__((len(nvec),))
        self.nvec = nvec

    def sample(self) -> list[int]:
        return [self._random.randrange(n) for n in self.nvec]

    def contains(self, value) -> bool:
        try:
            fits = [isinstance(entry, int) and 0 <= entry < n for entry, n in zip(value, self.nvec)]
            return len(value) == len(self.nvec) and all(fits)
        except TypeError:
            return False


def space_of(told: dict):
    """The space that a market tells of."""
    if told["type"] == "MultiDiscrete":
        return gymnasium.spaces.MultiDiscrete(told["nvec"]) if gymnasium else MultiDiscrete(told["nvec"])
    return _box(*_bounds(told), tuple(told["shape"]))


def space_of_one(told: dict):
    """The part of it that is a single server's: a row, or an entry."""
    if told["type"] == "MultiDiscrete":
        n = told["nvec"][0]
        return gymnasium.spaces.Discrete(n) if gymnasium else Discrete(n)
    shape = tuple(told["shape"][1:]) or (1,)
    low, high = _bounds({**told, "shape": shape})
    return _box(low, high, shape)


def array_of(numbers: list):
    """The numbers as learners want them: an array where there is Gymnasium, else the list that they are."""
    return numpy.array(numbers, dtype=numpy.float64) if gymnasium else numbers


def _bounds(told: dict) -> tuple[list[float], list[float]]:
    """A pair of bounds a column; null is no bound."""
    columns = told["shape"][-1]

    def spread(bound, otherwise: float) -> list[float]:
        each = bound if isinstance(bound, list) else [bound] * columns
        return [otherwise if entry is None else float(entry) for entry in each]

    return spread(told["low"], -math.inf), spread(told["high"], math.inf)


def _box(low: list[float], high: list[float], shape: tuple[int, ...]):
    if not gymnasium:
        return Box(low, high, shape)
    lows, highs = (numpy.broadcast_to(numpy.array(bound), shape) for bound in (low, high))
    return gymnasium.spaces.Box(lows, highs, shape, numpy.float64)


def _filled(shape: tuple[int, ...], draw) -> list:
    if len(shape) == 2:
        return [_filled(shape[1:], draw) for _ in range(shape[0])]
    return [draw(column) for column in range(shape[0])]
