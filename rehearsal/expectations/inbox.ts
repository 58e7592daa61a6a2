/** Who has how much to do, and what the case waits for. */

import { BOX_TITLES, type Box } from '#domain/tasks/boxes.ts'
import { WAITING_REASONS } from '#domain/tasks/task.ts'
import { isPlainDate } from '#domain/values/plain-date.ts'
import type { Observation, ObservedTask } from '../observation.ts'
import { shown } from '../problem.ts'
import { doerOf, ROLE_WORDS } from '../reference-directory.ts'
import type { Doer } from '../rehearsal.ts'
import { wordIn } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Expectation, labelled, type Mismatch, type Reading, same, sameSet } from './expectation.ts'
import { integer, isNone, turnText } from './reading.ts'

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
        .entries(place, 'people and their boxes')
        .flatMap(([name, value]) => boxesOf(name, value, reading))
      return async (seen) => (await Promise.all(boxes.map((one) => compareBox(one, seen)))).flat()
    },
  },
  waiting: {
    zh: '等待',
    en: 'what the case waits for, the most urgent first: {who, task, why, since, due}, several of them, or none',
    read: (place, reading) => {
      const expected = waitingIn(place, reading)
      return async (seen) => compareWaiting(expected, await seen.waiting())
    },
  },
} as const satisfies Record<string, Expectation>

/** `zhou-kai`, or `zhou-kai/departmentLead` for one of several roles. */
export function readerIn(name: string, place: Place, { source, directory }: Reading): Doer | undefined {
  const [who = '', as] = name.split('/')
  const person = directory.find(who)
  if (!person) return source.fail(place, 'a person of db/reference/people.yaml', shown(who))
  const role = as === undefined ? undefined : wordIn(ROLE_WORDS, as)
  if (as !== undefined && !role) return source.fail(place, 'a role such as approver', shown(as))
  return doerOf(person, { role })
}

function boxesOf(name: string, place: Place, reading: Reading): ExpectedBox[] {
  const doer = readerIn(name, place, reading)
  const fields = reading.source.fields(place, BOX_TITLES, 'boxes such as {mine: 1, group: none}')
  return (Object.entries(fields) as [Box, Place][]).flatMap(([box, value]) => {
    const content = contentIn(value, reading)
    return doer && content !== undefined ? [{ doer, box, content }] : []
  })
}

function contentIn(place: Place, reading: Reading): Content | undefined {
  const { source } = reading
  if (isNone(reading, place)) return 0
  if (typeof source.value(place) === 'number') return integer(reading, place, 'a number of tasks')
  const places = source.isList(place) ? source.items(place, 'tasks') : [place]
  return places.flatMap((one) => source.text(one, 'a task such as admit/1, a number, or none') ?? [])
}

async function compareBox({ doer, box, content }: ExpectedBox, seen: Observation): Promise<Mismatch[]> {
  const { count, tasks } = await seen.box(doer, box)
  const label = `${box} of ${doer.person}`
  const found = tasks.map(({ task }) => task)
  if (typeof content !== 'number') return sameSet(label, content, found)
  return content === count
    ? []
    : [{ expected: `${content} in ${label}`, found: `${count} (${found.join(', ')})` }]
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
  const places = source.isList(place) ? source.items(place, 'what it waits for') : [place]
  return places.map((one) => {
    const fields = source.fields(
      one,
      WAITING_WORDS,
      'what it waits for, such as {who: approver@ndrc, due: 2026-03-09}',
    )
    const entries = Object.entries(fields) as [keyof typeof WAITING_WORDS, Place][]
    return Object.fromEntries(entries.map(([key, value]) => [key, READ[key](value, reading)]))
  })
}

type ReadText = (place: Place, reading: Reading) => string | null | undefined

const day: ReadText = (place, reading) => {
  if (isNone(reading, place)) return null
  const text = reading.source.text(place, 'a date')
  return isPlainDate(text) ? text : reading.source.fail(place, 'a date such as 2026-03-09, or none')
}

const READ: Readonly<Record<keyof typeof WAITING_WORDS, ReadText>> = {
  who: (place, reading) => {
    const text = reading.source.text(place, 'approver@ndrc, or a person')
    if (text === undefined || text.includes('@')) return text && turnText(reading, place)
    return (
      reading.directory.find(text)?.id ??
      reading.source.fail(place, 'approver@ndrc, or a person', shown(text))
    )
  },
  task: (place, { source }) => source.text(place, 'a task such as admit/1'),
  why: (place, { source }) => {
    const text = source.text(place, 'a reason')
    const codes = Object.keys(WAITING_REASONS)
    return text !== undefined && codes.includes(text)
      ? text
      : source.fail(place, `one of ${codes.join(', ')}`)
  },
  since: day,
  due: day,
}

function compareWaiting(expected: readonly Waiting[], found: readonly ObservedTask[]): Mismatch[] {
  if (expected.length !== found.length) {
    const tasks = found.map(({ task }) => task).join(', ') || 'none'
    return [{ expected: `${expected.length} that it waits for`, found: tasks }]
  }
  return expected.flatMap((one, index) => compareOne(one, found[index] as ObservedTask))
}

function compareOne(
  expected: Waiting,
  { office, holder, task, why, since, dueOn }: ObservedTask,
): Mismatch[] {
  const who = expected.who?.includes('@') ? office : holder
  const found: Waiting = { who, task, why, since, due: dueOn }
  return (Object.entries(expected) as [keyof Waiting, string | null][]).flatMap(([key, value]) =>
    same(value, found[key]).map(labelled(`${task}: ${key}`)),
  )
}
