"""Classes stand in the order in which people count them."""

from register.rules.names import as_counted


def test_classes_stand_in_the_order_in_which_people_count_them():
    classes = ["10A", "7B", "R", "7A", "2", "Year 10", "Year 9"]
    counted = ["R", "Year 9", "Year 10", "2", "7A", "7B", "10A"]
    assert sorted(classes, key=as_counted) == counted


def test_classes_with_names_stand_before_those_with_numbers():
    classes = ["10D", "7C", "RA", "2B", "Hazel", "10A"]
    counted = ["Hazel", "RA", "2B", "7C", "10A", "10D"]
    assert sorted(classes, key=as_counted) == counted
