// A week of an editor, with the keyboard alone and then without JavaScript: writing,
// preview, a picture, publishing by somebody else, a mistake put right, two at one text,
// withdrawing. Prints a line for each test that fails and "N passed, N failed".
//
//     node editor.mjs http://127.0.0.1:PORT
import { base, finish, must, sending, signIn, test, visitor } from "./browser.mjs";

const DESK = base + "/can-bo/tin";

// Presses Tab until the element has the focus.
async function tabTo(page, selector, most = 150) {
    for (let i = 0; i < most; i++) {
        if (await page.evaluate((s) => document.activeElement?.matches(s), selector)) return;
        await page.keyboard.press("Tab");
    }
    throw new Error(`${selector} is not reached with Tab`);
}

async function type(page, name, words) {
    await tabTo(page, `#bai [name="${name}"]`);
    await page.keyboard.press("Control+A");
    await page.keyboard.insertText(words);
}

// Presses the button that the keyboard has come to, and waits for the page.
async function press(page, selector) {
    await tabTo(page, selector);
    await Promise.all([page.waitForEvent("load"), page.keyboard.press("Enter")]);
}

// What people read on the page.
const shows = async (page, words) => {
    const text = await page.locator("body").innerText();
    must(text.includes(words), `“${words}” is not on ${page.url()}: ${text.slice(0, 400)}`);
};

let article;
let reader;
let address;

await test("Monday: an article is written with the keyboard alone", async () => {
    const page = await visitor();
    await signIn(page, "bientap");
    await page.goto(DESK + "/moi");
    await type(page, "title", "Bàn phím viết bài");
    await type(page, "body", "## Đầu mục\n\nMở từ **bảy giờ**.");
    await page.locator("[data-preview-here] h2, [data-preview-here] h3").first().waitFor();
    must((await page.locator("[data-preview-here] strong").innerText()) === "bảy giờ", "no preview");
    await press(page, '#bai [name="do"][value="save"]');
    article = page.url().replace(/\?.*/, "");
    must(/\/can-bo\/tin\/\d+$/.test(article), `saved to ${article}`);
    must(page.complaints.length === 0, page.complaints.join("\n"));
    await page.context().close();
});

await test("Tuesday: a picture needs words, and nothing typed is lost", async () => {
    const page = await visitor({ javaScriptEnabled: false });
    const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
    await signIn(page, "bientap");
    await page.goto(article);
    await page.locator('#bai [name="body"]').fill("Mở từ **tám giờ**.");
    await page.locator('#bai [name="file"]').setInputFiles({ name: "../../x.png", mimeType: "image/png", buffer: png });
    await sending(page, page.locator('[name="do"][value="upload"]'));
    must((await page.locator('#bai [name="body"]').inputValue()) === "Mở từ **tám giờ**.", "the text is lost");
    must(await page.locator('[name="file_alt"][aria-invalid="true"]').count() === 1, "no words are asked for");
    await page.locator('#bai [name="file"]').setInputFiles({ name: "../../x.png", mimeType: "image/png", buffer: png });
    await page.locator('[name="file_alt"]').fill("Một chấm");
    await sending(page, page.locator('[name="do"][value="upload"]'));
    await shows(page, "Một chấm");
    must(!(await page.content()).includes("../.."), "a path came with the name");
    await page.context().close();
});

await test("Wednesday: two write at one text, both texts are on the page", async () => {
    const one = await visitor({ javaScriptEnabled: false });
    const two = await visitor({ javaScriptEnabled: false });
    for (const page of [one, two]) {
        await signIn(page, "bientap");
        await page.goto(article);
    }
    await one.locator('#bai [name="body"]').fill("Câu của người thứ nhất.");
    await sending(one, one.locator('[name="do"][value="save"]'));
    await two.locator('#bai [name="body"]').fill("Câu của người thứ hai.");
    await sending(two, two.locator('[name="do"][value="save"]'));
    await shows(two, "nhất");
    must((await two.locator('#bai [name="body"]').inputValue()) === "Câu của người thứ hai.", "the second text is lost");
    await sending(two, two.locator('[name="do"][value="save"]'));
    await one.context().close();
    await two.context().close();
});

await test("Thursday: an approver publishes with the keyboard, a reader reads", async () => {
    const page = await visitor();
    await signIn(page, "duyet");
    await page.goto(article + "/dang");
    await press(page, 'button[value="publish"]');
    await page.goto(article);
    reader = await visitor({ javaScriptEnabled: false });
    address = base + (await page.locator('ul.meta a[href^="/tin-tuc/"]').getAttribute("href"));
    await reader.goto(address);
    await shows(reader, "Câu của người thứ hai.");
    // on paper it still says where it is from
    await reader.emulateMedia({ media: "print" });
    must(await reader.locator(".short .qr").isVisible(), "the code is not printed");
    await reader.emulateMedia({ media: "screen" });
    await page.context().close();
});

await test("Thursday too: what is public is shown at once, and asked about before it is left", async () => {
    const page = await visitor();
    await signIn(page, "duyet");
    await page.goto(article);
    await page.locator("[data-preview-here]", { hasText: "Câu của người thứ hai." }).waitFor();
    await type(page, "body", "Câu chưa ");
    await page.keyboard.type("lưu");
    let asked = 0;
    page.on("dialog", (dialog) => {
        asked++;
        dialog.accept();
    });
    await page.goto(DESK);
    must(asked === 1, `asked ${asked} times`);
    await page.goto(article);
    await page.goto(DESK);
    must(asked === 1, "asked where nothing was typed");
    await page.context().close();
});

await test("a document is written, related and given a file with the keyboard alone", async () => {
    const page = await visitor();
    const field = (name) => page.locator(`main [name="${name}"]`);
    const into = async (name, words) => {
        await tabTo(page, `main [name="${name}"]`);
        await page.keyboard.insertText(words);
    };
    await signIn(page, "duyet");
    await page.goto(base + "/can-bo/van-ban/moi");
    await tabTo(page, 'main [name="kind"]');
    await page.keyboard.type("Báo cáo");
    await into("title", "Báo cáo bằng bàn phím");
    await press(page, "main button.main");
    await into("summary", "Câu gõ trước khi chọn tệp.");
    await field("file").setInputFiles({ name: "bieu.txt", mimeType: "text/plain", buffer: Buffer.from("Biểu mẫu") });
    await tabTo(page, 'main [name="relation"]');
    await page.keyboard.type("Quy định chi tiết");
    await into("other", "Chỉ thị 30-CT/TW");
    await press(page, 'button[formaction$="/lien-quan"]:not([name])');
    await shows(page, "bieu.txt");
    await shows(page, "Chỉ thị 30-CT/TW");
    must((await field("summary").inputValue()) === "Câu gõ trước khi chọn tệp.", "the text is lost");
    await page.context().close();
});

await test("Friday: it is withdrawn and says so", async () => {
    const page = await visitor({ javaScriptEnabled: false });
    await signIn(page, "duyet");
    await page.goto(article + "/dang");
    await page.locator("#reason").fill("Giờ mở cửa đã đổi.");
    await sending(page, page.locator('button[value="withdraw"]'));
    const answer = await reader.goto(address);
    must(answer.status() === 410, `it answers ${answer.status()}`);
    await shows(reader, "Giờ mở cửa đã đổi.");
    await page.context().close();
});

await finish();
