/*
 * One table says which names a layout has and where each value goes.
 */
#include "civic/paper_layout.h"

#include "base/buf.h"

#include <stdarg.h>

enum {
    BROKEN_LIMIT = 1000,
    SCALE = 1000 /* lengths are read in thousandths */
};

enum value_kind {
    VALUE_LENGTH,   /* 12.7 */
    VALUE_TYPE,     /* 13 bold */
    VALUE_WORD,     /* text */
    VALUE_LENGTH_0, /* may be missing: 0 */
    VALUE_WORD_0,   /* may be missing: empty */
    VALUE_TYPE_0
};

struct setting {
    const char *name;
    enum value_kind kind;
    size_t offset;
};

#define AT(member) offsetof(struct paper_layout, member)
#define TYPE(index) (offsetof(struct paper_layout, types) + (index) * sizeof(struct paper_type))

/* name, kind, member */
static const struct setting settings[] = {
    {"margin.top",       VALUE_LENGTH,   AT(top)               },
    {"margin.bottom",    VALUE_LENGTH,   AT(bottom)            },
    {"margin.left",      VALUE_LENGTH,   AT(left)              },
    {"margin.right",     VALUE_LENGTH,   AT(right)             },
    {"column.left",      VALUE_LENGTH,   AT(left_column)       },
    {"indent",           VALUE_LENGTH,   AT(indent)            },
    {"gap.paragraph",    VALUE_LENGTH,   AT(gap_paragraph)     },
    {"gap.signature",    VALUE_LENGTH,   AT(gap_signature)     },
    {"line",             VALUE_LENGTH,   AT(line)              },
    {"rule.issuer",      VALUE_LENGTH_0, AT(rule_issuer)       },
    {"rule.summary",     VALUE_LENGTH_0, AT(rule_summary)      },
    {"rule.annex",       VALUE_LENGTH_0, AT(rule_annex)        },
    {"urgency.height",   VALUE_LENGTH,   AT(urgency_height)    },
    {"urgency.urgent",   VALUE_LENGTH,   AT(urgencies[0].width)},
    {"urgency.pressing", VALUE_LENGTH,   AT(urgencies[1].width)},
    {"urgency.express",  VALUE_LENGTH,   AT(urgencies[2].width)},
    {"word.urgent",      VALUE_WORD,     AT(urgencies[0].word) },
    {"word.pressing",    VALUE_WORD,     AT(urgencies[1].word) },
    {"word.express",     VALUE_WORD,     AT(urgencies[2].word) },
    {"word.annex",       VALUE_WORD,     AT(annex)             },
    {"word.signed",      VALUE_WORD,     AT(signed_word)       },
    {"word.national",    VALUE_WORD,     AT(national)          },
    {"word.motto",       VALUE_WORD_0,   AT(motto)             },
    {"word.star",        VALUE_WORD_0,   AT(star)              },
    {"word.rule",        VALUE_WORD_0,   AT(rule)              },
    {"word.to",          VALUE_WORD,     AT(to)                },
    {"word.receivers",   VALUE_WORD,     AT(receivers)         },
    {"word.draft",       VALUE_WORD,     AT(draft)             },
    {"word.recalled",    VALUE_WORD,     AT(recalled)          },
    {"type.page",        VALUE_TYPE,     TYPE(TYPE_PAGE)       },
    {"type.national",    VALUE_TYPE,     TYPE(TYPE_NATIONAL)   },
    {"type.motto",       VALUE_TYPE_0,   TYPE(TYPE_MOTTO)      },
    {"type.superior",    VALUE_TYPE,     TYPE(TYPE_SUPERIOR)   },
    {"type.issuer",      VALUE_TYPE,     TYPE(TYPE_ISSUER)     },
    {"type.number",      VALUE_TYPE,     TYPE(TYPE_NUMBER)     },
    {"type.place",       VALUE_TYPE,     TYPE(TYPE_PLACE)      },
    {"type.about",       VALUE_TYPE,     TYPE(TYPE_ABOUT)      },
    {"type.urgency",     VALUE_TYPE,     TYPE(TYPE_URGENCY)    },
    {"type.title",       VALUE_TYPE,     TYPE(TYPE_TITLE)      },
    {"type.summary",     VALUE_TYPE,     TYPE(TYPE_SUMMARY)    },
    {"type.decider",     VALUE_TYPE,     TYPE(TYPE_DECIDER)    },
    {"type.ground",      VALUE_TYPE,     TYPE(TYPE_GROUND)     },
    {"type.body",        VALUE_TYPE,     TYPE(TYPE_BODY)       },
    {"type.heading",     VALUE_TYPE,     TYPE(TYPE_HEADING)    },
    {"type.authority",   VALUE_TYPE,     TYPE(TYPE_AUTHORITY)  },
    {"type.position",    VALUE_TYPE,     TYPE(TYPE_POSITION)   },
    {"type.name",        VALUE_TYPE,     TYPE(TYPE_NAME)       },
    {"type.note",        VALUE_TYPE,     TYPE(TYPE_NOTE)       },
    {"type.to",          VALUE_TYPE,     TYPE(TYPE_TO)         },
    {"type.receivers",   VALUE_TYPE,     TYPE(TYPE_RECEIVERS)  },
    {"type.receiver",    VALUE_TYPE,     TYPE(TYPE_RECEIVER)   },
    {"type.annex",       VALUE_TYPE,     TYPE(TYPE_ANNEX)      },
    {"type.annexed",     VALUE_TYPE,     TYPE(TYPE_ANNEXED)    },
    {"type.copy",        VALUE_TYPE,     TYPE(TYPE_COPY)       },
    {"type.form",        VALUE_TYPE,     TYPE(TYPE_FORM)       },
    {"type.table-head",  VALUE_TYPE,     TYPE(TYPE_TABLE_HEAD) },
    {"type.table-cell",  VALUE_TYPE,     TYPE(TYPE_TABLE_CELL) },
    {"type.small",       VALUE_TYPE,     TYPE(TYPE_SMALL)      },
};

