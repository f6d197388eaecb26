"""Classes stand in the order in which people count them."""

from register.rules.names import as_counted


def test_classes_stand_in_the_order_in_which_people_count_them():
    classes = ["10A", "7B", "R", "7A", "2", "Year 10", "Year 9"]
    counted = ["R", "Year 9", "Year 10", "2", "7A", "7B", "10A"]
    assert sorted(classes, key=as_counted) == counted
