"""The version of the program, as installed."""

from typing import Final

VERSION: Final = "0.1.0"
