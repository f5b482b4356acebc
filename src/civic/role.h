/*
 * Roles (vai trò) and permissions (quyền). A role is held in a unit and counts
 * there and in every unit below it. What a role may do is said by the modules:
 * each lists its permissions and the roles that carry them.
 */
#ifndef DINH_CIVIC_ROLE_H
#define DINH_CIVIC_ROLE_H

#include "base/str.h"

enum role {
    ROLE_CITIZEN,             /* công dân */
    ROLE_EDITOR,              /* biên tập viên */
    ROLE_APPROVER,            /* người duyệt */
    ROLE_RECEPTION_CLERK,     /* cán bộ tiếp công dân */
    ROLE_CASE_OFFICER,        /* cán bộ thụ lý */
    ROLE_LEADER,              /* lãnh đạo */
    ROLE_COMMITTEE_SECRETARY, /* thư ký Ban Chỉ đạo */
    ROLE_FRONT_OFFICER,       /* cán bộ Mặt trận */
    ROLE_INSPECTOR,           /* thanh tra */
    ROLE_ADMINISTRATOR,       /* quản trị viên */
    ROLE_COUNT
};

/* "case-officer": the name in commands, the database and message keys. */
struct str role_name(enum role role);
/* False where `name` is no role. */
bool role_from_name(struct str name, enum role *ret_role);
/* "role.case-officer": the message that names the role to a person. */
const char *role_message(enum role role);
/* Everyone who works for a unit; such accounts need a second factor. */
bool role_is_official(enum role role);

/* A set of roles for a permission's row: ROLES_2(ROLE_EDITOR, ROLE_APPROVER). */
#define ROLE_BIT(role) (1U << (role))
#define ROLES_ALL ((1U << ROLE_COUNT) - 1U)

/* name: "news.write"; roles: who carries it. */
struct permission {
    const char *name;
    unsigned roles;
};

#endif
