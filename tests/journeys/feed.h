/*
 * Feeds for journeys: read as XML, their elements by name.
 */
#ifndef DINH_TESTS_JOURNEYS_FEED_H
#define DINH_TESTS_JOURNEYS_FEED_H

#include "app/testing.h"

static inline const struct xml_node *feed_of(struct visitor *an, const char *target)
{
    const struct xml_node *root;
    visit_get(an, target);
    assert_status(an, 200);
    assert_no_fault(xml_read(an->site->arena, an->body, &root));
    return root;
}

static inline struct str child_text(struct visitor *an, const struct xml_node *node,
                                    const char *name)
{
    const struct xml_node *child = xml_child(node, str_from_c(name));
    assert_non_null(child);
    return xml_text(an->site->arena, child);
}

static inline struct str attribute(const struct xml_node *node, const char *name)
{
    struct str value;
    assert_non_null(node);
    assert_true(xml_attribute_value(node, str_from_c(name), &value));
    return value;
}

#endif
