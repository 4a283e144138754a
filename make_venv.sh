#!/bin/sh
# Makes the course's environment in .venv; `make lab` and `make test` call it when it is missing.
# Every way it can fail ends in a sentence that says what to do.
set -u
cd "$(dirname "$0")" || exit 1

fail() {
    printf '\n%s\n' "$*" >&2
    exit 1
}

# The interpreter: PYTHON if it is given, else the first one that is new enough.
right_age() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null
}
python=""
for candidate in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14 python}; do
    if command -v "$candidate" >/dev/null && right_age "$candidate"; then
        python=$candidate
        break
    fi
done
if [ -z "$python" ]; then
    found=$(python3 --version 2>/dev/null || echo "no python3 at all")
    fail "The course needs Python 3.11 to 3.14; here is $found.
Install one (Debian, Ubuntu: apt install python3 python3-venv; macOS, Windows: python.org) and run the
command again. If it lies elsewhere, name it: make lab PYTHON=/path/to/python3.12"
fi
"$python" -c 'import ensurepip, venv' 2>/dev/null || fail \
"$python cannot make virtual environments: it comes without venv or ensurepip.
On Debian and Ubuntu: apt install python3-venv; then run the command again."

free_kb=$(df -Pk . | awk 'NR == 2 {print $4}')
if [ ! -e .venv/ready ] && [ "$free_kb" -lt 4000000 ]; then
    fail "The environment needs 4 GB of disk and $((free_kb / 1000)) MB are free here ($(pwd)).
Free some space, or move this folder to a larger disk, and run the command again."
fi

# An environment whose interpreter has gone is made anew; a half-installed one is finished.
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    echo "Making the environment in .venv with $("$python" --version) ..."
    "$python" -m venv --clear .venv || fail \
"The environment could not be made in .venv; the lines above say why."
fi

# On Linux the package index's PyTorch is built for CUDA, several GB that the course does not need.
# PyTorch's own index has the build for the CPU: it is asked first, for torch alone.
cpu_index=${PYTORCH_INDEX:-https://download.pytorch.org/whl/cpu}
torch=$(sed -n 's/^\(torch==[^ ;]*\).*/\1/p' requirements.lock)
cpu_torch() {
    [ "$(uname -s)" = Linux ] && [ -n "$torch" ] || return 0
    .venv/bin/python -c "
from importlib.metadata import version
raise SystemExit('torch==' + version('torch').partition('+')[0] != '$torch')" && return 0
    $pip --timeout 10 --retries 1 --no-deps --index-url "$cpu_index" "$torch" && return 0
    printf '\r%-78s\n%s\n' "PyTorch's index of CPU builds ($cpu_index) did not give $torch." \
        "Going on with the package index, whose build for Linux may be several GB larger." >&3
}

echo "Installing the course's libraries (2 to 5 minutes, 2.5 GB) ..."
log=.venv/install.log
pip="env PIP_DISABLE_PIP_VERSION_CHECK=1 .venv/bin/python -m pip install --progress-bar off"
exec 3>&1  # the terminal, for what the log alone should not hold
{
    cpu_torch
    $pip -r requirements.lock && $pip --no-deps --no-build-isolation -e . &&
        # JupyterLab would greet a learner with the question whether it may fetch news.
        .venv/bin/jupyter labextension disable "@jupyterlab/apputils-extension:announcements"
} >"$log" 2>&1 &
installer=$!
trap 'kill $installer 2>/dev/null; exit 130' INT TERM
while kill -0 $installer 2>/dev/null; do
    sleep 2
    # What pip is at, so that long work shows progress.
    grep -E '^(Collecting|Installing) ' "$log" | tail -n 1 | cut -c1-76 |
        { read -r line && printf '\r%-78s' "$line"; }
done
printf '\r%-78s\r' ''
if ! wait $installer; then
    tail -n 5 "$log" >&2
    if grep -qiE 'No space left|Errno 28' "$log"; then
        fail "The disk is full. Free 4 GB and run the command again; it goes on where it stopped."
    elif grep -qiE 'NewConnectionError|NameResolution|Max retries|timed out|Network is unreachable|ProxyError|from versions: none' "$log"; then
        fail "The package index did not answer. Connect to the network (or set the proxy, HTTPS_PROXY) and
run the command again; it goes on where it stopped."
    fi
    fail "The installation stopped; the lines above and $log say why. Mend that and run the command again."
fi
touch .venv/ready
echo "Ready."
