/*
 * What a page says: its words, links, forms and the marks of wrong fields.
 */
#include "app/testing_page.h"

#include "base/map.h"

#include <string.h>

enum {
    TEXT_LIMIT = 16 * 1024 * 1024,
    SHOWN = 3000 /* bytes of a page that a failure shows */
};

static struct str attribute(const struct xml_node *node, const char *name)
{
    struct str value;
    if (!xml_attribute_value(node, str_from_c(name), &value))
        return (struct str){NULL, 0};
    return value;
}

static bool has(const struct xml_node *node, const char *name)
{
    struct str value;
    return xml_attribute_value(node, str_from_c(name), &value);
}

static bool is_in(struct str name, const char *const *names)
{
    for (; *names; names++)
        if (str_equal(name, str_from_c(*names)))
            return true;
    return false;
}

/* HTML: an id names one element (the id attribute of the DOM standard). */
static void must_have_own_ids(const struct visitor *visitor, const struct xml_node *root)
{
    struct map *seen = map_new(visitor->arena);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str id = attribute(node, "id");
        if (id.len == 0)
            continue;
        if (map_get(seen, id))
            fail_msg("the id " PRISTR " stands twice on " PRISTR, STRARG(id),
                     STRARG(visitor->path));
        map_set(seen, id, (void *)node);
    }
}

/* HTML, 4.10.18.6: an action is an address or is not there. */
static void must_have_actions(const struct visitor *visitor, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (xml_is_element(node, STR("form")) && has(node, "action") &&
            attribute(node, "action").len == 0)
            fail_msg("a form on " PRISTR " has an action that is empty", STRARG(visitor->path));
}

/* HTML, 4.10.7: a choice that must be made begins with one that makes none. */
static void must_begin_with_no_choice(const struct visitor *visitor, const struct xml_node *root)
{
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        const struct xml_node *first;
        if (!xml_is_element(node, STR("select")) || !has(node, "required"))
            continue;
        first = xml_child(node, STR("option"));
        if (!first || attribute(first, "value").len > 0)
            fail_msg("the choice " PRISTR " on " PRISTR " is required and made already",
                     STRARG(attribute(node, "name")), STRARG(visitor->path));
    }
}

const struct xml_node *visit_tree(const struct visitor *visitor)
{
    const struct xml_node *root = visitor->read->tree;
    if (root)
        return root;
    assert_true(str_starts(visit_header(visitor, "Content-Type"), STR("text/html")));
    assert_no_fault(xml_read_html(visitor->arena, visitor->body, &root));
    must_have_own_ids(visitor, root);
    must_have_actions(visitor, root);
    must_begin_with_no_choice(visitor, root);
    return visitor->read->tree = root;
}

/* ---- words ---- */

static void add_words(struct buf *buf, struct str text)
{
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.ptr[i];
        bool is_space = byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r';
        if (!is_space)
            buf_add_byte(buf, byte);
        else if (buf->len > 0 && buf->ptr[buf->len - 1] != ' ')
            buf_add_byte(buf, ' ');
    }
}

static void add_node(struct buf *buf, const struct xml_node *node)
{
    static const char *const silent[] = {"script", "style", "template", "svg", NULL};
    static const char *const inline_names[] = {"a",    "b",    "strong", "em",    "i",    "span",
                                               "code", "abbr", "time",   "small", "mark", "cite",
                                               "sub",  "sup",  "kbd",    "q",     NULL};
    bool is_block = node->name.len > 0 && !is_in(node->name, inline_names);
    if (is_in(node->name, silent))
        return;
    if (is_block)
        add_words(buf, STR(" "));
    add_words(buf, node->text);
    for (const struct xml_node *child = node->children; child; child = child->next)
        add_node(buf, child);
    if (is_block)
        add_words(buf, STR(" "));
}

static struct str words_of(struct arena *arena, const struct xml_node *node)
{
    struct buf buf = buf_init(arena, TEXT_LIMIT);
    add_node(&buf, node);
    return str_trim(buf_str(&buf));
}

struct str visit_text(const struct visitor *visitor)
{
    if (!str_starts(visit_header(visitor, "Content-Type"), STR("text/html")))
        return visitor->body;
    if (!visitor->read->words.ptr)
        visitor->read->words = words_of(visitor->arena, visit_tree(visitor));
    return visitor->read->words;
}

static void complain(const struct visitor *visitor, const char *file, int line)
{
    struct str text = str_slice(visit_text(visitor), 0, SHOWN);
    print_error(PRISTR " answered %d:\n" PRISTR "\n", STRARG(visitor->path), visitor->status,
                STRARG(text));
    _fail(file, line);
}

/* ---- addresses ---- */

/* The path of the page itself, without its query. */
static struct str own_path(const struct visitor *visitor)
{
    struct str rest = visitor->path;
    return str_cut(&rest, '?');
}

