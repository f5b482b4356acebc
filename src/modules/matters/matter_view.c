/*
 * Views of matters.
 */
#include "modules/matters/matter_view.h"

#include "base/buf.h"
#include "civic/deadline.h"
#include "civic/official.h"

enum {
    SOON_DAYS = 3, /* working days */
    NOTE_LIMIT = 64 * 1024
};

/* Events of one file that name another. */
#define TIES "link unlink split split-off split-from"

SHAPE(due_view_shape, struct due_view, FIELD(struct due_view, date), FIELD(struct due_view, days),
      FIELD(struct due_view, is_late), FIELD(struct due_view, is_today),
      FIELD(struct due_view, is_soon), FIELD(struct due_view, is_later));

SHAPE(clock_view_shape, struct clock_view, FIELD(struct clock_view, title),
      FIELD(struct clock_view, article), RECORD(struct clock_view, due, due_view_shape),
      FIELD(struct clock_view, why_url), FIELD(struct clock_view, closed_on),
      FIELD(struct clock_view, is_closed), FIELD(struct clock_view, is_kept),
      FIELD(struct clock_view, is_suspended), FIELD(struct clock_view, is_provisional),
      FIELD(struct clock_view, is_local), FIELD(struct clock_view, is_set));

SHAPE(event_view_shape, struct event_view, FIELD(struct event_view, at),
      FIELD(struct event_view, day), FIELD(struct event_view, is_entered_later),
      FIELD(struct event_view, title), FIELD(struct event_view, who),
      FIELD(struct event_view, note), FIELD(struct event_view, answer),
      FIELD(struct event_view, is_last));

struct due_view due_view(struct civil_date due, struct civil_date today, struct civil_date soon)
{
    struct due_view view = {.date = due};
    int days;
    if (date_is_none(due))
        return view;
    days = due.days - today.days;
    view.days = days < 0 ? -days : days;
    view.is_late = days < 0;
    view.is_today = days == 0;
    view.is_soon = days > 0 && date_compare(due, soon) <= 0;
    view.is_later = days > 0 && !view.is_soon;
    return view;
}

struct civil_date matter_soon(struct work *work)
{
    return deadline_working_day(work, clock_today(work->clock), SOON_DAYS);
}

struct str matter_word(struct work *work, struct str kind, const char *sort, struct str name)
{
    return site_message(
        work,
        arena_printf(work->arena, PRISTR ".%s." PRISTR, STRARG(kind), sort, STRARG(name)).ptr);
}

struct str matter_kind_name(struct work *work, struct str kind)
{
    return site_message(work, arena_printf(work->arena, PRISTR ".name", STRARG(kind)).ptr);
}

struct url matter_file_url(struct arena *arena, struct str code)
{
    return url_relative(arena, "/can-bo/viec/" PRISTR, STRARG(code));
}

/* Who took the action: a name for officials, a role for the sender. */
static const struct fault *who_acted(struct work *work, const struct matter_event *event,
                                     bool is_for_sender, struct str *ret_who)
{
    if (!is_for_sender && event->actor_id)
        return official_name(work, event->actor_id, ret_who);
    *ret_who = site_message(
        work, arena_printf(work->arena, "matter.actor." PRISTR, STRARG(event->actor_kind)).ptr);
    return NULL;
}

/* A word of a note; the code of a file that the official may not open is not said. */
static const struct fault *word_shown(struct work *work, struct str word, struct str *ret_shown)
{
    struct str code = matter_code_read(work->arena, word);
    struct matter other;
    const struct fault *fault;
    bool may;
    *ret_shown = word;
    if (!code.ptr)
        return NULL;
    fault = matter_by_code(work, code, &other);
    if (!fault)
        fault = matter_code_shown(work, &other, &may, &code);
    if (!fault)
        *ret_shown = code;
    return fault && fault->kind == FAULT_NOT_FOUND ? NULL : fault;
}

/* The note of an event that ties two files, which names the other: not everybody who reads one
 * may know of the other. */
static const struct fault *note_of_tie(struct work *work, struct str note, struct str *ret_note)
{
    struct buf out = buf_init(work->arena, NOTE_LIMIT);
    const struct fault *fault = NULL;
    while (!fault && note.ptr) {
        struct str shown;
        struct str word = str_cut(&note, ' ');
        bool has_colon = str_ends(word, STR(":"));
        word.len -= has_colon;
        fault = word_shown(work, word, &shown);
        buf_printf(&out, "%s" PRISTR "%s", out.len > 0 ? " " : "", STRARG(shown),
                   has_colon ? ":" : "");
    }
    *ret_note = buf_str(&out);
    return fault;
}

/* What the sender wrote, the sender sees; the rest of the notes is the file's. */
static const struct fault *note_of(struct work *work, const struct matter_event *event,
                                   bool is_for_sender, struct str *ret_note)
{
    if (is_for_sender && !str_equal(event->actor_kind, STR("sender")))
        return NULL;
    if (!is_for_sender && words_have(TIES, event->action))
        return note_of_tie(work, event->note, ret_note);
    *ret_note = event->note;
    return NULL;
}

/* Whether somebody else's eyes are needed to lead on from a state. */
static bool awaits_approval(const struct matter_kind *kind, struct str state)
{
    for (size_t i = 0; kind && i < kind->action_count; i++)
        if ((kind->actions[i].flags & ACTION_OTHER_EYES) &&
            action_is_from(&kind->actions[i], state))
            return true;
    return false;
}

