"""Tenancy of letters and their templates, and what is never altered."""

from django.db import migrations

from core import rls

TENANT_TABLES = [
    "letters_batch",
    "letters_batchitem",
    "letters_letter",
    "letters_recipient",
    "letters_letterfile",
    "letters_letterevent",
    "letters_sending",
]
OWN = "{} = any ((select core_bodies())::int[])"
# A school reads the texts of its trust and of the nation, and writes its own.
AROUND = (
    OWN + " or {} = any ((select core_schools())::int[])"
    " or exists (select from schools_body b where b.id = {} and b.kind = 'nation')"
    " or exists (select from schools_affiliation a where a.parent_id = {}"
    " and a.school_id = any ((select core_schools())::int[]))"
)
READ = AROUND.replace("{}", "body_id")
WRITE = OWN.format("body_id")
OF_TEMPLATE = (
    "exists (select from letters_lettertemplate t"
    " where t.id = letters_templateversion.template_id{})"
)


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("schools", "0003_nation")]
    operations = [
        *(rls.tenant(table) for table in TENANT_TABLES),
        rls.policy("letters_lettertemplate", using=READ, check=WRITE),
        rls.policy("letters_letterhead", using=READ, check=WRITE),
        # A version is seen with its template, which the template's own policy decides.
        rls.policy(
            "letters_templateversion",
            using=OF_TEMPLATE.format(""),
            check=OF_TEMPLATE.format(" and " + OWN.format("t.body_id")),
        ),
        *(
            rls.append_only(table)
            for table in (
                "letters_letter",
                "letters_recipient",
                "letters_letterfile",
                "letters_letterevent",
                "letters_lettertemplate",
                "letters_templateversion",
                "letters_letterhead",
            )
        ),
        *(
            rls.no_delete(table)
            for table in ("letters_batch", "letters_batchitem", "letters_sending")
        ),
    ]
