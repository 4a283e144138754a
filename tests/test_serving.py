"""The service of unit 2 answers rightly, refuses clearly, and never outlives who started it."""

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time

import httpx
import numpy as np
import psutil
import pytest
import skops.io
from conftest import ROOT
from jupyter_client.manager import KernelManager
from sklearn.compose import make_column_transformer
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder

from sevendiff import serving
from sevendiff.datasets import load_flights

TEXTS = ["carrier", "origin"]
NUMBERS = ["month", "day", "sched_dep_time", "distance", "temp", "wind_speed", "precip", "visib"]
NUMBERS += ["pressure", "seats"]

# An application that needs nothing but uvicorn, so that it starts in a moment.
TINY = """
import asyncio, os, time
time.sleep(float(os.environ.get("SLOW_START", 0)))
print("tiny has been imported")
async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        while True:
            message = await receive()
            await send({"type": message["type"] + ".complete"})
            if message["type"] == "lifespan.shutdown":
                return
    await asyncio.sleep({"/stuck": 600, "/slow": 1}.get(scope["path"], 0))
    headers = [(b"content-length", b"2")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"{}"})
"""


@pytest.fixture
def tiny(tmp_path):
    (tmp_path / "tiny.py").write_text(TINY)
    return tmp_path


@pytest.fixture(scope="module")
def flights():
    """500 flights and a pipeline that was fitted on others."""
    loaded = load_flights(as_frame=True)
    X = loaded.data[NUMBERS + TEXTS]
    model = make_pipeline(
        make_column_transformer(
            (SimpleImputer(), NUMBERS),
            (OneHotEncoder(handle_unknown="ignore", sparse_output=False), TEXTS),
        ),
        GradientBoostingClassifier(n_estimators=20, random_state=0),
    ).fit(X[:4000], loaded.target[:4000])
    return X.sample(500, random_state=0), model


@pytest.fixture(scope="module")
def service(flights, tmp_path_factory):
    file = tmp_path_factory.mktemp("model") / "model.skops"
    skops.io.dump(flights[1], file)
    env = {"MODEL_FILE": str(file)}
    with serving.serve("service:app", app_dir=ROOT / "course" / "02_serving", env=env) as url:
        yield url


