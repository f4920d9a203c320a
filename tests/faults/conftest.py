"""The bench of the jobs, on each database."""

from tests.jobs.conftest import bench

__all__ = ["bench"]
