/**
 * Whether a broken mail server makes decisions slower: the same acts, one at a time, on two installations that differ only in their mail
 * server. One server accepts every mail; the other closes connections, refuses, is silent, and is down for two rehearsed days, 200 acts
 * each. Afterwards it works again, and every message must be delivered or given up.
 */
import { loadavg } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect } from '#db/connect.ts'
import type { Contender } from './contender.ts'
import { type Behaviour, FAULTS, type FaultyMailServer, faultyMailServer } from './faulty-mail-server.ts'
import { ourApi } from './our-api.ts'
import { machine, ownStack } from './own-stack.ts'
import { quantile, timed } from './statistics.ts'
import { untilIdle } from './until-idle.ts'

const WARM_UP = 30
const SAMPLES = 200
const DIFFERENCE_MAX_MS = 50
const DAY_MS = 86_400_000
/** In real time, for the remaining deliveries at the end. */
const DELIVERY_MS_MAX = 180_000

/** True when with each fault the p95 of a decision differs by at most 50 ms, and every message was delivered or given up. */
export async function benchMailFaults(): Promise<boolean> {
  const servers = [await faultyMailServer(), await faultyMailServer()] as const
  const installations: Installation[] = []
  try {
    for (const { url } of servers) installations.push(await install(url))
    const [, broken] = servers
    process.stdout.write(`${machine()}\n`)
    await samples(installations, { from: 0, count: WARM_UP })
    const isFast: boolean[] = []
    for (const [index, fault] of FAULTS.entries()) {
      isFast.push(await measured(installations, broken, { fault, from: WARM_UP + index * SAMPLES }))
    }
    const isWhole = await allEnded(installations[1], broken)
    return isFast.every(Boolean) && isWhole
  } finally {
    for (const { stop } of installations) await stop()
    await Promise.all(servers.map((server) => server.close()))
  }
}

interface Installation extends Contender {
  /** Advances its business clock. */
  advance(ms: number): Promise<void>
  databaseUrl: string
}

async function install(smtpUrl: string): Promise<Installation> {
  const { stack, stop } = await ownStack({ LOG_LEVEL: 'error', SMTP_URL: smtpUrl })
  const databaseUrl = stack.databaseUrl('tongchou')
  let moved = 0
  const advance = async (ms: number): Promise<void> => {
    moved += ms
    const to = new Date(Date.now() + moved).toISOString()
    const response = await fetch(`${stack.apiUrl}/v1/rehearsal/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to }),
    })
    if (!response.ok) throw new Error(`the clock cannot be advanced: ${await response.text()}`)
  }
  try {
    const { prepare, decide } = await ourApi(stack.apiUrl)
    return { prepare, decide, advance, databaseUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Alternates sample by sample, so that other load of the machine affects both. */
async function samples(
  installations: readonly Installation[],
  { from, count }: { from: number; count: number },
): Promise<number[][]> {
  const found: number[][] = installations.map(() => [])
  for (const { prepare, databaseUrl } of installations) {
    await prepare(from, count)
    await untilIdle(databaseUrl)
  }
  for (let index = from; index < from + count; index += 1) {
    for (const [which, { decide }] of installations.entries()) {
      found[which]?.push(await timed(() => decide(index)))
    }
  }
  return found
}

async function measured(
  installations: readonly Installation[],
  server: FaultyMailServer,
  { fault, from }: { fault: Behaviour; from: number },
): Promise<boolean> {
  await server.be(fault)
  const half = SAMPLES / 2
  const first = await samples(installations, { from, count: half })
  // Both clocks are advanced, so that both installations do the same work.
  if (fault === 'down') for (const { advance } of installations) await advance(DAY_MS)
  const second = await samples(installations, { from: from + half, count: half })
  if (fault === 'down') for (const { advance } of installations) await advance(DAY_MS)
  const [usual = [], broken = []] = installations.map((_, which) => [
    ...(first[which] ?? []),
    ...(second[which] ?? []),
  ])
  const difference = quantile(broken, 0.95) - quantile(usual, 0.95)
  const p = (values: number[], share: number): string => quantile(values, share).toFixed(1)
  process.stdout.write(
    `${fault.padEnd(8)} p50 ${p(usual, 0.5)} / ${p(broken, 0.5)} ms   p95 ${p(usual, 0.95)} / ${p(broken, 0.95)} ms   ` +
      `difference of p95 ${difference.toFixed(1)} ms (bar ${DIFFERENCE_MAX_MS})   n ${usual.length}   load ${loadavg()[0]?.toFixed(1)}\n`,
  )
  return difference <= DIFFERENCE_MAX_MS
}

/** After the server works again: every message must be delivered or given up, and all attempts of a message must have its id. */
async function allEnded(installation: Installation | undefined, server: FaultyMailServer): Promise<boolean> {
  if (!installation) return false
  await server.be('good')
  await installation.advance(DAY_MS)
  const pool = connect(installation.databaseUrl, { max: 1 })
  try {
    for (const start = performance.now(); ; await sleep(1_000)) {
      const { rows } = await pool.query<{ state: string; messages: number; attempts: number }>(
        `select state, count(*)::int as messages, sum(attempts)::int as attempts from notification
         where attempts > 0 group by state order by state`,
      )
      const isLate = performance.now() - start > DELIVERY_MS_MAX
      if (!isLate && rows.some(({ state }) => state === 'waiting')) continue
      const ids = new Set(server.seen.map((id) => /[0-9a-f]{64}/.exec(id)?.[0]))
      const { rows: known } = await pool.query<{ id: string }>('select message_id as id from notification')
      const unknown = [...ids].filter((id) => !known.some((row) => row.id === id)).length
      const told = rows.map(({ state, messages, attempts }) => `${state} ${messages} (${attempts} attempts)`)
      process.stdout.write(`messages: ${told.join(', ')}; ids that no message has: ${unknown}\n`)
      return unknown === 0 && rows.every(({ state }) => state === 'delivered' || state === 'dead')
    }
  } finally {
    await pool.end()
  }
}
