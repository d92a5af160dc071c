// Members and departments, with the few fields that apps made after 2022-06-20 get. @source wecom:90196, wecom:90200, wecom:90208
import type { Department } from "../world/members.ts";
import {
  departmentId,
  departments,
  findMember,
  isReachable,
  reachableMembers,
} from "../world/members.ts";
import { hasTag } from "../world/tags.ts";
import type { Member, World } from "../world/world.ts";
import type { ApiReply, ApiRoute, AppCall } from "./api-call.ts";
import { ok, refuse } from "./api-call.ts";

function getUser({ world, app, query }: AppCall): ApiReply {
  const member = findMember(world, query["userid"] ?? "");
  if (member === undefined || member.status !== 1) return refuse(60111, "userid not found");
  if (!isReachable(world, app, member.userid)) return refuse(60011, "no privilege to access");
  return ok(detailsOf(world, member));
}

function detailsOf(world: World, member: Member) {
  const { userid, name, position, status } = member;
  const id = departmentId(world, member);
  return {
    userid,
    name,
    department: [id],
    order: [0],
    position,
    status,
    is_leader_in_dept: [0],
    direct_leader: [],
    main_department: id,
    alias: "",
    telephone: "",
    extattr: { attrs: [] },
  };
}

/** Members of one department; of all below it too when `fetch_child=1`. */
function membersOf({ world, app, query }: AppCall): readonly Member[] | ApiReply {
  const id = Number(query["department_id"] ?? "");
  const isKnown = departments(world).some((each) => each.id === id);
  if (!isKnown) return refuse(60123, "department does not exist");
  const isDeep = query["fetch_child"] === "1" && id === 1;
  return reachableMembers(world, app).filter((each) => isDeep || departmentId(world, each) === id);
}

function listMembers(call: AppCall, show: (member: Member) => object): ApiReply {
  const members = membersOf(call);
  return "errcode" in members ? members : ok({ userlist: members.map(show) });
}

function simpleList(call: AppCall): ApiReply {
  return listMembers(call, (member) => ({
    userid: member.userid,
    name: member.name,
    department: [departmentId(call.world, member)],
    open_userid: "",
  }));
}

function listDepartments(
  { world, query }: AppCall,
  show: (department: Department) => object,
): object[] | undefined {
  const id = Number(query["id"] ?? "1");
  const all = departments(world);
  if (!all.some((each) => each.id === id)) return undefined;
  return all.filter((each) => each.id === id || each.parentid === id).map(show);
}

function departmentList(call: AppCall): ApiReply {
  const found = listDepartments(call, (department) => ({
    ...department,
    name_en: "",
    department_leader: [],
  }));
  return found === undefined
    ? refuse(60123, "department does not exist")
    : ok({ department: found });
}

function departmentSimpleList(call: AppCall): ApiReply {
  const found = listDepartments(call, ({ id, parentid, order }) => ({ id, parentid, order }));
  return found === undefined
    ? refuse(60123, "department does not exist")
    : ok({ department_id: found });
}

function getTag({ world, app, query }: AppCall): ApiReply {
  const id = query["tagid"] ?? "";
  const tag = world.tags.get(Number(id));
  if (tag === undefined) return refuse(40068, "invalid tagid");
  const members = reachableMembers(world, app).filter((each) => hasTag(world, each, [id]));
  const userlist = members.map(({ userid, name }) => ({ userid, name }));
  return ok({ tagname: tag.name, userlist, partylist: [] });
}

function listTags({ world }: AppCall): ApiReply {
  const taglist = [...world.tags.values()].map(({ tagId, name }) => ({
    tagid: tagId,
    tagname: name,
  }));
  return ok({ taglist });
}

export const CONTACT_ROUTES: readonly ApiRoute[] = [
  { method: "GET", path: "user/get", auth: "token", handle: getUser },
  { method: "GET", path: "user/simplelist", auth: "token", handle: simpleList },
  {
    method: "GET",
    path: "user/list",
    auth: "token",
    handle: (call) => listMembers(call, (member) => detailsOf(call.world, member)),
  },
  { method: "GET", path: "tag/get", auth: "token", handle: getTag },
  { method: "GET", path: "tag/list", auth: "token", handle: listTags },
  { method: "GET", path: "department/list", auth: "token", handle: departmentList },
  { method: "GET", path: "department/simplelist", auth: "token", handle: departmentSimpleList },
];
