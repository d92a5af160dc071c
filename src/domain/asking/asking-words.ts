// Takes the words of asking away from what is asked for. A name is looked for by any part of it, so that
// taking too much finds more cases, never fewer; what places of the region are called stays.

/** The 么 of 什么 and 怎么 belongs to its word. */
const PARTICLES = "(?:[的了吗呢啊呀吧嘛呐呗]|(?<![什怎这那多])么)+";
/** Longest first where one begins another: the first that fits is taken. */
const SIGNING = "(?:审批|审核|审|批复|批|办理|办|处理|签字|签)";
const DONE = "(?:完成|下来|结束|通过|完|好|过)";
const WHERE =
  "(?:哪|什么|啥)(?:里|儿|一?步|一?个?环节|一?个?阶段|一?个?部门|个?节点|一级|个?人|地方|程度)?";
const HANDS = "谁(?:那里|那儿|那|这里|这|手里|手上|手中|处)?";

/** 请问, 帮我查一下, 谁在审, 工单号 … */
const BEFORE = startingWith([
  "我[想要](?:知道|问一下|问问|问|了解一下|了解)?",
  "想(?:知道|问一下|问问|了解一下|了解)",
  "[你您]好(?=[ ,.!。])",
  "请问|请教|请|麻烦|劳驾|关于|[那这][个家]",
  "能不能|能否|可否|帮我|帮忙|给我|替我",
  "查询一下|查询|查看一下|查看|查一下|查下|查找|查个|看一下|看看|看下|搜索|搜一下|找一下|问一下|问下",
  // The region has places called 查干…, 查汗… and 查哈….
  "查(?![干汗哈])",
  `(?:现在|目前)?是?谁(?:还没有?|正在|在)?${SIGNING}[着了]?的?`,
  "为什么|为啥|有哪些|哪些|有没有",
  "(?:报装|申请)?(?:工单编号|工单号|工单|单号|编号)[是为]?(?=[ :,A-Za-z0-9])",
  "(?:客户|用户|户名)(?:名称|名字)?[是为叫]?(?!服务|经理)",
]);

/** 到哪一步了, 卡在谁那里, 批了没有, 还要多久 … */
const QUESTIONS = [
  `(?:进行|流转|办理|走|办|审|(?<!审)批|卡|停)?[到在]了?${WHERE}`,
  `(?:现在|目前)?(?:流转|卡|停|压|走|轮|等|该)?[到在]?了?${HANDS}`,
  `(?:在等|等着?|轮到|是|由|该)?(?:谁|哪位|哪个领导)(?:还没有?|正在|在|来)?${SIGNING}`,
  "(?:是?什么|是?啥|目前|当前|现在)?(?:进度|进展|状态|情况)",
  "是什么|是啥|怎么样|怎样|咋样|如何|怎么回事|咋回事|怎么|咋",
  `(?:有没有|是不是|是否|能不能|能否)(?:已经|都)?(?:通过|${SIGNING})${DONE}?`,
  `(?:已经|都)?${SIGNING}(?:${DONE}|了)(?:没有?)?`,
  "(?:通过|完成|批|好)了?没有?|了没有?",
  `(?:(?:为什么|为啥|怎么|咋)(?:还|一直)?|还|一直)(?:没有?|不)(?:通过|完成|动|好|${SIGNING})${DONE}?`,
  "(?:为什么|为啥)(?:会)?(?:卡住|卡|没批|没通过|没审|这么慢|慢)?",
  `(?:还[剩有要得]?|剩余?)?(?:需要)?(?:多久|多长时间|(?:多少|几)个?(?:工作日|工作时间|小时|时间|天))(?:才能|能|可以)?(?:到期|${SIGNING}?${DONE})?`,
  "(?:剩余|到期)时间",
  `(?:什么时[候间]|啥时候|何时|几时)(?:才能|能|才|可以)?(?:到期|${SIGNING}${DONE}?|${DONE})?`,
  "(?:请|麻烦)?(?:帮我|帮忙|给我)?(?:查询|查|看|问)一?下",
  "现在|目前|当前",
];

/** What a question about a case is about without naming it: …的方案, …这个项目, …号. */
const SUBJECTS = [
  "供电方案|方案答复|方案|审批|工单|单子|业扩报装|报装",
  "的(?:配套投资|投资|项目|申请|流程|事情|事|单)",
  "[这那](?:一?件|个|家)(?:项目|客户|用户|单位)?",
  "(?<=[0-9])号",
];

const QUESTION_AFTER = endingWith(QUESTIONS);
const ASKING_AFTER = endingWith([...QUESTIONS, ...SUBJECTS]);

const FINAL_PARTICLES = new RegExp(`${PARTICLES}$`, "u");
const ONLY_PARTICLES = new RegExp(`^${PARTICLES}$`, "u");
const LOOSE_START = /^[ :,;.、。!?~“”‘’「」『』《》]+/;
const LOOSE_END = /[ :,;.、。!?~“”‘’「」『』《》]+$/;

/** The text without blanks and punctuation around it. */
export function trimLoose(text: string): string {
  return text.replace(LOOSE_START, "").replace(LOOSE_END, "");
}

/** The text without the particles (的, 了, 吗 …) it ends with. */
export function withoutParticles(text: string): string {
  return text.replace(FINAL_PARTICLES, "");
}

/** Without the words of the question, but with its subject: 我的审批到哪了 leaves 我的审批. */
export function withoutQuestion(asked: string): string {
  return cut(asked, QUESTION_AFTER);
}

/** What is asked for in a normalised text, in one or several words; empty when only asking words were there. */
export function withoutAsking(asked: string): string {
  const words = cut(asked, ASKING_AFTER).split(/[ ,;、]+/);
  if (words.length === 1) return words.join("");
  return words
    .map((word) => cut(word, ASKING_AFTER))
    .filter((word) => word !== "" && !ONLY_PARTICLES.test(word))
    .join(" ");
}

function cut(asked: string, after: RegExp): string {
  const begun = repeatedly(trimLoose(asked), (text) => trimLoose(text.replace(BEFORE, "")));
  const ended = repeatedly(begun, (text) => trimLoose(text.replace(after, "")));
  // 美的 is a name, the 的 of 牧名食品的 is not.
  return ended === begun ? begun : ended.replace(/(?<=..)的$/u, "");
}

/** Applies a cut until it takes nothing more; every cut shortens, so this ends. */
function repeatedly(text: string, cutOnce: (text: string) => string): string {
  const next = cutOnce(text);
  return next === text ? text : repeatedly(next, cutOnce);
}

function startingWith(patterns: readonly string[]): RegExp {
  return new RegExp(`^(?:${patterns.join("|")})`, "u");
}

function endingWith(patterns: readonly string[]): RegExp {
  return new RegExp(`(?:${patterns.join("|")})(?:${PARTICLES})?$`, "u");
}
