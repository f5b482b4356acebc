// The calendar of reception days as a calendar program reads it (ical.js, which
// Thunderbird is built with): the days it shows are those of the page.
//
//     node ics.mjs http://127.0.0.1:PORT
import ICAL from "ical.js";

import { base, finish, must, test } from "./browser.mjs";

const text = await (await fetch(`${base}/lich-tiep-dan.ics`)).text();
const calendar = new ICAL.Component(ICAL.parse(text));
for (const zone of calendar.getAllSubcomponents("vtimezone"))
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
const events = calendar.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
const masters = events.filter((event) => !event.isRecurrenceException());
for (const event of events.filter((one) => one.isRecurrenceException()))
    masters.find((master) => master.uid === event.uid).relateException(event);

const shown = new Set();
let stamps = 0;
for (const event of masters) {
    const walk = event.iterator();
    for (let next = walk.next(); next; next = walk.next()) {
        const { startDate } = event.getOccurrenceDetails(next);
        shown.add(startDate.toString().slice(0, 10));
        const hour = startDate.toJSDate().getUTCHours();
        if (hour === ((startDate.hour + 24 - 7) % 24)) stamps++;
    }
}
await test("the calendar has its series", () =>
    must(masters.length > 0, `${masters.length} series`));
await test("every time is that of Viet Nam", () =>
    must(stamps > 0 && stamps >= shown.size, `${stamps} of ${shown.size}`));
await test("the moved day of the demo is on the 18th", () =>
    must(shown.has("2022-03-18") && !shown.has("2022-03-17"), [...shown].filter((day) => day.startsWith("2022-03")).sort().join(" ")));

for (const month of ["2022-02", "2022-03", "2022-04"]) {
    const page = await (await fetch(`${base}/lich-tiep-dan?thang=${month}`)).text();
    const days = new Set([...page.matchAll(/class="day" datetime="(\d{4}-\d{2}-\d{2})"/g)].map((m) => m[1]));
    const ours = [...days].filter((day) => day.startsWith(month)).sort().join(" ");
    const theirs = [...shown].filter((day) => day.startsWith(month)).sort().join(" ");
    await test(`${month} is the same on the page and in the calendar`, () =>
        must(ours === theirs, `${ours}\n${theirs}`));
}

await finish();
