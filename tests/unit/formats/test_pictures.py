"""A picture for the room: the same pixels, colours and orientation, and nothing of who made it, where and with what."""

from __future__ import annotations

import base64
import gzip
import random
import re
import struct
import zlib
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageOps
from telling_pictures import ALL, bitmap, drawn, emf, gif, jpeg, png, saved, svg, tiff, webp, wmf

from negotiator.errors import RefusedError
from negotiator.formats.pictures import bare_picture, in_words, told_by
from negotiator.formats.pictures.bared import Told

WORDS = "Ane Holm of the desk"


def frames(content: bytes) -> list[bytes]:
    """The pixels of each frame, as they are shown."""
    with Image.open(BytesIO(content)) as picture:
        out = []
        for n in range(getattr(picture, "n_frames", 1)):
            picture.seek(n)
            shown = ImageOps.exif_transpose(picture)
            out.append(repr(shown.size).encode() + shown.convert("RGBA").tobytes())
        return out


def unpacked(content: bytes) -> bytes:
    """All bytes, those that PNG, gzip and base64 hide as well."""
    out = content
    if content[:2] == b"\x1f\x8b":
        out += gzip.decompress(content)
    for found in re.finditer(rb"base64,([\w+/=]+)", content):
        out += unpacked(base64.b64decode(found[1]))
    for found in re.finditer(rb"x\x9c", content):
        try:
            out += zlib.decompressobj().decompress(content[found.start() :])
        except zlib.error:
            continue
    return out


def tells(content: bytes, words: str = WORDS) -> bool:
    there = unpacked(content)
    return any(words.encode(coding) in there for coding in ("utf-8", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize("kind", ALL)
def test_no_picture_tells_what_its_file_told(kind: str) -> None:
    content = ALL[kind](WORDS)
    assert tells(content), "the file should tell it before"
    bared = bare_picture(content, "word/media/image1")
    assert not tells(bared.content)
    assert bared.told
    assert any(WORDS in in_words(told) for told in bared.told), [in_words(told) for told in bared.told]
    again = bare_picture(bared.content, "word/media/image1")
    assert again == (bared.content, ())


@pytest.mark.parametrize("turned", [1, 3, 6, 8])
@pytest.mark.parametrize("make", [jpeg, png, webp, tiff, lambda w, t: jpeg(w, t, progressive=True)], ids=["jpeg", "png", "webp", "tiff", "progressive"])
def test_a_picture_stays_as_it_is_shown(make, turned: int) -> None:
    content = make(WORDS, turned)
    bared = bare_picture(content, "x").content
    assert frames(bared)[0] == frames(content)[0]
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(bared)) as after:
        assert after.info.get("icc_profile") == before.info.get("icc_profile") is not None
        assert after.info.get("dpi") == before.info.get("dpi")
        assert after.getexif().get(0x0112, 1) == turned


@pytest.mark.parametrize("make", [gif, bitmap])
def test_all_frames_of_a_picture_stay(make) -> None:
    content = make(WORDS)
    bared = bare_picture(content, "x").content
    assert frames(bared) == frames(content)
    with Image.open(BytesIO(content)) as before, Image.open(BytesIO(bared)) as after:
        assert (after.info.get("loop"), after.info.get("duration")) == (before.info.get("loop"), before.info.get("duration"))


def test_a_packed_metafile_loses_its_name_though_it_tells_nothing_else() -> None:
    out = BytesIO()
    with gzip.GzipFile(f"{WORDS}.emf", "wb", fileobj=out, mtime=0) as archive:
        archive.write(bare_picture(emf(WORDS), "x").content)
    bared = bare_picture(out.getvalue(), "x")
    assert tells(out.getvalue())
    assert not tells(bared.content)
    assert gzip.decompress(bared.content) == gzip.decompress(out.getvalue())
    assert bare_picture(bared.content, "x") == (bared.content, ())


def test_pages_of_a_tiff_behind_the_one_that_is_shown_go() -> None:
    content = tiff(WORDS)
    assert len(frames(content)) == 2
    assert frames(bare_picture(content, "x").content) == frames(content)[:1]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "WEBP", "BMP"])
def test_a_picture_that_tells_nothing_stays_byte_for_byte(kind: str) -> None:
    content = saved(drawn(), kind)
    assert bare_picture(content, "x") == (content, ())


def test_what_draws_in_a_metafile_stays_where_it_is() -> None:
    for make, line in ((emf, struct.pack("<LLll", 54, 16, 8, 8)), (wmf, struct.pack("<LHhh", 5, 0x0213, 8, 8))):
        content = make(WORDS)
        bared = bare_picture(content, "x").content
        assert bared.index(line) == content.index(line)
        assert len(content) - len(bared) == len(WORDS), "nothing moved, only what hung on behind went"


def test_a_drawing_keeps_what_it_shows() -> None:
    bared = bare_picture(svg(WORDS), "x").content.decode()
    assert "<text>Shown</text>" in bared
    assert 'id="shown"' in bared
    assert "fill: red" in bared
    assert bared.count("<rect") == bared.count("<path") == bared.count("<image") == 1


