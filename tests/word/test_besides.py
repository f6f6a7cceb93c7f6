"""Pictures and links that changed are told, since no word shows them."""

from __future__ import annotations

from redline_documents import Draft, Para, Piece
from redline_files import docx

from negotiator.formats.word.besides import beside_words


def draft(*kinds: str) -> bytes:
    pieces = (Piece("See the map."), *(Piece(kind, kind=kind) for kind in kinds))
    return docx(Draft((Para(pieces), Para((Piece("end"),)))))


def test_a_picture_or_link_that_is_gone_or_new_is_told_and_words_are_not() -> None:
    plain = draft()
    assert beside_words(plain, docx(Draft((Para((Piece("Other words."),)),)))) == ()
    assert beside_words(draft("picture"), plain) == ("1 picture gone, which no word shows",)
    assert beside_words(plain, draft("picture", "link")) == ("1 picture new, which no word shows", "1 link new, which no word shows")
    assert beside_words(draft("picture"), draft("picture")) == ()


def test_a_link_that_leads_elsewhere_and_a_picture_that_was_exchanged_are_changed() -> None:
    def linked(text: str) -> bytes:
        return docx(Draft((Para((Piece(text, kind="link"), Piece(text, kind="picture"))),)))

    assert beside_words(linked("map"), linked("maps")) == ("1 picture changed, which no word shows", "1 link changed, which no word shows")
