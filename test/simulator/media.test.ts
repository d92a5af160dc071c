import { expect } from "chai";
import { CORP_ID } from "./support/receiver.ts";
import type { Json } from "./support/bureau.ts";
import { bureauForEach, approvalCard, cardMessage, SECRET } from "./support/bureau.ts";

const MB = 1_048_576;
const DAY_MS = 86_400_000;

/** Some versions of fetch read header bytes as UTF-8, others one character a byte. */
function asUtf8(header: string): string {
  const isBytes = Array.from(header).every((character) => (character.codePointAt(0) ?? 0) < 256);
  return isBytes ? Buffer.from(header, "latin1").toString("utf8") : header;
}

describe("simulator, rule 10: files", () => {
  const bureau = bureauForEach();

  async function token(): Promise<string> {
    const query = new URLSearchParams({ corpid: CORP_ID, corpsecret: SECRET });
    const response = await fetch(`${bureau.url}/cgi-bin/gettoken?${query}`);
    return ((await response.json()) as Json)["access_token"];
  }
  async function post(path: string, name: string, size: number): Promise<Json> {
    const form = new FormData();
    form.append("media", new Blob([Buffer.alloc(size, "x")]), name);
    const response = await fetch(`${bureau.url}/cgi-bin/${path}`, { method: "POST", body: form });
    return (await response.json()) as Json;
  }
  const upload = async (type: string, name: string, size = 100) =>
    post(`media/upload?access_token=${await token()}&type=${type}`, name, size);
  const uploadForRobot = (type: string, name: string, key = "robot-key") =>
    post(`webhook/upload_media?key=${key}&type=${type}`, name, 100);
  const download = async (mediaId: string, headers: Record<string, string> = {}) =>
    fetch(`${bureau.url}/cgi-bin/media/get?access_token=${await token()}&media_id=${mediaId}`, {
      headers,
    });

  it("come back as they were sent, with their Chinese name", async () => {
    const reply = await upload("file", "供电方案.pdf");
    expect(reply).to.include({ errcode: 0, type: "file", created_at: "1780279200" });
    const response = await download(reply["media_id"]);
    const disposition = asUtf8(response.headers.get("content-disposition") ?? "");
    expect(disposition).to.equal('attachment; filename="供电方案.pdf"');
    expect(await response.text()).to.equal("x".repeat(100));
  });

  it("come in parts when asked for a range", async () => {
    const { media_id: mediaId } = await upload("file", "a.pdf");
    const response = await download(mediaId, { range: "bytes=90-" });
    expect(response.status).to.equal(206);
    expect(response.headers.get("content-range")).to.equal("bytes 90-99/100");
    expect((await response.arrayBuffer()).byteLength).to.equal(10);
  });

  const WRONG: readonly [rule: string, errcode: number, file: [string, string, number]][] = [
    ["an unknown type", 40005, ["poem", "a.txt", 100]],
    ["an empty file", 44001, ["file", "a.pdf", 0]],
    ["five bytes", 40006, ["file", "a.pdf", 5]],
    ["an image that is neither JPG nor PNG", 40004, ["image", "a.gif", 100]],
    ["a voice that is no AMR", 40004, ["voice", "a.mp3", 100]],
    ["a video that is no MP4", 40004, ["video", "a.avi", 100]],
    ["an image above 10 MB", 45001, ["image", "a.png", 10 * MB + 1]],
    ["a voice above 2 MB", 45001, ["voice", "a.amr", 2 * MB + 1]],
    ["a video above 10 MB", 45001, ["video", "a.mp4", 10 * MB + 1]],
    ["a file above 20 MB", 45001, ["file", "a.pdf", 20 * MB + 1]],
  ];
  for (const [rule, errcode, file] of WRONG) {
    it(`are refused for ${rule} with ${errcode}`, async () => {
      expect((await upload(...file))["errcode"]).to.equal(errcode);
    });
  }

  it("are accepted up to exactly 20 MB", async () => {
    expect((await upload("file", "a.pdf", 20 * MB))["errcode"]).to.equal(0);
  });

  it("are missing in a request without the part media (41005)", async () => {
    const reply = await bureau.call("media/upload", {}, { type: "file" });
    expect(reply["errcode"]).to.equal(41005);
  });

  it("can be sent and read for three days, then not (40007)", async () => {
    const { media_id: mediaId } = await upload("file", "a.pdf");
    const message = { touser: "lisi", msgtype: "file", file: { media_id: mediaId } };
    await bureau.control("clock", { advanceMs: 3 * DAY_MS });
    expect((await bureau.send(message))["errcode"]).to.equal(0);
    await bureau.control("clock", { advanceMs: 1 });
    expect((await bureau.send(message))["errcode"]).to.equal(40007);
    expect(((await (await download(mediaId)).json()) as Json)["errcode"]).to.equal(40007);
  });

  it("must be known where a card names them (42029)", async () => {
    const row = { type: 2, keyname: "附件", value: "方案.pdf", media_id: "made-up" };
    const card = approvalCard({ horizontal_content_list: [row] });
    expect((await bureau.send(cardMessage(card)))["errcode"]).to.equal(42029);
    const { media_id: mediaId } = await upload("file", "方案.pdf");
    const good = approvalCard({ horizontal_content_list: [{ ...row, media_id: mediaId }] });
    expect((await bureau.send(cardMessage(good)))["errcode"]).to.equal(0);
  });

  it("of a group robot are files and voices for that robot only", async () => {
    expect((await uploadForRobot("file", "a.pdf", "guess"))["errcode"]).to.equal(93000);
    expect((await uploadForRobot("image", "a.png"))["errcode"]).to.equal(40005);
    const { media_id: mediaId } = await uploadForRobot("file", "日报.pdf");
    const file = { media_id: mediaId };
    const say = async (id: string) => {
      const body = JSON.stringify({ msgtype: "file", file: { media_id: id } });
      const url = `${bureau.url}/cgi-bin/webhook/send?key=robot-key`;
      return (await (await fetch(url, { method: "POST", body })).json()) as Json;
    };
    expect((await say(mediaId))["errcode"]).to.equal(0);
    expect((await bureau.send({ touser: "lisi", msgtype: "file", file }))["errcode"]).to.equal(
      40007,
    );
    expect((await say((await upload("file", "a.pdf"))["media_id"]))["errcode"]).to.equal(40007);
  });
});
