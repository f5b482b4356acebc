/*
 * Numbers, sizes and dates as people write them, in each language, and read
 * back as Vietnamese write them. The words around them are messages; the order
 * of signs and digits is here.
 */
#ifndef DINH_TEXT_NUMBER_H
#define DINH_TEXT_NUMBER_H

#include "base/work.h"
#include "text/message.h"

/* 3418: "3.418" in Vietnamese, "3,418" in English. */
struct str number_text(struct arena *arena, enum locale locale, int64_t number);
/* `scaled` is the number times ten to the power `decimals` (0 … 18), so that
 * 12345 with 1 is "1.234,5" ("1,234.5" in English). All decimals are shown. */
struct str number_text_decimal(struct arena *arena, enum locale locale, int64_t scaled,
                               int decimals);
/* Bytes for people, in powers of 1000 (IEC 80000-13), one decimal unless it is
 * 0, rounded half up: "512 B", "1,2 MB", "3 GB". */
struct str size_text(struct arena *arena, enum locale locale, uint64_t bytes);

/*
 * Reads "3.418", "3418", "3 418", "-5": digits, or groups of three separated
 * throughout by a point, a space or a no-break space. White space around is
 * allowed. False for anything else ("3,5", "3.41", "1.000 000") or out of range.
 */
bool number_from_vi(struct str s, int64_t *ret_number);

/* "06/03/2022", in both languages. */
struct str date_text(struct arena *arena, struct civil_date date);
/* "07:30": the time of day in Viet Nam. */
struct str time_text(struct arena *arena, struct instant at);
/* "07:30 06/03/2022": for lists, in both languages. */
struct str moment_text(struct arena *arena, struct instant at);

/* "ngày 06 tháng 3 năm 2022", "6 March 2022". In Vietnamese a day below 10 and
 * the months 1 and 2 have a 0 in front (Decree 30/2020/NĐ-CP, annex I, II.4). */
struct str date_long(struct arena *arena, const struct messages *messages, enum locale locale,
                     struct civil_date date);
/* "Chủ nhật, ngày 06 tháng 3 năm 2022", "Sunday 6 March 2022". */
struct str date_words(struct arena *arena, const struct messages *messages, enum locale locale,
                      struct civil_date date);

/*
 * Reads a date as people write it: "06/03/2022", "6-3-2022", "06.03.2022",
 * "ngày 6 tháng 3 năm 2022", "6 tháng 3, 2022"; a weekday may stand in front
 * (it is not compared). A time may stand before or behind: "07:30", "07:30:15",
 * "7h30", "7 giờ 30 phút". Capitals and diacritics do not matter; the year has
 * four digits. False for anything else and for days that do not exist.
 * `*ret_minute` is the minute of the day, or -1 where no time is given.
 */
bool date_from_vi(struct str s, struct civil_date *ret_date, int *ret_minute);

#endif
