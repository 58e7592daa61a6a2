import type { RefusalEntry } from '../refusal.ts'

/** Refusals of the two-person rule. */
export const REVIEW_REFUSALS = {
  samePerson: {
    kind: 'forbidden',
    zh: '第二人不得与第一人相同',
    en: 'the second person must differ from the first',
    source: 'Separation of duties [D]',
  },
  leaderNeeded: {
    kind: 'forbidden',
    zh: '须由负责人签署',
    en: "the leader's seat must be signed by a leader",
    source: 'T8 审批部门 leader; Separation of duties [D]',
  },
  nothingToConfirm: {
    kind: 'state',
    zh: '没有待第二人签署的“{step}”',
    en: 'no {step} is waiting for a second signature',
    source: 'Separation of duties [D]',
  },
  otherContent: {
    kind: 'state',
    zh: '待签内容的摘要是 {current}，与所签不符',
    en: 'the content waiting for a signature has the digest {current}, not the one signed',
    source: 'Separation of duties [D]',
  },
  alreadyProposed: {
    kind: 'state',
    zh: '“{step}”已有一份待第二人签署，请先签署或异议',
    en: 'a {step} is already waiting for its second signature; confirm it or object to it first',
    source: 'Separation of duties [D]',
  },
} as const satisfies Record<string, RefusalEntry>
