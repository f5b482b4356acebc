/*
 * The manifest of administration: all that it adds to the program.
 */
#include "modules/admin/admin.h"
#include "modules/admin/admin_store.h"

static const char *const *const statements[] = {admin_backup_statements};

const struct module admin_module = {
    .name = "admin",
    .statements = statements,
    .statement_count = sizeof(statements) / sizeof(statements[0]),
};
