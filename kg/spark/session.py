"""Start Spark, or say in one line what it lacks."""

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from kg.errors import KgError, OptionError

#: What ``pip`` calls the extra.
_INSTALL = "install it with: pip install 'kg[spark]'"
_JAVA = "install one (Debian and Ubuntu: apt-get install openjdk-17-jre-headless) or set JAVA_HOME"

#: Settings that a user's own configuration overrides.
_SETTINGS = {
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    # Batches go to Python; smaller ones keep its memory flat.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "2000",
}


def start(*, jobs: int = 0) -> tuple[Any, bool]:
    """Return a Spark session, the one that runs or a new one, and whether it is new.

    Without a master in Spark's configuration it runs on this machine, on ``jobs`` cores, 0 for all.

    Raises:
        OptionError: PySpark is not installed.
        KgError: there is no Java, or Spark does not start.
    """
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise OptionError(f"the engine spark needs the package {error.name}", todo=_INSTALL) from error
    running = SparkSession.getActiveSession()
    if running is not None:
        return running, False
    if _java() is None:
        raise KgError("the engine spark needs Java 17 or later, and there is none", todo=_JAVA)
    # Workers on this machine run this Python; on a cluster its configuration says which.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("kg")
    for name, value in _SETTINGS.items():
        builder = builder.config(name, value)
    if jobs:
        # Like a cluster, this machine tries a task again whose process was killed.
        builder = builder.master(f"local[{jobs},4]")
    try:
        return builder.getOrCreate(), True
    except (PySparkException, RuntimeError) as error:
        raise KgError(f"Spark does not start ({first_line(error)})", todo=_JAVA) from error


def first_line(error: BaseException) -> str:
    """Return the first line that says something of an error of Spark's, which are pages long."""
    return next((line.strip() for line in str(error).splitlines() if line.strip()), type(error).__name__)


def _java() -> str | None:
    """Return the Java that Spark would start."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home, "bin"))) if home else shutil.which("java")
