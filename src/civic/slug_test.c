/*
 * Addresses of things of one name, on both engines.
 */
#include "civic/slug.h"

#include "db/testing.h"

static struct str table = STR_INIT("CREATE TABLE thing (slug TEXT PRIMARY KEY)");
static const char TAKEN[] = "SELECT 1 FROM thing WHERE slug = $1";

static const struct fault *add(struct work *work, void *context)
{
    struct str *slug = context;
    const struct fault *fault = slug_choose(work, STR("khu-1"), TAKEN, slug);
    return fault ? fault : db_exec(work, "INSERT INTO thing (slug) VALUES ($1)", P(*slug), NULL);
}

static const struct fault *give_up(struct work *work, void *context)
{
    return db_exec(work, "DELETE FROM thing WHERE slug = $1", P(*(struct str *)context), NULL);
}

static void each_of_one_name_gets_the_next_number(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, false)
    {
        struct str slug;
        struct str second = STR("khu-1-2");
        assert_no_fault(db_write(test.work, db_testing_script, &table));
        assert_no_fault(db_write(test.work, add, &slug));
        assert_str(slug, STR("khu-1"));
        for (int number = 2; number <= 40; number++) {
            assert_no_fault(db_write(test.work, add, &slug));
            assert_str(slug, arena_printf(test.arena, "khu-1-%d", number));
        }
        /* one that was given up is free again */
        assert_no_fault(db_write(test.work, give_up, &second));
        assert_no_fault(db_write(test.work, add, &slug));
        assert_str(slug, second);
        assert_no_fault(db_write(test.work, add, &slug));
        assert_str(slug, STR("khu-1-41"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_of_one_name_gets_the_next_number),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
