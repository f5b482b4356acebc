/*
 * What a Prometheus server reads (text format 0.0.4): the page of metrics is read as it
 * reads it, and counts what was asked.
 */
#include "app/testing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    FAMILIES = 64,
    SAMPLES = 256
};

struct family {
    struct str name;
    struct str type;
    bool has_help;
};

struct sample {
    struct str name;
    struct str labels; /* between the braces */
    double value;
};

struct exposition {
    struct family families[FAMILIES];
    size_t family_count;
    struct sample samples[SAMPLES];
    size_t sample_count;
};

static bool is_name(struct str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (!((s.ptr[i] >= 'a' && s.ptr[i] <= 'z') || s.ptr[i] == '_' || s.ptr[i] == ':' ||
              (s.ptr[i] >= 'A' && s.ptr[i] <= 'Z') ||
              (i > 0 && s.ptr[i] >= '0' && s.ptr[i] <= '9')))
            return false;
    return s.len > 0;
}

static struct family *family_of(struct exposition *all, struct str name)
{
    for (size_t i = 0; i < all->family_count; i++)
        if (str_equal(all->families[i].name, name))
            return &all->families[i];
    return NULL;
}

/* "# HELP name words" and "# TYPE name type": each once, before its samples. */
static void read_comment(struct exposition *all, struct str line)
{
    struct str kind;
    struct str name;
    struct family *family;
    str_cut(&line, ' ');
    kind = str_cut(&line, ' ');
    name = str_cut(&line, ' ');
    assert_true(is_name(name));
    family = family_of(all, name);
    if (!family) {
        assert_true(all->family_count < FAMILIES);
        family = &all->families[all->family_count++];
        family->name = name;
    }
    if (str_equal(kind, STR("HELP"))) {
        assert_false(family->has_help);
        assert_true(line.len > 0);
        family->has_help = true;
        return;
    }
    assert_str(kind, STR("TYPE"));
    assert_int_equal(family->type.len, 0);
    assert_true(str_equal(line, STR("counter")) || str_equal(line, STR("gauge")) ||
                str_equal(line, STR("histogram")));
    family->type = line;
}

/* key="value" by commas; the values of ours need no escapes. */
static void check_labels(struct str labels)
{
    while (labels.len > 0) {
        struct str one = str_cut(&labels, ',');
        struct str name = str_cut(&one, '=');
        assert_true(is_name(name) && str_find_byte(name, ':', 0) < 0);
        assert_true(one.len >= 2 && one.ptr[0] == '"' && one.ptr[one.len - 1] == '"');
        assert_int_equal(str_find_byte(one, '"', 1), (ptrdiff_t)one.len - 1);
        assert_true(str_find_byte(one, '\\', 0) < 0);
    }
}

static void read_sample(struct arena *arena, struct exposition *all, struct str line)
{
    struct sample sample = {0};
    struct str value = line;
    const char *number;
    char *end;
    sample.name = str_cut(&value, ' ');
    assert_true(value.ptr && str_find_byte(value, ' ', 0) < 0);
    if (str_find_byte(sample.name, '{', 0) > 0) {
        sample.labels = sample.name;
        sample.name = str_cut(&sample.labels, '{');
        assert_true(str_ends(sample.labels, STR("}")));
        sample.labels.len--;
        check_labels(sample.labels);
    }
    number = arena_c(arena, value);
    sample.value = strtod(number, &end);
    assert_true(*number && !*end && isfinite(sample.value));
    for (size_t i = 0; i < all->sample_count; i++)
        assert_false(str_equal(all->samples[i].name, sample.name) &&
                     str_equal(all->samples[i].labels, sample.labels));
    assert_true(all->sample_count < SAMPLES);
    all->samples[all->sample_count++] = sample;
}

static void read_all(struct arena *arena, struct str text, struct exposition *all)
{
    memset(all, 0, sizeof(*all));
    assert_true(str_ends(text, STR("\n")));
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        if (str_starts(line, STR("#")))
            read_comment(all, line);
        else
            read_sample(arena, all, line);
    }
}

