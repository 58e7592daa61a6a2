/** Who has how much to do, and what the case waits for. */

import { BOX_TITLES, type Box } from '#domain/tasks/boxes.ts'
import type { WaitingReason } from '#domain/tasks/task.ts'
import { isPlainDate } from '#domain/values/plain-date.ts'
import type { Observation, ObservedTask } from '../observation.ts'
import { asIs, listedTexts, NOTHING, type Titles } from '../problem.ts'
import { personNamed } from '../read-party.ts'
import { doerOf, ROLE_WORDS } from '../reference-directory.ts'
import type { Doer } from '../rehearsal.ts'
import { named, type Words, wordIn } from '../words.ts'
import { keyOf, type Place } from '../yaml-source.ts'
import {
  differs,
  type Expectation,
  joined,
  labelled,
  type Mismatch,
  type Reading,
  same,
  sameSet,
} from './expectation.ts'
import { actorText, integer, isNone, turnText, word } from './reading.ts'

/** A number of tasks, or which they are. */
type Content = number | readonly string[]

interface ExpectedBox {
  doer: Doer
  box: Box
  content: Content
}

export const INBOX = {
  inbox: {
    zh: '待办',
    en: 'what is in a person’s boxes: {person: {box: a number, tasks, or none}}',
    read: (place, reading) => {
      const boxes = reading.source
        .entries(place, { zh: '人员及其收件箱', en: 'people and their boxes' })
        .flatMap(([name, value]) => boxesOf(name, value, reading))
      return async (seen) => (await Promise.all(boxes.map((one) => compareBox(one, seen, reading)))).flat()
    },
  },
  waiting: {
    zh: '等待',
    en: 'what the case waits for, the most urgent first: {who, task, why, since, due}, several of them, or none',
    read: (place, reading) => {
      const expected = waitingIn(place, reading)
      return async (seen) => compareWaiting(expected, await seen.waiting(), reading)
    },
  },
} as const satisfies Record<string, Expectation>

/** `zhou-kai`, or `zhou-kai/departmentLead` for one of several roles. */
export function readerIn(name: string, place: Place, reading: Reading): Doer | undefined {
  const [who = '', as] = name.split('/')
  const person = personNamed(who, place, reading)
  const role = as === undefined ? undefined : wordIn(ROLE_WORDS, as)
  if (as !== undefined && !role)
    return reading.source.unknown(place, as, ROLE_WORDS, { zh: '角色', en: 'a role' })
  return person && doerOf(person, { role })
}

function boxesOf(name: string, place: Place, reading: Reading): ExpectedBox[] {
  const doer = readerIn(name, keyOf(place), reading)
  const fields = reading.source.fields(place, BOX_TITLES, {
    zh: '收件箱，例如 {我的待办: 1, 本单位待办: 无}',
    en: 'boxes such as {mine: 1, group: none}',
  })
  return (Object.entries(fields) as [Box, Place][]).flatMap(([box, value]) => {
    const content = contentIn(value, reading)
    return doer && content !== undefined ? [{ doer, box, content }] : []
  })
}

function contentIn(place: Place, reading: Reading): Content | undefined {
  const { source } = reading
  if (isNone(reading, place)) return 0
  if (typeof source.value(place) === 'number') return integer(reading, place, TASKS)
  const places = source.isList(place) ? source.items(place, TASKS) : [place]
  return places.flatMap((one) => source.text(one, TASKS) ?? [])
}

async function compareBox(
  { doer, box, content }: ExpectedBox,
  seen: Observation,
  reading: Reading,
): Promise<Mismatch[]> {
  const { count, tasks } = await seen.box(doer, box)
  const [who, what] = [actorText(doer.person, reading), named(BOX_TITLES, box)]
  const label = { zh: `${who.zh}的“${what.zh}”`, en: `${what.en} of ${who.en}` }
  const found = tasks.map(({ task }) => task)
  if (typeof content !== 'number') return sameSet(label, content, found)
  return content === count
    ? []
    : differs(
        { zh: `${label.zh}中 ${content} 件`, en: `${content} in ${label.en}` },
        { zh: `${count} 件（${found.join('、')}）`, en: `${count} (${found.join(', ')})` },
      )
}

