/*
 * The forms that officials are shown, sent by everybody else: whoever is not shown a form
 * changes nothing by sending it. New forms are sent as soon as a page shows them.
 */
#include "app/testing_page.h"
#include "civic/module.h"
#include "http/urlencoded.h"
#include "modules/accounts/account.h"
#include "people.h"

#include "base/map.h"

#include <string.h>

enum {
    PAGES_OF_ROUTE = 4, /* that are opened, for each official */
    FORMS_OF_ROUTE = 3, /* that are kept, of all of them */
    BODY_MOST = 256 * 1024
};

static const char *const logins[] = {"bientap", "canbo",    "duyet", "lanhdao", "mattran",
                                     "quantri", "thanhtra", "thuky", "tiepdan", NULL};

/* A form as its page would send it, but for the token. */
struct shown {
    const char *page;
    const char *action;
    struct str body;
};
typedef VEC(struct shown) shown_list;

struct walk {
    struct site_testing *site;
    struct map *seen;   /* pages of this official */
    struct map *counts; /* by route */
    struct map *forms;  /* by address, of all officials */
    VEC(const char *) queue;
    shown_list shown;
};

static const char *keep(struct walk *walk, struct str text)
{
    return arena_c(walk->site->arena, arena_copy(walk->site->arena, text));
}

/* The pattern of the route, with the name of the step where that is a part of the path. */
static struct str route_of(struct walk *walk, enum http_method method, struct str target)
{
    struct route_match match;
    struct str rest = target;
    struct str path = str_cut(&rest, '?');
    struct str last = STR("");
    if (router_find(walk->site->pipeline->router, method, path, &match) != ROUTE_FOUND)
        return STR("");
    if (!strstr(match.route->pattern, "{action}"))
        return str_from_c(match.route->pattern);
    while (path.len > 0)
        last = str_cut(&path, '/');
    return arena_printf(walk->site->arena, "%s " PRISTR, match.route->pattern, STRARG(last));
}

/* Whether there is room for one more under this name. */
static bool has_room(struct walk *walk, struct map *counts, struct str name, int most)
{
    int *count = map_get(counts, name);
    if (!count) {
        count = ARENA_NEW(walk->site->arena, int);
        map_set(counts, name, count);
    }
    return ++*count <= most;
}

static void note_page(struct walk *walk, struct str target)
{
    struct str route;
    if (!target.ptr || map_get(walk->seen, target) ||
        !(str_starts(target, STR("/can-bo")) || str_starts(target, STR("/quan-tri"))))
        return;
    route = route_of(walk, HTTP_GET, target);
    map_set(walk->seen, target, walk);
    if (route.len > 0 && has_room(walk, walk->counts, route, PAGES_OF_ROUTE))
        *VEC_PUSH(&walk->queue, walk->site->arena) = keep(walk, target);
}

static struct str encoded(struct walk *walk, const page_fields *fields)
{
    struct buf buf = buf_init(walk->site->arena, BODY_MOST);
    for (size_t i = 0; i < fields->count; i++) {
        struct str name = fields->items[i].name;
        struct str value = fields->items[i].value;
        if (str_equal(name, STR("csrf")))
            continue;
        percent_encode(&buf, name, STR(""));
        buf_add_byte(&buf, '=');
        percent_encode(&buf, value.len > 0 ? value : STR("1"), STR(""));
        buf_add_byte(&buf, '&');
    }
    return buf_str(&buf);
}

static void note_form(struct walk *walk, struct visitor *visitor, const struct xml_node *form)
{
    struct str action;
    struct str method;
    struct str target;
    struct str route;
    page_fields none = {0};
    page_fields fields = {0};
    xml_attribute_value(form, STR("action"), &action);
    xml_attribute_value(form, STR("method"), &method);
    if (!str_equal_ascii_nocase(method, STR("post")))
        return;
    page_fill(visitor, arena_c(visitor->arena, action), &none, &fields, &target);
    route = route_of(walk, HTTP_POST, target);
    if (route.len == 0 || map_get(walk->forms, target) ||
        !has_room(walk, walk->forms, arena_printf(walk->site->arena, "of " PRISTR, STRARG(route)),
                  FORMS_OF_ROUTE))
        return;
    map_set(walk->forms, target, walk);
    *VEC_PUSH(&walk->shown, walk->site->arena) =
        (struct shown){keep(walk, visitor->path), keep(walk, target), encoded(walk, &fields)};
}

static void read_page(struct walk *walk, struct visitor *visitor)
{
    const struct xml_node *root;
    if (visitor->status != 200 ||
        !str_starts(visit_header(visitor, "Content-Type"), STR("text/html")))
        return;
    root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str href;
        if (xml_is_element(node, STR("form")))
            note_form(walk, visitor, node);
        if (xml_is_element(node, STR("a")) && xml_attribute_value(node, STR("href"), &href))
            note_page(walk, page_target(visitor, href));
    }
}

static void look_around(struct walk *walk, const char *login)
{
    struct visitor *visitor = sign_in(walk->site, login);
    walk->seen = map_new(walk->site->arena);
    walk->counts = map_new(walk->site->arena);
    walk->queue.count = 0;
    for (size_t m = 0; walk->site->site->modules[m]; m++)
        for (size_t d = 0; d < walk->site->site->modules[m]->desk_count; d++)
            note_page(walk, str_from_c(walk->site->site->modules[m]->desk[d].path));
    for (size_t i = 0; i < walk->queue.count; i++) {
        visit_get(visitor, walk->queue.items[i]);
        read_page(walk, visitor);
    }
}

