"""One character for what reports print in several: full-width forms, radicals, traditional characters, odd spaces,
minus signs; and the words of the forms for those that a conversion to traditional characters puts in their place.

The mapping is one to one, so that an offset into the canonical text is the same offset into the document.
"""

import re
import unicodedata
from importlib.resources import files

_LAST_OF_BMP = "\uffff"
# Characters without width: they may stand inside a word or a number and mean nothing.
INVISIBLE = "\u200b"
# For a class of characters: all the white space that canonical text has. Where \s would be tried at every character of
# a document, this is a third faster.
WHITE = r" \t\n\r\v\f\x1c-\x1f"

ORDINAL = re.compile(
    r"[一二三四五六七八九十]{1,2}\s*[、.,]"  # 一、
    r"|[、.](?=[\u4e00-\u9fff])"  # 、总体情况: the numeral was lost
    r"|\(\s*[一二三四五六七八九十]{1,2}\s*\)?[、.]?"  # (一), and (一 without its closing bracket
    r"|\(\s*\d\s*\)[、.]?"  # (1)
    r"|[\u2460-\u2473\u2474-\u2487\u2488-\u249b][、.]?"  # ① ⑴ ⒈
    r"|\d\s*[、.,]?(?=\s*[\u4e00-\u9fff])"  # 1.属于  5属于
)
_IN_LINE = re.compile(r"[^\n]+")
_PARENTHESES = re.compile(r"\([^()]*\)?")
_NOT_TEXT = re.compile(r"[^\u4e00-\u9fffA-Za-z0-9\u2460-\u249b]")
# Whole characters among the CJK radicals that have no compatibility mapping; fonts of PDF files are full of them.
# Source: EquivalentUnifiedIdeograph.txt of the Unicode Character Database.
_RADICALS = str.maketrans(
    "⺊⺓⺠⺧⺩⺬⺶⺼⻁⻄⻅⻆⻉⻋⻑⻓⻔⻗⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
    "卜幺民牛王示羊肉虎西见角贝车长长门雨青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
)
# Characters of names that the Table of General Standard Chinese Characters (2013) keeps beside their simplified forms.
_KEPT_IN_NAMES = frozenset("昇陞甦氾剋讎濬鉅")
# Words that a conversion for Taiwan puts for those of the forms, in simplified characters, with the words of the forms.
# Only words that can mean nothing else: 檔案 by itself may be an archive, 資訊 the news, 專案 a project or a case.
_WORDS_OF_TAIWAN = {
    "政府资讯": "政府信息",
    "资讯公开": "信息公开",
    "资讯内容": "信息内容",
    "内部事务资讯": "内部事务信息",
    "过程性资讯": "过程性信息",
    "现成资讯": "现成信息",
    "已获取资讯": "已获取信息",
    "规范性档案": "规范性文件",
    "上一年专案数量": "上一年项目数量",
    "采购专案数量": "采购项目数量",
}
_WORD_OF_TAIWAN = re.compile("|".join(_WORDS_OF_TAIWAN))
# Without one of these no such word is printed in traditional characters.
_IN_WORDS_OF_TAIWAN = frozenset("訊檔專")
# A space left in the text as its HTML entity, with as many spaces.
_SPACE_ENTITY = re.compile(r"&(?:amp;)?(?:nbsp|ensp|emsp|thinsp|#160|#12288|#x0*a0|#x3000);", re.IGNORECASE)


def _simplified() -> dict[str, str]:
    """Traditional characters with their simplified form, from the dictionary of OpenCC.

    Only a character that simplified text does not have is mapped (one outside GB 2312), and only to one that it has.
    So no simplified text is changed: 於 and 著 stay, which are names and words there too.
    """
    lines = (files("opencc") / "dictionary" / "TSCharacters.txt").read_text("utf-8").splitlines()
    pairs = {line[0]: line[2] for line in lines if len(line) > 2 and line[1] == "\t"}
    both = "".join(pairs) + "".join(pairs.values())
    in_simplified_text = frozenset(both.encode("gb2312", "ignore").decode("gb2312"))
    simplified = {
        traditional: plain
        for traditional, plain in pairs.items()
        if traditional not in in_simplified_text | _KEPT_IN_NAMES and plain in in_simplified_text
    }
    return simplified | {"後": "后"}  # GB 2312 has it, no simplified text does


