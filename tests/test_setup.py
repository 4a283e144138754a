"""Setting up: the ways in which it can fail each end in a sentence that says what to do."""

import functools
import os
import shutil
import subprocess
import sys
import threading
import zipfile
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from conftest import ROOT

TOOLS = "sh dirname df awk env tail grep cut sleep touch pwd sed uname".split()


@pytest.fixture
def checkout(tmp_path):
    """A folder with the script, a lock of one package, and a PATH that holds no Python."""
    shutil.copy(ROOT / "make_venv.sh", tmp_path)
    (tmp_path / "requirements.lock").write_text("six==1.17.0\n")
    (tmp_path / "path").mkdir()
    for tool in TOOLS:
        (tmp_path / "path" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def command(checkout, name, script):
    """Put a shell script on the checkout's PATH, in place of what is there."""
    path = checkout / "path" / name
    path.unlink(missing_ok=True)
    path.write_text("#!/bin/sh\n" + script)
    path.chmod(0o755)


def setup(checkout, **env):
    done = subprocess.run(
        ["sh", "make_venv.sh"],
        cwd=checkout,
        env={"PATH": str(checkout / "path"), "HOME": str(checkout), **env},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert not (checkout / ".venv" / "ready").exists()
    return done.stdout + done.stderr


def test_no_python(checkout):
    assert "Python 3.11" in setup(checkout)


def test_python_too_old(checkout):
    command(checkout, "python3", '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0\nexit 1\n')
    message = setup(checkout)
    assert "3.9.2" in message and "Python 3.11" in message


def test_no_ensurepip_as_on_a_bare_debian(checkout):
    command(checkout, "python3", 'case "$2" in *ensurepip*) exit 1;; esac\nexit 0\n')
    assert "apt install python3-venv" in setup(checkout)


def test_no_disk(checkout):
    command(checkout, "python3", "exit 0\n")
    command(checkout, "df", "echo header\necho /dev/x 100 50 1000000 5% /\n")
    message = setup(checkout)
    assert "4 GB" in message and "1000 MB" in message


OFFLINE = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_RETRIES": "0",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_NO_CACHE_DIR": "1",
}


def test_no_network_and_the_second_run_goes_on(checkout):
    (checkout / "path" / "python3").symlink_to(os.path.realpath(sys.executable))
    assert "network" in setup(checkout, **OFFLINE)
    assert (checkout / ".venv" / "bin" / "python").exists()
    assert "network" in setup(checkout, **OFFLINE)


@pytest.fixture
def torch_index(tmp_path_factory):
    """An index that holds a torch 9.9.9 for the CPU, as PyTorch's own does; yields its address."""
    folder = tmp_path_factory.mktemp("index")
    (folder / "torch").mkdir()
    wheel = folder / "torch" / "torch-9.9.9+cpu-py3-none-any.whl"
    info = "torch-9.9.9+cpu.dist-info"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(
            f"{info}/METADATA", "Metadata-Version: 2.1\nName: torch\nVersion: 9.9.9+cpu\n"
        )
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    handler = functools.partial(SimpleHTTPRequestHandler, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the default build is the CPU's")
def test_on_linux_torch_comes_from_its_own_index(checkout, torch_index):
    (checkout / "path" / "python3").symlink_to(os.path.realpath(sys.executable))
    (checkout / "requirements.lock").write_text("torch==9.9.9\nsix==1.17.0\n")
    # Nothing else can be had: the package index is out of reach, and that is where it stops.
    said = setup(checkout, PYTORCH_INDEX=torch_index, **OFFLINE)
    assert "network" in said and "did not give" not in said
    show = [checkout / ".venv" / "bin" / "python", "-m", "pip", "show", "torch"]
    assert "9.9.9+cpu" in subprocess.run(show, capture_output=True, text=True).stdout


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the default build is the CPU's")
def test_without_that_index_it_says_so_and_goes_on(checkout):
    (checkout / "path" / "python3").symlink_to(os.path.realpath(sys.executable))
    (checkout / "requirements.lock").write_text("torch==9.9.9\n")
    said = setup(checkout, PYTORCH_INDEX="http://127.0.0.1:9/cpu", **OFFLINE)
    assert "did not give torch==9.9.9" in said and "Going on with the package index" in said
    assert said.index("Going on") < said.index("network"), "it went on, and there it stopped"
