"""The manual's lines as they stand there, and the example of examples/flask, as a browser would use it."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3] / "examples/flask"))

import app as example  # noqa: E402


def test_the_lines_of_the_manual_run():
    manual = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    judged, columns, earlier = re.findall("```python\n(.*?)```", manual, re.DOTALL)
    names = {"table": {"password": ["FarmHairTree83*", None, "Wq7#Nv!2pZ"]}, "typed_current": "Xv9!Kq4#Lm", "new": "Wq7#Nv!2pZ"}
    exec(judged, names)
    report = names["report"]
    for told in (report.rules, report.messages("desk")):
        assert f"# {told}" in judged
    exec(columns, names)
    assert names["verdicts"].by_rule() == {"special": 1}
    names["text_from_your_store"] = ""
    exec(earlier, names)
    names["text_from_your_store"] = names["text_for_your_store"]
    exec(earlier, names)
    assert names["report"].rules == ["reused"]


def test_a_page_changes_a_password_and_remembers_it():
    client = example.app.test_client()
    assert 'autocomplete="new-password"' in client.get("/").text

    def change(current, new):
        return client.post("/", data={"current": current, "new": new}).text

    told = change("Xv9!Kq4#Lm", "KW#okafrey%72zq")
    assert 'role="alert"' in told and "Your password" in told and 'value="KW' not in told
    assert "Recycled" not in told and example.records == {}
    assert change("Wq7#Nv!2pZ", "Wq7#Nv!3pZ").count('role="alert"') == 1
    assert change("Xv9!Kq4#Lm", "Wq7#Nv!2pZ") == "Your password was changed.\n"
    assert example.records["okafrey"].startswith("$argon2id$")
    assert 'role="alert"' in change("", "Wq7#Nv!2pZ")
    assert 'role="alert"' in change("", "")
