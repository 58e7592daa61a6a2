import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { examplePolicy } from '#db/intake/reference-data.ts'
import { listCommands } from '#db/queries/case.ts'
import { loadReference } from '#db/seed.ts'
import { KINDS } from '#domain/kinds.ts'
import { NOBODY_NAMED } from '#domain/values/directory.ts'
import type { CommandId, PersonId } from '#domain/values/ids.ts'
import { type Instant, plainDate } from '#domain/values/plain-date.ts'
import type { AppendRequest } from '#wire/record.ts'
import {
  act,
  MONDAY,
  machineRequest,
  newCase,
  openRecord,
  outcomeOf,
  REFERENCE,
  type RecordFixture,
  requestFor,
  storeRequest,
  TUESDAY,
} from '../db/record-fixture.ts'
import { mergedForm } from '../domain/project-builder.ts'
import { approver, lead, leader, otherLead } from '../domain/project-people.ts'

let record: RecordFixture
beforeAll(async () => {
  record = await openRecord()
})
afterAll(() => record.close())

const submit = (caseId = newCase()) => act(record, { caseId, verb: 'submitStage', body: mergedForm })
const opened = async () => {
  const caseId = newCase()
  await submit(caseId)
  return caseId
}

describe('facts that moved', () => {
  it('returns the bans on the owner that a first submission could not know', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
    const ban = { caseId: 'project/other', part: 'acceptanceOverdue', body: { since: '2026-02-01' } }
    await record.pool.query(
      `insert into published_fact (fact, key, case_id, part, body) values ('ownerBan', $1, $2, $3, $4::jsonb)`,
      [mergedForm.owner, ban.caseId, ban.part, JSON.stringify(ban.body)],
    )
    const result = await record.append(request)
    await record.pool.query('delete from published_fact')
    expect(result).toMatchObject({
      kind: 'factsMoved',
      facts: {
        outside: {},
        published: { names: ['ownerBan'], entries: [{ fact: 'ownerBan', key: mergedForm.owner, ...ban }] },
        actorHolds: true,
      },
    })
    expect(await listCommands(record.pool, caseId)).toEqual([])
  })

  it('returns a new policy and calendar, and does not change the policy of running cases', async () => {
    const own = await openRecord()
    const running = newCase()
    await act(own, { caseId: running, verb: 'submitStage', body: mergedForm })
    const request = await requestFor(own, {
      caseId: newCase(),
      verb: 'submitStage',
      body: mergedForm,
      at: TUESDAY,
    })
    const policy = {
      ...examplePolicy(KINDS),
      version: '2026.1',
      effectiveFrom: plainDate('2026-03-03'),
      source: 'test',
    }
    const calendar = { version: '2026.2', years: {} }
    const calendars = [...REFERENCE.calendars, { calendar, effectiveAt: MONDAY }]
    await loadReference(own.pool, { ...REFERENCE, calendars, policies: [...REFERENCE.policies, policy] })
    const result = await own.append(request)
    expect(result).toMatchObject({
      kind: 'factsMoved',
      facts: { outside: { calendar, policy: { version: '2026.1' } } },
    })
    const { facts } = await own.loadCase(running, TUESDAY)
    expect([facts.policy.version, facts.calendar.version]).toEqual(['2020.1', '2026.2'])
    await own.close()
  })

  it('takes the actor from the directory', async () => {
    const caseId = newCase()
    const claimed = { ...lead, orgPath: [lead.org], isLeader: false }
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm, by: claimed })
    expect(await record.append(request)).toMatchObject({ kind: 'factsMoved', facts: { actor: lead } })
  })

  it('records the refusal of a person who is not in the directory', async () => {
    const caseId = newCase()
    const stranger = { ...otherLead, person: 'p-stranger' as PersonId }
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm, by: stranger })
    expect(await record.append(request)).toMatchObject({
      kind: 'factsMoved',
      facts: { actor: null, actorHolds: false },
    })
    const refusal = { unmet: [{ code: 'roleNotHeld' as const }] }
    const result = await record.append({ ...request, decision: { refusal } })
    expect(outcomeOf(result)).toEqual({ status: 'refused', refusal })
  })

  it('takes the time of receipt from the stored request', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm, at: TUESDAY })
    await storeRequest(record, request, { receivedAt: MONDAY })
    const moved = await record.append(request)
    expect(moved).toMatchObject({ kind: 'factsMoved', facts: { receivedAt: MONDAY } })
    const command = { ...request.command, receivedAt: MONDAY }
    expect(await record.append({ ...request, command })).toMatchObject({ kind: 'recorded' })
    const { rows } = await record.pool.query('select state, outcome from request where command_id = $1', [
      command.id,
    ])
    expect(rows).toMatchObject([{ state: 'recorded', outcome: { status: 'applied' } }])
  })

  it('does not accept a time of receipt without a stored request', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm, at: TUESDAY })
    const backdated = { ...request, command: { ...request.command, receivedAt: MONDAY } }
    expect(await record.append(backdated)).toMatchObject({
      kind: 'factsMoved',
      facts: { receivedAt: TUESDAY },
    })
  })
})

