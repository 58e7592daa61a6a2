import { spawnSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { hasGo } from '#stack/go-build.ts'
import { ownTemporalBinary } from '#stack/temporal-binary.ts'
import { readDocument } from '../docs/tables.ts'
import { FIRST_START_MS } from './stack-fixture.ts'

const UNKNOWN = 'nobody.knowsThis'

describe.runIf(hasGo())('our Temporal server [with Go]', () => {
  let binary: string

  beforeAll(async () => {
    binary = await ownTemporalBinary(process.env, () => undefined)
  }, FIRST_START_MS)

  /** The output of a start that must fail, because the server checks its settings first. */
  function refusedStart(settings: readonly string[]): string {
    const flags = settings.flatMap((name) => ['--dynamic-config-value', `${name}=true`])
    const args = ['server', 'start-dev', '--headless', ...flags]
    const { status, stderr } = spawnSync(binary, args, { encoding: 'utf8' })
    expect(status).toBe(1)
    return stderr
  }

  it('does not start with a setting that it does not know, and names it', () => {
    expect(refusedStart([UNKNOWN])).toMatch(/^error: server 1\.\d+\.\d+ has no setting nobody\.knowsThis\n$/)
  })

  it('accepts a renamed setting under the name that it knows', () => {
    const names = ['frontend.WorkflowTimeSkippingEnabled', 'system.workflowTimeSkippingEnabled']
    expect(refusedStart([...names, UNKNOWN])).toMatch(/ setting nobody\.knowsThis\n$/)
    expect(refusedStart(['frontend.knowsThis', 'system.knowsThis'])).toMatch(
      / setting frontend\.knowsThis, system\.knowsThis\n$/,
    )
  })

  it('knows every setting of the production cluster', () => {
    const settings = Object.keys(parse(readDocument('temporal/dynamicconfig.yaml')) as object)
    expect(settings.length).toBeGreaterThan(2)
    expect(refusedStart([...settings, UNKNOWN])).toMatch(/ setting nobody\.knowsThis\n$/)
  })
})
