/*
 * The news desk for journeys: people who sign in, drafts and publishing in one line.
 */
#ifndef DINH_TESTS_JOURNEYS_DESK_H
#define DINH_TESTS_JOURNEYS_DESK_H

#include "app/testing.h"
#include "modules/accounts/account.h"

#include <string.h>

#define DESK "/can-bo/tin"

static inline struct visitor *signed_in(struct site_testing *site, const char *login)
{
    struct visitor *visitor = visitor_new(site);
    visit_get(visitor, "/dang-nhap");
    visit_submit(visitor, "/dang-nhap", "login", login, "password", ACCOUNT_DEMO_PASSWORD, NULL);
    assert_status(visitor, 303);
    return visitor;
}

/* The value of the first field of this name. */
static inline struct str page_value(struct visitor *visitor, const char *name)
{
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str value = STR("");
        if (xml_attribute_value(node, STR("name"), &value) && str_equal(value, str_from_c(name)) &&
            xml_attribute_value(node, STR("value"), &value))
            return arena_copy(visitor->site->arena, value);
    }
    fail_msg("no field %s", name);
    return STR("");
}

/* The address of the first picture that somebody sent. */
static inline struct str page_picture(struct visitor *visitor)
{
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str value = STR("");
        if (xml_is_element(node, STR("img")) && xml_attribute_value(node, STR("src"), &value) &&
            str_starts(value, STR("/tep/")))
            return arena_copy(visitor->site->arena, value);
    }
    fail_msg("no picture");
    return STR("");
}

/* A new draft; the address of its form. */
static inline const char *write_draft(struct visitor *editor, const char *title)
{
    const char *address;
    visit_get(editor, DESK "/moi");
    assert_status(editor, 200);
    visit_submit(editor, "", "title", title, "lead", "Sapo.", "body", "Nội dung **bài**.", NULL);
    assert_status(editor, 303);
    address = arena_c(editor->site->arena, visit_header(editor, "Location"));
    return arena_c(editor->site->arena, str_slice(str_from_c(address), 0, strcspn(address, "?")));
}

static inline const char *below(struct visitor *visitor, const char *address, const char *what)
{
    return arena_printf(visitor->site->arena, "%s%s", address, what).ptr;
}

static inline void publish(struct visitor *approver, const char *address)
{
    visit_get(approver, below(approver, address, "/dang"));
    assert_status(approver, 200);
    visit_submit(approver, "", "step", "publish", NULL);
    assert_status(approver, 303);
    visit_follow(approver);
    assert_page_has(approver, "Đã đăng. Ai cũng xem được từ bây giờ.");
}

#endif
