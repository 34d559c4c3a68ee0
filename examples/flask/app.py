"""A page where people change their password, with Flask and WTForms: ``flask --app app run``.

Who is logged on comes from the session, and the earlier passwords of an account from a store of records; here both are a few lines,
and yours are elsewhere.
"""

from flask import Flask, Response, render_template_string
from keyward_policy import Context, History, Validator
from wtforms import Form, PasswordField

validator = Validator("nhs-appendix-a", words=["Riverside"])
account = {"username": "okafrey", "names": ["Mary Okafrey"], "email": "mary.okafrey@example.org"}
records: dict[str, str] = {}

app = Flask(__name__)

PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Change your password</title></head>
<body>
<h1>Change your password</h1>
{% for message in messages %}<p role="alert">{{ message }}</p>{% endfor %}
<form method="post">
<p><label>Current password {{ form.current(autocomplete="current-password") }}</label></p>
<p><label>New password {{ form.new(autocomplete="new-password", passwordrules=rules) }}</label></p>
<button>Change password</button>
</form>
</body>
</html>
"""


class Change(Form):
    """Passwords are never sent back: a field of this kind is always empty."""

    current = PasswordField()
    new = PasswordField()


@app.route("/", methods=["GET", "POST"])
def change() -> Response | str:
    from flask import request

    form = Change(request.form)
    messages: list[str] = []
    if request.method == "POST":
        # Where a directory is asked, it is asked here whether the current password is right.
        history = History(records.get(account["username"], ""))
        context = Context(**account, previous=[form.current.data or ""])
        report = validator.check(form.new.data or "", context, history=history)
        if report.accepted:
            history.add(form.new.data, keep=4)
            records[account["username"]] = str(history)
            return Response("Your password was changed.\n", mimetype="text/plain")
        # The owner alone reads this page, so it may say what was found.
        messages = report.messages("private")
    return render_template_string(PAGE, form=form, messages=messages, rules="minlength: 8;")
