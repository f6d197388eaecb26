from django.apps import AppConfig


class AttendanceConfig(AppConfig):
    name = "attendance"
    verbose_name = "Rollbook"

    def ready(self) -> None:
        # The application that tasks belong to, in the web's processes too.
        from attendance import celery  # noqa: F401