static double value_of(const struct exposition *all, const char *name, const char *labels)
{
    for (size_t i = 0; i < all->sample_count; i++)
        if (str_equal(all->samples[i].name, str_from_c(name)) &&
            str_equal(all->samples[i].labels, str_from_c(labels)))
            return all->samples[i].value;
    fail_msg("no %s{%s}", name, labels);
    return 0;
}

/* Buckets count up to all, by bounds that grow. */
static void check_histogram(struct arena *arena, const struct exposition *all, const char *name)
{
    const char *bucket = arena_printf(arena, "%s_bucket", name).ptr;
    double before = 0;
    double bound = -1;
    int buckets = 0;
    for (size_t i = 0; i < all->sample_count; i++) {
        const struct sample *sample = &all->samples[i];
        double own;
        if (!str_equal(sample->name, str_from_c(bucket)))
            continue;
        assert_true(str_starts(sample->labels, STR("le=\"")));
        own = strtod(arena_c(arena, str_from(sample->labels, 4)), NULL);
        assert_true(own > bound && sample->value >= before);
        bound = own;
        before = sample->value;
        buckets++;
    }
    assert_true(buckets > 2 && isinf(bound));
    assert_true(before == value_of(all, arena_printf(arena, "%s_count", name).ptr, ""));
    assert_true(value_of(all, arena_printf(arena, "%s_sum", name).ptr, "") >= 0);
}

/* The family of a sample, whose histogram has samples of three endings. */
static struct family *family_of_sample(struct exposition *all, const struct sample *sample)
{
    static const struct str endings[] = {STR_INIT("_bucket"), STR_INIT("_sum"), STR_INIT("_count")};
    struct family *family = family_of(all, sample->name);
    for (size_t i = 0; !family && i < COUNT(endings); i++)
        if (str_ends(sample->name, endings[i]))
            family = family_of(all, str_slice(sample->name, 0, sample->name.len - endings[i].len));
    return family;
}

static void ask(struct visitor *monitor, struct exposition *all)
{
    visit_get(monitor, "/metrics");
    assert_status(monitor, 200);
    assert_str(visit_header(monitor, "Content-Type"),
               STR("text/plain; version=0.0.4; charset=utf-8"));
    read_all(monitor->arena, monitor->body, all);
}

static void prometheus_reads_what_was_asked(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        static struct exposition all;
        struct visitor *monitor = visitor_new(&site);
        ask(monitor, &all);
        assert_true(all.sample_count > 0);
        for (size_t i = 0; i < all.sample_count; i++) {
            const struct family *family = family_of_sample(&all, &all.samples[i]);
            assert_true(family && family->has_help && family->type.len > 0);
            if (family && str_equal(family->type, STR("counter")))
                assert_true(str_ends(family->name, STR("_total")));
            if (family && str_equal(family->type, STR("histogram")))
                check_histogram(monitor->arena, &all, arena_c(monitor->arena, family->name));
        }
        /* three answers, as the server tells of them when they were sent */
        for (int i = 0; i < 3; i++) {
            struct request *request;
            assert_no_fault(request_new(site.arena, HTTP_GET, STR("/khong-co"), STR(""), &request));
            site.server.done(site.server.context, request, 404, 1000, i < 2 ? 2000 : 6000000);
        }
        ask(monitor, &all);
        assert_true(value_of(&all, "dinh_http_requests_total", "class=\"4xx\"") == 3);
        assert_true(value_of(&all, "dinh_http_sent_bytes_total", "") == 3000);
        assert_true(value_of(&all, "dinh_http_duration_seconds_bucket", "le=\"0.001\"") == 0);
        assert_true(value_of(&all, "dinh_http_duration_seconds_bucket", "le=\"0.0025\"") == 2);
        assert_true(value_of(&all, "dinh_http_duration_seconds_bucket", "le=\"5\"") == 2);
        check_histogram(monitor->arena, &all, "dinh_http_duration_seconds");
        assert_true(value_of(&all, "dinh_http_duration_seconds_count", "") == 3);
        assert_true(fabs(value_of(&all, "dinh_http_duration_seconds_sum", "") - 6.004) < 1e-9);
        assert_true(value_of(&all, "dinh_db_commits_total", "") > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prometheus_reads_what_was_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
