import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marked, seatProblem, unmarked, withoutSeat, withSeat } from '#domain/review/joint/changes.ts'
import { type Outcome, outcomeOf } from '#domain/review/joint/outcome.ts'
import {
  activeSeats,
  EFFECTS,
  type Effects,
  type JointPanel,
  type JointRule,
  type JointSeat,
  MARKS,
  type Mark,
} from '#domain/review/joint/panel.ts'
import { GROUPS, type Group } from './joint-decisions.table.ts'

const LETTERS: Readonly<Record<string, Mark>> = {
  F: 'for',
  A: 'against',
  B: 'abstain',
  X: 'absent',
  R: 'recused',
  T: 'timedOut',
}
const alike = (effect: Effects['abstain']): Effects => ({
  abstain: effect,
  absent: effect,
  recused: effect,
  timedOut: effect,
})
const EFFECTS_NAMED: Readonly<Record<Group['effects'], Effects>> = {
  none: alike('notCounted'),
  contra: alike('against'),
  pro: alike('for'),
  mixed: { abstain: 'notCounted', absent: 'against', recused: 'notCounted', timedOut: 'against' },
}

function ruleOf(text: string): JointRule {
  const [kind, number, strictly] = text.split(' ')
  if (kind === 'kOfN') return { kind, k: Number(number) }
  if (kind === 'weighted') return { kind, percent: Number(number), strictly: strictly === 'strictly' }
  return kind === 'chair' ? { kind, chair: 's0' } : ({ kind } as JointRule)
}

const seatsOf = ({ seats }: Group, marks: string): JointSeat[] =>
  seats.split(' ').map((text, index) => {
    const mark = LETTERS[marks[index] ?? '']
    const veto = text.startsWith('v')
    const seat = { id: `s${index}`, order: 1, weight: Number(text.replace('v', '')) }
    return { ...seat, ...(veto ? { veto } : {}), ...(mark ? { mark } : {}) }
  })

const textOf = (outcome: Outcome): string =>
  outcome.kind === 'open'
    ? 'open'
    : [outcome.kind, outcome.early ? 'early' : '', 'why' in outcome ? outcome.why : '']
        .filter((word) => word !== '')
        .join(' ')

const ROWS = GROUPS.flatMap((group) =>
  group.rows.split(',').map((row) => {
    const [marks = '', ...expected] = row.trim().split(' ')
    return { group, marks, expected: expected.join(' ') }
  }),
)

describe('the table of joint decisions', () => {
  it('has enough rows', () => {
    expect(ROWS.length).toBeGreaterThan(120)
  })

  it.each(
    ROWS.map((row) => ({
      ...row,
      name: `${row.group.rule}, ${row.group.seats}, early ${row.group.early}, ${row.group.effects}, quorum ${row.group.quorum}`,
    })),
  )('$name: $marks → $expected', ({ group, marks, expected }) => {
    const { early, effects, quorum } = group
    const panel: JointPanel = {
      rule: ruleOf(group.rule),
      earlyDecision: early === 'on',
      effects: EFFECTS_NAMED[effects],
      quorum,
    }
    expect(textOf(outcomeOf(panel, seatsOf(group, marks)))).toBe(expected)
  })
})

const effect = fc.constantFrom(...EFFECTS)
const rule: fc.Arbitrary<JointRule> = fc.oneof(
  fc.constantFrom<JointRule>({ kind: 'all' }, { kind: 'any' }, { kind: 'veto' }),
  fc.record({ kind: fc.constant('kOfN' as const), k: fc.integer({ min: 1, max: 5 }) }),
  fc.record({
    kind: fc.constant('weighted' as const),
    percent: fc.integer({ min: 1, max: 100 }),
    strictly: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('chair' as const), chair: fc.constantFrom('s0', 's1') }),
)
const panels: fc.Arbitrary<JointPanel> = fc.record({
  rule,
  earlyDecision: fc.boolean(),
  effects: fc.record({ abstain: effect, absent: effect, recused: effect, timedOut: effect }),
  quorum: fc.integer({ min: 1, max: 3 }),
})
const anyMark = fc.constantFrom(...MARKS)
const openSeats = fc
  .array(
    fc.record({
      order: fc.integer({ min: 1, max: 3 }),
      weight: fc.integer({ min: 0, max: 4 }),
      veto: fc.boolean(),
    }),
    { minLength: 1, maxLength: 4 },
  )
  .map((seats): JointSeat[] => seats.map((seat, index) => ({ id: `s${index}`, ...seat })))
const round = fc.tuple(panels, openSeats, fc.array(anyMark, { minLength: 4, maxLength: 4 }))

/** All ways to close the open seats. */
function completions(seats: readonly JointSeat[]): JointSeat[][] {
  const open = seats.find(({ mark }) => mark === undefined)
  if (!open) return [[...seats]]
  return MARKS.flatMap((mark) => completions(marked(seats, open.id, mark)))
}

