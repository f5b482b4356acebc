// What every browser test needs: counting tests, visitors in headless Chromium,
// signing in, axe. A test file ends with `await finish()`.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";

export const base = process.argv[2];
// What the site's clock shows, in Viet Nam as if that were UTC (tests/browser/run.sh).
export const vietnam = new Date(Date.now() + (7 * 3600 + Number(process.env.DINH_TEST_SHIFT ?? 0)) * 1000);
// Of the demo's accounts.
export const PASSWORD = "mua-xuan-thanh-ba";

export const PHONE = { width: 320, height: 640 };
export const TABLET = { width: 768, height: 1024 };
// Half of a desk: what 200 % zoom leaves.
export const ZOOMED = { width: 640, height: 400 };
// A sheet of A4 within its margins.
export const PAPER = { width: 624, height: 970 };
// The same across, for registers.
export const ACROSS = { width: 1009, height: 680 };
export const DESK = { width: 1280, height: 800 };

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
// Milliseconds: what has not come by then has failed, on however busy a machine.
const PATIENCE = 60000;
let passed = 0;
let failed = 0;
let chromiumRuns;
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"];

// For a script that presses keys alone: this browser draws no frames, which take a fifth
// of its time. A click would wait for one. Before the first visitor.
export function drawNothing() {
    args.push("--disable-threaded-compositing");
}

// Runs one test; a thrown error is its failure, told with its name.
export async function test(name, run) {
    try {
        await run();
        passed++;
    } catch (error) {
        failed++;
        console.log(`FAILED ${name}\n    ${String(error.message).replaceAll("\n", "\n    ")}`);
    }
}

export function must(condition, sentence) {
    if (!condition) throw new Error(sentence);
}

