/*
 * Units, posts, the history, the settings and the visits, as an administrator meets
 * them.
 */
#include "people.h"

#include "civic/unit.h"
#include "modules/accounts/account.h"
#include "modules/admin/visits_store.h"

#define BROWSER "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"

static void a_village_is_added_and_replaced_by_another_name(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct unit old;
        struct unit fresh;
        unit_list successors;
        visit_get(an, "/quan-tri/don-vi");
        assert_no_dead_links(an);
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        /* whose form it is, and the way back to that unit */
        assert_true(str_find(an->body,
                             STR("<a href=\"/quan-tri/don-vi/huyen-thanh-ba\">Huyện Thanh Ba</a>"),
                             0) > 0);
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Xã Thử Nghiệm",
                     "kind", "commune", "code", "99001", "from", "2022-03-01", NULL);
        assert_leads_to(an, "/quan-tri/don-vi/huyen-thanh-ba?da=them");
        visit_follow(an);
        assert_page_has(an, "Đã thêm đơn vị.");
        assert_page_has(an, "Xã Thử Nghiệm");
        assert_no_dead_links(an);
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Phường Thử Nghiệm",
                     "kind", "commune", "code", "99002", "from", "1/4/2022", "replaced",
                     "xa-thu-nghiem", NULL);
        assert_leads_to(an, "/quan-tri/don-vi/huyen-thanh-ba?da=them");
        assert_no_fault(unit_by_slug(site.work, STR("xa-thu-nghiem"), &old));
        assert_no_fault(unit_by_slug(site.work, STR("phuong-thu-nghiem"), &fresh));
        assert_int_equal(date_compare(old.valid_to, date_ymd(2022, 3, 31)), 0);
        assert_no_fault(unit_successors(site.work, old.id, &successors));
        assert_int_equal(successors.count, 1);
        assert_int_equal(successors.items[0].id, fresh.id);
        db_release(site.work);
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Thay bằng đơn vị khác");
        assert_page_has(an, "Quản trị viên (minh họa)");
        assert_no_dead_links(an);
    }
}

static void what_cannot_be_is_said_at_its_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "X", "kind",
                     "commune", "code", "", "from", "31/2/2022", NULL);
        assert_status(an, 422);
        assert_field_error(an, "unit_name", "");
        assert_field_error(an, "code", "");
        assert_field_error(an, "from", "");
        assert_field(an, "from", "31/2/2022");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Xã Thử", "kind",
                     "commune", "code", "99001", "from", "1/3/2022", NULL);
        assert_status(an, 303);
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Xã Thử hai", "kind",
                     "commune", "code", "99001", "from", "1/3/2022", NULL);
        assert_status(an, 422);
        assert_field_error(an, "code", "Đã có đơn vị");
        assert_field(an, "unit_name", "Xã Thử hai");
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/ket-thuc");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/ket-thuc", "last_day", "1/1/2023", NULL);
        assert_status(an, 422);
        assert_field_error(an, "last_day", "");
    }
}

/* A district with a ward and two villages; their administrator is `an`. */
static void add_unit(struct visitor *an, const char *parent, const char *name, const char *kind,
                     const char *code)
{
    const char *form = arena_printf(an->site->arena, "/quan-tri/don-vi/%s/them", parent).ptr;
    visit_get(an, form);
    visit_submit(an, form, "unit_name", name, "kind", kind, "code", code, "from", "2022-01-01",
                 NULL);
    assert_status(an, 303);
}

