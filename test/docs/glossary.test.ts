/** The glossary says what the code says: exact titles, nothing missing, nothing invented. */
import { describe, expect, test } from 'vitest'
import { ACCEPTANCE_EVOLVE } from '#domain/project/acceptance/evolve.ts'
import { ACCEPTANCE_DOCUMENT_TITLES } from '#domain/project/acceptance/words.ts'
import { ACTIONS } from '#domain/project/actions.ts'
import { APPROVAL_EVOLVE } from '#domain/project/approval/evolve.ts'
import { FILE_KINDS, STAGE_TITLES, TRACKS } from '#domain/project/approval/words.ts'
import { BUDGET_EVOLVE } from '#domain/project/budget/evolve.ts'
import { CONSTRUCTION_EVOLVE } from '#domain/project/construction/evolve.ts'
import { DEADLINES } from '#domain/project/deadline.ts'
import { EVALUATION_EVOLVE } from '#domain/project/evaluation/evolve.ts'
import { GRADE_TITLES } from '#domain/project/evaluation/om-effects.ts'
import { GATE_TITLES } from '#domain/project/evaluation/words.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { REVIEW_STEPS } from '#domain/project/steps.ts'
import { REVIEW_EVOLVE } from '#domain/review/evolve.ts'
import { TASK_EVOLVE } from '#domain/tasks/evolve.ts'
import { PAUSE_REASONS } from '#domain/values/clock.ts'
import { ROLES } from '#domain/values/directory.ts'
import { readDocument, rowsOf, sectionOf } from './tables.ts'

const glossary = readDocument('docs/glossary.md')
const unquoted = (cell = ''): string => cell.replaceAll('`', '')
const rowsUnder = (heading: string): string[][] => rowsOf(sectionOf(glossary, heading))
/** Names in the last column, but for the table's own heading. */
const namesUnder = (heading: string): string[] =>
  rowsUnder(heading)
    .map((row) => row.at(-1) ?? '')
    .filter((cell) => cell.startsWith('`'))
    .map(unquoted)

type Titles = Readonly<Record<string, { zh: string; en: string }>>
const TITLED: readonly [heading: string, titles: Titles][] = [
  ['## Acts 事项', ACTIONS],
  ['## Statuses of a project 项目状态', PROJECT_STATUSES],
  ['## Roles 角色', ROLES],
  ['## Stages and tracks 阶段与报批路径', STAGE_TITLES],
  ['## Deadlines 期限', DEADLINES],
  ['## Gates and grades 闸口与等级', { ...GATE_TITLES, ...GRADE_TITLES }],
  ['## Documents 材料', ACCEPTANCE_DOCUMENT_TITLES],
]

describe('the glossary', () => {
  test.each(TITLED)('has under “%s” a row with the exact titles of each word', (heading, titles) => {
    const rows = rowsUnder(heading)
    const expected = Object.entries(titles).map(([name, { zh, en }]) => [zh, en, `\`${name}\``])
    for (const row of expected) expect(rows).toContainEqual(row)
  })

  test('lists no act, status or role that does not exist', () => {
    expect(namesUnder('## Acts 事项')).toEqual(Object.keys(ACTIONS))
    expect(namesUnder('## Statuses of a project 项目状态')).toEqual(Object.keys(PROJECT_STATUSES))
    expect(namesUnder('## Roles 角色')).toEqual(Object.keys(ROLES))
  })

  test('names every track, pause, two-person step and kind of file', () => {
    expect(namesUnder('## Stages and tracks 阶段与报批路径')).toEqual(expect.arrayContaining([...TRACKS]))
    expect(namesUnder('## Deadlines 期限')).toEqual(expect.arrayContaining([...PAUSE_REASONS]))
    expect(namesUnder('## Two-person steps 双人签署事项')).toEqual(expect.arrayContaining([...REVIEW_STEPS]))
    expect(namesUnder('## Documents 材料')).toEqual(expect.arrayContaining([...FILE_KINDS]))
  })

  test('names every event, and no other', () => {
    const subjects = [
      APPROVAL_EVOLVE,
      REVIEW_EVOLVE,
      CONSTRUCTION_EVOLVE,
      ACCEPTANCE_EVOLVE,
      EVALUATION_EVOLVE,
      BUDGET_EVOLVE,
      TASK_EVOLVE,
    ]
    const known = [
      ...subjects.flatMap((evolve) => Object.keys(evolve)),
      'deadlineSet',
      'deadlineCleared',
      'deadlinePassed',
    ]
    expect(namesUnder('## Events 事件').toSorted()).toEqual(known.toSorted())
  })
})
