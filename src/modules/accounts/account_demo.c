/*
 * demo/accounts.csv: login,name,role,unit_kind,unit_code. The file is ours and
 * plain: no quotes, no commas in names. The password is known to everybody, so
 * it is hashed once for all of them.
 */
#include "modules/accounts/account_demo.h"

#include "base/asset.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/accounts/account_store.h"
#include "modules/accounts/hashing.h"

static const struct fault *make_account(struct work *work, struct str hash, struct str line)
{
    struct account account = {
        .id = db_new_id(work->clock), .email = STR(""), .password_hash = hash, .is_demo = true};
    struct str role_text;
    struct str kind_text;
    enum unit_kind kind;
    enum role role;
    struct unit unit;
    const struct fault *fault;
    bool is_new;
    account.login = str_cut(&line, ',');
    account.name = str_cut(&line, ',');
    role_text = str_cut(&line, ',');
    kind_text = str_cut(&line, ',');
    if (!role_from_name(role_text, &role) || !unit_kind_from_name(kind_text, &kind))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal",
                         "demo/accounts.csv: " PRISTR, STRARG(account.login));
    fault = unit_by_code(work, kind, line, date_ymd(2022, 3, 6), &unit);
    if (!fault)
        fault = account_insert(work, &account);
    if (!fault)
        fault = account_role_insert(work, account.id, role, unit.id, &is_new);
    if (!fault)
        fault = account_event(work, account.id, STR("created"), STR("demo"));
    return fault;
}

static const struct fault *make_accounts(struct work *work, void *context)
{
    const struct asset *asset = asset_find(STR("demo/accounts.csv"));
    struct str rest = asset ? asset->bytes : STR("");
    const struct str *hash = context;
    str_cut_line(&rest); /* the header */
    while (rest.ptr) {
        struct str line = str_trim(str_cut_line(&rest));
        const struct fault *fault = line.len > 0 ? make_account(work, *hash, line) : NULL;
        if (fault)
            return fault;
    }
    return NULL;
}

const struct fault *accounts_demo(struct work *work)
{
    struct str hash;
    const struct fault *fault = password_hash(work, STR(ACCOUNT_DEMO_PASSWORD), &hash);
    return fault ? fault : db_write(work, make_accounts, &hash);
}