def as_json(frame):
    """Return rows as dicts with None for what is missing."""
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def gone(pid, within=8.0):
    """Tell whether the process ends within some seconds."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if psutil.Process(pid).status() == psutil.STATUS_ZOMBIE:
                return True
        except psutil.NoSuchProcess:
            return True
        time.sleep(0.05)
    return False


def test_health(service):
    answer = httpx.get(f"{service}/health", trust_env=False)
    assert answer.status_code == 200 and answer.json()["status"] == "ready"


def test_a_thousand_requests_match_the_offline_scores(service, flights):
    X, model = flights
    offline = model.predict_proba(X)[:, 1]
    bodies = as_json(X)
    for _ in range(2):
        for first in range(0, 500, 100):
            rows = slice(first, first + 100)
            moments = np.arange(100) / 200
            outcome = serving.send_on_schedule(f"{service}/score", bodies[rows], moments)
            assert [row["status"] for row in outcome] == [200] * 100
            online = [row["answer"]["p_late"] for row in outcome]
            np.testing.assert_allclose(online, offline[rows], rtol=0, atol=1e-12)
            late = [row["sent"] - row["intended"] for row in outcome]
            assert min(late) > -0.005 and all(row["done"] >= row["sent"] for row in outcome)
    batch = httpx.post(f"{service}/scores", json=bodies, trust_env=False, timeout=60).json()
    np.testing.assert_allclose(batch["p_late"], offline, rtol=0, atol=1e-12)


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"month": 13}, "month", "less than or equal to 12"),
        ({"month": "3"}, "month", "valid integer"),
        ({"month": True}, "month", "valid integer"),
        ({"sched_dep_time": 1275}, "sched_dep_time", "HHMM"),
        ({"carrier": "ua"}, "carrier", "pattern"),
        ({"origin": "BOS"}, "origin", "'EWR', 'JFK' or 'LGA'"),
        ({"temp": "warm"}, "temp", "valid number"),
        ({"temp": 500.0}, "temp", "less than or equal to 120"),
        ({"distance": None}, "distance", "valid number"),
        ({"dep_delay": 12}, "dep_delay", "Extra inputs are not permitted"),
        ({"temp": ...}, "temp", "required"),
    ],
)
def test_a_bad_request_is_refused_with_what_was_expected(service, flights, change, field, said):
    body = as_json(flights[0][:1])[0] | change
    body = {name: value for name, value in body.items() if value is not ...}
    answer = httpx.post(f"{service}/score", json=body, trust_env=False)
    assert answer.status_code == 422
    (fault,) = answer.json()["refused"]
    assert fault["field"] == field and said in fault["expected"] and fault["got"]


@pytest.mark.parametrize("text", ["{", "", "[]", '{"month": NaN}'])
def test_what_is_no_flight_at_all_is_refused(service, text):
    headers = {"content-type": "application/json"}
    answer = httpx.post(f"{service}/score", content=text, headers=headers, trust_env=False)
    assert answer.status_code == 422 and answer.json()["refused"]


def test_missing_weather_is_accepted(service, flights):
    body = as_json(flights[0][:1])[0] | {"temp": None, "pressure": None, "seats": None}
    assert httpx.post(f"{service}/score", json=body, trust_env=False).status_code == 200


def test_a_service_that_cannot_start_says_why(tiny):
    (tiny / "broken.py").write_text("raise ValueError('the model file is missing')")
    with pytest.raises(RuntimeError, match="the model file is missing"):
        serving.start("broken:app", app_dir=tiny)
    assert "broken:app" not in serving._running


def test_a_service_that_is_never_ready_is_given_up(tiny):
    began = time.monotonic()
    with pytest.raises(RuntimeError, match="did not answer in time"):
        serving.start("tiny:app", app_dir=tiny, env={"SLOW_START": "60"}, deadline=1)
    assert time.monotonic() - began < 15


def test_a_second_start_replaces_the_first(tiny):
    first = serving.start("tiny:app", app_dir=tiny)
    second = serving.start("tiny:app", app_dir=tiny)
    assert gone(first.pid) and second.running() and "tiny has been imported" in second.log()
    serving.stop("tiny:app")
    serving.stop("tiny:app")
    assert gone(second.pid) and not second.running()


def test_answers_leave_at_once():
    """As asyncio, which turns Nagle's algorithm off where it sees TCP."""

    async def no_delay():
        done = asyncio.get_running_loop().create_future()

        def connected(reader, writer):
            connection = writer.get_extra_info("socket")
            done.set_result(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
            writer.close()

        with serving._listen() as listener:
            async with await asyncio.start_server(connected, sock=listener) as server:
                with socket.create_connection(server.sockets[0].getsockname()):
                    return await asyncio.wait_for(done, 10)

    assert asyncio.run(no_delay())


def test_a_request_in_the_works_does_not_hold_up_the_stop(tiny):
    server = serving.start("tiny:app", app_dir=tiny)
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(f"{server.url}/stuck", timeout=0.2, trust_env=False)
    began = time.monotonic()
    serving.stop("tiny:app")
    assert gone(server.pid) and time.monotonic() - began < 10


def test_the_open_loop_does_not_wait_for_answers(tiny):
    moments = np.arange(20) / 50
    with serving.serve("tiny:app", app_dir=tiny) as url:
        rows = serving.send_on_schedule(f"{url}/slow", [{}] * 20, moments)
    assert [row["status"] for row in rows] == [200] * 20 and rows[0]["answer"] == {}
    np.testing.assert_allclose([row["intended"] for row in rows], moments)
    # An answer takes a second: a client that waits would send the last one after 19 of them.
    assert all(row["done"] - row["sent"] > 0.9 for row in rows)
    assert max(row["sent"] for row in rows) < 5


def test_the_open_loop_survives_a_pause(tiny):
    # The service closes a connection that has been idle for five seconds.
    with serving.serve("tiny:app", app_dir=tiny) as url:
        rows = serving.send_on_schedule(f"{url}/", [{}, {}], [0.0, 6.5])
    assert [row["status"] for row in rows] == [200, 200]


def test_the_open_loop_reports_what_got_no_answer(tiny):
    with serving.serve("tiny:app", app_dir=tiny) as url:
        pass
    (row,) = serving.send_on_schedule(f"{url}/", [{}], [0.0])
    assert row["status"] == 0 and np.isnan(row["done"])


PARENT = """
import os, time
from sevendiff import serving
with serving.serve("tiny:app", app_dir={folder!r}) as url:
    import psutil
    (child,) = psutil.Process().children()
    print(child.pid, flush=True)
    {then}
"""


@contextlib.contextmanager
def parent_running(code):
    """Run `code`, which prints the process id of its service; yield its process and that id."""
    parent = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    with parent:
        try:
            yield parent, int(parent.stdout.readline())
        finally:
            parent.kill()


@pytest.mark.parametrize("end", ["exception", "SIGINT", "SIGTERM", "SIGKILL", "os._exit"])
def test_no_orphan_however_the_parent_ends(tiny, end):
    then = {"exception": "1 / 0", "os._exit": "os._exit(3)"}.get(end, "time.sleep(60)")
    code = PARENT.format(folder=str(tiny), then=then)
    with parent_running(code) as (parent, pid):
        if end.startswith("SIG"):
            assert psutil.pid_exists(pid)
            os.killpg(parent.pid, getattr(signal, end))  # as Jupyter does: the whole group
        assert parent.wait(15) != 0
        assert gone(pid)


@pytest.mark.parametrize("end", ["SIGINT", "SIGKILL"])
def test_no_orphan_when_the_parent_ends_while_it_waits(tiny, end):
    code = f"""
import threading, psutil
from sevendiff import serving
def tell():
    while not (children := psutil.Process().children()):
        pass
    print(children[0].pid, flush=True)
threading.Thread(target=tell, daemon=True).start()
serving.start("tiny:app", app_dir={str(tiny)!r}, env={{"SLOW_START": "60"}})
"""
    with parent_running(code) as (parent, pid):
        time.sleep(1)  # it is importing uvicorn or, after that, sleeps
        os.killpg(parent.pid, getattr(signal, end))
        assert parent.wait(15) != 0
        assert gone(pid, within=12)


def test_a_kernel_that_is_interrupted_keeps_it_and_one_that_restarts_leaves_none(tiny):
    manager = KernelManager()
    manager.start_kernel()
    client = manager.client()
    try:
        client.start_channels()
        client.wait_for_ready(timeout=60)
        printed = []

        def run(code, **wait):
            def keep(message):
                printed.append(message["content"].get("text", ""))

            return client.execute_interactive(code, timeout=60, output_hook=keep, **wait)

        run(
            "import time\nfrom sevendiff import serving\n"
            f"server = serving.start('tiny:app', app_dir={str(tiny)!r})\n"
            "print('PID', server.pid, server.url)"
        )
        pid, url = next(text.split()[1:3] for text in printed if text.startswith("PID"))
        client.execute("time.sleep(60)", stop_on_error=False)
        time.sleep(0.5)
        manager.interrupt_kernel()
        assert run("assert server.running()")["content"]["status"] == "ok"
        assert httpx.get(url, trust_env=False).status_code == 200
        manager.restart_kernel(now=True)  # SIGKILL
        assert gone(int(pid))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
