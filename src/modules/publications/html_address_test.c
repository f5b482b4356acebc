/*
 * The examples of RFC 3986, section 5.4, and what is left alone.
 */
#include "modules/publications/html_address.h"

#include "base/testing.h"

static void a_reference_is_told_from_where_it_stood(void **state)
{
    static const struct {
        const char *reference;
        const char *address;
    } rows[] = {
  /* section 5.4.1 */
        {"g",             "http://a/b/c/g"       },
        {"./g",           "http://a/b/c/g"       },
        {"g/",            "http://a/b/c/g/"      },
        {"/g",            "http://a/g"           },
        {"//g",           "http://g"             },
        {"?y",            "http://a/b/c/d;p?y"   },
        {"g?y",           "http://a/b/c/g?y"     },
        {"g#s",           "http://a/b/c/g#s"     },
        {"g?y#s",         "http://a/b/c/g?y#s"   },
        {";x",            "http://a/b/c/;x"      },
        {".",             "http://a/b/c/"        },
        {"./",            "http://a/b/c/"        },
        {"..",            "http://a/b/"          },
        {"../",           "http://a/b/"          },
        {"../g",          "http://a/b/g"         },
        {"../..",         "http://a/"            },
        {"../../g",       "http://a/g"           },
 /* section 5.4.2 */
        {"../../../g",    "http://a/g"           },
        {"/./g",          "http://a/g"           },
        {"/../g",         "http://a/g"           },
        {"g.",            "http://a/b/c/g."      },
        {"..g",           "http://a/b/c/..g"     },
        {"./../g",        "http://a/b/g"         },
        {"g/./h",         "http://a/b/c/g/h"     },
        {"g/../h",        "http://a/b/c/h"       },
        {"g?y/../x",      "http://a/b/c/g?y/../x"},
 /* with a scheme, or of the same page: as they are */
        {"g:h",           "g:h"                  },
        {"https://b/x",   "https://b/x"          },
        {"mailto:a@b.vn", "mailto:a@b.vn"        },
        {"#s",            "#s"                   },
        {"",              ""                     },
    };
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_str(html_address(arena, STR("http://a/b/c/d;p?q"), str_from_c(rows[i].reference)),
                   str_from_c(rows[i].address));
    arena_free(arena);
}

static void without_a_web_address_nothing_is_told(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_str(html_address(arena, STR(""), STR("anh/a.jpg")), STR("anh/a.jpg"));
    assert_str(html_address(arena, STR("tag:a,2022:1"), STR("/a")), STR("/a"));
    assert_str(html_address(arena, STR("https://"), STR("/a")), STR("/a"));
    assert_str(html_address(arena, STR("https://a.vn"), STR("b")), STR("https://a.vn/b"));
    assert_str(html_address(arena, STR("https://a.vn"), STR("?b")), STR("https://a.vn/?b"));
    assert_str(html_address(arena, STR("https://a.vn?x=1/2"), STR("b")), STR("https://a.vn/b"));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_is_told_from_where_it_stood),
        cmocka_unit_test(without_a_web_address_nothing_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
