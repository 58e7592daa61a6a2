/** The glossary matches the code: exact titles, all entries, and no others. */
import { describe, expect, test } from 'vitest'
import type { Words } from '#domain/case/kind.ts'
import { SHARED_EVENTS } from '#domain/engine/shared-events.ts'
import { NATIONAL_PLAN_KIND } from '#domain/national-plan/kind.ts'
import { TOPIC_TABLES } from '#domain/national-plan/topics.ts'
import { POSITIONS } from '#domain/national-plan/words.ts'
import { ACCEPTANCE_CHECK_TITLES } from '#domain/project/acceptance/words.ts'
import { ACTIONS } from '#domain/project/actions.ts'
import { STAGE_TITLES, TRACKS } from '#domain/project/approval/words.ts'
import { DOCUMENT_TITLES } from '#domain/project/document-titles.ts'
import { GATE_RULES } from '#domain/project/evaluation/gates.ts'
import { GRADE_TITLES } from '#domain/project/evaluation/grade.ts'
import { BAN_REASONS } from '#domain/project/facts.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { PROJECT_STATUSES } from '#domain/project/status.ts'
import { STEP_TITLES } from '#domain/project/steps.ts'
import { PAUSE_REASONS } from '#domain/values/clock.ts'
import { ROLES } from '#domain/values/directory.ts'
import { readDocument, rowsOf, sectionOf } from './tables.ts'

const glossary = readDocument('docs/glossary.md')
const unquoted = (cell = ''): string => cell.replaceAll('`', '')
const rowsUnder = (heading: string): string[][] => rowsOf(sectionOf(glossary, heading))
/** Names in the last column, without the heading of the table. */
const namesUnder = (heading: string): string[] =>
  rowsUnder(heading)
    .map((row) => row.at(-1) ?? '')
    .filter((cell) => cell.startsWith('`'))
    .map(unquoted)

type Titles = Readonly<Record<string, { zh: string; en: string }>>
/** Without stages, which have their own table. */
const DOCUMENTS: Titles = Object.fromEntries(
  Object.entries(DOCUMENT_TITLES).filter(([name]) => !Object.hasOwn(STAGE_TITLES, name)),
)
const TITLED: readonly [heading: string, titles: Titles][] = [
  ['## Acts 事项', ACTIONS],
  ['## Statuses of a project 项目状态', PROJECT_STATUSES],
  ['## Roles 角色', ROLES],
  ['## Stages and tracks 阶段与报批路径', STAGE_TITLES],
  ['## Deadlines 期限', PROJECT.deadlines],
  ['## Two-person steps 双人签署事项', STEP_TITLES],
  ['## Gates and grades 闸口与等级', { ...GATE_RULES, ...GRADE_TITLES }],
  ['## Gates and grades 闸口与等级', BAN_REASONS],
  ['## Documents 材料', DOCUMENTS],
  ['## Documents 材料', ACCEPTANCE_CHECK_TITLES],
]

const PLAN = '## The national plan 国家规划'
/** Acts of the plan itself: those on rounds and tasks every kind has. */
const PLAN_ACTS: Titles = Object.fromEntries(
  Object.entries(NATIONAL_PLAN_KIND.actions).filter(([, { relation }]) => relation !== 'signer'),
)
const PLAN_TABLES: readonly Titles[] = [
  ...[PLAN_ACTS, NATIONAL_PLAN_KIND.statuses, NATIONAL_PLAN_KIND.stages, NATIONAL_PLAN_KIND.steps],
  ...[{ planOpinion: NATIONAL_PLAN_KIND.deadlines.planOpinion as Words }, POSITIONS],
  NATIONAL_PLAN_KIND.fileKinds,
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

  test('names every track and pause', () => {
    expect(namesUnder('## Stages and tracks 阶段与报批路径')).toEqual(expect.arrayContaining([...TRACKS]))
    expect(namesUnder('## Deadlines 期限')).toEqual(expect.arrayContaining([...PAUSE_REASONS]))
  })

  test('has every word of the national plan, and no other', () => {
    const words = PLAN_TABLES.flatMap((table) => Object.entries(table))
    const rows = rowsUnder(PLAN)
    for (const [name, { zh, en }] of words) expect(rows).toContainEqual([zh, en, `\`${name}\``])
    const known = [
      ...words.map(([name]) => name),
      ...Object.keys(TOPIC_TABLES.evolve).filter((event) => !Object.hasOwn(SHARED_EVENTS, event)),
    ]
    expect(namesUnder(PLAN).toSorted()).toEqual(known.toSorted())
  })

  test('names every event, and no other', () => {
    const known = [PROJECT.evolve, SHARED_EVENTS].flatMap((events) => Object.keys(events))
    expect(namesUnder('## Events 事件').toSorted()).toEqual(known.toSorted())
  })
})
