"""What is remembered of words that papers share."""

from kg.mentions.memo import Memo


def test_memo_works_each_argument_out_once() -> None:
    """A second lookup gives the kept result."""
    asked: list[str] = []

    def work(text: str) -> int:
        asked.append(text)
        return len(text)

    memo = Memo(work)
    assert [3, 5, 3] == [memo[text] for text in ("one", "three", "one")]
    assert ["one", "three"] == asked


def test_memo_stays_small_and_right() -> None:
    """However many arguments come, few results are kept and every result is right."""
    memo = Memo(abs, most=3)
    assert [abs(n) for n in range(-9, 9)] == [memo[n] for n in range(-9, 9)]
    assert len(memo) <= 3
