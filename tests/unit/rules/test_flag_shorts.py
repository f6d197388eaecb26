"""The chips of flags in lists."""

from schools.codes.flag_shorts import shade_of, short_of
from schools.codes.flags import FLAGS, SeenBy

LONGEST = 10


def test_every_flag_has_a_short_of_its_own_that_fits_a_chip():
    shorts = [short_of(kind) for kind in FLAGS]
    assert len(set(shorts)) == len(FLAGS)
    assert max(map(len, shorts)) <= LONGEST


def test_what_few_may_see_is_never_drawn_like_anything_else():
    for kind in FLAGS:
        hidden = kind.seen_by is SeenBy.SAFEGUARDING
        assert (shade_of(kind) == "safeguarding") is hidden
