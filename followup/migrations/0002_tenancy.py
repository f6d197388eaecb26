"""Tenancy of the absence day, what of it only grows, and the two named functions."""

from pathlib import Path

from django.db import migrations

from core import rls

SQL = Path(__file__).parent / "sql"

TENANT_TABLES = [
    "followup_absencespell",
    "followup_dailylist",
    "followup_absenceline",
    "followup_attempt",
    "followup_attemptfor",
    "followup_reportlink",
    "followup_parentreport",
    "followup_message",
    "followup_messagereply",
    "followup_duestep",
    "followup_visitdecision",
    "followup_riskassessment",
    "followup_visit",
    "followup_enquiry",
    "followup_vulnerablelisting",
    "followup_safeguardingentry",
    "followup_entrypupil",
    "followup_entryaction",
    "followup_safeguardingduty",
    "followup_standinginstruction",
    "followup_sweep",
    "followup_sweepline",
    "followup_evidencerequest",
    "followup_evidenceitem",
    "followup_evidencedecision",
    "followup_unauthorisednotice",
    "followup_returntalk",
    "followup_gatetalk",
    "followup_latenessreview",
    "followup_breakfastplace",
    "followup_authorityreturn",
]
ONLY_GROW = [
    "followup_attempt",
    "followup_attemptfor",
    "followup_templateversion",
    "followup_ladderstep",
    "followup_visitdecision",
    "followup_riskassessment",
    "followup_visit",
    "followup_safeguardingentry",
    "followup_entrypupil",
    "followup_evidenceitem",
    "followup_evidencedecision",
    "followup_unauthorisednotice",
    "followup_gatetalk",
]
NEVER_DELETED = sorted(
    {*TENANT_TABLES, "followup_ladder", "followup_messagetemplate"} - {*ONLY_GROW}
)


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0001_initial"),
        ("schools", "0006_tenancy_of_people_and_papers"),
        ("register", "0004_tenancy_of_the_week"),
    ]
    operations = [
        *(rls.tenant(table) for table in TENANT_TABLES),
        *(rls.append_only(table) for table in ONLY_GROW),
        *(rls.no_delete(table) for table in NEVER_DELETED),
        rls.run(
            (SQL / "links.sql").read_text(), undo=("drop function followup_link",)
        ),
        rls.run(
            (SQL / "siblings.sql").read_text(),
            undo=("drop function followup_siblings_elsewhere",),
        ),
    ]
