"""The service of unit 2: the chance that a flight from New York arrives more than 15 minutes late.

It loads the pipeline that the notebook fitted and saved, and holds no preprocessing of its own.
"""

import hashlib
import os
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Literal

import pandas as pd
import skops.io
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

# Besides what skops knows to be harmless, a model file may name these types and no other.
TRUSTED = ["numpy.dtype", "sklearn.tree._tree.Tree"]


def hhmm(time):
    """Refuse a number such as 1275, which no clock shows."""
    if not (0 <= time <= 2359 and time % 100 < 60):
        raise ValueError("a clock time written HHMM is expected, such as 1545 for 15:45")
    return time


def between(low, high):
    """Return the type of a number that may be unknown (null), as in the training data."""
    return Annotated[float, Field(ge=low, le=high)] | None


class Flight(BaseModel):
    """What is known before departure. Every field must be there; an unknown one is refused."""

    model_config = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)

    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=31)
    sched_dep_time: Annotated[int, AfterValidator(hhmm)]
    carrier: str = Field(pattern="^[0-9A-Z]{2}$")
    origin: Literal["EWR", "JFK", "LGA"]
    distance: float = Field(ge=10, le=6000)  # miles
    temp: between(-30, 120)  # degrees Fahrenheit
    wind_speed: between(0, 120)  # miles an hour
    precip: between(0, 5)  # inches in the hour
    visib: between(0, 10)  # miles
    pressure: between(900, 1100)  # millibars
    seats: between(1, 900)


@asynccontextmanager
async def load(app):
    """Load the model once, before the first request."""
    file = Path(os.environ["MODEL_FILE"])
    app.state.pipeline = skops.io.load(file, trusted=TRUSTED)
    app.state.model = hashlib.sha256(file.read_bytes()).hexdigest()[:8]  # which file answers
    yield


app = FastAPI(title="Late flights", lifespan=load)


@app.exception_handler(RequestValidationError)
async def refuse(request: Request, error: RequestValidationError):
    """Answer 422 and name, for each fault, the field, what is expected, and what came."""
    faults = [
        {
            "field": ".".join(str(part) for part in fault["loc"][1:]),
            "expected": fault["msg"].removeprefix("Value error, "),
            "got": "nothing" if fault["type"] == "missing" else repr(fault["input"])[:60],
        }
        for fault in error.errors()
    ]
    return JSONResponse({"refused": faults}, status_code=422)


@app.get("/health")
async def health():
    """Answer only once the model is loaded."""
    return {"status": "ready", "model": app.state.model}


# `async def` without `await`: one request is scored at a time, first come, first served. The model
# keeps one core busy; threads would only make the requests wait for each other in turns.
@app.post("/score")
async def score(flight: Flight):
    """Score one flight."""
    row = pd.DataFrame([flight.model_dump()])
    late = app.state.pipeline.predict_proba(row)[0, 1]
    return {"p_late": float(late), "model": app.state.model}


@app.post("/scores")
async def scores(flights: Annotated[list[Flight], Field(min_length=1, max_length=1000)]):
    """Score up to 1,000 flights in one request."""
    rows = pd.DataFrame([flight.model_dump() for flight in flights])
    late = app.state.pipeline.predict_proba(rows)[:, 1]
    return {"p_late": late.tolist(), "model": app.state.model}
