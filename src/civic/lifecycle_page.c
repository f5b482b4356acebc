/*
 * A kind of matter as a page of the docs: its diagram, its states, its actions.
 */
#include "civic/lifecycle.h"

#include "base/buf.h"
#include "civic/site.h"

enum {
    PAGE_BYTES = 256 * 1024
};

static struct str word_of(struct work *work, const struct matter_kind *kind, const char *sort,
                          struct str name)
{
    return site_message(
        work, arena_printf(work->arena, "%s.%s." PRISTR, kind->name, sort, STRARG(name)).ptr);
}

/* "Cán bộ thụ lý, Lãnh đạo", and the sender where the key is enough. */
static struct str who_may(struct work *work, const struct lifecycle_action *action)
{
    struct buf buf = buf_init(work->arena, PAGE_BYTES);
    for (unsigned role = 0; role < ROLE_COUNT; role++)
        if (action->roles & ROLE_BIT(role)) {
            struct str name = site_message(work, role_message((enum role)role));
            buf_printf(&buf, "%s" PRISTR, buf.len ? ", " : "", STRARG(name));
        }
    if (action->flags & ACTION_BY_SENDER) {
        struct str name = site_message(work, "matter.actor.sender");
        buf_printf(&buf, "%s" PRISTR, buf.len ? ", " : "", STRARG(name));
    }
    return buf_str(&buf);
}

static struct str from_states(struct work *work, const struct matter_kind *kind,
                              const struct lifecycle_action *action)
{
    struct buf buf = buf_init(work->arena, PAGE_BYTES);
    for (size_t i = 0; i < kind->state_count; i++) {
        struct str name = str_from_c(kind->states[i].name);
        if (action_is_from(action, name)) {
            struct str word = word_of(work, kind, "state", name);
            buf_printf(&buf, "%s" PRISTR, buf.len ? "; " : "", STRARG(word));
        }
    }
    return buf_str(&buf);
}

static void add_heads(struct work *work, struct buf *buf, const char *const *keys, size_t count)
{
    buf_printf(buf, "\n|");
    for (size_t i = 0; i < count; i++) {
        struct str word = site_message(work, keys[i]);
        buf_printf(buf, " " PRISTR " |", STRARG(word));
    }
    buf_printf(buf, "\n|");
    for (size_t i = 0; i < count; i++)
        buf_printf(buf, "---|");
    buf_printf(buf, "\n");
}

static void add_states(struct work *work, const struct matter_kind *kind, struct buf *buf)
{
    static const char *const heads[] = {"matters.states.state", "matters.states.phase"};
    static const char *const phases[] = {
        [PHASE_OPEN] = "matters.states.open",
        [PHASE_WAITING] = "matters.states.waiting",
        [PHASE_CLOSED] = "matters.states.closed",
    };
    add_heads(work, buf, heads, 2);
    for (size_t i = 0; i < kind->state_count; i++) {
        struct str word = word_of(work, kind, "state", str_from_c(kind->states[i].name));
        struct str phase = site_message(work, phases[kind->states[i].phase]);
        buf_printf(buf, "| " PRISTR " | " PRISTR " |\n", STRARG(word), STRARG(phase));
    }
}

/* "`complaint.suspend.send`, `complaint.withdraw`" */
static struct str rules_of(struct work *work, const struct lifecycle_action *action)
{
    struct str rest = str_from_c(action->rule);
    struct str rules = STR("");
    while (rest.len > 0) {
        struct str rule = str_cut(&rest, ' ');
        rules = arena_printf(work->arena, PRISTR "%s`" PRISTR "`", STRARG(rules),
                             rules.len ? ", " : "", STRARG(rule));
    }
    return rules;
}

static void add_actions(struct work *work, const struct matter_kind *kind, struct buf *buf)
{
    static const char *const heads[] = {"matters.states.action", "matters.states.from",
                                        "matters.states.to", "matters.states.who",
                                        "matters.states.rule"};
    add_heads(work, buf, heads, 5);
    for (size_t i = 0; i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        struct str word = word_of(work, kind, "action", str_from_c(action->name));
        struct str from = from_states(work, kind, action);
        struct str to = action->to[0] ? word_of(work, kind, "state", str_from_c(action->to))
                                      : site_message(work, "matters.states.stays");
        struct str who = who_may(work, action);
        buf_printf(buf, "| " PRISTR " | " PRISTR " | " PRISTR " | " PRISTR " | " PRISTR " |\n",
                   STRARG(word), STRARG(from), STRARG(to), STRARG(who),
                   STRARG(rules_of(work, action)));
    }
}

struct str kind_page(struct work *work, const struct matter_kind *kind)
{
    struct buf buf = buf_init(work->arena, PAGE_BYTES);
    struct str name = site_message(work, arena_printf(work->arena, "%s.name", kind->name).ptr);
    struct str diagram = kind_diagram(work, kind);
    buf_printf(&buf, "# " PRISTR "\n\n```mermaid\n" PRISTR "```\n", STRARG(name), STRARG(diagram));
    add_states(work, kind, &buf);
    add_actions(work, kind, &buf);
    return buf_str(&buf);
}
