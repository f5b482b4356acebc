// Suggestions of the search field in a real browser: the keyboard, the roles that a
// screen reader is told, the mouse, and the page without JavaScript.
//
//     node suggest.mjs http://127.0.0.1:PORT
import { axeFinds, base, finish, must, test as count, visitor, widthOf } from "./browser.mjs";

// A test with a visitor of its own on the search page; the browser must not complain.
function test(name, run, options = {}) {
    return count(name, async () => {
        const page = await visitor(options);
        await page.goto(base + "/tim-kiem");
        await run(page);
        must(page.complaints.length === 0, page.complaints.join("\n"));
        await page.context().close();
    });
}

const field = (page) => page.locator("input[data-suggest]");
const options = (page) => page.locator("[role=listbox] [role=option]");
const attribute = (page, name) => field(page).getAttribute(name);

// Types, and waits until the list is there that answers all of the words.
async function suggest(page, words) {
    const answered = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get("q") === words);
    await field(page).pressSequentially(words);
    const found = await (await answered).json();
    await page.waitForFunction(
        (titles) => {
            const shown = [...document.querySelectorAll("[role=listbox] [role=option]")];
            return shown.map((one) => one.textContent).join("\n") === titles;
        },
        found.map((one) => one.title).join("\n"),
    );
}

// The option that the field names as active, or null.
async function active(page) {
    const id = await attribute(page, "aria-activedescendant");
    if (id === null) return null;
    const option = page.locator(`#${id}`);
    must(await option.getAttribute("aria-selected") === "true", `${id} is not marked as selected`);
    must(await page.locator("[aria-selected=true]").count() === 1, "more than one is selected");
    return option;
}

await test("words typed without marks bring titles, and the focus stays", async (page) => {
    must(await attribute(page, "role") === "combobox", "the field is no combobox");
    must(await attribute(page, "aria-expanded") === "false", "the list is open before a word");
    await suggest(page, "quy che dan chu");
    must(await attribute(page, "aria-expanded") === "true", "the field does not say that it is open");
    must(await attribute(page, "aria-controls") === await page.locator("[role=listbox]").getAttribute("id"),
        "the field names another list");
    must(await field(page).evaluate((input) => input === document.activeElement), "the focus moved");
    must(await active(page) === null, "something is chosen by itself");
    const count = await options(page).count();
    must(count > 0 && count <= 8, `${count} suggestions`);
    must((await page.locator("[role=status]", { hasText: "Số gợi ý" }).textContent()).trim().endsWith(` ${count}`),
        "the number of suggestions is not said");
});

await test("arrows walk the list and come back to the field", async (page) => {
    await suggest(page, "dan chu");
    const count = await options(page).count();
    await page.keyboard.press("ArrowDown");
    must(await (await active(page)).evaluate((li) => li.previousElementSibling === null), "not the first");
    for (let i = 1; i < count; i++) await page.keyboard.press("ArrowDown");
    must(await (await active(page)).evaluate((li) => li.nextElementSibling === null), "not the last");
    await page.keyboard.press("ArrowDown");
    must(await active(page) === null, "beyond the last one is not the field");
    await page.keyboard.press("ArrowUp");
    must(await (await active(page)).evaluate((li) => li.nextElementSibling === null), "up is not the last");
    must(await field(page).inputValue() === "dan chu", "what was typed changed");
});

await test("an answer that comes while one walks the list does not take it away", async (page) => {
    await suggest(page, "dan chu");
    let give;
    const held = new Promise((resolve) => (give = resolve));
    const asked = page.waitForRequest(/q=dan(\+|%20)chu(\+|%20)o/);
    await page.route(/q=dan(\+|%20)chu(\+|%20)o/, async (route) => {
        await held;
        await route.fulfill({ json: [] });
    });
    await field(page).pressSequentially(" o");
    const late = await asked;
    await page.keyboard.press("ArrowDown");
    const chosen = await (await active(page)).textContent();
    give();
    await late.response();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))));
    must(await (await active(page)).textContent() === chosen, "the list was taken away");
});

await test("Enter opens what is chosen", async (page) => {
    await suggest(page, "chi thi 30");
    await page.keyboard.press("ArrowDown");
    const url = await (await active(page)).getAttribute("data-url");
    await page.keyboard.press("Enter");
    await page.waitForURL(base + url);
    must(await page.locator("main h1").count() === 1, "no page stands there");
});

await test("Enter without a choice searches for what was typed", async (page) => {
    await suggest(page, "dan chu");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tim-kiem\?q=dan(\+|%20)chu/);
});

await test("Escape closes the list first, then empties the field", async (page) => {
    await suggest(page, "dan chu");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    must(await page.locator("[role=listbox]").isHidden(), "the list is still there");
    must(await attribute(page, "aria-expanded") === "false", "it is still said to be open");
    must(await active(page) === null, "an option is still active");
    must(await field(page).inputValue() === "dan chu", "the first Escape took the words");
    await page.keyboard.press("ArrowDown");
    await options(page).first().waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    must(await field(page).inputValue() === "", "the second Escape does not empty the field");
});

await test("leaving the field closes the list, a click opens what it says", async (page) => {
    await suggest(page, "dan chu");
    await page.keyboard.press("Tab");
    must(await page.locator("[role=listbox]").isHidden(), "the list stays without the focus");
    await field(page).focus();
    await page.keyboard.press("ArrowDown");
    await options(page).first().waitFor();
    const title = await options(page).first().textContent();
    await options(page).first().click();
    await page.waitForURL((url) => url.pathname !== "/tim-kiem"); // it may lead on
    must(await page.locator("main h1").count() === 1, `no page stands behind ${title}`);
});

await test("words that no title has show no list", async (page) => {
    await suggest(page, "dan chu");
    await field(page).fill("");
    must(await page.locator("[role=listbox]").isHidden(), "an empty field has suggestions");
    const answer = page.waitForResponse(/goi-y\?q=zz/);
    await field(page).pressSequentially("zzqqxx");
    await answer;
    must(await page.locator("[role=listbox]").isHidden(), "a list without options is shown");
    must(await attribute(page, "aria-expanded") === "false", "it is said to be open");
});

await test("hostile words stay words", async (page) => {
    await field(page).pressSequentially('"<img src=x onerror=alert(1)> AND NOT *');
    await page.waitForResponse(/goi-y/);
    must(await page.locator("[role=listbox] img").count() === 0, "markup came out of the field");
});

for (const colorScheme of ["light", "dark"])
    await test(`axe finds nothing in the open list, ${colorScheme}`, async (page) => {
        await suggest(page, "dan chu");
        await page.keyboard.press("ArrowDown");
        const found = await axeFinds(page);
        must(found.length === 0, found.join("\n"));
        must(await widthOf(page) <= 320, "the page scrolls sideways");
    }, { colorScheme, viewport: { width: 320, height: 640 } });

await test("without JavaScript the form searches", async (page) => {
    must(await attribute(page, "role") === null, "the field is a combobox without a script");
    await field(page).fill("dan chu");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tim-kiem\?q=dan/);
    must(await page.locator("main h3 a").count() > 0, "nothing was found");
}, { javaScriptEnabled: false });

await finish();
