"""Prose made by chance from made-up words, and copies of it that are changed by a known share."""

from random import Random

from ingest.report import Evidence, Report, Section, SourceDocument

# Characters that are neither numbers nor names of places nor stand in a phrase that all reports have.
_CHARACTERS = (
    "安排编办保布步部材策查产场城程持充创存达代导点调定动读端对发法范方访服改干告格各更工共构管规果函合核化环换汇会活获"
    "机积基及计记技继加价监检简建健将讲交接节结解进经精警境举决开考科控扩来类理力立利联练料列林领流录路论落没门面民名明"
    "目能培评期启前强切勤情求取去全群确热人任容入色设申审升生声失时实使始式事试收手受术树水税思送速算所题体提天条听通同"
    "统推外网位文问务物系细下现线限相向项效协新信形行修需续宣学训压研验要业医依议益意因引应营用优由有予育预域原源约运再增"
    "展站张照真整政之知直值指制质致智置中终众重周主助注转准资自综总组作做"
)
_WORDS = 800


def _lexicon() -> list[str]:
    rng = Random(20190515)
    return ["".join(rng.sample(_CHARACTERS, 2)) for _ in range(_WORDS)]


_LEXICON = _lexicon()


def a_sentence(rng: Random) -> str:
    """A sentence of ten made-up words of two characters; one of more than there are letters in all reports."""
    words = [rng.choice(_LEXICON) for _ in range(10)]
    return f"{''.join(words[:5])},{''.join(words[5:])}。"


def some_prose(rng: Random, sentences: int = 30) -> list[str]:
    """Sentences that no other prose has, with numbers."""
    return [a_sentence(rng).replace("。", f"共{rng.randint(2, 900)}件。") for _ in range(sentences)]


def rewritten(rng: Random, prose: list[str], share: float) -> list[str]:
    """The same prose with a share of its sentences written anew."""
    changed = set(rng.sample(range(len(prose)), round(share * len(prose))))
    return [a_sentence(rng) if index in changed else text for index, text in enumerate(prose)]


def report_of(
    overview: list[str], problems: list[str] | None = None, organ_name: str = "临河县财政局", name: str = "report"
) -> Report:
    """A report whose sections have these sentences."""
    sections = [
        Section("preface", "", "根据《中华人民共和国政府信息公开条例》要求,特公布本年度报告。", "char:0-9"),
        Section("overview", "一、总体情况", "\n".join(overview), "char:10-99"),
    ]
    if problems is not None:
        sections.append(Section("problems", "五、存在的主要问题及改进情况", "\n".join(problems), "char:100-199"))
    return Report(
        SourceDocument(f"{name}.txt", "0" * 64, "text/plain"),
        is_report=True,
        organ_name=Evidence(organ_name, "title"),
        report_year=2020,
        sections=tuple(sections),
    )
