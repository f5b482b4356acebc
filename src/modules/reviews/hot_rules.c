/*
 * Counting what petitions have in common. Titles are cut into words; a run of words
 * that stands in many titles is a subject, a word like "khu" with its number or name is
 * a place. Accents and capitals play no part in comparing.
 */
#include "modules/reviews/hot.h"

#include "text/fold.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    RUN_LEAST = 2, /* words of a subject */
    RUN_MOST = 5,
    RUN_WEIGHT = 4,   /* more words do not weigh more */
    TOKENS_MOST = 60, /* of one text looked at */
    PLACE_NAMES = 3,  /* words of a name */
    LETTERS_LEAST = 2,
    SAME_OF_TEN = 6 /* of ten members: the same group under another name */
};

static const struct str kind_names[HOT_KIND_COUNT] = {
    [HOT_SUBJECT] = STR_INIT("subject"), [HOT_PLACE] = STR_INIT("place"),
    [HOT_PERSON] = STR_INIT("person"),   [HOT_CROWD] = STR_INIT("crowd"),
    [HOT_ADHOC] = STR_INIT("adhoc"),
};

struct str hot_kind_name(enum hot_kind kind)
{
    return kind_names[kind];
}

bool hot_kind_from_name(struct str name, enum hot_kind *ret_kind)
{
    for (unsigned i = 0; i < HOT_KIND_COUNT; i++)
        if (str_equal(kind_names[i], name)) {
            *ret_kind = (enum hot_kind)i;
            return true;
        }
    return false;
}

/* ---- words ---- */

struct token {
    struct str text; /* as written */
    struct str fold;
    bool has_capital;
    bool is_number;
    bool is_thin; /* begins and ends no subject */
    bool ends;    /* a comma or a full stop follows */
};

static bool is_mark(char c)
{
    return isspace((unsigned char)c) || strchr(",.;:()\"'!?-/", c) != NULL;
}

/* Words that begin and end no subject, folded. */
static const char thin_words[] =
    " ve viec de nghi kien tai o cua va cho bi duoc khong co la don phan anh khieu nai xin mong toi"
    " gia dinh ho cac nhung nguoi dan ba xa thon khu to huyen so ngay thang nam tu den trong nay"
    " con chua da sau truoc theo gui kinh vi do moi nhieu rat lai phai ma thi voi hay mot hai ";

static bool is_thin(struct str fold, struct str exact)
{
    char padded[32];
    if (str_equal(exact, STR("ô"))) /* of "ô nhiễm"; not "ở" */
        return false;
    if (fold.len + 3 > sizeof(padded))
        return false;
    padded[0] = ' ';
    memcpy(padded + 1, fold.ptr, fold.len);
    padded[fold.len + 1] = ' ';
    padded[fold.len + 2] = '\0';
    return fold.len < 2 || strstr(thin_words, padded) != NULL;
}

static size_t tokens_of(struct arena *arena, struct str text, struct token tokens[TOKENS_MOST])
{
    size_t count = 0;
    size_t at = 0;
    while (at < text.len && count < TOKENS_MOST) {
        size_t start = at;
        struct token token;
        struct str exact;
        while (at < text.len && !is_mark(text.ptr[at]))
            at++;
        token.text = str_slice(text, start, at - start);
        token.fold = text_fold(arena, token.text);
        token.ends = at >= text.len || !isspace((unsigned char)text.ptr[at]);
        at++;
        if (token.fold.len == 0)
            continue;
        exact = text_exact(arena, token.text);
        token.has_capital = !str_equal(exact, token.text);
        token.is_number = isdigit((unsigned char)token.fold.ptr[0]);
        token.is_thin = is_thin(token.fold, exact);
        tokens[count++] = token;
    }
    return count;
}

/* ---- places ---- */

/* Words before the number or name of a place, folded; the longer first. */
static const char *const place_words[] = {"to dan pho", "khu dan cu", "khu pho", "khu", "thon",
                                          "xom",        "ban",        "ap",      NULL};