struct str page_target(const struct visitor *visitor, struct str reference)
{
    static const struct str own[] = {STR_INIT("http://dinh.example"),
                                     STR_INIT("https://dinh.example")};
    struct str rest = reference;
    struct str target = str_cut(&rest, '#');
    struct str none = {NULL, 0};
    for (size_t i = 0; i < COUNT(own); i++)
        if (str_starts(target, own[i]))
            target = str_from(target, own[i].len);
    if (str_starts(target, STR("//")) || str_find(target, STR("://"), 0) >= 0 ||
        str_starts(target, STR("mailto:")) || str_starts(target, STR("tel:")) ||
        str_starts(target, STR("data:")))
        return none;
    if (target.len == 0)
        return visitor->path;
    if (target.ptr[0] == '?')
        return arena_printf(visitor->arena, PRISTR PRISTR, STRARG(own_path(visitor)),
                            STRARG(target));
    return target;
}

struct str visit_link(const struct visitor *visitor, const char *words)
{
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (xml_is_element(node, STR("a")) &&
            str_find(words_of(visitor->arena, node), str_from_c(words), 0) >= 0)
            return attribute(node, "href");
    fail_msg("no link says \"%s\" on " PRISTR, words, STRARG(visitor->path));
    return (struct str){NULL, 0};
}

/* ---- forms ---- */

struct str page_csrf(const struct visitor *visitor)
{
    struct str field = STR("name=\"csrf\" value=\""); /* as our pages write it */
    ptrdiff_t at = str_find(visitor->body, field, 0);
    struct str rest = str_from(visitor->body, at < 0 ? visitor->body.len : (size_t)at + field.len);
    return str_cut(&rest, '"');
}

/* Whether a control is of this form: within it, or naming it (form="…"). */
static bool is_of_form(const struct xml_node *form, const struct xml_node *node)
{
    struct str named = attribute(node, "form");
    if (named.ptr)
        return str_equal(named, attribute(form, "id"));
    while (node && node != form)
        node = node->parent;
    return node == form;
}

/* A form whose action is `action`, or leads to the page itself where it is "", or which
 * has a button that sends it there (formaction). */
static const struct xml_node *find_form(const struct visitor *visitor, const struct xml_node *root,
                                        const char *action)
{
    struct str wanted = str_from_c(action);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str own = attribute(node, "action");
        if (!xml_is_element(node, STR("form")))
            continue;
        if (str_equal(own, wanted) || (!*action && str_equal(own, own_path(visitor))))
            return node;
        for (const struct xml_node *button = root; *action && button;
             button = xml_walk(root, button))
            if (str_equal(attribute(button, "formaction"), wanted) && is_of_form(node, button))
                return node;
    }
    fail_msg("no form with the action \"%s\" on " PRISTR, action, STRARG(visitor->path));
    return NULL;
}

static void put(struct visitor *visitor, page_fields *fields, struct str name, struct str value)
{
    *VEC_PUSH(fields, visitor->arena) = (struct pair){name, value};
}

static void put_select(struct visitor *visitor, const struct xml_node *select, page_fields *fields)
{
    const struct xml_node *chosen = NULL;
    struct str value;
    for (const struct xml_node *node = select; node; node = xml_walk(select, node))
        if (xml_is_element(node, STR("option")) && (!chosen || has(node, "selected")))
            chosen = node;
    if (!chosen)
        return;
    value = attribute(chosen, "value");
    put(visitor, fields, attribute(select, "name"),
        value.ptr ? value : words_of(visitor->arena, chosen));
}

/* The words of a textarea: the line break right after its tag is no part of them
 * (HTML, the textarea element). */
static struct str words_of_textarea(struct arena *arena, const struct xml_node *node)
{
    struct str text = xml_text(arena, node);
    return str_starts(text, STR("\n")) ? str_from(text, 1) : text;
}

/* What a browser would send of this element, untouched. Buttons are not pressed. */
static void put_control(struct visitor *visitor, const struct xml_node *node, page_fields *fields)
{
    static const char *const buttons[] = {"submit", "button", "reset", "image", "file", NULL};
    static const char *const ticked[] = {"checkbox", "radio", NULL};
    struct str type = attribute(node, "type");
    struct str value = attribute(node, "value");
    if (!has(node, "name") || has(node, "disabled"))
        return;
    if (xml_is_element(node, STR("select")))
        put_select(visitor, node, fields);
    else if (xml_is_element(node, STR("textarea")))
        put(visitor, fields, attribute(node, "name"), words_of_textarea(visitor->arena, node));
    else if (xml_is_element(node, STR("input")) && !is_in(type, buttons) &&
             (!is_in(type, ticked) || has(node, "checked")))
        put(visitor, fields, attribute(node, "name"),
            value.ptr ? value : (is_in(type, ticked) ? STR("on") : STR("")));
}

