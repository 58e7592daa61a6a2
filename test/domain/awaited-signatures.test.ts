/** Who gets a notice that their signature is awaited: a table written by hand. */

import { describe, expect, it } from 'vitest'
import { PROJECT } from '#domain/project/kind.ts'
import type { Panel } from '#domain/review/panels.ts'
import { type AwaitedSignature, awaitedSignatures } from '#domain/tasks/awaited-signatures.ts'
import { approveBody, design } from './approval-form.ts'
import {
  another,
  because,
  finance,
  on,
  proposed,
  seat,
  second,
  third,
  threeHandlers,
  to,
} from './panel-rounds.ts'
import type { ProjectDriver } from './project-driver.ts'
import { AGENCY, approver, expert, lead, leader, OWNER } from './project-people.ts'

/** The signatures that are awaited after an act, and were not before. */
function heardAfter(p: ProjectDriver, act: (p: ProjectDriver) => unknown): AwaitedSignature[] {
  const before = p.state
  act(p)
  const events = p.record.slice(before.seq)
  const [first] = events
  if (!first) throw new Error('nothing happened')
  return awaitedSignatures({ kind: PROJECT, before, after: p.state }, { by: first.by, events })
}

/** `seat: who`; in brackets if the act itself sends them a notice. */
const shown = ({ seat: id, people, offices, leadersOnly, announcedBy }: AwaitedSignature): string => {
  const office = offices.map(({ role, org }) => `${leadersOnly ? 'leaders of ' : ''}${role}@${org}`)
  const who = `${id}: ${[...people, ...office].join(', ')}`
  return announcedBy.length > 0 ? `(${who})` : who
}

const keyOf = (p: ProjectDriver, id: string) => `project/${p.state.id}/confirm-decision-${id}/1`
type PanelName = 'leader' | 'two' | 'three' | 'inTurn' | 'thenLeader' | 'named'
const panels: Record<PanelName, Partial<Panel>> = {
  leader: {},
  two: { seats: threeHandlers.slice(0, 2) },
  three: { seats: threeHandlers },
  inTurn: { seats: [seat('one'), { ...finance, order: 2 }] },
  thenLeader: { seats: [...threeHandlers, seat('last', { order: 2, isLeader: true })] },
  named: { seats: [seat('one'), seat('who', { order: 2, person: third.person })] },
}
const added = (p: ProjectDriver, change: object) => ({
  ...because(p),
  position: 'before' as const,
  ...change,
})

interface Row {
  when: string
  panel: PanelName
  /** What happened before. */
  given?: (p: ProjectDriver) => unknown
  act: (p: ProjectDriver) => unknown
  heard: string[]
}

const notCounted = {
  abstain: 'notCounted',
  absent: 'notCounted',
  recused: 'notCounted',
  timedOut: 'notCounted',
} as const

const withdrawn = (p: ProjectDriver) => p.by(approver).act('takeBack', because(p))
const again = (p: ProjectDriver) => p.by(approver).actOnce('decide', approveBody(p))
const claimed = (p: ProjectDriver) => p.by(second).act('claimTask', { task: keyOf(p, 'two') })
const asked = (p: ProjectDriver) => p.by(second).act('delegateSeat', to(p, 'p-fourth'))
const advised = (p: ProjectDriver) =>
  p.by(another('p-fourth')).act('advise', { ...on(p), recommends: 'for', advice: '同意' })

