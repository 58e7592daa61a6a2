/** Open rounds are visible only to the panel and the authority; appraisers see only what an appraisal needs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { READS_PARTS } from '#api/access.ts'
import { POLICY_V1 } from '#domain/project/policy.ts'
import { REVIEW_STEPS, type ReviewStep } from '#domain/project/steps.ts'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { DIGEST, REPORT_DIGEST, stageForm } from './stage-form.ts'

const SECRET = '金额偏高，建议核减后再批。'

let world: ApiWorld
let id: string
let contentHash: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const seats = [
    { id: 'handler', order: 1, weight: 1 },
    { id: 'finance', order: 1, weight: 1, role: 'financeMinistry', org: 'mof' },
    { id: 'adviser', order: 1, weight: 1, role: 'expert', org: 'guoping' },
    { id: 'leader', order: 2, weight: 1, isLeader: true },
  ]
  const effects = {
    abstain: 'notCounted',
    absent: 'notCounted',
    recused: 'notCounted',
    timedOut: 'notCounted',
  }
  const panels = {
    decision: { ...POLICY_V1.values.panels.decision, seats, rule: { kind: 'kOfN', k: 3 }, effects },
  }
  const policy = {
    version: 'panel',
    effectiveFrom: '2020-03-01',
    appliesToRunningCases: false,
    source: 'test',
  }
  const loaded = await world.call('POST', '/v1/reference/policies', {
    as: 'shi-yan',
    body: { ...policy, values: { panels } },
  })
  expect(loaded.status, JSON.stringify(loaded.json)).toBe(201)
  id = (await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })).json.id
  await act('admit', 'chen-hao', {})
  const proposed = await act('commission-appraisal', 'chen-hao', {
    agency: 'huazi',
    letter: DIGEST,
    workingDays: 30,
  })
  const commission = proposed.case.pendingSignatures[0].subject.contentHash
  await act('confirm', 'he-jing', { step: 'commission', contentHash: commission })
  await act('submit-appraisal', 'xu-rui', {
    conclusion: 'positive',
    report: REPORT_DIGEST,
    sharingOpinion: '充分',
  })
  const { form } = (await read('chen-hao')).json
  const letter = {
    documentNumber: '发改高技〔2026〕123号',
    approvedFen: 11_000_000_000,
    sharingOpinion: '同意',
  }
  const decided = await act('decide', 'chen-hao', { verdict: 'approve', formDigest: form.digest, letter })
  contentHash = decided.case.pendingSignatures[0].subject.contentHash
  await act('abstain', 'tang-yu', { step: 'decision', contentHash, reasons: SECRET })
})
afterAll(() => world.close())

const read = (as: string) => world.call('GET', `/v1/projects/${id}`, { as })
const timeline = (as: string) => world.call('GET', `/v1/projects/${id}/timeline?limit=100`, { as })
const waiting = (as: string) => world.call('GET', `/v1/projects/${id}/waiting`, { as })
const inbox = (as: string, filter = '') => world.call('GET', `/v1/inbox?box=waiting${filter}`, { as })
const receipts = (as: string, page = 'limit=100') =>
  world.call('GET', `/v1/projects/${id}/notifications?${page}`, { as })
const typesIn = (json: Json): string[] => json.items.map(({ event }: Json) => event.type)

const kindsDue = ({ deadlines }: Json): string[] => deadlines.map(({ kind }: Json) => kind).toSorted()
/** Timeline entries about deadlines of seats, of all rounds or of one step. */
const seatTimes = ({ items }: Json, step?: ReviewStep): number[] =>
  items
    .map(({ seq, event }: Json) => ({ seq, ...event, ...event.deadline }))
    .filter(({ kind, round }: Json) => kind === 'seat' && (!step || REVIEW_STEPS[round] === step))
    .map(({ seq }: Json) => seq)

async function act(verb: string, as: string, body: unknown): Promise<Json> {
  const answer = await world.call('POST', `/v1/projects/${id}/${verb}`, { as, body })
  expect(answer.status, JSON.stringify(answer.json)).toBe(200)
  return answer.json
}

