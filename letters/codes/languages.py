"""Languages that homes speak, as a document names them (BCP 47), and how they run."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ENGLISH = "English"

CODES: Mapping[str, str] = MappingProxyType(
    {
        ENGLISH: "en-GB",
        "Albanian": "sq",
        "Arabic": "ar",
        "Bengali": "bn",
        "Bulgarian": "bg",
        "Cantonese": "zh-HK",
        "Farsi": "fa",
        "French": "fr",
        "German": "de",
        "Greek": "el",
        "Gujarati": "gu",
        "Hindi": "hi",
        "Hungarian": "hu",
        "Italian": "it",
        "Kurdish": "ku",
        "Lithuanian": "lt",
        "Mandarin": "zh-CN",
        "Nepali": "ne",
        "Pashto": "ps",
        "Polish": "pl",
        "Portuguese": "pt",
        "Punjabi": "pa",
        "Romanian": "ro",
        "Russian": "ru",
        "Slovak": "sk",
        "Somali": "so",
        "Spanish": "es",
        "Tamil": "ta",
        "Tigrinya": "ti",
        "Turkish": "tr",
        "Ukrainian": "uk",
        "Urdu": "ur",
        "Vietnamese": "vi",
        "Welsh": "cy",
        "Yoruba": "yo",
    }
)
_FROM_THE_RIGHT = frozenset({"ar", "fa", "ps", "ur"})


def code_of(language: str) -> str:
    """Return the code of a language by its English name; English where unknown."""
    return CODES.get(language, CODES[ENGLISH])


def direction_of(language: str) -> str:
    """Return `rtl` for what is written from the right."""
    return "rtl" if code_of(language) in _FROM_THE_RIGHT else "ltr"
