"""pyproject.toml, requirements.lock and environment.yml ask for the same libraries."""

import re
import tomllib

import yaml
from conftest import ROOT
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

# Where conda-forge calls a package of the Python index by another name.
CONDA_NAMES = {
    "matplotlib": "matplotlib-base",
    "playwright": "playwright-python",
    "torch": "pytorch-cpu",
}
# What conda-forge does not have: pip installs it with the course.
PIP_ONLY = {"wordllama"}


def direct_dependencies():
    """The requirements of pyproject.toml, those for development included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project.get("optional-dependencies", {}).values()
    return [Requirement(line) for line in sum(extras, project["dependencies"])]


def pinned_versions():
    """What requirements.lock pins: canonical name to version."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    pins = [re.match(r"([\w.-]+)(?:\[.*\])?==(\S+)", line) for line in lines]
    return {canonicalize_name(pin[1]): pin[2] for pin in pins if pin}


def test_environment_yml_equals_pyproject():
    environment = yaml.safe_load((ROOT / "environment.yml").read_text())
    assert environment["channels"] == ["conda-forge", "nodefaults"]

    *conda, pip = environment["dependencies"]
    assert pip == {"pip": ["-e ."]}
    conda.remove("pip")
    requirements = [Requirement(line) for line in conda]
    found = {requirement.name: requirement.specifier for requirement in requirements}
    assert len(found) == len(requirements), "a package is listed twice"

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    python = Requirement("python" + project["requires-python"])
    expected = {
        CONDA_NAMES.get(requirement.name, requirement.name): requirement.specifier
        for requirement in [python, *direct_dependencies()]
        if requirement.name not in PIP_ONLY
    }
    assert found == expected


def test_lock_pins_every_direct_dependency():
    pins = pinned_versions()
    for requirement in direct_dependencies():
        version = pins.get(canonicalize_name(requirement.name))
        assert version, f"{requirement.name} is not in requirements.lock: run `make lock`"
        assert requirement.specifier.contains(version), (
            f"requirements.lock has {requirement.name} {version}, pyproject.toml asks for "
            f"{requirement.specifier}: run `make lock`"
        )


def test_lock_holds_only_plain_pins():
    """No index, no path, no build such as +cpu: it installs on any machine."""
    lines = (ROOT / "requirements.lock").read_text().splitlines()
    for line in lines:
        code = line.split("#")[0].split(";")[0].split("--hash")[0].strip(" \\")
        assert not code or re.fullmatch(r"[\w.-]+(\[[\w,-]+\])?==[\w.!]+", code), line
        assert not re.search(r"://|(^|\s)/|\bfile:/", line), line
    versions = pinned_versions()
    assert versions
    assert not [name for name, version in versions.items() if Version(version).local]
