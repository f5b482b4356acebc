// A reception day, played by several people at once: a clerk, a second clerk, a leader
// and a citizen with a small phone. The clerk checks in by keyboard alone; the queue page
// is printed.
//
//     node reception.mjs http://127.0.0.1:PORT
import { axeFinds, base, finish, must, sending, signIn, test, vietnam, visitor, widthOf } from "./browser.mjs";

const PLACE = "Phòng trình diễn";
const START = "23:30"; // booking is open until then
const today = `${String(vietnam.getUTCDate()).padStart(2, "0")}/${String(vietnam.getUTCMonth() + 1).padStart(2, "0")}/${vietnam.getUTCFullYear()}`;
const month = today.slice(6) + "-" + today.slice(3, 5);
const weekday = vietnam.getUTCDay() === 0 ? 7 : vietnam.getUTCDay();

const clerk = await visitor();
const second = await visitor();
const leader = await visitor();
const citizen = await visitor({ viewport: { width: 320, height: 640 }, hasTouch: true });
await signIn(clerk, "tiepdan");
await signIn(second, "tiepdan");
await signIn(leader, "lanhdao");

// Clicks and waits for the page that follows; where none does, says what was there instead.
async function follow(page, locator) {
    try {
        await Promise.all([page.waitForEvent("load"), locator.click()]);
    } catch (error) {
        const there = await page.evaluate(() => [document.readyState, document.activeElement.outerHTML.slice(0, 200),
            ...[...document.forms].map((form) => `${form.getAttribute("action")} ${form.dataset.sent} ${form.checkValidity()}`)]);
        throw new Error(`${error.message}\n${locator} on ${page.url()}\n${there.join("\n")}`);
    }
}

async function narrowAndClean(page, what) {
    await test(`axe finds nothing on ${what}`, async () => {
        const words = await axeFinds(page);
        must(words.length === 0, words.join("\n"));
    });
    const size = page.viewportSize();
    await page.setViewportSize({ width: 320, height: 640 });
    await test(`320 pixels are enough for ${what}`, async () => {
        const width = await widthOf(page);
        must(width <= 320, `the page is ${width} pixels wide`);
    });
    await page.setViewportSize(size);
}

await test("a clerk makes and publishes a reception of today", async () => {
    await clerk.goto(base + "/can-bo/lich-tiep-dan/moi");
    await clerk.locator('[name="post"]').selectOption("0").catch(() => clerk.locator('[name="post"][value="0"]').check());
    await clerk.locator(`[name="w${weekday}"]`).check();
    for (const [name, value] of Object.entries({ first_on: today, starts: START, ends: "23:58", slot: "14", seats: "2", closes: "0", place: PLACE }))
        await clerk.locator(`[name="${name}"]`).fill(value);
    await sending(clerk, clerk.locator('[name="place"]'));
    await follow(clerk, clerk.locator('form[action$="/cong-bo"] button'));
    await clerk.goto(`${base}/lich-tiep-dan?thang=${month}`);
    must((await clerk.locator("main").innerText()).includes(PLACE), "it is not in the public calendar");
});

let code;
await test("no day of the month breaks its number on a phone", async () => {
    await citizen.goto(base + "/lich-tiep-dan");
    const broken = await citizen.$$eval(".month b", (days) => days
        .filter((day) => day.getClientRects().length > 1).map((day) => day.textContent));
    must(broken.length === 0, broken.join(", "));
});

await test("a citizen books on a phone of 320 pixels", async () => {
    await citizen.goto(`${base}/lich-tiep-dan?thang=${month}`);
    await follow(citizen, citizen.locator("ol.agenda > li", { hasText: PLACE }).first().locator("a.textlink"));
    must((await widthOf(citizen)) <= 320, "the form is too wide");
    await citizen.locator('[name="after"]').first().check();
    await citizen.locator('[name="name"]').fill("Cụ Mẫu (minh họa)");
    await citizen.locator('[name="phone"]').fill("0912 345 678");
    await citizen.locator('[name="content"]').fill("Hỏi về lương hưu");
    await follow(citizen, citizen.locator("form .button.main"));
    must((await widthOf(citizen)) <= 320, "the ticket is too wide");
    code = (await citizen.locator(".slip .code").innerText()).replaceAll(/\s/g, "");
    must(/^[0-9A-Z]{8}$/.test(code), `the code is ${code}`);
});
await narrowAndClean(citizen, "a ticket");

