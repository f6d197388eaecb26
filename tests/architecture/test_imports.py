"""Who may import whom: the contracts of pyproject.toml, and the doors between apps."""

import grimp
import pytest

APPS = ("schools", "register", "letters", "followup", "cme", "interventions", "reports")
PUBLIC = {
    "models",
    "selectors",
    "services",
    "permissions",
    "rules",
    "states",
    "codes",
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph(*APPS, cache_dir=None)


def test_apps_meet_only_through_their_public_modules(graph):
    trespasses = [
        f"{importer} -> {imported}"
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer.split(".")[0] != imported.split(".")[0]
        and imported.split(".")[1] not in PUBLIC
    ]
    assert trespasses == []
