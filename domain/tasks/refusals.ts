import { mustOf, type RefusalEntry } from '../case/refusal.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { POLICY_DEFAULT, POLICY_ROLES } from '../law/own-policy.ts'
import type { ReviewRefusal } from '../review/refusals.ts'

/** Refusals about tasks: who has one, and who may take or hand over one. */
export const TASK_REFUSALS = {
  taskNotHeld: {
    kind: 'state',
    zh: '该待办无人签收：{task}',
    en: 'nobody holds the task: {task}',
    source: POLICY_DEFAULT,
  },
  noSuchTask: {
    kind: 'state',
    zh: '没有这项待办：{task}；请用收件箱所列的完整编号',
    en: 'no task {task} is waiting; name it by its key in the inbox',
    source: POLICY_DEFAULT,
  },
  taskIsPersonal: {
    kind: 'state',
    zh: '该待办指定 {person} 本人办理，只能由其转办：{task}',
    en: 'the task is made out to {person}, who alone may transfer it: {task}',
    source: POLICY_DEFAULT,
  },
  handoverReasonsMissing: {
    kind: 'gate',
    zh: '改派待办须说明理由',
    en: 'a task is handed over with a reason',
    source: POLICY_DEFAULT,
  },
  personMayNotTake: {
    kind: 'gate',
    zh: '{person} 的角色或单位不得办理该待办，请改派他人',
    en: '{person} does not hold the role or the organisation for the task: hand it to somebody else',
    source: POLICY_ROLES,
  },
  managerNeeded: {
    kind: 'forbidden',
    zh: '改派待办须由同一单位的负责人办理',
    en: 'only a leader of the unit that it waits for hands a task to somebody',
    source: POLICY_DEFAULT,
  },
} as const satisfies Record<string, RefusalEntry>

export const must = mustOf<CaseRefusal | ReviewRefusal | keyof typeof TASK_REFUSALS>()
