/** What is told in Chinese is Chinese throughout: mistakes, near words, differences. */
import { describe, expect, it } from 'vitest'
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import { PROJECT } from '#domain/project/kind.ts'
import type { Shape } from '#domain/values/shape.ts'
import { choicesOf, wordsFor } from '#rehearsal/choice-words.ts'
import { eventWords } from '#rehearsal/expectations/event-words.ts'
import type { Mismatch } from '#rehearsal/expectations/expectation.ts'
import { fieldsOf } from '#rehearsal/field-words.ts'
import { NATIONAL_PLAN_REHEARSAL } from '#rehearsal/national-plan/rehearsal.ts'
import type { Observation } from '#rehearsal/observation.ts'
import { problemText, UnreadableFile } from '#rehearsal/problem.ts'
import { isCatalog } from '#rehearsal/project/catalog-notation.ts'
import { PROJECT_REHEARSAL } from '#rehearsal/project/rehearsal.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'

const fileWith = (step: string): string =>
  `{ title: x, source: x, starts: 2026-03-02, steps: [{ on: 2026-03-03, ${step} }] }`

function problemsOf(text: string): { zh: string; en: string }[] {
  try {
    readRehearsal('a.yaml', WHOLE, text)
    return []
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error
    return error.problems.map((one) => ({ zh: problemText(one, 'zh'), en: problemText(one, 'en') }))
  }
}

/** Words that are no Chinese, besides what the file itself says, names of files, and what has no other name. */
const foreignIn = (text: string): string[] =>
  text
    .replace(/^a\.yaml:\d+:\d+: /, '')
    .replaceAll(/“[^”]*”|db\/\S+\.yaml|docs\/\S+\.md|\{[^}]*\}?|\[[^\]]*\]/g, '')
    .match(/[a-z]{2,}/gi)
    ?.filter(
      (word) => !['SHA', 'YAML', 'HTTP', 'PDF', 'pdf', 'txt', 'html', 'true', 'false'].includes(word),
    ) ?? []

const WRONG_STEPS = [
  'do: admitt, by: chen-hao',
  'do: admit, by: nobody',
  'by: chen-hao',
  'do: admit',
  'bye: x',
  'on: 2026-03-04',
  'at: soon',
  'do: admit, by: { person: chen-hao, role: x }',
  'do: admit, by: { person: chen-hao, org: x }',
  'do: admit, by: { role: approver }',
  'do: admit, by: chen-hao, second: he-jing',
  'do: admit, by: chen-hao, via: x',
  'do: admit, by: chen-hao, via: signal, forged: { actor: he-jing }',
  'do: admit, by: chen-hao, forged: 1',
  'do: admit, by: chen-hao, with: { a: 1 }',
  'do: admit, by: chen-hao, upload: { file: a.pdf }',
  'by: chen-hao, upload: { file: a.ofd }',
  'by: chen-hao, upload: { kind: x }',
  'by: chen-hao, upload: { file: a.pdf, kind: x }',
  'by: chen-hao, upload: { file: a.pdf, versionOf: b.pdf, kind: other }',
  'tamper: { event: x }',
  'note: [1]',
  'do: commissionAppraisal, by: chen-hao, with: { agncy: x }',
  'do: commissionAppraisal, by: chen-hao, with: { agency: 无此机构, letter: { file: a }, workingDays: 9 }',
  'do: commissionAppraisal, by: chen-hao, with: { agency: guoping, letter: a, workingDays: 9 }',
  'do: commissionAppraisal, by: chen-hao, with: { agency: guoping, letter: { file: a }, workingDays: 99 }',
  'do: releaseFunds, by: tang-yu, with: { year: 2026, amount: 100, documentNumber: x }',
  'do: submitStage, by: zhou-kai, with: { track: x, files: { a: { b: 1 } }, catalog: { cout: 1, sharing: x } }',
  'publish: { x: 1 }',
  'publish: { calendar: [{ version: a }], plan: [{}], register: [{}], policy: [{ values: { x: 1 } }] }',
  'publish: { calendar: [{ version: a, years: [{ year: 2027, source: x, off: [soon] }] }] }',
  'publish: { policy: [{ version: a, effectiveFrom: 2026-03-03, values: { panels: { x: y }, silentAdmission: 3 } }] }',
  'publish: { substitutions: [{ person: x, acts: [y], stages: [z], owners: [w] }] }',
  'publish: { preferences: { x: {}, chen-hao: { digest: x, quietHours: 3, digestAt: x, muted: [x] } } }',
]
const WRONG_EXPECTATIONS = [
  ...['state: x', 'stage: x', 'round: x', 'turn: x', 'turn: approver@x', 'turn: x@ndrc', 'signatures: [x]'],
  ...['due: soon', 'due: { x: none }', 'why: { x: {} }', 'why: { completeness: { x: 1 } }'],
  ...['refused: 无此理由', 'refused: { x: 1 }', 'refused: 不得参与决定', 'answer: x', 'source: []'],
  ...[
    'notified: x',
    'notified: { x: y }',
    'webhook: x',
    'messages: x',
    'messages: { to: x, channel: y, count: z }',
  ],
  ...[
    'recorded: x',
    'recorded: { a: 1 }',
    'recorded: { type: x }',
    'timeline: {}',
    'audited: {}',
    'audited: { by: x }',
  ],
  ...['chain: {}', 'chain: { entries: x, head: y }', 'documents: { a: x }', 'signed: {}', 'may: admit'],
  ...['may: { x: admit }', 'may: { chen-hao: x }', 'mayNot: { chen-hao: { x: notNow } }'],
  ...['inbox: { x: {} }', 'inbox: { chen-hao: { x: 1 } }', 'waiting: { who: x, why: y, since: z, a: b }'],
  ...[
    'search: { by: x }',
    'search: {}',
    'search: { by: chen-hao }',
    'search: { by: chen-hao, owner: x, finds: a }',
  ],
  ...['clock: { elapsed: x, paused: 1, a: 1 }', 'papers: x', 'amount: { investment: 1, x: 1 }', 'stat: x'],
  ...['gates: { x: met, sharing: y }', 'grade: x', 'om: {}', 'om: { year: 2030, effect: x, unmet: y }'],
]
const WRONG = [...WRONG_STEPS, ...WRONG_EXPECTATIONS.map((expectation) => `expect: { ${expectation} }`)]

