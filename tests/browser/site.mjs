// The demo site in a real browser: every public page that links lead to, by
// keyboard, without JavaScript, on a small screen, and as axe sees it in both
// themes. Prints a line for each test that fails and "N passed, N failed".
//
//     node site.mjs http://127.0.0.1:PORT
import { axeFinds, base, DESK, drawNothing, finish, kindOf, linksIn, must, PAPER, PASSWORD, PHONE, sending, test, THEMES,
    visitor, widthEnlarged, widthOf, widthSpaced, ZOOMED } from "./browser.mjs";

const MOST_ADDRESSES = 1000; // followed
const OF_A_KIND = 2; // looked at: the first two addresses that lead to it
const ACCOUNT = { login: "bientap", password: PASSWORD };

// Every page that can be reached from the front page; of each kind of address two are
// looked at: the paths of pages in HTML.
async function crawl() {
    const queue = ["/"];
    const seen = new Set(queue);
    const pages = [];
    const dead = [];
    const kinds = new Map();
    while (queue.length > 0) {
        const path = queue.shift();
        const answer = await fetch(base + path);
        if (!answer.ok) {
            dead.push(`${path} answers ${answer.status}`);
            continue;
        }
        if (!(answer.headers.get("content-type") ?? "").startsWith("text/html")) continue;
        const of = (kinds.get(kindOf(path)) ?? 0) + 1;
        kinds.set(kindOf(path), of);
        if (of <= OF_A_KIND) pages.push(path);
        for (const address of linksIn(await answer.text())) {
            const target = new URL(address, base + path);
            const next = target.pathname + target.search;
            if (target.origin !== new URL(base).origin || seen.has(next)) continue;
            seen.add(next);
            if (seen.size < MOST_ADDRESSES) queue.push(next);
        }
    }
    return { pages, dead };
}

drawNothing();
const { pages, dead } = await crawl();

await test("the front page leads to other pages", () => must(pages.length > 5, `${pages}`));
await test("no link is dead", () => must(dead.length === 0, dead.join("\n")));

// Each page is loaded once, seen in both themes, then made narrow, and its text spaced.
{
    const page = await visitor({ colorScheme: "light" });
    for (const path of pages) {
        await page.emulateMedia({ colorScheme: "light" });
        await page.setViewportSize(DESK);
        await page.goto(base + path);
        for (const colorScheme of THEMES)
            await test(`axe finds nothing on ${path} (${colorScheme})`, async () => {
                await page.emulateMedia({ colorScheme });
                const words = await axeFinds(page, { coloursAlone: colorScheme === "dark" });
                must(words.length === 0, words.join("\n"));
            });
        await test(`320 pixels are enough for ${path}, its text enlarged or spaced too, and 640`, async () => {
            for (const screen of [ZOOMED, PHONE]) {
                await page.setViewportSize(screen);
                const width = await widthOf(page);
                must(width <= screen.width, `the page takes ${width} of ${screen.width} pixels`);
            }
            const large = await widthEnlarged(page);
            must(large <= PHONE.width, `its text enlarged, the page is ${large} pixels wide`);
            const width = await widthSpaced(page);
            must(width <= PHONE.width, `spaced, the page is ${width} pixels wide`);
        });
    }
    await test("the browser complains of nothing", () =>
        must(page.complaints.length === 0, [...new Set(page.complaints)].join("\n")));
    await page.context().close();
}

// Presses Tab until the focus is where `is` says; at most `most` times.
async function tabTo(page, is, what, most = 120) {
    for (let i = 0; i < most; i++) {
        await page.keyboard.press("Tab");
        if (await page.evaluate(is)) return;
    }
    throw new Error(`${what} is not reached with Tab`);
}

await test("the first Tab offers to skip to the content", async () => {
    const page = await visitor();
    await page.goto(base + "/");
    await page.keyboard.press("Tab");
    const target = await page.evaluate(() => document.activeElement.getAttribute("href"));
    must(target?.startsWith("#"), `the focus is on ${target}`);
    await page.keyboard.press("Enter");
    const lies = await page.evaluate(
        (id) => document.querySelector("main").contains(document.querySelector(id)) ||
            document.querySelector(id).tagName === "MAIN", target);
    must(lies, `${target} is not the content`);
    await page.context().close();
});

