"""Tables of comments in the many forms in which delegations mail them, each with what it says written down by hand; all of it invented.

Every third file (`aside`) was not looked at while the rules were written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docx import Document

Row = Sequence[str]
Said = tuple[str, str, str, str, str]
"""Place (a path, `a+b` for several, `>a` for behind it, empty for none), author, deed, new text, comment."""


@dataclass(frozen=True)
class Table:
    """Rows of cells; in a cell `~~words~~` are struck through, `__words__` underlined, and a line break begins a paragraph."""

    rows: Sequence[Row]
    merged: Sequence[tuple[tuple[int, int], tuple[int, int]]] = ()
    """First and last cell of each merged area, counted from 0."""
    before: str = ""
    """A paragraph above it."""


@dataclass(frozen=True)
class File:
    """One file that a member state sent."""

    name: str
    tables: Sequence[Table]
    said: Sequence[Said]
    base: str = "eu-position"
    unplaced: Sequence[str] = field(default=())
    """Places that are in no paragraph of the base, as the file spells them."""
    aside: bool = False

    def write(self, folder: Path) -> Path:
        """The Word file."""
        document = Document()
        for table in self.tables:
            if table.before:
                document.add_paragraph(table.before)
            columns = max(len(row) for row in table.rows)
            made = document.add_table(rows=0, cols=columns)
            for row in table.rows:
                for cell, text in zip(made.add_row().cells, row, strict=False):
                    for nth, line in enumerate(text.split("\n")):
                        paragraph = cell.paragraphs[0] if nth == 0 else cell.add_paragraph()
                        for piece in re.split(r"(~~.*?~~|__.*?__)", line):
                            run = paragraph.add_run(piece.strip("~_") if piece[:2] in ("~~", "__") else piece)
                            run.font.strike, run.font.underline = piece.startswith("~~") or None, piece.startswith("__") or None
            for (top, left), (bottom, right) in table.merged:
                made.cell(top, left).merge(made.cell(bottom, right))
        path = folder / self.name
        document.save(str(path))
        return path


NORM = "reaffirm the {} commitment to uphold the norm against anti-personnel mines and support universalisation;"
USE = "reaffirm that any use of anti-personnel mines anywhere, at any time, by anyone, is and remains wholly unacceptable{};"
IED = "affirm that {}improvised explosive devices that meet the Convention’s definition of an anti-personnel mine fall under its obligations;"
THANKS = "thank Cambodia for hosting the conference, and recognise its experience in all fields of mine action and its readiness to share it{};"
FUNDS = "support innovative approaches such as new funding and financing mechanisms{};"
COMPLIANCE = "Commit ourselves to address all concerns about compliance in a spirit of cooperation, in accordance with Article 8;"
IMAS = "take IMAS and the policy recommendations of the GICHD {}into account;"

FILES: Sequence[File] = (
    File(
        "ambria.docx",
        [
            Table(
                [
                    ("Paragraph", "Delegation", "Proposed text", "Comment"),
                    ("II.2.4", "Ambria", NORM.format("unwavering"), "As in the declaration."),
                    ("II.2.5", "Ambria", "", "We support this text."),
                    ("II.3.12", "Ambria", "Delete", "Covered by II.1.5."),
                ]
            )
        ],
        [
            ("II.2.4", "Ambria", "proposed", NORM.format("unwavering"), "As in the declaration."),
            ("II.2.5", "Ambria", "comment", "", "We support this text."),
            ("II.3.12", "Ambria", "deleted", "", "Covered by II.1.5."),
        ],
    ),
    File(
        "Belmark comments.docx",
        [
            Table(
                [
                    ("Comments", "Suggested wording", "Text as it stands", "Para. no."),
                    ("“to the EU” adds nothing.", USE.format(""), USE.format(" to the EU"), "II.2.5"),
                    ("Who are the special envoys?", "", "support every universalisation effort", "II.1.3 (a)"),
                    ("", "—", "", "II.1.4"),
                ],
            )
        ],
        [
            ("II.2.5", "Belmark", "proposed", USE.format(""), "“to the EU” adds nothing."),
            ("II.1.3.a", "Belmark", "comment", "", "Who are the special envoys?"),
        ],
    ),
    File(
        "corvinie.docx",
        [
            Table(
                [
                    ("Point", "Texte actuel", "Texte proposé", "Justification", "État membre"),
                    ("II.2.9", "", IED.format("all "), "Plus large.", "Corvinie"),
                    ("Partie II, section 2, point 6", "", "Supprimer", "Superflu.", "Corvinie"),
                    ("paragraphes II.3.7 à II.3.9", "", "", "À regrouper.", "Corvinie"),
                ]
            )
        ],
        [
            ("II.2.9", "Corvinie", "proposed", IED.format("all "), "Plus large."),
            ("II.2.6", "Corvinie", "deleted", "", "Superflu."),
            ("II.3.7+II.3.8+II.3.9", "Corvinie", "comment", "", "À regrouper."),
        ],
        aside=True,
    ),
    File(
        "dalwien.docx",
        [
            Table(
                [
                    ("Mitgliedstaat", "Nr.", "Geltender Text", "Änderungsvorschlag", "Begründung"),
                    ("Dalwien", "II.3.10", "", IMAS.format("fully "), "Klarer."),
                    ("", "II.3.12", "", "Streichen.", ""),
                    ("", "II.1 Nr. 3 Buchstabe c", "", "", "Zahl prüfen: 14 oder 15?"),
                    ("", "Ziffer I.5", "", "Absatz streichen", "Doppelt."),
                ]
            )
        ],
        [
            ("II.3.10", "Dalwien", "proposed", IMAS.format("fully "), "Klarer."),
            ("II.3.12", "Dalwien", "deleted", "", ""),
            ("II.1.3.c", "Dalwien", "comment", "", "Zahl prüfen: 14 oder 15?"),
            ("I.5", "Dalwien", "deleted", "", "Doppelt."),
        ],
    ),
    File(
        "elvania.docx",
        [
            Table(
                [
                    ("Párrafo", "Redacción actual", "Redacción propuesta", "Motivación", "Delegación"),
                    ("II.2.2", "", THANKS.format(" with others"), "Más completo.", "Elvania"),
                    ("II.3, apartado 14", "", "Suprímase", "", "Elvania"),
                    ("General", "", "", "Apoyamos el texto.", "Elvania"),
                ]
            )
        ],
        [
            ("II.2.2", "Elvania", "proposed", THANKS.format(" with others"), "Más completo."),
            ("II.3.14", "Elvania", "deleted", "", ""),
            ("", "Elvania", "comment", "", "Apoyamos el texto."),
        ],
    ),
    File(
        "ferrano.docx",
        [
            Table(
                [
                    ("Punkt", "Nuværende tekst", "Ændringsforslag", "Begrundelse", "Medlemsstat"),
                    (
                        "II.2, punkt 4",
                        "bekræfte den stærke vilje",
                        "bekræfte den ubrydelige vilje",
                        "Stærkere.",
                        "Ferrano",
                    ),
                    ("II.3, nr. 14", "", "Slettes", "Dækket af nr. 12.", "Ferrano"),
                    ("afsnit II, punkt 1.3, litra c", "", "", "14 bør være 15.", "Ferrano"),
                    ("Generelt", "", "", "Vi støtter teksten.", "Ferrano"),
                ]
            )
        ],
        [
            ("II.2.4", "Ferrano", "proposed", "bekræfte den ubrydelige vilje til at værne om normen mod personelminer og støtte universalisering", "Stærkere."),
            ("II.3.14", "Ferrano", "deleted", "", "Dækket af nr. 12."),
            ("II.1.3.c", "Ferrano", "comment", "", "14 bør være 15."),
            ("", "Ferrano", "comment", "", "Vi støtter teksten."),
        ],
        base="eu-position@adopted/da",
        aside=True,
    ),
    File(
        "Gotmark.docx",
        [
            Table(
                [
                    ("II.2.4", NORM.format("firm"), "Strong is worn."),
                    ("II.2.9", IED.format("all "), "Broader."),
                    ("II.3.12", "", "What is innovative about funding?"),
                ],
                before="Comments of Gotmark on the position paper",
            )
        ],
        [
            ("II.2.4", "Gotmark", "proposed", NORM.format("firm"), "Strong is worn."),
            ("II.2.9", "Gotmark", "proposed", IED.format("all "), "Broader."),
            ("II.3.12", "Gotmark", "comment", "", "What is innovative about funding?"),
        ],
    ),
    File(
        "havelia and others.docx",
        [
            Table(
                [
                    ("Para", "MS", "Drafting suggestion", "Remarks"),
                    ("II.2.4", "Havelia", NORM.format("unwavering"), "Stronger."),
                    ("", "Istrava", NORM.format("firm"), "Shorter."),
                    ("", "Jutmark", "", "Keep as is."),
                    ("II.2.5", "Havelia", "", "Essential."),
                    ("", "Istrava", USE.format(" to the Union"), ""),
                ],
                merged=[((1, 0), (3, 0)), ((4, 0), (5, 0))],
            )
        ],
        [
            ("II.2.4", "Havelia", "proposed", NORM.format("unwavering"), "Stronger."),
            ("II.2.4", "Istrava", "proposed", NORM.format("firm"), "Shorter."),
            ("II.2.4", "Jutmark", "comment", "", "Keep as is."),
            ("II.2.5", "Havelia", "comment", "", "Essential."),
            ("II.2.5", "Istrava", "proposed", USE.format(" to the Union"), ""),
        ],
    ),
    File(
        "istrava.docx",
        [
            Table(
                [
                    ("Paragraph", "Proposal", "Reason"),
                    ("Section II.2: political declaration", "", ""),
                    ("4", NORM.format("firm"), "Shorter."),
                    ("9", IED.format("all "), ""),
                    ("Section II.3: action plan", "", ""),
                    ("10", IMAS.format("fully "), ""),
                    ("12", "DELETE", "Covered elsewhere."),
                ],
                merged=[((1, 0), (1, 2)), ((4, 0), (4, 2))],
            )
        ],
        [
            ("II.2.4", "istrava", "proposed", NORM.format("firm"), "Shorter."),
            ("II.2.9", "istrava", "proposed", IED.format("all "), ""),
            ("II.3.10", "istrava", "proposed", IMAS.format("fully "), ""),
            ("II.3.12", "istrava", "deleted", "", "Covered elsewhere."),
        ],
        aside=True,
    ),
    File(
        "Jutmark.docx",
        [
            Table(
                [
                    ("Reference", "Comment", "Proposed change"),
                    ("II.1.3(c)", "Check the figure.", ""),
                    ("II.1, para. 3 (d)", "Too long.", ""),
                    ("Part II, section 3, para 12", "", FUNDS.format(" that others have tried")),
                    ("point 2.4 of part II", "", NORM.format("lasting")),
                    ("footnote 1", "Needed?", ""),
                    ("Title", "Too long.", ""),
                ]
            )
        ],
        [
            ("II.1.3.c", "Jutmark", "comment", "", "Check the figure."),
            ("II.1.3.d", "Jutmark", "comment", "", "Too long."),
            ("II.3.12", "Jutmark", "proposed", FUNDS.format(" that others have tried"), ""),
            ("II.2.4", "Jutmark", "proposed", NORM.format("lasting"), ""),
            ("I.1.fn1", "Jutmark", "comment", "", "Needed?"),
            ("title", "Jutmark", "comment", "", "Too long."),
        ],
    ),
    File(
        "Kestria.docx",
        [
            Table(
                [
                    ("Paragraph(s)", "Comment", "Text proposed"),
                    ("II.3.7–9", "Could be merged.", ""),
                    ("II.2.1 and II.2.2", "Change the order.", ""),
                    ("II.3.14-II.3.15", "", "Delete both paragraphs"),
                    ("II.2.10, 11 and 13", "Agreed.", ""),
                ]
            )
        ],
        [
            ("II.3.7+II.3.8+II.3.9", "Kestria", "comment", "", "Could be merged."),
            ("II.2.1+II.2.2", "Kestria", "comment", "", "Change the order."),
            ("II.3.14", "Kestria", "deleted", "", ""),
            ("II.3.15", "Kestria", "deleted", "", ""),
            ("II.2.10+II.2.11+II.2.13", "Kestria", "comment", "", "Agreed."),
        ],
    ),
    File(
        "Lothmar.docx",
        [
            Table(
                [
                    ("No.", "Present text", "Amendment", "Explanation"),
                    ("II.2.4", "the strong commitment", "the unwavering commitment", "Stronger."),
                    ("II.2.2", "… and its readiness to share it;", "… and its readiness to share it with others;", ""),
                    ("II.3.10", "[…] of the GICHD into account", "[…] of the GICHD fully into account", ""),
                    ("II.2.9", "", "… all improvised explosive devices …", ""),
                ]
            )
        ],
        [
            ("II.2.4", "Lothmar", "proposed", NORM.format("unwavering"), "Stronger."),
            ("II.2.2", "Lothmar", "proposed", THANKS.format(" with others"), ""),
            ("II.3.10", "Lothmar", "proposed", IMAS.format("fully "), ""),
            ("II.2.9", "Lothmar", "proposed", IED.format("all "), ""),
        ],
        aside=True,
    ),
    File(
        "Merovia.docx",
        [
            Table(
                [
                    ("Paragraph", "Proposed amendment", "Justification"),
                    ("II.2.4", "Replace “strong” with “unwavering”", "Stronger."),
                    ("II.2.5", "Delete “to the EU”", ""),
                    ("II.2.9", "After “affirm that” insert “all”", ""),
                    ("II.2.2", "Add “with others” after “share it”", ""),
                    ("II.3.10", "Move to the end of the section.", ""),
                    ("II.3.11", "After “and” insert “good”", "Which “and”?"),
                ]
            )
        ],
        [
            ("II.2.4", "Merovia", "proposed", NORM.format("unwavering"), "Stronger."),
            ("II.2.5", "Merovia", "proposed", USE.format(""), ""),
            ("II.2.9", "Merovia", "proposed", IED.format("all "), ""),
            ("II.2.2", "Merovia", "proposed", THANKS.format(" with others"), ""),
            ("II.3.10", "Merovia", "comment", "", "Move to the end of the section."),
            ("II.3.11", "Merovia", "comment", "", "After “and” insert “good”\nWhich “and”?"),
        ],
    ),
    File(
        "Norrania.docx",
        [
            Table([("Paragraph", "II.2.4"), ("Member State", "Norrania"), ("Proposed text", NORM.format("firm")), ("Justification", "Shorter.")]),
            Table(
                [("Paragraph", "II.3.12"), ("Member State", "Norrania"), ("Proposed text", "Delete."), ("Justification", "Covered.")],
                before="Next comment",
            ),
            Table([("Paragraph", "II.3.16"), ("Member State", "Norrania"), ("Proposed text", ""), ("Justification", "We agree.")], before="Next comment"),
        ],
        [
            ("II.2.4", "Norrania", "proposed", NORM.format("firm"), "Shorter."),
            ("II.3.12", "Norrania", "deleted", "", "Covered."),
            ("II.3.16", "Norrania", "comment", "", "We agree."),
        ],
    ),
    File(
        "Ostmar.docx",
        [
            Table(
                [
                    ("Paragraph", "Proposed changes", "Comments"),
                    ("II.2.4", NORM.format("~~strong~~ __unwavering__"), "Stronger."),
                    ("II.2.5", USE.format(" ~~to the EU~~"), ""),
                    ("II.3.12", "~~support innovative approaches such as new funding and financing mechanisms;~~", "Covered."),
                ]
            )
        ],
        [
            ("II.2.4", "Ostmar", "proposed", NORM.format("unwavering"), "Stronger."),
            ("II.2.5", "Ostmar", "proposed", USE.format(""), ""),
            ("II.3.12", "Ostmar", "deleted", "", "Covered."),
        ],
        aside=True,
    ),
    File(
        "Pellonia.docx",
        [
            Table(
                [
                    ("Where", "Text", "Remark"),
                    ("paragraph II.2.4", NORM.format("~~strong~~__firm__"), ""),
                    ("paragraph II.2.9", IED.format("all "), "Broader."),
                    ("paragraph II.2.10", "stress that mine action is often essential for socio-economic development, peacebuilding, stabilisation "
                     "and humanitarian access;", ""),
                ]
            )
        ],
        [
            ("II.2.4", "Pellonia", "proposed", NORM.format("firm"), ""),
            ("II.2.9", "Pellonia", "proposed", IED.format("all "), "Broader."),
        ],
    ),
    File(
        "Council secretariat compilation.docx",
        [
            Table(
                [
                    ("Delegation", "Paragraph", "Proposal / comment"),
                    ("Quarnia", "II.2.4", NORM.format("unwavering")),
                    ("", "II.2.9", "We could go further and mention components."),
                    ("Rhenmark", "II.2.4", "We prefer the present text."),
                    ("", "II.3.12", "Delete"),
                ],
                merged=[((1, 0), (2, 0)), ((3, 0), (4, 0))],
            )
        ],
        [
            ("II.2.4", "Quarnia", "proposed", NORM.format("unwavering"), ""),
            ("II.2.9", "Quarnia", "comment", "", "We could go further and mention components."),
            ("II.2.4", "Rhenmark", "comment", "", "We prefer the present text."),
            ("II.3.12", "Rhenmark", "deleted", "", ""),
        ],
    ),
    File(
        "Rhenmark.docx",
        [
            Table(
                [
                    ("Comments by Rhenmark on the EU position", "", "", ""),
                    ("#", "Paragraph", "Suggested text", "Reasoning"),
                    ("1", "II.2.4", NORM.format("lasting"), "Better."),
                    ("2", "II.2.5", "", "Fine."),
                    ("3", "II.3.12", "to be deleted", ""),
                ],
                merged=[((0, 0), (0, 3))],
            )
        ],
        [
            ("II.2.4", "Rhenmark", "proposed", NORM.format("lasting"), "Better."),
            ("II.2.5", "Rhenmark", "comment", "", "Fine."),
            ("II.3.12", "Rhenmark", "deleted", "", ""),
        ],
        aside=True,
    ),
    File(
        "Sylvana.docx",
        [
            Table(
                [
                    ("Paragraph", "Country", "Proposed text", "Comment"),
                    ("II.3.99", "Sylvana", "", "Is missing."),
                    ("II.7", "Sylvana", "A text of its own that nobody has;", ""),
                    ("General comment", "Sylvana", "", "We support the text."),
                    ("All", "Sylvana", "", "Use “States Parties” throughout."),
                    ("page 3", "Sylvana", "", "A typo."),
                ]
            )
        ],
        [
            ("", "Sylvana", "comment", "", "Is missing."),
            ("", "Sylvana", "proposed", "A text of its own that nobody has;", ""),
            ("", "Sylvana", "comment", "", "We support the text."),
            ("", "Sylvana", "comment", "", "Use “States Parties” throughout."),
            ("", "Sylvana", "comment", "", "A typo."),
        ],
        unplaced=("II.3.99", "II.7", "page 3"),
    ),
    File(
        "Tarnia.docx",
        [
            Table(
                [
                    ("Paragraph", "Proposed text", "Rationale"),
                    ("After II.2.4", "recall the Oslo declaration;", "Missing."),
                    ("II.2.5 bis (new)", "regret every withdrawal;", ""),
                    ("New paragraph after II.3.12", "New paragraph: set up a fund;", ""),
                    ("II.3.16", "Add a new paragraph: “report in 2026.”", ""),
                ]
            )
        ],
        [
            (">II.2.4", "Tarnia", "added", "recall the Oslo declaration;", "Missing."),
            (">II.2.5", "Tarnia", "added", "regret every withdrawal;", ""),
            (">II.3.12", "Tarnia", "added", "set up a fund;", ""),
            (">II.3.16", "Tarnia", "added", "report in 2026.", ""),
        ],
    ),
    File(
        "Umbrin.docx",
        [
            Table(
                [("Point", "Proposal", "Reason"), ("II.2.4", NORM.format("firm"), ""), ("II.2.5", "", "Good.")],
                before="On the political declaration",
            ),
            Table(
                [("Point", "Reason", "Proposal"), ("II.3.10", "Clearer.", IMAS.format("fully ")), ("II.3.12", "", "Strike out")],
                before="On the action plan",
            ),
        ],
        [
            ("II.2.4", "Umbrin", "proposed", NORM.format("firm"), ""),
            ("II.2.5", "Umbrin", "comment", "", "Good."),
            ("II.3.10", "Umbrin", "proposed", IMAS.format("fully "), "Clearer."),
            ("II.3.12", "Umbrin", "deleted", "", ""),
        ],
        aside=True,
    ),
    File(
        "template ISO.docx",
        [
            Table(
                [
                    ("MB", "Clause/ Subclause", "Paragraph/ Figure/ Table", "Type of comment", "Comments", "Proposed change", "Secretariat"),
                    ("Vestria", "II.2", "4", "te", "Too weak.", NORM.format("unwavering"), ""),
                    ("Vestria", "II.3", "12", "ge", "Covered.", "Delete the paragraph.", "noted"),
                    ("Vestria", "II.1.3", "c", "ed", "Check.", "", ""),
                ]
            )
        ],
        [
            ("II.2.4", "Vestria", "proposed", NORM.format("unwavering"), "Too weak."),
            ("II.3.12", "Vestria", "deleted", "", "Covered."),
            ("II.1.3.c", "Vestria", "comment", "", "Check."),
        ],
    ),
    File(
        "Wolmar.docx",
        [
            Table(
                [
                    ("Original", "Amended"),
                    (NORM.format("strong"), NORM.format("unwavering")),
                    (FUNDS.format(""), "Deleted"),
                    (THANKS.format(""), THANKS.format("")),
                ]
            )
        ],
        [
            ("II.2.4", "Wolmar", "proposed", NORM.format("unwavering"), ""),
            ("II.3.12", "Wolmar", "deleted", "", ""),
        ],
    ),
    File(
        "Xanthia.docx",
        [
            Table(
                [
                    ("Text", "Our proposal", "Why"),
                    ("4. " + NORM.format("strong"), "4. " + NORM.format("firm"), "Shorter."),
                    ("II.3.12 " + FUNDS.format(""), "Delete paragraph", ""),
                    ("9. affirm that improvised explosive devices […]", "", "Add components."),
                ]
            )
        ],
        [
            ("II.2.4", "Xanthia", "proposed", NORM.format("firm"), "Shorter."),
            ("II.3.12", "Xanthia", "deleted", "", ""),
            ("II.2.9", "Xanthia", "comment", "", "Add components."),
        ],
        aside=True,
    ),
    File(
        "Ystria.docx",
        [
            Table(
                [
                    ("Paragraph", "Comment"),
                    ("PP3", "Where is the figure from?"),
                    ("pp 9 and 10", "Fine."),
                    ("Preambular paragraph 7", "Keep."),
                    ("OP 2", "Keep “any use”."),
                    ("op. para. 17", "Too weak."),
                    ("Preamble", "Too long."),
                ]
            )
        ],
        [
            ("PP3", "Ystria", "comment", "", "Where is the figure from?"),
            ("PP9+PP10", "Ystria", "comment", "", "Fine."),
            ("PP7", "Ystria", "comment", "", "Keep."),
            ("2", "Ystria", "comment", "", "Keep “any use”."),
            ("17", "Ystria", "comment", "", "Too weak."),
            ("", "Ystria", "comment", "", "Too long."),
        ],
        base="declaration",
        unplaced=("Preamble",),
    ),
    File(
        "Zelmark.docx",
        [
            Table(
                [
                    ("Para 7", "Zelmark", "Commit ourselves to address concerns about compliance without delay, in accordance with Article 8;"),
                    ("Para 22", "Zelmark", "Decide to hold the Sixth Review Conference in 2028."),
                    ("Para 7 bis", "Zelmark", "Encourage visits on the spot;"),
                ]
            )
        ],
        [
            ("7", "Zelmark", "proposed", "Commit ourselves to address concerns about compliance without delay, in accordance with Article 8;", ""),
            ("22", "Zelmark", "proposed", "Decide to hold the Sixth Review Conference in 2028.", ""),
            (">7", "Zelmark", "added", "Encourage visits on the spot;", ""),
        ],
        base="declaration",
    ),
    File(
        "Orlandia.docx",
        [
            Table(
                [
                    ("Paragraph", "Orlandia’s comments", "Orlandia’s drafting proposals"),
                    ("1", "", "Reaffirm our lasting commitment to uphold and strengthen the norm against anti-personnel mines and to defend "
                     "the integrity of the Convention;"),
                    ("Paragraphs 8 to 10", "Set dates.", ""),
                    ("18, 19", "", "Delete"),
                    ("heading II", "", "Completing the work"),
                ]
            )
        ],
        [
            ("1", "Orlandia", "proposed", "Reaffirm our lasting commitment to uphold and strengthen the norm against anti-personnel mines and to defend "
             "the integrity of the Convention;", ""),
            ("8+9+10", "Orlandia", "comment", "", "Set dates."),
            ("18", "Orlandia", "deleted", "", ""),
            ("19", "Orlandia", "deleted", "", ""),
            ("II", "Orlandia", "proposed", "Completing the work", ""),
        ],
        base="declaration",
        aside=True,
    ),
)  # fmt: skip


SECOND: Sequence[File] = (
    File(
        "by delegation.docx",
        [
            Table(
                [
                    ("Paragraph", "Text", "Ambria", "Belmark", "Corvinia"),
                    ("II.2.4", NORM.format("strong"), NORM.format("unwavering"), "We prefer the text.", ""),
                    ("II.2.9", IED.format(""), "", IED.format("all "), "Delete"),
                    ("II.3.12", FUNDS.format(""), "", "", "What is new about it?"),
                ]
            )
        ],
        [
            ("II.2.4", "Ambria", "proposed", NORM.format("unwavering"), ""),
            ("II.2.4", "Belmark", "comment", "", "We prefer the text."),
            ("II.2.9", "Belmark", "proposed", IED.format("all "), ""),
            ("II.2.9", "Corvinia", "deleted", "", ""),
            ("II.3.12", "Corvinia", "comment", "", "What is new about it?"),
        ],
    ),
    File(
        "Dalvia.docx",
        [
            Table(
                [
                    ("Punkt / Paragraph", "Forslag / Proposal", "Begrundelse / Reason"),
                    ("II.2.4", NORM.format("firm"), ""),
                    ("Punkt / Paragraph", "Forslag / Proposal", "Begrundelse / Reason"),
                    ("II.3.12", "Udgår", "Dækket."),
                ]
            )
        ],
        [
            ("II.2.4", "Dalvia", "proposed", NORM.format("firm"), ""),
            ("II.3.12", "Dalvia", "deleted", "", "Dækket."),
        ],
    ),
    File(
        "Elvania 2.docx",
        [
            Table([("No.", "Comment", "Proposed text"), ("4", "", NORM.format("firm")), ("9.", "Good.", "")], before="II.2 Political declaration"),
            Table([("No.", "Comment", "Proposed text"), ("(10)", "", IMAS.format("fully ")), ("12", "Why?", "")], before="II.3: Action Plan"),
        ],
        [
            ("II.2.4", "Elvania 2", "proposed", NORM.format("firm"), ""),
            ("II.2.9", "Elvania 2", "comment", "", "Good."),
            ("II.3.10", "Elvania 2", "proposed", IMAS.format("fully "), ""),
            ("II.3.12", "Elvania 2", "comment", "", "Why?"),
        ],
    ),
    File(
        "Ferrano.docx",
        [
            Table(
                [
                    ("Reference to the text", "Our remarks"),
                    ("No. 4 of section II.2", "One."),
                    ("II.2 § 5", "Two."),
                    ("II/2/6", "Three."),
                    ("II-2-7", "Four."),
                    ("point (8) of II.2", "Five."),
                    ("II.2.9 (improvised devices)", "Six."),
                    ("II.2.10 – development", "Seven."),
                    ("II.2.11: equality", "Eight."),
                    ("Part II, 2), paragraph 12", "Nine."),
                    ("Introduction, para 5", "Ten."),
                    ("II.1.3 chapeau", "Eleven."),
                ]
            )
        ],
        [
            ("II.2.4", "Ferrano", "comment", "", "One."),
            ("II.2.5", "Ferrano", "comment", "", "Two."),
            ("II.2.6", "Ferrano", "comment", "", "Three."),
            ("II.2.7", "Ferrano", "comment", "", "Four."),
            ("II.2.8", "Ferrano", "comment", "", "Five."),
            ("II.2.9", "Ferrano", "comment", "", "Six."),
            ("II.2.10", "Ferrano", "comment", "", "Seven."),
            ("II.2.11", "Ferrano", "comment", "", "Eight."),
            ("II.2.12", "Ferrano", "comment", "", "Nine."),
            ("I.5", "Ferrano", "comment", "", "Ten."),
            ("II.1.3", "Ferrano", "comment", "", "Eleven."),
        ],
    ),
    File(
        "Gotmark.docx",
        [
            Table(
                [
                    ("Point", "Present wording", "New wording", "Reason"),
                    ("5", "reaffirm that any use of mines anywhere is wholly unacceptable", USE.format(" to all"), "We quote an older text."),
                    ("14", "support more financial assistance for clearance", "", "Enough?"),
                ]
            )
        ],
        [
            ("II.2.5", "Gotmark", "proposed", USE.format(" to all"), "We quote an older text."),
            ("II.3.14", "Gotmark", "comment", "", "Enough?"),
        ],
    ),
    File(
        "Havelia.docx",
        [
            Table(
                [
                    ("Paragraph", "Proposed text (new text underlined, deleted text struck through)"),
                    ("II.3.11", "ensure respect for core mine action principles: transparency, accountability, ~~effectiveness,~~ "
                     "inclusiveness and conflict sensitivity;\n"
                     "promote __, at all levels,__ ways of using best practice from experience and exchanges;"),
                    ("II.2.4", NORM.format("~~strong~~")),
                ]
            )
        ],
        [
            ("II.3.11", "Havelia", "proposed", "ensure respect for core mine action principles: transparency, accountability, inclusiveness "
             "and conflict sensitivity;\n"
             "promote , at all levels, ways of using best practice from experience and exchanges;", ""),
            ("II.2.4", "Havelia", "proposed", "reaffirm the commitment to uphold the norm against anti-personnel mines and support universalisation;", ""),
        ],
    ),
    File(
        "Istrava.docx",
        [
            Table(
                [
                    ("Abs.", "Kommentar"),
                    ("II.2.4", "Statt „strong“: „firm“"),
                    ("II.2.5", "„to the EU“ streichen"),
                    ("II.2.9", "Einverstanden"),
                    ("II.3.12", "gestrichen"),
                    ("Nach II.3.12", "Neuer Absatz: einen Fonds einrichten;"),
                    ("Allgemein", "Wir unterstützen den Text."),
                ]
            )
        ],
        [
            ("II.2.4", "Istrava", "proposed", NORM.format("firm"), ""),
            ("II.2.5", "Istrava", "proposed", USE.format(""), ""),
            ("II.2.9", "Istrava", "comment", "", "Einverstanden"),
            ("II.3.12", "Istrava", "deleted", "", ""),
            (">II.3.12", "Istrava", "added", "einen Fonds einrichten;", ""),
            ("", "Istrava", "comment", "", "Wir unterstützen den Text."),
        ],
    ),
    File(
        "Jutmark.docx",
        [
            Table(
                [
                    ("Country: Jutmark", "", ""),
                    ("EU position", "Comments", ""),
                    ("Para", "General remark", "Drafting"),
                    ("II.2.4", "", NORM.format("firm")),
                    ("II.2.5", "Agree.", ""),
                ],
                merged=[((0, 0), (0, 2)), ((1, 1), (1, 2))],
            )
        ],
        [
            ("II.2.4", "Jutmark", "proposed", NORM.format("firm"), ""),
            ("II.2.5", "Jutmark", "comment", "", "Agree."),
        ],
    ),
    File(
        "Kestria.docx",
        [
            Table(
                [
                    ("Paragraphe", "Observations de la Kestria", "Nouvelle rédaction proposée"),
                    ("II.2, point 4", "Plus fort.", "Remplacer « strong » par « unwavering »"),
                    ("Après le point II.2.5", "", "regret every withdrawal;"),
                    ("II.3, points 7 et 8", "À fusionner.", ""),
                    ("Ensemble du texte", "Nous appuyons.", ""),
                    ("Préambule", "Rien.", ""),
                ]
            )
        ],
        [
            ("II.2.4", "Kestria", "proposed", NORM.format("unwavering"), "Plus fort."),
            (">II.2.5", "Kestria", "added", "regret every withdrawal;", ""),
            ("II.3.7+II.3.8", "Kestria", "comment", "", "À fusionner."),
            ("", "Kestria", "comment", "", "Nous appuyons."),
            ("", "Kestria", "comment", "", "Rien."),
        ],
        unplaced=("Préambule",),
    ),
    File(
        "Lothmar.docx",
        [
            Table(
                [
                    ("Apartado", "Texto actual", "Texto propuesto", "Comentarios"),
                    ("II.2, apartado 4", "", "Sustituir «strong» por «firm»", ""),
                    ("II.1.3, letra c)", "", "", "¿14 o 15?"),
                    ("II.3, párrafos 12 a 14", "", "Suprimir", "Ya están."),
                ]
            )
        ],
        [
            ("II.2.4", "Lothmar", "proposed", NORM.format("firm"), ""),
            ("II.1.3.c", "Lothmar", "comment", "", "¿14 o 15?"),
            ("II.3.12", "Lothmar", "deleted", "", "Ya están."),
            ("II.3.13", "Lothmar", "deleted", "", "Ya están."),
            ("II.3.14", "Lothmar", "deleted", "", "Ya están."),
        ],
    ),
)  # fmt: skip
"""A second set, written when the rules for the first one stood, and read with them once before anything was changed for it."""


THIRD: Sequence[File] = (
    File(
        "Merovia observations.docx",
        [
            Table(
                [
                    ("Numéro du paragraphe", "Observations", "Amendement demandé", "Raisons"),
                    ("II.2.4", "", "Ajouter « pleinement » avant « uphold »", "Clarté."),
                    ("II.2.5 et II.2.9", "D’accord.", "", ""),
                    ("II.3.12", "", "À supprimer", ""),
                    ("Nouveau paragraphe après II.3.16", "", "« rendre compte en 2026. »", ""),
                ]
            )
        ],
        [
            ("II.2.4", "Merovia", "proposed", NORM.format("strong").replace("uphold", "pleinement uphold"), "Clarté."),
            ("II.2.5+II.2.9", "Merovia", "comment", "", "D’accord."),
            ("II.3.12", "Merovia", "deleted", "", ""),
            (">II.3.16", "Merovia", "added", "rendre compte en 2026.", ""),
        ],
    ),
    File(
        "NORRANIA_final.docx",
        [
            Table(
                [
                    ("Para", "Text of the draft", "Norrania proposes", "Because"),
                    ("II.2.4", NORM.format("strong"), NORM.format("strong and lasting"), "It lasts."),
                    ("II.2.9", IED.format(""), "[no comment]", ""),
                    ("II.3.10", IMAS.format(""), "take IMAS [and the policy recommendations of the GICHD] into account;", "Reserve."),
                    ("II.3.12", FUNDS.format(""), "Replace by: " + FUNDS.format(" that work"), ""),
                ]
            )
        ],
        [
            ("II.2.4", "NORRANIA", "proposed", NORM.format("strong and lasting"), "It lasts."),
            ("II.3.10", "NORRANIA", "proposed", "take IMAS [and the policy recommendations of the GICHD] into account;", "Reserve."),
            ("II.3.12", "NORRANIA", "proposed", FUNDS.format(" that work"), ""),
        ],
    ),
    File(
        "Ostmar.docx",
        [
            Table(
                [
                    ("Afsnit", "Bemærkninger fra Ostmar"),
                    ("Del II, afsnit 2, punkt 4", "Erstat »strong« med »firm«"),
                    ("II.2.5", "»to the EU« udgår"),
                    ("II.2.9", "Tilføj »all« foran »improvised«"),
                    ("II.3.12", "Punktet bør udgå"),
                    ("II.3.14 og II.3.15", "Kan slås sammen."),
                    ("Fodnote 1", "Overflødig."),
                ]
            )
        ],
        [
            ("II.2.4", "Ostmar", "proposed", NORM.format("firm"), ""),
            ("II.2.5", "Ostmar", "proposed", USE.format(""), ""),
            ("II.2.9", "Ostmar", "proposed", IED.format("all "), ""),
            ("II.3.12", "Ostmar", "deleted", "", ""),
            ("II.3.14+II.3.15", "Ostmar", "comment", "", "Kan slås sammen."),
            ("I.1.fn1", "Ostmar", "comment", "", "Overflødig."),
        ],
    ),
    File(
        "Pellonia.docx",
        [
            Table(
                [
                    ("EU position paper – comments of Pellonia", "", ""),
                    ("Section", "Paragraph", "Our view"),
                    ("II.2", "4", "Too strong."),
                    ("", "5", "Fine."),
                    ("II.3", "10", "Delete the reference to the GICHD."),
                    ("", "12", "Please delete."),
                ],
                merged=[((0, 0), (0, 2)), ((2, 0), (3, 0)), ((4, 0), (5, 0))],
            )
        ],
        [
            ("II.2.4", "Pellonia", "comment", "", "Too strong."),
            ("II.2.5", "Pellonia", "comment", "", "Fine."),
            ("II.3.10", "Pellonia", "comment", "", "Delete the reference to the GICHD."),
            ("II.3.12", "Pellonia", "deleted", "", ""),
        ],
    ),
    File(
        "Quarnia.docx",
        [
            Table(
                [
                    ("Delegation:", "Quarnia"),
                    ("Paragraph concerned:", "II.2.4"),
                    ("Proposed amendment:", NORM.format("firm")),
                    ("Explanation:", "Shorter."),
                    ("Paragraph concerned:", "II.2.9"),
                    ("Proposed amendment:", IED.format("all ")),
                    ("Explanation:", "Broader."),
                ]
            )
        ],
        [
            ("II.2.4", "Quarnia", "proposed", NORM.format("firm"), "Shorter."),
            ("II.2.9", "Quarnia", "proposed", IED.format("all "), "Broader."),
        ],
    ),
    File(
        "Rhenmark.docx",
        [
            Table(
                [
                    ("Fundstelle", "Bisheriger Wortlaut", "Neuer Wortlaut", "Begründung"),
                    ("Abschnitt II.2, Nr. 4", NORM.format("strong"), NORM.format("firm"), ""),
                    ("Abschnitt II.2, Nr. 5", USE.format(" to the EU"), "unverändert", "Zustimmung."),
                    ("Abschnitt II.3, Nr. 12 bis 14", "", "entfällt", "Steht schon da."),
                    ("Abschnitt II.3, neue Nr. 17", "", "2026 berichten.", ""),
                ]
            )
        ],
        [
            ("II.2.4", "Rhenmark", "proposed", NORM.format("firm"), ""),
            ("II.2.5", "Rhenmark", "comment", "", "Zustimmung."),
            ("II.3.12", "Rhenmark", "deleted", "", "Steht schon da."),
            ("II.3.13", "Rhenmark", "deleted", "", "Steht schon da."),
            ("II.3.14", "Rhenmark", "deleted", "", "Steht schon da."),
            (">II.3.16", "Rhenmark", "added", "2026 berichten.", ""),
        ],
    ),
    File(
        "Sylvana.docx",
        [
            Table(
                [
                    ("Preambular/operative paragraph", "Sylvana’s suggestion", "Note"),
                    ("PP 7", "Deploring the continued use of anti-personnel mines and the new contamination that it leaves behind,", ""),
                    ("OP 2 and OP 3", "", "To be merged."),
                    ("OP22", "Decide to hold the Sixth Review Conference in 2028.", "Earlier."),
                    ("OP 14, first line", "", "“Undertake” is weak."),
                    ("between OP 5 and OP 6", "Invite all observers;", ""),
                ]
            )
        ],
        [
            ("PP7", "Sylvana", "proposed", "Deploring the continued use of anti-personnel mines and the new contamination that it leaves behind,", ""),
            ("2+3", "Sylvana", "comment", "", "To be merged."),
            ("22", "Sylvana", "proposed", "Decide to hold the Sixth Review Conference in 2028.", "Earlier."),
            ("14", "Sylvana", "comment", "", "“Undertake” is weak."),
            (">5", "Sylvana", "added", "Invite all observers;", ""),
        ],
        base="declaration",
    ),
    File(
        "Tarnia.docx",
        [
            Table(
                [
                    ("№", "Provision", "Comment/proposal"),
                    ("1.", "Para. 1", "Fine"),
                    ("2.", "Para. 7", COMPLIANCE),
                    ("3.", "Paras. 18-19", "These could be merged."),
                    ("4.", "Action plan as a whole", "To be seen together."),
                ]
            )
        ],
        [
            ("1", "Tarnia", "comment", "", "Fine"),
            ("7", "Tarnia", "proposed", COMPLIANCE, ""),
            ("18+19", "Tarnia", "comment", "", "These could be merged."),
            ("", "Tarnia", "comment", "", "To be seen together."),
        ],
        base="declaration",
        unplaced=("Action plan as a whole",),
    ),
)  # fmt: skip
"""A third set, written and read in the same way."""