describe('while a round is open', () => {
  it.each(['zhao-min', 'zhou-kai', 'sun-yue', 'xu-rui'])(
    '%s sees that it waits, but not its subject and votes',
    async (as) => {
      const [project, history] = [await read(as), await timeline(as)]
      const [waiting, ...others] = project.json.pendingSignatures
      expect(others).toEqual([])
      expect(waiting).toEqual({ step: 'decision', round: 1, subject: { contentHash } })
      // The commission was decided, so its votes are visible.
      const open = history.json.items.filter(({ event }: Json) => event.step === 'decision')
      expect(open).toHaveLength(1)
      expect(open[0].event.subject).toEqual({ verb: 'decide', contentHash })
      expect(typesIn(history.json).filter((type) => type === 'verdictGiven')).toHaveLength(2)
      // The deadline of a seat would reveal whose turn it is.
      expect(kindsDue(project.json)).toEqual(['decision'])
      expect(seatTimes(history.json)).toEqual(seatTimes(history.json, 'commission'))
      const said = JSON.stringify([project.json, history.json])
      for (const secret of [SECRET, '发改高技〔2026〕123号', '11000000000'])
        expect(said).not.toContain(secret)
    },
  )

  it('an approver of the owner’s department sees the same', async () => {
    expect((await read('wu-fang')).json.pendingSignatures[0]).not.toHaveProperty('seats')
    expect(
      (await timeline('wu-fang')).json.items.every(
        ({ event }: Json) => event.seat === undefined || event.step === 'commission',
      ),
    ).toBe(true)
  })

  it('the holder of a seat sees what to sign, and no other vote', async () => {
    const { pendingSignatures } = (await world.call('GET', `/v1/projects/${id}`, { as: 'tang-yu' })).json
    expect(pendingSignatures[0].subject.body.verdict).toBe('approve')
    const [seat] = (await read('ma-lan')).json.pendingSignatures
    expect(seat.subject.body.letter.documentNumber).toBe('发改高技〔2026〕123号')
    expect(seat.seats.map((one: Json) => one.id)).toEqual(['adviser'])
    const history = await timeline('ma-lan')
    expect(JSON.stringify(history.json)).not.toContain(SECRET)
  })

  it.each(['chen-hao', 'he-jing', 'lu-qing'])(
    '%s of the authority or the audit sees all of it',
    async (as) => {
      const { pendingSignatures, ...project } = (await read(as)).json
      expect(pendingSignatures[0].seats).toHaveLength(4)
      expect(kindsDue(project)).toContain('seat')
      expect(JSON.stringify((await timeline(as)).json)).toContain(SECRET)
    },
  )

  it.each(['zhou-kai', 'xu-rui', 'wu-fang', 'gu-ming'])(
    '%s sees that it waits, but not for whom',
    async (as) => {
      const { items } = (await waiting(as)).json
      expect(items).toHaveLength(1)
      expect(items[0]).toMatchObject({
        ...{ task: `project/${id}/signatures-decision/1`, act: { code: 'decide' } },
        ...{ role: null, org: null, seat: null, holder: null, dueOn: null, dueAt: null },
        why: { code: 'signatures', zh: '等待签署“批复、不予批准或退回”' },
      })
    },
  )

  it('the holder of a seat also sees that seat', async () => {
    const seats = ({ json }: Json): string[] => json.items.map(({ seat }: Json) => seat)
    expect(seats(await waiting('ma-lan'))).toEqual(['adviser', null])
    expect(seats(await waiting('chen-hao'))).toEqual(['adviser'])
  })

  it('the owner finds the round in the inbox, also by words, and it is counted once', async () => {
    for (const filter of ['', '&q=平台', '&kind=decide']) {
      const { items } = (await inbox('zhou-kai', encodeURI(filter))).json
      expect(items.map(({ task }: Json) => task)).toEqual([`project/${id}/signatures-decision/1`])
    }
    expect((await inbox('zhou-kai', '&kind=confirm')).json.items).toEqual([])
    const counts = await world.call('GET', '/v1/inbox/counts', { as: 'zhou-kai' })
    expect(counts.json.waiting.count).toBe(1)
    const seats = (await inbox('chen-hao')).json.items.map(({ seat }: Json) => seat)
    expect(seats).toEqual(['adviser'])
  })

  it('the owner sees no vote and no seat while the round is open', async () => {
    const told = async () => {
      const answers = [await waiting('zhou-kai'), await inbox('zhou-kai'), await receipts('zhou-kai')]
      return answers.map(({ json }) => json)
    }
    const before = await told()
    const step = { step: 'decision', contentHash, reasons: '需要另一处室会签。' }
    await act('add-signer', 'chen-hao', { ...step, position: 'beside', person: 'lin-tao' })
    await act('recuse', 'guo-ping', step)
    await act('recuse', 'lin-tao', step)
    await act('confirm', 'ma-lan', { step: 'decision', contentHash })
    expect(await told()).toEqual(before)
    const types = (json: Json): string[] => json.items.map(({ event }: Json) => event)
    expect(types((await receipts('chen-hao')).json)).toEqual(expect.arrayContaining(['signerAdded']))
    // Both are of the commission, which was decided.
    expect(types(before[2]).filter((type) => type === 'signatureAwaited')).toHaveLength(2)
    expect(types((await receipts('lin-tao')).json)).toContain('signerAdded')
    // Short pages would reveal how many receipts are hidden.
    const pages: Json[] = []
    for (let next: string | null = ''; next !== null; ) {
      const { json } = await receipts('zhou-kai', `limit=1${next && `&cursor=${next}`}`)
      expect(json.items).toHaveLength(1)
      pages.push(...json.items)
      next = json.next
    }
    expect(pages).toEqual(before[2].items)
  })

  it('the owner may nudge', async () => {
    const nudged = await world.call('POST', `/v1/projects/${id}/nudge`, {
      as: 'zhou-kai',
      body: { step: 'decision', contentHash },
    })
    expect(nudged.status, JSON.stringify(nudged.json)).toBe(200)
    expect(JSON.stringify(nudged.json)).not.toContain(SECRET)
  })
})