/*
 * An answer is shown to the sender only when the step that makes it final was
 * taken: what was drafted and then sent back, withdrawn or is still looked at is
 * nobody's answer.
 */
static bool is_answer_shown(const struct matter_kind *kind, const matter_event_list *events,
                            size_t at, bool is_for_sender)
{
    struct str state = events->items[at].to_state;
    if (!is_for_sender || !awaits_approval(kind, state) ||
        str_equal(events->items[at].from_state, state))
        return true;
    for (size_t i = at + 1; i < events->count; i++) {
        const struct matter_event *event = &events->items[i];
        const struct lifecycle_action *action = kind_action(kind, event->action);
        if (str_equal(event->to_state, state))
            continue;
        return action && (action->flags & ACTION_OTHER_EYES);
    }
    return false;
}

/* What the kind calls it; events that no lifecycle names are called alike in all. */
static struct str event_title(struct work *work, const struct matter_kind *kind,
                              const struct matter_event *event)
{
    if (kind && !kind_action(kind, event->action) && !str_equal(event->action, STR("receive")))
        return site_message(
            work, arena_printf(work->arena, "matter.event." PRISTR, STRARG(event->action)).ptr);
    return matter_word(work, kind ? str_from_c(kind->name) : STR(""), "event", event->action);
}

/* The sender sees what was done to the petition, not what the office keeps in order. */
static bool is_event_shown(const struct matter_kind *kind, const struct matter_event *event,
                           bool is_for_sender)
{
    return !is_for_sender || event->seq == 1 || !kind || kind_action(kind, event->action);
}

const struct fault *matter_timeline(struct work *work, const struct matter *matter,
                                    bool is_for_sender, struct list *ret_events)
{
    matter_event_list events;
    VEC(struct event_view) views = {0};
    const struct matter_kind *kind = kind_find(work, matter->kind);
    const struct fault *fault = matter_events(work, matter->id, &events);
    for (size_t i = 0; !fault && i < events.count; i++) {
        const struct matter_event *event = &events.items[i];
        struct event_view *view;
        if (!is_event_shown(kind, event, is_for_sender))
            continue;
        view = VEC_PUSH(&views, work->arena);
        view->at = event->at;
        view->day = event->happened_on;
        view->is_entered_later = date_compare(event->happened_on, instant_date(event->at)) < 0;
        view->title = event_title(work, kind, event);
        fault = note_of(work, event, is_for_sender, &view->note);
        if (fault)
            return fault;
        if (is_answer_shown(kind, &events, i, is_for_sender))
            view->answer = event->answer;
        fault = who_acted(work, event, is_for_sender, &view->who);
    }
    if (views.count > 0)
        views.items[views.count - 1].is_last = true;
    if (!fault)
        *ret_events = VEC_LIST(&views);
    return fault;
}

/* Whether the rule leaves the day to whoever gives the task. */
static bool is_set_by_hand(struct work *work, const struct matter *matter,
                           const struct matter_clock *clock)
{
    const struct deadline_ask ask = {
        .rule = clock->rule, .start = clock->started_on, .facts = matter->facts};
    struct deadline deadline;
    return !deadline_find(work, &ask, &deadline) && date_is_none(deadline.due_on);
}

const struct fault *matter_clock_views(struct work *work, const struct matter *matter,
                                       struct list *ret_clocks)
{
    struct civil_date today = clock_today(work->clock);
    struct civil_date soon = matter_soon(work);
    matter_clock_list clocks;
    VEC(struct clock_view) views = {0};
    const struct fault *fault = matter_clocks(work, matter->id, &clocks);
    if (fault)
        return fault;
    matter_clocks_by_day(&clocks);
    for (size_t i = 0; i < clocks.count; i++) {
        const struct matter_clock *clock = &clocks.items[i];
        *VEC_PUSH(&views, work->arena) = (struct clock_view){
            .title = deadline_title(work, clock->rule, clock->started_on),
            .article = deadline_citation(work, clock->rule, clock->started_on, matter->facts),
            .due = due_view(clock->due_on, today, soon),
            .why_url = matter_clock_why(work, matter, clock),
            .closed_on = clock->closed_on,
            .is_closed = clock->closed_seq != 0,
            .is_kept = clock->closed_seq && date_compare(clock->closed_on, clock->due_on) <= 0,
            .is_suspended = !date_is_none(clock->suspended_on),
            .is_provisional = clock->is_provisional,
            .is_local = deadline_is_local(work, clock->rule, clock->started_on, matter->facts),
            .is_set = is_set_by_hand(work, matter, clock),
        };
    }
    *ret_clocks = VEC_LIST(&views);
    return NULL;
}

struct clock_view matter_term_view(struct work *work, const struct matter *matter, struct str rule)
{
    const struct deadline_ask ask = {
        .rule = rule, .start = matter->received_on, .facts = matter->facts};
    struct deadline deadline = {.due_on = DATE_NONE};
    const struct fault *fault = deadline_find(work, &ask, &deadline);
    if (fault)
        deadline.due_on = DATE_NONE;
    return (struct clock_view){
        .title = deadline_title(work, rule, matter->received_on),
        .article = deadline_citation(work, rule, matter->received_on, matter->facts),
        .due = due_view(deadline.due_on, clock_today(work->clock), matter_soon(work)),
        .why_url = deadline_why_url(work, &ask, deadline.due_on),
        .closed_on = DATE_NONE,
        .is_provisional = deadline.is_provisional,
        .is_local = deadline.is_local,
    };
}