static void what_belongs_to_a_unit_moves_to_its_successor_when_asked(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *lan = visitor_new(&site);
        struct unit heir;
        struct unit village;
        bool within = false;
        add_unit(an, "huyen-thanh-ba", "Xã Cũ", "commune", "99101");
        add_unit(an, "huyen-thanh-ba", "Xã Kế Tục", "commune", "99102");
        add_unit(an, "xa-cu", "Thôn Một", "village", "99111");
        add_unit(an, "thon-mot", "Tổ Một", "village", "99112");
        visit_get(an, "/quan-tri/don-vi/xa-cu/chuc-vu");
        visit_submit(an, "/quan-tri/don-vi/xa-cu/chuc-vu", "person", "Lê Văn Thử", "post_title",
                     "Chủ tịch xã", "from", "1/1/2022", NULL);
        assert_status(an, 303);
        /* what hangs on it is shown; nothing is left hanging */
        visit_get(an, "/quan-tri/don-vi/xa-cu/ket-thuc");
        assert_page_has(an, "Đơn vị trực thuộc Thôn Một");
        assert_page_has(an, "Chủ tịch xã: Lê Văn Thử");
        assert_page_has(an, "Việc đang mở không còn");
        visit_submit(an, "/quan-tri/don-vi/xa-cu/ket-thuc", "last_day", "31/3/2022", "successor",
                     "xa-ke-tuc", NULL);
        assert_field_error(an, "last_day", "Còn đơn vị bên dưới");
        visit_submit(an, "/quan-tri/don-vi/xa-cu/ket-thuc", "successor", "", "moves", "1", NULL);
        assert_field_error(an, "successor", "Hãy chọn đơn vị nhận");
        visit_submit(an, "/quan-tri/don-vi/xa-cu/ket-thuc", "successor", "xa-ke-tuc", "moves", "1",
                     NULL);
        assert_leads_to(an, "/quan-tri/don-vi/xa-cu?da=ket-thuc");
        /* the village and what lies below it belong to the heir, whose rights reach it */
        assert_no_fault(unit_by_slug(site.work, STR("xa-ke-tuc"), &heir));
        assert_no_fault(unit_by_slug(site.work, STR("to-mot"), &village));
        assert_no_fault(unit_lies_within(site.work, village.id, heir.id, &within));
        assert_true(within);
        db_release(site.work);
        /* today is 7 March: until the last day it stood where it stood */
        visit_get(lan, "/so-do-to-chuc?don-vi=xa-cu");
        assert_page_has(lan, "Thôn Một");
        assert_page_has(lan, "Chủ tịch xã: Lê Văn Thử");
        visit_get(lan, "/so-do-to-chuc?don-vi=xa-ke-tuc");
        assert_page_lacks(lan, "Thôn Một");
        visit_get(lan, "/so-do-to-chuc?don-vi=xa-ke-tuc&ngay=1/4/2022");
        assert_page_has(lan, "Thôn Một");
        assert_page_has(lan, "Tổ Một");
        assert_page_has(lan, "Chủ tịch xã: Lê Văn Thử");
        visit_get(lan, "/so-do-to-chuc?ngay=31/3/2022");
        assert_page_has(lan, "Thôn Một");
    }
}

static void a_unit_with_a_new_name_takes_over_what_belonged_to_the_old_one(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        const char *form = "/quan-tri/don-vi/huyen-thanh-ba/them";
        struct unit fresh;
        unit_list children;
        add_unit(an, "huyen-thanh-ba", "Xã Tên Cũ", "commune", "99201");
        add_unit(an, "xa-ten-cu", "Thôn Hai", "village", "99211");
        visit_get(an, form);
        visit_submit(an, form, "unit_name", "Phường Tên Mới", "kind", "commune", "code", "99202",
                     "from", "1/4/2022", "replaced", "xa-ten-cu", NULL);
        assert_field_error(an, "replaced", "Còn đơn vị bên dưới");
        visit_submit(an, form, "moves", "1", NULL);
        assert_status(an, 303);
        assert_no_fault(unit_by_slug(site.work, STR("phuong-ten-moi"), &fresh));
        assert_no_fault(unit_children(site.work, fresh.id, &children));
        assert_int_equal(children.count, 1);
        assert_true(str_equal(children.items[0].name, STR("Thôn Hai")));
        db_release(site.work);
    }
}

static void a_unit_ends_once_and_names_who_took_over(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Ban Thử Việc",
                     "kind", "committee", "code", "BTV", "from", "2022-03-01", NULL);
        visit_get(an, "/quan-tri/don-vi/ban-thu-viec/ket-thuc");
        visit_submit(an, "/quan-tri/don-vi/ban-thu-viec/ket-thuc", "last_day", "28/2/2022", NULL);
        assert_field_error(an, "last_day", "trước ngày đơn vị bắt đầu");
        visit_submit(an, "/quan-tri/don-vi/ban-thu-viec/ket-thuc", "last_day", "31/3/2022", NULL);
        assert_leads_to(an, "/quan-tri/don-vi/ban-thu-viec?da=ket-thuc");
        visit_get(an, "/quan-tri/don-vi/ban-thu-viec/ket-thuc");
        visit_submit(an, "/quan-tri/don-vi/ban-thu-viec/ket-thuc", "last_day", "30/4/2022", NULL);
        assert_field_error(an, "last_day", "đã kết thúc");
    }
}

