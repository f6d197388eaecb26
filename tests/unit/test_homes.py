"""How a home is laid out, before any school is asked."""

from reports.presenters.homes import Cell, Panel, blocks_of


def panel(key: str, rows: int = 0, *, wide: bool = False) -> Panel:
    return Panel(key, key, ("Pupil",), rows=((Cell("x"),),) * rows, wide=wide)


def test_wide_panels_stand_alone_and_the_others_in_two_stacks():
    blocks = blocks_of(
        [panel("a", wide=True), *map(panel, "bcd"), panel("e", wide=True)]
    )
    laid = [
        (*(p.key for p in block.left), "|", *(p.key for p in block.right))
        for block in blocks
    ]
    assert laid == [("a", "|"), ("b", "d", "|", "c"), ("e", "|")]


def test_a_long_panel_says_how_many_it_leaves_out_and_counts_them_all():
    short = panel("a", 30).shortened(whole=False)
    assert (len(short.rows), short.left_out, short.count) == (12, 18, "30 pupils")
    assert panel("a", 30).shortened(whole=True).left_out == 0
    assert panel("a", 12).shortened(whole=False).left_out == 0