static size_t words_match(const struct token *tokens, size_t count, size_t at, struct str words)
{
    size_t matched = 0;
    while (words.len > 0) {
        struct str word = str_cut(&words, ' ');
        if (at + matched >= count || !str_equal(tokens[at + matched].fold, word))
            return 0;
        matched++;
    }
    return matched;
}

/* From the first byte of one token to the last of another. */
static struct str between(const struct token *first, const struct token *last)
{
    return (struct str){first->text.ptr,
                        (size_t)(last->text.ptr + last->text.len - first->text.ptr)};
}

/* How many tokens after the word make its number or name. */
static size_t name_length(const struct token *tokens, size_t count, size_t at)
{
    size_t length = 0;
    if (at < count && str_equal(tokens[at].fold, STR("so")) && at + 1 < count &&
        tokens[at + 1].is_number)
        return 2;
    if (at < count && tokens[at].is_number)
        return 1;
    while (at + length < count && length < PLACE_NAMES && tokens[at + length].has_capital) {
        length++;
        if (tokens[at + length - 1].ends)
            break;
    }
    return length;
}

struct span {
    size_t first;
    size_t count;
};

/* The first place of a text; count 0: none. */
static struct span place_in(const struct token *tokens, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t w = 0; place_words[w]; w++) {
            size_t words = words_match(tokens, count, i, str_from_c(place_words[w]));
            size_t name = words ? name_length(tokens, count, i + words) : 0;
            if (name > 0)
                return (struct span){i, words + name};
        }
    return (struct span){0, 0};
}

/* ---- what each letter says ---- */

struct said {
    struct token tokens[TOKENS_MOST]; /* of the title */
    size_t count;
    struct span place_span; /* in the title */
    struct str place;       /* as written; empty: none */
    struct str place_fold;
    size_t place_id; /* the same place, the same number; 0: none */
};

static void read_letter(struct arena *arena, const struct hot_letter *letter, struct said *said)
{
    struct token others[TOKENS_MOST];
    size_t count;
    struct span span;
    *said = (struct said){0};
    if (letter->matter.visibility == VISIBLE_SEALED)
        return;
    said->count = tokens_of(arena, letter->matter.title, said->tokens);
    said->place_span = place_in(said->tokens, said->count);
    if (said->place_span.count > 0) {
        span = said->place_span;
        said->place =
            between(&said->tokens[span.first], &said->tokens[span.first + span.count - 1]);
    } else {
        count = tokens_of(arena, letter->text, others);
        span = place_in(others, count);
        if (span.count > 0)
            said->place = between(&others[span.first], &others[span.first + span.count - 1]);
    }
    said->place_fold = text_fold(arena, said->place);
}

/* ---- how it is written ---- */

static size_t beyond_ascii(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += (unsigned char)text.ptr[i] >= 0x80;
    return count;
}

static size_t capitals(struct arena *arena, struct str text)
{
    struct str exact = text_exact(arena, text);
    size_t count = text.len == exact.len ? 0 : text.len;
    for (size_t i = 0; i < text.len && i < exact.len; i++)
        count += text.ptr[i] != exact.ptr[i];
    return count;
}

/* Of two ways to write the same words, the one with diacritics and fewer capitals. */
static struct str better(struct arena *arena, struct str a, struct str b)
{
    size_t x = beyond_ascii(a);
    size_t y = beyond_ascii(b);
    if (x != y)
        return x > y ? a : b;
    return capitals(arena, b) < capitals(arena, a) ? b : a;
}

/* ---- groups ---- */

struct counting {
    struct arena *arena;
    const hot_letter_list *letters;
    const struct hot_limits *limits;
    struct said *said;
    size_t **name_ids; /* of each letter: its names as numbers, from 1 */
    size_t *seen;      /* by name: the round of counting in which it was met */
    size_t round;
    bool *marks; /* by group and letter: it is a member */
    hot_group_list groups;
};

/* Texts as numbers: the same text, the same number, from 1; empty text is 0. */
struct numbered {
    struct str text;
    size_t *ret_id;
};
typedef VEC(struct numbered) numbered_list;

static int by_text(const void *a, const void *b)
{
    return str_compare(((const struct numbered *)a)->text, ((const struct numbered *)b)->text);
}

