"""What PDFium is asked for every character and every object, with plain addresses for handles and for answers.

ctypes wraps and checks a pointer at every call, which takes as long as the answer itself; an integer passes as it is.
The interpreter lock is kept: no answer takes as long as giving it away. In turn the caller must see to it that handles
are open, and that buffers live and have room: nothing is checked.
"""

from collections.abc import Callable, Sequence
from ctypes import PYFUNCTYPE, c_double, c_int, c_uint, c_void_p, cast
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from array import array

_Quick = Callable[..., Any]


def _quick(function: Any, *arguments: Any, gives: Any = c_int) -> _Quick:
    address = cast(function, c_void_p).value
    if address is None:
        raise ImportError(f"PDFium has no {function}")
    return PYFUNCTYPE(gives, *arguments)(address)


def address_of(handle: Any) -> int:
    """The address that a handle of the library, which is not null, stands for."""
    return cast(handle, c_void_p).value or 0


def places_in(buffer: "array[Any]") -> Sequence[int]:
    """The addresses of the values of a buffer, as long as it lives and does not grow."""
    start, count = buffer.buffer_info()
    return range(start, start + count * buffer.itemsize, buffer.itemsize)


# (text page, index of the first character, how many, address of as many 16-bit units and one more). Gives how many
# units are written with a zero at the end: fewer where characters are left out.
put_text: _Quick = _quick(pdfium.FPDFText_GetText, c_void_p, c_int, c_int, c_void_p)
# (text page, index of a character), and behind them the addresses of what is answered.
code_of: _Quick = _quick(pdfium.FPDFText_GetUnicode, c_void_p, c_int, gives=c_uint)
has_map_error: _Quick = _quick(pdfium.FPDFText_HasUnicodeMapError, c_void_p, c_int)
is_generated: _Quick = _quick(pdfium.FPDFText_IsGenerated, c_void_p, c_int)
font_size_of: _Quick = _quick(pdfium.FPDFText_GetFontSize, c_void_p, c_int, gives=c_double)
# Six floats: a to f.
put_matrix: _Quick = _quick(pdfium.FPDFText_GetMatrix, c_void_p, c_int, c_void_p)
# Four floats: left, top, right, bottom.
put_advance: _Quick = _quick(pdfium.FPDFText_GetLooseCharBox, c_void_p, c_int, c_void_p)
# Four addresses of doubles: left, right, bottom, top.
put_ink: _Quick = _quick(pdfium.FPDFText_GetCharBox, c_void_p, c_int, *4 * [c_void_p])

# (page or form, index of an object).
object_of_page: _Quick = _quick(pdfium.FPDFPage_GetObject, c_void_p, c_int, gives=c_void_p)
object_of_form: _Quick = _quick(pdfium.FPDFFormObj_GetObject, c_void_p, c_int, gives=c_void_p)
# (object), and behind it the addresses of what is answered.
kind_of: _Quick = _quick(pdfium.FPDFPageObj_GetType, c_void_p)
# Four addresses of floats: left, bottom, right, top. Gives 0 where there are none.
put_bounds: _Quick = _quick(pdfium.FPDFPageObj_GetBounds, c_void_p, *4 * [c_void_p])
# Two addresses of integers: how it is filled, whether it is stroked.
put_draw_mode: _Quick = _quick(pdfium.FPDFPath_GetDrawMode, c_void_p, *2 * [c_void_p])
