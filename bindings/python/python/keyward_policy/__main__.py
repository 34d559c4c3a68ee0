"""``python -m keyward_policy``: what the library does, at a prompt.

A password is never an argument: it is typed without echo, or comes from standard input. The command ``keyward`` does more.
"""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence

from . import PRESETS, Context, KeywardError, Policy, Validator, __version__


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m keyward_policy", description=__doc__.splitlines()[0])
    parser.add_argument("--version", action="version", version=f"keyward_policy {__version__}")
    parser.add_argument(
        "--policy",
        default="nhs-appendix-a",
        help=f"a file, or one of {', '.join(PRESETS)} (default: %(default)s)",
    )
    parser.add_argument("--language", choices=["en", "cy"], default="en")
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="judge a password: typed, or the first line of standard input")
    check.add_argument("--username")
    check.add_argument("--name", action="append", dest="names", help="a name of the owner, whole; may be repeated")
    check.add_argument("--email")
    check.add_argument("--disclosure", choices=["private", "desk", "log"], default="private")
    check.add_argument("--json", action="store_true", help="answer as JSON")
    suggest = commands.add_parser("suggest", help="make a password that passes")
    suggest.add_argument("--style", choices=["words", "random"], default="words")
    suggest.add_argument("--length", type=int)
    explain = commands.add_parser("explain", help="what the policy requires")
    explain.add_argument("--format", choices=["text", "markdown", "html"], default="text")
    commands.add_parser("lint", help="where the policy differs from published standards")
    return parser


def _password() -> str | bytes:
    if sys.stdin.isatty():
        return getpass.getpass()
    return sys.stdin.buffer.readline().removesuffix(b"\n").removesuffix(b"\r")


def _check(options: argparse.Namespace) -> int:
    context = Context(username=options.username, names=options.names, email=options.email)
    report = Validator(options.policy).check(_password(), context)
    if options.json:
        print(json.dumps(report.to_dict(options.disclosure, options.language), ensure_ascii=False))
    else:
        print("accepted" if report.accepted else "refused")
        for message in report.messages(options.disclosure, options.language):
            print(message)
    return 0 if report.accepted else 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command. 0: accepted or done, 1: refused, 2: a mistake."""
    options = _parser().parse_args(arguments)
    try:
        if options.command == "check":
            return _check(options)
        policy = Policy(options.policy)
        if options.command == "suggest":
            suggestion = Validator(policy).suggest(options.style, length=options.length)
            print(f"{suggestion.password}\n{suggestion.read_aloud}\n{suggestion.entropy_bits:.0f} bits")
        elif options.command == "explain":
            print(policy.explain(options.language, options.format), end="")
        else:
            for remark in policy.lint():
                print(f"{remark['relation']} {remark['standard']} {remark['clause']}: {remark['text']}")
    except KeywardError as error:
        print(f"keyward_policy: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
