/*
 * demo/accounts.csv: login,name,role,unit_kind,unit_code. The file is ours and
 * plain: no quotes, no commas in names.
 */
#include "modules/accounts/account_demo.h"

#include "base/asset.h"
#include "civic/unit.h"
#include "modules/accounts/account.h"

static const struct fault *make_account(struct work *work, struct str line)
{
    struct account_new wanted = {
        .email = STR(""), .password = STR(ACCOUNT_DEMO_PASSWORD), .is_demo = true};
    struct str role_text;
    struct str kind_text;
    enum unit_kind kind;
    enum role role;
    struct unit unit;
    int64_t id;
    const struct fault *fault;
    wanted.login = str_cut(&line, ',');
    wanted.name = str_cut(&line, ',');
    role_text = str_cut(&line, ',');
    kind_text = str_cut(&line, ',');
    if (!role_from_name(role_text, &role) || !unit_kind_from_name(kind_text, &kind))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                         "demo/accounts.csv: " PRISTR, STRARG(wanted.login));
    fault = unit_by_code(work, kind, line, date_ymd(2022, 3, 6), &unit);
    if (!fault)
        fault = account_create(work, &wanted, &id);
    if (!fault)
        fault = account_grant(work, id, role, unit.id);
    return fault;
}

const struct fault *accounts_demo(struct work *work)
{
    const struct asset *asset = asset_find(STR("demo/accounts.csv"));
    struct str rest = asset ? asset->bytes : STR("");
    str_cut_line(&rest); /* the header */
    while (rest.ptr) {
        struct str line = str_trim(str_cut_line(&rest));
        const struct fault *fault = line.len > 0 ? make_account(work, line) : NULL;
        if (fault)
            return fault;
    }
    return NULL;
}