static void a_post_is_given_and_ends(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *binh = visitor_new(&site);
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Phòng Thử Việc",
                     "kind", "agency", "code", "PTV", "from", "2022-03-01", NULL);
        visit_get(an, "/quan-tri/don-vi/phong-thu-viec/chuc-vu");
        visit_submit(an, "/quan-tri/don-vi/phong-thu-viec/chuc-vu", "person", "Lê <b>Văn</b> Cường",
                     "post_title", "Trưởng phòng", "rank", "", "from", "2022-03-01", NULL);
        assert_leads_to(an, "/quan-tri/don-vi/phong-thu-viec?da=giao");
        visit_get(binh, "/don-vi/phong-thu-viec");
        assert_page_has(binh, "Lê <b>Văn</b> Cường");
        visit_get(an, "/quan-tri/don-vi/phong-thu-viec");
        assert_page_has(an, "Trưởng phòng");
        visit_submit(an, "/quan-tri/don-vi/phong-thu-viec/thoi-chuc-vu", NULL);
        assert_leads_to(an, "/quan-tri/don-vi/phong-thu-viec?da=thoi");
        visit_follow(an);
        assert_page_has(an, "07/03/2022");
        assert_page_lacks(an, "Thôi giữ từ hôm nay");
        visit_post(an, "/quan-tri/don-vi/phong-thu-viec/thoi-chuc-vu", "post", "12345", NULL);
        assert_status(an, 404);
    }
}

/* Who never held a post is not told to have held it until today. */
static void a_post_that_has_not_begun_is_withdrawn(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Phòng Sắp Tới",
                     "kind", "agency", "code", "PST", "from", "2022-03-01", NULL);
        visit_get(an, "/quan-tri/don-vi/phong-sap-toi/chuc-vu");
        visit_submit(an, "/quan-tri/don-vi/phong-sap-toi/chuc-vu", "person", "Đỗ Thị Mận",
                     "post_title", "Văn thư", "rank", "", "from", "1/6/2022", NULL);
        visit_follow(an);
        assert_page_has(an, "Bỏ, không giao nữa Văn thư, Đỗ Thị Mận");
        visit_submit(an, "/quan-tri/don-vi/phong-sap-toi/thoi-chuc-vu", NULL);
        visit_follow(an);
        assert_page_lacks(an, "Đỗ Thị Mận");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Bỏ việc giao chức vụ Văn thư: Đỗ Thị Mận");
    }
}

/* The public page said something wrong: it is put right, and the history says why. */
static void a_post_written_down_wrongly_is_corrected_with_a_reason(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *reader = visitor_new(&site);
        const char *post;
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Phòng Ghi Nhầm",
                     "kind", "agency", "code", "PGN", "from", "2018-03-01", NULL);
        visit_get(an, "/quan-tri/don-vi/phong-ghi-nham/chuc-vu");
        visit_submit(an, "/quan-tri/don-vi/phong-ghi-nham/chuc-vu", "person", "Đỗ Thị Mận",
                     "post_title", "Trưởng phòng", "rank", "", "from", "1/2/2020", NULL);
        visit_follow(an);
        post = arena_c(site.arena, visit_link(an, "Sửa Trưởng phòng, Đỗ Thị Mận"));
        visit_get(an, post);
        assert_field(an, "post_title", "Trưởng phòng");
        assert_field(an, "from", "01/02/2020");
        /* never without a reason, never an end before the beginning, and nothing typed is lost */
        visit_submit(an, post, "from", "1/2/2022", NULL);
        assert_status(an, 422);
        assert_field_error(an, "reason", "Xin điền");
        assert_field(an, "from", "1/2/2022");
        visit_submit(an, post, "from", "1/2/2022", "until", "31/1/2022", "reason", "Gõ nhầm năm",
                     NULL);
        assert_status(an, 422);
        assert_field_error(an, "until", "từ ngày bắt đầu trở đi");
        visit_submit(an, post, "post_title", "Phó Trưởng phòng", "from", "1/2/2022", "until", "",
                     "reason", "Gõ nhầm năm", NULL);
        visit_follow(an);
        assert_page_has(an, "Đã sửa chức vụ.");
        assert_page_has(an, "Phó Trưởng phòng 01/02/2022");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Trưởng phòng: Đỗ Thị Mận, 01/02/2020 – → Phó Trưởng phòng: "
                            "Đỗ Thị Mận, 01/02/2022 –. Lý do: Gõ nhầm năm");
        visit_get(reader, "/don-vi/phong-ghi-nham");
        assert_page_has(reader, "Phó Trưởng phòng");
        /* an end written down too early is opened again */
        visit_get(an, "/quan-tri/don-vi/phong-ghi-nham");
        visit_submit(an, "/quan-tri/don-vi/phong-ghi-nham/thoi-chuc-vu", NULL);
        visit_get(an, post);
        visit_submit(an, post, "until", "", "reason", "Chưa thôi giữ", NULL);
        visit_follow(an);
        assert_page_has(an, "Thôi giữ từ hôm nay");
        /* taken out: a reason all the same, and no matter what the other fields hold */
        visit_get(an, post);
        visit_submit(an, post, "remove", "1", "from", "abc", NULL);
        assert_status(an, 422);
        assert_field_error(an, "reason", "Xin điền");
        visit_submit(an, post, "remove", "1", "from", "abc", "reason", "Nhầm người", NULL);
        visit_follow(an);
        assert_page_lacks(an, "Đỗ Thị Mận");
        visit_get(reader, "/don-vi/phong-ghi-nham");
        assert_page_lacks(reader, "Đỗ Thị Mận");
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Lý do: Nhầm người");
        visit_get(an, post);
        assert_status(an, 404);
    }
}

