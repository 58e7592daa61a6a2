/** What a file says of messages and of reasons, compared with what arrived. */
import { describe, expect, it } from 'vitest'
import type { Instant } from '#domain/values/plain-date.ts'
import type { Observation } from '#rehearsal/observation.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'

const mail = (change: object) => ({
  to: ['chen-hao@ndrc.invalid'],
  subject: '养老平台：收到申报材料',
  text: '陈昊：\n项目“养老平台”：收到申报材料（2026-03-02）。\n下一步：…',
  messageId: '<1@tongchou>',
  language: 'zh',
  at: '2026-03-03T01:00:20.000Z' as Instant,
  ...change,
})
const digest = mail({
  subject: '今日汇总：2 条通知',
  text: '陈昊：\n项目“养老平台”：收到申报材料（2026-03-02）。\n项目“养老平台”：已收到补正材料（2026-03-03）。',
})
const call = {
  ...{ id: 'msg_1', event: 'stageSubmitted' },
  payload: { timestamp: '2026-03-02T02:00:00.000Z', data: { zh: '收到申报材料', en: 'Submitted' } },
}
const deadline = {
  ...{ kind: 'completeness', dueOn: '2026-03-10', provisional: false },
  moved: { from: '2026-03-09', wasProvisional: false, cause: 'calendar', version: 'c2' },
  why: {
    ...{ from: '2026-03-02', countedWorkingDays: 5, makeUpDays: [], pauses: [] },
    holidays: [{ from: '2026-03-09', to: '2026-03-09' }],
  },
}

function check(expectation: string, seen: { mails?: object[]; calls?: object[] } = {}): Promise<string[]> {
  const text = `{ title: x, source: x, starts: 2026-03-02, steps: [{ on: 2026-03-03, expect: ${expectation} }] }`
  const [step] = readRehearsal('file.yaml', WHOLE, text).steps
  const observation = {
    mails: async () => seen.mails ?? [],
    calls: async () => seen.calls ?? [],
    case: async () => ({ deadlines: [deadline] }),
  } as unknown as Observation
  const found = (step?.expectations ?? []).map((one) => one.check(observation))
  return Promise.all(found).then((all) => all.flat().map(({ expected }) => expected.en))
}

const one = { mails: [mail({})], calls: [call] }

describe('messages', () => {
  it.each([
    'none',
    '2',
    '{ to: he-jing }',
    '{ to: chen-hao, about: 已受理 }',
    '{ to: chen-hao, language: both }',
    '{ to: chen-hao, on: 2026-03-02 }',
    '{ to: chen-hao, at: "09:01" }',
    '{ to: chen-hao, count: 2 }',
    '{ to: chen-hao, count: 0 }',
    '{ to: chen-hao, digest: [已受理] }',
    '{ to: chen-hao, digest: [收到申报材料, 收到申报材料] }',
    '{ channel: webhook, about: 收到申报材料, count: 0 }',
    '{ channel: webhook, on: 2026-03-03 }',
  ])('that did not come as %s are told', async (expectation) => {
    expect(await check(`{ messages: ${expectation} }`, one)).toHaveLength(1)
  })

  it.each([
    '1',
    '{ 收件人: 陈昊, 渠道: 邮件, 关于: 收到申报材料, 语言: 中文, 日期: 2026-03-03, 时间: "09:00", 数量: 1 }',
    '[{ to: chen-hao, digest: [收到申报材料] }, { to: he-jing, count: 0 }]',
    '{ channel: webhook, about: Submitted, on: 2026-03-02, count: 1 }',
  ])('that came as %s are fine', async (expectation) => {
    expect(await check(`{ messages: ${expectation} }`, one)).toEqual([])
  })

  it('of a digest are all of it, and nothing else', async () => {
    const seen = { mails: [digest] }
    const told = (parts: string) => check(`{ messages: { to: chen-hao, digest: ${parts} } }`, seen)
    expect(await told('[收到申报材料, 已收到补正材料]')).toEqual([])
    expect(await told('[收到申报材料]')).toHaveLength(1)
    expect(await told('[收到申报材料, 已受理]')).toHaveLength(1)
  })

  it('that nobody could mean are refused with their line', () => {
    expect(() => check('{ messages: { to: nobody, language: fr, channel: fax } }')).toThrow(/file\.yaml:1/)
  })
})

describe('why', () => {
  it.each([
    'from: 2026-03-03',
    'counted: 4',
    'holidays: none',
    'makeUpDays: [2026-03-14]',
    'pauses: [2026-03-04..2026-03-05]',
    'movedFrom: none',
    'cause: policy',
    'version: c1',
  ])('that is not %s is told', async (field) => {
    expect(await check(`{ why: { completeness: { ${field} } } }`)).toHaveLength(1)
  })

  it('that is so is fine, and one of no deadline is told', async () => {
    const fields =
      'from: 2026-03-02, counted: 5, holidays: [2026-03-09], makeUpDays: none, movedFrom: 2026-03-09'
    expect(await check(`{ why: { completeness: { ${fields}, cause: calendar, version: c2 } } }`)).toEqual([])
    expect(await check('{ why: { decision: { counted: 5 } } }')).toHaveLength(1)
  })
})
