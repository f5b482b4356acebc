/*
 * The states are walked byte by byte when a template is compiled, never when a
 * page is made.
 */
#include "view/template_context.h"

#include <string.h>

#define WHERE_WHITE " \t\n\r\f"

/* Attributes that hold an address, and those whose value is code. */
static const struct {
    struct str name;
    enum html_attribute attribute;
} attributes[] = {
    {STR_INIT("href"),        ATTRIBUTE_URL     },
    {STR_INIT("src"),         ATTRIBUTE_URL     },
    {STR_INIT("action"),      ATTRIBUTE_URL     },
    {STR_INIT("formaction"),  ATTRIBUTE_URL     },
    {STR_INIT("poster"),      ATTRIBUTE_URL     },
    {STR_INIT("cite"),        ATTRIBUTE_URL     },
    {STR_INIT("data"),        ATTRIBUTE_URL     },
    {STR_INIT("background"),  ATTRIBUTE_URL     },
    {STR_INIT("manifest"),    ATTRIBUTE_URL     },
    {STR_INIT("longdesc"),    ATTRIBUTE_URL     },
    {STR_INIT("xlink:href"),  ATTRIBUTE_URL     },
    {STR_INIT("srcset"),      ATTRIBUTE_URL_LIST},
    {STR_INIT("imagesrcset"), ATTRIBUTE_URL_LIST},
    {STR_INIT("ping"),        ATTRIBUTE_URL_LIST},
    {STR_INIT("style"),       ATTRIBUTE_CODE    },
    {STR_INIT("srcdoc"),      ATTRIBUTE_CODE    },
};

/* Elements whose content is not read as elements. */
static const struct {
    struct str name;
    enum html_place place;
} elements[] = {
    {STR_INIT("script"),   PLACE_RAW      },
    {STR_INIT("style"),    PLACE_RAW      },
    {STR_INIT("title"),    PLACE_TEXT_ONLY},
    {STR_INIT("textarea"), PLACE_TEXT_ONLY},
};

static bool is_white(char c)
{
    return c != '\0' && strchr(WHERE_WHITE, c) != NULL;
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Names too long to be kept are no name of the tables, but keep their beginning. */
static void add_to_word(struct html_context *context, char c)
{
    if (context->word_len < HTML_WORD)
        context->word[context->word_len++] = lower(c);
}

static void begin_word(struct html_context *context, enum html_place place, char c)
{
    context->place = place;
    context->word_len = 0;
    add_to_word(context, c);
}

static struct str word_of(const struct html_context *context)
{
    return (struct str){context->word, context->word_len};
}

static enum html_attribute attribute_of(struct str name)
{
    if (str_starts(name, STR("on")))
        return ATTRIBUTE_CODE;
    for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++) {
        if (str_equal(attributes[i].name, name))
            return attributes[i].attribute;
    }
    return ATTRIBUTE_PLAIN;
}

/* The name of the tag is complete: is it one with content of its own kind? */
static void end_tag_name(struct html_context *context, enum html_place place)
{
    context->special = STR("");
    context->place = place;
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]) && !context->closing; i++) {
        if (str_equal(elements[i].name, word_of(context)))
            context->special = elements[i].name;
    }
}

/* '>': what follows is text of the kind that the element holds. */
static void end_tag(struct html_context *context)
{
    context->place = PLACE_TEXT;
    context->matched = 0;
    for (size_t i = 0; i < sizeof(elements) / sizeof(elements[0]); i++) {
        if (str_equal(elements[i].name, context->special))
            context->place = elements[i].place;
    }
}

static void read_less_than(struct html_context *context, char c)
{
    if (is_letter(c)) {
        begin_word(context, PLACE_TAG_NAME, c);
    } else if (c == '/' && !context->closing) {
        context->closing = true;
    } else if (c == '!' || c == '?' || context->closing) {
        context->place = c == '>' ? PLACE_TEXT : PLACE_DECLARATION;
        context->word_len = 0;
    } else if (c != '<') {
        context->place = PLACE_TEXT;
    }
}

static void read_declaration(struct html_context *context, char c)
{
    add_to_word(context, c);
    if (str_equal(word_of(context), STR("--"))) {
        context->place = PLACE_COMMENT;
        context->matched = 0;
    } else if (c == '>') {
        context->place = PLACE_TEXT;
    }
}