def test_styles_of_a_drawing_draw_on_nothing_outside_and_keep_what_is_used() -> None:
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
    inside = f"""{head}<style>@import url("file:///C:/{WORDS}.css"); .a {{ fill: url(#paint); mask: url('file:///C:/{WORDS}.svg') }}</style>
<g style="display:none"><path id="leaf" d="M0 0"/></g><g style="display:none"><text>{WORDS}</text></g><use x:href="#leaf" fill="url(C:/{WORDS})"/></svg>"""
    bared = bare_picture(inside.encode(), "x").content
    assert not tells(bared)
    assert b"url(#paint)" in bared
    assert b'<path id="leaf"' in bared
    assert b"@import" not in bared
    assert bare_picture(bared, "x") == (bared, ())


def test_bytes_between_the_segments_of_a_photograph_are_passed_over() -> None:
    content = jpeg(WORDS)
    at = content.index(b"\xff\xdb")
    spoilt = content[:at] + b"\0\0" + content[at:]
    bared = bare_picture(spoilt, "x").content
    assert frames(bared) == frames(content)
    assert not tells(bared)


@pytest.mark.parametrize("make", [emf, wmf])
def test_a_metafile_whose_end_is_missing_is_shown_as_far_as_it_goes(make) -> None:
    whole = bare_picture(make(WORDS), "x").content
    end = len(whole) - (20 if make is emf else 6)
    assert bare_picture(whole[:end] + b"\1\2", "x").content == whole[:end]


@pytest.mark.parametrize(
    "content",
    [
        b"%!PS-Adobe-3.0 EPSF",
        b"\x89PNG\r\n\x1a\nabc",
        b"\xff\xd8\xff\xe1\xff\xff",
        b"II*\0\xff\xff\xff\xff",
        b"GIF89a",
        b"<svg",
        b"<?xml?><!DOCTYPE x [<!ENTITY a 'b'>]><svg/>",
        b"\0\0\0\x0cJXL ",
        b"RIFF\xff\xff\xff\xffWEBPVP8 ",
    ],
)
def test_what_nobody_can_take_apart_is_refused_by_name(content: bytes) -> None:
    with pytest.raises(RefusedError, match="word/media/image3"):
        bare_picture(content, "word/media/image3")
    assert told_by(content)[0].raw == content


@given(st.sampled_from(sorted(ALL)), st.integers(0, 2**32), st.integers(1, 8))
def test_a_damaged_picture_is_refused_or_cleaned_and_never_breaks_us(kind: str, seed: int, blows: int) -> None:
    random_ = random.Random(seed)
    content = bytearray(ALL[kind](WORDS))
    for _ in range(blows):
        content[random_.randrange(len(content))] = random_.randrange(256)
    if random_.random() < 0.3:
        del content[random_.randrange(len(content)) :]
    try:
        bared = bare_picture(bytes(content), "x")
    except RefusedError:
        return
    assert bare_picture(bared.content, "x").content == bared.content


def test_numbers_are_not_read_out_as_letters_of_far_scripts() -> None:
    """What Word's own thumbnails hold: resolution and size, and not a word."""
    numbers = b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x1a\0\x05\0\0\0\x01\0\0\0&"
    numbers += b"\x01(\0\x03\0\0\0\x01\0\x02\0\0\0\0\0\0\0\0\0H\0\0\0\x01\xa0\x02\0\x04\0\0\x01\x8b\xa0\x03"
    assert in_words(Told("EXIF", numbers)) == "EXIF"
    for coding in ("utf-16-le", "utf-16-be"):
        assert in_words(Told("a preview", "Taken by Olga at home".encode(coding))) == "a preview: Taken by Olga at home"


_DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:h="http://www.w3.org/1999/xhtml" width="9" height="9">'


@pytest.mark.parametrize(
    "drawing",
    [
        f'<!DOCTYPE svg SYSTEM "file:///SECRET.dtd">{_DRAWING}<rect width="3"/></svg>',
        f'<!DOCTYPE svg [<!-- SECRET --><!NOTATION SECRET SYSTEM "x">]>{_DRAWING}<rect width="3"/></svg>',
        f'{_DRAWING}<g xml:base="file:///SECRET"><rect width="3"/></g></svg>',
        f'{_DRAWING}<defs><text>SECRET</text></defs><symbol><text>SECRET</text></symbol><rect width="3"/></svg>',
        f'{_DRAWING}<text opacity="0">SECRET</text><text style="opacity: 0">SECRET</text><rect width="3"/></svg>',
        f'{_DRAWING}<foreignObject><h:img src="file:///SECRET"/><h:p hidden="">SECRET</h:p></foreignObject><rect width="3"/></svg>',
    ],
)
def test_a_drawing_keeps_nothing_that_is_not_drawn(drawing: str) -> None:
    bared = bare_picture(drawing.encode(), "a drawing")
    assert b"SECRET" not in bared.content and bared.told
    assert b'<rect width="3"' in bared.content


def test_a_drawing_keeps_what_is_drawn_from_its_store() -> None:
    drawing = f'{_DRAWING}<defs><linearGradient id="a"/></defs><rect fill="url(#a)"/><text style="opacity:0.5">seen</text></svg>'
    assert bare_picture(drawing.encode(), "a drawing").told == ()
