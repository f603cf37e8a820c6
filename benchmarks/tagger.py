"""How fast is the tagger, beside its peers in the same run, and how does its cost grow with the text?

python benchmarks/tagger.py [ARTICLES.jsonl]      one JSON object a line: text, published, language (or ar)

Without a file it reads news of its own making. Start-up and the loading of languages are excluded. `cold` has
read nothing before; `warm` reads other texts with what it remembers of words. The exit status is 1 where the
cost grows faster than an exponent of 1.1.
"""

from __future__ import annotations

import datetime as dt
import json
import math
import random
import shutil
import subprocess
import sys
import time
import tomllib
import warnings
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from timeline.anchoring import anchor
from timeline.document import Document
from timeline.interval import Interval
from timeline.language import load_language

SIZE = 2_000  # bytes of UTF-8: a short news article
LIMIT = 1.1
DAY = dt.date(2016, 11, 7)
# Carriers for the corpus's phrases: what stands around dates in the news.
CARRIERS = {
    "ar": (
        "قال المتحدث باسم الوزارة إن الوفد وصل {} إلى العاصمة بعد محادثات طويلة مع الجانب الآخر في جنيف.",
        "وأضاف أن الاتفاق الذي وقع {} يشمل تبادل الأسرى وفتح المعابر أمام القوافل الإنسانية والطبية.",
        "وكانت القوات قد أعلنت {} سيطرتها على البلدة الواقعة على الطريق الدولي شمال المدينة.",
        "ودعا الأمين العام للأمم المتحدة جميع الأطراف إلى ضبط النفس والعودة إلى طاولة المفاوضات.",
        "وأفادت مصادر طبية بأن الهجوم أسفر عن مقتل 12 شخصا وإصابة 35 آخرين بجروح متفاوتة.",
        "ومن المقرر أن تبدأ المرحلة الثانية من المشروع {} بتكلفة تتجاوز 2500 مليون دولار.",
    ),
    "en": (
        "The delegation arrived in the capital {} after long talks with the other side in Geneva.",
        "The agreement that was signed {} covers an exchange of prisoners and the opening of the crossings.",
        "Officials said the company would open its new plant {} at a cost of 2,500 million dollars.",
        "The secretary-general called on all parties to show restraint and return to the negotiating table.",
    ),
}
PHRASES = {
    "en": ("on Monday", "last week", "on 5 May 2014", "in March", "next year", "two days ago", "yesterday")
}
HOSTILE = {
    "1/": "1/",
    "1-": "1-",
    "digits": "7",
    "numbers": "1 ",
    "brackets": "(",
    "month names": "يناير ",
    "months and dashes": "يناير - ",
    "و": "و ",
    "numerals and و": "خمسة و ",
    "from": "من ",
    "from month to": "من يناير إلى ",
    "weekdays": "يوم الاثنين ",
    "years": "عام 2014 ",
    "ends": "نهاية ",
    "one long word": "ا",
}


def compose(language: str, number: int) -> list[str]:
    """News of our own making: carriers with phrases of the language's corpus, the same on every machine."""
    chance = random.Random(number)
    file = files("timeline").joinpath("languages", language, "corpus.toml")
    known = PHRASES.get(language, ())
    if not known:
        concepts = tomllib.loads(file.read_text("utf-8"))["concept"]
        known = tuple(p for c in concepts for p in c["phrases"] if "‹" not in p)
    texts = []
    for _ in range(number):
        text = ""
        while len(text.encode()) < SIZE:
            text += chance.choice(CARRIERS[language]).format(chance.choice(known)) + " "
        texts.append(text)
    return texts


