/*
 * Kinds, issuers, relations and force.
 */
#include "modules/library/library_rules.h"

#include "text/fold.h"

#include <string.h>

/* ---- kinds ---- */

/* columns: name, abbreviation */
const struct document_kind document_kinds[] = {
    {"hien-phap",            ""    },
    {"luat",                 ""    },
    {"phap-lenh",            "PL"  },
    {"nghi-dinh",            "NĐ" },
    {"thong-tu",             "TT"  },
    {"thong-tu-lien-tich",   "TTLT"},
    {"nghi-quyet-lien-tich", "NQLT"},
    {"ket-luan",             "KL"  },
    {"nghi-quyet",           "NQ"  },
    {"quyet-dinh",           "QĐ" },
    {"chi-thi",              "CT"  },
    {"quy-che",              "QC"  },
    {"quy-dinh",             "QyĐ"},
    {"thong-cao",            "TC"  },
    {"thong-bao",            "TB"  },
    {"huong-dan",            "HD"  },
    {"chuong-trinh",         "CTr" },
    {"ke-hoach",             "KH"  },
    {"phuong-an",            "PA"  },
    {"de-an",                "ĐA" },
    {"du-an",                "DA"  },
    {"bao-cao",              "BC"  },
    {"bien-ban",             "BB"  },
    {"to-trinh",             "TTr" },
    {"hop-dong",             "HĐ" },
    {"cong-dien",            "CĐ" },
    {"ban-ghi-nho",          "BGN" },
    {"ban-thoa-thuan",       "BTT" },
    {"giay-moi",             "GM"  },
    {"cong-van",             ""    },
};
const size_t document_kind_count = sizeof(document_kinds) / sizeof(document_kinds[0]);

const char *const document_kind_names[] = {
    "hien-phap",
    "luat",
    "phap-lenh",
    "nghi-dinh",
    "thong-tu",
    "thong-tu-lien-tich",
    "nghi-quyet-lien-tich",
    "ket-luan",
    "nghi-quyet",
    "quyet-dinh",
    "chi-thi",
    "quy-che",
    "quy-dinh",
    "thong-cao",
    "thong-bao",
    "huong-dan",
    "chuong-trinh",
    "ke-hoach",
    "phuong-an",
    "de-an",
    "du-an",
    "bao-cao",
    "bien-ban",
    "to-trinh",
    "hop-dong",
    "cong-dien",
    "ban-ghi-nho",
    "ban-thoa-thuan",
    "giay-moi",
    "cong-van",
    NULL,
};

const char *const document_items[] = {
    "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13", "c14", NULL,
};

const struct document_kind *document_kind_of(struct str name)
{
    for (size_t i = 0; i < document_kind_count; i++)
        if (str_equal(name, str_from_c(document_kinds[i].name)))
            return &document_kinds[i];
    return NULL;
}

bool document_number_split(struct arena *arena, struct str full_number, struct str *ret_kind,
                           struct str *ret_number)
{
    struct str kind;
    size_t at = full_number.len;
    while (at > 0 && full_number.ptr[at - 1] != ' ')
        at--;
    if (at == 0)
        return false;
    kind = text_slug(arena, str_slice(full_number, 0, at), DOCUMENT_SLUG_MOST);
    if (!document_kind_of(kind))
        return false;
    *ret_kind = kind;
    *ret_number = str_from(full_number, at);
    return true;
}

/* "số", "Số:"; with or without a blank behind. */
static struct str without_word_number(struct str text)
{
    static const struct str words[] = {STR_INIT("số"), STR_INIT("Số"), STR_INIT("SỐ")};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        struct str rest;
        if (!str_starts(text, words[i]))
            continue;
        rest = str_trim(str_from(text, words[i].len));
        if (str_starts(rest, STR(":")))
            rest = str_trim(str_from(rest, 1));
        return rest;
    }
    return text;
}

struct str document_number_typed(struct arena *arena, struct str typed)
{
    struct str number = str_trim(typed);
    for (size_t at = number.len; at > 0; at--) {
        struct str kind;
        if (number.ptr[at - 1] != ' ')
            continue;
        kind = text_slug(arena, str_slice(number, 0, at), DOCUMENT_SLUG_MOST);
        if (!document_kind_of(kind))
            continue;
        number = str_trim(str_from(number, at));
        break;
    }
    return without_word_number(number);
}

/* ---- issuers ---- */

