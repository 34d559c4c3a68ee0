"""Audits of more passwords than one machine holds, on Spark::

    from keyward_policy import Validator
    from keyward_policy.spark import audit, counts

    validator = Validator("nhs-appendix-a")
    judged = audit(frame, "password", validator, keep=["account"], context={"username": "account", "email": "mail"})
    judged.where("not accepted").select("account", "rules")
    counts(judged, validator).show()

The column of passwords goes no further than the function that judges it. Each worker process makes the validator once, from
the bytes that travel with the plan; a breach filter that was given as a file must be at the same place on every worker.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from pyspark.sql import Column, DataFrame
from pyspark.sql import functions as F
from pyspark.sql.types import ArrayType, BooleanType, StringType, StructField, StructType

from . import RULES, Context, Validator

# What a context may be made from; each is the name of a column.
_CONTEXT = ("username", "names", "email", "phone", "date_of_birth", "related", "subjects", "previous", "other_accounts")


def audit(
    frame: DataFrame,
    column: str,
    validator: Validator,
    *,
    keep: Sequence[str] = (),
    context: Mapping[str, str] | None = None,
) -> DataFrame:
    """Judges a column of passwords: the columns ``keep``, then ``accepted``, which is null where there is no password, and
    ``rules``, the identifiers of those that object.

    ``context`` says which columns tell of the person: it takes what ``Context`` takes. Without it rows are judged where they
    lie, several times as fast.
    """
    context = dict(context or {})
    unknown = context.keys() - set(_CONTEXT)
    if unknown:
        raise ValueError(f"context has {', '.join(sorted(unknown))}; there are {', '.join(_CONTEXT)}")
    if column in keep:
        raise ValueError("the column of passwords cannot be kept")
    payload, fields, kept = pickle.dumps(validator), tuple(context), len(keep)

    def judge(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        judge_by = _validator(payload)
        for batch in batches:
            yield _judged(judge_by, batch, kept, fields)

    # Arrow has no two columns of one name, and one column may tell of several things.
    others = {"keyward_password": column, **{f"keyward_{field}": name for field, name in context.items()}}
    wanted = [*map(F.col, keep), *(F.col(name).alias(alias) for alias, name in others.items())]
    schema = StructType(
        [
            *(frame.schema[name] for name in keep),
            StructField("accepted", BooleanType()),
            StructField("rules", ArrayType(StringType(), containsNull=False)),
        ]
    )
    return frame.select(*wanted).mapInArrow(judge, schema)


def counts(judged: DataFrame, validator: Validator) -> DataFrame:
    """How often each rule objected, with its clause and the digest of the policy, most first."""
    clauses: list[Column] = []
    for rule in RULES:
        clauses += [F.lit(rule), F.lit(validator.policy.clause(rule))]
    rules = judged.select(F.explode("rules").alias("rule")).groupBy("rule").count()
    rules = rules.withColumn("clause", F.create_map(*clauses)[F.col("rule")])
    rules = rules.withColumn("policy_digest", F.lit(validator.policy.digest))
    return rules.select("rule", "clause", "count", "policy_digest").orderBy(F.desc("count"), "rule")


@lru_cache(maxsize=8)
def _validator(payload: bytes) -> Validator:
    """The validator of a worker process."""
    validator: Validator = pickle.loads(payload)
    return validator


def _judged(validator: Validator, batch: pa.RecordBatch, kept: int, fields: tuple[str, ...]) -> pa.RecordBatch:
    """The columns that are kept, with the verdicts on the one after them; those behind it are the contexts."""
    contexts = None
    if fields:
        rows = zip(*(column.to_pylist() for column in batch.columns[kept + 1 :]), strict=True)
        contexts = [Context(**dict(zip(fields, row, strict=True))) for row in rows]
    verdicts = validator.check_many(batch.column(kept), contexts)
    rows = pa.Array.from_buffers(pa.uint32(), len(verdicts), [None, pa.py_buffer(verdicts.to_bytes())])
    missing = pc.equal(rows, 0)
    accepted = pc.if_else(missing, pa.scalar(None, pa.bool_()), pc.not_equal(pc.bit_wise_and(rows, 1), 0))
    # There are few combinations of rules; each is spelled out once.
    combinations = rows.dictionary_encode()
    spelled = pa.array([_rules(row) for row in combinations.dictionary.to_pylist()], pa.list_(pa.field("element", pa.string(), False)))
    columns: list[Any] = [*batch.columns[:kept], accepted, spelled.take(combinations.indices)]
    return pa.RecordBatch.from_arrays(columns, names=[*batch.schema.names[:kept], "accepted", "rules"])


def _rules(row: int) -> list[str] | None:
    """The rules of a row of ``Verdicts.to_bytes``."""
    return [rule for number, rule in enumerate(RULES, 1) if row >> number & 1] if row else None