static void nothing_begins_in_a_unit_that_is_over(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        visit_get(an, "/quan-tri/don-vi/huyen-thanh-ba/them");
        /* below a district mostly a commune is added */
        assert_field(an, "kind", "commune");
        visit_submit(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Phòng Đã Hết",
                     "kind", "agency", "code", "PDH", "from", "2021-03-01", NULL);
        visit_get(an, "/quan-tri/don-vi/phong-da-het/ket-thuc");
        visit_submit(an, "/quan-tri/don-vi/phong-da-het/ket-thuc", "last_day", "31/1/2022", NULL);
        visit_get(an, "/quan-tri/don-vi/phong-da-het/chuc-vu");
        visit_submit(an, "/quan-tri/don-vi/phong-da-het/chuc-vu", "person", "Lê Thị Na",
                     "post_title", "Trưởng phòng", "rank", "", "from", "1/2/2022", NULL);
        assert_status(an, 422);
        assert_field_error(an, "from", "chỉ còn đến hết ngày 31/01/2022");
        visit_submit(an, "/quan-tri/don-vi/phong-da-het/chuc-vu", "from", "31/1/2022", NULL);
        assert_status(an, 303); /* what was there is written down late */
        visit_get(an, "/quan-tri/don-vi/phong-da-het/them");
        visit_submit(an, "/quan-tri/don-vi/phong-da-het/them", "unit_name", "Tổ Muộn", "code", "TM",
                     "from", "1/2/2022", NULL);
        assert_status(an, 422);
        assert_field_error(an, "from", "chỉ còn đến hết ngày 31/01/2022");
    }
}

static void units_of_others_are_not_ones_to_change(void **state)
{
    static const char *const paths[] = {"", "/them", "/ket-thuc", "/chuc-vu"};
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an;
        struct account tam;
        struct unit district;
        unit_list communes;
        assert_no_fault(unit_by_slug(site.work, STR("huyen-thanh-ba"), &district));
        assert_no_fault(unit_children(site.work, district.id, &communes));
        assert_no_fault(account_by_login(site.work, STR("congdan"), &tam));
        assert_no_fault(account_grant(site.work, tam.id, ROLE_ADMINISTRATOR, communes.items[0].id));
        an = sign_in(&site, "congdan");
        for (size_t i = 0; i < COUNT(paths); i++) {
            visit_get(an,
                      arena_printf(site.arena, "/quan-tri/don-vi/huyen-thanh-ba%s", paths[i]).ptr);
            assert_status(an, 404);
        }
        visit_get(an, "/quan-tri/don-vi");
        visit_post(an, "/quan-tri/don-vi/huyen-thanh-ba/them", "unit_name", "Xã Lạ", "kind",
                   "commune", "code", "1", "from", "2022-03-01", NULL);
        assert_status(an, 404);
        visit_post(an, "/quan-tri/don-vi/huyen-thanh-ba/ket-thuc", "last_day", "2022-03-01", NULL);
        assert_status(an, 404);
        visit_get(an, "/quan-tri/nhat-ky");
        assert_page_has(an, "Công dân (minh họa)");
        assert_page_lacks(an, "Biên tập viên (minh họa)");
        visit_get(an, "/quan-tri/thiet-lap");
        assert_status(an, 200);
    }
}

