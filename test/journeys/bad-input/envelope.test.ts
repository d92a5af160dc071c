import { expect } from "chai";
import { rawRequest, send } from "../../support/bad-input/raw-http.ts";
import { encrypted, sealed, textXml, type Flaws } from "../../support/bad-input/seal.ts";
import { expectRefused, leave, warmUp, watch } from "../../support/bad-input/watch.ts";
import { AES_KEY, CORP_ID, openWorld, settle, type World } from "../../support/world.ts";

const OLD_KEY = `${"Old".repeat(14)}X`;
const BLOCK = 32;

describe("bad input at the callback: the sealed envelope, always validly signed", () => {
  let world: World;
  let plain: string;
  let cipher: Buffer;

  before(async () => {
    world = await openWorld({ env: { WECOM_CALLBACK_AES_KEY: `${AES_KEY},${OLD_KEY}` } });
    await warmUp(world);
  });

  beforeEach(() => {
    plain = textXml(world);
    cipher = Buffer.from(encrypted(plain), "base64");
  });

  after(() => leave(world));

  const refuse = (check: string, flaws: Flaws, status = 403) =>
    expectRefused(world, sealed(world, plain, flaws), { status, check });
  /** How many bytes of padding a genuine envelope of this text has. */
  const missing = () => BLOCK - ((20 + Buffer.byteLength(plain) + CORP_ID.length) % BLOCK);

  it("C01 meant for another corp", () => refuse("receiver", { receiveId: "ww0000000000000000" }));
  it("C02 meant for nobody", () => refuse("receiver", { receiveId: "" }));

  it("C03 our corp with something behind it", async () => {
    await refuse("receiver", { receiveId: `${CORP_ID}\0` });
    await refuse("receiver", { receiveId: `${CORP_ID}x` });
  });

  it("C04 a stated length beyond the end", () => refuse("length", { lengthBytes: 100_000 }));
  it("C05 a stated length of 0xffffffff", () => refuse("length", { lengthBytes: 0xffffffff }));
  it("C06 a stated length of 0", () => refuse("length", { lengthBytes: 0 }));

  it("C07 a stated length that cuts a character", () => {
    plain = `${plain}签`;
    return refuse("encoding", { lengthBytes: Buffer.byteLength(plain) - 1 });
  });

  it("C08 padding of 0", () => refuse("padding", { padding: Buffer.alloc(missing(), 0) }));

  it("C09 padding of 33 and of 255", async () => {
    await refuse("padding", { padding: Buffer.alloc(missing() + BLOCK, 33) });
    await refuse("padding", { padding: Buffer.alloc(missing() + BLOCK, 255) });
  });

  it("C10 padding that is not all the same", () => {
    while (missing() < 2) plain = `${plain} `;
    const padding = Buffer.alloc(missing(), missing());
    padding[0] = missing() - 1;
    return refuse("padding", { padding });
  });

  it("C11 padded to 16 and not to 32: refused", () => {
    while (missing() <= 16) plain = `${plain} `;
    return refuse("cipher", { padding: Buffer.alloc(missing() - 16, missing() - 16) });
  });

  const instead = (check: string, encrypt: string, status = 403) =>
    refuse(check, { encrypt }, status);

  it("C12 a ciphertext that is not whole blocks", () =>
    instead("cipher", cipher.subarray(0, -5).toString("base64")));
  it("C13 a ciphertext of 16 bytes", () =>
    instead("cipher", cipher.subarray(0, 16).toString("base64")));
  it("C14 an empty Encrypt", () => instead("body", "", 400));
  it("C15 an Encrypt that is not base64", () => instead("base64", "@@@@"));

  it("C16 base64 of another alphabet, with line ends, with something behind it", async () => {
    // 0xfb, 0xff gives + and / in any alphabet but this one.
    const odd = Buffer.alloc(BLOCK, 0xfb).toString("base64");
    await instead("base64", odd.replaceAll("+", "-").replaceAll("/", "_"));
    const base64 = cipher.toString("base64");
    await instead("base64", `${base64.slice(0, 40)}\n${base64.slice(40)}`);
    await instead("base64", `${base64}!!!`);
    await instead("base64", `${base64}=`);
  });

  it("C17 a flipped bit in the first or the second block: the same answer, nothing decrypted", async () => {
    const { query, body } = sealed(world, plain);
    const answers: string[] = [];
    for (const at of [0, BLOCK]) {
      const flipped = Buffer.from(encrypted(plain), "base64");
      flipped.writeUInt8(flipped.readUInt8(at) ^ 1, at);
      const changed = body.replace(encrypted(plain), flipped.toString("base64"));
      expect(changed).not.to.equal(body);
      const call = { query, body: changed };
      const { all } = await expectRefused(world, call, { status: 403, check: "signature" });
      answers.push(all.replace(/X-Request-Id.*|Date:.*/g, ""));
    }
    expect(answers[0]).to.equal(answers[1]);
  });

  it("C18 the old key: accepted while both are set, refused by a service that has only the new one", async () => {
    const old = await send(world, rawRequest(sealed(world, plain, { aesKey: OLD_KEY })));
    expect(old.status).to.equal(200);
    const later = await openWorld({ withRedis: false });
    try {
      const call = sealed(later, plain, { aesKey: OLD_KEY });
      const answer = await send(later, rawRequest(call));
      expect(answer.status).to.equal(403);
    } finally {
      await later.close();
    }
  });

  it("C19 bytes that are no UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from(plain.slice(0, -6)), Buffer.from([0xc3, 0x28])]);
    const call = sealed(world, bytes);
    await expectRefused(world, call, { status: 403, check: "encoding" });
  });

  it("C20 a message of 48 000 bytes: answered at once", async () => {
    const Content = "报".repeat(15_800);
    const call = sealed(world, textXml(world, { Content }));
    expect(Buffer.byteLength(call.body)).to.be.within(60_000, 65_536);
    const { answer, changed } = await watch(world, () => send(world, rawRequest(call)));
    expect(answer.status).to.equal(200);
    expect(changed).to.deep.equal(["inbox", "outbox"]);
    await settle(world);
  });

  it("C21 the envelope names another corp than the message", () =>
    refuse("receiver", { toUserName: "ww0000000000000000" }));

  it("C22 the envelope names another app than the message", () =>
    refuse("agent", { agentId: "1000003" }));
});
