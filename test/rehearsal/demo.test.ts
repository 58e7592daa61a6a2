import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PROJECT } from '#domain/project/kind.ts'
import { caseIdOf } from '#domain/values/ids.ts'
import { addresses } from '#scripts/demo/addresses.ts'
import { type TemporaryRoot, temporaryRoot } from '#stack/temporary-root.ts'
import { runScript } from './run-script.ts'

let root: TemporaryRoot

beforeAll(() => {
  root = temporaryRoot('demo')
})
afterAll(() => root.remove())

/** Nothing of the test run's own servers: the demo brings everything up by itself. */
const ALONE = { DATABASE_URL: '', TEMPORAL_ADDRESS: '' }

describe('where to look after the story', () => {
  it('is said in the language of the story', () => {
    const places = { apiUrl: 'http://a', temporalUiUrl: 'http://t', namespace: 'n' }
    const one = { kind: PROJECT, caseId: caseIdOf('project', '1') }
    expect(addresses(places, one, 'zh')).toEqual([
      '  接口及其文档  http://a/docs',
      '  本项目        http://a/v1/projects/1',
      '  其工作流      http://t/namespaces/n/workflows/project%2F1',
    ])
    expect(addresses(places, one, 'en').join()).not.toMatch(/\p{Script=Han}/u)
  })
})

describe('npm run demo -- --exit', () => {
  it('tells the story in the stack’s own world and ends with status 0', {
    timeout: 20 * 60_000,
  }, async () => {
    const { status, stdout, stderr } = await runScript('scripts/demo.ts', ['--exit', '--root', root.folder], {
      env: ALONE,
    })
    expect(stderr).toBe('')
    expect(stdout).not.toContain('A world of its own')
    expect(stdout).toMatch(
      /^2026-05-20 {2}The stage was approved +Chen Hao \+ He Jing +发改高技〔2026〕501号/m,
    )
    expect(stdout).toMatch(/47 of 47 steps in \d+ s of real time, [1-9]\d+ mails delivered/)
    expect(stdout, 'nothing stays up that could be looked at').not.toContain('http://')
    expect(status).toBe(0)
  })

  it('tells it again on the same state, in a world of its own', { timeout: 5 * 60_000 }, async () => {
    const args = ['--exit', '--root', root.folder, '--lang', 'zh']
    const { status, stdout, stderr } = await runScript('scripts/demo.ts', args, { env: ALONE })
    expect(stderr).toBe('')
    expect(stdout).toContain('A world of its own')
    expect(stdout).toMatch(/47\/47 步/)
    expect(stdout).not.toContain('http://')
    expect(status).toBe(0)
  })
})
