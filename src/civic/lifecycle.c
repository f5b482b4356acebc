/*
 * Questions to the tables of kinds, and their proof.
 */
#include "civic/lifecycle.h"

#include "base/buf.h"
#include "civic/matter.h"
#include "civic/module.h"
#include "civic/site.h"

#include <string.h>

const struct matter_kind *kind_find(const struct work *work, struct str name)
{
    for (size_t m = 0; work->site->modules[m]; m++) {
        const struct module *module = work->site->modules[m];
        for (size_t i = 0; i < module->kind_count; i++)
            if (str_equal(str_from_c(module->kinds[i]->name), name))
                return module->kinds[i];
    }
    return NULL;
}

bool kind_passes(const struct matter_kind *kind, struct str rule)
{
    return kind && kind->passes && words_have(kind->passes, rule);
}

struct str kinds_passing(const struct work *work)
{
    struct str rules = STR(" ");
    for (size_t m = 0; work->site->modules[m]; m++) {
        const struct module *module = work->site->modules[m];
        for (size_t i = 0; i < module->kind_count; i++)
            if (module->kinds[i]->passes)
                rules = arena_printf(work->arena, PRISTR "%s ", STRARG(rules),
                                     module->kinds[i]->passes);
    }
    return rules;
}

bool kind_begins(const struct matter_kind *kind, struct str rule, const struct matter *matter)
{
    for (size_t i = 0; kind && i < kind->case_count; i++)
        if (str_equal(str_from_c(kind->cases[i].rule), rule))
            return matter_has_fact(matter, kind->cases[i].fact);
    return true;
}

const struct lifecycle_state *kind_state(const struct matter_kind *kind, struct str name)
{
    for (size_t i = 0; i < kind->state_count; i++)
        if (str_equal(str_from_c(kind->states[i].name), name))
            return &kind->states[i];
    return NULL;
}

const struct lifecycle_action *kind_action(const struct matter_kind *kind, struct str name)
{
    for (size_t i = 0; i < kind->action_count; i++)
        if (str_equal(str_from_c(kind->actions[i].name), name))
            return &kind->actions[i];
    return NULL;
}

bool words_have(const char *words, struct str word)
{
    struct str rest = str_from_c(words);
    if (strcmp(words, "*") == 0)
        return true;
    while (rest.ptr) {
        struct str next = str_cut(&rest, ' ');
        if (next.len > 0 && str_equal(next, word))
            return true;
    }
    return false;
}

bool action_is_from(const struct lifecycle_action *action, struct str state)
{
    return words_have(action->from, state);
}

/* ---- proof ---- */

static const char *names_problem(struct arena *arena, const struct matter_kind *kind)
{
    for (size_t i = 0; i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        struct str rest = str_from_c(action->from);
        if (kind_action(kind, str_from_c(action->name)) != action)
            return arena_printf(arena, "%s: the action %s stands twice", kind->name, action->name)
                .ptr;
        if ((action->flags & ACTION_MOVES) && (action->flags & ACTION_ASSIGNS))
            return arena_printf(arena, "%s.%s: names an official of a unit that is yet to be named",
                                kind->name, action->name)
                .ptr;
        if (action->to[0] && !kind_state(kind, str_from_c(action->to)))
            return arena_printf(arena, "%s.%s: no state %s", kind->name, action->name, action->to)
                .ptr;
        while (rest.ptr) {
            struct str state = str_cut(&rest, ' ');
            if (strcmp(action->from, "*") != 0 && !kind_state(kind, state))
                return arena_printf(arena, "%s.%s: no state " PRISTR, kind->name, action->name,
                                    STRARG(state))
                    .ptr;
        }
    }
    return NULL;
}

/* Marks what can be reached from the first state. */
static void reach(const struct matter_kind *kind, bool *reached)
{
    bool grew = true;
    reached[0] = true;
    while (grew) {
        grew = false;
        for (size_t a = 0; a < kind->action_count; a++) {
            const struct lifecycle_action *action = &kind->actions[a];
            const struct lifecycle_state *to = kind_state(kind, str_from_c(action->to));
            for (size_t s = 0; to && s < kind->state_count; s++) {
                if (!reached[s] || reached[to - kind->states] ||
                    !action_is_from(action, str_from_c(kind->states[s].name)))
                    continue;
                reached[to - kind->states] = true;
                grew = true;
            }
        }
    }
}

static bool can_be_left(const struct matter_kind *kind, const struct lifecycle_state *state)
{
    struct str name = str_from_c(state->name);
    for (size_t i = 0; i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        if (action->to[0] && action_is_from(action, name) &&
            !str_equal(str_from_c(action->to), name))
            return true;
    }
    return false;
}

const char *kind_problem(struct arena *arena, const struct matter_kind *kind)
{
    bool *reached = arena_alloc_array(arena, kind->state_count + 1, sizeof(*reached));
    const char *problem = names_problem(arena, kind);
    if (problem)
        return problem;
    reach(kind, reached);
    for (size_t i = 0; i < kind->state_count; i++) {
        const struct lifecycle_state *state = &kind->states[i];
        if (!reached[i])
            return arena_printf(arena, "%s: nothing leads to the state %s", kind->name, state->name)
                .ptr;
        if (state->phase != PHASE_CLOSED && !can_be_left(kind, state))
            return arena_printf(arena, "%s: the state %s cannot be left", kind->name, state->name)
                .ptr;
    }
    return NULL;
}

/* ---- diagram ---- */

static struct str word_of(struct work *work, const struct matter_kind *kind, const char *sort,
                          const char *name)
{
    return site_message(work, arena_printf(work->arena, "%s.%s.%s", kind->name, sort, name).ptr);
}

struct str kind_diagram(struct work *work, const struct matter_kind *kind)
{
    struct buf buf = buf_init(work->arena, 64 * 1024);
    buf_printf(&buf, "stateDiagram-v2\n    [*] --> %s\n", kind->states[0].name);
    for (size_t i = 0; i < kind->state_count; i++) {
        struct str word = word_of(work, kind, "state", kind->states[i].name);
        buf_printf(&buf, "    %s : " PRISTR "\n", kind->states[i].name, STRARG(word));
        if (kind->states[i].phase == PHASE_CLOSED)
            buf_printf(&buf, "    %s --> [*]\n", kind->states[i].name);
    }
    for (size_t a = 0; a < kind->action_count; a++) {
        const struct lifecycle_action *action = &kind->actions[a];
        struct str word = word_of(work, kind, "action", action->name);
        for (size_t s = 0; action->to[0] && s < kind->state_count; s++)
            if (action_is_from(action, str_from_c(kind->states[s].name)))
                buf_printf(&buf, "    %s --> %s : " PRISTR "\n", kind->states[s].name, action->to,
                           STRARG(word));
    }
    return buf_str(&buf);
}
