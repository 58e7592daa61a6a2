/** Files that include others, and sections by project: what is played, in which order, and which mistakes are told. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRehearsal } from '#rehearsal/read-rehearsal.ts'
import type { Rehearsal } from '#rehearsal/rehearsal.ts'
import { WHOLE } from '#rehearsal/world/installation.ts'
import { INSTALLATION } from '../other-kind/installation.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongchou-include-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const write = (name: string, lines: readonly string[]): void =>
  writeFileSync(join(folder, name), lines.join('\n'))

const head = (starts = '2026-03-02') => ['title: 养老平台', 'source: rulebook §2.3', `starts: ${starts}`]

const read = (lines: readonly string[], installation = WHOLE): Rehearsal =>
  readRehearsal(join(folder, 'main.yaml'), installation, lines.join('\n'))

/** Date, case and file of each step, in the order in which they are played. */
const played = ({ steps }: Rehearsal): string[] =>
  steps.map(({ on, alias, spot }) => `${on} ${alias} ${spot.file.replace(`${folder}/`, '')}:${spot.line}`)

write('planned.yaml', [
  ...head(),
  'world: { register: [{ number: ZML-1, since: 2026-03-01 }] }',
  'steps:',
  '  - { on: 2026-03-02, by: zhou-kai, do: submitStage, with: { stage: feasibility, owner: mca, track: planned,',
  '      planItem: P14-01, investment: 100 万元, files: [stageDocument], catalog: { count: 1 } },',
  '      expect: { state: submitted, search: { by: chen-hao, finds: case } } }',
  '  - { on: 2026-03-05, by: chen-hao, do: admit, expect: { 状态: 已受理 } }',
  '  - { on: 2026-03-06, expect: { state: admitted } }',
])
write('two.yaml', [...head(), 'projects: { a: 甲, b: 乙 }', 'steps: [{ on: 2026-03-03, project: b }]'])

describe('a file that includes another', () => {
  it('goes on where the other one ends, with the same case', () => {
    const rehearsal = read([...head('2026-03-09'), 'include: planned.yaml', 'steps: [{ on: 2026-03-09 }]'])
    expect(played(rehearsal)).toEqual([
      '2026-03-02 case planned.yaml:6',
      '2026-03-05 case planned.yaml:9',
      '2026-03-06 case planned.yaml:10',
      '2026-03-09 case main.yaml:5',
    ])
    expect(rehearsal.starts).toBe('2026-03-02')
    expect(rehearsal.steps[0]?.expectations.map(({ key }) => key)).toEqual(['state', 'search'])
  })

  it('takes it to a state in one line, under a name and with other content', () => {
    const rehearsal = read([
      ...head(),
      '引入:',
      '  - { 文件: planned.yaml, 至: 已受理, 称为: 甲, 内容: { title: 甲平台, planItem: P14-02 } }',
      '  - { file: planned.yaml, until: submitted, as: 乙 }',
      'steps: []',
    ])
    expect(played(rehearsal)).toEqual([
      '2026-03-02 甲 planned.yaml:6',
      '2026-03-02 乙 planned.yaml:6',
      '2026-03-05 甲 planned.yaml:9',
    ])
    const [first, second] = rehearsal.steps.map(({ act }) => act?.body)
    expect(first).toMatchObject({ title: '甲平台', planItem: 'P14-02', investmentFen: 100_000_000 })
    expect(second).toMatchObject({ title: '养老平台', planItem: 'P14-01' })
    expect(rehearsal.world.register.map(({ alias }) => alias)).toEqual(['甲', '乙'])
    // What the file calls its case is found under its own name for it.
    expect([...(rehearsal.steps[0]?.names ?? [])]).toEqual([['case', '甲']])
  })

  it('has what follows from other content, too', () => {
    const include = 'include: { file: planned.yaml, with: { 建设单位: 民政部信息化办公室 } }'
    const [step] = read([...head(), include, 'steps: []']).steps
    expect(step?.act?.body).toMatchObject({ owner: 'mca-it', preparedBy: 'mca-it' })
  })

  it('includes what that one includes', () => {
    write('longer.yaml', [...head(), 'include: { file: planned.yaml, as: x }', 'steps: [{ on: 2026-03-04 }]'])
    const rehearsal = read([
      ...head(),
      'include: { file: longer.yaml, as: y }',
      'steps: [{ on: 2026-03-10 }]',
    ])
    expect(played(rehearsal).map((one) => one.slice(0, 12))).toEqual([
      ...['2026-03-02 y', '2026-03-04 y', '2026-03-05 y', '2026-03-06 y', '2026-03-10 y'],
    ])
  })

  it.each([
    'submitted',
    'admitted',
    'deciding',
    'stageApproved',
    'building',
    'completed',
    'accepted',
    'operating',
  ])('brings a project to the state %s by an example', (state) => {
    const path = join(import.meta.dirname, '../../examples/main.yaml')
    const include = `include: { file: in-plan-happy-path.yaml, until: ${state} }`
    const { steps } = readRehearsal(path, WHOLE, [...head(), include, 'steps: []'].join('\n'))
    expect(steps.at(-1)?.expectations.map(({ key }) => key)).toContain('state')
  })

  it('may be about any kind of case', () => {
    const proposal = join(import.meta.dirname, '../other-kind/main.yaml')
    const lines = [...head(), 'include: { file: proposal.yaml, until: answered }', 'steps: []']
    const { steps } = readRehearsal(proposal, INSTALLATION, lines.join('\n'))
    expect(steps.at(-1)).toMatchObject({ on: '2026-03-10', alias: 'a', act: { verb: 'confirm' } })
  })

  it.each([
    [
      'a file that is not there',
      'include: other.yaml',
      'a file, by its path from this one, found other.yaml',
    ],
    ['itself', 'include: main.yaml', 'found main.yaml'],
    ['up to a state that it does not expect', 'include: { file: planned.yaml, until: building }', 'building'],
    ['up to what is no state', 'include: { file: planned.yaml, until: admited }', 'did you mean “admitted”?'],
    ['twice under one name', 'include: [planned.yaml, planned.yaml]', 'a name of its own'],
    ['several projects under one name', 'include: { file: two.yaml, as: c }', 'no “as”'],
    ['an own name again', 'include: { file: two.yaml }\nprojects: { b: 丙 }', 'a name of its own'],
    ['with content that it does not have', 'include: { file: planned.yaml, with: { urgent: {} } }', '“'],
    [
      'with content that it never says',
      "include: { file: planned.yaml, with: { projectCode: '2603-100000-04-04-100001' } }",
      'found projectCode',
    ],
    [
      'with content of another kind',
      'include: { file: planned.yaml, with: { investment: 100 } }',
      'its unit',
    ],
  ])('cannot include %s', (_what, include, expected) => {
    write('main.yaml', [...head(), 'steps: []'])
    const text = [...head(), include, 'steps: []']
    expect(() => read(text)).toThrow(expected)
    expect(() => read(text)).toThrow(/main\.yaml:\d+:\d+: /)
  })

  it('twice has its facts, and its mistakes, once', () => {
    const policy = 'world: { policy: [{ version: p2, effectiveFrom: 2026-03-02 }] }'
    write('facts.yaml', [...head(), policy, 'steps: [{ on: 2026-03-02 }]'])
    const twice = (file: string) => `include: [{ file: ${file}, as: a }, { file: ${file}, as: b }]`
    expect(read([...head(), twice('facts.yaml'), 'steps: []']).world.policies).toHaveLength(1)
    write('wrong-once.yaml', [...head(), 'steps: [{ on: soon }]'])
    const problems = () => read([...head(), twice('wrong-once.yaml'), 'steps: []'])
    expect(problems).toThrow(/^[^\n]*wrong-once\.yaml:4:15: [^\n]*$/)
  })

  it('tells the mistakes of the other one by its name', () => {
    write('wrong.yaml', [...head(), 'steps: [{ on: 2026-03-02, expect: { state: x } }]'])
    expect(() => read([...head(), 'include: wrong.yaml', 'steps: [{ on: soon }]'])).toThrow(
      /main\.yaml:5:15: .*\n.*wrong\.yaml:4:44: /,
    )
  })
})