describe('what only the record can refuse', () => {
  it('refuses an act whose content does not match its hash', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
    const act = { body: { ...mergedForm, title: 'another' }, contentHash: '', ...request.command.act }
    const forged = {
      ...request,
      command: { ...request.command, act: { ...act, body: { ...mergedForm, title: 'x' } } },
    }
    expect(outcomeOf(await record.append(forged as AppendRequest))).toEqual({
      status: 'refused',
      refusal: { unmet: [{ code: 'contentHashMismatch' }] },
    })
    expect((await record.loadCase(caseId)).state.status).toBe('unopened')
  })

  it('never applies a request whose sender was told that it expired', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
    await storeRequest(record, request, { receivedAt: MONDAY, state: 'expired' })
    expect(outcomeOf(await record.append(request))).toMatchObject({
      status: 'refused',
      refusal: { unmet: [{ code: 'expired' }] },
    })
  })

  it('lets a deadline wait for requests that were received before it', async () => {
    const caseId = await opened()
    const waiting = await requestFor(record, {
      caseId,
      verb: 'admit',
      body: {},
      by: approver,
      id: 'under-way',
    })
    await storeRequest(record, waiting, { receivedAt: MONDAY })
    const passed = await machineRequest(record, caseId, { dueAt: TUESDAY, decision: { events: [] } })
    const id = 'deadline' as CommandId
    const asked = { ...passed, command: { ...passed.command, id } }
    expect(await record.append(asked)).toEqual({ kind: 'requestsUnderWay' })
    const due = { ...asked, command: { ...asked.command, dueAt: MONDAY } }
    expect(await record.append(due)).toMatchObject({ kind: 'recorded' })
  })

  it('lets no deadline pass while operators hold the case, and does not use up its command id', async () => {
    const caseId = await opened()
    const passed = await machineRequest(record, caseId, { dueAt: TUESDAY, decision: { events: [] } })
    const held = `insert into case_hold (case_id, reason, until_real, held_by)
      values ($1, '排查', now() + interval '1 hour', '{}')`
    await record.pool.query(held, [caseId])
    expect(await record.append(passed)).toEqual({ kind: 'nothingToDo' })
    await record.pool.query('update case_hold set released_real = now() where case_id = $1', [caseId])
    expect(await record.append(passed)).toMatchObject({ kind: 'recorded' })
  })
})

describe('the day of receipt', () => {
  it('is the day of the decision when a message without a request claims a day before any policy was in force', async () => {
    const caseId = newCase()
    const request = await requestFor(record, { caseId, verb: 'submitStage', body: mergedForm })
    const receivedAt = '2019-12-31T02:00:00.000Z' as Instant
    const claimed = { ...request, command: { ...request.command, receivedAt } }
    expect(await record.append(claimed)).toMatchObject({ kind: 'factsMoved', facts: { receivedAt: MONDAY } })
  })

  it('decides the policy: a policy of the next day does not apply to an act that was received before midnight', async () => {
    const own = await openRecord()
    const caseId = newCase()
    const late = '2026-03-02T15:59:59.000Z' as Instant
    const decided = '2026-03-02T16:00:10.000Z' as Instant
    const next = {
      ...examplePolicy(KINDS),
      version: 'next-day',
      effectiveFrom: plainDate('2026-03-03'),
      source: 'test',
    }
    await loadReference(own.pool, { ...REFERENCE, policies: [...REFERENCE.policies, next] })
    const request = await requestFor(own, { caseId, verb: 'submitStage', body: mergedForm, at: late })
    const asDecided = { ...request, at: decided }
    expect(asDecided.used.policy).toBe(examplePolicy(KINDS).version)
    expect(await own.append(asDecided)).toMatchObject({ kind: 'recorded' })
    await own.close()
  })
})

