/*
 * The parts of a message text:
 *     text     = { literal | "{" name "}" | "{" name "|" form [ "|" form ] "}" }
 *     form     = { literal | "{" name "}" }
 */
#include "text/message_part.h"

/* The "}" that closes the "{" at 0, or -1. */
static ptrdiff_t closing_brace(struct str s)
{
    size_t depth = 0;
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '{')
            depth++;
        else if (s.ptr[i] == '}' && --depth == 0)
            return (ptrdiff_t)i;
    }
    return -1;
}

/* Cuts `*rest` at the first "|" outside braces, by the protocol of str_cut. */
static struct str cut_form(struct str *rest)
{
    size_t depth = 0;
    struct str form = *rest;
    for (size_t i = 0; i < form.len; i++) {
        if (form.ptr[i] == '{')
            depth++;
        else if (form.ptr[i] == '}')
            depth--;
        else if (form.ptr[i] == '|' && depth == 0) {
            *rest = (struct str){form.ptr + i + 1, form.len - i - 1};
            return (struct str){form.ptr, i};
        }
    }
    *rest = (struct str){NULL, 0};
    return form;
}

bool message_next(struct str *rest, struct message_part *ret_part)
{
    struct str inside;
    ptrdiff_t end;
    if (rest->len == 0)
        return false;
    *ret_part = (struct message_part){.kind = MESSAGE_TEXT};
    if (rest->ptr[0] != '{') {
        end = str_find_byte(*rest, '{', 0);
        ret_part->text = str_slice(*rest, 0, end < 0 ? rest->len : (size_t)end);
        *rest = str_from(*rest, ret_part->text.len);
        return true;
    }
    end = closing_brace(*rest);
    if (end < 0)
        return false;
    inside = str_slice(*rest, 1, (size_t)end - 1);
    *rest = str_from(*rest, (size_t)end + 1);
    ret_part->text = cut_form(&inside);
    if (!inside.ptr) {
        ret_part->kind = MESSAGE_VARIABLE;
        return true;
    }
    ret_part->kind = MESSAGE_PLURAL;
    ret_part->one = cut_form(&inside);
    ret_part->other = inside.ptr ? inside : ret_part->one;
    return true;
}

static bool is_variable_name(struct str name)
{
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'))
            return false;
    }
    return name.len > 0;
}

static const char *form_flaw(struct str form)
{
    struct message_part part;
    while (message_next(&form, &part)) {
        if (part.kind == MESSAGE_PLURAL)
            return "a plural within a plural in";
        if (part.kind == MESSAGE_VARIABLE && !is_variable_name(part.text))
            return "bad variable in";
    }
    return NULL;
}

/* The last form must not hold a further "|". */
static bool has_third_form(const struct message_part *part)
{
    struct str rest = part->other;
    cut_form(&rest);
    return rest.ptr != NULL;
}

static bool is_balanced(struct str text)
{
    size_t depth = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '{')
            depth++;
        else if (text.ptr[i] == '}' && depth-- == 0)
            return false;
    }
    return depth == 0;
}

const char *message_flaw(struct str text)
{
    struct message_part part;
    const char *flaw = NULL;
    if (!is_balanced(text))
        return "unbalanced brace in";
    while (!flaw && message_next(&text, &part)) {
        if (part.kind == MESSAGE_TEXT)
            continue;
        if (!is_variable_name(part.text))
            flaw = "bad variable in";
        else if (part.kind == MESSAGE_PLURAL && has_third_form(&part))
            flaw = "more than two forms in";
        else if (part.kind == MESSAGE_PLURAL)
            flaw = form_flaw(part.one) ? form_flaw(part.one) : form_flaw(part.other);
    }
    return flaw;
}