/* columns: what stands behind the last '/' or '-' of the number, and its message */
static const struct {
    struct str mark;
    const char *message;
} issuers[] = {
    {STR_INIT("UBTVQH"),   "library.issuer.ubtvqh"   },
    {STR_INIT("/QH"),      "library.issuer.quoc-hoi" },
    {STR_INIT("/NĐ-CP"),  "library.issuer.chinh-phu"},
    {STR_INIT("/NQ-CP"),   "library.issuer.chinh-phu"},
    {STR_INIT("/QĐ-TTg"), "library.issuer.thu-tuong"},
    {STR_INIT("/CT-TTg"),  "library.issuer.thu-tuong"},
    {STR_INIT("/TT-BNV"),  "library.issuer.noi-vu"   },
    {STR_INIT("/TT-TTCP"), "library.issuer.thanh-tra"},
    {STR_INIT("/TT-BTP"),  "library.issuer.tu-phap"  },
    {STR_INIT("/TT-BTC"),  "library.issuer.tai-chinh"},
};

const char *document_issuer_message(struct str number)
{
    /* a joint resolution has several issuers */
    if (str_find(number, STR("/NQLT-"), 0) >= 0)
        return NULL;
    for (size_t i = 0; i < sizeof(issuers) / sizeof(issuers[0]); i++)
        if (str_find(number, issuers[i].mark, 0) >= 0)
            return issuers[i].message;
    return NULL;
}

/* ---- relations ---- */

/* columns: words of a title, and what it does with what it names behind them */
static const struct {
    struct str words;
    enum document_relation relation;
} title_words[] = {
    {STR_INIT("sửa đổi, bổ sung"), DOCUMENT_AMENDS},
    {STR_INIT("quy định chi tiết"),  DOCUMENT_GUIDES},
    {STR_INIT("hướng dẫn"),          DOCUMENT_GUIDES},
};

/* Where `words` stand in `text` as whole words, at or after `from`; or -1. */
static ptrdiff_t find_words(struct str text, struct str words, size_t from)
{
    for (ptrdiff_t at = str_find(text, words, from); at >= 0;
         at = str_find(text, words, (size_t)at + 1)) {
        size_t end = (size_t)at + words.len;
        if (end == text.len || strchr(" ,;.)", text.ptr[end]))
            return at;
    }
    return -1;
}

static bool names(struct str title, size_t from, const struct document *other)
{
    bool has_own_title =
        str_equal(other->kind, STR("luat")) || str_equal(other->kind, STR("phap-lenh"));
    if (other->number.len > 0 && find_words(title, other->number, from) >= 0)
        return true;
    return has_own_title && find_words(title, other->title, from) >= 0;
}

bool document_title_relates(struct str title, const struct document *other,
                            enum document_relation *ret_relation)
{
    for (size_t i = 0; i < sizeof(title_words) / sizeof(title_words[0]); i++) {
        ptrdiff_t at = str_find(title, title_words[i].words, 0);
        if (at < 0 || !names(title, (size_t)at + title_words[i].words.len, other))
            continue;
        *ret_relation = title_words[i].relation;
        return true;
    }
    return false;
}

/* ---- force ---- */

enum document_force document_force_on(const struct document *document, struct civil_date on)
{
    if (date_is_none(document->in_force_from))
        return FORCE_NONE;
    if (date_compare(on, document->in_force_from) < 0)
        return FORCE_PENDING;
    if (!date_is_none(document->in_force_to) && date_compare(on, document->in_force_to) > 0)
        return FORCE_ENDED;
    return FORCE_HOLDS;
}

struct str document_force_name(enum document_force force)
{
    static const struct str names_of[FORCE_COUNT] = {
        [FORCE_NONE] = STR_INIT(""),
        [FORCE_PENDING] = STR_INIT("pending"),
        [FORCE_HOLDS] = STR_INIT("holds"),
        [FORCE_ENDED] = STR_INIT("ended"),
    };
    return names_of[force];
}

const struct fault *document_dates_check(struct arena *arena, struct civil_date signed_on,
                                         struct civil_date from, struct civil_date to)
{
    const struct fault *faults = NULL;
    if (!date_is_none(signed_on) && !date_is_none(from) && date_compare(from, signed_on) < 0)
        faults =
            fault_join(faults, fault_field(arena, "in_force_from", "library.from-before-signed"));
    if (!date_is_none(to) && date_is_none(from))
        faults = fault_join(faults, fault_field(arena, "in_force_from", "library.to-without-from"));
    if (!date_is_none(to) && !date_is_none(from) && date_compare(to, from) < 0)
        faults = fault_join(faults, fault_field(arena, "in_force_to", "library.to-before-from"));
    return faults;
}