static size_t number_all(numbered_list *list)
{
    size_t count = 0;
    if (list->count > 0)
        qsort(list->items, list->count, sizeof(*list->items), by_text);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].text.len > 0 &&
            (i == 0 || !str_equal(list->items[i].text, list->items[i - 1].text)))
            count++;
        *list->items[i].ret_id = list->items[i].text.len > 0 ? count : 0;
    }
    return count;
}

static void number_names_and_places(struct counting *on)
{
    numbered_list names = {0};
    numbered_list places = {0};
    on->name_ids = arena_alloc_array(on->arena, on->letters->count + 1, sizeof(*on->name_ids));
    for (size_t i = 0; i < on->letters->count; i++) {
        const struct list *own = &on->letters->items[i].names;
        on->name_ids[i] = arena_alloc_array(on->arena, own->count + 1, sizeof(size_t));
        for (size_t n = 0; n < own->count; n++)
            *VEC_PUSH(&names, on->arena) =
                (struct numbered){((const struct str *)own->items)[n], &on->name_ids[i][n]};
        *VEC_PUSH(&places, on->arena) =
            (struct numbered){on->said[i].place_fold, &on->said[i].place_id};
    }
    on->seen = arena_alloc_array(on->arena, number_all(&names) + 1, sizeof(*on->seen));
    number_all(&places);
}

/* Different names; a letter of the law's group counts as that many at least. */
static int64_t people_of(struct counting *on, const struct hot_group *group)
{
    int64_t people = 0;
    on->round++;
    for (size_t i = 0; i < group->members.count; i++) {
        size_t at = group->members.items[i];
        const struct hot_letter *letter = &on->letters->items[at];
        int64_t named = (int64_t)letter->names.count;
        for (size_t n = 0; n < letter->names.count; n++) {
            size_t id = on->name_ids[at][n];
            people += id > 0 && on->seen[id] != on->round;
            on->seen[id] = on->round;
        }
        if (letter->is_crowd && named < on->limits->crowd)
            people += on->limits->crowd - named;
        else if (named == 0)
            people++;
    }
    return people;
}

static bool is_hot(const struct counting *on, const struct hot_group *group)
{
    if (group->members.count < LETTERS_LEAST)
        return false;
    return (int64_t)group->members.count >= on->limits->letters ||
           group->people >= on->limits->people;
}

/* Most of its members stand in a group of subject or place already. */
static bool is_covered(const struct counting *on, const struct hot_group *group)
{
    for (size_t g = 0; g < on->groups.count; g++) {
        const bool *marks = on->marks + g * on->letters->count;
        size_t common = 0;
        if (on->groups.items[g].kind != HOT_SUBJECT && on->groups.items[g].kind != HOT_PLACE)
            continue;
        for (size_t i = 0; i < group->members.count; i++)
            common += marks[group->members.items[i]];
        if (common * 10 >= group->members.count * SAME_OF_TEN)
            return true;
    }
    return false;
}

static void keep(struct counting *on, struct hot_group *group)
{
    group->people = people_of(on, group);
    if (on->groups.count == HOT_GROUPS || !is_hot(on, group))
        return;
    for (size_t i = 0; i < group->members.count; i++)
        on->marks[on->groups.count * on->letters->count + group->members.items[i]] = true;
    *VEC_PUSH(&on->groups, on->arena) = *group;
}

/* ---- subjects ---- */

/* A run of words of one title. */
struct run {
    struct str fold;
    struct str text;
    size_t letter;
    int words;
};
typedef VEC(struct run) run_list;

static int by_fold(const void *a, const void *b)
{
    const struct run *x = a;
    const struct run *y = b;
    int order = str_compare(x->fold, y->fold);
    return order ? order : (x->letter > y->letter) - (x->letter < y->letter);
}

static bool is_in_place(const struct said *said, size_t at)
{
    return at >= said->place_span.first && at < said->place_span.first + said->place_span.count;
}

