/*
 * Papers: how long a letter of one page takes when the fonts are warm, and a
 * register of many pages.
 *
 * Prints: milliseconds a letter (median), milliseconds a page of a long register.
 */
#include "civic/paper_kinds.h"
#include "civic/site.h"
#include "text/message.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    LETTERS = 200,
    ROWS = 2000,
    ROWS_A_PAGE = 6 /* about: a page of such rows */
};

static int compare(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a;
    int64_t y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static void stop_at(const struct fault *fault)
{
    if (!fault)
        return;
    fprintf(stderr, "papers: " PRISTR "\n", STRARG(fault->detail));
    exit(1);
}

/* Microseconds that one paper takes, from the struct to the bytes. */
static int64_t time_of(const struct site *site, const struct paper_kind *kind, const void *data)
{
    struct arena *arena = arena_new();
    struct work work = {
        .arena = arena, .clock = clock_system(), .site = (struct site *)(uintptr_t)site};
    struct str pdf;
    int64_t from = clock_monotonic();
    stop_at(paper_render(&work, kind, data, &pdf));
    from = clock_monotonic() - from;
    arena_free(arena);
    return from;
}

static double median_letter(struct arena *arena, const struct site *site)
{
    int64_t times[LETTERS];
    const void *data;
    stop_at(paper_sample(arena, site->papers, &paper_letter_kind, &data));
    time_of(site, &paper_letter_kind, data);
    for (int i = 0; i < LETTERS; i++)
        times[i] = time_of(site, &paper_letter_kind, data);
    qsort(times, LETTERS, sizeof(times[0]), compare);
    return (double)times[LETTERS / 2] / 1000;
}

static double page_of_register(struct arena *arena, const struct site *site)
{
    struct paper_register_row *rows = arena_alloc_array(arena, ROWS, sizeof(*rows));
    const struct paper_register_row *sample;
    struct paper_register paper;
    const void *data;
    stop_at(paper_sample(arena, site->papers, &paper_register_kind, &data));
    paper = *(const struct paper_register *)data;
    sample = paper.rows.items;
    for (size_t i = 0; i < ROWS; i++)
        rows[i] = sample[i % paper.rows.count];
    paper.rows = (struct list){rows, ROWS, sizeof(*rows)};
    return (double)time_of(site, &paper_register_kind, &paper) / 1000 / (ROWS / ROWS_A_PAGE);
}

int main(void)
{
    struct arena *arena = arena_new();
    struct site site = {.arena = arena};
    struct papers *papers;
    size_t count;
    const struct asset *assets = asset_list(&count);
    stop_at(messages_load(arena, &site.messages));
    stop_at(papers_open_from(arena, site.messages, assets, count, paper_standard_kinds,
                             PAPER_STANDARD_COUNT, &papers));
    site.papers = papers;
    printf("%.2f %.2f\n", median_letter(arena, &site), page_of_register(arena, &site));
    arena_free(arena);
    return 0;
}
