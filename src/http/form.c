/*
 * Reading declared inputs: one row per kind of field says how.
 */
#include "http/form.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "text/disguise.h"
#include "text/utf8.h"

/* What a reader of one kind is given. */
struct reading {
    struct arena *arena;
    const struct form_field *field;
    struct form_value *value;
};

static struct fault *refuse(const struct reading *r, const char *key)
{
    return fault_field(r->arena, r->field->name, key);
}

static struct fault *refuse_bound(const struct reading *r, const char *key, const char *name,
                                  int64_t bound)
{
    return fault_with(refuse(r, key), name, arena_printf(r->arena, "%" PRId64, bound));
}

/* Characters within min and max, `most` where the field names no max. */
static struct fault *check_length(const struct reading *r, int64_t most)
{
    int64_t max = r->field->max ? r->field->max : most;
    int64_t count = (int64_t)utf8_count(r->value->text);
    if (count > max)
        return refuse_bound(r, "form.too_long", "max", max);
    if (count < r->field->min)
        return refuse_bound(r, "form.too_short", "min", r->field->min);
    return NULL;
}

static struct fault *read_line(const struct reading *r)
{
    if (str_find_byte(r->value->text, '\n', 0) >= 0)
        return refuse(r, "form.one_line");
    return check_length(r, FORM_LINE);
}

static struct fault *read_text(const struct reading *r)
{
    return check_length(r, FORM_TEXT);
}

static struct fault *read_password(const struct reading *r)
{
    return check_length(r, FORM_PASSWORD);
}

static struct fault *read_int(const struct reading *r)
{
    if (!str_to_int64(r->value->text, &r->value->number))
        return refuse(r, "form.not_a_number");
    if (r->value->number < r->field->min)
        return refuse_bound(r, "form.too_small", "min", r->field->min);
    if (r->field->max && r->value->number > r->field->max)
        return refuse_bound(r, "form.too_large", "max", r->field->max);
    return NULL;
}

static struct fault *read_id(const struct reading *r)
{
    if (!str_to_int64(r->value->text, &r->value->number) || r->value->number <= 0)
        return refuse(r, "form.not_an_id");
    return NULL;
}

/* Day, month, year as people write them, with '/', '-' or '.' between, or "2022-03-06".
 * The day they name need not exist. */
static bool read_parts(struct str s, struct date_parts *ret_parts)
{
    static const char separators[] = "/-.";
    for (size_t i = 0; i < sizeof(separators) - 1; i++) {
        struct str year = s;
        struct str day = str_cut(&year, separators[i]);
        struct str month = year.ptr ? str_cut(&year, separators[i]) : year;
        bool is_iso = separators[i] == '-' && day.len == 4;
        int64_t d;
        int64_t m;
        int64_t y;
        if (!year.ptr)
            continue;
        if (is_iso ? month.len != 2 || year.len != 2
                   : day.len > 2 || month.len > 2 || year.len != 4)
            return false;
        if (!str_to_int64(is_iso ? year : day, &d) || !str_to_int64(month, &m) ||
            !str_to_int64(is_iso ? day : year, &y) || d < 0 || m < 0 || y < 0)
            return false;
        *ret_parts = (struct date_parts){(int)y, (int)m, (int)d};
        return true;
    }
    return false;
}

static struct fault *read_date(const struct reading *r)
{
    struct date_parts parts;
    if (!read_parts(r->value->text, &parts))
        return refuse(r, "form.not_a_date");
    if (!date_from_parts(parts, &r->value->date))
        return fault_with(refuse(r, "form.no_such_day"), "day", r->value->text);
    return NULL;
}

static struct fault *read_choice(const struct reading *r)
{
    for (const char *const *choice = r->field->choices; choice && *choice; choice++)
        if (str_equal(str_from_c(*choice), r->value->text))
            return NULL;
    return refuse(r, "form.choice");
}

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* One label of a domain (RFC 1123): letters, digits, '-' inside, 63 at most. */
static bool is_label(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!is_letter_or_digit(s.ptr[i]) && s.ptr[i] != '-')
            return false;
    return s.len >= 1 && s.len <= 63 && s.ptr[0] != '-' && s.ptr[s.len - 1] != '-';
}

