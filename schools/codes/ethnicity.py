"""The main ethnicity codes of the school census (DfE Common Basic Data Set)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

ETHNICITIES: Mapping[str, str] = MappingProxyType(
    {
        "WBRI": "White: British",
        "WIRI": "White: Irish",
        "WIRT": "White: Traveller of Irish heritage",
        "WROM": "White: Gypsy or Roma",
        "WOTH": "White: any other background",
        "MWBC": "Mixed: White and Black Caribbean",
        "MWBA": "Mixed: White and Black African",
        "MWAS": "Mixed: White and Asian",
        "MOTH": "Mixed: any other background",
        "AIND": "Asian: Indian",
        "APKN": "Asian: Pakistani",
        "ABAN": "Asian: Bangladeshi",
        "AOTH": "Asian: any other background",
        "BCRB": "Black: Caribbean",
        "BAFR": "Black: African",
        "BOTH": "Black: any other background",
        "CHNE": "Chinese",
        "OOTH": "Any other ethnic group",
        "REFU": "Refused",
        "NOBT": "Not yet obtained",
    }
)
