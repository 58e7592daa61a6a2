import { mkdtempSync, readFileSync } from 'node:fs'
import { Client } from '@temporalio/client'
import pg from 'pg'
import { startStack } from '#scripts/stack/stack.ts'
import { connectTemporal } from '#wire/connection.ts'
import { contentHash } from '#wire/content-hash.ts'
import { bareEngine } from './bare/engine.ts'
import { ourApi } from './our-api.ts'

const q = (a: number[], p: number) =>
  a
    .slice()
    .sort((x, y) => x - y)
    [Math.floor(a.length * p)]!.toFixed(1)
const root = mkdtempSync('/tmp/prof-')
const N = Number(process.env.N ?? 150),
  W = 30
const withDirect = !process.env.NODIRECT
const traced = process.env.NOTRACE ? {} : { NODE_OPTIONS: '--import /tmp/bx/trace.mjs' }
const stack = await startStack({
  root,
  processes: 'all',
  quiet: true,
  env: { ...process.env, REHEARSAL: '1', DEV_ISSUER: '1', LOG_LEVEL: 'warn', ...traced },
})
if (process.env.PGLOG) {
  const adm = new pg.Client({ connectionString: stack.adminDatabaseUrl })
  await adm.connect()
  await adm.query('alter system set log_min_duration_statement = 0')
  await adm.query("alter system set log_line_prefix = '%m %d '")
  await adm.query('select pg_reload_conf()')
  await adm.end()
}
const bare = await bareEngine(stack, N)
const api = await ourApi(stack.apiUrl, withDirect ? 2 * N : N)
const c = new Client({ connection: await connectTemporal(stack.temporalAddress), namespace: 'tongchou' })
const db = new pg.Client({ connectionString: stack.databaseUrl('tongchou') })
await db.connect()
const ids = (await db.query('select case_id from project order by id')).rows.map((r) => r.case_id)
await new Promise((r) => setTimeout(r, Number(process.env.CALM ?? 4000)))
if (process.env.PROF) for (const n of ['worker', 'api']) process.kill(stack.pids()[n]!, 'SIGUSR2')
const a: number[] = [],
  d: number[] = [],
  o: number[] = []
const t0 = performance.now(),
  cpu0 = readFileSync('/proc/loadavg', 'utf8')
for (let i = 0; i < N; i++) {
  let t = performance.now()
  await bare.decide(i)
  a.push(performance.now() - t)
  if (withDirect) {
    const id = ids[N + i]
    const env = {
      commandId: 'x' + id,
      action: 'admit',
      actor: 'chen-hao',
      role: 'approver',
      org: 'ndrc-hightech',
      case: id,
      round: null,
      contentHash: contentHash({}),
      issuedAt: new Date().toISOString(),
      body: {},
    }
    const hint = {
      actor: {
        kind: 'person',
        person: 'chen-hao',
        role: 'approver',
        org: 'ndrc-hightech',
        orgPath: ['ndrc-hightech', 'ndrc'],
        isLeader: false,
      },
    }
    t = performance.now()
    await c.workflow
      .getHandle(id)
      .executeUpdate('act' as any, { args: [env, hint], updateId: env.commandId } as any)
    d.push(performance.now() - t)
  }
  t = performance.now()
  await api.decide(i)
  o.push(performance.now() - t)
}
const r = (x: number[], p = 0.5) => (Number(q(x.slice(W), p)) / Number(q(a.slice(W), p))).toFixed(2)
console.log(
  'bare',
  q(a.slice(W), 0.5),
  q(a.slice(W), 0.25),
  withDirect ? `direct ${q(d.slice(W), 0.5)} ${q(d.slice(W), 0.25)} ratio ${r(d)} ${r(d, 0.25)}` : '',
  'ours',
  q(o.slice(W), 0.5),
  q(o.slice(W), 0.25),
  'ratio',
  r(o),
  r(o, 0.25),
  'p99',
  q(o.slice(W), 0.99),
  'load',
  cpu0.trim(),
  '->',
  readFileSync('/proc/loadavg', 'utf8').trim(),
)
if (process.env.HIST) {
  const wft = async (wid: string) => {
    const h = await c.workflow.getHandle(wid).fetchHistory()
    const ev = h.events!
    const acc = ev.findLastIndex((e) => e.workflowExecutionUpdateAcceptedEventAttributes)
    const comp = ev.slice(0, acc).findLastIndex((e) => e.workflowTaskCompletedEventAttributes)
    const ms = (e: any) => Number(e.eventTime.seconds) * 1000 + e.eventTime.nanos / 1e6
    return [ms(ev[comp - 1]) - ms(ev[comp - 2]), ms(ev[comp]) - ms(ev[comp - 1])]
  }
  const wb = [],
    wo = []
  for (let i = 60; i < N; i += 2) {
    wb.push(await wft('bare/' + i))
    wo.push(await wft(ids[i]))
  }
  console.log(
    'bare sched->start',
    q(
      wb.map((x) => x[0]!),
      0.5,
    ),
    'start->completed',
    q(
      wb.map((x) => x[1]!),
      0.5,
    ),
  )
  console.log(
    'ours sched->start',
    q(
      wo.map((x) => x[0]!),
      0.5,
    ),
    'start->completed',
    q(
      wo.map((x) => x[1]!),
      0.5,
    ),
  )
}
if (process.env.PGLOG)
  (await import('node:fs')).copyFileSync(root + '/.tongchou/logs/postgres.log', '/tmp/bx/pglog.txt')
await bare.stop()
await db.end()
await c.connection.close()
await stack.stop()
