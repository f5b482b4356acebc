/*
 * Correcting the name and the mail of an account: who it belongs to stays the same.
 */
#include "modules/admin/admin_accounts.h"

#include "civic/site.h"

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"name",  INPUT_LINE,  2, 100, true,  NULL},
    {"email", INPUT_EMAIL, 0, 200, false, NULL},
};

enum {
    NAME,
    EMAIL,
    FIELD_COUNT
};
const struct form_spec admin_account_edit_form = {fields, FIELD_COUNT};

struct account_edit_page {
    struct layout layout;
    struct url url; /* of the account */
    struct str login;
    struct field_view name;
    struct field_view email;
};
static SHAPE(account_edit_shape, struct account_edit_page,
             RECORD(struct account_edit_page, layout, layout_shape),
             FIELD(struct account_edit_page, url), FIELD(struct account_edit_page, login),
             RECORD(struct account_edit_page, name, field_view_shape),
             RECORD(struct account_edit_page, email, field_view_shape));
const struct page_kind admin_account_edit_kind = {"admin/account-edit", &account_edit_shape};

static struct url url_of(struct work *work, const struct account *account)
{
    return url_relative(work->arena, "/quan-tri/tai-khoan/" PRISTR, STRARG(account->login));
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct account *account,
                                const struct form *form, const struct fault *faults)
{
    const char *key = "admin.field";
    struct admin_place place = {.title = site_message(work, "admin.account.edit"),
                                .parent = "admin.accounts.title",
                                .parent_url = URL("/quan-tri/tai-khoan"),
                                .within = account->name,
                                .within_url = url_of(work, account),
                                .fields = key};
    struct account_edit_page page = {
        .url = place.within_url,
        .login = account->login,
        .name = field_view(work, key, &fields[NAME], form, faults),
        .email = field_view(work, key, &fields[EMAIL], form, faults),
    };
    const struct fault *fault = admin_layout(work, request, &place, faults, &page.layout);
    if (fault)
        return fault;
    if (!form) {
        page.name.value = account->name;
        page.email.value = account->email;
    }
    page.name.autocomplete = STR("off");
    page.email.autocomplete = STR("off");
    page.email.type = STR("email");
    return page_respond_form(work, response, faults, &admin_account_edit_kind, &page);
}

const struct fault *admin_account_edit_show(struct work *work, const struct request *request,
                                            struct response *response)
{
    struct account account;
    const struct fault *fault = admin_account_to_change(work, request, &account);
    return fault ? fault : show(work, request, response, &account, NULL, NULL);
}

const struct fault *admin_account_edit_send(struct work *work, const struct request *request,
                                            struct response *response)
{
    struct account account;
    struct form form;
    const struct fault *fault = admin_account_to_change(work, request, &account);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELD_COUNT, &form);
    if (!fault)
        fault =
            account_describe(work, account.id, form_str(&form, "name"), form_str(&form, "email"));
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &account, &form, fault);
    if (!fault)
        response_redirect(response, arena_printf(work->arena, PRISTR "?da=sua",
                                                 STRARG(url_of(work, &account).text)));
    return fault;
}