static void add_runs(struct counting *on, size_t letter, run_list *runs)
{
    const struct said *said = &on->said[letter];
    for (size_t i = 0; i < said->count; i++) {
        struct str fold = STR("");
        for (size_t n = 0; n < RUN_MOST && i + n < said->count; n++) {
            const struct token *token = &said->tokens[i + n];
            if (is_in_place(said, i + n) || token->is_number)
                break;
            fold = arena_printf(on->arena, PRISTR "%s" PRISTR, STRARG(fold), n ? " " : "",
                                STRARG(token->fold));
            if (n + 1 >= RUN_LEAST && !said->tokens[i].is_thin && !token->is_thin)
                *VEC_PUSH(runs, on->arena) =
                    (struct run){fold, between(&said->tokens[i], token), letter, (int)n + 1};
            if (token->ends)
                break;
        }
    }
}

/* A subject with the letters that have it. */
struct subject {
    struct hot_group group;
    size_t weight;
    size_t words;
};
typedef VEC(struct subject) subject_list;

static int by_weight(const void *a, const void *b)
{
    const struct subject *x = a;
    const struct subject *y = b;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    if (x->words != y->words)
        return x->words > y->words ? -1 : 1;
    return str_compare(x->group.key, y->group.key);
}

static void collect_subjects(struct counting *on, const run_list *runs, subject_list *subjects)
{
    for (size_t i = 0; i < runs->count;) {
        const struct run *first = &runs->items[i];
        struct subject subject = {
            .words = (size_t)first->words,
            .group = {.kind = HOT_SUBJECT, .key = first->fold, .subject = first->text}
        };
        size_t weight = subject.words < RUN_WEIGHT ? subject.words : RUN_WEIGHT;
        for (; i < runs->count && str_equal(runs->items[i].fold, first->fold); i++) {
            subject.group.subject = better(on->arena, subject.group.subject, runs->items[i].text);
            if (subject.group.members.count == 0 ||
                subject.group.members.items[subject.group.members.count - 1] !=
                    runs->items[i].letter) /* they are in the order of letters */
                *VEC_PUSH(&subject.group.members, on->arena) = runs->items[i].letter;
        }
        if (subject.group.members.count < LETTERS_LEAST)
            continue;
        subject.weight = subject.group.members.count * weight;
        subject.group.people = people_of(on, &subject.group);
        if (is_hot(on, &subject.group))
            *VEC_PUSH(subjects, on->arena) = subject;
    }
}

/* The members of the group that stand where member `first` does; none where an earlier
 * one stands there, or where it names no place. */
static struct hot_group in_place(struct counting *on, const struct hot_group *group, size_t first)
{
    const struct said *said = &on->said[group->members.items[first]];
    struct hot_group here = {.kind = group->kind, .subject = group->subject};
    for (size_t i = 0; i < group->members.count && said->place_id > 0; i++) {
        const struct said *other = &on->said[group->members.items[i]];
        if (other->place_id != said->place_id)
            continue;
        if (i < first)
            return here;
        here.place = better(on->arena, here.place.len ? here.place : other->place, other->place);
        *VEC_PUSH(&here.members, on->arena) = group->members.items[i];
    }
    here.people = people_of(on, &here);
    return here;
}

/* Letters of the group that stand in one place, taken out into a group of their own
 * where that is hot. */
static void split_by_place(struct counting *on, struct hot_group *group)
{
    struct hot_group rest = *group;
    bool *is_taken = arena_alloc_array(on->arena, on->letters->count, sizeof(*is_taken));
    memset(&rest.members, 0, sizeof(rest.members));
    for (size_t i = 0; i < group->members.count; i++) {
        struct hot_group here;
        if (is_taken[group->members.items[i]])
            continue;
        here = in_place(on, group, i);
        if (!is_hot(on, &here)) {
            *VEC_PUSH(&rest.members, on->arena) = group->members.items[i];
            continue;
        }
        for (size_t k = 0; k < here.members.count; k++)
            is_taken[here.members.items[k]] = true;
        here.key = arena_printf(on->arena, PRISTR "|" PRISTR, STRARG(group->key),
                                STRARG(on->said[group->members.items[i]].place_fold));
        keep(on, &here);
    }
    keep(on, &rest);
}