/* The valid e-mail address of WHATWG HTML (4.10.5.1.5), with a dot in the domain. */
static struct fault *read_email(const struct reading *r)
{
    struct str rest = r->value->text;
    struct str local = str_cut(&rest, '@');
    size_t labels = 0;
    bool good = local.len >= 1 && local.len <= 64 && r->value->text.len <= 254 && rest.ptr;
    for (size_t i = 0; i < local.len; i++)
        good = good && (is_letter_or_digit(local.ptr[i]) ||
                        str_find_byte(STR(".!#$%&'*+/=?^_`{|}~-"), local.ptr[i], 0) >= 0);
    while (good && rest.ptr) {
        good = is_label(str_cut(&rest, '.'));
        labels++;
    }
    return good && labels >= 2 ? NULL : refuse(r, "form.not_an_email");
}

/* E.164 allows 15 digits; the shortest numbers in Viet Nam that are written
 * down (1022, 18001234) have 4 or more. */
static struct fault *read_phone(const struct reading *r)
{
    struct str raw = r->value->text;
    struct buf digits = buf_init(r->arena, 32);
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        if ((c >= '0' && c <= '9') || (c == '+' && i == 0))
            buf_add_byte(&digits, c);
        else if (str_find_byte(STR(" .-()"), c, 0) < 0)
            return refuse(r, "form.not_a_phone");
    }
    if (buf_overflowed(&digits) || digits.len < 4 || digits.len > 16)
        return refuse(r, "form.not_a_phone");
    r->value->text = buf_str(&digits);
    return NULL;
}

/* As it is: spaces around belong to a password. */
static struct str take_all(struct arena *arena, struct str raw)
{
    (void)arena;
    return raw;
}

/* Lines say what they show, whatever was pasted among their letters. */
static struct str take_text(struct arena *arena, struct str raw)
{
    return str_trim(text_lines(arena, raw));
}

/* Contacts of telephones come with direction marks around. */
static struct str take_line(struct arena *arena, struct str raw)
{
    return str_trim(text_line(arena, raw));
}

/* columns: its reader, what is taken of what was sent. BOOL and FILE are read apart. */
static const struct {
    struct fault *(*read)(const struct reading *r);
    struct str (*take)(struct arena *arena, struct str raw);
} kinds[] = {
    [INPUT_LINE] = {read_line,     take_line},
    [INPUT_TEXT] = {read_text,     take_text},
    [INPUT_INT] = {read_int,      take_line},
    [INPUT_DATE] = {read_date,     take_line},
    [INPUT_CHOICE] = {read_choice,   take_line},
    [INPUT_PICK] = {read_line,     take_line},
    [INPUT_BOOL] = {NULL,          NULL     },
    [INPUT_EMAIL] = {read_email,    take_line},
    [INPUT_PHONE] = {read_phone,    take_line},
    [INPUT_PASSWORD] = {read_password, take_all },
    [INPUT_FILE] = {NULL,          NULL     },
    [INPUT_ID] = {read_id,       take_line},
};

static struct fault *read_bool(const struct reading *r, struct str raw)
{
    r->value->given = raw.len > 0;
    r->value->good = true;
    r->value->number = raw.len > 0;
    return r->field->required && raw.len == 0 ? refuse(r, "form.must_accept") : NULL;
}

/* A field in which nothing was chosen comes without a name and without a byte; an empty
 * file that was chosen is counted, so that whoever takes it refuses it aloud. */
static bool is_chosen(const struct part *part)
{
    return part->is_file && (part->size > 0 || part->filename.len > 0);
}

static struct fault *read_files(const struct reading *r, const struct part *parts)
{
    VEC(const struct part *) files = {0};
    int64_t max = r->field->max ? r->field->max : 1;
    for (const struct part *part = parts; part; part = part->next)
        if (is_chosen(part) && str_equal(part->name, str_from_c(r->field->name)))
            *VEC_PUSH(&files, r->arena) = part;
    r->value->files = files.items;
    r->value->file_count = files.count;
    r->value->given = files.count > 0;
    if (r->field->required && files.count == 0)
        return refuse(r, "form.choose_file");
    if ((int64_t)files.count > max)
        return refuse_bound(r, "form.too_many_files", "max", max);
    if (files.count > 0 && (int64_t)files.count < r->field->min)
        return refuse_bound(r, "form.too_few_files", "min", r->field->min);
    r->value->good = true;
    return NULL;
}

