"""The stubs say what the module has, and a program that uses it well passes a strict checker."""

import subprocess
import sys

from conftest import ROOT


def run(*arguments, cwd):
    return subprocess.run([sys.executable, "-m", *arguments], cwd=cwd, capture_output=True, text=True)


def test_the_stubs_are_those_of_the_module(tmp_path):
    found = run("mypy.stubtest", "keyward_policy._keyward", cwd=tmp_path)
    assert found.returncode == 0, found.stdout + found.stderr


def test_a_typed_program_passes(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "from keyward_policy import Context, Report, Validator\n\n"
        "def judge(validator: Validator, password: str) -> list[str]:\n"
        "    report: Report = validator.check(password, Context(username='jsmith'))\n"
        "    return report.messages('desk') if not report else []\n"
    )
    assert run("mypy", "--strict", "program.py", cwd=tmp_path).returncode == 0
    program.write_text(program.read_text().replace("'desk'", "'everybody'"))
    assert run("mypy", "--strict", "program.py", cwd=tmp_path).returncode == 1


def test_the_examples_of_the_readme_run():
    readme = (ROOT / "bindings/python/README.md").read_text(encoding="utf-8")
    first = readme.split("```python\n")[1].split("```")[0]
    names: dict[str, object] = {}
    exec(first, names)
    assert names["report"].rules == ["special"]