static void read_comment(struct html_context *context, char c)
{
    if (c == '>' && context->matched >= 2)
        context->place = PLACE_TEXT;
    context->matched = c == '-' ? context->matched + 1 : 0;
}

/* In script, style, title, textarea: looks for "</name". */
static void read_special(struct html_context *context, char c)
{
    if (context->matched == 1 && c == '/') {
        context->matched = 2;
    } else if (context->matched >= 2 && lower(c) == context->special.ptr[context->matched - 2]) {
        context->matched++;
    } else {
        context->matched = c == '<' ? 1 : 0;
    }
    if (context->matched == context->special.len + 2) {
        context->special = STR("");
        context->closing = true;
        context->place = PLACE_TAG_GAP;
    }
}

static const char *read_tag_name(struct html_context *context, char c)
{
    if (is_white(c) || c == '/') {
        end_tag_name(context, PLACE_TAG_SPACE);
    } else if (c == '>') {
        end_tag_name(context, PLACE_TAG_SPACE);
        end_tag(context);
    } else {
        add_to_word(context, c);
    }
    return NULL;
}

static const char *read_between(struct html_context *context, char c)
{
    if (is_white(c) || c == '/')
        context->place = PLACE_TAG_SPACE;
    else if (c == '>')
        end_tag(context);
    else if (context->place == PLACE_TAG_GAP)
        return "attributes need white space between them";
    else if (strchr("\"'<=", c))
        return "an attribute begins with a character that it may not hold";
    else
        begin_word(context, PLACE_NAME, c);
    return NULL;
}

static const char *read_name(struct html_context *context, char c)
{
    if (c == '=')
        context->place = PLACE_EQUALS;
    else if (c == '>')
        end_tag(context);
    else if (c == '/')
        context->place = PLACE_TAG_SPACE;
    else if (is_white(c))
        context->place = PLACE_NAME_SPACE;
    else if (context->place == PLACE_NAME_SPACE)
        return read_between(context, c) ? "an attribute begins wrongly" : NULL;
    else if (strchr("\"'<", c))
        return "the name of an attribute holds a quote or '<'";
    else
        add_to_word(context, c);
    return NULL;
}

static const char *read_equals(struct html_context *context, char c)
{
    if (is_white(c))
        return NULL;
    if (c == '>')
        return "an attribute has '=' and no value";
    context->attribute = attribute_of(word_of(context));
    context->position = POSITION_START;
    context->quote = c;
    context->place = c == '"' || c == '\'' ? PLACE_QUOTED : PLACE_UNQUOTED;
    return NULL;
}

static const char *read_unquoted(struct html_context *context, char c)
{
    if (is_white(c))
        context->place = PLACE_TAG_SPACE;
    else if (c == '>')
        end_tag(context);
    else if (strchr("\"'<=`", c))
        return "a value without quotes holds a quote, '<' or '='";
    return NULL;
}

static const char *read_quoted(struct html_context *context, char c)
{
    context->position = POSITION_INSIDE;
    if (c == context->quote)
        context->place = PLACE_TAG_GAP;
    return NULL;
}

static const char *read_byte(struct html_context *context, char c)
{
    switch (context->place) {
    case PLACE_TEXT:
        context->closing = false;
        if (c == '<')
            context->place = PLACE_LESS_THAN;
        return NULL;
    case PLACE_TEXT_ONLY:
    case PLACE_RAW:
        read_special(context, c);
        return NULL;
    case PLACE_LESS_THAN:
        read_less_than(context, c);
        return NULL;
    case PLACE_DECLARATION:
        read_declaration(context, c);
        return NULL;
    case PLACE_COMMENT:
        read_comment(context, c);
        return NULL;
    case PLACE_TAG_NAME:
        return read_tag_name(context, c);
    case PLACE_TAG_GAP:
    case PLACE_TAG_SPACE:
        return read_between(context, c);
    case PLACE_NAME:
    case PLACE_NAME_SPACE:
        return read_name(context, c);
    case PLACE_EQUALS:
        return read_equals(context, c);
    case PLACE_UNQUOTED:
        return read_unquoted(context, c);
    case PLACE_QUOTED:
        return read_quoted(context, c);
    }
    return NULL;
}

