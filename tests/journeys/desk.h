/*
 * The news desk for journeys: people who sign in, drafts and publishing in one line.
 */
#ifndef DINH_TESTS_JOURNEYS_DESK_H
#define DINH_TESTS_JOURNEYS_DESK_H

#include "people.h"

#include <string.h>

#define DESK "/can-bo/tin"

/* The value of the first field of this name; of a list what is chosen in it. */
static inline struct str page_value(struct visitor *visitor, const char *name)
{
    const struct xml_node *root = visit_tree(visitor);
    bool is_within = false;
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str value = STR("");
        if (xml_is_element(node, STR("select")))
            is_within = xml_attribute_value(node, STR("name"), &value) &&
                        str_equal(value, str_from_c(name));
        if (is_within && xml_attribute_value(node, STR("selected"), &value) &&
            xml_attribute_value(node, STR("value"), &value))
            return arena_copy(visitor->site->arena, value);
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
    visit_get(editor, DESK "/moi");
    assert_status(editor, 200);
    visit_submit(editor, "", "title", title, "lead", "Sapo.", "body", "Nội dung **bài**.", NULL);
    return led_to(editor);
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