/* ---- what is written ---- */

/* Rows written since the start, as the writer of SQLite counts them. */
static const struct fault *ask_writer(struct work *work, void *context)
{
    struct db_rows *rows;
    const struct fault *fault = db_one(work, "SELECT total_changes() + 0 * $1", P(1), &rows);
    if (!fault)
        *(int64_t *)context = db_int(rows, 0);
    return fault;
}

/* PostgreSQL keeps with every row the transaction that wrote it: rows and the newest of
 * them, over all tables. */
static int64_t ask_tables(struct site_testing *site)
{
    struct work *work = site->work;
    struct buf sql = buf_init(site->arena, BODY_MOST);
    struct db_rows *rows;
    int64_t sum;
    assert_no_fault(db_query(work,
                             "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                             " ORDER BY tablename LIMIT $1",
                             P(1000), &rows));
    buf_add(&sql, STR("SELECT CAST($1"));
    while (db_next(rows))
        buf_printf(&sql,
                   " + (SELECT COUNT(*) + COALESCE(MAX(CAST(CAST(xmin AS TEXT) AS BIGINT)), 0)"
                   " FROM \"" PRISTR "\")",
                   STRARG(db_text(rows, 0)));
    buf_add(&sql, STR(" AS BIGINT)"));
    assert_no_fault(db_done(rows));
    assert_no_fault(db_one(work, arena_c(site->arena, buf_str(&sql)), P(0), &rows));
    sum = db_int(rows, 0);
    db_release(work);
    return sum;
}

static int64_t written(struct site_testing *site)
{
    int64_t count = 0;
    if (site->database.database.len > 0)
        return ask_tables(site);
    assert_no_fault(db_write(site->work, ask_writer, &count));
    db_release(site->work);
    return count;
}

/* ---- sending ---- */

/* Whether their own page has the form too: then it is theirs to send. */
static bool is_theirs(struct visitor *visitor, const struct shown *shown)
{
    const struct xml_node *root;
    visit_get(visitor, shown->page);
    if (visitor->status != 200)
        return false;
    root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
        struct str action;
        if (!xml_is_element(node, STR("form")))
            continue;
        xml_attribute_value(node, STR("action"), &action);
        action = action.len > 0 ? page_target(visitor, action) : visitor->path;
        if (str_equal(action, str_from_c(shown->action)))
            return true;
    }
    return false;
}

static struct str token_of(struct visitor *visitor)
{
    visit_get(visitor, "/tai-khoan");
    return visitor->status == 200 ? arena_copy(visitor->jar, page_csrf(visitor)) : STR("");
}

/* Sends all that is not theirs; how much that was. */
static size_t send_all(struct walk *walk, struct visitor *visitor, const char *login)
{
    struct site_testing *site = walk->site;
    bool is_sqlite = site->database.database.len == 0;
    struct str token = token_of(visitor);
    shown_list foreign = {0};
    int64_t before;
    for (size_t i = 0; i < walk->shown.count; i++)
        if (!is_theirs(visitor, &walk->shown.items[i]))
            *VEC_PUSH(&foreign, site->arena) = walk->shown.items[i];
    before = written(site);
    for (size_t i = 0; i < foreign.count; i++) {
        const struct shown *form = &foreign.items[i];
        struct str body =
            arena_printf(visitor->jar, PRISTR "csrf=" PRISTR, STRARG(form->body), STRARG(token));
        visit_send(visitor, form->action, "application/x-www-form-urlencoded", body);
        if (visitor->status >= 500)
            fail_msg("%s sends %s and gets %d", login, form->action, visitor->status);
        if (is_sqlite && written(site) != before)
            fail_msg("%s is not shown the form %s of %s, and it works (%d)", login, form->action,
                     form->page, visitor->status);
    }
    if (written(site) != before)
        fail_msg("%s changed something by a form that was not shown", login);
    return foreign.count;
}

/* Every role there is, in one commune, and none in the district. */
static void give_all_roles(struct site_testing *site, const char *login)
{
    struct str script =
        arena_printf(site->arena,
                     "INSERT INTO account_role (account_id, role, unit_id, granted_at)"
                     " SELECT DISTINCT (SELECT id FROM account WHERE login = '%s'), r.role, u.id, 0"
                     " FROM account_role r, unit u WHERE u.slug = 'xa-dong-xuan'",
                     login);
    assert_no_fault(db_write(site->work, db_testing_script, &script));
    db_release(site->work);
}

static void a_form_that_is_not_shown_changes_nothing(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct walk walk = {.site = &site, .forms = map_new(site.arena)};
        size_t sent = 0;
        site.pipeline->posts = NULL; /* more than a minute of pages and forms */
        site.pipeline->pages = NULL;
        for (size_t i = 0; logins[i]; i++)
            look_around(&walk, logins[i]);
        assert_true(walk.shown.count > 60);
        sent += send_all(&walk, visitor_new(&site), "nobody");
        sent += send_all(&walk, sign_in(&site, "congdan"), "congdan");
        give_all_roles(&site, "congdan");
        sent += send_all(&walk, sign_in(&site, "congdan"), "congdan of the commune");
        for (size_t i = 0; logins[i]; i++)
            sent += send_all(&walk, sign_in(&site, logins[i]), logins[i]);
        assert_true(sent > walk.shown.count * 4);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_form_that_is_not_shown_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