static bool form_has(const struct xml_node *root, const struct xml_node *form, struct str name)
{
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (str_equal(attribute(node, "name"), name) && !has(node, "disabled") &&
            is_of_form(form, node))
            return true;
    return false;
}

bool page_fill(const struct visitor *visitor, const char *action, const page_fields *typed,
               page_fields *ret_fields, struct str *ret_target)
{
    const struct xml_node *root = visit_tree(visitor);
    const struct xml_node *form = find_form(visitor, root, action);
    struct visitor *own = (struct visitor *)visitor;
    page_fields left = {0};
    struct str target = *action ? str_from_c(action) : attribute(form, "action");
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (is_of_form(form, node))
            put_control(own, node, &left);
    for (size_t i = 0; i < left.count; i++) {
        bool is_typed = false;
        for (size_t t = 0; t < typed->count; t++)
            is_typed = is_typed || str_equal(typed->items[t].name, left.items[i].name);
        if (!is_typed)
            put(own, ret_fields, left.items[i].name, left.items[i].value);
    }
    for (size_t t = 0; t < typed->count; t++) {
        if (!form_has(root, form, typed->items[t].name))
            fail_msg("the form %s has no field " PRISTR, action, STRARG(typed->items[t].name));
        put(own, ret_fields, typed->items[t].name, typed->items[t].value);
    }
    *ret_target = target.len ? page_target(visitor, target) : visitor->path;
    return str_equal_ascii_nocase(attribute(form, "method"), STR("post"));
}

/* ---- what must be so ---- */

/* error.csrf of both languages. */
static bool is_of_token(const struct visitor *visitor)
{
    return visitor->status == 403 &&
           (str_find(visitor->body, STR("biểu mẫu không còn hiệu lực"), 0) >= 0 ||
            str_find(visitor->body, STR("too long for its form to count"), 0) >= 0);
}

void assert_wrong_token_at(const struct visitor *visitor, const char *file, int line)
{
    if (is_of_token(visitor))
        return;
    print_error("expected a refused token\n");
    complain(visitor, file, line);
}

void assert_status_at(const struct visitor *visitor, int status, const char *file, int line)
{
    if (visitor->status == status && !is_of_token(visitor))
        return;
    if (visitor->status == status)
        print_error("the form's token was refused, not who asks\n");
    print_error("expected status %d, Location \"" PRISTR "\"\n", status,
                STRARG(visit_header(visitor, "Location")));
    complain(visitor, file, line);
}

void assert_leads_at(const struct visitor *visitor, const char *target, const char *file, int line)
{
    struct str place = visit_header(visitor, "Location");
    bool is_redirect = visitor->status >= 300 && visitor->status <= 399;
    if (is_redirect && str_equal(place, str_from_c(target)))
        return;
    print_error("expected to be led to %s, got \"" PRISTR "\"\n", target, STRARG(place));
    complain(visitor, file, line);
}

void assert_has_at(const struct visitor *visitor, const char *words, bool is_there,
                   const char *file, int line)
{
    if ((str_find(visit_text(visitor), str_from_c(words), 0) >= 0) == is_there)
        return;
    print_error("the page %s \"%s\"\n", is_there ? "lacks" : "has", words);
    complain(visitor, file, line);
}

void assert_link_at(const struct visitor *visitor, const char *target, bool is_there,
                    const char *file, int line)
{
    const struct xml_node *root = visit_tree(visitor);
    bool is_found = false;
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (xml_is_element(node, STR("a")) &&
            str_equal(attribute(node, "href"), str_from_c(target)))
            is_found = true;
    if (is_found == is_there)
        return;
    print_error("the page %s a link to %s\n", is_there ? "lacks" : "has", target);
    complain(visitor, file, line);
}

/* columns: element, attribute that holds an address */
static const struct {
    const char *element;
    const char *attribute;
} addresses[] = {
    {"a",      "href"  },
    {"link",   "href"  },
    {"area",   "href"  },
    {"img",    "src"   },
    {"script", "src"   },
    {"use",    "href"  },
    {"source", "src"   },
    {"iframe", "src"   },
    {"video",  "src"   },
    {"audio",  "src"   },
    {"form",   "action"},
};

static struct str address_of(const struct xml_node *node)
{
    struct str none = {NULL, 0};
    if (xml_is_element(node, STR("form")) &&
        str_equal_ascii_nocase(attribute(node, "method"), STR("post")))
        return none;
    for (size_t i = 0; i < COUNT(addresses); i++)
        if (xml_is_element(node, str_from_c(addresses[i].element)))
            return attribute(node, addresses[i].attribute);
    return none;
}

