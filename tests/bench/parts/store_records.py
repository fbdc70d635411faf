"""A large school on invented data: families, people and contacts in seven languages."""

from __future__ import annotations

import os
import random  # noqa: TID251 - the same school in every run
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fsp_desktop.domain.clock import FixedClock, to_wire_time
from fsp_desktop.domain.ids import RecordId, new_record_id
from fsp_desktop.store.record_store import RecordStore
from fsp_desktop.store.writes import Write

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
WORDS = {
    "en": "we talked about reading at home the bus was late her brother likes drawing and soup "
    "teacher school library morning friend promise interpreter winter coat lunch question",
    "es": "hablamos de la lectura en casa el autobús llegó tarde le gusta dibujar mañana abuela "
    "maestra escuela biblioteca pregunta promesa almuerzo corazón niño año señora",
    "vi": "chúng tôi nói chuyện về việc đọc sách ở nhà xe buýt đến muộn em thích vẽ trường học "
    "cô giáo thư viện buổi sáng bạn bè câu hỏi bữa trưa được đường nước",
    "ar": "تحدثنا عن القراءة في البيت الحافلة تأخرت أخوها يحب الرسم المدرسة المعلمة المكتبة "
    "الصباح صديق وعد مترجم الشتاء معطف الغداء سؤال والدتها بالعربية",
    "so": "waxaan ka wada hadalnay akhriska guriga baska wuu soo daahay walaalkeed wuxuu jecel yahay "
    "sawirka macallin dugsi maktabad subax saaxiib balan su'aal qado",
    "zh": "我们谈到在家阅读 校车来晚了 她的弟弟喜欢画画 老师 学校 图书馆 早上 朋友 承诺 翻译 冬天 外套 午饭 问题",
    "th": "เราคุยกันเรื่องการอ่านหนังสือที่บ้าน รถโรงเรียนมาสาย น้องชายชอบวาดรูป ครู โรงเรียน "
    "ห้องสมุด ตอนเช้า เพื่อน คำสัญญา ล่าม ฤดูหนาว อาหารกลางวัน คำถาม",
}  # fmt: skip
NAMES = ["Amina", "José", "Nguyễn", "李伟", "Fatima", "Omar", "Lucía", "Đức", "Maria", "สมชาย"]
KEY = os.urandom(32)


def vocabulary(language: str) -> list[str]:
    """Return some thousand words of a language, the common ones first: real ones and their blends."""
    words = WORDS[language].split()
    blends = [
        first[: cut + 1] + second[cut:] for cut in (1, 2, 3) for first in words for second in words
    ]
    return list(dict.fromkeys([*words, *blends]))


VOCABULARIES = {language: vocabulary(language) for language in WORDS}
WEIGHTS = {
    language: [1 / place for place in range(1, len(words) + 1)]
    for language, words in VOCABULARIES.items()
}


def make_store(folder: Path, name: str = "record.fsp") -> RecordStore:
    """Return a new empty store."""
    return RecordStore.create(folder / name, KEY, FixedClock(NOW))


def text_of(chance: random.Random, language: str, words: int) -> str:
    """Return a note of words in random order, as often as words are in real text (Zipf)."""
    blank = "" if language in {"zh", "th"} else " "
    return blank.join(chance.choices(VOCABULARIES[language], WEIGHTS[language], k=words))


def family_writes(chance: random.Random, clock: FixedClock, count: int) -> Iterator[list[Write]]:
    """Yield families, each with its students, adults and their telephone numbers."""
    for number in range(count):
        family = new_record_id(clock)
        language = chance.choice(list(WORDS))
        label = f"{chance.choice(NAMES)} {number}"
        fields = {"label": label, "home_languages": [language, "en"], "status": "active"}
        writes = [Write("family", family, fields)]
        for _ in range(chance.randint(1, 2)):
            fields = {"family_id": family, "given_name": chance.choice(NAMES), "grade": "3"}
            writes.append(Write("student", new_record_id(clock), fields))
        adult = new_record_id(clock)
        fields = {
            "family_id": family,
            "given_name": chance.choice(NAMES),
            "speaks_language": language,
        }
        writes.append(Write("adult", adult, fields))
        fields = {"family_id": family, "adult_id": adult, "contact_kind": "mobile"}
        fields["value"] = f"(555) {number % 1000:03d}-{chance.randint(0, 9999):04d}"
        writes.append(Write("contact-point", new_record_id(clock), fields))
        yield writes


def contact_write(
    chance: random.Random, clock: FixedClock, families: list[RecordId], words: int, number: int
) -> Write:
    """Return one contact at some moment of the last three years."""
    at = NOW - timedelta(minutes=15 * number + chance.randint(0, 14))
    fields = {
        "family_id": chance.choice(families), "occurred_at": to_wire_time(at), "channel": "phone",
        "direction": chance.choice(["school_to_family", "family_to_school"]),
        "purpose": "check_in", "outcome": "talked", "language_used": "en",
        "summary": text_of(chance, chance.choice(list(WORDS)), words),
    }  # fmt: skip
    return Write("contact", new_record_id(clock), fields)


def fill(store: RecordStore, families: int, contacts: int, words: int = 12) -> list[RecordId]:
    """Fill a store and return the ids of its families."""
    chance, clock = random.Random(7), FixedClock(NOW)
    people = [write for some in family_writes(chance, clock, families) for write in some]
    store.bulk_save(people, author="")
    ids = [RecordId(write.record_id) for write in people if write.kind == "family"]
    for start in range(0, contacts, 20_000):
        numbers = range(start, min(start + 20_000, contacts))
        store.bulk_save(
            [contact_write(chance, clock, ids, words, number) for number in numbers], author="me"
        )
    return ids
