/** Sources: in words in cases and refusals; their certainty only in the list of sources. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withSourceWords } from '#api/reads/source-words.ts'
import { titleOf } from '#domain/law/provision.ts'
import { LICENSING_LAW_32, MEASURES_REGISTER } from '#domain/law/provisions.ts'
import { PROJECT } from '#domain/project/kind.ts'
import { type ApiWorld, type Json, openApiWorld } from './api-world.ts'
import { stageForm } from './stage-form.ts'

let world: ApiWorld
beforeAll(async () => {
  world = await openApiWorld({ withWorker: true })
})
afterAll(() => world.close())

const CERTAINTY = /\[(?:C:|D\])|R\+|"cited"/

describe('sources', () => {
  it('are words in a case and in a refusal, never certainty marks', async () => {
    const { json: made } = await world.call('POST', '/v1/projects', { as: 'zhou-kai', body: stageForm() })
    const { json: view } = await world.call('GET', `/v1/projects/${made.id}`, { as: 'chen-hao' })
    expect(view.deadlines).toMatchObject([{ kind: 'completeness', source: titleOf(LICENSING_LAW_32) }])
    expect(view.gates.map(({ source }: Json) => source)).toContainEqual(titleOf(MEASURES_REGISTER))
    expect(JSON.stringify(view)).not.toMatch(CERTAINTY)
    const refused = await world.call('POST', `/v1/projects/${made.id}/admit`, { as: 'zhou-kai', body: {} })
    expect(refused.json.unmet).toMatchObject([
      {
        code: 'roleMayNot',
        source: { zh: '本系统政策（职责和权限）', en: 'policy of this system: roles and what they may do' },
      },
    ])
  })

  it('of recorded reasons are shown in words, or as recorded if the citation has changed since', () => {
    const reason = (source: unknown) => ({ code: 'registerMissing', zh: '未纳入', en: 'not in', source })
    const event = { type: 'omBasisEmitted', reasons: [reason('[C:S2,S0]'), reason('an older one')] }
    expect(withSourceWords(PROJECT, event)).toEqual({
      type: 'omBasisEmitted',
      reasons: [reason(titleOf(MEASURES_REGISTER)), reason({ zh: 'an older one', en: 'an older one' })],
    })
    const line = { source: 'centralInvestment', lines: [{ code: 'A-1', source: '[C:S2,S0]' }] }
    expect(withSourceWords(PROJECT, line), 'only reasons have sources').toEqual(line)
  })

  it('are listed with their certainty for everybody who is signed in', async () => {
    const { status, json } = await world.call('GET', '/v1/sources', { as: 'zhou-kai' })
    expect(status).toBe(200)
    const found = json.items.find(({ cited }: Json) => cited === '许可法32 [C:S10]')
    expect(found).toMatchObject({
      ...{ zh: '行政许可法（参照） 第三十二条', en: 'Administrative Licensing Law (by analogy), Article 32' },
      deadlines: [{ code: 'completeness', zh: '完整性审查', en: 'completeness check' }],
      policyValues: [{ code: 'completenessWorkingDays' }, { code: 'silentAdmission' }],
    })
    expect((await world.call('GET', '/v1/sources')).status).toBe(401)
    const { json: document } = await world.call('GET', '/docs/json')
    expect(document.paths['/v1/sources'].get.tags).toEqual(['reference'])
  })
})
