/*
 * Reads folders into the form of built-in files, so that one loader proves both.
 */
#include "modules/law/law_data.h"

#include "base/crypto.h"
#include "base/file.h"
#include "law/diff.h"
#include "text/number.h"

enum {
    FILE_LIMIT = 4 * 1024 * 1024,
    BENCH_ROUNDS = 400000,
    BENCH_DAYS = 2900 /* to the end of 2026 */
};

const struct fault *law_data_embedded(struct arena *arena, const struct law **ret_law)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    return law_load(arena, assets, count, ret_law);
}

struct str law_data_digest(struct arena *arena)
{
    struct str text = STR("");
    size_t count;
    const struct asset *assets = asset_list(&count);
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    for (size_t i = 0; i < count; i++)
        if (str_starts(assets[i].name, STR("law/")))
            text =
                arena_printf(arena, PRISTR PRISTR, STRARG(text), STRARG(asset_version(&assets[i])));
    crypto_digest(text, digest);
    return crypto_hex(arena, digest, 8);
}

/* ---- folders ---- */

struct folder {
    struct arena *arena;
    VEC(struct asset) files;
};

/* Takes the .txt files of path/part as "law/part…". */
static const struct fault *read_part(struct folder *folder, struct str path, const char *part)
{
    struct str place = arena_printf(folder->arena, PRISTR "/%s", STRARG(path), part);
    struct str *names;
    size_t count;
    const struct fault *fault = file_list(folder->arena, place.ptr, &names, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        struct asset *asset;
        struct str bytes;
        if (!str_ends(names[i], STR(".txt")))
            continue;
        fault = file_read(
            folder->arena,
            arena_printf(folder->arena, PRISTR "/" PRISTR, STRARG(place), STRARG(names[i])).ptr,
            FILE_LIMIT, &bytes);
        if (fault)
            return fault;
        asset = VEC_PUSH(&folder->files, folder->arena);
        asset->name = arena_printf(folder->arena, "law/%s" PRISTR, part, STRARG(names[i]));
        asset->bytes = bytes;
    }
    return fault;
}

/* "complaint.txt" of "new/complaint.txt". */
static struct str base_of(struct str path)
{
    struct str rest = path;
    struct str name = path;
    while (rest.ptr)
        name = str_cut(&rest, '/');
    return name;
}

/* The built-in files with the one at `path` in place of its namesake. */
static const struct fault *read_over(struct folder *folder, struct str path)
{
    struct str bytes;
    size_t count;
    const struct asset *assets = asset_list(&count);
    const struct fault *fault =
        file_read(folder->arena, arena_c(folder->arena, path), FILE_LIMIT, &bytes);
    bool is_known = false;
    for (size_t i = 0; !fault && i < count; i++) {
        struct asset *asset;
        if (!str_starts(assets[i].name, STR("law/")))
            continue;
        asset = VEC_PUSH(&folder->files, folder->arena);
        *asset = assets[i];
        if (!str_equal(base_of(assets[i].name), base_of(path)))
            continue;
        asset->bytes = bytes;
        is_known = true;
    }
    if (!fault && !is_known)
        fault = fault_with(fault_new(folder->arena, FAULT_INVALID, "law.diff.no_namesake",
                                     "no such file in law/: " PRISTR, STRARG(path)),
                           "value", path);
    return fault;
}

/* All that makes the law at `path`, a folder or a file; its forms too if `with_forms`. */
static const struct fault *read_all(struct folder *folder, struct str path, bool with_forms)
{
    const struct fault *fault;
    if (str_ends(path, STR(".txt")))
        return read_over(folder, path);
    fault = read_part(folder, path, "");
    if (!fault)
        fault = read_part(folder, path, "rules/");
    if (!fault)
        fault = read_part(folder, path, "holidays/");
    if (!fault && with_forms)
        fault = read_part(folder, path, "forms/");
    return fault;
}

const struct fault *law_data_folder(struct arena *arena, struct str path,
                                    const struct law **ret_law)
{
    struct folder folder = {.arena = arena};
    const struct fault *fault = read_all(&folder, path, false);
    return fault ? fault : law_load(arena, folder.files.items, folder.files.count, ret_law);
}

/* ---- check ---- */

static void say_count(const struct explainer *e, FILE *out, const char *key, size_t number)
{
    struct fault_arg count = {"count", number_text(e->arena, e->locale, (int64_t)number)};
    struct str text = message_format(e->arena, e->messages, e->locale, str_from_c(key), &count, 1);
    fprintf(out, PRISTR "\n", STRARG(text));
}

/* Says how much the law holds. */
static void say_counts(const struct explainer *e, const struct law *law, FILE *out)
{
    size_t count;
    size_t years = 0;
    size_t local = 0;
    const struct law_rule *const *rules;
    for (int year = CALENDAR_FIRST_YEAR; year <= CALENDAR_LAST_YEAR; year++)
        years += calendar_notice(law_calendar(law), year) != NULL;
    rules = law_rules(law, &count);
    for (size_t r = 0; r < count; r++)
        for (size_t i = 0; i < rules[r]->versions.count; i++)
            local += !law_is_law(&rules[r]->versions.items[i]);
    say_count(e, out, "law.check.rules", count);
    say_count(e, out, "law.check.versions", law_version_count(law));
    say_count(e, out, "law.check.local", local);
    law_instruments(law, &count);
    say_count(e, out, "law.check.instruments", count);
    say_count(e, out, "law.check.years", years);
}

