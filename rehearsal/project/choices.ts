/** The fixed words of a project's contents in Chinese: those that the domain names, and the others of the glossary. */
import { ACCEPTANCE_DOCUMENT_TITLES, type AssessmentResult } from '#domain/project/acceptance/words.ts'
import { REVOCATION_GROUNDS } from '#domain/project/approval/revocation.ts'
import { OPINION_TITLES, type SharingType, type Track } from '#domain/project/approval/words.ts'
import type { FUND_SOURCES } from '#domain/project/budget/words.ts'
import type { INCIDENT_KINDS } from '#domain/project/construction/words.ts'
import { GATE_RULES } from '#domain/project/evaluation/gates.ts'
import type { PAUSES_BY_ACT } from '#domain/values/clock.ts'
import type { Words } from '../words.ts'
import { VERDICTS } from './act-words.ts'

const TRACK_WORDS: Words<Track> = {
  ordinary: { zh: '普通' },
  planned: { zh: '规划内' },
  urgent: { zh: '紧急合并' },
}
export const SHARING_WORDS: Words<SharingType> = {
  unconditional: { zh: '无条件' },
  conditional: { zh: '有条件' },
  withheld: { zh: '不予共享' },
}
const CONCLUSION_WORDS = {
  positive: { zh: '通过' },
  conditional: { zh: '有条件通过' },
  negative: { zh: '不通过' },
}
const PAUSE_WORDS: Words<(typeof PAUSES_BY_ACT)[number]> = {
  hearing: { zh: '听证' },
  stateCouncil: { zh: '报国务院、国务院办公厅' },
  supplementAfterAdmission: { zh: '受理后补正' },
}
const INCIDENT_WORDS: Words<(typeof INCIDENT_KINDS)[number]> = {
  seriousDelay: { zh: '严重逾期' },
  majorLoss: { zh: '投资重大损失' },
}
const FUND_WORDS: Words<(typeof FUND_SOURCES)[number]> = {
  centralInvestment: { zh: '中央预算内投资' },
  departmentBudget: { zh: '部门预算' },
}
export const GATE_STATUS_WORDS = { met: { zh: '满足' }, unmet: { zh: '未满足' } } as const
const RESULT_WORDS: Words<AssessmentResult> = {
  met: { zh: '符合' },
  partlyMet: { zh: '基本符合' },
  unmet: { zh: '不符合' },
}

const SERVICE_WORDS = {
  inPerson: { zh: '直接送达' },
  post: { zh: '邮寄送达' },
  electronic: { zh: '电子送达' },
  leftBehind: { zh: '留置送达' },
}

export const CHOICES: readonly Words<string>[] = [
  ...[TRACK_WORDS, SHARING_WORDS, CONCLUSION_WORDS, PAUSE_WORDS, INCIDENT_WORDS, FUND_WORDS],
  ...[GATE_STATUS_WORDS, RESULT_WORDS, GATE_RULES, ACCEPTANCE_DOCUMENT_TITLES, REVOCATION_GROUNDS, VERDICTS],
  ...[OPINION_TITLES, SERVICE_WORDS],
]
