"""Two logins to one database: the application's, and the owner's that migrates."""

from attendance.settings.env import env


def _database(variable: str, default: str) -> dict[str, object]:
    found = env.db_url_config(env.str(variable, default=default))
    return {
        **found,
        # Django's PostgreSQL, which checks a kept connection without a trip to it.
        "ENGINE": "core.postgresql",
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=600),
        "CONN_HEALTH_CHECKS": True,
        # Plans of repeated statements are kept by the server. A pooler in transaction
        # mode cannot keep them: set PREPARE_THRESHOLD=0 behind one.
        "OPTIONS": {
            **found.get("OPTIONS", {}),  # ?host=/a/socket, ?sslmode=verify-full
            "server_side_binding": True,
            "prepare_threshold": env.int("PREPARE_THRESHOLD", default=3) or None,
        },
    }


_APPLICATION = "postgres://rollbook_app@127.0.0.1:5432/rollbook"
_OWNER = "postgres://rollbook_owner@127.0.0.1:5432/rollbook"

DATABASES = {
    "default": _database("DATABASE_URL", _APPLICATION),
    "owner": _database("DATABASE_OWNER_URL", _OWNER),
}
DATABASE_ROUTERS = ["core.routers.OneDatabase"]