def cut(text: str) -> list[str]:
    """The text in pieces of about SIZE bytes."""
    step = max(1, SIZE * len(text) // max(1, len(text.encode("utf-8", "surrogatepass"))))
    return [text[i : i + step] for i in range(0, len(text) - step + 1, step)] or [text]


def documents(arguments: list[str]) -> dict[str, list[tuple[str, dt.date]]]:
    """The texts to read, of about SIZE bytes each, with their days, by language."""
    if not arguments:
        return {language: [(text, DAY) for text in compose(language, 500)] for language in CARRIERS}
    out: dict[str, list[tuple[str, dt.date]]] = {}
    with Path(arguments[0]).open(encoding="utf-8") as lines:
        for article in map(json.loads, lines):
            day = dt.date.fromisoformat((article.get("published") or DAY.isoformat())[:10])
            pieces = out.setdefault(article.get("language") or "ar", [])
            pieces += [(piece, day) for piece in cut(article["text"])]
    return out


def read(language: str, texts: Iterable[tuple[str, dt.date]]) -> float:
    """Seconds of processor time to find and resolve every expression."""
    ready = [
        Document(id="b", text=text, language=language, published=Interval.of_date(day)) for text, day in texts
    ]
    began = time.process_time()
    for document in ready:
        anchor(document)
    return time.process_time() - began


def forget(language: str) -> None:
    """Drop what the tagger remembers of words."""
    knowledge = load_language(language)
    knowledge.analyses.clear()
    knowledge.recalled.clear()


def dateparser_rate(language: str, texts: list[tuple[str, dt.date]]) -> float:
    """Documents a second of dateparser.search_dates, with the language and the day given."""
    from dateparser.search import search_dates

    def search(text: str, day: dt.date) -> None:
        base = dt.datetime.combine(day, dt.time())
        search_dates(text, languages=[language], settings={"RELATIVE_BASE": base})

    search(*texts[0])
    began = time.process_time()
    for text, day in texts[1:]:
        search(text, day)
    return (len(texts) - 1) / (time.process_time() - began)


CHRONO = """
const chrono = require('chrono-node');
const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));
for (const [t, d] of texts) chrono.parse(t, new Date(d));
const began = process.hrtime.bigint();
for (const [t, d] of texts) chrono.parse(t, new Date(d));
console.log(texts.length / (Number(process.hrtime.bigint() - began) / 1e9));
"""


def chrono_rate(texts: list[tuple[str, dt.date]]) -> float | None:
    """Documents a second of chrono in a warm V8, None where node or chrono-node is not there."""
    node = shutil.which("node")
    if node is None:
        return None
    given = json.dumps([(text, day.isoformat()) for text, day in texts])
    done = subprocess.run([node, "-e", CHRONO], input=given, capture_output=True, text=True, check=False)
    return float(done.stdout) if done.returncode == 0 else None


def rates(everything: dict[str, list[tuple[str, dt.date]]]) -> None:
    heads = ("cold", "warm", "dateparser", "ratio", "chrono", "ratio")
    print(f"{'documents/s of 2 KB':24}" + "".join(f"{head:>11}" for head in heads))
    for language, texts in everything.items():
        half = len(texts) // 2
        read(language, texts[:1])
        forget(language)
        cold = half / read(language, texts[:half])
        warm = (len(texts) - half) / read(language, texts[half:])
        theirs = dateparser_rate(language, texts[half : half + 21])
        line = f"{f'{language}, {len(texts)} texts':24}{cold:11.0f}{warm:11.0f}"
        line += f"{theirs:11.1f}{cold / theirs:11.1f}"
        chrono = chrono_rate(texts[half : half + 200]) if language in ("en", "fr") else None
        print(line + (f"{chrono:11.0f}{cold / chrono:11.2f}" if chrono else f"{'-':>11}{'-':>11}"))


def exponent(points: list[tuple[int, float]]) -> float:
    """The slope of the least-squares line through (log size, log seconds)."""
    xs, ys = [math.log(n) for n, _ in points], [math.log(max(t, 1e-6)) for _, t in points]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


def growth(news: list[str]) -> float:
    """Print how the cost grows to 1 MB; returns the greatest exponent."""
    print(f"\n{'cost of 1 MB':24}{'seconds':>9}{'KB/s':>8}{'exponent':>10}")
    worst = 0.0
    base = "".join(news)[: SIZE * 4]
    cases = {"news ×1 … ×512": base} | HOSTILE
    for name, unit in cases.items():
        points = []
        for size in (2**12, 2**14, 2**16, 2**18, 2**20):
            width = len(unit.encode()) / len(unit)
            text = (unit * (int(size / width) // len(unit) + 1))[: int(size / width)]
            forget("ar")
            points.append((size, read("ar", [(text, DAY)])))
        # The smallest sizes are all overhead: the slope is that of the larger ones.
        slope = exponent(points[1:])
        worst = max(worst, slope)
        size, seconds = points[-1]
        print(f"{name:24}{seconds:9.2f}{size / 1000 / seconds:8.0f}{slope:10.2f}")
    return worst


def main() -> int:
    warnings.filterwarnings("ignore")
    everything = documents(sys.argv[1:])
    rates(everything)
    worst = growth([text for text, _ in everything.get("ar") or [(t, DAY) for t in compose("ar", 4)]])
    print(f"\ngreatest exponent {worst:.2f}, at most {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
