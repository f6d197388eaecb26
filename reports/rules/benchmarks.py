"""Published national figures for England, to compare a school with.

Two series that differ in method: the school census (termly and annual statistics) and
the daily data that schools share. Each figure says which it is, for what period, and
where it was published. Counts are kept, rates are computed from them as ours are.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from register.rules.counting import percentage
from schools.rules.sessions import academic_year_words

CENSUS = "school census"
DAILY = "daily data"
_CENSUS_SOURCE = "DfE, Pupil absence in schools in England"
_DAILY_SOURCE = "DfE, Pupil attendance in schools"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """National counts of one type of school in one period of one series.

    The daily data publishes persistent absence as a percentage only, and not severe
    absence. `term` is empty for a whole year.
    """

    series: str
    source: str
    year: int
    term: str
    school_type: str
    possible: int
    authorised: int
    unauthorised: int
    pupils: int
    persistent: int | None = None
    severe: int | None = None
    persistent_percent: Decimal | None = None

    @property
    def absent(self) -> int:
        return self.authorised + self.unauthorised

    @property
    def period_words(self) -> str:
        """Say what the figures are about: autumn term 2024/25."""
        year = academic_year_words(self.year)
        if self.series == DAILY:
            return f"{year} to 10 Jul 2026"
        return f"{self.term.lower()} term {year}" if self.term else year

    @property
    def words(self) -> str:
        """Name type, period and series, as every comparison must."""
        return (
            f"England, {TYPE_WORDS[self.school_type]}, {self.period_words}"
            f" ({self.series})"
        )

    def persistent_share(self, places: int = 1) -> Decimal | None:
        """Return persistent absence in percent, as published or from the counts."""
        if self.persistent is not None:
            return percentage(self.persistent, self.pupils, places)
        if self.persistent_percent is None:
            return None
        scaled = int(self.persistent_percent.scaleb(3))
        return percentage(scaled, 100_000, places)

    def severe_share(self, places: int = 1) -> Decimal | None:
        """Return severe absence in percent, None where it is not published."""
        if self.severe is None:
            return None
        return percentage(self.severe, self.pupils, places)


TYPE_WORDS = {
    "total": "all schools",
    "primary": "primary schools",
    "secondary": "secondary schools",
    "special": "special schools",
}


def benchmarks_for(school_type: str, *, term: str, year: int) -> tuple[Benchmark, ...]:
    """Return what to compare a period of an academic year with, census before daily.

    The census of the same term where the period is a term's, else of a whole year:
    the year's own or the latest published before it. The daily data of the latest year
    up to the period's own stands beside it.
    """
    kind = school_type or "total"
    census = _latest(CENSUS, kind, year, term) or _latest(CENSUS, kind, year, "")
    daily = _latest(DAILY, kind, year, "")
    return tuple(row for row in (census, daily) if row)


def _latest(series: str, school_type: str, year: int, term: str) -> Benchmark | None:
    rows = [
        row
        for row in BENCHMARKS
        if (row.series, row.school_type, row.term) == (series, school_type, term)
        and row.year <= year
    ]
    return max(rows, key=lambda row: row.year, default=None)


def _termly(  # noqa: PLR0913, PLR0917 - a row of a table
    year: int,
    term: str,
    school_type: str,
    possible: int,
    authorised: int,
    unauthorised: int,
    pupils: int,
    persistent: int,
    severe: int,
) -> Benchmark:
    return Benchmark(
        series=CENSUS,
        source=_CENSUS_SOURCE,
        year=year,
        term=term,
        school_type=school_type,
        possible=possible,
        authorised=authorised,
        unauthorised=unauthorised,
        pupils=pupils,
        persistent=persistent,
        severe=severe,
    )


def _annual(  # noqa: PLR0913, PLR0917 - a row of a table
    year: int,
    school_type: str,
    possible: int,
    authorised: int,
    unauthorised: int,
    pupils: int,
    persistent: int,
    severe: int,
) -> Benchmark:
    return _termly(
        year,
        "",
        school_type,
        possible,
        authorised,
        unauthorised,
        pupils,
        persistent,
        severe,
    )


def _daily(
    year: int,
    school_type: str,
    possible: int,
    authorised: int,
    unauthorised: int,
    pupils: int,
    persistent_percent: str,
) -> Benchmark:
    return Benchmark(
        series=DAILY,
        source=_DAILY_SOURCE,
        year=year,
        term="",
        school_type=school_type,
        possible=possible,
        authorised=authorised,
        unauthorised=unauthorised,
        pupils=pupils,
        persistent_percent=Decimal(persistent_percent),
    )


# Year, term, type, possible, authorised, unauthorised, pupils, persistent, severe.
# fmt: off
BENCHMARKS: tuple[Benchmark, ...] = (
    _annual(2016, "total", 2_440_216_810, 82_795_485, 30_679_802, 6_899_769, 744_276, 48_460),
    _annual(2016, "primary", 1_404_325_264, 41_781_439, 14_814_476, 3_909_500, 325_229, 13_662),
    _annual(2016, "secondary", 1_003_038_626, 38_499_947, 15_182_976, 2_895_975, 392_199, 31_001),
    _annual(2016, "special", 32_852_920, 2_514_099, 682_350, 94_294, 26_848, 3_797),
    _annual(2017, "total", 2_456_291_730, 84_807_792, 33_428_277, 7_015_051, 783_424, 53_699),
    _annual(2017, "primary", 1_413_955_983, 42_950_675, 16_039_198, 3_968_042, 344_023, 14_702),
    _annual(2017, "secondary", 1_007_820_618, 39_100_838, 16_617_655, 2_947_462, 409_888, 34_614),
    _annual(2017, "special", 34_515_129, 2_756_279, 771_424, 99_547, 29_513, 4_383),
    _annual(2018, "total", 2_522_300_237, 83_570_764, 35_636_525, 7_105_958, 771_863, 60_247),
    _annual(2018, "primary", 1_436_932_866, 41_461_217, 16_430_266, 3_985_705, 328_745, 15_565),
    _annual(2018, "secondary", 1_048_058_779, 39_194_655, 18_342_761, 3_014_063, 412_485, 39_823),
    _annual(2018, "special", 37_308_592, 2_914_892, 863_498, 106_190, 30_633, 4_859),
    _annual(2020, "total", 2_538_994_649, 85_416_979, 31_766_546, 7_223_088, 872_438, 81_652),
    _annual(2020, "primary", 1_413_396_586, 38_337_355, 13_063_222, 3_956_727, 347_489, 28_314),
    _annual(2020, "secondary", 1_084_447_316, 41_683_871, 17_842_052, 3_147_760, 466_903, 46_717),
    _annual(2020, "special", 41_150_747, 5_395_753, 861_272, 118_601, 58_046, 6_621),
    _annual(2021, "total", 2_571_681_341, 141_262_537, 52_966_660, 7_303_379, 1_643_876, 120_623),
    _annual(2021, "primary", 1_420_167_266, 68_122_461, 20_762_389, 3_953_954, 699_877, 25_155),
    _annual(2021, "secondary", 1_107_637_651, 68_607_886, 30_953_300, 3_224_299, 893_492, 88_188),
    _annual(2021, "special", 43_876_424, 4_532_190, 1_250_971, 125_126, 50_507, 7_280),
    _annual(2022, "total", 2_521_960_516, 124_856_472, 61_082_573, 7_396_032, 1_569_303, 150_256),
    _annual(2022, "primary", 1_385_050_417, 58_810_321, 22_845_740, 3_957_555, 641_608, 29_494),
    _annual(2022, "secondary", 1_091_463_334, 61_561_030, 36_804_025, 3_305_943, 876_891, 112_494),
    _annual(2022, "special", 45_446_765, 4_485_121, 1_432_808, 132_534, 50_804, 8_268),
    _annual(2023, "total", 2_620_428_796, 122_518_525, 64_816_383, 7_453_730, 1_487_022, 171_269),
    _annual(2023, "primary", 1_416_729_763, 55_143_023, 23_155_095, 3_949_827, 575_032, 33_747),
    _annual(2023, "secondary", 1_154_265_758, 62_579_611, 40_024_900, 3_364_185, 860_003, 128_154),
    _annual(2023, "special", 49_433_275, 4_795_891, 1_636_388, 139_718, 51_987, 9_368),
    _annual(2024, "total", 2_604_665_903, 116_706_678, 59_947_631, 7_388_150, 1_340_437, 176_361),
    _annual(2024, "primary", 1_400_029_874, 51_745_947, 21_027_119, 3_890_781, 505_502, 36_235),
    _annual(2024, "secondary", 1_152_567_123, 60_076_324, 37_159_292, 3_348_969, 782_609, 129_873),
    _annual(2024, "special", 52_068_906, 4_884_407, 1_761_220, 148_400, 52_326, 10_253),
    _termly(2022, "Autumn", "total", 953_596_210, 51_949_802, 19_842_839, 7_205_803, 1_743_159, 125_278),
    _termly(2022, "Autumn", "primary", 513_933_802, 24_937_640, 7_412_910, 3_846_307, 803_888, 28_305),
    _termly(2022, "Autumn", "secondary", 422_658_822, 25_220_068, 11_945_891, 3_231_224, 886_803, 89_524),
    _termly(2022, "Autumn", "special", 17_003_586, 1_792_094, 484_038, 128_272, 52_468, 7_449),
    _termly(2022, "Spring", "total", 772_980_263, 36_432_288, 17_564_590, 7_114_572, 1_464_475, 139_657),
    _termly(2022, "Spring", "primary", 419_486_278, 17_311_727, 5_943_029, 3_805_358, 651_960, 25_924),
    _termly(2022, "Spring", "secondary", 339_485_020, 17_739_540, 11_183_929, 3_181_100, 766_044, 105_494),
    _termly(2022, "Spring", "special", 14_008_965, 1_381_021, 437_632, 128_114, 46_471, 8_239),
    _termly(2022, "Summer", "total", 795_384_043, 36_474_382, 23_675_144, 7_055_663, 1_688_649, 157_722),
    _termly(2022, "Summer", "primary", 451_630_337, 16_560_954, 9_489_801, 3_773_414, 683_892, 25_292),
    _termly(2022, "Summer", "secondary", 329_319_492, 18_601_422, 13_674_205, 3_153_957, 959_242, 123_980),
    _termly(2022, "Summer", "special", 14_434_214, 1_312_006, 511_138, 128_292, 45_515, 8_450),
    _termly(2023, "Autumn", "total", 992_092_061, 44_790_253, 21_554_795, 7_243_463, 1_407_783, 142_480),
    _termly(2023, "Autumn", "primary", 529_779_376, 20_066_928, 7_751_944, 3_828_194, 589_938, 31_102),
    _termly(2023, "Autumn", "secondary", 443_690_831, 22_930_452, 13_229_151, 3_279_491, 768_706, 103_021),
    _termly(2023, "Autumn", "special", 18_621_854, 1_792_873, 573_700, 135_778, 49_139, 8_357),
    _termly(2023, "Spring", "total", 758_587_400, 37_516_529, 17_447_867, 7_192_247, 1_548_329, 157_040),
    _termly(2023, "Spring", "primary", 402_634_896, 17_130_093, 5_394_383, 3_806_606, 666_834, 29_543),
    _termly(2023, "Spring", "secondary", 341_573_185, 18_939_173, 11_593_352, 3_249_093, 831_268, 118_189),
    _termly(2023, "Spring", "special", 14_379_319, 1_447_263, 460_132, 136_548, 50_227, 9_308),
    _termly(2023, "Summer", "total", 869_749_335, 40_211_743, 25_813_721, 7_136_924, 1_683_188, 171_923),
    _termly(2023, "Summer", "primary", 484_315_491, 17_946_002, 10_008_768, 3_780_300, 678_311, 29_188),
    _termly(2023, "Summer", "secondary", 369_001_742, 20_709_986, 15_202_397, 3_220_645, 954_690, 133_136),
    _termly(2023, "Summer", "special", 16_432_102, 1_555_755, 602_556, 135_979, 50_187, 9_599),
    _termly(2024, "Autumn", "total", 1_004_257_860, 43_732_879, 20_364_958, 7_218_160, 1_284_015, 147_606),
    _termly(2024, "Autumn", "primary", 533_521_797, 19_724_769, 7_338_044, 3_792_790, 541_967, 33_887),
    _termly(2024, "Autumn", "secondary", 450_797_292, 22_129_521, 12_403_804, 3_282_160, 692_074, 104_669),
    _termly(2024, "Autumn", "special", 19_938_771, 1_878_589, 623_110, 143_210, 49_974, 9_050),
    _termly(2024, "Spring", "total", 843_372_308, 40_019_998, 18_375_155, 7_165_911, 1_437_237, 160_495),
    _termly(2024, "Spring", "primary", 444_991_363, 17_794_342, 5_623_107, 3_767_257, 601_479, 30_877),
    _termly(2024, "Spring", "secondary", 381_455_098, 20_571_099, 12_200_862, 3_254_166, 783_953, 119_549),
    _termly(2024, "Spring", "special", 16_925_847, 1_654_557, 551_186, 144_488, 51_805, 10_069),
    _termly(2024, "Summer", "total", 757_035_735, 32_953_801, 21_207_518, 7_082_390, 1_538_468, 180_369),
    _termly(2024, "Summer", "primary", 421_516_714, 14_226_836, 8_065_968, 3_721_540, 596_154, 31_176),
    _termly(2024, "Summer", "secondary", 320_314_733, 17_375_704, 12_554_626, 3_216_956, 892_304, 138_626),
    _termly(2024, "Summer", "special", 15_204_288, 1_351_261, 586_924, 143_894, 50_010, 10_567),
    _daily(2025, "total", 2_445_419_687, 110_576_083, 57_748_222, 8_103_241, "18.782"),
    _daily(2025, "primary", 1_299_079_364, 48_445_756, 20_102_512, 4_330_706, "13.773"),
    _daily(2025, "secondary", 1_093_892_081, 57_111_352, 35_757_700, 3_605_150, "23.768"),
    _daily(2025, "special", 52_448_242, 5_018_975, 1_888_010, 167_385, "36.062"),
)
# fmt: on