describe('a mistake', () => {
  it.each(WRONG)('in “%s” is told in Chinese and in English', (step) => {
    const problems = problemsOf(fileWith(step))
    expect(problems.length).toBeGreaterThan(0)
    for (const { zh, en } of problems) {
      expect(zh).toMatch(/^a\.yaml:1:\d+: 应为.+，实为.+/)
      expect(foreignIn(zh), zh).toEqual([])
      expect(en).toMatch(/^a\.yaml:1:\d+: expected .+, found .+/)
    }
  })

  it('of form is told in Chinese, too', () => {
    const [{ zh = '' } = {}] = problemsOf('title: {\nsource: x')
    expect(zh).toContain('应为合乎格式的 YAML，实为')
    expect(foreignIn(zh)).toEqual([])
  })

  it.each([
    ['事项: 受里, 办理人: 陈昊', '；是否想写“受理”？', '; did you mean “admit”?'],
    ['do: admitt, by: chen-hao', '；是否想写“受理”？', '; did you mean “admit”?'],
    ['do: admit, by: 陈浩', '；是否想写“陈昊”？', '; did you mean “chen-hao”?'],
    ['预其: { 状态: 已受理 }', '；是否想写“预期”？', '; did you mean “expect”?'],
    ['expect: { state: admited }', '；是否想写“已受理”？', '; did you mean “admitted”?'],
    [
      'expect: { 轮到: 审批部门@国家发展改革委员会 }',
      '；是否想写“国家发展和改革委员会”？',
      '; did you mean “ndrc”?',
    ],
    ['expect: { turn: approver@信息化办公室 }', '信息化办公室”？', '-it”?'],
  ])('in “%s” names a near word in that language', (step, zh, en) => {
    const [problem] = problemsOf(fileWith(step))
    expect(problem?.zh).toContain(zh)
    expect(problem?.en).toContain(en)
  })

  it('that is like nothing has no near word', () => {
    const [problem] = problemsOf(fileWith('do: 天气晴朗, by: chen-hao'))
    expect(problem?.zh).not.toContain('是否想写')
  })
})

const SEEN = {
  answer: { status: 422, unmet: [{ code: 'catalogEmpty', source: { zh: '依据', en: 'source' } }] },
  case: async () => ({
    ...{
      status: 'submitted',
      stage: 'feasibility',
      round: 1,
      turn: 'approver@ndrc',
      pending: ['commission'],
    },
    deadlines: [{ kind: 'completeness', dueOn: '2026-03-09', provisional: true, moved: null, why: null }],
  }),
  caseFor: async () => ({ actions: [{ verb: 'admit', allowed: false, unmet: ['notNow'] }] }),
  events: async () => [
    {
      by: 'system',
      event: { type: 'admitted', on: '2026-03-03', workingDays: 20 },
      line: { zh: '受理', en: 'x' },
    },
  ],
  mails: async () => [],
  calls: async () => [{ event: 'admitted' }],
  documents: async () => [],
  audit: async () => [{ by: 'chen-hao', action: 'admit', on: '2026-03-03', event: 'admitted', refused: [] }],
  box: async () => ({ count: 0, tasks: [] }),
  waiting: async () => [
    { task: '1', office: 'approver@ndrc', holder: null, why: 'turn', since: 'x', dueOn: null },
  ],
  search: async () => [],
} as unknown as Observation

const compared = (expectation: string): Promise<Mismatch[]> => {
  const [step] = readRehearsal('a.yaml', WHOLE, fileWith(`expect: { ${expectation} }`)).steps
  return Promise.all((step?.expectations ?? []).map((one) => one.check(SEEN))).then((all) => all.flat())
}