static const struct xml_node *by_id(const struct xml_node *root, struct str id)
{
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (id.len > 0 && str_equal(attribute(node, "id"), id))
            return node;
    return NULL;
}

/* Whether an address of the page answers; asked with a copy of the visitor. */
static bool answers(const struct visitor *visitor, const struct xml_node *root,
                    struct str reference)
{
    struct visitor *scout;
    struct str target = page_target(visitor, reference);
    bool is_good;
    if (reference.len > 0 && reference.ptr[0] == '#')
        return reference.len == 1 || by_id(root, str_from(reference, 1));
    if (!target.ptr || str_equal(target, visitor->path))
        return true;
    /* a page that is not there is not there in the other language either */
    if (visitor->status >= 400 && str_starts(target, own_path(visitor)))
        return true;
    scout = visitor_new(visitor->site);
    memcpy(scout->cookies, visitor->cookies, sizeof(scout->cookies));
    scout->cookie_count = visitor->cookie_count;
    visit_get(scout, arena_c(visitor->arena, target));
    is_good = scout->status >= 200 && scout->status < 400;
    if (!is_good)
        print_error(PRISTR " on " PRISTR " answers %d\n", STRARG(reference), STRARG(visitor->path),
                    scout->status);
    /* its answer holds a reader of the database, of which there are few */
    arena_reset(scout->arena);
    return is_good;
}

void assert_no_dead_links_at(struct visitor *visitor, const char *file, int line)
{
    const struct xml_node *root = visit_tree(visitor);
    struct map *seen = map_new(visitor->arena);
    bool is_good = true;
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str reference = address_of(node);
        if (!reference.ptr || map_set(seen, reference, visitor))
            continue;
        if (!answers(visitor, root, reference)) {
            print_error("dead: " PRISTR "\n", STRARG(reference));
            is_good = false;
        }
    }
    if (!is_good)
        _fail(file, line);
}

/* Whether one of the ids in `list` belongs to an element that says `words`. */
static bool is_described(const struct visitor *visitor, const struct xml_node *root,
                         struct str list, const char *words)
{
    struct str rest = list;
    while (rest.ptr) {
        const struct xml_node *node = by_id(root, str_cut(&rest, ' '));
        if (node && str_find(words_of(visitor->arena, node), str_from_c(words), 0) >= 0)
            return true;
    }
    return false;
}

static bool is_linked(const struct visitor *visitor, const struct xml_node *root, struct str id)
{
    struct str fragment = arena_printf(visitor->arena, "#" PRISTR, STRARG(id));
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (id.len > 0 && xml_is_element(node, STR("a")) &&
            str_equal(attribute(node, "href"), fragment))
            return true;
    return false;
}

static const struct xml_node *find_field(const struct visitor *visitor, const char *name,
                                         const char *file, int line)
{
    static const char *const controls[] = {"input", "textarea", "select", "fieldset", NULL};
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (is_in(node->name, controls) && str_equal(attribute(node, "name"), str_from_c(name)) &&
            !str_equal(attribute(node, "type"), STR("hidden")))
            return node;
    print_error("the page has no field %s\n", name);
    complain(visitor, file, line);
    return NULL;
}

void assert_field_error_at(const struct visitor *visitor, const char *name, const char *words,
                           const char *file, int line)
{
    const struct xml_node *root = visit_tree(visitor);
    const struct xml_node *field = find_field(visitor, name, file, line);
    const struct xml_node *marked = field;
    /* choices are marked once, at the fieldset around them */
    while (marked && !str_equal(attribute(marked, "aria-invalid"), STR("true")))
        marked = marked->parent;
    if (!marked)
        print_error("the field %s is not marked with aria-invalid\n", name);
    else if (!is_described(visitor, root, attribute(marked, "aria-describedby"), words))
        print_error("no text that describes the field %s says \"%s\"\n", name, words);
    else if (!is_linked(visitor, root, attribute(field, "id")) &&
             !is_linked(visitor, root, attribute(marked, "id")))
        print_error("no link of the error summary leads to the field %s\n", name);
    else
        return;
    complain(visitor, file, line);
}

void assert_field_at(const struct visitor *visitor, const char *name, const char *value,
                     const char *file, int line)
{
    const struct xml_node *field = find_field(visitor, name, file, line);
    page_fields fields = {0};
    struct str got = {NULL, 0};
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; field && node; node = xml_walk(root, node))
        put_control((struct visitor *)visitor, node, &fields);
    for (size_t i = 0; i < fields.count && !got.ptr; i++)
        if (str_equal(fields.items[i].name, str_from_c(name)))
            got = fields.items[i].value;
    if (str_equal(got, str_from_c(value)))
        return;
    print_error("the field %s holds \"" PRISTR "\", not \"%s\"\n", name, STRARG(got), value);
    complain(visitor, file, line);
}
