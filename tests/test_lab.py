"""A real JupyterLab in a headless browser: the lessons run from top to bottom, and nothing is fetched from outside."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path

import nbformat
import pytest
from conftest import ROOT

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
TOKEN = "lessons"
# Background fetches of the browser itself, which have nothing to do with the page.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def browser():
    """A headless Chromium or Chrome that is on the machine; none is downloaded."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        pytest.skip("no Chromium or Chrome on this machine")
    with playwright.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """JupyterLab on a copy of the lessons, as `make lab` starts it; yields its address and folder."""
    folder = tmp_path_factory.mktemp("lab")
    shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns(".ipynb_checkpoints"))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "jupyter", "lab", "--notebook-dir=.", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}"]
    command += ["notebooks/00-start-here.ipynb"]
    with (folder / "lab.log").open("w") as log:
        env = {**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(folder / "s"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "w")}
        server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=env)
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(600):
            with suppress(OSError):
                urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=5)
                break
            assert server.poll() is None, (folder / "lab.log").read_text()
            time.sleep(0.1)
        else:
            pytest.fail("JupyterLab did not start:\n" + (folder / "lab.log").read_text()[-3000:])
        yield address, folder
    finally:
        server.terminate()
        server.wait(20)


def open_lesson(browser, lab, name):
    """A page with the lesson open in Lab, and the list of addresses outside it that something asked for."""
    page, outside = browser.new_context(viewport={"width": 1280, "height": 900}).new_page(), []

    def guard(route):
        if route.request.url.startswith((lab, "data:", "blob:")):
            return route.continue_()
        outside.append(route.request.url)
        return route.abort()

    page.route("**/*", guard)
    # A workspace of its own, so that no other lesson's tab is open as well.
    page.goto(f"{lab}/lab/workspaces/{name[:2]}/tree/notebooks/{name}?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.get_by_text(re.compile(r"Python 3 .*\| Idle")).first.wait_for(timeout=60_000)
    return page, outside


def screenshot(page, name):
    """Keep a picture where TWOSUMMITS_SCREENSHOTS names a folder."""
    if folder := os.environ.get("TWOSUMMITS_SCREENSHOTS"):
        Path(folder).mkdir(exist_ok=True, parents=True)
        page.screenshot(path=Path(folder) / f"{name}.png")


def run_all(page, path, last):
    """Clear the outputs, restart, run every cell, save, and return the notebook once its last cell has run."""
    for menu, item in [("Edit", "Clear Outputs of All Cells"), ("Run", "Restart Kernel and Run All Cells")]:
        page.get_by_role("menuitem", name=menu, exact=True).click()
        page.get_by_role("menuitem", name=re.compile(item)).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()
    deadline = time.time() + 180
    while time.time() < deadline:
        page.wait_for_timeout(500)
        page.keyboard.press("Control+s")
        code = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        if code[-1].execution_count == last and page.get_by_text(re.compile(r"Python 3 .*\| Idle")).count():
            return code
    pytest.fail(f"the lesson did not reach cell {last}: {[cell.execution_count for cell in code]}")


def shown(cell):
    """What a cell's outputs say, in plain text."""
    kinds = {"stream": lambda o: o.text, "error": lambda o: f"{o.ename}: {o.evalue}"}
    return [kinds.get(o.output_type, lambda o: o.data.get("text/plain"))(o) for o in cell.outputs]


LESSONS = sorted(path.name for path in (ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("name", LESSONS)
def test_lesson_runs_in_lab(browser, lab, name):
    address, folder = lab
    stored = [cell for cell in nbformat.read(ROOT / "notebooks" / name, as_version=4).cells if cell.cell_type == "code"]
    page, outside = open_lesson(browser, address, name)
    assert not page.get_by_text("Would you like to get notified").count(), "the news pop-up is in the way"
    screenshot(page, f"{name[:2]}-opened")
    cells = run_all(page, folder / "notebooks" / name, len(stored))
    assert [(cell.id, shown(cell)) for cell in cells] == [(cell.id, shown(cell)) for cell in stored]
    panel = page.locator(".jp-WindowedPanel-outer").first
    tables = 0
    for place in range(0, panel.evaluate("p => p.scrollHeight"), 700):
        panel.evaluate(f"p => p.scrollTop = {place}")
        page.wait_for_timeout(300)
        screenshot(page, f"{name[:2]}-{place // 700:02d}")
        tables += page.locator(".jp-OutputArea table").count()
    if any(
        "text/html" in output.get("data", {}) and "<table" in output.data["text/html"] for c in stored for output in c.outputs
    ):
        assert tables, "a table is on the screen"
    assert not outside, "something was fetched from outside"
    page.context.close()