// A new visitor. What the browser complains about (CSP, scripts, missing files)
// is gathered in page.complaints. Close with page.context().close().
export async function visitor(options = {}) {
    chromiumRuns ??= await chromium.launch({
        executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
        args,
    });
    const context = await chromiumRuns.newContext({ locale: "vi-VN", ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on("console", (message) => {
        if (message.type() === "error") page.complaints.push(message.text());
    });
    page.on("pageerror", (error) => page.complaints.push(error.message));
    page.setDefaultTimeout(PATIENCE);
    return page;
}

// Presses Enter in a field or on a button and waits for the page that follows.
export async function sending(page, locator) {
    await Promise.all([page.waitForEvent("load"), locator.press("Enter")]);
}

export async function signIn(page, login) {
    await page.goto(base + "/dang-nhap");
    await page.locator('[name="login"]').fill(login);
    await page.locator('[name="password"]').fill(PASSWORD);
    await sending(page, page.locator('[name="password"]'));
    must(new URL(page.url()).pathname !== "/dang-nhap", `${login} cannot sign in`);
}

// Where the links of a page lead, as they stand there without what follows a #.
export function linksIn(html) {
    return [...html.matchAll(/<a\s[^>]*href="([^"#]+)/g)].map(([, address]) => address.replaceAll("&amp;", "&"));
}

// Rules of axe: those that see colours, the one that measures what one presses, and all
// others that we want to keep.
const OF_COLOURS = ["color-contrast", "link-in-text-block"];
const OF_TARGETS = ["target-size"];
const OTHERS = {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: Object.fromEntries([...OF_COLOURS, ...OF_TARGETS].map((rule) => [rule, { enabled: false }])),
};
// A theme changes nothing but colours.
export const THEMES = ["light", "dark"];

// What the rules of colours can see of an element with words: the colours, the size and
// the weight of its letters, and what lies behind them, up to the root. In the page.
function gatherLooks() {
    const looks = new Map([[null, ""]]);
    const shown = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight",
        "textDecorationLine", "textShadow", "display"];
    const lookOf = (element) => {
        if (!looks.has(element)) {
            const style = getComputedStyle(element);
            const own = shown.map((name) => style[name]).join(" ");
            const around = lookOf(element.parentElement);
            looks.set(element, around.startsWith(own + "|") ? around : own + "|" + around);
        }
        return looks.get(element);
    };
    const hasWords = (element) => element.matches("input, select, textarea") ||
        [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim() !== "");
    const all = [...document.body.querySelectorAll("*")].filter((element) => element.getClientRects().length > 0);
    window.elementsByLook = Map.groupBy(all.filter(hasWords), lookOf);
    return [...window.elementsByLook.keys()];
}

// What one presses, by what it is, where it stands and whether it is small. In the page.
function gatherTargets() {
    const nameOf = (element) => `${element.localName}.${element.getAttribute("class") ?? ""}`;
    const targetOf = (element) => {
        const { width, height } = element.getBoundingClientRect();
        const size = [width, height].map((length) => length < 24 ? Math.round(length) : "");
        const names = [];
        for (let at = element; at !== document.body && names.length < 5; at = at.parentElement)
            names.push(nameOf(at));
        return `${window.innerWidth} ${names.join(" in ")} ${size}`;
    };
    const all = [...document.body.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")];
    window.elementsByTarget = Map.groupBy(all, targetOf);
    return [...window.elementsByTarget.keys()];
}

// Looks and targets that axe has judged already, on whatever page.
const judged = new Set();

// Those of `gather` that are new.
async function newOf(page, gather) {
    const fresh = (await page.evaluate(gather)).filter((one) => !judged.has(one));
    fresh.forEach((one) => judged.add(one));
    return fresh;
}

const withAxe = new Set(); // visitors whose next pages have axe

// What axe has against the open page, a line each: against the colours of one element of
// each look that it has not judged yet (contrast depends on nothing else), and, where asked,
// against targets of a new kind, and everything else.
export async function axeFinds(page, { coloursAlone = false } = {}) {
    if (!withAxe.has(page)) {
        withAxe.add(page);
        await page.context().addInitScript({ content: axeSource });
        await page.evaluate(axeSource);
    }
    const looks = await newOf(page, gatherLooks);
    const targets = coloursAlone ? [] : await newOf(page, gatherTargets);
    const violations = await page.evaluate(async ({ looks, targets, colours, sizes, others }) => {
        const resultTypes = ["violations"]; // the others need not be described
        const found = [];
        const judge = async (include, options) =>
            found.push(...(await window.axe.run(include, { ...options, resultTypes })).violations);
        if (looks.length > 0)
            await judge({ include: looks.map((look) => window.elementsByLook.get(look)[0]) }, { runOnly: colours });
        if (targets.length > 0)
            await judge({ include: targets.flatMap((target) => window.elementsByTarget.get(target)) },
                { runOnly: sizes });
        if (others) await judge(document, others);
        return found;
    }, { looks, targets, colours: OF_COLOURS, sizes: OF_TARGETS, others: coloursAlone ? null : OTHERS });
    return violations.map(
        (v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.target.join(" ")).slice(0, 3).join(" | ")}`,
    );
}

// Pages that differ by what they show alone are one kind: a code, a number, a
// date, a name of something, whatever stands in the query.
export function kindOf(path) {
    return path
        .replace(/\?.*/, "")
        .replace(/[A-Z]{1,8}-\d{4}-\d{4,}-[A-Z]/g, "CODE")
        .replace(/\d{4}-\d{2}(-\d{2})?/g, "DATE")
        .replace(/\d+/g, "N")
        .replace(/^\/(don-vi|tin-tuc|van-ban|tinh-han\/quy-tac|don-thu\/tra-loi|chuyen-muc|the|t)\/[^/]+/, "/$1/NAME");
}

// An address that one only reads, in this site, as a page.
export function isPage(path) {
    return path.startsWith("/") && !path.startsWith("//") &&
        !/[?&]lang=|\.(ics|csv|xlsx|pdf|atom|rss|json|xml)(\?|$)/.test(path);
}

// Width in pixels that the open page takes.
export function widthOf(page) {
    return page.evaluate(() => document.documentElement.scrollWidth);
}

// Width that the open page takes when its text alone is 2.25 times as large: what a reader
// with weak eyes sets in a browser (WCAG 1.4.4 asks for 2).
export async function widthEnlarged(page) {
    await page.evaluate(() => { document.documentElement.style.fontSize = "225%"; });
    const width = await widthOf(page);
    await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
    return width;
}

// Width that the open page takes with the text spacing of WCAG 1.4.12. The page
// keeps it.
export async function widthSpaced(page) {
    await page.evaluate(() => {
        const spacing = new CSSStyleSheet(); // of a script: the site's policy keeps <style> out
        spacing.replaceSync(`
            * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
            p { margin-bottom: 2em !important; }`);
        document.adoptedStyleSheets.push(spacing);
    });
    return widthOf(page);
}

// Says how it went and ends the program.
export async function finish() {
    await chromiumRuns?.close();
    console.log(`${passed} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
}