describe('several projects', () => {
  const projects = 'projects: { a: 甲, b: 乙 }'

  it('have a section each, merged by date; at one instant as they are written', () => {
    const rehearsal = read([
      ...head(),
      projects,
      'steps:',
      '  b:',
      '    - { on: 2026-03-03 }',
      '    - { on: 2026-03-05 }',
      '  a:',
      '    - { on: 2026-03-03, at: "09:00" }',
      '    - { on: 2026-03-03 }',
      '    - { on: 2026-03-04 }',
    ])
    expect(played(rehearsal)).toEqual([
      '2026-03-03 a main.yaml:10',
      '2026-03-03 b main.yaml:7',
      '2026-03-03 a main.yaml:11',
      '2026-03-04 a main.yaml:12',
      '2026-03-05 b main.yaml:8',
    ])
  })

  it('know a file by what was uploaded last, by date and not by section', () => {
    const { steps } = read([
      ...head(),
      projects,
      'steps:',
      '  a:',
      '    - { on: 2026-03-05, by: zhou-kai, do: fileAcceptanceReport, with: { report: { file: 报告.pdf } } }',
      '  b:',
      '    - { on: 2026-03-04, by: zhou-kai, upload: { file: 报告.pdf, content: 一稿 } }',
      '    - { on: 2026-03-06, by: zhou-kai, do: fileAcceptanceReport, with: { report: { file: 报告.pdf } } }',
    ])
    const [, first, second] = steps.map(({ act }) => act?.body)
    expect(first).toEqual(second)
  })

  it.each([
    ['a section of none of them', 'steps: { c: [{ on: 2026-03-03 }] }', 'one of the projects a, b'],
    [
      'a section that goes back',
      'steps: { a: [{ on: 2026-03-04 }, { on: 2026-03-03 }] }',
      'in order of time',
    ],
    ['a project named in a section', 'steps: { a: [{ on: 2026-03-03, project: b }] }', 'no “project”'],
    ['a step of no project', 'steps: [{ on: 2026-03-03 }]', '“project” (项目), as there are several'],
  ])('do not have %s', (_what, steps, expected) => {
    expect(() => read([...head(), projects, steps])).toThrow(expected)
  })
})
