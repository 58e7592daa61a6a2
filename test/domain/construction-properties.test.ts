import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BodyOf, Verb } from '#domain/project/actions.ts'
import { turnOf } from '#domain/project/turn.ts'
import type { PersonActor } from '#domain/values/directory.ts'
import { addDays, addMonths, dateOf, yearOf } from '#domain/values/plain-date.ts'
import { acceptanceDocuments, allMet, building, digestOf, reportBody, wan } from './project-builder.ts'
import type { ProjectDriver } from './project-driver.ts'
import { approver, lead, leader } from './project-people.ts'
import { expectSoundTasks } from './task-invariants.ts'

/** An act that a person may be able to do, with a body that fits the state. */
interface Attempt {
  actor: PersonActor
  verb: Verb
  body: (p: ProjectDriver) => BodyOf<Verb>
}

const today = (p: ProjectDriver) => dateOf(p.now)
const paper = { reasons: '事由', document: digestOf('document') }

function attempt<V extends Verb>(
  actor: PersonActor,
  verb: V,
  body: (p: ProjectDriver) => BodyOf<V>,
): Attempt {
  return { actor, verb, body }
}

const ATTEMPTS: readonly Attempt[] = [
  attempt(lead, 'reportPerformance', (p) => ({
    ...reportBody(p.state.construction?.overdueYears[0] ?? yearOf(today(p))),
    trialRunEffect: '平稳',
  })),
  attempt(lead, 'reportIncident', () => ({
    kinds: ['majorLoss'],
    progressPercent: 10,
    lossFen: wan(1),
    description: '损失',
    document: digestOf('incident'),
  })),
  attempt(approver, 'orderRectification', () => paper),
  attempt(lead, 'submitRectification', () => ({ evidence: digestOf('evidence') })),
  attempt(approver, 'acceptRectification', () => ({ checkRecord: digestOf('check') })),
  attempt(approver, 'suspendConstruction', () => paper),
  attempt(lead, 'requestResumption', () => ({ proof: digestOf('proof') })),
  attempt(approver, 'resumeConstruction', () => ({ checkRecord: digestOf('check') })),
  attempt(lead, 'reportCompletion', (p) => ({
    completedOn: today(p),
    initialCheck: digestOf('initial check'),
    tests: digestOf('tests'),
  })),
  attempt(lead, 'startTrialRun', () => ({ protectionFiling: digestOf('filing') })),
  attempt(lead, 'applyForExtension', (p) => ({
    reasons: '事由',
    newDate: addMonths(p.state.construction?.completedOn ?? today(p), 11),
  })),
  attempt(approver, 'decideExtension', () => ({ verdict: 'grant' })),
  attempt(approver, 'decideExtension', () => ({ verdict: 'refuse', reasons: '事由' })),
  attempt(lead, 'applyForAcceptance', (p) => ({ documents: acceptanceDocuments(today(p)) })),
  attempt(approver, 'recordArchiveAcceptance', () => ({ verdict: 'passed', report: digestOf('archives') })),
  attempt(approver, 'recordArchiveAcceptance', () => ({ verdict: 'failed', report: digestOf('archives') })),
  attempt(approver, 'decideAcceptance', () => ({ verdict: 'pass', checks: allMet, failures: [] })),
  attempt(approver, 'decideAcceptance', () => ({ verdict: 'fail', checks: allMet, failures: ['能效'] })),
  attempt(lead, 'fileAcceptanceReport', () => ({ report: digestOf('report') })),
  attempt(lead, 'putIntoOperation', (p) => ({ operatingSince: today(p) })),
  // Last, so that few walks end by it.
  attempt(approver, 'terminateProject', () => ({
    reasons: '事由',
    settlement: digestOf('settlement'),
    recoveryFen: wan(1),
  })),
]

const isPossible = (p: ProjectDriver, { actor, verb, body }: Attempt): boolean =>
  p.by(actor).unmet(verb, body(p)).length === 0

/** The end of a walk: terminated, or in operation. */
const isOver = (p: ProjectDriver): boolean => ['terminated', 'operating'].includes(p.state.status)

interface Step {
  days: number
  pick: number
  /** Gives only the first signature of a decision. */
  once: boolean
}

function step(p: ProjectDriver, { days, pick, once }: Step): void {
  p.at(addDays(today(p), days))
  const possible = ATTEMPTS.filter((candidate) => isPossible(p, candidate))
  const chosen = possible[pick % Math.max(possible.length, 1)]
  if (!chosen || isOver(p)) return
  const { actor, verb, body } = chosen
  if (once) p.by(actor).actOnce(verb, body(p))
  else p.by(actor).act(verb, body(p))
}

/** Acts that lead to operation; the first possible one is done. */
const WAY_OUT: readonly Verb[] = [
  'putIntoOperation',
  'fileAcceptanceReport',
  'applyForAcceptance',
  'reportCompletion',
  'acceptRectification',
  'submitRectification',
  'resumeConstruction',
  'requestResumption',
]

function walkOut(p: ProjectDriver): void {
  // First signatures without a second one expire.
  p.at(addDays(today(p), 4))
  for (let steps = 0; steps < 12 && !isOver(p); steps += 1) {
    if (p.state.status === 'accepting') {
      // Expired assessments are replaced first.
      const renewal = ATTEMPTS.find(({ verb }) => verb === 'applyForAcceptance')
      if (renewal && isPossible(p, renewal)) p.by(renewal.actor).act(renewal.verb, renewal.body(p))
      const report = digestOf(['archives', p.state.seq])
      p.by(approver).act('recordArchiveAcceptance', { verdict: 'passed', report })
      p.act('decideAcceptance', { verdict: 'pass', checks: allMet, failures: [] })
    }
    const verb = WAY_OUT.find((way) =>
      ATTEMPTS.some((candidate) => candidate.verb === way && isPossible(p, candidate)),
    )
    const next = ATTEMPTS.find((candidate) => candidate.verb === verb)
    if (next) p.by(next.actor).act(next.verb, next.body(p))
  }
}

const steps = fc.array(
  fc.record({
    // Sometimes a year passes.
    days: fc.oneof({ weight: 8, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: fc.nat(400) }),
    pick: fc.nat(1000),
    once: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  }),
  { maxLength: 25 },
)

describe('construction and acceptance', () => {
  it('have no dead end: a person can act, and operation can still be reached, from every reachable state', () => {
    fc.assert(
      fc.property(steps, (walk) => {
        const p = building('2026-01-12')
        for (const taken of walk) {
          step(p, taken)
          if (isOver(p)) break
          const canAct = ATTEMPTS.some((candidate) => isPossible(p, candidate))
          const canSign = p.by(leader).state.reviews.length > 0
          expect(canAct || canSign || p.state.deadlines.length > 0, p.state.status).toBe(true)
          expect(turnOf(p.state), p.state.status).not.toBeNull()
          expectSoundTasks(p)
          expect(JSON.parse(JSON.stringify(p.state))).toEqual(p.state)
        }
        if (!isOver(p)) walkOut(p)
        expect(['terminated', 'operating']).toContain(p.state.status)
      }),
      { numRuns: 100 },
    )
  }, 30_000)
})