/* ---- visits ---- */

static int64_t visits_of(struct site_testing *site, struct str path)
{
    page_visit_list list;
    assert_no_fault(
        page_visit_by_path(site->work, date_ymd(2022, 3, 1), date_ymd(2022, 3, 31), &list));
    db_release(site->work);
    for (size_t i = 0; i < list.count; i++)
        if (str_equal(list.items[i].path, path))
            return list.items[i].visits;
    return 0;
}

static void pages_that_people_read_are_counted_by_path_and_day(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *binh = visitor_new(&site);
        struct visitor *robot = visitor_new(&site);
        binh->user_agent = BROWSER;
        binh->address = STR("203.0.113.50");
        robot->user_agent = "Googlebot/2.1";
        for (int i = 0; i < 3; i++)
            visit_get(binh, "/tin-tuc");
        visit_get(binh, "/don-vi?x=1");
        visit_get(binh, "/khong-co-trang-nay");
        visit_get(binh, "/tin-tuc.atom");
        visit_get(binh, "/api/v1/news");
        visit_get(robot, "/tin-tuc");
        binh->address = STR("203.0.113.51");
        visit_get(binh, "/tin-tuc");
        site_testing_job(&site, "page-visits");
        assert_int_equal(visits_of(&site, STR("/tin-tuc")), 2);
        assert_int_equal(visits_of(&site, STR("/don-vi")), 1);
        assert_int_equal(visits_of(&site, STR("/khong-co-trang-nay")), 0);
        assert_int_equal(visits_of(&site, STR("/tin-tuc.atom")), 0);
        assert_int_equal(visits_of(&site, STR("/api/v1/news")), 0);
        assert_int_equal(visits_of(&site, STR("/quan-tri")), 0);
        binh->address = STR("203.0.113.52");
        visit_get(binh, "/tin-tuc");
        site_testing_job(&site, "page-visits");
        assert_int_equal(visits_of(&site, STR("/tin-tuc")), 3);
        visit_get(an, "/quan-tri/luot-xem");
        assert_page_has(an, "/tin-tuc");
        assert_page_has(an, "Tổng cộng");
        assert_no_dead_links(an);
        visit_get(an, "/quan-tri/luot-xem.csv?tu=2022-03-01&den=2022-03-31");
        assert_status(an, 200);
        assert_true(str_find(an->body, STR("2022-03-07,/tin-tuc,3\r\n"), 0) > 0);
        visit_get(an, "/quan-tri/luot-xem?tu=2022-03-31&den=2022-03-01");
        assert_status(an, 422);
        assert_field_error(an, "den", "sau ngày bắt đầu");
        visit_get(an, "/quan-tri/luot-xem?tu=2000-01-01&den=2022-03-01");
        assert_field_error(an, "tu", "một năm");
        visit_get(an, "/quan-tri/luot-xem?tu=hom-qua");
        assert_status(an, 422);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_village_is_added_and_replaced_by_another_name),
        cmocka_unit_test(what_cannot_be_is_said_at_its_field),
        cmocka_unit_test(what_belongs_to_a_unit_moves_to_its_successor_when_asked),
        cmocka_unit_test(a_unit_with_a_new_name_takes_over_what_belonged_to_the_old_one),
        cmocka_unit_test(a_unit_ends_once_and_names_who_took_over),
        cmocka_unit_test(a_post_is_given_and_ends),
        cmocka_unit_test(a_post_that_has_not_begun_is_withdrawn),
        cmocka_unit_test(a_post_written_down_wrongly_is_corrected_with_a_reason),
        cmocka_unit_test(nothing_begins_in_a_unit_that_is_over),
        cmocka_unit_test(units_of_others_are_not_ones_to_change),
        cmocka_unit_test(pages_that_people_read_are_counted_by_path_and_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