describe('people whom an act names', () => {
  it('are returned as they are in the directory, and checked again when they change', async () => {
    const caseId = newCase()
    const body = { ...mergedForm, drafters: ['p-expert', 'p-nobody'] }
    const request = await requestFor(record, { caseId, verb: 'submitStage', body })
    const assumed = { ...request, named: NOBODY_NAMED }
    expect(await record.append(assumed)).toMatchObject({
      kind: 'factsMoved',
      facts: {
        named: {
          people: [{ id: 'p-expert', org: 'appraisal-centre', roles: ['expert'] }],
          organisations: [{ id: 'mnr', path: ['mnr'], hasExpert: false }],
        },
      },
    })
    expect(await record.append(request)).toMatchObject({ kind: 'recorded' })
  })
})

describe('people and organisations whom a waiting act names', () => {
  it('are looked up again under the lock when the last signature is given', async () => {
    const own = await openRecord()
    const caseId = newCase()
    const body = { agency: 'appraisal-centre', letter: 'ab'.repeat(32), workingDays: 30 }
    await act(own, { caseId, verb: 'submitStage', body: mergedForm })
    await act(own, { caseId, verb: 'admit', body: {}, by: approver })
    await act(own, { caseId, verb: 'commissionAppraisal', body, by: approver })
    const contentHash = (await own.loadCase(caseId)).state.reviews[0]?.subject.contentHash
    const confirm = {
      caseId,
      verb: 'confirm',
      body: { step: 'commission', contentHash },
      by: leader,
    } as const
    const before = await requestFor(own, confirm)
    expect(before.named.organisations).toMatchObject([{ id: 'appraisal-centre', hasExpert: true }])
    await own.pool.query(`update directory_org set ended_on = '2026-03-01' where id = 'appraisal-centre'`)
    expect(await own.append(before)).toMatchObject({
      kind: 'factsMoved',
      facts: { named: { organisations: [] } },
    })
    expect(outcomeOf(await act(own, confirm))).toMatchObject({
      status: 'refused',
      refusal: { unmet: [{ code: 'namedIsGone', params: { name: 'appraisal-centre' } }] },
    })
    await own.close()
  })
})

describe('a substitute', () => {
  it('needs an appointment that covers the act, also without the API', async () => {
    const own = await openRecord()
    const caseId = newCase()
    await act(own, { caseId, verb: 'submitStage', body: mergedForm })
    const base = await requestFor(own, { caseId, verb: 'admit', body: {}, by: approver })
    const claim = { ...base.command.act, person: 'p-expert', actingFor: 'p-approver' }
    const request = { ...base, command: { ...base.command, act: claim } } as AppendRequest
    const barred = async () => {
      const result = await own.append(request)
      return result.kind === 'factsMoved' ? (result.facts.barred?.code ?? result.facts.actor) : result
    }
    expect(await barred()).toBe('notSubstitute')
    const add = (id: string, scope: object, from: string) =>
      own.pool.query(
        `insert into substitution (id, person, substitute, from_on, to_on, scope, reason, appointed_by, at)
         values ($1, 'p-approver', 'p-expert', $3, '2026-03-31', $2, '', '{}', $4)`,
        [id, JSON.stringify(scope), from, MONDAY],
      )
    await add('0198f3a0-0000-7000-8000-000000000001', {}, '2026-03-03')
    expect(await barred()).toBe('substitutionNotInForce')
    await add('0198f3a0-0000-7000-8000-000000000002', { acts: ['decide'] }, '2026-03-01')
    expect(await barred()).toBe('substitutionOutOfScope')
    await add('0198f3a0-0000-7000-8000-000000000003', { stages: ['merged'], owners: ['mnr'] }, '2026-03-01')
    expect(await barred()).toMatchObject({
      ...{ person: 'p-expert', org: approver.org, role: 'approver' },
      actingFor: { person: 'p-approver', ownPath: ['appraisal-centre'] },
    })
    await own.close()
  })
})