/* A folder without it could lose any rule; only an older edition has none. */
static const struct fault *need_applied(struct arena *arena, const struct asset *files,
                                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(files[i].name, STR(LAW_APPLIED)))
            return NULL;
    return law_broken_at(arena, STR(LAW_APPLIED), 1, "law.broken.empty", STR(LAW_APPLIED));
}

const struct fault *law_data_check(const struct explainer *e, struct str path,
                                   law_forms_prover *prove_forms, FILE *out)
{
    struct folder folder = {.arena = e->arena};
    const struct law *law;
    size_t forms = 0;
    size_t count;
    const struct asset *files = asset_list(&count);
    const struct fault *fault = path.len > 0 ? read_all(&folder, path, prove_forms) : NULL;
    if (path.len > 0) {
        files = folder.files.items;
        count = folder.files.count;
    }
    if (!fault)
        fault = need_applied(e->arena, files, count);
    if (!fault)
        fault = law_load(e->arena, files, count, &law);
    if (!fault && prove_forms)
        fault = prove_forms(e->arena, law, files, count, &forms);
    if (fault)
        return fault;
    say_counts(e, law, out);
    if (prove_forms)
        say_count(e, out, "law.check.forms", forms);
    return NULL;
}

/* ---- diff ---- */

static struct str describe(const struct explainer *e, const struct law_version *version)
{
    if (!version)
        return STR("-");
    return arena_printf(e->arena, PRISTR " (" PRISTR ")", STRARG(explain_value(e, version)),
                        STRARG(explain_citation(e, version)));
}

static void say_change(const struct explainer *e, const struct law_change *change, FILE *out)
{
    static const char signs[] = {
        [CHANGE_ADDED] = '+',  [CHANGE_REMOVED] = '-', [CHANGE_VALUE] = '~',
        [CHANGE_PERIOD] = '~', [CHANGE_SOURCE] = '~',  [CHANGE_DAY] = '*',
    };
    const struct law_version *version =
        change->new_version ? change->new_version : change->old_version;
    struct str old_end = STR("");
    if (!version) {
        fprintf(out, "%c " PRISTR " %s\n", signs[change->kind],
                STRARG(date_to_iso(e->arena, change->day)), change->is_off ? "off" : "work");
        return;
    }
    if (change->kind == CHANGE_PERIOD)
        old_end = arena_printf(e->arena, " ..%s -> ..%s",
                               date_is_none(change->old_version->to)
                                   ? ""
                                   : date_to_iso(e->arena, change->old_version->to).ptr,
                               date_is_none(change->new_version->to)
                                   ? ""
                                   : date_to_iso(e->arena, change->new_version->to).ptr);
    fprintf(out, "%c " PRISTR " [" PRISTR "] " PRISTR PRISTR ": " PRISTR " -> " PRISTR "\n",
            signs[change->kind], STRARG(version->rule->id),
            STRARG(version->given ? version->given->id : STR("")),
            STRARG(date_to_iso(e->arena, version->from)), STRARG(old_end),
            STRARG(describe(e, change->old_version)), STRARG(describe(e, change->new_version)));
}

const struct fault *law_data_diff(const struct explainer *e, struct str from, struct str to,
                                  FILE *out, const struct law **ret_from, const struct law **ret_to)
{
    const struct law *old_law;
    const struct law *new_law;
    struct law_changes changes;
    const struct fault *fault = law_data_folder(e->arena, from, &old_law);
    if (!fault)
        fault = law_data_folder(e->arena, to, &new_law);
    if (fault)
        return fault;
    changes = law_diff(e->arena, old_law, new_law);
    for (size_t i = 0; i < changes.items.count; i++)
        say_change(e, &changes.items.items[i], out);
    say_count(e, out, "law.diff.changes", changes.items.count);
    *ret_from = old_law;
    *ret_to = new_law;
    return NULL;
}

/* ---- bench ---- */

/* Computes due dates of many rules and days, in words where `in_words`; a second. */
static const struct fault *measure(const struct explainer *e, bool in_words, double *ret_rate)
{
    static const struct str ids[] = {
        STR_INIT("complaint.resolve.first"), STR_INIT("reception.result.notify"),
        STR_INIT("denunciation.resolve"),    STR_INIT("reception.schedule.publish"),
        STR_INIT("complaint.accept"),        STR_INIT("information.correct"),
    };
    struct arena *arena = arena_new();
    struct explainer own = *e;
    struct civil_date first = date_ymd(2019, 1, 1);
    const struct fault *fault = NULL;
    int64_t took = clock_monotonic();
    own.arena = arena;
    for (int i = 0; !fault && i < BENCH_ROUNDS; i++) {
        const struct str id = ids[(size_t)i % (sizeof(ids) / sizeof(ids[0]))];
        struct law_facts facts = {.on = date_add_days(first, i % BENCH_DAYS)};
        struct law_due due;
        struct explanation explanation = {0};
        fault = law_due(arena, e->law, law_rule(e->law, id), &facts, &due);
        if (!fault && in_words)
            explain_due(&own, &due, &explanation);
        if (!fault)
            arena_reset(arena);
    }
    took = clock_monotonic() - took;
    if (fault)
        fault = fault_copy(e->arena, fault);
    *ret_rate = BENCH_ROUNDS * 1e6 / (double)(took > 0 ? took : 1);
    arena_free(arena);
    return fault;
}

const struct fault *law_data_bench(const struct explainer *e, FILE *out)
{
    double bare;
    double in_words;
    const struct fault *fault = measure(e, false, &bare);
    if (!fault)
        fault = measure(e, true, &in_words);
    if (!fault)
        fprintf(out, "%.0f %.0f\n", bare, in_words);
    return fault;
}
