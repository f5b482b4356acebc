/*
 * Accents, and what is said in which language.
 */
#include "civic/appearance.h"

#include "base/buf.h"

/* columns: name, roof in the light theme, in the dark one; as in ui/style.css */
static const struct {
    struct str name;
    struct str light;
    struct str dark;
} accents[ACCENT_COUNT] = {
    [ACCENT_LACQUER] = {STR_INIT("lacquer"), STR_INIT("#8f1d1f"), STR_INIT("#571416")},
    [ACCENT_INDIGO] = {STR_INIT("indigo"),  STR_INIT("#1c4a86"), STR_INIT("#122c50")},
    [ACCENT_JADE] = {STR_INIT("jade"),    STR_INIT("#0b5a4d"), STR_INIT("#073a32")},
    [ACCENT_WOOD] = {STR_INIT("wood"),    STR_INIT("#5f3d20"), STR_INIT("#3b2614")},
    [ACCENT_MYRTLE] = {STR_INIT("myrtle"),  STR_INIT("#5d2a60"), STR_INIT("#3a1a3c")},
};

struct str accent_name(enum accent accent)
{
    return accents[accent].name;
}

bool accent_from_name(struct str name, enum accent *ret_accent)
{
    for (unsigned i = 0; i < ACCENT_COUNT; i++)
        if (str_equal(accents[i].name, name)) {
            *ret_accent = (enum accent)i;
            return true;
        }
    return false;
}

struct str accent_roof(enum accent accent, bool is_dark)
{
    return is_dark ? accents[accent].dark : accents[accent].light;
}

static struct str either(struct str own, struct str other)
{
    return own.len > 0 ? own : other;
}

struct appearance_words appearance_words_of(const struct work *work,
                                            const struct appearance *appearance)
{
    const struct appearance_words *own = &appearance->vi;
    const struct appearance_words *other = &appearance->en;
    if (work->locale != LOCALE_VI) {
        own = &appearance->en;
        other = &appearance->vi;
    }
    return (struct appearance_words){
        .name = either(own->name, other->name),
        .tagline = either(own->tagline, other->tagline),
        .footer = either(own->footer, other->footer),
        .address = either(own->address, other->address),
        .reception = either(own->reception, other->reception),
        .hours = either(own->hours, other->hours),
    };
}

/* A stranger's text as an address; none where it is no good one. */
static struct url checked(struct arena *arena, struct str text)
{
    struct url url;
    if (url_check(arena, text, URL_ALLOW_HTTPS, &url))
        return URL("");
    return url;
}

/* The digits up to the first word ("máy lẻ"), and a plus in front. */
struct url appearance_phone_url(struct arena *arena, const struct appearance *appearance)
{
    struct buf buf = buf_init(arena, URL_MAX);
    size_t digits = 0;
    buf_add(&buf, STR("tel:"));
    for (size_t i = 0; i < appearance->phone.len; i++) {
        char c = appearance->phone.ptr[i];
        if ((c >= '0' && c <= '9') || (c == '+' && digits == 0)) {
            buf_add_byte(&buf, c);
            digits++;
        } else if (str_find_byte(STR(" .-()"), c, 0) < 0) {
            break;
        }
    }
    return digits > 0 ? checked(arena, buf_str(&buf)) : URL("");
}

struct url appearance_email_url(struct arena *arena, const struct appearance *appearance)
{
    if (appearance->email.len == 0)
        return URL("");
    return checked(arena, arena_printf(arena, "mailto:" PRISTR, STRARG(appearance->email)));
}
