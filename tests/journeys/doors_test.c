/*
 * Every page of every module, opened by everybody: nowhere stands the name of who
 * denounced, and whoever a petition is about, and who works below them, finds nothing
 * of it. New pages are walked as soon as they stand in a manifest.
 */
#include "base/file.h"
#include "base/log.h"
#include "civic/matter_relation.h"
#include "civic/module.h"
#include "modules/accounts/account.h"
#include "modules/petitions/petition.h"
#include "people.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* A name and words that stand nowhere else, as searches would find them too. */
#define SEALED_NAME "Khổng Tước Vũ Thị Kín"
#define SEALED_WORDS "phong bì màu chàm dưới gốc đa"
#define HIDDEN_TITLE "Tranh chấp bờ ruộng gò Cây Thị"
#define HIDDEN_NAME "Lục Thị Vàng Anh"

enum {
    PATH_MOST = 400
};

static struct matter_receipt receive(struct site_testing *site, const struct matter_kind *kind,
                                     const char *title, const char *content, const char *name)
{
    struct matter_receipt receipt;
    struct letter letter = {
        .kind = kind,
        .source = STR("paper"),
        .received_on = date_ymd(2022, 3, 1),
        .title = str_from_c(title),
        .content = str_from_c(content),
        .sender = {.name = str_from_c(name), .address = STR("Khu 5")}
    };
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    db_release(site->work);
    return receipt;
}

/* The leader holds the first post of the district, the case officer one below. */
static void seat_people(struct site_testing *site, int64_t matter_id)
{
    struct unit unit;
    struct str script;
    assert_no_fault(site_unit(site->work, &unit));
    script = arena_printf(
        site->arena,
        "INSERT INTO person (id, name, name_fold, name_sort) VALUES"
        " (77, 'Ông Chủ', 'ong chu', 'ong chu'), (78, 'Ông Phó', 'ong pho', 'ong pho');"
        "UPDATE account SET person_id = 77 WHERE login = 'lanhdao';"
        "UPDATE account SET person_id = 78 WHERE login = 'canbo';"
        "INSERT INTO post (id, person_id, unit_id, title, rank) VALUES"
        " (771, 77, %lld, 'Chủ tịch', 1), (781, 78, %lld, 'Chuyên viên', 50)",
        (long long)unit.id, (long long)unit.id);
    assert_no_fault(db_write(site->work, db_testing_script, &script));
    assert_no_fault(matter_add_respondent(site->work, matter_id, 77));
    db_release(site->work);
}

/* "/can-bo/viec/{code}/nguoi-xem" with the code; other names in braces become "1". */
static const char *path_of(struct visitor *visitor, const char *pattern, struct str code)
{
    char path[PATH_MOST];
    size_t at = 0;
    while (*pattern && at + code.len + 2 < sizeof(path)) {
        if (*pattern != '{') {
            path[at++] = *pattern++;
            continue;
        }
        if (strncmp(pattern, "{code}", strlen("{code}")) == 0) {
            memcpy(path + at, code.ptr, code.len);
            at += code.len;
        } else {
            path[at++] = '1';
        }
        pattern = strchr(pattern, '}') + 1;
    }
    path[at] = '\0';
    return arena_printf(visitor->jar, "%s", path).ptr;
}

static void lacks(struct visitor *visitor, const char *login, const char *words)
{
    if (str_find(visitor->body, str_from_c(words), 0) >= 0)
        fail_msg("%s reads \"%s\" at " PRISTR, login, words, STRARG(visitor->path));
}

static void look(struct visitor *visitor, const char *login, const char *path,
                 const char *const *words)
{
    visit_get(visitor, path);
    if (visitor->status >= 500)
        fail_msg("%s gets %d at %s", login, visitor->status, path);
    for (size_t i = 0; words[i]; i++)
        lacks(visitor, login, words[i]);
}

/* Pages that ask for more than an address. */
static const char *const asked[] = {
    "/can-bo?tim=khong+tuoc+vu+thi+kin",
    "/can-bo?tim=phong+bi+mau+cham",
    "/can-bo?tim=tranh+chap+bo+ruong",
    "/can-bo?tim=luc+thi+vang+anh",
    "/can-bo?xem=don-vi",
    "/can-bo?xem=qua-han",
    "/can-bo?xem=cho",
    "/can-bo?xem=cap-duoi",
    "/tim-kiem?q=khong+tuoc",
    "/tim-kiem?q=bo+ruong+go+cay+thi",
    "/api/v1/search?q=bo+ruong+go+cay+thi",
    "/can-bo/so-don?loai=to-cao",
    "/can-bo/so-don.csv?loai=khieu-nai",
    "/so-lieu?nam=2022",
    "/so-lieu.csv?nam=2022",
    NULL,
};