describe('a joint decision', () => {
  it('is made early exactly when no remaining vote can change it', () => {
    fc.assert(
      fc.property(round, fc.integer({ min: 1, max: 3 }), ([panel, seats, marks], open) => {
        const early = { ...panel, earlyDecision: true }
        const partly = seats.map((seat, i) => (i < open ? seat : { ...seat, mark: marks[i] as Mark }))
        const kinds = new Set(completions(partly).map((all) => outcomeOf(early, all).kind))
        const { kind } = outcomeOf(early, partly)
        if (kinds.size === 1) expect(kind).toBe([...kinds][0])
        else expect(kind).toBe('open')
      }),
      { numRuns: 300 },
    )
  })

  it('does not depend on the order of votes, nor on whether it is made early', () => {
    fc.assert(
      fc.property(round, fc.func(fc.integer()), ([panel, seats, marks], key) => {
        const order = seats.map(({ id }, i) => [id, marks[i] as Mark] as const)
        const shuffled = order.toSorted((a, b) => Number(key(a[0])) - Number(key(b[0])))
        const play = (votes: typeof order, earlyDecision: boolean): string => {
          let now = seats
          for (const [id, mark] of votes) {
            const { kind } = outcomeOf({ ...panel, earlyDecision }, now)
            if (kind !== 'open') return kind
            now = marked(now, id, mark)
          }
          return outcomeOf({ ...panel, earlyDecision }, now).kind
        }
        const expected = play(order, false)
        expect(play(shuffled, false)).toBe(expected)
        expect(play(shuffled, true)).toBe(expected)
      }),
    )
  })

  it('has no dead end: if it is open a seat can act, and when all are closed it is decided', () => {
    fc.assert(
      fc.property(round, ([panel, seats, marks]) => {
        let now = seats
        for (let step = 0; outcomeOf(panel, now).kind === 'open'; step += 1) {
          const [next] = activeSeats(now)
          expect(next).toBeDefined()
          expect(seatProblem(panel, now, next?.id ?? '')).toBeNull()
          now = marked(now, next?.id ?? '', marks[step % 4] as Mark)
        }
        expect(activeSeats(now).every(({ id }) => seatProblem(panel, now, id) === 'decidedAlready')).toBe(
          true,
        )
      }),
    )
  })

  it('lets no seat decide twice', () => {
    fc.assert(
      fc.property(round, anyMark, ([, seats, marks], second) => {
        const closed = marked(seats, 's0', marks[0] as Mark)
        expect(marked(closed, 's0', second)).toEqual(closed)
      }),
    )
  })

  it('is not undone by removing or adding a signer, and a panel without seats fails visibly', () => {
    fc.assert(
      fc.property(round, ([panel, seats, marks]) => {
        const one = marked(seats, 's0', marks[0] as Mark)
        const fewer = one.reduce((left, { id }) => withoutSeat(left, id), one)
        expect(fewer).toEqual(one.filter(({ mark }) => mark !== undefined))
        expect(outcomeOf(panel, fewer).kind).not.toBe('open')
        expect(outcomeOf(panel, [])).toEqual({ kind: 'failed', early: false, why: 'nobodyLeft' })
        expect(outcomeOf(panel, withoutSeat(fewer, 's0'))).toEqual(outcomeOf(panel, fewer))
      }),
    )
  })

  it('has the earlier state again after a vote is taken back', () => {
    fc.assert(
      fc.property(round, ([, seats, marks]) => {
        expect(unmarked(marked(seats, 's0', marks[0] as Mark), 's0')).toEqual(seats)
      }),
    )
  })
})

describe('seats in order', () => {
  const seats: JointSeat[] = [
    { id: 'a', order: 1, weight: 1 },
    { id: 'b', order: 2, weight: 1 },
    { id: 'c', order: 2, weight: 1 },
  ]
  const panel: JointPanel = {
    rule: { kind: 'all' },
    earlyDecision: true,
    effects: alike('against'),
    quorum: 1,
  }
  const idsOf = (some: readonly JointSeat[]): string[] => some.map(({ id }) => id)

  it('wait for the lower order, and those of one order sign side by side', () => {
    expect(idsOf(activeSeats(seats))).toEqual(['a'])
    expect(seatProblem(panel, seats, 'b')).toBe('notItsTurn')
    expect(idsOf(activeSeats(marked(seats, 'a', 'for')))).toEqual(['b', 'c'])
    expect(seatProblem(panel, marked(seats, 'a', 'for'), 'a')).toBe('closedAlready')
    expect(seatProblem(panel, seats, 'z')).toBe('unknownSeat')
  })

  it.each([
    ['before', ['x']],
    ['beside', ['a', 'x']],
    ['after', ['a']],
  ] as const)('are joined by one more %s the first', (position, active) => {
    const more = withSeat(seats, { id: 'x', weight: 1 }, { position, of: 1 })
    expect(idsOf(activeSeats(more))).toEqual(active)
    expect(more.find(({ id }) => id === 'b')?.order).toBe(position === 'beside' ? 2 : 3)
  })
})
