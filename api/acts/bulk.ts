/** One act on many cases. Each case gets its own answer, as for a single act. */

import type { Kind } from '#domain/engine/kind.ts'
import { caseIdOf } from '#domain/values/ids.ts'
import type { Caller } from '../auth/caller.ts'
import { later, notFound, type Problem, refused } from '../problem.ts'
import { problemOf } from '../problem-answer.ts'
import type { Services } from '../services.ts'
import { refusalOf } from './dry-run.ts'
import { type Performed, perform } from './perform.ts'

/** Cases processed at the same time, so that one call leaves room for others. Each act waits in its case's queue like any other. */
const CONCURRENCY = 4
/** No further act is started after this time. The same call, sent again, continues where this one ended. */
const BEGIN_WITHIN_MS = 20_000

export interface BulkCase {
  id: string
  with: unknown
}

export interface BulkCall {
  kind: Kind
  verb: string
  cases: readonly BulkCase[]
  idempotencyKey: string
}

export type CaseAnswer = { id: string } & ({ performed: Performed | null } | { problem: Problem })

/** Performs the acts. Their keys are derived from the key of the call, so that repeating the call does nothing twice. */
export function performAll(services: Services, caller: Caller, call: BulkCall): Promise<CaseAnswer[]> {
  const untilMs = Date.now() + BEGIN_WITHIN_MS
  return answersFor(services, call.cases, async ({ id, with: body }, index) => {
    if (Date.now() > untilMs) throw later('rate-limited')
    const { kind, verb } = call
    const caseId = caseIdOf(kind.name, id)
    return perform(services, caller, {
      ...{ kind, verb, body, caseId },
      round: null,
      // A key that a caller sends never contains a line break.
      idempotencyKey: `${call.idempotencyKey}\n${index}`,
      opens: false,
    })
  })
}

/** The result that each act would have alone and now. Changes and records nothing. */
export function tryAll(services: Services, caller: Caller, call: BulkCall): Promise<CaseAnswer[]> {
  const { kind, verb } = call
  return answersFor(services, call.cases, async ({ id, with: body }) => {
    const found = await refusalOf(services, caller, { verb, caseId: caseIdOf(kind.name, id), body })
    if (found === 'absent') throw notFound()
    if (found) throw refused(found)
    return null
  })
}

type PerformOne = (one: BulkCase, index: number) => Promise<Performed | null>

/** A few cases at the same time, in the order of the call; acts on one case one after the other. */
async function answersFor(
  { kinds }: Pick<Services, 'kinds'>,
  cases: readonly BulkCase[],
  performOne: PerformOne,
): Promise<CaseAnswer[]> {
  const answers: CaseAnswer[] = []
  const queues = queuesOf(cases)
  const serve = async (): Promise<void> => {
    for (let queue = queues.shift(); queue; queue = queues.shift()) {
      for (const index of queue) {
        const one = cases[index] as BulkCase
        answers[index] = await performOne(one, index).then(
          (performed): CaseAnswer => ({ id: one.id, performed }),
          (error: unknown): CaseAnswer => ({ id: one.id, problem: problemOf(error, kinds.refusals) }),
        )
      }
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, serve))
  return answers
}

/** For each case the positions of its acts in the call. */
function queuesOf(cases: readonly BulkCase[]): number[][] {
  const queues = new Map<string, number[]>()
  for (const [index, { id }] of cases.entries()) queues.set(id, [...(queues.get(id) ?? []), index])
  return [...queues.values()]
}
