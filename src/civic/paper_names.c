/*
 * How papers call units: who issues one, and where it was signed.
 */
#include "civic/paper.h"

/* columns: kind of unit as its name begins, and within a sentence */
static const struct {
    struct str first;
    struct str inside;
} kind_words[] = {
    {STR_INIT("Xã "),          STR_INIT("xã ")         },
    {STR_INIT("Phường "),    STR_INIT("phường ")   },
    {STR_INIT("Thị trấn "), STR_INIT("thị trấn ")},
    {STR_INIT("Đặc khu "),   STR_INIT("đặc khu ")  },
    {STR_INIT("Huyện "),      STR_INIT("huyện ")     },
    {STR_INIT("Quận "),       STR_INIT("quận ")      },
    {STR_INIT("Thị xã "),    STR_INIT("thị xã ")   },
    {STR_INIT("Thành phố "), STR_INIT("thành phố ")},
    {STR_INIT("Tỉnh "),       STR_INIT("tỉnh ")      },
};

struct str paper_body(struct arena *arena, struct str unit)
{
    for (size_t i = 0; i < sizeof(kind_words) / sizeof(kind_words[0]); i++)
        if (str_starts(unit, kind_words[i].first))
            return arena_printf(arena, "Ủy ban nhân dân " PRISTR PRISTR,
                                STRARG(kind_words[i].inside),
                                STRARG(str_from(unit, kind_words[i].first.len)));
    return unit;
}

struct str paper_place(struct str unit)
{
    for (size_t i = 0; i < sizeof(kind_words) / sizeof(kind_words[0]); i++) {
        struct str rest = str_from(unit, kind_words[i].first.len);
        if (str_starts(unit, kind_words[i].first) && rest.len > 0)
            return rest.ptr[0] >= '0' && rest.ptr[0] <= '9' ? unit : rest;
    }
    return unit;
}
