"""An audit on a cluster: a driver, two workers, and an application that runs on them, as processes of their own."""

import json
import os
import random
import shutil
import signal
import string
import subprocess
import sys
import threading
import time
import urllib.request
from functools import reduce
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pyspark
import pytest
from pyspark.sql import DataFrame, SparkSession

from conftest import cases, policy_of, unmet
from keyward_policy import Policy, Validator
from keyward_policy.spark import audit, counts

ROOT = Path(__file__).resolve().parents[4]
ROWS = int(os.environ.get("KEYWARD_SPARK_ROWS", "1000000"))
FILES = 16
# In every password, so that it is seen wherever one shows.
MARK = "Qx7Zj"


def passwords(count):
    """Passwords of several kinds, the same at every run, some of them missing."""
    dice = random.Random(17)
    words = ["Farm", "Hair", "Tree", "Wolf", "Lamp", "Monday", "Password", "Riverside", "Summer", "5tation"]
    for _ in range(count):
        kind = dice.random()
        if kind < 0.01:
            yield None
        elif kind < 0.5:
            yield MARK + "".join(dice.choices(string.ascii_letters + string.digits + "!#%&*+", k=8))
        else:
            yield f"{MARK}{dice.choice(words)}{dice.choice(words)}{dice.randrange(100):02}{dice.choice('!#*')}"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    return tmp_path_factory.mktemp("spark")


