"""What is counted of requests, messages, jobs and calls to platforms, for Prometheus.

Every label is one of a few words of ours, or a call's name: nobody's words, names or ids. What the database
tells, as how long messages have waited, is asked when somebody looks: bot/web/metrics_page.py.
"""

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()

_ANSWER = (0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0, 60.0)
_CALL = (0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter(
    "gamma_requests",
    "What people asked. outcome: answered, errors (in a form), refused (in a sentence), busy, failed.",
    ("platform", "kind", "command", "outcome"),
    registry=REGISTRY,
)
ANSWER_SECONDS = Histogram(
    "gamma_answer_seconds",
    "From the door until there is an answer, with the wait for a thread; showing it is a call.",
    ("platform", "kind"),
    buckets=_ANSWER,
    registry=REGISTRY,
)
MESSAGES = Counter(
    "gamma_messages",
    "Messages of the outbox. outcome: planned, sent, held (tried again later), failed, cancelled, missed.",
    ("platform", "outcome"),
    registry=REGISTRY,
)
CALL_SECONDS = Histogram(
    "gamma_platform_call_seconds",
    "Calls to a platform, whatever came of them.",
    ("platform", "call"),
    buckets=_CALL,
    registry=REGISTRY,
)
CALL_ERRORS = Counter(
    "gamma_platform_call_errors",
    "Calls without success. outcome: refused (by the platform, for good), failed (it may pass).",
    ("platform", "call", "outcome"),
    registry=REGISTRY,
)
JOB_SECONDS = Histogram("gamma_job_seconds", "Turns of a job.", ("job",), buckets=_ANSWER, registry=REGISTRY)
JOB_FAILURES = Counter("gamma_job_failures", "Turns that ended in an error.", ("job",), registry=REGISTRY)
