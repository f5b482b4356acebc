/*
 * Words of columns are compared without their marks, those of kinds with them: bản is a
 * village, ban a committee.
 */
#include "modules/organisation/units_words.h"

#include "text/fold.h"

enum {
    MOST_COLUMN = 80
};

/* columns: what an office writes, folded; the column */
static const struct {
    struct str word;
    struct str column;
} columns[] = {
    {STR_INIT("loai"),                  STR_INIT("kind")             },
    {STR_INIT("loai_don_vi"),           STR_INIT("kind")             },
    {STR_INIT("cap"),                   STR_INIT("kind")             },
    {STR_INIT("ma"),                    STR_INIT("code")             },
    {STR_INIT("ma_don_vi"),             STR_INIT("code")             },
    {STR_INIT("ten"),                   STR_INIT("name")             },
    {STR_INIT("ten_don_vi"),            STR_INIT("name")             },
    {STR_INIT("loai_cap_tren"),         STR_INIT("parent_kind")      },
    {STR_INIT("loai_don_vi_cap_tren"),  STR_INIT("parent_kind")      },
    {STR_INIT("cap_cua_cap_tren"),      STR_INIT("parent_kind")      },
    {STR_INIT("ma_cap_tren"),           STR_INIT("parent_code")      },
    {STR_INIT("ma_don_vi_cap_tren"),    STR_INIT("parent_code")      },
    {STR_INIT("ngay_dau"),              STR_INIT("valid_from")       },
    {STR_INIT("tu_ngay"),               STR_INIT("valid_from")       },
    {STR_INIT("ngay_bat_dau"),          STR_INIT("valid_from")       },
    {STR_INIT("ngay_cuoi"),             STR_INIT("valid_to")         },
    {STR_INIT("den_ngay"),              STR_INIT("valid_to")         },
    {STR_INIT("ngay_ket_thuc"),         STR_INIT("valid_to")         },
    {STR_INIT("loai_tiep_nhan"),        STR_INIT("successor_kind")   },
    {STR_INIT("loai_don_vi_tiep_nhan"), STR_INIT("successor_kind")   },
    {STR_INIT("ma_tiep_nhan"),          STR_INIT("successor_code")   },
    {STR_INIT("ma_don_vi_tiep_nhan"),   STR_INIT("successor_code")   },
    {STR_INIT("ten_day_du"),            STR_INIT("full_name")        },
    {STR_INIT("ma_tinh"),               STR_INIT("province_code")    },
    {STR_INIT("tinh_cu"),               STR_INIT("old_province")     },
    {STR_INIT("ma_huyen_cu"),           STR_INIT("old_district_code")},
    {STR_INIT("huyen_cu"),              STR_INIT("old_district")     },
    {STR_INIT("ma_xa_cu"),              STR_INIT("old_ward_code")    },
    {STR_INIT("xa_cu"),                 STR_INIT("old_ward")         },
    {STR_INIT("ma_xa_moi"),             STR_INIT("new_ward_code")    },
    {STR_INIT("xa_moi"),                STR_INIT("new_ward")         },
};

struct str units_column_from_word(struct arena *arena, struct str typed)
{
    struct str slug = text_slug(arena, typed, MOST_COLUMN);
    char *name = arena_alloc_raw(arena, slug.len + 1);
    struct str word = {name, slug.len};
    for (size_t i = 0; i < slug.len; i++)
        name[i] = slug.ptr[i] == '-' ? '_' : slug.ptr[i];
    for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
        if (str_equal(columns[i].word, word))
            return columns[i].column;
    return word;
}

/* columns: word as text_exact writes it, kind */
static const struct {
    struct str word;
    enum unit_kind kind;
} kinds[] = {
    {STR_INIT("cả nước"),                             UNIT_COUNTRY  },
    {STR_INIT("tỉnh"),                                   UNIT_PROVINCE },
    {STR_INIT("thành phố trực thuộc trung ương"), UNIT_PROVINCE },
    {STR_INIT("thành phố trung ương"),                UNIT_PROVINCE },
    {STR_INIT("huyện"),                                  UNIT_DISTRICT },
    {STR_INIT("quận"),                                   UNIT_DISTRICT },
    {STR_INIT("thị xã"),                                UNIT_DISTRICT },
    {STR_INIT("xã"),                                      UNIT_COMMUNE  },
    {STR_INIT("phường"),                                UNIT_COMMUNE  },
    {STR_INIT("thị trấn"),                             UNIT_COMMUNE  },
    {STR_INIT("đặc khu"),                               UNIT_COMMUNE  },
    {STR_INIT("thôn"),                                    UNIT_VILLAGE  },
    {STR_INIT("tổ dân phố"),                          UNIT_VILLAGE  },
    {STR_INIT("ấp"),                                     UNIT_VILLAGE  },
    {STR_INIT("bản"),                                    UNIT_VILLAGE  },
    {STR_INIT("cơ quan"),                                 UNIT_AGENCY   },
    {STR_INIT("ban"),                                      UNIT_COMMITTEE},
};

bool units_kind_from_word(struct arena *arena, struct str typed, enum unit_kind *ret_kind)
{
    struct str word;
    if (unit_kind_from_name(typed, ret_kind)) /* most rows, and no room is taken for them */
        return true;
    word = text_exact(arena, typed);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        if (!str_equal(kinds[i].word, word))
            continue;
        *ret_kind = kinds[i].kind;
        return true;
    }
    return unit_kind_from_name(word, ret_kind);
}
