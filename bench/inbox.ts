/**
 * The inbox under load: every kind of list, count and search over HTTP, eight at once, with 100,000 projects and
 * 1,000,000 tasks. The bar is the worst p95 of all.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from '#db/connect.ts'
import { startStack } from '#scripts/stack/stack.ts'
import { makeInstallation, PROJECTS, TASKS } from './inbox-data.ts'
import { tokenOf } from './our-api.ts'
import { quantile, timed } from './statistics.ts'

const AT_ONCE = 8
const WARM_UP = 48
const SAMPLES = 304
const P95_MAX_MS = 50

interface Asked {
  name: string
  path: string
  as: 'approver' | 'lead'
}

const ask = (name: string, path: string, as: Asked['as'] = 'approver'): Asked => ({ name, path, as })
const q = (text: string): string => `q=${encodeURIComponent(text)}`

const QUESTIONS: readonly Asked[] = [
  ask('counts, approver', '/v1/inbox/counts'),
  ask('counts, lead', '/v1/inbox/counts', 'lead'),
  ask('mine', '/v1/inbox?box=mine'),
  ask('group', '/v1/inbox?box=group'),
  ask('group, lead', '/v1/inbox?box=group', 'lead'),
  ask('waiting', '/v1/inbox?box=waiting'),
  ask('waiting, lead', '/v1/inbox?box=waiting', 'lead'),
  ask('done', '/v1/inbox?box=done'),
  ask('overdue', '/v1/inbox?box=overdue'),
  ask('copied', '/v1/inbox?box=copied'),
  ask('group by kind', '/v1/inbox?box=group&kind=decide'),
  ask('group by a kind that is not there', '/v1/inbox?box=group&kind=decideAcceptance'),
  ask('group by stage', '/v1/inbox?box=group&stage=preliminaryDesign'),
  ask('group by owner', '/v1/inbox?box=group&owner=dept-60'),
  ask('group due before', '/v1/inbox?box=group&dueBefore=2026-10-20'),
  ask('group, a common word', `/v1/inbox?box=group&${q('信息')}`),
  ask('group, a rare word', `/v1/inbox?box=group&${q('消防')}`),
  ask('done, two words', `/v1/inbox?box=done&${q('养老 二期')}`),
  ask('waiting, a word', `/v1/inbox?box=waiting&${q('海关')}`),
  ask('search, a common word', `/v1/search?${q('信息')}`),
  ask('search, a rare word', `/v1/search?${q('消防')}`),
  ask('search, two words', `/v1/search?${q('水利预警')}`),
  ask('search, no such word', `/v1/search?${q('航天')}`),
  ask('search, project code', `/v1/search?${q('2604-100000-04-05-004567')}`),
  ask('search, document number', `/v1/search?${q('发改高技〔2026〕77777号')}`),
  ask('search, word and status', `/v1/search?${q('平台')}&status=deciding`),
  ask('search, word and owner', `/v1/search?${q('平台')}&owner=dept-50`),
  ask('search, amounts', '/v1/search?fromFen=190000000000&toFen=199000000000'),
  ask('search, own scope', `/v1/search?${q('信息')}`, 'lead'),
]

/** True when the worst p95 of all is at most 50 ms. */
export async function benchInbox(): Promise<boolean> {
  const root = mkdtempSync(join(tmpdir(), 'tongchou-bench-'))
  // Never into somebody's own database.
  const env = { ...process.env, DATABASE_URL: '', REHEARSAL: '1', DEV_ISSUER: '1', LOG_LEVEL: 'warn' }
  const stack = await startStack({ root, processes: 'all', env })
  try {
    process.stdout.write(`making ${PROJECTS} projects and ${TASKS} tasks …\n`)
    const pool = connect(stack.databaseUrl('tongchou'))
    const took = await timed(() => makeInstallation(pool))
    await pool.end()
    process.stdout.write(`made in ${Math.round(took / 1000)} s\n`)
    const tokens = {
      approver: await tokenOf(stack.apiUrl, 'chen-hao', 'approver'),
      lead: await tokenOf(stack.apiUrl, 'zhou-kai', 'departmentLead'),
    }
    const [before] = loadavg()
    const worst: number[] = []
    for (const question of QUESTIONS) {
      worst.push(report(question, await measure(stack.apiUrl + question.path, tokens[question.as])))
    }
    return verdict(Math.max(...worst), before ?? 0)
  } finally {
    await stack.stop()
    // The generated data goes with its directory.
    rmSync(root, { recursive: true, force: true })
  }
}

async function measure(url: string, token: string): Promise<{ samples: number[]; items: number }> {
  const headers = { authorization: `Bearer ${token}` }
  const samples: number[] = []
  let [asked, items] = [0, 0]
  const askOn = async (): Promise<void> => {
    while (asked < WARM_UP + SAMPLES) {
      asked += 1
      const counts = asked > WARM_UP
      const took = await timed(async () => {
        const response = await fetch(url, { headers })
        const answer = (await response.json()) as { items?: unknown[] }
        if (response.status !== 200) throw new Error(`${url}: ${response.status} ${JSON.stringify(answer)}`)
        items = answer.items?.length ?? 0
      })
      if (counts) samples.push(took)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askOn))
  return { samples, items }
}

/** Prints a line; answers the p95. */
function report({ name }: Asked, { samples, items }: { samples: number[]; items: number }): number {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(samples, share))
  const ms = (value = Number.NaN): string => value.toFixed(1).padStart(6)
  const line = `${name.padEnd(36)} p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)} ms  n ${samples.length}  items ${items}`
  process.stdout.write(`${line}\n`)
  return p95 ?? Number.NaN
}

function verdict(worst: number, before: number): boolean {
  const cpu = cpus()
  const load = loadavg()[0] ?? 0
  process.stdout.write(
    [
      `${AT_ONCE} at once, ${cpu.length} × ${cpu[0]?.model ?? 'cpu'}, Node ${process.version}, load ${before.toFixed(1)} → ${load.toFixed(1)}`,
      `worst p95 ${worst.toFixed(1)} ms (bar ${P95_MAX_MS})`,
      '',
    ].join('\n'),
  )
  return worst <= P95_MAX_MS
}
