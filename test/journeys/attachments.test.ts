import { expect } from "chai";
import { read, sqlFor } from "../../src/store/db.ts";
import {
  openFormOn,
  openFromCase,
  pdf,
  PNG,
  uploadByApi,
  uploadOnPage,
  uploadTokenOn,
  type UploadAnswer,
} from "../support/attachments.ts";
import { browserOf, browser } from "../support/bad-input/browser.ts";
import { MUST_READ } from "../support/bureau-variant.ts";
import { decideOnOwnPage } from "../support/page-decisions.ts";
import { approve, callApi, example, giveBack } from "../support/people.ts";
import { textsDuring } from "../support/presses.ts";
import { checkTruth } from "../support/truth.ts";
import { settle } from "../support/world.ts";
import { caseForEach } from "../support/this-case.ts";
import { worldForAll } from "../support/world-hooks.ts";

const HALF_AN_HOUR_MS = 30 * 60_000;

describe("attachments of a plan", () => {
  const world = worldForAll({
    bureau: MUST_READ,
    env: { ATTACHMENT_MAX_MB: "1", ATTACHMENT_MAX_COUNT: "3" },
  });
  const thisCase = caseForEach(world);

  beforeEach(async () => {
    await giveBack(world, "chenming");
  });

  afterEach(() => checkTruth(world));

  it("comes in by the API, is named by a submission, and is read from the case page under the reader's name", async () => {
    const uploaded = await uploadByApi(world, thisCase.no, { name: "../图纸/接线图.exe" });
    expect(uploaded.status).to.equal(201);
    expect(uploaded.body).to.include({ name: "接线图.exe.pdf", type: "application/pdf" });
    const id = await submitted([uploaded]);

    const chen = await browserOf(world, "chenming");
    const page = await chen.get(`/cases/${thisCase.no}`);
    expect(page.text).to.include("接线图.exe.pdf").and.include("未看").and.not.include("已看");
    const shown = await chen.get(await openFromCase(chen, thisCase.no, id));
    expect(shown.text).to.match(/class="watermark".*陈明 [^ ]+ 2026-/);
    const bytes = await chen.get(contentOn(shown.text));
    expect(bytes.text).to.equal(pdf().toString("utf8"));
    expect(Object.fromEntries(bytes.headers)).to.include({
      "content-type": "application/pdf",
      "content-length": String(pdf().length),
      "x-content-type-options": "nosniff",
      "cache-control": "no-store",
      "x-frame-options": "SAMEORIGIN",
      "content-disposition": `inline; filename="_.exe.pdf"; filename*=UTF-8''${encodeURIComponent("接线图.exe.pdf")}`,
    });
    expect((await chen.get(`/cases/${thisCase.no}`)).text)
      .to.include("已看")
      .and.not.include("未看");
    const { body } = await callApi(world, `/api/cases/${thisCase.no}`);
    expect(body["documents"][1].attachments).to.have.length(1);
  });

  it("where it must be read, nobody decides before: not on the card, not on the page; afterwards they may", async () => {
    const id = await submitted([await uploadByApi(world, thisCase.no, { name: "接线图.pdf" })]);
    const words = await textsDuring(world, "chenming", () => approve(world, "chenming"));
    expect(words.join()).to.include("须先看过全部附件").and.include("接线图.pdf");
    const own = { userid: "chenming", caseNo: thisCase.no };
    const refused = await decideOnOwnPage(world, own, {});
    expect(refused).to.deep.include({ result: "refused", code: "attachment-unread" });
    const chen = await browserOf(world, "chenming");
    expect((await chen.get(`/cases/${thisCase.no}`)).text).to.include("还有 1 个未看");
    // Looking at addresses is not reading: only the form says that it was opened.
    expect((await chen.get(`/cases/${thisCase.no}/attachments/${id}`)).location).to.equal(
      `/cases/${thisCase.no}`,
    );
    expect((await decideOnOwnPage(world, own, {})).code).to.equal("attachment-unread");
    await openFromCase(chen, thisCase.no, id);
    await openFromCase(chen, thisCase.no, id);
    expect((await thisCase.file()).readings).to.have.length(1);
    await approve(world, "chenming");
    expect(await thisCase.decisions()).to.include("chenming approve");
  });

  it("counts by its bytes: another name changes nothing and is shown, other bytes ask again who answers for them", async () => {
    await submitted([await uploadByApi(world, thisCase.no)]);
    const chen = await browserOf(world, "chenming");
    await openFromCase(chen, thisCase.no, await newestId());
    for (const userid of ["chenming", "liuyang"]) await approve(world, userid);
    await giveBack(world, "wuhao");
    const renamed = await uploadByApi(world, thisCase.no, { name: "新接线图.pdf" });
    const same = await resubmit([renamed.body.attachmentId], { opinion: "见附件" });
    expect(same.body).to.include({ code: "unchanged-document" });

    await submitted([renamed], { opinion: "见附件二" });
    expect(thisCase.cardsOf("chenming"), "planning").to.have.length(2);
    expect(thisCase.cardsOf("liuyang"), "dispatch").to.have.length(1);
    const { text } = await (await browserOf(world, "wuhao")).get(`/cases/${thisCase.no}`);
    expect(text).to.include("新接线图.pdf");

    await giveBack(world, "wuhao");
    const other = await uploadByApi(world, thisCase.no, { bytes: PNG, name: "照片" });
    const preview = await callApi(world, `/api/cases/${thisCase.no}/plans?preview=1`, {
      body: bodyOf([other.body.attachmentId], { opinion: "见附件二" }),
    });
    expect(preview.body["asked"].map(({ userid }: { userid: string }) => userid)).to.deep.equal([
      "liuyang",
      "wuhao",
    ]);
    await submitted([other], { opinion: "见附件二" });
    expect(thisCase.cardsOf("liuyang"), "dispatch answers for attachments").to.have.length(2);
    const page = await (await browserOf(world, "liuyang")).get(`/cases/${thisCase.no}`);
    expect(page.text).to.match(/新接线图\.pdf<\/del>.*照片\.png<\/ins>/s);
  });

  it("its link is the reader's: of no use to others, in another session, after half an hour, or for another file", async () => {
    const id = await submitted([await uploadByApi(world, thisCase.no)]);
    const chen = await browserOf(world, "chenming");
    const viewUrl = await openFromCase(chen, thisCase.no, id);
    const contentUrl = contentOn((await chen.get(viewUrl)).text);
    const wang = await browserOf(world, "zhangwei");
    expect((await wang.get(contentUrl)).status).to.equal(403);
    expect((await wang.get(viewUrl)).location).to.equal(`/cases/${thisCase.no}`);
    expect(
      (await (await browserOf(world, "chenming")).get(contentUrl)).status,
      "new session",
    ).to.equal(403);
    expect((await browser(world).get(contentUrl)).status, "nobody").to.equal(403);
    const elsewhere = contentUrl.replace(id, `F${"0".repeat(20)}`);
    expect((await chen.get(elsewhere)).status).to.equal(403);
    world.clock.advanceMs(HALF_AN_HOUR_MS);
    expect((await chen.get(contentUrl)).status).to.equal(403);
    const form = openFormOn(await chen.get(`/cases/${thisCase.no}`), id);
    const foreign = await chen.post(
      form.action,
      { token: form.token },
      { origin: "https://evil.example" },
    );
    expect(foreign.status).to.equal(403);
    expect((await wang.post(form.action, { token: form.token })).status, "hers, not his").to.equal(
      403,
    );
  });

  it("is uploaded on the page by who may submit; the same form twice is one file; others find no such page", async () => {
    const zhang = await browserOf(world, "zhangwei");
    const page = await zhang.get(`/cases/${thisCase.no}/attachments`);
    const token = uploadTokenOn(page);
    const form = { caseNo: thisCase.no, token, name: "现场\u202egpj.照片.png", bytes: PNG };
    const answers = [
      await uploadOnPage(world, zhang, form),
      await uploadOnPage(world, zhang, form),
    ];
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303]);
    const { text } = await zhang.get(answers[0]?.location ?? "");
    expect(text.match(/<code>F[0-9a-f]{20}<\/code>/g)).to.have.length(1);
    expect(text).to.include("现场gpj.照片.png");

    const foreign = { ...form, headers: { origin: "https://evil.example" } };
    expect((await uploadOnPage(world, zhang, foreign)).status).to.equal(403);
    expect((await uploadOnPage(world, zhang, { ...form, token: "x" })).status).to.equal(403);
    const html = Buffer.from("<!doctype html><script>alert(1)</script>%PDF-1.4");
    const refused = await uploadOnPage(world, zhang, {
      ...form,
      token: uploadTokenOn(page),
      bytes: html,
    });
    expect(refused.status, "the form was used").to.equal(303);
    const fresh = uploadTokenOn(await zhang.get(`/cases/${thisCase.no}/attachments`));
    const wrong = await uploadOnPage(world, zhang, { ...form, token: fresh, bytes: html });
    expect([wrong.status, wrong.text.includes("文件内容不是 PDF 或图片")]).to.deep.equal([
      422,
      true,
    ]);
    const chen = await browserOf(world, "chenming");
    expect((await chen.get(`/cases/${thisCase.no}/attachments`)).status).to.equal(404);
    expect((await uploadOnPage(world, chen, { ...form, token: fresh })).status).to.equal(403);
  });

  it("is kept once however often it comes, also at once, and belongs to whoever uploaded it", async () => {
    const before = await countOf("file_contents");
    const bytes = pdf(`once ${thisCase.no}`);
    const twins = await Promise.all(
      [1, 2, 3].map(() => uploadByApi(world, thisCase.no, { bytes })),
    );
    expect(twins.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
    expect(await countOf("file_contents")).to.equal(before + 1);
    const [one, two] = twins.map(({ body }) => body.attachmentId);
    const twice = await resubmit([one ?? "", two ?? ""]);
    expect(twice.body["problems"]).to.have.length(1);
    expect(twice.body["problems"][0]).to.include({ field: "attachments.1", code: "same-file" });
    const strange = await uploadByApi(world, thisCase.no, { by: "maqiang", bytes: PNG });
    const named = await resubmit([strange.body.attachmentId, `F${"a".repeat(20)}`]);
    expect(named.body["problems"].map(({ code }: { code: string }) => code)).to.deep.equal([
      "unknown-file",
      "unknown-file",
    ]);
  });

  it("has limits: of a file, of a version, and of what one person has waiting; nothing refused is kept", async () => {
    const before = [await countOf("file_contents"), await countOf("file_chunks")];
    const large = Buffer.concat([pdf(), Buffer.alloc(1024 * 1024)]);
    const codes = [
      await uploadByApi(world, thisCase.no, { bytes: large }),
      await uploadByApi(world, thisCase.no, { bytes: Buffer.alloc(0) }),
      await uploadByApi(world, thisCase.no, {
        bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      }),
      await uploadByApi(world, thisCase.no, { by: "liting" }),
      await uploadByApi(world, thisCase.no, { by: "nobody" }),
    ].map(({ status, body }) => `${status} ${body.code}`);
    expect(codes).to.deep.equal([
      "413 too-large",
      "422 empty",
      "415 wrong-type",
      "422 not-concerned",
      "422 unknown-person",
    ]);
    expect([await countOf("file_contents"), await countOf("file_chunks")]).to.deep.equal(before);
    const ids: string[] = [];
    for (let n = 1; n <= 6; n += 1) {
      ids.push(
        (await uploadByApi(world, thisCase.no, { bytes: pdf(`${thisCase.no} ${n}`) })).body
          .attachmentId,
      );
    }
    expect((await resubmit(ids)).body["problems"][0]).to.include({ code: "too-many" });
    const seventh = await uploadByApi(world, thisCase.no, { bytes: pdf("seventh") });
    expect(`${seventh.status} ${seventh.body.code}`).to.equal("409 too-many-waiting");
    expect((await resubmit(ids.slice(0, 3))).status).to.equal(201);
  });

  it("has that limit also for files that come at once: as many are taken as may wait, the others leave nothing", async () => {
    const before = await countOf("file_contents");
    const answers = await Promise.all(
      Array.from({ length: 14 }, (_, n) =>
        uploadByApi(world, thisCase.no, { bytes: pdf(`at once ${thisCase.no} ${n}`) }),
      ),
    );
    const taken = answers.filter(({ status }) => status === 201);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(taken).to.have.length(6);
    expect(refused.map(({ status, body }) => `${status} ${body.code}`)).to.deep.equal(
      Array(8).fill("409 too-many-waiting"),
    );
    expect(await countOf("file_contents")).to.equal(before + 6);
    expect(
      (await resubmit(taken.slice(0, 3).map(({ body }) => body.attachmentId))).status,
    ).to.equal(201);
  });

  /** Submits the next version with these files. Returns the id of the first. */
  async function submitted(files: readonly UploadAnswer[], change?: object): Promise<string> {
    const ids = files.map(({ body }) => body.attachmentId);
    const answer = await resubmit(ids, change);
    expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
    return ids[0] ?? "";
  }

  function bodyOf(attachments: readonly string[], change: object = { opinion: "见附件" }) {
    return { submittedBy: "zhangwei", plan: { ...example("hv-plan"), ...change }, attachments };
  }

  async function resubmit(attachments: readonly string[], change?: object) {
    const body = bodyOf(attachments, change);
    const answer = await callApi(world, `/api/cases/${thisCase.no}/plans`, { body });
    await settle(world);
    return answer;
  }

  async function newestId(): Promise<string> {
    const { documents } = await thisCase.file();
    return documents.at(-1)?.attachments[0]?.id ?? "";
  }

  async function countOf(table: "file_contents" | "file_chunks"): Promise<number> {
    const query = sqlFor.selectFrom(table).select(({ fn }) => fn.countAll<number>().as("count"));
    const [[row]] = await read(world.app.deps.db, query);
    return Number(row?.count);
  }
});

function contentOn(page: string): string {
  const [, url = ""] = /<(?:iframe|img) src="([^"]*)"/.exec(page) ?? [];
  return url;
}
