import type { Config } from "../config/config.ts";
import { createLog } from "../lib/log.ts";
import { isRedisUp, openRedis } from "../store/redis.ts";
import { subject, type Finding } from "./finding.ts";

const REDIS = subject("redis", "Redis");

const DEGRADED =
  "服务降级运行：每个进程各自取企业微信凭证、各自限速，消息照发，审批不受影响；多台机器部署时请配好 Redis";

/** Whether Redis answers; without it the service works on, which is said. */
export async function checkRedis({ redisUrl }: Config): Promise<Finding[]> {
  if (redisUrl === undefined) return [REDIS.warn(`没有设置 REDIS_URL，${DEGRADED}`)];
  const link = await openRedis(redisUrl, createLog("silent"));
  try {
    if (await isRedisUp(link)) return [REDIS.ok("可以连接")];
    return [REDIS.warn(`连不上，请检查 Redis 是否在运行以及 REDIS_URL；在此期间${DEGRADED}`)];
  } finally {
    link.close();
  }
}