static void find_subjects(struct counting *on)
{
    run_list runs = {0};
    subject_list subjects = {0};
    for (size_t i = 0; i < on->letters->count; i++)
        add_runs(on, i, &runs);
    if (runs.count > 0)
        qsort(runs.items, runs.count, sizeof(*runs.items), by_fold);
    collect_subjects(on, &runs, &subjects);
    if (subjects.count > 0)
        qsort(subjects.items, subjects.count, sizeof(*subjects.items), by_weight);
    for (size_t i = 0; i < subjects.count; i++)
        if (!is_covered(on, &subjects.items[i].group))
            split_by_place(on, &subjects.items[i].group);
}

/* ---- places, persons, crowds ---- */

static void find_places(struct counting *on)
{
    struct hot_group all = {.kind = HOT_PLACE};
    for (size_t i = 0; i < on->letters->count; i++)
        *VEC_PUSH(&all.members, on->arena) = i;
    for (size_t i = 0; i < on->letters->count; i++) {
        struct hot_group group = in_place(on, &all, i);
        group.key = on->said[i].place_fold;
        if (is_hot(on, &group) && !is_covered(on, &group))
            keep(on, &group);
    }
}

static bool is_about(const struct hot_letter *letter, int64_t person_id)
{
    const int64_t *about = letter->about.items;
    for (size_t i = 0; i < letter->about.count; i++)
        if (about[i] == person_id)
            return true;
    return false;
}

static void find_persons(struct counting *on)
{
    for (size_t i = 0; i < on->letters->count; i++) {
        const int64_t *about = on->letters->items[i].about.items;
        for (size_t a = 0; a < on->letters->items[i].about.count; a++) {
            struct hot_group group = {.kind = HOT_PERSON,
                                      .person_id = about[a],
                                      .key = arena_printf(on->arena, "%lld", (long long)about[a])};
            for (size_t k = 0; k < on->letters->count; k++)
                if (is_about(&on->letters->items[k], about[a]))
                    *VEC_PUSH(&group.members, on->arena) = k;
            if (group.members.items[0] == i)
                keep(on, &group);
        }
    }
}

/* One petition that is hot by itself: of many people, or of an ad hoc reception. */
static void find_single(struct counting *on)
{
    for (size_t i = 0; i < on->letters->count && on->groups.count < HOT_GROUPS; i++) {
        const struct hot_letter *letter = &on->letters->items[i];
        bool is_crowd = letter->is_crowd || (int64_t)letter->names.count >= on->limits->crowd;
        struct hot_group group = {.kind = is_crowd ? HOT_CROWD : HOT_ADHOC,
                                  .key = letter->matter.code,
                                  .subject = letter->matter.title,
                                  .place = on->said[i].place};
        if (!is_crowd && !letter->is_adhoc)
            continue;
        if (letter->matter.visibility == VISIBLE_SEALED)
            group.subject = STR("");
        *VEC_PUSH(&group.members, on->arena) = i;
        group.people = people_of(on, &group);
        *VEC_PUSH(&on->groups, on->arena) = group;
    }
}

static int by_size(const void *a, const void *b)
{
    const struct hot_group *x = a;
    const struct hot_group *y = b;
    if (x->members.count != y->members.count)
        return x->members.count > y->members.count ? -1 : 1;
    if (x->people != y->people)
        return x->people > y->people ? -1 : 1;
    return str_compare(x->key, y->key);
}

void hot_find(struct arena *arena, const hot_letter_list *letters, const struct hot_limits *limits,
              hot_group_list *ret_groups)
{
    struct counting on = {.arena = arena, .letters = letters, .limits = limits};
    on.said = arena_alloc_array(arena, letters->count + 1, sizeof(*on.said));
    on.marks = arena_alloc_array(arena, HOT_GROUPS * letters->count + 1, sizeof(*on.marks));
    for (size_t i = 0; i < letters->count; i++)
        read_letter(arena, &letters->items[i], &on.said[i]);
    number_names_and_places(&on);
    find_subjects(&on);
    find_places(&on);
    find_persons(&on);
    find_single(&on);
    if (on.groups.count > 0)
        qsort(on.groups.items, on.groups.count, sizeof(*on.groups.items), by_size);
    *ret_groups = on.groups;
}
