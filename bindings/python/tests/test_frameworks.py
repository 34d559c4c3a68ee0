"""Django, pydantic, WTForms and Ansible, as they really are."""

import json
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Annotated

import django
import pytest
from django.conf import settings
from pydantic import BaseModel, SecretStr, ValidationError
from wtforms import Form, PasswordField, StringField

from keyward_policy import History
from keyward_policy.pydantic import Password
from keyward_policy.wtforms import KeywardPassword

BAD = "KW#okafrey%72zq"
GOOD = "Wq7#Nv!2pZ"


@pytest.fixture(scope="module")
def users():
    settings.configure(
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
        AUTH_PASSWORD_VALIDATORS=[{"NAME": "keyward_policy.django.KeywardValidator", "OPTIONS": {"words": ["zorblax"]}}],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    )
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from django.contrib.auth.models import User

    return User


def test_django_asks_it_wherever_a_password_is_set(users):
    from django.contrib.auth.forms import SetPasswordForm
    from django.contrib.auth.password_validation import password_validators_help_text_html, validate_password
    from django.core.exceptions import ValidationError as DjangoError

    user = users.objects.create(username="jsmith", first_name="John", last_name="Okafrey", email="trixibel@example.org")
    for bad, code in [(BAD, "personal"), ("KW#trixibel%72zq", "personal"), ("KW7#zorblax!24q", "dictionary_word"), ("x", "min_length")]:
        with pytest.raises(DjangoError) as caught:
            validate_password(bad, user)
        assert code in [error.code for error in caught.value.error_list]
        assert len(bad) < 5 or bad not in repr(caught.value) + str(caught.value)
    validate_password(GOOD, user)
    validate_password(BAD)
    form = SetPasswordForm(user, {"new_password1": BAD, "new_password2": BAD})
    assert not form.is_valid() and "Personal" in str(form.errors) and "okafrey" not in str(form.errors).lower()
    assert SetPasswordForm(user, {"new_password1": GOOD, "new_password2": GOOD}).is_valid()
    assert "<li>at least 8 characters</li>" in password_validators_help_text_html()


def test_django_speaks_welsh_and_asks_a_history(users):
    from django.core.exceptions import ValidationError as DjangoError
    from django.utils import translation

    from keyward_policy.django import KeywardValidator

    class Remembering(KeywardValidator):
        def history_of(self, user):
            history = History()
            history.add(GOOD, memory_kib=8, passes=1)
            return history

    with pytest.raises(DjangoError) as caught:
        Remembering().validate(GOOD, users(username="jsmith"))
    assert [error.code for error in caught.value.error_list] == ["reused"]
    english = KeywardValidator().get_help_text()
    with translation.override("cy"):
        assert KeywardValidator().get_help_text() != english


def test_pydantic_holds_what_passes_and_shows_nothing():
    class Change(BaseModel):
        new_password: Annotated[SecretStr, Password("nhs-appendix-a")]

    assert Change(new_password=GOOD).new_password.get_secret_value() == GOOD
    with pytest.raises(ValidationError) as caught:
        Change(new_password="FarmHairTree83*")
    shown = str(caught.value) + repr(caught.value) + repr(caught.value.errors()) + caught.value.json()
    assert "Special characters: use at least 2" in shown and "Farm" not in shown
    assert caught.value.errors()[0]["ctx"]["rules"] == ["special"]
    assert Change.model_json_schema()["properties"]["new_password"]["format"] == "password"
    with pytest.raises(TypeError, match="SecretStr"):

        class Open(BaseModel):
            new_password: Annotated[str, Password()]


def test_wtforms_holds_the_form_against_the_password():
    class Change(Form):
        username = StringField()
        new_password = PasswordField(validators=[KeywardPassword(username="username")])

    form = Change(data={"username": "okafrey", "new_password": BAD})
    assert not form.validate() and form.errors["new_password"][0].startswith("Personal")
    assert "okafrey" not in str(form.errors)
    assert Change(data={"username": "jones", "new_password": BAD}).validate()
    assert not Change(data={"username": "jones"}).validate()


def test_ansible_filters_in_a_playbook(tmp_path):
    plugins = tmp_path / "filter_plugins"
    plugins.mkdir()
    (plugins / "keyward.py").write_text("from keyward_policy.ansible import FilterModule\n")
    playbook = tmp_path / "play.yml"
    playbook.write_text(
        textwrap.dedent(
            f"""
            - hosts: localhost
              connection: local
              gather_facts: false
              vars: {{good: '{GOOD}', bad: 'FarmHairTree83*'}}
              tasks:
                - ansible.builtin.assert:
                    that:
                      - good | keyward_accepted
                      - not bad | keyward_accepted
                      - (bad | keyward_rules) == ['special']
                      - (bad | keyward_messages)[0] is match('Special characters')
                      - (bad | keyward_rules(policy='hw-5.3.2')) == ['special']
            """
        )
    )
    run = subprocess.run(
        [Path(sys.executable).with_name("ansible-playbook"), "-i", "localhost,", playbook],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8", "ANSIBLE_LOCALHOST_WARNING": "False",
             "ANSIBLE_PYTHON_INTERPRETER": sys.executable},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0 and "ok=1" in run.stdout, run.stdout + run.stderr


def command(*arguments, given=""):
    return subprocess.run([sys.executable, "-m", "keyward_policy", *arguments], input=given, capture_output=True, text=True, encoding="utf-8")


def test_the_module_is_a_command():
    refused = command("check", "--username", "jsmith", "--disclosure", "desk", given="FarmHairTree83*\n")
    assert (refused.returncode, refused.stdout.splitlines()[0]) == (1, "refused") and "Special" in refused.stdout
    assert (command("check", given=GOOD).returncode, command("check", given=GOOD + "\r\n").returncode) == (0, 0)
    assert json.loads(command("check", "--json", given=GOOD).stdout)["accepted"] is True
    personal = command("check", "--name", "John Okafrey", given=BAD)
    assert personal.returncode == 1
    made = command("suggest").stdout.splitlines()[0]
    assert command("check", given=made).returncode == 0
    assert command("--policy", "hw-5.3.2", "--language", "cy", "explain").stdout.startswith("Yr hyn")
    assert "ASVS" in command("lint").stdout or "asvs" in command("lint").stdout
    wrong = command("--policy", "nhs-apendix-a", "explain")
    assert wrong.returncode == 2 and "nearest" in wrong.stderr and "Traceback" not in wrong.stderr
