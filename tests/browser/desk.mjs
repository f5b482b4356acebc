// The pages behind the sign-in, for every account of the demo: each kind of page
// that its links lead to opens and has one heading; whatever no account was shown
// before fits a phone, and axe finds nothing. Prints a line for each test that
// fails and "N passed, N failed".
//
//     node desk.mjs http://127.0.0.1:PORT
import { ACROSS, axeFinds, base, DESK, drawNothing, finish, isPage, kindOf, linksIn, must, PHONE, sending, signIn,
    TABLET, test, THEMES, visitor, widthOf, widthSpaced, ZOOMED } from "./browser.mjs";

const ACCOUNTS = ["bientap", "canbo", "congdan", "duyet", "lanhdao", "mattran", "quantri", "thanhtra",
    "thuky", "tiepdan"];
const START = ["/tai-khoan", "/can-bo", "/quan-tri"];

// What a page is made of, as far as a browser or axe would tell it from another:
// which elements bear which attributes, and the files it loads.
function partsOf(html) {
    const parts = new Set();
    for (const [, element, attributes] of html.matchAll(/<([a-z][\w-]*)((?:"[^"]*"|[^">])*)>/g)) {
        parts.add(element);
        for (const [, name, value] of attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/g)) {
            const isFile = name === "src" || (name === "href" && element === "link");
            parts.add(isFile ? `${element} ${name} ${value}` : `${element} ${name}`);
        }
    }
    return parts;
}

drawNothing();

// Kinds and parts that the browser has shown already, whoever looked.
const examined = new Set();
const met = new Set();

// A page that has a part which no page had before is shown too, of whatever kind.
function isNew(path, html) {
    const parts = [...partsOf(html)].filter((part) => !met.has(part));
    const is = !examined.has(kindOf(path)) || parts.length > 0;
    examined.add(kindOf(path));
    parts.forEach((part) => met.add(part));
    return is;
}

// Looks at a page and returns where its links lead.
async function examine(page, login, path) {
    const answer = await page.request.get(base + path);
    if (!(answer.headers()["content-type"] ?? "").startsWith("text/html")) return [];
    const html = await answer.text();
    const isAllowed = answer.status() !== 403 && answer.status() !== 404;
    await test(`${path} opens for ${login}`, () => {
        must(isAllowed && answer.status() < 500, `a link leads to ${answer.status()}`);
        must([...html.matchAll(/<h1[\s>]/g)].length === 1, "the page has not one heading");
        // tabs of two cases are told apart by their titles
        const [code] = path.match(/[A-Z]{1,8}-\d{4}-\d{4,}-[A-Z](?=\/[^/]+$)/) ?? [];
        must(!isAllowed || !code || /<title>[^<]*/.exec(html)[0].includes(code), `the title does not say ${code}`);
    });
    if (isNew(path, html)) await show(page, login, path);
    return linksIn(html);
}

// The page in the browser: how wide it is, and what axe finds.
async function show(page, login, path) {
    await page.goto(base + path);
    await test(`${path} fits a phone, a tablet and a desk (${login})`, async () => {
        for (const screen of [TABLET, ZOOMED, DESK, PHONE]) {
            await page.setViewportSize(screen);
            const width = await widthOf(page);
            must(width <= screen.width, `it takes ${width} of ${screen.width} pixels`);
        }
    });
    for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        await test(`axe finds nothing on ${path} (${login}, ${colorScheme})`, async () => {
            const words = await axeFinds(page, { coloursAlone: colorScheme === "dark" });
            must(words.length === 0, words.join("\n"));
        });
    }
    await test(`spaced text stays on ${path} (${login})`, async () => {
        const width = await widthSpaced(page);
        must(width <= PHONE.width, `it takes ${width} of 320 pixels`);
    });
}

for (const login of ACCOUNTS) {
    const page = await visitor({ viewport: PHONE });
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
        const links = await examine(page, login, path);
        // the public pages are the subject of site.mjs
        queue.push(...links.filter((href) => isPage(href) && START.some((start) => href.startsWith(start))));
    }
    await page.setViewportSize(DESK);
    for (const language of ["vi", "en"])
        await test(`the bar of work takes one line of a desk (${login}, ${language})`, async () => {
            await page.goto(`${base}/tai-khoan?lang=${language}`);
            const tops = await page.locator(".desk li").evaluateAll((all) => all.map((li) => li.offsetTop));
            must(new Set(tops).size <= 1, `it takes ${new Set(tops).size} lines`);
        });
    await test(`the browser complains of nothing (${login})`, () => {
        const words = [...new Set(page.complaints)].filter((word) => !/status of 40[34]/.test(word));
        must(words.length === 0, words.join("\n"));
    });
    await page.context().close();
}

await test("English words, which are longer, fit every width too", async () => {
    const page = await visitor();
    await signIn(page, "lanhdao");
    for (const path of ["/can-bo", "/can-bo/so-lieu", "/can-bo/tiep-dan"]) {
        await page.goto(base + path + "?lang=en");
        for (const width of [1280, 1100, 1000, 961, 800, 768, 640, 320]) {
            await page.setViewportSize({ width, height: 700 });
            const taken = await widthOf(page);
            must(taken <= width, `${path} takes ${taken} of ${width} pixels`);
        }
    }
    await page.context().close();
});

await test("i leads past the bar to where the work of a page begins", async () => {
    const page = await visitor();
    await signIn(page, "canbo");
    await page.goto(base + "/can-bo");
    await page.keyboard.press("j");
    await sending(page, page.locator(":focus"));
    await page.keyboard.press("i");
    const focused = await page.evaluate(() => document.activeElement.closest("main .button") !== null);
    must(focused, "the first action of a file does not have the focus");
    await page.context().close();
});

await test("on paper a report lies whole, across", async () => {
    const page = await visitor({ viewport: ACROSS });
    await signIn(page, "lanhdao");
    await page.goto(base + "/can-bo/bao-cao/02-xld-2025"); // 22 columns
    await page.emulateMedia({ media: "print" });
    const { sheet, width, room } = await page.evaluate(() => {
        const box = document.querySelector(".scroll");
        return { sheet: getComputedStyle(document.body).page, width: box.scrollWidth, room: box.clientWidth };
    });
    must(sheet === "wide", `the page is ${sheet}`);
    must(width <= room, `the report takes ${width} of ${room} pixels`);
    await page.context().close();
});

await test("the crawl saw the officials' pages", () => must(examined.size > 40, `${examined.size} kinds`));

await finish();
