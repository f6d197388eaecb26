"""Who reads which kind of file; marks are read by an app above the one that keeps files."""

IMPORTERS = {
    "schools": "schools.services.import_schools.SchoolImporter",
    "pupils": "schools.services.import_pupils.PupilImporter",
    "marks": "register.services.import_marks.MarkImporter",
}
