"""What the tests of the Spark engine share."""

import shutil

import pytest

pytest.importorskip("pyspark", reason="pip install 'kg[spark]'")


@pytest.fixture(scope="session", autouse=True)
def _java() -> None:
    """Skip where there is no Java."""
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java (apt-get install openjdk-17-jre-headless)")
