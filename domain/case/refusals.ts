import {
  POLICY_DEFAULT,
  POLICY_ROLES,
  POLICY_STATUSES,
  SEPARATION_OF_DUTIES,
  STEP_SUBMISSION,
} from '../law/own-policy.ts'
import { mustOf, type RefusalEntry } from './refusal.ts'

/** Refusals that any act on a case may get. */
export const CASE_REFUSALS = {
  roleMayNot: {
    kind: 'forbidden',
    zh: '角色“{role}”无权办理此事项',
    en: 'the role “{role}” may not do this',
    source: POLICY_ROLES,
  },
  outOfScope: {
    kind: 'forbidden',
    zh: '所在单位与本案件无此关系',
    en: "the actor's organisation does not stand in this relation to the case",
    source: POLICY_ROLES,
  },
  roleNotHeld: {
    kind: 'forbidden',
    zh: '名录中未见此人以该单位任此角色',
    en: 'the directory does not show this person in that role for that organisation',
    source: SEPARATION_OF_DUTIES,
  },
  preparerMayNotDecide: {
    kind: 'forbidden',
    zh: '编制或申报本案件的人员及其单位不得参与决定（审批部门自身的，限于其处室）',
    en: 'whoever prepared or submitted the case, and their organisation (of the deciding body: their bureau), never decides on it',
    source: SEPARATION_OF_DUTIES,
  },
  dateTooFarAhead: {
    kind: 'gate',
    zh: '日期 {date} 过远，最晚可设至 {latest}',
    en: '{date} is too far ahead: the latest that can be set is {latest}',
    source: POLICY_DEFAULT,
  },
  authorMayNotDecide: {
    kind: 'forbidden',
    zh: '编写本案件文件的单位及其人员不得参与决定',
    en: 'the organisation that wrote a document of the case, and its people, never decide on it',
    source: SEPARATION_OF_DUTIES,
  },
  evaluatorMayNotDecide: {
    kind: 'forbidden',
    zh: '承担本项目后评价的机构及其人员不得参与决定',
    en: 'the post-evaluator of the project, and its people, never decide on it',
    source: SEPARATION_OF_DUTIES,
  },
  supervisorMayNotDecide: {
    kind: 'forbidden',
    zh: '本项目监理单位及其人员不得参与决定',
    en: 'the supervisor of the project, and its people, never decide on it',
    source: SEPARATION_OF_DUTIES,
  },
  contractorMayNotDecide: {
    kind: 'forbidden',
    zh: '本项目承建单位及其人员不得参与决定',
    en: 'the contractor of the project, and its people, never decide on it',
    source: SEPARATION_OF_DUTIES,
  },
  ownerMayNotDecide: {
    kind: 'forbidden',
    zh: '建设单位的人员不得就本单位的案件参与他部门的决定',
    en: 'nobody of the owner decides on its case where another body does',
    source: SEPARATION_OF_DUTIES,
  },
  unknownReference: {
    kind: 'input',
    zh: '{pointer}：名录或规划中没有“{id}”',
    en: '{pointer}: neither directory nor plan knows {id}',
    source: POLICY_ROLES,
  },
  partyDecides: {
    kind: 'input',
    zh: '{name} 属于审批部门或履行全国职责的部门，不得由建设单位指定承担本案件的工作；请指定其他单位',
    en: '{name} belongs to a body that decides on the case, or to a national one; the owner names nobody of it: name another one',
    source: SEPARATION_OF_DUTIES,
  },
  agencyWithoutExpert: {
    kind: 'gate',
    zh: '名录中 {agency} 没有可提交报告的评估专家：请委托其他机构，或先在名录中登记其专家',
    en: 'the directory shows no expert of {agency} who could hand in the report: commission another agency, or have its experts entered first',
    source: POLICY_ROLES,
  },
  notOfOwner: {
    kind: 'input',
    zh: '{name} 不是建设单位的人员',
    en: '{name} is nobody of the owner',
    source: SEPARATION_OF_DUTIES,
  },
  documentNotHeld: {
    kind: 'input',
    zh: '{pointer}：本案件未存有摘要为 {id} 的文件，请先上传该文件，或更正摘要',
    en: '{pointer}: this case holds no document with the digest {id}; upload it first, or correct the digest',
    source: POLICY_DEFAULT,
  },
  fileForTwoDocuments: {
    kind: 'gate',
    zh: '材料“{kind}”与“{first}”为同一文件（{digest}）：每份材料须单独成文，请另附文件',
    en: '“{kind}” is the same file as “{first}” ({digest}): each document is a file of its own; attach another one',
    source: POLICY_DEFAULT,
  },
  expertMayNotDecide: {
    kind: 'forbidden',
    zh: '评估本案件的机构及其人员不得参与决定',
    en: 'the agency that appraised the case, and its people, never decide on it',
    source: SEPARATION_OF_DUTIES,
  },
  notNow: {
    kind: 'state',
    zh: '当前状态“{status}”下不能办理',
    en: 'not possible while the case is {status}',
    source: POLICY_STATUSES,
  },
  notOpened: {
    kind: 'state',
    zh: '案件尚未提交',
    en: 'the case has not been opened yet',
    source: STEP_SUBMISSION,
  },
  alreadyOpened: {
    kind: 'state',
    zh: '案件已提交，不得重复提交',
    en: 'the case has been opened already',
    source: STEP_SUBMISSION,
  },
  formMoved: {
    kind: 'state',
    zh: '申报材料已变更，请基于当前版本 {current} 办理',
    en: 'the form has changed; act on its current digest {current}',
    source: POLICY_DEFAULT,
  },
  unchanged: {
    kind: 'gate',
    zh: '{pointer}：与现有内容相同，未予办理，已有签署和期限不受影响；请提交有改动的内容，无改动的无须再次办理',
    en: '{pointer}: the same as what is on file; nothing was done, signatures and periods stand: send what has changed, or nothing',
    source: POLICY_DEFAULT,
  },
  roundMoved: {
    kind: 'state',
    zh: '当前为第 {round} 轮，请求针对的不是本轮',
    en: 'the case is in round {round}; the act was meant for another one',
    source: POLICY_DEFAULT,
  },
  deadlineMoved: {
    kind: 'state',
    zh: '该期限已解除或已重新计算',
    en: 'that deadline was lifted or has been planned anew',
    source: POLICY_DEFAULT,
  },
  malformed: {
    kind: 'input',
    zh: '{pointer} {problem}',
    en: '{pointer} {problem}',
    source: POLICY_DEFAULT,
  },
  ruleFailed: {
    kind: 'state',
    zh: '规则执行出错，未予办理，已告知运维',
    en: 'a rule failed while it was applied; nothing was done and the operators know',
    source: POLICY_DEFAULT,
  },
  expired: {
    kind: 'state',
    zh: '请求未能在 {minutes} 分钟内送达，未予办理，请重新提交',
    en: 'the request was not delivered within {minutes} minutes and was not applied; send it again',
    source: POLICY_DEFAULT,
  },
  moreUnmet: {
    kind: 'gate',
    zh: '另有 {count} 项条件未满足，未逐一列出；请先补正以上各项后重新提交',
    en: '{count} more conditions are unmet and not listed; mend those above and send it again',
    source: POLICY_DEFAULT,
  },
  commandReused: {
    kind: 'input',
    zh: '该命令编号已用于另一事项，请换一个新的编号重新提交',
    en: 'this command id was used for another act; send this one under a new id',
    source: POLICY_DEFAULT,
  },
  caseHeld: {
    kind: 'state',
    zh: '运维已暂停办理本案件至 {until}，原因：{reason}；请在此之后重新提交',
    en: 'the operators hold this case until {until}: {reason}; send the act again after that',
    source: POLICY_DEFAULT,
  },
  notRecordable: {
    kind: 'input',
    zh: '该事项的内容无法记录，未予办理，已告知运维；请检查内容后重新提交',
    en: 'the content of this act cannot be recorded; nothing was done and the operators know; check it and send it again',
    source: POLICY_DEFAULT,
  },
  contentHashMismatch: {
    kind: 'input',
    zh: '内容摘要与内容不符',
    en: 'the content hash does not match the content',
    source: POLICY_DEFAULT,
  },
  substituteOfOtherOrganisation: {
    kind: 'forbidden',
    zh: '代理人与被代理人须属同一单位',
    en: 'a substitute belongs to the same department, agency or firm as whom they act for',
    source: SEPARATION_OF_DUTIES,
  },
  taskHeld: {
    kind: 'state',
    zh: '该待办已由 {holder} 签收：{task}',
    en: 'the task is held by {holder}: {task}',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

export type CaseRefusal = keyof typeof CASE_REFUSALS

export const must = mustOf<CaseRefusal>()
