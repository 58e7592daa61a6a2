import type { RefusalEntry } from '../refusal.ts'

/** Refusals that any act on a case may meet. */
export const CASE_REFUSALS = {
  roleMayNot: {
    kind: 'forbidden',
    zh: '角色“{role}”无权办理此事项',
    en: 'the role {role} may not do this',
    source: 'rulebook §1 actors [D]',
  },
  outOfScope: {
    kind: 'forbidden',
    zh: '所在单位与本项目无此关系',
    en: "the actor's organisation does not stand in this relation to the project",
    source: 'rulebook §1 actors [D]',
  },
  roleNotHeld: {
    kind: 'forbidden',
    zh: '名录中未见此人以该单位任此角色',
    en: 'the directory does not show this person in that role for that organisation',
    source: 'Separation of duties [D]',
  },
  preparerMayNotDecide: {
    kind: 'forbidden',
    zh: '编制或申报本项目的人员及其处室不得参与决定',
    en: 'whoever prepared or submitted the project, and their bureau, never decides on it',
    source: 'Separation of duties [D]',
  },
  expertMayNotDecide: {
    kind: 'forbidden',
    zh: '出具本项目评估报告的人员不得参与决定',
    en: 'whoever wrote an appraisal report on the project never decides on it',
    source: 'Separation of duties [D]',
  },
  notNow: {
    kind: 'state',
    zh: '当前状态“{status}”下不能办理',
    en: 'not possible while the project is {status}',
    source: 'rulebook §2.11 canonical project states [D]',
  },
  notOpened: {
    kind: 'state',
    zh: '项目尚未申报',
    en: 'the project has not been submitted yet',
    source: 'T1',
  },
  alreadyOpened: {
    kind: 'state',
    zh: '项目已申报',
    en: 'the project has been submitted already',
    source: 'T1',
  },
  formMoved: {
    kind: 'state',
    zh: '申报材料已变更，请基于当前版本 {current} 办理',
    en: 'the form has changed; act on its current digest {current}',
    source: 'policy default [D]',
  },
  roundMoved: {
    kind: 'state',
    zh: '当前为第 {round} 轮，请求针对的不是本轮',
    en: 'the case is in round {round}; the act was meant for another one',
    source: 'policy default [D]',
  },
  deadlineMoved: {
    kind: 'state',
    zh: '该期限已解除或已重新计算',
    en: 'that deadline was lifted or has been planned anew',
    source: 'policy default [D]',
  },
  malformed: {
    kind: 'input',
    zh: '{pointer} {problem}',
    en: '{pointer} {problem}',
    source: 'policy default [D]',
  },
  ruleFailed: {
    kind: 'state',
    zh: '规则执行出错，未予办理，已告知运维',
    en: 'a rule failed while it was applied; nothing was done and the operators know',
    source: 'policy default [D]',
  },
  expired: {
    kind: 'state',
    zh: '请求未能在 {minutes} 分钟内送达，未予办理，请重新提交',
    en: 'the request was not delivered within {minutes} minutes and was not applied; send it again',
    source: 'policy default [D]',
  },
  commandReused: {
    kind: 'input',
    zh: '该命令编号已用于另一事项，请换一个新的编号重新提交',
    en: 'this command id was used for another act; send this one under a new id',
    source: 'policy default [D]',
  },
  caseHeld: {
    kind: 'state',
    zh: '运维已暂停办理本事项至 {until}，原因：{reason}；请在此之后重新提交',
    en: 'the operators hold this case until {until}: {reason}; send the act again after that',
    source: 'policy default [D]',
  },
  notRecordable: {
    kind: 'input',
    zh: '该事项的内容无法记录，未予办理，已告知运维；请检查内容后重新提交',
    en: 'the content of this act cannot be recorded; nothing was done and the operators know; check it and send it again',
    source: 'policy default [D]',
  },
  contentHashMismatch: {
    kind: 'input',
    zh: '内容摘要与内容不符',
    en: 'the content hash does not match the content',
    source: 'policy default [D]',
  },
} as const satisfies Record<string, RefusalEntry>