def _table() -> dict[int, str]:
    table = {ord(traditional): plain for traditional, plain in _simplified().items()}
    table |= {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for code in (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000):
        table[code] = " "
    # Kangxi radicals and compatibility ideographs: what OCR writes for ordinary characters.
    for low, high in ((0x2E80, 0x2FDF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F)):
        for code in range(low, high + 1):
            plain = unicodedata.normalize("NFKC", chr(code))
            if len(plain) == 1:
                table[code] = table.get(ord(plain), plain)
    table |= {radical: chr(plain) for radical, plain in _RADICALS.items()}
    for code in (0x2010, 0x2011, 0x2212, 0xFE63):
        table[code] = "-"
    table |= {ord("﹢"): "+", ord("﹐"): ",", ord("﹒"): ".", ord("￥"): "¥"}
    for code in (0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD):
        table[code] = INVISIBLE
    for code in (0x2028, 0x2029, 0x0085):
        table[code] = "\n"
    table[ord("┃")] = table[ord("│")] = table[ord("¦")] = "|"
    return table


_TABLE = _table()
_ODD = frozenset(chr(code) for code, plain in _TABLE.items() if chr(code) != plain)
# With a character beyond U+FFFF in it such a pattern would go through its characters one by one.
_ODD_PLACES = re.compile(f"[{re.escape(''.join(sorted(c for c in _ODD if c <= _LAST_OF_BMP)))}]")
_BEYOND = re.compile(f"[^\0-{_LAST_OF_BMP}]")
# Up to here replacing one character after another is faster than looking up each of a text.
_FEW = 40


def canonical(text: str, but: str = "") -> str:
    """The same text in one character for each meaning; same length, same offsets. Characters of `but` stay."""
    odd = {*_ODD_PLACES.findall(text)}.difference(but)
    # UTF-16 has two units for a character beyond U+FFFF: to count them is six times faster than to look for one.
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text):
        odd |= _ODD.intersection(_BEYOND.findall(text)).difference(but)
    plain = text
    if len(odd) > _FEW:
        plain = text.translate({ord(character): _TABLE[ord(character)] for character in odd})
    else:
        for character in odd:
            plain = plain.replace(character, _TABLE[ord(character)])
    if not odd.isdisjoint(_IN_WORDS_OF_TAIWAN):
        plain = _WORD_OF_TAIWAN.sub(lambda word: _standard_word(word, text), plain)
    return _SPACE_ENTITY.sub(lambda entity: " " * len(entity.group()), plain) if "&" in plain else plain


def _standard_word(word: re.Match[str], printed: str) -> str:
    """The word of the forms for one of Taiwan, if the text has it in traditional characters; of the same length."""
    is_simplified = printed[word.start() : word.end()] == word.group()
    return word.group() if is_simplified else _WORDS_OF_TAIWAN[word.group()]


def blanked(text: str) -> str:
    """Spaces in place of a text, with its line ends."""
    return _IN_LINE.sub(lambda part: " " * len(part.group()), text)


def split_ordinal(text: str) -> tuple[str, str]:
    """Split canonical text in its leading ordinal ("(三)", "5.", "四、", or "") and the rest."""
    stripped = text.lstrip()
    match = ORDINAL.match(stripped)
    return (match.group().strip(), stripped[match.end() :]) if match else ("", stripped)


def skeleton(text: str) -> str:
    """What is left of canonical text without spaces and punctuation: the part that labels are compared by."""
    return _NOT_TEXT.sub("", text)


def without_parentheses(text: str) -> str:
    """Canonical text without its parenthesised notes (an unclosed one runs to the end)."""
    return _PARENTHESES.sub("", text)
