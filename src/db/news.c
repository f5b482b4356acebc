/*
 * Writing and reading the words. A page too many is made anew, never one too few.
 */
#include "db/news.h"

#include "base/buf.h"
#include "base/crypto.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

enum {
    NAME_BYTES = 48,
    WORDS_BYTES = 7900, /* a NOTIFY takes 8000 */
    MOST_SLOTS = 1000
};

static pthread_once_t machine_known = PTHREAD_ONCE_INIT;
static uint64_t machine;

static void know_machine(void)
{
    crypto_random(&machine, sizeof(machine));
}

/* Tells this process from all others, on whatever machine: a random number and,
 * because a child inherits that, the process id. */
static struct str own_name(char name[NAME_BYTES])
{
    int length;
    pthread_once(&machine_known, know_machine);
    length = snprintf(name, NAME_BYTES, "%016llx.%ld", (unsigned long long)machine, (long)getpid());
    return (struct str){name, (size_t)length};
}

struct str news_of(struct arena *arena, const uint32_t *slots, size_t count)
{
    struct buf list = buf_init(arena, WORDS_BYTES);
    char name[NAME_BYTES];
    struct str own = own_name(name);
    for (size_t i = 0; i < count && count <= MOST_SLOTS; i++)
        buf_printf(&list, "%s%u", i ? "," : "", slots[i]);
    if (count > MOST_SLOTS || buf_overflowed(&list))
        return arena_printf(arena, PRISTR " all", STRARG(own));
    return arena_printf(arena, PRISTR " " PRISTR, STRARG(own), STRARG(buf_str(&list)));
}

void news_heard(struct db_pool *pool, struct str words)
{
    uint32_t slots[MOST_SLOTS];
    size_t count = 0;
    char own[NAME_BYTES];
    struct str name = str_cut(&words, ' ');
    int64_t number;
    if (str_equal(name, own_name(own)))
        return;
    while (words.ptr && count < MOST_SLOTS) {
        if (!str_to_int64(str_cut(&words, ','), &number) || number < 0 || number >= DB_SLOTS) {
            count = 0;
            break;
        }
        slots[count++] = (uint32_t)number;
    }
    db_pool_changed(pool, slots, count);
}
