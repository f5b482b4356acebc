/*
 * The names of the roles.
 */
#include "civic/role.h"

/* columns: name, message, is an official */
static const struct {
    struct str name;
    const char *message;
    bool is_official;
} roles[ROLE_COUNT] = {
    [ROLE_CITIZEN] = {STR_INIT("citizen"),             "role.citizen",             false},
    [ROLE_EDITOR] = {STR_INIT("editor"),              "role.editor",              true },
    [ROLE_APPROVER] = {STR_INIT("approver"),            "role.approver",            true },
    [ROLE_RECEPTION_CLERK] = {STR_INIT("reception-clerk"),     "role.reception-clerk",     true },
    [ROLE_CASE_OFFICER] = {STR_INIT("case-officer"),        "role.case-officer",        true },
    [ROLE_LEADER] = {STR_INIT("leader"),              "role.leader",              true },
    [ROLE_COMMITTEE_SECRETARY] = {STR_INIT("committee-secretary"), "role.committee-secretary",
                      true                                                              },
    [ROLE_FRONT_OFFICER] = {STR_INIT("front-officer"),       "role.front-officer",       true },
    [ROLE_INSPECTOR] = {STR_INIT("inspector"),           "role.inspector",           true },
    [ROLE_ADMINISTRATOR] = {STR_INIT("administrator"),       "role.administrator",       true },
};

struct str role_name(enum role role)
{
    return roles[role].name;
}

bool role_from_name(struct str name, enum role *ret_role)
{
    for (unsigned i = 0; i < ROLE_COUNT; i++) {
        if (str_equal(roles[i].name, name)) {
            *ret_role = (enum role)i;
            return true;
        }
    }
    return false;
}

const char *role_message(enum role role)
{
    return roles[role].message;
}

bool role_is_official(enum role role)
{
    return roles[role].is_official;
}