describe('a difference', () => {
  it.each([
    ['state: admitted', '已受理', '已提交'],
    ['stage: proposal', '项目建议书', '可行性研究报告'],
    ['turn: none', '无', '审批部门@国家发展和改革委员会'],
    ['turn: approver@mca', '审批部门@民政部', '审批部门@国家发展和改革委员会'],
    ['signatures: decision', '待签 审批决定', '委托评估'],
    ['due: { completeness: 2026-03-09 }', '完整性审查 2026-03-09', '2026-03-09 暂定'],
    ['due: none', '无', '2026-03-09 暂定'],
    ['refused: none', '不拒绝，拒绝理由为 无', '信息资源目录是审批必备条件，目录为空'],
    [
      'refused: 缺少信息资源共享分析篇',
      '因下列理由拒绝： 缺少信息资源共享分析篇（章）',
      '信息资源目录是审批必备条件，目录为空',
    ],
    ['notified: chen-hao', '发给陈昊的邮件', '无邮件'],
    ['webhook: none', '无回调', '申报已受理'],
    ['recorded: { type: admitted, by: chen-hao }', '事件 申报已受理，由陈昊', '申报已受理，由系统'],
    ['recorded: none', '无任何记录', '申报已受理'],
    ['notRecorded: admitted', '未记录 申报已受理', '已有记录'],
    ['may: { chen-hao: admit }', '陈昊可以受理', '当前状态“…”下不能办理'],
    [
      'mayNot: { chen-hao: { admit: notOpened } }',
      '陈昊不可受理，理由是案件尚未提交',
      '当前状态“…”下不能办理',
    ],
    [
      'audited: { by: chen-hao, do: admit, refused: notNow }',
      '审计记录中有 陈昊：受理，拒绝 当前状态“…”下不能办理',
      '陈昊：受理（2026-03-03），已记录 申报已受理',
    ],
    ['inbox: { chen-hao: { mine: 1 } }', '陈昊的“我的待办”中 1 件', '0 件（）'],
    ['waiting: { who: chen-hao, why: seat }', '1：办理人 陈昊', '无'],
    ['documents: { a.pdf: 1 }', 'a.pdf', '无'],
  ])('from “%s” is told in Chinese', async (expectation, expected, found) => {
    const [first] = await compared(expectation)
    expect([first?.expected.zh, first?.found.zh]).toEqual([expected, found])
  })

  it('between maps is none where only the order differs', async () => {
    expect(await compared('recorded: { type: admitted, workingDays: 20, on: 2026-03-03 }')).toEqual([])
  })
})

describe.each([
  { kind: PROJECT, own: PROJECT_REHEARSAL },
  { kind: NATIONAL_PLAN_KIND, own: NATIONAL_PLAN_REHEARSAL },
])('the words of files about $kind.path', ({ kind, own }) => {
  it('have Chinese for every event, each its own', () => {
    const words = Object.entries(eventWords({ kind, own }))
    expect(words.filter(([name, { zh }]) => name === zh)).toEqual([])
    expect(new Set(words.map(([, { zh }]) => zh)).size).toBe(words.length)
  })

  it('have Chinese for every fixed list of an act’s content', () => {
    const choices = choicesOf({ kind, own })
    const lists = Object.values(kind.bodies).flatMap(listsIn)
    expect(lists.length).toBeGreaterThan(0)
    for (const list of lists) {
      const words = Object.values(wordsFor(list, choices) ?? {}).map(({ zh }) => zh)
      expect(words, list.enum?.join()).toHaveLength(list.enum?.length ?? 0)
      expect(words.join()).not.toMatch(/[a-z]/i)
    }
  })

  it('have Chinese for every field of an act’s content, each its own within its object', () => {
    for (const { properties = {} } of Object.values(kind.bodies).flatMap(objectsIn)) {
      if (isCatalog({ type: 'object', properties })) continue
      const words = Object.entries(fieldsOf(properties, { own })).map(([, { zh }]) => zh)
      expect(words.join()).not.toMatch(/[a-z]/i)
      expect(words).toHaveLength(new Set(words).size)
    }
  })
})

describe('the words of files', () => {
  it('say a refusal by its code, or by a part of its sentence that no other one has', () => {
    const expected = (refusal: string) => problemsOf(fileWith(`expect: { refused: ${refusal} }`))
    expect(expected('[catalogEmpty, 目录为空, 信息资源目录是审批必备条件，目录为空]')).toEqual([])
    expect(expected('不得参与决定')[0]?.zh).toContain('应为只属于一项拒绝理由的文字，而不是同属于')
    expect(expected('目录为满')[0]?.zh).toContain('应为拒绝理由，例如')
  })
})

const objectsIn = (shape: Shape<unknown>): Shape<unknown>[] => [
  ...(shape.properties ? [shape] : []),
  ...[...Object.values(shape.properties ?? {}), ...(shape.items ? [shape.items] : [])].flatMap(objectsIn),
]

const listsIn = (shape: Shape<unknown>): Shape<unknown>[] => [
  ...(shape.enum ? [shape] : []),
  ...(shape.items ? listsIn(shape.items) : []),
  ...Object.values(shape.properties ?? {}).flatMap(listsIn),
]
