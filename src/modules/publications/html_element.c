/*
 * The elements of HTML that are more than their content, sorted by name.
 */
#include "modules/publications/html_element.h"

#include <stdlib.h>

/* element, what it means, level of a heading (view/markdown.h shows level 1 as h2) */
static const struct html_element elements[] = {
    {"a",          HTML_LINK,         0},
    {"address",    HTML_BLOCK,        0},
    {"article",    HTML_BLOCK,        0},
    {"aside",      HTML_BLOCK,        0},
    {"audio",      HTML_FRAME,        0},
    {"b",          HTML_STRONG,       0},
    {"blockquote", HTML_QUOTE,        0},
    {"body",       HTML_BLOCK,        0},
    {"br",         HTML_BREAK,        0},
    {"button",     HTML_DROPPED,      0},
    {"canvas",     HTML_DROPPED,      0},
    {"caption",    HTML_BLOCK,        0},
    {"center",     HTML_BLOCK,        0},
    {"code",       HTML_CODE,         0},
    {"dd",         HTML_BLOCK,        0},
    {"details",    HTML_BLOCK,        0},
    {"div",        HTML_BLOCK,        0},
    {"dl",         HTML_BLOCK,        0},
    {"dt",         HTML_BLOCK,        0},
    {"em",         HTML_EMPHASIS,     0},
    {"embed",      HTML_FRAME,        0},
    {"fieldset",   HTML_BLOCK,        0},
    {"figcaption", HTML_CAPTION,      0},
    {"figure",     HTML_FIGURE,       0},
    {"footer",     HTML_BLOCK,        0},
    {"form",       HTML_BLOCK,        0},
    {"h1",         HTML_HEADING,      1},
    {"h2",         HTML_HEADING,      1},
    {"h3",         HTML_HEADING,      2},
    {"h4",         HTML_HEADING,      3},
    {"h5",         HTML_HEADING,      4},
    {"h6",         HTML_HEADING,      5},
    {"head",       HTML_DROPPED,      0},
    {"header",     HTML_BLOCK,        0},
    {"hr",         HTML_RULE,         0},
    {"i",          HTML_EMPHASIS,     0},
    {"iframe",     HTML_FRAME,        0},
    {"img",        HTML_IMAGE,        0},
    {"input",      HTML_DROPPED,      0},
    {"kbd",        HTML_CODE,         0},
    {"legend",     HTML_BLOCK,        0},
    {"li",         HTML_ITEM,         0},
    {"main",       HTML_BLOCK,        0},
    {"nav",        HTML_BLOCK,        0},
    {"object",     HTML_FRAME,        0},
    {"ol",         HTML_NUMBERS,      0},
    {"p",          HTML_BLOCK,        0},
    {"pre",        HTML_PREFORMATTED, 0},
    {"samp",       HTML_CODE,         0},
    {"script",     HTML_DROPPED,      0},
    {"section",    HTML_BLOCK,        0},
    {"select",     HTML_DROPPED,      0},
    {"strong",     HTML_STRONG,       0},
    {"style",      HTML_DROPPED,      0},
    {"summary",    HTML_BLOCK,        0},
    {"svg",        HTML_DROPPED,      0},
    {"table",      HTML_BLOCK,        0},
    {"td",         HTML_CELL,         0},
    {"template",   HTML_DROPPED,      0},
    {"textarea",   HTML_DROPPED,      0},
    {"th",         HTML_CELL,         0},
    {"title",      HTML_DROPPED,      0},
    {"tr",         HTML_ROW,          0},
    {"tt",         HTML_CODE,         0},
    {"ul",         HTML_BULLETS,      0},
    {"video",      HTML_FRAME,        0},
};

static int compare_element(const void *key, const void *row)
{
    const struct html_element *element = row;

    return str_compare(*(const struct str *)key, str_from_c(element->name));
}

const struct html_element *html_element_find(struct str name)
{
    return bsearch(&name, elements, sizeof(elements) / sizeof(elements[0]), sizeof(elements[0]),
                   compare_element);
}