const TASKS: Titles = {
  zh: '待办，例如 admit/1，或件数，或无',
  en: 'a task such as admit/1, a number, or none',
}
const A_WAITING: Titles = {
  zh: '等待的事项，例如 {办理人: 审批部门@国家发展和改革委员会, 期限: 2026-03-09}',
  en: 'what it waits for, such as {who: approver@ndrc, due: 2026-03-09}',
}
const WAITING_WORDS = {
  who: { zh: '办理人' },
  task: { zh: '待办' },
  why: { zh: '原因' },
  since: { zh: '自' },
  due: { zh: '期限' },
}

type Waiting = Partial<Record<keyof typeof WAITING_WORDS, string | null>>

function waitingIn(place: Place, reading: Reading): Waiting[] {
  if (isNone(reading, place)) return []
  const { source } = reading
  const places = source.isList(place) ? source.items(place, A_WAITING) : [place]
  return places.map((one) => {
    const fields = source.fields(one, WAITING_WORDS, A_WAITING)
    const entries = Object.entries(fields) as [keyof typeof WAITING_WORDS, Place][]
    return Object.fromEntries(entries.map(([key, value]) => [key, READ[key](value, reading)]))
  })
}

type ReadText = (place: Place, reading: Reading) => string | null | undefined

const day: ReadText = (place, reading) => {
  if (isNone(reading, place)) return null
  const what = { zh: '日期，例如 2026-03-09，或无', en: 'a date such as 2026-03-09, or none' }
  const text = reading.source.text(place, what)
  return text === undefined || isPlainDate(text) ? text : reading.source.fail(place, what)
}

/** Why a task waits, as the API names it. */
const REASONS: Words<WaitingReason> = {
  turn: { zh: '办理' },
  seat: { zh: '签署' },
  advice: { zh: '反馈意见' },
  signatures: { zh: '待签署' },
  paused: { zh: '计时中止' },
  copied: { zh: '抄送' },
}

const READ: Readonly<Record<keyof typeof WAITING_WORDS, ReadText>> = {
  who: (place, reading) => {
    const text = reading.source.text(place, {
      zh: '审批部门@国家发展和改革委员会，或人员',
      en: 'approver@ndrc, or a person',
    })
    if (text === undefined || text.includes('@')) return text && turnText(reading, place)
    return personNamed(text, place, reading)?.id
  },
  task: (place, { source }) => source.text(place, TASKS),
  why: (place, reading) => word(reading, place, REASONS, { zh: '原因', en: 'a reason' }),
  since: day,
  due: day,
}

function compareWaiting(
  expected: readonly Waiting[],
  found: readonly ObservedTask[],
  reading: Reading,
): Mismatch[] {
  const { length } = expected
  if (length !== found.length) {
    const wanted = { zh: `等待的事项 ${length} 件`, en: `${length} that it waits for` }
    return differs(wanted, listedTexts(found.map(({ task }) => asIs(task))))
  }
  return expected.flatMap((one, index) => compareOne(one, found[index] as ObservedTask, reading))
}

function compareOne(
  expected: Waiting,
  { office, holder, task, why, since, dueOn }: ObservedTask,
  { directory }: Reading,
): Mismatch[] {
  const who = expected.who?.includes('@') ? office : holder
  const found: Waiting = { who, task, why, since, due: dueOn }
  return (Object.entries(expected) as [keyof Waiting, string | null][]).flatMap(([key, value]) => {
    const label = { zh: `${task}：${WAITING_WORDS[key].zh}`, en: `${task}: ${key}` }
    const isOffice = key === 'who' && (value?.includes('@') || found.who?.includes('@'))
    const told = (text: string | null | undefined) => (text ? directory.officeText(text) : NOTHING)
    if (isOffice && value !== found[key]) return differs(joined(label, told(value)), told(found[key]))
    return same(value, found[key], { ...REASONS, ...directory.peopleWords }).map(labelled(label))
  })
}
