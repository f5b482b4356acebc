/*
 * Declared inputs. A page says which fields its form has; form_read gives back
 * exactly those, typed and checked. What was not declared does not exist.
 *
 * A form that is refused keeps what the person typed, so that the page can be
 * shown again with it; passwords are the exception.
 */
#ifndef DINH_HTTP_FORM_H
#define DINH_HTTP_FORM_H

#include "base/date.h"
#include "http/request.h"

enum input_kind {
    INPUT_LINE,     /* one line, spaces at both ends taken off; says what it shows (text_line) */
    INPUT_TEXT,     /* several lines, as they are but for the spaces; ended by LF */
    INPUT_INT,      /* whole number between min and max */
    INPUT_DATE,     /* 2025-07-01 or 1/7/2025 */
    INPUT_CHOICE,   /* one of `choices` */
    INPUT_PICK,     /* one of a list that the page makes, by its value; read as INPUT_LINE */
    INPUT_BOOL,     /* a checkbox: on when sent; `required` means it must be ticked */
    INPUT_EMAIL,    /* the address syntax of <input type=email> */
    INPUT_PHONE,    /* digits with an optional + in front; spaces, dots, hyphens dropped */
    INPUT_PASSWORD, /* as typed, spaces too; never given back to a page */
    INPUT_FILE,     /* parts of a multipart form; min and max count files */
    INPUT_ID        /* a positive 63-bit number made by us, in a hidden field or a link */
};

/*  name     kind        min max  required choices */
struct form_field {
    const char *name;
    enum input_kind kind;
    int64_t min; /* characters; of INPUT_INT the number, of INPUT_FILE the files */
    int64_t max; /* the same; 0 means FORM_LINE, FORM_TEXT, no bound or one file */
    bool required;
    const char *const *choices; /* of INPUT_CHOICE, ended by NULL */
};

struct form_spec {
    const struct form_field *fields;
    size_t count;
};

enum {
    FORM_LINE = 255,   /* characters where a line has no max */
    FORM_TEXT = 20000, /* characters where a text has no max */
    FORM_PASSWORD = 200
};

/* One input after reading. */
struct form_value {
    const struct form_field *field;
    bool given;       /* sent, and not empty */
    bool good;        /* given and accepted: the members below are set */
    struct str typed; /* as sent, for showing again; empty for passwords */
    struct str text;  /* LINE TEXT CHOICE PICK EMAIL PHONE PASSWORD */
    int64_t number;   /* INT ID; BOOL as 0 or 1 */
    struct civil_date date;
    const struct part *const *files; /* FILE: those chosen; one may be empty */
    size_t file_count;
};

struct form {
    const struct form_value *values; /* in the order of the fields */
    size_t count;
};

/*
 * Reads the fields from the body of a POST or PUT, or from the query of a GET.
 * `*ret_form` is written in every case but FAULT_MALFORMED, FAULT_UNSUPPORTED
 * and FAULT_TOO_LARGE, also where fields were refused.
 *
 * Faults at fields, chained, FAULT_INVALID: form.required (form.choose of a choice, pick or
 * id, form.choose_file of files), form.too_short {min},
 * form.too_long {max}, form.one_line, form.not_a_number, form.too_small {min},
 * form.too_large {max}, form.not_a_date, form.no_such_day {day}, form.choice, form.not_an_email,
 * form.not_a_phone, form.not_an_id, form.must_accept, form.too_few_files {min},
 * form.too_many_files {max}.
 * Others: as urlencoded_parse; FAULT_UNSUPPORTED request.form_type where the
 * body is no form.
 */
const struct fault *form_read(struct work *work, const struct request *request,
                              const struct form_field *fields, size_t count,
                              struct form *ret_form) FAULT_CHECK;

/* A form of no input, for showing a page the first time. */
struct form form_empty(struct arena *arena, const struct form_field *fields, size_t count);

/* Values by name; a name that is not declared is asserted. Empty text, 0,
 * DATE_NONE or no files where the value was not given or not good. */
struct str form_str(const struct form *form, const char *name);
int64_t form_int(const struct form *form, const char *name);
bool form_bool(const struct form *form, const char *name);
struct civil_date form_date(const struct form *form, const char *name);
const struct part *form_file(const struct form *form, const char *name); /* the first or NULL */
/* What to show in the field again. */
struct str form_typed(const struct form *form, const char *name);
bool form_given(const struct form *form, const char *name);
const struct form_value *form_value(const struct form *form, const char *name);

#endif
