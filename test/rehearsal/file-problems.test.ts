import { describe, expect, it } from 'vitest'
import { UnreadableFile } from '#rehearsal/problem.ts'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'

const HEAD = ['title: a rehearsal', 'source: rulebook §2.3', 'starts: 2026-03-02', 'steps:']

/** What is told about a file with these steps; the first line of them is line 5. */
function problemsOf(...lines: string[]): string[] {
  return problemsIn([...HEAD, ...lines].join('\n'))
}

function problemsIn(text: string): string[] {
  try {
    readRehearsal('a.yaml', WHOLE, text)
    return []
  } catch (error) {
    if (error instanceof UnreadableFile) return error.message.split('\n')
    throw error
  }
}

const step = (...fields: string[]): string[] =>
  fields.map((field, index) => `${index === 0 ? '  - ' : '    '}${field}`)

describe('a rehearsal file that does not make sense', () => {
  it('makes sense without mistakes', () => {
    expect(problemsOf(...step('on: 2026-03-05', 'by: chen-hao', 'do: admit'))).toEqual([])
  })

  it.each([
    ['an unknown act', ['on: 2026-03-05', 'by: chen-hao', 'do: admitt'], 7, 'an act', '“admitt”'],
    ['an unknown person', ['on: 2026-03-05', 'by: nobody', 'do: admit'], 6, 'a person', '“nobody”'],
    ['an unknown key', ['on: 2026-03-05', 'bye: chen-hao'], 6, 'one of on (日期)', '“bye”'],
    ['an unknown expectation', ['on: 2026-03-05', 'expect: { stat: admitted }'], 6, 'state (状态)', '“stat”'],
    [
      'an unknown state',
      ['on: 2026-03-05', 'expect: { state: admited }'],
      6,
      'admitted (已受理)',
      '“admited”',
    ],
    ['an unknown refusal', ['on: 2026-03-05', 'expect: { refused: empty }'], 6, 'a refusal', '“empty”'],
    ['an unknown deadline', ['on: 2026-03-05', 'expect: { due: { x: 2026-03-09 } }'], 6, 'a kind', '“x”'],
    ['a day that does not exist', ['on: 2026-02-30'], 5, 'a date', '“2026-02-30”'],
    ['an act without a person', ['on: 2026-03-05', 'do: admit'], 5, '“by” (办理人)', 'none'],
    ['a person without an act', ['on: 2026-03-05', 'by: chen-hao', 'second: he-jing'], 6, '“do”', 'none'],
    ['a step out of order', ['on: 2026-03-01'], 5, 'a date from 2026-03-02 on', '2026-03-01'],
    ['an upload by nobody', ['on: 2026-03-05', 'upload: { file: a.pdf }'], 5, '“by” (办理人)', 'none'],
    [
      'an upload of no known format',
      ['on: 2026-03-05', 'by: zhou-kai', 'upload: { file: a.ofd }'],
      7,
      'pdf',
      '{',
    ],
    [
      'an upload beside an act',
      ['on: 2026-03-05', 'by: zhou-kai', 'do: admit', 'upload: { file: a.pdf }'],
      8,
      'either “do”',
      'both',
    ],
    [
      'a forgery past the API',
      ['on: 2026-03-05', 'by: chen-hao', 'do: admit', 'via: signal', 'forged: { actor: he-jing }'],
      9,
      'a message to the API',
      '{',
    ],
    [
      'a tampering with nothing',
      ['on: 2026-03-05', 'tamper: { event: admitted }'],
      6,
      'an event and what',
      '{',
    ],
    ['a chain without its head', ['on: 2026-03-05', 'expect: { chain: { entries: 1 } }'], 6, '“head”', '{'],
    [
      'an entry without its outcome',
      ['on: 2026-03-05', 'expect: { audited: { by: 周凯 } }'],
      6,
      'either',
      '{',
    ],
    ['a project that was not declared', ['on: 2026-03-05', 'project: b'], 6, 'one of the projects', '“b”'],
  ])('%s is told with its line', (_what, fields, line, expected, found) => {
    const [problem = ''] = problemsOf(...step(...fields))
    expect(problem).toMatch(new RegExp(`^a\\.yaml:${line}:\\d+: expected `))
    expect(problem).toContain(expected)
    expect(problem).toContain(`found ${found}`)
  })

  it.each([
    [
      'an unknown field',
      'with: { agncy: guoping }',
      'one of agency (评估机构), letter (文书), workingDays (工作日数)',
      '“agncy”',
    ],
    [
      'a missing field',
      'with: { agency: guoping, letter: { file: a } }',
      '“workingDays” is required',
      'nothing',
    ],
    [
      'a wrong type',
      "with: { agency: guoping, letter: { file: a }, workingDays: 'x' }",
      'whole number',
      '“x”',
    ],
    [
      'too large a number',
      'with: { agency: guoping, letter: { file: a }, workingDays: 99 }',
      '1 to 90',
      '99',
    ],
    [
      'a field that is said twice',
      'with: { agency: guoping, letter: { file: a }, workingDays: 9, 评估机构: guoping }',
      '“评估机构” once',
      'it twice',
    ],
    ['text for a document', 'with: { agency: guoping, letter: a, workingDays: 9 }', '{file: …}', '“a”'],
  ])('%s of an act is told with its line', (_what, content, expected, found) => {
    const [problem = ''] = problemsOf(
      ...step('on: 2026-03-05', 'by: chen-hao', 'do: commissionAppraisal', content),
    )
    expect(problem).toMatch(/^a\.yaml:8:\d+: expected /)
    expect(problem).toContain(expected)
    expect(problem).toContain(`found ${found}`)
  })

  it('an amount has its unit, and in braces needs quotes around a comma', () => {
    const release = (amount: string): string[] =>
      problemsOf(
        ...step(
          'on: 2026-03-05',
          'by: tang-yu',
          'do: releaseFunds',
          `with: { year: 2026, amount: ${amount}, documentNumber: 财建〔2026〕1号 }`,
        ),
      )
    expect(release("'4,000.00 万元'")).toEqual([])
    for (const amount of ["'1,234,567.89 元'", '123 分', '4000 wan yuan', '1234567.89 yuan', '4000.5万元']) {
      expect(release(amount), amount).toEqual([])
    }
    for (const amount of ['123.456789 万元', '1.234 元', '1.5 分', '12,34 万元', '4000', '-1 元']) {
      expect(release(`'${amount}'`)[0], amount).toContain('an amount with its unit')
    }
    expect(release('4000.00')[0]).toContain('expected an amount with its unit, such as “12,000.00 万元”')
    for (const amount of ["'1,234,567.89 元'", '123 分', '4000 wan yuan', '1234567.89 yuan', '4000.5万元']) {
      expect(release(amount), amount).toEqual([])
    }
    for (const amount of ['123.456789 万元', '1.234 元', '1.5 分', '12,34 万元', '4000', '-1 元']) {
      expect(release(`'${amount}'`)[0], amount).toContain('an amount with its unit')
    }
    expect(release('4000.00')[0]).toContain('found 4000')
    expect(release('4,000.00 万元').join()).toContain('expected quotes around an amount with commas')
  })

  it('tells all mistakes at once, in the order of the lines', () => {
    const problems = problemsOf(
      ...step('on: 2026-03-05', 'by: nobody', 'do: nothing', 'expect: { status: x, due: soon }'),
    )
    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['6', '7', '8', '8'])
  })

  it('that is no YAML is told with its line', () => {
    expect(problemsIn('title: {\nsource: x')[0]).toMatch(
      /^a\.yaml:\d+:\d+: expected valid YAML, found a mistake/,
    )
  })

  it('that lacks its head is told so', () => {
    expect(problemsIn('title: a')).toHaveLength(3)
  })
})
