/*
 * The one-time link that an administrator hands out: it sets a password. Opening
 * it uses nothing up; sending the form does.
 */
#include "modules/accounts/accounts_web.h"

#include "modules/accounts/account_service.h"

static const struct form_field link_fields[] = {
    {"password", INPUT_PASSWORD, 0, 0, true, NULL}
};
const struct form_spec link_form = {link_fields, 1};

struct link_page {
    struct layout layout;
    struct str name;
    struct str login;
    struct field_view password;
};
static SHAPE(link_shape, struct link_page, RECORD(struct link_page, layout, layout_shape),
             FIELD(struct link_page, name), FIELD(struct link_page, login),
             RECORD(struct link_page, password, field_view_shape));
const struct page_kind link_kind = {"accounts/link", &link_shape};

static const struct fault *show_link(struct work *work, const struct request *request,
                                     struct response *response, const struct account *account,
                                     const struct fault *faults)
{
    struct link_page page = {
        .name = account->name,
        .login = account->login,
        .password = field_view(work, "account.link.field", &link_fields[0], NULL, faults),
    };
    const struct fault *fault =
        private_layout(work, request, "account.link.title", false, NULL, &page.layout);
    if (fault)
        return fault;
    /* under the name that the field has here */
    page_errors_of(work, &page.layout, "account.link.field", faults);
    page.password.autocomplete = STR("new-password");
    return private_respond(work, response, faults, &link_kind, &page);
}

const struct fault *link_show(struct work *work, const struct request *request,
                              struct response *response)
{
    struct account account;
    const struct fault *fault =
        account_by_link(work, request_param(request, STR("token")), &account);
    return fault ? fault : show_link(work, request, response, &account, NULL);
}

const struct fault *link_send(struct work *work, const struct request *request,
                              struct response *response)
{
    struct str token = request_param(request, STR("token"));
    struct account account;
    struct form form;
    const struct fault *fault = account_by_link(work, token, &account);
    if (fault)
        return fault;
    fault = form_read(work, request, link_fields, 1, &form);
    if (!fault)
        fault = account_use_link(work, token, form_str(&form, "password"));
    if (is_shown_again(fault))
        return show_link(work, request, response, &account, fault);
    if (fault)
        return fault;
    /* Whoever held the link is the owner: guesses of others must not keep them out. */
    set_device_cookie(request, response, device_with(work, device_of(request), account.id));
    response_redirect(response, STR("/dang-nhap?da=mat-khau"));
    return NULL;
}