await test("every stop of the keyboard on the front page is seen", async () => {
    const page = await visitor();
    await page.goto(base + "/");
    const hidden = [];
    for (let i = 0; i < 200; i++) {
        await page.keyboard.press("Tab");
        const stop = await page.evaluate(() => {
            const element = document.activeElement;
            if (element === document.body) return null;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            return {
                name: element.outerHTML.slice(0, 80),
                seen: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) ||
                    style.boxShadow !== "none",
                inside: box.width > 0 && box.height > 0,
            };
        });
        if (stop === null) break;
        if (!stop.seen || !stop.inside) hidden.push(stop.name);
    }
    must(hidden.length === 0, hidden.join("\n"));
    await page.context().close();
});

await test("on paper the notice is a table, whatever a phone makes of it", async () => {
    const page = await visitor({ viewport: PAPER });
    await page.goto(base + "/lich-tiep-dan/ban-in");
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() =>
        [...new Set([...document.querySelectorAll(".sheet td")].map((cell) => getComputedStyle(cell).display))]);
    must(shown.length === 1 && shown[0] === "table-cell", `a cell is ${shown}`);
    const seen = await page.evaluate(() => document.querySelectorAll("nav, footer, main button").values()
        .some((element) => element.getClientRects().length > 0));
    must(!seen, "what one presses is printed");
    await page.context().close();
});

await test("the keyboard alone leads to an article", async () => {
    const page = await visitor();
    await page.goto(base + "/");
    await tabTo(page, () => document.activeElement.getAttribute("href") === "/tin-tuc", "the news");
    await page.keyboard.press("Enter");
    await page.waitForURL(base + "/tin-tuc");
    await tabTo(page, () => /^\/tin-tuc\/[^?]+$/.test(document.activeElement.getAttribute("href") ?? ""),
        "an article");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/tin-tuc\/.+/);
    must(await page.locator("main h1").count() === 1, "an article has one heading");
    await page.context().close();
});

await test("the keyboard alone signs in", async () => {
    const page = await visitor();
    await page.goto(base + "/dang-nhap");
    await tabTo(page, () => document.activeElement.name === "login", "the field of the name");
    await page.keyboard.type(ACCOUNT.login);
    await tabTo(page, () => document.activeElement.name === "password", "the field of the password");
    await page.keyboard.type(ACCOUNT.password);
    await page.keyboard.press("Enter");
    await page.waitForURL((url) => url.pathname !== "/dang-nhap");
    await page.context().close();
});

await test("a page that is not there lets one search", async () => {
    const page = await visitor({ javaScriptEnabled: false });
    await page.goto(base + "/khong-co-trang-nay");
    await page.locator('main [name="q"]').fill("dân chủ");
    await sending(page, page.locator('main [name="q"]'));
    must(new URL(page.url()).pathname === "/tim-kiem", `it leads to ${page.url()}`);
    must(await page.locator("main mark").count() > 0, "nothing is found");
    await page.context().close();
});

await test("without JavaScript one reads, signs in wrongly, and rightly", async () => {
    const page = await visitor({ javaScriptEnabled: false });
    await page.goto(base + "/");
    await sending(page, page.locator('a[href="/tin-tuc"]').first());
    must(new URL(page.url()).pathname === "/tin-tuc", `the link led to ${page.url()}`);
    await page.goto(base + "/dang-nhap");
    await page.locator('[name="login"]').fill(ACCOUNT.login);
    await page.locator('[name="password"]').fill("không phải mật khẩu này");
    await sending(page, page.locator('[name="password"]'));
    must(new URL(page.url()).pathname === "/dang-nhap", `a wrong password led to ${page.url()}`);
    must(await page.locator('[name="login"]').inputValue() === ACCOUNT.login, "the name typed is lost");
    must(await page.locator('[name="password"]').inputValue() === "", "the password is shown again");
    await page.locator('[name="password"]').fill(ACCOUNT.password);
    await sending(page, page.locator('[name="password"]'));
    await page.waitForURL((url) => url.pathname !== "/dang-nhap");
    await page.context().close();
});

await test("the theme chosen without JavaScript stays", async () => {
    const page = await visitor({ javaScriptEnabled: false });
    await page.goto(base + "/tin-tuc");
    const dark = page.locator('form[action="/giao-dien"] [value="dark"]').first();
    must(await dark.count() === 1, "the page offers no dark theme");
    await sending(page, dark);
    must(new URL(page.url()).pathname === "/tin-tuc", `the choice led to ${page.url()}`);
    must(/dark/.test(await page.locator("html").getAttribute("class") ?? "") ||
        await page.locator('html[data-theme="dark"]').count() === 1, "the page is not dark");
    await page.context().close();
});

await finish();