static void walk(struct site_testing *site, struct visitor *visitor, const char *login,
                 struct str code, const char *const *words)
{
    const char *number = arena_printf(visitor->jar, "/can-bo?tim=" PRISTR, STRARG(code)).ptr;
    for (size_t m = 0; site->site->modules[m]; m++) {
        const struct module *module = site->site->modules[m];
        for (size_t r = 0; r < module->route_count; r++)
            if (module->routes[r].method == HTTP_GET &&
                !str_equal(str_from_c(module->routes[r].pattern), STR("/dang-xuat")))
                look(visitor, login, path_of(visitor, module->routes[r].pattern, code), words);
    }
    for (size_t i = 0; asked[i]; i++)
        look(visitor, login, asked[i], words);
    look(visitor, login, number, words);
}

static const char *const logins[] = {"bientap", "canbo",   "congdan", "duyet",
                                     "lanhdao", "mattran", "quantri", "thanhtra",
                                     "thuky",   "tiepdan", NULL};

static void who_denounced_is_read_through_no_door(void **state)
{
    static const char *const words[] = {SEALED_NAME, SEALED_WORDS, "Khổng Tước", NULL};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt sealed =
            receive(&site, &denunciation_kind, "", "Tiền để trong " SEALED_WORDS ".", SEALED_NAME);
        walk(&site, visitor_new(&site), "nobody", sealed.code, words);
        for (size_t i = 0; logins[i]; i++)
            walk(&site, sign_in(&site, logins[i]), logins[i], sealed.code, words);
    }
}

/* A cell of a report counts it, and says nothing of it to them. */
static void a_cell_counts_it_without_its_code(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char cell[] =
            "/can-bo/bao-cao/01-xld-2024/o?ky=quy-2&nam=2024&dong=tong&cot=1";
        struct matter_receipt hidden;
        struct visitor *leader;
        struct visitor *inspector;
        struct letter letter = {
            .kind = &complaint_kind,
            .source = STR("paper"),
            .received_on = date_ymd(2024, 4, 10),
            .title = STR(HIDDEN_TITLE),
            .content = STR("Bờ ruộng bị lấn hai mét."),
            .sender = {.name = STR(HIDDEN_NAME), .address = STR("Khu 5")}
        };
        site.now = date_start(date_ymd(2024, 6, 20));
        assert_no_fault(letter_receive(site.work, &letter, &hidden));
        db_release(site.work);
        seat_people(&site, hidden.id);
        leader = sign_in(&site, "lanhdao");
        inspector = sign_in(&site, "thanhtra");
        visit_get(inspector, cell);
        assert_page_has(inspector, arena_c(inspector->jar, hidden.code));
        visit_get(leader, cell);
        assert_status(leader, 200);
        lacks(leader, "lanhdao", arena_c(leader->jar, hidden.code));
        lacks(leader, "lanhdao", HIDDEN_TITLE);
    }
}

static void whom_it_is_about_and_those_below_find_nothing(void **state)
{
    static const char *const words[] = {HIDDEN_TITLE, HIDDEN_NAME, NULL};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt hidden =
            receive(&site, &complaint_kind, HIDDEN_TITLE, "Bờ ruộng bị lấn hai mét.", HIDDEN_NAME);
        struct visitor *inspector = sign_in(&site, "thanhtra");
        seat_people(&site, hidden.id);
        walk(&site, sign_in(&site, "lanhdao"), "lanhdao", hidden.code, words);
        walk(&site, sign_in(&site, "canbo"), "canbo", hidden.code, words);
        visit_get(inspector, "/can-bo/so-don"); /* it is there for others */
        assert_page_has(inspector, HIDDEN_TITLE);
    }
}

/* The case officer has the file when their head is named in it: it is taken from them, and
 * out of their calendar and its feed. */
