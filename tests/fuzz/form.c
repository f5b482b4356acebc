/*
 * Any bytes as the body of a form with a field of every kind: what is good is
 * within the bounds of its field, and a refused field has its fault.
 */
#include <assert.h>

#include "http/form.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *const choices[] = {"x", "y", NULL};

static const struct form_field fields[] = {
    {"a", INPUT_LINE,     2,  5,  true,  NULL   },
    {"b", INPUT_TEXT,     0,  9,  false, NULL   },
    {"c", INPUT_INT,      -3, 10, false, NULL   },
    {"d", INPUT_DATE,     0,  0,  false, NULL   },
    {"e", INPUT_CHOICE,   0,  0,  false, choices},
    {"f", INPUT_BOOL,     0,  0,  true,  NULL   },
    {"g", INPUT_EMAIL,    0,  0,  false, NULL   },
    {"h", INPUT_PHONE,    0,  0,  false, NULL   },
    {"i", INPUT_PASSWORD, 3,  8,  false, NULL   },
    {"j", INPUT_FILE,     0,  0,  false, NULL   },
    {"k", INPUT_ID,       0,  0,  false, NULL   },
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct work work = {.arena = arena};
    struct request *request;
    struct form form;
    const struct fault *fault =
        request_new(arena, HTTP_POST, STR("/"), (struct str){(const char *)data, size}, &request);
    assert(!fault);
    fault = form_read(&work, request, fields, FIELDS, &form);
    if (!fault || fault->kind == FAULT_INVALID) {
        int64_t number = form_int(&form, "c");
        size_t refused = 0;
        for (; fault; fault = fault->next, refused++)
            assert(fault->field);
        assert(refused <= FIELDS);
        assert(number >= -3 && number <= 10);
        assert(utf8_count(form_str(&form, "a")) <= 5);
        assert(form_int(&form, "k") >= 0);
        assert(str_find_byte(form_str(&form, "g"), '\n', 0) < 0);
        assert(form_typed(&form, "i").len == 0);
    }
    arena_free(arena);
    return 0;
}