describe('on commission', () => {
  it('an expert reads the document and its amount, but not the funds of the project', async () => {
    const { json } = await read('xu-rui')
    expect(json.form.investmentFen).toBe(12_000_000_000)
    expect(json.amounts).toEqual({ investmentFen: 12_000_000_000, approvedFen: null })
    for (const part of ['budget', 'omBasis', 'bans']) expect(json).not.toHaveProperty(part)
    expect((await read('zhou-kai')).json).toHaveProperty('budget')
  })

  it('an expert reads no receipts of events that the timeline hides', async () => {
    await world.pool.query(
      `insert into notification (effect_key, case_id, seq, channel, recipient, payload, next_attempt_at, message_id)
       select 'funds', case_id, seq, channel, recipient, payload || '{"event": "fundsReleased"}', next_attempt_at, 'funds'
       from notification where case_id = $1 order by seq limit 1`,
      [`project/${id}`],
    )
    const told = async (as: string) => (await receipts(as)).json.items.map(({ event }: Json) => event)
    expect(await told('zhou-kai')).toContain('fundsReleased')
    expect(await told('xu-rui')).not.toContain('fundsReleased')
  })

  it('no role is without a rule', () => {
    for (const rule of Object.values(READS_PARTS)) expect(['all', 'own']).toContain(rule.openRounds)
  })
})

describe('once it is decided', () => {
  it('the owner reads who decided what', async () => {
    await act('confirm', 'he-jing', { step: 'decision', contentHash })
    const history = await timeline('zhou-kai')
    expect(typesIn(history.json)).toContain('stageApproved')
    expect(
      history.json.items.filter(
        ({ event }: Json) => event.type === 'verdictGiven' && event.step === 'decision',
      ),
    ).toHaveLength(4)
    const told = (await receipts('zhou-kai')).json.items.map(({ event }: Json) => event)
    expect(told).toContain('signerAdded')
    expect((await waiting('zhou-kai')).json.items.map(({ seat }: Json) => seat)).not.toContain('leader')
  })
})