static void who_has_it_has_it_no_longer(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct matter_receipt hidden =
            receive(&site, &proposal_kind, HIDDEN_TITLE, "Bờ ruộng bị lấn hai mét.", HIDDEN_NAME);
        struct matter_receipt other =
            receive(&site, &proposal_kind, "Đèn đường hỏng", "Tối cả đoạn đường.", "Bính");
        struct visitor *officer = sign_in(&site, "canbo");
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct account account;
        assert_no_fault(account_by_login(site.work, STR("canbo"), &account));
        for (int i = 0; i < 2; i++)
            assert_no_fault(
                matter_apply(site.work, &(struct matter_step){.id = i ? hidden.id : other.id,
                                                              .version = 1,
                                                              .action = STR("accept"),
                                                              .official_id = account.id,
                                                              .happened_on = DATE_NONE}));
        db_release(site.work);
        visit_get(officer, "/can-bo/lich");
        assert_page_has(officer, HIDDEN_TITLE);
        seat_people(&site, other.id);
        assert_no_fault(matter_free_respondent(site.work, other.id, 77, STR("Nhầm.")));
        assert_no_fault(matter_name_respondent(site.work, hidden.id, 77));
        db_release(site.work);
        visit_get(officer, "/can-bo/lich");
        assert_page_has(officer, "Đèn đường hỏng");
        lacks(officer, "canbo", HIDDEN_TITLE);
        visit_get(officer, "/can-bo");
        lacks(officer, "canbo", HIDDEN_TITLE);
        visit_get(clerk, arena_printf(clerk->jar, "/can-bo/viec/" PRISTR, STRARG(hidden.code)).ptr);
        assert_page_has(clerk, "chưa giao");
    }
}

/* An editor of the district who is a clerk of one commune has no register but the
 * commune's, whichever role was given first. */
static void a_register_is_of_the_unit_where_petitions_are_handled(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor;
        struct str script = STR("INSERT INTO account_role (account_id, role, unit_id, granted_at)"
                                " SELECT a.id, 'reception-clerk', u.id, 0 FROM account a, unit u"
                                " WHERE a.login = 'bientap' AND u.slug = 'xa-dong-xuan'");
        receive(&site, &complaint_kind, HIDDEN_TITLE, "Bờ ruộng bị lấn hai mét.", HIDDEN_NAME);
        assert_no_fault(db_write(site.work, db_testing_script, &script));
        db_release(site.work);
        editor = sign_in(&site, "bientap");
        visit_get(editor, "/can-bo/so-don");
        assert_status(editor, 200);
        lacks(editor, "bientap", HIDDEN_NAME);
        visit_get(editor, "/can-bo/so-don.csv");
        lacks(editor, "bientap", HIDDEN_NAME);
    }
}

/* Addresses that open something by themselves: asked for with a slash too many or by a
 * method that they do not have, they are no more in the log than as they should be. */
static void what_opens_by_itself_is_in_no_log(void **state)
{
    static const struct {
        enum http_method method;
        const char *target;
    } asked_for[] = {
        {HTTP_GET,    "/dat-lai/BIMAT0123456789"       },
        {HTTP_GET,    "/dat-lai/BIMAT0123456789/"      },
        {HTTP_PUT,    "/dat-lai/BIMAT0123456789"       },
        {HTTP_POST,   "/can-bo/lich/BIMAT0123.ics"     },
        {HTTP_DELETE, "/nhan-tin/quan-ly/BIMAT0123456/"},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        const char *log = arena_printf(site.arena, "%s/log", site.folder).ptr;
        int file = open(log, O_WRONLY | O_CREAT, 0600);
        struct str text;
        assert_true(file >= 0);
        log_set_file(file);
        log_set_level(LOG_INFO);
        for (size_t i = 0; i < COUNT(asked_for); i++) {
            struct request *request;
            struct response *response = ARENA_NEW(site.arena, struct response);
            assert_no_fault(request_new(site.arena, asked_for[i].method,
                                        str_from_c(asked_for[i].target), STR(""), &request));
            response_init(response, site.arena);
            site.server.handle(site.server.context, request, response);
            site.server.done(site.server.context, request, response->status, 0, 1);
        }
        log_flush();
        log_set_file(2);
        log_set_level(LOG_ERROR);
        close(file);
        assert_no_fault(file_read(site.arena, log, 65536, &text));
        assert_true(str_find(text, STR("/dat-lai/{token}"), 0) >= 0);
        assert_true(str_find(text, STR("BIMAT"), 0) < 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_denounced_is_read_through_no_door),
        cmocka_unit_test(whom_it_is_about_and_those_below_find_nothing),
        cmocka_unit_test(who_has_it_has_it_no_longer),
        cmocka_unit_test(a_cell_counts_it_without_its_code),
        cmocka_unit_test(what_opens_by_itself_is_in_no_log),
        cmocka_unit_test(a_register_is_of_the_unit_where_petitions_are_handled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
