// The pages behind the sign-in, for every account of the demo: each kind of page
// that its links lead to opens, has one heading, fits a phone, and axe finds
// nothing. Prints a line for each test that fails and "N passed, N failed".
//
//     node desk.mjs http://127.0.0.1:PORT
import { axeFinds, base, finish, isPage, kindOf, must, signIn, test, visitor, widthOf, widthSpaced } from "./browser.mjs";

const ACCOUNTS = ["bientap", "canbo", "congdan", "duyet", "lanhdao", "mattran", "quantri", "thanhtra",
    "thuky", "tiepdan"];
const START = ["/tai-khoan", "/can-bo", "/quan-tri"];
const PHONE = { width: 320, height: 640 };
const TABLET = { width: 768, height: 1024 };
// Half of a desk: what 200 % zoom leaves.
const ZOOMED = { width: 640, height: 400 };
const DESK = { width: 1280, height: 800 };

// Kinds that axe has seen already, whoever looked.
const examined = new Set();

async function examine(page, login, path) {
    const answer = await page.goto(base + path);
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) return;
    const kind = kindOf(path);
    const isAllowed = answer.status() !== 403 && answer.status() !== 404;
    await test(`${path} opens for ${login}`, async () => {
        must(isAllowed && answer.status() < 500, `a link leads to ${answer.status()}`);
        must(await page.locator("h1").count() === 1, "the page has not one heading");
    });
    if (examined.has(kind)) return;
    examined.add(kind);
    await test(`${path} fits a phone, a tablet and a desk (${login})`, async () => {
        for (const screen of [TABLET, ZOOMED, DESK, PHONE]) {
            await page.setViewportSize(screen);
            const width = await widthOf(page);
            must(width <= screen.width, `it takes ${width} of ${screen.width} pixels`);
        }
    });
    for (const colorScheme of ["dark", "light"]) {
        await page.emulateMedia({ colorScheme });
        await test(`axe finds nothing on ${path} (${login}, ${colorScheme})`, async () => {
            const words = await axeFinds(page);
            must(words.length === 0, words.join("\n"));
        });
    }
    await test(`spaced text stays on ${path} (${login})`, async () => {
        const width = await widthSpaced(page);
        must(width <= PHONE.width, `it takes ${width} of 320 pixels`);
    });
}

for (const login of ACCOUNTS) {
    // axe is a script of the test, which the site's own policy would keep out
    const page = await visitor({ viewport: PHONE, bypassCSP: true });
    const queue = [...START];
    const kinds = new Set();
    await signIn(page, login);
    page.complaints.length = 0;
    while (queue.length > 0) {
        const path = queue.shift();
        if (kinds.has(kindOf(path))) continue;
        kinds.add(kindOf(path));
        if (START.includes(path)) {
            const { status } = await page.request.get(base + path, { maxRedirects: 0 })
                .then((answer) => ({ status: answer.status() }));
            if (status === 403) continue;
        }
        await examine(page, login, path);
        const links = await page.evaluate(() =>
            [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")));
        // the public pages are the subject of site.mjs
        queue.push(...links.map((href) => href.replace(/#.*/, ""))
            .filter((href) => isPage(href) && START.some((start) => href.startsWith(start))));
    }
    await test(`the browser complains of nothing (${login})`, () => {
        const words = [...new Set(page.complaints)].filter((word) => !/status of 40[34]/.test(word));
        must(words.length === 0, words.join("\n"));
    });
    await page.context().close();
}

await test("the crawl saw the officials' pages", () => must(examined.size > 40, `${examined.size} kinds`));

await finish();
