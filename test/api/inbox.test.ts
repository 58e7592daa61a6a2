/** The inbox over HTTP: lists and their counts, claims under contention, hand-overs, search. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleReference } from '#db/intake/reference-data.ts'
import { KINDS } from '#domain/kinds.ts'
import { BOXES } from '#domain/tasks/boxes.ts'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { DIGEST, stageForm } from './stage-form.ts'

let world: ApiWorld
const ids: string[] = []
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  for (const title of ['基本养老服务信息共享平台', '社会救助信息系统', '二〇二六年婚姻登记数据平台']) {
    const body = stageForm({ title })
    const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body })
    ids.push(json.id)
  }
})
afterAll(() => world?.close())

const read = async (url: string, as = 'chen-hao'): Promise<Json> =>
  (await world.call('GET', url, { as })).json
const titles = (page: Json): string[] => page.items.map((item: Json) => item.title).toSorted()
const post = (id: string | undefined, verb: string, as: string, body: object) =>
  world.call('POST', `/v1/projects/${id}/${verb}`, { as, body })

describe('the inbox', () => {
  it('shows the group’s tasks with who is next, why, since when and until when', async () => {
    const { items } = await read('/v1/inbox?box=group')
    expect(items).toHaveLength(3)
    expect(items[0]).toMatchObject({
      kind: { code: 'admit' },
      role: { code: 'approver' },
      org: { code: 'ndrc' },
      holder: null,
      why: { code: 'turn', zh: '等待审批部门办理“受理”' },
    })
    expect(items[0].dueOn).toMatch(/^20/)
    const { items: waiting } = await read(`/v1/projects/${ids[0]}/waiting`, 'zhou-kai')
    expect(waiting).toMatchObject([{ task: `project/${ids[0]}/admit/1` }])
    expect(titles(await read('/v1/inbox?box=waiting', 'zhou-kai'))).toHaveLength(3)
    expect((await world.call('GET', `/v1/projects/${ids[0]}/waiting`, { as: 'qian-wei' })).status).toBe(404)
  })

  it('filters and pages without losing or repeating any', async () => {
    expect(titles(await read(`/v1/inbox?box=group&q=${encodeURIComponent('养老')}`))).toEqual([
      '基本养老服务信息共享平台',
    ])
    expect(titles(await read('/v1/inbox?box=group&kind=decide'))).toEqual([])
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const page = await read(`/v1/inbox?box=group&limit=1${cursor && `&cursor=${cursor}`}`)
      seen.push(...titles(page))
      if (!page.next) break
      cursor = page.next
    }
    expect(new Set(seen).size).toBe(3)
    expect(seen).toHaveLength(3)
  })

  it('takes every filter with every box', async () => {
    const filters = ['stage=proposal', 'owner=mca', 'dueBefore=2099-01-01', `q=${encodeURIComponent('平台')}`]
    for (const box of BOXES) {
      for (const filter of [...filters, filters.join('&')]) {
        const path = `/v1/inbox?box=${box}&limit=1&${filter}`
        const { status, json } = await world.call('GET', path, { as: 'he-jing' })
        expect(status, path).toBe(200)
        if (!json.next) continue
        const next = await world.call('GET', `${path}&cursor=${json.next}`, { as: 'he-jing' })
        expect(next.json.items).toHaveLength(1)
      }
    }
    expect((await read('/v1/inbox?box=group&stage=proposal', 'he-jing')).items).toHaveLength(3)
  })

  it('counts what it lists', async () => {
    await post(ids[2], 'admit', 'chen-hao', {})
    for (const as of ['chen-hao', 'zhou-kai', 'ma-lan']) {
      const counts = await read('/v1/inbox/counts', as)
      for (const box of BOXES) {
        expect((await read(`/v1/inbox?box=${box}&limit=200`, as)).items, `${as} ${box}`).toHaveLength(
          counts[box].count,
        )
      }
    }
    expect((await read('/v1/inbox/counts')).done).toEqual({ count: 1, more: false })
  })
})

describe('the task of a seat in a round', () => {
  const boxesOf = async (as: string, task: string) => {
    const pages = await Promise.all(BOXES.map((box) => read(`/v1/inbox?box=${box}&limit=200`, as)))
    return BOXES.filter((_, index) => pages[index].items.some((item: Json) => item.task === task))
  }

  it('is in one box of each person whom it concerns: mine, group, waiting, copied', async () => {
    const [id = ''] = ids
    expect((await post(id, 'admit', 'chen-hao', {})).status).toBe(200)
    const commission = { agency: 'guoping', letter: DIGEST, workingDays: 20 }
    const { json } = await post(id, 'commission-appraisal', 'chen-hao', commission)
    const { step, subject } = json.case.pendingSignatures[0]
    const round = { step, contentHash: subject.contentHash }
    expect((await post(id, 'copy-to', 'chen-hao', { ...round, people: ['deng-hui'] })).status).toBe(200)

    const seat = `project/${id}/confirm-commission-leader/1`
    expect(await boxesOf('he-jing', seat)).toEqual(['group'])
    // A person who has voted waits, as everybody who is not a leader.
    expect(await boxesOf('chen-hao', seat)).toEqual(['waiting'])
    expect(await boxesOf('lin-tao', seat)).toEqual(['waiting'])
    // The owner waits for the round, not for a seat.
    expect(await boxesOf('zhou-kai', seat)).toEqual([])
    expect(await boxesOf('zhou-kai', `project/${id}/signatures-commission/1`)).toEqual(['waiting'])
    expect(await boxesOf('lin-tao', `project/${id}/signatures-commission/1`)).toEqual([])
    expect(await boxesOf('deng-hui', `project/${id}/copied/deng-hui`)).toEqual(['copied'])

    expect(
      (await post(id, 'transfer-seat', 'he-jing', { ...round, to: 'guo-ping', reasons: '出差' })).status,
    ).toBe(200)
    expect(await boxesOf('guo-ping', seat)).toEqual(['mine'])
    expect(await boxesOf('he-jing', seat)).toEqual(['waiting'])
    const { items } = await read(`/v1/projects/${id}/waiting`, 'lin-tao')
    expect(items).toMatchObject([
      { task: seat, holder: { person: 'guo-ping' }, isPersonal: true, seat: 'leader' },
    ])
    expect(await boxesOf('deng-hui', seat)).toEqual([])
  })

  it('is in one box also for a seat of a bureau of the authority', async () => {
    const [id = ''] = ids
    const { step, subject } = (await read(`/v1/projects/${id}`)).pendingSignatures[0]
    const signer = { position: 'beside', role: 'approver', org: 'ndrc-hightech', reasons: '会签' }
    const round = { step, contentHash: subject.contentHash }
    expect((await post(id, 'add-signer', 'chen-hao', { ...round, ...signer })).status).toBe(200)
    const seat = `project/${id}/confirm-commission-added-1/1`
    expect(await boxesOf('he-jing', seat)).toEqual(['group'])
    expect(await boxesOf('chen-hao', seat)).toEqual(['waiting'])
    expect(await boxesOf('lin-tao', seat)).toEqual(['waiting'])
    expect((await post(id, 'claim-task', 'he-jing', { task: seat })).status).toBe(200)
    expect(await boxesOf('he-jing', seat)).toEqual(['mine'])
    expect(await boxesOf('chen-hao', seat)).toEqual(['waiting'])
    for (const as of ['he-jing', 'chen-hao', 'lin-tao']) {
      const { waiting } = await read('/v1/inbox/counts', as)
      expect((await read('/v1/inbox?box=waiting&limit=200', as)).items, as).toHaveLength(waiting.count)
    }
    expect((await post(id, 'release-task', 'he-jing', { task: seat })).status).toBe(200)
  })

  it('is hidden from people who may not read projects', async () => {
    const { people } = exampleReference(KINDS)
    const operator = people.find(({ roles }) => roles.includes('operator'))
    for (const path of ['/v1/inbox?box=waiting', '/v1/inbox/counts', '/v1/projects/search']) {
      const { status } = await world.call('GET', path, { as: operator?.id ?? '', role: 'operator' })
      expect(status, path).toBe(404)
    }
  })
})

describe('fifty claims at once', () => {
  it('have one winner; the answers to the others name the winner, or ask to retry later', {
    timeout: 120_000,
  }, async () => {
    const task = `project/${ids[1]}/admit/1`
    const people = ['chen-hao', 'he-jing']
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        post(ids[1], 'claim-task', people[index % people.length] ?? '', { task }),
      ),
    )
    const won = answers.filter(({ status }) => status === 200)
    expect(won).toHaveLength(1)
    const { items } = await read(`/v1/projects/${ids[1]}/waiting`)
    const holder: string = items[0].holder.person
    for (const { status, json } of answers.filter((answer) => answer.status !== 200)) {
      expect([409, 429]).toContain(status)
      if (status === 409) {
        expect(json.unmet[0]).toMatchObject({ code: 'taskHeld' })
        expect(json.unmet[0].en).toContain(holder)
      }
    }
    const other = people.find((person) => person !== holder) ?? ''
    expect((await post(ids[1], 'admit', other, {})).status).toBe(409)
    expect(titles(await read('/v1/inbox?box=mine', holder))).toEqual(['社会救助信息系统'])
    const body = { task, to: other, reasons: '出差' }
    expect((await post(ids[1], 'reassign-task', 'chen-hao', { ...body, to: 'feng-lei' })).status).toBe(403)
    expect((await post(ids[1], 'reassign-task', 'he-jing', body)).status).toBe(200)
    expect(titles(await read('/v1/inbox?box=mine', other))).toEqual(['社会救助信息系统'])
    expect((await post(ids[1], 'admit', other, {})).status).toBe(200)
  })
})

describe('search', () => {
  it('finds words of two Chinese characters, in the caller’s scope', async () => {
    const find = (query: Record<string, string>, as?: string) =>
      read(`/v1/projects/search?${new URLSearchParams(query)}`, as)
    expect(titles(await find({ q: '婚姻' }))).toEqual(['二〇二六年婚姻登记数据平台'])
    expect(titles(await find({ q: '信息' }, 'zhou-kai'))).toHaveLength(2)
    expect(titles(await find({ q: '登记平台', status: 'admitted' }))).toEqual([])
    expect(titles(await find({ q: '登记 平台', status: 'admitted' }))).toEqual(['二〇二六年婚姻登记数据平台'])
    expect(titles(await find({ q: '登记 平台', status: 'deciding' }))).toEqual([])
    expect(titles(await find({ fromFen: '13000000000' }))).toEqual([])
    expect(titles(await find({ q: '〇' }))).toEqual(['二〇二六年婚姻登记数据平台'])
    expect(titles(await find({ q: '信息' }, 'qian-wei'))).toEqual([])
  })
  it('finds words that look the same, and explains an empty search text', async () => {
    const title = 'Ｗeb互联网＋监管（三期）𠮷\u200b林⾦税'
    await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm({ title }) })
    const everywhere = ['/v1/projects/search?', '/v1/inbox?box=group&', '/v1/inbox?box=mine&']
    const find = (where: string, q: string) =>
      world.call('GET', `${where}${new URLSearchParams({ q })}`, { as: 'chen-hao' })
    for (const q of [
      '互联网+监管',
      'WEB',
      'eb',
      '监管（三期）',
      '监管三期',
      '𠮷',
      '𠮷林 金税',
      '\ufeff金\t税',
      '㆔期',
    ]) {
      for (const { status, json } of [
        await find('/v1/projects/search?', q),
        await find('/v1/inbox?box=group&', q),
      ]) {
        expect([status, titles(json), json.note], q).toEqual([200, [title], undefined])
      }
    }
    for (const where of everywhere) {
      for (const q of ['（）', '，。', '\u200b', ' ', '\\', "'"]) {
        const { status, json } = await find(where, q)
        expect([status, json.items, json.next], `${where} ${q}`).toEqual([200, [], null])
        expect(json.note.zh).toContain('标点')
        expect(json.note.en).toContain('punctuation')
      }
    }
  })
})