const char *context_read(struct html_context *context, struct str literal)
{
    const char *problem = NULL;
    for (size_t i = 0; i < literal.len && !problem; i++) {
        if (literal.ptr[i] == '\0')
            return "a template holds a NUL byte";
        problem = read_byte(context, literal.ptr[i]);
    }
    return problem;
}

/* In a quoted value. */
static const char *check_attribute(const struct html_context *context, enum html_value value)
{
    bool starts = context->position != POSITION_INSIDE;
    if (value == VALUE_MARKUP)
        return "markup cannot stand in an attribute";
    switch (context->attribute) {
    case ATTRIBUTE_PLAIN:
        return NULL;
    case ATTRIBUTE_CODE:
        return "no value can stand in this attribute";
    case ATTRIBUTE_URL:
        if (value == VALUE_URL)
            return starts ? NULL : "an address must begin the attribute";
        break;
    case ATTRIBUTE_URL_LIST:
        if (value == VALUE_URL)
            return NULL;
        break;
    }
    if (value == VALUE_DIGITS)
        return context->position == POSITION_INSIDE ? NULL : "a number cannot begin an address";
    return "this attribute holds an address: it needs struct url";
}

const char *context_value(struct html_context *context, enum html_value value)
{
    const char *problem;
    if (context->place == PLACE_TEXT)
        return NULL;
    if (context->place == PLACE_TEXT_ONLY && context->matched == 0)
        return value == VALUE_MARKUP ? "title and textarea hold text alone" : NULL;
    if (context->place != PLACE_QUOTED)
        return "no value can stand here: not in text and not in a quoted attribute";
    problem = check_attribute(context, value);
    context->position = POSITION_INSIDE;
    return problem;
}

const char *context_boundary(struct html_context *context)
{
    switch (context->place) {
    case PLACE_TEXT:
        context->closing = false;
        context->special = STR("");
        context->matched = 0;
        return NULL;
    case PLACE_TEXT_ONLY:
        return context->matched ? "a section begins or ends inside a tag" : NULL;
    case PLACE_TAG_NAME:
        end_tag_name(context, PLACE_TAG_GAP);
        return NULL;
    case PLACE_NAME:
        context->place = PLACE_TAG_GAP;
        return NULL;
    case PLACE_NAME_SPACE:
        context->place = PLACE_TAG_SPACE;
        return NULL;
    case PLACE_TAG_GAP:
    case PLACE_TAG_SPACE:
    case PLACE_QUOTED:
        return NULL;
    case PLACE_RAW:
    case PLACE_LESS_THAN:
    case PLACE_DECLARATION:
    case PLACE_COMMENT:
    case PLACE_EQUALS:
    case PLACE_UNQUOTED:
        break;
    }
    return "a section can stand in text, between attributes or in a quoted value alone";
}

static bool is_between(const struct html_context *context)
{
    return context->place == PLACE_TAG_GAP || context->place == PLACE_TAG_SPACE;
}

const char *context_join(struct html_context *context, const struct html_context *other)
{
    static const char problem[] = "a section must leave the page where it found it";
    if (is_between(context) && is_between(other)) {
        if (!str_equal(context->special, other->special) || context->closing != other->closing)
            return problem;
        if (other->place == PLACE_TAG_GAP)
            context->place = PLACE_TAG_GAP;
        return NULL;
    }
    if (context->place != other->place || !str_equal(context->special, other->special))
        return problem;
    if (context->place != PLACE_QUOTED)
        return NULL;
    if (context->quote != other->quote || context->attribute != other->attribute)
        return problem;
    if (context->position != other->position)
        context->position = POSITION_EITHER;
    return NULL;
}

const char *context_repeat(const struct html_context *before, const struct html_context *after)
{
    if (before->place == PLACE_TAG_SPACE && after->place == PLACE_TAG_GAP)
        return "what repeats inside a tag must end with white space";
    if (before->place == PLACE_QUOTED && before->attribute == ATTRIBUTE_URL &&
        before->position == POSITION_START && after->position != POSITION_START)
        return "an address cannot be made of items that repeat";
    return NULL;
}
