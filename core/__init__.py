"""What every app needs and no school word: clock, tenancy, pages, jobs."""
