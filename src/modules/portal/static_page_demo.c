/*
 * The static pages of the demo district, out of demo/pages: a title, the English title
 * and the address on lines of their own, then the text, then the English behind a line
 * "=== en ===". They are marked as examples.
 */
#include "modules/portal/static_page.h"

#include "base/asset.h"
#include "civic/appearance.h"
#include "civic/menu.h"
#include "civic/unit.h"

static const char *const files[] = {
    "demo/pages/gioi-thieu.txt",
    "demo/pages/lien-he.txt",
    "demo/pages/huong-dan.txt",
    "demo/pages/du-lieu-ca-nhan.txt",
};

static struct static_edit read_page(struct str text)
{
    struct str mark = STR("=== en ===\n");
    struct static_edit edit = {.is_public = true};
    ptrdiff_t at;
    edit.text.title = str_cut_line(&text);
    edit.text.title_en = str_cut_line(&text);
    edit.address = str_cut_line(&text);
    at = str_find(text, mark, 0);
    edit.text.body = at < 0 ? text : str_trim(str_slice(text, 0, (size_t)at));
    if (at >= 0)
        edit.text.body_en = str_trim(str_from(text, (size_t)at + mark.len));
    return edit;
}

/* Invented, as the demo says at the foot of every page. */
static const struct appearance demo_appearance = {
    .vi = {.address = STR_INIT("Số 1, đường Minh Họa, thị trấn Thanh Ba, tỉnh Phú Thọ"),
           .reception = STR_INIT("Phòng 101, trụ sở Ủy ban nhân dân huyện (lối vào từ sân)"),
           .hours = STR_INIT("Thứ hai đến thứ sáu, 07:30–11:30 và 13:30–17:00"),
           .footer = STR_INIT("Chịu trách nhiệm nội dung: Chánh Văn phòng (minh họa). "
                              "Ghi rõ nguồn khi dẫn lại.")    },
    .en = {.address = STR_INIT("1 Minh Họa street, Thanh Ba township, Phú Thọ province"),
           .reception = STR_INIT("Room 101, seat of the district People's Committee (from the "
                                 "yard)"),
           .hours = STR_INIT("Monday to Friday, 07:30–11:30 and 13:30–17:00"),
           .footer = STR_INIT("Responsible for the content: the chief of office (invented). "
                              "Please name the source when quoting.")},
    .phone = STR_INIT("0210 000 0000"),
    .email = STR_INIT("lienhe@thanhba.example"),
};

/* The introduction stands first among what is said of the site, the others last. */
static const struct fault *make_menu(struct work *work)
{
    static const struct menu_item links[] = {
        {.kind = MENU_LINK,
         .target = STR_INIT("/gioi-thieu"),
         .label = STR_INIT("Giới thiệu"),
         .label_en = STR_INIT("About the district"),
         .is_on_roof = true},
        {.kind = MENU_LINK,
         .target = STR_INIT("/huong-dan"),
         .label = STR_INIT("Hướng dẫn sử dụng"),
         .label_en = STR_INIT("How to use this site")},
        {.kind = MENU_LINK,
         .target = STR_INIT("/du-lieu-ca-nhan"),
         .label = STR_INIT("Dữ liệu cá nhân"),
         .label_en = STR_INIT("Your data")     },
    };
    menu_items none = {0};
    menu_items items = menu_arrange(work->arena, work->site, &none);
    size_t first;
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
        menu_add(work->arena, &items, &links[i], menu_find(&items, STR("nav.group.about")));
    for (first = menu_find(&items, links[0].target); menu_can(&items, first, MENU_UP); first--)
        menu_do(work->arena, &items, first, MENU_UP);
    return menu_put(work, &items);
}

static const struct fault *make_pages(struct work *work, void *context)
{
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    (void)context;
    for (size_t i = 0; !fault && i < sizeof(files) / sizeof(files[0]); i++) {
        const struct asset *asset = asset_find(str_from_c(files[i]));
        struct static_edit edit = read_page(asset ? asset->bytes : STR(""));
        struct static_page page;
        int64_t id;
        fault = static_page_create(work, unit.id, &edit, &id);
        if (!fault)
            fault = static_page_mark_demo(work, id);
        if (!fault)
            fault = static_page_load(work, id, &page);
        if (!fault)
            fault = static_page_index(work, &page);
    }
    if (!fault)
        fault = appearance_set(work, &demo_appearance);
    return fault ? fault : make_menu(work);
}

const struct fault *portal_demo(struct work *work)
{
    return db_write(work, make_pages, NULL);
}