const TABLE: Row[] = [
  {
    when: 'a round opens: the leaders whose seat is next',
    panel: 'leader',
    given: withdrawn,
    act: again,
    heard: ['leader: leaders of approver@ndrc'],
  },
  {
    when: 'a round opens: every seat beside the proposer’s own',
    panel: 'three',
    given: withdrawn,
    act: again,
    heard: ['two: approver@ndrc', 'three: approver@ndrc'],
  },
  {
    when: 'a round opens: an office elsewhere',
    panel: 'inTurn',
    given: withdrawn,
    act: again,
    heard: ['finance: financeMinistry@mof'],
  },
  {
    when: 'a round opens: the person whom the seat names, not their office',
    panel: 'named',
    given: withdrawn,
    act: again,
    heard: ['who: p-third'],
  },
  {
    when: 'a seat votes and others beside it wait already: nobody',
    panel: 'thenLeader',
    act: (p) => p.by(second).act('confirm', on(p)),
    heard: [],
  },
  {
    when: 'the last seat of an order votes: the next order',
    panel: 'thenLeader',
    given: (p) => p.by(second).act('confirm', on(p)),
    act: (p) => p.by(third).act('confirm', on(p)),
    heard: ['last: leaders of approver@ndrc'],
  },
  {
    when: 'the round is over: nobody',
    panel: 'leader',
    act: (p) => p.by(leader).act('confirm', on(p)),
    heard: [],
  },
  {
    when: 'a signer is added before others: the event tells them',
    panel: 'leader',
    act: (p) => p.by(leader).act('addSigner', added(p, { person: third.person })),
    heard: ['(added-1: p-third)'],
  },
  {
    when: 'a signer is added after others: nobody yet',
    panel: 'leader',
    act: (p) => p.by(leader).act('addSigner', added(p, { position: 'after', person: third.person })),
    heard: [],
  },
  {
    when: 'the added signer has signed: those who waited for it',
    panel: 'leader',
    given: (p) => p.by(leader).act('addSigner', added(p, { person: third.person })),
    act: (p) => p.by(third).act('confirm', on(p)),
    heard: ['leader: leaders of approver@ndrc'],
  },
  {
    when: 'the added signer is removed: those who waited for it',
    panel: 'leader',
    given: (p) => p.by(leader).act('addSigner', added(p, { person: third.person })),
    act: (p) => p.by(leader).act('removeSigner', { ...because(p), seat: 'added-1' }),
    heard: ['leader: leaders of approver@ndrc'],
  },
  {
    when: 'a seat is transferred: the event tells the new holder',
    panel: 'two',
    act: (p) => p.by(second).act('transferSeat', to(p, third.person)),
    heard: ['(two: p-third)'],
  },
  { when: 'a task is claimed: nobody', panel: 'two', act: claimed, heard: [] },
  {
    when: 'a claimed task is given back: the office',
    panel: 'two',
    given: claimed,
    act: (p) => p.by(second).act('releaseTask', { task: keyOf(p, 'two') }),
    heard: ['two: approver@ndrc'],
  },
  {
    when: 'a claimer stands aside: the office',
    panel: 'two',
    given: claimed,
    act: (p) => p.by(second).act('recuse', because(p)),
    heard: ['two: approver@ndrc'],
  },
  {
    when: 'a leader hands a task to somebody: that person',
    panel: 'two',
    given: claimed,
    act: (p) =>
      p.by(leader).act('reassignTask', { task: keyOf(p, 'two'), to: third.person, reasons: '出差' }),
    heard: ['two: p-third'],
  },
  { when: 'advice is asked for: the event tells the adviser', panel: 'two', act: asked, heard: [] },
  {
    when: 'advice comes back: whoever asked, unless the event tells them',
    panel: 'two',
    given: (p) => asked(claimed(p)),
    act: advised,
    heard: ['(two: p-second)'],
  },
  {
    when: 'a vote is taken back: the office',
    panel: 'three',
    given: (p) => p.by(second).act('confirm', on(p)),
    act: (p) => p.by(second).act('takeBack', because(p)),
    heard: ['two: approver@ndrc'],
  },
  {
    when: 'others are nudged: nobody besides',
    panel: 'two',
    act: (p) => p.by(approver).act('nudge', on(p)),
    heard: [],
  },
]

describe('whose signature is awaited', () => {
  it.each(TABLE)('when $when', ({ panel, given, act, heard }) => {
    const p = proposed(panels[panel])
    given?.(p)
    expect(heardAfter(p, act).map(shown)).toEqual(heard)
  })

  it('when the clock closes the seats before it', () => {
    const kOfN = { rule: { kind: 'kOfN', k: 2 } as const, effects: notCounted, hours: 24 }
    const p = proposed({ ...kOfN, seats: [seat('one'), seat('two'), { ...finance, order: 2 }] })
    const day = p.dueOn('seat') ?? ''
    expect(heardAfter(p, () => p.at(day, 23)).map(shown)).toEqual(['finance: financeMinistry@mof'])
  })
})

describe('no notice goes to', () => {
  it('people who prepared the project, have voted, stood aside, or did the act', () => {
    const p = proposed({ seats: threeHandlers })
    p.by(second).act('recuse', because(p))
    p.by(third).act('claimTask', { task: keyOf(p, 'two') })
    const [heard] = heardAfter(p, () => p.act('releaseTask', { task: keyOf(p, 'two') }))
    expect(heard?.barred).toEqual(
      [approver, second, third, lead, expert]
        .map(({ person }) => `person:${person}`)
        .concat(`org:${lead.org}`, `org:${OWNER}`, `org:${AGENCY}`)
        .toSorted(),
    )
  })

  it('anybody as long as no round is open', () => {
    const p = proposed({})
    p.by(leader).act('confirm', on(p))
    expect(heardAfter(p, () => p.by(lead).actOnce('submitStage', design(12_000)))).toEqual([])
  })
})

describe('the words', () => {
  it('say what is to be signed and until when, in the time of China', () => {
    const p = proposed({ seats: [seat('one'), finance], hours: 48 })
    withdrawn(p)
    const [heard] = heardAfter(p, () => p.at('2026-06-09', 16).by(approver).actOnce('decide', approveBody(p)))
    expect(heard).toMatchObject({
      zh: '请签署：批复、不予批准或退回，截止2026-06-11 16:00',
      en: 'To be signed: approve, refuse or return, until 2026-06-11 16:00',
    })
  })
})