await test("the clerk checks in with the code and Enter: the code knows its reception", async () => {
    await clerk.goto(base + "/can-bo/tiep-dan");
    const focused = await clerk.evaluate(() => document.activeElement?.name);
    must(focused === "code", `${focused} has the focus`);
    await clerk.keyboard.type(code.toLowerCase());
    await Promise.all([clerk.waitForEvent("load"), clerk.keyboard.press("Enter")]);
    must((await clerk.locator("[aria-invalid]").count()) === 0, await clerk.locator("main").innerText());
});
await test("who has no code gets a number with a name, two Tabs and Enter", async () => {
    await clerk.keyboard.press("Tab");
    await clerk.keyboard.press("Tab");
    await clerk.keyboard.type("Ông Mẫu (minh họa)");
    await Promise.all([clerk.waitForEvent("load"), clerk.keyboard.press("Enter")]);
    must((await clerk.locator("main").innerText()).includes("Ông Mẫu"), "he is not there");
});
await narrowAndClean(clerk, "the desk");

const row = (page) => page.locator("table tbody tr", { hasText: "Cụ Mẫu" }).first();
await test("two clerks call one number; one of them is told", async () => {
    await clerk.goto(base + "/can-bo/tiep-dan");
    await second.goto(base + "/can-bo/tiep-dan");
    await follow(clerk, row(clerk).locator("button"));
    await follow(second, row(second).locator("button"));
    const words = await second.locator("main").innerText();
    must(words.includes("Người khác vừa sửa"), words);
});

await test("the waiting room sees the number and no name", async () => {
    await citizen.goto(base + "/lich-tiep-dan/so-thu-tu");
    const words = await citizen.locator("main").innerText();
    must(words.includes(PLACE) && !words.includes("Mẫu (minh họa)"), words);
});
await test("the queue page is printed with its numbers alone", async () => {
    await citizen.emulateMedia({ media: "print" });
    must(await citizen.locator("table").first().isVisible(), "the table is not printed");
    must(!(await citizen.locator("main a.button").isVisible()), "a button is printed");
    must(!(await citizen.locator("main .lead").isVisible()), "paper is said to renew itself");
    await citizen.emulateMedia({ media: "screen" });
});

let visit;
await test("the leader writes the conclusion and gives a task", async () => {
    await leader.goto(base + "/can-bo/tiep-dan");
    await follow(leader, row(leader).locator("a"));
    visit = leader.url();
    await leader.locator('[name="state"]').selectOption("received");
    await leader.locator('[name="kind"]').selectOption("proposal");
    await leader.locator('[name="conclusion"]').fill("Trả lời trong tuần.");
    await follow(leader, leader.locator("form .button.main").first());
    must(leader.url() === visit + "?xong=1", leader.url());
    const options = leader.locator('[name="owner"] option');
    await leader.locator('[name="owner"]').selectOption({ index: Math.min(1, (await options.count()) - 1) });
    await leader.locator('[name="task"]').fill("Xem hồ sơ lương hưu");
    await leader.locator('[name="due_on"]').fill(today);
    await follow(leader, leader.locator('form[action$="/viec"] button'));
    must((await leader.locator("main").innerText()).includes("Xem hồ sơ lương hưu"), "the task is not there");
});
await narrowAndClean(leader, "a visit");

await test("the clerk makes the receipt and the conclusion notice", async () => {
    await clerk.goto(visit + "/giay-to");
    await clerk.locator('[name="items"]').fill("Sổ hưu: 01 quyển, bản chính");
    await follow(clerk, clerk.locator('form[action$="/bien-nhan"] button'));
    must((await clerk.locator("main").innerText()).includes("Sổ hưu"), "no receipt");
    const form = clerk.locator('form[action$="/conclusion"]');
    await form.locator('[name="post"]').fill("Trưởng ban");
    await form.locator('[name="signer"]').fill("Người Mẫu (minh họa)");
    await follow(clerk, form.locator("button"));
    must((await clerk.locator("main").innerText()).includes("/TB-"), "it has no number");
});
await narrowAndClean(clerk, "the papers of a visit");

await test("a petition is opened with what the visit knows", async () => {
    await clerk.goto(visit + "/don-thu");
    must((await clerk.locator('[name="name"]').inputValue()).includes("Cụ Mẫu"), "the name is not filled in");
    await clerk.locator('[name="title"]').fill("Lương hưu trả chậm");
    await clerk.locator('[name="content"]').fill("Lương hưu tháng này trả chậm mười ngày.");
});
await narrowAndClean(clerk, "a petition out of a visit");
await test("its slip has code and key", async () => {
    await follow(clerk, clerk.locator("form .button.main"));
    must(/[A-Z]+-\d{4}-\d{6}-[A-Z]/.test(await clerk.locator("main").innerText()), "no code");
});

for (const [who, page] of Object.entries({ clerk, second, leader, citizen }))
    await test(`the browser of the ${who} complains of nothing`, () => {
        // the second clerk's refusal is an answer of 409, which the browser notes
        const words = page.complaints.filter((one) => !one.includes("409"));
        must(words.length === 0, [...new Set(words)].join("\n"));
    });
await finish();
