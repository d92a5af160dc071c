/** Who is slow in the story, and on whose phone the reminders arrive. */
export const SLOW = "liuyang";
export const SUBMITTER = "zhangwei";
/** Whose signature on the first version stands for the second. */
export const UNTOUCHED = "chenming";
/** Who wants an opinion before signing, and whose. */
export const ASKING = "wuhao";
export const ADVISER = "zhenghong";
/** Who goes on leave, and who stands in. */
export const ON_LEAVE = "zhaogang";
export const DELEGATE = "sunli";
