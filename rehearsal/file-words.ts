/** The keys of a rehearsal file, each with its Chinese name. A case is called as its kind is. */
import type { Kind } from '#domain/engine/kind.ts'

export const KIND_WORDS = {
  kind: { zh: '案件种类', en: 'kind of its cases; unless said the first that the installation knows' },
} as const

const FILE_WORDS = {
  ...KIND_WORDS,
  title: { zh: '标题', en: 'what it is about: {zh, en}' },
  source: { zh: '依据', en: 'the rule that it follows' },
  starts: { zh: '开始', en: 'business date on which the world begins' },
  world: { zh: '世界', en: 'what differs from the reference data' },
  include: {
    zh: '引入',
    en: 'other files whose steps are played as well: a file, {file, until, as, with}, or several',
  },
  steps: { zh: '步骤', en: 'what happens, in order of time; or by alias, then merged by date' },
} as const

export const WORLD_WORDS = {
  calendar: { zh: '工作日历', en: 'working calendars: {version, years: [{year, source, off, work}]}' },
  policy: {
    zh: '政策',
    en: 'versions of the policy: {version, effectiveFrom, appliesToRunningCases, values}',
  },
  plan: { zh: '规划', en: 'versions of the national plan: {version, effectiveFrom, items}' },
  substitutions: {
    zh: '代班',
    en: 'who acts for whom: {person, substitute, from, to, acts, stages, owners}',
  },
  register: { zh: '总目录', en: 'entries in the systems register: {number, since}, and of which case' },
  preferences: {
    zh: '通知设置',
    en: 'by person: {language, digest, digestAt, quietHours, muted}',
  },
} as const

export const STEP_WORDS = {
  on: { zh: '日期', en: 'business date' },
  at: { zh: '时间', en: 'time of day in Beijing; 10:00 unless said' },
  by: { zh: '办理人', en: 'who acts: a person, or {person, role, org, for}' },
  do: { zh: '事项', en: 'the act' },
  with: { zh: '内容', en: 'what the act says' },
  second: { zh: '第二人', en: 'who gives the second signature at once' },
  via: { zh: '途径', en: 'api, update or signal' },
  forged: { zh: '伪造', en: 'fields put into the message beside its content, as no honest client does' },
  upload: { zh: '上传', en: 'a file brought to the case: {file, kind, content, format, versionOf}' },
  tamper: { zh: '篡改', en: 'what the owner of the database changes on record: {event, set}' },
  publish: { zh: '发布', en: 'facts that are published in this step, as in world' },
  note: { zh: '说明', en: 'a sentence for the reader: text, or {zh, en}' },
  expect: { zh: '预期', en: 'what must then be the case' },
} as const

export const fileWords = ({ path, zh, en }: Kind) => ({
  ...FILE_WORDS,
  [path]: { zh, en: `aliases, when there is more than one ${en}` },
})

export const stepWords = ({ name, zh, en }: Kind) => ({
  ...STEP_WORDS,
  [name]: { zh, en: `alias of the ${en}` },
})

/** A file may be about cases of other kinds, too: declared by their paths, and in a step named as their kind is. */
export const otherFileWords = (others: readonly Kind[]) =>
  Object.fromEntries(others.map(({ path, zh, en }) => [path, { zh, en: `aliases of each ${en}` }]))

export const otherStepWords = (others: readonly Kind[]) =>
  Object.fromEntries(others.map(({ name, zh, en }) => [name, { zh, en: `alias of the ${en}` }]))

export type StepKey = keyof typeof STEP_WORDS

export const INCLUDE_WORDS = {
  file: { zh: '文件', en: 'by its path from this file' },
  until: {
    zh: '至',
    en: 'the state with which it ends: its first step that expects that; unless said at its own end',
  },
  as: { zh: '称为', en: 'alias of its case here' },
  with: { zh: '内容', en: 'fields that replace what its opening acts say' },
} as const

export const DOER_WORDS = {
  person: { zh: '人员' },
  role: { zh: '角色' },
  org: { zh: '单位' },
  for: { zh: '代' },
} as const

export const TAMPER_WORDS = { event: { zh: '事件' }, set: { zh: '改为' } } as const

export const TITLE_WORDS = { zh: { zh: '中文' }, en: { zh: '英文' } } as const
