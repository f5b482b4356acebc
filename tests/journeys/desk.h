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

/* Where the last answer leads, without its query. */
static inline const char *led_to(struct visitor *visitor)
{
    struct str target = visit_header(visitor, "Location");
    ptrdiff_t query = str_find_byte(target, '?', 0);
    assert_status(visitor, 303);
    return arena_c(visitor->site->arena, query < 0 ? target : str_slice(target, 0, (size_t)query));
}

/* A new draft; the address of its form. */
static inline const char *write_draft(struct visitor *editor, const char *title)
{
    visit_get(editor, DESK "/moi");
    assert_status(editor, 200);
    visit_submit(editor, "", "title", title, "lead", "Sapo.", "body", "Nội dung **bài**.", NULL);
    return led_to(editor);
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

/* A new draft in the library; the address of its form. */
static inline const char *write_document(struct visitor *visitor, const char *title)
{
    visit_get(visitor, "/can-bo/van-ban/moi");
    visit_submit(visitor, "/can-bo/van-ban/moi", "kind", "bao-cao", "title", title, "issuer",
                 "UBND", NULL);
    return led_to(visitor);
}

#endif
