/** Open tasks that nobody can do are marked in the views of the people who can change that. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
let id: string
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
  const { json } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
  id = json.id
})
afterAll(() => world?.close())

const read = async (path: string, as: string): Promise<Json> => (await world.call('GET', path, { as })).json
async function leaves(...people: string[]): Promise<void> {
  await world.pool.query(`update directory_person set left_on = '2020-01-01' where id = any($1)`, [people])
  await world.pool.query(`update directory_version set version = version || '+'`)
}
const inBox = async (box: string, as: string) => (await read(`/v1/inbox?box=${box}`, as)).items
const onProject = async (as: string) => (await read(`/v1/projects/${id}`, as)).unattended

describe('a task whose holder has left', () => {
  it('is marked for the leader who can hand it over: in the inbox, on the project and in what it waits for', async () => {
    const task = `project/${id}/admit/1`
    const claim = await world.call('POST', `/v1/projects/${id}/claim-task`, {
      as: 'chen-hao',
      body: { task },
    })
    expect(claim.status).toBe(200)
    expect((await inBox('waiting', 'he-jing'))[0]).toMatchObject({ task, unattended: null })
    expect(await onProject('he-jing')).toEqual([])
    await leaves('chen-hao')
    const marked = {
      code: 'holderLeft',
      zh: '签收人已离任，待办无人办理：受理',
      next: { zh: '请本单位负责人改派待办。' },
    }
    expect(await inBox('waiting', 'he-jing')).toMatchObject([{ task, unattended: marked }])
    expect((await read(`/v1/projects/${id}/waiting`, 'he-jing')).items).toMatchObject([
      { task, unattended: marked },
    ])
    expect(await onProject('he-jing')).toMatchObject([{ task, act: { code: 'admit' }, ...marked }])
  })

  it('is not marked any more after it was reassigned, and is marked when the whole office is empty', async () => {
    const body = { task: `project/${id}/admit/1`, to: 'he-jing', reasons: '离任' }
    expect(
      (await world.call('POST', `/v1/projects/${id}/reassign-task`, { as: 'he-jing', body })).status,
    ).toBe(200)
    expect(await inBox('mine', 'he-jing')).toMatchObject([{ unattended: null }])
    expect(await onProject('he-jing')).toEqual([])
    const release = { task: body.task }
    await world.call('POST', `/v1/projects/${id}/release-task`, { as: 'he-jing', body: release })
    const { rows } = await world.pool.query(
      `select id from directory_person where roles && '{approver}' and 'ndrc' = any(org_path)`,
    )
    await leaves(...rows.map((row) => row.id))
    expect(await onProject('zhou-kai')).toMatchObject([
      { code: 'officeEmpty', en: expect.stringContaining('approver') },
    ])
  })
})
