/**
 * The inbox under load: every kind of list, count and search of four people over HTTP, eight at the same time, with 100,000 projects and
 * 1,000,000 tasks. The limit applies to the worst p95.
 */
import { loadavg } from 'node:os'
import { connect } from '#db/connect.ts'
import { BOXES } from '#domain/tasks/boxes.ts'
import { makeInstallation, PROJECTS, TASKS } from './inbox-data.ts'
import { get, tokenOf } from './our-api.ts'
import { machine, ownStack } from './own-stack.ts'
import { quantile, timed } from './statistics.ts'

const CONCURRENCY = 8
const WARM_UP = 16
const SAMPLES = 400
const P95_MAX_MS = 50

const PEOPLE = {
  approver: { person: 'chen-hao', role: 'approver' },
  leader: { person: 'he-jing', role: 'approver' },
  lead: { person: 'zhou-kai', role: 'departmentLead' },
  expert: { person: 'ma-lan', role: 'expert' },
} as const

type Asking = keyof typeof PEOPLE

interface Asked {
  name: string
  path: string
  as: Asking
}

const q = (text: string): string => `q=${encodeURIComponent(text)}`

/** Filters of a box: with many matches, few matches and none. */
const BOX_FILTERS: Readonly<Record<string, string>> = {
  'no filter': '',
  kind: 'kind=decide',
  'a kind that is not there': 'kind=decideAcceptance',
  stage: 'stage=preliminaryDesign',
  owner: 'owner=dept-60',
  'an owner that is not there': 'owner=mohrss',
  'due before': 'dueBefore=2026-10-20',
  'a common word': q('信息'),
  'a less common word': q('审计'),
  'a rare word': q('消防'),
  'two words': q('养老 二期'),
  'no such word': q('航天'),
  'a project code': q('2604-100000-04-05-004567'),
  'everything at once': `${q('平台')}&stage=proposal&owner=dept-3&dueBefore=2026-12-20`,
}

const SEARCHES: Readonly<Record<string, string>> = {
  everything: '',
  'a common word': q('信息'),
  'one character': q('国'),
  'a less common word': q('审计'),
  'a rare word': q('消防'),
  'two words': q('水利 预警'),
  'no such word': q('航天'),
  'a project code': q('2604-100000-04-05-004567'),
  'a document number': q('发改高技〔2026〕77777号'),
  'a word and a status': `${q('平台')}&status=deciding`,
  'a word and an owner': `${q('平台')}&owner=dept-50`,
  amounts: 'fromFen=190000000000&toFen=199000000000',
  'a word and amounts': `${q('平台')}&fromFen=100000000&toFen=101000000`,
}

const everybody = Object.keys(PEOPLE) as Asking[]

const QUESTIONS: readonly Asked[] = everybody.flatMap((as) => [
  { as, name: 'counts', path: '/v1/inbox/counts' },
  ...BOXES.flatMap((box) =>
    Object.entries(BOX_FILTERS).map(([name, filter]) => ({
      as,
      name: `${box}, ${name}`,
      path: `/v1/inbox?box=${box}&${filter}`,
    })),
  ),
  ...Object.entries(SEARCHES).map(([name, filter]) => ({
    as,
    name: `search, ${name}`,
    path: `/v1/projects/search?${filter}`,
  })),
])

/** True when the worst p95 is at most 50 ms. */
export async function benchInbox(): Promise<boolean> {
  // Never uses a database that DATABASE_URL names.
  const { stack, stop } = await ownStack({ DATABASE_URL: '', LOG_LEVEL: 'warn' })
  try {
    process.stdout.write(`making ${PROJECTS} projects and ${TASKS} tasks …\n`)
    const pool = connect(stack.databaseUrl('tongchou'))
    const took = await timed(() => makeInstallation(pool))
    await pool.end()
    process.stdout.write(`made in ${Math.round(took / 1000)} s\n`)
    const asked: { as: Asking; name: string; url: string; token: string }[] = []
    for (const as of everybody) {
      const token = await tokenOf(stack.apiUrl, PEOPLE[as].person, PEOPLE[as].role)
      const own = QUESTIONS.filter((one) => one.as === as)
      asked.push(...own.map(({ name, path }) => ({ as, name, url: stack.apiUrl + path, token })))
    }
    // Warm up, because people do not work with a server that was just started.
    await eightAtOnce(asked.length, (index) => {
      const { url, token } = asked[index] as (typeof asked)[number]
      return get(url, token)
    })
    const [before] = loadavg()
    const worst: number[] = []
    for (const question of asked) worst.push(report(question, await measure(question.url, question.token)))
    return verdict(Math.max(...worst), before ?? 0)
  } finally {
    // This also deletes the generated data.
    await stop()
  }
}

async function measure(url: string, token: string): Promise<{ samples: number[]; items: number }> {
  const samples: number[] = []
  let answer = ''
  await eightAtOnce(WARM_UP + SAMPLES, async (index) => {
    const took = await timed(async () => {
      answer = await get(url, token)
    })
    if (index >= WARM_UP) samples.push(took)
  })
  return { samples, items: JSON.parse(answer).items?.length ?? 0 }
}

async function eightAtOnce(count: number, ask: (index: number) => Promise<unknown>): Promise<void> {
  let asked = 0
  const askOn = async (): Promise<void> => {
    while (asked < count) await ask(asked++)
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, askOn))
}

/** Prints a line and returns the p95. */
function report(
  { as, name }: Pick<Asked, 'as' | 'name'>,
  { samples, items }: { samples: number[]; items: number },
): number {
  const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(samples, share))
  const ms = (value = Number.NaN): string => value.toFixed(1).padStart(6)
  const line = `${`${as}: ${name}`.padEnd(46)} p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)} ms  n ${samples.length}  items ${items}`
  process.stdout.write(`${line}\n`)
  return p95 ?? Number.NaN
}

function verdict(worst: number, before: number): boolean {
  const load = loadavg()[0] ?? 0
  process.stdout.write(
    [
      `${CONCURRENCY} at once, ${machine()}, load ${before.toFixed(1)} → ${load.toFixed(1)}`,
      `worst p95 ${worst.toFixed(1)} ms (bar ${P95_MAX_MS})`,
      '',
    ].join('\n'),
  )
  return worst <= P95_MAX_MS
}
