/**
 * Ten thousand generated messages to open cases in every state: no workflow task may fail, and each message that Temporal accepted must
 * become a refusal or a dead letter. With a few hundred messages: test/hosting/hostile-messages.test.ts.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { HostingDrill, type OpenCase } from '../faults/hosting-drill.ts'
import { hostileMessage } from '../hosting/hostile-messages.ts'
import { failedTasks, RAN_OUT, type Sent, sendHostile, tracesOf } from '../hosting/hostile-sending.ts'
import { unreplayable } from '../workflows/replay-runs.ts'
import { bar, type Programme, type Verdict } from './programme.ts'

const MESSAGES = 10_000
/** One in every state. */
const CASES = 17
const SEED = 20_261_130
/** Number of checks until every message must have a result. */
const LOOKS_MAX = 300
const POLL_INTERVAL_MS = 1_000

export const soakMessages: Programme = async (report) => {
  const drill = await HostingDrill.open(CASES)
  try {
    return await soak(drill, report)
  } finally {
    await drill.close()
  }
}

async function soak(drill: HostingDrill, report: (line: string) => void): Promise<Verdict> {
  await untilWell(drill)
  const cases = await drill.openCases()
  const counts = await eventsOf(drill, cases)
  const sent: Sent[] = []
  for (const [index, { caseId, status }] of cases.entries()) {
    const numRuns = Math.ceil((MESSAGES - index) / cases.length)
    const messages = fc.sample(hostileMessage(caseId), { numRuns, seed: SEED + index })
    sent.push(await sendHostile(drill.temporal, caseId, messages))
    report(`${numRuns} messages to the case that is ${status}`)
  }
  const missing = await untilTraced(drill, cases, sent)
  const faults = await untilWell(drill)
  const failed: string[] = []
  for (const { caseId, status } of cases)
    failed.push(...(await failedTasks(drill.temporal, caseId)).map((reason) => `${status}: ${reason}`))
  const errors = failed.filter((reason) => !reason.endsWith(RAN_OUT))
  const stale = await unreplayable(
    drill.temporal,
    cases.map(({ caseId }) => caseId),
  )
  const changed = (await eventsOf(drill, cases)).filter((count, index) => count !== counts[index])
  return {
    measured: [
      `${MESSAGES} messages, seed ${SEED}, to ${cases.length} cases`,
      `${sum(sent, ({ letters }) => letters)} dead letters, ${sum(sent, ({ commandIds }) => commandIds.length)} refusals on record`,
      // The worker ends itself when Temporal gives it a second task of a case (docs/adr/0018).
      `${failed.length - errors.length} workflow tasks timed out`,
      `${sum(sent, ({ refusals }) => refusals)} updates refused, ${sum(sent, ({ beyond }) => beyond)} beyond Temporal’s own limits`,
      ...[...missing, ...errors, ...stale, ...faults].slice(0, 40),
    ],
    missed: [
      ...bar('failed workflow tasks', errors.length, 0),
      ...bar('runs that cannot be replayed', stale.length, 0),
      ...bar('messages without a result', missing.length, 0),
      ...bar('cases that are not hosted correctly', faults.length, 0),
      ...bar('cases in which something happened', changed.length, 0),
    ],
  }
}

const sum = (all: readonly Sent[], of: (one: Sent) => number): number =>
  all.reduce((total, one) => total + of(one), 0)

/** The numbers of events of the cases. They must not change, because the senders have no permissions. */
async function eventsOf({ pool }: HostingDrill, cases: readonly OpenCase[]): Promise<number[]> {
  const { rows } = await pool.query<{ seq: number }>(
    'select h.seq from case_head h where case_id = any($1::text[]) order by case_id',
    [cases.map(({ caseId }) => caseId)],
  )
  return rows.map(({ seq }) => seq)
}

async function untilTraced(
  { pool }: HostingDrill,
  cases: readonly OpenCase[],
  sent: readonly Sent[],
): Promise<string[]> {
  for (let look = 1; ; look += 1) {
    const each = await Promise.all(
      cases.map(({ caseId }, index) => tracesOf(pool, caseId, sent[index] as Sent)),
    )
    const missing = each.flatMap((one) => one.missing)
    if (missing.length === 0 || look === LOOKS_MAX) return missing
    await sleep(POLL_INTERVAL_MS)
  }
}

/** Faults in the hosting of the cases that remain after a limited time. */
async function untilWell(drill: HostingDrill): Promise<string[]> {
  for (let look = 1; ; look += 1) {
    const { notHosted, unneeded, outOfStep } = await drill.faults()
    const faults = [...notHosted, ...unneeded, ...outOfStep]
    if (faults.length === 0 || look === LOOKS_MAX) return faults
    await sleep(POLL_INTERVAL_MS)
  }
}
