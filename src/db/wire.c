/*
 * Numbers and text go as text, bytes as they are.
 */
#include "db/wire.h"

#include <string.h>

void wire_values(struct arena *arena, struct db_params params, struct wire_values *ret_values)
{
    static const unsigned types[] = {
        [DB_INT] = WIRE_INT8, [DB_TEXT] = WIRE_TEXT, [DB_BLOB] = WIRE_BYTEA};
    for (size_t i = 0; i < params.count; i++) {
        const struct db_value *value = &params.values[i];
        ret_values->types[i] = types[value->kind];
        ret_values->formats[i] = value->kind == DB_BLOB;
        ret_values->lengths[i] = (int)value->bytes.len;
        if (value->is_null)
            ret_values->values[i] = NULL;
        else if (value->kind == DB_INT)
            ret_values->values[i] = arena_printf(arena, "%lld", (long long)value->number).ptr;
        else
            ret_values->values[i] = arena_c(arena, value->bytes);
    }
}

void wire_options(const char *address, const char *ret_names[WIRE_OPTIONS],
                  const char *ret_values[WIRE_OPTIONS])
{
    static const char *const options[WIRE_OPTIONS][2] = {
        {"connect_timeout",     "5"    },
        {"keepalives_idle",     "10"   },
        {"keepalives_interval", "5"    },
        {"keepalives_count",    "3"    },
        {"tcp_user_timeout",    "20000"},
        {"dbname",              NULL   }, /* the address, whose words come after these */
        {NULL,                  NULL   },
    };
    for (size_t i = 0; i < WIRE_OPTIONS; i++) {
        ret_names[i] = options[i][0];
        ret_values[i] = options[i][0] && !options[i][1] ? address : options[i][1];
    }
}

struct str wire_words(struct arena *arena, const char *words)
{
    struct str text = str_trim(arena_copy(arena, str_from_c(words)));
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n' || text.ptr[i] == '\t')
            ((char *)(uintptr_t)text.ptr)[i] = ' ';
    return text;
}

/* columns: class or code of SQLSTATE, kind, message where something was to be written */
static const struct {
    const char *state;
    enum fault_kind kind;
    const char *key;
} states[] = {
    {"23503", FAULT_CONFLICT,    "record.in_use" },
    {"23",    FAULT_CONFLICT,    "record.exists" },
    {"40",    FAULT_CONFLICT,    "record.changed"},
    {"53",    FAULT_UNAVAILABLE, "db.not_saved"  },
    {"55P03", FAULT_UNAVAILABLE, "db.not_saved"  },
    {"57",    FAULT_UNAVAILABLE, "db.not_saved"  },
    {"58",    FAULT_UNAVAILABLE, "db.not_saved"  },
    {"25006", FAULT_UNAVAILABLE, "db.not_saved"  },
};

const struct fault *wire_fault(struct arena *arena, const char *state, const char *why,
                               bool is_writing)
{
    for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
        if (strncmp(state, states[i].state, strlen(states[i].state)) == 0)
            return fault_new(arena, states[i].kind,
                             states[i].kind == FAULT_UNAVAILABLE && !is_writing ? "db.unavailable"
                                                                                : states[i].key,
                             "postgres: %s (%s)", why, state);
    return fault_new(arena, FAULT_INTERNAL, "error.internal", "postgres: %s (%s)", why, state);
}
