/*
 * How numbers are written on papers. What was taken is in series_store.c.
 */
#include "civic/series.h"

#include "base/buf.h"

#include <inttypes.h>

#define COMMITTEE "UBND" /* whose papers are counted by kind alone */

enum {
    SYMBOL_MAX = 200
};

/* Annex I, II.3: "/" between number and symbol, "-" between the groups of the
 * symbol; a công văn has no kind but the drafter behind the issuer. */
static void add_government(struct buf *out, const struct series *series)
{
    buf_add_byte(out, '/');
    if (series->kind.len > 0) {
        buf_add(out, series->kind);
        buf_add_byte(out, '-');
    }
    buf_add(out, series->issuer);
    if (series->kind.len == 0 && series->drafter.len > 0) {
        buf_add_byte(out, '-');
        buf_add(out, series->drafter);
    }
}

/* "Số 127-QĐ/TW": "-" before the kind, "/" before the issuer; a công văn is CV. */
static void add_party(struct buf *out, const struct series *series)
{
    buf_add_byte(out, '-');
    buf_add(out, series->kind.len > 0 ? series->kind : STR("CV"));
    buf_add_byte(out, '/');
    buf_add(out, series->issuer);
}

struct str series_symbol(struct arena *arena, const struct series *series, int64_t number)
{
    struct buf out = buf_init(arena, SYMBOL_MAX);
    buf_printf(&out, "%02" PRId64, number);
    switch (series->style) {
    case SERIES_GOVERNMENT:
        add_government(&out, series);
        break;
    case SERIES_PARTY:
        add_party(&out, series);
        break;
    case SERIES_STYLE_COUNT:
        break;
    }
    return buf_str(&out);
}

struct str series_line(struct arena *arena, enum series_style style, struct str symbol)
{
    return arena_printf(arena, style == SERIES_PARTY ? "Số " PRISTR : "Số: " PRISTR,
                        STRARG(symbol));
}

struct str series_counts(struct arena *arena, struct str kind, struct str issuer)
{
    if (str_equal(issuer, STR(COMMITTEE)))
        return kind;
    return arena_printf(arena, PRISTR "-" PRISTR, STRARG(kind), STRARG(issuer));
}

/* No abbreviation of a kind has a "-". */
void series_counts_split(struct str counts, struct str *ret_kind, struct str *ret_issuer)
{
    struct str rest = counts;
    *ret_kind = str_cut(&rest, '-');
    *ret_issuer = rest.ptr ? rest : STR(COMMITTEE);
}
