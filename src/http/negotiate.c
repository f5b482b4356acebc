/*
 * Lists of preferences with q-values (RFC 9110, section 12.4.2).
 */
#include "http/negotiate.h"

/* "0", "1", "0.5", "0.125" as thousandths; -1 for anything else. */
static int read_quality(struct str s)
{
    int quality;
    int unit = 100;
    if (s.len == 0 || s.len > 5 || (s.ptr[0] != '0' && s.ptr[0] != '1') ||
        (s.len > 1 && s.ptr[1] != '.'))
        return -1;
    quality = (s.ptr[0] - '0') * 1000;
    for (size_t i = 2; i < s.len; i++, unit /= 10) {
        if (s.ptr[i] < '0' || s.ptr[i] > '9')
            return -1;
        quality += (s.ptr[i] - '0') * unit;
    }
    return quality <= 1000 ? quality : -1;
}

/* The next choice of a list with its quality; one that is malformed has quality 0. */
static bool next_choice(struct str *rest, struct str *ret_name, int *ret_quality)
{
    struct str parameters;
    if (!rest->ptr)
        return false;
    parameters = str_cut(rest, ',');
    *ret_name = str_trim(str_cut(&parameters, ';'));
    *ret_quality = 1000;
    while (parameters.ptr) {
        struct str value = str_trim(str_cut(&parameters, ';'));
        struct str name = str_cut(&value, '=');
        if (str_equal_ascii_nocase(str_trim(name), STR("q"))) {
            int quality = read_quality(str_trim(value));
            *ret_quality = quality < 0 ? 0 : quality;
        }
    }
    return true;
}

struct str encoding_name(enum encoding encoding)
{
    static const struct str names[ENCODING_COUNT] = {
        [ENCODING_IDENTITY] = STR_INIT(""),
        [ENCODING_BROTLI] = STR_INIT("br"),
        [ENCODING_GZIP] = STR_INIT("gzip"),
    };
    return names[encoding];
}

enum encoding negotiate_encoding(struct str accept_encoding)
{
    int brotli = -1;
    int gzip = -1;
    int identity = -1;
    int others = 0;
    struct str rest = accept_encoding;
    struct str name;
    int quality;
    while (next_choice(&rest, &name, &quality)) {
        if (str_equal_ascii_nocase(name, STR("br")))
            brotli = quality;
        if (str_equal_ascii_nocase(name, STR("gzip")) ||
            str_equal_ascii_nocase(name, STR("x-gzip")))
            gzip = quality;
        if (str_equal_ascii_nocase(name, STR("identity")))
            identity = quality;
        if (str_equal(name, STR("*")))
            others = quality;
    }
    brotli = brotli < 0 ? others : brotli;
    gzip = gzip < 0 ? others : gzip;
    /* identity is acceptable unless excluded, and wanted only where named */
    identity = identity < 0 ? 0 : identity;
    if (brotli > 0 && brotli >= gzip && brotli >= identity)
        return ENCODING_BROTLI;
    return gzip > 0 && gzip >= identity ? ENCODING_GZIP : ENCODING_IDENTITY;
}
