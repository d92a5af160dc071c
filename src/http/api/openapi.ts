import { CASE_NO_PATTERN } from "../../domain/case/open-case.ts";
import { openApiSchemas } from "./shapes.ts";

const SECURITY = [{ apiKey: [] }];

/** The API described for machines, from the same shapes that check the bodies. @source spec.openapis.org 3.1.1 */
export function openApiDocument(publicUrl: string): object {
  return {
    openapi: "3.1.1",
    info: { title: "签批 API", version: "1.0.0" },
    servers: [{ url: publicUrl }],
    security: SECURITY,
    paths: {
      "/api/cases": { post: openCase() },
      "/api/cases/{caseNo}": { parameters: [caseNoParameter()], get: showCase() },
      "/api/cases/{caseNo}/plans": {
        parameters: [caseNoParameter()],
        post: submission("submitPlan", "提交供电方案，发起审批或提交修改后的版本", "SubmitPlan"),
      },
      "/api/cases/{caseNo}/investments": {
        parameters: [caseNoParameter()],
        post: submission(
          "submitInvestment",
          "提交配套电网投资，发起审批或提交修改后的版本",
          "SubmitInvestment",
        ),
      },
      "/api/cases/{caseNo}/attachments": { parameters: [caseNoParameter()], post: upload() },
    },
    components: {
      securitySchemes: { apiKey: { type: "http", scheme: "bearer" } },
      schemas: { ...openApiSchemas(), ...answerSchemas() },
    },
  };
}

function openCase(): object {
  return {
    operationId: "openCase",
    summary: "建立报装工单",
    parameters: [onceParameter()],
    requestBody: jsonBody("OpenCase"),
    responses: { ...created("CaseOpened"), ...refusals() },
  };
}

function showCase(): object {
  return {
    operationId: "getCase",
    summary: "查询工单：环节、各版本方案、审批过程",
    responses: {
      200: { description: "工单", content: jsonOf({ type: "object" }) },
      401: refOf("缺少有效的访问密钥", "Fault"),
      404: refOf("没有该工单", "Fault"),
    },
  };
}

function submission(operationId: string, summary: string, schema: string): object {
  return {
    operationId,
    summary,
    parameters: [onceParameter(), previewParameter()],
    requestBody: jsonBody(schema),
    responses: {
      ...created("Submitted"),
      ...refusals(),
      404: refOf("没有该工单", "Fault"),
    },
  };
}

function upload(): object {
  const bytes = { schema: { type: "string", format: "binary" } };
  return {
    operationId: "uploadAttachment",
    summary: "上传附件（PDF 或图片）：正文即文件；提交方案时在 attachments 中写返回的编号",
    parameters: [queryParameter("name", "文件名"), queryParameter("uploadedBy", "上传人 userid")],
    requestBody: { required: true, content: { "application/octet-stream": bytes } },
    responses: {
      201: refOf("已收下；7 天内未用的自动清理", "Uploaded"),
      400: refOf("请求有误，或正文没有完整送达", "Fault"),
      401: refOf("缺少有效的访问密钥", "Fault"),
      404: refOf("没有该工单", "Fault"),
      409: refOf("已上传未用的附件太多", "Fault"),
      413: refOf("文件过大", "Fault"),
      415: refOf("内容不是 PDF 或图片", "Fault"),
      422: refOf("文件为空，或上传人不能为本工单上传", "Fault"),
      503: refOf("系统暂时无法处理，请稍后重试", "Fault"),
    },
  };
}

function queryParameter(name: string, description: string): object {
  return {
    name,
    in: "query",
    required: name === "uploadedBy",
    description,
    schema: { type: "string" },
  };
}

function created(schema: string): object {
  return {
    200: refOf("以相同的 Idempotency-Key 重复提交：返回首次的结果", schema),
    201: refOf("已建立", schema),
  };
}

function refusals(): object {
  return {
    400: refOf("请求有误", "Fault"),
    401: refOf("缺少有效的访问密钥", "Fault"),
    409: refOf("当前状态下不能办理，或 Idempotency-Key 已用于其他内容", "Fault"),
    413: refOf("请求正文过大", "Fault"),
    415: refOf("请求正文不是 JSON", "Fault"),
    422: refOf("内容有误，逐项列出", "Problems"),
    503: refOf("系统暂时无法处理，请稍后重试", "Fault"),
  };
}

function answerSchemas(): object {
  const text = { type: "string" };
  const problem = { type: "object", properties: { field: text, code: text, message: text } };
  const problems = { type: "array", items: problem };
  return {
    CaseOpened: { type: "object", required: ["caseNo"], properties: { caseNo: text } },
    Submitted: {
      type: "object",
      required: ["approvalId", "version"],
      properties: { approvalId: text, version: { type: "integer" }, warnings: problems },
    },
    Uploaded: {
      type: "object",
      required: ["attachmentId", "name", "type", "sizeBytes", "sha256"],
      properties: {
        attachmentId: text,
        name: text,
        type: text,
        sizeBytes: { type: "integer" },
        sha256: text,
      },
    },
    Problems: { type: "object", required: ["problems"], properties: { problems } },
    Fault: {
      type: "object",
      required: ["code", "message"],
      properties: { code: text, message: text },
    },
  };
}

function caseNoParameter(): object {
  const schema = { type: "string", pattern: CASE_NO_PATTERN.source };
  return { name: "caseNo", in: "path", required: true, schema };
}

function onceParameter(): object {
  const schema = { type: "string", minLength: 1, maxLength: 128, pattern: "^[\\x21-\\x7e]+$" };
  return { name: "Idempotency-Key", in: "header", required: false, schema };
}

function previewParameter(): object {
  const description =
    "只预览，不提交：以 200 返回 version、asked（将重新审批）、kept（沿用）、automatic（按规则自动同意）、saidBefore（本人先在另一环节同意的，按同一审批人规则自动同意）、warnings";
  return {
    name: "preview",
    in: "query",
    required: false,
    description,
    schema: { type: "string", enum: ["1"] },
  };
}

function jsonBody(schema: string): object {
  return { required: true, content: jsonOf({ $ref: `#/components/schemas/${schema}` }) };
}

function refOf(description: string, schema: string): object {
  return { description, content: jsonOf({ $ref: `#/components/schemas/${schema}` }) };
}

function jsonOf(schema: object): object {
  return { "application/json": { schema } };
}