enum {
    SETTINGS = sizeof(settings) / sizeof(settings[0])
};

const struct fault *paper_broken(struct arena *arena, struct str file, int line, const char *why,
                                 ...)
{
    struct buf detail = buf_init(arena, BROKEN_LIMIT);
    struct fault *fault;
    struct str place = arena_printf(arena, PRISTR ":%d", STRARG(file), line);
    char words[BROKEN_LIMIT / 2];
    va_list arguments;
    va_start(arguments, why);
    vsnprintf(words, sizeof(words), why, arguments);
    va_end(arguments);
    buf_printf(&detail, PRISTR ": %s", STRARG(place), words);
    fault = fault_new(arena, FAULT_INTERNAL, "paper.broken", PRISTR, STRARG(buf_str(&detail)));
    fault_with(fault, "place", place);
    return fault_with(fault, "why", arena_copy(arena, str_from_c(words)));
}

const struct paper_urgency *paper_urgency(const struct paper_layout *layout, struct str name)
{
    static const char *const names[PAPER_URGENCIES] = {"urgent", "pressing", "express"};
    for (size_t i = 0; i < PAPER_URGENCIES; i++)
        if (str_equal(name, str_from_c(names[i])))
            return &layout->urgencies[i];
    return NULL;
}

/* "12.7": up to three decimals, not negative. */
static bool read_length(struct str text, double *ret_length)
{
    struct str whole = str_cut(&text, '.');
    int64_t number;
    int64_t part = 0;
    int64_t scale = 1;
    if (!str_to_int64(whole, &number) || number < 0 || number > SCALE)
        return false;
    if (text.ptr) {
        if (text.len == 0 || text.len > 3 || !str_to_int64(text, &part) || part < 0)
            return false;
        for (size_t i = 0; i < text.len; i++)
            scale *= 10;
    }
    *ret_length = (double)number + (double)part / (double)scale;
    return true;
}

static bool read_type(struct str text, struct paper_type *ret_type)
{
    struct paper_type type = {0};
    if (!read_length(str_cut(&text, ' '), &type.size) || type.size < 6 || type.size > 40)
        return false;
    while (text.ptr) {
        struct str word = str_cut(&text, ' ');
        const struct {
            struct str name;
            bool *flag;
        } flags[] = {
            {STR("bold"),      &type.bold     },
            {STR("italic"),    &type.italic   },
            {STR("underline"), &type.underline},
            {STR("caps"),      &type.caps     },
        };
        bool is_known = false;
        for (size_t i = 0; i < sizeof(flags) / sizeof(flags[0]); i++)
            if (str_equal(word, flags[i].name))
                is_known = *flags[i].flag = true;
        if (!is_known)
            return false;
    }
    *ret_type = type;
    return true;
}

static bool read_value(struct paper_layout *layout, const struct setting *setting, struct str text)
{
    void *member = (char *)layout + setting->offset;
    switch (setting->kind) {
    case VALUE_LENGTH:
    case VALUE_LENGTH_0:
        return read_length(text, member);
    case VALUE_TYPE:
    case VALUE_TYPE_0:
        return read_type(text, member);
    case VALUE_WORD:
    case VALUE_WORD_0:
        *(struct str *)member = text;
        return text.len > 0;
    }
    return false;
}

static size_t find_setting(struct str name)
{
    size_t i = 0;
    while (i < SETTINGS && !str_equal(name, str_from_c(settings[i].name)))
        i++;
    return i;
}

static bool may_be_missing(enum value_kind kind)
{
    return kind == VALUE_LENGTH_0 || kind == VALUE_WORD_0 || kind == VALUE_TYPE_0;
}

/* "papers/layout-party.txt" → "party". */
static struct str layout_name(struct str file)
{
    size_t from = sizeof("papers/layout-") - 1;
    return str_slice(file, from, file.len - from - (sizeof(".txt") - 1));
}

const struct fault *paper_layout_read(struct arena *arena, const struct asset *file,
                                      const struct paper_layout **ret_layout)
{
    struct paper_layout *layout = ARENA_NEW(arena, struct paper_layout);
    bool seen[SETTINGS] = {false};
    struct str rest = file->bytes;
    layout->name = layout_name(file->name);
    for (int line = 1; rest.ptr; line++) {
        struct str text = str_trim(str_cut_line(&rest));
        struct str name;
        size_t at;
        if (text.len == 0 || text.ptr[0] == '#')
            continue;
        name = str_trim(str_cut(&text, '='));
        at = find_setting(name);
        if (!text.ptr || at == SETTINGS)
            return paper_broken(arena, file->name, line, "no setting " PRISTR, STRARG(name));
        if (seen[at] || !read_value(layout, &settings[at], str_trim(text)))
            return paper_broken(arena, file->name, line, "%s " PRISTR,
                                seen[at] ? "a second" : "no value for", STRARG(name));
        seen[at] = true;
    }
    for (size_t i = 0; i < SETTINGS; i++)
        if (!seen[i] && !may_be_missing(settings[i].kind))
            return paper_broken(arena, file->name, 0, "%s is missing", settings[i].name);
    *ret_layout = layout;
    return NULL;
}
