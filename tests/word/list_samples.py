"""Word files that use Word's numbering in all its ways, each with the labels that Word prints."""

from __future__ import annotations

from word_parts import abstract, by, level, listed, num, para, run, start_override, style, styled, word_file

OUTLINE = (level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)"), level(2, "lowerRoman", "(%3)"), level(3, "upperLetter", "%4)"))
NESTED = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))


def cell(*content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr>{"".join(content)}</w:tc>'


def table(*rows: tuple[str, ...]) -> str:
    grid = '<w:gridCol w:w="4000"/>' * len(rows[0])
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{chr(32).join(row)}</w:tr>' for row in rows)}</w:tbl>"


def sample(labels: str, *body: str, numbering: tuple[str, ...], styles: tuple[str, ...] = ()) -> tuple[bytes, list[str]]:
    return word_file(*body, numbering=numbering, styles=styles), labels.split("|")


def steps(*levels: int, number: int = 1) -> list[str]:
    return [listed(f"Text {n}", number, at) for n, at in enumerate(levels, 1)]


def outline() -> tuple[bytes, list[str]]:
    return sample("1.|(a)|(i)|(ii)|(b)|(i)|2.|(a)", *steps(0, 1, 2, 2, 1, 2, 0, 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))


def interrupted_by_plain_text() -> tuple[bytes, list[str]]:
    body = [listed("One", 1), para("Plain"), listed("Two", 1), table((cell(listed("Three", 1)), cell(para("Plain")))), listed("Four", 1)]
    return sample("1.||2.|3.||4.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1)))


def two_lists_of_one_definition_count_on() -> tuple[bytes, list[str]]:
    body = [listed("a", 1), listed("b", 1), listed("c", 2), listed("d", 1)]
    return sample("1.|2.|3.|4.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1), num(2, 1)))


def a_list_that_starts_anew() -> tuple[bytes, list[str]]:
    body = [listed("a", 1), listed("b", 1), listed("c", 2), listed("d", 2), listed("e", 3), listed("f", 3)]
    nums = (num(1, 1), num(2, 1, start_override(0, 1)), num(3, 1, start_override(0, 7)))
    return sample("1.|2.|1.|2.|7.|8.", *body, numbering=(abstract(1, *OUTLINE), *nums))


def a_deeper_level_starts_elsewhere() -> tuple[bytes, list[str]]:
    body = [listed("a", 1), listed("b", 1, 1), listed("c", 2, 1), listed("d", 2, 1)]
    return sample("1.|(a)|(d)|(e)", *body, numbering=(abstract(1, *OUTLINE), num(1, 1), num(2, 1, start_override(1, 4))))


def levels_that_never_restart() -> tuple[bytes, list[str]]:
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>'), level(2, "lowerLetter", "(%3)"))
    return sample("I.|1.|2.|(a)|II.|3.|(a)|4.", *steps(0, 1, 1, 2, 0, 1, 2, 1), numbering=(abstract(1, *levels), num(1, 1)))


def levels_that_restart_only_after_the_outermost() -> tuple[bytes, list[str]]:
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%2."), level(2, "lowerLetter", "(%3)", more='<w:lvlRestart w:val="1"/>'))
    return sample("I.|1.|(a)|(b)|2.|(c)|II.|1.|(a)", *steps(0, 1, 2, 2, 1, 2, 0, 1, 2), numbering=(abstract(1, *levels), num(1, 1)))


def skipped_levels() -> tuple[bytes, list[str]]:
    return sample("1|1.1.1|1.1.2|2|2.1|2.1.1", *steps(0, 2, 2, 0, 1, 2), numbering=(abstract(1, *NESTED), num(1, 1)))


def first_paragraph_deep() -> tuple[bytes, list[str]]:
    return sample("1.1|1.2|2|2.1", *steps(1, 1, 0, 1), numbering=(abstract(1, *NESTED), num(1, 1)))


def starts() -> tuple[bytes, list[str]]:
    levels = (level(0, "decimal", "Article %1", start=5), level(1, "lowerLetter", "%2)", start=3))
    return sample("Article 5|c)|d)|Article 6|c)", *steps(0, 1, 1, 0, 1), numbering=(abstract(1, *levels), num(1, 1)))


def linked_to_styles() -> tuple[bytes, list[str]]:
    levels = (
        level(0, "upperRoman", "%1.", more='<w:pStyle w:val="Overskrift1"/>'),
        level(1, "decimal", "%2.", more='<w:pStyle w:val="Overskrift2"/>'),
    )
    styles = (
        style("Overskrift1", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="0"/>'),
        style("Overskrift2", "heading 2", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/>', based_on="Overskrift1"),
        style("Afledt", "Derived", based_on="Overskrift2"),
    )
    body = [
        styled("One", "Overskrift1"),
        styled("Two", "Overskrift2"),
        styled("Three", "Afledt"),
        styled("No number", "Overskrift2", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
        styled("Four", "Overskrift1"),
        styled("Five", "Overskrift2"),
    ]
    return sample("I.|1.|2.||II.|1.", *body, numbering=(abstract(1, *levels), num(1, 1)), styles=styles)


def a_numbering_style() -> tuple[bytes, list[str]]:
    definitions = (abstract(1, *OUTLINE, link='<w:styleLink w:val="Punkter"/>'), abstract(2, link='<w:numStyleLink w:val="Punkter"/>'))
    styles = (style("Punkter", "Points", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering"),)
    return sample("1.|(a)|2.", *steps(0, 1, 0, number=2), numbering=(*definitions, num(1, 1), num(2, 2)), styles=styles)


def a_level_redefined_for_one_list() -> tuple[bytes, list[str]]:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1:")}</w:lvlOverride>'
    body = [listed("a", 1), listed("b", 1), listed("c", 2, 1)]
    return sample("A:|B:|(a)", *body, numbering=(abstract(1, *OUTLINE), num(1, 1, override), num(2, 1)))


def legal_numbers() -> tuple[bytes, list[str]]:
    levels = (level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>"), level(2, "lowerLetter", "%1.%2.%3"))
    return sample("I.|1.1|II.|2.1|II.1.a", *steps(0, 1, 0, 1, 2), numbering=(abstract(1, *levels), num(1, 1)))


def controls() -> tuple[bytes, list[str]]:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{listed('b', 1)}{listed('c', 1, 1)}</w:sdtContent></w:sdt>"
    return sample("1.|2.|(a)|3.", listed("a", 1), wrapped, listed("d", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))


def bullets() -> tuple[bytes, list[str]]:
    levels = (level(0, "decimal", "%1."), level(1, "bullet", "•"))
    return sample("1.|•|•|2.", *steps(0, 1, 1, 0), numbering=(abstract(1, *levels), num(1, 1)))


def words_around_numbers() -> tuple[bytes, list[str]]:
    levels = (level(0, "decimal", "Action #%1"), level(1, "decimalZero", "%1-%2"), level(2, "none", "– "))
    return sample("Action #1|1-01|1-02|–|Action #2", *steps(0, 1, 1, 2, 0), numbering=(abstract(1, *levels), num(1, 1)))


def many_letters() -> tuple[bytes, list[str]]:
    expected = [*"abcdefghijklmnopqrstuvwxyz", "aa", "bb", "cc"]
    return sample("|".join(f"({x})" for x in expected), *steps(*[0] * 29), numbering=(abstract(1, level(0, "lowerLetter", "(%1)")), num(1, 1)))


def spelled_numbers() -> tuple[bytes, list[str]]:
    levels = (level(0, "cardinalText", "%1", start=19), level(1, "ordinalText", "%2", start=29), level(2, "ordinal", "%3", start=11))
    return sample("Nineteen|Twenty-ninth|Thirtieth|11th|12th|Twenty|Twenty-ninth", *steps(0, 1, 1, 2, 2, 0, 1), numbering=(abstract(1, *levels), num(1, 1)))


def a_level_after_a_deeper_one() -> tuple[bytes, list[str]]:
    return sample("1|1.1.1|1.2|1.3", *steps(0, 2, 1, 1), numbering=(abstract(1, *NESTED), num(1, 1)))


def an_empty_numbered_paragraph() -> tuple[bytes, list[str]]:
    return sample("1.|3.", listed("a", 1), listed("", 1), listed("c", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))


def in_other_scripts(form: str, first: int, labels: str) -> tuple[bytes, list[str]]:
    """Numbers from `first` on in one format."""
    return sample(labels, *steps(*[0] * (labels.count("|") + 1)), numbering=(abstract(1, level(0, form, "%1)", start=first)), num(1, 1)))


def russian() -> tuple[bytes, list[str]]:
    return in_other_scripts("russianLower", 8, "з)|и)|к)|л)")


def hebrew() -> tuple[bytes, list[str]]:
    return in_other_scripts("hebrew1", 9, "ט)|י)|יא)|יב)|יג)|יד)|טו)|טז)|יז)")


def hebrew_alphabet() -> tuple[bytes, list[str]]:
    return in_other_scripts("hebrew2", 1, "א)|ב)|ג)|ד)")


def arabic_alphabet() -> tuple[bytes, list[str]]:
    return in_other_scripts("arabicAlpha", 1, "أ)|ب)|ت)|ث)|ج)")


def arabic_abjad() -> tuple[bytes, list[str]]:
    return in_other_scripts("arabicAbjad", 1, "ا)|ب)|ج)|د)|ه)")


def chinese() -> tuple[bytes, list[str]]:
    return in_other_scripts("chineseCountingThousand", 9, "九)|十)|十一)|十二)")


def chinese_beyond_ten() -> tuple[bytes, list[str]]:
    return in_other_scripts("chineseCounting", 19, "十九)|二十)|二十一)")


def thai() -> tuple[bytes, list[str]]:
    return in_other_scripts("thaiLetters", 1, "ก)|ข)|ค)|ง)")


def roman_beyond_the_usual() -> tuple[bytes, list[str]]:
    return in_other_scripts("lowerRoman", 98, "xcviii)|xcix)|c)|ci)")


def what_follows_a_number_is_no_part_of_it() -> tuple[bytes, list[str]]:
    levels = (
        level(0, "decimal", "%1.", more='<w:suff w:val="space"/>'),
        level(1, "decimal", "%1.%2", more='<w:suff w:val="nothing"/>'),
        level(2, "lowerLetter", "(%3)", more='<w:suff w:val="tab"/>'),
    )
    return sample("1.|1.1|(a)|(b)|1.2|2.", *steps(0, 1, 2, 2, 1, 0), numbering=(abstract(1, *levels), num(1, 1)))


def a_level_that_prints_nothing_but_counts() -> tuple[bytes, list[str]]:
    levels = (level(0, "decimal", ""), level(1, "decimal", "%1.%2"))
    return sample("|1.1|1.2||2.1", *steps(0, 1, 1, 0, 1), numbering=(abstract(1, *levels), num(1, 1)))


def a_level_whose_number_is_hidden() -> tuple[bytes, list[str]]:
    hidden = level(0, "decimal", "%1.").replace("</w:lvl>", "<w:rPr><w:vanish/></w:rPr></w:lvl>")
    return sample("|1.1||2.1", *steps(0, 1, 0, 1), numbering=(abstract(1, hidden, level(1, "decimal", "%1.%2")), num(1, 1)))


def a_level_redefined_behind_a_numbering_style() -> tuple[bytes, list[str]]:
    definitions = (abstract(1, *OUTLINE, link='<w:styleLink w:val="Punkter"/>'), abstract(2, link='<w:numStyleLink w:val="Punkter"/>'))
    styles = (style("Punkter", "Points", '<w:numPr><w:numId w:val="1"/></w:numPr>', kind="numbering"),)
    body = [*steps(0, 1, number=2), listed("c", 3), listed("d", 3), listed("e", 3, 1)]
    nums = (num(1, 1), num(2, 2), num(3, 2, start_override(0, 5)))
    return sample("1.|(a)|5.|6.|(a)", *body, numbering=(*definitions, *nums), styles=styles)


def a_deleted_mark_between_two_numbers() -> tuple[bytes, list[str]]:
    gone = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del {by(2)}/></w:rPr>'
    body = [listed("a", 1), para("b", gone), listed("c", 1), listed("d", 1)]
    return sample("1.|2.|3.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1)))


def inserted_paragraphs_and_numbers() -> tuple[bytes, list[str]]:
    come = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:ins {by(2)}/></w:rPr>'
    numbered = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {by(3)}/></w:numPr>'
    body = [listed("a", 1), para(f"<w:ins {by(4)}>{run('b')}</w:ins>", come), para("c", numbered), listed("d", 1)]
    return sample("1.|2.|3.|4.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1)))


def numbers_in_controls_in_cells() -> tuple[bytes, list[str]]:
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{listed('b', 1)}</w:sdtContent></w:sdt>"
    row = f"<w:sdt><w:sdtPr/><w:sdtContent><w:tr>{cell(listed('c', 1))}{cell(wrapped, listed('d', 1, 1))}</w:tr></w:sdtContent></w:sdt>"
    grid = '<w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid>'
    body = (listed("a", 1), f"<w:tbl><w:tblPr/>{grid}{row}</w:tbl>", listed("e", 1))
    return sample("1.|2.|3.|(a)|4.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1)))


def a_style_s_depth_in_a_list_that_the_paragraph_names() -> tuple[bytes, list[str]]:
    styles = (style("Liste2", "List Two", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),)
    body = [
        listed("a", 1),
        styled("b", "Liste2"),
        styled("c", "Liste2", '<w:numPr><w:numId w:val="2"/></w:numPr>'),
        styled("d", "Liste2", '<w:numPr><w:ilvl w:val="0"/></w:numPr>'),
        styled("e", "Liste2", '<w:numPr><w:ilvl w:val="2"/></w:numPr>'),
    ]
    return sample("1.|(a)|1.1|2.|(i)", *body, numbering=(abstract(1, *OUTLINE), abstract(2, *NESTED), num(1, 1), num(2, 2)), styles=styles)


def a_list_begun_anew_and_used_again() -> tuple[bytes, list[str]]:
    places = ((1, 0), (2, 0), (2, 0), (1, 0), (2, 0), (1, 1), (2, 1), (2, 0))
    body = [listed(f"Text {n}", number, at) for n, (number, at) in enumerate(places, 1)]
    return sample("1.|1.|2.|3.|4.|(a)|(b)|5.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1), num(2, 1, start_override(0, 1))))


def a_redefined_level_s_own_start_counts_only_with_an_override() -> tuple[bytes, list[str]]:
    own = level(0, "upperLetter", "%1.", start=5)
    nums = (num(1, 1), num(2, 1, f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>'))
    nums = (*nums, num(3, 1, f'<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>{own}</w:lvlOverride>'))
    body = [listed("a", 1), listed("b", 2), listed("c", 3), listed("d", 3), listed("e", 1)]
    return sample("1.|B.|C.|D.|5.", *body, numbering=(abstract(1, *OUTLINE), *nums))


def styles_that_take_a_number_away_and_give_it_back() -> tuple[bytes, list[str]]:
    styles = (
        style("A", "heading 1", '<w:numPr><w:numId w:val="1"/></w:numPr>'),
        style("B", "Unnumbered", '<w:numPr><w:numId w:val="0"/></w:numPr>', based_on="A"),
        style("C", "Again", '<w:numPr><w:numId w:val="1"/></w:numPr>', based_on="B"),
    )
    body = [styled("a", "A"), styled("b", "B"), styled("c", "C"), styled("d", "A")]
    return sample("1.||2.|3.", *body, numbering=(abstract(1, *OUTLINE), num(1, 1)), styles=styles)


def levels_that_name_their_styles() -> tuple[bytes, list[str]]:
    levels = (
        level(0, "upperRoman", "%1.", more='<w:pStyle w:val="A"/>'),
        level(1, "decimal", "%1.%2", more='<w:pStyle w:val="B"/>'),
        level(2, "decimal", "%1.%2.%3", more='<w:pStyle w:val="C"/><w:isLgl/>'),
    )
    styles = tuple(style(name, f"heading {n}", '<w:numPr><w:numId w:val="1"/></w:numPr>') for n, name in enumerate("ABC", 1))
    body = [styled(f"Text {n}", name) for n, name in enumerate("ABCCABC", 1)]
    return sample("I.|I.1|1.1.1|1.1.2|II.|II.1|2.1.1", *body, numbering=(abstract(1, *levels), num(1, 1)), styles=styles)


def deep_skips() -> tuple[bytes, list[str]]:
    levels = (*NESTED, level(3, "decimal", "%1.%2.%3.%4"))
    return sample("1|1.1.1.1|1.2|1.2.1|2|2.1.1.1|2.1.1.2|2.1.2|2.2", *steps(0, 3, 1, 2, 0, 3, 3, 2, 1), numbering=(abstract(1, *levels), num(1, 1)))


def merged_cells() -> tuple[bytes, list[str]]:
    def in_row(merge: str, content: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/>{merge}</w:tcPr>{content}</w:tc>'

    rows = (
        (in_row('<w:vMerge w:val="restart"/>', listed("a", 1)), in_row("", listed("b", 1))),
        (in_row("<w:vMerge/>", listed("", 1)), in_row("", listed("c", 1))),
    )
    return sample("1.|2.|4.|5.", table(*rows), listed("d", 1), numbering=(abstract(1, *OUTLINE), num(1, 1)))


def in_words_of(language: str, labels: str, forms: tuple[str, ...] = ("cardinalText", "ordinalText"), start: int = 1) -> tuple[bytes, list[str]]:
    """Numbers spelled in the language of their paragraphs: three of the first form, then three of the second."""
    marked = f'<w:rPr><w:lang w:val="{language}"/></w:rPr>'
    levels = tuple(level(n, form, f"%{n + 1}", start=start) for n, form in enumerate(forms))
    body = [
        para(f"<w:r>{marked}<w:t>Text {n}</w:t></w:r>", f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="1"/></w:numPr>{marked}')
        for n, at in enumerate((0, 0, 0, 1, 1, 1), 1)
    ]
    return sample(labels, *body, numbering=(abstract(1, *levels), num(1, 1)))


def german_words() -> tuple[bytes, list[str]]:
    return in_words_of("de-DE", "Neunzehn|Zwanzig|Einundzwanzig|Neunzehnte|Zwanzigste|Einundzwanzigste", start=19)


def french_words() -> tuple[bytes, list[str]]:
    return in_words_of("fr-FR", "Neuf|Dix|Onze|Neuvième|Dixième|Onzième", start=9)


def spanish_words() -> tuple[bytes, list[str]]:
    return in_words_of("es-ES", "Uno|Dos|Tres|Primero|Segundo|Tercero")


def danish_words() -> tuple[bytes, list[str]]:
    return in_words_of("da-DK", "Enogtyve|Toogtyve|Treogtyve|21.|22.|23.", ("cardinalText", "ordinal"), 21)


def danish_ordinals() -> tuple[bytes, list[str]]:
    return in_words_of("da-DK", "1.|2.|3.|Første|Anden|Tredje", ("ordinal", "ordinalText"))


def japanese_letters() -> tuple[bytes, list[str]]:
    return in_other_scripts("aiueoFullWidth", 4, "エ)|オ)|カ)")


def japanese_poem() -> tuple[bytes, list[str]]:
    return in_other_scripts("iroha", 1, "ｲ)|ﾛ)|ﾊ)")


def korean_counting() -> tuple[bytes, list[str]]:
    return in_other_scripts("koreanCounting", 9, "구)|십)|십일)")


def korean_words() -> tuple[bytes, list[str]]:
    return in_other_scripts("koreanLegal", 9, "아홉)|열)|열하나)")


def chinese_deeds() -> tuple[bytes, list[str]]:
    return in_other_scripts("chineseLegalSimplified", 9, "玖)|壹拾)|壹拾壹)")


SAMPLES = {
    f.__name__: f
    for f in (
        outline, interrupted_by_plain_text, two_lists_of_one_definition_count_on, a_list_that_starts_anew, a_deeper_level_starts_elsewhere,
        levels_that_never_restart, levels_that_restart_only_after_the_outermost, skipped_levels, first_paragraph_deep, a_level_after_a_deeper_one, starts,
        linked_to_styles, a_numbering_style, a_level_redefined_for_one_list, legal_numbers, controls, bullets, words_around_numbers, many_letters,
        spelled_numbers, an_empty_numbered_paragraph, russian, hebrew, hebrew_alphabet, arabic_alphabet, arabic_abjad, chinese, chinese_beyond_ten, thai,
        roman_beyond_the_usual, what_follows_a_number_is_no_part_of_it, a_level_that_prints_nothing_but_counts,
        a_level_whose_number_is_hidden, a_level_redefined_behind_a_numbering_style,
        a_deleted_mark_between_two_numbers, inserted_paragraphs_and_numbers, numbers_in_controls_in_cells,
        a_style_s_depth_in_a_list_that_the_paragraph_names, a_list_begun_anew_and_used_again, a_redefined_level_s_own_start_counts_only_with_an_override,
        styles_that_take_a_number_away_and_give_it_back, levels_that_name_their_styles, deep_skips, merged_cells, german_words, french_words, spanish_words,
        danish_words, danish_ordinals, japanese_letters, japanese_poem, korean_counting, korean_words, chinese_deeds,
    )
}  # fmt: skip

WORD_ALONE = frozenset({"levels_that_never_restart", "levels_that_restart_only_after_the_outermost", "legal_numbers", "a_level_whose_number_is_hidden"})
WORD_ALONE |= {"levels_that_name_their_styles", "danish_ordinals"}
"""LibreOffice knows neither `lvlRestart` nor `isLgl` nor `pStyle`; the standard (17.9.4, 17.9.10, 17.9.23) says what Word prints. It names hidden numbers as
if they were shown, and its Danish for the first is no Danish."""
