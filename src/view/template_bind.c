/*
 * Seeking names: the first word in the innermost scope and then outwards, the
 * others in what it names (Mustache specification, "Dotted Names").
 */
#include "view/template_bind.h"

static const struct {
    struct str name;
    enum bind_form form;
} item_names[] = {
    {STR_INIT("@first"), FORM_FIRST},
    {STR_INIT("@last"),  FORM_LAST },
    {STR_INIT("@index"), FORM_INDEX},
};

/* word, form, the kinds that have it */
static const struct {
    struct str word;
    enum bind_form form;
    unsigned kinds;
} forms[] = {
    {STR_INIT("iso"),   FORM_ISO,   1u << FIELD_DATE | 1u << FIELD_INSTANT},
    {STR_INIT("long"),  FORM_LONG,  1u << FIELD_DATE | 1u << FIELD_INSTANT},
    {STR_INIT("plain"), FORM_PLAIN, 1u << FIELD_INT | 1u << FIELD_INT64   },
};

/* kind, form, the step that writes it, what may be written where */
static const struct {
    enum field_kind kind;
    enum bind_form form;
    enum step_kind step;
    enum html_value value;
} writers[] = {
    {FIELD_TEXT,    FORM_VALUE, STEP_TEXT,         VALUE_TEXT  },
    {FIELD_HTML,    FORM_VALUE, STEP_HTML,         VALUE_MARKUP},
    {FIELD_URL,     FORM_VALUE, STEP_TEXT,         VALUE_URL   },
    {FIELD_INT,     FORM_VALUE, STEP_INT,          VALUE_TEXT  },
    {FIELD_INT,     FORM_PLAIN, STEP_INT_PLAIN,    VALUE_DIGITS},
    {FIELD_INT64,   FORM_VALUE, STEP_INT64,        VALUE_TEXT  },
    {FIELD_INT64,   FORM_PLAIN, STEP_INT64_PLAIN,  VALUE_DIGITS},
    {FIELD_CODE,    FORM_VALUE, STEP_INT64_PLAIN,  VALUE_DIGITS},
    {FIELD_DATE,    FORM_VALUE, STEP_DATE,         VALUE_TEXT  },
    {FIELD_DATE,    FORM_ISO,   STEP_DATE_ISO,     VALUE_DIGITS},
    {FIELD_DATE,    FORM_LONG,  STEP_DATE_LONG,    VALUE_TEXT  },
    {FIELD_INSTANT, FORM_VALUE, STEP_INSTANT,      VALUE_TEXT  },
    {FIELD_INSTANT, FORM_ISO,   STEP_INSTANT_ISO,  VALUE_DIGITS},
    {FIELD_INSTANT, FORM_LONG,  STEP_INSTANT_LONG, VALUE_TEXT  },
    {FIELD_RECORD,  FORM_INDEX, STEP_INDEX,        VALUE_TEXT  },
};

static void bind_field(struct binding *binding, const struct field *field, size_t base)
{
    binding->kind = field->kind;
    binding->shape = field->shape;
    binding->offset = base + field->offset;
}

static const char *bind_item(const struct scope *scope, enum bind_form form, size_t free_slot,
                             struct binding *ret_binding)
{
    while (scope && !scope->is_item)
        scope = scope->outer;
    if (!scope)
        return "is asked outside a list";
    *ret_binding = (struct binding){
        .form = form, .kind = FIELD_RECORD, .slot = scope->slot, .free_slot = free_slot};
    return NULL;
}

/* Goes on from the member bound so far to its member, or its form, `word`. */
static const char *bind_word(struct binding *binding, struct str word)
{
    const struct field *field;
    size_t base = binding->offset;
    for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
        if (str_equal(forms[i].word, word) && (forms[i].kinds >> binding->kind & 1) &&
            binding->form == FORM_VALUE) {
            binding->form = forms[i].form;
            return NULL;
        }
    }
    if (binding->kind != FIELD_RECORD && binding->kind != FIELD_POINTER)
        return "has no such member or form";
    field = shape_field(binding->shape, word);
    if (!field)
        return "has no such member";
    if (binding->kind == FIELD_POINTER) {
        if (binding->pointer_count == BIND_POINTERS || binding->free_slot > TEMPLATE_DEPTH)
            return "goes through too many pointers";
        binding->pointers[binding->pointer_count++] =
            (struct bind_pointer){binding->slot, binding->offset, binding->free_slot};
        binding->slot = binding->free_slot++;
        base = 0;
    }
    bind_field(binding, field, base);
    return NULL;
}

const char *bind_name(const struct scope *scope, struct str name, size_t free_slot,
                      struct binding *ret_binding)
{
    struct binding binding = {.free_slot = free_slot};
    bool is_dot = str_equal(name, STR("."));
    struct str word = is_dot ? name : str_cut(&name, '.');
    const struct field *field;
    const char *problem = NULL;
    for (size_t i = 0; i < sizeof(item_names) / sizeof(item_names[0]); i++) {
        if (str_equal(item_names[i].name, word))
            return name.ptr ? "has no members"
                            : bind_item(scope, item_names[i].form, free_slot, ret_binding);
    }
    field = shape_field(scope->shape, word);
    while (!field && scope->outer && !is_dot) {
        scope = scope->outer;
        field = shape_field(scope->shape, word);
    }
    if (!field)
        return is_dot ? "stands in no scalar" : "is not known here";
    binding.slot = scope->slot;
    bind_field(&binding, field, scope->offset);
    while (!is_dot && name.ptr && !problem)
        problem = bind_word(&binding, str_cut(&name, '.'));
    if (!problem)
        *ret_binding = binding;
    return problem;
}

bool bind_step(const struct binding *binding, struct step *ret_step, enum html_value *ret_value)
{
    for (size_t i = 0; i < sizeof(writers) / sizeof(writers[0]); i++) {
        if (writers[i].kind == binding->kind && writers[i].form == binding->form) {
            *ret_step = (struct step){
                .kind = writers[i].step, .slot = binding->slot, .offset = binding->offset};
            *ret_value = writers[i].value;
            return true;
        }
    }
    return false;
}
