/** The topics of a national plan, in the order of the procedure: each holds the whole of its rule (rulebook §2.1, T11). */
import { tablesOfTopics } from '../engine/topic.ts'
import { AMENDMENT } from './amendment.ts'
import { APPROVAL } from './approval.ts'
import { CLOSING } from './closing.ts'
import { CONTENT } from './content.ts'
import { DRAFTING } from './drafting.ts'
import type { PlanEvent } from './events.ts'
import type { Facts } from './facts.ts'
import { IMPORT } from './import.ts'
import { OPINIONS } from './opinions.ts'
import type { PlanState } from './state.ts'
import { PLAN_STATUSES } from './status.ts'

const TOPICS = [
  CONTENT, // 规划事项：编号、名称、牵头部门、年度
  DRAFTING, // 第六条 编制规划；修改、停止起草
  OPINIONS, // 会同有关部门：征求意见，逾期视为无意见 [D]
  APPROVAL, // T11 论证，报国务院批准，自实施日期起施行
  AMENDMENT, // T11 中期调整：评估、提出调整方案
  CLOSING, // 由后续规划取代
  IMPORT, // 录入此前已批准的版本
] as const

export const TOPIC_TABLES = tablesOfTopics<PlanState, PlanEvent, Facts>(TOPICS, {
  statuses: PLAN_STATUSES,
  steps: { planApproval: { zh: '规划批准', en: 'approval of the plan' } },
})