/* Of a list one chooses; an id that is required is shown as one. */
static const char *required_message(enum input_kind kind)
{
    bool is_chosen = kind == INPUT_CHOICE || kind == INPUT_PICK || kind == INPUT_ID;
    return is_chosen ? "form.choose" : "form.required";
}

static struct fault *read_field(const struct reading *r, struct str raw)
{
    struct fault *fault;
    r->value->text = kinds[r->field->kind].take(r->arena, raw);
    r->value->given = r->value->text.len > 0;
    if (r->field->kind != INPUT_PASSWORD)
        r->value->typed = raw;
    if (!r->value->given)
        return r->field->required ? refuse(r, required_message(r->field->kind)) : NULL;
    fault = kinds[r->field->kind].read(r);
    r->value->good = !fault;
    return fault;
}

/* What the person sent, wherever this form came in. */
static const struct fault *form_pairs(const struct request *request, struct pairs *ret_pairs)
{
    VEC(struct pair) pairs = {0};
    struct str type = request_type(request);
    if (request->method == HTTP_GET || request->method == HTTP_HEAD) {
        *ret_pairs = request->query;
        return NULL;
    }
    if (str_equal(type, STR("application/x-www-form-urlencoded")))
        return urlencoded_parse(request->arena, request->body, REQUEST_PARAMS, ret_pairs);
    if (!str_equal(type, STR("multipart/form-data")) && type.len + request->body.len > 0)
        return fault_new(request->arena, FAULT_UNSUPPORTED, "request.form_type",
                         "a form of type " PRISTR, STRARG(type));
    for (const struct part *part = request->parts; part; part = part->next)
        if (!part->is_file)
            *VEC_PUSH(&pairs, request->arena) = (struct pair){part->name, part->bytes};
    *ret_pairs = (struct pairs){pairs.items, pairs.count};
    return NULL;
}

struct form form_empty(struct arena *arena, const struct form_field *fields, size_t count)
{
    struct form_value *values = arena_alloc_array(arena, count, sizeof(*values));
    for (size_t i = 0; i < count; i++) {
        values[i].field = &fields[i];
        values[i].date = DATE_NONE;
    }
    return (struct form){values, count};
}

const struct fault *form_read(struct work *work, const struct request *request,
                              const struct form_field *fields, size_t count, struct form *ret_form)
{
    struct form_value *values = arena_alloc_array(work->arena, count, sizeof(*values));
    const struct fault *first = NULL;
    struct pairs pairs;
    const struct fault *fault = form_pairs(request, &pairs);
    if (fault)
        return fault;
    for (size_t i = 0; i < count; i++) {
        const struct reading r = {work->arena, &fields[i], &values[i]};
        struct str raw = pairs_get(pairs, str_from_c(fields[i].name));
        struct fault *refused;
        values[i].field = &fields[i];
        values[i].date = DATE_NONE;
        if (fields[i].kind == INPUT_FILE)
            refused = read_files(&r, request->parts);
        else if (fields[i].kind == INPUT_BOOL)
            refused = read_bool(&r, raw);
        else
            refused = read_field(&r, raw);
        if (refused)
            first = fault_join(first, refused);
    }
    *ret_form = (struct form){values, count};
    return first;
}

const struct form_value *form_value(const struct form *form, const char *name)
{
    for (size_t i = 0; i < form->count; i++)
        if (strcmp(form->values[i].field->name, name) == 0)
            return &form->values[i];
    fprintf(stderr, "dinh: a form does not declare the field %s\n", name);
    abort();
}

struct str form_str(const struct form *form, const char *name)
{
    const struct form_value *value = form_value(form, name);
    return value->good ? value->text : STR("");
}

int64_t form_int(const struct form *form, const char *name)
{
    const struct form_value *value = form_value(form, name);
    return value->good ? value->number : 0;
}

bool form_bool(const struct form *form, const char *name)
{
    return form_int(form, name) != 0;
}

struct civil_date form_date(const struct form *form, const char *name)
{
    const struct form_value *value = form_value(form, name);
    return value->good ? value->date : DATE_NONE;
}

const struct part *form_file(const struct form *form, const char *name)
{
    const struct form_value *value = form_value(form, name);
    return value->good && value->file_count > 0 ? value->files[0] : NULL;
}

struct str form_typed(const struct form *form, const char *name)
{
    struct str typed = form_value(form, name)->typed;
    return typed.ptr ? typed : STR("");
}

bool form_given(const struct form *form, const char *name)
{
    return form_value(form, name)->given;
}