@pytest.fixture(scope="module")
def table(place):
    """The passwords in files, as an export has them."""
    column = list(passwords(ROWS))
    folder = place / "table"
    folder.mkdir()
    each = -(-ROWS // FILES)
    for number in range(FILES):
        part = slice(number * each, (number + 1) * each)
        accounts = [f"user{row}" for row in range(number * each, min((number + 1) * each, ROWS))]
        pq.write_table(pa.table({"account": accounts, "password": pa.array(column[part], pa.string())}), folder / f"{number:02}.parquet")
    return folder, column


@pytest.fixture(scope="module")
def spark(place):
    (place / "events").mkdir()
    # Without it a cluster of this kind does not find its Scala.
    os.environ["SPARK_SCALA_VERSION"] = "2.12"
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.eventLog.enabled", "true")
        .config("spark.eventLog.dir", f"file://{place / 'events'}")
        .config("spark.ui.port", "0")
        .config("spark.sql.files.maxPartitionBytes", "4m")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.warehouse.dir", str(place / "warehouse"))
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def validator():
    return Validator(Policy.from_toml("base = 'nhs-appendix-a'\nid = 'ours'\nwords = ['Riverside']"))


def executors(spark):
    """The processes that do the work of this application."""
    wanted = spark.sparkContext.applicationId.encode()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in line and wanted in line:
            yield int(folder.name)


def test_a_column_is_judged_though_a_worker_dies(spark, table, validator):
    folder, column = table
    frame = spark.read.parquet(str(folder))
    judged = audit(frame, "password", validator, keep=["account"])
    assert judged.schema.simpleString() == "struct<account:string,accepted:boolean,rules:array<string>>"
    tracker, killed = spark.sparkContext.statusTracker(), []

    def kill():
        """Ends a worker when some of the work is done and some is not."""
        while not killed:
            for stage in tracker.getActiveStageIds():
                info = tracker.getStageInfo(stage)
                if info and 0 < info.numCompletedTasks < info.numTasks:
                    victim = next(executors(spark), None)
                    if victim is not None:
                        os.kill(victim, signal.SIGKILL)
                        killed.append((victim, info.numCompletedTasks, info.numTasks))
                        return
            time.sleep(0.002)

    thread = threading.Thread(target=kill, daemon=True)
    thread.start()
    start = time.monotonic()
    rows = {row["accepted"]: row["count"] for row in judged.groupBy("accepted").count().collect()}
    seconds = time.monotonic() - start
    print(f"\n{ROWS} rows in {seconds:.1f} s with a worker killed: {killed}")
    here = validator.check_many(pa.array(column))
    assert rows == {True: here.accepted, False: here.refused, None: here.missing}
    assert killed, "no worker was killed before all was done"
    found = {row["rule"]: (row["count"], row["clause"], row["policy_digest"]) for row in counts(judged, validator).collect()}
    policy = validator.policy
    assert found == {rule: (count, policy.clause(rule), policy.digest) for rule, count in here.by_rule().items()}


def test_the_verdicts_are_those_of_the_command(spark, table, validator, place):
    folder, column = table
    few = [password for password in column[:20_000] if password is not None]
    policy = place / "ours.toml"
    policy.write_text(validator.policy.to_toml(), encoding="utf-8")
    requests = "".join(json.dumps({"id": number, "password": password}) + "\n" for number, password in enumerate(few))
    command = [os.environ["KEYWARD_COMMAND"], "check", "--batch", "--disclosure", "log", "--policy", str(policy)]
    answers = subprocess.run(command, input=requests, capture_output=True, text=True, encoding="utf-8")
    assert answers.returncode == 1, answers.stderr
    frame = spark.createDataFrame(list(enumerate(few)), "id int, password string")
    judged = audit(frame, "password", validator, keep=["id"]).orderBy("id").collect()
    for answer, row in zip(map(json.loads, answers.stdout.splitlines()), judged, strict=True):
        assert answer["policy_digest"] == validator.policy.digest
        assert (answer["id"], answer["accepted"]) == (row["id"], row["accepted"])
        assert [finding["rule"] for finding in answer["findings"]] == row["rules"]


def test_every_case_is_judged_as_its_policy_says(spark, record_property):
    known = ["username", "names", "email", "phone", "date_of_birth", "related", "subjects", "previous", "other_accounts"]
    kinds = {"names", "related", "subjects", "previous", "other_accounts"}
    schema = "number int, password string, " + ", ".join(f"{key} {'array<string>' if key in kinds else 'string'}" for key in known)
    by_policy, judged = {}, []
    for number, (_, case) in enumerate(cases()):
        by_policy.setdefault(case["policy"], []).append((number, case))
    for of_policy in by_policy.values():
        rows = []
        for number, case in of_policy:
            request = case["request"]
            facts = {**(request.get("context") or {}), **request}
            rows.append((number, request["password"], *(facts.get(key) for key in known)))
        # In one part, as a task takes longer to start than to judge these.
        frame = spark.createDataFrame(spark.sparkContext.parallelize(rows, 1), schema)
        validator = Validator(policy_of(of_policy[0][1]))
        judged.append(audit(frame, "password", validator, keep=["number"], context={key: key for key in known}))
    found = {row["number"]: row for row in reduce(DataFrame.union, judged).collect()}
    for number, case in chain.from_iterable(by_policy.values()):
        assert not list(unmet(case["expect"], found[number]["accepted"], found[number]["rules"])), case["id"]
    record_property("vectors", len(found))


def test_columns_tell_of_the_person(spark, validator):
    rows = [("okafrey", ["Ann Trixibel"], "KW#okafrey%72zq"), ("jones", ["Ann Trixibel"], "KW#trixibel%72zq"), ("jones", None, "KW#okafrey%72zq")]
    frame = spark.createDataFrame(rows, "account string, people array<string>, password string")
    judged = audit(frame, "password", validator, keep=["account"], context={"username": "account", "names": "people"})
    assert [row["rules"] for row in judged.collect()] == [["personal"], ["personal"], []]
    with pytest.raises(ValueError, match="shoe_size"):
        audit(frame, "password", validator, context={"shoe_size": "account"})
    with pytest.raises(ValueError, match="cannot be kept"):
        audit(frame, "password", validator, keep=["password"])


def test_no_password_is_left_anywhere(spark, table, validator, place, capfd):
    judged = audit(spark.read.parquet(str(table[0])), "password", validator, keep=["account"])
    # A column that cannot be judged fails, and says so without it.
    broken = spark.read.parquet(str(table[0])).selectExpr("encode(password, 'UTF-8') AS password")
    with pytest.raises(Exception, match="plain strings") as caught:
        audit(broken, "password", validator).collect()
    judged.explain(True)
    shown = capfd.readouterr()
    plans = judged._jdf.queryExecution().toString() + judged._jdf.queryExecution().stringWithStats()
    base = spark.sparkContext.uiWebUrl + f"/api/v1/applications/{spark.sparkContext.applicationId}"
    pages = "".join(
        urllib.request.urlopen(f"{base}/{page}").read().decode()
        for page in ("jobs", "stages", "sql?details=true&length=1000", "environment", "executors")
    )
    assert "MapInArrow" in plans and "MapInArrow" in pages
    for text in (str(caught.value), shown.out, shown.err, plans, pages):
        assert MARK not in text
    workers = Path(pyspark.__file__).parent / "work" / spark.sparkContext.applicationId
    spark.stop()
    logs = [file for folder in (place / "events", workers) for file in folder.rglob("*") if file.is_file()]
    assert any("app-" in file.name for file in logs) and any(file.name == "stderr" for file in logs), logs
    for file in logs:
        assert MARK.encode() not in file.read_bytes(), file
    shutil.rmtree(workers)
